"""How often the right form of a term is chosen, by the reference, on pairs that trained nothing.

    python -m benchmarks.endings training/corpus/dev.tsv [--to sr,uz,ru] [--checkpoint FOLDER]

Two settings, as in `training/government.py`: the term's place in the reference, its own words
hidden; and its place in the checkpoint's translation of the source with another term in its stead.
Three ways of choosing: the model's score of the sentence with each form; government; government,
and the model where it is in doubt, as control does. The reference's form counts as right. In a
translation that is built otherwise another one can be: those shares are a floor.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Sequence
from pathlib import Path

from briefing import models
from briefing.decoding import Engine
from briefing.languages import LANGUAGES
from briefing.terminology import default_glossary
from briefing.terminology.drafts import put
from briefing.terminology.government import chances
from briefing.terminology.matching import Matcher
from briefing.terminology.repair import Limits
from training.government import Instance, in_references, in_translations, pairs, spelt

WAYS = ("model", "government", "both")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pairs", type=Path, help="English, Serbian, Uzbek, Russian; tab-separated")
    parser.add_argument("--to", default="sr,uz,ru")
    parser.add_argument("--checkpoint", type=Path, help="a folder (default: the starter)")
    args = parser.parse_args()
    checkpoint = models.Checkpoint.load(args.checkpoint) if args.checkpoint else models.starter()
    engine = models.MarianEngine(checkpoint)
    glossary = default_glossary()
    matcher = Matcher(glossary, "en")
    print(f"{engine.name}; right forms in %")
    print(f"{'':4}{'in':14}{'terms':>7}" + "".join(f"{way:>12}" for way in WAYS))
    for lang in args.to.split(","):
        given = pairs([args.pairs], lang)
        settings = {
            "references": list(in_references(given, lang, matcher)),
            "translations": in_translations(
                given, lang, matcher, glossary, engine, most=3, seed=11
            ),
        }
        for name, instances in settings.items():
            # A term that has but one form is no question.
            asked = [one for one in instances if len({form for form, _ in one.analyses}) > 1]
            shares = _shares(asked, lang, engine)
            cells = "".join(f"{100 * share:12.1f}" for share in shares)
            print(f"{lang:4}{name:14}{len(asked):7}{cells}", flush=True)


def _shares(instances: Sequence[Instance], lang: str, engine: Engine) -> list[float]:
    """Return the share of right forms in each of `WAYS`."""
    limits = Limits()
    likely = [chances(one.setting, one.analyses, lang, masked=one.masked) for one in instances]
    sources = [
        one.setting.source for one, forms in zip(instances, likely, strict=True) for _ in forms
    ]
    texts = [
        put(one.setting.text, one.setting.place, form)
        for one, forms in zip(instances, likely, strict=True)
        for form in forms
    ]
    scores = iter(engine.score(sources, texts, LANGUAGES[lang], mean=False))
    right = [0, 0, 0]
    for one, forms in zip(instances, likely, strict=True):
        opinions = {form: next(scores) for form in forms}
        floor = limits.doubt * max(forms.values())
        both = {
            form: math.log(chance) + limits.model * opinions[form]
            for form, chance in forms.items()
            if chance >= floor
        }
        for i, values in enumerate((opinions, forms, both)):
            best = max(values, key=values.__getitem__)
            right[i] += spelt(best, lang) == spelt(one.right, lang)
    return [count / len(instances) for count in right]


if __name__ == "__main__":
    main()
