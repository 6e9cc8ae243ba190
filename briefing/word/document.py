"""A briefing as a Word document, part by part: head, contents, articles, annex, signature."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from importlib.resources import files
from io import BytesIO

from docx import Document
from docx.oxml.ns import qn

from briefing.documents import Briefing
from briefing.word import styles
from briefing.word.annex import append_annex
from briefing.word.article import append_article, headline
from briefing.word.elements import field, fill, filled, link_within, tab, text
from briefing.word.labels import article_count, labels, long_date
from briefing.word.package import repack
from briefing.word.sheet import DOT, TECHNICAL, Runs, Sheet, bookmark, joined


def render(briefing: Briefing) -> bytes:
    """Return `briefing` as the bytes of a .docx file; the same briefing gives the same bytes."""
    template = (files("briefing.word") / "template.docx").read_bytes()
    sheet = Sheet(Document(BytesIO(template)), briefing.target, labels(briefing.target))
    _set_properties(sheet, briefing.date)
    _running_lines(sheet, briefing)
    _head(sheet, briefing)
    _contents(sheet, briefing)
    for number, entry in enumerate(briefing.entries, 1):
        append_article(sheet, number, entry)
    append_annex(sheet, briefing.entries)
    _signature(sheet, briefing.signature)
    buffer = BytesIO()
    sheet.document.save(buffer)
    return repack(buffer.getvalue())


def _set_properties(sheet: Sheet, date: dt.date) -> None:
    """Say what the document is, and make the target its language."""
    properties = sheet.document.core_properties
    properties.title = f"{sheet.labels.title}, {long_date(date, sheet.target)}"
    properties.language = sheet.language
    properties.author = properties.last_modified_by = "briefing"
    # Midnight of its day, not now, so that the same briefing is the same file.
    properties.created = properties.modified = dt.datetime.combine(date, dt.time())
    properties.revision = 1
    for part in (sheet.document.styles.element, sheet.document.settings.element):
        for default in part.iter(qn("w:lang"), qn("w:themeFontLang")):
            default.set(qn("w:val"), sheet.language)


def _running_lines(sheet: Sheet, briefing: Briefing) -> None:
    """Fill the headers with the title and the notices, the footers with the page's number.

    The first page has its title below, so its header carries the notices alone.
    """
    section = sheet.document.sections[0]
    section.different_first_page_header_footer = True
    name = f"{sheet.labels.title}{DOT}{long_date(briefing.date, sheet.target)}"
    fill(section.header.paragraphs[0], [sheet.say(name), *_notices(sheet, briefing.notices)])
    fill(section.first_page_header.paragraphs[0], _notices(sheet, briefing.notices))
    for footer in (section.footer, section.first_page_footer):
        runs = filled(
            sheet.labels.page,
            sheet.language,
            page=field("PAGE", "1", sheet.language),
            pages=field("NUMPAGES", "1", sheet.language),
        )
        fill(footer.paragraphs[0], [tab(sheet.language), *runs])


def _notices(sheet: Sheet, notices: Sequence[str]) -> Runs:
    """Return the notices, set to the right; one without a wording of the target's own as it is."""
    wordings = sheet.labels.notices
    said = [
        [sheet.say(wordings[notice]) if notice in wordings else text(notice, TECHNICAL)]
        for notice in notices
    ]
    return [tab(sheet.language), *joined(sheet, said)] if said else []


def _head(sheet: Sheet, briefing: Briefing) -> None:
    date = long_date(briefing.date, sheet.target)
    count = article_count(len(briefing.entries), sheet.target)
    sheet.paragraph(styles.TITLE, [sheet.say(sheet.labels.title)])
    sheet.paragraph(styles.SUBTITLE, [sheet.say(f"{date}{DOT}{count}")])


def _contents(sheet: Sheet, briefing: Briefing) -> None:
    """List the articles, each a link to its section, and say which are missing."""
    if briefing.entries:
        sheet.paragraph(styles.CONTENTS_HEADING, [sheet.say(sheet.labels.contents)])
    for number, entry in enumerate(briefing.entries, 1):
        runs = [
            sheet.say(str(number)),
            tab(sheet.language),
            sheet.say(headline(entry)),
            tab(sheet.language),
            *field(f"PAGEREF {bookmark(number)} \\h", "", sheet.language),
        ]
        sheet.paragraph(styles.CONTENTS_ENTRY, [link_within(bookmark(number), runs)])
    if briefing.failed:
        paths = [text(", ".join(briefing.failed), TECHNICAL)]
        runs = filled(sheet.labels.omitted, sheet.language, paths=paths)
        sheet.paragraph(styles.NOTICE, runs)


def _signature(sheet: Sheet, signature: str) -> None:
    label = sheet.say(f"{sheet.labels.signature}: ")
    sheet.paragraph(styles.SIGNATURE, [label, text(signature, TECHNICAL)])
