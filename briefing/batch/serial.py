"""Many articles through the pipeline, a few at a time, none able to harm another."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator

from briefing.documents import Article, Outcome
from briefing.errors import ArticleError
from briefing.pipeline import Desk, Timings, brief

CHUNK = 16  # articles decoded together: enough to fill batches, few enough to show progress


def run(
    paths: Iterable[str],
    read: Callable[[str], Article],
    desk: Desk,
    timings: Timings,
    *,
    chunk: int = CHUNK,
) -> Iterator[Outcome]:
    """Yield one outcome a path, in order, as its chunk is finished."""
    for group in _chunks(paths, chunk):
        articles = [_read(path, read, timings) for path in group]
        done = iter(brief([a for a in articles if isinstance(a, Article)], desk, timings))
        for article in articles:
            yield next(done) if isinstance(article, Article) else article


def _read(path: str, read: Callable[[str], Article], timings: Timings) -> Article | Outcome:
    """Return the article at `path`, or the outcome that says why it cannot be read."""
    try:
        with timings.measure("read"):
            return read(path)
    except ArticleError as error:
        return Outcome(path=path, error=str(error))
    except Exception as error:  # noqa: BLE001  a reader's fault never costs the other articles
        return Outcome(
            path=path,
            error=f"{path}: internal error while reading, {type(error).__name__}: {error}."
            " Convert it to plain text and try again.",
        )


def _chunks(paths: Iterable[str], size: int) -> Iterator[tuple[str, ...]]:
    remaining = iter(paths)
    while group := tuple(itertools.islice(remaining, size)):
        yield group
