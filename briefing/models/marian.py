"""Marian checkpoints run on CTranslate2: requests in, scored hypotheses out.

A batch holds requests of one source length only. With padding, int8 results depend on what else
is in the batch (the sums behind a rounding are taken in another order); without, a translation
is the same, to the bit, whatever it is decoded with.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from briefing.decoding import Hypothesis, Request
from briefing.errors import CheckpointError, TranslationError
from briefing.languages import Language
from briefing.models.cache import converted
from briefing.models.checkpoint import Checkpoint
from briefing.models.convert import ComputeType
from briefing.models.cores import available_cores
from briefing.models.pieces import END, UNKNOWN, Cutter, Pieces, begins_word, join, repeats_itself

# A translation longer than this has run away: of the 1,020 in training/corpus/dev.tsv the longest
# has 2.1 pieces a source piece. Where that happens, or a translation repeats itself, it is decoded
# again under _GUARD.
_PIECES_PER_SOURCE_PIECE = 3
_PIECES_BESIDES = 20
_GUARD = {"no_repeat_ngram_size": 3}

_NEXT_PIECES = 32  # looked through for one that leaves the prefix's last word as it is


@dataclass(frozen=True, slots=True)
class _Job:
    """A request in pieces, as CTranslate2 takes it."""

    source: Pieces
    tokens: tuple[str, ...]  # the source's pieces with the marks Marian expects
    prefix: Pieces
    forced: tuple[str, ...]  # the target pieces to begin with: the prefix's, at times one more
    whole_word: bool  # the prefix's last word is complete

    @property
    def limit(self) -> int:
        """How many pieces, end mark included, its translation may have."""
        return len(self.tokens) * _PIECES_PER_SOURCE_PIECE + _PIECES_BESIDES


@dataclass(frozen=True, slots=True)
class _Found:
    """A hypothesis in pieces, without its end mark."""

    pieces: tuple[str, ...]
    score: float
    complete: bool
    attention: Sequence[Sequence[float]] | None

    @property
    def ran_away(self) -> bool:
        return not self.complete or repeats_itself(self.pieces)


class MarianEngine:
    """Runs one checkpoint on the CPU; satisfies `briefing.decoding.Engine`."""

    def __init__(
        self,
        checkpoint: Checkpoint,
        *,
        beam_size: int = 4,
        compute_type: ComputeType = "int8",
        threads: int = 0,
        max_batch_tokens: int = 1024,
        length_penalty: float = 1.0,
    ) -> None:
        """Load `checkpoint`, converting it first when that has not been done before.

        `threads` 0 stands for every core this process may use; a batch has at most
        `max_batch_tokens` source pieces (one request may have more). `length_penalty` is the
        power of its length by which beam search divides the log-probability of a hypothesis.
        Raises CheckpointError when the checkpoint cannot be converted or loaded.
        """
        import ctranslate2

        self.checkpoint = checkpoint
        self._beam_size = beam_size
        self._length_penalty = length_penalty
        self._max_batch_tokens = max_batch_tokens
        self._known = frozenset(checkpoint.source_vocabulary) - {*checkpoint.labels}
        self._source = Cutter(checkpoint.path / "source.spm")
        self._target = Cutter(checkpoint.path / "target.spm")
        self._suppressed = [
            [label] for label in checkpoint.labels if label in checkpoint.target_vocabulary
        ]
        with converted(checkpoint, compute_type) as model:
            try:
                # One thread a batch, as many batches at once as there are cores: the matrices of
                # one batch are too small to be worth sharing out.
                self._translator: Any = ctranslate2.Translator(
                    str(model.path),
                    device="cpu",
                    compute_type=compute_type,
                    inter_threads=threads or available_cores(),
                    intra_threads=1,
                    max_queued_batches=-1,
                )
            except (RuntimeError, ValueError) as error:
                raise CheckpointError(
                    str(model.path),
                    f"the converted checkpoint cannot be loaded ({error})",
                    "Delete this folder, and it will be made again",
                ) from error
            warnings = (model.warning,) if model.warning else ()
        self._notices = ((checkpoint.notice,) if checkpoint.notice else ()) + warnings
        self._signature = "|".join(
            (
                f"checkpoint:{checkpoint.name}@{checkpoint.hash[:12]}",
                f"beam:{beam_size}",
                f"length-penalty:{length_penalty:g}",
                f"compute:{compute_type}",
                f"ctranslate2:{ctranslate2.__version__}",
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

    def score(
        self, sources: Sequence[str], translations: Sequence[str], target: Language
    ) -> list[float]:
        """Return the mean log-probability a piece of each given translation, end mark included.

        A translation longer than the checkpoint takes has minus infinity. Raises TranslationError
        when a source is longer than `max_length`.
        """
        label = self.checkpoint.label(target)
        jobs = [
            self._job(Request(source, translation), label)
            for source, translation in zip(sources, translations, strict=True)
        ]
        fitting = [i for i, job in enumerate(jobs) if len(job.forced) <= self._longest]
        scored = self._score([jobs[i] for i in fitting], [jobs[i].forced for i in fitting])
        scores = dict(zip(fitting, scored, strict=True))
        return [scores.get(i, -math.inf) for i in range(len(jobs))]

    @property
    def _longest(self) -> int:
        """How many pieces can be written; the start of every translation takes a position."""
        return self.checkpoint.positions - 1

    def _job(self, request: Request, label: str | None) -> _Job:
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
        return _Job(
            source=source,
            tokens=(*((label,) if label else ()), *readable, END),
            prefix=prefix,
            forced=prefix.pieces,
            whole_word=request.prefix[-1:].isspace(),
        )

    def _find(self, jobs: Sequence[_Job], n_best: int, attention: bool) -> list[list[_Found]]:
        """Search, then mend what altered the last word of a prefix that ends in a space."""
        found = self._search_guarded(jobs, n_best, attention)
        altered = []
        for i, (job, ones) in enumerate(zip(jobs, found, strict=True)):
            if job.whole_word:
                found[i] = [one for one in ones if _keeps_last_word(job, one)] or ones
                if not _keeps_last_word(job, found[i][0]):
                    altered.append(i)
        following = {i: self._next_piece(jobs[i]) for i in altered}
        ended = [i for i in altered if following[i] == END]
        for i in ended:
            forced, rows = jobs[i].forced, found[i][0].attention
            found[i] = [_Found(forced, 0.0, True, rows and rows[: len(forced)])]
        self._rescore(jobs, found, ended)
        going_on = [i for i in altered if following[i] != END]
        again = [replace(jobs[i], forced=(*jobs[i].forced, following[i])) for i in going_on]
        for i, ones in zip(going_on, self._search_guarded(again, n_best, attention), strict=True):
            found[i] = ones
        return found

    def _search_guarded(
        self, jobs: Sequence[_Job], n_best: int, attention: bool
    ) -> list[list[_Found]]:
        """Search, and again under the guard where the best hypothesis ran away."""
        found = self._search(jobs, n_best, attention)
        runaway = [i for i, ones in enumerate(found) if ones[0].ran_away]
        guarded = self._search([jobs[i] for i in runaway], n_best, attention, **_GUARD)
        for i, ones in zip(runaway, guarded, strict=True):
            found[i] = ones
        return found

    def _search(
        self, jobs: Sequence[_Job], n_best: int, attention: bool, **guard: int
    ) -> list[list[_Found]]:
        """Run beam search on every job, several batches at once."""
        batches = self._batches([len(job.tokens) for job in jobs])
        pending = [
            self._translator.translate_batch(
                [jobs[i].tokens for i in batch],
                target_prefix=[jobs[i].forced for i in batch],
                beam_size=max(self._beam_size, n_best),
                num_hypotheses=n_best,
                length_penalty=self._length_penalty,
                max_input_length=0,
                max_decoding_length=min(jobs[batch[0]].limit, self._longest),
                disable_unk=True,
                suppress_sequences=self._suppressed or None,
                return_end_token=True,
                return_scores=True,
                return_attention=attention,
                asynchronous=True,
                **guard,
            )
            for batch in batches
        ]
        found: list[list[_Found]] = [[] for _ in jobs]
        for batch, results in zip(batches, pending, strict=True):
            for i, result in zip(batch, results, strict=True):
                found[i] = self._found(jobs[i], result.result())
        rescored = [i for i, job in enumerate(jobs) if guard or job.forced]
        self._rescore(jobs, found, rescored)
        return found

    def _found(self, job: _Job, result: Any) -> list[_Found]:
        rows = result.attention or [None] * len(result.hypotheses)
        forced = len(job.forced)
        return [
            _Found(
                # What is forced comes back as <unk> where the vocabulary lacks it.
                pieces=(*job.forced, *(p for p in pieces[forced:] if p != END)),
                score=score * len(pieces) ** self._length_penalty / len(pieces),
                complete=pieces[-1] == END,
                attention=attention,
            )
            for pieces, score, attention in zip(result.hypotheses, result.scores, rows, strict=True)
        ]

    def _rescore(
        self, jobs: Sequence[_Job], found: list[list[_Found]], which: Iterable[int]
    ) -> None:
        """Give hypotheses the model's own scores, and put them in that order.

        Forced pieces count as certain in CTranslate2's scores, and a guard alters them.
        """
        pairs = [(i, one) for i in which for one in found[i]]
        scores = self._score([jobs[i] for i, _ in pairs], [one.pieces for _, one in pairs])
        for i in which:
            found[i] = []
        for (i, one), score in zip(pairs, scores, strict=True):
            found[i].append(replace(one, score=score))
        for i in which:
            found[i].sort(key=lambda one: one.score, reverse=True)

    def _score(self, jobs: Sequence[_Job], targets: Sequence[tuple[str, ...]]) -> list[float]:
        sizes = [(len(job.tokens), len(target)) for job, target in zip(jobs, targets, strict=True)]
        batches = self._batches(sizes)
        pending = [
            self._translator.score_batch(
                [jobs[i].tokens for i in batch],
                [targets[i] for i in batch],
                max_input_length=0,
                asynchronous=True,
            )
            for batch in batches
        ]
        scores = [0.0] * len(jobs)
        for batch, results in zip(batches, pending, strict=True):
            for i, result in zip(batch, results, strict=True):
                probabilities = result.result().log_probs
                scores[i] = sum(probabilities) / len(probabilities)
        return scores

    def _next_piece(self, job: _Job) -> str:
        """Return the likeliest piece after what is forced that leaves its last word as it is."""
        [result] = self._translator.translate_batch(
            [job.tokens],
            target_prefix=[job.forced],
            beam_size=1,
            num_hypotheses=_NEXT_PIECES,
            return_alternatives=True,
            return_end_token=True,
            max_input_length=0,
            max_decoding_length=len(job.forced) + 1,
            disable_unk=True,
            suppress_sequences=self._suppressed or None,
        )
        following = (pieces[-1] for pieces in result.hypotheses if len(pieces) > len(job.forced))
        return next((piece for piece in following if begins_word(piece)), END)

    def _batches(self, sizes: Sequence[Any]) -> list[list[int]]:
        """Return the indices of `sizes` in batches of equal size, the longest first.

        A size is the source's length, or the lengths of both sides.
        """
        together: dict[Any, list[int]] = {}
        for i, size in enumerate(sizes):
            together.setdefault(size, []).append(i)
        batches = []
        for size in sorted(together, reverse=True):
            pieces = max(size) if isinstance(size, tuple) else size
            step = max(1, self._max_batch_tokens // pieces)
            alike = together[size]
            batches += [alike[start : start + step] for start in range(0, len(alike), step)]
        return batches

    def _hypothesis(self, job: _Job, found: _Found) -> Hypothesis:
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


def _keeps_last_word(job: _Job, found: _Found) -> bool:
    following = found.pieces[len(job.prefix.pieces) :]
    return not following or begins_word(following[0])
