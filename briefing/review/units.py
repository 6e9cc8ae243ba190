"""What is handed to a reviewer and what comes back, the same in every file format."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from briefing.documents import Confidence, Origin, Severity, Suggestion
from briefing.languages import LANGUAGES, TARGETS, Target, target

Side = Literal["source", "target"]


@dataclass(frozen=True, slots=True)
class Note:
    """A finding, as a reviewer reads it."""

    id: str  # of the check
    severity: Severity
    message: str
    side: Side = "target"


@dataclass(frozen=True, slots=True)
class TermMark:
    """A glossary concept in a source text, with the term agreed for it."""

    concept: str
    span: tuple[int, int]  # in the source
    agreed: str


@dataclass(frozen=True, slots=True)
class Unit:
    """One segment: as it was handed out, and as it is now.

    In a file that has come back `given` and `given_source` are None where a tool dropped them.
    """

    id: str  # "2.0" the headline of the second article, "2.1" its first sentence
    source: str
    text: str
    given_source: str | None = None
    given: str | None = None
    origin: Origin = "machine"
    accepted: bool = False  # marked in the file as checked, changed or not
    by: str | None = None  # who changed it, where the file tells
    at: str | None = None  # when: ISO time, UTC
    confidence: Confidence | None = None
    notes: tuple[Note, ...] = ()
    terms: tuple[TermMark, ...] = ()  # in order, none overlapping another
    suggestion: Suggestion | None = None

    @property
    def edited(self) -> bool:
        """Tell whether the translation is not the one handed out."""
        return self.given is not None and self.text.split() != self.given.split()


@dataclass(frozen=True, slots=True)
class ArticleUnits:
    """One article's headline and sentences."""

    number: int  # its place in the run, from 1
    path: str
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Bilingual:
    """Everything in one direction of translation: what one file for a reviewer holds."""

    source: str  # language tag
    target: Target
    articles: tuple[ArticleUnits, ...]
    signature: str = ""  # what made it
    by: str | None = None  # who last worked on the file, where it tells
    at: str | None = None
    remarks: tuple[str, ...] = field(default=())  # what could not be read of it

    @property
    def units(self) -> tuple[Unit, ...]:
        """Every unit, in order."""
        return tuple(unit for article in self.articles for unit in article.units)


def language_tag(of: Target) -> str:
    """Return the BCP 47 tag of a target as files have it: sr-Cyrl, uz-Latn, ru."""
    return f"{of.tag}-{of.script}" if len(of.language.variants) > 1 else of.tag


def parse_target(tag: str | None) -> Target | None:
    """Return the target that a BCP 47 tag names (sr-Cyrl, ru-RU, uz), or None for any other."""
    language, *subtags = (tag or "").replace("_", "-").split("-")
    if language.lower() not in TARGETS:
        return None
    scripts = {variant.script for variant in LANGUAGES[language.lower()].variants}
    written = next((part.title() for part in subtags if part.title() in scripts), None)
    return target(language.lower(), written)


def parse_source(tag: str | None) -> str | None:
    """Return the language that a BCP 47 tag names when it is one served, else None."""
    language = (tag or "").replace("_", "-").partition("-")[0].lower()
    return language if language in LANGUAGES else None
