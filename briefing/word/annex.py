"""The annex: the glossary's concepts met in the articles, with the terms agreed for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Twips
from docx.table import Table

from briefing.documents import Entry, Met
from briefing.word import styles
from briefing.word.elements import element, fill, link_within, text
from briefing.word.sheet import Runs, Sheet, bookmark, joined, word_tag

_COLUMNS = (3050, 3050, 870, 2102)  # twips, styles.TEXT_WIDTH in all
_BEST_FIRST: tuple[Met, ...] = ("model", "n-best", "repaired", "unmet")


@dataclass(slots=True)
class _Row:
    """A concept as the annex lists it: over all articles in one source language."""

    source_language: str
    preferred: str
    source_terms: dict[str, str]  # case-folded → as first met
    articles: dict[int, None]  # an ordered set
    met: Met


def append_annex(sheet: Sheet, entries: Sequence[Entry]) -> None:
    """Append the table of the concepts met in the articles, with the terms agreed for them."""
    rows = _rows(entries)
    if not rows:
        return
    sheet.paragraph(styles.ANNEX_HEADING, [sheet.say(sheet.labels.glossary)])
    table = sheet.document.add_table(0, len(_COLUMNS), sheet.document.styles[styles.TABLE])
    table.autofit = False
    names = sheet.labels
    headings = (names.source_term, names.agreed_term, names.in_articles, names.applied)
    _table_row(sheet, table, styles.TABLE_HEADER, [[sheet.say(name)] for name in headings])
    for row in rows:
        cells = [
            [text("; ".join(row.source_terms.values()), row.source_language)],
            [sheet.say(row.preferred, styles.CONCEPT)],
            joined(sheet, ([_to_article(sheet, number)] for number in row.articles), ", "),
            [sheet.say(names.met[row.met])],
        ]
        _table_row(sheet, table, styles.TABLE_TEXT, cells)
    for column, width in zip(table.columns, _COLUMNS, strict=True):
        column.width = Twips(width)
    table.rows[0]._tr.get_or_add_trPr().append(element("tblHeader"))


def _rows(entries: Sequence[Entry]) -> list[_Row]:
    """Return a row for each concept, in the alphabetical order of its first source term."""
    rows: dict[tuple[str, str], _Row] = {}
    for number, entry in enumerate(entries, 1):
        language = word_tag(entry.summary.language)
        translation = entry.translation
        for segment in (translation.headline, *translation.segments):
            for use in segment.concepts:
                row = rows.setdefault(
                    (use.concept, language), _Row(language, use.preferred, {}, {}, use.met)
                )
                row.source_terms.setdefault(use.source_term.casefold(), use.source_term)
                row.articles[number] = None
                row.met = max(row.met, use.met, key=_BEST_FIRST.index)
    return sorted(rows.values(), key=lambda row: next(iter(row.source_terms)).replace("ё", "е"))


def _to_article(sheet: Sheet, number: int) -> BaseOxmlElement:
    return link_within(bookmark(number), [sheet.say(str(number), styles.HYPERLINK)])


def _table_row(sheet: Sheet, table: Table, style: str, cells: Sequence[Runs]) -> None:
    """Append a row that does not split over pages."""
    row = table.add_row()  # type: ignore[no-untyped-call]
    row._tr.get_or_add_trPr().append(element("cantSplit"))
    for cell, width, runs in zip(row.cells, _COLUMNS, cells, strict=True):
        cell.width = Twips(width)
        paragraph = cell.paragraphs[0]
        paragraph.style = sheet.document.styles[style]
        fill(paragraph, runs)
