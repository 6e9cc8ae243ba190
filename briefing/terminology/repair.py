"""Puts unmet concepts where their words went, in the form the model itself finds most fitting.

For all faults of all drafts together, each step one batch:

1. Where: the attended words; where nothing attends, the gap between words in which the model likes
   the base form best.
2. Which form: every surface form of the term in its place, the model scoring the whole sentence.
   Both sides of the place count, so that a preposition before it and a verb after it each ask for
   their case.
3. Together: the best form of every concept of a draft, put in from right to left.
4. Go on: where that reads badly, decoding is forced through the first of them and continues freely,
   so that what follows can agree with the term (Hokamp & Liu 2017 force by constraint; here the
   place is known). What it leaves unmet is mended in the next round.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from briefing.decoding import Engine, Request, Span, overlap
from briefing.languages import Language
from briefing.terminology.attention import words
from briefing.terminology.drafts import Draft, Part, checked, from_hypothesis, put, rank
from briefing.terminology.matching import Match
from briefing.terminology.surface import candidates, number


@dataclass(frozen=True, slots=True)
class Limits:
    """What control may cost: at most `rounds` extra decodes a segment, the rest is scoring."""

    rounds: int = 2
    gaps: int = 6  # between words, tried for a concept that nothing attends to
    forms: int = 7  # surface forms tried in a concept's place: the cases of one number
    # A draft that scores this much worse a piece for its repair is decoded on from there.
    loss: float = 1.0


@dataclass(frozen=True, slots=True)
class _Fault:
    """One concept to put into a draft: in which forms, and in which places it may go."""

    forms: tuple[str, ...]
    places: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Choice:
    """A form in a place of a draft's text, and how the model scores the sentence with it."""

    place: Span
    form: str
    score: float


@dataclass(frozen=True, slots=True)
class Case:
    """A draft to be mended, and what score it is held against."""

    part: Part
    draft: Draft
    standard: float  # the unforced translation's score


def repair(
    cases: Sequence[Case], engine: Engine, language: Language, limits: Limits
) -> list[Draft]:
    """Return for each case a draft with fewer faults, or the one it had."""
    faults = [_faults(case, language.tag, limits) for case in cases]
    choices = _choose(cases, faults, engine, language)
    put_in = _put_in(cases, choices, engine, language)
    poor = [
        index
        for index, (case, draft) in enumerate(zip(cases, put_in, strict=True))
        if draft.faults or draft.score < case.standard - limits.loss
    ]
    gone_on = _go_on(cases, choices, poor, engine, language)
    return [
        _best(case.draft, (draft, *more))
        for case, draft, more in zip(cases, put_in, gone_on, strict=True)
    ]


def _best(current: Draft, drafts: Iterable[Draft]) -> Draft:
    best = min(drafts, key=rank)
    return best if best.faults < current.faults else current


def _faults(case: Case, lang: str, limits: Limits) -> list[_Fault]:
    """Return what is to be put in, each in places of its own.

    A deprecated or forbidden rendering is replaced where it stands; an unmet concept goes where
    its words went, or behind another that already goes there.
    """
    draft = case.draft
    taken = [occurrence.span for occurrence in draft.check.met if occurrence]
    wanted: list[tuple[Match, Span | None]] = [
        (_match(case.part, wrong.concept), wrong.span) for wrong in draft.check.replaced
    ]
    replaced = {wrong.concept for wrong in draft.check.replaced}
    for index in draft.check.unmet:
        match = case.part.matches[index]
        if match.concept.id in replaced:  # its forbidden rendering makes room for it
            replaced.remove(match.concept.id)
        else:
            wanted.append((match, draft.place(case.part, index)))
    faults = []
    for match, span in wanted:
        places = _places(draft.text, span, taken, limits.gaps)
        if len(places) == 1:
            taken.append(places[0])
        asked = number(match.term, match.text, case.part.lang)
        faults.append(_Fault(candidates(match.concept, lang, limits.forms, asked), places))
    return faults


def _match(part: Part, concept: str) -> Match:
    return next(match for match in part.matches if match.concept.id == concept)


def _places(text: str, span: Span | None, taken: Sequence[Span], gaps: int) -> tuple[Span, ...]:
    """Return the one place for what went to `span`, or the gaps to try when that is None."""
    if span is None:
        ends = [end for _, end in words(text)] or [0]
        step = -(-len(ends) // gaps)
        tried = [(end, end) for end in reversed(ends)][::step]
        free = [gap for gap in tried if not any(s < gap[0] < e for s, e in taken)]
        return tuple(free or tried[:1])
    for other in taken:
        if overlap(span, other):
            return ((other[1], other[1]),)
    return (span,)


def _choose(
    cases: Sequence[Case], faults: Sequence[Sequence[_Fault]], engine: Engine, language: Language
) -> list[list[_Choice]]:
    """Return the best place and form for each fault of each case."""
    flat = [(case, fault) for case, group in zip(cases, faults, strict=True) for fault in group]
    undecided = [pair for pair in flat if len(pair[1].places) > 1]
    settled = iter(
        _likeliest(
            [(case, [(p, fault.forms[0]) for p in fault.places]) for case, fault in undecided],
            engine,
            language,
        )
    )
    places = [
        fault.places[0] if len(fault.places) == 1 else next(settled).place for _, fault in flat
    ]
    chosen = iter(
        _likeliest(
            [
                (case, [(place, form) for form in fault.forms])
                for (case, fault), place in zip(flat, places, strict=True)
            ],
            engine,
            language,
        )
    )
    return [[next(chosen) for _ in group] for group in faults]


def _likeliest(
    groups: Sequence[tuple[Case, Sequence[tuple[Span, str]]]], engine: Engine, language: Language
) -> list[_Choice]:
    """Score every form in every place in one batch; return the best of each group.

    Of equals the first is taken: the form the glossary lists first.
    """
    texts = [put(case.draft.text, place, form) for case, group in groups for place, form in group]
    sources = [case.part.source for case, group in groups for _ in group]
    # By the sum: the mean would favour long forms for their easily guessed endings.
    scores = iter(engine.score(sources, texts, language, mean=False))
    return [
        max(
            (_Choice(place, form, next(scores)) for place, form in group),
            key=lambda choice: choice.score,
        )
        for _, group in groups
    ]


def _put_in(
    cases: Sequence[Case],
    choices: Sequence[Sequence[_Choice]],
    engine: Engine,
    language: Language,
) -> list[Draft]:
    """Return each draft with all that was chosen for it, scored anew."""
    drafts = []
    for case, group in zip(cases, choices, strict=True):
        text = case.draft.text
        for choice in sorted(group, key=lambda choice: choice.place, reverse=True):
            text = put(text, choice.place, choice.form)
        drafts.append(checked(case.part, text, language.tag))
    scores = engine.score(
        [case.part.source for case in cases], [draft.text for draft in drafts], language
    )
    return [replace(draft, score=score) for draft, score in zip(drafts, scores, strict=True)]


def _go_on(
    cases: Sequence[Case],
    choices: Sequence[Sequence[_Choice]],
    which: Sequence[int],
    engine: Engine,
    language: Language,
) -> list[list[Draft]]:
    """Decode on freely behind the leftmost form chosen; return the drafts that came of it."""
    requests = []
    for index in which:
        case = cases[index]
        first = min(choices[index], key=lambda choice: choice.place)
        text = put(case.draft.text[: first.place[1]], first.place, first.form)
        # The space says that the term is whole: no ending of the model's own may follow it.
        requests.append(Request(case.part.source, f"{text} "))
    results: list[list[Draft]] = [[] for _ in cases]
    decoded = engine.decode(requests, language, attention=True) if requests else []
    for index, hypotheses in zip(which, decoded, strict=True):
        part = cases[index].part
        results[index] = [from_hypothesis(part, h, language.tag) for h in hypotheses]
    return results
