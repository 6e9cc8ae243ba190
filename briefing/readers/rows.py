"""Articles in the rows of a JSON Lines or CSV file, read one at a time.

JSON Lines: one object a line (jsonlines.org). CSV: RFC 4180 with a header; comma, semicolon or tab.
The fields are those of `records.FIELDS`; others are passed over. A row that cannot be used is a
Fault, and the rows after it are read as if it were not there.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from briefing.errors import ReadError
from briefing.readers import encoding
from briefing.readers.limits import Limits
from briefing.readers.records import FIELDS, Fault, Record

_DELIMITERS = ",;\t"  # spreadsheets of most of Europe write semicolons
_MARK = b"\xef\xbb\xbf"


def jsonl(path: Path, limits: Limits) -> Iterator[Record | Fault]:
    """Yield one record a line that is not blank, numbered by line.

    Raises ReadError when the file cannot be opened.
    """
    with _opened(path) as stream:
        number = 0
        while line := stream.readline(limits.file_bytes + 1):
            number += 1
            if len(line) > limits.file_bytes:
                _skip_line(stream)
                yield _too_long(number, limits)
            elif line.removeprefix(_MARK).strip():
                yield _object(number, line.removeprefix(_MARK))


def delimited(path: Path, limits: Limits) -> Iterator[Record | Fault]:
    """Yield one record a row, numbered by the line it begins on.

    Raises ReadError when the file cannot be opened or its header names no column "text".
    """
    # The library's limit holds for the whole process: it is only ever raised.
    csv.field_size_limit(max(csv.field_size_limit(), limits.file_bytes))
    with _opened(path) as stream:
        header = _header(stream.readline(limits.file_bytes).removeprefix(_MARK), path)
        number = 2
        while raw := _row(stream, limits):
            if isinstance(raw, _Unclosed):
                yield _unclosed(number, limits)
                number += 1
                continue
            if raw.strip():
                yield _cells(number, raw, header)
            number += raw.count(b"\n")


@dataclass(frozen=True, slots=True)
class _Header:
    names: tuple[str, ...]
    delimiter: str


class _Unclosed:
    """A row whose quotation marks do not close within the limit; the next line follows it."""


def _opened(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except OSError as error:
        raise ReadError(
            str(path),
            f"cannot be opened ({error.strerror or error})",
            "Check that it exists and may be read",
        ) from error


def _skip_line(stream: IO[bytes]) -> None:
    while (part := stream.readline(1_000_000)) and not part.endswith(b"\n"):
        pass


def _object(number: int, line: bytes) -> Record | Fault:
    try:
        found = json.loads(line)
    except UnicodeDecodeError:
        return Fault(number, "is not UTF-8", "Save the file as UTF-8")
    except (ValueError, RecursionError) as error:
        return Fault(number, f"is not JSON ({error})", "Mend or leave out this line")
    if not isinstance(found, dict):
        return Fault(number, "is not an object", 'Write {"text": "…", "title": "…"}')
    return _record(number, "jsonl", found)


def _header(line: bytes, path: Path) -> _Header:
    decoded = encoding.decode(line)
    text = decoded.text if decoded else ""
    for delimiter in _DELIMITERS:
        cells = next(csv.reader(text.splitlines()[:1], delimiter=delimiter), [])
        names = tuple(name.strip().casefold() for name in cells)
        if "text" in names:
            return _Header(names, delimiter)
    raise ReadError(
        str(path),
        'has no column "text" in its first line',
        f"Name its columns there, of: {', '.join(FIELDS)}",
    )


def _row(stream: IO[bytes], limits: Limits) -> bytes | _Unclosed:
    """Return the next row, line breaks inside quotation marks included; b"" at the end.

    A row that never closes gives way to the line after its first, so that it costs no other.
    """
    row = stream.readline(limits.file_bytes + 1)
    following = stream.tell()
    quotes = row.count(b'"')
    parts, size = [row], len(row)
    while quotes % 2 or (size and not parts[-1].endswith(b"\n")):
        part = stream.readline(limits.file_bytes + 1)
        if not part and quotes % 2 == 0:
            break
        size += len(part)
        if not part or size > limits.file_bytes:
            stream.seek(following)
            if not row.endswith(b"\n"):
                _skip_line(stream)
            return _Unclosed()
        parts.append(part)
        quotes += part.count(b'"')
    return b"".join(parts)


def _cells(number: int, raw: bytes, header: _Header) -> Record | Fault:
    decoded = encoding.decode(raw)
    if decoded is None:
        return Fault(number, "is not text", "Save the file as UTF-8")
    try:
        cells = next(csv.reader([decoded.text], delimiter=header.delimiter, strict=True), [])
    except csv.Error as error:
        return Fault(number, f"is not CSV ({error})", "Mend its quotation marks")
    if len(cells) > len(header.names):
        return Fault(
            number,
            f"has {len(cells)} cells under {len(header.names)} headings",
            "Put text that holds the delimiter into quotation marks",
        )
    given = {name: cell for name, cell in zip(header.names, cells, strict=False) if cell.strip()}
    return _record(number, "csv", given, decoded.warnings)


def _record(
    number: int, format_: str, found: Mapping[str, Any], warnings: tuple[str, ...] = ()
) -> Record | Fault:
    given = {name: found[name] for name in FIELDS if found.get(name) is not None}
    for name, value in given.items():
        if not isinstance(value, str):
            return Fault(number, f"its {name} is not a text", f'Write "{name}": "…"')
    if not given.get("text", "").strip():
        return Fault(number, 'has no "text"', "Put the article's text there")
    return Record(number=number, format=format_, warnings=warnings, **given)


def _too_long(number: int, limits: Limits) -> Fault:
    problem = f"is longer than the {limits.file_bytes:,} bytes that are read"
    return Fault(number, problem, "Split it into articles, one a row")


def _unclosed(number: int, limits: Limits) -> Fault:
    return Fault(
        number,
        "does not end: a quotation mark is never closed"
        f" (or the row is longer than the {limits.file_bytes:,} bytes that are read)",
        'Write " inside a text as ""',
    )
