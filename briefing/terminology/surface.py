"""Finds the terms of a concept in a text of their language, in whatever form they stand there.

A surface form is accepted when the glossary lists it, the language's generator makes it, or its
suffix recogniser knows the ending. Both scripts of a language compare alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from sys import intern

from briefing.decoding import Span, overlap
from briefing.terminology.concepts import STATUSES, CaseMode, Concept, Status, Term
from briefing.terminology.inflection import Inflection, inflection
from briefing.terminology.words import Word, capitals_kept, words

ACCEPTED: tuple[Status, ...] = ("preferred", "admitted")
REPLACED: tuple[Status, ...] = ("deprecated", "forbidden")

_SENTENCE_ENDS = frozenset(".!?…:")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place in a text where a term of a concept stands."""

    concept: str
    term: Term
    span: Span
    text: str  # as it stands there


@dataclass(frozen=True, slots=True)
class Check:
    """How a text fares against what is required of it."""

    met: tuple[Occurrence | None, ...]  # one a requirement, in their order; None: unmet
    replaced: tuple[Occurrence, ...]  # deprecated or forbidden renderings of what is required

    @property
    def unmet(self) -> tuple[int, ...]:
        """The indices of the requirements that no occurrence meets."""
        return tuple(i for i, occurrence in enumerate(self.met) if occurrence is None)

    @property
    def complies(self) -> bool:
        """True when every requirement is met and nothing has to be replaced."""
        return not self.replaced and None not in self.met


@dataclass(frozen=True, slots=True)
class _Form:
    words: tuple[str, ...]  # canonical, capitals kept
    gaps: tuple[str, ...]


class Recogniser:
    """Tells the surface forms of one term from all other words."""

    def __init__(self, term: Term, lang: str) -> None:
        """Gather the surface forms of `term` in a text in `lang`."""
        self._row = inflection(lang)
        self._case: CaseMode = term.case
        self._exact: dict[tuple[str, ...], tuple[_Form, ...]] = {}
        self._open: dict[tuple[str, ...], tuple[_Form, ...]] = {}
        rare = self._row.rare(term.text) if declines(term, lang) else ()
        for index, text in enumerate((*surface_forms(term, lang), *rare)):
            form = _form(text, self._row)
            if form is None:
                continue
            lower = _small(form.words)
            if form not in self._exact.get(lower, ()):
                self._exact[lower] = (*self._exact.get(lower, ()), form)
            # Endings may be added to the base form, and to those listed that have none themselves.
            takes_endings = self._row.accepts is not None and index <= len(term.forms)
            if takes_endings and not self._recognised(lower):
                self._open[lower[:-1]] = (*self._open.get(lower[:-1], ()), form)
        self.lengths = sorted({len(key) for key in self._exact}, reverse=True)

    def first_words(self) -> set[str]:
        """Return the words that an occurrence begins with, unless it is with a first letter."""
        return {key[0] for key in self._exact}

    def first_letters(self) -> set[str]:
        """Return the letters that an occurrence begins with, unless it is with a first word."""
        return {form.words[0][:1].lower() for form in self._open.get((), ())}

    def fault(self, found: Sequence[Word], start: int, count: int) -> str | None:
        """Return why the `count` words from `start` are no form of the term; None if they are."""
        here = found[start : start + count]
        lower = tuple(word.lower for word in here)
        forms = [*self._exact.get(lower, ()), *self._recognised(lower)]
        if not forms:
            return "is no form of the term"
        gaps = tuple(word.gap for word in here[1:])
        forms = [f for f in forms if all(g in ("", h) for g, h in zip(gaps, f.gaps, strict=True))]
        if not forms:
            return f"is parted by {''.join(gaps)!r}"
        # A sentence's first word has no mark before it, or one that ends the sentence before.
        first = start == 0 or not _SENTENCE_ENDS.isdisjoint(here[0].gap)
        if any(self._case_fits(form.words, here, first=first) for form in forms):
            return None
        return "differs in capitals"

    def _recognised(self, lower: tuple[str, ...]) -> list[_Form]:
        """Return the forms that the language's suffix recogniser finds in these words."""
        accepts = self._row.accepts
        if accepts is None:
            return []
        alone = len(lower) == 1
        return [
            form
            for form in self._open.get(lower[:-1], ())
            if accepts(form.words[-1].lower(), lower[-1], alone=alone)
        ]

    def length_at(self, found: Sequence[Word], start: int) -> int:
        """Return how many words from `start` are a form of the term: the most there are, or 0."""
        for count in self.lengths:
            if start + count <= len(found) and self.fault(found, start, count) is None:
                return count
        return 0

    def _case_fits(self, form: tuple[str, ...], here: Sequence[Word], *, first: bool) -> bool:
        for index, (wanted, word) in enumerate(zip(form, here, strict=True)):
            # An ending that was recognised is as free as small letters are.
            common = min(len(wanted), len(word.text))
            wanted, have = wanted[:common], word.text[:common]
            if self._case == "as-is":
                # A name of several words may be written small; an abbreviation may not.
                free = len(form) > 1 and not any(map(str.isupper, wanted[1:]))
                if not free and not capitals_kept(wanted, have):
                    return False
            elif wanted != have and not (
                self._case == "sentence-smart"
                and first
                and index == 0
                and wanted[0].upper() == have[0]
                and wanted[1:] == have[1:]
            ):
                return False
        return True


def in_compound(found: Sequence[Word], start: int, count: int, term: Term, lang: str) -> str | None:
    """Return why the words cannot stand for `term` beside a hyphen, or None if they can.

    A common noun inside a hyphenated compound is another word ("pro-government"); a name is not
    ("Serbia-Uzbekistan"), nor is one of the two halves of an adjective ("сербско-узбекский").
    """
    last = found[start + count - 1]
    after = last.hyphen_after and not inflection(lang).halves(last.lower)
    if (after or _second_half(found, start, lang)) and term.text == term.text.lower():
        return "is part of a compound with a hyphen"
    return None


def _second_half(found: Sequence[Word], start: int, lang: str) -> bool:
    return found[start].hyphen_before and not inflection(lang).halves(found[start - 1].lower)


def _form(text: str, row: Inflection) -> _Form | None:
    found = words(text, row.canonical, trailing=row.trailing_apostrophe)
    if not found:
        return None
    # A term's forms share most of their words, and a glossary has many of them.
    return _Form(tuple(intern(w.text) for w in found), tuple(intern(w.gap) for w in found[1:]))


def _small(form: tuple[str, ...]) -> tuple[str, ...]:
    small = tuple(intern(word.lower()) for word in form)
    return form if small == form else small


@lru_cache(maxsize=32768)
def recogniser(term: Term, lang: str) -> Recogniser:
    """Return the recogniser of `term` in a text in `lang`, made on first use."""
    return Recogniser(term, lang)


def surface_forms(term: Term, lang: str) -> tuple[str, ...]:
    """Return the base form, then the listed, then the generated forms of `term`.

    A term that is not translated has no generated forms.
    """
    generated = inflection(lang).forms(term.text) if declines(term, lang) else ()
    return tuple(dict.fromkeys((term.text, *term.forms, *generated)))


def declines(term: Term, lang: str) -> bool:
    """Tell whether a term has any form but its base form and those listed."""
    # A coined abbreviation keeps its capitals, and so its form: УзА, never Уза, Узом.
    one_word = term.text.isalpha()
    coined = one_word and term.text[-1].isupper() and not term.text.isupper()
    return term.lang == lang and any(map(str.isalpha, term.text)) and not coined


def find(text: str, concept: Concept, lang: str, statuses: Collection[Status]) -> list[Occurrence]:
    """Return every occurrence of the concept's terms of those statuses, from left to right.

    Of occurrences that overlap only the longest is returned, the more preferred of equal ones.
    """
    found = _read(text, lang)
    return _choose(_candidates(found, concept, lang), statuses, found, text, concept)


def _read(text: str, lang: str) -> list[Word]:
    row = inflection(lang)
    return words(text, row.canonical, trailing=row.trailing_apostrophe)


_Spotter = tuple[int, int, Term, Recogniser]  # rank of the status, place among the terms
_Candidate = tuple[int, int, int, int, Term]  # -words, rank, start, place: the best sorts first


@lru_cache(maxsize=32768)
def _spotters(
    concept: Concept, lang: str
) -> tuple[dict[str, list[_Spotter]], dict[str, list[_Spotter]]]:
    """Return the recognisers of a concept by the words, and by the letters, they begin with."""
    by_word: dict[str, list[_Spotter]] = defaultdict(list)
    by_letter: dict[str, list[_Spotter]] = defaultdict(list)
    for place, term in enumerate(concept.terms_in(lang)):
        made = recogniser(term, lang)
        spotter = (STATUSES.index(term.status), place, term, made)
        for word in made.first_words():
            by_word[word].append(spotter)
        for letter in made.first_letters():
            by_letter[letter].append(spotter)
    return dict(by_word), dict(by_letter)


def _candidates(found: Sequence[Word], concept: Concept, lang: str) -> list[_Candidate]:
    by_word, by_letter = _spotters(concept, lang)
    candidates: list[_Candidate] = []
    for start, word in enumerate(found):
        spotters = (*by_word.get(word.lower, ()), *by_letter.get(word.lower[:1], ()))
        for rank, place, term, spotter in spotters:
            # What precedes a hyphen is a word that declines (студентов-гидрологов).
            if _second_half(found, start, lang) and term.text == term.text.lower():
                continue
            count = spotter.length_at(found, start)
            if count:
                candidates.append((-count, rank, start, place, term))
    return sorted(candidates, key=lambda candidate: candidate[:4])


def _choose(
    candidates: Sequence[_Candidate],
    statuses: Collection[Status],
    found: Sequence[Word],
    text: str,
    concept: Concept,
) -> list[Occurrence]:
    taken: list[Occurrence] = []
    used: set[int] = set()
    for count, _, start, _, term in candidates:
        covered = range(start, start - count)
        if term.status in statuses and used.isdisjoint(covered):
            used.update(covered)
            span = (found[start].start, found[start - count - 1].end)
            taken.append(Occurrence(concept.id, term, span, text[slice(*span)]))
    return sorted(taken, key=lambda occurrence: occurrence.span)


def check(text: str, requirements: Sequence[Concept], lang: str) -> Check:
    """Check a translation against the concepts its source contains, one entry an occurrence.

    Every requirement consumes one occurrence, and no two occurrences share a letter. A deprecated
    or forbidden rendering inside an accepted one does not count.
    """
    found = _read(text, lang)
    accepted: dict[str, list[Occurrence]] = {}
    rejected: list[Occurrence] = []
    for concept in {concept.id: concept for concept in requirements}.values():
        here = _candidates(found, concept, lang)
        good = _choose(here, ACCEPTED, found, text, concept)
        bad = _choose(here, REPLACED, found, text, concept)
        accepted[concept.id] = [
            one for one in good if not any(_spelt_rather_as(one, other) for other in bad)
        ]
        rejected += bad
    met: list[Occurrence | None] = [None] * len(requirements)
    used: list[Span] = []
    # Concepts with the longest surface forms choose first: a part of them must not be taken away.
    order = sorted(
        range(len(requirements)),
        key=lambda i: (
            -max((o.span[1] - o.span[0] for o in accepted[requirements[i].id]), default=0),
            i,
        ),
    )
    for index in order:
        for occurrence in accepted[requirements[index].id]:
            if not any(overlap(occurrence.span, span) for span in used):
                met[index] = occurrence
                used.append(occurrence.span)
                break
    spans = [occurrence.span for kind in accepted.values() for occurrence in kind]
    replaced = {
        occurrence.span: occurrence
        for occurrence in rejected
        if not any(_within(occurrence.span, span) for span in spans)
    }
    return Check(tuple(met), tuple(replaced[span] for span in sorted(replaced)))


def _spelt_rather_as(accepted: Occurrence, other: Occurrence) -> bool:
    """Tell whether words that two terms share are written as the other one is.

    Some spellings differ in one script only: budjet and byudjet are both бюджет in Cyrillic.
    """
    return accepted.span == other.span and (
        _common_start(accepted.text, other.term.text)
        > _common_start(accepted.text, accepted.term.text)
    )


def _common_start(one: str, other: str) -> int:
    pairs = zip(one.casefold(), other.casefold(), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _within(one: Span, other: Span) -> bool:
    return other[0] <= one[0] and one[1] <= other[1]
