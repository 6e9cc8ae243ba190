"""A template without its sample text, and without what only that text had use for."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from lxml import etree

# A reference from the document's own text: nothing refers to it any more once that text is gone.
_OF_THE_BODY = frozenset(
    (
        *("header", "footer", "image", "hyperlink", "chart", "diagramData", "diagramLayout"),
        *("diagramQuickStyle", "diagramColors", "diagramDrawing", "comments", "commentsExtended"),
        *("commentsIds", "commentsExtensible", "people"),
    )
)
_NOTES = {"footnotes": "w:footnote", "endnotes": "w:endnote"}


def clear_body(document: Document) -> None:
    """Take out the text of `document`; its last section's page, header and footer stay."""
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    used = set(etree.tostring(body).decode().split('"'))
    part = document.part
    for rel_id, link in list(part.rels.items()):
        kind = link.reltype.rsplit("/", 1)[-1]
        if kind in _OF_THE_BODY and rel_id not in used:
            del part.rels[rel_id]
        elif kind in _NOTES:
            _empty_notes(link.target_part, qn(_NOTES[kind]))


def _empty_notes(part: Any, tag: str) -> None:
    """Drop the notes of a text that is gone; the separators, which have a type, stay."""
    root = part.element if isinstance(part, XmlPart) else etree.fromstring(part.blob)
    for note in root.findall(tag):
        if note.get(qn("w:type")) in {None, "normal"}:
            root.remove(note)
    if not isinstance(part, XmlPart):
        part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
