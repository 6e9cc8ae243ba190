"""Several languages in one file: a part for each, with headings, headers and numbers of its own."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from docx.oxml.ns import qn
from word_briefings import (
    DATA,
    SERBIAN,
    briefing_in,
    covered,
    loaded,
    normalised,
    parts,
    reviewed_in,
)

from briefing import word
from briefing.documents import Briefing
from briefing.languages import target
from briefing.word import styles

NBSP = "\u00a0"
PARTS = ("sr", "uz", "ru")
EDITIONS = ("clean", "review")
each_edition = pytest.mark.parametrize("edition", EDITIONS)


def briefings() -> list[Briefing]:
    return [reviewed_in(target(tag)) for tag in PARTS]


def together(edition: word.Edition = "clean") -> bytes:
    return word.render(briefings(), edition=edition)


def texts(package: bytes, *names: str) -> list[str]:
    paragraphs = loaded(package).paragraphs
    return [p.text.replace(NBSP, " ") for p in paragraphs if p.style and p.style.name in names]


@each_edition
def test_each_language_has_its_part_with_its_own_headings(edition: word.Edition) -> None:
    assert texts(
        together(edition), styles.PART_HEADING, "Heading 2", styles.PART_ANNEX_HEADING
    ) == [
        "Преглед штампе",
        "Председник Вучић предводи дипломатски продор Србије",
        "Председник Србије борави у званичној посети Узбекистану",
        *("Усаглашени термини", "Извори"),
        "Matbuot sharhi",
        "Prezident Vuchich Serbiyaning diplomatik faolligini kengaytirmoqda",
        "Serbiya Prezidenti rasmiy tashrif bilan Oʻzbekistonda boʻlib turibdi",
        *("Kelishilgan atamalar", "Manbalar"),
        "Обзор прессы",
        "Президент Вучич возглавил дипломатическое продвижение Сербии",
        "Президент Сербии находится в Узбекистане с официальным визитом",
        *("Согласованные термины", "Источники"),
    ]


def test_the_first_page_has_every_title_and_leads_to_every_part() -> None:
    package = together()
    assert texts(package, "Title") == ["Преглед штампе", "Matbuot sharhi", "Обзор прессы"]
    languages = [line.split("\t")[1] for line in texts(package, "toc 1")[:3]]
    assert languages == [
        *("На српском · 2 чланка", "Oʻzbek tilida · 2 ta maqola", "На русском языке · 2 статьи")
    ]


@each_edition
def test_every_link_finds_its_bookmark_and_no_bookmark_is_there_twice(
    edition: word.Edition,
) -> None:
    body = loaded(together(edition)).element.body
    starts = list(body.iter(qn("w:bookmarkStart")))
    for attribute in ("w:name", "w:id"):
        values = [mark.get(qn(attribute)) for mark in starts]
        assert len(values) == len(set(values))
    anchors = {a for link in body.iter(qn("w:hyperlink")) if (a := link.get(qn("w:anchor")))}
    assert anchors <= {mark.get(qn("w:name")) for mark in starts}
    assert {f"{tag}_part" for tag in PARTS} <= anchors


def test_each_part_begins_a_page_and_has_headers_in_its_language() -> None:
    sections = loaded(together()).sections
    assert len(sections) == 4
    said = [section.header.paragraphs[0].text.split("\u00a0")[0] for section in sections[1:]]
    assert said == ["Преглед штампе", "Matbuot sharhi", "Обзор прессы"]
    assert [s.footer.paragraphs[0].text for s in sections[1:]] == [
        *("\tстрана 1 од 1", "\t1-bet, jami 1 bet", "\tстраница 1 из 1")
    ]
    assert all(section.different_first_page_header_footer for section in sections)


def test_no_paragraph_is_empty() -> None:
    assert all(p.text for p in loaded(together()).paragraphs)


@each_edition
def test_each_run_is_tagged_with_the_language_of_its_part(edition: word.Edition) -> None:
    tag = None
    seen: dict[str | None, set[str]] = {}
    for paragraph in loaded(together(edition)).paragraphs:
        for mark in paragraph._p.iter(qn("w:bookmarkStart")):
            tag = mark.get(qn("w:name"))[:2]
        languages = {mark.get(qn("w:val")) for mark in paragraph._p.iter(qn("w:lang"))}
        seen.setdefault(tag, set()).update(languages)
    assert seen["sr"] == {"sr-Cyrl-RS", "en-GB"}
    assert seen["uz"] == {"uz-Latn-UZ", "en-GB"}
    assert seen["ru"] == {"ru-RU", "en-GB"}


def test_articles_are_numbered_anew_in_each_part() -> None:
    root = parts(word.render([SAMPLE, SAMPLE_RU]))["word/numbering.xml"]
    levels = [
        (level.get(qn("w:ilvl")), style.get(qn("w:val")))
        for level in root.iter(qn("w:lvl"))
        for style in level.iter(qn("w:pStyle"))
    ]
    # Level 1 begins again after every paragraph of level 0 (ECMA-376, 17.9.10).
    assert levels[1:] == [("0", "PartHeading"), ("1", "Heading2")]


SAMPLE, SAMPLE_RU = briefing_in(SERBIAN), briefing_in(target("ru"))


def test_the_signature_stands_once_at_the_end() -> None:
    (signature,) = texts(together(), styles.SIGNATURE)
    assert loaded(together()).paragraphs[-1].text == signature


def test_the_document_names_all_its_titles() -> None:
    properties = loaded(together()).core_properties
    assert properties.title == ("Преглед штампе · Matbuot sharhi · Обзор прессы, 28. фебруар 2026.")
    assert properties.created == dt.datetime(2026, 2, 28, tzinfo=dt.UTC)


def test_a_marking_stands_on_the_pages_of_every_part() -> None:
    made = [covered(briefing) for briefing in briefings()]
    for section in loaded(word.render(made)).sections:
        for place in (
            *(section.header, section.first_page_header),
            *(section.footer, section.first_page_footer),
        ):
            assert "Restricted" in [p.text for p in place.paragraphs]


def test_a_part_without_notices_has_a_clear_first_page() -> None:
    plain = [dataclasses.replace(b, notices=()) for b in briefings()]
    section = loaded(word.render(plain)).sections[1]
    assert [p.text for p in section.first_page_header.paragraphs] == [""]


@each_edition
def test_the_same_briefings_are_the_same_file(edition: word.Edition) -> None:
    assert together(edition) == together(edition)


@each_edition
def test_the_multilingual_layout_is_as_it_was(edition: word.Edition) -> None:
    """After a change that is meant: `python tests/test_word_layouts.py`, and read the diff."""
    golden = DATA / f"multilingual.{edition}.document.xml"
    assert normalised(together(edition)) == golden.read_text("utf-8")


if __name__ == "__main__":
    for name in EDITIONS:
        golden = DATA / f"multilingual.{name}.document.xml"
        golden.write_text(normalised(together(name)), "utf-8")
