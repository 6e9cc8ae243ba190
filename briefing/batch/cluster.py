"""The engine for many machines: Ray actors, each with weights of its own.

Tasks and results are small plain values and a worker has one task at a time, so that neither the
driver nor Ray's object store fills up however many articles there are. A worker whose machine is
lost is started on another one, and given the task again; what fails there too is tried article by
article, as the local engine does.
"""

from __future__ import annotations

import itertools
import logging
import os
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from briefing.batch.jobs import Job, retried
from briefing.batch.local import Recipe
from briefing.batch.tasks import Chunk, Made, Result, Task
from briefing.batch.workshop import Workshop
from briefing.errors import BriefingError, UsageError

TICK = 0.25  # seconds between two looks at the clock
START = 300.0  # seconds a worker may take to be placed and to load its weights
OBJECTS = 256 * 2**20  # bytes of Ray's object store, where we start it ourselves
_MOVES = 3  # times that a worker may be started again elsewhere


class Clerk:
    """A worker, on whatever machine Ray puts it."""

    def __init__(self, recipe: Recipe, folder: str) -> None:
        self._recipe = recipe
        if Path(folder).is_dir():  # that relative paths start from
            os.chdir(folder)
        self._workshop: Workshop | None = None

    def work(self, task: Task) -> tuple[list[Made], Result] | BriefingError:
        """Carry out `task`; return what was made of it, or why no worker can be set up."""
        if self._workshop is None:
            try:
                self._workshop = self._recipe.open(*self._recipe.arguments)
            except BriefingError as error:
                return error
        made: list[Made] = []
        result = self._workshop.work(task, made.append)
        return made, result


@dataclass(slots=True)
class _Hired:
    """One actor, what it is at, and since when."""

    actor: Any
    job: Job
    since: float
    seasoned: bool  # it has finished a task, so its weights are loaded


@dataclass(slots=True)
class RayEngine:
    """Runs tasks on a Ray cluster. A context manager: leaving it lets the cluster go."""

    recipe: Recipe
    workers: int  # 0: as many as the cluster has room for
    time_limit: float  # seconds an article may take
    address: str | None = None  # of a cluster; None: RAY_ADDRESS, or one started on this machine
    cores: int = 1  # a worker
    _free: list[tuple[Any, bool]] = field(default_factory=list)
    _busy: dict[Any, _Hired] = field(default_factory=dict)
    _again: deque[Job] = field(default_factory=deque)
    _stopping: bool = False
    _ray: Any = None

    def __enter__(self) -> RayEngine:
        """Join the cluster, or start one. Raises UsageError when neither can be done."""
        try:
            import ray
        except ImportError as error:
            raise UsageError(
                "--engine ray", "Ray is not installed", "Install it: pip install 'briefing[ray]'"
            ) from error
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is sent anywhere
        address = self.address or os.environ.get("RAY_ADDRESS")
        own = {} if address else self._own_cluster()
        try:
            ray.init(address, log_to_driver=False, logging_level=logging.ERROR, **own)
        except (ConnectionError, RuntimeError, ValueError) as error:
            raise UsageError(
                f"--engine ray ({address or 'this machine'})",
                str(error).splitlines()[0],
                "Start the cluster with `ray start`, and name it with RAY_ADDRESS=host:6379",
            ) from error
        self._ray = ray
        resources: dict[str, float] = self._ray.cluster_resources()
        room = int(resources.get("CPU", 1)) // self.cores
        self.workers = self.workers or max(1, room)
        return self

    def _own_cluster(self) -> dict[str, Any]:
        return {
            "num_cpus": self.workers * self.cores or None,
            "object_store_memory": OBJECTS,
            "include_dashboard": False,
        }

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ray.shutdown()
        self._busy.clear()
        self._free.clear()

    def stop(self) -> None:
        """Begin no further task. May be called by a signal handler."""
        self._stopping = True

    @property
    def stopping(self) -> bool:
        """Tell whether `stop` was called."""
        return self._stopping

    def run(self, tasks: Iterable[Task]) -> Iterator[Made | Result]:
        """Yield what comes of `tasks` as it comes, in no order, each task's result once.

        Ends early, with tasks left, when it is stopped. Raises UsageError when a worker cannot be
        set up.
        """
        remaining = (Job(task) for task in tasks)
        while True:
            self._assign(remaining)
            if not self._busy:
                return
            yield from self._hear()
            yield from self._overdue()

    def _assign(self, remaining: Iterator[Job]) -> None:
        """Give each free worker a job; take more workers on where there is more to do."""
        while not self._stopping and len(self._busy) < self.workers:
            job = self._again.popleft() if self._again else next(remaining, None)
            if job is None:
                return
            actor, seasoned = self._free.pop() if self._free else (self._hire(), False)
            self._busy[actor.work.remote(job.task)] = _Hired(actor, job, time.monotonic(), seasoned)

    def _hire(self) -> Any:
        options = {
            "num_cpus": self.cores,
            "max_restarts": _MOVES,
            "max_task_retries": _MOVES,
            "scheduling_strategy": "SPREAD",
        }
        return self._ray.remote(Clerk).options(**options).remote(self.recipe, str(Path.cwd()))

    def _hear(self) -> Iterator[Made | Result]:
        """Wait for what workers have to say, a moment at the most."""
        said, _ = self._ray.wait(list(self._busy), timeout=TICK)
        for reference in said:
            hired = self._busy.pop(reference)
            try:
                answer = self._ray.get(reference)
            except self._ray.exceptions.RayActorError as error:
                yield from self._after(hired.job, f"its worker was lost ({_first_line(error)})")
                continue
            except self._ray.exceptions.RayTaskError as error:
                self._free.append((hired.actor, hired.seasoned))
                yield from self._after(hired.job, f"internal error, {_first_line(error.cause)}")
                continue
            if isinstance(answer, BriefingError):
                raise answer
            self._free.append((hired.actor, True))
            made, result = answer
            yield from made
            yield result

    def _overdue(self) -> Iterator[Result]:
        """Let go of workers that have been at a job for too long."""
        now = time.monotonic()
        for reference, hired in list(self._busy.items()):
            articles = len(hired.job.task.errands) if isinstance(hired.job.task, Chunk) else 1
            limit = self.time_limit * articles + (0 if hired.seasoned else START)
            if now - hired.since > limit:
                del self._busy[reference]
                self._ray.kill(hired.actor)
                yield from self._after(hired.job, f"not finished in {limit:g} seconds")

    def _after(self, job: Job, why: str) -> Iterator[Result]:
        again, given_up = retried(job, "briefing", why)
        self._again.extend(again)
        yield from itertools.chain([given_up] if given_up else ())


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines() or [""]
    return f"{type(error).__name__}: {lines[0]}"
