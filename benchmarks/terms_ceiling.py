"""Scores reference translations with the project's own matcher: the ceiling of term control.

    python benchmarks/terms_ceiling.py SEGMENTS.jsonl [--misses]

Each line of the file holds `en`, one reference a target language, and `concepts`: the ids of what
the segment contains, in order. Also prints how well the source side finds those concepts.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from briefing.languages import TARGETS
from briefing.terminology import default_glossary, load_glossary
from briefing.terminology.concepts import Concept
from briefing.terminology.matching import Matcher
from briefing.terminology.surface import check
from briefing.terminology.words import words


def base_form_met(text: str, concept: Concept, lang: str) -> bool:
    """Tell whether an accepted term stands in `text` as the glossary writes it."""
    here = " ".join(w.lower for w in words(text, str))
    return any(
        f" {' '.join(w.lower for w in words(term.text, str))} " in f" {here} "
        for term in concept.terms_in(lang, "preferred", "admitted")
    )


def listed_met(text: str, concept: Concept, lang: str) -> bool:
    """Tell whether a term or one of its listed forms stands in `text`."""
    here = " ".join(w.lower for w in words(text, str))
    return any(
        f" {' '.join(w.lower for w in words(form, str))} " in f" {here} "
        for term in concept.terms_in(lang, "preferred", "admitted")
        for form in (term.text, *term.forms)
    )


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("segments", type=Path)
    parser.add_argument("--glossary", type=Path, help="default: the one shipped")
    parser.add_argument("--misses", action="store_true", help="list what is not found")
    arguments = parser.parse_args()
    glossary = load_glossary(arguments.glossary) if arguments.glossary else default_glossary()
    concepts = {c.id: c for c in glossary.concepts}
    # What the generators and recognisers add shows when nothing is listed.
    bare = {
        c.id: replace(c, terms=tuple(replace(t, forms=()) for t in c.terms))
        for c in glossary.concepts
    }
    lines = arguments.segments.read_text(encoding="utf-8").splitlines()
    segments = [json.loads(line) for line in lines if line.strip()]
    console = Console()

    matcher = Matcher(glossary, "en")
    found = wanted = right = 0
    for segment in segments:
        ids = Counter(match.concept.id for match in matcher.match(segment["en"]))
        asked = Counter(segment["concepts"])
        found += ids.total()
        wanted += asked.total()
        right += (ids & asked).total()
        if arguments.misses and ids != asked:
            print("source", dict(asked - ids), "extra", dict(ids - asked), segment["en"])
    console.print(
        f"source: {wanted} concepts, recall {right / wanted:.1%}, precision {right / found:.1%}"
    )

    table = Table("language", "required", "base form", "listed", "generated", "all", "forbidden")
    for lang in TARGETS:
        totals = Counter[str]()
        for segment in segments:
            text = segment[lang]
            required = [concepts[c] for c in segment["concepts"] if concepts[c].preferred(lang)]
            result = check(text, required, lang)
            totals["n"] += len(required)
            totals["base"] += sum(base_form_met(text, c, lang) for c in required)
            totals["listed"] += sum(listed_met(text, c, lang) for c in required)
            unlisted = check(text, [bare[c.id] for c in required], lang)
            totals["generated"] += len(required) - len(unlisted.unmet)
            totals["all"] += len(required) - len(result.unmet)
            totals["forbidden"] += len(result.replaced)
            if arguments.misses and not result.complies:
                unmet = [required[i].id for i in result.unmet]
                print(lang, unmet, [o.text for o in result.replaced], text)
        share = [f"{totals[k] / totals['n']:.1%}" for k in ("base", "listed", "generated", "all")]
        table.add_row(lang, str(totals["n"]), *share, str(totals["forbidden"]))
    console.print(table)


if __name__ == "__main__":
    main()
