"""What any engine offers to the rest of the program: requests in, scored hypotheses out.

Everything is told in characters of the plain text, so that nothing outside `briefing.models` needs
to know how a checkpoint cuts words into pieces. `briefing.models` satisfies `Engine` structurally.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from briefing.languages import Language

Span = tuple[int, int]


def overlap(one: Span, other: Span) -> bool:
    """Tell whether two half-open spans share a character."""
    return one[0] < other[1] and other[0] < one[1]


@dataclass(frozen=True, slots=True)
class Request:
    """One text to translate, with the beginning that its translation must have.

    A prefix that ends in a space ends in a whole word; the last word of any other may go on.
    """

    source: str
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One translation an engine proposes, prefix included."""

    text: str
    score: float  # mean log-probability a target piece, comparable between hypotheses of a request
    source_spans: tuple[Span, ...] = ()  # of each source piece, in Request.source
    target_spans: tuple[Span, ...] = ()  # of each target piece, in text
    # One row a target piece, one column a source piece; rows sum to at most 1. Empty unless asked.
    attention: tuple[tuple[float, ...], ...] = ()
    complete: bool = True  # False when it was cut off at the length limit


class Engine(Protocol):
    """What runs a checkpoint in one direction of translation."""

    @property
    def name(self) -> str:
        """The checkpoint's name, as reports show it."""

    @property
    def signature(self) -> str:
        """The checkpoint's name, hash and decoding settings, on one line."""

    @property
    def max_length(self) -> int:
        """The longest source it takes, in pieces, its own marks not counted."""

    def length(self, text: str) -> int:
        """Return how many pieces `text` is cut into."""

    def unknown(self, text: str) -> tuple[str, ...]:
        """Return the characters of `text` that the checkpoint cannot read."""

    def serves(self, source: Language, target: Language) -> bool:
        """Tell whether the checkpoint translates `source` into `target`."""

    def decode(
        self,
        requests: Sequence[Request],
        target: Language,
        *,
        n_best: int = 1,
        attention: bool = False,
    ) -> list[list[Hypothesis]]:
        """Return up to `n_best` hypotheses of each request, best first.

        There is none when a prefix leaves no room for more.
        Raises TranslationError when a source is longer than `max_length`: the caller splits.
        """

    def attend(
        self, sources: Sequence[str], translations: Sequence[str], target: Language
    ) -> list[Hypothesis | None]:
        """Return each given translation with the attention the checkpoint would pay, unscored.

        None for one longer than the checkpoint takes.
        Raises TranslationError when a source is longer than `max_length`.
        """

    def score(
        self,
        sources: Sequence[str],
        translations: Sequence[str],
        target: Language,
        *,
        mean: bool = True,
    ) -> list[float]:
        """Return the log-probability of each given translation: the mean a piece, or the sum.

        It is minus infinity for one longer than the checkpoint takes.
        """
