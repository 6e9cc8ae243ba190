"""The project's own CSV among the other formats: it holds everything."""

from __future__ import annotations

import csv
import io

from briefing.terminology import csv_format
from briefing.terminology.concepts import Glossary
from briefing.terminology.exchange.formats import Format, Layout, Reading
from briefing.terminology.exchange.rows import decode, unparse


def read(data: bytes, path: str, layout: Layout) -> Reading:
    """Read the project's CSV."""
    return Reading(csv_format.parse(decode(data, path), path))


def write(glossary: Glossary, format_: Format, layout: Layout) -> bytes:
    """Write the project's CSV."""
    text = csv_format.dumps(glossary)
    return unparse(csv.reader(io.StringIO(text, newline="")), tabs=layout.tabs)
