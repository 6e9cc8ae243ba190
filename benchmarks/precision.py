"""What int8 costs: the same checkpoint in int8 and in float32, chrF2 on FLORES-200's devtest.

    python benchmarks/precision.py FLORES [--checkpoint FOLDER]

Both run in CTranslate2, so that nothing but the precision differs.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from sacrebleu.metrics import CHRF

from briefing import models
from briefing.decoding import Request
from briefing.evaluation import testsets
from briefing.languages import LANGUAGES


def main() -> None:
    """Print a line a language."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("flores", type=Path, help="a folder in FLORES-200's layout")
    parser.add_argument("--checkpoint", type=Path, help="default: the starter")
    args = parser.parse_args()
    checkpoint = models.Checkpoint.load(args.checkpoint) if args.checkpoint else models.starter()
    segments = testsets.load(args.flores).segments
    requests = [Request(line) for line in segments["en"]]
    print("to   int8   float32   difference")
    for tag in ("sr", "uz", "ru"):
        scores = []
        for precision in ("int8", "float32"):
            engine = models.MarianEngine(checkpoint, compute_type=precision)
            found = [ones[0].text for ones in engine.decode(requests, LANGUAGES[tag])]
            scores.append(CHRF().corpus_score(found, [segments[tag]]).score)
        print(f"{tag}  {scores[0]:6.2f}   {scores[1]:7.2f}   {scores[0] - scores[1]:+10.2f}")


if __name__ == "__main__":
    main()
