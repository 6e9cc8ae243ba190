"""Every check on everything a run made: segment by segment, and each briefing as a whole."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.decoding import Hypothesis
from briefing.documents import Finding, Outcome, Reviewed, TranslatedSegment, Translation
from briefing.languages import LANGUAGES, Language, Target
from briefing.quality.checks import check_pair, check_pairs
from briefing.quality.confidence import confidence
from briefing.quality.pair import pair
from briefing.quality.support import check_summary


@dataclass(frozen=True, slots=True)
class Review:
    """What the checks found, for each article by its place in the run."""

    summaries: Mapping[int, tuple[tuple[Finding, ...], ...]]  # headline first
    translations: Mapping[tuple[int, str], tuple[Reviewed, ...]]  # headline first; by target tag

    def counts(self, target: str) -> Counter[str]:
        """Count the findings of one target by severity."""
        return Counter(
            finding.severity
            for (_, tag), segments in self.translations.items()
            if tag == target
            for segment in segments
            for finding in segment.findings
        )


# What tells which words of a source a translation came from: the engine's attention a segment.
Align = Callable[[Sequence[TranslatedSegment], Language, Target], Sequence[Hypothesis | None]]


def review(
    outcomes: Sequence[Outcome],
    targets: Sequence[Target],
    *,
    off: frozenset[str] = frozenset(),
    align: Align | None = None,
) -> Review:
    """Run every check that is not in `off` on what a run made.

    Without `align` the check that needs attention finds nothing.
    """
    translations: dict[tuple[int, str], tuple[Reviewed, ...]] = {}
    for target in targets:
        made = [
            (index, translation, LANGUAGES[outcome.summary.language.tag])
            for index, outcome in enumerate(outcomes)
            for translation in outcome.translations
            if outcome.summary and translation.target.tag == target.tag
        ]
        segments = [(segment, source) for _, done, source in made for segment in _segments(done)]
        pairs = [
            pair(segment, source, target, alignment)
            for (segment, source), alignment in zip(
                segments, _aligned(segments, target, align), strict=True
            )
        ]
        checked = zip(pairs, check_pairs(pairs, off=off), strict=True)
        for index, translation, _ in made:
            translations[index, target.tag] = tuple(
                _reviewed(check_pair(both, off=off), both.segment, wide)
                for both, wide in itertools.islice(checked, len(_segments(translation)))
            )
    summaries = {
        index: check_summary(outcome.summary, off=off)
        for index, outcome in enumerate(outcomes)
        if outcome.summary
    }
    return Review(summaries, translations)


def _aligned(
    segments: Sequence[tuple[TranslatedSegment, Language]], target: Target, align: Align | None
) -> list[Hypothesis | None]:
    """Return each segment with the engine's attention, those of one source language pooled."""
    found: list[Hypothesis | None] = [None] * len(segments)
    pools: dict[str, list[int]] = {}
    for index, (_, source) in enumerate(segments):
        if align and source.tag != target.tag:
            pools.setdefault(source.tag, []).append(index)
    for tag, pool in pools.items():
        assert align
        done = align([segments[index][0] for index in pool], LANGUAGES[tag], target)
        for index, hypothesis in zip(pool, done, strict=True):
            found[index] = hypothesis
    return found


def _segments(translation: Translation) -> tuple[TranslatedSegment, ...]:
    return (translation.headline, *translation.segments)


def _reviewed(
    own: Sequence[Finding], segment: TranslatedSegment, wide: Sequence[Finding]
) -> Reviewed:
    found = (*own, *wide)
    if segment.origin == "approved":  # a person has seen to it: a check may only ask again
        found = tuple(replace(finding, severity="warning") for finding in found)
    ordered = tuple(sorted(found, key=lambda finding: finding.severity))
    return Reviewed(ordered, confidence(segment, ordered))
