"""Turns the terms found in a file into concepts, and keeps account of what could not be used."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from briefing.languages import LANGUAGES, SCRIPT_NAMES
from briefing.terminology.concepts import (
    ANY_LANGUAGE,
    CaseMode,
    Concept,
    Glossary,
    Problem,
    Status,
    Term,
)
from briefing.terminology.exchange.formats import Reading
from briefing.terminology.exchange.languages import read_tag
from briefing.text.scripts import convert, mixed_script_words, script_of


@dataclass(frozen=True, slots=True)
class Found:
    """A term as the file has it."""

    tag: str  # language, as written
    text: str
    line: int
    status: Status | None = None
    forms: tuple[str, ...] = ()
    note: str = ""
    case: CaseMode = "as-is"


@dataclass(slots=True)
class Names:
    """Names for concepts that have none in their file, each given once."""

    _taken: set[str] = field(default_factory=set)

    def give(self, wanted: str) -> str:
        """Return `wanted`, or it with the first number that makes it new."""
        name, number = wanted, 1
        while name in self._taken:
            number += 1
            name = f"{wanted}-{number}"
        self._taken.add(name)
        return name

    def from_term(self, text: str) -> str:
        """Return a new name made of a term's words: "Prime Minister" → "prime-minister"."""
        return self.give(re.sub(r"\W+", "-", text.casefold()).strip("-") or "concept")


def clean(text: str | None) -> str:
    """Return `text` in NFC, every run of white space a single space."""
    return " ".join(unicodedata.normalize("NFC", text or "").split())


@dataclass(slots=True)
class Gathering:
    """Concepts as they are read from one file."""

    path: str
    _names: Names = field(default_factory=Names)
    _concepts: list[Concept] = field(default_factory=list)
    _problems: list[Problem] = field(default_factory=list)
    _foreign: Counter[str] = field(default_factory=Counter)
    _regions: set[str] = field(default_factory=set)
    _converted: Counter[str] = field(default_factory=Counter)
    _demoted: int = 0
    _unread: Counter[str] = field(default_factory=Counter)

    def problem(self, line: int, what: str, remedy: str) -> None:
        """List something that cannot be used."""
        self._problems.append(Problem(self.path, line, what, remedy))

    def pass_over(self, category: str) -> None:
        """Count something that a glossary has no room for."""
        self._unread[category] += 1

    def add(
        self,
        found: Sequence[Found],
        *,
        name: str = "",
        domain: str = "",
        kind: str = "",
        untranslated: bool = False,
        line: int = 0,
    ) -> None:
        """Take in the terms of one concept, in the order of the file."""
        terms = list(self._usable(found))
        if not terms:
            if not found:
                self.problem(line, "a concept without a term", "add its terms or remove it")
            return
        texts = [(lang, self._in_script(lang, term, terms)) for lang, term in terms]
        made = [
            Term(lang, text, status, term.forms, term.note, term.case, term.line)
            for (lang, text), (_, term), status in zip(
                texts, terms, self._statuses(terms), strict=True
            )
        ]
        if untranslated:
            made = self._collapse(made, line)
        if name and (given := self._names.give(clean(name))) != clean(name):
            self.problem(
                line,
                f"the concept {clean(name)!r} is in the file already",
                f"this one is read as {given!r}; give it a name of its own",
            )
        elif not name:
            given = self._names.from_term(made[0].text)
        self._concepts.append(Concept(given, clean(domain), clean(kind), tuple(made)))

    def result(self) -> Reading:
        """Return all that was taken in."""
        problems = tuple(sorted(self._problems, key=lambda problem: problem.line))
        glossary = Glossary(tuple(self._concepts), problems, self.path)
        return Reading(glossary, tuple(self._sentences()))

    def _usable(self, found: Iterable[Found]) -> Iterable[tuple[str, Found]]:
        for term in found:
            tag = read_tag(term.tag)
            if not term.tag:
                self.problem(term.line, "a term without a language", "give its language tag")
            elif tag.lang is None:
                self._foreign[term.tag] += 1
            elif not any(char.isalnum() for char in term.text):
                self.problem(
                    term.line,
                    f"the term {clean(term.text)!r} has no letter",
                    "write the term or remove it",
                )
            else:
                if tag.region:
                    self._regions.add(term.tag)
                forms = tuple(form for form in map(clean, term.forms) if form)
                yield (
                    tag.lang,
                    replace(term, text=clean(term.text), forms=forms, note=clean(term.note)),
                )

    def _statuses(self, terms: Sequence[tuple[str, Found]]) -> list[Status]:
        """Return each term's status; one that has none is preferred if its language has no such."""
        chosen: list[Status] = []
        first_tag: dict[str, str] = {}  # of the preferred term of each language
        for lang, term in terms:
            if term.status == "preferred":
                first_tag.setdefault(lang, term.tag)
        for lang, term in terms:
            status = term.status
            if status is None:
                status = "admitted" if lang in first_tag else "preferred"
                first_tag.setdefault(lang, term.tag)
            elif status == "preferred" and term.tag != first_tag[lang]:
                self._demoted += 1  # en-US beside en-GB
                status = "admitted"
            chosen.append(status)
        return chosen

    def _in_script(self, lang: str, term: Found, terms: Sequence[tuple[str, Found]]) -> str:
        """Return the term in the script that glossaries have its language in."""
        if lang == ANY_LANGUAGE:
            return term.text
        language = LANGUAGES[lang]
        wanted = language.variants[0].script
        others = [variant.script for variant in language.variants[1:]]
        if not others or script_of(term.text) not in others:
            return term.text
        if any(other != lang and each.text == term.text for other, each in terms):
            return term.text  # a name that stays as it is: iPhone
        text = convert(term.text, lang, wanted)
        if script_of(text) == wanted and not mixed_script_words(text):
            self._converted[lang] += 1
            return text
        self.problem(
            term.line,
            f"the {language.name} term {term.text!r} cannot be put"
            f" into {SCRIPT_NAMES[wanted].capitalize()} script letter by letter",
            f"write it in {SCRIPT_NAMES[wanted].capitalize()} script,"
            f" or under the language {ANY_LANGUAGE} if it is not translated",
        )
        return term.text

    def _collapse(self, terms: list[Term], line: int) -> list[Term]:
        """Make one term of every language out of those that are alike in all of them."""
        alike: dict[Term, set[str]] = defaultdict(set)
        for term in terms:
            alike[replace(term, lang=ANY_LANGUAGE, line=0)].add(term.lang)
        languages = {term.lang for term in terms}
        kept: list[Term] = []
        done: set[Term] = set()
        for term in terms:
            key = replace(term, lang=ANY_LANGUAGE, line=0)
            if alike[key] != languages:
                kept.append(term)
            elif key not in done:
                done.add(key)
                kept.append(replace(term, lang=ANY_LANGUAGE))
        if not done:
            self.problem(
                line,
                f"{terms[0].text!r} is marked as not translated, but its languages differ",
                "it is read as translated; remove the mark or make the terms alike",
            )
        return kept

    def _sentences(self) -> Iterable[str]:
        if self._foreign:
            tags = ", ".join(sorted(self._foreign))
            yield f"{counted(self._foreign.total(), 'term')} in other languages passed over: {tags}"
        if self._regions:
            yield f"regions are not kept: {', '.join(sorted(self._regions))}"
        if self._demoted:
            yield (
                f"{counted(self._demoted, 'preferred term')} of a second region taken as admitted"
            )
        for lang, count in self._converted.items():
            language = LANGUAGES[lang]
            script = SCRIPT_NAMES[language.variants[0].script].capitalize()
            yield f"{counted(count, f'{language.name} term')} put into {script} script"
        if self._unread:
            what = ", ".join(f"{name} ({count})" for name, count in sorted(self._unread.items()))
            yield f"not read: {what}"


def counted(count: int, thing: str) -> str:
    """Return a number with a noun that agrees with it: "1 term", "2,000 terms"."""
    return f"{count:,} {thing}{'' if count == 1 else 's'}"
