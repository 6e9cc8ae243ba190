"""What may not be in a template: it becomes part of every document that goes out under its name.

Refused is whatever runs, or is fetched or shown on opening, without the reader asking for it:
macros, ActiveX and OLE, add-ins, pictures and documents that lie elsewhere, and fields that reach
outside. Hyperlinks stay: nobody follows one but the reader. Sizes are limited, for a zip file can
unpack to a thousand times its own.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from lxml import etree

from briefing.word.package import (
    CONTENT_TYPES,
    content_types,
    is_xml,
    main_part,
    parse,
    relationships,
    unpack,
)

MAX_BYTES = 50_000_000  # of the file
MAX_UNPACKED_BYTES = 200_000_000  # of all parts together
MAX_XML_BYTES = 20_000_000  # of one part: parsed it takes ten times as much memory
MAX_PARTS = 5_000

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DOCUMENT = f"{_TYPE}.document.main+xml"
TEMPLATE = f"{_TYPE}.template.main+xml"

_OLE_FILE = bytes.fromhex("d0cf11e0a1b11ae1")  # what vbaProject.bin is, whatever it is called
# The last word of a relationship's type → what it brings into the document.
_ACTIVE: dict[str, str] = {
    "vbaProject": "macros",
    "wordVbaData": "macros",
    "attachedToolbars": "macros on a toolbar",
    "keyMapCustomizations": "macros on keys",
    "extensibility": "a ribbon with macros",
    "control": "an ActiveX control",
    "activeXControlBinary": "an ActiveX control",
    "oleObject": "an OLE object",
    "package": "an embedded document",
    "aFChunk": "a document that is taken in on opening",
    "subDocument": "a part that lies in another file",
    "webextensiontaskpanes": "an add-in",
    "attachedTemplate": "an attached template",
    "mailMergeSource": "a source of mail merge data",
    "mailMergeHeaderSource": "a source of mail merge data",
}
_ACTIVE_CONTENT = re.compile(r"macroEnabled|vba|activeX|oleObject", re.IGNORECASE)
# Fields that work with what is in the document alone (ECMA-376, part 1, 17.16.5). A list of what is
# harmful would be shorter and never complete.
_FIELDS = frozenset(
    (
        *("=", "AUTHOR", "COMMENTS", "COMPARE", "CREATEDATE", "DATE", "DOCPROPERTY", "EDITTIME"),
        *("FILENAME", "FILESIZE", "FORMCHECKBOX", "FORMDROPDOWN", "FORMTEXT", "HYPERLINK", "IF"),
        *("INDEX", "KEYWORDS", "LASTSAVEDBY", "NOTEREF", "NUMCHARS", "NUMPAGES", "NUMWORDS"),
        *("PAGE", "PAGEREF", "PRINTDATE", "REF", "REVNUM", "SAVEDATE", "SECTION", "SECTIONPAGES"),
        *("SEQ", "STYLEREF", "SUBJECT", "SYMBOL", "TA", "TC", "TEMPLATE", "TIME", "TITLE", "TOA"),
        *("TOC", "USERADDRESS", "USERINITIALS", "USERNAME", "XE"),
    )
)


class Refusal(Exception):  # noqa: N818
    """Say what in a template stands against its use, and what to do about it."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem, remedy)
        self.problem = problem
        self.remedy = remedy


def vetted(data: bytes) -> dict[str, bytes]:
    """Return the parts of a .docx or .dotx file that holds nothing a template may not hold.

    Raises Refusal otherwise.
    """
    parts = _unpacked(data)
    for name, content in parts.items():
        if content.startswith(_OLE_FILE):
            raise Refusal(f"{name} is an OLE file (macros, a control or an object)", _WITHOUT)
        if is_xml(name):
            _well_formed(name, content)
    types = _checked_types(parts)
    # A part is what its type says, whatever it is called.
    xml = [name for name, kind in types.items() if is_xml(name) or kind.endswith("xml")]
    for name in xml:
        _well_formed(name, parts[name])
    for name in ("", *parts):
        for link in relationships(parts, name):
            where = name or "the package"
            if link.kind in _ACTIVE:
                raise Refusal(f"{where} brings {_ACTIVE[link.kind]} ({link.target})", _WITHOUT)
            if link.external and link.kind != "hyperlink":
                raise Refusal(
                    f"{where} fetches its {link.kind} from elsewhere ({link.target})",
                    "Put what is linked into the file itself, or take the link out",
                )
    for name in xml:
        for found in _reaching_outside(parse(parts[name])):
            raise Refusal(f"{name} holds {found}", "Take it out, or replace it by plain text")
    return parts


_WITHOUT = "Take it out in Word and save as a Word Document (.docx)"
_SAVE_AGAIN = "Open it in Word and save it again as a Word Document (.docx)"


def _unpacked(data: bytes) -> dict[str, bytes]:
    if len(data) > MAX_BYTES:
        raise Refusal(
            f"is larger than {MAX_BYTES:,} bytes",
            "Compress its pictures (Picture Format, Compress)",
        )
    if data.startswith(_OLE_FILE):
        raise Refusal("is a .doc file or protected by a password", _SAVE_AGAIN)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            unpacked = sum(entry.file_size for entry in entries)
            # The sizes an archive states can be relied on: zipfile never yields more.
            if unpacked > MAX_UNPACKED_BYTES or len(entries) > MAX_PARTS:
                raise Refusal(
                    f"unpacks to {unpacked:,} bytes in {len(entries):,} parts, more than the"
                    f" {MAX_UNPACKED_BYTES:,} bytes and {MAX_PARTS:,} parts allowed",
                    "Use a smaller template",
                )
            if len({entry.filename.lower() for entry in entries}) < len(entries):
                raise Refusal("has two parts of the same name", _SAVE_AGAIN)
        return unpack(data)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise Refusal(f"is no Word document that can be read ({error})", _SAVE_AGAIN) from error


def _well_formed(name: str, content: bytes) -> None:
    if len(content) > MAX_XML_BYTES:
        raise Refusal(
            f"{name} has {len(content):,} bytes of XML, more than the {MAX_XML_BYTES:,} allowed",
            "Use a template with less text in it",
        )
    try:
        root = parse(content)
    except etree.XMLSyntaxError as error:
        raise Refusal(f"{name} is not well-formed ({error})", _SAVE_AGAIN) from error
    if root.getroottree().docinfo.doctype:  # ECMA-376, part 2, 8.1.4 forbids one
        raise Refusal(f"{name} has a document type declaration", _SAVE_AGAIN)


def _checked_types(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return the content type of each part; refuse those that say macros or no Word document."""
    main = main_part(parts) if CONTENT_TYPES in parts else None
    if main is None:
        raise Refusal("is no Word document", "Name a .docx or .dotx file")
    types = content_types(parts)
    for name, kind in types.items():
        if _ACTIVE_CONTENT.search(kind):
            raise Refusal(f"{name} is of the kind {kind}: macros or controls", _WITHOUT)
    if types[main] not in {DOCUMENT, TEMPLATE}:
        raise Refusal(f"its main part is of the kind {types[main] or 'unknown'}", _SAVE_AGAIN)
    _well_formed(main, parts[main])
    if parse(parts[main]).tag != f"{_WORD}document":
        raise Refusal(
            "is in the format Strict Open XML", "Save it as a Word Document (.docx), without Strict"
        )
    return types


def _reaching_outside(root: Any) -> Iterator[str]:
    """Yield what in a part of the document reaches out of the file."""
    for instruction in _instructions(root):
        # One without a name of its own is made up by the fields within it, whatever they give.
        name = (re.match(r"\s*(=|\w*)", instruction) or [""] * 2)[1].upper()
        if name not in _FIELDS:
            yield f"the field {name or 'without a name'}"
    for element in root.iter("{urn:schemas-microsoft-com:vml}*"):
        if re.match(r"\\\\|[a-z]+:", element.get("src", ""), re.IGNORECASE):
            yield f"a picture from elsewhere ({element.get('src')})"


def _instructions(root: Any) -> Iterator[str]:
    """Yield the instruction of each field; it may lie in several runs."""
    open_fields: list[str] = []
    for element in root.iter(f"{_WORD}fldSimple", f"{_WORD}fldChar", f"{_WORD}instrText"):
        kind = element.get(f"{_WORD}fldCharType")
        if element.tag == f"{_WORD}fldSimple":
            yield element.get(f"{_WORD}instr", "")
        elif kind == "begin":
            open_fields.append("")
        elif kind == "end" and open_fields:
            yield open_fields.pop()
        elif element.tag == f"{_WORD}instrText" and open_fields:
            open_fields[-1] += element.text or ""
    yield from open_fields
