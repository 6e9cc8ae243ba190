"""Headers and footers: marking, title and date, notices, the page's number."""

from __future__ import annotations

import copy
from collections.abc import Sequence

from docx.section import Section, _BaseHeaderFooter

from briefing.documents import Briefing
from briefing.word import styles
from briefing.word.elements import field, filled, tab, text
from briefing.word.labels import long_date
from briefing.word.sheet import DOT, TECHNICAL, Runs, Sheet, joined

Line = tuple[str, Runs]  # a style and what stands in it


def fill_running_lines(sheet: Sheet, section: Section, briefing: Briefing) -> None:
    """Fill the headers with the title and the notices, the footers with the page's number.

    The first page has its title below, so its header carries the notices alone. A marking stands
    first and last on every page. A template's own headers and footers stay: what its house did not
    think of, the notices and the marking, is added to them.
    """
    marking = _marking(sheet, briefing)
    name = f"{sheet.labels.title}{DOT}{long_date(briefing.date, sheet.target)}"
    notices = _notices(sheet, briefing.notices)
    noticed = [(styles.HEADER, notices)] if notices else []
    headers, footers = _own(section, "header"), _own(section, "footer")
    if not headers and not footers:
        section.different_first_page_header_footer = True
    for header in headers:
        _add(sheet, header, [*marking, *noticed])
    for footer in footers:
        _add(sheet, footer, marking)
    if not headers:
        heading = [(styles.HEADER, [sheet.say(name), *notices])]
        _write(sheet, section.header, [*marking, *heading])
        _write(sheet, section.first_page_header, [*marking, *noticed])
    if not footers:
        for place in (section.footer, section.first_page_footer):
            _write(sheet, place, [(styles.FOOTER, _page(sheet)), *marking])


def _page(sheet: Sheet) -> Runs:
    runs = filled(
        sheet.labels.page,
        sheet.language,
        page=field("PAGE", "1", sheet.language),
        pages=field("NUMPAGES", "1", sheet.language),
    )
    return [tab(sheet.language), *runs]


def _own(section: Section, kind: str) -> list[_BaseHeaderFooter]:
    places = (getattr(section, f"{page}{kind}") for page in ("", "first_page_", "even_page_"))
    return [place for place in places if not place.is_linked_to_previous]


def _add(sheet: Sheet, place: _BaseHeaderFooter, lines: Sequence[Line]) -> None:
    for style, runs in lines:
        sheet.fill(place.add_paragraph(), style, map(copy.deepcopy, runs))


def _write(sheet: Sheet, place: _BaseHeaderFooter, lines: Sequence[Line]) -> None:
    """Write lines into a header or footer of this section's own."""
    place.is_linked_to_previous = False
    (empty,) = place.paragraphs
    _add(sheet, place, lines or [(styles.HEADER, [])])
    empty._p.getparent().remove(empty._p)


def _marking(sheet: Sheet, briefing: Briefing) -> list[Line]:
    words = briefing.cover.classification if briefing.cover else None
    return [(styles.CLASSIFICATION, [sheet.say(words)])] if words else []


def _notices(sheet: Sheet, notices: Sequence[str]) -> Runs:
    """Return the notices, set to the right; one without a wording of the target's own as it is."""
    wordings = sheet.labels.notices
    said = [
        [sheet.say(wordings[notice]) if notice in wordings else text(notice, TECHNICAL)]
        for notice in notices
    ]
    return [tab(sheet.language), *joined(sheet, said)] if said else []
