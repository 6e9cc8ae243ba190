"""Lines → paragraphs: which line breaks carry meaning, and which only filled a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from briefing.readers.characters import one_line

# A share of line breaks in mid-sentence above this means that lines were filled to a width.
_WRAPPED_SHARE = 0.3
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”“’»)\]]*$")
_LONGEST_WORD = 60  # characters, which bounds the search for one at a line's end
_BROKEN_WORD = re.compile(r"(\w+)[-\u2010]$")
_FIRST_WORD = re.compile(r"\w+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

# Halves that keep their hyphen when a line ends at it: en, sr, ru, uz.
_KEPT_BEFORE = frozenset(
    (
        *("self", "well", "high", "low", "long", "short", "non", "ex", "mid"),
        *("vice", "all", "half", "semi", "anti", "pro", "so", "north", "south"),
        *("east", "west", "jugo", "severo", "vojno", "vice", "војно", "вице", "екс"),
        *("из", "кое", "юго", "северо", "экс", "контр", "по", "во", "военно"),
        *("торгово", "социально", "общественно", "ijtimoiy", "oʻzaro"),
    )
)
_KEPT_AFTER = frozenset(
    ("то", "либо", "нибудь", "таки", "за", "под", "первых", "вторых", "йил", "yil", "yilgi")
)


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of plain `text`, each on one line with single spaces.

    A blank line ends a paragraph. A single line break does too, unless the lines were filled to a
    width: then only a line that had room for the next word, or an indented next line, does.
    """
    blocks = _blocks(text)
    if not _is_wrapped(blocks):
        return tuple(one_line(line) for block in blocks for line in block)
    words = vocabulary(line for block in blocks for line in block)
    width = _width(blocks)
    found: list[str] = []
    for block in blocks:
        group = [block[0]]
        for previous, line in pairwise(block):
            if _starts_paragraph(previous, line, width):
                found.append(join(group, words))
                group = []
            group.append(line)
        found.append(join(group, words))
    return tuple(found)


def join(lines: Sequence[str], words: frozenset[str]) -> str:
    """Return one paragraph made of `lines`, words cut at a line's end put together again."""
    parts: list[str] = []
    for line in map(one_line, lines):
        broken = _broken_word(parts[-1]) if parts else None
        following = _FIRST_WORD.match(line)
        if broken and following:
            if not _keeps_hyphen(broken, following.group(), words):
                parts[-1] = parts[-1][:-1]
        elif parts:
            parts.append(" ")
        parts.append(line)
    return "".join(parts)


def vocabulary(lines: Iterable[str]) -> frozenset[str]:
    """Return the words that stand whole within `lines`: what tells a cut word from a compound."""
    found: set[str] = set()
    for line in map(str.strip, lines):
        broken = _broken_word(line)
        whole = line[: -len(broken) - 1] if broken else line
        found.update(_WORD.findall(whole.casefold()))
    return frozenset(found)


def ends_sentence(line: str) -> bool:
    """Tell whether `line` ends as a sentence, or as what introduces one, does."""
    return bool(_SENTENCE_END.search(line[-8:]))


def _broken_word(line: str) -> str | None:
    """Return the part of a word that `line` ends with, when a hyphen cuts it there."""
    found = _BROKEN_WORD.search(line[-_LONGEST_WORD:])
    return found.group(1) if found else None


def _keeps_hyphen(before: str, after: str, words: frozenset[str]) -> bool:
    if after[0].isupper() or not (before.isalpha() and after.isalpha()):
        return True
    before, after = before.casefold(), after.casefold()
    if before + after in words:
        return False
    if f"{before}-{after}" in words or before in _KEPT_BEFORE or after in _KEPT_AFTER:
        return True
    return len(before) > 3 and len(after) > 3 and before in words and after in words


def _blocks(text: str) -> list[list[str]]:
    """Return runs of lines with something on them; leading white space is kept: it may indent."""
    blocks: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.strip():
            blocks[-1].append(line.rstrip())
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _is_wrapped(blocks: Sequence[Sequence[str]]) -> bool:
    breaks = cut = 0
    for block in blocks:
        for previous, line in pairwise(block):
            breaks += 1
            cut += _in_mid_sentence(previous, line)
    return cut > _WRAPPED_SHARE * breaks


def _in_mid_sentence(previous: str, line: str) -> bool:
    return line.lstrip()[0].islower() and not ends_sentence(previous)


def _width(blocks: Sequence[Sequence[str]]) -> int:
    """Return the length that lines were filled to; one overlong line does not count."""
    lengths = sorted(len(line) for block in blocks if len(block) > 1 for line in block)
    return lengths[int(0.9 * (len(lengths) - 1))]


def _starts_paragraph(previous: str, line: str, width: int) -> bool:
    if line[0].isspace() and not previous[0].isspace():
        return True
    has_room = len(previous) + 1 + len(line.split(None, 1)[0]) <= width
    return has_room and not _in_mid_sentence(previous, line)
