"""Word documents: every paragraph of the body, headers, footers, notes, tables and text boxes.

A part of the package in which nothing was translated is copied byte for byte, as are all parts that
hold no running text. In the others only translated paragraphs are written anew.
"""

from __future__ import annotations

import copy
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Any

from briefing.errors import ReadError
from briefing.inplace.job import Job
from briefing.inplace.units import Put, Translated, Unit
from briefing.inplace.wordml import names
from briefing.inplace.wordml.lines import Line, Reader, Unclear
from briefing.inplace.wordml.names import DC, W
from briefing.inplace.wordml.paragraph import put as put_paragraph

Element = Any  # lxml ships no types

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_STORIES = tuple(
    f"{_MAIN}{name}+xml"
    for name in ("document.main", "template.main", "header", "footer", "footnotes", "endnotes")
) + tuple(
    f"application/vnd.ms-word.{name}.macroEnabled.main+xml" for name in ("document", "template")
)
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_TYPES = "[Content_Types].xml"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
# Parts with text of their own that stay as they are, and what to call it.
_UNTOUCHED = (
    ("word/comments.xml", "comments"),
    ("word/charts/", "charts"),
    ("word/diagrams/data", "SmartArt"),
    ("word/embeddings/", "embedded files"),
    ("word/afchunk", "embedded pages"),
)
_UNPACKED_BYTES = 500_000_000  # of all parts together: more is a bomb, not a document


def rewrite(source: IO[bytes], out: IO[bytes], put: Put, job: Job) -> list[str]:
    """Write the document in `source` to `out`, its text put into the target language."""
    data = source.read()
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            parts, notes = _read(package, job)
            spots = [spot for part in parts for spot in part.spots]
            results = put([spot.unit for spot in spots])
            if all(result is None for result in results):
                out.write(data)
                return notes
            for spot, result in zip(spots, results, strict=True):
                if result is not None:
                    spot.write(result, job.target.variant.word_tag)
            changed = {
                part.name: part.serialised()
                for part in parts
                if any(spot.changed for spot in part.spots)
            }
            _write(package, changed, out)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError) as error:
        raise ReadError(
            job.path,
            f"it is not a readable Word file ({error})",
            "Open it in Word, save it as .docx without a password, and try again",
        ) from error
    return notes


@dataclass(slots=True)
class _Spot:
    """One place of a part that holds a unit: a paragraph, an attribute, or an element's text."""

    unit: Unit
    element: Element
    line: Line | None = None
    attribute: str | None = None
    changed: bool = False

    def write(self, translated: Translated, language: str) -> None:
        """Put the translation in its place."""
        self.changed = True
        if self.line is not None:
            put_paragraph(self.element, self.line, translated, language)
        elif self.attribute is not None:
            self.element.set(self.attribute, translated.text)
        else:
            self.element.text = translated.text


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of the package that holds text."""

    name: str
    root: Element
    spots: tuple[_Spot, ...]

    def serialised(self) -> bytes:
        """Return the part as XML."""
        from lxml import etree

        written: bytes = etree.tostring(
            self.root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
        )
        return written


def _read(package: zipfile.ZipFile, job: Job) -> tuple[list[_Part], list[str]]:
    if sum(info.file_size for info in package.infolist()) > _UNPACKED_BYTES:
        raise ReadError(
            job.path,
            f"it unpacks to more than {_UNPACKED_BYTES // 1_000_000} MB",
            "Take out embedded films and pictures, or split it",
        )
    present = package.namelist()
    if _TYPES not in present:
        raise ReadError(job.path, "it is a zip file but no Word document", "Save it from Word")
    stories, core = _of_type(_parse(package, _TYPES, job))
    notes: list[str] = []
    parts = []
    for name in (*stories, *core):
        if name not in present:
            continue
        root = _parse(package, name, job)
        if name in core:
            spots = list(_title(root, name))
        else:
            spots, unclear = _spots(root, name)
            notes += [f"{place}: left as it is, its fields cross each other" for place in unclear]
        parts.append(_Part(name, root, tuple(spots)))
    if not stories or not any(name in present for name in stories):
        raise ReadError(job.path, "it holds no Word document", "Save it from Word as .docx")
    if any(_STRICT in package.read(name)[:4096] for name in stories if name in present):
        raise ReadError(
            job.path,
            "it is saved as Strict Open XML, which is not read",
            "Save it from Word as an ordinary .docx",
        )
    for prefix, what in _UNTOUCHED:
        if any(name.lower().startswith(prefix) for name in present):
            notes.append(f"{what} are left as they are")
    if any(name.startswith("_xmlsignatures/") for name in present):
        notes.append("its digital signature does not hold for the translation")
    return parts, notes


def _parse(package: zipfile.ZipFile, name: str, job: Job) -> Element:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(package.read(name), parser)
    except etree.XMLSyntaxError as error:
        raise ReadError(
            job.path, f"{name} in it is damaged ({error})", "Open and save it in Word, try again"
        ) from error


def _of_type(types: Element) -> tuple[list[str], list[str]]:
    """Return the names of the parts with running text, and of those with the properties."""
    found: dict[str, list[str]] = {"story": [], "core": []}
    for row in types:
        kind, name = row.get("ContentType"), (row.get("PartName") or "").lstrip("/")
        if kind in _STORIES:
            found["story"].append(name)
        elif kind == _CORE:
            found["core"].append(name)
    return found["story"], found["core"]


def _spots(root: Element, part: str) -> tuple[list[_Spot], list[str]]:
    """Return the units of a part, and the places of the paragraphs that cannot be told apart."""
    readers: dict[Element, Reader] = {}
    spots: list[_Spot] = []
    unclear: list[str] = []
    for number, paragraph in enumerate(root.iter(f"{W}p"), start=1):
        story, bound = _story(paragraph)
        if bound:
            continue
        place = f"{part}, paragraph {number}"
        try:
            line = readers.setdefault(story, Reader()).read(paragraph)
        except Unclear:
            unclear.append(place)
            continue
        if line.text.strip():
            spots.append(_Spot(Unit(line.text, line.marks, place), paragraph, line))
    for tag, attribute in names.ALT_TEXTS:
        for element in root.iter(tag):
            text = element.get(attribute) or ""
            if text.strip():
                unit = Unit(text, place=f"{part}, alternative text")
                spots.append(_Spot(unit, element, attribute=attribute))
    return spots, unclear


def _story(paragraph: Element) -> tuple[Element, bool]:
    """Return the text box, note or part that a paragraph is in, and whether its text is bound."""
    bound = False
    story = paragraph
    for story in paragraph.iterancestors():
        if story.tag == f"{W}sdt":
            properties = story.find(f"{W}sdtPr")
            bound |= properties is not None and any(c.tag in names.BOUND for c in properties)
        if story.tag in (f"{W}txbxContent", f"{W}footnote", f"{W}endnote"):
            break
    return story, bound


def _title(root: Element, part: str) -> Iterator[_Spot]:
    element = root.find(f"{DC}title")
    if element is not None and (element.text or "").strip():
        yield _Spot(Unit(element.text, place=f"{part}, title"), element)


def _write(package: zipfile.ZipFile, changed: dict[str, bytes], out: IO[bytes]) -> None:
    """Write the package with its changed parts; names, order and dates of all parts stay."""
    with zipfile.ZipFile(out, "w") as written:
        for info in package.infolist():
            entry = copy.copy(info)
            entry.extra = b""
            data = changed.get(info.filename)
            written.writestr(entry, package.read(info) if data is None else data)
