"""Puts what workers have made into the store."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.store.connection import Store
from briefing.store.memory import Kept, Record, Stage


def keep(store: Store, records: Iterable[Record], run: int) -> None:
    """Write the `records` of a run, all or none; what is there already stays as it is.

    Raises OutputError when the disk is full or may not be written.
    """
    stages, segments = [], []
    for record in records:
        match record:
            case Stage(key, stage, value):
                stages.append((key, stage, value))
            case Kept(key, source_tag, target_tag, script, source, text, rest):
                segments.append((key, source_tag, target_tag, script, source, text, rest, run))
    with store.writing() as connection:
        connection.executemany("INSERT OR IGNORE INTO stages VALUES (?, ?, ?)", stages)
        connection.executemany(
            "INSERT OR IGNORE INTO segments VALUES (?, ?, ?, ?, ?, ?, ?, ?)", segments
        )
