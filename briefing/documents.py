"""The values that pass between stages: Article → Summary → Translation → Briefing; Outcome.

All are frozen: a stage returns a new value and never changes one it was given. Offsets are counted
in code points, half-open, as Python slices are.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from briefing.languages import Target


@dataclass(frozen=True, slots=True)
class Article:
    """One source text, told apart into body and what surrounds it."""

    path: str  # as the user named it; "-" for standard input
    format: str  # "txt", "md", "html", "docx", "pdf": what the content was found to be
    text: str  # the body alone: paragraphs joined by a blank line, no title, byline or boilerplate
    title: str | None = None
    byline: str | None = None
    date: dt.date | None = None
    source: str | None = None  # publisher, agency or site
    link: str | None = None
    language: str | None = None  # as its file states it, unchecked; None where it states none
    warnings: tuple[str, ...] = ()  # what was mended or left out while reading

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The body's paragraphs, in order."""
        return tuple(self.text.split("\n\n")) if self.text else ()


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence handed to a model, with its place in `Article.text`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DetectedLanguage:
    """What an article was found to be written in."""

    tag: str  # "en", "ru", "sr", "uz", or any other ISO 639-1 tag langdetect knows
    script: str  # "Latn" or "Cyrl" (others as ISO 15924 names them)
    confidence: float  # 0 to 1


@dataclass(frozen=True, slots=True)
class Summary:
    """An article condensed in its own language."""

    article: Article
    language: DetectedLanguage
    headline: str
    headline_derived: bool  # True when the article had none and its lead sentence stands in
    segments: tuple[Segment, ...]  # in source order
    warnings: tuple[str, ...] = ()


Met = Literal["model", "n-best", "repaired", "unmet"]


@dataclass(frozen=True, slots=True)
class ConceptUse:
    """One occurrence of a glossary concept in a segment, and what became of it."""

    concept: str  # the concept's id
    source_term: str  # as it stands in the source segment
    source_span: tuple[int, int]  # in the source segment's text
    preferred: str  # the agreed term in the target language, base form
    met: Met
    surface: str | None = None  # as it stands in the translation
    span: tuple[int, int] | None = None  # in the translation's text
    reason: str | None = None  # why it is unmet, or what was replaced


@dataclass(frozen=True, slots=True)
class Unreplaced:
    """A rendering that the glossary forbids, or wants no longer, and that still stands."""

    concept: str  # the concept's id
    status: Literal["deprecated", "forbidden"]
    surface: str  # as it stands in the translation
    span: tuple[int, int]  # in the translation's text

    def __str__(self) -> str:
        """Return the warning it gives."""
        return f"{self.surface!r} is {self.status} for {self.concept} and could not be replaced"


Origin = Literal["machine", "approved"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a person has approved for a source much like a segment's."""

    source: str
    text: str
    likeness: float  # of the two sources, 0 to 1
    by: str
    at: str  # ISO time, UTC


@dataclass(frozen=True, slots=True)
class TranslatedSegment:
    """One segment in a target language."""

    source: str
    text: str
    score: float  # mean log-probability a target piece, 0.0 when nothing had to be decoded
    concepts: tuple[ConceptUse, ...] = ()
    warnings: tuple[str, ...] = ()
    origin: Origin = "machine"  # "approved": a person has, for this very source; used as it is
    suggestion: Suggestion | None = None
    unreplaced: tuple[Unreplaced, ...] = ()  # each is also among the warnings, in words


@dataclass(frozen=True, slots=True)
class Translation:
    """A summary in a target language: its headline and its segments, in the summary's order."""

    target: Target
    headline: TranslatedSegment
    segments: tuple[TranslatedSegment, ...]
    checkpoint: str | None  # which weights made it; None when the source was already the target


Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One doubt about a translation. Spans are in the segment's two texts."""

    id: str  # of the check, by which it can be switched off
    severity: Severity
    message: str  # in English, for the person who signs the document
    span: tuple[int, int] | None = None  # in the translation
    source_span: tuple[int, int] | None = None


Level = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class Confidence:
    """How far a segment can be trusted: the level shown, and the value to order segments by."""

    level: Level
    value: float  # 0 to 1


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One translated segment's findings, errors first, and how far it can be trusted."""

    findings: tuple[Finding, ...]
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Entry:
    """One article as it stands in a briefing, with what the checks found in it, if they ran."""

    summary: Summary
    translation: Translation
    reviewed: tuple[Reviewed, ...] = ()  # the headline's, then each segment's
    doubts: tuple[tuple[Finding, ...], ...] = ()  # about the summary: headline, then each segment


@dataclass(frozen=True, slots=True)
class Cover:
    """What a house puts on its briefings, each left out where it is None."""

    prepared_by: str | None = None
    classification: str | None = None  # stands in every header and footer
    logo: bytes | None = None  # a picture that Word can show: PNG, JPEG, GIF, BMP, TIFF
    logo_alt: str | None = None  # what the logo shows, for who cannot see it


@dataclass(frozen=True, slots=True)
class Briefing:
    """The finished document's content in one target language."""

    target: Target
    date: dt.date
    entries: tuple[Entry, ...]
    signature: str  # every choice that affects the output, on one line
    notices: tuple[str, ...] = ()  # e.g. that a trial checkpoint made it
    failed: tuple[str, ...] = ()  # paths of the articles that are not in it
    cover: Cover | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one article fared: summarised or not, and its translation or error for each target."""

    path: str
    article: Article | None = None
    summary: Summary | None = None
    translations: tuple[Translation, ...] = ()
    error: str | None = None  # why the article as a whole failed
    target_errors: dict[str, str] = field(default_factory=dict)  # target tag → why

    @property
    def status(self) -> Literal["done", "failed"]:
        """Tell "done" when every target asked for has its translation, else "failed"."""
        return "failed" if self.error or self.target_errors else "done"
