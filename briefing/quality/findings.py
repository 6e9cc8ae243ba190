"""What a check reports: a doubt about one segment, and where it lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefing.decoding import Span

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One doubt about a translation. Spans are in the segment's two texts."""

    id: str  # of the check, by which it can be switched off
    severity: Severity
    message: str  # in English, for the person who signs the document
    span: Span | None = None  # in the translation
    source_span: Span | None = None
