"""What the user names → articles: files, folders, globs, lists, JSON Lines, CSV and feeds."""

from __future__ import annotations

import datetime as dt
import io
import json
import pickle
import sys
import tracemalloc
from pathlib import Path

import pytest

from briefing.documents import Article
from briefing.errors import ArticleError
from briefing.readers import Limits
from briefing.readers.sources import Item, articles

SR = "Председник Србије допутовао је у уторак у Ташкент. Остаје два дана."
UZ = "Serbiya Prezidenti seshanba kuni Toshkentga keldi. U ikki kun qoladi."


def write(path: Path, content: str | bytes) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def outcome(item: Item) -> str | Article:
    """Read `item` in a way that another process could; return the article or why there is none."""
    try:
        return pickle.loads(pickle.dumps(item)).read()  # type: ignore[no-any-return]
    except ArticleError as error:
        return str(error)


def outcomes(path: str, limits: Limits | None = None) -> dict[str, str | Article]:
    """Return what becomes of each record of the file at `path`, by number."""
    found = articles([path], limits or Limits())
    return {item.key.removeprefix(f"{path}#"): outcome(item) for item in found}


# --- Paths ---


def test_folders_files_and_globs(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a/1.txt", "a/README.md", "a/.hidden.txt", "a/~$1.docx", "3.md"):
        write(tmp_path / name, SR)
    items = list(articles([str(tmp_path / "b"), str(tmp_path), str(tmp_path / "*" / "*.txt")]))
    assert [item.key for item in items] == [
        str(tmp_path / name) for name in ("b/2.txt", "3.md", "a/1.txt")
    ]
    assert [item.folder for item in items] == [str(tmp_path / f) for f in ("b", "", "a")]
    assert all(item.read().text == SR for item in items)


def test_a_deep_glob_takes_what_it_matches(tmp_path: Path) -> None:
    for name in ("x/y/1.txt", "x/y/1.md", "2.txt"):
        write(tmp_path / name, SR)
    keys = [Path(item.key).name for item in articles([str(tmp_path / "**" / "*.txt")])]
    assert keys == ["2.txt", "1.txt"]


def test_a_folder_linked_to_itself_ends(tmp_path: Path) -> None:
    write(tmp_path / "a" / "1.txt", SR)
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    assert [Path(i.key).name for i in articles([str(tmp_path)])] == ["1.txt"]


def test_what_is_not_there_is_told_when_it_is_read(tmp_path: Path) -> None:
    there = write(tmp_path / "1.txt", SR)
    items = list(articles([str(tmp_path / "none.txt"), str(tmp_path / "*.nothing"), there]))
    told = [outcome(item) for item in items]
    assert [isinstance(found, Article) for found in told] == [False, False, True]
    assert "no such file" in str(told[0])
    assert "*.nothing: no such file" in str(told[1])


def test_a_file_that_vanishes_is_told(tmp_path: Path) -> None:
    (item,) = articles([write(tmp_path / "1.txt", SR)])
    (tmp_path / "1.txt").unlink()
    assert "no such file" in str(outcome(item))


def test_an_empty_folder_is_no_article(tmp_path: Path) -> None:
    assert list(articles([str(tmp_path)])) == []


def test_paths_from_a_list(tmp_path: Path) -> None:
    one, two = write(tmp_path / "1.txt", SR), write(tmp_path / "f" / "2.txt", UZ)
    listed = io.StringIO(f"{one}\r\n\n{two}\n{one}\n{tmp_path / 'f'}\n")
    assert [item.key for item in articles(["-"], listed=listed)] == [one, two]


def test_a_list_is_read_as_it_comes(tmp_path: Path) -> None:
    def endless() -> object:
        for i in range(sys.maxsize):
            yield write(tmp_path / f"{i}.txt", SR)

    items = articles(["-"], listed=endless())  # type: ignore[arg-type]
    assert [Path(next(items).key).name for _ in range(3)] == ["0.txt", "1.txt", "2.txt"]


def test_an_article_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SR.encode())))
    (item,) = articles(["-"])
    assert (item.key, item.read().text) == ("-", SR)


def test_limits_hold(tmp_path: Path) -> None:
    path = write(tmp_path / "1.txt", SR)
    (item,) = articles([path], Limits(characters=10))
    assert "`characters`" in str(outcome(item))


# --- JSON Lines ---


def test_every_field_of_a_line(tmp_path: Path) -> None:
    line = {
        "text": f"{SR}\n\n{SR}",
        "title": "Посета",
        "date": "28.02.2026",
        "source": "UzA",
        "link": "https://example.org/1",
        "byline": "Ана Анић",
        "language": "sr",
        "id": 7,
    }
    path = write(tmp_path / "news.jsonl", json.dumps(line, ensure_ascii=False))
    (item,) = articles([path])
    assert (item.key, item.folder) == (f"{path}#1", path)
    assert item.read() == Article(
        path=f"{path}#1",
        format="jsonl",
        text=f"{SR}\n\n{SR}",
        title="Посета",
        byline="Ана Анић",
        date=dt.date(2026, 2, 28),
        source="UzA",
        link="https://example.org/1",
        language="sr",
    )


@pytest.mark.parametrize(
    ("bad", "problem"),
    [
        ('{"text": "x"', "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ('{"text": ' + "9" * 5_000 + "}", "is not JSON"),
        ('["text"]', "is not an object"),
        ("null", "is not an object"),
        ('{"title": "x"}', 'has no "text"'),
        ('{"text": "  "}', 'has no "text"'),
        ('{"text": null}', 'has no "text"'),
        ('{"text": ["x"]}', "its text is not a text"),
        ('{"text": "Visit.", "date": 5}', "its date is not a text"),
        (b'{"text": "\xff\xfe"}', "is not UTF-8"),
        ('{"text": "' + "a " * 500 + '"}', "longer than"),
        ('{"text": "\\u202e\\u200b"}', "holds no text"),
    ],
)
def test_a_bad_line_costs_no_other(tmp_path: Path, bad: str | bytes, problem: str) -> None:
    good = json.dumps({"text": SR}).encode()
    raw = bad if isinstance(bad, bytes) else bad.encode()
    limits = Limits(file_bytes=max(600, len(raw) + 9) if problem != "longer than" else 600)
    path = write(tmp_path / "a.jsonl", b"\xef\xbb\xbf" + good + b"\n\n" + raw + b"\r\n" + good)
    found = outcomes(path, limits)
    assert list(found) == ["1", "3", "4"]
    assert isinstance(found["1"], Article)
    assert isinstance(found["4"], Article)
    assert str(found["3"]).startswith(f"{path}#3: ")
    assert problem in str(found["3"])


def test_a_text_in_html_loses_its_tags(tmp_path: Path) -> None:
    text = "<p>One &amp; two.</p><script>x()</script><ul><li>Three <b>and</b>\nfour.</ul>"
    path = write(tmp_path / "a.jsonl", json.dumps({"text": text, "title": "A &amp; <i>B</i>"}))
    (found,) = outcomes(path).values()
    assert isinstance(found, Article)
    assert found.paragraphs == ("One & two.", "Three and four.")
    assert found.title == "A & B"


def test_a_date_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", json.dumps({"text": SR, "date": "sutra\u202e"}))
    (found,) = outcomes(path).values()
    assert isinstance(found, Article)
    assert found.date is None
    assert found.warnings == ("its date 'sutra\\\\u202e' cannot be read",)


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    line = json.dumps({"text": f"{SR} " * 20}) + "\n"

    def peak(lines: int) -> int:
        path = write(tmp_path / f"{lines}.jsonl", line * lines)
        tracemalloc.start()
        assert sum(1 for item in articles([path]) if item.read().text) == lines
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(500)  # what is loaded once
    assert peak(4_000) < 1.5 * peak(1_000)


# --- CSV ---


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
def test_a_spreadsheet(tmp_path: Path, delimiter: str, encoding: str) -> None:
    row = ["Посета", f'"Он каже ""{SR}""\n\n{SR}"', "2026-02-28"]
    rows = [["Title", " TEXT ", "date", "id"], row]
    content = "\r\n".join(delimiter.join(row) for row in rows)
    path = write(tmp_path / "news.csv", content.encode(encoding))
    (found,) = outcomes(path).values()
    assert isinstance(found, Article)
    assert found.paragraphs == (f'Он каже "{SR}"', SR)
    assert (found.title, found.date, found.format) == ("Посета", dt.date(2026, 2, 28), "csv")


def test_bad_rows_cost_no_others(tmp_path: Path) -> None:
    content = f'text,title\n{UZ},one\n"never closed,two\n{UZ},three\n{UZ},4,5\n,six\n\n{UZ},seven'
    found = outcomes(write(tmp_path / "a.csv", content))
    assert list(found) == ["2", "3", "4", "5", "6", "8"]
    assert [n for n, one in found.items() if isinstance(one, Article)] == ["2", "4", "8"]
    assert "a quotation mark is never closed" in str(found["3"])
    assert "has 3 cells under 2 headings" in str(found["5"])
    assert 'has no "text"' in str(found["6"])


def test_a_long_text_is_no_fault(tmp_path: Path) -> None:
    content = f'text\n"{f"{UZ} " * 3_000}"\n'
    (found,) = outcomes(write(tmp_path / "a.csv", content)).values()
    assert isinstance(found, Article)
    assert len(found.text) > 200_000


@pytest.mark.parametrize("content", ["", "title,body\na,b\n", "\x00\x01\x02"])
def test_a_spreadsheet_without_the_column(tmp_path: Path, content: str) -> None:
    path = write(tmp_path / "a.csv", content)
    (item,) = articles([path])
    assert item.key == path
    assert 'has no column "text"' in str(outcome(item))


# --- Feeds ---

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>UzA</title>
<item><title>Visit &amp;amp; talks&nbsp;on</title><description>Short.</description>
<content:encoded><![CDATA[<p>One.</p><p>Two <a href="x">there</a>.</p>]]></content:encoded>
<pubDate>Sat, 28 Feb 2026 23:30:00 +0500</pubDate><dc:creator>Jane Smith</dc:creator>
<link>https://example.org/1</link></item>
<item><title>Only a link</title><link>https://example.org/2</link></item>
<item><title>Plain</title><description>A first line.

A second, where 2 &lt; 3.</description><author>desk@example.org (Ana Anić)</author></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Вести</title>
<entry><title type="html">Сусрет &lt;b&gt;данас&lt;/b&gt;</title><link rel="self" href="s"/>
<link href="https://example.org/a"/><updated>2026-02-28T10:00:00Z</updated>
<author><name>Иван Иванов</name></author><summary>Кратко.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Први.</p><p>Други.</p></div>
</content></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/"><channel><title>Old</title></channel>
<item><title>A</title><description>It is old.</description></item></rdf:RDF>"""


def test_a_feed_of_rss(tmp_path: Path) -> None:
    path = write(tmp_path / "feed.xml", RSS)
    found = outcomes(path)
    first, link, plain = found.values()
    assert isinstance(first, Article)
    assert first.paragraphs == ("One.", "Two there.")
    assert (first.title, first.byline, first.source) == ("Visit & talks on", "Jane Smith", "UzA")
    assert (first.date, first.link) == (dt.date(2026, 2, 28), "https://example.org/1")
    assert (first.format, first.path, first.warnings) == ("rss", f"{path}#1", ())
    assert "carries no text of its own, and links are never followed" in str(link)
    assert isinstance(plain, Article)
    assert plain.byline == "Ana Anić"
    assert plain.text.endswith("where 2 < 3.")


def test_a_feed_of_atom(tmp_path: Path) -> None:
    (found,) = outcomes(write(tmp_path / "feed.atom", ATOM)).values()
    assert isinstance(found, Article)
    assert (found.title, found.paragraphs) == ("Сусрет данас", ("Први.", "Други."))
    assert (found.byline, found.source, found.format) == ("Иван Иванов", "Вести", "atom")
    assert (found.date, found.link) == (dt.date(2026, 2, 28), "https://example.org/a")


@pytest.mark.parametrize("name", ["x:p", "http:", "_", "a b:c"])
def test_a_feed_with_names_that_no_element_can_bear(tmp_path: Path, name: str) -> None:
    feed = ATOM.replace("<p>Други.</p>", f"<{name}>Други.</{name}>")
    (found,) = outcomes(write(tmp_path / "feed.atom", feed)).values()
    assert isinstance(found, Article | ArticleError)


def test_a_carriage_return_in_the_header_of_a_table(tmp_path: Path) -> None:
    (found,) = outcomes(write(tmp_path / "a.csv", "text,ti\rtle\nIt is so.,x\n")).values()
    assert isinstance(found, Article | ArticleError)


def test_a_feed_of_rss_1(tmp_path: Path) -> None:
    (found,) = outcomes(write(tmp_path / "feed.rdf", RDF)).values()
    assert isinstance(found, Article)
    assert (found.text, found.source) == ("It is old.", "Old")


def test_a_feed_cut_short_keeps_what_it_has(tmp_path: Path) -> None:
    items = "".join(f"<item>\n<description>Text {i}.</description></item>\n" for i in range(2_000))
    whole = f"<rss>\n<channel>\n{items}"
    path = write(tmp_path / "feed.xml", whole[: whole.index("Text 1500") + 6])
    found = list(outcomes(path).values())
    assert len(found) == 1_501
    assert all(isinstance(one, Article) and not one.warnings for one in found[:-1])
    last = found[-1]
    assert isinstance(last, Article)
    assert "its XML is faulty" in last.warnings[0]


def test_entities_of_a_feed_are_not_followed(tmp_path: Path) -> None:
    secret = write(tmp_path / "secret.txt", "the secret")
    kind = f'<!DOCTYPE rss [<!ENTITY e SYSTEM "file://{secret}"><!ENTITY a "aaaaaaaaaa">'
    kind += "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in ("ab", "bc", "cd", "df", "fg"))
    feed = f"{kind}]><rss><channel><item><description>One &e; two &g;.</description></item>"
    sound = "<item><description>Sound.</description></item>"
    path = write(tmp_path / "feed.xml", f"{feed}{sound}</channel></rss>")
    found = outcomes(path)
    assert "secret" not in str(found)
    assert "cannot be read, nor what follows it" in str(found["1"])
    path = write(tmp_path / "feed.xml", f"{feed}{sound}</channel></rss>".replace("&g;", ""))
    one, two = outcomes(path).values()
    assert isinstance(one, Article)
    assert one.text == "One two ."
    assert isinstance(two, Article)


def test_xml_that_is_no_feed_is_read_as_an_article_is(tmp_path: Path) -> None:
    (item,) = articles([write(tmp_path / "a.xml", '<?xml version="1.0"?><book/>')])
    assert "is XML, not an article" in str(outcome(item))


def test_a_feed_over_the_limit(tmp_path: Path) -> None:
    path = write(tmp_path / "feed.xml", RSS)
    (item,) = articles([path], Limits(file_bytes=100))
    assert "`file_bytes`" in str(outcome(item))
