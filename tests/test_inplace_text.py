# ruff: noqa: E501  a document on one line shows best what becomes of it
"""Text formats in place: what is translated, and that every other byte stays."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inplace_translators import backwards, rewrite
from markdown_it import MarkdownIt

from briefing.errors import LanguageError, ReadError, UsageError

# name, field, document, the document with every word that is translated in capitals
CASES = [
    ("a.txt", None, "One line.\r\n\r\nAnother.\r\n", "ONE LINE.\r\n\r\nANOTHER.\r\n"),
    ("a.txt", None, "\ufeffFirst\n  - item\n2) two", "\ufeffFIRST\n  - ITEM\n2) TWO"),
    ("a.txt", None, "2026\n12:30\nsee_this.py\n#tag\n", "2026\n12:30\nsee_this.py\n#tag\n"),
    (
        "a.txt",
        None,
        "  A paragraph that was wrapped at a width of about\n  fifty characters, as mail is. Then comes a\n  short line.\n",
        "  A PARAGRAPH THAT WAS WRAPPED AT A WIDTH OF ABOUT\n  FIFTY CHARACTERS, AS MAIL IS. THEN COMES A SHORT\n  LINE.\n",
    ),
    ("a.md", None, "---\ntitle: x\n---\n# Head #\n", "---\ntitle: x\n---\n# HEAD #\n"),
    ("a.md", None, "A **bold** and `code` word.\n", "A **BOLD** AND `code` WORD.\n"),
    ("a.md", None, "> - one\n>   two\n", "> - ONE\n>   TWO\n"),
    ("a.md", None, "Line  \nbreak\\\nhere\n", "LINE  \nBREAK\\\nHERE\n"),
    ("a.md", None, "[a b](x_y 'Title') ![pic](p.png) z\n", "[A B](x_y 'Title') ![pic](p.png) Z\n"),
    ("a.md", None, "![Only a picture](p.png)\n", "![ONLY A PICTURE](p.png)\n"),
    ("a.md", None, "See [here].\n\n[here]: http://x\n", "SEE [HERE][here].\n\n[here]: http://x\n"),
    ("a.md", None, "See [it][here].\n\n[here]: <y>\n", "SEE [IT][here].\n\n[here]: <y>\n"),
    ("a.md", None, "```\nkeep me\n```\n\n    and me\n", "```\nkeep me\n```\n\n    and me\n"),
    ("a.md", None, "<div>\nkeep\n</div>\n\nA <u>word</u>.\n", "<div>\nkeep\n</div>\n\nA <u>WORD</u>.\n"),
    ("a.md", None, "|a|b \\| c|\n|-|-|\n|d|`e`|\n", "|A|B \\| C|\n|-|-|\n|D|`e`|\n"),
    ("a.md", None, "- [x] done\n- 1\\. two[^1]\n\n[^1]: why so\n", "- [x] DONE\n- 1\\. TWO[^1]\n\n[^1]: WHY SO\n"),
    ("a.md", None, "Five \\* six _seven_ ~~eight~~ $x+y$.\n", "FIVE \\* SIX _SEVEN_ ~~EIGHT~~ $x+y$.\n"),
    ("a.md", None, "Go to <http://a.b> now, a@b.org.\n", "GO TO <http://a.b> NOW, a@b.org.\n"),
    ("a.html", None, "<p>A <b>bold</b>\n word</p>", "<p>A <b>BOLD</b> WORD</p>"),
    ("a.html", None, "<p>\n  Spaced.\n</p>", "<p>\n  SPACED.\n</p>"),
    ("a.html", None, '<html lang="en"><P>x y', '<html lang="sr-Cyrl-RS"><P>X Y'),
    ("a.html", None, "<html><title>a b</title>", '<html lang="sr-Cyrl-RS"><title>A B</title>'),
    ("a.html", None, "<td>a&amp;b &lt;c&gt;<br>d", "<td>A&amp;B &lt;C&gt;<br>D"),
    ("a.html", None, "<img src=x alt='It''s'><!-- no --><hr>", "<img src=x alt='IT''s'><!-- no --><hr>"),
    ("a.html", None, '<a title="Go &amp; see" href="a b">x y</a>', '<a title="GO &amp; SEE" href="a b">X Y</a>'),
    ("a.html", None, "<p>Run <code>ls -l</code> now</p><pre>a b</pre>", "<p>RUN <code>ls -l</code> NOW</p><pre>a b</pre>"),
    ("a.html", None, "<script>if (a<b) 'x y'</script><style>p{}</style>", "<script>if (a<b) 'x y'</script><style>p{}</style>"),
    ("a.html", None, "<p translate=no>Keep</p><p class='x notranslate'>Keep <i>it</i></p>", "<p translate=no>Keep</p><p class='x notranslate'>Keep <i>it</i></p>"),
    ("a.html", None, "<ul><li>one<li>two <span translate='no'>Keep</span></ul>", "<ul><li>ONE<li>TWO <span translate='no'>Keep</span></ul>"),
    ("a.html", None, "<p>Broken <b>tags <i>cross</b> here</i>", "<p>BROKEN <b>TAGS <i>CROSS</b> HERE</i>"),
    ("a.jsonl", "t", '{"a":1,"t" : "x y" ,"u":"z"}\n\n', '{"a":1,"t" : "X Y" ,"u":"z"}\n\n'),
    ("a.jsonl", "t", '{"t":["a b","c"],"n":null}', '{"t":["A B","C"],"n":null}'),
    ("a.jsonl", "d.t", '{"d":{"t":"\\u017d a\\n\\nb"},"t":"c"}\r\n', '{"d":{"t":"Ž A\\n\\nB"},"t":"c"}\r\n'),
    ("a.csv", "t", 'i,t\n1,"a, ""b"""\n2,c\n', 'i,t\n1,"A, ""B"""\n2,C\n'),
    ("a.csv", "t", '\ufefft;u\r\n"a\r\nb";c\r\n', '\ufefft;u\r\n"A\r\nB";c\r\n'),
    ("a.tsv", "t", 'u\tt\n5"\ta b\n', 'u\tt\n5"\tA B\n'),
    (
        "a.srt",
        None,
        "1\n00:00:01,000 --> 00:00:02,000\n<i>Good</i> night\nto all\n\n2\n00:00:03,000 --> 00:00:04,000 X1:5\n- Yes.\n- No.\n",
        "1\n00:00:01,000 --> 00:00:02,000\n<i>GOOD</i> NIGHT TO ALL\n\n2\n00:00:03,000 --> 00:00:04,000 X1:5\n- YES.\n- NO.\n",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "field", "document", "expected"), CASES)
def test_text_is_translated_and_nothing_else(
    name: str, field: str | None, document: str, expected: str
) -> None:
    assert rewrite(name, document, str.upper, field_=field).data.decode() == expected


@pytest.mark.parametrize(("name", "field", "document"), [case[:3] for case in CASES])
def test_an_identity_translator_changes_no_byte(
    name: str, field: str | None, document: str
) -> None:
    assert rewrite(name, document, str, field_=field).data == document.encode()


@pytest.mark.parametrize(
    ("name", "document", "said", "expected"),
    [
        ("a.md", "Some words.\n", "# no heading", "\\# no heading\n"),
        ("a.md", "Some words.\n", "1. no item", "1\\. no item\n"),
        ("a.md", "Some words.\n", "no *stars* [x](y) `c`", "no \\*stars\\* \\[x\\](y) \\`c\\`\n"),
        ("a.md", "|some words|\n|-|\n", "a|b", "|a\\|b|\n|-|\n"),
        ("a.html", "<p>Some words", "a < b & c", "<p>a &lt; b &amp; c"),
        ("a.html", '<img alt="Some words">', 'the "best"', '<img alt="the &quot;best&quot;">'),
        ("a.txt", "Some words.\n", "", "Some words.\n"),
    ],
)
def test_a_translation_never_turns_into_markup(
    name: str, document: str, said: str, expected: str
) -> None:
    assert rewrite(name, document, lambda _: said).text == expected


def test_subtitles_are_broken_into_short_lines_of_like_length() -> None:
    cue = "1\n00:00:01,000 --> 00:00:02,000\nx y\n"
    said = "Прва реченица је завршена, а друга тек почиње сада."
    assert rewrite("a.srt", cue, lambda _: said).text.split("\n")[2:] == [
        "Прва реченица је завршена,",
        "а друга тек почиње сада.",
        "",
    ]
    long = rewrite("a.srt", cue, lambda _: "реч " * 40)
    assert all(len(line) <= 42 for line in long.text.split("\n"))


def test_a_page_keeps_its_encoding() -> None:
    page = '<meta charset="windows-1251"><p>Good day'.encode("cp1251")
    done = rewrite("a.html", page, lambda _: "Добар дан, oʻzbek").data
    assert done.decode("cp1251") == '<meta charset="windows-1251"><p>Добар дан, o&#699;zbek'


def test_a_wrapped_paragraph_in_markdown_is_wrapped_again() -> None:
    document = "> Some words that stand here\n> on two lines.\n"
    said = "Неке речи које стоје овде на 2. реду - и на још једном."
    done = rewrite("a.md", document, lambda _: said).text
    assert done == "> Неке речи које стоје овде\n> на 2. реду - и на још\n> једном.\n"
    assert "<ol>" not in MarkdownIt().render(done)


@pytest.mark.parametrize(
    ("name", "document", "field", "error", "said"),
    [
        ("a.txt", b"One.\n\xcf\xf0\n", None, ReadError, "line 2 is not UTF-8"),
        ("a.md", b"\xff\xfe", None, ReadError, "line 1 is not UTF-8"),
        ("a.html", b"<p>\xcf\xf0", None, ReadError, "neither UTF-8"),
        ("a.jsonl", b'{"t": "x"}\n{"t": \n', "t", ReadError, "line 2 is no JSON object"),
        ("a.jsonl", b'{"t": "x"}\n', "u", ReadError, "has the field 'u'"),
        ("a.jsonl", b'{"t": "x"}\n', None, UsageError, "--field"),
        ("a.csv", b"a,b\n1,2\n", "c", ReadError, "Name one of: a, b"),
        ("a.csv", b'a,b\n"1,2\n', "a", ReadError, "line 2: a quotation mark"),
        ("a.csv", b"a\n", None, UsageError, "--field"),
        ("a.pdf", b"", None, ReadError, "not translated in place"),
    ],
)
def test_what_cannot_be_read_is_named(
    name: str, document: bytes, field: str | None, error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        rewrite(name, document, str.upper, field_=field)


def test_missing_fields_are_told() -> None:
    done = rewrite("a.jsonl", '{"t":"x"}\n{"u":1}\n', str.upper, field_="t")
    assert done.text == '{"t":"X"}\n{"u":1}\n'
    assert done.notes == ["1 lines have no text in 't'"]
    done = rewrite("a.csv", "a,b\n1\n1,x\n", str.upper, field_="b")
    assert done.text == "a,b\n1\n1,X\n"
    assert done.notes == ["1 rows have no column 'b'"]


@pytest.mark.parametrize(
    ("text", "to", "translated"),
    [
        ("Влада Републике Србије усвојила је предлог закона о буџету.", "sr", False),
        ("Vlada Republike Srbije usvojila je danas predlog zakona o budžetu.", "sr", False),
        ("O‘zbekiston Prezidenti yangi qonunni imzoladi va uni e’lon qildi.", "uz", False),
        ("The government of Serbia adopted the draft law on the budget today.", "sr", True),
        ("مرحبا بكم في بلادنا", "sr", False),
        ("3,5 %", "sr", False),
        ("OK", "sr", True),
    ],
)
def test_what_is_in_the_target_language_or_no_prose_is_left(
    text: str, to: str, translated: bool
) -> None:
    assert bool(rewrite("a.txt", text, str.upper, to=to).given) is translated


def test_the_language_is_told_from_the_document() -> None:
    russian = "Правительство приняло проект закона о бюджете на следующий год.\n" * 3
    assert rewrite("a.txt", russian, str.upper, source=None).given
    serbian = "Влада Републике Србије усвојила је предлог закона о буџету.\n" * 3
    assert rewrite("a.txt", serbian, str.upper, source=None).data == serbian.encode()
    uzbek = "Oʻzbekiston Prezidenti yangi qonunni imzoladi va uni eʼlon qildi.\n" * 3
    with pytest.raises(LanguageError, match="it is in Uzbek"):
        rewrite("a.txt", uzbek, str.upper, source=None)
    german = "Die Regierung hat gestern das neue Gesetz über den Haushalt beschlossen.\n" * 3
    with pytest.raises(LanguageError, match="'de'"):
        rewrite("a.txt", german, str.upper, source=None)


# Generated documents.

WORDS = st.sampled_from(
    ["peace", "talks", "border", "water", "gas", "trade", "law", "minister", "said"]
)
TEXT = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)
ODD = st.text(alphabet="ab *_`[]()<>&|#-~!\\\n\r\t\"'.,:;0\u00a0ʻж$^=+", max_size=60)
SPAN = st.one_of(
    TEXT,
    TEXT.map(lambda text: f"**{text}**"),
    TEXT.map(lambda text: f"_{text}_"),
    TEXT.map(lambda text: f"[{text}](http://a.b/c)"),
    st.just("`some code`"),
    st.just("<b>html</b>"),
)
LINE = st.lists(SPAN, min_size=1, max_size=4).map(" ".join)
BLOCK = st.one_of(
    LINE,
    LINE.map(lambda line: f"## {line}"),
    LINE.map(lambda line: f"> {line}"),
    LINE.map(lambda line: f"- {line}\n- another item"),
    LINE.map(lambda line: f"| {line} | x |\n|---|---|\n| y | {line} |"),
    st.just("```\ncode here\n```"),
)
MARKDOWN = st.lists(BLOCK, min_size=1, max_size=4).map("\n\n".join)


def shape(markdown: str) -> list[str]:
    found = MarkdownIt("commonmark").enable("table").parse(markdown)
    return [token.type for token in found]


@given(MARKDOWN)
@settings(max_examples=60)
def test_markdown_there_and_back(document: str) -> None:
    assert rewrite("a.md", document).text == document
    there = rewrite("a.md", document, str.swapcase).text
    assert shape(there) == shape(document)
    assert rewrite("a.md", there, str.swapcase).text == document


@given(MARKDOWN, st.one_of(ODD, st.none()))
@settings(max_examples=60)
def test_markdown_keeps_its_blocks_whatever_is_said(document: str, said: str | None) -> None:
    document += "\n\n> Some words that were\n> wrapped here.\n"
    answer = backwards if said is None else (lambda _: " ".join(said.split()) or "x")
    done = rewrite("a.md", document, answer).text
    assert shape(done) == shape(document)
    for kept in ("`some code`", "(http://a.b/c)"):
        assert done.count(kept) == document.count(kept)


@given(st.sampled_from(["a.txt", "a.md", "a.html", "a.srt"]), ODD)
@settings(max_examples=200)
def test_identity_on_anything_at_all(name: str, document: str) -> None:
    assert rewrite(name, document).data == document.encode()


@given(st.lists(st.tuples(ODD, ODD), min_size=1, max_size=4))
@settings(max_examples=60)
def test_tables_keep_every_other_cell(rows: list[tuple[str, str]]) -> None:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(("k", "t"))
    writer.writerows(rows)
    done = rewrite("a.csv", buffer.getvalue(), str.swapcase, field_="t").text
    read = list(csv.reader(io.StringIO(done, newline="")))[1:]
    assert [row[0] for row in read] == [key for key, _ in rows]
    lines = "".join(json.dumps({"k": k, "t": t}) + "\n" for k, t in rows)
    done = rewrite("a.jsonl", lines, str.swapcase, field_="t").text
    assert [json.loads(line)["k"] for line in done.splitlines()] == [key for key, _ in rows]
    assert rewrite("a.csv", buffer.getvalue(), field_="t").text == buffer.getvalue()
    assert rewrite("a.jsonl", lines, field_="t").text == lines
