"""`briefing evaluate`: BLEU, chrF and terms of the checkpoint in use on a test set."""

from __future__ import annotations

import argparse
import csv
import importlib.util
import io
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing import files
from briefing.cli.compose import compose, settings_of
from briefing.cli.console import Screen
from briefing.documents import TranslatedSegment
from briefing.errors import UsageError
from briefing.languages import LANGUAGES
from briefing.report import dump, tally

if TYPE_CHECKING:
    from briefing.evaluation import TargetScores

SOURCE = "en"


def run(args: argparse.Namespace) -> int:
    """Carry out the command and return its exit code."""
    _require("sacrebleu", "matplotlib")
    from briefing.evaluation import load, score
    from briefing.evaluation.plot import plot

    settings = settings_of(args)
    screen = Screen(quiet=args.quiet)
    testset = load(args.testset)
    targets = [t for t in settings.targets() if t.tag in testset.segments]
    if SOURCE not in testset.segments or not targets:
        raise UsageError(
            str(args.testset),
            f"no English side, or none of {', '.join(settings.to)}",
            "Give a test set with both",
        )
    parts = compose(replace(settings, memory="none"))  # the checkpoint is scored, not people
    sources = testset.segments[SOURCE][: args.limit]
    scores: dict[str, TargetScores] = {}
    rows: list[dict[str, Any]] = []
    for target in targets:
        start = time.perf_counter()
        done = parts.translator.translate(sources, LANGUAGES[SOURCE], target)
        seconds = time.perf_counter() - start
        references = testset.segments[target.tag][: args.limit]
        scores[target.tag] = score(sources, [segment.text for segment in done], references)
        rows.append(_row(target.tag, scores[target.tag], done, sources, seconds))
    signature = parts.signature((f"testset:{testset.name}", parts.translator.signature))
    _print(parts.translator.name, testset.name, len(sources), rows)
    if args.out:
        out = Path(args.out)
        content = {"signature": signature, "testset": testset.name, "scores": rows}
        files.write(out / "evaluation.json", dump(content).encode())
        files.write(out / "worst.tsv", _worst(scores, args.worst).encode())
        plot(scores, f"{parts.translator.name} on {testset.name}", out / "evaluation.png")
        screen.say(f"{out / 'evaluation.json'}, worst.tsv, evaluation.png")
    return 0


def _require(*modules: str) -> None:
    missing = [name for name in modules if importlib.util.find_spec(name) is None]
    if missing:
        raise UsageError(
            "briefing evaluate",
            f"needs {' and '.join(missing)}",
            "Install it with: pip install 'briefing[evaluate]'",
        )


def _row(
    tag: str,
    scores: TargetScores,
    done: Sequence[TranslatedSegment],
    sources: Sequence[str],
    seconds: float,
) -> dict[str, Any]:
    return {
        "to": tag,
        "bleu": round(scores.bleu, 2),
        "chrf2": round(scores.chrf2, 2),
        "chrf2++": round(scores.chrf2pp, 2),
        "concepts": tally(use for segment in done for use in segment.concepts),
        "words_per_second": round(sum(len(text.split()) for text in sources) / seconds, 1),
        "signatures": list(scores.signatures),
    }


def _print(name: str, testset: str, segments: int, rows: Sequence[dict[str, Any]]) -> None:
    out = sys.stdout
    out.write(f"{name} on {testset}, {segments} segments\n")
    out.write(f"{'to':4}{'BLEU':>7}{'chrF2':>7}{'chrF2++':>9}{'terms met':>12}{'words/s':>9}\n")
    for row in rows:
        required, unmet = row["concepts"]["required"], row["concepts"]["unmet"]
        met = f"{required - unmet}/{required}"
        out.write(
            f"{row['to']:4}{row['bleu']:7.1f}{row['chrf2']:7.1f}{row['chrf2++']:9.1f}"
            f"{met:>12}{row['words_per_second']:9.0f}\n"
        )
    for signature in rows[0]["signatures"]:
        out.write(f"# {signature}\n")


def _worst(scores: dict[str, TargetScores], count: int) -> str:
    table = io.StringIO()
    writer = csv.writer(table, delimiter="\t", lineterminator="\n")
    writer.writerow(("to", "chrf2", "source", "reference", "translation"))
    for tag, result in scores.items():
        for segment in result.segments[:count]:
            row = asdict(segment)
            writer.writerow(
                (tag, f"{row['chrf2']:.1f}", row["source"], row["reference"], row["translation"])
            )
    return table.getvalue()
