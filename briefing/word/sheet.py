"""The document while it is being written, and what all of its parts share."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from docx.document import Document
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

from briefing.documents import DetectedLanguage
from briefing.languages import LANGUAGES, Target
from briefing.word import styles
from briefing.word.elements import bookmarked, fill, text
from briefing.word.labels import Labels
from briefing.word.typography import NBSP

TECHNICAL = "en-GB"  # file names, the signature, notices without a wording of the target's own
DOT = f"{NBSP}· "

Runs = list[BaseOxmlElement]


@dataclass(frozen=True, slots=True)
class Headings:
    """The styles of the headings, which depend on how deep they are in the document."""

    article: str
    annex: str


WHOLE = Headings(styles.ARTICLE_HEADING, styles.ANNEX_HEADING)
PART = Headings(styles.PART_ARTICLE_HEADING, styles.PART_ANNEX_HEADING)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The document being written, and what it is written in."""

    document: Document
    target: Target
    labels: Labels
    date: dt.date
    headings: Headings = WHOLE
    ids: Iterator[int] = field(default_factory=lambda: itertools.count(1))  # of bookmarks
    style_ids: dict[str, str] = field(default_factory=dict)  # those looked up, by name

    @property
    def language(self) -> str:
        """The target's BCP 47 tag."""
        return self.target.variant.word_tag

    def style_id(self, name: str) -> str:
        """Return the id that the template gives to the style called `name`."""
        if name not in self.style_ids:
            self.style_ids[name] = str(self.document.styles[name].style_id)
        return self.style_ids[name]

    def say(self, value: str, style: str | None = None) -> BaseOxmlElement:
        """Return a run in the target language, in the character style `style`."""
        return text(value, self.language, self.style_id(style) if style else None)

    @property
    def comment_reference(self) -> str:
        """The id of the style of the mark that stands for a comment."""
        return self.style_id(styles.COMMENT_REFERENCE)

    def bookmark(self, number: int, segment: int | None = None) -> str:
        """Return the name of the bookmark on an article's heading, or on one of its segments."""
        name = f"article_{number}" if segment is None else f"segment_{number}_{segment}"
        return f"{self.target.tag}_{name}"

    @property
    def part_bookmark(self) -> str:
        """The name of the bookmark on the heading of this language's part."""
        return f"{self.target.tag}_part"

    def bookmarked(self, name: str, runs: Iterable[BaseOxmlElement]) -> Runs:
        """Return `runs` between the marks of a bookmark called `name`."""
        return bookmarked(name, next(self.ids), runs)

    def paragraph(self, style: str, runs: Iterable[BaseOxmlElement]) -> None:
        """Append a paragraph to the document's body."""
        self.fill(self.document.add_paragraph(), style, runs)

    def fill(self, paragraph: Paragraph, style: str, runs: Iterable[BaseOxmlElement]) -> None:
        """Put `runs` into an empty paragraph, in the style called `style`."""
        paragraph._p.style = self.style_id(style)
        fill(paragraph, runs)


def joined(sheet: Sheet, pieces: Iterable[Runs], separator: str = DOT) -> Runs:
    """Return the runs of `pieces` with `separator` between them."""
    runs: Runs = []
    for piece in pieces:
        if runs:
            runs.append(sheet.say(separator))
        runs.extend(piece)
    return runs


def word_tag(language: DetectedLanguage) -> str:
    """Return the BCP 47 tag of a source language, served or not."""
    served = LANGUAGES.get(language.tag)
    variants = served.variants if served else ()
    return next((v.word_tag for v in variants if v.script == language.script), language.tag)
