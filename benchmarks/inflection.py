"""Checks the inflection generators against the forms that a glossary lists by hand.

    python benchmarks/inflection.py [--glossary PATH] [--misses LANG]

`recall`: listed forms the generator makes. `recognised`: those accepted when nothing is listed,
suffix recogniser included. `attested`: generated forms that the list has too; the lists are not
complete, so this is a lower bound of precision. Also prints what a term costs.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from briefing.languages import TARGETS
from briefing.terminology import default_glossary, load_glossary
from briefing.terminology.inflection import inflection
from briefing.terminology.surface import Recogniser
from briefing.terminology.words import words


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--glossary", type=Path, help="default: the one shipped")
    parser.add_argument("--misses", metavar="LANG", help="list the forms not made")
    arguments = parser.parse_args()
    glossary = load_glossary(arguments.glossary) if arguments.glossary else default_glossary()
    table = Table("language", "terms", "listed", "recall", "recognised", "attested", "ms a term")
    for lang in TARGETS:
        row = inflection(lang)
        row.forms("a")  # what is loaded once is not counted

        def spelt(text: str, canonical=row.canonical) -> str:  # type: ignore[no-untyped-def]
            return " ".join(word.lower for word in words(text, canonical, trailing=True))

        listed = made = recognised = generated = attested = 0
        terms = [
            term
            for concept in glossary.concepts
            for term in concept.terms_in(lang, "preferred", "admitted")
            if term.forms
        ]
        spent = 0.0
        for term in terms:
            began = time.perf_counter()
            forms = row.forms(term.text)
            spent += time.perf_counter() - began
            ours = {spelt(form) for form in forms}
            theirs = {spelt(form) for form in term.forms} - {spelt(term.text)}
            listed += len(theirs)
            made += len(theirs & ours)
            generated += len(ours) - 1
            attested += len(ours & theirs)
            recogniser = Recogniser(replace(term, forms=()), lang)
            for form in sorted(theirs):
                found = words(form, row.canonical, trailing=row.trailing_apostrophe)
                known = recogniser.fault(found, 0, len(found)) in (None, "differs in capitals")
                recognised += known
                if not known and arguments.misses == lang:
                    print(term.text, "|", form)
        table.add_row(
            lang,
            str(len(terms)),
            str(listed),
            f"{made / listed:.1%}",
            f"{recognised / listed:.1%}",
            f"{attested / generated:.1%}",
            f"{spent / len(terms) * 1000:.2f}",
        )
    Console().print(table)


if __name__ == "__main__":
    main()
