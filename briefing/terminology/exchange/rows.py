"""Tables of cells: from the text of a CSV or TSV file, and back."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefing.errors import GlossaryError

_DELIMITERS = "\t;,"
_SAMPLE = 20  # lines the delimiter is told from
_LONGEST = 20  # lines a cell in quotes may run over


@dataclass(frozen=True, slots=True)
class Row:
    """One record, with the line it begins on; `fault` says why its cells cannot be told."""

    line: int
    cells: tuple[str, ...]
    fault: str = ""


def decode(data: bytes, path: str) -> str:
    """Return the text of a file in UTF-8, or in the UTF-16 that Excel calls Unicode text."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise GlossaryError(
            path, f"is not UTF-8 text (byte {error.start})", "save it again as CSV UTF-8"
        ) from None


def parse(text: str) -> Iterator[Row]:
    """Yield the rows that are not empty.

    An opening quotation mark that nothing closes costs its own row, not those after it.
    """
    lines = re.split(r"\r\n|\r|\n", text)
    delimiter = _delimiter([line for line in lines if line.strip()][:_SAMPLE])
    number = 0
    while number < len(lines):
        taken = _record(lines, number)
        fault = ""
        if taken == 0:
            taken, fault = 1, "a quotation mark that nothing closes"
        try:
            record = [f"{line}\n" for line in lines[number : number + taken]]
            cells = next(csv.reader(record, delimiter=delimiter), [])
        except csv.Error as error:
            cells, fault = [lines[number]], str(error)
        if fault or any(cell.strip() for cell in cells):
            yield Row(number + 1, tuple(cells), fault)
        number += taken


def _record(lines: Sequence[str], start: int) -> int:
    """Return over how many lines the record at `start` runs; 0 when its quotes never close."""
    quotes = 0
    for count, line in enumerate(lines[start : start + _LONGEST], start=1):
        quotes += line.count('"')
        if quotes % 2 == 0:
            return count
    return 0


def _delimiter(sample: Sequence[str]) -> str:
    """Return what parts the cells: what gives every line of the sample as many of them."""
    for delimiter in _DELIMITERS:
        widths = {len(next(csv.reader([line], delimiter=delimiter), [])) for line in sample}
        if len(widths) == 1 and widths.pop() > 1:
            return delimiter
    return max(_DELIMITERS, key=sample[0].count) if sample else ","


def unparse(rows: Iterable[Sequence[str]], *, tabs: bool) -> bytes:
    """Return rows as CSV (RFC 4180, but for the line ends), or with tabs for commas."""
    out = io.StringIO()
    csv.writer(out, delimiter="\t" if tabs else ",", lineterminator="\n").writerows(rows)
    return out.getvalue().encode()
