"""Holds a translation to the glossary: match, decode, check, choose, repair, report.

Works on any engine that can be given the beginning of a translation; no checkpoint is retrained.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from briefing.decoding import Engine, Hypothesis, Request, Span
from briefing.documents import Met, TranslatedSegment
from briefing.languages import Language, Target
from briefing.terminology.alignment import align
from briefing.terminology.assembly import Result, joined
from briefing.terminology.concepts import Glossary
from briefing.terminology.drafts import Draft, Part, choose, from_hypothesis
from briefing.terminology.matching import Match, Matcher
from briefing.terminology.repair import Case, Limits, repair
from briefing.text.split import split_long


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How much worse, in mean log-probability a piece, a compliant translation may be scored."""

    n_best: float = 0.5
    repaired: float = 2.0


@dataclass(slots=True)
class ControlledTranslator:
    """A Translator that renders every concept of a glossary in its agreed form, or says why not."""

    engine: Engine
    glossary: Glossary
    n_best: int = 2
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
            f"|repair:{self.limits.rounds}x{self.limits.forms}"
        )

    def serves(self, source: Language, target: Language) -> bool:
        """Tell whether the checkpoint translates `source` into `target`."""
        return self.engine.serves(source, target)

    def via(self, source: Language, target: Language) -> str:
        """Name the checkpoint."""
        return self.engine.name

    def translate(
        self, texts: Sequence[str], source: Language, target: Target
    ) -> list[TranslatedSegment]:
        """Return one translated segment a text, in order; each distinct text is decoded once."""
        distinct = list(dict.fromkeys(texts))
        plans = [self._parts(text, source, target.language) for text in distinct]
        results = iter(self._controlled([part for plan in plans for part in plan], target.language))
        done = {
            text: self._reported(joined(text, plan, [next(results) for _ in plan], target))
            for text, plan in zip(distinct, plans, strict=True)
        }
        return [done[text] for text in texts]

    def align(
        self, segments: Sequence[TranslatedSegment], source: Language, target: Target
    ) -> list[Hypothesis | None]:
        """Return each translated segment with the engine's attention, None where there is none."""
        return align(self.engine, segments, target)

    def fingerprint(self, text: str, source: Language, target: Target) -> str:
        """Return a line that changes with whatever would change the translation of `text`.

        Of the glossary these are the concepts found in `text`, as they stand in the two languages:
        an edit elsewhere in the glossary leaves the line as it is.
        """
        found = [_essence(match, target.tag) for match in self._required(text, source, target)]
        control = (self.n_best, self.tolerance, self.limits)
        return f"{self.engine.signature}|{control}|{found}"

    def _required(self, text: str, source: Language, target: Language | Target) -> list[Match]:
        """Return the concepts in `text` that have an agreed term in the target language."""
        found = self._matcher(source.tag).match(text)
        return [match for match in found if match.concept.preferred(target.tag)]

    def _parts(self, text: str, source: Language, target: Language) -> list[Part]:
        """Cut `text` to the engine's length, never inside a term, and find the terms in it."""
        if not text.strip():
            return []
        matches = self._required(text, source, target)
        sources = split_long(
            text,
            self.engine.length,
            self.engine.max_length,
            whole=[match.span for match in matches],
        )
        ends = list(itertools.accumulate(map(len, sources)))
        starts = [0, *ends[:-1]]
        return [_part(text, span, matches, source.tag) for span in zip(starts, ends, strict=True)]

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

    def _controlled(self, parts: Sequence[Part], language: Language) -> list[Result]:
        plain = [index for index, part in enumerate(parts) if not part.matches]
        bound = [index for index, part in enumerate(parts) if part.matches]
        results: dict[int, Result] = {}
        decoded = (
            self.engine.decode([Request(parts[i].source) for i in plain], language) if plain else []
        )
        for index, hypotheses in zip(plain, decoded, strict=True):
            results[index] = Result(from_hypothesis(parts[index], hypotheses[0], language.tag), ())
        if bound:
            results |= zip(bound, self._hold([parts[i] for i in bound], language), strict=True)
        return [results[index] for index in range(len(parts))]

    def _hold(self, parts: Sequence[Part], language: Language) -> list[Result]:
        """Decode parts that have requirements, choose among the n-best, repair what is left."""
        decoded = self.engine.decode(
            [Request(part.source) for part in parts],
            language,
            n_best=self.n_best,
            attention=True,
        )
        results = []
        for part, hypotheses in zip(parts, decoded, strict=True):
            drafts = [from_hypothesis(part, hypotheses[0], language.tag)]
            if drafts[0].faults:
                drafts += [from_hypothesis(part, h, language.tag) for h in hypotheses[1:]]
            chosen = choose(drafts, self.tolerance.n_best)
            nothing: list[Met] = ["unmet"] * len(part.matches)
            met = _met(drafts[0], nothing, "model")
            results.append(Result(drafts[chosen], _met(drafts[chosen], met, "n-best")))
        return self._repaired(parts, results, language)

    def _repaired(
        self, parts: Sequence[Part], results: list[Result], language: Language
    ) -> list[Result]:
        standards = [result.draft.score for result in results]
        open_ = [i for i, result in enumerate(results) if result.draft.faults]
        for _ in range(self.limits.rounds):
            if not open_:
                break
            # Held against the unforced translation, so that small losses do not pile up.
            cases = [
                Case(parts[i], results[i].draft, standards[i] - self.tolerance.repaired)
                for i in open_
            ]
            drafts = repair(cases, self.engine, language, self.limits)
            still_open = []
            for i, case, draft in zip(open_, cases, drafts, strict=True):
                if draft is case.draft:
                    continue
                results[i] = Result(draft, _met(draft, results[i].met, "repaired"))
                if draft.faults:
                    still_open.append(i)
            open_ = still_open
        return results


def _essence(match: Match, target: str) -> tuple[object, ...]:
    """Return all of a match that a translation depends on; notes and line numbers do not count."""
    terms = (match.term, *match.concept.terms_in(target))
    return (
        match.span,
        match.concept.id,
        match.concept.kind,
        *(replace(term, note="", line=0) for term in terms),
    )


def _part(text: str, span: Span, matches: Sequence[Match], lang: str) -> Part:
    """Return what stands at `span`, less white space around it, with the terms inside."""
    start, end = span
    kept = text[start:end].strip()
    start = text.index(kept, start)
    inside = tuple(
        replace(match, span=(match.span[0] - start, match.span[1] - start))
        for match in matches
        if start <= match.span[0] and match.span[1] <= end
    )
    return Part(kept, inside, lang)


def _met(draft: Draft, before: Sequence[Met], how: Met) -> tuple[Met, ...]:
    """Return how each requirement is met now: as before where it was, by `how` where it is new."""
    return tuple(
        "unmet" if occurrence is None else how if old == "unmet" else old
        for occurrence, old in zip(draft.check.met, before, strict=True)
    )
