"""What a reader is willing to take in, so that one hostile file cannot stop a day's work."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefing.errors import ReadError, SettingsError

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest article read; anything beyond is refused with a ReadError, never cut.

    Each is far above what an article of the press needs and low enough that a file at the limit
    is dealt with in seconds; docs/limits.md has what was measured.
    """

    file_bytes: int = 50 * MEGABYTE  # of a file, and of a row in one that holds many
    unpacked_bytes: int = 200 * MEGABYTE  # of all parts of a .docx together
    compression_ratio: int = 200  # of any part of a .docx above a megabyte
    parts: int = 2_000  # of a .docx
    pages: int = 2_000  # of a PDF
    seconds: int = 60  # of work on the text of a PDF, where little data can ask for much of it
    markup_characters: int = 10 * MEGABYTE  # of HTML, or the XML of a .docx
    markdown_characters: int = 300_000
    tags: int = 50_000  # of HTML
    nesting: int = 100  # levels of elements in HTML
    characters: int = 2_000_000  # of an article's text, in whatever format
    paragraphs: int = 50_000
    word_characters: int = 2_000  # a longer run without a space is no word: it alone is left out


DEFAULT_LIMITS = Limits()


def limits_from(given: Mapping[str, Any] | None) -> Limits:
    """Return the default limits with those `given` in their place.

    Raises SettingsError naming the limit when it is unknown or not a whole number above 0.
    """
    known = [field.name for field in dataclasses.fields(Limits)]
    for name, value in (given or {}).items():
        if name not in known:
            raise SettingsError(
                "[limits]", f"unknown limit {name!r}", f"Use one of: {', '.join(sorted(known))}"
            )
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise SettingsError(
                "[limits]", f"{name} = {value!r} is no limit", "Give a whole number above 0"
            )
    return Limits(**(given or {}))


def exceeded(name: str, limit: str, problem: str, remedy: str) -> ReadError:
    """Return the error that says by which limit the file `name` is refused, and how to raise it."""
    return ReadError(name, problem, f"{remedy}, or raise the limit `{limit}` in the settings file")


def too_much_text(name: str, limits: Limits) -> ReadError:
    """Return the error for an article with more characters than are read."""
    return exceeded(
        name,
        "characters",
        f"holds more text than is read ({limits.characters:,} characters)",
        "Split it into articles, one a file",
    )
