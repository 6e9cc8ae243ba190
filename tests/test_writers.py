"""Briefings as Markdown, HTML and JSON: the same words as the document, and no markup from them."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree, html
from markdown_it import MarkdownIt
from word_briefings import SERBIAN, briefing_in, covered, each_variant, loaded, reviewed_in

from briefing import word, writers
from briefing.documents import Briefing
from briefing.errors import UsageError
from briefing.languages import Target
from briefing.word.elements import clean
from briefing.writers.md import escape

# Also what is not CommonMark's and yet often understood.
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def written(briefing: Briefing, name: str) -> str:
    return writers.write(briefing, name).decode()


def with_text(text: str) -> Briefing:
    """Return a briefing in which a hostile article says `text` wherever it can."""
    briefing = briefing_in(SERBIAN)
    entry = briefing.entries[0]
    translation = entry.translation
    headline = dataclasses.replace(translation.headline, text=text)
    segments = tuple(dataclasses.replace(segment, text=text) for segment in translation.segments)
    article = dataclasses.replace(
        entry.summary.article, source=text, byline=text, title=text, link=f"https://a.rs/{text}"
    )
    entry = dataclasses.replace(
        entry,
        summary=dataclasses.replace(entry.summary, article=article, headline=text),
        translation=dataclasses.replace(translation, headline=headline, segments=segments),
    )
    return dataclasses.replace(briefing, entries=(entry,), signature=text, failed=(text,))


def page(briefing: Briefing) -> etree._Element:
    return html.document_fromstring(written(briefing, "html"))


HOSTILE = (
    "# наслов",
    "1. ставка",
    "- ставка",
    "+ ставка",
    "---",
    "===",
    "> навод",
    "    код",
    "*нагласак* и __јако__ и `код`",
    "[веза](https://a.rs) и ![слика](x.png)",
    "<script>alert(1)</script> & &lt; &#60; &nbsp;",
    "a | b",
    "~~прецртано~~",
    "крај \\",
    "A* B_",
    "<https://a.rs>",
    "]: x",
    "```",
    "x #",
    "\"' onload='x",
    "--> ]]> </style>",
    "\u2028ред",
)


# --- markdown ---


@pytest.mark.parametrize("before", ["", "## 1. ", "- ", "1. ", "> ", "[Цео](<https://a.rs>) "])
@given(text=st.text())
def test_no_text_can_become_markup(before: str, text: str) -> None:
    text = clean(text).strip()
    tokens = MARKDOWN.parse(f"{before}x {escape(text)}".strip() + "\n\nкрај")
    inline, last = (token.children or [] for token in tokens if token.type == "inline")
    assert {child.type for child in inline} <= {"text", "link_open", "link_close"}
    said = "".join(child.content for child in inline)
    assert said.endswith(f"x {text}".strip())
    assert [child.content for child in last] == ["крај"]


@given(text=st.text())
def test_no_line_can_begin_as_markup(text: str) -> None:
    text = clean(text).strip()
    tokens = MARKDOWN.parse(f"{escape(text)}\n\nкрај")
    inlines = [token.children or [] for token in tokens if token.type == "inline"]
    assert [t.type for t in tokens if t.level == 0 and t.nesting == 1] == (
        ["paragraph_open"] * len(inlines)
    )
    assert ["".join(child.content for child in inline) for inline in inlines] == (
        [text, "крај"] if text else ["крај"]
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_it_is_in_markdown(text: str) -> None:
    tokens = MARKDOWN.parse(written(with_text(text), "md"))
    kinds = {token.type for token in tokens}
    assert not kinds & {"code_block", "fence", "html_block", "table_open"}
    inside = {child.type for token in tokens for child in token.children or []}
    assert inside <= {"text", "softbreak", "link_open", "link_close", "strong_open", "strong_close"}
    links = [c.attrGet("href") for t in tokens for c in t.children or [] if c.type == "link_open"]
    assert all(str(link).startswith("https://a.rs/") for link in links)
    assert (
        len([t for t in tokens if t.type == "heading_open"]) == 4
    )  # title, contents, article, terms


def test_markdown_has_the_parts_in_their_order() -> None:
    lines = written(briefing_in(SERBIAN), "md").split("\n")
    assert [line for line in lines if line.startswith("#")] == [
        "# Преглед штампе",
        "## Садржај",
        "## 1. Председник Вучић предводи дипломатски продор Србије",
        "## 2. Председник Србије борави у званичној посети Узбекистану",
        "## Усаглашени термини",
    ]
    assert "> пробни превод, почетни модел" in lines
    assert "- Middle Corridor → **Средњи коридор** (1, 2)" in lines


# --- html ---


@each_variant
def test_the_page_needs_nothing_but_itself(to: Target) -> None:
    root = page(covered(briefing_in(to)))
    assert not root.xpath("//script | //link | //iframe | //object | //@onload | //@style")
    assert all(source.startswith("data:image/png;") for source in root.xpath("//@src"))
    assert "url(" not in root.findtext(".//style")
    assert "@import" not in root.findtext(".//style")
    (policy,) = root.xpath("//meta[@http-equiv]/@content")
    assert policy.startswith("default-src 'none'")


@each_variant
def test_the_page_is_accessible(to: Target) -> None:
    root = page(covered(briefing_in(to)))
    assert root.get("lang") == to.variant.word_tag
    assert root.findtext(".//title")
    levels = [int(heading.tag[1]) for heading in root.iter("h1", "h2", "h3")]
    assert levels[0] == 1
    assert set(levels[1:]) == {2}
    assert all(heading.text_content().strip() for heading in root.iter("h1", "h2"))
    assert all(alt.strip() for alt in root.xpath("//img/@alt"))
    assert len(root.xpath("//img")) == len(root.xpath("//img/@alt"))
    assert root.xpath("count(//th[@scope='col'])") == 3
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {f"#{name}" for name in ids} >= set(root.xpath("//a[starts-with(@href, '#')]/@href"))
    assert set(root.xpath("//@aria-labelledby")) <= set(ids)
    assert {link.get("href") for link in root.xpath("//a[@rel]")} == {
        "https://www.timesca.com/vucic?a=1&b=2"
    }


@each_variant
def test_every_passage_in_another_language_says_so(to: Target) -> None:
    root = page(briefing_in(to))
    languages = {span.text: span.get("lang") for span in root.xpath("//*[@lang][not(*)]")}
    assert languages["Middle Corridor"] == "en-GB"
    assert languages["President Vucic Spearheads Serbian Diplomatic Expansion"] == "en-GB"
    assert set(languages.values()) == {"en-GB"}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_it_is_in_html(text: str) -> None:
    root = page(with_text(text))
    usual = {element.tag for element in page(with_text("текст")).iter()}
    assert {element.tag for element in root.iter()} <= usual
    (signature,) = root.xpath("//p[@class='signature']")
    assert signature.text_content() == f"Начин израде: {clean(text)}"


@given(st.text())
@example("</style><script>")
def test_no_text_can_become_an_element(text: str) -> None:
    root = page(with_text(text))
    assert not root.xpath("//script")
    (signature,) = root.xpath("//p[@class='signature']")
    assert " ".join(signature.text_content().split()) == " ".join(
        f"Начин израде: {clean(text)}".split()
    )


# --- the same as the document ---


@each_variant
def test_every_format_says_what_the_document_says(to: Target) -> None:
    briefing = covered(briefing_in(to))
    body = page(briefing).text_content()
    markdown = MARKDOWN.render(written(briefing, "md"))
    markdown = html.document_fromstring(markdown).text_content()
    sentences = [
        paragraph.text
        for paragraph in loaded(word.render([briefing])).paragraphs
        if paragraph.style
        and paragraph.style.name
        in {"Title", "Subtitle", "Cover Line", "Heading 1", "Source Line", "Body Text", "Notice"}
    ]
    assert len(sentences) > 10
    for sentence in sentences:
        assert sentence in body
        assert sentence in markdown


# --- json ---


def test_json_holds_what_the_document_says() -> None:
    content = json.loads(written(covered(reviewed_in(SERBIAN)), "json"))
    assert (content["schema"], content["language"], content["date"]) == (
        *(1, "sr-Cyrl-RS"),
        "2026-02-28",
    )
    first, second = content["articles"]
    assert first["headline"] == "Председник Вучић предводи дипломатски продор Србије"
    assert first["original_headline"] == "President Vucic Spearheads Serbian Diplomatic Expansion"
    assert first["paragraphs"] == [[0, 1, 2], [3, 4]]
    assert second["paragraphs"] == [[1, 2], [3, 4]]  # the first is the headline
    assert first["sentences"][1]["text"] == "Београд се укључује у „Средњи коридор“."
    assert first["sentences"][2]["confidence"] == "low"
    assert first["sentences"][2]["findings"][0]["id"] == "number-missing"
    assert content["terms"][1] == {
        "source_terms": ["Middle Corridor"],
        "language": "en-GB",
        "agreed_term": "Средњи коридор",
        "articles": [1, 2],
        "met": "unmet",
    }
    assert content["omitted"] == ["inbox/locked.pdf", "inbox/photo.jpg"]
    assert "confidence" not in json.loads(written(briefing_in(SERBIAN), "json"))["articles"][0]


# --- all of them ---


@pytest.mark.parametrize("name", writers.WRITERS)
def test_a_briefing_with_nothing_in_it_is_still_written(name: str) -> None:
    empty = dataclasses.replace(briefing_in(SERBIAN), entries=(), notices=(), failed=())
    assert "Преглед штампе" in written(empty, name)


@pytest.mark.parametrize("name", writers.WRITERS)
def test_the_same_briefing_gives_the_same_bytes(name: str) -> None:
    assert writers.write(briefing_in(SERBIAN), name) == writers.write(briefing_in(SERBIAN), name)


def test_formats_are_known_by_name_and_written_once() -> None:
    assert writers.known(("json", "docx", "json")) == ("docx", "json")


@pytest.mark.parametrize("names", [("pdf",), ("md", "odt"), ()])
def test_a_format_that_is_not_written_is_refused(names: tuple[str, ...]) -> None:
    with pytest.raises(UsageError, match="no such format"):
        writers.known(names)


@pytest.mark.parametrize("name", ["md", "html"])
def test_golden(name: str) -> None:
    """After a change that is meant: `python tests/test_writers.py`, and read the diff."""
    assert written(covered(briefing_in(SERBIAN)), name) == golden(name).read_text("utf-8")


def golden(name: str) -> Path:
    return Path(__file__).parent / "data" / "writers" / f"sr-Cyrl-RS.{name}"


if __name__ == "__main__":
    for kind in ("md", "html"):
        golden(kind).parent.mkdir(exist_ok=True)
        golden(kind).write_text(written(covered(briefing_in(SERBIAN)), kind), "utf-8")
