"""Tasks under way, and what is done about one that cost a worker."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.batch.tasks import Briefed, Chunk, Task, Unwritten, Volume, without
from briefing.batch.workshop import lost
from briefing.errors import UsageError


@dataclass(frozen=True, slots=True)
class Job:
    """A task, and whether it is tried again by itself, after its worker was lost."""

    task: Task
    alone: bool = False


def retried(job: Job, stage: str, why: str) -> tuple[list[Job], Briefed | Unwritten | None]:
    """Return what becomes of a job that cost a worker: it is tried again, or given up.

    Articles are tried again one by one, so that the one at fault is found, and fails alone. Raises
    UsageError when a worker cannot even say what it is.
    """
    match job.task:
        case Chunk(errands) if not job.alone:
            return [Job(Chunk((errand,)), alone=True) for errand in errands], None
        case Chunk(errands):
            remedy = "Look into the article, or allow more with --time-limit"
            why = f"given up: {why}, alone and with others"
            return [], Briefed(tuple(lost(errand, stage, why, remedy) for errand in errands))
        case _ if not job.alone:
            return [Job(job.task, alone=True)], None
        case Volume():
            return [], Unwritten(without(job.task), why)
        case _:
            raise UsageError("workers", why, "Run again with --workers 1 --debug")
