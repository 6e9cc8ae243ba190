"""What a reader is willing to take in, so that one hostile file cannot stop a day's work."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest article read; anything beyond is refused with a ReadError, never cut."""

    file_bytes: int = 50 * MEGABYTE
    unpacked_bytes: int = 200 * MEGABYTE  # of all parts of a .docx together
    pages: int = 2_000  # of a PDF
    markup_characters: int = 10_000_000  # of HTML or Markdown: parsing costs far more than text


DEFAULT_LIMITS = Limits()
