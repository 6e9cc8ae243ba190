"""The annex: the glossary's concepts met in the articles, with the terms agreed for them."""

from __future__ import annotations

from collections.abc import Sequence

from docx.oxml.xmlchemy import BaseOxmlElement

from briefing.documents import Entry
from briefing.word import outline, styles
from briefing.word.elements import link_within, text
from briefing.word.grid import Grid
from briefing.word.sheet import Sheet, joined, word_tag

_COLUMNS = (4050, 4050, 972)  # twips, styles.TEXT_WIDTH in all
_REVIEW_COLUMNS = (3050, 3050, 870, 2102)


def append_annex(sheet: Sheet, entries: Sequence[Entry], *, applied: bool) -> None:
    """Append the table of the concepts met in the articles, with the terms agreed for them.

    With `applied` it says too what became of each.
    """
    terms = outline.terms(entries)
    if not terms:
        return
    widths = _REVIEW_COLUMNS if applied else _COLUMNS
    sheet.paragraph(sheet.headings.annex, [sheet.say(sheet.labels.glossary)])
    names = sheet.labels
    headings = (names.source_term, names.agreed_term, names.in_articles, names.applied)
    table = Grid.begun(sheet, widths, [[sheet.say(name)] for name in headings[: len(widths)]])
    for term in terms:
        cells = [
            [text("; ".join(term.source_terms.values()), word_tag(term.source.summary.language))],
            [sheet.say(term.preferred, styles.CONCEPT)],
            joined(sheet, ([_to_article(sheet, number)] for number in term.articles), ", "),
            [sheet.say(names.met[term.met])],
        ]
        table.row([[(styles.TABLE_TEXT, runs)] for runs in cells[: len(widths)]])


def _to_article(sheet: Sheet, number: int) -> BaseOxmlElement:
    return link_within(sheet.bookmark(number), [sheet.say(str(number), styles.HYPERLINK)])
