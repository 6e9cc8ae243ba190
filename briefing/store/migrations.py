"""How a store of any earlier schema becomes one of today's; a store's schema is its user_version.

Append only: a script that has been released is never edited, and its number is its place, from 1.
"""

from __future__ import annotations

MIGRATIONS: tuple[str, ...] = (
    # 1: what a batch has done
    """
    CREATE TABLE runs (
        id INTEGER PRIMARY KEY,
        day TEXT NOT NULL,           -- ISO date its documents bear, fixed when the run began
        started TEXT NOT NULL,       -- ISO time, UTC; for people, nothing is decided by it
        request TEXT NOT NULL,       -- JSON: sources and settings, to repeat it
        signature TEXT NOT NULL,     -- every choice that affects the output
        finished INTEGER NOT NULL DEFAULT 0,
        account TEXT                 -- JSON: what was counted
    );
    CREATE TABLE articles (
        key TEXT PRIMARY KEY,        -- the path; of a record, its file and a digest of it
        name TEXT NOT NULL,          -- as messages call it: the path, or feed.xml#3
        run INTEGER NOT NULL,        -- the last run that listed it
        place INTEGER NOT NULL,      -- in that run's list
        digest BLOB,                 -- of its content; NULL while it could not be read
        signature TEXT,              -- of the run that its outcome was made in
        status TEXT NOT NULL,        -- waiting, done, failed
        stage TEXT,                  -- where it failed
        error TEXT,                  -- why
        day TEXT,                    -- ISO date it bears, if any
        grouping TEXT,               -- the group it belongs to; NULL while it is not known
        outcome BLOB                 -- JSON, zlib: summary, translations, errors
    ) WITHOUT ROWID;
    CREATE INDEX articles_in_order ON articles (grouping, run, place);
    CREATE TABLE stages (
        key BLOB PRIMARY KEY,        -- digest of the stage's input and signature
        stage TEXT NOT NULL,         -- read, summarise
        value BLOB NOT NULL          -- JSON, zlib
    ) WITHOUT ROWID;
    CREATE TABLE segments (
        key BLOB PRIMARY KEY,        -- digest of text, languages and the translator's fingerprint
        source_tag TEXT NOT NULL,
        target_tag TEXT NOT NULL,
        script TEXT NOT NULL,
        source TEXT NOT NULL,
        text TEXT NOT NULL,
        value TEXT NOT NULL,         -- JSON: the rest of it (score, concepts, warnings)
        run INTEGER NOT NULL         -- that made it
    ) WITHOUT ROWID;
    CREATE TABLE volumes (
        grouping TEXT NOT NULL,
        number INTEGER NOT NULL,     -- in its group, from 1
        inputs BLOB NOT NULL,        -- digest of all that it was made from
        day TEXT NOT NULL,           -- ISO date its documents bear
        report BLOB NOT NULL,        -- JSON, zlib: its part of report.json
        PRIMARY KEY (grouping, number)
    ) WITHOUT ROWID;
    CREATE TABLE documents (
        path TEXT PRIMARY KEY,       -- below the output folder
        grouping TEXT NOT NULL,
        number INTEGER NOT NULL,
        digest BLOB NOT NULL         -- of the file as written
    ) WITHOUT ROWID;
    """,
    # 2: what people have approved
    """
    CREATE TABLE approved (
        id INTEGER PRIMARY KEY,
        source_tag TEXT NOT NULL,
        target_tag TEXT NOT NULL,
        script TEXT NOT NULL,
        source TEXT NOT NULL,
        text TEXT NOT NULL,
        machine TEXT,                -- what had been proposed, where it is known
        approved_by TEXT NOT NULL,
        approved_at TEXT NOT NULL,   -- ISO time, UTC
        origin TEXT NOT NULL,        -- the file it came in
        replaced_by INTEGER REFERENCES approved (id)  -- NULL: in force
    );
    CREATE UNIQUE INDEX approved_in_force ON approved (source_tag, target_tag, script, source)
        WHERE replaced_by IS NULL;
    """,
)
