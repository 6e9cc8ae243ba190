"""What the user names → articles, one at a time: files, folders, globs, JSON Lines, CSV, feeds.

Nothing is read before it is asked for, and nothing is kept: only a digest of each file's name, so
that one named twice is read once.
"""

from __future__ import annotations

import glob
import hashlib
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NoReturn

from briefing import readers
from briefing.documents import Article
from briefing.errors import ArticleError, ReadError
from briefing.readers import feeds, records, rows
from briefing.readers.characters import shown
from briefing.readers.discovery import STDIN, files, real
from briefing.readers.limits import DEFAULT_LIMITS, Limits

# What holds many articles, by suffix; a feed is told by its content.
_ROWS = {
    ".jsonl": rows.jsonl,
    ".ndjson": rows.jsonl,
    ".csv": rows.delimited,
    ".tsv": rows.delimited,
}
_FEEDS = (".xml", ".rss", ".atom", ".rdf")


@dataclass(frozen=True, slots=True)
class Item:
    """One article to be read. It can be pickled, so that another process may read it."""

    key: str  # unique among a run's items, the same in the next: a path, or "news.jsonl#3"
    folder: str  # what it lies in, for grouping: a folder, or the file it is a record of
    _load: Callable[[], Article]
    path: Path | None = None  # of the file that it is the whole of, if any
    record: records.Record | None = None  # that it is, if any

    def read(self) -> Article:
        """Return the article.

        Raises ArticleError, naming file and record, when there is none to be had.
        """
        return self._load()


def articles(
    named: Sequence[str], limits: Limits = DEFAULT_LIMITS, *, listed: Iterable[str] | None = None
) -> Iterator[Item]:
    """Yield one item an article that `named` lead to, in a settled order, as they are found.

    A name is a file, a folder (searched as `discover` does), a glob ("**" for folders below), or
    "-": the paths in `listed`, one a line, when given, or else the one article on standard input.
    A .jsonl, .ndjson, .csv or .tsv file, or an RSS or Atom feed, is as many articles as it has
    records. Whatever cannot be used is an item too, and its `read` says why. An empty folder yields
    nothing.
    """
    seen: set[bytes] = set()
    for path in _paths(named, listed):
        if str(path) == STDIN:
            yield Item(STDIN, "", partial(_read_stdin, limits))
            continue
        digest = hashlib.blake2b(str(real(path)).encode("utf-8", "replace"), digest_size=16)
        if digest.digest() not in seen:
            seen.add(digest.digest())
            yield from _items(path, limits)


def _paths(named: Sequence[str], listed: Iterable[str] | None) -> Iterator[Path]:
    for name in named:
        if name != STDIN:
            yield from _matching(name)
        elif listed is None:
            yield Path(STDIN)
        else:
            for line in listed:
                if path := line.rstrip("\r\n"):
                    yield from files(Path(path))


def _matching(name: str) -> Iterator[Path]:
    """Yield the files that one name leads to; itself when it leads nowhere, to be reported."""
    path = Path(name)
    if not path.exists() and glob.has_magic(name):
        found = sorted(glob.iglob(name, recursive=True))  # noqa: PTH207  an absolute one too
        for match in found or [name]:
            yield from files(Path(match))
    else:
        yield from files(path)


def _items(path: Path, limits: Limits) -> Iterator[Item]:
    name = shown(str(path))
    found = _records(path, limits)
    if found is None:
        yield Item(name, shown(str(path.parent)), partial(readers.read, path, limits=limits), path)
        return
    try:
        for record in found:
            key = f"{name}#{record.number}"
            if isinstance(record, records.Fault):
                error = ReadError(key, record.problem, record.remedy)
                yield Item(key, name, partial(_fail, error))
            else:
                yield Item(key, name, partial(_read_record, record, key, limits), record=record)
    except ArticleError as error:
        yield Item(name, name, partial(_fail, error))
    except OSError as error:
        failure = ReadError(
            name, f"cannot be read on ({error.strerror or error})", "Check the disk and try again"
        )
        yield Item(name, name, partial(_fail, failure))


def _records(path: Path, limits: Limits) -> Iterator[records.Record | records.Fault] | None:
    """Return the records in the file at `path`, or None when it is one article."""
    if not path.is_file():
        return None
    suffix = path.suffix.casefold()
    if read := _ROWS.get(suffix):
        return read(path, limits)
    return feeds.entries(path, limits) if suffix in _FEEDS and feeds.is_feed(path) else None


def _read_record(record: records.Record, name: str, limits: Limits) -> Article:
    try:
        return records.article(record, name, limits)
    except ArticleError:
        raise
    except Exception as error:
        problem = f"cannot be made sense of ({type(error).__name__})"
        raise ReadError(name, problem, "Give its text alone, as a .txt file") from error


def _read_stdin(limits: Limits) -> Article:
    return readers.read_bytes(sys.stdin.buffer.read(limits.file_bytes + 1), STDIN, limits=limits)


def _fail(error: ArticleError) -> NoReturn:
    raise error
