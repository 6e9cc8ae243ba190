"""The document while it is being written, and what all of its parts share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from docx.document import Document
from docx.oxml.xmlchemy import BaseOxmlElement

from briefing.documents import DetectedLanguage
from briefing.languages import LANGUAGES, Target
from briefing.word.elements import fill, text
from briefing.word.labels import Labels
from briefing.word.typography import NBSP

TECHNICAL = "en-GB"  # file names, the signature, notices without a wording of the target's own
DOT = f"{NBSP}· "

Runs = list[BaseOxmlElement]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The document being written, and what it is written in."""

    document: Document
    target: Target
    labels: Labels

    @property
    def language(self) -> str:
        """The target's BCP 47 tag."""
        return self.target.variant.word_tag

    def style_id(self, name: str) -> str:
        """Return the id that the template gives to the style called `name`."""
        return str(self.document.styles[name].style_id)

    def say(self, value: str, style: str | None = None) -> BaseOxmlElement:
        """Return a run in the target language, in the character style `style`."""
        return text(value, self.language, self.style_id(style) if style else None)

    def paragraph(self, style: str, runs: Iterable[BaseOxmlElement]) -> None:
        """Append a paragraph to the document's body."""
        fill(self.document.add_paragraph(style=self.document.styles[style]), runs)


def joined(sheet: Sheet, pieces: Iterable[Runs], separator: str = DOT) -> Runs:
    """Return the runs of `pieces` with `separator` between them."""
    runs: Runs = []
    for piece in pieces:
        if runs:
            runs.append(sheet.say(separator))
        runs.extend(piece)
    return runs


def bookmark(number: int) -> str:
    """Return the name of the bookmark on the heading of the article with that number."""
    return f"article_{number}"


def word_tag(language: DetectedLanguage) -> str:
    """Return the BCP 47 tag of a source language, served or not."""
    served = LANGUAGES.get(language.tag)
    variants = served.variants if served else ()
    return next((v.word_tag for v in variants if v.script == language.script), language.tag)
