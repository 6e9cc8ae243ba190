"""Which mark lies inside which, in a translation."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.decoding import Span
from briefing.inplace.units import Mark

Nested = dict[int | None, list[int]]  # mark (None: the unit itself) → what is directly in it


def nested(marks: Sequence[Mark], spans: Sequence[Span]) -> Nested:
    """Return the marks in each mark, in the order of the translation; loose ones are left out.

    A point on an edge belongs to the mark that held it in the source; none lies in what is kept.
    """
    inside: Nested = {None: []}
    stretches = [i for i, (s, e) in enumerate(spans) if s < e and not marks[i].loose]
    points = [i for i, (s, e) in enumerate(spans) if s == e and not marks[i].loose]
    open_: list[int] = []
    for index in sorted(stretches, key=lambda i: (spans[i][0], -spans[i][1], i)):
        while open_ and spans[open_[-1]][1] < spans[index][1]:
            open_.pop()
        while open_ and spans[open_[-1]][1] <= spans[index][0]:
            open_.pop()
        inside[open_[-1] if open_ else None].append(index)
        inside[index] = []
        open_.append(index)
    for index in points:
        inside[index] = []
    for index in points:
        inside[_home(index, marks, spans, inside)].append(index)
    for children in inside.values():
        children.sort(key=lambda i: (*spans[i], i))
    return inside


def uncrossed(marks: Sequence[Mark], spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return the spans, cut back where one would begin inside another and end outside it.

    What is kept as it is, is never cut; nor are loose marks, which may cross.
    """
    order = sorted(range(len(marks)), key=lambda i: (not marks[i].kept, i))
    settled: dict[int, Span] = {}
    for index in order:
        start, end = spans[index]
        for number, other in settled.items():
            if marks[index].loose or marks[number].loose:
                continue
            if marks[number].kept and other[0] <= start < end <= other[1]:
                # Nothing lies inside what is kept; what holds it takes in all of it.
                holds = _holds(marks, index, number)
                start, end = other if holds else (other[1], other[1])
            elif start < other[0] < end < other[1]:
                end = other[0]
            elif other[0] < start < other[1] < end:
                start = other[1]
        settled[index] = (start, end)
    return tuple(settled[index] for index in range(len(marks)))


def _holds(marks: Sequence[Mark], outer: int, inner: int) -> bool:
    holder = marks[inner].inside
    return holder is not None and (holder == outer or _holds(marks, outer, holder))


def _home(point: int, marks: Sequence[Mark], spans: Sequence[Span], inside: Nested) -> int | None:
    at = spans[point][0]
    home = marks[point].inside
    while home is not None and not spans[home][0] <= at <= spans[home][1]:
        home = marks[home].inside
    while True:
        deeper = next(
            (i for i in inside[home] if spans[i][0] < at < spans[i][1] and not marks[i].kept), None
        )
        if deeper is None:
            return home
        home = deeper
