"""Where the default glossary is, whether the package is installed or run from a checkout."""

from __future__ import annotations

from pathlib import Path

from briefing.errors import GlossaryError
from briefing.terminology import csv_format
from briefing.terminology.concepts import Glossary


def default_path() -> Path:
    """Return where the default glossary is: in the package, or beside it in a checkout.

    Raises GlossaryError when it is in neither place.
    """
    package = Path(__file__).parents[1]
    # A checkout comes first: there a translator edits it. A build copies it into the package.
    for folder in (package.parent / "glossary", package / "terminology" / "data"):
        path = folder / "glossary.csv"
        if path.is_file():
            return path
    raise GlossaryError(
        "glossary.csv",
        "the default glossary is missing",
        "install briefing again, or give --glossary PATH",
    )


def default_glossary() -> Glossary:
    """Load the glossary that comes with the program."""
    return csv_format.read(default_path())
