"""What the stages offer each other: a summariser, a translator, one that can also align.

Whoever offers it satisfies the protocol structurally, so that neither side imports the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from briefing.decoding import Hypothesis
from briefing.documents import Article, DetectedLanguage, Summary, TranslatedSegment
from briefing.languages import Language, Target


class Summariser(Protocol):
    """What condenses an article."""

    @property
    def signature(self) -> str:
        """Every choice that affects the summary, on one line."""

    def summarise(self, article: Article, language: DetectedLanguage, sentences: int) -> Summary:
        """Return `article` in about `sentences` sentences of its own language.

        Raises SummaryError when nothing in it can be summarised.
        """


class Translator(Protocol):
    """What puts texts into a target language, terminology and script included."""

    @property
    def name(self) -> str:
        """The checkpoint's name, as documents show it."""

    @property
    def signature(self) -> str:
        """Every choice that affects the translation, on one line."""

    def serves(self, source: Language, target: Language) -> bool:
        """Tell whether it translates `source` into `target`."""

    def via(self, source: Language, target: Language) -> str:
        """Name the checkpoint that translates `source` into `target`: "a → b" through English."""

    def translate(
        self, texts: Sequence[str], source: Language, target: Target
    ) -> list[TranslatedSegment]:
        """Return one translated segment a text, in order."""


class AligningTranslator(Translator, Protocol):
    """A translator that can tell what each word of a finished translation came from."""

    def align(
        self, segments: Sequence[TranslatedSegment], source: Language, target: Target
    ) -> list[Hypothesis | None]:
        """Return each translated segment with the engine's attention, None where there is none."""
