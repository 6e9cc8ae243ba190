"""Terms met and chrF2, without control and with it, on segments whose concepts are known.

    python benchmarks/terms.py TERMS.jsonl [--to sr,uz,ru] [--limit N] [--repaired FILE.tsv]

TERMS.jsonl: one object a line with "en", "sr", "uz", "ru" and "concepts" (ids of the default
glossary, one an occurrence). Three ways of counting a concept as met: the base form stands in the
translation; a form that the glossary lists does; any form the recogniser accepts does. The
references are counted the same way: they are the ceiling. Times are of one process, the two runs
by turns, the fastest of each; the processor's own time is told too, for a machine that is shared.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from sacrebleu.metrics.chrf import CHRF

from briefing import models
from briefing.documents import TranslatedSegment
from briefing.languages import LANGUAGES, target
from briefing.terminology import NO_GLOSSARY, default_glossary
from briefing.terminology.concepts import Concept
from briefing.terminology.control import ControlledTranslator
from briefing.terminology.surface import check

EN = LANGUAGES["en"]
Way = Callable[[str, Sequence[Concept], str], int]


def _stands(form: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text, re.IGNORECASE) is not None


def _base(text: str, concepts: Sequence[Concept], lang: str) -> int:
    return sum(
        any(_stands(t.text, text) for t in concept.terms_in(lang, "preferred", "admitted"))
        for concept in concepts
    )


def _listed(text: str, concepts: Sequence[Concept], lang: str) -> int:
    return sum(
        any(
            _stands(form, text)
            for term in concept.terms_in(lang, "preferred", "admitted")
            for form in (term.text, *term.forms)
        )
        for concept in concepts
    )


def _inflected(text: str, concepts: Sequence[Concept], lang: str) -> int:
    return sum(occurrence is not None for occurrence in check(text, concepts, lang).met)


COUNTERS: dict[str, Way] = {"base": _base, "listed": _listed, "inflected": _inflected}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("testset", type=Path)
    parser.add_argument("--to", default="sr,uz,ru")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--checkpoint", type=Path, help="a folder (default: the starter)")
    parser.add_argument("--turns", type=int, default=3, help="runs of each, to time them")
    parser.add_argument("--repaired", type=Path, help="write the repaired segments here, as TSV")
    args = parser.parse_args()
    rows = [json.loads(line) for line in args.testset.read_text("utf-8").splitlines()][: args.limit]
    glossary = default_glossary()
    known = {concept.id: concept for concept in glossary.concepts}
    required = [[known[name] for name in row["concepts"]] for row in rows]
    total = sum(map(len, required))
    checkpoint = models.Checkpoint.load(args.checkpoint) if args.checkpoint else models.starter()
    engine = models.MarianEngine(checkpoint)
    free = ControlledTranslator(engine, NO_GLOSSARY)
    held = ControlledTranslator(engine, glossary)
    sources = [row["en"] for row in rows]
    for tag in args.to.split(","):  # what is made on first use only: forms, automaton
        held.translate(sources[:20], EN, target(tag))
    print(f"{engine.name}: {len(rows)} segments, {total} concepts; share met in %")
    print(f"{'':4}{'':14}{'base':>7}{'listed':>8}{'inflected':>11}{'chrF2':>8}{'seconds':>9}")
    repaired: list[tuple[str, TranslatedSegment, str]] = []
    runs_done: dict[tuple[str, str], list[TranslatedSegment]] = {}
    for tag in args.to.split(","):
        references = [row[tag] for row in rows]
        _row(tag, "reference", references, required, total, 100.0, None)
        runs = {"unconstrained": free, "controlled": held}
        seconds = dict.fromkeys(runs, math.inf)
        processor = dict(seconds)
        for _ in range(args.turns):
            for name, translator in runs.items():
                start, begun = time.perf_counter(), time.process_time()
                done = translator.translate(sources, EN, target(tag))
                seconds[name] = min(seconds[name], time.perf_counter() - start)
                processor[name] = min(processor[name], time.process_time() - begun)
                runs_done[tag, name] = done
        for name in runs:
            texts = [segment.text for segment in runs_done[tag, name]]
            chrf = CHRF().corpus_score(texts, [references]).score
            _row(tag, name, texts, required, total, chrf, seconds[name])
        done = runs_done[tag, "controlled"]
        same, compared = _agreeing(done, references, required, tag)
        print(f"{tag:4}repaired in the reference's very form: {same}/{compared}")
        ways = Counter(use.met for segment in done for use in segment.concepts)
        print(f"{tag:4}met by: {', '.join(f'{way} {count}' for way, count in ways.most_common())}")
        ratio, own = (t["controlled"] / t["unconstrained"] for t in (seconds, processor))
        print(f"{tag:4}time, controlled / unconstrained: {ratio:.2f} (processor: {own:.2f})")
        repaired += [
            (tag, segment, reference)
            for segment, reference in zip(done, references, strict=True)
            if any(use.met == "repaired" for use in segment.concepts)
        ]
    if args.repaired:
        _write(args.repaired, repaired)


def _row(
    tag: str,
    name: str,
    texts: Sequence[str],
    required: Sequence[Sequence[Concept]],
    total: int,
    chrf: float,
    seconds: float | None,
) -> None:
    shares = [
        100 * sum(count(t, c, tag) for t, c in zip(texts, required, strict=True)) / total
        for count in COUNTERS.values()
    ]
    base, listed, inflected = shares
    shown = "" if seconds is None else f"{seconds:9.1f}"
    print(
        f"{tag:4}{name:14}{base:7.1f}{listed:8.1f}{inflected:11.1f}{chrf:8.1f}{shown}", flush=True
    )


def _agreeing(
    done: Sequence[TranslatedSegment],
    references: Sequence[str],
    required: Sequence[Sequence[Concept]],
    tag: str,
) -> tuple[int, int]:
    """Count repaired concepts whose surface form is the reference's, of those it has too.

    Another form can be right in another sentence: this is a floor for right endings.
    """
    same = compared = 0
    for segment, reference, concepts in zip(done, references, required, strict=True):
        forms = {
            occurrence.concept: occurrence.text.casefold()
            for occurrence in check(reference, concepts, tag).met
            if occurrence
        }
        for use in segment.concepts:
            if use.met == "repaired" and use.concept in forms:
                compared += 1
                same += (use.surface or "").casefold() == forms[use.concept]
    return same, compared


def _write(path: Path, repaired: Sequence[tuple[str, TranslatedSegment, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter="\t", lineterminator="\n")
        writer.writerow(("to", "concepts", "source", "translation", "reference"))
        for tag, segment, reference in repaired:
            forms = "; ".join(
                f"{use.concept}: {use.surface}" for use in segment.concepts if use.met == "repaired"
            )
            writer.writerow((tag, forms, segment.source, segment.text, reference))


if __name__ == "__main__":
    main()
