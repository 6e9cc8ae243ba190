"""What an engine asks of the library that computes: search, score, and the next piece."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from briefing.models.pieces import Pieces, begins_word, repeats_itself

# A translation longer than this has run away: of the 1,020 in training/corpus/dev.tsv the longest
# has 2.1 pieces a source piece.
_PIECES_PER_SOURCE_PIECE = 3
_PIECES_BESIDES = 20

GUARD = 3  # pieces in a row that do not come twice in a translation decoded under the guard
NEXT_PIECES = 32  # looked through for one that leaves the prefix's last word as it is


@dataclass(frozen=True, slots=True)
class Job:
    """A request in pieces, as a runner takes it."""

    source: Pieces
    tokens: tuple[str, ...]  # the source's pieces with the marks Marian expects
    prefix: Pieces
    forced: tuple[str, ...]  # the target pieces to begin with: the prefix's, at times one more
    whole_word: bool  # the prefix's last word is complete

    @property
    def limit(self) -> int:
        """How many pieces, end mark included, its translation may have."""
        return len(self.tokens) * _PIECES_PER_SOURCE_PIECE + _PIECES_BESIDES

    def keeps_last_word(self, found: Found) -> bool:
        """Tell whether a hypothesis leaves the prefix's last word as it is."""
        following = found.pieces[len(self.prefix.pieces) :]
        return not following or begins_word(following[0])


@dataclass(frozen=True, slots=True)
class Found:
    """A hypothesis in pieces, without its end mark."""

    pieces: tuple[str, ...]
    score: float
    complete: bool
    attention: Sequence[Sequence[float]] | None

    @property
    def ran_away(self) -> bool:
        """Tell whether it never came to an end, or goes round in circles."""
        return not self.complete or repeats_itself(self.pieces)


class Runner(Protocol):
    """A checkpoint loaded by one library; CTranslate2 and torch are the two."""

    @property
    def signature(self) -> str:
        """The library and its numbers' precision, on one line."""

    @property
    def warnings(self) -> tuple[str, ...]:
        """What went amiss while loading."""

    def search(
        self, jobs: Sequence[Job], longest: int, n_best: int, attention: bool, *, guard: bool
    ) -> list[list[Found]]:
        """Return up to `n_best` hypotheses a job, of at most `longest` pieces, best first.

        Under the guard no run of `GUARD` pieces comes twice.
        """

    def score(self, jobs: Sequence[Job], targets: Sequence[tuple[str, ...]]) -> list[float]:
        """Return the mean log-probability a piece of each target, end mark included."""

    def attend(self, jobs: Sequence[Job]) -> list[Sequence[Sequence[float]]]:
        """Return the attention paid while writing what is forced, a row a piece, each job's."""

    def following(self, job: Job) -> list[str]:
        """Return the likeliest pieces after what is forced, best first, the end mark among them."""


def rescored(
    runner: Runner, jobs: Sequence[Job], found: Sequence[Sequence[Found]]
) -> list[list[Found]]:
    """Return hypotheses with the model's own scores, in that order."""
    pairs = [(i, one) for i, ones in enumerate(found) for one in ones]
    scores = runner.score([jobs[i] for i, _ in pairs], [one.pieces for _, one in pairs])
    result: list[list[Found]] = [[] for _ in found]
    for (i, one), score in zip(pairs, scores, strict=True):
        result[i].append(replace(one, score=score))
    for ones in result:
        ones.sort(key=lambda one: one.score, reverse=True)
    return result


def batches(sizes: Sequence[Any], pieces: int) -> list[list[int]]:
    """Return the indices of `sizes` in batches of equal size, the longest first.

    A size is the source's length, or a tuple of lengths; a batch has at most `pieces` of the
    longest of them, unless that is one alone.
    """
    together: dict[Any, list[int]] = {}
    for i, size in enumerate(sizes):
        together.setdefault(size, []).append(i)
    made = []
    for size in sorted(together, reverse=True):
        step = max(1, pieces // (max(size) if isinstance(size, tuple) else size))
        alike = together[size]
        made += [alike[start : start + step] for start in range(0, len(alike), step)]
    return made
