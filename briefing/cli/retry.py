"""`briefing retry`: a batch's last command again, with what failed tried anew."""

from __future__ import annotations

import argparse
import datetime as dt
import os
from collections.abc import Iterator, Mapping
from typing import Any

from briefing.batch import flow
from briefing.cli.batch import Request, carry_out, existing_store
from briefing.cli.batch_screen import BatchScreen
from briefing.errors import UsageError
from briefing.readers.discovery import STDIN
from briefing.readers.limits import limits_from
from briefing.readers.sources import Item, articles
from briefing.settings import Settings, load
from briefing.store import Store, ledger


def run(args: argparse.Namespace) -> int:
    """Carry out the command and return its exit code."""
    folder = args.folder.resolve()
    with existing_store(folder) as store:
        last = ledger.last_run(store)
        if last is None:
            raise UsageError(str(args.folder), "no batch has been run in it", "Check the folder")
        count = ledger.statuses(store, last.id)["failed"]
        ledger.forget_failures(store)
        listed = list(ledger.files_of(store, last.id)) if STDIN in last.request["sources"] else None
    course = {name: getattr(args, name) for name in ("engine", "workers", "time_limit")}
    overrides = {"out": str(folder)} | course
    request = Request(
        tuple(last.request["sources"]), _settings(last.request["settings"] | overrides)
    )
    os.chdir(last.request["folder"])  # where its relative paths start from

    def found() -> Iterator[Item]:
        return articles(request.sources, limits_from(request.settings.limits), listed=listed)

    def everything(store: Store, run: ledger.Run) -> Iterator[tuple[int, Item]]:
        return enumerate(found(), start=1)

    def failed(store: Store, run: ledger.Run) -> Iterator[tuple[int, Item]]:
        wanted = {one.key: one.place for one in ledger.failures(store, run.id)}
        for item in found():
            if (place := wanted.pop(flow.identity(item), None)) is not None:
                yield place, item

    only = args.only == "failed"
    total = count if only else sum(1 for _ in found())
    screen = BatchScreen(args.log_format, quiet=args.quiet, total=total)
    return carry_out(request, failed if only else everything, screen, again=only)


def _settings(kept: Mapping[str, Any]) -> Settings:
    date = kept.get("date")
    return load(None, {**kept, "date": dt.date.fromisoformat(date) if date else None})
