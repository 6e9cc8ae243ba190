"""Which source piece a target piece comes from: IBM Model 1 with a preference for the diagonal.

A lexicon is learned by expectation maximisation over the training pairs; the posterior for a
batch is then computed on the fly, whatever its segmentation. It teaches one cross-attention head
where to look (guided alignment) and gives translations neighbouring embeddings.
"""

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

Sentences = Sequence[NDArray[np.int32]]

DIAGONAL = 4.0  # tension: weight e^(-DIAGONAL·distance) for relative positions 0…1 apart
CELLS = 4_000_000  # source × target cells handled at a time


class Lexicon:
    """Joint piece counts of one language pair; `score` is (V, V), source by target, ≥ 0."""

    def __init__(self, score: Tensor) -> None:
        self.score = score

    @classmethod
    def learn(cls, sources: Sentences, targets: Sentences, size: int, rounds: int = 5) -> "Lexicon":
        """EM over parallel sentences of piece ids (below `size`); one table, used both ways.

        The final score is the squared cosine-like c(s,t)² / (c(s)·c(t)): high only when each
        piece is the other's usual partner.
        """
        counts = torch.zeros(size * size)
        for step in range(rounds):
            if step:
                given = counts.view(size, size)
                table = (given / given.sum(1, keepdim=True).clamp_min(1e-9)).view(-1)
            counts = torch.full_like(counts, 0.0)
            for source, target in _batches(sources, targets):
                cells, mask = _cells(source, target, size)
                weight = (table[cells] + 1e-9) if step else torch.ones(cells.shape)
                weight = weight * mask * _diagonal(source, target)
                weight = weight / weight.sum(2, keepdim=True).clamp_min(1e-20)
                weight = weight * mask
                counts.index_add_(0, cells.view(-1), weight.view(-1))
        joint = counts.view(size, size)
        rows, columns = joint.sum(1, keepdim=True), joint.sum(0, keepdim=True)
        # Add a little to the margins so that pairs seen once do not count as certain.
        return cls(joint * joint / ((rows + 1) * (columns + 1)))

    def to(self, device: torch.device) -> "Lexicon":
        """The same lexicon on another device."""
        return Lexicon(self.score.to(device))

    def posterior(self, source: Tensor, target: Tensor) -> Tensor:
        """(B, S) and (B, T) ids, negative where padded → (B, T, S), rows summing to one."""
        cells, mask = _cells(source, target, self.score.shape[0])
        weight = (self.score.view(-1)[cells].float() + 1e-5) * mask
        weight = weight * _diagonal(source, target)
        return weight / weight.sum(2, keepdim=True).clamp_min(1e-20)


def bilingual_embedding(base: Tensor, lexicons: Sequence[Lexicon], pull: float) -> Tensor:
    """`base` (V, D), each target piece moved towards the pieces it translates, norms kept."""
    moved = base.clone()
    for lexicon in lexicons:
        score = lexicon.score.float()
        given = score / score.sum(0, keepdim=True).clamp_min(1e-6)
        strength = score.max(0).values.clamp(0, 1).sqrt()[:, None]
        size = score.shape[0]
        moved[:size] += pull * strength * (given.T @ base[:size])
    norms: Tensor = base.norm(dim=1) / moved.norm(dim=1).clamp_min(1e-6)
    return moved * norms[:, None]


def _batches(sources: Sentences, targets: Sentences) -> list[tuple[Tensor, Tensor]]:
    order = sorted(range(len(sources)), key=lambda i: (len(sources[i]), len(targets[i])))
    batches: list[tuple[Tensor, Tensor]] = []
    begin = 0
    while begin < len(order):
        end, longest = begin, 1
        while end < len(order):
            longest = max(longest, len(targets[order[end]]))
            if end > begin and (end - begin + 1) * longest * len(sources[order[end]]) > CELLS:
                break
            end += 1
        chosen = order[begin:end]
        batches.append(
            (_padded([sources[i] for i in chosen]), _padded([targets[i] for i in chosen]))
        )
        begin = end
    return batches


def _padded(rows: Sentences) -> Tensor:
    out = np.full((len(rows), max(map(len, rows))), -1, dtype=np.int64)
    for i, row in enumerate(rows):
        out[i, : len(row)] = row
    return torch.from_numpy(out)


def _cells(source: Tensor, target: Tensor, size: int) -> tuple[Tensor, Tensor]:
    """Flat table positions and a float mask of real cells, both (B, T, S)."""
    mask = (target >= 0)[:, :, None] & (source >= 0)[:, None, :]
    cells = source.clamp_min(0)[:, None, :] * size + target.clamp_min(0)[:, :, None]
    return cells, mask.float()


def _diagonal(source: Tensor, target: Tensor) -> Tensor:
    """(B, T, S): e^(-DIAGONAL·|i/S - j/T|) with each sentence's own lengths."""

    def relative(ids: Tensor) -> Tensor:
        length = (ids >= 0).sum(1, keepdim=True).clamp_min(1)
        return torch.arange(ids.shape[1], device=ids.device) / length

    distance = relative(target)[:, :, None] - relative(source)[:, None, :]
    return torch.exp(-DIAGONAL * distance.abs())
