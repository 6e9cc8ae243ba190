"""Where quotation marks open and close, across the sentences of one paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

Span = tuple[int, int]

_MARK = re.compile(r"[\"“”„«»]")
_BEFORE_OPENING = re.compile(r"[\s(\[{–—-]\Z")


@dataclass(frozen=True, slots=True)
class Quotations:
    """The quotations of a text, in its offsets, and the marks that have no partner."""

    spans: tuple[Span, ...]  # outermost ones, marks included, in order
    strays: tuple[int, ...]


def quotations(text: str, start: int, end: int) -> Quotations:
    """Pair the quotation marks in `text[start:end]`, one paragraph.

    “ opens, or closes what „ has opened; \" opens before a word and closes after one. A mark that
    opens again before it was closed leaves the first one without a partner, except that « may
    stand in «, and that one » may then close both.
    """
    spans: list[Span] = []
    strays: list[int] = []
    opened: list[int] = []
    for match in _MARK.finditer(text, start, end):
        mark, at = match.group(), match.start()
        if _opens(mark, text, at, start, end, text[opened[-1]] if opened else ""):
            if opened and text[opened[-1]] == mark != "«":
                strays.append(opened.pop())
            opened.append(at)
        elif opened:
            spans.append((opened.pop(), at + 1))
        else:
            strays.append(at)
    for at in opened:
        inside = [stop for begin, stop in spans if begin > at and text[begin] == text[at] == "«"]
        if inside:
            spans.append((at, max(inside)))
        else:
            strays.append(at)
    return Quotations(tuple(_outermost(spans)), tuple(sorted(strays)))


def _opens(mark: str, text: str, at: int, start: int, end: int, open_mark: str) -> bool:
    if mark == '"':
        after_space = at == start or bool(_BEFORE_OPENING.search(text, at - 1, at))
        return after_space and at + 1 < end and not text[at + 1].isspace()
    if mark == "“":
        return open_mark != "„"
    return mark in "„«"


def _outermost(spans: list[Span]) -> list[Span]:
    result: list[Span] = []
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not result or span[0] >= result[-1][1]:
            result.append(span)
    return result
