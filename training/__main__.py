"""`python -m training`: from corpora to a checkpoint, in one command that may be interrupted."""

import argparse
import dataclasses
import hashlib
import os
import pickle
import shutil
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import torch
from torch import Tensor

from training import clean
from training.alignment import Lexicon
from training.card import card
from training.data import Corner, encode
from training.export import export
from training.score import score_apart
from training.splice import name_pairs, spliced
from training.swap import swapped
from training.train import Material, Settings, train
from training.vocabulary import Vocabulary, learn, training_text

HERE = Path(__file__).parent


def options() -> argparse.Namespace:
    """Every setting of a run is an option too."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("checkpoint"), help="the finished folder")
    parser.add_argument("--work", type=Path, default=Path("training-run"), help="state to resume")
    parser.add_argument("--corpus", type=Path, default=HERE / "corpus")
    parser.add_argument("--base", type=Path, help="general pairs: source, language, en, target")
    parser.add_argument("--glossary", type=Path, help="a glossary table whose terms are learned")
    parser.add_argument(
        "--keep-out", type=Path, nargs="*", default=[], help="English test sets, a sentence a line"
    )
    parser.add_argument("--spliced", type=int, default=6000, help="templates to fill with names")
    parser.add_argument("--names", type=int, default=4000, help="persons' names to learn alone")
    parser.add_argument("--swaps", type=int, default=2, help="domain sentences with other names")
    parser.add_argument("--pieces", type=int, default=8000, help="size of the vocabulary")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--hardware", default="", help="recorded in the card")
    for field in dataclasses.fields(Settings):
        kind = type(field.default)
        if kind is bool:
            parser.add_argument(f"--{field.name}", action=argparse.BooleanOptionalAction)
        else:
            parser.add_argument(f"--{field.name.replace('_', '-')}", type=kind)
    parser.set_defaults(**{f.name: f.default for f in dataclasses.fields(Settings)})
    return parser.parse_args()


def pairs(chosen: argparse.Namespace) -> tuple[list[clean.Pair], Counter[str]]:
    """All clean pairs, and what was turned away; dev and the test sets are kept out."""
    domain, _ = clean.clean(clean.read_domain(chosen.corpus), [])
    raw = [*clean.read_domain(chosen.corpus)]
    raw += [*spliced(chosen.spliced), *name_pairs(chosen.names), *swapped(domain, chosen.swaps)]
    if chosen.glossary:
        raw += clean.read_glossary(chosen.glossary)
    if chosen.base:
        raw += clean.read_base(chosen.base)
    held = list(clean.read_dev(chosen.corpus / "dev.tsv")["en"])
    for path in chosen.keep_out:
        held += path.read_text("utf-8").splitlines()
    return clean.clean(raw, held)


def prepare(chosen: argparse.Namespace) -> tuple[Vocabulary, list[Corner], list[Lexicon]]:
    """Vocabulary, encoded pairs and lexicons; kept in the work folder for the next start."""
    chosen.work.mkdir(parents=True, exist_ok=True)
    kept, counts = pairs(chosen)
    print("\n".join(f"{count:8} {reason}" for reason, count in sorted(counts.items())))
    contents = repr((chosen.pieces, chosen.variants, chosen.alpha, kept))
    digest = hashlib.sha256(contents.encode()).hexdigest()[:16]
    cache = chosen.work / f"prepared-{digest}.pickle"
    if cache.exists():
        model, corners, scores = pickle.loads(cache.read_bytes())
        return Vocabulary(model), corners, [Lexicon(score) for score in scores]
    vocabulary = learn(training_text(kept), chosen.pieces)
    corners = encode(kept, vocabulary, chosen.variants, chosen.alpha)
    lexicons = []
    plain = encode(kept, vocabulary)
    for language in clean.LANGUAGES:
        own = [c for c in plain if c.language == language and c.group != "books"]
        sources = [s for corner in own for s in corner.sources]
        targets = [t for corner in own for t in corner.targets]
        lexicons.append(Lexicon.learn(sources, targets, vocabulary.pad))
    content = (vocabulary.model, corners, [lexicon.score for lexicon in lexicons])
    cache.write_bytes(pickle.dumps(content, protocol=5))
    return vocabulary, corners, lexicons


def main() -> None:
    """Prepare, train, and put the best checkpoint in its place."""
    chosen = options()
    settings = Settings(**{f.name: getattr(chosen, f.name) for f in dataclasses.fields(Settings)})
    vocabulary, corners, lexicons = prepare(chosen)
    dev = chosen.corpus / "dev.tsv"
    shape = settings.shape(vocabulary.size)
    best = chosen.work / "best"

    def look(weights: Mapping[str, Tensor], pieces: int) -> Mapping[str, float]:
        """Score the averaged weights; the best so far is kept in the work folder."""
        export(weights, shape, vocabulary, chosen.work / "look")
        scores = score_apart(chosen.work / "look", dev, max(1, chosen.workers))
        record = chosen.work / "best.txt"
        mean = sum(scores.values()) / len(scores)
        if not record.exists() or mean > float(record.read_text()):
            text = card(settings, corners, pieces, scores, chosen.hardware)
            export(weights, shape, vocabulary, best, text)
            record.write_text(f"{mean:.4f}")
        return scores

    if chosen.out.exists():
        raise SystemExit(f"{chosen.out} exists already: name another folder or remove it")
    material = Material(vocabulary.model, corners, lexicons, look)
    train(settings, material, chosen.work, chosen.workers)
    state = torch.load(chosen.work / "state.pt", map_location="cpu", weights_only=False)
    pieces = state["counters"][1]
    print(f"{pieces} target pieces seen; the best checkpoint goes to {chosen.out}")
    shutil.copytree(best, chosen.out)


if __name__ == "__main__":
    main()
