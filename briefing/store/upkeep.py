"""How large a store is, and making it smaller."""

from __future__ import annotations

from briefing.store import ledger
from briefing.store.connection import Store

_COUNTED = ("runs", "articles", "stages", "segments", "volumes", "documents")


def stats(store: Store) -> dict[str, int]:
    """Return how many of each thing the store holds, and its size in bytes."""
    counts = {table: _one(store, f"SELECT count(*) FROM {table}") for table in _COUNTED}
    size = _one(store, "PRAGMA page_count") * _one(store, "PRAGMA page_size")
    return counts | {"bytes": size}


def vacuum(store: Store) -> int:
    """Forget what the last run did not list, and give the space back; return how many articles.

    Stages that are finished go too: an article's outcome holds what came of them. The translation
    memory stays, and so do the documents on disk. Raises OutputError when there is no room.
    """
    run = ledger.last_run(store)
    forgotten = 0
    with store.writing() as connection:
        if run is not None:
            forgotten = connection.execute("DELETE FROM articles WHERE run < ?", (run.id,)).rowcount
            connection.execute("DELETE FROM runs WHERE id < ?", (run.id,))
        connection.execute("DELETE FROM stages")
    with store.maintaining() as connection:
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return forgotten


def _one(store: Store, question: str) -> int:
    return int(store.connection.execute(question).fetchone()[0])
