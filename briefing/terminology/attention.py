"""Where in a hypothesis the words of a source span went, read off the attention."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.decoding import Hypothesis, Span, overlap

# A word of any of the languages, with the marks that live inside one: oʻzbek, Vučić's, IT-sektor.
WORD = re.compile(r"[^\W_]+(?:[ʻʼ'’‑-][^\W_]+)*[ʻʼ]?")

# A word belongs to the source span when more than this share of its attention falls on it.
# At one half a word would have to look at nothing else; diffuse attention needs less.
SHARE = 0.35


def words(text: str) -> list[Span]:
    """Return the spans of the words of `text`, punctuation left out."""
    return [match.span() for match in WORD.finditer(text)]


def shares(hypothesis: Hypothesis, source_span: Span) -> list[float]:
    """Return, for each word of the hypothesis, the share of its attention on `source_span`.

    The shares are those of a word's own attention (0 to 1), averaged over its pieces.
    """
    columns = [i for i, span in enumerate(hypothesis.source_spans) if overlap(span, source_span)]
    pieces = [sum(row[i] for i in columns) / (sum(row) or 1.0) for row in hypothesis.attention]
    return [
        _mean(
            [
                share
                for share, span in zip(pieces, hypothesis.target_spans, strict=True)
                if overlap(span, word)
            ]
        )
        for word in words(hypothesis.text)
    ]


def attended(hypothesis: Hypothesis, source_span: Span, taken: Sequence[Span] = ()) -> Span | None:
    """Return the span of the run of words that `source_span` was translated by, or None.

    The run is the one whose shares exceed `SHARE` by most in sum (a maximum subarray), so that one
    inattentive word inside a term does not cut it in two. Words inside `taken` spans are left out.
    """
    spans = words(hypothesis.text)
    best_gain, best = 0.0, None
    gain, start = 0.0, 0
    for index, share in enumerate(shares(hypothesis, source_span)):
        if any(overlap(spans[index], span) for span in taken):
            gain, start = 0.0, index + 1
            continue
        gain += share - SHARE
        if gain <= 0.0:
            gain, start = 0.0, index + 1
        elif gain > best_gain:
            best_gain, best = gain, (spans[start][0], spans[index][1])
    return best


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
