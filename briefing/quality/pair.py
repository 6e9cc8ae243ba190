"""A segment ready for the checks: both texts, their words, and the rows of their languages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from briefing.decoding import Hypothesis
from briefing.documents import TranslatedSegment
from briefing.languages import Language, Target
from briefing.quality.numbers import Quantity, quantities
from briefing.quality.tables import row
from briefing.quality.tables.row import Row
from briefing.quality.words import Word, words


@dataclass(frozen=True)
class Side:
    """One of the two texts."""

    text: str
    tag: str
    script: str  # what it should be written in

    @cached_property
    def row(self) -> Row:
        """What is known of its language."""
        found = row(self.tag)
        if found is None:
            raise KeyError(self.tag)
        return found

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words, folded."""
        return words(self.text, self.row.fold)

    @cached_property
    def folded(self) -> str:
        """The whole text, folded; its offsets are its own."""
        return self.row.fold(self.text)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Its numbers."""
        return quantities(self.text, self.words, self.row)


@dataclass(frozen=True)
class Pair:
    """A source text and its translation."""

    segment: TranslatedSegment
    source: Side
    target: Side
    alignment: Hypothesis | None = None  # the translation with the engine's attention, if known


def pair(
    segment: TranslatedSegment,
    source: Language,
    target: Target,
    alignment: Hypothesis | None = None,
) -> Pair:
    """Return `segment` ready for the checks."""
    return Pair(
        segment,
        Side(segment.source, source.tag, source.variants[0].script),
        Side(segment.text, target.tag, target.script),
        alignment,
    )
