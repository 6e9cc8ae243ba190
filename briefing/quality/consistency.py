"""Checks that a briefing renders one name, and one concept, in one way throughout."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from briefing.quality import names as naming
from briefing.quality.findings import Finding
from briefing.quality.pair import Pair
from briefing.quality.words import Word

_ENDING = 3  # letters at most by which inflected forms of one rendering differ at the end


def names(pairs: Sequence[Pair]) -> Iterator[tuple[int, Finding]]:
    """A name is spelt otherwise than in most of the briefing."""
    found: dict[str, list[tuple[int, Word, Word]]] = defaultdict(list)
    for index, both in enumerate(pairs):
        for run in naming.runs(both.source, both.target):
            for word in run:
                rendered = naming.rendering(word, run, both.target)
                if rendered and not naming.in_concept(both, word):
                    found[word.folded.removesuffix("'s")].append((index, word, rendered))
    for uses in found.values():
        usual = _usual([rendered.folded for _, _, rendered in uses])
        for index, word, rendered in uses:
            if not _alike(rendered.folded, usual):
                yield (
                    index,
                    Finding(
                        "name-varies",
                        "warning",
                        f"{word.text} is {rendered.text} here and {usual.capitalize()} elsewhere",
                        rendered.span,
                        word.span,
                    ),
                )


def terms(pairs: Sequence[Pair]) -> Iterator[tuple[int, Finding]]:
    """A concept of the glossary is rendered by another term than in most of the briefing."""
    found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for index, both in enumerate(pairs):
        for number, use in enumerate(both.segment.concepts):
            if use.surface:
                found[use.concept].append((index, number, both.target.row.fold(use.surface)))
    for uses in found.values():
        usual = _usual([surface for *_, surface in uses])
        for index, number, surface in uses:
            if not _alike(surface, usual):
                use = pairs[index].segment.concepts[number]
                yield (
                    index,
                    Finding(
                        "term-varies",
                        "warning",
                        f"{use.source_term} is {use.surface} here and {usual} elsewhere",
                        use.span,
                        use.source_span,
                    ),
                )


def _usual(renderings: Sequence[str]) -> str:
    """Return the rendering that most of them are forms of; of equal ones the first."""
    # Counted by form, not by use: a country is named in a thousand places in a few cases.
    forms = Counter(renderings)
    support = {
        form: sum(count for other, count in forms.items() if _alike(form, other)) for form in forms
    }
    return max(forms, key=lambda form: support[form])


def _alike(one: str, other: str) -> bool:
    """Tell whether two renderings are forms of the same words."""
    ours, theirs = one.split(), other.split()
    if len(ours) != len(theirs):
        return bool(ours and theirs) and ours[0][:_ENDING] == theirs[0][:_ENDING]
    return all(
        _shared(a, b) >= max(2, min(len(a), len(b)) - _ENDING)
        for a, b in zip(ours, theirs, strict=True)
    )


def _shared(one: str, other: str) -> int:
    """Return how many letters two words have in common from their beginning."""
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
