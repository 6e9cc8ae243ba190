"""Looks a glossary through for what a terminologist would want to know before using it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from briefing.terminology.concepts import ANY_LANGUAGE, Concept, Glossary, Problem, Status, Term
from briefing.text.scripts import mixed_script_words, normalise_uzbek, script_of

_SCRIPTS = {"Latn": "Latin", "Cyrl": "Cyrillic"}
_USED: tuple[Status, ...] = ("preferred", "admitted")
_BANNED: tuple[Status, ...] = ("deprecated", "forbidden")

# language → what spells its apostrophes as they should be
_SPELLINGS = {"uz": normalise_uzbek}


def check(glossary: Glossary) -> tuple[Problem, ...]:
    """Return everything wrong in `glossary`, with line numbers and remedies, in line order.

    What was wrong while it was read comes with it. Two concepts may share a term, and one may
    forbid what another uses, where a note says so by naming the other concept's id.
    """
    found = [
        *glossary.problems,
        *(
            Problem(glossary.path, line, what, remedy)
            for rule in (_duplicates, _conflicts, _clashes, _shared, _missing, _spelling, _scripts)
            for line, what, remedy in rule(glossary.concepts)
        ),
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda p: (p.line, p.what)))


_Finding = tuple[int, str, str]


def _terms(concepts: Iterable[Concept]) -> Iterator[tuple[Concept, Term]]:
    return ((concept, term) for concept in concepts for term in concept.terms)


def _duplicates(concepts: tuple[Concept, ...]) -> Iterator[_Finding]:
    first: dict[tuple[str, str, str], Term] = {}
    for concept, term in _terms(concepts):
        earlier = first.setdefault((concept.id, term.lang, term.text), term)
        if earlier is not term:
            yield (
                term.line,
                f"{term.text!r} ({term.lang}) is in {concept.id} a second time",
                f"remove it here or in line {earlier.line}",
            )


def _conflicts(concepts: tuple[Concept, ...]) -> Iterator[_Finding]:
    for concept in concepts:
        for lang in dict.fromkeys(term.lang for term in concept.terms):
            preferred = [t for t in concept.terms if t.lang == lang and t.status == "preferred"]
            for term in preferred[1:]:
                if term.text != preferred[0].text:
                    yield (
                        term.line,
                        f"{concept.id} has a second preferred term in {lang}: {term.text!r} besides"
                        f" {preferred[0].text!r}",
                        "make one of them admitted",
                    )


def _clashes(concepts: tuple[Concept, ...]) -> Iterator[_Finding]:
    used: dict[tuple[str, str], list[tuple[Concept, Term]]] = defaultdict(list)
    for concept, term in _terms(concepts):
        if term.status in _USED:
            used[term.lang, term.text].append((concept, term))
    for concept, term in _terms(concepts):
        if term.status not in _BANNED:
            continue
        for other, wanted in used.get((term.lang, term.text), ()):
            if not _meant(concept, term, other, wanted):
                yield (
                    term.line,
                    f"{term.text!r} is {term.status} in {concept.id} and {wanted.status} in"
                    f" {other.id} (line {wanted.line})",
                    f"remove one of the two; if both are meant, name {other.id} in the note here",
                )


def _shared(concepts: tuple[Concept, ...]) -> Iterator[_Finding]:
    preferred: dict[tuple[str, str], list[tuple[Concept, Term]]] = defaultdict(list)
    for concept, term in _terms(concepts):
        if term.status == "preferred":
            preferred[term.lang, term.text].append((concept, term))
    for users in preferred.values():
        for (concept, term), (other, again) in combinations(users, 2):
            if concept is not other and not _meant(concept, term, other, again):
                yield (
                    again.line,
                    f"{term.text!r} ({term.lang}) is preferred in {other.id} and in {concept.id}"
                    f" (line {term.line})",
                    f"merge them; if they are two things, name {concept.id} in the note here",
                )


def _meant(concept: Concept, term: Term, other: Concept, again: Term) -> bool:
    """Tell whether a note shows that two concepts are known to touch."""
    return other.id in _ids(term) or concept.id in _ids(again)


def _ids(term: Term) -> set[str]:
    return {word.strip(".,;:()") for word in term.note.split()}


def _missing(concepts: tuple[Concept, ...]) -> Iterator[_Finding]:
    tags = dict.fromkeys(t.lang for _, t in _terms(concepts) if t.lang != ANY_LANGUAGE)
    for concept in concepts:
        lacking = [tag for tag in tags if concept.preferred(tag) is None]
        if lacking:
            yield (
                min((term.line for term in concept.terms), default=0),
                f"{concept.id} has no preferred term in {', '.join(lacking)}",
                "add it; until then the concept is left to the checkpoint there",
            )


def _spelling(concepts: tuple[Concept, ...]) -> Iterator[_Finding]:
    for concept, term in _terms(concepts):
        spell = _SPELLINGS.get(term.lang)
        if spell is None:
            continue
        for text in (term.text, *term.forms):
            if spell(text) != text:
                yield (
                    term.line,
                    f"{text!r} ({concept.id}) has apostrophes other than ʻ (U+02BB) and ʼ (U+02BC)",
                    f"write {spell(text)}",
                )


def _scripts(concepts: tuple[Concept, ...]) -> Iterator[_Finding]:
    usual: dict[str, Counter[str]] = defaultdict(Counter)
    for _, term in _terms(concepts):
        usual[term.lang][script_of(term.text)] += 1
    for concept, term in _terms(concepts):
        for text in (term.text, *term.forms):
            for start, end in mixed_script_words(text):
                yield (
                    term.line,
                    f"{text[start:end]!r} ({concept.id}) mixes scripts:"
                    f" {_odd_letters(text[start:end])}",
                    "type the word again on one keyboard layout",
                )
        script = script_of(term.text)
        most = usual[term.lang].most_common(1)[0][0]
        # Abbreviations such as IT and G7 are written in Latin everywhere.
        if (
            term.lang != ANY_LANGUAGE
            and {script, most} == set(_SCRIPTS)
            and script != most
            and not term.text.isupper()
            and term.status in _USED
        ):
            yield (
                term.line,
                f"{term.text!r} ({concept.id}) is in {_SCRIPTS[script]} where the other terms in"
                f" {term.lang} are in {_SCRIPTS[most]}",
                f"write it in {_SCRIPTS[most]}; the other script is made from it",
            )


def _odd_letters(word: str) -> str:
    """Name the letters of the script that the word has fewer of."""
    by_script: dict[str, list[str]] = defaultdict(list)
    for letter in word:
        by_script[script_of(letter)].append(letter)
    fewer = min(_SCRIPTS, key=lambda script: len(by_script[script]))
    return f"{' '.join(dict.fromkeys(by_script[fewer]))} in {_SCRIPTS[fewer]}"
