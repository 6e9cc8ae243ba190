"""`briefing batch`, `status` and `retry` through the command line, with the shipped checkpoint."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from briefing.batch.flow import Tally
from briefing.batch.groups import GROUPINGS
from briefing.cli import batch_arguments, main
from briefing.cli.batch_screen import seconds_left

RAIL = """New railway to link two capitals

The foreign minister of Serbia said that a new railway would be built by the end of the year.
The two sides discussed trade, energy and transport on Monday.
"""
VOTE = """Parliament adopts the budget

Parliament adopted the budget for the coming year on Friday.
The opposition voted against it and asked for a new debate.
"""
OPTIONS = ["--to", "sr", "--translator", "starter", "--date", "2026-03-01"]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with two articles and one that is empty."""
    (tmp_path / "in").mkdir()
    for name, text in (("a.txt", RAIL), ("b.txt", VOTE), ("empty.txt", "")):
        (tmp_path / "in" / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def batch(*sources: str, options: tuple[str, ...] = ()) -> int:
    return main(["batch", *sources, "--out", "out", "--workers", "1", *OPTIONS, *options])


def test_it_makes_what_make_makes(here: Path) -> None:
    (here / "in" / "empty.txt").unlink()
    assert batch("in") == 0
    assert main(["make", "in", "--out", "made", *OPTIONS]) == 0
    for name in ("briefing-sr.docx",):
        assert (here / "out" / name).read_bytes() == (here / "made" / name).read_bytes()
    one, other = (json.loads((here / d / "report.json").read_text()) for d in ("out", "made"))
    assert [a | {"group": None} for a in one["articles"]] == [
        a | {"group": None} for a in other["articles"]
    ]
    for key in ("schema", "signature", "notices", "totals"):
        assert one[key] == other[key]


def test_status_retry_and_what_they_say(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert batch("in", options=("--quiet",)) == 1
    said = capsys.readouterr().err
    assert said == "briefing: in/empty.txt: is empty. Check that it was saved or copied in full.\n"
    assert main(["status", "out"]) == 1
    assert "articles: 2 done, 1 failed, 0 waiting\n  read: in/empty.txt: is empty" in (
        capsys.readouterr().out
    )
    summary = (here / "out" / "summary.txt").read_text("utf-8")
    assert "articles   3: 2 done, 1 failed (0 unchanged since before)" in summary
    assert "  read: in/empty.txt: is empty." in summary

    (here / "in" / "empty.txt").write_text(VOTE.replace("Friday", "Sunday"), "utf-8")
    (here / "in" / "new.txt").write_text(VOTE.replace("Friday", "Tuesday"), "utf-8")
    elsewhere = here / "elsewhere"
    elsewhere.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(elsewhere)
        assert main(["retry", str(here / "out"), "--only", "failed", "--workers", "1"]) == 0
    capsys.readouterr()
    assert main(["status", "out", "--json"]) == 0
    standing = json.loads(capsys.readouterr().out)
    assert (standing["state"], standing["done"], standing["failures"]) == ("finished", 3, [])
    assert main(["retry", "out", "--workers", "1"]) == 0
    assert "articles   4: 4 done, 0 failed (3 unchanged since before)" in capsys.readouterr().err


def test_the_log_can_be_read_by_machines(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert batch("in", options=("--log-format", "json")) == 1
    events = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    fates = {event["article"]: event["status"] for event in events if event["event"] == "article"}
    assert fates == {"in/a.txt": "done", "in/b.txt": "done", "in/empty.txt": "failed"}
    assert [event["document"] for event in events if event["event"] == "document"] == [
        "briefing-sr.docx"
    ]
    assert {"note", "summary"} <= {event["event"] for event in events}
    counts = [(e["finished"], e["total"]) for e in events if e["event"] == "article"]
    assert sorted(counts) == [(1, 3), (2, 3), (3, 3)]
    last = [event for event in events if event["event"] == "article"][-1]
    assert last["seconds_left"] == 0


@pytest.mark.parametrize(
    ("tally", "total", "left"),
    [
        (Tally(done=10), 40, 30.0),
        (Tally(done=8, failed=2), 40, 30.0),
        (Tally(done=30, unchanged=20), 40, 10.0),  # unchanged ones say nothing of the pace
        (Tally(done=20, unchanged=20), 40, None),
        (Tally(), 40, None),
        (Tally(done=10), None, None),
        (Tally(done=41), 40, 0.0),  # some were added while it ran
    ],
)
def test_how_long_the_rest_will_take(tally: Tally, total: int | None, left: float | None) -> None:
    assert seconds_left(tally, total, seconds=10.0) == left


def test_lines_on_a_console_count_what_is_finished(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert batch("in") == 1
    assert "[3/3] " in capsys.readouterr().err
    monkeypatch.setattr("sys.stdin", io.StringIO("in/a.txt\nin/b.txt\n"))
    assert batch("-") == 0  # how many there are cannot be known before they have been read
    assert "[2] " in capsys.readouterr().err


def test_paths_can_come_from_stdin(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("in/a.txt\nin/none.txt\n"))
    assert batch("-") == 1
    report = json.loads((here / "out" / "report.json").read_text("utf-8"))
    assert [(a["path"], a["status"]) for a in report["articles"]] == [
        ("in/a.txt", "done"),
        ("in/none.txt", "failed"),
    ]
    (here / "in" / "none.txt").write_text(VOTE, "utf-8")
    assert main(["retry", "out", "--workers", "1"]) == 0


def test_a_changed_glossary_decodes_only_the_segments_that_hold_the_concept(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "in" / "empty.txt").unlink()
    glossary = here / "terms.csv"
    rows = "concept,lang,term\nserbia,en,Serbia\nserbia,sr,Србија\nmp,en,parliament\nmp,sr,{}\n"
    options = ("--glossary", str(glossary))
    glossary.write_text(rows.format("скупштина"), "utf-8")
    assert batch("in", options=options) == 0
    capsys.readouterr()
    glossary.write_text(rows.format("парламент"), "utf-8")
    assert batch("in", options=options) == 0
    said = capsys.readouterr().err
    assert "(0 unchanged since before)" in said
    assert "segments   6: 2 decoded, 4 remembered" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("in", "--workers", "-1"), "workers = -1 is too small"),
        (("in", "--time-limit", "0"), "time_limit = 0 is too small"),
        (("in", "--no-check", "vibes"), "no such check"),
        (("in", "--glossary", "none.csv"), "none.csv"),
    ],
)
def test_wrong_usage_is_said_before_any_work(
    here: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    source, *options = arguments
    assert batch(source, options=tuple(options)) == 2
    assert said in capsys.readouterr().err
    assert not list((here / "out").glob("briefing-*"))


def test_doubts_have_an_exit_code_of_their_own(here: Path) -> None:
    (here / "in" / "empty.txt").unlink()
    code = batch("in", options=("--fail-on", "warning"))
    totals = json.loads((here / "out" / "report.json").read_text("utf-8"))["totals"]
    found = sum(totals["findings"]["sr"].values())
    assert code == (3 if found else 0)


def test_the_arguments_name_every_grouping() -> None:
    assert tuple(GROUPINGS) == batch_arguments.GROUPINGS
