"""`briefing batch`: any number of articles in, briefings out, resumed where it was interrupted."""

from __future__ import annotations

import argparse
import datetime as dt
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from importlib import metadata
from pathlib import Path
from types import FrameType
from typing import Any

from briefing import files, models
from briefing.batch import account, flow
from briefing.batch.cluster import RayEngine
from briefing.batch.groups import Folders
from briefing.batch.local import LocalEngine, Recipe
from briefing.batch.tasks import Description
from briefing.batch.workshop import Workshop
from briefing.cli import writing
from briefing.cli.batch_screen import BatchScreen
from briefing.cli.compose import Composition, compose, scripts_of, settings_of
from briefing.cli.make import DOUBTS, know_checks
from briefing.documents import Outcome
from briefing.errors import UsageError
from briefing.languages import LANGUAGES
from briefing.pipeline import Desk
from briefing.quality.review import Review
from briefing.readers.discovery import STDIN
from briefing.readers.limits import limits_from
from briefing.readers.sources import Item, articles
from briefing.settings import Settings
from briefing.store import (
    Memory,
    RememberingSummariser,
    RememberingTranslator,
    Store,
    ledger,
    open_store,
    plain,
)
from briefing.store.connection import FILE as STORE
from briefing.store.lock import exclusive

# Settings that change how a batch runs and nothing that it writes.
_COURSE = {"out", "threads", "engine", "workers", "time_limit", "fail_on"}


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be done, as it is written into the store so that it can be done again."""

    sources: tuple[str, ...]
    settings: Settings

    def plain(self) -> dict[str, Any]:
        """Return the request as JSON holds it, without what only says how to run it."""
        kept = {
            field.name: value
            for field in fields(self.settings)
            if field.name not in _COURSE
            and (value := getattr(self.settings, field.name)) is not None
        }
        return {
            "folder": str(Path.cwd()),  # that relative paths start from
            "sources": list(self.sources),
            "settings": plain.plain(kept),
        }


def run(args: argparse.Namespace) -> int:
    """Carry out the command and return its exit code."""
    settings = settings_of(args)
    request = Request(tuple(args.sources), settings)
    limits = limits_from(settings.limits)
    listed = sys.stdin if STDIN in args.sources else None
    # Counted beforehand, so that it can be told how long the rest will take; a list on stdin can
    # be read once only.
    total = None if listed else sum(1 for _ in articles(request.sources, limits))
    screen = BatchScreen(args.log_format, quiet=args.quiet, total=total)

    def items(store: Store, run: ledger.Run) -> Iterator[tuple[int, Item]]:
        return enumerate(articles(request.sources, limits, listed=listed), start=1)

    return carry_out(request, items, screen)


def existing_store(folder: Path) -> Store:
    """Return the store of the batch in `folder`.

    Raises UsageError when there is none.
    """
    if not (folder / STORE).is_file():
        raise UsageError(str(folder), "no batch has been run in it", "Give the --out of a batch")
    return open_store(folder / STORE)


Items = Callable[[Store, ledger.Run], Iterable[tuple[int, Item]]]


def carry_out(request: Request, items: Items, screen: BatchScreen, *, again: bool = False) -> int:
    """Run a batch and return its exit code; with `again` as part of the run before."""
    settings = request.settings
    settings.targets()
    know_checks(settings.no_check)
    way = writing.prepare(settings)
    out = Path(settings.out)
    began = time.monotonic()
    with exclusive(out), open_store(out / STORE) as store:
        files.sweep(out)
        with (
            ENGINES[settings.engine](settings, out / STORE) as engine,
            _signals(engine.stop) as received,
        ):
            description = flow.describe(engine)
            screen.announce(description)
            if engine.stopping:
                return _interrupted(screen, received[0], "nothing was begun")
            run_ = _begin(store, request, description, way.date, again=again)
            work = flow.Flow(
                flow.Plan(out, settings.group_by, description.rendering, Folders(request.sources)),
                run_,
                store,
                engine,
            )
            with screen.following(work):
                work.go(items(store, run_))
            course = account.Course(
                time.monotonic() - began, engine.workers, engine.stopping, work.unwritten
            )
        return _close(store, run_, work, course, description, screen, settings, received)


def _begin(
    store: Store, request: Request, description: Description, day: dt.date, *, again: bool
) -> ledger.Run:
    before = ledger.last_run(store)
    if again and before:
        return replace(before, signature=description.signature)
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    return ledger.begin(store, day, now, request.plain(), description.signature)


def _close(
    store: Store,
    run_: ledger.Run,
    work: flow.Flow,
    course: account.Course,
    description: Description,
    screen: BatchScreen,
    settings: Settings,
    received: Sequence[int],
) -> int:
    """Write the report and the summary, and return the exit code."""
    out = Path(settings.out)
    ledger.finish(
        store, run_, plain.plain(work.tally), finished=not (course.interrupted or course.unwritten)
    )
    text = account.summary(out, store, run_, work.tally, course)
    files.write(out / account.SUMMARY, text.encode("utf-8", "backslashreplace"))
    if course.interrupted:
        finished = work.tally.done + work.tally.failed
        return _interrupted(screen, received[0], f"{finished:,} articles are finished and kept")
    totals = account.write_report(out / account.REPORT, store, run_, description)
    screen.summary(text)
    if course.unwritten or ledger.statuses(store, run_.id)["failed"]:
        return 1
    return DOUBTS if _doubted(totals, settings.fail_on) else 0


def _doubted(totals: account.Totals, level: str | None) -> bool:
    """Tell whether the checks found anything as grave as `level`."""
    grave = {None: (), "error": ("error",), "warning": ("error", "warning")}[level]
    found = totals.get("findings", {}).values()
    return any(counts.get(severity) for counts in found for severity in grave)


def _interrupted(screen: BatchScreen, signum: int, what: str) -> int:
    name = signal.Signals(signum).name
    screen.complain(
        f"briefing: interrupted ({name}); {what}. Give the same command again to go on."
    )
    return 128 + signum


@contextmanager
def _signals(stop: Callable[[], None]) -> Iterator[list[int]]:
    """Call `stop` at the first SIGINT or SIGTERM, end at once at the second.

    The value lists those received.
    """
    received: list[int] = []

    def receive(signum: int, frame: FrameType | None) -> None:
        received.append(signum)
        if len(received) > 1:
            raise KeyboardInterrupt
        stop()

    before = {number: signal.signal(number, receive) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield received
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _local(settings: Settings, store: Path) -> LocalEngine:
    cores = models.available_cores()
    workers = settings.workers or cores
    settings = replace(settings, threads=settings.threads or max(1, cores // workers))
    return LocalEngine(Recipe(workshop, (settings, str(store))), workers, settings.time_limit)


def _ray(settings: Settings, store: Path) -> RayEngine:
    settings = replace(settings, threads=settings.threads or 1)
    # SQLite is not for network folders: each worker remembers what it has met itself.
    recipe = Recipe(workshop, (settings, None))
    return RayEngine(recipe, settings.workers, settings.time_limit, cores=settings.threads)


# What `--engine` names, made from the settings and the path of the store.
ENGINES: dict[str, Callable[[Settings, Path], LocalEngine | RayEngine]] = {
    "local": _local,
    "ray": _ray,
}


def workshop(settings: Settings, store: str | None) -> Workshop:
    """Set up a worker; `store` is the path of one that it may look things up in."""
    version = metadata.version("briefing")
    memory = Memory(open_store(Path(store)) if store else None)
    parts = compose(settings, lambda translator: RememberingTranslator(translator, memory, version))
    targets = settings.targets()
    way = writing.prepare(settings)

    def write(
        outcomes: Sequence[Outcome], found: Review, day: dt.date, signature: str
    ) -> Mapping[str, bytes]:
        with tempfile.TemporaryDirectory(prefix="briefing-") as name:
            folder = Path(name)
            here = replace(way, out=folder, date=day)
            made = writing.briefings(
                outcomes, targets, found, here, signature=signature, notices=parts.notices
            )
            writing.write(list(made), here)
            return {path.name: path.read_bytes() for path in folder.iterdir()}

    return Workshop(
        desk=Desk(
            RememberingSummariser(parts.summariser, memory, version),
            parts.translator,
            targets,
            settings.sentences,
        ),
        memory=memory,
        version=version,
        describe=lambda: _describe(parts, settings),
        write=write,
        checks_off=frozenset(settings.no_check),
        align=parts.translator.align,
    )


def _describe(parts: Composition, settings: Settings) -> Description:
    targets = settings.targets()
    signature = parts.signature(
        (
            f"to:{scripts_of(targets)}",
            f"sentences:{settings.sentences}",
            parts.summariser.signature,
            parts.translator.signature,
            *_others(parts, settings),
        )
    )
    kept = {f.name: getattr(settings, f.name) for f in fields(settings) if f.name not in _COURSE}
    looks = [
        plain.digest(Path(path).read_bytes()).hex()
        for path in (settings.logo, settings.template)
        if path
    ]
    return Description(
        signature,
        f"{kept}|{looks}",
        parts.notices,
        parts.remarks,
        tuple(map(str, parts.glossary.problems)),
    )


def _others(parts: Composition, settings: Settings) -> list[str]:
    """Return checkpoints that are loaded only when an article in their language is met."""
    known = parts.router.signature
    others = {
        candidate.name: candidate
        for source in LANGUAGES.values()
        for target in settings.targets()
        if source != target.language
        for candidate in parts.router.route(source, target.language)
        if f"checkpoint:{candidate.name}@" not in known
    }
    return [f"at-need:{name}@{others[name].load().hash[:12]}" for name in sorted(others)]
