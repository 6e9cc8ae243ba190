"""Time a checkpoint from cold: conversion, loading, and words a second.

    python benchmarks/decoding.py [CHECKPOINT] [--to sr] [--segments 200] [--threads 0]

The text is the six sentences below, cut at different lengths. Conversion is done in a temporary
folder, so that nothing kept before makes it faster.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from pathlib import Path

from briefing import models
from briefing.decoding import Request
from briefing.languages import LANGUAGES, TARGETS
from briefing.models import Checkpoint, MarianEngine

SENTENCES = (
    "The foreign minister met the president of Uzbekistan in Tashkent on Monday to discuss trade, "
    "energy and a new railway between the two countries.",
    "Officials said the agreement would enter into force in January, once both parliaments have "
    "approved it.",
    "Prices rose by 4.2 per cent in March, more than economists had expected.",
    "No agreement was reached, and talks will continue next week in Belgrade.",
    "The embassy thanked the ministry for its support during the floods, which left thousands of "
    "people without electricity.",
    "The central bank left its main interest rate unchanged for the third month in a row, saying "
    "that inflation was slowing but that food remained expensive.",
)


def segments(count: int) -> list[str]:
    """Return `count` texts of 5 to about 25 words."""
    texts = []
    for number in range(count):
        words = SENTENCES[number % len(SENTENCES)].split()
        texts.append(" ".join(words[: max(5, len(words) - number % 11)]))
    return texts


def main() -> None:
    """Print one line a measurement."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("checkpoint", nargs="?", type=Path, default=models.starter_path())
    parser.add_argument("--to", choices=TARGETS, default="sr")
    parser.add_argument("--segments", type=int, default=200)
    parser.add_argument("--threads", type=int, default=0, help="default: every core")
    parser.add_argument("--beam-size", type=int, default=4)
    parser.add_argument("--n-best", type=int, default=1)
    parser.add_argument("--runs", type=int, default=3)
    args = parser.parse_args()

    def engine() -> tuple[MarianEngine, float]:
        start = time.perf_counter()
        loaded = MarianEngine(
            Checkpoint.load(args.checkpoint), beam_size=args.beam_size, threads=args.threads
        )
        return loaded, time.perf_counter() - start

    with tempfile.TemporaryDirectory() as home:
        os.environ["BRIEFING_HOME"] = home
        _, first = engine()
        loaded, again = engine()
    print(f"{loaded.signature}|threads:{args.threads or models.available_cores()}")
    print(f"load with conversion {first:8.2f} s")
    print(f"load converted       {again:8.2f} s")

    texts = segments(args.segments)
    words = sum(len(text.split()) for text in texts)
    target = LANGUAGES[args.to]
    start = time.perf_counter()
    loaded.decode([Request(texts[0])], target)
    print(f"first segment        {time.perf_counter() - start:8.2f} s")
    for name, attention in (("plain", False), ("with attention", True)):
        times = []
        for _ in range(args.runs):
            start = time.perf_counter()
            loaded.decode(
                [Request(text) for text in texts], target, n_best=args.n_best, attention=attention
            )
            times.append(time.perf_counter() - start)
        seconds = statistics.median(times)
        print(f"{name:20} {seconds:8.2f} s  {words / seconds:8.0f} source words a second")


if __name__ == "__main__":
    main()
