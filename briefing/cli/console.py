"""What a person sees while a command runs, all of it on stderr; stdout is for results."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator, Sequence

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

WIDTH = 110  # of tables where there is no terminal to ask
Advance = Callable[[str], None]


class Screen:
    """Progress, messages and tables on stderr.

    A terminal gets a bar, anything else plain lines; `quiet` leaves failures only.
    """

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._console = Console(stderr=True, highlight=False, soft_wrap=True)
        if not self._console.is_terminal:
            self._console = Console(stderr=True, highlight=False, soft_wrap=True, width=WIDTH)

    @contextlib.contextmanager
    def progress(self, what: str, total: int | None) -> Iterator[Advance]:
        """Show progress through `total` things; call the value with each one's line when done."""
        if self._quiet:
            yield lambda _line: None
        elif self._console.is_terminal:
            with Progress(
                TextColumn(what),
                BarColumn(),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
                TextColumn("{task.description}"),
                console=self._console,
                transient=True,
            ) as bar:
                task = bar.add_task("", total=total)
                yield lambda line: bar.update(task, advance=1, description=line)
        else:
            yield self._counter(total)

    def _counter(self, total: int | None) -> Advance:
        done = 0

        def advance(line: str) -> None:
            nonlocal done
            done += 1
            self.say(f"[{done}/{total}] {line}" if total else f"[{done}] {line}")

        return advance

    def say(self, line: str) -> None:
        """Print a line unless quiet."""
        if not self._quiet:
            self._print(line)

    def complain(self, line: str) -> None:
        """Print a line that must be seen, quiet or not."""
        self._print(line)

    def _print(self, line: str) -> None:
        # Not through rich: it would take [brackets] in a path for markup and wrap long lines.
        print(line, file=sys.stderr)  # noqa: T201

    def table(self, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Print a small table unless quiet."""
        if self._quiet:
            return
        table = Table(box=None, pad_edge=False, header_style="bold")
        for heading in headings:
            table.add_column(heading, overflow="fold")  # an ellipsis would hide which file it was
        for row in rows:
            table.add_row(*(cell.replace("[", r"\[") for cell in row))
        self._console.print(table)
