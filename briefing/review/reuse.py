"""A translator that uses what people have approved before it asks the machine.

An exact source has its approved translation, as it is: not decoded, not repaired. One much like an
approved source is translated, with what was approved for the other offered beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from briefing.decoding import Hypothesis
from briefing.documents import ConceptUse, Suggestion, TranslatedSegment
from briefing.languages import Language, Target
from briefing.review.closest import Closest
from briefing.stages import AligningTranslator
from briefing.store.approved import Approved, Direction, Memory, digest, plain
from briefing.terminology.assembly import concept_use
from briefing.terminology.concepts import Glossary
from briefing.terminology.matching import Match, Matcher
from briefing.terminology.surface import check
from briefing.text.scripts import convert, convert_spans

UNMET = "approved without it"


@dataclass(slots=True)
class ReusingTranslator:
    """A `briefing.stages.Translator` with a memory of approved translations."""

    inner: AligningTranslator
    memory: Memory
    glossary: Glossary
    _digest: str = field(default="", init=False)
    _matchers: dict[str, Matcher] = field(default_factory=dict, init=False, repr=False)
    _indices: dict[Direction, Closest] = field(default_factory=dict, init=False, repr=False)
    _offers: dict[tuple[Direction, str], Suggestion | None] = field(
        default_factory=dict, init=False, repr=False
    )

    def __post_init__(self) -> None:
        self._digest = digest(self.memory)

    @property
    def name(self) -> str:
        """The checkpoint's name."""
        return self.inner.name

    @property
    def signature(self) -> str:
        """The inner translator's, with a digest of the memory where it holds anything."""
        inner = self.inner.signature
        return f"{inner}|memory:{self._digest}" if self._digest else inner

    def serves(self, source: Language, target: Language) -> bool:
        """Tell whether the inner translator does."""
        return self.inner.serves(source, target)

    def via(self, source: Language, target: Language) -> str:
        """Name the checkpoint that translates what is not remembered."""
        return self.inner.via(source, target)

    def align(
        self, segments: Sequence[TranslatedSegment], source: Language, target: Target
    ) -> list[Hypothesis | None]:
        """Return each translated segment with the engine's attention, None where there is none.

        There is none for what a person approved: nothing was attended to.
        """
        asked = [segment for segment in segments if segment.origin == "machine"]
        aligned = iter(self.inner.align(asked, source, target) if asked else ())
        return [next(aligned) if segment.origin == "machine" else None for segment in segments]

    def translate(
        self, texts: Sequence[str], source: Language, target: Target
    ) -> list[TranslatedSegment]:
        """Return one translated segment a text, in order."""
        direction = Direction(source.tag, target.tag, target.script)
        known = {text: self._known(direction, text) for text in dict.fromkeys(texts)}
        asked = [text for text in texts if known[text] is None]
        made = iter(self.inner.translate(asked, source, target) if asked else ())
        segments = []
        for text in texts:
            if approved := known[text]:
                uses = self._uses(text, approved.text, source, target)
                segments.append(
                    TranslatedSegment(text, approved.text, 0.0, uses, origin="approved")
                )
            else:
                segments.append(replace(next(made), suggestion=self._offer(direction, text)))
        return segments

    def _known(self, direction: Direction, text: str) -> Approved | None:
        return self.memory.get(direction, {}).get(plain(text))

    def _offer(self, direction: Direction, text: str) -> Suggestion | None:
        """Return what is approved for the source most like `text`, if any is like enough."""
        approved = self.memory.get(direction)
        if not approved:
            return None
        if direction not in self._indices:
            self._indices[direction] = Closest(list(approved))
        if (direction, text) not in self._offers:
            found = self._indices[direction].find(plain(text))
            offer = _suggestion(approved[found[0]], found[1]) if found else None
            self._offers[direction, text] = offer
        return self._offers[direction, text]

    def _uses(
        self, text: str, translation: str, source: Language, target: Target
    ) -> tuple[ConceptUse, ...]:
        """Return the glossary's concepts in `text`, and whether each is rendered as agreed."""
        if source.tag not in self._matchers:
            self._matchers[source.tag] = Matcher(self.glossary, source.tag)
        matches = [
            match
            for match in self._matchers[source.tag].match(text)
            if match.concept.preferred(target.tag)
        ]
        # Terms are compared in the script that the glossary has them in.
        spelt = convert(translation, target.tag, target.language.variants[0].script)
        met = check(spelt, [match.concept for match in matches], target.tag).met
        spans = [occurrence.span if occurrence else (0, 0) for occurrence in met]
        again, places = convert_spans(spelt, spans, target.tag, target.script)
        return tuple(
            _use(match, target, translation, place if again == translation else None)
            if occurrence
            else replace(concept_use(match, target), reason=UNMET)
            for match, occurrence, place in zip(matches, met, places, strict=True)
        )


def _suggestion(near: Approved, likeness: float) -> Suggestion:
    return Suggestion(near.source, near.text, round(likeness, 4), near.by, near.at)


def _use(
    match: Match, target: Target, translation: str, span: tuple[int, int] | None
) -> ConceptUse:
    surface = translation[slice(*span)] if span else None
    return replace(concept_use(match, target), met="model", reason=None, surface=surface, span=span)
