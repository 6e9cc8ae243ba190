"""Holds a translation to the glossary: match, decode, check, choose, repair, report.

Works on any engine that can be given the beginning of a translation; no checkpoint is retrained.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from briefing.decoding import Engine, Request, Span
from briefing.documents import ConceptUse, Met, TranslatedSegment
from briefing.languages import Language, Target
from briefing.terminology.concepts import Glossary
from briefing.terminology.drafts import Draft, Part, choose, from_hypothesis
from briefing.terminology.matching import Match, Matcher
from briefing.terminology.repair import Limits, job, mended, repair
from briefing.text.scripts import convert, convert_spans
from briefing.text.split import split_long


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How much worse, in mean log-probability a piece, a compliant translation may be scored."""

    n_best: float = 0.5
    repaired: float = 2.0


@dataclass(frozen=True, slots=True)
class _Result:
    """A part's translation, with how each of its requirements was met."""

    draft: Draft
    met: tuple[Met, ...]


@dataclass(slots=True)
class ControlledTranslator:
    """A Translator that renders every concept of a glossary in its agreed form, or says why not."""

    engine: Engine
    glossary: Glossary
    n_best: int = 4
    tolerance: Tolerance = field(default_factory=Tolerance)
    limits: Limits = field(default_factory=Limits)
    _matchers: dict[str, Matcher] = field(default_factory=dict, repr=False)

    @property
    def name(self) -> str:
        """The checkpoint's name."""
        return self.engine.name

    @property
    def signature(self) -> str:
        """The checkpoint, the glossary and how it is enforced, on one line."""
        return (
            f"{self.engine.signature}|glossary:{self.glossary.hash}|n-best:{self.n_best}"
            f"|repair:{self.limits.rounds}x{self.limits.forms}+{self.limits.continuations}"
        )

    def serves(self, source: Language, target: Language) -> bool:
        """Tell whether the checkpoint translates `source` into `target`."""
        return self.engine.serves(source, target)

    def translate(
        self, texts: Sequence[str], source: Language, target: Target
    ) -> list[TranslatedSegment]:
        """Return one translated segment a text, in order; each distinct text is decoded once."""
        distinct = list(dict.fromkeys(texts))
        plans = [self._parts(text, source, target.language) for text in distinct]
        results = iter(self._controlled([part for plan in plans for part in plan], target.language))
        done = {
            text: self._reported(_joined(text, plan, [next(results) for _ in plan], target))
            for text, plan in zip(distinct, plans, strict=True)
        }
        return [done[text] for text in texts]

    def _parts(self, text: str, source: Language, target: Language) -> list[Part]:
        """Cut `text` to the engine's length, never inside a term, and find the terms in it."""
        if not text.strip():
            return []
        matches = [
            match
            for match in self._matcher(source.tag).match(text)
            if match.concept.preferred(target.tag)
        ]
        sources = split_long(
            text,
            self.engine.length,
            self.engine.max_length,
            whole=[match.span for match in matches],
        )
        ends = list(itertools.accumulate(map(len, sources)))
        starts = [0, *ends[:-1]]
        return [_part(text, span, matches) for span in zip(starts, ends, strict=True)]

    def _reported(self, segment: TranslatedSegment) -> TranslatedSegment:
        """Return `segment` with what the checkpoint could not read of its source as a warning."""
        unknown = self.engine.unknown(segment.source)
        if not unknown:
            return segment
        warning = f"the checkpoint cannot read: {' '.join(unknown)}"
        return replace(segment, warnings=(*segment.warnings, warning))

    def _matcher(self, lang: str) -> Matcher:
        if lang not in self._matchers:
            self._matchers[lang] = Matcher(self.glossary, lang)
        return self._matchers[lang]

    def _controlled(self, parts: Sequence[Part], language: Language) -> list[_Result]:
        plain = [index for index, part in enumerate(parts) if not part.matches]
        bound = [index for index, part in enumerate(parts) if part.matches]
        results: dict[int, _Result] = {}
        decoded = (
            self.engine.decode([Request(parts[i].source) for i in plain], language) if plain else []
        )
        for index, hypotheses in zip(plain, decoded, strict=True):
            results[index] = _Result(from_hypothesis(parts[index], hypotheses[0], language.tag), ())
        if bound:
            results |= zip(bound, self._hold([parts[i] for i in bound], language), strict=True)
        return [results[index] for index in range(len(parts))]

    def _hold(self, parts: Sequence[Part], language: Language) -> list[_Result]:
        """Decode parts that have requirements, choose among the n-best, repair what is left."""
        decoded = self.engine.decode(
            [Request(part.source) for part in parts],
            language,
            n_best=self.n_best,
            attention=True,
        )
        results = []
        for part, hypotheses in zip(parts, decoded, strict=True):
            drafts = [from_hypothesis(part, h, language.tag) for h in hypotheses]
            chosen = choose(drafts, self.tolerance.n_best)
            nothing: list[Met] = ["unmet"] * len(part.matches)
            met = _met(drafts[0], nothing, "model")
            results.append(_Result(drafts[chosen], _met(drafts[chosen], met, "n-best")))
        return self._repaired(parts, results, language)

    def _repaired(
        self, parts: Sequence[Part], results: list[_Result], language: Language
    ) -> list[_Result]:
        first = [result.draft for result in results]
        open_ = set(range(len(parts)))
        for _ in range(self.limits.rounds):
            jobs = {
                i: found
                for i in sorted(open_)
                if (found := job(parts[i], results[i].draft, language.tag, self.limits))
            }
            if not jobs:
                break
            mendings = repair(list(jobs.values()), self.engine, language, self.limits)
            open_ = set()
            for index, drafts in zip(jobs, mendings, strict=True):
                # Against the unforced translation, so that many small losses do not pile up.
                floor = replace(results[index].draft, score=first[index].score)
                draft = mended(floor, drafts, self.tolerance.repaired)
                if draft is not floor:
                    met = _met(draft, results[index].met, "repaired")
                    results[index] = _Result(draft, met)
                    open_.add(index)
        return results


def _part(text: str, span: Span, matches: Sequence[Match]) -> Part:
    """Return what stands at `span`, less white space around it, with the terms inside."""
    start, end = span
    kept = text[start:end].strip()
    start = text.index(kept, start)
    inside = tuple(
        replace(match, span=(match.span[0] - start, match.span[1] - start))
        for match in matches
        if start <= match.span[0] and match.span[1] <= end
    )
    return Part(kept, inside)


def _met(draft: Draft, before: Sequence[Met], how: Met) -> tuple[Met, ...]:
    """Return how each requirement is met now: as before where it was, by `how` where it is new."""
    return tuple(
        "unmet" if occurrence is None else how if old == "unmet" else old
        for occurrence, old in zip(draft.check.met, before, strict=True)
    )


def _joined(
    text: str, parts: Sequence[Part], results: Sequence[_Result], target: Target
) -> TranslatedSegment:
    """Put the parts of a text together again, in the target's script."""
    translation = ""
    uses: list[ConceptUse] = []
    warnings: list[str] = []
    offset = 0
    for part, result in zip(parts, results, strict=True):
        start = text.index(part.source, offset)
        offset = start + len(part.source)
        translation += " " if translation else ""
        uses += _uses(part, result, start, len(translation), target)
        translation += result.draft.text
        warnings += _warnings(result)
    if len(parts) > 1:
        warnings.append(f"translated in {len(parts)} parts: too long for the checkpoint in one")
    translation, uses = _in_script(translation, uses, target)
    pieces = sum(len(part.source) for part in parts) or 1
    score = sum(r.draft.score * len(p.source) for p, r in zip(parts, results, strict=True)) / pieces
    return TranslatedSegment(text, translation, score, tuple(uses), tuple(warnings))


def _uses(
    part: Part, result: _Result, source_offset: int, offset: int, target: Target
) -> list[ConceptUse]:
    uses = []
    for match, occurrence, met in zip(
        part.matches, result.draft.check.met, result.met, strict=True
    ):
        preferred = match.concept.preferred(target.tag)
        assert preferred  # only such matches are required
        uses.append(
            ConceptUse(
                concept=match.concept.id,
                source_term=match.text,
                source_span=(match.span[0] + source_offset, match.span[1] + source_offset),
                preferred=convert(preferred.text, target.tag, target.script),
                met=met,
                surface=occurrence.text if occurrence else None,
                span=(occurrence.span[0] + offset, occurrence.span[1] + offset)
                if occurrence
                else None,
                reason=None if occurrence else "no surface form fits the model's sentence",
            )
        )
    return uses


def _warnings(result: _Result) -> list[str]:
    warnings = [
        f"{wrong.text!r} is {wrong.term.status} for {wrong.concept} and could not be replaced"
        for wrong in result.draft.check.replaced
    ]
    if not result.draft.complete:
        warnings.append("the translation did not come to an end and was cut off")
    return warnings


def _in_script(
    text: str, uses: Sequence[ConceptUse], target: Target
) -> tuple[str, list[ConceptUse]]:
    if target.variant == target.language.variants[0]:  # what checkpoints write
        return text, list(uses)
    spans = [use.span for use in uses if use.span]
    converted, moved = convert_spans(text, spans, target.tag, target.script)
    places = iter(moved)
    result = []
    for use in uses:
        span = next(places) if use.span else None
        surface = converted[span[0] : span[1]] if span else None
        result.append(replace(use, span=span, surface=surface))
    return converted, result
