"""A translation under consideration: its text, its score, and how it fares against the glossary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.decoding import Hypothesis, Span
from briefing.terminology.attention import attended
from briefing.terminology.concepts import Concept
from briefing.terminology.matching import Match
from briefing.terminology.surface import Check, check


@dataclass(frozen=True, slots=True)
class Part:
    """A source text short enough for the engine, with the concepts its translation must hold."""

    source: str
    matches: tuple[Match, ...] = ()
    lang: str = "en"  # of the source

    @property
    def concepts(self) -> tuple[Concept, ...]:
        """The required concepts, one an occurrence, in source order."""
        return tuple(match.concept for match in self.matches)


@dataclass(frozen=True, slots=True)
class Draft:
    """One candidate translation of a part."""

    text: str
    score: float  # mean log-probability a piece
    check: Check
    hypothesis: Hypothesis | None = None  # the engine's own, when the text is as it gave it

    @property
    def faults(self) -> int:
        """How many requirements are unmet and renderings are to be replaced."""
        return len(self.check.unmet) + len(self.check.replaced)

    @property
    def complete(self) -> bool:
        """False when the engine had to cut the text off."""
        return self.hypothesis is None or self.hypothesis.complete

    def place(self, part: Part, index: int) -> Span | None:
        """Return where in the text the words of requirement `index` went, if anywhere.

        Words of terms that are met are left out.
        """
        if self.hypothesis is None:
            return None
        taken = [occurrence.span for occurrence in self.check.met if occurrence]
        return attended(self.hypothesis, part.matches[index].span, taken)


def from_hypothesis(part: Part, hypothesis: Hypothesis, lang: str) -> Draft:
    """Return an engine's hypothesis as a draft, its terms checked."""
    outcome = check(hypothesis.text, part.concepts, lang)
    return Draft(hypothesis.text, hypothesis.score, outcome, hypothesis)


def checked(part: Part, text: str, lang: str) -> Draft:
    """Return `text` as a draft, its terms checked, not scored and without attention."""
    return Draft(text, 0.0, check(text, part.concepts, lang))


def put(text: str, place: Span, form: str) -> str:
    """Return `text` with `form` in `place`, spaced, and with its capital where it opens a sentence.

    An empty place inserts.
    """
    before, after = text[: place[0]], text[place[1] :]
    if _opens_sentence(before):
        form = form[:1].upper() + form[1:]
    if place[0] == place[1]:  # an insertion brings its own spaces
        before += "" if not before or before[-1].isspace() else " "
        after = after if not after or not after[0].isalnum() else f" {after}"
    return before + form + after


def rank(draft: Draft) -> tuple[int, float]:
    """Sort key: fewest faults first, then the highest score."""
    return draft.faults, -draft.score


def choose(drafts: Sequence[Draft], tolerance: float) -> int:
    """Return the index of the best draft among those scored within `tolerance` of the first."""
    floor = drafts[0].score - tolerance
    return min(
        (i for i, draft in enumerate(drafts) if draft.score >= floor or i == 0),
        key=lambda i: (*rank(drafts[i]), i),
    )


def _opens_sentence(before: str) -> bool:
    before = before.rstrip(" \"'«„“”(–—-")
    return not before or before[-1] in ".!?…"
