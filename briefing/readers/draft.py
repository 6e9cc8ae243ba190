"""What passes inside the readers: Source (a file's content) → Draft (as its format has it)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from briefing.readers.limits import Limits


@dataclass(frozen=True, slots=True)
class Source:
    """A file's content, once it is known what it is."""

    name: str  # as the user named it, for messages
    data: bytes
    text: str  # the decoded text; empty for formats that are not text
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as its format tells it, furniture still among the paragraphs.

    A `title` that stands among the paragraphs too is taken out of them later.
    """

    paragraphs: tuple[str, ...]
    title: str | None = None
    byline: str | None = None
    date: dt.date | None = None
    source: str | None = None
    link: str | None = None
    warnings: tuple[str, ...] = ()


Reader = Callable[[Source, Limits], Draft]
