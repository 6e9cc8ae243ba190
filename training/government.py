"""Learns what case a place in a sentence asks for: the tables of `briefing.terminology.government`.

    python -m training.government [--to sr,uz,ru] [--out briefing/terminology/government]

From the domain corpus, in two kinds of setting. In the reference, where a term stands, with its own
words hidden. And in the starter's translation of the same source with the term exchanged for that
of another concept: the words it was rendered by, most of them wrong, stand where control would put
the term, with the ending that the checkpoint gave them. The reference's form is right in both.

A conditional logit: AdaGrad (Duchi, Hazan & Singer 2011) with an L1 penalty, so that most signs
have no weight. Where a form stands for several cases, their sum is made likely, not any one.
"""

from __future__ import annotations

import argparse
import csv
import io
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from briefing import models
from briefing.decoding import Engine, Request, Span
from briefing.files import write as write_file
from briefing.languages import LANGUAGES
from briefing.terminology import Glossary, default_glossary
from briefing.terminology.attention import attended
from briefing.terminology.candidates import Number, analysed, carried, number
from briefing.terminology.concepts import Concept, Term
from briefing.terminology.government import Analysis, Setting, parts, signs
from briefing.terminology.inflection import inflection
from briefing.terminology.matching import Match, Matcher
from briefing.terminology.repair import fitted
from briefing.terminology.surface import check

CORPUS = Path(__file__).parent / "corpus"
COLUMNS = {"en": 0, "sr": 1, "uz": 2, "ru": 3}
Pair = tuple[str, str]  # source, reference


@dataclass(frozen=True, slots=True)
class Instance:
    """A setting, the forms that may stand in it, and the one that the reference has."""

    setting: Setting
    analyses: tuple[Analysis, ...]
    right: str
    concept: str
    masked: bool  # the words in the place are the reference's own: not to be looked at


def pairs(paths: Iterable[Path], lang: str) -> list[Pair]:
    """Read English and `lang` from corpus files."""
    rows = (
        line.split("\t") for path in paths for line in path.read_text("utf-8").splitlines() if line
    )
    return [(row[0], row[COLUMNS[lang]]) for row in rows]


def in_references(given: Iterable[Pair], lang: str, matcher: Matcher) -> Iterator[Instance]:
    """Yield the terms of the references, each in its place."""
    for source, reference in given:
        for match, span in _found(source, reference, lang, matcher):
            yield _instance(match, source, reference, span, span, reference, lang, masked=True)


def in_translations(
    given: Iterable[Pair],
    lang: str,
    matcher: Matcher,
    glossary: Glossary,
    engine: Engine,
    *,
    most: int,
    seed: int,
) -> list[Instance]:
    """Return terms of the references in the places of others that were translated for them.

    At most `most` a sentence; plurals are left out.
    """
    draw = random.Random(seed)
    others = _others(glossary)
    asked: list[tuple[str, Span, Match, Pair, Span, Concept]] = []
    for source, reference in given:
        found = [
            (match, span)
            for match, span in _found(source, reference, lang, matcher)
            if match.term.lang == "en" and _number(match) != "plural"
        ]
        for match, span in draw.sample(found, min(most, len(found))):
            kind = (match.concept.kind, match.term.text[0].isupper())
            other, name = draw.choice(others[kind])
            if other.id == match.concept.id or other.preferred(lang) is None:
                continue
            if match.text[0].isupper():
                name = name[0].upper() + name[1:]
            name += "'s" if match.text.endswith(("'s", "’s")) else ""
            start, end = match.span
            text = source[:start] + name + source[end:]
            if engine.length(text) <= engine.max_length:
                there = (start, start + len(name))
                asked.append((text, there, match, (source, reference), span, other))
    decoded = engine.decode([Request(one[0]) for one in asked], LANGUAGES[lang], attention=True)
    instances = []
    for (_, there, match, (source, reference), span, other), (best, *_) in zip(
        asked, decoded, strict=True
    ):
        place = attended(best, there)
        term = other.preferred(lang)
        if place and term:
            place = fitted(best.text, place, term.text, (), lang)
            instances.append(
                _instance(match, source, best.text, place, span, reference, lang, other=term)
            )
    return instances


def _found(source: str, reference: str, lang: str, matcher: Matcher) -> list[tuple[Match, Span]]:
    """Return the matches whose preferred term the reference has, and where."""
    matches = [match for match in matcher.match(source) if match.concept.preferred(lang)]
    met = check(reference, [match.concept for match in matches], lang).met
    return [
        (match, o.span)
        for match, o in zip(matches, met, strict=True)
        if o and o.term == match.concept.preferred(lang)
    ]


def _number(match: Match) -> Number | None:
    return number(match.term, match.text, "en")


def _others(glossary: Glossary) -> dict[tuple[str, bool], list[tuple[Concept, str]]]:
    """Return the English terms of each kind, those with a capital apart."""
    found: dict[tuple[str, bool], list[tuple[Concept, str]]] = {}
    for concept in glossary.concepts:
        for term in concept.terms_in("en", "preferred", "admitted", "deprecated"):
            key = (concept.kind, term.text[0].isupper())
            found.setdefault(key, []).append((concept, term.text))
    return found


def _instance(
    match: Match,
    source: str,
    text: str,
    place: Span,
    span: Span,
    reference: str,
    lang: str,
    *,
    masked: bool = False,
    other: Term | None = None,
) -> Instance:
    term = match.concept.preferred(lang)
    assert term  # only such matches are found
    asked = _number(match)
    old = carried(text, place, other, lang) if other else ()
    kind = match.concept.kind
    setting = Setting(source, match.span, text, place, term.text, kind, asked or "", old)
    analyses = analysed(match.concept, lang, asked)
    right = reference[slice(*span)]
    return Instance(setting, analyses, right, match.concept.id, masked)


def spelt(form: str, lang: str) -> str:
    """Return a form as forms are compared."""
    canonical = inflection(lang).canonical
    return " ".join(canonical(word).lower() for word in form.split())


@dataclass(slots=True)
class Fit:
    """Weights while they are learnt: one row a sign, one column a part of an analysis."""

    lang: str
    rows: dict[str, int]
    columns: dict[str, int]
    weights: NDArray[np.float64]

    def write(self, path: Path, least: float) -> None:
        """Write the weights of at least `least`, signs in order."""
        stream = io.StringIO(newline="")
        writer = csv.writer(stream, lineterminator="\n")
        for sign, row in sorted(self.rows.items()):
            cells = (
                f"{part}:{self.weights[row, column]:.2f}"
                for part, column in sorted(self.columns.items())
                if abs(self.weights[row, column]) >= least
            )
            if line := " ".join(cells):
                writer.writerow((sign, line))
        write_file(path, stream.getvalue().encode())


def learn(
    instances: Sequence[Instance],
    lang: str,
    *,
    passes: int = 3,
    rate: float = 0.1,
    penalty: float = 0.03,
    least: int = 6,
    seed: int = 1,
) -> Fit:
    """Return the weights that make the references' forms likely; a sign occurs `least` times."""
    seen: list[tuple[list[str], tuple[tuple[str, ...], ...], NDArray[np.bool_]]] = []
    for one in instances:
        analyses = tuple(parts(what, one.setting.carried) for _, what in one.analyses)
        right = spelt(one.right, lang)
        gold = np.array([spelt(form, lang) == right for form, _ in one.analyses])
        if gold.any() and not gold.all():
            seen.append(([*signs(one.setting, masked=one.masked)], analyses, gold))
    counts = Counter(sign for each, _, _ in seen for sign in each)
    rows = {sign: i for i, sign in enumerate(s for s, n in counts.items() if n >= least)}
    named = dict.fromkeys(p for _, analyses, _ in seen for a in analyses for p in a)
    columns = {part: i for i, part in enumerate(named)}
    designs: dict[tuple[tuple[str, ...], ...], NDArray[np.float64]] = {}
    weights = np.zeros((len(rows), len(columns)))
    squares = np.full_like(weights, 0.01)
    draw = random.Random(seed)
    for _ in range(passes):
        draw.shuffle(seen)
        for each, analyses, gold in seen:
            if analyses not in designs:
                designs[analyses] = _design(analyses, columns)
            design = designs[analyses]
            here = [rows[sign] for sign in each if sign in rows]
            values = design @ weights[here].sum(0)
            chance = np.exp(values - values.max())
            chance /= chance.sum()
            wanted = chance * gold
            slope = (chance - wanted / wanted.sum()) @ design
            squares[here] += slope * slope
            step = rate / np.sqrt(squares[here])
            moved = weights[here] - step * slope
            weights[here] = np.sign(moved) * np.maximum(np.abs(moved) - step * penalty, 0.0)
    return Fit(lang, rows, columns, weights)


def _design(analyses: Sequence[Sequence[str]], columns: dict[str, int]) -> NDArray[np.float64]:
    made = np.zeros((len(analyses), len(columns)))
    for row, analysis in enumerate(analyses):
        for part in analysis:
            made[row, columns[part]] = 1.0
    return made


def main() -> None:
    """Write a table for each language."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--to", default="sr,uz,ru")
    parser.add_argument("--out", type=Path, default=Path("briefing/terminology/government"))
    parser.add_argument("--checkpoint", type=Path, help="a folder (default: the starter)")
    args = parser.parse_args()
    glossary = default_glossary()
    matcher = Matcher(glossary, "en")
    checkpoint = models.Checkpoint.load(args.checkpoint) if args.checkpoint else models.starter()
    engine = models.MarianEngine(checkpoint, beam_size=2)
    for lang in args.to.split(","):
        given = pairs(sorted(CORPUS.glob("[cw]*.tsv")), lang)
        instances = [*in_references(given, lang, matcher)]
        translated = in_translations(given, lang, matcher, glossary, engine, most=3, seed=5)
        fit = learn([*instances, *translated], lang)
        fit.write(args.out / f"{lang}.csv", least=0.1)
        print(f"{lang}: {len(instances)} places in references, {len(translated)} in translations")


if __name__ == "__main__":
    main()
