"""A briefing, rendered and opened again."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from pathlib import Path

import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree
from word_briefings import (
    DATA,
    SERBIAN,
    SIGNATURE,
    TITLE,
    VARIANTS,
    briefing_in,
    each_variant,
    loaded,
    normalised,
    parts,
    texts,
)

from briefing import word
from briefing.documents import Briefing, DetectedLanguage
from briefing.errors import OutputError
from briefing.languages import Target
from briefing.word import styles
from briefing.word.labels import labels


def opened(briefing: Briefing) -> WordDocument:
    return loaded(word.render([briefing]))


# --- content ---


def test_the_parts_stand_in_their_order() -> None:
    paragraphs = opened(briefing_in(SERBIAN)).paragraphs
    assert [p.style.name for p in paragraphs if p.style] == [
        *("Title", "Subtitle", "TOC Heading", "toc 1", "toc 1", "Notice"),
        *("Heading 1", "Source Line", "Original Title", "Body Text", "Body Text"),
        *("Heading 1", "Source Line", "Body Text", "Body Text"),
        *("Annex Heading", "Annex Heading", "Reference", "Reference", "Signature Line"),
    ]


def test_the_head_names_the_document_its_date_and_its_articles() -> None:
    document = opened(briefing_in(SERBIAN))
    assert texts(document, styles.TITLE) == ["Преглед штампе"]
    assert texts(document, styles.SUBTITLE) == ["28. фебруар 2026.\u00a0· 2 чланка"]


def test_a_source_line_says_what_is_known_and_links_to_the_article() -> None:
    known, unknown = texts(opened(briefing_in(SERBIAN)), styles.SOURCE_LINE)
    assert known.replace("\u00a0", " ") == (
        "Извор: The Times of Central Asia · енглески · J. Smith · 27. фебруар 2026."
        " · Цео текст: timesca.com"
    )
    assert unknown.replace("\u00a0", " ") == "Датотека: visit.txt · енглески"


def test_an_article_from_standard_input_has_no_file_name() -> None:
    briefing = briefing_in(SERBIAN)
    entry = briefing.entries[1]
    article = dataclasses.replace(entry.summary.article, path="-")
    entry = dataclasses.replace(entry, summary=dataclasses.replace(entry.summary, article=article))
    (line,) = texts(opened(dataclasses.replace(briefing, entries=(entry,))), styles.SOURCE_LINE)
    assert line == "енглески"


def test_the_headline_stands_above_the_original_one() -> None:
    document = opened(briefing_in(SERBIAN))
    assert texts(document, styles.ORIGINAL_TITLE) == [f"Изворни наслов: {TITLE}"]
    assert texts(document, "Heading 1")[0] == "Председник Вучић предводи дипломатски продор Србије"


def test_a_lead_that_stands_in_for_a_headline_is_not_said_twice() -> None:
    document = opened(briefing_in(SERBIAN))
    heading = "Председник Србије борави у званичној посети Узбекистану"
    assert texts(document, "Heading 1")[1] == heading
    body = [p.text for p in document.paragraphs if p.style and p.style.name == "Body Text"]
    assert sum(heading in paragraph for paragraph in body) == 1  # under the other headline


def test_sentences_are_gathered_into_even_paragraphs() -> None:
    body = texts(opened(briefing_in(SERBIAN)), styles.BODY)
    assert [len(re.findall(r"\.(?: |$)", paragraph)) for paragraph in body] == [3, 2, 2, 2]
    assert "„Средњи коридор“" in body[0]


def test_what_is_missing_is_said_on_the_first_page() -> None:
    (notice,) = texts(opened(briefing_in(SERBIAN)), styles.NOTICE)
    assert notice == "Није обухваћено (видети извештај): inbox/locked.pdf, inbox/photo.jpg"


def test_the_last_line_is_the_signature() -> None:
    assert opened(briefing_in(SERBIAN)).paragraphs[-1].text == f"Начин израде: {SIGNATURE}"


def test_headers_carry_the_notices_in_the_target_and_footers_the_page() -> None:
    briefing = briefing_in(SERBIAN)
    notices = (*briefing.notices, "another notice")
    section = opened(dataclasses.replace(briefing, notices=notices)).sections[0]
    assert section.different_first_page_header_footer
    said = "\tпробни превод, почетни модел\u00a0· another notice"
    assert section.first_page_header.paragraphs[0].text == said
    assert section.header.paragraphs[0].text == f"Преглед штампе\u00a0· 28. фебруар 2026.{said}"
    for footer in (section.footer, section.first_page_footer):
        assert footer.paragraphs[0].text == "\tстрана 1 од 1"
        codes = [code.text for code in footer._element.iter(qn("w:instrText"))]
        assert codes == [" PAGE ", " NUMPAGES "]


def test_a_briefing_with_nothing_in_it_still_says_so() -> None:
    document = opened(dataclasses.replace(briefing_in(SERBIAN), entries=(), notices=()))
    assert [p.style.name for p in document.paragraphs if p.style] == [
        *("Title", "Subtitle", "Notice", "Signature Line")
    ]
    assert not document.tables


def test_an_article_already_in_the_target_has_no_original_title() -> None:
    briefing = briefing_in(SERBIAN)
    entry = briefing.entries[0]
    headline = entry.translation.headline.text
    summary = dataclasses.replace(entry.summary, headline=headline)
    entries = (dataclasses.replace(entry, summary=summary),)
    document = opened(dataclasses.replace(briefing, entries=entries))
    assert texts(document, styles.ORIGINAL_TITLE) == []


# --- links ---


@each_variant
def test_every_link_within_leads_to_a_bookmark_and_every_link_out_to_a_page(to: Target) -> None:
    document = opened(briefing_in(to))
    body = document.element.body
    marks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    ids = [mark.get(qn("w:id")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert marks == [f"{to.tag}_article_1", f"{to.tag}_article_2"]
    assert ids == [mark.get(qn("w:id")) for mark in body.iter(qn("w:bookmarkEnd"))]
    anchors = [a for link in body.iter(qn("w:hyperlink")) if (a := link.get(qn("w:anchor")))]
    pages = [code.text for code in body.iter(qn("w:instrText"))]
    assert set(anchors) == set(marks)
    assert pages == [f" PAGEREF {mark} \\h " for mark in marks]
    outside = [i for link in body.iter(qn("w:hyperlink")) if (i := link.get(qn("r:id")))]
    assert {document.part.rels[i].target_ref for i in outside} == {
        "https://www.timesca.com/vucic?a=1&b=2"
    }


def test_contents_entries_say_what_the_headings_say() -> None:
    document = opened(briefing_in(SERBIAN))
    entries = [entry.split("\t")[1] for entry in texts(document, styles.CONTENTS_ENTRY)]
    assert entries == texts(document, "Heading 1")


def test_a_link_that_is_no_page_of_the_web_stays_text() -> None:
    briefing = briefing_in(SERBIAN)
    entry = briefing.entries[0]
    article = dataclasses.replace(entry.summary.article, link="javascript:alert(1)")
    entry = dataclasses.replace(entry, summary=dataclasses.replace(entry.summary, article=article))
    package = word.render([dataclasses.replace(briefing, entries=(entry,))])
    assert "javascript:alert(1)" in texts(loaded(package), styles.SOURCE_LINE)[0]
    assert b"javascript" not in etree.tostring(parts(package)["word/_rels/document.xml.rels"])


# --- annex ---


def test_the_annex_lists_each_concept_once_with_where_it_is() -> None:
    (table,) = opened(briefing_in(SERBIAN)).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Термин у извору", "Усаглашени термин", "Чланак"],
        ["Intergovernmental Commission", "Међувладина комисија", "1, 2"],
        ["Middle Corridor", "Средњи коридор", "1, 2"],
    ]


def test_the_annexs_head_is_repeated_and_no_row_is_split() -> None:
    (table,) = opened(briefing_in(SERBIAN)).tables
    heads = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
    assert heads == [True, False, False]
    assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in table.rows)
    assert table.style is not None
    assert table.style.name == "Briefing Table"
    names = [
        [p.style.name for c in row.cells for p in c.paragraphs if p.style] for row in table.rows
    ]
    assert names == [["Table Header"] * 3, ["Table Text"] * 3, ["Table Text"] * 3]


def test_the_sources_are_listed_as_paper_needs_them() -> None:
    known, unknown = texts(opened(briefing_in(SERBIAN)), styles.REFERENCE)
    assert known.replace("\u00a0", " ") == (
        f"1\tJ. Smith, {TITLE}, The Times of Central Asia, 27. фебруар 2026.,"
        " https://www.timesca.com/vucic?a=1&b=2"
    )
    assert unknown == "2\tvisit.txt"


def test_where_no_source_is_known_there_is_no_list_of_them() -> None:
    briefing = briefing_in(SERBIAN)
    document = opened(dataclasses.replace(briefing, entries=briefing.entries[1:]))
    assert texts(document, styles.ANNEX_HEADING) == ["Усаглашени термини"]


# --- every part of the package ---


@each_variant
def test_every_run_says_its_language_and_carries_no_formatting_of_its_own(to: Target) -> None:
    allowed = {qn("w:lang"), qn("w:rStyle")}
    for name, root in parts(word.render([briefing_in(to)])).items():
        for run in root.iter(qn("w:r")):
            properties = run.find(qn("w:rPr"))
            assert properties is not None, name
            assert {child.tag for child in properties} <= allowed
            language = properties.find(qn("w:lang"))
            assert language is not None
            assert language.get(qn("w:val")) in {to.variant.word_tag, "en-GB"}
        if not name.endswith(("styles.xml", "numbering.xml")):
            for properties in root.iter(qn("w:pPr")):
                assert {child.tag for child in properties} <= {qn("w:pStyle")}, name


@each_variant
def test_words_are_tagged_with_the_language_they_are_in(to: Target) -> None:
    tagged: dict[str, str] = {}
    for run in opened(briefing_in(to)).element.body.iter(qn("w:r")):
        for piece in run.iter(qn("w:t")):
            tagged[piece.text] = run.find(f"{qn('w:rPr')}/{qn('w:lang')}").get(qn("w:val"))
    for foreign in (TITLE, "Middle Corridor", "J. Smith", "visit.txt", SIGNATURE):
        assert tagged.pop(foreign) == "en-GB"
    assert tagged[labels(to).title] == to.variant.word_tag
    # The publisher, its site, the files left out, the second source term, the address in full.
    assert sum(language == "en-GB" for language in tagged.values()) == 5


@each_variant
def test_the_document_says_what_it_is_and_in_which_language(to: Target) -> None:
    package = word.render([briefing_in(to)])
    properties = loaded(package).core_properties
    assert properties.title.startswith(labels(to).title)
    assert properties.language == to.variant.word_tag
    assert properties.author == "briefing"
    assert properties.created == dt.datetime(2026, 2, 28, tzinfo=dt.UTC)
    default = parts(package)["word/styles.xml"].find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    assert default is not None
    assert default.get(qn("w:val")) == to.variant.word_tag


def test_a_source_language_nobody_serves_keeps_its_own_tag() -> None:
    briefing = briefing_in(SERBIAN)
    entry = briefing.entries[0]
    german = DetectedLanguage("de", "Latn", 0.9)
    summary = dataclasses.replace(entry.summary, language=german)
    entries = (dataclasses.replace(entry, summary=summary),)
    document = opened(dataclasses.replace(briefing, entries=entries))
    assert "немачки" in texts(document, styles.SOURCE_LINE)[0]
    (line,) = (p for p in document.paragraphs if p.text.endswith(TITLE))
    tag = line._p.findall(f".//{qn('w:lang')}")[-1].get(qn("w:val"))
    assert tag == "de"


def test_styles_that_are_used_are_styles_that_exist() -> None:
    roots = parts(word.render([briefing_in(SERBIAN)]))
    known = {style.get(qn("w:styleId")) for style in roots["word/styles.xml"].iter(qn("w:style"))}
    for name, root in roots.items():
        for tag in ("w:pStyle", "w:rStyle", "w:tblStyle"):
            assert {use.get(qn("w:val")) for use in root.iter(qn(tag))} <= known, name


def test_no_relationship_leads_nowhere() -> None:
    package = word.render([briefing_in(SERBIAN)])
    names = set(parts(package))
    main = parts(package)["word/_rels/document.xml.rels"]
    for relationship in main:
        if relationship.get("TargetMode") != "External":
            assert f"word/{relationship.get('Target')}" in names


def test_no_field_asks_to_be_updated() -> None:
    for name, root in parts(word.render([briefing_in(SERBIAN)])).items():
        assert not list(root.iter(qn("w:updateFields"))), name
        assert all(field.get(qn("w:dirty")) is None for field in root.iter(qn("w:fldChar")))


def test_characters_that_xml_forbids_are_no_obstacle() -> None:
    briefing = briefing_in(SERBIAN)
    entry = briefing.entries[0]
    article = dataclasses.replace(
        entry.summary.article, source="Times\x00\x0b", link="https://a.rs/\x00\ud800x"
    )
    entry = dataclasses.replace(
        entry,
        summary=dataclasses.replace(entry.summary, article=article, headline="A\x1bB\ud800"),
    )
    document = opened(
        dataclasses.replace(
            briefing, entries=(entry,), signature="a\x00b", failed=("in\udcffbox\x07.txt",)
        )
    )
    assert document.paragraphs[-1].text == "Начин израде: ab"
    assert texts(document, styles.ORIGINAL_TITLE) == ["Изворни наслов: AB"]
    assert texts(document, styles.NOTICE)[0].endswith("inbox.txt")


@each_variant
def test_the_same_briefing_is_the_same_file(to: Target) -> None:
    assert word.render([briefing_in(to)]) == word.render([briefing_in(to)])


# --- writing ---


def test_writing_makes_the_folder_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "out" / "briefing-sr.docx"
    word.write([briefing_in(SERBIAN)], path)
    word.write([briefing_in(SERBIAN)], path)
    assert path.read_bytes() == word.render([briefing_in(SERBIAN)])
    assert list(path.parent.iterdir()) == [path]


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file where a folder should be")
    path = tmp_path / "out" / "briefing-sr.docx"
    with pytest.raises(OutputError, match=re.escape(str(path))):
        word.write([briefing_in(SERBIAN)], path)


# --- golden ---


def golden(to: Target) -> Path:
    return DATA / f"{to.variant.word_tag}.document.xml"


@each_variant
def test_document_xml_is_as_it_was(to: Target) -> None:
    """After a change that is meant: `python tests/test_word_document.py`, and read the diff."""
    assert normalised(word.render([briefing_in(to)])) == golden(to).read_text("utf-8")


if __name__ == "__main__":
    for variant in VARIANTS:
        golden(variant).write_text(normalised(word.render([briefing_in(variant)])), "utf-8")
