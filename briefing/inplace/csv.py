"""Tables as text, fields parted by commas, semicolons or tabs: one column is translated."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from briefing.errors import ReadError, UsageError
from briefing.inplace.decoded import BOM, lines
from briefing.inplace.job import Job
from briefing.inplace.units import Put, Unit

_CHUNK = 500  # rows translated together
_DELIMITERS = ",;\t|"
_LONGEST_ROW = 1_000_000  # characters: beyond, a quotation mark was surely left open


def rewrite(source: IO[bytes], out: IO[bytes], put: Put, job: Job) -> list[str]:
    """Write the table in `source` to `out`, the column asked for in the target language.

    The first row names the columns; every other byte stays.
    """
    if not job.field:
        raise UsageError(job.path, "which column is to be translated is not said", "Add --field")
    rows = _rows(lines(source, job.path), job)
    heading = next(rows, None)
    if heading is None:
        return []
    names = [_value(cell).strip() for cell in heading.cells]
    if job.field not in names:
        raise ReadError(
            job.path,
            f"it has no column {job.field!r}",
            f"Name one of: {', '.join(name for name in names if name)}",
        )
    column = names.index(job.field)
    out.write(heading.raw.encode())
    short = 0
    while chunk := list(itertools.islice(rows, _CHUNK)):
        full = [row for row in chunk if len(row.cells) > column]
        units = [
            Unit(_value(row.cells[column]), place=f"line {row.line}", line=row.line) for row in full
        ]
        short += sum(len(row.cells) <= column and bool(row.raw.strip()) for row in chunk)
        results = iter(put(units))
        for row in chunk:
            result = next(results) if len(row.cells) > column else None
            written = row.raw if result is None else row.with_value(column, result.text)
            out.write(written.encode())
    return [f"{short} rows have no column {job.field!r}"] if short else []


@dataclass(frozen=True, slots=True)
class _Row:
    """One row, its cells as they stand in the file."""

    line: int
    cells: tuple[str, ...]
    delimiter: str
    end: str

    @property
    def raw(self) -> str:
        return self.delimiter.join(self.cells) + self.end

    def with_value(self, column: int, value: str) -> str:
        """Return the row with another value in a column, quoted where it was or has to be."""
        old = self.cells[column]
        if old.startswith('"') or any(char in value for char in (self.delimiter, '"', "\n", "\r")):
            value = '"' + value.replace('"', '""') + '"'
        cells: Sequence[str] = (*self.cells[:column], value, *self.cells[column + 1 :])
        return self.delimiter.join(cells) + self.end


def _rows(source: Iterator[str], job: Job) -> Iterator[_Row]:
    """Yield the rows; one with a line break inside a quoted cell takes several lines."""
    delimiter = cell = None
    text, number = "", 1
    for at, line in enumerate(source, start=1):
        if delimiter is None:
            counts = Counter(char for char in line if char in _DELIMITERS)
            delimiter = max(_DELIMITERS, key=lambda char: counts[char])
            cell = _cell(delimiter)
        text += line
        assert cell
        cells = _cells(text, cell, delimiter)
        if cells is None and len(text) <= _LONGEST_ROW:
            continue
        if cells is None:
            break
        body = text.rstrip("\r\n")
        yield _Row(number, tuple(_cells(body, cell, delimiter) or ()), delimiter, text[len(body) :])
        text, number = "", at + 1
    if text:
        raise ReadError(
            job.path,
            f"line {number}: a quotation mark is opened and never closed",
            'Write a quotation mark inside a cell twice: ""',
        )


def _cell(delimiter: str) -> re.Pattern[str]:
    part = re.escape(delimiter)
    return re.compile(rf'\ufeff?"(?:[^"]|"")*"[^{part}"]*|\ufeff?(?!")[^{part}]*')


def _cells(text: str, cell: re.Pattern[str], delimiter: str) -> list[str] | None:
    """Return the cells of a row, or None when a quotation mark is still open at its end."""
    cells, at = [], 0
    while True:
        match = cell.match(text, at)
        if match is None:
            return None
        cells.append(match.group())
        at = match.end()
        if at >= len(text):
            return cells
        if text[at] != delimiter:
            return None
        at += len(delimiter)


def _value(cell: str) -> str:
    """Return what a cell says."""
    cell = cell.removeprefix(BOM)
    if not cell.startswith('"'):
        return cell
    return cell.rstrip()[1:-1].replace('""', '"')
