"""What formats hand to translation, and what they get back.

Offsets count code points and are half-open, as Python slices are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from briefing.decoding import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a unit with something of its own: a format, a link, an object in the line.

    An empty stretch is a point: a footnote's number, a picture's anchor.
    """

    start: int
    end: int
    inside: int | None = None  # which earlier mark of the unit holds it
    kept: bool = False  # its text is the same in every language: code, a page number
    loose: bool = False  # may overlap the others: a bookmark, the words of a comment


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, or whatever else of a document is translated by itself.

    A tab or line break in `text` stands between texts that have nothing to do with each other; a
    line that was only wrapped is joined by spaces.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    place: str = ""  # where it stands, for a person: "line 3", "word/document.xml, paragraph 12"
    line: int | None = None  # where it begins, in formats that have lines


@dataclass(frozen=True, slots=True)
class Translated:
    """A unit in the target language, with where each of its marks went.

    What lies inside a mark stays inside it, and those side by side never overlap, loose ones apart.
    """

    text: str
    spans: tuple[Span, ...] = ()


# None stands for a unit that stays as it is, byte for byte.
Put = Callable[[Sequence[Unit]], list[Translated | None]]
