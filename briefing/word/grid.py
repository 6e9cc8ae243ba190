"""A table: its head repeated on every page, none of its rows split over two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docx.shared import Twips
from docx.table import Table

from briefing.word import styles
from briefing.word.borrowing import text_width
from briefing.word.elements import element
from briefing.word.sheet import Runs, Sheet

Cell = Sequence[tuple[str, Runs]]  # its paragraphs: a style and what stands in it


@dataclass(frozen=True, slots=True)
class Grid:
    """A table at the end of the document, while rows are added to it."""

    sheet: Sheet
    table: Table
    widths: Sequence[int]  # twips
    one_line: bool = False  # rows of one line, which need not be told not to split

    @classmethod
    def begun(
        cls,
        sheet: Sheet,
        widths: Sequence[int],
        headings: Sequence[Runs],
        *,
        one_line: bool = False,
    ) -> Grid:
        """Append a table with a head of one row, as wide as the text, its columns in proportion."""
        room = text_width(sheet.document)
        widths = [width * room // sum(widths) for width in widths]
        table = sheet.document.add_table(0, len(widths), sheet.document.styles[styles.TABLE])
        table.autofit = False
        grid = cls(sheet, table, widths, one_line)
        grid.row([[(styles.TABLE_HEADER, runs)] for runs in headings])
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Twips(width)
        table.rows[0]._tr.get_or_add_trPr().append(element("tblHeader"))
        return grid

    def row(self, cells: Sequence[Cell]) -> None:
        """Append a row."""
        row = self.table.add_row()  # type: ignore[no-untyped-call]
        if not self.one_line:
            row._tr.get_or_add_trPr().append(element("cantSplit"))
        for cell, width, paragraphs in zip(row.cells, self.widths, cells, strict=True):
            cell.width = Twips(width)
            for place, (style, runs) in enumerate(paragraphs):
                paragraph = cell.add_paragraph() if place else cell.paragraphs[0]
                self.sheet.fill(paragraph, style, runs)
