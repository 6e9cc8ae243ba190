"""`briefing review`: translations out to reviewers, what they approved into the memory.

Paths written go to stdout, what is to be said about them to stderr.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import getpass
from collections.abc import Callable
from pathlib import Path

from briefing import files
from briefing.cli.console import Screen
from briefing.errors import ReviewError, UsageError
from briefing.languages import TARGETS
from briefing.review import account, formats
from briefing.review.importing import Intake, Provenance, pending, take_in
from briefing.review.units import Bilingual
from briefing.store import open_store
from briefing.store.connection import FILE


def run(args: argparse.Namespace) -> int:
    """Carry out the subcommand and return its exit code."""
    return ACTIONS[args.action](args, Screen(quiet=args.quiet))


def _export(args: argparse.Namespace, screen: Screen) -> int:
    found = account.read(args.folder, _languages(args.to))
    if not found:
        raise ReviewError(
            str(args.folder), "holds no translation to review", "Name another folder, or other --to"
        )
    if args.out and len(found) > 1:
        tags = ", ".join(f"{one.source} into {one.target.tag}" for one in found)
        raise UsageError(
            f"--out {args.out}",
            f"is one file, and there are several ({tags})",
            "Name one with --to",
        )
    chosen = formats.FORMATS[args.format]
    for bilingual in found:
        name = f"review-{bilingual.source}-{bilingual.target.tag}{chosen.suffix}"
        path = args.out or args.folder / name
        if not args.force:
            _spare(path, args.folder / FILE)
        files.write(path, chosen.write(bilingual))
        print(path)  # noqa: T201
        _say_exported(bilingual, path, screen)
    return 0


def _spare(path: Path, memory: Path) -> None:
    """Raise UsageError when `path` holds work of a reviewer that is not in the memory."""
    if not path.exists():
        return
    with open_store(memory) if memory.is_file() else contextlib.nullcontext() as store:
        try:
            count = pending(store, formats.read(path))
        except ReviewError as error:
            raise UsageError(
                str(path), "would be written over, and is no review", "Name another with --out"
            ) from error
    if count:
        raise UsageError(
            str(path),
            f"would be written over, and holds {count} reviewed segments that are not in {memory}",
            "Take them in with `briefing review import`, or give --force",
        )


def _languages(to: str | None) -> tuple[str, ...]:
    tags = tuple(tag.strip() for tag in (to or "").split(",") if tag.strip())
    for tag in tags:
        if tag not in TARGETS:
            raise UsageError(
                f"--to {tag}", "no such target language", f"use one or more of: {','.join(TARGETS)}"
            )
    return tags


def _say_exported(bilingual: Bilingual, path: Path, screen: Screen) -> None:
    units = bilingual.units
    findings = sum(len(unit.notes) for unit in units)
    approved = sum(unit.origin == "approved" for unit in units)
    offered = sum(unit.suggestion is not None for unit in units)
    screen.say(
        f"{path}: segments: {len(units)}, articles: {len(bilingual.articles)},"
        f" findings: {findings}, approved already: {approved}, with one like it approved: {offered}"
    )


def _import(args: argparse.Namespace, screen: Screen) -> int:
    provenance = Provenance(
        by=args.by,
        user=_user(),
        now=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
    )
    doubtful = False
    memories = [args.memory or _beside(path) for path in args.paths]  # before any is touched
    for path, memory in zip(args.paths, memories, strict=True):
        try:
            bilingual = formats.read(path)
            sources = account.sources(path.parent)
        except ReviewError as error:  # the other files go on
            screen.complain(f"briefing: {error}")
            doubtful = True
            continue
        with open_store(memory) as store:
            intake = take_in(
                store,
                bilingual,
                str(path),
                provenance,
                accept=args.all,
                replace=args.replace,
                sources=sources,
            )
        for line in (*bilingual.remarks, *intake.doubts):
            screen.complain(f"briefing: {line if line in intake.doubts else f'{path}: {line}'}")
            doubtful = True
        screen.say(_said(path, memory, intake))
    return 1 if doubtful else 0


def _beside(path: Path) -> Path:
    """Return the memory of the run that a file lies with.

    Raises UsageError when it lies with none: a memory nobody looks in would be lost work.
    """
    memory = path.parent / FILE
    if memory.is_file() or (path.parent / account.REPORT).is_file():
        return memory
    raise UsageError(
        str(path),
        "lies in no folder of a run, so it is not clear which memory is meant",
        f"Name it: --memory DIR/{FILE}, with the folder that the run writes in",
    )


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return "unknown"


def _said(path: Path, memory: Path, intake: Intake) -> str:
    counts = {
        "edited": intake.edited,
        "accepted as they were": intake.accepted,
        "of these in place of another": intake.replaced,
        "known already": intake.known,
        "not touched": intake.untouched,
    }
    told = ", ".join(f"{name}: {count}" for name, count in counts.items() if count)
    return f"{path} → {memory}: {told or 'nothing in it'}"


Action = Callable[[argparse.Namespace, Screen], int]

ACTIONS: dict[str, Action] = {"export": _export, "import": _import}
