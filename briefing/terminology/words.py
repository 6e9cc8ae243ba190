"""Cuts text into the words that terms are compared by, with their places in the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from briefing.decoding import Span

HYPHENS = frozenset("-‐‑\u00ad")  # joins words into one compound; dashes and minus signs do not
APOSTROPHES = "'’‘ʻʼ`´ʹ′"
QUOTES = frozenset("\"'“”„‟«»‹›‘’‚")

_WORD = re.compile(
    rf"[^\W\d_](?:\.[^\W\d_])+\.(?!\w)"  # U.S. is one word, its stops included
    rf"|\w+(?:[{APOSTROPHES}]\w+)*"
)
_TRAILING = re.compile(r"(?<=[oOgG])['’‘`´ʹ′]")  # togʻ written with whatever apostrophe
_JOINERS = "\u200c\u200d"


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: its place, as it is compared, and what stands before it."""

    start: int
    end: int
    text: str  # canonical spelling, capitals kept
    lower: str  # the same in small letters
    gap: str  # marks between the word before and this one; spaces, hyphens and quotes left out
    hyphen_before: bool
    hyphen_after: bool


def words(text: str, canonical: Callable[[str], str], *, trailing: bool = False) -> list[Word]:
    """Return the words of `text`, spelt as `canonical` spells each.

    A word never ends inside a grapheme. `trailing` also takes an apostrophe after a final o or g
    into the word, as Uzbek needs.
    """
    found: list[Word] = []
    previous = 0
    for start, end in _spans(text, trailing=trailing):
        gap = "".join(
            c for c in text[previous:start] if not (c.isspace() or c in HYPHENS or c in QUOTES)
        )
        raw = text[start:end]
        spelt = canonical(unicodedata.normalize("NFC", raw.replace(".", "")))
        found.append(
            Word(
                start,
                end,
                spelt,
                spelt.lower(),
                gap,
                # Only a hyphen with no space beside it makes a compound.
                start > 0 and text[start - 1] in HYPHENS and previous == start - 1 and start > 1,
                end + 1 < len(text) and text[end] in HYPHENS and text[end + 1].isalnum(),
            )
        )
        previous = end
    return found


def _spans(text: str, *, trailing: bool) -> list[Span]:
    spans: list[Span] = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        if trailing and _TRAILING.match(text, end):
            end += 1
        while end < len(text) and _continues(text[end]):
            end += 1
        # What only a combining mark or a joiner parts is one word.
        if spans and spans[-1][1] >= start:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def _continues(char: str) -> bool:
    if char < "\u0300":
        return False
    return unicodedata.category(char)[0] == "M" or char in _JOINERS or "🏻" <= char <= "🏿"


def capitals_kept(term: str, text: str) -> bool:
    """Tell whether every capital letter of `term` is one in `text`, letter by letter."""
    if len(term) != len(text):
        return term.lower() == text.lower()
    return all(t.isupper() or not c.isupper() for c, t in zip(term, text, strict=True))
