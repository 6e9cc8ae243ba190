"""HTML cut into tags, comments and text, which joined give the page back byte for byte.

Only as much of the HTML standard (section 13.2.5, tokenization) as is needed for that: where a tag
ends, and which elements hold text that is no markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "open", "close", "void", "other"]

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?\]\]>|<[!?][^>]*>"
    r"|<(?P<close>/?)(?P<name>[A-Za-z][^\s/>]*)(?P<attributes>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)>",
    re.DOTALL,
)
_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()  # noqa: SIM905
)
_RAW = frozenset(("script", "style", "textarea", "xmp", "iframe", "noembed", "noframes"))


@dataclass(frozen=True, slots=True)
class Token:
    """One tag, comment or text; `name` of a tag in small letters."""

    kind: Kind
    raw: str
    name: str = ""
    attributes: str = ""


def tokens(page: str) -> Iterator[Token]:
    """Yield the tokens of `page`; the text of a script is "other", as a comment is."""
    position = 0
    while found := _TOKEN.search(page, position):
        if found.start() > position:
            yield Token("text", page[position : found.start()])
        position = found.end()
        name = (found["name"] or "").lower()
        if not name:
            yield Token("other", found.group())
            continue
        attributes = found["attributes"]
        if found["close"]:
            yield Token("close", found.group(), name)
            continue
        void = name in _VOID or attributes.endswith("/")
        yield Token("void" if void else "open", found.group(), name, attributes)
        if name in _RAW and not void:
            end = re.compile(rf"</{name}\b", re.IGNORECASE).search(page, position)
            stop = end.start() if end else len(page)
            if stop > position:
                yield Token("other", page[position:stop])
            position = stop
    if position < len(page):
        yield Token("text", page[position:])
