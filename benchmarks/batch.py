"""How many articles an hour a batch takes on, in how much memory, and what doing it again costs.

    python benchmarks/batch.py [--articles 2000] [--workers 1,2,4] [--engines local,ray]

Articles are generated from training/corpus: 4 to 40 sentences each, one in ten a copy of another,
three in a hundred broken. Everything is run through the command line, as a user would, with a
briefing a folder of 25 articles: so every worker comes to brief and to write however few they are,
and memory at two sizes can be compared.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.store import ledger, open_store

FOLDER = 25  # articles
CORPUS = Path(__file__).parents[1] / "training" / "corpus"
DUPLICATES, BROKEN = 0.10, 0.03
FAULTS = (b"", b"\x00\x01\x02" * 500, b"PK\x03\x04 cut off", b"%PDF-1.7\n1 0 obj << /Type")


@dataclass(frozen=True, slots=True)
class Ran:
    """One run of the command."""

    seconds: float
    cpu: float  # seconds of processor time, of all its processes
    parent: float  # peak resident memory of the process started, MB
    workers: float  # the same of its workers, added up
    account: dict[str, int]

    @property
    def per_hour(self) -> float:
        """Articles an hour."""
        return self.account["listed"] / self.seconds * 3600


def sentences() -> list[str]:
    """Return the English sentences of the corpus, lexicon and held-out lines left out."""
    lines = (
        line.split("\t")[0]
        for path in sorted(CORPUS.glob("c*.tsv"))
        for line in path.read_text("utf-8").splitlines()
    )
    return [line for line in lines if len(line.split()) > 5]


def generate(folder: Path, count: int, seed: int = 1) -> None:
    """Write `count` articles into `folder`, so many a subfolder."""
    chance = random.Random(seed)
    known = sentences()
    earlier: list[bytes] = []
    for number in range(count):
        path = folder / f"{number // FOLDER:04}" / f"{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        lot = chance.random()
        if lot < BROKEN:
            path.write_bytes(chance.choice(FAULTS))
            continue
        if lot < BROKEN + DUPLICATES and earlier:
            path.write_bytes(chance.choice(earlier))
            continue
        picked = chance.sample(known, round(chance.triangular(4, 40, 12)))
        title = " ".join(picked[0].rstrip(".").split()[:9])
        paragraphs = [" ".join(picked[i : i + 3]) for i in range(1, len(picked), 3)]
        data = "\n\n".join((title, *paragraphs)).encode() + b"\n"
        path.write_bytes(data)
        earlier.append(data)


def run(sources: Path, out: Path, workers: int, options: Sequence[str]) -> Ran:
    """Run `briefing batch` and measure it."""
    command = [sys.executable, "-m", "briefing", "batch", str(sources), "--out", str(out)]
    command += ["--workers", str(workers), "--group-by", "folder", "--quiet", *options]
    began, used = time.monotonic(), cpu_of_children()
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    memory = Memory(process.pid)
    watcher = threading.Thread(target=memory.watch)
    watcher.start()
    _, said = process.communicate()
    seconds = time.monotonic() - began
    memory.ended.set()
    watcher.join()
    if process.returncode not in (0, 1):
        raise SystemExit(said.decode())
    with open_store(out / "store.sqlite") as store:
        last = ledger.last_run(store)
        assert last
        cpu = cpu_of_children() - used
        return Ran(seconds, cpu, memory.parent, sum(memory.workers.values()), dict(last.account))


def cpu_of_children() -> float:
    """Return the processor time that ended children have used, theirs included."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


class Memory:
    """The peak resident memory of a process and of its children, looked up as they run."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.parent = 0.0
        self.workers: dict[int, float] = {}
        self.ended = threading.Event()

    def watch(self) -> None:
        """Look until `ended` is set."""
        while not self.ended.wait(0.2):
            with contextlib.suppress(OSError):
                self.parent = max(self.parent, peak(self.pid))
                for child in children(self.pid):
                    self.workers[child] = max(self.workers.get(child, 0.0), peak(child))


def peak(pid: int) -> float:
    """Return a process's peak resident memory in MB (Linux)."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1000
    return 0.0


def children(pid: int) -> Iterator[int]:
    """Yield a process's children."""
    for task in Path(f"/proc/{pid}/task").iterdir():
        yield from map(int, (task / "children").read_text().split())


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--workers", default="1,2,4")
    parser.add_argument("--engines", default="local", help="whose workers are counted up")
    parser.add_argument("--parts", default="memory,workers", help="of the benchmark")
    parser.add_argument("--to", default="sr,uz,ru")
    parser.add_argument("--glossary", help="none, or a path (default: the one shipped)")
    args = parser.parse_args()
    counts = [int(count) for count in args.workers.split(",")]
    options = ["--to", args.to, *(["--glossary", args.glossary] if args.glossary else [])]
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        many, few = root / "many", root / "few"
        generate(many, args.articles)
        generate(few, max(1, args.articles // 10))
        most = max(counts)

        if "memory" in args.parts:
            memory(root, few, many, most, options, args)
        if "workers" in args.parts:
            for engine in args.engines.split(","):
                scaling(root, few, engine, counts, options)


def memory(
    root: Path, few: Path, many: Path, workers: int, options: list[str], args: argparse.Namespace
) -> None:
    """Print pace and memory at two sizes, and what the same command costs again."""
    small = run(few, root / "small", workers, options)
    whole = run(many, root / "whole", workers, options)
    again = run(many, root / "whole", workers, options)
    print(f"{workers} workers, into {args.to}, glossary {args.glossary or 'shipped'}\n")
    print(
        "articles   time s   articles/h   CPU s/article   parent MB   workers MB"
        "   decoded   remembered"
    )
    for ran in (small, whole):
        show(ran)
    growth = (whole.parent + whole.workers) / (small.parent + small.workers) - 1
    print(f"\nmemory at {whole.account['listed']} over {small.account['listed']}: {growth:+.1%}")
    print(
        f"the same command again: {again.seconds:.1f} s,"
        f" {again.seconds / whole.seconds:.1%} of the full run",
        flush=True,
    )


def scaling(root: Path, few: Path, engine: str, counts: list[int], options: list[str]) -> None:
    """Print what more workers of one thread each are worth."""
    print(f"\n{engine:8} workers   articles/h   × {counts[0]} worker(s)   of the ideal")
    base = 0.0
    for count in counts:
        out = root / f"{engine}-{count}"
        ran = run(few, out, count, [*options, "--threads", "1", "--engine", engine])
        base = base or ran.per_hour / counts[0]
        times = ran.per_hour / base
        share = times / count
        print(f"{count:16}   {ran.per_hour:10,.0f}   {times:13.2f}   {share:12.0%}", flush=True)


def show(ran: Ran) -> None:
    """Print one line of the first table."""
    account = ran.account
    remembered = 1 - account["segments_made"] / account["segments"]
    print(
        f"{account['listed']:8}   {ran.seconds:6.1f}   {ran.per_hour:10,.0f}"
        f"   {ran.cpu / account['listed']:13.2f}"
        f"   {ran.parent:9.0f}   {ran.workers:10.0f}   {account['segments_made']:7,}"
        f"   {remembered:10.1%}"
    )


if __name__ == "__main__":
    main()
