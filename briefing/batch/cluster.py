"""The engine for many machines: Ray actors, each with weights of its own.

Tasks and results are small plain values and a worker has one task at a time, so that neither the
driver nor Ray's object store fills up however many articles there are. The task of a worker whose
machine is lost goes to another one; what loses its worker again and again is tried article by
article, as the local engine does.
"""

from __future__ import annotations

import logging
import os
import socket
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import Any

from briefing.batch.jobs import Job, retried
from briefing.batch.local import Recipe
from briefing.batch.tasks import Chunk, Made, Result, Task
from briefing.batch.workshop import Workshop
from briefing.errors import BriefingError, UsageError

TICK = 0.25  # seconds between two looks at the clock
START = 300.0  # seconds for a first worker to be placed and to load its weights
KNOCK = 5.0  # seconds for a cluster to answer
OBJECTS = 256 * 2**20  # bytes of Ray's object store, where we start it ourselves
_MOVES = 2  # times that a task goes to another worker before it is suspected itself
_STARTS = 3  # in a row that may fail before we give up


class Clerk:
    """A worker, on whatever machine Ray puts it."""

    def __init__(self, recipe: Recipe, folder: str) -> None:
        if Path(folder).is_dir():  # that relative paths start from
            os.chdir(folder)
        self._recipe = recipe
        self._workshop: Workshop | None = None

    def ready(self) -> BriefingError | None:
        """Load the weights; return why that cannot be done, if so."""
        try:
            self._workshop = self._recipe.open(*self._recipe.arguments)
        except BriefingError as error:
            return error
        return None

    def work(self, task: Task) -> tuple[list[Made], Result]:
        """Carry out `task`; return what was made on the way, and its result."""
        assert self._workshop
        made: list[Made] = []
        result = self._workshop.work(task, made.append)
        return made, result


@dataclass(frozen=True, slots=True)
class _Order:
    """A job, and how many workers it has lost."""

    job: Job
    moves: int = 0


@dataclass(frozen=True, slots=True)
class _Hired:
    """An actor, since when it has been at what it is at, and the order, none while it starts."""

    actor: Any
    since: float
    order: _Order | None = None


@dataclass(slots=True)
class RayEngine:
    """Runs tasks on a Ray cluster. A context manager: leaving it lets the cluster go."""

    recipe: Recipe
    workers: int  # 0: as many as the cluster has room for
    time_limit: float  # seconds an article may take
    address: str | None = None  # of a cluster; None: RAY_ADDRESS, or one started on this machine
    cores: int = 1  # a worker
    _free: list[Any] = field(default_factory=list)  # actors
    _engaged: dict[Any, _Hired] = field(default_factory=dict)  # by what they will answer
    _again: deque[_Order] = field(default_factory=deque)
    _failed_starts: int = 0
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
            if address:
                _knock(address)
            ray.init(address, log_to_driver=False, logging_level=logging.ERROR, **own)
        except (OSError, RuntimeError, ValueError) as error:
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
        self._engaged.clear()
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

        Ends early, with tasks left, when it is stopped. Raises UsageError when no worker can be
        set up.
        """
        remaining = (_Order(Job(task)) for task in tasks)
        while True:
            self._assign(remaining)
            if not self._busy() and (self._stopping or not self._waiting(remaining)):
                return
            yield from self._hear()
            yield from self._overdue()

    def _busy(self) -> bool:
        return any(hired.order for hired in self._engaged.values())

    def _waiting(self, remaining: Iterator[_Order]) -> bool:
        """Tell whether there is an order that nobody has; it is given out next."""
        if not self._again:
            self._again.extend(order for order in [next(remaining, None)] if order)
        return bool(self._again)

    def _assign(self, remaining: Iterator[_Order]) -> None:
        """Give each free worker an order; take more workers on where there is more to do.

        Only who is there already gets one: a cluster that has lost a machine may have no room for
        the next, and its order would wait for ever.
        """
        while not self._stopping and self._free and self._waiting(remaining):
            actor, order = self._free.pop(), self._again.popleft()
            answer = actor.work.remote(order.job.task)
            self._engaged[answer] = _Hired(actor, time.monotonic(), order)
        hiring = not self._stopping and self._waiting(remaining)
        while hiring and len(self._engaged) + len(self._free) < self.workers:
            actor = self._actor()
            self._engaged[actor.ready.remote()] = _Hired(actor, time.monotonic())

    def _actor(self) -> Any:
        made = self._ray.remote(Clerk).options(num_cpus=self.cores, scheduling_strategy="SPREAD")
        return made.remote(self.recipe, str(Path.cwd()))

    def _hear(self) -> Iterator[Made | Result]:
        """Wait for what workers have to say, a moment at the most."""
        said, _ = self._ray.wait(list(self._engaged), timeout=TICK)
        for answer in said:
            hired = self._engaged.pop(answer)
            try:
                answered = self._ray.get(answer)
            except self._ray.exceptions.RayActorError as error:
                yield from self._lost(hired, f"its worker was lost ({_first_line(error)})")
                continue
            except self._ray.exceptions.RayTaskError as error:
                self._free.append(hired.actor)
                yield from self._lost(hired, f"internal error, {_first_line(error.cause)}")
                continue
            if isinstance(answered, BriefingError):
                raise answered
            self._free.append(hired.actor)
            self._failed_starts = 0
            if hired.order:
                made, result = answered
                yield from made
                yield result

    def _overdue(self) -> Iterator[Result]:
        """Let go of workers that have been at an order for too long."""
        now = time.monotonic()
        for answer, hired in list(self._engaged.items()):
            spent = now - hired.since
            if hired.order is None:
                if spent > START and not self._free and not self._busy():
                    raise UsageError(
                        "--engine ray",
                        f"no worker was ready in {START:g} seconds",
                        f"Give the cluster {self.cores} free cores a worker",
                    )
                continue
            task = hired.order.job.task
            limit = self.time_limit * (len(task.errands) if isinstance(task, Chunk) else 1)
            if spent > limit:
                del self._engaged[answer]
                self._ray.kill(hired.actor)
                suspect = replace(hired.order, moves=_MOVES)  # it would take as long elsewhere
                why = f"not finished in {limit:g} seconds"
                yield from self._lost(replace(hired, order=suspect), why)

    def _lost(self, hired: _Hired, why: str) -> Iterator[Result]:
        """See to the order of a worker that is gone: it goes to another, or is looked into."""
        order = hired.order
        if order is None:
            self._failed_starts += 1
            if self._failed_starts >= _STARTS:
                raise UsageError(
                    "--engine ray", f"workers cannot be started: {why}", "Mend the cluster"
                )
        elif order.moves < _MOVES:
            self._again.append(replace(order, moves=order.moves + 1))
        else:
            again, given_up = retried(order.job, "briefing", why)
            self._again.extend(map(_Order, again))
            if given_up:
                yield given_up


def _knock(address: str) -> None:
    """Raise OSError at once where nobody listens; Ray itself would try for minutes."""
    host, _, port = address.rpartition(":")
    if host and port.isdecimal() and "//" not in host:
        socket.create_connection((host, int(port)), KNOCK).close()


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines() or [""]
    return f"{type(error).__name__}: {lines[0]}"
