"""Reads and writes XML from people one does not know: nothing is expanded, loaded or fetched.

A DOCTYPE that only names a DTD is harmless and passed over, as exports of TBX and TMX carry one.
Entities of the file's own are refused before any is expanded: no glossary needs them, and both
"billion laughs" and the reading of local files are made of them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

from lxml import etree

from briefing.errors import GlossaryError

LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# Char of XML 1.0, turned round.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


# How lxml reads what strangers wrote.
HARMLESS = {
    "resolve_entities": False,
    "load_dtd": False,
    "dtd_validation": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


class _PrologueEnds(Exception):  # noqa: N818  it ends the parse, it is no error
    pass


def check(data: bytes, path: str) -> None:
    """Raise GlossaryError when the file declares entities or does not begin as XML does."""
    parser = expat.ParserCreate()

    def entity(name: str, *_: object) -> None:
        raise GlossaryError(
            path,
            f"line {parser.CurrentLineNumber} declares the XML entity {name!r},"
            " which can hide an attack",
            "export the file again without a document type declaration",
        )

    def element(*_: object) -> None:
        raise _PrologueEnds

    parser.EntityDeclHandler = entity
    parser.StartElementHandler = element
    try:
        parser.Parse(data, True)
    except _PrologueEnds:
        pass
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise GlossaryError(
            path, f"is not well-formed XML ({error})", "export it again, as UTF-8"
        ) from None


def elements(data: bytes, path: str, names: frozenset[str]) -> Iterator[Any]:
    """Yield each element of those local names, in order, and forget it afterwards.

    Raises GlossaryError when the XML is broken or declares entities.
    """
    check(data, path)
    try:
        walk = etree.iterparse(
            io.BytesIO(data),
            events=("end",),
            tag=[f"{{*}}{name}" for name in names],
            **HARMLESS,
        )
        for _, element in walk:
            yield element
            # Memory stays that of one entry, whatever the file's length.
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]
    except etree.XMLSyntaxError as error:
        raise GlossaryError(
            path, f"is not well-formed XML ({error.msg})", "export it again, as UTF-8"
        ) from None


def local(element: Any) -> str:
    """Return an element's name without its namespace; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def text(element: Any) -> str:
    """Return an element's text without its markup."""
    return "".join(element.itertext()) if len(element) else element.text or ""


def unread_entities(element: Any) -> list[str]:
    """Return the entity references that stand in an element unexpanded, as they are written."""
    return [str(entity.text) for entity in element.iter(etree.Entity)]


def legal(value: str) -> str:
    """Return `value` without the characters XML cannot hold."""
    return _ILLEGAL.sub("", value)


def serialise(root: Any, doctype: str | None = None) -> bytes:
    """Return a document as UTF-8, indented."""
    etree.indent(root, space="  ")
    data: bytes = etree.tostring(
        root, encoding="UTF-8", xml_declaration=True, pretty_print=True, doctype=doctype
    )
    return data
