"""How wide text is and how many lines it takes, from the widths of the two shipped families.

`widths.json` holds the advance widths of Liberation Serif and Sans, 2048 to the em, which are those
of Times New Roman and Arial.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_EM = 2048
_LINE = 1.15  # a line's height over the size, in either family
_SANS = ("arial", "sans", "calibri", "helvetica", "segoe", "verdana", "tahoma", "aptos")
_PIECE = re.compile(r"[^ \t-]*[ \t-]?")  # a line may end after a space or a hyphen


@dataclass(frozen=True, slots=True)
class Font:
    """What a stretch of text is set in."""

    family: str
    size: float  # points
    bold: bool = False
    italic: bool = False

    @property
    def line(self) -> float:
        """The height of a line in points."""
        return self.size * _LINE

    def width(self, text: str) -> float:
        """Return the width of `text` in points."""
        widths = _widths(self._face)
        usual = widths["n"]
        return sum(widths.get(character, usual) for character in text) * self.size / _EM

    @property
    def _face(self) -> str:
        sans = any(name in self.family.lower() for name in _SANS)
        weight = " bold" if self.bold else " italic" if self.italic and not sans else ""
        return ("sans" if sans else "serif") + weight


@cache
def _widths(face: str) -> Mapping[str, int]:
    faces = json.loads((files("briefing.word") / "widths.json").read_text("utf-8"))
    return {
        character: int(width)
        for width, characters in faces[face].items()
        for character in characters
    }


def lines(stretches: Iterable[tuple[str, Font]], width: float, hang: float = 0.0) -> int:
    """Return how many lines of `width` points text takes that is set without hyphenation.

    The first line begins `hang` points before the others, and a tab in it jumps to where they do.
    """
    count, used, gap = 1, -hang, 0.0
    for text, font in stretches:
        for piece in _PIECE.findall(text):
            words = piece.rstrip(" \t")
            needed = font.width(words)
            if used > 0 and words and used + gap + needed > width:
                count, used, gap = count + 1, 0.0, 0.0
            used += gap + needed
            gap = font.width(" ") if piece.endswith(" ") else 0.0
            if piece.endswith("\t"):
                used, gap = max(used, 0.0), 0.0
    return count
