"""Whatever a file holds, reading it gives an article or a ReadError, and ends.

Sound files of every format are damaged in three ways: bytes changed, runs of bytes copied or cut,
and, one level deeper, the parts of an archive or the streams of a PDF.
"""

from __future__ import annotations

import io
import time
import zipfile
import zlib
from pathlib import Path

import hostile_files
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.documents import Article
from briefing.errors import ArticleError, ReadError
from briefing.readers import Limits, read_bytes
from briefing.readers.sources import articles

DATA = Path(__file__).parent / "data" / "readers"
LIMITS = Limits(seconds=5)
SECONDS = 10  # of processor time, for one file of a few kilobytes

JSONL = """{"text": "Председник је стигао. Остаје.", "title": "Посета", "date": "2026-02-28"}
{"text": "<p>One.</p><p>Two &amp; three.</p>", "source": "UzA", "language": "en"}
""".encode()
CSV = """title;text;date
Посета;"Председник ""данас"" стигао;
остаје.";28.02.2026
Tashrif;Prezident keldi.;
""".encode()
RSS = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e "x">]><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>UzA</title>
<item><title>A&nbsp;visit</title><content:encoded><![CDATA[<p>One.</p><p>Two.</p>]]></content:encoded>
<pubDate>Sat, 28 Feb 2026 10:00:00 +0500</pubDate><author>a@b.c (Jane Smith)</author></item>
<item><title>Визит</title><description>Он прибыл.</description></item></channel></rss>""".encode()
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Вести</title><entry><title type="html">A
&lt;b&gt;visit</title><link href="https://example.org"/><author><name>Jane</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p></div></content>
</entry></feed>""".encode()
MARKDOWN = f"""---
title: A visit
date: 2026-02-28
---
# A visit

{hostile_files.SENTENCE} [More](https://example.org) **now**.

> - quoted
>   1. list

| a | b |
|---|---|
| 1 | 2 |
""".encode()

ARTICLES = {
    "a.docx": hostile_files.word({}),
    "a.pdf": (DATA / "sr.pdf").read_bytes(),
    "plain.pdf": hostile_files.two_pages(),
    "a.html": hostile_files.page("<ul><li>a<table><tr><td>b</table></ul>"),
    "page.html": (DATA / "page.html").read_bytes(),
    "a.md": MARKDOWN,
    "a.txt": f"TASHKENT, March 3 (UzA) – {hostile_files.SENTENCE}\n\nBy Jane Smith\n".encode(),
    "utf16.txt": "\ufeffПосета: председник је стигао.".encode("utf-16-le"),
    "cp1251.txt": "Визит. Президент прибыл в Ташкент.".encode("cp1251"),
}
RECORDS = {"a.jsonl": JSONL, "a.csv": CSV, "a.rss": RSS, "a.atom": ATOM}

PIECES = [b"\0", b"\xff", b"<", b"&", b'"', b"(", b"[", b"<<", b"/Kids", b"\x1f\x8b"]
PIECES += [
    b"\xed\xa0\x80",
    "\u202e\u200b\u0301".encode(),
    b"9" * 30,
    b"-1",
    b"PK\x01\x02",
    b"<!DOCTYPE",
    b"\n\n",
]


@st.composite
def damaged(draw: st.DrawFn, sound: bytes) -> bytes:
    """Draw `sound` with up to eight places changed, cut, doubled or added to."""
    data = bytearray(sound)
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(data)))
        length = draw(st.integers(0, 40))
        kind = draw(st.sampled_from(("change", "cut", "double", "add", "end")))
        if kind == "change":
            data[at : at + 1] = draw(st.binary(min_size=1, max_size=2))
        elif kind == "cut":
            del data[at : at + length]
        elif kind == "double":
            data[at:at] = data[at : at + length] * draw(st.integers(1, 50))
        elif kind == "add":
            data[at:at] = draw(st.sampled_from(PIECES)) * draw(st.integers(1, 20))
        else:
            del data[at:]
    return bytes(data)


@st.composite
def damaged_within(draw: st.DrawFn, sound: bytes) -> bytes:
    """Draw a .docx with one of its parts damaged, the archive itself being sound."""
    with zipfile.ZipFile(io.BytesIO(sound)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = draw(st.sampled_from([name for name in parts if name.endswith((".xml", ".rels"))]))
    parts[name] = draw(damaged(parts[name]))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for member, content in parts.items():
            archive.writestr(member, content)
    return stream.getvalue()


@st.composite
def damaged_stream(draw: st.DrawFn) -> bytes:
    """Draw a PDF with the content, the font or the character map of its page damaged."""
    content = draw(damaged(b"q BT /F1 12 Tf 72 700 Td (The visit) Tj [(a) -9 (b)] TJ ET Q /X10 Do"))
    cmap = draw(damaged(b"1 beginbfchar <01> <0041> endbfchar 1 beginbfrange <02> <09> [<0042>]"))
    font = draw(damaged(b"<< /Type /Font /Subtype /Type1 /BaseFont /A /ToUnicode 6 0 R >>"))
    stated = b"<< /Length %d /Filter /FlateDecode >>\nstream\n"
    packed = zlib.compress(content)
    whole = stated % len(packed) + packed + b"\nendstream"
    return hostile_files.pdf({4: whole, 5: font, 6: hostile_files.stream(cmap)})


def reading_ends(data: bytes, name: str) -> None:
    started = time.process_time()
    found: Article | ReadError
    try:
        found = read_bytes(data, name, limits=LIMITS)
    except ReadError as error:
        found = error
    if isinstance(found, ReadError):
        assert str(found).startswith(f"{name}: ")
    else:
        assert found.text
        found.text.encode("utf-8")
    assert time.process_time() - started < SECONDS


def records_end(data: bytes, name: str, folder: Path) -> None:
    path = folder / name
    path.write_bytes(data)
    started = time.process_time()
    items = list(articles([str(path)], LIMITS))
    assert len({item.key for item in items}) == len(items)
    for item in items:
        found: Article | ArticleError
        try:
            found = item.read()
        except ArticleError as error:
            found = error
        told = str(found) if isinstance(found, ArticleError) else found.path
        assert told.startswith(str(path))
    assert time.process_time() - started < SECONDS


quickly = settings(max_examples=40, suppress_health_check=list(HealthCheck))
thoroughly = settings(max_examples=2_000, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("name", ARTICLES)
@quickly
@given(drawn=st.data())
def test_damaged_articles(name: str, drawn: st.DataObject) -> None:
    reading_ends(drawn.draw(damaged(ARTICLES[name])), name)


@quickly
@given(data=damaged_within(ARTICLES["a.docx"]))
def test_damaged_parts_of_a_word_document(data: bytes) -> None:
    reading_ends(data, "a.docx")


@quickly
@given(data=damaged_stream())
def test_damaged_streams_of_a_pdf(data: bytes) -> None:
    reading_ends(data, "a.pdf")


@pytest.mark.parametrize("suffix", ["txt", "md", "html", "pdf", "docx"])
@quickly
@given(data=st.binary(max_size=300) | st.text(max_size=200).map(lambda t: t.encode()))
def test_anything_at_all(suffix: str, data: bytes) -> None:
    reading_ends(data, f"a.{suffix}")


@pytest.mark.parametrize("name", RECORDS)
@quickly
@given(drawn=st.data())
def test_damaged_records(
    name: str, drawn: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    records_end(drawn.draw(damaged(RECORDS[name])), name, tmp_path_factory.getbasetemp())


@pytest.mark.slow
@pytest.mark.parametrize("name", ARTICLES)
@thoroughly
@given(drawn=st.data())
def test_many_damaged_articles(name: str, drawn: st.DataObject) -> None:
    reading_ends(drawn.draw(damaged(ARTICLES[name])), name)


@pytest.mark.slow
@thoroughly
@given(data=damaged_within(ARTICLES["a.docx"]) | damaged_stream())
def test_many_damaged_parts(data: bytes) -> None:
    reading_ends(data, "a.docx" if data.startswith(b"PK") else "a.pdf")


@pytest.mark.slow
@pytest.mark.parametrize("name", RECORDS)
@thoroughly
@given(drawn=st.data())
def test_many_damaged_records(
    name: str, drawn: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    records_end(drawn.draw(damaged(RECORDS[name])), name, tmp_path_factory.getbasetemp())
