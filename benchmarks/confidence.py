"""How well the confidence of a segment tells good translations from bad ones.

    python benchmarks/confidence.py FILE.tsv [--lines all|odd|even] [--to sr,uz,ru] [--dump FILE]

FILE.tsv: English, Serbian, Uzbek, Russian, tab-separated (training/corpus/dev.tsv). Quality is the
sentence chrF of the shipped checkpoint's output against the reference. Printed a language:
Pearson's r and Spearman's rho of the model's score alone and of the confidence with chrF; the share
of the worst quarter (by chrF) among the quarter with the least confidence, where chance gives 25 %;
the mean chrF of each level. The weights were chosen on the odd lines of training/corpus/dev.tsv,
the levels' thresholds are set by hand.
"""

from __future__ import annotations

import argparse
import json
import statistics
from collections.abc import Sequence
from pathlib import Path

from sacrebleu.metrics.chrf import CHRF

from briefing import models
from briefing.languages import LANGUAGES, target
from briefing.quality import check_segment, confidence
from briefing.terminology import NO_GLOSSARY
from briefing.terminology.control import ControlledTranslator

COLUMNS = ("en", "sr", "uz", "ru")
EN = LANGUAGES["en"]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--lines", choices=("all", "odd", "even"), default="even")
    parser.add_argument("--to", default="sr,uz,ru")
    parser.add_argument("--dump", type=Path, help="write score, findings and chrF as JSON lines")
    args = parser.parse_args()
    rows = [line.split("\t") for line in args.file.read_text("utf-8").splitlines()]
    rows = {"all": rows, "odd": rows[::2], "even": rows[1::2]}[args.lines]
    translator = ControlledTranslator(models.MarianEngine(models.starter()), NO_GLOSSARY)
    print(f"{translator.name}: {len(rows)} segments a language")
    print(
        f"{'':4}{'chrF':>6}{'score r':>9}{'rho':>6}{'conf. r':>9}{'rho':>6}"
        f"{'worst quarter caught':>22}{'high':>14}{'medium':>14}{'low':>14}"
    )
    dumped: list[str] = []
    for tag in args.to.split(","):
        to = target(tag)
        done = translator.translate([row[0] for row in rows], EN, to)
        chrf = [
            CHRF().sentence_score(segment.text, [row[COLUMNS.index(tag)]]).score
            for segment, row in zip(done, rows, strict=True)
        ]
        findings = [check_segment(segment, EN, to) for segment in done]
        trust = [confidence(s, f) for s, f in zip(done, findings, strict=True)]
        scores, values = [segment.score for segment in done], [c.value for c in trust]
        quarter = len(rows) // 4
        worst, doubted = _lowest(chrf, quarter), _lowest(values, quarter)
        print(
            f"{tag:4}{statistics.mean(chrf):6.1f}{_pearson(scores, chrf):9.2f}"
            f"{_spearman(scores, chrf):6.2f}{_pearson(values, chrf):9.2f}"
            f"{_spearman(values, chrf):6.2f}{100 * len(worst & doubted) / quarter:20.0f} %"
            + "".join(
                f"{_level([c for c, t in zip(chrf, trust, strict=True) if t.level == level]):>14}"
                for level in ("high", "medium", "low")
            )
        )
        dumped += [
            json.dumps([tag, s.score, s.source, s.text, [(x.id, x.severity) for x in f], c])
            for s, f, c in zip(done, findings, chrf, strict=True)
        ]
    if args.dump:
        args.dump.write_text("\n".join(dumped) + "\n", "utf-8")


def _lowest(values: Sequence[float], count: int) -> set[int]:
    return set(sorted(range(len(values)), key=values.__getitem__)[:count])


def _pearson(one: Sequence[float], other: Sequence[float]) -> float:
    return statistics.correlation(one, other)


def _spearman(one: Sequence[float], other: Sequence[float]) -> float:
    return statistics.correlation(_ranks(one), _ranks(other))


def _ranks(values: Sequence[float]) -> list[float]:
    order = sorted(values)
    return [float(order.index(value)) for value in values]


def _level(chrf: Sequence[float]) -> str:
    return f"{statistics.mean(chrf):.1f} ({len(chrf)})" if chrf else "–"


if __name__ == "__main__":
    main()
