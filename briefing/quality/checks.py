"""The table of checks, and running them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from briefing.decoding import Hypothesis
from briefing.documents import TranslatedSegment
from briefing.languages import LANGUAGES, TARGETS, Language, Target
from briefing.quality import (
    attended,
    consistency,
    figures,
    leftovers,
    letters,
    names,
    negation,
    shape,
    terms,
)
from briefing.quality.findings import Finding, Severity
from briefing.quality.pair import Pair, pair

ALL = tuple(LANGUAGES)
CYRILLIC = tuple(tag for tag in TARGETS if any(v.script == "Cyrl" for v in LANGUAGES[tag].variants))


@dataclass(frozen=True, slots=True)
class Check:
    """One check on a segment: what it is called, how grave it can be, what it serves."""

    id: str
    severity: Severity  # the gravest it reports
    run: Callable[[Pair], Iterator[Finding]]
    sources: tuple[str, ...] = ALL
    targets: tuple[str, ...] = TARGETS


@dataclass(frozen=True, slots=True)
class WideCheck:
    """One check on all segments of a briefing in one language together."""

    id: str
    severity: Severity
    run: Callable[[Sequence[Pair]], Iterator[tuple[int, Finding]]]
    sources: tuple[str, ...] = ALL
    targets: tuple[str, ...] = TARGETS


CHECKS: tuple[Check, ...] = (
    Check("number-missing", "error", figures.missing_number),
    Check("number-added", "error", figures.added_number),
    Check("percent", "error", figures.percent),
    Check("currency", "error", figures.currency),
    Check("month", "error", figures.month),
    Check("weekday", "error", figures.weekday),
    Check("name-missing", "error", names.missing_name, sources=("en",)),
    Check("script", "error", letters.wrong_script),
    Check("mixed-script", "error", letters.mixed_scripts),
    Check("lookalike", "error", letters.lookalikes),
    Check("foreign-letter", "error", letters.foreign_letters, targets=CYRILLIC),
    Check("uzbek-signs", "warning", letters.uzbek_signs, targets=("uz",)),
    Check("untranslated", "error", leftovers.left_over, sources=("en",)),
    Check("language", "error", leftovers.wrong_language),
    Check("length", "error", shape.length),
    Check("clause-dropped", "error", attended.dropped_clause),
    Check("loop", "error", shape.loops),
    Check("brackets", "warning", shape.brackets),
    Check("quotes", "warning", shape.quotes),
    Check("sentence-end", "warning", shape.sentence_end),
    Check("negation-lost", "warning", negation.lost, sources=("en",)),
    Check("term-unmet", "warning", terms.unmet),
    Check("term-forbidden", "error", terms.forbidden),
    Check("engine", "error", terms.engine_warnings),
)

WIDE_CHECKS: tuple[WideCheck, ...] = (
    WideCheck("name-varies", "warning", consistency.names, sources=("en",)),
    WideCheck("term-varies", "warning", consistency.terms),
)


def check_segment(
    segment: TranslatedSegment,
    source: Language,
    target: Target,
    *,
    off: frozenset[str] = frozenset(),
    alignment: Hypothesis | None = None,
) -> tuple[Finding, ...]:
    """Return every doubt about one translated segment, errors first.

    A segment that was already in the target language has none. `off` are ids of `CHECKS`.
    `alignment` is the translation with the engine's attention; without, no clause is known to be
    dropped.
    """
    return check_pair(pair(segment, source, target, alignment), off=off)


def check_pair(both: Pair, *, off: frozenset[str] = frozenset()) -> tuple[Finding, ...]:
    """Return what `check_segment` does, for a segment that is ready for the checks."""
    source, target = both.source.tag, both.target.tag
    if source == target:
        return ()
    findings = [
        finding
        for check in CHECKS
        if check.id not in off and source in check.sources and target in check.targets
        for finding in check.run(both)
    ]
    return tuple(sorted(findings, key=lambda finding: finding.severity))  # "error" < "warning"


def check_briefing(
    segments: Sequence[tuple[TranslatedSegment, Language]],
    target: Target,
    *,
    off: frozenset[str] = frozenset(),
) -> tuple[tuple[Finding, ...], ...]:
    """Return, for each segment of a briefing, the doubts that only all of them together show.

    `segments` are those of every article, headlines included, with their source languages.
    """
    return check_pairs([pair(segment, source, target) for segment, source in segments], off=off)


def check_pairs(
    pairs: Sequence[Pair], *, off: frozenset[str] = frozenset()
) -> tuple[tuple[Finding, ...], ...]:
    """Return what `check_briefing` does, for segments that are ready for the checks."""
    found: list[list[Finding]] = [[] for _ in pairs]
    for check in WIDE_CHECKS:
        if check.id in off:
            continue
        served = [
            index
            for index, both in enumerate(pairs)
            if both.source.tag in check.sources
            and both.target.tag in check.targets
            and both.source.tag != both.target.tag
        ]
        for position, finding in check.run([pairs[index] for index in served]):
            found[served[position]].append(finding)
    return tuple(map(tuple, found))
