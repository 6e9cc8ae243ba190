"""A Word table of source and translation, for reviewers without a CAT tool.

The document carries the same content as XLIFF 2.1 in a custom XML part, which Word and LibreOffice
leave as it is; so the table itself needs no more than the segments' numbers to be read back.
"""

from __future__ import annotations

import datetime as dt
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, Any

from briefing.errors import ReviewError
from briefing.languages import LANGUAGES
from briefing.review import xliff21, xml
from briefing.review.labels import TableLabels, table_labels
from briefing.review.units import Bilingual, Unit

if TYPE_CHECKING:
    from docx.document import Document

_COLUMNS = (800, 4600, 4900, 3100, 900)  # twips: number, source, translation, remarks, accepted
_PAGE = (16838, 11906)  # A4 on its side
_MARGIN = 1134  # 20 mm
_CUSTOM_XML = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_PROPERTIES = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
    b'<ds:datastoreItem ds:itemID="{B3E1F0A4-6C5D-4E7B-9A21-0D5C6E8F7A13}" xmlns:ds='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs/>'
    b"</ds:datastoreItem>"
)
_NOBODY = frozenset({"", "briefing"})
_WRITTEN = dt.datetime(2000, 1, 1)  # whenever it is, so that the same content is the same file
_MAX_UNPACKED = 200_000_000  # bytes

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GONE = frozenset((f"{_W}del", f"{_W}moveFrom", f"{_W}txbxContent", f"{_MC}Fallback"))
_SPACES = re.compile(r"[ \t\r\n]+")
_LOST = "Save it as .docx in Word or LibreOffice, or export it again"

Content = Sequence[Sequence[Any]]  # paragraphs of runs


def write(bilingual: Bilingual) -> bytes:
    """Return `bilingual` as the bytes of a .docx file; the same content gives the same bytes."""
    import docx

    from briefing.word import styles
    from briefing.word.elements import fill, text
    from briefing.word.package import repack

    template = (files("briefing.word") / "template.docx").read_bytes()
    document = docx.Document(BytesIO(template))
    _lay_out(document, bilingual)
    language = bilingual.target.variant.word_tag
    wording = table_labels(bilingual.target)
    how = document.add_paragraph(style=document.styles[styles.NOTICE])
    fill(how, [text(wording.how, language)])
    _fill_table(document, bilingual, wording)
    _carry(document, xliff21.write(bilingual))
    buffer = BytesIO()
    document.save(buffer)
    return repack(buffer.getvalue())


def _carry(document: Document, content: bytes) -> None:
    """Put XML into the document, with the properties LibreOffice asks for to keep it."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    package = document.part.package
    data = Part(PackURI("/customXml/item1.xml"), "application/xml", content, package)
    properties = Part(PackURI("/customXml/itemProps1.xml"), _PROPERTIES_TYPE, _PROPERTIES, package)
    data.relate_to(properties, f"{_CUSTOM_XML}Props")
    document.part.relate_to(data, _CUSTOM_XML)


def _lay_out(document: Document, bilingual: Bilingual) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Twips

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = map(Twips, _PAGE)
    section.left_margin = section.right_margin = Twips(_MARGIN)
    section.top_margin = section.bottom_margin = Twips(_MARGIN)
    properties = document.core_properties
    properties.title = ", ".join(article.path for article in bilingual.articles)[:255]
    properties.language = bilingual.target.variant.word_tag
    properties.author = properties.last_modified_by = "briefing"
    properties.created = properties.modified = _WRITTEN
    properties.revision = 1


def _fill_table(document: Document, bilingual: Bilingual, wording: TableLabels) -> None:
    from docx.shared import Twips

    from briefing.word import styles
    from briefing.word.elements import element, text
    from briefing.word.review_labels import review_labels

    language = bilingual.target.variant.word_tag
    foreign = LANGUAGES[bilingual.source].variants[0].word_tag
    labels = review_labels(bilingual.target)
    table = document.add_table(0, len(_COLUMNS), document.styles[styles.TABLE])
    table.autofit = False
    for column, width in zip(table.columns, _COLUMNS, strict=True):
        column.width = Twips(width)
    heading, body = (
        str(document.styles[name].style_id) for name in (styles.TABLE_HEADER, styles.TABLE_TEXT)
    )
    names = (
        *(labels.number, labels.source, labels.translation),
        *(wording.remarks, wording.accepted),
    )
    header = _row([[[text(name, language)]] for name in names], heading)
    header[0].append(element("tblHeader"))
    table._tbl.append(header)
    for article in bilingual.articles:
        table._tbl.append(_row([[], [[text(article.path, foreign)]], [], [], []], heading))
        for unit in article.units:
            remarks = [[text(remark, language)] for remark in _remarks(unit, bilingual)]
            cells = (
                [[text(unit.id, language)]],
                [[text(unit.source, foreign)]],
                [[text(unit.text, language)]],
                remarks,
                [[text("+", language)]] if unit.accepted else [],
            )
            table._tbl.append(_row(cells, body))


def _row(cells: Sequence[Content], style: str) -> Any:
    """Return a row that does not split over pages, its paragraphs in the style with id `style`.

    Made of its elements: python-docx would look the style up anew for every paragraph.
    """
    from briefing.word.elements import element

    row = element("tr")
    properties = element("trPr")
    properties.append(element("cantSplit"))
    row.append(properties)
    for width, content in zip(_COLUMNS, cells, strict=True):
        cell, measures = element("tc"), element("tcPr")
        measures.append(element("tcW", w=str(width), type="dxa"))
        cell.append(measures)
        for runs in content or [[]]:
            paragraph, look = element("p"), element("pPr")
            look.append(element("pStyle", val=style))
            paragraph.append(look)
            paragraph.extend(runs)
            cell.append(paragraph)
        row.append(cell)
    return row


def _remarks(unit: Unit, bilingual: Bilingual) -> Iterator[str]:
    """Yield what a reviewer should know of a segment, in the language of the translation."""
    from babel.numbers import format_percent

    from briefing.word.review_labels import review_labels

    labels = review_labels(bilingual.target)
    if unit.origin == "machine" and unit.confidence:
        yield f"{labels.confidence}: {labels.levels[unit.confidence.level]}"
    for note in unit.notes:
        meaning = labels.findings.get(note.id)
        said = f"{meaning} ({note.message})" if meaning else note.message
        yield f"{labels.severities[note.severity]}: {said}"
    if near := unit.suggestion:
        likeness = format_percent(near.likeness, locale=bilingual.target.variant.locale)
        label = labels.memory.format(likeness=likeness).rstrip()
        yield f"{label} {near.text} ({near.by})"


@dataclass(frozen=True, slots=True)
class _Read:
    """A row of the table as it has come back."""

    source: str
    text: str
    accepted: bool
    by: str | None = None
    at: str | None = None


def read(data: bytes, path: str) -> Bilingual:
    """Read what a reviewer has made of such a table; changes tracked count as accepted.

    Raises ReviewError when it is no such document.
    """
    parts = _unpack(data, path)
    handed_out = _handed_out(parts, path)
    remarks: list[str] = []
    rows: dict[str, _Read] = {}
    known = {unit.id for unit in handed_out.units}
    body = xml.parse(parts["word/document.xml"], path)
    for row in body.iter(f"{_W}tr"):
        cells = list(_cells(row))
        number = _text(cells[0]) if cells else ""
        if len(cells) != len(_COLUMNS) or number not in known:
            continue
        if number in rows:
            remarks.append(f"segment {number} stands in the table more than once: the first counts")
            continue
        by, at = _change(cells[2])
        rows[number] = _Read(_text(cells[1]), _text(cells[2]), bool(_text(cells[4])), by, at)
    remarks += [
        f"segment {one} is not in the table" for one in sorted(known - rows.keys(), key=_order)
    ]
    by, at = _last_change(parts, path)
    articles = tuple(
        replace(
            article,
            units=tuple(
                _returned(unit, rows[unit.id]) for unit in article.units if unit.id in rows
            ),
        )
        for article in handed_out.articles
    )
    return replace(handed_out, articles=articles, by=by, at=at, remarks=tuple(remarks))


def _order(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split(".") if part.isdigit())


def _returned(unit: Unit, row: _Read) -> Unit:
    return replace(
        unit, source=row.source, text=row.text, accepted=row.accepted, by=row.by, at=row.at
    )


def _unpack(data: bytes, path: str) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
            if unpacked > _MAX_UNPACKED:
                raise ReviewError(
                    path,
                    f"unpacks to {unpacked:,} bytes, more than the {_MAX_UNPACKED:,} that are read",
                    "Take out its pictures, or export fewer articles at a time",
                )
            parts = {
                name: archive.read(name) for name in archive.namelist() if name.endswith(".xml")
            }
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, ValueError, EOFError) as error:
        raise ReviewError(path, f"is a damaged archive ({error})", "Save it again") from error
    if "word/document.xml" not in parts:
        raise ReviewError(path, "is not a Word document", _LOST)
    return parts


def _handed_out(parts: dict[str, bytes], path: str) -> Bilingual:
    for name, content in parts.items():
        if name.startswith("customXml/") and xliff21.NAMESPACE.encode() in content:
            root = xml.parse(content, f"{path} ({name})")
            if root.tag == f"{{{xliff21.NAMESPACE}}}xliff":
                return xliff21.read(root, path)
    raise ReviewError(path, "does not carry, or has lost, what was exported", _LOST)


def _last_change(parts: dict[str, bytes], path: str) -> tuple[str | None, str | None]:
    """Return who saved the document last and when, where it tells."""
    core = parts.get("docProps/core.xml")
    if core is None:
        return None, None
    root = xml.parse(core, path)
    by = xml.text(root.find("{*}lastModifiedBy")).strip()
    at = _time(xml.text(root.find("{*}modified")).strip())
    return by if by not in _NOBODY else None, at


def _time(stated: str | None) -> str | None:
    """Return a time of WordprocessingML as ISO time in UTC, or None for none of use."""
    try:
        found = dt.datetime.fromisoformat(stated or "")
    except ValueError:
        return None
    if found.replace(tzinfo=None) == _WRITTEN:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=dt.UTC)).astimezone(dt.UTC).isoformat()


def _cells(row: Any) -> Iterator[Any]:
    """Yield the cells of a row, those inside content controls as well."""
    for child in row:
        if child.tag == f"{_W}tc":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins"):
            yield from _cells(child)


def _text(cell: Any) -> str:
    # No-break spaces are kept: they are part of the text.
    return _SPACES.sub(" ", "".join(_characters(cell))).strip(" ")


def _characters(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _GONE:
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
            yield " "
        elif child.tag == f"{_W}noBreakHyphen":
            yield "\u2011"
        elif child.tag not in (f"{_W}pPr", f"{_W}rPr"):
            yield from _characters(child)
            if child.tag == f"{_W}p":
                yield "\n"


def _change(cell: Any) -> tuple[str | None, str | None]:
    """Return who made the latest tracked change in a cell, and when."""
    latest: tuple[str, str | None] = ("", None)
    for change in cell.iter(f"{_W}ins", f"{_W}del"):
        author = (change.get(f"{_W}author") or "").strip()
        if author:
            latest = max(latest, (_time(change.get(f"{_W}date")) or "", author))
    return latest[1], latest[0] or None
