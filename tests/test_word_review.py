"""The review edition: source beside translation, findings as comments on the words concerned."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from docx.oxml.ns import qn
from lxml import etree
from word_briefings import (
    DATA,
    LEAD,
    SERBIAN,
    VARIANTS,
    each_variant,
    loaded,
    normalised,
    parts,
    reviewed_in,
    texts,
)

from briefing import word
from briefing.documents import Finding, Segment
from briefing.languages import LANGUAGES, TARGETS, Target, target
from briefing.quality import CHECKS, WIDE_CHECKS
from briefing.text.scripts import script_of
from briefing.word import styles
from briefing.word.review_labels import LABELS, review_labels


def review(to: Target) -> bytes:
    return word.render([reviewed_in(to)], edition="review")


def rows(package: bytes, table: int = 1) -> list[list[list[str]]]:
    """Return the paragraphs of each cell of each row."""
    return [
        [[p.text for p in cell.paragraphs] for cell in row.cells]
        for row in loaded(package).tables[table].rows
    ]


def anchored(package: bytes) -> dict[str, str]:
    """Return the words that each comment stands on, by the comment's last line."""
    document = loaded(package)
    body = document.element.body
    found: dict[str, str] = {}
    for comment in document.comments:
        inside, words = False, []
        for element in body.iter():
            number = element.get(qn("w:id"))
            if number == str(comment.comment_id):
                inside |= element.tag == qn("w:commentRangeStart")
                inside &= element.tag != qn("w:commentRangeEnd")
            if inside and element.tag == qn("w:t"):
                words.append(element.text)
        found[comment.text.split("\n")[-1]] = "".join(words)
    return found


def test_source_and_translation_stand_side_by_side() -> None:
    head, headline, lead, corridor, *_ = rows(review(SERBIAN))
    assert head == [["Бр."], ["Изворник"], ["Превод"]]
    assert headline[0] == ["1", "средња"]
    assert headline[1][1] == "наслов"
    assert lead == [
        ["1.1", "висока"],
        [LEAD, "пасус 1, реченица 1"],
        ["Председник Србије борави у званичној посети Узбекистану.", "Превод је раније одобрен"],
    ]
    assert corridor[2] == ["Београд се укључује у „Средњи коридор“."]


@pytest.mark.parametrize(
    ("row", "place"),
    [
        (2, "пасус 1, реченица 1"),
        (3, "пасус 1, реченица 2"),
        (4, "пасус 3, реченица 1"),
        (6, "пасус 3, реченица 3"),
    ],
)
def test_each_source_sentence_says_where_in_the_article_it_stands(row: int, place: str) -> None:
    assert rows(review(SERBIAN))[row][1][-1] == place


def test_a_sentence_that_a_checkpoint_wrote_is_shown_with_what_it_rests_on() -> None:
    briefing = reviewed_in(SERBIAN)
    entry = briefing.entries[0]
    segments = (Segment("The President visits.", 0, len(LEAD)), *entry.summary.segments[1:])
    entry = dataclasses.replace(
        entry, summary=dataclasses.replace(entry.summary, segments=segments)
    )
    package = word.render([dataclasses.replace(briefing, entries=(entry,))], edition="review")
    assert rows(package)[2][1][-1] == f"Ослања се на: пасус 1, реченица 1: {LEAD}"


def test_a_close_match_of_the_memory_is_offered() -> None:
    label, suggestion = rows(review(SERBIAN))[6][2][1:]
    assert label.replace("\u00a0", " ") == "Раније одобрено за сличну реченицу (88%):"
    assert suggestion == "Оснива се Међувладина комисија."


def test_the_least_trusted_come_first() -> None:
    listed = rows(review(SERBIAN), table=0)
    assert [row[0][0] for row in listed] == ["Бр.", "1.3", "1.4", "1.5", "1.2", "1"]
    assert [cell[0].replace("\u00a0", " ") for cell in listed[1][1:]] == [
        "Размена је достигла 20 милиона долара.",
        *("ниска", "2", "1"),
    ]


def test_the_list_leads_to_the_segments() -> None:
    body = loaded(review(SERBIAN)).element.body
    marks = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    ids = [mark.get(qn("w:id")) for mark in body.iter(qn("w:bookmarkStart"))]
    anchors = {a for link in body.iter(qn("w:hyperlink")) if (a := link.get(qn("w:anchor")))}
    assert "sr_segment_1_3" in anchors
    assert anchors <= marks
    assert len(ids) == len(set(ids))


def test_each_finding_is_a_comment_on_the_words_concerned() -> None:
    assert {
        message: words.replace("\u00a0", " ")
        for message, words in anchored(review(SERBIAN)).items()
    } == {
        "the quotation marks are lost": "Београд се укључује у „Средњи коридор“.",
        "$20 million is missing": "$20 million",
        "20 is not in the source": "на је д",
        "Упозорење: not as the house says it": "је достигла ",
        "corridor": "An",
        "x": "Cooperation",
    }


def test_a_comment_says_it_in_the_readers_language_and_then_in_full() -> None:
    document = loaded(review(SERBIAN))
    comments = {comment.text.split("\n")[-1]: comment for comment in document.comments}
    comment = comments["$20 million is missing"]
    assert comment.text == "Грешка: броја из изворника нема у преводу\n$20 million is missing"
    assert (comment.author, comment.initials) == ("briefing", "b")
    assert comment.timestamp == dt.datetime(2026, 2, 28, tzinfo=dt.UTC)
    languages = [mark.get(qn("w:val")) for mark in comment._comment_elm.iter(qn("w:lang"))]
    assert languages == ["sr-Cyrl-RS", "en-GB"]


def test_comments_on_a_text_that_is_empty_still_have_their_place() -> None:
    briefing = reviewed_in(SERBIAN)
    entry = briefing.entries[0]
    empty = dataclasses.replace(entry.translation.segments[2], text="")
    translation = dataclasses.replace(
        entry.translation,
        segments=(*entry.translation.segments[:2], empty, *entry.translation.segments[3:]),
    )
    entry = dataclasses.replace(entry, translation=translation)
    package = word.render([dataclasses.replace(briefing, entries=(entry,))], edition="review")
    root = parts(package)["word/document.xml"]
    tags = ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference")
    counts = [len(list(root.iter(qn(tag)))) for tag in tags]
    assert counts == [6, 6, 6]


@pytest.mark.parametrize("span", [(-5, 4), (3, 900), (7, 7), (50, 60)])
def test_a_span_that_is_off_never_costs_the_comment(span: tuple[int, int]) -> None:
    briefing = reviewed_in(SERBIAN)
    entry = briefing.entries[0]
    finding = Finding("loop", "error", "off", span)
    seen = (dataclasses.replace(entry.reviewed[0], findings=(finding,)), *entry.reviewed[1:])
    entry = dataclasses.replace(entry, reviewed=seen)
    package = word.render([dataclasses.replace(briefing, entries=(entry,))], edition="review")
    assert anchored(package)["off"]


def test_concepts_are_marked_by_a_style_and_repaired_ones_by_another() -> None:
    root = parts(review(SERBIAN))["word/document.xml"]
    table = root.findall(f".//{qn('w:tbl')}")[1]
    marked = [
        (mark.get(qn("w:val")), "".join(run.itertext()))
        for run in table.iter(qn("w:r"))
        for mark in run.iter(qn("w:rStyle"))
        if mark.get(qn("w:val")).startswith("Concept")
    ]
    assert ("ConceptMatched", "Средњи коридор") in marked
    assert ("ConceptMatched", "Middle Corridor") in marked
    assert ("ConceptRepaired", "Међувладина комисија") in marked


def test_the_annex_says_what_became_of_each_term() -> None:
    assert [row[-1][0] for row in rows(review(SERBIAN), table=-1)] == [
        *("Примена", "примењен исправком", "није примењен – проверити")
    ]


def test_heads_are_repeated_and_no_row_is_split() -> None:
    for table in loaded(review(SERBIAN)).tables[1:]:
        heads = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
        assert heads == [True, *[False] * (len(heads) - 1)]
        assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in table.rows)


def test_it_says_on_its_head_that_it_is_for_review_and_what_the_marks_mean() -> None:
    document = loaded(review(SERBIAN))
    assert texts(document, styles.SUBTITLE)[0].endswith("примерак за проверу")
    assert texts(document, styles.NOTICE)[-1] == (
        "Ознаке: усаглашени термин; термин унет исправком – проверити облик"
    )


def test_without_checks_there_is_nothing_to_list_and_nothing_to_say() -> None:
    briefing = reviewed_in(SERBIAN)
    entries = tuple(dataclasses.replace(e, reviewed=(), doubts=()) for e in briefing.entries)
    package = word.render([dataclasses.replace(briefing, entries=entries)], edition="review")
    assert "word/comments.xml" not in parts(package)
    assert rows(package, table=0)[1][0] == ["1"]


def test_the_clean_edition_has_none_of_it() -> None:
    briefing = reviewed_in(SERBIAN)
    unreviewed = tuple(dataclasses.replace(e, reviewed=(), doubts=()) for e in briefing.entries)
    plain = dataclasses.replace(briefing, entries=unreviewed)
    assert word.render([briefing]) == word.render([plain])


@each_variant
def test_no_run_is_formatted_by_hand_and_each_says_its_language(to: Target) -> None:
    for name, root in parts(review(to)).items():
        for run in root.iter(qn("w:r")):
            if run.find(qn("w:annotationRef")) is not None:
                continue
            properties = run.find(qn("w:rPr"))
            assert properties is not None, name
            assert {child.tag for child in properties} <= {qn("w:lang"), qn("w:rStyle")}
            assert properties.find(qn("w:lang")) is not None, etree.tostring(run)


@each_variant
def test_the_same_review_is_the_same_file(to: Target) -> None:
    assert review(to) == review(to)


# --- labels ---


def test_every_check_has_a_wording_in_every_language() -> None:
    checks = {check.id for check in (*CHECKS, *WIDE_CHECKS)} | {"summary-unsupported"}
    assert set(LABELS) == set(TARGETS)
    for tag, row in LABELS.items():
        assert checks <= set(row.findings), tag


@pytest.mark.parametrize("to", VARIANTS, ids=lambda to: to.variant.word_tag)
def test_wordings_are_in_the_script_asked_for(to: Target) -> None:
    words = review_labels(to)
    for text in (
        words.edition,
        words.check_first,
        *words.levels.values(),
        *words.findings.values(),
    ):
        assert script_of(text) == to.script, text


def test_a_language_has_one_wording_in_both_scripts() -> None:
    assert review_labels(target("sr", "Latn")).check_first == "Prvo proveriti"
    assert review_labels(Target(LANGUAGES["uz"], LANGUAGES["uz"].variants[1])).levels == {
        "high": "юқори",
        "medium": "ўрта",
        "low": "паст",
    }


# --- golden ---


@pytest.mark.parametrize("tag", TARGETS)
@pytest.mark.parametrize("part", ["document", "comments"])
def test_the_review_edition_is_as_it_was(tag: str, part: str) -> None:
    """After a change that is meant: `python tests/test_word_review.py`, and read the diff."""
    golden = DATA / f"{target(tag).variant.word_tag}.review.{part}.xml"
    assert normalised(review(target(tag)), part) == golden.read_text("utf-8")


if __name__ == "__main__":
    for tag in TARGETS:
        for part in ("document", "comments"):
            golden = DATA / f"{target(tag).variant.word_tag}.review.{part}.xml"
            golden.write_text(normalised(review(target(tag)), part), "utf-8")
