"""What a glossary holds: concepts, and the terms that name them in each language.

The names follow TBX (ISO 30042): a concept has terms; a term has an administrative status.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Literal, get_args

Status = Literal["preferred", "admitted", "deprecated", "forbidden"]
CaseMode = Literal["as-is", "sentence-smart", "exact"]

STATUSES: tuple[Status, ...] = get_args(Status)
CASE_MODES: tuple[CaseMode, ...] = get_args(CaseMode)

ANY_LANGUAGE = "*"  # a term in this language is the same in all of them: it is not translated


@dataclass(frozen=True, slots=True)
class Term:
    """One name of a concept in one language.

    `case` tells which capitals an occurrence must have. "as-is": those of the term, while its small
    letters may be large: "MP" is found in capitals only, "Georgia" with one, "minister" in any
    case; a name of several words may also be written small ("middle east"), abbreviations apart.
    "sentence-smart": letter for letter, but the first may be large where a sentence begins.
    "exact": letter for letter.
    """

    lang: str  # tag of `briefing.languages`, or ANY_LANGUAGE
    text: str
    status: Status = "preferred"
    forms: tuple[str, ...] = ()  # inflected surface forms, listed by hand
    note: str = ""
    case: CaseMode = "as-is"
    line: int = 0  # in the file it came from; 0 when it came from none


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that has one agreed name in each language."""

    id: str
    domain: str = ""
    kind: str = ""  # "term", "name" or "title" by convention; free text
    terms: tuple[Term, ...] = ()

    def terms_in(self, lang: str, *statuses: Status) -> tuple[Term, ...]:
        """Return the terms in `lang`, of the given statuses or of any, in the glossary's order."""
        return tuple(
            term
            for term in self.terms
            if term.lang in (lang, ANY_LANGUAGE) and (not statuses or term.status in statuses)
        )

    def preferred(self, lang: str) -> Term | None:
        """Return the agreed term in `lang`, or None when the glossary has none."""
        return next(iter(self.terms_in(lang, "preferred")), None)

    @property
    def do_not_translate(self) -> bool:
        """True when the agreed term is one and the same in every language."""
        return any(t.lang == ANY_LANGUAGE and t.status == "preferred" for t in self.terms)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a glossary file, and what to do about it."""

    path: str
    line: int  # 0 when it concerns the whole file
    what: str
    remedy: str

    def __str__(self) -> str:
        """Return one line that names the place, the fault and the remedy."""
        where = f"{self.path}:{self.line}" if self.line else self.path
        return f"{where}: {self.what}. {self.remedy}."


@dataclass(frozen=True, slots=True)
class Glossary:
    """The concepts in use, with what could not be used of the file they came from."""

    concepts: tuple[Concept, ...] = ()
    problems: tuple[Problem, ...] = ()
    path: str = "none"

    @property
    def hash(self) -> str:
        """Twelve hexadecimal digits that change when a concept does, whatever the row order."""
        # Line numbers do not change what the glossary says.
        lines = sorted(
            repr(replace(concept, terms=tuple(replace(t, line=0) for t in concept.terms)))
            for concept in self.concepts
        )
        return sha256("\n".join(lines).encode()).hexdigest()[:12]

    def in_domains(self, domains: Iterable[str]) -> Glossary:
        """Return the glossary limited to the concepts of `domains` and those that have none.

        With no domains at all it is returned as it is.
        """
        wanted = {domain.strip().casefold() for domain in domains if domain.strip()}
        if not wanted:
            return self
        kept = tuple(c for c in self.concepts if not c.domain or c.domain.casefold() in wanted)
        return replace(self, concepts=kept)


NO_GLOSSARY = Glossary()
