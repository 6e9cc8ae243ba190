"""Cuts a segment that is too long for a model into parts that are not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

Span = tuple[int, int]

# Where a part may end, best first: each pattern ends there, white space included. The conjunctions
# are those of the languages served; a part ends before them.
_ENDS = tuple(
    map(
        re.compile,
        (
            r"[.!?…][\"'”’»“)\]]*\s+",
            r"[;:]\s+|\s+[–—]\s+",
            r",\s+(?=(?:and|but|or|which|who|that|while|because|although"
            r"|али|а|јер|који|која|које|да|док|иако|ali|jer|koji|koja|koje|dok|iako"
            r"|но|что|который|которая|которое|которые|если|когда|хотя"
            r"|ammo|lekin|biroq|chunki|аммо|лекин|бироқ|чунки)\b)",
            r"[,)]\s+",
            r"\s+(?=(?:and|or|и|или|i|ili|va|hamda|yoki|ва|ҳамда|ёки)\s)",
            r"\s+",
        ),
    )
)


def split_long(
    text: str, length: Callable[[str], int], limit: int, whole: Sequence[Span] = ()
) -> list[str]:
    """Return `text` in the fewest steps as parts whose `length` is at most `limit`, in order.

    The parts joined give the text back, character by character. Each cut is made at the best
    boundary there is (sentence, clause, comma, conjunction, space, anywhere), nearest the middle,
    and never inside one of the `whole` spans unless there is nothing else to cut. A single
    character that is too long by itself is returned as it is. `limit` is in the unit of `length`;
    ValueError when it is below 1.
    """
    if limit < 1:
        raise ValueError(f"limit is {limit}; it must be at least 1")
    if len(text) <= 1 or length(text) <= limit:
        return [text]
    cut = _best_cut(text, whole)
    after = [(start - cut, end - cut) for start, end in whole]
    return [
        *split_long(text[:cut], length, limit, whole),
        *split_long(text[cut:], length, limit, after),
    ]


def _best_cut(text: str, whole: Sequence[Span]) -> int:
    """Return where to cut `text` in two, both parts with something in them.

    A cut near an end leaves a scrap that translates badly, so a better kind of boundary counts only
    in the middle half; a space counts anywhere.
    """
    middle = len(text) / 2
    for pattern in _ENDS:
        cuts = [end for end in _ends(pattern, text, whole) if abs(end - middle) <= middle / 2]
        if cuts:
            return min(cuts, key=lambda end: abs(end - middle))
    for kept in (whole, ()):
        spaces = list(_ends(_ENDS[-1], text, kept))
        if spaces:
            return min(spaces, key=lambda end: abs(end - middle))
    return len(text) // 2


def _ends(pattern: re.Pattern[str], text: str, whole: Sequence[Span]) -> Iterator[int]:
    """Yield the ends of the matches that leave visible text on both sides and cut no whole span."""
    for match in pattern.finditer(text):
        cut = match.end()
        if any(start < cut < end for start, end in whole):
            continue
        if text[: match.start()].strip() and text[cut:].strip():
            yield cut
