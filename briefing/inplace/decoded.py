"""Bytes → lines of text, every character of which can be written back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from briefing.errors import ReadError

BOM = "\ufeff"


def lines(stream: IO[bytes], path: str) -> Iterator[str]:
    """Yield the lines of `stream` with their ends, a byte order mark among them.

    Raises ReadError naming the line that is not UTF-8.
    """
    for number, raw in enumerate(stream, start=1):
        try:
            yield raw.decode("utf-8")
        except UnicodeDecodeError as error:
            raise ReadError(
                path, f"line {number} is not UTF-8 ({error.reason})", "Save the file as UTF-8"
            ) from error


def whole(stream: IO[bytes], path: str) -> str:
    """Return all of `stream` as text."""
    return "".join(lines(stream, path))
