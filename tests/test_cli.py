"""End to end through the command line, with the shipped checkpoint and glossary."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import pytest

from briefing.cli import main

ARTICLE = """Tashkent and Belgrade agree on direct flights

The governments of Serbia and Uzbekistan signed an agreement on air transport in Tashkent.
The foreign minister of Serbia said that the first flight would leave Belgrade in May.
Trade between the two countries reached 20 million dollars last year.
"""


@dataclass(frozen=True)
class Run:
    code: int
    out: str
    err: str
    folder: Path

    @property
    def report(self) -> Any:
        return json.loads((self.folder / "report.json").read_text("utf-8"))

    def document(self, tag: str) -> Any:
        return docx.Document(str(self.folder / f"briefing-{tag}.docx"))

    def text(self, tag: str) -> str:
        return "\n".join(paragraph.text for paragraph in self.document(tag).paragraphs)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, seeds: Path) -> Run:
    """The seeds, briefed once in all three languages."""
    folder = tmp_path_factory.mktemp("out")
    command = [sys.executable, "-m", "briefing", "make", str(seeds), "--out", str(folder)]
    command += ["--date", "2026-03-01", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return Run(done.returncode, done.stdout, done.stderr, folder)


def run(capsys: pytest.CaptureFixture[str], folder: Path, *args: object) -> Run:
    code = main([str(arg) for arg in args])
    printed = capsys.readouterr()
    return Run(code, printed.out, printed.err, folder)


def test_the_seeds_become_three_briefings(made: Run) -> None:
    assert made.code == 0, made.err
    assert sorted(path.name for path in made.folder.iterdir()) == [
        "briefing-ru.docx",
        "briefing-sr.docx",
        "briefing-uz.docx",
        "report.json",
    ]
    assert "[2/2]" in made.err
    assert "Traceback" not in made.err


def test_json_prints_the_report_that_is_written(made: Run) -> None:
    assert json.loads(made.out) == made.report


def test_report_says_what_was_done_and_with_what(made: Run) -> None:
    report = made.report
    assert report["schema"] == 1
    for part in ("briefing:", "checkpoint:starter@", "glossary:", "beam:4", "sentences:5"):
        assert part in report["signature"]
    totals = report["totals"]
    assert [totals[name] for name in ("articles", "done", "failed")] == [2, 2, 0]
    assert [set(totals[name]) for name in ("concepts", "findings")] == [{"sr", "uz", "ru"}] * 2
    assert {"load", "read", "summarise", "translate en-sr", "write"} <= set(report["timings"])
    first, second = report["articles"]
    assert (first["title"], first["byline"], first["source"]) == (
        None,
        "Bekhruz Khudoyberdiyev",
        "UzA",
    )
    assert second["date"] == "2026-02-28"
    assert second["title"].startswith("President Vucic Spearheads")
    assert first["language"]["tag"] == second["language"]["tag"] == "en"


def test_nothing_but_body_sentences_in_the_summaries(made: Run) -> None:
    for article in made.report["articles"]:
        segments = article["summary"]["segments"]
        assert len(segments) == 5
        assert [s["start"] for s in segments] == sorted(s["start"] for s in segments)
        for segment in segments:
            assert segment["text"].endswith((".", "”", "!"))
            for furniture in ("Today:", "mins read", "Khudoyberdiyev", "Spearheads"):
                assert furniture not in segment["text"]


@pytest.mark.parametrize("tag", ["sr", "uz", "ru"])
def test_every_required_concept_is_accounted_for(made: Run, tag: str) -> None:
    for article in made.report["articles"]:
        translation = article["targets"][tag]
        for segment in (translation["headline"], *translation["segments"]):
            for use in segment["concepts"]:
                start, end = use["source_span"]
                assert segment["source"][start:end] == use["source_term"]
                if use["met"] == "unmet":
                    assert use["reason"]
                else:
                    start, end = use["span"]
                    assert segment["text"][start:end] == use["surface"]


@pytest.mark.parametrize("tag", ["sr", "uz", "ru"])
def test_the_documents_say_that_the_starter_made_them(made: Run, tag: str) -> None:
    document = made.document(tag)
    headers = [p.text for section in document.sections for p in section.header.paragraphs]
    first = [p.text for section in document.sections for p in section.first_page_header.paragraphs]
    assert any(text.strip() for text in (*headers, *first))
    assert made.report["notices"] == ["starter model, for trial"]
    assert made.report["signature"] in made.text(tag)


def test_the_same_run_again_differs_in_timings_only(
    made: Run, tmp_path: Path, seeds: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again = run(capsys, tmp_path, "make", seeds, "--out", tmp_path, "--date", "2026-03-01")
    assert again.code == 0
    assert again.report | {"timings": None} == made.report | {"timings": None}
    for tag in ("sr", "uz", "ru"):
        name = f"briefing-{tag}.docx"
        one, other = (zipfile.ZipFile(r.folder / name) for r in (made, again))
        assert one.read("word/document.xml") == other.read("word/document.xml")


def test_scripts_are_chosen_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = tmp_path / "a.txt"
    article.write_text(ARTICLE, "utf-8")
    made = run(
        capsys, tmp_path, "make", article, "--to", "sr,uz", "--out", tmp_path,
        "--script", "sr=latin,uz=cyrillic", "--quiet",
    )  # fmt: skip
    assert made.code == 0
    assert made.err == ""
    assert re.search("[а-яА-Я]", made.text("sr")) is None
    assert made.report["articles"][0]["targets"]["uz"]["script"] == "Cyrl"
    assert re.search("[ўғқҳ]|Манба|Ўзбек", made.text("uz"))
    assert not (tmp_path / "briefing-ru.docx").exists()


def test_a_bad_article_is_named_and_the_others_are_briefed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    (inbox / "good.txt").write_text(ARTICLE, "utf-8")
    (inbox / "broken.pdf").write_bytes(b"%PDF-1.7 and then nothing")
    (inbox / "empty.txt").write_bytes(b"")
    made = run(capsys, tmp_path / "out", "make", inbox, "--to", "sr", "--out", tmp_path / "out")
    assert made.code == 1
    assert "broken.pdf" in made.err
    assert "empty.txt" in made.err
    assert "Traceback" not in made.err
    statuses = {Path(a["path"]).name: a["status"] for a in made.report["articles"]}
    assert statuses == {"good.txt": "done", "broken.pdf": "failed", "empty.txt": "failed"}
    assert "broken.pdf" in made.text("sr")


def test_no_document_is_written_when_no_article_can_be_in_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    out = tmp_path / "out"
    made = run(capsys, out, "make", tmp_path / "empty.txt", "--to", "sr", "--out", out)
    assert made.code == 1
    assert "not written" in made.err
    assert [path.name for path in out.iterdir()] == ["report.json"]


def test_one_article_on_stdin(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ARTICLE.encode())))
    made = run(capsys, tmp_path, "make", "-", "--to", "ru", "--out", tmp_path, "--sentences", "2")
    assert made.code == 0
    (article,) = made.report["articles"]
    assert (article["path"], len(article["summary"]["segments"])) == ("-", 2)


def test_without_a_glossary_nothing_is_required(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    made = run(
        capsys, tmp_path, "make", tmp_path / "a.txt", "--to", "sr", "--out", tmp_path,
        "--glossary", "none",
    )  # fmt: skip
    assert made.report["totals"]["concepts"]["sr"]["required"] == 0


def test_a_bad_glossary_row_is_named_and_the_rest_is_held_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    glossary = tmp_path / "desk.csv"
    glossary.write_text(
        "concept,domain,kind,lang,term,status,forms,note\n"
        "belgrade,place,name,en,Belgrade,preferred,,\n"
        "belgrade,place,name,sr,Београд,preferred,Београда|Београду|Београдом,\n"
        "tashkent,place,name,xx,Tashkent,preferred,,\n",
        "utf-8",
    )
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    made = run(
        capsys, tmp_path, "make", tmp_path / "a.txt", "--to", "sr", "--out", tmp_path,
        "--glossary", glossary,
    )  # fmt: skip
    assert made.code == 0
    assert f"{glossary}:4" in made.err
    assert f"{glossary}:4" in made.report["glossary_problems"][0]
    assert made.report["totals"]["concepts"]["sr"]["required"] > 0


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["make", "nowhere.txt"], "nowhere.txt"),
        (["make", "SEEDS", "--to", "sr,de"], "--to de"),
        (["make", "SEEDS", "--script", "ru=latin"], "Russian is not written in latin"),
        (["make", "SEEDS", "--script", "sr"], "is not LANG=SCRIPT"),
        (["make", "SEEDS", "--sentences", "0"], "too small"),
        (["make", "SEEDS", "--glossary", "none.csv"], "none.csv"),
        (["make", "SEEDS", "--config", "none.toml"], "none.toml"),
        (["make", "-", "SEEDS"], "cannot be mixed"),
        (["make"], "PATH"),
        (["cook"], "cook"),
        (["translate", "-", "--to", "sr,ru"], "in one language"),
        (["translate", "x.txt", "--to", "sr", "--from", "xx"], "no such language"),
        (["translate", "x.txt", "--to", "sr", "--from", "ru"], "does not translate"),
        (["translate", "a/x.txt", "b/x.txt", "--to", "sr"], "written over"),
    ],
)
def test_wrong_usage_exits_with_2_and_says_what_to_do(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    seeds: Path,
    args: list[str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(capsys, tmp_path, *[str(seeds) if arg == "SEEDS" else arg for arg in args])
    assert done.code == 2
    assert said in done.err
    assert "Traceback" not in done.err
    assert done.out == ""


def test_an_output_folder_that_cannot_be_made_is_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "file").write_text("")
    out = tmp_path / "file" / "out"
    done = run(capsys, out, "make", tmp_path / "a.txt", "--to", "sr", "--out", out)
    assert done.code == 2
    assert "cannot be written" in done.err


def test_translate_keeps_lines_order_and_blanks(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    text = tmp_path / "lines.txt"
    text.write_text("Good morning.\n\nThe president of Serbia arrived.\n\n", "utf-8")
    done = run(capsys, tmp_path, "translate", text, "--to", "sr,ru", "--out", tmp_path)
    assert done.code == 0
    for tag in ("sr", "ru"):
        lines = (tmp_path / f"lines.{tag}.txt").read_text("utf-8").split("\n")
        assert len(lines) == 5
        assert lines[0]
        assert lines[2]
        assert lines[1] == lines[3] == lines[4] == ""
    accounts = done.report["files"]
    assert [(a["to"], a["lines"]) for a in accounts] == [("sr", 4), ("ru", 4)]
    assert accounts[0]["concepts"]["required"] >= 1


def test_translate_from_stdin_to_stdout(seeds: Path) -> None:
    command = [sys.executable, "-m", "briefing", "translate", "-", "--to", "uz", "--quiet"]
    lines = "Good morning.\n\nGood night.\n"
    done = subprocess.run(
        command, input=lines, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    first, blank, last, end = done.stdout.split("\n")
    assert first
    assert last
    assert blank == end == ""


def test_translate_names_the_line_that_is_not_utf8_and_goes_on(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    bad, good = tmp_path / "bad.txt", tmp_path / "good.txt"
    bad.write_bytes(b"Good morning.\n\xcf\xf0\xe8\xe2\xe5\xf2\n")
    good.write_text("Good night.\n", "utf-8")
    done = run(capsys, tmp_path, "translate", bad, good, "--to", "sr", "--out", tmp_path)
    assert done.code == 1
    assert "line 2 is not UTF-8" in done.err
    assert [a["status"] for a in done.report["files"]] == ["failed", "done"]
    assert not (tmp_path / "bad.sr.txt").exists()
    assert (tmp_path / "good.sr.txt").exists()


def test_help_and_version_need_no_model_library() -> None:
    code = (
        "import sys; from briefing.cli import main; main(['--help']); print(main(['--version']));"
        "assert not {'ctranslate2','numpy','docx','lxml','rich','babel'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "make" in done.stdout
    assert re.search(r"^briefing \d+\.\d+\.\d+$", done.stdout + done.stderr, re.MULTILINE)


def test_doubts_are_reported_and_can_fail_a_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = tmp_path / "a.txt"
    article.write_text(ARTICLE, "utf-8")
    args = ("make", article, "--to", "sr", "--out", tmp_path)
    made = run(capsys, tmp_path, *args, "--fail-on", "warning")
    translation = made.report["articles"][0]["targets"]["sr"]
    segments = [translation["headline"], *translation["segments"]]
    assert all(s["confidence"]["level"] in ("high", "medium", "low") for s in segments)
    found = [finding for segment in segments for finding in segment["findings"]]
    assert made.code == (3 if found else 0)
    assert sum(made.report["totals"]["findings"]["sr"].values()) == len(found)
    ids = ",".join({finding["id"] for finding in found} or {"length"})
    quiet = run(capsys, tmp_path, *args, "--fail-on", "warning", "--no-check", ids)
    assert quiet.code == 0


def test_an_unknown_check_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    done = run(capsys, tmp_path, "make", tmp_path, "--no-check", "speling")
    assert done.code == 2
    assert "no such check" in done.err
