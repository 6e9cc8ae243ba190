"""Summaries written by a checkpoint, each sentence told apart by what it rests on.

A long article is cut into parts at sentence ends, each part is summarised, and the summaries
together again. What comes out degenerate is tried again, and then given up for the extractive
summary, with a warning.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from briefing.decoding import Span
from briefing.documents import Article, DetectedLanguage, Segment, Summary
from briefing.errors import CheckpointError
from briefing.models.pieces import repeats_itself
from briefing.models.support import support
from briefing.text.detection import detect
from briefing.text.sentences import split_sentences
from briefing.text.split import split_long

_GUARDS = (0, 3)  # first, second try: runs of tokens that may not come twice; 0: as it comes
_LONGER = 1.6  # than the average sentence a written one may be
_SHORTER = 0.4
_COPIED = 0.9  # from this share of the text on, a summary is a copy of it
_TELLING = 60  # characters from which on a text's language can be told
_SUPPORTED = 0.25  # likeness from which on a sentence rests on its source
_REDUCTIONS = 4  # times that summaries are summarised


class Writer(Protocol):
    """What writes: `briefing.models.seq2seq.Seq2Seq`."""

    name: str
    signature: str

    @property
    def max_length(self) -> int:
        """The longest text it takes, in tokens."""

    def length(self, text: str) -> int:
        """Return how many tokens `text` is cut into."""

    def write(self, texts: Sequence[str], at_least: int, at_most: int, *, guard: int) -> list[str]:
        """Return what it writes for each text."""


class Choosing(Protocol):
    """What chooses sentences where writing fails: the extractive summariser."""

    @property
    def signature(self) -> str:
        """Every choice that affects the summary, on one line."""

    def summarise(self, article: Article, language: DetectedLanguage, sentences: int) -> Summary:
        """Return `article` in about `sentences` sentences."""


@dataclass(slots=True)
class AbstractiveSummariser:
    """Writes summaries in the languages its checkpoints know, and chooses sentences in others.

    It satisfies `briefing.stages.Summariser`. A checkpoint is loaded when it is first needed.
    """

    writers: dict[str, Callable[[], Writer]]  # language tag → what loads the checkpoint for it
    extractive: Choosing
    _loaded: dict[str, Writer] = field(default_factory=dict, repr=False)

    @property
    def signature(self) -> str:
        """The checkpoints in use, and how sentences are chosen otherwise, on one line."""
        used = sorted({writer.signature for writer in self._loaded.values()})
        return "|".join((*(f"abstractive:{one}" for one in used), self.extractive.signature))

    def summarise(self, article: Article, language: DetectedLanguage, sentences: int) -> Summary:
        """Return `article` in at most `sentences` sentences that a checkpoint writes.

        A segment's start and end are those of what it rests on in the article. Raises SummaryError
        when nothing in the article can be summarised.
        """
        chosen = self.extractive.summarise(article, language, sentences)
        if language.tag not in self.writers:
            return chosen
        try:
            writer = self._writer(language.tag)
        except CheckpointError as error:
            warning = f"{error} These are sentences of the article instead"
            return replace(chosen, warnings=(*chosen.warnings, warning))
        sources = split_sentences(article.text, language.tag)
        problem = ""
        for guard in _GUARDS:
            parts = _Parts(writer, article.text, language.tag, guard)
            written = parts.summary(sources, sentences)
            problem = _degenerate(written, article.text, language.tag)
            if not problem:
                return _supported(chosen, written, sources, sentences)
        warning = f"{writer.name} wrote {problem}; these are sentences of the article instead"
        return replace(chosen, warnings=(*chosen.warnings, warning))

    def _writer(self, tag: str) -> Writer:
        if tag not in self._loaded:
            self._loaded[tag] = self.writers[tag]()
        return self._loaded[tag]


@dataclass(frozen=True, slots=True)
class _Parts:
    """One article's way through a writer, in parts that fit it."""

    writer: Writer
    text: str
    tag: str
    guard: int

    def summary(self, sources: Sequence[Span], sentences: int) -> str:
        """Return about `sentences` sentences on the source sentences at `sources`."""
        texts = [self.text[start:end] for start, end in sources]
        pieces = sum(map(self.writer.length, texts)) / len(texts)
        written = self._reduced(texts, sentences, pieces)
        found = len(split_sentences(written, self.tag))
        if 0 < found < sentences and len(texts) >= 2 * sentences:
            # It writes shorter than asked: ask it about each part for one share of the sentences.
            share = math.ceil(len(texts) / math.ceil(sentences / found))
            parts = [texts[i : i + share] for i in range(0, len(texts), share)]
            each = math.ceil(sentences / len(parts))
            written = " ".join(self._reduced(part, each, pieces) for part in parts)
        return written

    def _reduced(self, texts: Sequence[str], sentences: int, pieces: float) -> str:
        """Summarise what fits at once; summarise the summaries until they fit together."""
        for _ in range(_REDUCTIONS):
            chunks = packed(texts, self.writer)
            each = max(1, math.ceil(sentences / len(chunks)) + (len(chunks) > 1))
            written = self.writer.write(
                chunks,
                int(each * pieces * _SHORTER),
                max(16, int(each * pieces * _LONGER)),
                guard=self.guard,
            )
            if len(chunks) == 1:
                return written[0]
            joined = " ".join(written)
            texts = [joined[start:end] for start, end in split_sentences(joined, self.tag)]
            if len(texts) <= sentences:
                return joined
        return " ".join(texts)


def packed(sentences: Sequence[str], writer: Writer) -> list[str]:
    """Return `sentences` joined into texts that fit `writer`, as few as can be and of like length.

    A sentence that is too long by itself is cut where it hurts least.
    """
    fitting = [
        part.strip()
        for sentence in sentences
        for part in split_long(sentence, lambda text: writer.length(f" {text}"), writer.max_length)
    ]
    lengths = [writer.length(f" {sentence}") for sentence in fitting]
    count = math.ceil(sum(lengths) / writer.max_length)
    budget = min(writer.max_length, math.ceil(sum(lengths) / max(1, count)) + max(lengths))
    chunks: list[list[str]] = [[]]
    used = 0
    for sentence, length in zip(fitting, lengths, strict=True):
        if chunks[-1] and used + length > budget:
            chunks.append([])
            used = 0
        chunks[-1].append(sentence)
        used += length
    return [" ".join(chunk) for chunk in chunks]


def _degenerate(written: str, text: str, tag: str) -> str:
    """Say what is wrong with a summary; nothing when it can be used."""
    words = tuple(written.casefold().split())
    if not any(character.isalpha() for character in written):
        return "nothing"
    if repeats_itself(words):
        return "the same again and again"
    if len(words) > _COPIED * len(text.split()) and len(text.split()) > 2 * _TELLING:
        return "a copy of the article"
    if not split_sentences(written, tag):
        return "no sentence"
    if len(written) >= _TELLING and (found := detect(written).tag) != tag:
        return f"in another language ({found})"
    return ""


def _supported(chosen: Summary, written: str, sources: Sequence[Span], sentences: int) -> Summary:
    text = chosen.article.text
    segments, warnings = [], []
    spans = split_sentences(written, chosen.language.tag)[:sentences]
    for number, (start, end) in enumerate(spans, start=1):
        sentence = " ".join(written[start:end].split())
        found = support(sentence, text, sources)
        segments.append(Segment(sentence, *found.span))
        if found.likeness < _SUPPORTED:
            warnings.append(f"summary sentence {number} rests on nothing in the article")
        elif found.unsupported:
            nowhere = ", ".join(found.unsupported)
            warnings.append(f"summary sentence {number}: nowhere in the article: {nowhere}")
    if len(segments) < sentences:
        warnings.append(f"{len(segments)} sentences where {sentences} were asked for")
    return replace(chosen, segments=tuple(segments), warnings=tuple(warnings))
