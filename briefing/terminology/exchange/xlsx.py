"""Excel workbooks: the first sheet, with the columns of our own CSV or a column a language."""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

from briefing.errors import GlossaryError
from briefing.terminology import csv_format
from briefing.terminology.concepts import Glossary
from briefing.terminology.exchange import columns
from briefing.terminology.exchange.formats import Format, Layout, Reading
from briefing.terminology.exchange.gathering import clean
from briefing.terminology.exchange.rows import Row, unparse
from briefing.terminology.exchange.sniffing import has_own_columns

MOST_BYTES = 512 * 1024 * 1024  # unpacked: some 2 million terms; more is taken for a zip bomb
MOST_IN_A_CELL = 32767  # characters; Excel cuts off the rest
_WIDTHS = {"concept": 28, "term": 40, "forms": 60, "note": 40}


def read(data: bytes, path: str, layout: Layout) -> Reading:
    """Read the first sheet of a workbook.

    Raises GlossaryError when it is damaged, unpacks to too much, or hides a document type.
    """
    _check(data, path)
    rows = list(_rows(data, path))
    if rows and has_own_columns(rows[0].cells):
        # One line a row, so that line numbers are the sheet's.
        lines = {row.line: row.cells for row in rows}
        table = (lines.get(number, ()) for number in range(1, rows[-1].line + 1))
        return Reading(csv_format.parse(unparse(table, tabs=False).decode(), path))
    return columns.read_rows(rows, path, layout)


def _check(data: bytes, path: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if sum(member.file_size for member in members) > MOST_BYTES:
                raise GlossaryError(
                    path,
                    f"unpacks to more than {MOST_BYTES // 2**20} MiB",
                    "save the sheet as CSV UTF-8",
                )
            for member in members:
                # Office Open XML has no document types (ECMA-376 part 2): one is an attack.
                if member.filename.endswith((".xml", ".rels")) and _has_doctype(archive, member):
                    raise GlossaryError(
                        path,
                        f"its part {member.filename} has a document type declaration",
                        "save the sheet as CSV UTF-8",
                    )
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError) as error:
        raise _damaged(path, error) from None


class _PrologueEnds(Exception):  # noqa: N818  it ends the parse, it is no error
    pass


def _has_doctype(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    parser = expat.ParserCreate()
    found = []

    def doctype(*names: object) -> None:
        found.append(names)
        raise _PrologueEnds

    def element(*_: object) -> None:
        raise _PrologueEnds

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = element
    try:
        with archive.open(member) as stream:
            parser.ParseFile(stream)
    except _PrologueEnds:
        pass
    except expat.ExpatError:
        pass  # openpyxl will say what is wrong with it, if it reads it at all
    return bool(found)


def _rows(data: bytes, path: str) -> Iterator[Row]:
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on styles and validations, which are of no use here
        try:
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # some writers state them wrongly
            for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
                texts = tuple(_text(cell) for cell in cells)
                if any(texts):
                    yield Row(number, _trimmed(texts))
        except GlossaryError:
            raise
        except Exception as error:  # noqa: BLE001  openpyxl raises whatever its parsers raise
            raise _damaged(path, error) from None


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return clean(str(cell))


def _trimmed(cells: tuple[str, ...]) -> tuple[str, ...]:
    last = max(index for index, cell in enumerate(cells) if cell)
    return cells[: last + 1]


def _damaged(path: str, error: Exception) -> GlossaryError:
    return GlossaryError(
        path, f"is no Excel workbook that can be read ({error})", "save the sheet as CSV UTF-8"
    )


def write(glossary: Glossary, format_: Format, layout: Layout) -> bytes:
    """Write a workbook with the columns of our own CSV, every cell as text."""
    import openpyxl
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("glossary")
    sheet.freeze_panes = "A2"
    for index, name in enumerate(csv_format.COLUMNS):
        sheet.column_dimensions["ABCDEFGHIJKLMNOPQRSTUVWXYZ"[index]].width = _WIDTHS.get(name, 12)
    for row in csv.reader(io.StringIO(csv_format.dumps(glossary), newline="")):
        cells = []
        for text in row:
            if len(text) > MOST_IN_A_CELL:
                raise GlossaryError(
                    glossary.path, f"{text[:40]!r}… is too long for a cell of Excel", "Write CSV"
                )
            cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text))
            cell.data_type = "s"  # "=…" is a term too, not a formula
            cells.append(cell)
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
