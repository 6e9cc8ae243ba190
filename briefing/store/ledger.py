"""The book of a batch: its runs, how each article fared, which documents stand on them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefing.store.connection import Store

_PAGE = 500  # rows fetched at once


@dataclass(frozen=True, slots=True)
class Run:
    """One call of the command."""

    id: int
    day: dt.date  # that its documents bear
    started: str
    request: Mapping[str, Any]  # sources and settings
    signature: str
    finished: bool
    account: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Listed:
    """An article's place in a run."""

    key: str
    name: str  # as messages call it
    place: int
    grouping: str | None  # None while it is not known


@dataclass(frozen=True, slots=True)
class Fared:
    """How an article fared in a run."""

    key: str
    name: str  # as messages call it
    digest: bytes | None
    status: str  # "done" or "failed"
    stage: str | None
    error: str | None
    day: str | None  # ISO date the article bears
    grouping: str
    outcome: bytes


@dataclass(frozen=True, slots=True)
class Known:
    """What the store knows of an article."""

    run: int
    place: int
    digest: bytes | None
    signature: str | None
    status: str
    day: str | None


def begin(
    store: Store, day: dt.date, started: str, request: Mapping[str, Any], signature: str
) -> Run:
    """Open a run; one that goes on from an interrupted one like it bears that one's day."""
    before = last_run(store)
    if before and not before.finished and before.request == request:
        day = before.day
    with store.writing() as connection:
        cursor = connection.execute(
            "INSERT INTO runs (day, started, request, signature) VALUES (?, ?, ?, ?)",
            (day.isoformat(), started, json.dumps(request, ensure_ascii=False), signature),
        )
    assert cursor.lastrowid is not None
    return Run(cursor.lastrowid, day, started, request, signature, finished=False, account={})


def finish(store: Store, run: Run, account: Mapping[str, Any], *, finished: bool) -> None:
    """Write down what a run came to."""
    with store.writing() as connection:
        connection.execute(
            "UPDATE runs SET finished = ?, account = ? WHERE id = ?",
            (finished, json.dumps(account, ensure_ascii=False), run.id),
        )


def last_run(store: Store) -> Run | None:
    """Return the latest run, if there was any."""
    row = store.connection.execute(
        "SELECT id, day, started, request, signature, finished, account"
        " FROM runs ORDER BY id DESC LIMIT 1"
    ).fetchone()
    if row is None:
        return None
    id_, day, started, request, signature, finished, account = row
    return Run(
        id_,
        dt.date.fromisoformat(day),
        started,
        json.loads(request),
        signature,
        bool(finished),
        json.loads(account or "{}"),
    )


def known(store: Store, key: str) -> Known | None:
    """Return what is known of an article."""
    row = store.connection.execute(
        "SELECT run, place, digest, signature, status, day FROM articles WHERE key = ?", (key,)
    ).fetchone()
    return Known(*row) if row else None


def enter(
    store: Store,
    run: Run,
    *,
    waiting: Iterable[Listed] = (),
    unchanged: Iterable[Listed] = (),
    fared: Iterable[Fared] = (),
) -> None:
    """Write down which articles a run has met, and how others fared; all or none.

    Raises OutputError when the disk is full or may not be written.
    """
    with store.writing() as connection:
        connection.executemany(
            "INSERT INTO articles (key, name, run, place, status) VALUES (?, ?, ?, ?, 'waiting')"
            " ON CONFLICT (key) DO UPDATE SET name = excluded.name, run = excluded.run,"
            " place = excluded.place, status = 'waiting', stage = NULL, error = NULL",
            [(one.key, one.name, run.id, one.place) for one in waiting],
        )
        connection.executemany(
            "UPDATE articles SET name = ?, run = ?, place = ?, grouping = ifnull(?, grouping)"
            " WHERE key = ?",
            [(one.name, run.id, one.place, one.grouping, one.key) for one in unchanged],
        )
        connection.executemany(
            "UPDATE articles SET digest = ?, signature = ?, status = ?, stage = ?, error = ?,"
            " day = ?, grouping = ?, outcome = ? WHERE key = ?",
            [
                (
                    *(o.digest, run.signature, o.status, o.stage, o.error),
                    *(o.day, o.grouping, o.outcome, o.key),
                )
                for o in fared
            ],
        )


def forget_failures(store: Store) -> None:
    """Have articles that failed tried again even though nothing has changed in them."""
    with store.writing() as connection:
        connection.execute("UPDATE articles SET signature = NULL WHERE status = 'failed'")


def statuses(store: Store, run: int) -> dict[str, int]:
    """Count the articles of a run by status."""
    rows = store.connection.execute(
        "SELECT status, count(*) FROM articles WHERE run = ? GROUP BY status", (run,)
    )
    return {"done": 0, "failed": 0, "waiting": 0, **dict(rows.fetchall())}


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that failed, where and why."""

    key: str
    name: str
    place: int
    stage: str
    error: str


def failures(store: Store, run: int) -> Iterator[Failure]:
    """Yield the articles of a run that failed, in order."""
    rows = store.connection.execute(
        "SELECT key, name, place, stage, error FROM articles WHERE run = ? AND status = 'failed'"
        " ORDER BY place",
        (run,),
    )
    return (Failure(*row) for row in rows.fetchall())


def files_of(store: Store, run: int) -> Iterator[str]:
    """Yield the files that the articles of a run came from, in order, each once."""
    rows = store.connection.execute(
        "SELECT name FROM articles WHERE run = ? ORDER BY place", (run,)
    )
    yield from dict.fromkeys(name.rpartition("#")[0] or name for (name,) in rows)


def groups(store: Store, run: int) -> list[str]:
    """Return the groups that articles of a run belong to, in order."""
    rows = store.connection.execute(
        "SELECT DISTINCT grouping FROM articles WHERE run = ? AND grouping IS NOT NULL"
        " ORDER BY grouping",
        (run,),
    )
    return [row[0] for row in rows]


def empty_groups(store: Store) -> list[str]:
    """Return the groups that have volumes and no article."""
    rows = store.connection.execute(
        "SELECT DISTINCT grouping FROM volumes"
        " WHERE grouping NOT IN (SELECT grouping FROM articles WHERE grouping IS NOT NULL)"
    )
    return [row[0] for row in rows]


@dataclass(frozen=True, slots=True)
class Member:
    """An article as a member of its group."""

    key: str
    name: str
    run: int
    place: int
    digest: bytes | None
    signature: str
    status: str
    error: str | None


def members(store: Store, grouping: str, *, size: int) -> Iterator[list[Member]]:
    """Yield the finished articles of a group in order, `size` at a time.

    Those listed by earlier runs alone come first. Between two yields the store may be changed.
    """
    after = (-1, -1)
    while rows := store.connection.execute(
        "SELECT key, name, run, place, digest, signature, status, error FROM articles"
        " WHERE grouping = ? AND (run, place) > (?, ?) AND status <> 'waiting'"
        " ORDER BY run, place LIMIT ?",
        (grouping, *after, size),
    ).fetchall():
        page = [Member(*row) for row in rows]
        yield page
        after = (page[-1].run, page[-1].place)


def outcomes(store: Store, keys: Sequence[str]) -> list[bytes]:
    """Return the packed outcomes of articles, in the order of `keys`."""
    found: dict[str, bytes] = {}
    for start in range(0, len(keys), _PAGE):
        some = keys[start : start + _PAGE]
        # Only the number of question marks is put into the statement.
        marks = ",".join("?" * len(some))
        found |= dict(
            store.connection.execute(
                f"SELECT key, outcome FROM articles WHERE key IN ({marks})", some
            ).fetchall()
        )
    return [found[key] for key in keys]


@dataclass(frozen=True, slots=True)
class Standing:
    """A volume as it was last written: a few articles of a group, one document a language."""

    inputs: bytes
    day: dt.date
    documents: Mapping[str, bytes]  # path below the output folder → digest of the file


def standing(store: Store, grouping: str, number: int) -> Standing | None:
    """Return how a volume was last written, if it was."""
    row = store.connection.execute(
        "SELECT inputs, day FROM volumes WHERE grouping = ? AND number = ?", (grouping, number)
    ).fetchone()
    if row is None:
        return None
    documents = store.connection.execute(
        "SELECT path, digest FROM documents WHERE grouping = ? AND number = ?", (grouping, number)
    ).fetchall()
    return Standing(row[0], dt.date.fromisoformat(row[1]), dict(documents))


def stand(store: Store, grouping: str, number: int, written: Standing, report: bytes) -> None:
    """Write down how a volume has been written."""
    with store.writing() as connection:
        connection.execute(
            "REPLACE INTO volumes VALUES (?, ?, ?, ?, ?)",
            (grouping, number, written.inputs, written.day.isoformat(), report),
        )
        connection.execute(
            "DELETE FROM documents WHERE grouping = ? AND number = ?", (grouping, number)
        )
        connection.executemany(
            "REPLACE INTO documents VALUES (?, ?, ?, ?)",
            [(path, grouping, number, digest) for path, digest in written.documents.items()],
        )


def drop_volumes(store: Store, grouping: str, last: int) -> list[str]:
    """Forget the volumes of a group beyond number `last`; return the paths of their documents."""
    with store.writing() as connection:
        connection.execute(
            "DELETE FROM volumes WHERE grouping = ? AND number > ?", (grouping, last)
        )
        rows = connection.execute(
            "SELECT path FROM documents WHERE grouping = ? AND number > ?", (grouping, last)
        ).fetchall()
        connection.execute(
            "DELETE FROM documents WHERE grouping = ? AND number > ?", (grouping, last)
        )
    return [row[0] for row in rows]


def reports(store: Store, grouping: str) -> Iterator[bytes]:
    """Yield the part of report.json of each volume of a group, in order."""
    number = 0
    while row := store.connection.execute(
        "SELECT number, report FROM volumes WHERE grouping = ? AND number > ?"
        " ORDER BY number LIMIT 1",
        (grouping, number),
    ).fetchone():
        number, report = row
        yield report
