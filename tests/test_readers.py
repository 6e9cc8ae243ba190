"""A path or bytes → Article: the seeds, choosing by content, refusals, and finding files."""

import datetime as dt
import json
import os
import time
from pathlib import Path

import pytest

from briefing.errors import ReadError, UsageError
from briefing.readers import Limits, discover, read, read_bytes

SEEDS = Path(__file__).parent.parent / "seeds"
UZA, PIVOT = SEEDS / "000_da31766c7b74f95a.txt", SEEDS / "004_7c1567f6b5800a8e.txt"

SENTENCE = "The President of Serbia arrived in Tashkent on Tuesday for an official visit."


def test_the_seed_without_a_headline() -> None:
    article = read(UZA)
    lines = UZA.read_text(encoding="utf-8").split("\n")
    assert article.title is None
    assert (article.byline, article.source) == ("Bekhruz Khudoyberdiyev", "UzA")
    assert (article.date, article.format, article.warnings) == (None, "txt", ())
    assert list(article.paragraphs) == [line for line in lines[:-1] if line]
    assert article.paragraphs[3].startswith("– The President’s visit will become")


def test_the_seed_with_a_clock_line() -> None:
    article = read(PIVOT)
    blocks = PIVOT.read_text(encoding="utf-8").split("\n\n")
    assert article.title == blocks[1]
    assert article.date == dt.date(2026, 2, 28)
    assert (article.byline, article.source) == (None, None)
    assert list(article.paragraphs) == blocks[3:]
    assert article.warnings == ("left out: “2 mins read”",)


def test_bytes_and_file_give_the_same_article() -> None:
    assert read_bytes(UZA.read_bytes(), str(UZA)) == read(str(UZA))
    assert read_bytes(UZA.read_bytes(), "-").path == "-"


@pytest.mark.parametrize(
    ("content", "name", "format_", "warns"),
    [
        (SENTENCE, "a.txt", "txt", False),
        (SENTENCE, "a.md", "txt", False),
        (SENTENCE, "a", "txt", False),
        (SENTENCE, "-", "txt", False),
        (SENTENCE, "a.html", "txt", True),
        (SENTENCE, "a.docx", "txt", True),
        (f"<html><body><p>{SENTENCE}</p></body></html>", "a.txt", "html", True),
        (f"<!-- saved -->\n<!DOCTYPE html><p>{SENTENCE}</p>", "a.txt", "html", True),
        (f"<p>{SENTENCE}</p>", "a.txt", "html", True),
        (f"{SENTENCE} It is <b>bold</b>.", "a.html", "html", False),
        (f"{SENTENCE} If a < b and b > c, then <b>a</b> counts.", "a.txt", "txt", False),
        (f"# A visit\n\n{SENTENCE}", "a.txt", "md", True),
        (f"---\ntitle: A visit\n---\n{SENTENCE}", "-", "md", False),
        (f"{SENTENCE} [More](https://example.org/a).", "a", "md", False),
        (f"**Tashkent.** {SENTENCE}", "a.md", "md", False),
        (f"**Tashkent.** {SENTENCE}", "a.txt", "txt", False),
        (f"#Serbia {SENTENCE}", "a.txt", "txt", False),
    ],
)
def test_content_decides_and_not_the_name(
    content: str, name: str, format_: str, warns: bool
) -> None:
    article = read_bytes(content.encode(), name)
    assert article.format == format_
    assert any("though its name says" in warning for warning in article.warnings) == warns
    assert "official visit" in article.text


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n ", "is empty"),
        (b"\xef\xbb\xbf", "holds no text"),
        ("\u200b\u200b".encode(), "holds no text"),
        (b"Share\n\n2 mins read", "holds no text"),
        (b"{\\rtf1 text}", "is a Rich Text file"),
        (b"PK\x03\x04 and no more", "is cut short"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old kind"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "locked with a password",
        ),
        (b"%PDF-1.7\n%\xe2\xe3\n1 0 obj <<>> endobj", "is cut short"),
        (b"%PDF-1.7\nnonsense\n%%EOF", "is damaged"),
        (b"<?xml version='1.0'?><rss><item/></rss>", "is XML"),
        (b"<html><body></body></html>", "holds no article"),
        (b"From: <Saved by Blink>\nMIME-Version: 1.0", "MHTML"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(data: bytes, problem: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "folder/članak.txt")
    assert str(caught.value).startswith("folder/članak.txt: ")
    assert problem in caught.value.problem
    assert caught.value.remedy
    assert caught.value.exit_code == 1


def test_missing_files_and_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file"):
        read(tmp_path / "none.txt")
    with pytest.raises(ReadError, match="is a folder"):
        read(tmp_path)
    with pytest.raises(ReadError, match="a folder or a device"):
        read("/dev/null")


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(SENTENCE * 10, encoding="utf-8")
    assert read(path, limits=Limits(file_bytes=10_000)).text
    with pytest.raises(ReadError, match="larger than the 100 bytes"):
        read(path, limits=Limits(file_bytes=100))


@pytest.mark.parametrize("name", ["a.md", "a.html"])
def test_markup_over_the_limit_is_refused(name: str) -> None:
    markup = f"<p>{SENTENCE}</p>" if name == "a.html" else f"# Visit\n\n{SENTENCE}"
    with pytest.raises(ReadError, match=r"more (Markdown|HTML) than is read"):
        read_bytes(
            markup.encode(), name, limits=Limits(markup_characters=20, markdown_characters=20)
        )


_WIDE = Limits(characters=100_000_000, paragraphs=10_000_000, word_characters=100_000_000)


def seconds_to_read(data: bytes) -> float:
    started = time.process_time()  # not the wall clock: other programs must not fail the test
    assert read_bytes(data, "-", limits=_WIDE).text
    return time.process_time() - started


@pytest.mark.parametrize("unit", ["a", "The visit goes on. ", "Посета траје. ", "Šta će biti? "])
def test_ten_megabytes_on_one_line_take_less_than_two_seconds(unit: str) -> None:
    data = ("Start. " + unit * (10_000_000 // len(unit.encode()))).encode()
    assert seconds_to_read(data) < 2


@pytest.mark.parametrize(
    "unit",
    [
        *("# ", "- ", "[", "](", "<a ", "<p", "2026-", "co-", "By Jane Smith, ", "www."),
        *("\u200b.", "\u00ad \t", "e\u0301", "A b\n", "word-\n", "word\n\n", "Share\n", "a\nB.\n"),
    ],
)
def test_time_grows_no_faster_than_length(unit: str) -> None:
    data = ("Start. " + unit * (100_000 // len(unit.encode()))).encode()
    assert seconds_to_read(data) < 2  # a tenth of it is usual; a quadratic step takes minutes


@pytest.mark.parametrize("codec", ["cp1251", "utf-16", "utf-16-le"])
def test_ten_megabytes_in_other_encodings(codec: str) -> None:
    data = ("Посета траје. " * 350_000).encode(codec)
    assert seconds_to_read(data) < 2


def tree(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(SENTENCE, encoding="utf-8")


def names(paths: list[Path], root: Path) -> list[str]:
    return [path.relative_to(root).as_posix() for path in paths]


def test_a_folder_is_searched_sorted_and_hidden_files_passed_over(tmp_path: Path) -> None:
    tree(
        tmp_path,
        *("b.txt", "a.md", "В.txt", "sub/deep/c.pdf", "sub/x.unknown", "noname", ".hidden.txt"),
        *(".git/config", "~$a.docx", "README.md", "sub/readme.txt", "Readme"),
    )
    assert names(discover([str(tmp_path)]), tmp_path) == [
        *("a.md", "b.txt", "noname", "sub/deep/c.pdf", "sub/x.unknown", "В.txt"),
    ]


def test_a_file_named_outright_is_taken_whatever_its_name(tmp_path: Path) -> None:
    tree(tmp_path, ".hidden.txt", "README.md")
    wanted = [str(tmp_path / "README.md"), str(tmp_path / ".hidden.txt"), "-"]
    assert [str(path) for path in discover(wanted)] == wanted


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    tree(tmp_path, "a.txt", "b.txt")
    (tmp_path / "c.txt").symlink_to(tmp_path / "a.txt")
    found = discover([str(tmp_path / "b.txt"), str(tmp_path)])
    assert names(found, tmp_path) == ["b.txt", "a.txt"]


def test_links_that_lead_back_or_nowhere(tmp_path: Path) -> None:
    tree(tmp_path, "sub/a.txt")
    (tmp_path / "sub" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing.txt")
    found = discover([str(tmp_path)])
    assert names(found, tmp_path) == ["gone.txt", "self", "sub/a.txt"]
    for broken in found[:2]:
        with pytest.raises(ReadError):
            read(broken)


def test_pipes_in_a_folder_are_passed_over(tmp_path: Path) -> None:
    tree(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    assert names(discover([str(tmp_path)]), tmp_path) == ["a.txt"]


def test_a_link_given_as_the_path_is_followed(tmp_path: Path) -> None:
    tree(tmp_path, "real/a.txt")
    (tmp_path / "link").symlink_to(tmp_path / "real", target_is_directory=True)
    assert names(discover([str(tmp_path / "link")]), tmp_path) == ["link/a.txt"]


def test_nothing_to_read_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file or folder"):
        discover([str(tmp_path / "none")])
    with pytest.raises(UsageError, match="no article in it"):
        discover([str(tmp_path)])
    with pytest.raises(UsageError, match="nothing to read"):
        discover([])


def test_the_seeds_are_found_without_their_readme() -> None:
    assert discover([str(SEEDS)]) == [UZA, PIVOT]


def test_an_article_can_stand_in_json() -> None:
    text = read_bytes("Први \x02\ufffe\ud7ff пасус.".encode("utf-8", "surrogatepass"), "a").text
    assert json.loads(json.dumps(text)) == text
