"""The local engine: worker processes on this machine, each with weights of its own.

One that dies or gives no sign of life in time is replaced; the articles it had are tried again one
by one, so that the one at fault is found, and fails alone. The parent hands a worker one task at a
time, and takes the next from its caller only when a worker is free: nothing piles up.
"""

from __future__ import annotations

import contextlib
import ctypes
import itertools
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Any

from briefing.batch.jobs import Job, retried
from briefing.batch.tasks import Made, Result, Stopped, Task
from briefing.batch.workshop import Workshop
from briefing.errors import BriefingError, UsageError

TICK = 0.25  # seconds between two looks at the clock
START = 120.0  # seconds a worker may take to load its weights, at the least
_STARTS = 3  # in a row that may fail before we give up


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a worker sets itself up; `open` is found again by its name, so it is a plain function."""

    open: Callable[..., Workshop]
    arguments: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class _Ready:
    """The worker has its weights."""


@dataclass(frozen=True, slots=True)
class _Refused:
    """The worker cannot be set up."""

    error: BriefingError


@dataclass(frozen=True, slots=True)
class _Halted:
    """The worker has stopped in the middle of a task, as it was asked to."""


@dataclass(frozen=True, slots=True)
class _Broke:
    """A task has raised what nobody had thought of."""

    why: str


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    connection: Connection
    seen: float  # when it last gave a sign of life, on the monotonic clock
    ready: bool = False
    gone: bool = False  # it is dead, and all it said before has been heard
    job: Job | None = None
    stage: str = "start"


@dataclass(slots=True)
class LocalEngine:
    """Runs tasks in worker processes. A context manager: leaving it ends them."""

    recipe: Recipe
    workers: int
    time_limit: float  # seconds without a sign of life
    _staff: list[_Worker] = field(default_factory=list)
    _again: deque[Job] = field(default_factory=deque)
    _failed_starts: int = 0
    _context: Any = field(default_factory=lambda: multiprocessing.get_context("spawn"))
    _stop: Any = None

    def __enter__(self) -> LocalEngine:
        # Without a lock, which a worker that is killed might take with it.
        self._stop = self._context.RawValue(ctypes.c_bool, False)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for worker in self._staff:
            worker.process.kill()  # it writes nothing, so nothing can be half-written
        for worker in self._staff:
            worker.process.join()
            worker.connection.close()
        self._staff.clear()

    def stop(self) -> None:
        """Have the workers end at the next batch of segments. May be called by a signal handler."""
        self._stop.value = True

    @property
    def stopping(self) -> bool:
        """Tell whether `stop` was called."""
        return bool(self._stop.value)

    def run(self, tasks: Iterable[Task]) -> Iterator[Made | Result]:
        """Yield what comes of `tasks` as it comes, in no order, each task's result once.

        Ends early, with tasks left, when it is stopped. Raises UsageError when a worker cannot be
        set up.
        """
        remaining = (Job(task) for task in tasks)
        while True:
            self._assign(remaining)
            if not any(worker.job for worker in self._staff) and (
                self.stopping or not self._waiting(remaining, 1)
            ):
                return
            yield from self._hear()
            yield from self._bury()

    def _waiting(self, remaining: Iterator[Job], count: int) -> bool:
        """Tell whether there are `count` jobs that nobody has; they are given out next."""
        wanted = max(0, count - len(self._again))
        self._again.extend(itertools.islice(remaining, wanted))
        return len(self._again) >= count

    def _assign(self, remaining: Iterator[Job]) -> None:
        """Give each free worker a job; take more workers on where there is more to do."""
        if self.stopping:
            return
        for worker in self._staff:
            if worker.ready and not worker.job and self._waiting(remaining, 1):
                worker.job = self._again.popleft()
                worker.seen = time.monotonic()
                worker.stage = "start"
                with contextlib.suppress(OSError):  # it has just died: found out below
                    worker.connection.send(worker.job.task)
        starting = sum(not worker.ready for worker in self._staff)
        while len(self._staff) < self.workers and self._waiting(remaining, starting + 1):
            self._staff.append(self._hire())
            starting += 1

    def _hire(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(
            target=_serve, args=(theirs, self.recipe, self._stop), daemon=True
        )
        process.start()
        theirs.close()
        return _Worker(process, ours, time.monotonic())

    def _hear(self) -> Iterator[Made | Result]:
        """Wait for what workers have to say, a moment at the most."""
        by_connection = {worker.connection: worker for worker in self._staff}
        for connection in wait(list(by_connection), TICK):
            worker = by_connection[connection]  # type: ignore[index]
            try:
                message = worker.connection.recv()
            except (EOFError, OSError):
                worker.gone = True
                continue
            worker.seen = time.monotonic()
            match message:
                case _Ready():
                    worker.ready = True
                    self._failed_starts = 0
                case _Refused(error):
                    raise error
                case _Halted():
                    worker.job = None
                case _Broke(why) if worker.job:
                    job, worker.job = worker.job, None
                    yield from self._after(job, worker.stage, why)
                case Made(stage):
                    worker.stage = stage
                    yield message
                case _:
                    worker.job = None
                    yield message

    def _bury(self) -> Iterator[Result]:
        """Let go of workers that are dead or silent, and see to the jobs that they had."""
        now = time.monotonic()
        for worker in list(self._staff):
            limit = self.time_limit if worker.ready else max(START, self.time_limit)
            silent = (worker.job or not worker.ready) and now - worker.seen > limit
            if not worker.gone and not silent:
                continue
            worker.process.kill()
            worker.process.join()
            worker.connection.close()
            self._staff.remove(worker)
            why = f"no sign of life in {limit:g} seconds" if silent else _death(worker.process)
            if not worker.ready:
                self._failed_starts += 1
                if self._failed_starts >= _STARTS:
                    raise UsageError(
                        "workers", f"they cannot be started: {why}", "Try fewer, with --workers 1"
                    )
            elif worker.job:
                yield from self._after(worker.job, worker.stage, why)

    def _after(self, job: Job, stage: str, why: str) -> Iterator[Result]:
        """Try a job that cost a worker again, article by article, or give it up."""
        again, given_up = retried(job, stage, why)
        self._again.extend(again)
        if given_up:
            yield given_up


def _death(process: SpawnProcess) -> str:
    code = process.exitcode
    if code == -signal.SIGKILL:
        return "its worker was killed (signal 9; out of memory?)"
    if code is not None and code < 0:
        return f"its worker died (signal {-code}, {signal.strsignal(-code)})"
    return f"its worker ended (exit code {code})"


def _serve(connection: Connection, recipe: Recipe, stop: Any) -> None:
    """Be a worker: set up, then carry out tasks until the other end is closed."""
    # Both go to all processes of a terminal or service; the parent decides what becomes of them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()

    def sign(made: Made) -> None:
        connection.send(made)
        if stop.value:
            raise Stopped

    try:
        workshop = recipe.open(*recipe.arguments)
    except BriefingError as error:
        connection.send(_Refused(error))
        return
    except Exception as error:  # noqa: BLE001  said by the parent, in a sentence
        connection.send(_Refused(_internal(error)))
        return
    connection.send(_Ready())
    for _ in itertools.count():
        try:
            task = connection.recv()
        except EOFError:
            return
        try:
            connection.send(workshop.work(task, sign))
        except Stopped:
            connection.send(_Halted())
        except Exception as error:  # noqa: BLE001  one task's fault never costs the others
            connection.send(_Broke(f"internal error, {type(error).__name__}: {error}"))


def _internal(error: Exception) -> BriefingError:
    return BriefingError(
        "workers",
        f"internal error while they were set up, {type(error).__name__}: {error}",
        "Run again with --workers 1 --debug and report what it prints",
    )


def _end_with_parent() -> None:
    """End this process at once when its parent is gone, however that came about."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
