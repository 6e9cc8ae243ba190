"""Briefings as a Word document, part by part: head, contents, articles, annexes, signature."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any, Literal

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn
from docx.section import Section

from briefing.documents import Briefing, Cover
from briefing.word import slots, styles
from briefing.word.annex import append_annex
from briefing.word.article import append_article, headline_runs
from briefing.word.cover import append_cover_line, append_logo
from briefing.word.elements import field, filled, link_within, tab, text
from briefing.word.house import our_template
from briefing.word.labels import article_count, labels, long_date
from briefing.word.package import repack
from briefing.word.pagination import fill_page_numbers
from briefing.word.references import append_references
from briefing.word.review import append_legend, append_reviewed, append_worst
from briefing.word.review_labels import review_labels
from briefing.word.running import fill_running_lines
from briefing.word.sheet import DOT, PART, TECHNICAL, WHOLE, Runs, Sheet, joined

Edition = Literal["clean", "review"]
_Parts = Sequence[tuple[Sheet, Briefing]]  # one a language


def render(
    briefings: Sequence[Briefing], *, edition: Edition = "clean", template: bytes | None = None
) -> bytes:
    """Return briefings as the bytes of one .docx file: one is the whole of it, several its parts.

    The clean edition is for who reads the briefing, the review edition for who checks it.
    `template` is from `house_template`. The same values give the same bytes.
    """
    document = Document(BytesIO(template or our_template()))
    headings = WHOLE if len(briefings) == 1 else PART
    ids = itertools.count(1)
    sheets = [Sheet(document, b.target, labels(b.target), b.date, headings, ids) for b in briefings]
    parts = list(zip(sheets, briefings, strict=True))
    _set_properties(document, sheets)
    fill_running_lines(sheets[0], document.sections[0], briefings[0])
    start = _length(document)
    _head(parts, edition)
    middle = _length(document)
    if headings is WHOLE:
        _contents(sheets[0], briefings[0])
    else:
        _languages(parts, edition)
    end = _length(document)
    if headings is WHOLE:
        _articles(sheets[0], briefings[0], edition)
    else:
        _sections(parts, edition)
    _signature(sheets[-1], briefings[-1].signature)
    made = list(document.element.body)[:-1]
    slots.place(document, _words(*parts[0]), made[start:middle], made[middle:end], made[end:])
    fill_page_numbers(document)
    buffer = BytesIO()
    document.save(buffer)
    return repack(buffer.getvalue())


def _length(document: WordDocument) -> int:
    """Return how many paragraphs and tables there are; the last section's mark comes after."""
    return len(document.element.body) - 1


def _set_properties(document: WordDocument, sheets: Sequence[Sheet]) -> None:
    """Say what the document is, and make the target its language; of several, the first."""
    first = sheets[0]
    titles = " · ".join(sheet.labels.title for sheet in sheets)
    properties = document.core_properties
    properties.title = f"{titles}, {long_date(first.date, first.target)}"
    properties.language = first.language
    properties.author = properties.last_modified_by = "briefing"
    # Midnight of its day, not now, so that the same briefing is the same file.
    properties.created = properties.modified = dt.datetime.combine(first.date, dt.time())
    properties.revision = 1
    for part in (document.styles.element, document.settings.element):
        for default in part.iter(qn("w:lang"), qn("w:themeFontLang")):
            default.set(qn("w:val"), first.language)


def _head(parts: _Parts, edition: Edition) -> None:
    """Append logo, titles, date and what else a cover says, in every language."""
    first, briefing = parts[0]
    append_logo(first, briefing.cover)
    for sheet, _ in parts:
        sheet.paragraph(styles.TITLE, [sheet.say(sheet.labels.title)])
    if len(parts) == 1:
        _subtitle(first, briefing, edition)
    else:
        dates = [[sheet.say(long_date(sheet.date, sheet.target))] for sheet, _ in parts]
        first.paragraph(styles.SUBTITLE, joined(first, dates))
    for sheet, briefing in parts:
        append_cover_line(sheet, briefing)


def _subtitle(sheet: Sheet, briefing: Briefing, edition: Edition) -> None:
    date = long_date(briefing.date, sheet.target)
    words = DOT.join((date, *_extent(sheet, briefing, edition)))
    sheet.paragraph(styles.SUBTITLE, [sheet.say(words)])


def _extent(sheet: Sheet, briefing: Briefing, edition: Edition) -> Iterator[str]:
    """Yield how many articles there are, and for whom the edition is if not for every reader."""
    yield article_count(len(briefing.entries), sheet.target)
    if edition == "review":
        yield review_labels(sheet.target).edition


def _languages(parts: _Parts, edition: Edition) -> None:
    """List the parts, each a link to where it begins."""
    headings = ([sheet.say(sheet.labels.contents)] for sheet, _ in parts)
    parts[0][0].paragraph(styles.CONTENTS_HEADING, joined(parts[0][0], headings))
    for sheet, briefing in parts:
        words = DOT.join((sheet.labels.in_this_language, *_extent(sheet, briefing, edition)))
        _contents_entry(sheet, sheet.part_bookmark, [tab(sheet.language), sheet.say(words)])


def _sections(parts: _Parts, edition: Edition) -> None:
    """Append a part for each language, on pages of its own with headers of its own."""
    for sheet, briefing in parts:
        fill_running_lines(sheet, _new_section(sheet.document), briefing)
        title = sheet.bookmarked(sheet.part_bookmark, [sheet.say(sheet.labels.title)])
        sheet.paragraph(styles.PART_HEADING, title)
        _subtitle(sheet, briefing, edition)
        _contents(sheet, briefing)
        _articles(sheet, briefing, edition)


def _new_section(document: WordDocument) -> Section:
    """Return a new section that begins on a new page."""
    section: Section = document.add_section(WD_SECTION.NEW_PAGE)
    # The mark that ends the section before sits in an empty paragraph, which may come to stand
    # alone on a page; the last paragraph with words in it serves as well.
    mark: Any = document.paragraphs[-1]._p
    last = mark.getprevious()
    if last is not None and last.tag == qn("w:p"):
        last.get_or_add_pPr().append(mark.pPr.sectPr)
        document.element.body.remove(mark)
    return section


def _contents(sheet: Sheet, briefing: Briefing) -> None:
    """List the articles, each a link to its section, and say which are missing."""
    if briefing.entries:
        sheet.paragraph(styles.CONTENTS_HEADING, [sheet.say(sheet.labels.contents)])
    for number, entry in enumerate(briefing.entries, 1):
        words = [sheet.say(str(number)), tab(sheet.language), *headline_runs(sheet, entry)]
        _contents_entry(sheet, sheet.bookmark(number), words)
    if briefing.failed:
        paths = [text(", ".join(briefing.failed), TECHNICAL)]
        runs = filled(sheet.labels.omitted, sheet.language, paths=paths)
        sheet.paragraph(styles.NOTICE, runs)


def _contents_entry(sheet: Sheet, bookmark: str, words: Runs) -> None:
    page = field(f"PAGEREF {bookmark} \\h", "", sheet.language)
    runs = [*words, tab(sheet.language), *page]
    sheet.paragraph(styles.CONTENTS_ENTRY, [link_within(bookmark, runs)])


def _articles(sheet: Sheet, briefing: Briefing, edition: Edition) -> None:
    """Append the articles and the annexes."""
    if edition == "review":
        append_worst(sheet, briefing)
        append_legend(sheet)
    append = append_reviewed if edition == "review" else append_article
    for number, entry in enumerate(briefing.entries, 1):
        append(sheet, number, entry)
    append_annex(sheet, briefing.entries, applied=edition == "review")
    append_references(sheet, briefing.entries)


def _signature(sheet: Sheet, signature: str) -> None:
    label = sheet.say(f"{sheet.labels.signature}: ")
    sheet.paragraph(styles.SIGNATURE, [label, text(signature, TECHNICAL)])


def _words(sheet: Sheet, briefing: Briefing) -> dict[str, slots.Words]:
    """Return what the places of a house's template are filled with."""
    cover = briefing.cover or Cover()
    said = {
        slots.TITLE: sheet.labels.title,
        slots.DATE: long_date(briefing.date, sheet.target),
        slots.COUNT: article_count(len(briefing.entries), sheet.target),
        slots.PREPARED_BY: cover.prepared_by,
        slots.CLASSIFICATION: cover.classification,
    }
    return {name: slots.Words(value, sheet.language) for name, value in said.items() if value}
