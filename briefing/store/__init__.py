"""What has been done already, in one SQLite file: the only place that imports sqlite3.

`connection` opens it and `migrations` says what is in it; `memory` are readers, summarisers and
translators that remember; `ledger` is the book of a batch; `upkeep` and `export` are for people.
"""

from __future__ import annotations

from briefing.store.connection import Store, open_store
from briefing.store.memory import Memory, RememberingSummariser, RememberingTranslator

__all__ = ["Memory", "RememberingSummariser", "RememberingTranslator", "Store", "open_store"]
