"""Conversions are made once and kept; a folder under its final name is always a whole one."""

from __future__ import annotations

import errno
import os
import re
import shutil
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import CheckpointError
from briefing.models.checkpoint import Checkpoint
from briefing.models.convert import VERSION, ComputeType, convert

_ABANDONED_AFTER = 24 * 3600.0  # seconds; no conversion takes that long


@dataclass(frozen=True, slots=True)
class Converted:
    """A CTranslate2 model on disk, and what the user must know about where it is."""

    path: Path
    warning: str | None = None


def home() -> Path:
    """Return the folder that conversions are kept in: BRIEFING_HOME, or the user's cache."""
    import platformdirs

    set_by_user = os.environ.get("BRIEFING_HOME")
    if set_by_user:
        return Path(set_by_user).expanduser()
    return Path(platformdirs.user_cache_dir("briefing", appauthor=False))


@contextmanager
def converted(checkpoint: Checkpoint, compute_type: ComputeType) -> Iterator[Converted]:
    """Give `checkpoint` converted for `compute_type`, valid until the end of the block.

    It is kept for next time. Where nothing can be kept (a read-only or full disk), it is made in a
    temporary folder, and `warning` says so. Raises CheckpointError when there is no room even
    there, or when the checkpoint cannot be converted.
    """
    kept = home() / "converted" / _key(checkpoint, compute_type)
    try:
        if not kept.is_dir():
            _make(checkpoint, compute_type, kept)
    except OSError as error:
        warning = (
            f"{kept.parent}: the converted checkpoint cannot be kept ({_reason(error)}), so it is "
            "converted on every run. Set BRIEFING_HOME to a folder that can be written."
        )
    else:
        yield Converted(kept)
        return
    with _temporary(checkpoint) as folder:
        try:
            convert(checkpoint, folder, compute_type)
        except OSError as error:
            raise _no_room(checkpoint, error) from error
        yield Converted(folder, warning)


def _key(checkpoint: Checkpoint, compute_type: ComputeType) -> str:
    """Return a folder name that changes with everything a conversion depends on."""
    name = re.sub(r"[^\w.-]", "_", checkpoint.name)
    return f"{name}-{checkpoint.hash[:16]}-{compute_type}-v{VERSION}"


def _make(checkpoint: Checkpoint, compute_type: ComputeType, kept: Path) -> None:
    """Convert into a folder beside `kept`, and rename it when it is whole and on the disk."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    _remove_abandoned(kept.parent)
    unfinished = kept.parent / f".unfinished-{uuid.uuid4().hex}"
    unfinished.mkdir()
    try:
        convert(checkpoint, unfinished, compute_type)
        for file in unfinished.iterdir():
            _flush(file)
        _flush(unfinished)
        try:
            unfinished.rename(kept)
        except OSError:
            if not kept.is_dir():  # otherwise another process was first, with the same content
                raise
        _flush(kept.parent)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _flush(path: Path) -> None:
    """Make sure that a file, or a folder's list of files, survives a power cut."""
    if path.is_dir() and not hasattr(os, "O_DIRECTORY"):
        return  # Windows flushes folders by itself and cannot open them
    descriptor = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove_abandoned(folder: Path) -> None:
    """Remove what killed processes left behind; younger ones may still be at work."""
    for path in folder.glob(".unfinished-*"):
        try:
            abandoned = time.time() - path.stat().st_mtime > _ABANDONED_AFTER
        except FileNotFoundError:  # its owner has just finished
            continue
        if abandoned:
            shutil.rmtree(path, ignore_errors=True)


@contextmanager
def _temporary(checkpoint: Checkpoint) -> Iterator[Path]:
    try:
        folder = tempfile.TemporaryDirectory(prefix="briefing-", ignore_cleanup_errors=True)
    except OSError as error:
        raise _no_room(checkpoint, error) from error
    with folder as path:
        yield Path(path)


def _no_room(checkpoint: Checkpoint, error: OSError) -> CheckpointError:
    return CheckpointError(
        checkpoint.name,
        f"it cannot be converted, neither in {home()} nor in the folder for temporary files "
        f"({_reason(error)})",
        "Free some space, or set BRIEFING_HOME to a folder that can be written",
    )


def _reason(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "the disk is full"
    return error.strerror or str(error)
