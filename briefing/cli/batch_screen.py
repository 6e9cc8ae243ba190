"""What a person, or a log, sees of a batch while it runs; all of it on stderr."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import sys
import time
from collections.abc import Iterator
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from briefing.batch.flow import Flow, Tally
from briefing.batch.tasks import Description

_WELL = frozenset(("done", "unchanged", "written"))  # what else a flow says is a failure


class BatchScreen:
    """Shows a batch as a bar ("rich"), as lines ("plain") or as one JSON object a line ("json").

    None stands for a bar on a terminal, lines elsewhere. `quiet` leaves failures only. `total` is
    how many articles there are, None where that cannot be known before they have been read.
    """

    def __init__(self, log_format: str | None, *, quiet: bool, total: int | None = None) -> None:
        self._console = Console(stderr=True, highlight=False)
        terminal = self._console.is_terminal
        self._format = log_format or ("rich" if terminal else "plain")
        self._quiet = quiet
        self._total = total

    def announce(self, description: Description) -> None:
        """Say what is wrong in the glossary, and what is to be known of the checkpoints."""
        for problem in description.problems:
            self.complain(f"briefing: {problem}")
        for line in (*description.notices, *description.remarks):
            self.say(f"Note: {line}.")

    @contextlib.contextmanager
    def following(self, flow: Flow) -> Iterator[None]:
        """Show what `flow` does while the block lasts."""
        began = time.monotonic()
        if self._format != "rich" or self._quiet:
            flow.watch = lambda what, fate: self._line(
                what, fate, flow.tally, time.monotonic() - began
            )
            yield
            return
        with Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            TimeElapsedColumn(),
            console=self._console,
            transient=True,
        ) as bar:
            task = bar.add_task("", total=self._total)

            def show(what: str, fate: str) -> None:
                if fate not in _WELL:
                    self.complain(f"briefing: {fate}")
                bar.update(
                    task,
                    description=_pace(flow.tally, self._total, time.monotonic() - began),
                    completed=finished(flow.tally),
                )

            flow.watch = show
            yield

    def _line(self, what: str, fate: str, tally: Tally, seconds: float) -> None:
        failed = fate not in _WELL
        if self._format == "json":
            event = "document" if fate == "written" else "article"
            status = "failed" if failed else fate
            self._event(
                event,
                **{event: what},
                status=status,
                error=fate if failed else None,
                finished=finished(tally),
                total=self._total,
                seconds_left=_round(seconds_left(tally, self._total, seconds)),
            )
        elif failed:
            self.complain(f"briefing: {fate}")
        elif not self._quiet:
            of = "" if self._total is None else f"/{self._total:,}"
            self.say(f"[{finished(tally):,}{of}] {what}: {fate}")

    def _event(self, event: str, **values: Any) -> None:
        if self._quiet and values.get("status") != "failed":
            return
        now = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")
        print(  # noqa: T201
            json.dumps({"time": now, "event": event} | values, ensure_ascii=False), file=sys.stderr
        )

    def summary(self, text: str) -> None:
        """Print the summary unless quiet."""
        if self._format == "json":
            self._event("summary", text=text)
        elif not self._quiet:
            print(text, end="", file=sys.stderr)  # noqa: T201

    def say(self, line: str) -> None:
        """Print a line unless quiet."""
        if not self._quiet:
            self._print("note", line)

    def complain(self, line: str) -> None:
        """Print a line that must be seen, quiet or not."""
        self._print("failure", line)

    def _print(self, event: str, line: str) -> None:
        if self._format == "json":
            self._event(event, status="failed" if event == "failure" else None, text=line)
        else:
            print(line, file=sys.stderr)  # noqa: T201


def finished(tally: Tally) -> int:
    """Count the articles that nothing is left to do for, whatever became of them."""
    return tally.done + tally.failed


def seconds_left(tally: Tally, total: int | None, seconds: float) -> float | None:
    """Estimate how long the articles that are left will take, at the pace so far.

    Those that were unchanged cost next to nothing and say nothing of the pace. None when there
    is no telling: the total is unknown, or nothing has been worked on yet.
    """
    worked = finished(tally) - tally.unchanged
    if total is None or not worked:
        return None
    return max(0, total - finished(tally)) * seconds / worked


def _round(seconds: float | None) -> int | None:
    return None if seconds is None else round(seconds)


def _pace(tally: Tally, total: int | None, seconds: float) -> str:
    remembered = tally.segments - tally.segments_made
    of = "" if total is None else f" of {total:,}"
    left = _round(seconds_left(tally, total, seconds))
    return (
        f"{finished(tally):,}{of} articles ({tally.failed:,} failed,"
        f" {tally.unchanged:,} unchanged), {tally.segments / max(seconds, 1e-9):.1f} segments/s,"
        f" {remembered:,} of {tally.segments:,} remembered"
        + ("" if left is None else f", {dt.timedelta(seconds=left)} left")
    )
