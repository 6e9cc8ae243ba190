"""Shows that the cost of matching a segment does not grow with the glossary.

    python benchmarks/matching.py [--concepts 100 1000 10000 100000]

Made-up concepts and segments of 30 words draw on one vocabulary of 20,000 words: the default
glossary's, and words made of their halves, which inflect as they do. So terms share words with the
segments as real ones do. Processor time, the best of several rounds, in one process.
"""

from __future__ import annotations

import argparse
import random
import time

from rich.console import Console
from rich.table import Table

from briefing.languages import LANGUAGES
from briefing.terminology import Concept, Glossary, Term, default_glossary
from briefing.terminology.matching import Matcher

WORDS_A_SEGMENT = 30
SEGMENTS = 200
VOCABULARY = 20_000


def vocabulary_of(glossary: Glossary, lang: str) -> list[str]:
    """Return the glossary's own words and made-up ones."""
    rng = random.Random(0)
    own = sorted({w for c in glossary.concepts for t in c.terms_in(lang) for w in t.text.split()})
    long = [word for word in own if len(word) > 5 and word.isalpha()]
    words = set(own)
    while len(words) < VOCABULARY:
        one, other = rng.sample(long, 2)
        words.add(one[: len(one) // 2 + 1] + other[len(other) // 2 :])
    return sorted(words)


def made_up(size: int, vocabulary: list[str], lang: str, kept: Glossary) -> Glossary:
    """Return `size` concepts: the 100 that every glossary has, then terms of two to four words."""
    rng = random.Random(size)
    concepts = list(kept.concepts[:100])
    seen = {term.text for concept in concepts for term in concept.terms}
    while len(concepts) < size:
        text = " ".join(rng.choices(vocabulary, k=rng.randint(2, 4)))
        if text not in seen:
            seen.add(text)
            concepts.append(Concept(f"c{len(concepts)}", terms=(Term(lang, text),)))
    return Glossary(tuple(concepts))


def segments(vocabulary: list[str], lang: str, kept: Glossary) -> list[str]:
    """Return segments of 30 words, with a few of the kept terms in each."""
    rng = random.Random(0)
    terms = [t.text for c in kept.concepts[:100] for t in c.terms_in(lang, "preferred")]
    texts = []
    for _ in range(SEGMENTS):
        words = rng.choices(vocabulary, k=WORDS_A_SEGMENT)
        for term in rng.sample(terms, 3):
            words[rng.randrange(len(words))] = term
        texts.append(" ".join(" ".join(words).split()[:WORDS_A_SEGMENT]))
    return texts


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--concepts", type=int, nargs="+", default=[100, 1000, 10_000, 100_000])
    parser.add_argument("--languages", nargs="+", default=list(LANGUAGES))
    arguments = parser.parse_args()
    glossary = default_glossary()
    table = Table("source", "concepts", "index s", "ms a segment", "found a segment", "ratio")
    for lang in arguments.languages:
        vocabulary = vocabulary_of(glossary, lang)
        texts = segments(vocabulary, lang, glossary)
        first = 0.0
        for size in arguments.concepts:
            made = made_up(size, vocabulary, lang, glossary)
            began = time.process_time()
            matcher = Matcher(made, lang)
            indexed = time.process_time() - began
            found = sum(len(matcher.match(text)) for text in texts)
            best = float("inf")
            for _ in range(5):
                began = time.process_time()
                for text in texts:
                    matcher.match(text)
                best = min(best, time.process_time() - began)
            first = first or best
            table.add_row(
                lang,
                f"{size:,}",
                f"{indexed:.2f}",
                f"{best / len(texts) * 1000:.3f}",
                f"{found / len(texts):.1f}",
                f"{best / first:.2f}",
            )
    Console().print(table)


if __name__ == "__main__":
    main()
