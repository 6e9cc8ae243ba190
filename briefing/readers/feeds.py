"""The entries of an RSS 2.0 (or RSS 1.0) or Atom (RFC 4287) file, as it lies on disk.

What an entry itself carries is the article; its links are told and never followed. Faulty XML is
read as far as it makes sense, and the entries it stands in say so.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html.entities import html5
from pathlib import Path
from typing import IO, Any

from briefing.errors import ReadError
from briefing.readers.limits import Limits, exceeded
from briefing.readers.records import Fault, Record

_Element = Any  # lxml ships no types

# Where each field stands, best first, by local name: RSS, Dublin Core and its content module, Atom.
_PLACES = {
    "text": ("encoded", "content", "description", "summary"),
    "title": ("title",),
    "date": ("pubDate", "published", "date", "issued", "updated", "modified"),
    "byline": ("creator", "author"),
    "link": ("link",),
    "language": ("language",),
}
_NO_NAME = re.compile(r"^[^a-zA-Z]+|[^a-zA-Z0-9]+")
_ADDRESS = re.compile(r"^\s*\S+@\S+\s+\((.{1,200})\)\s*$")  # RSS: desk@example.org (Jane Smith)
_MARKUP = re.compile(r"<[a-zA-Z/!]|&#?\w{1,32};")
_ENTRY = re.compile(rb"<(?:\w{1,20}:)?(?:item|entry)[\s>]")
_ENTRIES = ("item", "entry")
_ROOTS = {"rss": "rss", "RDF": "rss", "feed": "atom"}
# Feeds are full of names that only HTML knows, and of bare ampersands. The parser takes either for
# the end of sound XML and drops every reference after it, so they are put right before.
_REFERENCE = re.compile(rb"&(?:#\w{1,8};|(\w{1,32});)?")
_XML_NAMES = (b"lt", b"gt", b"amp", b"quot", b"apos")


def is_feed(path: Path) -> bool:
    """Tell whether the file's first element is that of a feed."""
    try:
        with path.open("rb") as stream:
            return _root(stream) in _ROOTS
    except OSError:
        return False


def entries(path: Path, limits: Limits) -> Iterator[Record | Fault]:
    """Yield one record an entry, numbered from 1.

    Raises ReadError when the file cannot be opened, is too large, or holds no feed.
    """
    try:
        size = path.stat().st_size
        stream = path.open("rb")
    except OSError as error:
        raise ReadError(
            str(path),
            f"cannot be opened ({error.strerror or error})",
            "Check that it exists and may be read",
        ) from error
    with stream:
        if size > limits.file_bytes:
            raise exceeded(
                str(path),
                "file_bytes",
                f"is larger than the {limits.file_bytes:,} bytes that are read",
                "Split it into several feeds",
            )
        root = _root(stream)
        if root not in _ROOTS:
            raise ReadError(str(path), "is no RSS or Atom feed", "Save the feed again")
        stream.seek(0)
        yield from _records(_without_names(stream.read()), _ROOTS[root])


@dataclass(frozen=True, slots=True)
class _Found:
    """An entry with where it begins: what is wrong with it may be known only after it."""

    record: Record
    line: int


def _parse(stream: IO[bytes], event: str, tags: Sequence[str]) -> Any:
    from lxml import etree

    return etree.iterparse(
        stream,
        events=(event,),
        tag=tags,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=True,
    )


def _without_names(data: bytes) -> bytes:
    """Return the feed with HTML's names for characters as numbers, which XML knows too."""

    def number(found: re.Match[bytes]) -> bytes:
        name = found[1]
        if name is None:
            return found[0] if len(found[0]) > 1 else b"&amp;"
        if name in _XML_NAMES:
            return found[0]
        sign = html5.get(f"{name.decode('ascii', 'replace')};", "")
        return "".join(f"&#{ord(letter)};" for letter in sign).encode() or found[0]

    return _REFERENCE.sub(number, data)


def _root(stream: IO[bytes]) -> str:
    from lxml import etree

    try:
        for _, element in _parse(stream, "start", ["{*}*"]):
            return _local(element)
    except etree.LxmlError:
        pass
    return ""


def _records(data: bytes, format_: str) -> Iterator[Record | Fault]:
    """Yield each entry once the next has begun, with the faults of the lines in between."""
    from lxml import etree

    walk = _parse(io.BytesIO(data), "end", ["{*}item", "{*}entry"])
    source: str | None = None
    pending: _Found | None = None
    number = 0
    try:
        for _, element in walk:
            number += 1
            source = source or _feed_title(element)
            if pending:
                yield _judged(pending, walk.error_log, element.sourceline)
            pending = _Found(_record(number, format_, element, source), element.sourceline)
            _forget(element)
    except etree.LxmlError:
        pass  # told below
    if pending:
        yield _judged(pending, walk.error_log, None)
    if walk.error_log and number < len(_ENTRY.findall(data)):
        why = walk.error_log[-1].message
        yield Fault(number + 1, f"cannot be read, nor what follows it ({why})", "Save it again")


def _record(number: int, format_: str, entry: _Element, source: str | None) -> Record:
    found: dict[str, list[_Element]] = {}
    for child in entry:
        found.setdefault(_local(child), []).append(child)
    fields: dict[str, Any] = {
        field: next(
            (
                value
                for name in names
                for element in found.get(name, ())
                if (value := _value(field, element).strip())
            ),
            None,
        )
        for field, names in _PLACES.items()
    }
    text = fields.pop("text") or ""
    return Record(
        number=number,
        format=format_,
        text=text,
        is_html=bool(_MARKUP.search(text)),
        source=source,
        **fields,
    )


def _value(field: str, element: _Element) -> str:
    if field == "link":
        wanted = element.get("rel", "alternate") == "alternate"
        return (element.get("href") or _text(element)) if wanted else ""
    if field == "byline":  # Atom's is a person with a name
        name = next((_text(child) for child in element if _local(child) == "name"), None)
        return name or _ADDRESS.sub(r"\1", _text(element))
    if field == "text" and element.get("type") == "xhtml":
        return _markup(element)
    return _text(element)


def _text(element: _Element) -> str:
    """Return an element's text."""
    if any(isinstance(child.tag, str) for child in element):
        return _markup(element)  # HTML that should have been escaped
    # Entities of the file's own are left out.
    return "".join((element.text or "", *(child.tail or "" for child in element)))


def _markup(element: _Element) -> str:
    """Return an element's content as HTML, without its namespaces."""
    from lxml import etree

    for node in element.iter(etree.Element):
        # A damaged file may have names that no element can bear.
        node.tag = _NO_NAME.sub("", _local(node).rpartition(":")[2]) or "span"
    etree.cleanup_namespaces(element)
    return str(etree.tostring(element, encoding="unicode", method="html", with_tail=False))


def _judged(found: _Found, log: Any, until: int | None) -> Record | Fault:
    """Return the record, its XML's faults told, or a Fault when it carries no text."""
    faulty = next(
        (error for error in log if until is None or error.line < until),
        None,
    )
    record = found.record
    if not record.text:
        why = f" (its XML is faulty in line {faulty.line})" if faulty else ""
        return Fault(
            record.number,
            f"carries no text of its own{why}, and links are never followed",
            "Save the article's page and give that",
        )
    if not faulty:
        return record
    problem = f"its XML is faulty (line {faulty.line}: {faulty.message}); check its end"
    return replace(record, warnings=(problem,))


def _feed_title(entry: _Element) -> str | None:
    """Return the title of the feed that `entry` stands in, when it comes before it."""
    parent = entry.getparent()
    while parent is not None:
        for child in parent:
            if _local(child) == "title":
                return _text(child).strip() or None
            if _local(child) == "channel":  # RSS 1.0 has its entries beside it
                return next((_text(c).strip() for c in child if _local(c) == "title"), None)
        parent = parent.getparent()
    return None


def _forget(element: _Element) -> None:
    """Let go of an entry and of those before it: memory stays that of one."""
    element.clear()
    parent = element.getparent()
    while parent is not None and (previous := element.getprevious()) is not None:
        if _local(previous) not in _ENTRIES:
            break
        parent.remove(previous)


def _local(element: _Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
