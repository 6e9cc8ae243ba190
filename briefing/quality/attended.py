"""A check on what the model looked at while it wrote: clauses of the source that it passed over.

Marian's first head of the last layer is trained as an alignment, so that a source word to which no
word of the translation attends is most likely not in it. The other way round, words that attend to
nothing in particular, has been measured and left out: it found a tenth of invented clauses.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from briefing.decoding import Hypothesis, Span, overlap
from briefing.quality.findings import Finding
from briefing.quality.pair import Pair
from briefing.quality.words import Word

WINDOW = 5  # source words in a row
# The mean, over a window, of the most attention any word of the translation pays to each word.
# Of good translations fewer than 1 in 100 of the project's own domain have a window below the
# first, 3 in 100 of other texts; none, and 3 in 1,000, have one below the second.
DOUBTFUL, PASSED_OVER = 0.05, 0.03


def dropped_clause(pair: Pair) -> Iterator[Finding]:
    """No word of the translation attends to several words of the source in a row."""
    words = pair.source.words
    if pair.alignment is None or len(words) < WINDOW or not pair.target.words:
        return
    paid = attention_paid(pair.alignment, words, pair.target.words)
    means = [sum(paid[i : i + WINDOW]) / WINDOW for i in range(len(words) - WINDOW + 1)]
    low = [i for i, mean in enumerate(means) if mean < DOUBTFUL]
    for first, last in _runs(low):
        left = [i for i in range(first, last + WINDOW) if paid[i] < DOUBTFUL]
        span = words[left[0]].start, words[left[-1]].end
        yield Finding(
            "clause-dropped",
            "error" if min(means[first : last + 1]) < PASSED_OVER else "warning",
            f"“{pair.source.text[slice(*span)]}” seems not to be in the translation",
            source_span=span,
        )


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of each run of consecutive numbers."""
    for _, run in itertools.groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        members = [number for _, number in run]
        yield members[0], members[-1]


def attention_paid(
    alignment: Hypothesis, source: Sequence[Word], target: Sequence[Word]
) -> list[float]:
    """Return, for each source word, the most that any word of the translation attends to it.

    A word's attention is the mean over its pieces; paid to a word is the sum over that one's.
    """
    columns = [_pieces(word.span, alignment.source_spans) for word in source]
    paid = [0.0] * len(source)
    for word in target:
        rows = [alignment.attention[i] for i in _pieces(word.span, alignment.target_spans)]
        for number, column in enumerate(columns):
            if rows and column:
                share = sum(row[j] for row in rows for j in column) / len(rows)
                paid[number] = max(paid[number], share)
    return paid


def _pieces(word: Span, spans: Sequence[Span]) -> list[int]:
    return [i for i, span in enumerate(spans) if overlap(span, word)]
