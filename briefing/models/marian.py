"""Marian checkpoints: requests in, scored hypotheses out, everything told in characters.

Where a translation runs away or repeats itself, it is decoded again under a guard.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from briefing.decoding import Hypothesis, Request
from briefing.errors import TranslationError
from briefing.languages import Language
from briefing.models.checkpoint import Checkpoint
from briefing.models.convert import ComputeType
from briefing.models.cores import Device
from briefing.models.ctranslate2_runner import CTranslate2Runner
from briefing.models.pieces import END, UNKNOWN, Cutter, begins_word, join
from briefing.models.runner import Found, Job, Runner, rescored
from briefing.models.transformers_runner import TransformersRunner

Library = Literal["ctranslate2", "transformers"]


class MarianEngine:
    """Runs one checkpoint; satisfies `briefing.decoding.Engine`."""

    def __init__(
        self,
        checkpoint: Checkpoint,
        *,
        beam_size: int = 4,
        compute_type: ComputeType = "int8",
        threads: int = 0,
        max_batch_tokens: int = 1024,
        length_penalty: float | None = None,
        library: Library = "ctranslate2",
        device: Device = "cpu",
    ) -> None:
        """Load `checkpoint`, converting it first when that has not been done before.

        `threads` 0 stands for every core this process may use; a batch has at most
        `max_batch_tokens` source pieces (one request may have more). `length_penalty` is the
        power of its length by which beam search divides the log-probability of a hypothesis; None
        for what the checkpoint asks for.
        The `library` "transformers" needs torch, converts nothing and computes in float32 only.
        On the `device` "cuda" CTranslate2 computes in half precision where the CPU has float32,
        and results may differ by what else is decoded with them.
        Raises CheckpointError when the checkpoint cannot be converted or loaded.
        """
        self.checkpoint = checkpoint
        if length_penalty is None:
            length_penalty = checkpoint.length_penalty
        self._known = frozenset(checkpoint.source_vocabulary) - {*checkpoint.labels}
        self._source = Cutter(checkpoint.path / "source.spm")
        self._target = Cutter(checkpoint.path / "target.spm")
        self._runner: Runner
        if library == "transformers":
            self._runner = TransformersRunner(
                checkpoint,
                beam_size=beam_size,
                threads=threads,
                max_batch_tokens=max_batch_tokens,
                length_penalty=length_penalty,
                device=device,
            )
        else:
            self._runner = CTranslate2Runner(
                checkpoint,
                beam_size=beam_size,
                compute_type=compute_type,
                threads=threads,
                max_batch_tokens=max_batch_tokens,
                length_penalty=length_penalty,
                device=device,
            )
        self._notices = ((checkpoint.notice,) if checkpoint.notice else ()) + self._runner.warnings
        self._signature = "|".join(
            (
                f"checkpoint:{checkpoint.name}@{checkpoint.hash[:12]}",
                f"beam:{beam_size}",
                f"length-penalty:{length_penalty:g}",
                self._runner.signature,
            )
        )

    @property
    def name(self) -> str:
        """The checkpoint's name, as reports show it."""
        return self.checkpoint.name

    @property
    def signature(self) -> str:
        """The checkpoint's name, hash and decoding settings, on one line."""
        return self._signature

    @property
    def notices(self) -> tuple[str, ...]:
        """What must be said wherever its output goes: that it is for trial, what went amiss."""
        return self._notices

    @property
    def max_length(self) -> int:
        """The longest source it takes, in pieces, its own marks not counted."""
        return self.checkpoint.positions - 1 - (1 if self.checkpoint.labels else 0)

    def length(self, text: str) -> int:
        """Return how many pieces `text` is cut into."""
        return len(self._source.cut(text).pieces)

    def unknown(self, text: str) -> tuple[str, ...]:
        """Return the parts of `text` that the vocabulary lacks, so that the model never sees them.

        Sentencepiece normalises first: what that makes readable (`ﬁ` as `fi`) is not among them.
        """
        cut = self._source.cut(text)
        return tuple(
            text[start:end]
            for piece, (start, end) in zip(cut.pieces, cut.spans, strict=True)
            if piece not in self._known
        )

    def serves(self, source: Language, target: Language) -> bool:
        """Tell whether the checkpoint translates `source` into `target`."""
        return self.checkpoint.serves(source, target)

    def decode(
        self,
        requests: Sequence[Request],
        target: Language,
        *,
        n_best: int = 1,
        attention: bool = False,
    ) -> list[list[Hypothesis]]:
        """Return up to `n_best` hypotheses of each request, best first.

        The beam is as wide as `n_best` where that is wider. Scores are the model's own for the
        whole text, end mark and prefix included, whatever search led to it. A prefix stands in
        the text letter for letter; one that ends in a space also ends its last word there.
        Attention is that of the last layer's first head, which Marian trains as an alignment; the
        columns of the label and of the end mark are left out.
        A prefix that leaves no room for more has no hypothesis.
        Raises TranslationError when a source is longer than `max_length`, and CheckpointError when
        the checkpoint does not write `target`.
        """
        label = self.checkpoint.label(target)
        jobs = [self._job(request, label) for request in requests]
        full = {i for i, job in enumerate(jobs) if len(job.forced) >= min(job.limit, self._longest)}
        wanted = [i for i, job in enumerate(jobs) if job.source.pieces and i not in full]
        searched = self._find([jobs[i] for i in wanted], n_best, attention)
        found = dict(zip(wanted, searched, strict=True))
        return [
            [self._hypothesis(job, one) for one in found[i]]
            if i in found
            else []
            if i in full
            else [Hypothesis(job.prefix.text, 0.0)]  # nothing to translate
            for i, job in enumerate(jobs)
        ]

    def attend(
        self, sources: Sequence[str], translations: Sequence[str], target: Language
    ) -> list[Hypothesis | None]:
        """Return each given translation with the attention the checkpoint would pay, unscored.

        None for one longer than the checkpoint takes. Raises TranslationError when a source is
        longer than `max_length`.
        """
        label = self.checkpoint.label(target)
        jobs = [
            self._job(Request(source, translation), label)
            for source, translation in zip(sources, translations, strict=True)
        ]
        fitting = [
            i
            for i, job in enumerate(jobs)
            if job.source.pieces and len(job.forced) < min(job.limit, self._longest)
        ]
        attended = self._runner.attend([jobs[i] for i in fitting])
        found: list[Hypothesis | None] = [None] * len(jobs)
        for i, rows in zip(fitting, attended, strict=True):
            found[i] = self._hypothesis(jobs[i], Found(jobs[i].forced, 0.0, True, rows))
        return found

    def score(
        self,
        sources: Sequence[str],
        translations: Sequence[str],
        target: Language,
        *,
        mean: bool = True,
    ) -> list[float]:
        """Return the log-probability of each given translation, end mark included.

        It is the mean a piece, or the sum over all pieces.

        A translation longer than the checkpoint takes has minus infinity. Raises TranslationError
        when a source is longer than `max_length`.
        """
        label = self.checkpoint.label(target)
        jobs = [
            self._job(Request(source, translation), label)
            for source, translation in zip(sources, translations, strict=True)
        ]
        fitting = [i for i, job in enumerate(jobs) if len(job.forced) <= self._longest]
        scored = self._runner.score([jobs[i] for i in fitting], [jobs[i].forced for i in fitting])
        scores = dict(zip(fitting, scored, strict=True))
        weights = [1 if mean else len(job.forced) + 1 for job in jobs]  # the end mark is a piece
        return [scores.get(i, -math.inf) * weight for i, weight in enumerate(weights)]

    @property
    def _longest(self) -> int:
        """How many pieces can be written; the start of every translation takes a position."""
        return self.checkpoint.positions - 1

    def _job(self, request: Request, label: str | None) -> Job:
        source = self._source.cut(request.source)
        if len(source.pieces) > self.max_length:
            raise TranslationError(
                f"“{request.source[:40]}…”",
                f"it is {len(source.pieces)} pieces long, and {self.name} takes {self.max_length}",
                "Split it into sentences",
            )
        prefix = self._target.cut(request.prefix.strip())
        # A label written out in an article is text, not a wish for that language.
        readable = (piece if piece in self._known else UNKNOWN for piece in source.pieces)
        return Job(
            source=source,
            tokens=(*((label,) if label else ()), *readable, END),
            prefix=prefix,
            forced=prefix.pieces,
            whole_word=request.prefix[-1:].isspace(),
        )

    def _find(self, jobs: Sequence[Job], n_best: int, attention: bool) -> list[list[Found]]:
        """Search, then mend what altered the last word of a prefix that ends in a space."""
        found = self._search_guarded(jobs, n_best, attention)
        altered = []
        for i, (job, ones) in enumerate(zip(jobs, found, strict=True)):
            if job.whole_word:
                found[i] = [one for one in ones if job.keeps_last_word(one)] or ones
                if not job.keeps_last_word(found[i][0]):
                    altered.append(i)
        following = {i: self._next_piece(jobs[i]) for i in altered}
        ended = [i for i in altered if following[i] == END]
        for i in ended:
            forced, rows = jobs[i].forced, found[i][0].attention
            found[i] = [Found(forced, 0.0, True, rows and rows[: len(forced)])]
        scored = rescored(self._runner, [jobs[i] for i in ended], [found[i] for i in ended])
        for i, ones in zip(ended, scored, strict=True):
            found[i] = ones
        going_on = [i for i in altered if following[i] != END]
        again = [replace(jobs[i], forced=(*jobs[i].forced, following[i])) for i in going_on]
        for i, ones in zip(going_on, self._search_guarded(again, n_best, attention), strict=True):
            found[i] = ones
        return found

    def _search_guarded(
        self, jobs: Sequence[Job], n_best: int, attention: bool
    ) -> list[list[Found]]:
        """Search, and again under the guard where the best hypothesis ran away."""
        found = self._runner.search(jobs, self._longest, n_best, attention, guard=False)
        runaway = [i for i, ones in enumerate(found) if ones[0].ran_away]
        guarded = self._runner.search(
            [jobs[i] for i in runaway], self._longest, n_best, attention, guard=True
        )
        for i, ones in zip(runaway, guarded, strict=True):
            found[i] = ones
        return found

    def _next_piece(self, job: Job) -> str:
        """Return the likeliest piece after what is forced that leaves its last word as it is."""
        return next((piece for piece in self._runner.following(job) if begins_word(piece)), END)

    def _hypothesis(self, job: Job, found: Found) -> Hypothesis:
        text = join(job.prefix, found.pieces[len(job.prefix.pieces) :])
        if found.attention is None:
            return Hypothesis(text.text, found.score, complete=found.complete)
        first = len(job.tokens) - len(job.source.pieces) - 1  # after the label, if there is one
        rows = found.attention[: len(text.pieces)]  # the end mark's is left out
        return Hypothesis(
            text=text.text,
            score=found.score,
            complete=found.complete,
            source_spans=job.source.spans,
            target_spans=text.spans,
            attention=tuple(tuple(row[first : len(job.tokens) - 1]) for row in rows),
        )
