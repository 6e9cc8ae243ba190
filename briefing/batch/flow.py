"""A batch from its list of articles to the documents on disk, remembered at every step.

One loop in one process: it lists articles, passes over those that are unchanged, hands the others
to an engine, and writes what comes back into the store before it does anything else with it. So
it can be killed at any instant: the next run finds what was finished and does the rest. Documents
are made from the store alone, which is why they are the same however the work was divided.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Protocol

from briefing import files
from briefing.batch import groups
from briefing.batch.groups import Folders
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
    Unwritten,
    Volume,
)
from briefing.batch.workshop import content
from briefing.readers.sources import Item
from briefing.store import Store, ledger, plain
from briefing.store.ledger import Fared, Listed, Member, Run, Standing
from briefing.store.records import keep

CHUNK = 8  # articles briefed together: enough to fill batches, little to do again after a crash
VOLUME = 100  # articles in one document: more than that nobody reads, or has the memory for
_LISTED_AT_ONCE = 500  # articles passed over between two writes to the store


class Engine(Protocol):
    """What carries out tasks, here or elsewhere."""

    @property
    def stopping(self) -> bool:
        """Tell whether it was asked to stop."""

    def run(self, tasks: Iterable[Task]) -> Iterator[Made | Result]:
        """Yield what comes of `tasks`, in any order; take the next only when there is room."""


@dataclass(slots=True)
class Tally:
    """What has been counted in this run so far."""

    listed: int = 0
    done: int = 0
    failed: int = 0
    unchanged: int = 0  # of those done and failed: as they were left by an earlier run
    segments: int = 0
    segments_made: int = 0  # decoded; the others were remembered
    documents: int = 0  # written
    documents_kept: int = 0  # left as they were


Watch = Callable[[str, str], None]  # what (an article, a document), and what became of it


@dataclass(frozen=True, slots=True)
class Plan:
    """Where a batch goes and how it is divided."""

    out: Path
    group_by: str = "none"  # of groups.GROUPINGS
    rendering: str = ""  # what documents depend on beside what is in them
    folders: Folders = field(default_factory=lambda: Folders(()))
    chunk: int = CHUNK
    volume: int = VOLUME


@dataclass(slots=True)
class Flow:
    """One run of a batch."""

    plan: Plan
    run: Run
    store: Store
    engine: Engine
    watch: Watch = lambda what, fate: None
    tally: Tally = field(default_factory=Tally)
    unwritten: list[str] = field(default_factory=list)  # why documents are missing, a line each
    _waiting: dict[str, Listed] = field(default_factory=dict)  # not in the store yet, by key
    _unchanged: dict[str, Listed] = field(default_factory=dict)
    _open: Counter[str] = field(default_factory=Counter)  # group → articles not finished yet

    def go(self, items: Iterable[tuple[int, Item]]) -> None:
        """Brief `items`, each with its place, and write every document that is not as it should be.

        Raises OutputError when a disk is full or may not be written. When the engine is stopped,
        it returns with what is finished in the store.
        """
        self._hear(self.engine.run(self._chunks(items)))
        self._enter()
        if self.engine.stopping:
            return
        self._hear(self.engine.run(self._remaining()))

    def _hear(self, results: Iterable[Made | Result]) -> None:
        for result in results:
            match result:
                case Made(_, records, counts):
                    if records:
                        keep(self.store, records, self.run.id)
                    self.tally.segments += counts.segments
                    self.tally.segments_made += counts.segments_made
                case Briefed(fared):
                    self._enter(fared)
                case Rendered():
                    self._write(result)
                case Unwritten(volume, why):
                    self._mourn(volume, why)

    def _mourn(self, volume: Volume, why: str) -> None:
        """Say that a volume is not written; it is not noted as written, so it is tried again."""
        path = self._path("briefing", volume)
        error = f"{path}: cannot be made from its {len(volume.names)} articles ({why})"
        self.unwritten.append(f"{error}. The same command tries it again.")
        self.watch(path, self.unwritten[-1])

    def _path(self, name: str, volume: Volume) -> str:
        folder = PurePosixPath(self.plan.folders.of(volume.grouping))
        return str(folder / _numbered(name, volume.number))

    def _enter(self, fared: Iterable[Fared] = ()) -> None:
        """Write what is known into the store: what was met, and how some of it fared."""
        fared = tuple(fared)
        ledger.enter(
            self.store,
            self.run,
            waiting=self._waiting.values(),
            unchanged=self._unchanged.values(),
            fared=fared,
        )
        self._waiting.clear()
        self._unchanged.clear()
        for one in fared:
            self._count(one.status)
            self.watch(one.name, one.error or one.status)
            if one.grouping in self._open:
                self._open[one.grouping] -= 1

    def _count(self, status: str) -> None:
        if status == "done":
            self.tally.done += 1
        else:
            self.tally.failed += 1

    def _chunks(self, items: Iterable[tuple[int, Item]]) -> Iterator[Task]:
        """Yield articles to be briefed, and the volumes of each group as soon as it is complete."""
        errands: list[Errand] = []
        assign = groups.GROUPINGS[self.plan.group_by]
        for place, item in items:
            grouping = assign(item.folder) if assign else None
            if errand := self._look(place, item, grouping):
                errands.append(errand)
            if len(errands) == self.plan.chunk:
                yield self._chunk(errands)
            yield from self._complete(grouping)
        if errands:
            yield self._chunk(errands)

    def _chunk(self, errands: list[Errand]) -> Chunk:
        self._enter()
        chunk = Chunk(tuple(errands))
        errands.clear()
        return chunk

    def _look(self, place: int, item: Item, grouping: str | None) -> Errand | None:
        """Note that `item` is there; return what is to be done about it, if anything is."""
        self.tally.listed += 1
        found = content(item)
        key = _key(item, found)
        known = ledger.known(self.store, key)
        met = key in self._waiting or key in self._unchanged
        if met or (known and known.run == self.run.id and known.place != place):
            key += f"#{place}"  # the same record once more
            known = ledger.known(self.store, key)
        same = known and found and (known.digest, known.signature) == (found, self.run.signature)
        if known and same and known.status != "waiting":
            if grouping is None:
                grouping = known.day or groups.UNDATED
            self._unchanged[key] = Listed(key, item.key, place, grouping)
            self.tally.unchanged += 1
            self._count(known.status)
            self.watch(item.key, "unchanged")
            if len(self._unchanged) >= _LISTED_AT_ONCE:
                self._enter()
            return None
        self._waiting[key] = Listed(key, item.key, place, grouping)
        if grouping is not None:
            self._open[grouping] += 1
        return Errand(key, item, grouping)

    def _complete(self, current: str | None) -> Iterator[Volume]:
        """Yield the volumes of the groups that no article is missing from.

        More may turn up later in the list: then they are made again.
        """
        if current is None:
            return
        for grouping in [g for g, missing in self._open.items() if not missing and g != current]:
            del self._open[grouping]
            self._enter()
            yield from self._due(grouping)

    def _remaining(self) -> Iterator[Volume]:
        for grouping in ledger.groups(self.store, self.run.id):
            yield from self._due(grouping)
        for grouping in ledger.empty_groups(self.store):  # articles are grouped otherwise now
            self._remove(ledger.drop_volumes(self.store, grouping, 0))

    def _due(self, grouping: str) -> Iterator[Volume]:
        """Yield the volumes of a group that are not on disk as they should be."""
        number = 0
        for number, page in enumerate(
            ledger.members(self.store, grouping, size=self.plan.volume), start=1
        ):
            signature = " ; ".join(dict.fromkeys(member.signature for member in page))
            inputs = _inputs(page, self.plan.rendering)
            standing = ledger.standing(self.store, grouping, number)
            if standing and standing.inputs == inputs:
                if self._stands(standing):
                    self.tally.documents_kept += len(standing.documents)
                    continue
                day = standing.day  # as it was: only the files are gone or altered
            else:
                day = groups.day_of(grouping) or self.run.day
            yield Volume(
                grouping,
                number,
                day,
                signature,
                tuple(member.name for member in page),
                tuple(ledger.outcomes(self.store, [member.key for member in page])),
                inputs,
            )
        self._remove(ledger.drop_volumes(self.store, grouping, number))

    def _remove(self, paths: Iterable[str]) -> None:
        """Remove documents that we wrote and that nothing stands in any more."""
        for path in paths:
            (self.plan.out / path).unlink(missing_ok=True)

    def _stands(self, standing: Standing) -> bool:
        """Tell whether a volume's documents are on disk as they were written."""
        try:
            return all(
                _digest((self.plan.out / path).read_bytes()) == digest
                for path, digest in standing.documents.items()
            )
        except OSError:
            return False

    def _write(self, rendered: Rendered) -> None:
        volume = rendered.volume
        before = ledger.standing(self.store, volume.grouping, volume.number)
        written = {}
        for name, data in sorted(rendered.documents.items()):
            path = self._path(name, volume)
            files.write(self.plan.out / path, data)
            written[path] = _digest(data)
            self.tally.documents += 1
            self.watch(path, "written")
        ledger.stand(
            self.store,
            volume.grouping,
            volume.number,
            Standing(volume.inputs, volume.day, written),
            plain.pack(rendered.report),
        )
        self._remove(before.documents.keys() - written.keys() if before else ())


def identity(item: Item) -> str:
    """Return what the store calls `item`."""
    return _key(item, content(item) if item.record else None)


def _key(item: Item, found: bytes | None) -> str:
    # Records move up and down in a feed: one is known by its content.
    return f"{item.folder}#{found.hex()}" if item.record and found else item.key


def describe(engine: Engine) -> Description:
    """Return what the engine's results depend on."""
    for result in engine.run([Describe()]):
        if isinstance(result, Description):
            return result
    return Description("")  # it was stopped before it could say


def _inputs(page: Iterable[Member], rendering: str) -> bytes:
    """Return a digest of all that a volume is made from."""
    return plain.digest(
        rendering,
        *(repr((m.name, m.digest, m.signature, m.status, m.error)) for m in page),
    )


def _numbered(name: str, number: int) -> str:
    """Return the name of a volume's document: briefing-sr.docx, briefing-sr-2.docx, …"""
    path = PurePosixPath(name)
    return name if number == 1 else f"{path.stem}-{number}{path.suffix}"


def _digest(data: bytes) -> bytes:
    return sha256(data).digest()[:16]
