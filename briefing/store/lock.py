"""One batch at a time in a folder."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from briefing.errors import OutputError, UsageError

NAME = ".briefing.lock"


@contextlib.contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Keep `folder` to this process for the length of the block; it is made if need be.

    The system lets go of it when the process ends, however it ends. Raises UsageError when another
    process has it, and OutputError when it cannot be written.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(folder / NAME)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout as error:
        raise UsageError(
            str(folder),
            "another batch is at work in it",
            "Wait for it (briefing status shows how far it is), or choose another folder",
        ) from error
    except OSError as error:
        raise OutputError(
            str(folder),
            f"cannot be written ({error.strerror or error})",
            "Choose a folder that can be written with --out",
        ) from error
    try:
        yield
    finally:
        lock.release()


def is_held(folder: Path) -> bool:
    """Tell whether a batch is at work in `folder`."""
    try:
        with exclusive(folder):
            return False
    except UsageError:
        return True
