"""Checkpoints and the engines that run them; the only place that imports model libraries.

Importing it loads none of them: that waits until a checkpoint is loaded.
"""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from briefing.models.abstractive import AbstractiveSummariser
from briefing.models.checkpoint import Checkpoint
from briefing.models.convert import ComputeType
from briefing.models.cores import Device, available_cores
from briefing.models.marian import Library, MarianEngine
from briefing.models.registry import rows
from briefing.models.router import (
    AUTO,
    STARTER,
    Candidate,
    Router,
    candidates,
    remarks,
)
from briefing.models.store import root
from briefing.models.writers import writers

__all__ = [
    "AUTO",
    "STARTER",
    "AbstractiveSummariser",
    "Candidate",
    "Checkpoint",
    "ComputeType",
    "Device",
    "Library",
    "MarianEngine",
    "Router",
    "available_cores",
    "candidates",
    "remarks",
    "root",
    "rows",
    "starter",
    "starter_candidate",
    "starter_path",
    "writers",
]


def starter_path() -> Path:
    """Return the folder of the checkpoint that comes with the package."""
    return Path(str(resources.files(__name__) / "starter"))


def starter() -> Checkpoint:
    """Return the checkpoint that comes with the package: small, for trial."""
    return starter_candidate().load()


def starter_candidate() -> Candidate:
    """Return the checkpoint that comes with the package, not loaded yet."""
    return Candidate(STARTER, starter_path(), notice="starter model, for trial")
