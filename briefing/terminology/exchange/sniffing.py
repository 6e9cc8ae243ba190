"""What a file is, told from its bytes."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from xml.parsers import expat

from briefing.terminology import csv_format

_BEGINNING = 65536


def is_xlsx(data: bytes) -> bool:
    """Tell an Excel workbook."""
    return data.startswith(b"PK\x03\x04")


def is_tbx(data: bytes) -> bool:
    """Tell TBX, of 2019 (tbx) or of 2008 (martif)."""
    return _root(data) in ("tbx", "martif")


def is_tmx(data: bytes) -> bool:
    """Tell TMX."""
    return _root(data) == "tmx"


def is_own(data: bytes) -> bool:
    """Tell the project's own CSV by its first row."""
    first = _beginning(data).partition("\n")[0]
    if "\0" in first:
        return False
    return any(has_own_columns(next(csv.reader([first], delimiter=each), [])) for each in ",;\t")


def has_own_columns(cells: Iterable[str]) -> bool:
    """Tell whether a first row is that of the project's own CSV."""
    return set(csv_format.REQUIRED) <= {cell.strip().casefold() for cell in cells}


def is_text(data: bytes) -> bool:
    """Tell text that is not XML."""
    text = _beginning(data).strip()
    return bool(text) and "\0" not in text and not text.startswith("<")


def _beginning(data: bytes) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    return data[:_BEGINNING].decode(encoding, errors="replace")


class _RootFound(Exception):  # noqa: N818  it ends the parse, it is no error
    pass


def _root(data: bytes) -> str:
    """Return the name of an XML file's root element, without its prefix; "" for other files."""
    parser = expat.ParserCreate()

    def element(name: str, _: object) -> None:
        raise _RootFound(name.rpartition(":")[2])

    parser.StartElementHandler = element
    try:
        parser.Parse(data[:_BEGINNING], True)  # what is cut off comes after the root
    except _RootFound as found:
        return str(found)
    except (expat.ExpatError, LookupError, ValueError):
        pass
    return ""
