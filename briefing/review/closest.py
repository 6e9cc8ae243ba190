"""The closest of very many texts: exact by its bounds, fast since nearly all are never compared.

Likeness is rapidfuzz's normalised Indel similarity: 1 - d / (a + b), for texts of a and b
characters that d insertions and deletions turn into one another. Two bounds rule candidates out
beforehand, and lose none: d is at least the difference of the lengths, and at least the difference
of how often each letter occurs (letters that share a bucket only lower it).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process

LEAST = 0.85  # likeness from which a translation is worth offering

_BUCKETS = 32
_BATCH = 10_000  # texts counted at a time


class Closest:
    """Texts made ready to be searched for the one most like another."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Index `texts`; of equally close ones the shortest is found, then the first."""
        lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
        order = np.argsort(lengths, kind="stable")
        self._texts = [texts[place] for place in order]
        self._lengths = lengths[order]
        self._letters = _counted(self._texts)

    def find(self, text: str, least: float = LEAST) -> tuple[str, float] | None:
        """Return the text most like `text` and its likeness, or None when none is so by `least`."""
        length = len(text)
        # From 1 - |a - b| / (a + b) ≥ least.
        shortest, longest = length * least / (2 - least), length * (2 - least) / least
        start = int(np.searchsorted(self._lengths, shortest - 1e-6))
        stop = int(np.searchsorted(self._lengths, longest + 1e-6, side="right"))
        if start == stop:
            return None
        own, others = _counted([text])[0], self._letters[start:stop]
        # Saturation at 255 only lowers a difference; maximum - minimum is its size, unsigned.
        apart = (np.maximum(others, own) - np.minimum(others, own)).sum(axis=1, dtype=np.int64)
        allowed = (1 - least) * (self._lengths[start:stop] + length)
        places = np.flatnonzero(apart <= allowed + 1e-6) + start
        best = process.extractOne(
            text,
            [self._texts[place] for place in places],
            scorer=fuzz.ratio,
            score_cutoff=least * 100,
        )
        if best is None:
            return None
        found, score, _ = best
        return found, score / 100


def _counted(texts: Sequence[str]) -> Any:
    """Return how often letters of each bucket occur in each text: uint8, texts by buckets."""
    counts = np.zeros((len(texts), _BUCKETS), dtype=np.uint8)
    for start in range(0, len(texts), _BATCH):
        batch = texts[start : start + _BATCH]
        letters = np.frombuffer("".join(batch).encode("utf-32-le"), dtype="<u4") % _BUCKETS
        rows = np.repeat(np.arange(len(batch)), [len(text) for text in batch])
        tally = np.bincount(rows * _BUCKETS + letters, minlength=len(batch) * _BUCKETS)
        counts[start : start + _BATCH] = np.minimum(tally, 255).reshape(-1, _BUCKETS)
    return counts
