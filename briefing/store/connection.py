"""Opens a store: SQLite with a write-ahead log, brought up to today's schema, shared safely."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from briefing.errors import OutputError, StoreError
from briefing.store.migrations import MIGRATIONS

FILE = "store.sqlite"  # the name of a run's store, in the folder it writes in
WAIT = 30.0  # seconds that another process may hold the store before we give up


class Store:
    """What has been done, in one file. A context manager: leaving it closes the file.

    Several processes may have it open; each change is made whole or not at all.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; nothing can be asked of the store afterwards."""
        self.connection.close()

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Make the changes of the block one: all when it ends, none when it raises.

        Raises OutputError when the disk is full or may not be written.
        """
        with self.maintaining() as connection:
            # IMMEDIATE: asks for the right to write at once, where waiting for another is possible.
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                # A full disk has rolled the transaction back already.
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def maintaining(self) -> Iterator[sqlite3.Connection]:
        """Give the connection for what cannot be part of a larger change.

        Raises OutputError when the disk is full or may not be written, StoreError when the file is
        damaged.
        """
        try:
            yield self.connection
        except sqlite3.OperationalError as error:
            raise cannot_write(self.path, error) from error
        except sqlite3.DatabaseError as error:
            raise damaged(self.path, error) from error


def open_store(path: Path) -> Store:
    """Return the store at `path`, made if there is none, its schema brought up to date.

    Raises StoreError for a file that is not a store or whose schema is newer than this program,
    and OutputError where none can be made or changed.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # isolation_level=None: we begin and end transactions ourselves.
        connection = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
    except (OSError, sqlite3.OperationalError) as error:
        raise cannot_write(path, error) from error
    store = Store(path, connection)
    try:
        _prepare(store)
    except BaseException:
        connection.close()
        raise
    return store


def _prepare(store: Store) -> None:
    try:
        _refuse_newer(store)
        store.connection.execute("PRAGMA journal_mode = WAL")
        # In WAL this loses at most the last commits in a power cut, and those are done again.
        store.connection.execute("PRAGMA synchronous = NORMAL")
        store.connection.execute("PRAGMA foreign_keys = ON")
    except sqlite3.OperationalError as error:
        raise cannot_write(store.path, error) from error
    except sqlite3.DatabaseError as error:
        raise damaged(store.path, error) from error
    if schema(store) < len(MIGRATIONS):
        _migrate(store)


def _migrate(store: Store) -> None:
    with store.writing() as connection:
        _refuse_newer(store)  # another process may have been first while we waited
        for script in MIGRATIONS[schema(store) :]:
            # Not executescript, which would commit what went before it.
            for statement in statements(script):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def schema(store: Store) -> int:
    """Return the number of the store's schema, 0 for an empty file."""
    (number,) = store.connection.execute("PRAGMA user_version").fetchone()
    return int(number)


def statements(script: str) -> Iterator[str]:
    """Yield the statements of an SQL script one at a time."""
    pending = ""
    for piece in script.split(";")[:-1]:
        pending += f"{piece};"
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""


def _refuse_newer(store: Store) -> None:
    if (found := schema(store)) > len(MIGRATIONS):
        raise StoreError(
            str(store.path),
            f"its schema is {found}, and this version of briefing knows up to {len(MIGRATIONS)}",
            "Update briefing, or choose another folder with --out",
        )


def cannot_write(path: Path, error: Exception) -> OutputError:
    """Return the error that says why the store at `path` cannot be written."""
    return OutputError(
        str(path),
        f"the store cannot be written ({error})",
        "Free some space, or choose a folder that can be written with --out,"
        " and give the same command again: what was finished is kept",
    )


def damaged(path: Path, error: Exception) -> StoreError:
    """Return the error that says that the file at `path` is no store, or no longer."""
    return StoreError(
        str(path),
        f"is damaged, or not a store of briefing ({error})",
        "Name another folder, or move the file away and it will be made anew",
    )
