"""Checkpoints and the engines that run them; the only place that imports model libraries.

Importing it loads none of them: that waits until a checkpoint is loaded.
"""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from briefing.models.checkpoint import Checkpoint
from briefing.models.convert import ComputeType
from briefing.models.cores import available_cores
from briefing.models.marian import MarianEngine

__all__ = [
    "Checkpoint",
    "ComputeType",
    "MarianEngine",
    "available_cores",
    "starter",
    "starter_path",
]


def starter_path() -> Path:
    """Return the folder of the checkpoint that comes with the package."""
    return Path(str(resources.files(__name__) / "starter"))


def starter() -> Checkpoint:
    """Return the checkpoint that comes with the package: small, for trial."""
    return Checkpoint.load(starter_path(), name="starter", notice="starter model, for trial")
