"""What a batch came to: report.json for machines, summary.txt for a nightly mail.

report.json tells what the output is made of, and is the same however the work was divided or
interrupted; how a run went (what was remembered, how long it took) is in the summary.
"""

from __future__ import annotations

import datetime as dt
import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing import files
from briefing.batch.flow import Tally
from briefing.batch.tasks import Description
from briefing.report import SCHEMA
from briefing.store import Store, ledger, plain
from briefing.store.ledger import Run

REPORT, SUMMARY = "report.json", "summary.txt"
_FAILURES_SHOWN = 50  # in the summary; the report has them all


Totals = dict[str, Any]  # nested tables of numbers


def write_report(path: Path, store: Store, run: Run, description: Description) -> Totals:
    """Write the report of every group that `run` touched, one volume in memory at a time.

    Return its totals. Raises OutputError when it cannot be written.
    """
    totals: Totals = {}
    with files.replacing(path) as stream:
        for part in _report(store, run, description, totals):
            stream.write(part.encode("utf-8", "backslashreplace"))
    return totals


def _report(store: Store, run: Run, description: Description, totals: Totals) -> Iterator[str]:
    head = {
        "schema": SCHEMA,
        "signature": run.signature,
        "notices": list(description.notices),
        "glossary_problems": list(description.problems),
    }
    yield _json(head)[:-2] + ',\n  "articles": ['
    separator = "\n"
    for grouping in ledger.groups(store, run.id):
        for packed in ledger.reports(store, grouping):
            part = plain.unpack(dict, packed)
            _add(totals, part["totals"])
            for article in part["articles"]:
                yield separator + _indented({"group": grouping} | article)
                separator = ",\n"
    yield '\n  ],\n  "totals": ' + _json(totals).replace("\n", "\n  ") + "\n}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _indented(value: Any) -> str:
    return "    " + _json(value).replace("\n", "\n    ")


def _add(totals: Totals, more: Mapping[str, Any]) -> None:
    """Add one nested table of numbers to another."""
    for name, value in more.items():
        if isinstance(value, Mapping):
            _add(totals.setdefault(name, {}), value)
        else:
            totals[name] = totals.get(name, 0) + value


@dataclass(frozen=True, slots=True)
class Course:
    """How a run went."""

    seconds: float
    workers: int
    interrupted: bool
    unwritten: Sequence[str] = ()  # documents that are missing, with why


def summary(out: Path, store: Store, run: Run, tally: Tally, course: Course) -> str:
    """Return a dozen lines that a person reads in the morning: what was done, what was not."""
    finished = tally.done + tally.failed
    fresh = finished - tally.unchanged
    remembered = tally.segments - tally.segments_made
    lines = [
        f"briefing batch into {out}, {run.day.isoformat()}"
        + (": interrupted; the same command goes on from here" if course.interrupted else ""),
        "",
        f"articles   {finished:,}: {tally.done:,} done, {tally.failed:,} failed"
        f" ({tally.unchanged:,} unchanged since before)",
        f"segments   {tally.segments:,}: {tally.segments_made:,} decoded,"
        f" {remembered:,} remembered{_share(remembered, tally.segments)}",
        f"documents  {tally.documents:,} written, {tally.documents_kept:,} as they were",
        f"time       {dt.timedelta(seconds=round(course.seconds))}, {course.workers} workers"
        + (f", {fresh / course.seconds * 3600:,.0f} articles an hour" if fresh else ""),
    ]
    failures = ledger.failures(store, run.id)
    shown = list(itertools.islice(failures, _FAILURES_SHOWN))
    if shown:
        lines += ["", "failed, in what stage and why:"]
        lines += [f"  {one.stage}: {one.error}" for one in shown]
        if left := tally.failed - len(shown):
            lines.append(f"  and {left:,} more: briefing status {out}")
        lines.append(f"to try them again: briefing retry {out} --only failed")
    if course.unwritten:
        lines += ["", "documents not written:", *(f"  {line}" for line in course.unwritten)]
    return "\n".join(lines) + "\n"


def _share(part: int, whole: int) -> str:
    return f" ({part / whole:.1%})" if whole else ""
