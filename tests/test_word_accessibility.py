"""Every document is accessible, whole, formatted by its styles alone; and the audit can tell."""

from __future__ import annotations

import dataclasses

import pytest
from word_audit import audit
from word_briefings import SERBIAN as SERBIAN_TARGET
from word_briefings import reviewed_in
from word_documents import DOCUMENTS, document, each_document

from briefing import word
from briefing.documents import Finding
from briefing.word.contrast import contrast
from briefing.word.package import pack, unpack


@each_document
def test_the_audit_finds_nothing(name: str) -> None:
    assert audit(document(name)) == []


@pytest.mark.parametrize("name", DOCUMENTS[:1] + DOCUMENTS[-1:])
def test_the_same_input_gives_the_same_bytes(name: str) -> None:
    first = document(name)
    document.cache_clear()
    assert document(name) == first


def test_what_a_finding_quotes_says_its_language_in_the_comment() -> None:
    briefing = reviewed_in(SERBIAN_TARGET)
    entry = briefing.entries[0]
    finding = Finding("new", "error", "'Српској' is said twice")
    seen = (dataclasses.replace(entry.reviewed[0], findings=(finding,)), *entry.reviewed[1:])
    entry = dataclasses.replace(entry, reviewed=seen)
    package = word.render([dataclasses.replace(briefing, entries=(entry,))], edition="review")
    assert "Српској" in unpack(package)["word/comments.xml"].decode()
    assert audit(package) == []


DOCUMENT, STYLES, RELS = "word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels"
CLEAN, REVIEW = "clean sr-Cyrl-RS ours", "review sr-Cyrl-RS ours"
TEXT = '</w:rPr><w:t xml:space="preserve">'
SERBIAN, ENGLISH = (f'<w:lang w:val="{tag}"/>{TEXT}' for tag in ("sr-Cyrl-RS", "en-GB"))
EVERYWHERE = ("dc:title>", "dc:language>", "<w:cantSplit/>")  # one alone is no such fault
# rule → document, part, what stands there, what is put in its place
SEEDED: dict[str, tuple[str, str, str, str]] = {
    "heading: level 3": (CLEAN, STYLES, '<w:outlineLvl w:val="0"/>', '<w:outlineLvl w:val="2"/>'),
    "heading: an empty one": (
        *(CLEAN, DOCUMENT, "<w:body>"),
        '<w:body><w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr></w:p>',
    ),
    "property: the document has no title": (CLEAN, "docProps/core.xml", "dc:title>", "dc:subject>"),
    "property: the document has no language": (
        *(CLEAN, "docProps/core.xml", "dc:language>", "dc:description>"),
    ),
    "language: none on": (CLEAN, DOCUMENT, SERBIAN + "Преглед", TEXT + "Преглед"),
    "language: 'Преглед' is not en-GB": (
        *(CLEAN, DOCUMENT, SERBIAN + "Преглед", ENGLISH + "Преглед"),
    ),
    "language: 'President' is not sr-Cyrl-RS": (
        *(CLEAN, DOCUMENT, ENGLISH + "President", SERBIAN + "President"),
    ),
    "language: the document has none": (CLEAN, STYLES, '<w:lang w:val="sr-Cyrl-RS"', "<w:lang"),
    "table: no header row": (CLEAN, DOCUMENT, "<w:tblHeader/>", ""),
    "table: a row may split": (*(REVIEW, DOCUMENT), "<w:cantSplit/>", ""),
    "picture: no alternative text": (CLEAN, DOCUMENT, ' descr="Плава звезда"', ""),
    "link: does not say": (CLEAN, DOCUMENT, "Цео текст: ", "https://"),
    "link: leads to no bookmark": (CLEAN, DOCUMENT, 'w:anchor="', 'w:anchor="no'),
    "link: a field refers": (CLEAN, DOCUMENT, " PAGEREF ", " PAGEREF no"),
    "contrast: 1.8": (CLEAN, STYLES, '<w:color w:val="595959"/>', '<w:color w:val="BFBFBF"/>'),
    "direct formatting: b in rPr": (CLEAN, DOCUMENT, "<w:rPr>", "<w:rPr><w:b/>"),
    "direct formatting: jc in pPr": (CLEAN, DOCUMENT, "</w:pPr>", '<w:jc w:val="center"/></w:pPr>'),
    "style: 'Nobodys'": (
        CLEAN,
        DOCUMENT,
        '<w:pStyle w:val="Title"/>',
        '<w:pStyle w:val="Nobodys"/>',
    ),
    "relationship: rIdX (hyperlink)": (
        *(CLEAN, RELS, "</Relationships>"),
        '<Relationship Id="rIdX" Type="x/hyperlink" Target="http://a" TargetMode="External"/>'
        "</Relationships>",
    ),
    "relationship: rIdX of word/document.xml leads": (
        *(CLEAN, RELS, "</Relationships>"),
        '<Relationship Id="rIdX" Type="x/theme" Target="theme.xml"/></Relationships>',
    ),
    "relationship: word/document.xml uses": (CLEAN, DOCUMENT, 'r:id="', 'r:id="x'),
    "part: nothing leads to word/settings.xml": (CLEAN, RELS, "settings.xml", "styles.xml"),
    "part: a content type is stated": (
        *(CLEAN, "[Content_Types].xml", "</Types>"),
        '<Override PartName="/x.xml" ContentType="a/b"/></Types>',
    ),
    "field: Word would ask": (
        *(CLEAN, "word/settings.xml", "<w:defaultTabStop"),
        '<w:updateFields w:val="true"/><w:defaultTabStop',
    ),
    "field: one is marked": (
        *(CLEAN, DOCUMENT, 'w:fldCharType="begin"', 'w:fldCharType="begin" w:dirty="true"'),
    ),
    "field: one begins or ends": (
        *(CLEAN, DOCUMENT, 'w:fldCharType="end"', 'w:fldCharType="separate"'),
    ),
    "comment: commentReference": (REVIEW, DOCUMENT, "<w:commentReference", "<w:annotationRef"),
    "id: a bookmark's id": (
        CLEAN,
        DOCUMENT,
        '<w:bookmarkStart w:id="2"',
        '<w:bookmarkStart w:id="1"',
    ),
    "id: a bookmark begins": (CLEAN, DOCUMENT, "<w:bookmarkEnd", "<w:bookmarkNoEnd"),
}


@pytest.mark.parametrize("rule", SEEDED)
def test_a_seeded_fault_is_found(rule: str) -> None:
    name, part, good, bad = SEEDED[rule]
    parts = unpack(document(name))
    assert good.encode() in parts[part], "the fault cannot be put in"
    times = -1 if good in EVERYWHERE else 1
    changed = parts[part].decode().replace(good, bad, times).encode()
    found = audit(pack({**parts, part: changed}))
    assert any(fault.startswith(rule) for fault in found), found


def test_a_part_that_is_gone_is_missed() -> None:
    parts = unpack(document(CLEAN))
    del parts["word/numbering.xml"]
    found = audit(pack(parts))
    assert any("leads to no part" in fault for fault in found)
    assert any("a content type is stated for /word/numbering.xml" in fault for fault in found)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("000000", "FFFFFF", 21.0), ("FFFFFF", "FFFFFF", 1.0), ("767676", "FFFFFF", 4.54)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
