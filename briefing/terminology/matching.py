"""Finds the concepts of a glossary in a text of the source language.

One automaton (Aho & Corasick 1975) over the stems of words proposes; surface forms decide. So the
cost of a segment depends on the segment, not on the glossary. Where candidates overlap, the one
that begins first wins; of those that begin together, the longest; of those equally long, the one
whose term is more preferred, then the one whose concept id comes first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import normalize

import ahocorasick

from briefing.decoding import Span
from briefing.terminology.concepts import STATUSES, Concept, Glossary, Term
from briefing.terminology.inflection import inflection
from briefing.terminology.surface import in_compound, recogniser
from briefing.terminology.words import Word, words

_SEPARATOR = "\x1f"


@dataclass(frozen=True, slots=True)
class Match:
    """One occurrence of a concept in a source text."""

    concept: Concept
    term: Term
    span: Span
    text: str  # as it stands in the source


@dataclass(frozen=True, slots=True)
class Rejection:
    """A candidate that was not taken, and why."""

    match: Match
    reason: str  # a clause that follows the candidate's words: "is part of …"


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int  # in words
    count: int
    match: Match
    fault: str | None

    @property
    def rank(self) -> tuple[int, int, int, str, str]:
        return (
            self.start,
            -self.count,
            STATUSES.index(self.match.term.status),
            self.match.concept.id,
            self.match.term.text,
        )


class Matcher:
    """A glossary made ready to be looked up in texts of one language."""

    def __init__(self, glossary: Glossary, lang: str) -> None:
        """Index the terms of `glossary` in the source language `lang`."""
        self._lang = lang
        self._row = inflection(lang)
        entries: dict[str, list[tuple[Concept, Term]]] = defaultdict(list)
        for concept in glossary.concepts:
            # A forbidden word may well be the name of something else: it names nothing here.
            for term in concept.terms_in(lang, "preferred", "admitted", "deprecated"):
                for key in {self._key(form) for form in (term.text, *term.forms)}:
                    if key:
                        entries[key].append((concept, term))
        self._automaton = ahocorasick.Automaton()
        for key, value in entries.items():
            self._automaton.add_word(key, (key.count(_SEPARATOR) - 1, value))
        self._empty = not entries
        if entries:
            self._automaton.make_automaton()

    def match(self, text: str) -> tuple[Match, ...]:
        """Return the concepts found in `text`, from left to right, none overlapping another."""
        return self.explain(text)[0]

    def explain(self, text: str) -> tuple[tuple[Match, ...], tuple[Rejection, ...]]:
        """Return what `match` does, and the other candidates with why they were not taken."""
        taken: list[_Candidate] = []
        rejected: list[Rejection] = []
        for candidate in sorted(self._candidates(text), key=lambda c: c.rank):
            reason = candidate.fault or _beaten(candidate, taken)
            if reason is None:
                taken.append(candidate)
            elif not (taken and _same(taken[-1], candidate)):
                rejected.append(Rejection(candidate.match, reason))
        return tuple(c.match for c in taken), tuple(rejected)

    def _read(self, text: str) -> list[Word]:
        return words(text, self._row.canonical, trailing=self._row.trailing_apostrophe)

    def _is_verb(self, found: list[Word], index: int) -> bool:
        word = found[index]
        if not index or word.gap or word.hyphen_before or not word.text.islower():
            return False
        return self._row.is_verb(found[index - 1].text, word.text)

    def _key(self, term: str) -> str:
        if term.replace(" ", "").isalpha():  # most terms; nothing to be read with care
            canonical = map(self._row.canonical, normalize("NFC", term).split())
            return _joined([self._row.stem(word.lower()) for word in canonical])
        return _joined([self._row.stem(word.lower) for word in self._read(term)])

    def _candidates(self, text: str) -> Iterator[_Candidate]:
        found = self._read(text)
        if self._empty or not found:
            return
        stems = [self._row.stem(word.lower) for word in found]
        key = _joined(stems)
        # Where each word's stem ends in the key, so that a hit there ends with that word.
        last_word = {}
        offset = 0
        for index, stem in enumerate(stems):
            offset += len(stem) + 1
            last_word[offset] = index
        for end, (length, entries) in self._automaton.iter(key):
            start = last_word[end] - length + 1
            for concept, term in entries:
                spotter = recogniser(term, self._lang)
                # A listed form may be longer than what proposed it: "УН" in "УН-а".
                count = spotter.length_at(found, start) or length
                fault = spotter.fault(found, start, count)
                fault = fault or in_compound(found, start, count, term, self._lang)
                if fault is None and count == 1 and self._is_verb(found, start):
                    fault = "is a verb here"
                span = (found[start].start, found[start + count - 1].end)
                yield _Candidate(
                    start, count, Match(concept, term, span, text[slice(*span)]), fault
                )


def _joined(stems: list[str]) -> str:
    return _SEPARATOR + _SEPARATOR.join(stems) + _SEPARATOR if stems else ""


def _beaten(candidate: _Candidate, taken: list[_Candidate]) -> str | None:
    if not taken or candidate.start >= taken[-1].start + taken[-1].count:
        return None
    winner = taken[-1]
    if candidate.start > winner.start:
        inside = candidate.start + candidate.count <= winner.start + winner.count
        how = "is part of" if inside else "overlaps what begins earlier:"
        return f"{how} {winner.match.text!r} ({winner.match.concept.id})"
    if candidate.count < winner.count:
        return f"is shorter than {winner.match.text!r} ({winner.match.concept.id})"
    return f"is also a term of {winner.match.concept.id}, which comes first"


def _same(one: _Candidate, other: _Candidate) -> bool:
    return one.match.concept.id == other.match.concept.id and one.match.span == other.match.span
