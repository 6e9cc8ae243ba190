"""Every check on everything a run made: segment by segment, and each briefing as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.documents import Finding, Outcome, Reviewed, TranslatedSegment, Translation
from briefing.languages import LANGUAGES, Language, Target
from briefing.quality.checks import check_briefing, check_segment
from briefing.quality.confidence import confidence
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


def review(
    outcomes: Sequence[Outcome], targets: Sequence[Target], *, off: frozenset[str] = frozenset()
) -> Review:
    """Run every check that is not in `off` on what a run made."""
    translations: dict[tuple[int, str], tuple[Reviewed, ...]] = {}
    for target in targets:
        made = [
            (index, translation, LANGUAGES[outcome.summary.language.tag])
            for index, outcome in enumerate(outcomes)
            for translation in outcome.translations
            if outcome.summary and translation.target.tag == target.tag
        ]
        wide = iter(
            check_briefing(
                [(segment, source) for _, done, source in made for segment in _segments(done)],
                target,
                off=off,
            )
        )
        for index, translation, source in made:
            translations[index, target.tag] = tuple(
                _reviewed(segment, source, target, next(wide), off)
                for segment in _segments(translation)
            )
    summaries = {
        index: check_summary(outcome.summary, off=off)
        for index, outcome in enumerate(outcomes)
        if outcome.summary
    }
    return Review(summaries, translations)


def _segments(translation: Translation) -> tuple[TranslatedSegment, ...]:
    return (translation.headline, *translation.segments)


def _reviewed(
    segment: TranslatedSegment,
    source: Language,
    target: Target,
    wide: Sequence[Finding],
    off: frozenset[str],
) -> Reviewed:
    findings = (*check_segment(segment, source, target, off=off), *wide)
    ordered = tuple(sorted(findings, key=lambda finding: finding.severity))
    return Reviewed(ordered, confidence(segment, ordered))
