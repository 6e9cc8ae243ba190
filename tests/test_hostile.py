"""Files made to stop a reader: each is read or refused, soon, in little memory, off the network."""

from __future__ import annotations

import os
import socket
import sys
import unicodedata
from pathlib import Path
from typing import Any, NoReturn

import hostile_files
import pytest

from briefing import files
from briefing.errors import OutputError, ReadError, SettingsError
from briefing.readers import DEFAULT_LIMITS, Limits, limits_from, read, read_bytes
from briefing.readers.characters import shown
from briefing.settings import load

SECONDS = 40  # of processor time, also on a machine with other work to do
MEGABYTES = 400  # beyond what the libraries take by themselves

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="measured in a forked process")


@pytest.fixture(scope="module", autouse=True)
def libraries() -> None:
    """Load what the readers use before processes are forked: it must not count."""
    for name in ("ok.md", "ok.html", "ok.txt"):
        read_bytes(hostile_files.page("") if "html" in name else b"# A\n\nThe visit.", name)
    read_bytes(hostile_files.word({}), "ok.docx")
    read_bytes(hostile_files.pdf({}), "ok.pdf")


@pytest.mark.parametrize("name", hostile_files.FILES)
def test_a_hostile_file_costs_little(name: str) -> None:
    make, expected = hostile_files.FILES[name]
    cost = hostile_files.cost(name, make(), SECONDS)
    if expected == hostile_files.READ:
        assert cost.outcome == hostile_files.READ
    else:
        assert cost.outcome == hostile_files.READ or cost.outcome.startswith(f"{name}: ")
        assert expected in cost.outcome
    assert cost.seconds < SECONDS
    assert cost.megabytes < MEGABYTES


@pytest.mark.slow
@pytest.mark.parametrize("name", hostile_files.LARGEST)
def test_a_file_at_the_limits_costs_seconds(name: str) -> None:
    make, expected = hostile_files.LARGEST[name]
    most = DEFAULT_LIMITS.seconds + 30
    cost = hostile_files.cost(name, make(), most)
    assert cost.outcome == hostile_files.READ or cost.outcome.startswith(f"{name}: ")
    assert expected in cost.outcome
    assert cost.seconds < most
    assert cost.megabytes < MEGABYTES


def test_a_file_that_cannot_be_ended_is_ended_by_the_measure_itself() -> None:
    """The bounds above would hold for nothing if the measure let everything pass."""
    cost = hostile_files.cost("text.txt", b"The visit. " * 100_000, 10)
    assert cost.seconds > 0
    assert cost.megabytes > 0


@pytest.mark.parametrize(
    "name",
    [name for name in hostile_files.FILES if any(w in name for w in ("ext", "remote", "link"))],
)
def test_nothing_is_fetched(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> NoReturn:
        raise AssertionError("a document made the reader open a connection")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    try:
        text = read_bytes(hostile_files.FILES[name][0](), name).text
    except ReadError:
        return
    assert "root:" not in text


@pytest.mark.parametrize(
    ("field", "data", "name"),
    [
        ("file_bytes", b"The visit goes on.", "a.txt"),
        ("unpacked_bytes", hostile_files.word({}), "a.docx"),
        ("parts", hostile_files.word({}), "a.docx"),
        ("pages", hostile_files.two_pages(), "a.pdf"),
        ("markup_characters", hostile_files.page(""), "a.html"),
        ("markdown_characters", hostile_files.markdown(""), "a.md"),
        ("tags", hostile_files.page(""), "a.html"),
        ("nesting", hostile_files.page(""), "a.html"),
        ("characters", b"The visit goes on.", "a.txt"),
        ("characters", hostile_files.word({}), "a.docx"),
        ("paragraphs", b"The visit.\n\nGoes on.", "a.txt"),
    ],
)
def test_each_limit_is_named_where_it_refuses(field: str, data: bytes, name: str) -> None:
    assert read_bytes(data, name).text
    with pytest.raises(ReadError) as caught:
        read_bytes(data, name, limits=Limits(**{field: 1}))
    assert f"`{field}`" in caught.value.remedy


def test_a_part_that_unpacks_too_well_is_refused() -> None:
    data = hostile_files.word({"word/media/a.bin": b"\0" * 2_000_000})
    assert read_bytes(data, "a.docx", limits=Limits(compression_ratio=2_000)).text
    with pytest.raises(ReadError, match=r"`compression_ratio`"):
        read_bytes(data, "a.docx")


def test_a_run_without_a_space_is_left_out_and_told() -> None:
    data = f"{hostile_files.SENTENCE}\n\nIt holds {'A' * 2_001} and {'B' * 2_000}.".encode()
    article = read_bytes(data, "a.txt")
    assert "AAA" not in article.text
    assert "BBB" not in article.text  # 2,000 of them and a full stop
    assert article.paragraphs[1] == "It holds and"
    assert article.warnings == ("left out: 2 runs of more than 2,000 characters without a space",)


def test_limits_come_from_the_settings_file(tmp_path: Path) -> None:
    path = tmp_path / "desk.toml"
    path.write_text("sentences = 3\n[limits]\npages = 20\nseconds = 5\n", "utf-8")
    limits = limits_from(load(path, {}).limits)
    assert (limits.pages, limits.seconds, limits.file_bytes) == (20, 5, 50_000_000)
    assert limits_from(None) == DEFAULT_LIMITS


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"page": 1}, "unknown limit 'page'"),
        ({"pages": 0}, "pages = 0 is no limit"),
        ({"pages": True}, "is no limit"),
        ({"pages": "many"}, "is no limit"),
    ],
)
def test_a_wrong_limit_is_an_error(given: dict[str, Any], problem: str) -> None:
    with pytest.raises(SettingsError, match=problem):
        limits_from(given)


# --- What cannot be seen ---

UNSEEN = "\u202e\u2066\u200b\u200f\u061c\ufeff\u00ad\x07\x1b\ufffe\U000e0041"


@pytest.mark.parametrize("sign", UNSEEN)
def test_a_title_shows_all_it_holds(sign: str) -> None:
    page = f"<html><head><title>Pri{sign}ština</title></head><body>" + 3 * (
        f"<p>{hostile_files.SENTENCE} By{sign} the way.</p>"
    )
    article = read_bytes(page.encode("utf-8", "surrogatepass"), "a.html")
    assert article.title == "Priština"
    assert sign not in article.text
    assert any(w.startswith("took out ") for w in article.warnings)


@pytest.mark.parametrize("sign", ["\u202e", "\x1b", "\u200b", "\n", "\udcff"])
def test_a_file_name_is_shown_with_its_escapes(sign: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{sign}b.txt"
    path.write_text(hostile_files.SENTENCE, "utf-8")
    article = read(path)
    assert sign not in article.path
    assert "\\" in article.path
    article.path.encode("utf-8")
    path.write_bytes(b"")
    with pytest.raises(ReadError) as caught:
        read(path)
    assert sign not in str(caught.value)


def test_names_of_every_script_are_shown_as_they_are() -> None:
    name = "вести/Oʻzbekiston – преглед (2).txt"
    assert shown(name) == name


# --- Names of files, and where they lie ---


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Посета: Вучић и Мирзијојев?", "Посета-Вучић-и-Мирзијојев"),
        ("Oʻzbekiston — Serbiya", "Oʻzbekiston-—-Serbiya"),
        ("../../etc/passwd", "etc-passwd"),
        ("..\\..\\Windows\\System32", "Windows-System32"),
        ("C:\\boot.ini", "C-boot-ini"),
        ("/", "untitled"),
        ("..", "untitled"),
        (" . \u2024\uff0f", "untitled"),
        ("", "untitled"),
        ("CON", "CON_"),
        ("nul", "nul_"),
        ("Aux.", "Aux_"),
        ("COM1", "COM1_"),
        ("lpt¹", "lpt¹_"),
        ("con.txt", "con-txt"),
        ("COM10", "COM10"),
        (".bashrc", "bashrc"),
        ("-rf *", "rf"),
        ("a\x00b\u202ec\u200bd\ud800e", "abcde"),
        ("a\nb\tc\u2028d\u00a0e", "a-b-c-d-e"),
        ("cafe\u0301", "café"),
        ("и\u0306", "й"),
        ("~$open", "~$open"),
        ("2026-02-28", "2026-02-28"),
    ],
)
def test_a_title_becomes_a_safe_name(title: str, name: str) -> None:
    assert files.safe_name(title) == name


@pytest.mark.parametrize("title", ["Ж" * 500, "e\u0301" * 500, "a" * 500, "😀" * 99, "-" * 500])
def test_a_name_is_never_too_long(title: str) -> None:
    name = files.safe_name(title)
    assert 0 < len(name.encode()) <= 120
    assert name == unicodedata.normalize("NFC", name)


def test_a_name_stays_within_its_folder(tmp_path: Path) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    for folder in (out, elsewhere):
        folder.mkdir()
    assert files.within(out, "a", "b.docx") == out / "a" / "b.docx"
    (out / "link").symlink_to(elsewhere)
    for parts in (("..", "x"), ("link", "x"), (str(elsewhere),), ("a", "..", "..", "x")):
        with pytest.raises(OutputError, match="lies outside"):
            files.within(out, *parts)


def test_a_link_in_the_way_is_replaced_and_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("untouched")
    out = tmp_path / "out"
    out.mkdir()
    (out / "report.json").symlink_to(victim)
    files.write(out / "report.json", b"{}")
    assert victim.read_text() == "untouched"
    assert not (out / "report.json").is_symlink()


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(ReadError, match="a folder or a device"):
        read(tmp_path / "pipe.txt")
