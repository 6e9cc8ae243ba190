"""A Word document: what its body says, without headers, footers, comments and deleted text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from briefing.errors import ReadError
from briefing.readers.characters import one_line, shown
from briefing.readers.draft import Draft, Source
from briefing.readers.limits import Limits, exceeded

if TYPE_CHECKING:
    from docx.document import Document

_Element = Any  # lxml ships no types

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TITLE_STYLES = ("Title", "Heading 1")  # how python-docx names them in any language of Word
# Text boxes and moved-away text are not part of the running text; a fallback repeats its choice.
_SKIPPED = frozenset((f"{_W}txbxContent", f"{_W}moveFrom", f"{_W}del", f"{_MC}Fallback"))
_WORTH_A_LOOK = 1_000_000  # bytes: what is smaller is no bomb, however well it is packed
_BREAKS = frozenset((f"{_W}br", f"{_W}cr"))
# Authors that programs put in for want of one.
_NOBODY = frozenset(("python-docx", "user", "admin", "microsoft", "office", "пользователь"))


def read(source: Source, limits: Limits) -> Draft:
    """Return the body's paragraphs, tables' cells among them in order.

    Its date of creation is when the file was made, not the article, and so is not told.
    """
    import docx

    _check_size(source, limits)
    document = docx.Document(io.BytesIO(source.data))
    styled = list(_styled_paragraphs(document))
    found = tuple(line for _, text in styled for line in _lines(text))
    return Draft(
        paragraphs=found,
        title=_title(document, styled, found),
        byline=_author(document.core_properties.author),
        warnings=_warnings(document),
    )


def _check_size(source: Source, limits: Limits) -> None:
    """Refuse an archive that would unpack to more than the limits, or that holds a DTD.

    The sizes an archive states can be relied on: zipfile never yields more than is stated.
    """
    with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
        members = archive.infolist()
        unpacked = sum(member.file_size for member in members)
        if unpacked > limits.unpacked_bytes:
            raise exceeded(
                source.name,
                "unpacked_bytes",
                f"unpacks to {unpacked:,} bytes, more than the {limits.unpacked_bytes:,} read",
                "Take out its pictures or split it into articles, one a file",
            )
        for member in members:
            packed = max(member.compress_size, _WORTH_A_LOOK // limits.compression_ratio)
            if member.file_size > limits.compression_ratio * packed:
                raise exceeded(
                    source.name,
                    "compression_ratio",
                    f"is a bomb: its part {shown(member.filename)[:80]!r} unpacks to more than"
                    f" {limits.compression_ratio} times its size",
                    "Do not open it; ask its sender for the text",
                )
        markup = [member for member in members if member.filename.endswith((".xml", ".rels"))]
        size = sum(member.file_size for member in markup)
        if size > limits.markup_characters:
            raise exceeded(
                source.name,
                "markup_characters",
                f"holds {size:,} bytes of XML, more than the {limits.markup_characters:,} read",
                "Split it into articles, one a file",
            )
        if any(b"<!DOCTYPE" in archive.read(member) for member in markup):
            raise ReadError(
                source.name,
                "declares a document type, which no Word document may (ECMA-376) and attacks do",
                "Do not open it; ask its sender for the text",
            )


def _styled_paragraphs(document: Document) -> Iterator[tuple[str, str]]:
    """Yield each paragraph's style name and text, wherever in the body it stands.

    Goes through the elements themselves: python-docx passes over content controls and over text
    that was inserted with changes tracked.
    """
    names = {style.style_id: style.name or "" for style in document.styles}
    for element in _running(document.element.body):
        if element.tag == f"{_W}p":
            style = element.find(f"{_W}pPr/{_W}pStyle")
            style_id = style.get(f"{_W}val") if style is not None else None
            yield names.get(style_id or "", ""), _text(element)


def _running(element: _Element) -> Iterator[_Element]:
    """Yield the descendants of `element` in order, paragraphs whole, without what is skipped."""
    for child in element:
        if child.tag in _SKIPPED:
            continue
        yield child
        if child.tag != f"{_W}p":
            yield from _running(child)


def _text(element: _Element) -> str:
    parts: list[str] = []
    for child in element:
        if child.tag in _SKIPPED:
            continue
        if child.tag == f"{_W}t":
            parts.append(child.text or "")
        elif child.tag == f"{_W}tab":
            parts.append(" ")
        elif child.tag == f"{_W}noBreakHyphen":
            parts.append("-")
        elif child.tag in _BREAKS:
            parts.append("\n")
        elif child.tag != f"{_W}pPr":
            parts.append(_text(child))
    return "".join(parts)


def _lines(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        if kept := one_line(line):
            yield kept


def _title(document: Document, styled: list[tuple[str, str]], found: tuple[str, ...]) -> str | None:
    """Return the title: by style, or the document's property if it stands among the first lines."""
    for wanted in _TITLE_STYLES:
        for style, text in styled:
            if style == wanted and one_line(text):
                return one_line(text)
    stated = one_line(document.core_properties.title or "")
    return stated if stated and stated in found[:5] else None


def _author(author: str | None) -> str | None:
    """Return the author that the properties state, if that is a person's or a desk's name."""
    name = one_line(author or "")
    words = name.casefold().split()
    return name if len(words) > 1 and _NOBODY.isdisjoint(words) else None


def _warnings(document: Document) -> tuple[str, ...]:
    boxes = sum(1 for _ in document.element.body.iter(f"{_W}txbxContent"))
    return ("left out: text boxes",) if boxes else ()
