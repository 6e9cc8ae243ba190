"""A text cut into words, each folded to the one spelling that the tables are written in."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from briefing.decoding import Span

# A word with the apostrophes inside it; hyphens part words, so that IT-sektor is two.
_WORD = re.compile(r"[^\W\d_]+(?:['’‘ʻʼ`´][^\W\d_]+)*[ʻʼ]?")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text and its folded spelling."""

    start: int
    end: int
    text: str
    folded: str

    @property
    def span(self) -> Span:
        """Where the word stands."""
        return self.start, self.end


def words(text: str, fold: Callable[[str], str]) -> tuple[Word, ...]:
    """Return the words of `text`, spelt by `fold` for comparison."""
    return tuple(
        Word(match.start(), match.end(), match.group(), fold(match.group()))
        for match in _WORD.finditer(text)
    )
