"""What a worker does with a task; the same in this process, in another, on another machine.

A workshop holds what is costly to set up (weights, glossary) and no state that a result could
depend on. Values in, values out: it writes neither into the output folder nor into the store.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from briefing.batch import groups
from briefing.batch.tasks import (
    Briefed,
    Chunk,
    Describe,
    Description,
    Errand,
    Made,
    Rendered,
    Result,
    Task,
    Volume,
    without,
)
from briefing.decoding import Hypothesis
from briefing.documents import Article, Outcome, TranslatedSegment
from briefing.errors import ArticleError, ChangedError
from briefing.languages import Language, Target
from briefing.pipeline import Desk, Timings, brief
from briefing.quality.review import Align, Review, review
from briefing.readers.sources import Item
from briefing.report import report
from briefing.store.ledger import Fared
from briefing.store.memory import BATCH, Counts, Memory, remembered
from briefing.store.plain import digest, pack, unpack

Sign = Callable[[Made], None]
# Outcomes, what the checks found in them, the day and the signature → files by name.
Write = Callable[[Sequence[Outcome], Review, dt.date, str], Mapping[str, bytes]]


@dataclass(slots=True)
class Workshop:
    """Everything one worker needs."""

    desk: Desk
    memory: Memory
    version: str  # of the program
    describe: Callable[[], Description]
    write: Write
    checks_off: frozenset[str] = frozenset()
    align: Align | None = None
    _sign: Sign = field(default=lambda made: None, repr=False)

    def work(self, task: Task, sign: Sign) -> Result:
        """Carry out `task`.

        `sign` is given what has been made so far, at the start of each stage and between batches
        of segments; it may raise Stopped.
        """
        self._sign = sign
        self.memory.pause = lambda: self._report("translate")
        match task:
            case Describe():
                return self.describe()
            case Chunk():
                result = self._brief(task)
                self._report("done")
                return result
            case Volume():
                return self._render(task)

    def _report(self, stage: str) -> None:
        counts, self.memory.counts = self.memory.counts, Counts()
        self._sign(Made(stage, self.memory.take(), counts))

    def _brief(self, chunk: Chunk) -> Briefed:
        timings = Timings(started=self._report)
        read = [self._read(errand.item, timings) for errand in chunk.errands]
        articles = [article for _, article in read if isinstance(article, Article)]
        done = iter(brief(articles, self.desk, timings))
        fared = []
        for errand, (content, article) in zip(chunk.errands, read, strict=True):
            unread = isinstance(article, Outcome)
            outcome = article if isinstance(article, Outcome) else next(done)
            fared.append(_fared(errand, content, outcome, unread=unread))
        return Briefed(tuple(fared))

    def _read(self, item: Item, timings: Timings) -> tuple[bytes | None, Article | Outcome]:
        """Return a digest of the item's content and its article, or the outcome that says why not.

        There is no digest where the content could not be had: that is tried again next time.
        """
        found = None
        try:
            with timings.measure("read"):
                found = content(item)
                if found is None or item.path is None:
                    return found, item.read()
                key = digest("read", self.version, item.path.suffix, found)
                article: Article = remembered(
                    self.memory, "read", key, Article, lambda: _settled(item, found)
                )
                return found, replace(article, path=item.key)
        except ChangedError as error:
            return None, Outcome(path=item.key, error=str(error))
        except ArticleError as error:
            return found, Outcome(path=item.key, error=str(error))
        except Exception as error:  # noqa: BLE001  a reader's fault never costs the other articles
            return found, Outcome(
                path=item.key,
                error=f"{item.key}: internal error while reading, {type(error).__name__}: {error}."
                " Convert it to plain text and try again.",
            )

    def _render(self, volume: Volume) -> Rendered:
        self._report("write")
        outcomes = [
            _named(unpack(Outcome, packed), name)
            for packed, name in zip(volume.outcomes, volume.names, strict=True)
        ]
        targets = self.desk.targets
        found = review(outcomes, targets, off=self.checks_off, align=self._aligned)
        documents = self.write(outcomes, found, volume.day, volume.signature)
        account = report(outcomes, targets, signature=volume.signature, review=found)
        kept = {name: account[name] for name in ("totals", "articles")}
        return Rendered(without(volume), documents, kept)

    def _aligned(
        self, segments: Sequence[TranslatedSegment], source: Language, target: Target
    ) -> list[Hypothesis | None]:
        """Align in batches, with a sign of life before each."""
        found: list[Hypothesis | None] = []
        for start in range(0, len(segments), BATCH):
            self._report("check")
            batch = segments[start : start + BATCH]
            none: list[Hypothesis | None] = [None] * len(batch)
            found += self.align(batch, source, target) if self.align else none
        return found


def content(item: Item) -> bytes | None:
    """Return a digest of all that `item` is read from, or None when that cannot be had."""
    if item.record is not None:
        # Not its number, which changes when others are put before it.
        return digest(repr(replace(item.record, number=0)))
    if item.path is None:
        return None
    try:
        if not item.path.is_file():
            return None
        hashed = sha256()
        with item.path.open("rb") as file:
            while block := file.read(1 << 20):
                hashed.update(block)
    except OSError:
        return None
    return hashed.digest()[:16]


def _settled(item: Item, before: bytes | None) -> Article:
    """Read `item`, and make sure that what was read is what `before` is the digest of."""
    article = item.read()
    if content(item) != before:
        raise ChangedError(item.key, "changed while it was read", "Give the same command again")
    return article


def _fared(errand: Errand, found: bytes | None, outcome: Outcome, *, unread: bool) -> Fared:
    day = outcome.article.date if outcome.article else None
    stage = None
    if outcome.status == "failed":
        targets = ", ".join(outcome.target_errors)
        stage = "read" if unread else "summarise" if outcome.error else f"translate {targets}"
    return Fared(
        key=errand.key,
        name=errand.item.key,
        digest=found,
        status=outcome.status,
        stage=stage,
        error=outcome.error or " ".join(outcome.target_errors.values()) or None,
        day=day.isoformat() if day else None,
        grouping=groups.of_day(day) if errand.grouping is None else errand.grouping,
        # The summary holds the article already.
        outcome=pack(replace(outcome, article=None if outcome.summary else outcome.article)),
    )


def lost(errand: Errand, stage: str, why: str, remedy: str) -> Fared:
    """Return the fate of an article that its worker did not survive."""
    error = str(ArticleError(errand.item.key, why, remedy))
    outcome = Outcome(path=errand.item.key, error=error)
    return replace(_fared(errand, content(errand.item), outcome, unread=True), stage=stage)


def _named(outcome: Outcome, name: str) -> Outcome:
    """Return `outcome` with its article, by the name it goes by now."""
    if outcome.summary is None:
        article = outcome.article and replace(outcome.article, path=name)
        return replace(outcome, path=name, article=article)
    article = replace(outcome.summary.article, path=name)
    summary = replace(outcome.summary, article=article)
    return replace(outcome, path=name, article=article, summary=summary)
