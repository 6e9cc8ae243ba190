"""What a written sentence rests on: the source sentence most like it, and what has no source.

Likeness is the share of the sentence's words and pairs of words that the source sentence has too.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.decoding import Span

_WORD = re.compile(r"[^\W_]+(?:[-'’ʻʼ][^\W_]+)*")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_ALIKE = 6  # first letters by which words are compared, so that inflection makes no difference
_ENDING = 3  # last letters in which a name may differ from all forms of it in the article …
_STEM = 4  # … when so many first ones are the same
_NEIGHBOUR = 0.2  # what a neighbouring source sentence must add to be part of the support


@dataclass(frozen=True, slots=True)
class Support:
    """The place in the article that a sentence rests on, and how well."""

    span: Span
    likeness: float  # 0 to 1
    unsupported: tuple[str, ...]  # numbers and names that occur nowhere in the article


def support(sentence: str, article: str, sources: Sequence[Span]) -> Support:
    """Return what `sentence` rests on among the source sentences at `sources` (one at least)."""
    wanted = _ngrams(sentence)
    have = [_ngrams(article[start:end]) for start, end in sources]
    shares = [len(wanted & ngrams) / max(1, len(wanted)) for ngrams in have]
    best = max(range(len(sources)), key=lambda i: (shares[i], -i))
    first = last = best
    for other in (best - 1, best + 1):
        if 0 <= other < len(sources):
            both = len(wanted & (have[best] | have[other])) / max(1, len(wanted))
            if both - shares[best] >= _NEIGHBOUR:
                first, last = min(first, other), max(last, other)
    span = (sources[first][0], sources[last][1])
    return Support(span, shares[best], tuple(_unsupported(sentence, article)))


def _ngrams(text: str) -> set[tuple[str, ...]]:
    words = [word[:_ALIKE] for word in _WORD.findall(text.casefold())]
    return {(word,) for word in words} | set(itertools.pairwise(words))


def _unsupported(sentence: str, article: str) -> Iterator[str]:
    numbers = set(_NUMBER.findall(article))
    yield from (n for n in dict.fromkeys(_NUMBER.findall(sentence)) if n not in numbers)
    words = set(_WORD.findall(article.casefold()))
    for match in list(_WORD.finditer(sentence))[1:]:  # the first has its capital from its place
        word = match.group()
        stem = word.casefold()[: max(_STEM, len(word) - _ENDING)]
        if word[0].isupper() and not any(known.startswith(stem) for known in words):
            yield word
