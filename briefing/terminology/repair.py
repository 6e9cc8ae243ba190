"""Puts an unmet concept where its words went, in the form the model itself finds most fitting.

For one concept a draft, each step batched over all drafts:

1. Where: the attended words, or those one word wider; where nothing attends, every gap between
   words. The base form is put in each place and the model scores the whole sentence.
2. Which form: every surface form of the term in the best place, scored likewise. Both sides of
   the place count, so that a preposition before it and a verb after it each ask for their case.
3. Go on: decoding is forced through the best form and continues freely, so that what follows can
   agree with the term (Hokamp & Liu 2017 force by constraint; here the place is known).

The best of all that complies is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from briefing.decoding import Engine, Request, Span
from briefing.languages import Language
from briefing.terminology.attention import words
from briefing.terminology.drafts import Draft, Part, better, from_hypothesis, put, substituted
from briefing.terminology.surface import candidates


@dataclass(frozen=True, slots=True)
class Limits:
    """What a repair may cost: per segment at most `rounds` × `continuations` extra decodes."""

    rounds: int = 4  # concepts mended in one segment, one a round
    places: int = 6  # places tried for a concept
    forms: int = 12  # surface forms tried in the best place
    continuations: int = 1  # forms that decoding is forced through


@dataclass(frozen=True, slots=True)
class Job:
    """One fault of one draft that is being mended."""

    part: Part
    draft: Draft
    forms: tuple[str, ...]
    places: tuple[Span, ...]


def repair(
    jobs: Sequence[Job], engine: Engine, language: Language, limits: Limits
) -> list[list[Draft]]:
    """Return for each job the drafts that mend its fault, scored, in no order; maybe none."""
    places = _ranked(
        jobs, [[(place, job.forms[0]) for place in job.places] for job in jobs], engine, language
    )
    best = [ranked[0].place if ranked else None for ranked in places]
    forms = _ranked(
        jobs,
        [
            [(place, form) for form in job.forms] if place else []
            for job, place in zip(jobs, best, strict=True)
        ],
        engine,
        language,
    )
    put_in = [_put_in(job, ranked, language) for job, ranked in zip(jobs, forms, strict=True)]
    gone_on = _go_on(jobs, forms, engine, language, limits)
    return [
        [draft for draft in (*one, *more) if draft.faults < job.draft.faults]
        for job, one, more in zip(jobs, put_in, gone_on, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Try:
    """A form in a place, and how the model scores the sentence with it."""

    place: Span
    form: str
    score: float


def _ranked(
    jobs: Sequence[Job],
    tries: Sequence[Sequence[tuple[Span, str]]],
    engine: Engine,
    language: Language,
) -> list[list[_Try]]:
    """Score every try of every job in one batch; return them job by job, best first."""
    texts = [
        put(job.draft.text, place, form)[0]
        for job, group in zip(jobs, tries, strict=True)
        for place, form in group
    ]
    sources = [job.part.source for job, group in zip(jobs, tries, strict=True) for _ in group]
    scores = iter(engine.score(sources, texts, language))
    return [
        # Stable: of equals, the form the glossary lists first.
        sorted((_Try(*pair, next(scores)) for pair in group), key=lambda tried: -tried.score)
        for group in tries
    ]


def _put_in(job: Job, ranked: Sequence[_Try], language: Language) -> list[Draft]:
    """Return the draft with the best form in its place."""
    return [
        replace(
            substituted(job.part, job.draft, tried.place, tried.form, language.tag),
            score=tried.score,
        )
        for tried in ranked[:1]
    ]


def _go_on(
    jobs: Sequence[Job],
    forms: Sequence[Sequence[_Try]],
    engine: Engine,
    language: Language,
    limits: Limits,
) -> list[list[Draft]]:
    """Decode on freely from the best forms; return for each job the drafts that came of it."""
    requests: list[Request] = []
    owners: list[int] = []
    for index, (job, ranked) in enumerate(zip(jobs, forms, strict=True)):
        for tried in ranked[: limits.continuations]:
            text, span = put(job.draft.text, tried.place, tried.form)
            # The space says that the term is whole: no ending of the model's own may follow it.
            requests.append(Request(job.part.source, text[: span[1]] + " "))
            owners.append(index)
    results: list[list[Draft]] = [[] for _ in jobs]
    decoded = engine.decode(requests, language, attention=True) if requests else []
    for index, hypotheses in zip(owners, decoded, strict=True):
        results[index] += [from_hypothesis(jobs[index].part, h, language.tag) for h in hypotheses]
    return results


def job(part: Part, draft: Draft, lang: str, limits: Limits) -> Job | None:
    """Return what is to be mended next in `draft`, leftmost first, or None when nothing is.

    A deprecated or forbidden rendering is replaced where it stands; an unmet concept is put where
    its words went.
    """
    if draft.check.replaced:
        wrong = draft.check.replaced[0]
        concept = next(c for c in part.concepts if c.id == wrong.concept)
        return Job(part, draft, candidates(concept, lang, limits.forms), (wrong.span,))
    if not draft.check.unmet:
        return None
    index = min(draft.check.unmet, key=lambda i: draft.places[i] or (len(draft.text), 0))
    return Job(
        part,
        draft,
        candidates(part.concepts[index], lang, limits.forms),
        _places(draft, draft.places[index], limits.places),
    )


def _places(draft: Draft, span: Span | None, limit: int) -> tuple[Span, ...]:
    """Return the places to try: the words at `span` and a word wider, or the gaps between words."""
    kept = [occurrence.span for occurrence in draft.check.met if occurrence]
    spans = words(draft.text)
    if span is None:
        ends = [end for _, end in spans] or [0]
        return tuple((end, end) for end in _spread(ends, limit) if _free((end, end), kept))
    first = next(i for i, word in enumerate(spans) if word[1] > span[0])
    last = max(i for i, word in enumerate(spans) if word[0] < span[1])
    wider = [(first, last), (first - 1, last), (first, last + 1)]
    if last > first:
        wider += [(first + 1, last), (first, last - 1)]
    places = [(spans[a][0], spans[b][1]) for a, b in wider if 0 <= a <= b < len(spans)]
    return tuple(place for place in places if _free(place, kept))[:limit]


def _free(place: Span, kept: Sequence[Span]) -> bool:
    return not any(place[0] < end and start < place[1] for start, end in kept)


def _spread(positions: Sequence[int], limit: int) -> Iterable[int]:
    step = max(1, -(-len(positions) // limit))
    return positions[::-1][::step]


def mended(current: Draft, drafts: Iterable[Draft], tolerance: float) -> Draft:
    """Return the best of `drafts` that costs at most `tolerance` in score, else `current`."""
    best = current
    for draft in drafts:
        if draft.score >= current.score - tolerance:
            best = better(best, draft)
    return best
