"""Word packages out of XML written by hand, so that tests can be as hostile as they like."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from lxml import etree

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
}
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_WORD = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# Name of a part → its root element, its type and how the document refers to it.
_STORIES = {
    "word/header1.xml": ("hdr", "header"),
    "word/footer1.xml": ("ftr", "footer"),
    "word/footnotes.xml": ("footnotes", "footnotes"),
    "word/endnotes.xml": ("endnotes", "endnotes"),
    "word/comments.xml": ("comments", "comments"),
}


def story(root: str, content: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f"<w:{root} {_DECLARED}>{content}</w:{root}>"
    ).encode()


def package(body: str, others: Mapping[str, str] | None = None) -> bytes:
    """Return a .docx with `body`, and with other stories by the names of their parts."""
    others = others or {}
    types = "".join(
        f'<Override PartName="/{name}" ContentType="{_TYPE}{_STORIES[name][1]}+xml"/>'
        for name in others
    )
    relations = "".join(
        f'<Relationship Id="r{i}" Type="{_WORD}/{_STORIES[name][1]}"'
        f' Target="{name.removeprefix("word/")}"/>'
        for i, name in enumerate(others, start=10)
    )
    parts = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels"'
            ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_TYPE}document.main+xml"/>'
            '<Override PartName="/docProps/core.xml" ContentType='
            '"application/vnd.openxmlformats-package.core-properties+xml"/>'
            f"{types}</Types>"
        ).encode(),
        "_rels/.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{_WORD}/officeDocument" Target="word/document.xml"/>'
            "</Relationships>"
        ).encode(),
        "word/document.xml": story("document", f"<w:body>{body}<w:sectPr/></w:body>"),
        "word/_rels/document.xml.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="link" Type="{_WORD}/hyperlink" Target="https://example.org"'
            f' TargetMode="External"/>{relations}</Relationships>'
        ).encode(),
        "docProps/core.xml": (
            b"<cp:coreProperties"
            b' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
            b' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>A title</dc:title>'
            b"<dc:creator>Ana</dc:creator></cp:coreProperties>"
        ),
        **{name: story(_STORIES[name][0], content) for name, content in others.items()},
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2020, 5, 4, 3, 2, 0)), data)
    return buffer.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def tree(data: bytes, part: str = "word/document.xml") -> Any:
    return etree.fromstring(parts(data)[part])


def run(text: str, properties: str = "") -> str:
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inside}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*content: str) -> str:
    return f"<w:p>{''.join(content)}</w:p>"


def shown(data: bytes, part: str = "word/document.xml") -> list[str]:
    """Return each paragraph as a string: bold in *, italic in /, links in [], insertions in {}."""
    return ["".join(_shown(child) for child in p) for p in tree(data, part).iter(W + "p")]


W = f"{{{NAMESPACES['w']}}}"
M = f"{{{NAMESPACES['m']}}}"
_AROUND = {"hyperlink": "[]", "ins": "{}", "sdtContent": "()", "fldSimple": "‹›"}
_SIGNS = {
    "tab": "\t",
    "br": "\n",
    "bookmarkStart": "⌊",
    "bookmarkEnd": "⌋",
    "commentRangeStart": "⌈",
    "commentRangeEnd": "⌉",
    "footnoteReference": "†",
    "drawing": "▣",
    "AlternateContent": "▣",
}
_FIELD = {"begin": "⟨", "separate": "|", "end": "⟩"}


def _shown(element: Any) -> str:
    name = etree.QName(element).localname
    inner = "".join(map(_shown, element))
    if name in ("t", "delText", "instrText"):
        text = element.text or ""
        return f"~{text}~" if name == "delText" else text
    if name == "r":
        properties = element.find(W + "rPr")
        look = set() if properties is None else {etree.QName(c).localname for c in properties}
        signs = "".join(sign for kind, sign in (("b", "*"), ("i", "/")) if kind in look)
        return f"{signs}{inner}{signs[::-1]}"
    if name == "fldChar":
        return _FIELD[element.get(W + "fldCharType")]
    if name == "oMath":
        return f"√{''.join(element.itertext())}"
    if name in _AROUND:
        return _AROUND[name][0] + inner + _AROUND[name][1]
    if name in _SIGNS:
        return _SIGNS[name]
    return "" if name in ("pPr", "rPr", "sdtPr", "proofErr") else inner
