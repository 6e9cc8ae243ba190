"""What the summariser knows of each language: one small module a language, one row a module."""

from __future__ import annotations

from briefing.summary.tables import en, ru, sr, uz
from briefing.summary.tables.row import Row

__all__ = ["ROWS", "Row"]

ROWS: dict[str, Row] = {row.tag: row for row in (en.ROW, ru.ROW, sr.ROW, uz.ROW)}
