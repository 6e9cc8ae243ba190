"""A saved web page: its article found by trafilatura, which is never let near the network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from briefing.errors import ReadError
from briefing.readers import dates
from briefing.readers.characters import one_line
from briefing.readers.draft import Draft, Source
from briefing.readers.limits import Limits
from briefing.readers.quiet import quiet

_Element = Any  # lxml ships no types

_LOGGERS = ("trafilatura", "htmldate", "courlan", "justext")
# References to control characters, which lxml's trees cannot hold.
_CONTROL_REFERENCE = re.compile(
    r"&#(?:x0{0,6}(?:[0-8bcef]|1[0-9a-f])|0{0,6}(?:[0-8]|1[1245-9]|2\d|3[01]));", re.IGNORECASE
)
# Elements of trafilatura's tree (a subset of TEI) that are paragraphs of their own.
_BLOCKS = frozenset(("p", "head", "item", "quote", "cell"))


def read(source: Source, limits: Limits) -> Draft:
    """Return the page's main text and what its metadata tell.

    Raises ReadError when no article can be found in it.
    """
    import trafilatura

    if len(source.text) > limits.markup_characters:
        raise ReadError(
            source.name,
            f"holds more HTML than is read ({limits.markup_characters:,} characters)",
            "Save the article alone, without the rest of the site",
        )
    with quiet(*_LOGGERS):
        page = trafilatura.bare_extraction(
            _whole(source.text),
            with_metadata=True,
            include_comments=False,
            include_tables=True,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    if not isinstance(page, trafilatura.settings.Document):
        page = trafilatura.settings.Document()  # nothing found
    found = tuple(_paragraphs(page.body)) if page.body is not None else ()
    if not any(found):
        raise ReadError(
            source.name,
            "holds no article that can be found (a front page, a form, or a page filled by script)",
            "Open it in a browser and save the article's text as .txt",
        )
    return Draft(
        paragraphs=found,
        title=page.title or None,
        byline=page.author or None,
        date=dates.parse(page.date),
        source=page.sitename or None,
        link=page.url or None,
    )


def _whole(text: str) -> str:
    """Return `text` as a page that trafilatura takes: no fragment, no control characters."""
    text = _CONTROL_REFERENCE.sub("", text)
    is_page = re.search(r"<html\b", text[:5000], re.IGNORECASE)
    return text if is_page else f"<html><body>{text}</body></html>"


def _paragraphs(element: _Element) -> Iterator[str]:
    """Yield the text of each block, in order; a line break inside one starts another."""
    own: list[str] = [element.text or ""]
    for child in element:
        if child.tag in _BLOCKS or any(inner.tag in _BLOCKS for inner in child.iter()):
            yield from _lines(own)
            own = []
            yield from _paragraphs(child)
        elif child.tag == "lb":
            own.append("\n")
        else:
            own.append("".join(child.itertext()))
        own.append(child.tail or "")
    yield from _lines(own)


def _lines(parts: list[str]) -> Iterator[str]:
    for line in "".join(parts).split("\n"):
        if text := one_line(line):
            yield text
