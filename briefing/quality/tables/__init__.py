"""One row a language: how it writes numbers, dates, money and negation."""

from __future__ import annotations

from functools import cache

from briefing.quality.tables import en, ru, sr, uz
from briefing.quality.tables.row import Row

_ROWS = {row.tag: row for row in (en.ROW, sr.ROW, uz.ROW, ru.ROW)}


@cache
def row(tag: str) -> Row | None:
    """Return the row of the language `tag`; None for one that has no row."""
    return _ROWS.get(tag)
