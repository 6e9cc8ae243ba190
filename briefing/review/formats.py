"""The formats a review can travel in, as a table, and how a file that comes back is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing.errors import ReviewError
from briefing.review import table, tmx, xliff12, xliff21, xml
from briefing.review.units import Bilingual


@dataclass(frozen=True, slots=True)
class Format:
    """One format to hand out: its file name's ending, and what writes it."""

    suffix: str
    write: Callable[[Bilingual], bytes]


FORMATS: dict[str, Format] = {
    "xliff": Format(".xlf", xliff21.write),
    "xliff12": Format(".xlf", xliff12.write),
    "tmx": Format(".tmx", tmx.write),
    "docx": Format(".docx", table.write),
}

_READERS: dict[tuple[str, str], Callable[[Any, str], Bilingual]] = {
    ("xliff", "2"): xliff21.read,
    ("xliff", "1"): xliff12.read,
    ("tmx", "1"): tmx.read,
}
_ZIP = b"PK\x03\x04"


def read(path: Path) -> Bilingual:
    """Read a file that a reviewer has given back; its content decides what it is, not its name.

    Raises ReviewError when it cannot be read or is in none of the formats.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReviewError(
            str(path), error.strerror or "cannot be read", "Check the path"
        ) from error
    if data.startswith(_ZIP):
        return table.read(data, str(path))
    root = xml.parse(data, str(path))
    name, version = xml.local(root), (root.get("version") or "")[:1]
    reader = _READERS.get((name, version))
    if reader is None:
        raise ReviewError(
            str(path),
            f"is <{name}> of version {root.get('version') or 'unknown'}, which is no review",
            "Give XLIFF 1.2 or 2, TMX, or the Word table that `briefing review export` made",
        )
    return reader(root, str(path))
