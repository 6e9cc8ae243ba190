"""Encoded pairs and the endless, seeded stream of batches drawn from them.

A batch is a function of (seed, round, number in the round): the position in the stream is two
integers, which is all that resuming needs.
"""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import sentencepiece
import torch
from numpy.typing import NDArray
from torch import Tensor

from training.clean import LANGUAGES, Pair, headline, titled, typographic
from training.vocabulary import EOS, UNK, Vocabulary

# Digits that take the same case and number in Serbian and Russian may stand for one another.
DIGIT_CLASSES = ("234", "56789")
MAX_PIECES = 150
HEADLINE_WORDS = 14
# Groups small enough to be seen many times, each time with another segmentation.
VARIED = frozenset(("domain", "wider", "spliced", "names", "short"))
JOINED = frozenset(("domain", "wider", "spliced"))
# Sentences of these groups are joined to one input while it is shorter than so many pieces.
JOINED_PIECES = 60

Mixture = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class Corner:
    """All pairs of one language and one group: lists of piece ids, neither label nor `</s>`."""

    language: str
    group: str
    sources: list[NDArray[np.int32]]
    targets: list[NDArray[np.int32]]


@dataclass(frozen=True)
class Batch:
    """source (B, S) label … `</s>`; inputs (B, T) `<pad>` …; labels (B, T) … `</s>`.

    Padding is `<pad>` in all three. `language` is the row of LANGUAGES for each sentence.
    """

    source: Tensor
    inputs: Tensor
    labels: Tensor
    language: Tensor

    def to(self, device: torch.device) -> "Batch":
        """The same batch on another device."""
        move = (self.source, self.inputs, self.labels, self.language)
        return Batch(*(tensor.to(device, non_blocking=True) for tensor in move))


def encode(
    pairs: Sequence[Pair], vocabulary: Vocabulary, variants: int = 0, alpha: float = 0.3
) -> list[Corner]:
    """Pairs sorted into corners; those too long or with an unwritable target are left out.

    `variants` more encodings of each pair whose group is in VARIED have their source segmented at
    random, every third the target too (subword regularisation, Kudo 2018, with that alpha); every
    second is set with typographic quotation marks and apostrophes, as articles on the web are; in
    the others a third is made a headline where it is short, or has some words capitalised.
    """
    sentencepiece.set_random_generator_seed(1)
    corners: dict[tuple[str, str], Corner] = {}
    for variant in range(variants + 1):
        chosen = [pair for pair in pairs if not variant or pair.group in VARIED]
        texts = [(pair.english, pair.target) for pair in chosen]
        if variant % 2:
            texts = [(typographic(english), target) for english, target in texts]
        elif variant:
            texts = [_with_capitals(english, target) for english, target in texts]
        sources = vocabulary.encode([english for english, _ in texts], alpha if variant else 0)
        both = variant and variant % 3 == 0
        targets = vocabulary.encode([target for _, target in texts], alpha if both else 0)
        for pair, source, target in zip(chosen, sources, targets, strict=True):
            if max(len(source), len(target)) > MAX_PIECES or UNK in target:
                continue
            place = (pair.language, pair.group)
            corner = corners.setdefault(place, Corner(*place, [], []))
            corner.sources.append(np.array(source, dtype=np.int32))
            corner.targets.append(np.array(target, dtype=np.int32))
    return [corners[place] for place in sorted(corners)]


def _with_capitals(english: str, target: str) -> tuple[str, str]:
    """Every third pair as a headline, or with one to three words of it capitalised.

    Capitals on a common word do not make it a name: the target stays as it is, but for the full
    stop that a headline does without.
    """
    lot = zlib.crc32(english.encode())
    words = english.count(" ") + 1
    if lot % 3:
        return english, target
    if words <= HEADLINE_WORDS and english.endswith("."):
        return headline(english), target.removesuffix(".")
    return titled(english, lot // 3 % words, 1 + lot // 7 % 3), target


@dataclass
class Stream:
    """Batches of about `tokens` target pieces; `mixture` says what share of the target pieces
    each language's groups get, languages being drawn alike. It may be changed at any time and
    counts from the next round on. Of several workers, each takes every `parts`-th batch."""

    corners: Sequence[Corner]
    vocabulary: Vocabulary
    mixture: Mixture
    tokens: int
    seed: int = 1
    digit_noise: float = 0.5
    joined: float = 0.0
    part: int = 0
    parts: int = 1
    round: int = 0
    number: int = 0
    pool: int = 8_000
    planned: Mixture = field(init=False)
    _digits: NDArray[np.int32] = field(init=False)

    def __post_init__(self) -> None:
        self.planned = self.mixture
        ids = self.vocabulary.digits()
        self._digits = np.array([ids[d] for d in "0123456789"], dtype=np.int32)

    def __iter__(self) -> Iterator[Batch]:
        while True:
            if self.number == 0:
                self.planned = self.mixture
            batches = self._plan(np.random.default_rng((self.seed, self.round)))
            while self.number + self.parts <= len(batches):
                mine = batches[self.number + self.part]
                self.number += self.parts
                yield self._collate(mine)
            self.round, self.number = self.round + 1, 0

    def _shares(self) -> NDArray[np.float64]:
        """The probability of each corner for a draw of one pair."""
        shares = np.zeros(len(self.corners))
        for i, corner in enumerate(self.corners):
            mean = float(np.mean([len(target) + 1 for target in corner.targets]))
            shares[i] = self.planned[corner.language].get(corner.group, 0.0) / mean
        total: NDArray[np.float64] = shares / shares.sum()
        return total

    def _plan(self, rng: np.random.Generator) -> list[list[tuple[int, list[int], list[int]]]]:
        """One round: `pool` drawn pairs, changed by noise, grouped by length, shuffled."""
        counts = rng.multinomial(self.pool, self._shares())
        rows: list[tuple[int, list[int], list[int]]] = []
        for corner, count in zip(self.corners, counts, strict=True):
            language = LANGUAGES.index(corner.language)
            size = len(corner.sources)
            passes = [rng.permutation(size) for _ in range(-(-int(count) // size))]
            drawn = np.concatenate([*passes, np.empty(0, dtype=np.int64)])[:count]
            carry: tuple[list[int], list[int]] | None = None
            for index in drawn:
                source, target = self._noise(corner.sources[index], corner.targets[index], rng)
                if carry is not None:
                    source, target, carry = carry[0] + source, carry[1] + target, None
                if (
                    len(source) < JOINED_PIECES
                    and corner.group in JOINED
                    and rng.random() < self.joined
                ):
                    carry = (source, target)
                    continue
                rows.append((language, source, target))
        rows = [rows[i] for i in rng.permutation(len(rows))]
        rows.sort(key=lambda row: (len(row[2]) // 4, len(row[1])))
        batches: list[list[tuple[int, list[int], list[int]]]] = [[]]
        longest = 0
        for row in rows:
            longest = max(longest, len(row[1]), len(row[2]))
            if batches[-1] and (len(batches[-1]) + 1) * (longest + 1) > self.tokens:
                batches.append([])
                longest = max(len(row[1]), len(row[2]))
            batches[-1].append(row)
        return [batches[i] for i in rng.permutation(len(batches))]

    def _noise(
        self, source: NDArray[np.int32], target: NDArray[np.int32], rng: np.random.Generator
    ) -> tuple[list[int], list[int]]:
        """Digits exchanged alike on both sides, where both sides have the same ones."""
        ours = source[np.isin(source, self._digits)]
        if ours.size and rng.random() < self.digit_noise:
            theirs = target[np.isin(target, self._digits)]
            if np.array_equal(np.sort(ours), np.sort(theirs)):
                exchange = np.arange(self.vocabulary.size, dtype=np.int32)
                for members in DIGIT_CLASSES:
                    old = self._digits[[int(d) for d in members]]
                    exchange[old] = rng.permutation(old)
                source, target = exchange[source], exchange[target]
        return source.tolist(), target.tolist()

    def _collate(self, rows: list[tuple[int, list[int], list[int]]]) -> Batch:
        labels = [self.vocabulary.labels[name] for name in LANGUAGES]
        pad = self.vocabulary.pad
        return Batch(
            _pad([[labels[row[0]], *row[1], EOS] for row in rows], pad),
            _pad([[pad, *row[2]] for row in rows], pad),
            _pad([[*row[2], EOS] for row in rows], pad),
            torch.tensor([row[0] for row in rows]),
        )


def _pad(rows: list[list[int]], pad: int) -> Tensor:
    longest = max(map(len, rows))
    return torch.tensor([row + [pad] * (longest - len(row)) for row in rows])
