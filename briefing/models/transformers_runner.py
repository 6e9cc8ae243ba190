"""Marian checkpoints on transformers and torch: the reference, in float32, nothing converted.

A batch holds requests with the same number of pieces on either side, so that there is no padding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from briefing.errors import CheckpointError
from briefing.models.checkpoint import Checkpoint
from briefing.models.cores import Device, available_cores
from briefing.models.pieces import END, UNKNOWN
from briefing.models.runner import GUARD, NEXT_PIECES, Found, Job, batches, rescored


class TransformersRunner:
    """A checkpoint loaded by transformers; satisfies `briefing.models.runner.Runner`."""

    def __init__(
        self,
        checkpoint: Checkpoint,
        *,
        beam_size: int,
        threads: int,
        max_batch_tokens: int,
        length_penalty: float,
        device: Device = "cpu",
    ) -> None:
        try:
            import torch
            import transformers
        except ImportError as error:
            raise CheckpointError(
                checkpoint.name,
                "transformers and torch are not installed",
                "Install them with `pip install 'briefing[torch]'`",
            ) from error
        if device == "cuda" and not torch.cuda.is_available():
            raise CheckpointError(
                checkpoint.name,
                "torch finds no CUDA device",
                "Use --device cpu, or mend its driver",
            )
        self._device = device
        self._torch = torch
        self._beam_size = beam_size
        self._length_penalty = length_penalty
        self._max_batch_tokens = max_batch_tokens
        self._source_ids = {piece: i for i, piece in enumerate(checkpoint.source_vocabulary)}
        self._target_ids = {piece: i for i, piece in enumerate(checkpoint.target_vocabulary)}
        self._pieces = checkpoint.target_vocabulary
        self._start = len(self._pieces) - 1  # <pad>, from which transformers' Marian starts
        labels = (self._target_ids.get(label) for label in checkpoint.labels)
        self._never = [
            self._target_ids[UNKNOWN],
            self._start,
            *(i for i in labels if i is not None),
        ]
        torch.set_num_threads(threads or available_cores())
        model: Any = transformers.AutoModelForSeq2SeqLM.from_pretrained(
            checkpoint.path,
            local_files_only=True,
            trust_remote_code=False,
            use_safetensors=True,
            attn_implementation="eager",  # the others do not give their attention
        )
        self._model = model.float().eval().to(device)
        self._generation: Any = transformers.GenerationConfig
        self._signature = (
            f"compute:float32|transformers:{transformers.__version__}|torch:{torch.__version__}"
        )

    @property
    def signature(self) -> str:
        """The libraries and their numbers' precision, on one line."""
        return self._signature

    @property
    def warnings(self) -> tuple[str, ...]:
        """Nothing: what goes amiss is an error."""
        return ()

    def search(
        self, jobs: Sequence[Job], longest: int, n_best: int, attention: bool, *, guard: bool
    ) -> list[list[Found]]:
        """Run beam search on every job, a batch at a time."""
        found: list[list[Found]] = [[] for _ in jobs]
        sizes = [(len(job.tokens), len(job.forced)) for job in jobs]
        for batch in batches(sizes, self._max_batch_tokens):
            some = [jobs[i] for i in batch]
            length = min(some[0].limit, longest)
            config = self._generation(
                max_length=length + 1,  # the start counts
                min_new_tokens=0 if some[0].forced else 1,
                num_beams=max(self._beam_size, n_best),
                num_return_sequences=n_best,
                do_sample=False,
                length_penalty=self._length_penalty,
                no_repeat_ngram_size=GUARD if guard else 0,
                suppress_tokens=self._never,
                renormalize_logits=True,
                decoder_start_token_id=self._start,
                pad_token_id=self._start,
                eos_token_id=self._target_ids[END],
            )
            with self._torch.no_grad():
                sequences = self._model.generate(
                    input_ids=self._sources(some),
                    attention_mask=self._torch.ones_like(self._sources(some)),
                    decoder_input_ids=self._targets([job.forced for job in some]),
                    generation_config=config,
                ).tolist()
            for number, i in enumerate(batch):
                mine = sequences[number * n_best : (number + 1) * n_best]
                found[i] = [self._found(jobs[i], ids[1:], length) for ids in mine]
        found = rescored(self, jobs, found)
        return self._attended(jobs, found) if attention else found

    def score(self, jobs: Sequence[Job], targets: Sequence[tuple[str, ...]]) -> list[float]:
        """Return the mean log-probability a piece of each target, end mark included."""
        scores = [0.0] * len(jobs)
        sizes = [(len(job.tokens), len(target)) for job, target in zip(jobs, targets, strict=True)]
        for batch in batches(sizes, self._max_batch_tokens):
            chosen = [targets[i] for i in batch]
            output = self._forward([jobs[i] for i in batch], chosen)
            expected = self._ids([(*target, END) for target in chosen], self._target_ids)
            probabilities = self._probabilities(output.logits, [self._start])
            each = probabilities.gather(2, expected.unsqueeze(2)).squeeze(2).mean(1)
            for i, value in zip(batch, each.tolist(), strict=True):
                scores[i] = value
        return scores

    def attend(self, jobs: Sequence[Job]) -> list[Sequence[Sequence[float]]]:
        """Return the attention paid while writing what is forced, a row a piece, each job's."""
        return [self._attention(job, job.forced).tolist() for job in jobs]

    def following(self, job: Job) -> list[str]:
        """Return the likeliest pieces after what is forced, best first."""
        logits = self._forward([job], [job.forced]).logits[:, -1:]
        best = self._probabilities(logits, self._never)[0, 0].topk(
            min(NEXT_PIECES, len(self._pieces))
        )
        return [self._pieces[i] for i in best.indices.tolist()]

    def _found(self, job: Job, ids: list[int], length: int) -> Found:
        end = self._target_ids[END]
        forced = len(job.forced)
        complete = end in ids[forced:]
        stop = ids.index(end, forced) if complete else min(len(ids), length)
        # What is forced comes back as <unk> where the vocabulary lacks it.
        pieces = (*job.forced, *(self._pieces[i] for i in ids[forced:stop]))
        return Found(pieces, 0.0, complete, None)

    def _attended(self, jobs: Sequence[Job], found: list[list[Found]]) -> list[list[Found]]:
        """Add the last layer's first head, which Marian trains as an alignment."""
        result = []
        for job, ones in zip(jobs, found, strict=True):
            rows = [self._attention(job, one.pieces) for one in ones]
            result.append(
                [replace(one, attention=row.tolist()) for one, row in zip(ones, rows, strict=True)]
            )
        return result

    def _attention(self, job: Job, pieces: tuple[str, ...]) -> Any:
        return self._forward([job], [pieces], attention=True).cross_attentions[-1][0, 0]

    def _forward(
        self, jobs: Sequence[Job], targets: Sequence[tuple[str, ...]], *, attention: bool = False
    ) -> Any:
        with self._torch.no_grad():
            return self._model(
                input_ids=self._sources(jobs),
                decoder_input_ids=self._targets(targets),
                output_attentions=attention,
            )

    def _probabilities(self, logits: Any, never: list[int]) -> Any:
        """Return log-probabilities among the pieces that may come; Marian knows no `<pad>`."""
        logits = logits.clone()
        logits[..., never] = float("-inf")
        return logits.log_softmax(-1)

    def _sources(self, jobs: Sequence[Job]) -> Any:
        return self._ids([job.tokens for job in jobs], self._source_ids)

    def _targets(self, targets: Sequence[tuple[str, ...]]) -> Any:
        """Return decoder inputs, (targets, 1 + pieces), each beginning with the start."""
        start = (self._pieces[self._start],)
        return self._ids([(*start, *target) for target in targets], self._target_ids)

    def _ids(self, rows: Sequence[tuple[str, ...]], ids: dict[str, int]) -> Any:
        unknown = ids[UNKNOWN]
        numbers = [[ids.get(piece, unknown) for piece in row] for row in rows]
        return self._torch.tensor(numbers, device=self._device)
