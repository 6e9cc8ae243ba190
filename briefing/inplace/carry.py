"""Carries a sentence's marks over to its translation.

What is the same in every language is put back letter by letter first. Then each mark goes to the
run of words that its own words were translated by; marks side by side share out the words between
them, and one inside another stays inside it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.decoding import Span, overlap
from briefing.inplace.links import Links, Word
from briefing.inplace.units import Mark

# A word belongs to a mark when more than this share of its weight falls on the mark's words.
SHARE = 0.35

_CLOSING = re.compile(r"[.,;:!?…»”\")\]’“%‰]*")
_OPENING = re.compile(r"[«„“”\"(\[‘]*$")


@dataclass(frozen=True, slots=True)
class Carried:
    """A sentence with its kept words in place, and where its marks are."""

    text: str
    spans: tuple[Span, ...]


def carry(source: str, text: str, marks: Sequence[Mark], linked: Links) -> Carried:
    """Return `text`, the translation of `source`, with the place of each of its `marks` in it."""
    kept: dict[int, Span] = {}
    for index, mark in enumerate(marks):
        literal = source[mark.start : mark.end]
        if mark.kept and literal.strip():
            text, linked, kept[index] = _restored(source, text, literal, mark, linked, kept)
    linked = Links(linked.sources, tuple(_whole_literals(linked.words, sorted(kept.values()))))
    spans: list[Span] = [(0, 0)] * len(marks)
    spans = [kept.get(index, span) for index, span in enumerate(spans)]
    for holder in (None, *range(len(marks))):
        window = (0, len(text)) if holder is None else spans[holder]
        _share_out(source, text, marks, linked, holder, window, spans, kept)
    for index, mark in enumerate(marks):
        if mark.loose:
            spans[index] = _place(source, text, mark, linked, (0, len(text)), ())
    return Carried(text, tuple(spans))


def _whole_literals(words: Sequence[Word], literals: Sequence[Span]) -> Iterator[Word]:
    """Yield the words, those of one literal as a single one: no mark takes half of it."""
    for literal, group in itertools.groupby(
        words, lambda word: next((span for span in literals if overlap(span, word.span)), None)
    ):
        parts = list(group)
        if literal is None:
            yield from parts
            continue
        rows = zip(*(word.weights for word in parts), strict=True)
        weights = tuple(sum(row) / len(parts) for row in rows)
        yield Word((min(literal[0], parts[0].span[0]), max(literal[1], parts[-1].span[1])), weights)


def _share_out(
    source: str,
    text: str,
    marks: Sequence[Mark],
    linked: Links,
    holder: int | None,
    window: Span,
    spans: list[Span],
    kept: dict[int, Span],
) -> None:
    """Give each mark that lies directly inside `holder` its own words of `window`."""
    siblings = [i for i, mark in enumerate(marks) if mark.inside == holder and not mark.loose]
    taken = [
        kept[i]
        for i in siblings
        if i in kept and window[0] <= kept[i][0] and kept[i][1] <= window[1]
    ]
    # The longest first: it has most to lose by being cut.
    for index in sorted(siblings, key=lambda i: (marks[i].start - marks[i].end, i)):
        if index in kept and kept[index] in taken:
            spans[index] = kept[index]
            continue
        others = [marks[i] for i in siblings if i != index]
        place = _place(source, text, marks[index], linked, window, taken, others)
        # What is inside and has its place already comes along.
        inner = [span for i, span in kept.items() if _holds(marks, index, i)]
        if inner:
            wide = min(place[0], *(s for s, _ in inner)), max(place[1], *(e for _, e in inner))
            if window[0] <= wide[0] and wide[1] <= window[1]:
                place = wide if not any(overlap(wide, span) for span in taken) else place
        spans[index] = place
        if place[0] < place[1]:
            taken.append(place)


def _holds(marks: Sequence[Mark], outer: int, inner: int) -> bool:
    holder = marks[inner].inside
    return holder is not None and (holder == outer or _holds(marks, outer, holder))


def _place(
    source: str,
    text: str,
    mark: Mark,
    linked: Links,
    window: Span,
    taken: Sequence[Span],
    others: Sequence[Mark] = (),
) -> Span:
    columns = _columns(linked, mark)
    if not columns:
        return _wordless(source, text, mark, linked, window, taken)
    if len(columns) == len(linked.sources):
        return _whole(source, text, mark, window, taken)
    free = [
        word for word in linked.words if window[0] <= word.span[0] and word.span[1] <= window[1]
    ]
    rivals = [set(_columns(linked, other)) for other in others]
    gains = [
        None if any(overlap(word.span, span) for span in taken) else _gain(word, columns, rivals)
        for word in free
    ]
    found = (
        _trimmed(_best_run(gains), free, columns)
        or _best_word(free, gains, columns)
        or _by_position(linked, gains, columns)
    )
    if found is None:
        point = _free_point(window[0], window, taken)
        return point, point
    start, end = free[found[0]].span[0], free[found[1]].span[1]
    return _with_signs(source, text, mark, (start, end), window, taken)


def _columns(linked: Links, mark: Mark) -> list[int]:
    place = (mark.start, mark.end)
    return [i for i, span in enumerate(linked.sources) if overlap(span, place)]


def _gain(word: Word, columns: Sequence[int], rivals: Sequence[set[int]]) -> float:
    share = sum(word.weights[i] for i in columns)
    against = max((sum(word.weights[i] for i in rival) for rival in rivals), default=0.0)
    return share - max(SHARE, against)


def _best_run(gains: Sequence[float | None]) -> Span | None:
    """Return the first and last index of the run of greatest sum, if any is above 0."""
    best_sum, best = 0.0, None
    sum_, start = 0.0, 0
    for index, gain in enumerate(gains):
        if gain is None or sum_ + gain <= 0.0:
            sum_, start = 0.0, index + 1
            continue
        sum_ += gain
        if sum_ > best_sum:
            best_sum, best = sum_, (start, index)
    return best


def _trimmed(run: Span | None, words: Sequence[Word], columns: Sequence[int]) -> Span | None:
    """Return `run` without words at its ends that are the best for some word outside the mark.

    One that is also the best for one inside stays. None when nothing would be left.
    """
    if run is None:
        return None
    best: dict[int, set[bool]] = {}
    for column in range(len(words[0].weights)):
        weight, index = max((word.weights[column], -i) for i, word in enumerate(words))
        if weight > 0.0:
            best.setdefault(-index, set()).add(column in columns)
    own = [i for i in range(run[0], run[1] + 1) if best.get(i) != {False}]
    return (own[0], own[-1]) if own else None


def _best_word(
    words: Sequence[Word], gains: Sequence[float | None], columns: Sequence[int]
) -> Span | None:
    """Return the word with the greatest share, where that is more than a trace."""
    shares = [
        (sum(word.weights[i] for i in columns), -index)
        for index, (word, gain) in enumerate(zip(words, gains, strict=True))
        if gain is not None
    ]
    share, index = max(shares, default=(0.0, 0))
    return (-index, -index) if share > SHARE / 2 else None


def _by_position(
    linked: Links, gains: Sequence[float | None], columns: Sequence[int]
) -> Span | None:
    """Return the free word nearest to where the mark's words stand among the source words."""
    free = [index for index, gain in enumerate(gains) if gain is not None]
    if not free:
        return None
    middle = (columns[0] + columns[-1] + 1) / 2 / len(linked.sources) * len(gains)
    nearest = min(free, key=lambda index: abs(index + 0.5 - middle))
    return nearest, nearest


def _whole(source: str, text: str, mark: Mark, window: Span, taken: Sequence[Span]) -> Span:
    """Return all of the window: the mark has every word of the sentence.

    What it leaves out at either end, a mark of its own or a full stop, stays out.
    """
    start, end = window
    head, tail = source[: mark.start], source[mark.end :]
    if head.strip() and text.startswith(head, start):
        start += len(head)
    if tail.strip() and text.endswith(tail, start, end):
        end -= len(tail)
    for span in sorted(taken):
        if span[0] <= start < span[1]:
            start = span[1]
    for span in sorted(taken, reverse=True):
        if span[0] < end <= span[1]:
            end = max(start, span[0])
    inside = [span for span in taken if overlap(span, (start, end))]
    if inside:  # two marks cannot both have every word, so this one has none
        point = _free_point(start, window, taken)
        return point, point
    return start, end


def _with_signs(
    source: str, text: str, mark: Mark, span: Span, window: Span, taken: Sequence[Span]
) -> Span:
    """Return `span` with the signs around it that the mark has around its own words."""
    start, end = span
    inner = source[mark.start : mark.end].strip()
    if not inner[-1:].isalnum():
        following = _CLOSING.match(text, end, window[1])
        wide = end + min(len(following.group()), _signs_at_end(inner)) if following else end
        end = wide if not any(overlap((end, wide), other) for other in taken) else end
    if not inner[:1].isalnum():
        before = _OPENING.search(text[window[0] : start])
        wide = start - min(len(before.group()), _signs_at_start(inner)) if before else start
        start = wide if not any(overlap((wide, start), other) for other in taken) else start
    if source[mark.end - 1].isspace() and text[end : min(end + 1, window[1])].isspace():
        end += not any(overlap((end, end + 1), other) for other in taken)
    if source[mark.start].isspace() and text[max(start - 1, window[0]) : start].isspace():
        start -= not any(overlap((start - 1, start), other) for other in taken)
    return start, end


def _signs_at_end(text: str) -> int:
    return len(text) - len(re.sub(r"[\W_]+$", "", text))


def _signs_at_start(text: str) -> int:
    return len(text) - len(re.sub(r"^[\W_]+", "", text))


def _wordless(
    source: str, text: str, mark: Mark, linked: Links, window: Span, taken: Sequence[Span]
) -> Span:
    """Return the place of a mark on no word: the same signs nearby, or a point."""
    point = _free_point(_point(source, text, mark.start, linked), window, taken)
    literal = source[mark.start : mark.end].strip()
    if not literal:
        return point, point
    places = [
        (found.start(), found.end())
        for found in re.finditer(re.escape(literal), text)
        if window[0] <= found.start()
        and found.end() <= window[1]
        and not any(overlap(found.span(), span) for span in taken)
    ]
    return min(places, key=lambda span: abs(span[0] - point), default=(point, point))


def _point(source: str, text: str, offset: int, linked: Links) -> int:
    """Return where a point of the source went: behind the same word, and the same signs."""
    if not source[:offset].strip():
        return 0
    if not source[offset:].strip():
        return len(text)
    before = [i for i, span in enumerate(linked.sources) if span[1] <= offset]
    if not before or not linked.words:
        return 0
    if len(before) == len(linked.sources):  # behind the last word: among the closing signs
        return max(len(text) - len(source[offset:].rstrip()), linked.words[-1].span[1])
    last = before[-1]
    word = max(linked.words, key=lambda word: (word.weights[last], word.span))
    if word.weights[last] <= 0.0:
        word = linked.words[
            min(len(linked.words) - 1, last * len(linked.words) // len(linked.sources))
        ]
    between = source[linked.sources[last][1] : offset]
    end = word.span[1]
    signs = _CLOSING.match(text, end)
    if between.strip() and signs:
        end += min(len(signs.group()), len(between.strip()))
    if between[-1:].isspace() and text[end : end + 1].isspace():
        end += 1
    return end


def _free_point(point: int, window: Span, taken: Sequence[Span]) -> int:
    """Return the place nearest to `point` in the window and inside nothing that is taken."""
    point = min(max(point, window[0]), window[1])
    for start, end in taken:
        if start < point < end:
            return end if end - point <= point - start else start
    return point


def _restored(
    source: str, text: str, literal: str, mark: Mark, linked: Links, kept: dict[int, Span]
) -> tuple[str, Links, Span]:
    """Return `text` with `literal` in it, put in for what it became where it is not there."""
    expected = _expected(linked, mark, len(text))
    glued = _cuts_word(source, (mark.start, mark.end))
    places = [
        found.span()
        for found in re.finditer(re.escape(literal), text)
        if not any(overlap(found.span(), span) for span in kept.values())
        and (glued or not _cuts_word(text, found.span()))
    ]
    if places:
        return text, linked, min(places, key=lambda span: abs(span[0] - expected))
    columns = _columns(linked, mark)
    gains = [
        None
        if any(overlap(word.span, span) for span in kept.values())
        else _gain(word, columns, ())
        for word in linked.words
    ]
    run = _best_run(gains) if columns else None
    if run:
        start, end = linked.words[run[0]].span[0], linked.words[run[1]].span[1]
        new = literal
    else:
        # Behind the word that it stood behind, or before all of them.
        expected = _point(source, text, mark.start, linked)
        gaps = [0, *(word.span[1] for word in linked.words), *(end for _, end in kept.values())]
        gaps = [gap for gap in gaps if not any(s < gap < e for s, e in kept.values())]
        start = end = min(gaps, key=lambda gap: abs(gap - expected), default=0)
        before = "" if start == 0 or text[start - 1].isspace() else " "
        after = "" if start and not text[start : start + 1].isalnum() else " "
        new = before + literal + after
    shift = len(new) - (end - start)
    for index, span in kept.items():
        if span[0] >= end:
            kept[index] = (span[0] + shift, span[1] + shift)
    at = start + new.index(literal)
    place = (at, at + len(literal))
    weights = _evenly(columns, len(linked.sources))
    words = [
        *(word for word in linked.words if word.span[1] <= start),
        Word(place, weights),
        *(
            Word((word.span[0] + shift, word.span[1] + shift), word.weights)
            for word in linked.words
            if word.span[0] >= end
        ),
    ]
    return text[:start] + new + text[end:], Links(linked.sources, tuple(words)), place


def _evenly(columns: Sequence[int], sources: int) -> tuple[float, ...]:
    return tuple(1 / len(columns) if i in columns else 0.0 for i in range(sources))


def _expected(linked: Links, mark: Mark, length: int) -> int:
    """Return roughly where in a text of `length` characters the mark's words are."""
    ends = linked.sources[-1][1] if linked.sources else 0
    return round(min(1.0, mark.start / ends) * length) if ends else 0


def _cuts_word(text: str, span: Span) -> bool:
    """Tell whether a found literal is only part of a longer word or number: 3 in 30."""
    start, end = span
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return (text[start].isalnum() and before.isalnum()) or (
        text[end - 1].isalnum() and after.isalnum()
    )
