"""Plain text, as saved or as copied from a web page."""

from __future__ import annotations

from briefing.readers.draft import Draft, Source
from briefing.readers.layout import paragraphs
from briefing.readers.limits import Limits


def read(source: Source, limits: Limits) -> Draft:
    """Return the paragraphs; a plain text tells nothing more about itself."""
    return Draft(paragraphs(source.text))
