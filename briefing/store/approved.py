"""The memory: translations that people have approved, with who and when, for use ever after.

One translation of a source is in force in each direction and script. What it replaced is kept.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from unicodedata import normalize

from briefing.store.connection import Store

_FIELDS = "source_tag, target_tag, script, source, text, machine, approved_by, approved_at, origin"


@dataclass(frozen=True, slots=True)
class Direction:
    """From which language into which, and the script that is written."""

    source: str  # language tags
    target: str
    script: str  # ISO 15924, of the target


@dataclass(frozen=True, slots=True)
class Approved:
    """A translation as a person approved it."""

    direction: Direction
    source: str  # as `plain` leaves it
    text: str
    by: str
    at: str  # ISO time, UTC
    origin: str  # the file it came in
    machine: str | None = None  # what had been proposed, where it is known


# What is in force, by direction and source.
Memory = Mapping[Direction, Mapping[str, Approved]]


def plain(text: str) -> str:
    """Return `text` as the memory compares it: composed letters (NFC), single spaces."""
    return " ".join(normalize("NFC", text).split())


def find(store: Store, direction: Direction, source: str) -> Approved | None:
    """Return the translation of exactly `source` that is in force, if there is one."""
    row = store.connection.execute(
        f"SELECT {_FIELDS} FROM approved WHERE source_tag = ? AND target_tag = ? AND script = ?"
        " AND source = ? AND replaced_by IS NULL",
        (*_key(direction), plain(source)),
    ).fetchone()
    return _approved(row) if row else None


def in_force(store: Store) -> Iterator[Approved]:
    """Yield every translation in force, in the order they were approved."""
    rows = store.connection.execute(
        f"SELECT {_FIELDS} FROM approved WHERE replaced_by IS NULL ORDER BY id"
    )
    return map(_approved, rows)


def put(connection: sqlite3.Connection, approved: Approved) -> None:
    """Bring `approved` into force, in place of what was; to be called inside `Store.writing`."""
    new = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM approved").fetchone()[0]
    key = (*_key(approved.direction), plain(approved.source))
    # The one in force gives way first: the index allows a single one.
    connection.execute("PRAGMA defer_foreign_keys = ON")
    connection.execute(
        "UPDATE approved SET replaced_by = ? WHERE source_tag = ? AND target_tag = ?"
        " AND script = ? AND source = ? AND replaced_by IS NULL",
        (new, *key),
    )
    connection.execute(
        f"INSERT INTO approved (id, {_FIELDS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            new,
            *key,
            approved.text,
            approved.machine,
            approved.by,
            approved.at,
            approved.origin,
        ),
    )


def everything(store: Store) -> Memory:
    """Return all that is in force."""
    memory: dict[Direction, dict[str, Approved]] = {}
    for one in in_force(store):
        memory.setdefault(one.direction, {})[one.source] = one
    return memory


def digest(memory: Memory) -> str:
    """Return twelve hexadecimal digits that change when what is in force does; "" for nothing."""
    if not memory:
        return ""
    lines = sorted(
        "\x1f".join((*_key(direction), one.source, one.text, one.by, one.at))
        for direction, approved in memory.items()
        for one in approved.values()
    )
    return sha256("\x1e".join(lines).encode()).hexdigest()[:12]


def _key(direction: Direction) -> tuple[str, str, str]:
    return direction.source, direction.target, direction.script


def _approved(row: tuple[str, ...]) -> Approved:
    source, target, script, text, translation, machine, by, at, origin = row
    return Approved(Direction(source, target, script), text, translation, by, at, origin, machine)
