"""A briefing becomes a Word document: `write(briefing, path)`."""

from __future__ import annotations

from pathlib import Path

from briefing import files
from briefing.documents import Briefing
from briefing.word.document import render

__all__ = ["render", "write"]


def write(briefing: Briefing, path: Path) -> None:
    """Write `briefing` to `path` as a .docx file, whole or not at all.

    Raises OutputError when it cannot be written.
    """
    files.write(path, render(briefing))
