"""The training loss: label-smoothed cross entropy over all or some pieces, and alignment."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from training.alignment import Lexicon
from training.data import Batch
from training.model import Marian


@dataclass(frozen=True)
class Losses:
    """Means per target piece; `total` is what is minimised."""

    total: Tensor
    piece: float
    align: float
    pieces: int


def candidates(batch: Batch, size: int, extra: int, generator: torch.Generator) -> Tensor:
    """The ids below `size` that the softmax runs over (`extra` 0: all of them).

    The batch's targets, its sources and `extra` random others. The sources matter: with one tied
    embedding an untranslated word is the likeliest mistake, and has to be seen to be unlearned.
    """
    if not extra:
        return torch.arange(size, device=batch.labels.device)
    mask = torch.zeros(size + 1, dtype=torch.bool)
    mask[batch.labels.cpu()] = True
    mask[batch.source.cpu()] = True
    mask[torch.randint(0, size, (extra,), generator=generator)] = True
    return mask[:size].nonzero()[:, 0].to(batch.labels.device)


def losses(
    model: Marian,
    batch: Batch,
    lexicons: Sequence[Lexicon],
    *,
    smoothing: float,
    guidance: float,
    guidance_all: float,
    negatives: int,
    generator: torch.Generator,
) -> Losses:
    """`lexicons` by row of LANGUAGES. The last cross attention is guided: head 0, which engines
    report as the alignment, by `guidance`, and all heads by `guidance_all`."""
    pad = model.shape.vocabulary - 1
    guided = bool(lexicons) and guidance + guidance_all > 0
    states, heads = model(batch.source, batch.inputs, weights=guided)
    real = batch.labels != pad
    labels = batch.labels[real]
    chosen = candidates(batch, pad, negatives, generator)
    place = torch.zeros(pad + 1, dtype=torch.long, device=labels.device)
    place[chosen] = torch.arange(len(chosen), device=labels.device)
    logits = functional.linear(
        states[real],
        model.model.shared.weight[chosen],
        model.final_logits_bias[0, chosen],
    )
    log = logits.float().log_softmax(-1)
    piece = -log.gather(1, place[labels][:, None]).mean()
    total = (1 - smoothing) * piece - smoothing * log.mean()
    align = torch.zeros((), device=labels.device)
    if guided:
        wanted = posteriors(batch, lexicons, pad)[:, None]
        missed = -(torch.where(wanted > 0, heads, 0.0) * wanted).sum(-1)
        align = missed[:, 0][real].mean()
        total = total + guidance * align + guidance_all * missed.mean(1)[real].mean()
    return Losses(total, piece.item(), align.item(), len(labels))


def posteriors(batch: Batch, lexicons: Sequence[Lexicon], pad: int) -> Tensor:
    """(B, T, S): where each label should be read from, by the lexicon of its language.

    The language label never explains a piece; `</s>` is read from `</s>`.
    """
    source = batch.source.clone()
    source[:, 0] = pad
    # The label's column counts as padding for the words but keeps its place.
    source = torch.where(source == pad, -1, source)
    target = torch.where(batch.labels == pad, -1, batch.labels)
    wanted = torch.zeros(*target.shape, source.shape[1], device=target.device)
    for row, lexicon in enumerate(lexicons):
        members = (batch.language == row).nonzero()[:, 0]
        if len(members):
            wanted[members] = lexicon.posterior(source[members], target[members])
    return wanted
