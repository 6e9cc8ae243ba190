"""Marian checkpoints on CTranslate2, the default: int8 on a CPU, without torch.

A batch holds requests of one source length only. With padding, int8 results depend on what else
is in the batch (the sums behind a rounding are taken in another order); without, a translation
is the same, to the bit, whatever it is decoded with.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from briefing.errors import CheckpointError
from briefing.models.cache import converted
from briefing.models.checkpoint import Checkpoint
from briefing.models.convert import ComputeType
from briefing.models.cores import Device, available_cores
from briefing.models.pieces import END
from briefing.models.runner import GUARD, NEXT_PIECES, Found, Job, batches, rescored

_ON_CUDA: dict[ComputeType, str] = {
    "int8": "int8_float16",
    "int8_float32": "int8_float32",
    "float32": "float16",
}


class CTranslate2Runner:
    """A checkpoint converted and loaded; satisfies `briefing.models.runner.Runner`."""

    def __init__(
        self,
        checkpoint: Checkpoint,
        *,
        beam_size: int,
        compute_type: ComputeType,
        threads: int,
        max_batch_tokens: int,
        length_penalty: float,
        device: Device = "cpu",
    ) -> None:
        import ctranslate2

        if device == "cuda" and not ctranslate2.get_cuda_device_count():
            raise CheckpointError(
                checkpoint.name, "no CUDA device is found", "Use --device cpu, or mend its driver"
            )
        # On a graphics card the rest is computed in half precision, and one batch fills it.
        computed = _ON_CUDA[compute_type] if device == "cuda" else compute_type
        at_once = 1 if device == "cuda" else threads or available_cores()

        self._beam_size = beam_size
        self._length_penalty = length_penalty
        self._max_batch_tokens = max_batch_tokens
        self._suppressed = [
            [label] for label in checkpoint.labels if label in checkpoint.target_vocabulary
        ]
        with converted(checkpoint, compute_type) as model:
            try:
                # One thread a batch, as many batches at once as there are cores: the matrices of
                # one batch are too small to be worth sharing out.
                self._translator: Any = ctranslate2.Translator(
                    str(model.path),
                    device=device,
                    compute_type=computed,
                    inter_threads=at_once,
                    intra_threads=1,
                    max_queued_batches=-1,
                )
            except (RuntimeError, ValueError) as error:
                raise CheckpointError(
                    str(model.path),
                    f"the converted checkpoint cannot be loaded ({error})",
                    "Delete this folder, and it will be made again",
                ) from error
            self._warnings = (model.warning,) if model.warning else ()
        self._signature = f"compute:{computed}|ctranslate2:{ctranslate2.__version__}"

    @property
    def signature(self) -> str:
        """The library and its numbers' precision, on one line."""
        return self._signature

    @property
    def warnings(self) -> tuple[str, ...]:
        """That the conversion could not be kept, if so."""
        return self._warnings

    def search(
        self, jobs: Sequence[Job], longest: int, n_best: int, attention: bool, *, guard: bool
    ) -> list[list[Found]]:
        """Run beam search on every job, several batches at once."""
        made = batches([len(job.tokens) for job in jobs], self._max_batch_tokens)
        pending = [
            self._translator.translate_batch(
                [jobs[i].tokens for i in batch],
                target_prefix=[jobs[i].forced for i in batch],
                beam_size=max(self._beam_size, n_best),
                num_hypotheses=n_best,
                length_penalty=self._length_penalty,
                max_input_length=0,
                max_decoding_length=min(jobs[batch[0]].limit, longest),
                disable_unk=True,
                suppress_sequences=self._suppressed or None,
                return_end_token=True,
                return_scores=True,
                return_attention=attention,
                no_repeat_ngram_size=GUARD if guard else 0,
                asynchronous=True,
            )
            for batch in made
        ]
        found: list[list[Found]] = [[] for _ in jobs]
        for batch, results in zip(made, pending, strict=True):
            for i, result in zip(batch, results, strict=True):
                found[i] = self._found(jobs[i], result.result())
        # Forced pieces count as certain in CTranslate2's scores, and a guard alters them.
        again = [i for i, job in enumerate(jobs) if guard or job.forced]
        scored = rescored(self, [jobs[i] for i in again], [found[i] for i in again])
        for i, ones in zip(again, scored, strict=True):
            found[i] = ones
        return found

    def score(self, jobs: Sequence[Job], targets: Sequence[tuple[str, ...]]) -> list[float]:
        """Return the mean log-probability a piece of each target, end mark included."""
        sizes = [(len(job.tokens), len(target)) for job, target in zip(jobs, targets, strict=True)]
        made = batches(sizes, self._max_batch_tokens)
        pending = [
            self._translator.score_batch(
                [jobs[i].tokens for i in batch],
                [targets[i] for i in batch],
                max_input_length=0,
                asynchronous=True,
            )
            for batch in made
        ]
        scores = [0.0] * len(jobs)
        for batch, results in zip(made, pending, strict=True):
            for i, result in zip(batch, results, strict=True):
                probabilities = result.result().log_probs
                scores[i] = sum(probabilities) / len(probabilities)
        return scores

    def attend(self, jobs: Sequence[Job]) -> list[Sequence[Sequence[float]]]:
        """Return the attention paid while writing what is forced, a row a piece, each job's."""
        sizes = [(len(job.tokens), len(job.forced)) for job in jobs]
        made = batches(sizes, self._max_batch_tokens)
        pending = [
            self._translator.translate_batch(
                [jobs[i].tokens for i in batch],
                target_prefix=[jobs[i].forced for i in batch],
                beam_size=1,
                max_input_length=0,
                max_decoding_length=len(jobs[batch[0]].forced) + 1,
                return_attention=True,
                asynchronous=True,
            )
            for batch in made
        ]
        found: list[Sequence[Sequence[float]]] = [() for _ in jobs]
        for batch, results in zip(made, pending, strict=True):
            for i, result in zip(batch, results, strict=True):
                found[i] = result.result().attention[0][: len(jobs[i].forced)]
        return found

    def following(self, job: Job) -> list[str]:
        """Return the likeliest pieces after what is forced, best first."""
        # One step of a wide beam, and the end mark, which that step leaves out, by its own score:
        # what `return_alternatives` gives after a prefix is not in the model's order (4.8).
        [result] = self._translator.translate_batch(
            [job.tokens],
            target_prefix=[job.forced],
            beam_size=NEXT_PIECES,
            num_hypotheses=NEXT_PIECES,
            length_penalty=0,
            return_end_token=True,
            return_scores=True,
            max_input_length=0,
            max_decoding_length=len(job.forced) + 1,
            disable_unk=True,
            suppress_sequences=self._suppressed or None,
        )
        ranked = sorted(
            (score, pieces[-1])
            for score, pieces in zip(result.scores, result.hypotheses, strict=True)
            if pieces[-1] != END
        )
        score, best = ranked[-1]
        ended, going_on = self._translator.score_batch(
            [job.tokens] * 2, [job.forced, (*job.forced, best)], max_input_length=0
        )
        # What is suppressed has no share in the beam's scores, and a share in these.
        share = score - going_on.log_probs[len(job.forced)]
        ranked.append((ended.log_probs[-1] + share, END))
        return [piece for _, piece in sorted(ranked, reverse=True)]

    def _found(self, job: Job, result: Any) -> list[Found]:
        rows = result.attention or [None] * len(result.hypotheses)
        forced = len(job.forced)
        return [
            Found(
                # What is forced comes back as <unk> where the vocabulary lacks it.
                pieces=(*job.forced, *(p for p in pieces[forced:] if p != END)),
                score=score * len(pieces) ** self._length_penalty / len(pieces),
                complete=pieces[-1] == END,
                attention=attention,
            )
            for pieces, score, attention in zip(result.hypotheses, result.scores, rows, strict=True)
        ]
