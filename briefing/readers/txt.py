"""Plain text, as saved or as copied from a web page."""

from __future__ import annotations

from briefing.readers.draft import Draft, Source
from briefing.readers.layout import paragraphs
from briefing.readers.limits import Limits, too_much_text


def read(source: Source, limits: Limits) -> Draft:
    """Return the paragraphs; a plain text tells nothing more about itself.

    Raises ReadError when it is longer than the limits allow.
    """
    if len(source.text.strip()) > limits.characters:
        raise too_much_text(source.name, limits)
    return Draft(paragraphs(source.text))
