"""XML to and from reviewers' tools: nothing is expanded, loaded or fetched; text keeps its spaces.

What makes a file from a stranger harmless is `briefing.terminology.exchange.xml.check`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from briefing.errors import GlossaryError, ReviewError
from briefing.terminology.exchange import xml
from briefing.terminology.exchange.xml import legal, local

__all__ = ["LANG", "SPACE", "add", "legal", "local", "parse", "serialise", "text"]

LANG = xml.LANG
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_MAX_BYTES = 50_000_000
# Inline codes of XLIFF 1.2 and TMX: they hold the original file's markup, not text.
_CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})


def parse(data: bytes, path: str) -> Any:
    """Return the root element.

    Raises ReviewError when the XML is broken, too large, or declares entities.
    """
    if len(data) > _MAX_BYTES:
        raise ReviewError(
            path,
            f"is larger than the {_MAX_BYTES:,} bytes that are read",
            "Split it, or export fewer articles at a time",
        )
    try:
        xml.check(data, path)
    except GlossaryError as error:
        raise ReviewError(error.subject, error.problem, error.remedy) from None
    try:
        return etree.fromstring(data, etree.XMLParser(**xml.HARMLESS))
    except etree.XMLSyntaxError as error:
        raise ReviewError(
            path, f"is not well-formed XML ({error.msg})", "Export it again, as UTF-8"
        ) from None


def text(element: Any | None) -> str:
    """Return an element's text without inline codes; "" for no element."""
    return "" if element is None else "".join(_text(element))


def _text(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if local(child) not in _CODES:
            yield from _text(child)
        yield child.tail or ""


def add(parent: Any, tag: str, content: str | None = None, **attributes: str | None) -> Any:
    """Append an element in its parent's namespace, or in that which `tag` names, and return it.

    An attribute that is None is left out; an underscore in its name stands for a hyphen.
    """
    if not tag.startswith("{"):
        space, brace, _ = parent.tag.rpartition("}")
        tag = f"{space}{brace}{tag}"
    element = etree.SubElement(parent, tag)
    if content is not None:
        element.text = legal(content)
    for name, value in attributes.items():
        if value is not None:
            element.set(name.replace("_", "-"), legal(value))
    return element


def serialise(root: Any, leaves: frozenset[str], doctype: str | None = None) -> bytes:
    """Return a document as UTF-8, indented everywhere but inside the `leaves`."""
    _indent(root, leaves, "\n")
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, doctype=doctype)
    return data + b"\n"


def _indent(element: Any, leaves: frozenset[str], margin: str) -> None:
    if not len(element) or local(element) in leaves:
        return
    element.text = margin + "  "
    for child in element:
        _indent(child, leaves, margin + "  ")
        child.tail = margin + "  "
    element[-1].tail = margin
