"""Briefings become a Word document: `write(briefings, path)`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from briefing import files
from briefing.documents import Briefing
from briefing.word.cover import read_logo
from briefing.word.document import Edition, render

__all__ = ["Edition", "read_logo", "render", "write"]


def write(
    briefings: Sequence[Briefing],
    path: Path,
    *,
    edition: Edition = "clean",
    template: bytes | None = None,
) -> None:
    """Write `briefings` to `path` as one .docx file, whole or not at all.

    Raises OutputError when it cannot be written.
    """
    files.write(path, render(briefings, edition=edition, template=template))
