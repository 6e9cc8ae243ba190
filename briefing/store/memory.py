"""Work that was done before is not done again: readers, summarisers and translators that remember.

Each wraps the real one and satisfies the same protocol, so that the pipeline knows nothing of it.
A result is kept under a digest of all that it depends on, so it is never out of date: whatever
changes, the key changes with it.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from briefing.decoding import Hypothesis
from briefing.documents import Article, DetectedLanguage, Summary, TranslatedSegment
from briefing.languages import Language, Target
from briefing.stages import AligningTranslator, Summariser
from briefing.store.connection import Store
from briefing.store.plain import digest, made, pack, plain, unpack

BATCH = 64  # segments decoded between two signs of life: what a signal or a fault costs at most
_RECENT = 1_000  # results kept at hand until they can be looked up in the store
_ASKED_AT_ONCE = 500  # keys in one question to SQLite, which takes at most 999 everywhere


@dataclass(frozen=True, slots=True)
class Stage:
    """A finished stage of an article."""

    key: bytes
    stage: str
    value: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """A segment with its translation, as the store keeps it."""

    key: bytes
    source_tag: str
    target_tag: str
    script: str
    source: str
    text: str
    value: str  # JSON: the rest of it


Record = Stage | Kept


@dataclass(slots=True)
class Counts:
    """What was asked of a memory, and how much of it had to be made."""

    stages: int = 0
    stages_made: int = 0
    segments: int = 0
    segments_made: int = 0  # decoded


@dataclass(slots=True)
class Memory:
    """What the store holds, and what has been made since and is not in it yet.

    It reads the store and never writes: `take` hands over what is new. Without a store it knows
    what it was told lately. `pause` is called between two batches of segments; it may raise to
    stop the work there, and what is finished can be taken still.
    """

    store: Store | None = None
    pause: Callable[[], None] = lambda: None
    counts: Counts = field(default_factory=Counts)
    _fresh: list[Record] = field(default_factory=list)
    _recent: dict[bytes, Record] = field(default_factory=dict)

    def take(self) -> tuple[Record, ...]:
        """Return what has been made since this was last asked."""
        fresh, self._fresh = tuple(self._fresh), []
        return fresh

    def keep(self, record: Record) -> None:
        """Remember `record`."""
        self._fresh.append(record)
        self._recent[record.key] = record
        if len(self._recent) > _RECENT:
            del self._recent[next(iter(self._recent))]

    def stage(self, key: bytes) -> bytes | None:
        """Return what a stage made before under `key`."""
        recent = self._recent.get(key)
        if isinstance(recent, Stage):
            return recent.value
        if self.store is None:
            return None
        row = self.store.connection.execute(
            "SELECT value FROM stages WHERE key = ?", (key,)
        ).fetchone()
        return row[0] if row else None

    def segments(self, keys: Sequence[bytes]) -> dict[bytes, TranslatedSegment]:
        """Return those of `keys` that are remembered."""
        found = {k: _segment(r) for k in keys if isinstance(r := self._recent.get(k), Kept)}
        if self.store is None:
            return found
        for group in _groups([key for key in keys if key not in found], _ASKED_AT_ONCE):
            marks = ",".join("?" * len(group))
            # Only the number of question marks is put into the statement.
            rows = self.store.connection.execute(
                "SELECT key, source_tag, target_tag, script, source, text, value"
                f" FROM segments WHERE key IN ({marks})",
                group,
            )
            found |= {row[0]: _segment(Kept(*row)) for row in rows}
        return found


def remembered(
    memory: Memory, stage: str, key: bytes, kind: type[Any], make: Callable[[], Any]
) -> Any:
    """Return what `stage` made before under `key`, or what `make` returns now."""
    memory.counts.stages += 1
    if (packed := memory.stage(key)) is not None:
        return unpack(kind, packed)
    value = make()
    memory.counts.stages_made += 1
    memory.keep(Stage(key, stage, pack(value)))
    return value


@dataclass(frozen=True, slots=True)
class RememberingSummariser:
    """A Summariser that condenses the same article once."""

    inner: Summariser
    memory: Memory
    version: str  # of the program

    @property
    def signature(self) -> str:
        """Every choice that affects the summary, on one line."""
        return self.inner.signature

    def summarise(self, article: Article, language: DetectedLanguage, sentences: int) -> Summary:
        """Return what the summariser makes of `article`, now or before, under whatever name."""
        nameless = plain(article) | {"path": ""}
        key = digest(
            "summarise",
            self.version,
            self.inner.signature,
            str(sentences),
            json.dumps([nameless, plain(language)], sort_keys=True),
        )
        # Kept without its article, which is at hand.
        kept: dict[str, Any] = remembered(
            self.memory,
            "summarise",
            key,
            dict,
            lambda: plain(self.inner.summarise(article, language, sentences)) | {"article": None},
        )
        return made(Summary, kept | {"article": plain(article)})


class Fingerprinted(AligningTranslator, Protocol):
    """What is wrapped: a translator that says what each translation depends on."""

    def fingerprint(self, text: str, source: Language, target: Target) -> str:
        """Return a line that changes with whatever would change the translation of `text`."""


@dataclass(frozen=True, slots=True)
class RememberingTranslator:
    """A Translator that decodes the same segment once: a translation memory.

    What a segment's translation depends on is for the wrapped translator to say: of a glossary, the
    concepts that occur in it and no others, so that an edit redoes only the segments it touches.
    """

    inner: Fingerprinted
    memory: Memory
    version: str  # of the program

    @property
    def name(self) -> str:
        """The checkpoint's name."""
        return self.inner.name

    @property
    def signature(self) -> str:
        """Every choice that affects the translation, on one line."""
        return self.inner.signature

    def serves(self, source: Language, target: Language) -> bool:
        """Tell whether it translates `source` into `target`."""
        return self.inner.serves(source, target)

    def via(self, source: Language, target: Language) -> str:
        """Name the checkpoint."""
        return self.inner.via(source, target)

    def translate(
        self, texts: Sequence[str], source: Language, target: Target
    ) -> list[TranslatedSegment]:
        """Return one translated segment a text, in order, made now or before."""
        keys = {text: self._key(text, source, target) for text in dict.fromkeys(texts)}
        found = self.memory.segments(list(keys.values()))
        # By length, because segments of one length are decoded together best.
        missing = sorted((t for t, key in keys.items() if key not in found), key=len)
        for batch in _groups(missing, BATCH):
            self.memory.pause()
            for text, segment in zip(
                batch, self.inner.translate(batch, source, target), strict=True
            ):
                found[keys[text]] = segment
                self.memory.keep(_kept(keys[text], segment, source, target))
        self.memory.counts.segments += len(texts)
        self.memory.counts.segments_made += len(missing)
        return [found[keys[text]] for text in texts]

    def align(
        self, segments: Sequence[TranslatedSegment], source: Language, target: Target
    ) -> list[Hypothesis | None]:
        """Return each translated segment with the engine's attention, None where there is none."""
        return self.inner.align(segments, source, target)

    def _key(self, text: str, source: Language, target: Target) -> bytes:
        return digest(
            "translate",
            self.version,
            source.tag,
            target.tag,
            target.script,
            text,
            self.inner.fingerprint(text, source, target),
        )


def _kept(key: bytes, segment: TranslatedSegment, source: Language, target: Target) -> Kept:
    rest = plain(segment)
    original, text = rest.pop("source"), rest.pop("text")
    return Kept(
        key, source.tag, target.tag, target.script, original, text, json.dumps(rest, sort_keys=True)
    )


def _segment(kept: Kept) -> TranslatedSegment:
    return made(
        TranslatedSegment, json.loads(kept.value) | {"source": kept.source, "text": kept.text}
    )


def _groups(things: Sequence[Any], size: int) -> Iterator[list[Any]]:
    remaining = iter(things)
    while group := list(itertools.islice(remaining, size)):
        yield group
