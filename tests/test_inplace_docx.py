"""Word documents in place: the text changes, and nothing else does."""

from __future__ import annotations

import io
import re
import resource
import time
import zipfile
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inplace_translators import backwards, rewrite
from lxml import etree
from word_package import M, W, package, paragraph, parts, run, shown, tree

from briefing.errors import ReadError

BOLD, ITALIC = "<w:b/>", "<w:i/>"


def field(instruction: str, result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def box(text: str) -> str:
    inside = f"<w:txbxContent>{paragraph(run(text))}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>'
        '<wp:docPr id="1" name="Box" descr="A remark"/>'
        f"<a:graphic><a:graphicData><wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></a:graphicData>"
        "</a:graphic></wp:inline></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


LINK = f'<w:hyperlink r:id="link">{run("the link")}</w:hyperlink>'
INSERTED = f'<w:ins w:id="1" w:author="A">{run("new ")}</w:ins>'
DELETED = '<w:del w:id="2" w:author="A"><w:r><w:delText>old </w:delText></w:r></w:del>'
FORMULA = "<m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath>"
NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'


@pytest.mark.parametrize(
    ("content", "becomes"),
    [
        ([run("All plain.")], "ALL PLAIN."),
        ([run("A "), run("bold", BOLD), run(" word.")], "A *BOLD* WORD."),
        ([run("All bold. ", BOLD), run("Every word.", BOLD)], "*ALL BOLD. EVERY WORD.*"),
        ([run("See "), LINK, run(" here.")], "SEE [THE LINK] HERE."),
        ([run("A "), INSERTED, DELETED, run("law.")], "A {NEW }~old ~LAW."),
        ([run("Let "), FORMULA, run(" hold.")], "LET √x=2 HOLD."),
        ([run("It fell."), NOTE, run(" It rose.")], "IT FELL.† IT ROSE."),
        ([run("Left"), "<w:r><w:tab/></w:r>", run("Right")], "LEFT\tRIGHT"),
        ([run("One"), "<w:r><w:br/></w:r>", run("two")], "ONE\nTWO"),
        ([run("On page "), field("PAGE", run("3")), run(" of it.")], "ON PAGE ⟨ PAGE |3⟩ OF IT."),
        ([run("See "), field("REF x", run("the part")), run(".")], "SEE ⟨ REF x |THE PART⟩."),
        (
            [
                run("On "),
                f'<w:fldSimple w:instr=" DATE ">{run("May 5")}</w:fldSimple>',
                run(" all."),
            ],
            "ON ‹May 5› ALL.",
        ),
        (
            [
                run("A "),
                '<w:bookmarkStart w:id="5" w:name="b"/>',
                run("marked word"),
                '<w:bookmarkEnd w:id="5"/>',
                run(" here."),
            ],
            "A ⌊MARKED WORD⌋ HERE.",
        ),
        (
            [
                run("A "),
                '<w:commentRangeStart w:id="5"/>',
                run("doubtful", ITALIC),
                run(" word"),
                '<w:commentRangeEnd w:id="5"/><w:r><w:commentReference w:id="5"/></w:r>',
                run("."),
            ],
            "A ⌈/DOUBTFUL/ WORD⌉.",
        ),
        (
            [run("Say "), run("سلام", "<w:rtl/>"), run(" to all.")],
            "SAY سلام TO ALL.",
        ),
        (
            [run("In "), f"<w:sdt><w:sdtPr/><w:sdtContent>{run('the box')}</w:sdtContent></w:sdt>"],
            "IN (THE BOX)",
        ),
        (
            [
                run("Chosen "),
                f"<w:sdt><w:sdtPr><w:dropDownList/></w:sdtPr><w:sdtContent>{run('first')}"
                "</w:sdtContent></w:sdt>",
                run(" now."),
            ],
            "CHOSEN (first) NOW.",
        ),
        (
            ['<w:proofErr w:type="spellStart"/>', run("Speling"), run(" of it.")],
            "SPELING OF IT.",
        ),
        (
            [run("Our "), run("e"), "<w:r><w:noBreakHyphen/></w:r>", run("mail.")],
            "OUR E\u2011MAIL.",
        ),
        ([run("12 345,00")], "12 345,00"),
        ([run("https://example.org/a_b")], "https://example.org/a_b"),
        ([run("Write to me@example.org today.")], "WRITE TO me@example.org TODAY."),
        ([run("Влада је усвојила предлог закона о буџету за наредну годину.")], None),
    ],
)
def test_text_changes_and_nothing_around_it(content: list[str], becomes: str | None) -> None:
    document = package(paragraph(*content))
    done = rewrite("a.docx", document, str.upper)
    (text,) = shown(done.data)
    assert text == (becomes or shown(document)[0])


def test_marks_follow_their_words_when_the_order_changes() -> None:
    content = [run("one "), run("two", BOLD), run(" three "), LINK, run(" six")]
    done = rewrite("a.docx", package(paragraph(*content)), backwards)
    assert shown(done.data) == ["six [link the] three *two* one"]


def test_every_story_is_translated_and_comments_are_not() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{paragraph(run('Inner.'))}</w:tc></w:tr></w:tbl>"
    table = f"<w:tbl><w:tr><w:tc>{paragraph(run('Outer.'))}{inner}<w:p/></w:tc></w:tr></w:tbl>"
    document = package(
        table + paragraph(run("Before "), box("In a box."), run(" after.")),
        {
            "word/header1.xml": paragraph(run("Head.")),
            "word/footer1.xml": paragraph(run("Foot "), field("NUMPAGES", run("9"))),
            "word/footnotes.xml": f'<w:footnote w:id="2">{paragraph(run("Note."))}</w:footnote>',
            "word/endnotes.xml": f'<w:endnote w:id="2">{paragraph(run("End."))}</w:endnote>',
            "word/comments.xml": f'<w:comment w:id="1">{paragraph(run("Why?"))}</w:comment>',
        },
    )
    done = rewrite("a.docx", document, str.upper)
    body = shown(done.data)
    assert body[:2] == ["OUTER.", "INNER."]
    assert body[3:] == ["BEFORE ▣ AFTER.", "IN A BOX.", "IN A BOX."]
    for part, text in (
        ("header1", ["HEAD."]),
        ("footer1", ["FOOT ⟨ NUMPAGES |9⟩"]),
        ("footnotes", ["NOTE."]),
        ("endnotes", ["END."]),
        ("comments", ["Why?"]),
    ):
        assert shown(done.data, f"word/{part}.xml") == text
    assert done.notes == ["comments are left as they are"]
    assert b"A TITLE" in parts(done.data)["docProps/core.xml"]
    assert b'descr="A REMARK"' in parts(done.data)["word/document.xml"]
    before, after = parts(document), parts(done.data)
    assert list(before) == list(after)
    for name in ("[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels"):
        assert before[name] == after[name]
    assert before["word/comments.xml"] == after["word/comments.xml"]


def test_a_field_over_several_paragraphs_keeps_its_ends() -> None:
    begin, rest = field("TOC", "§").split("§")
    entry = f'<w:hyperlink w:anchor="x">{run("A chapter")}<w:r><w:tab/></w:r>'
    entry += field("PAGEREF x", run("7")) + "</w:hyperlink>"
    done = rewrite(
        "a.docx",
        package(paragraph(begin, entry) + paragraph(entry) + paragraph(rest, run("After."))),
        str.upper,
    )
    line = "[A CHAPTER\t⟨ PAGEREF x |7⟩]"
    assert shown(done.data) == [f"⟨ TOC |{line}", line, "⟩AFTER."]


def test_a_kept_field_over_several_paragraphs_is_left_alone() -> None:
    begin, rest = field("MERGEFIELD x", "§").split("§")
    body = paragraph(begin, run("First.")) + paragraph(run("Second."), rest) + paragraph(run("On."))
    done = rewrite("a.docx", package(body), str.upper)
    assert shown(done.data) == ["⟨ MERGEFIELD x |First.", "Second.⟩", "ON."]


def test_a_paragraph_whose_fields_cross_its_elements_is_left_alone_and_told() -> None:
    begin, rest = field("REF x", "§").split("§")
    crossed = paragraph(f'<w:ins w:id="1">{begin}</w:ins>', run("Result."), rest)
    done = rewrite("a.docx", package(crossed + paragraph(run("Next."))), str.upper)
    assert shown(done.data) == ["{⟨ REF x |}Result.⟩", "NEXT."]
    assert done.notes == [
        "word/document.xml, paragraph 1: left as it is, its fields cross each other"
    ]


def test_translated_runs_say_their_language_where_the_schema_wants_it() -> None:
    look = '<w:b/><w:lang w:val="en-GB" w:eastAsia="ja-JP"/>'
    changed = '<w:i/><w:rPrChange w:id="1" w:author="A"><w:rPr/></w:rPrChange>'
    body = paragraph(run("Hello. ", look), run("You.", changed)) + paragraph(run("12"))
    root = tree(rewrite("a.docx", package(body), str.upper, to="uz").data)
    first, second, untouched = root.iter(f"{W}r")
    assert first.find(f"{W}rPr/{W}lang").attrib == {
        f"{W}val": "uz-Latn-UZ",
        f"{W}eastAsia": "ja-JP",
    }
    assert [child.tag for child in second.find(f"{W}rPr")] == [
        f"{W}i",
        f"{W}lang",
        f"{W}rPrChange",
    ]
    assert untouched.find(f"{W}rPr") is None


def test_zip_order_and_dates_stay_and_bytes_depend_on_the_content_alone() -> None:
    document = package(paragraph(run("Hello.")))
    one, two = (rewrite("a.docx", document, str.upper).data for _ in range(2))
    assert one == two
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(2020, 5, 4, 3, 2, 0)}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"no zip at all", "not a readable Word file"),
        (b"", "not a readable Word file"),
        (package(paragraph(run("x")))[:-200], "not a readable Word file"),
        ("zip", "no Word document"),
        ("xml", "is damaged"),
    ],
)
def test_what_is_no_word_document_is_refused(data: bytes | str, said: str) -> None:
    if isinstance(data, str):
        content = {"zip": {"a.txt": b"x"}, "xml": parts(package(""))}[data]
        if data == "xml":
            content["word/document.xml"] = b"<w:document"
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for name, part in content.items():
                archive.writestr(name, part)
        data = buffer.getvalue()
    with pytest.raises(ReadError, match=said):
        rewrite("a.docx", data, str.upper)


# Generated documents: any mix of what a paragraph can hold.

WORDS = st.sampled_from(
    ["peace", "talks", "border", "water", "gas", "trade", "law", "minister", "said"]
)
TEXT = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
LOOKS = st.sampled_from(["", BOLD, ITALIC, BOLD + ITALIC, '<w:color w:val="FF0000"/>'])
RUN = st.builds(lambda text, look: run(f"{text} ", look), TEXT, LOOKS)
RUNS = st.lists(RUN, min_size=1, max_size=3).map("".join)
INLINE = st.one_of(
    RUN,
    RUN,
    RUNS.map(lambda inner: f'<w:hyperlink r:id="link">{inner}</w:hyperlink>'),
    RUNS.map(lambda inner: f'<w:ins w:id="1" w:author="A">{inner}</w:ins>'),
    RUNS.map(lambda inner: f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"),
    RUNS.map(lambda inner: field("REF x", inner)),
    RUN.map(
        lambda inner: f'<w:bookmarkStart w:id="5" w:name="b"/>{inner}<w:bookmarkEnd w:id="5"/>'
    ),
    st.sampled_from(
        [
            DELETED,
            FORMULA + run(" "),
            NOTE,
            box("a box"),
            "<w:r><w:tab/></w:r>",
            "<w:r><w:br/></w:r>",
            run("سلام", "<w:rtl/>") + run(" "),
            run("12 "),
            field("PAGE", run("7", BOLD)) + run(" "),
            run(". "),
        ]
    ),
)
PARAGRAPH = st.lists(INLINE, max_size=8).map(lambda content: paragraph(*content))
BODY = st.lists(PARAGRAPH, min_size=1, max_size=3).map("".join)


def characters(data: bytes) -> list[tuple[str, str, bytes]]:
    """Return the characters of a document's text, with what each is in and how it looks.

    Spaces are left out: neither can be seen of one, nor on which side of a deletion it stands.
    """
    found = []
    for text in tree(data).iter(f"{W}t", f"{W}delText"):
        around = [etree.QName(one).localname for one in text.iterancestors()]
        properties = text.getparent().find(f"{W}rPr")
        look = b"".join(
            etree.tostring(child)
            for child in ([] if properties is None else properties)
            if child.tag != f"{W}lang"
        )
        found += [(char, "/".join(around), look) for char in text.text or "" if char != " "]
    return found


def words(data: bytes) -> list[str]:
    """Return what can be read of each paragraph, spaces and all."""
    return ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in tree(data).iter(f"{W}p")]


def objects(data: bytes) -> Counter[str]:
    """Count what a document holds besides plain runs."""
    plain = {f"{W}r", f"{W}t", f"{W}rPr", f"{W}lang", f"{W}b", f"{W}i", f"{W}color"}
    return Counter(el.tag for el in tree(data).iter() if el.tag not in plain)


@given(BODY)
@settings(max_examples=60)
def test_an_identity_translator_changes_no_byte(body: str) -> None:
    document = package(body)
    assert rewrite("a.docx", document, str).data == document


@given(BODY)
@settings(max_examples=60)
def test_there_and_back_gives_an_equivalent_document(body: str) -> None:
    document = package(body)
    there = rewrite("a.docx", document, str.swapcase).data
    back = rewrite("a.docx", there, str.swapcase).data
    # On which side of a full stop a deletion stands is no more to be seen than of a space.
    for deleted in (False, True):
        kept, before = (
            [char for char in characters(data) if ("del/" in char[1]) is deleted]
            for data in (back, document)
        )
        assert kept == before
    assert words(back) == words(document)


SAID = st.sampled_from(
    [backwards, lambda text: "", lambda text: "x", lambda text: f"a {text} b (c).", str.title]
)


@given(BODY, SAID)
@settings(max_examples=100)
def test_whatever_is_said_no_object_is_lost(body: str, say: Any) -> None:
    document = package(body)
    done = rewrite("a.docx", document, say).data
    assert objects(done) == objects(document)
    kept = [f"{W}instrText", f"{W}delText", f"{M}t"]
    assert Counter(el.text for el in tree(done).iter(*kept)) == Counter(
        el.text for el in tree(document).iter(*kept)
    )
    for p in tree(done).iter(f"{W}p"):
        ends = re.sub(r"[^⌊⌋]", "", shown(package(etree.tostring(p).decode()))[0])
        assert re.fullmatch("(⌊+⌋+)*", ends)


@pytest.mark.slow
def test_500_pages_take_bounded_memory_and_time() -> None:
    page = "".join(
        paragraph(
            run(f"Paragraph {n}: the minister said that "),
            run(f"reform {n}", BOLD),
            run(f" would bring trade to region {n}, and that peace talks go on. Water is short. "),
            INSERTED,
            DELETED,
        )
        for n in range(12)
    )
    document = package("".join(page.replace("Paragraph", f"Page {i},") for i in range(500)))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    done = rewrite("a.docx", document, str.upper)
    seconds = time.perf_counter() - start
    more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    texts = shown(done.data)
    assert len(texts) == 6_000
    assert all("*REFORM" in text and "{NEW }~old ~" in text for text in texts)
    assert more < 400, more  # MB
    print(f"{seconds:.1f} s, {more:.0f} MB")  # noqa: T201
