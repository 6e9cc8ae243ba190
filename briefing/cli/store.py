"""`briefing store`: what a batch has in its store, less of it, its translation memory as TMX."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from briefing import files
from briefing.cli.batch import existing_store
from briefing.cli.console import Screen
from briefing.errors import UsageError
from briefing.languages import TARGETS
from briefing.report import dump
from briefing.store import Store, export, upkeep
from briefing.store.lock import exclusive


def run(args: argparse.Namespace) -> int:
    """Carry out the command and return its exit code."""
    screen = Screen(quiet=args.quiet)
    with existing_store(args.folder) as store:
        match args.action:
            case "stats":
                return _stats(store, as_json=args.json)
            case "vacuum":
                return _vacuum(store, args.folder, screen)
            case _:
                return _export(store, args.path, _tags(args.to), screen)


def _stats(store: Store, *, as_json: bool) -> int:
    found = upkeep.stats(store)
    if as_json:
        sys.stdout.write(dump(found))
    else:
        for name, count in found.items():
            print(f"{name:<10} {count:>14,}")  # noqa: T201
    return 0


def _vacuum(store: Store, folder: Path, screen: Screen) -> int:
    with exclusive(folder):
        before = upkeep.stats(store)["bytes"]
        forgotten = upkeep.vacuum(store)
        after = upkeep.stats(store)["bytes"]
    screen.say(f"{forgotten:,} articles forgotten; {before:,} bytes before, {after:,} now")
    return 0


def _tags(given: str | None) -> tuple[str, ...]:
    tags = tuple(filter(None, (given or "").split(",")))
    for tag in tags:
        if tag not in TARGETS:
            raise UsageError(f"--to {tag}", "no such language", f"use any of: {', '.join(TARGETS)}")
    return tags


def _export(store: Store, path: Path, tags: tuple[str, ...], screen: Screen) -> int:
    with files.replacing(path) as stream:
        count = export.write_tmx(stream, export.pairs(store, tags))
    screen.say(f"{path}: {count:,} translations")
    return 0
