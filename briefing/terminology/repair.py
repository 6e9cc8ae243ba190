"""Puts unmet concepts where their words went, in the form that their place asks for.

For all faults of all drafts together, each step one batch:

1. Where: the attended words, with neighbours that say the same again; where nothing attends, the
   gap between words in which the model likes the base form best.
2. Which form: `government` weighs what stands around the place, in the sentence and in the source.
   Where it leaves a doubt, the model scores the sentence with each of the likely forms, and both
   opinions count: a log-linear sum.
3. Together: the chosen form of every concept of a draft. What costs the sentence too much of its
   score is put in one by one, and what alone costs too much is left out.
4. Go on: where a requirement is still unmet, decoding is forced through the first form and
   continues freely (Hokamp & Liu 2017 force by constraint; here the place is known). What that
   leaves unmet is mended in the next round.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefing.decoding import Engine, Request, Span, overlap
from briefing.languages import Language
from briefing.terminology.attention import words
from briefing.terminology.candidates import analysed, carried, number
from briefing.terminology.concepts import Term
from briefing.terminology.drafts import Draft, Part, checked, from_hypothesis, put, rank
from briefing.terminology.government import Setting, chances
from briefing.terminology.inflection import inflection
from briefing.terminology.matching import Match

_SMALL = 3  # letters: prepositions, conjunctions and particles have no more


@dataclass(frozen=True, slots=True)
class Limits:
    """What control may cost: at most `rounds` extra decodes a segment, the rest is scoring."""

    rounds: int = 2
    gaps: int = 3  # between words, tried for a concept that nothing attends to
    forms: int = 7  # surface forms the model is asked about, at most
    doubt: float = 0.85  # a form this likely, the likeliest being 1, is worth asking about
    # How much the model's own opinion weighs, by the log-probability of the sentence, against that
    # of government; found on training/corpus/dev.tsv (benchmarks/endings.py).
    model: float = 0.3


@dataclass(frozen=True, slots=True)
class _Fault:
    """One concept to put into a draft, and the places it may go."""

    match: Match
    places: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Choice:
    """A form in a place of a draft's text."""

    place: Span
    form: str


@dataclass(frozen=True, slots=True)
class _Open:
    """A place in a draft, and the forms that may go there with the logarithms of their chances."""

    place: Span
    forms: tuple[tuple[str, float], ...]  # the likeliest first

    @property
    def choice(self) -> _Choice:
        return _Choice(self.place, self.forms[0][0])


@dataclass(frozen=True, slots=True)
class Case:
    """A draft to be mended, and the score below which no other is taken."""

    part: Part
    draft: Draft
    floor: float


def repair(
    cases: Sequence[Case], engine: Engine, language: Language, limits: Limits
) -> list[Draft]:
    """Return for each case a draft with fewer faults, or the one it had."""
    faults = [_faults(case, language.tag, limits) for case in cases]
    places = _settled(cases, faults, engine, language)
    open_ = [
        [
            _weighed(case, fault, place, language.tag, limits)
            for fault, place in zip(group, at, strict=True)
        ]
        for case, group, at in zip(cases, faults, places, strict=True)
    ]
    choices = _chosen(cases, open_, engine, language, limits)
    drafts = _affordable(cases, choices, engine, language)
    unfinished = [
        i
        for i, (case, draft) in enumerate(zip(cases, drafts, strict=True))
        if draft.faults or draft.score < case.floor
    ]
    gone_on = _go_on(cases, choices, unfinished, engine, language)
    return [
        _best(case, (draft, *more))
        for case, draft, more in zip(cases, drafts, gone_on, strict=True)
    ]


def _best(case: Case, drafts: Iterable[Draft]) -> Draft:
    best = min((draft for draft in drafts if draft.score >= case.floor), key=rank, default=None)
    return best if best and best.faults < case.draft.faults else case.draft


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
        if span:
            span = fitted(draft.text, span, _term(match, lang).text, taken, lang)
        places = _places(draft.text, span, taken, limits.gaps)
        if len(places) == 1:
            taken.append(places[0])
        faults.append(_Fault(match, places))
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


def _settled(
    cases: Sequence[Case], faults: Sequence[Sequence[_Fault]], engine: Engine, language: Language
) -> list[list[Span]]:
    """Return the place of each fault of each case: of several gaps the one the model prefers."""
    undecided = [
        (case, fault, gap)
        for case, group in zip(cases, faults, strict=True)
        for fault in group
        if len(fault.places) > 1
        for gap in fault.places
    ]
    texts = [
        put(case.draft.text, gap, _term(fault.match, language.tag).text)
        for case, fault, gap in undecided
    ]
    sources = [case.part.source for case, _, _ in undecided]
    scores = iter(engine.score(sources, texts, language, mean=False) if texts else ())
    return [
        [
            fault.places[0]
            if len(fault.places) == 1
            else max(((next(scores), -i, gap) for i, gap in enumerate(fault.places)))[2]
            for fault in group
        ]
        for group in faults
    ]


def _term(match: Match, lang: str) -> Term:
    term = match.concept.preferred(lang)
    assert term  # only such concepts are required
    return term


def _weighed(case: Case, fault: _Fault, place: Span, lang: str, limits: Limits) -> _Open:
    """Return the forms that may go into a place, as likely as it makes them."""
    part, match = case.part, fault.match
    asked = number(match.term, match.text, part.lang)
    term = _term(match, lang)
    text = case.draft.text
    kind = match.concept.kind
    old = carried(text, place, term, lang)
    setting = Setting(part.source, match.span, text, place, term.text, kind, asked or "", old)
    likely = chances(setting, analysed(match.concept, lang, asked), lang)
    ranked = sorted(likely.items(), key=lambda pair: -pair[1])[: limits.forms]
    floor = ranked[0][1] * limits.doubt
    return _Open(place, tuple((form, math.log(p)) for form, p in ranked if p >= floor))


def _chosen(
    cases: Sequence[Case],
    groups: Sequence[Sequence[_Open]],
    engine: Engine,
    language: Language,
    limits: Limits,
) -> list[list[_Choice]]:
    """Return the choice for each place of each case; where several forms may be, ask the model."""
    sources: list[str] = []
    texts: list[str] = []
    for case, group in zip(cases, groups, strict=True):
        for choices in _variants(group):
            sources.append(case.part.source)
            texts.append(_with(case.draft.text, choices))
    # By the sum: the mean would favour long forms for their easily guessed endings.
    scores = iter(engine.score(sources, texts, language, mean=False) if texts else ())
    chosen = []
    for group in groups:
        first = next(scores) if any(len(one.forms) > 1 for one in group) else 0.0
        choices = []
        for one in group:
            opinions = [first, *(next(scores) for _ in one.forms[1:])]
            values = [
                chance + limits.model * (opinion - first)
                for (_, chance), opinion in zip(one.forms, opinions, strict=True)
            ]
            best = max(range(len(values)), key=values.__getitem__)  # of equals the first
            choices.append(_Choice(one.place, one.forms[best][0]))
        chosen.append(choices)
    return chosen


def _variants(group: Sequence[_Open]) -> Iterator[list[_Choice]]:
    """Yield the likeliest choices, then those that differ in one form; none if all is decided."""
    likeliest = [one.choice for one in group]
    if any(len(one.forms) > 1 for one in group):
        yield likeliest
    for index, one in enumerate(group):
        for form, _ in one.forms[1:]:
            yield [*likeliest[:index], _Choice(one.place, form), *likeliest[index + 1 :]]


def _with(text: str, choices: Sequence[_Choice]) -> str:
    for choice in sorted(choices, key=lambda choice: choice.place, reverse=True):
        text = put(text, choice.place, choice.form)
    return text


def _affordable(
    cases: Sequence[Case],
    choices: Sequence[Sequence[_Choice]],
    engine: Engine,
    language: Language,
) -> list[Draft]:
    """Return each draft with all that was chosen for it, or with what alone costs little enough."""
    drafts = _put_in(cases, choices, engine, language)
    dear = [
        i
        for i, (case, draft) in enumerate(zip(cases, drafts, strict=True))
        if draft.score < case.floor and len(choices[i]) > 1
    ]
    alone = [(i, choice) for i in dear for choice in choices[i]]
    tried = _put_in([cases[i] for i, _ in alone], [[c] for _, c in alone], engine, language)
    kept: dict[int, list[tuple[_Choice, Draft]]] = {i: [] for i in dear}
    for (i, choice), draft in zip(alone, tried, strict=True):
        if draft.score >= cases[i].floor:
            kept[i].append((choice, draft))
    several = [i for i in dear if len(kept[i]) > 1]
    together = _put_in(
        [cases[i] for i in several], [[c for c, _ in kept[i]] for i in several], engine, language
    )
    joint = dict(zip(several, together, strict=True))
    for i in dear:
        options = [draft for _, draft in kept[i]]
        if i in joint and joint[i].score >= cases[i].floor:
            options.append(joint[i])
        drafts[i] = min(options, key=rank, default=drafts[i])
    return drafts


def _put_in(
    cases: Sequence[Case],
    choices: Sequence[Sequence[_Choice]],
    engine: Engine,
    language: Language,
) -> list[Draft]:
    """Return each draft with all these choices, scored anew."""
    drafts = [
        checked(case.part, _with(case.draft.text, group), language.tag)
        for case, group in zip(cases, choices, strict=True)
    ]
    sources, texts = [case.part.source for case in cases], [draft.text for draft in drafts]
    scores = engine.score(sources, texts, language) if texts else []
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


def fitted(text: str, span: Span, term: str, taken: Sequence[Span], lang: str) -> Span:
    """Return `span` less the small words at its ends, and with neighbours that repeat the term.

    Attention takes in a preposition now and then, and leaves out a word of the old rendering that
    is also one of the new: "Европска Европски савет".
    """
    row = inflection(lang)
    stems = {row.stem(row.canonical(word).lower()) for word in term.split()}
    spans = words(text)

    def own(index: int) -> bool:
        return row.stem(row.canonical(text[slice(*spans[index])]).lower()) in stems

    def small(index: int) -> bool:
        word = text[slice(*spans[index])]
        return len(word) <= _SMALL and word.islower() and not own(index)

    def repeats(index: int) -> bool:
        start, end = spans[index]
        free = not any(overlap(spans[index], other) for other in taken)
        return end - start > _SMALL and own(index) and free

    inside = [i for i, word in enumerate(spans) if overlap(word, span)]
    if not inside:
        return span
    first, last = inside[0], inside[-1]
    while first < last and small(first):
        first += 1
    while last > first and small(last):
        last -= 1
    while first and text[spans[first - 1][1] : spans[first][0]].isspace() and repeats(first - 1):
        first -= 1
    while (
        last + 1 < len(spans)
        and text[spans[last][1] : spans[last + 1][0]].isspace()
        and repeats(last + 1)
    ):
        last += 1
    return spans[first][0], spans[last][1]
