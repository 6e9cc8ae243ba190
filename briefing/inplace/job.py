"""What a format is told of the document it rewrites."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.languages import Target


@dataclass(frozen=True, slots=True)
class Job:
    """One document's path, for messages, and what is asked of it."""

    path: str
    target: Target
    field: str | None = None  # which one of a table or of JSON objects is translated
