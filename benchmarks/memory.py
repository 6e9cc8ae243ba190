"""Shows that a memory of 100,000 approved segments answers at once.

    python benchmarks/memory.py [--segments 1000 10000 100000] [--queries 300]

Segments are sentences of the training corpus, and sentences spliced of the halves of two with some
words changed, so that many are of like length and letters. A third of the queries are in the memory
as they are, a third with one word in six changed, a third are new. Every fuzzy answer is checked
against rapidfuzz over the whole memory. Wall time, one process.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from rapidfuzz import fuzz, process
from rich.console import Console
from rich.table import Table

from briefing.review.closest import LEAST, Closest
from briefing.store import open_store
from briefing.store.approved import Approved, Direction, everything, find, put

CORPUS = Path(__file__).parents[1] / "training" / "corpus"
EN_SR = Direction("en", "sr", "Cyrl")


def sentences() -> list[str]:
    """Return the English side of the corpus, without what is tested on."""
    return [
        line.split("\t")[0]
        for path in sorted(CORPUS.glob("c*.tsv"))
        for line in path.read_text("utf-8").splitlines()
    ]


def made_up(size: int, real: Sequence[str]) -> list[str]:
    """Return `size` different sentences."""
    rng = random.Random(size)
    words = [word for sentence in real for word in sentence.split()]
    found = dict.fromkeys(real[:size])
    while len(found) < size:
        one, other = rng.choice(real).split(), rng.choice(real).split()
        spliced = one[: len(one) // 2] + other[len(other) // 2 :]
        found[" ".join(changed(spliced, words, rng, 0.2))] = None
    return list(found)


def changed(
    sentence: list[str], words: Sequence[str], rng: random.Random, share: float
) -> list[str]:
    """Return `sentence` with about a `share` of its words replaced."""
    return [rng.choice(words) if rng.random() < share else word for word in sentence]


def queries(memory: Sequence[str], count: int) -> list[str]:
    """Return texts to look up: known, nearly known and new ones."""
    rng = random.Random(0)
    words = [word for sentence in memory[:5000] for word in sentence.split()]
    known = rng.sample(memory, count // 3)
    near = [" ".join(changed(s.split(), words, rng, 1 / 6)) for s in rng.sample(memory, count // 3)]
    new = [" ".join(rng.sample(words, rng.randint(8, 30))) for _ in range(count // 3)]
    return [*known, *near, *new]


def timed(lookup: Callable[[str], object], texts: Sequence[str]) -> list[float]:
    """Return the milliseconds each text took, in order of length of time."""
    times = []
    for text in texts:
        began = time.perf_counter()
        lookup(text)
        times.append((time.perf_counter() - began) * 1000)
    return sorted(times)


def told(times: Sequence[float]) -> str:
    """Return the median and the longest of sorted times."""
    return f"{times[len(times) // 2]:.3f} / {times[-1]:.3f}"


def check(closest: Closest, memory: Sequence[str], texts: Sequence[str]) -> int:
    """Return how many answers there are; fail when one is not what a full search finds."""
    answers = 0
    for text in texts:
        best = process.extractOne(text, memory, scorer=fuzz.ratio, score_cutoff=LEAST * 100)
        found = closest.find(text)
        if (found is None) != (best is None) or (found and best and found[1] != best[1] / 100):
            raise SystemExit(f"{text!r}: {found} instead of {best}")
        answers += found is not None
    return answers


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--segments", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--queries", type=int, default=300)
    arguments = parser.parse_args()
    real = sentences()
    table = Table(
        *("segments", "import s", "load s", "index s"),
        *("exact, store ms", "exact ms", "fuzzy ms", "answered"),
        title="milliseconds: median / longest",
    )
    for size in arguments.segments:
        texts = made_up(size, real)
        with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "store") as store:
            began = time.perf_counter()
            with store.writing() as connection:
                for text in texts:
                    put(connection, Approved(EN_SR, text, text, "x", "2026-01-01", "x.xlf", text))
            imported = time.perf_counter()
            memory = everything(store)
            loaded = time.perf_counter()
            closest = Closest(list(memory[EN_SR]))
            indexed = time.perf_counter()
            asked = queries(texts, arguments.queries)
            stored = timed(lambda text: find(store, EN_SR, text), asked)
        exact = timed(memory[EN_SR].get, asked)
        fuzzy = timed(closest.find, asked)
        table.add_row(
            f"{size:,}",
            f"{imported - began:.2f}",
            f"{loaded - imported:.2f}",
            f"{indexed - loaded:.2f}",
            told(stored),
            told(exact),
            told(fuzzy),
            f"{check(closest, texts, asked)}/{len(asked)}",
        )
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
