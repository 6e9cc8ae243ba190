"""`briefing status`: how the last run of a batch stands, and what failed."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from briefing.cli.batch import existing_store
from briefing.errors import UsageError
from briefing.report import dump
from briefing.store import Store, ledger
from briefing.store.lock import is_held


def run(args: argparse.Namespace) -> int:
    """Print how a batch stands; return 0 when all is done, 1 when something failed or is left."""
    with existing_store(args.folder) as store:
        last = ledger.last_run(store)
        if last is None:
            raise UsageError(str(args.folder), "no batch has been run in it", "Check the folder")
        standing = _standing(store, last, at_work=is_held(args.folder))
    if args.json:
        sys.stdout.write(dump(standing))
    else:
        _print(standing)
    return 0 if standing["state"] == "finished" and not standing["failed"] else 1


def _standing(store: Store, last: ledger.Run, *, at_work: bool) -> dict[str, Any]:
    state = "at work" if at_work else "finished" if last.finished else "interrupted"
    return {
        "state": state,
        "started": last.started,
        "date": last.day.isoformat(),
        "sources": last.request["sources"],
        **ledger.statuses(store, last.id),
        "failures": [
            {"name": one.name, "stage": one.stage, "error": one.error}
            for one in ledger.failures(store, last.id)
        ],
    }


def _print(standing: dict[str, Any]) -> None:
    print(f"{standing['state']}, begun {standing['started']}")  # noqa: T201
    counts = (f"{standing[name]:,} {name}" for name in ("done", "failed", "waiting"))
    print(f"articles: {', '.join(counts)}")  # noqa: T201
    for failure in standing["failures"]:
        print(f"  {failure['stage']}: {failure['error']}")  # noqa: T201
