"""Which source word each target word came from: attention, the glossary, equal words, or position.

All of them are told in one table: for each word of the translation, a weight on each source word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.decoding import Hypothesis, Span, overlap
from briefing.documents import ConceptUse, TranslatedSegment
from briefing.terminology.attention import words


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a translation."""

    span: Span
    weights: tuple[float, ...]  # one a source word; they sum to at most 1


@dataclass(frozen=True, slots=True)
class Links:
    """A sentence's source words and the words of its translation, tied to each other."""

    sources: tuple[Span, ...]
    words: tuple[Word, ...]


def links(segment: TranslatedSegment, attention: Hypothesis | None) -> Links:
    """Return the words of `segment` tied to those of its source.

    Without attention, or where it says nothing, words are tied by position. A met concept's words
    belong to its source term, and a word found once on either side to its equal.
    """
    sources = tuple(words(segment.source))
    targets = tuple(words(segment.text))
    rows = [
        _attended(attention, span, sources) if attention else (0.0,) * len(sources)
        for span in targets
    ]
    rows = [
        row if any(row) else _by_position(index, len(targets), len(sources))
        for index, row in enumerate(rows)
    ]
    for index, column in _equal(segment, sources, targets):
        rows[index] = _evenly([column], len(sources))
    for use in segment.concepts:
        indices, columns = _concept(use, sources, targets)
        for index, row in enumerate(rows):
            if index in indices:
                rows[index] = _evenly(columns, len(sources))
            elif indices:  # a term's words went nowhere else
                rows[index] = tuple(0.0 if i in columns else w for i, w in enumerate(row))
    return Links(sources, tuple(map(Word, targets, rows)))


def _attended(attention: Hypothesis, word: Span, sources: Sequence[Span]) -> tuple[float, ...]:
    """Return how the attention of a word's pieces is spread over the source words."""
    pieces = [
        row
        for row, span in zip(attention.attention, attention.target_spans, strict=True)
        if overlap(span, word)
    ]
    totals = [0.0] * len(sources)
    for column, span in enumerate(attention.source_spans):
        home = next((i for i, source in enumerate(sources) if overlap(span, source)), None)
        if home is not None:  # what falls on punctuation tells nothing of words
            totals[home] += sum(row[column] for row in pieces)
    sum_ = sum(totals)
    return tuple(total / sum_ for total in totals) if sum_ > 0 else tuple(totals)


def _by_position(index: int, targets: int, sources: int) -> tuple[float, ...]:
    column = min(sources - 1, int((index + 0.5) / targets * sources)) if sources else 0
    return tuple(float(i == column) for i in range(sources))


def _evenly(columns: Sequence[int], sources: int) -> tuple[float, ...]:
    return tuple(1 / len(columns) if i in columns else 0.0 for i in range(sources))


def _equal(
    segment: TranslatedSegment, sources: Sequence[Span], targets: Sequence[Span]
) -> list[tuple[int, int]]:
    """Return the pairs of words (target, source) that are equal and stand once in each text."""
    ours = [segment.source[slice(*span)].casefold() for span in sources]
    theirs = [segment.text[slice(*span)].casefold() for span in targets]
    once = {word for word, times in Counter(ours).items() if times == 1}
    once &= {word for word, times in Counter(theirs).items() if times == 1}
    return [(theirs.index(word), ours.index(word)) for word in sorted(once)]


def _concept(
    use: ConceptUse, sources: Sequence[Span], targets: Sequence[Span]
) -> tuple[list[int], list[int]]:
    """Return which target words render a concept, and which source words it has; none if unmet."""
    place = use.span
    columns = [i for i, span in enumerate(sources) if overlap(span, use.source_span)]
    if place is None or not columns:
        return [], []
    return [i for i, span in enumerate(targets) if overlap(span, place)], columns
