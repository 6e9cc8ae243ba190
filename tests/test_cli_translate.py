"""`briefing translate` end to end, with the shipped checkpoint and glossary."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import pytest
from word_package import package, paragraph, parts, run, shown

from briefing.cli import main


@dataclass(frozen=True)
class Run:
    code: int
    err: str
    folder: Path

    @property
    def report(self) -> Any:
        return json.loads((self.folder / "report.json").read_text("utf-8"))

    @property
    def findings(self) -> list[Any]:
        lines = (self.folder / "findings.jsonl").read_text("utf-8").splitlines()
        return [json.loads(line) for line in lines]


@pytest.fixture
def translate(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Any:
    def translate(*args: object, to: str = "sr", name: str = "out") -> Run:
        out = tmp_path / name
        code = main([*map(str, ("translate", *args, "--to", to, "--out", out))])
        return Run(code, capsys.readouterr().err, out)

    return translate


def test_a_word_file_keeps_its_bold_words_bold(translate: Any, tmp_path: Path) -> None:
    content = [run("They met the "), run("foreign minister", "<w:b/>"), run(" of Uzbekistan.")]
    (tmp_path / "a.docx").write_bytes(package(paragraph(*content)))
    done = translate(tmp_path / "a.docx", to="sr,ru")
    assert done.code == 0, done.err
    for tag, agreed in (("sr", "министар"), ("ru", "министр")):
        written = done.folder / f"a.{tag}.docx"
        bold = [r.text for r in docx.Document(str(written)).paragraphs[0].runs if r.bold]
        assert len(bold) == 1
        assert bold[0].lower().startswith(agreed)
        assert "word/document.xml" in parts(written.read_bytes())
    (first, _) = done.report["files"]
    assert first["status"] == "done"
    assert (first["format"], first["from"], first["units"]) == ("docx", "en", 2)
    assert first["concepts"]["required"] >= 2
    assert first["lines"] is None


def test_every_format_at_once_and_one_broken_file_costs_no_other(
    translate: Any, tmp_path: Path
) -> None:
    files: dict[str, str | bytes] = {
        "a.txt": "Good morning.\n",
        "b.md": "# Good morning\n\nThe **minister** came.\n",
        "c.html": "<p>Good <i>morning</i>.",
        "d.srt": "1\n00:00:01,000 --> 00:00:02,000\nGood morning.\n",
        "e.csv": "id,text\n1,Good morning.\n",
        "f.jsonl": '{"text": "Good morning."}\n',
        "g.docx": b"broken",
        "h.txt": b"Good.\n\xcf\xf0\n",
    }
    for name, content in files.items():
        data = content if isinstance(content, bytes) else content.encode()
        (tmp_path / name).write_bytes(data)
    done = translate(*(tmp_path / name for name in files), "--field", "text", to="uz")
    assert done.code == 1
    assert "g.docx: it is not a readable Word file" in done.err
    assert "h.txt: line 2 is not UTF-8" in done.err
    assert [a["status"] for a in done.report["files"]] == ["done"] * 6 + ["failed"] * 2
    for name in ("a.uz.txt", "b.uz.md", "c.uz.html", "d.uz.srt", "e.uz.csv", "f.uz.jsonl"):
        text = (done.folder / name).read_text("utf-8")
        assert "Good" not in text
    assert not (done.folder / "g.uz.docx").exists()
    assert not (done.folder / "h.uz.txt").exists()
    assert (done.folder / "b.uz.md").read_text("utf-8").count("**") == 2


def test_findings_are_told_by_their_place_and_can_fail_a_run(
    translate: Any, tmp_path: Path
) -> None:
    glossary = tmp_path / "terms.csv"
    glossary.write_text("id,en,sr\nx,peace,мир\n", "utf-8")
    text = tmp_path / "a.md"
    # More numbers than any small checkpoint carries over.
    numbers = ", ".join(f"{n * 7919 % 9973} of {n * 104_729 % 99_991}" for n in range(1, 25))
    text.write_text(f"# Head\n\nIn 2031 he sold {numbers} items to Xqzwv.\n", "utf-8")
    done = translate(text, "--fail-on", "error")
    assert done.code == 3
    (account,) = done.report["files"]
    assert account["findings"]["error"] >= 1
    assert any(f["line"] == 3 and f["place"] == "line 3" and f["findings"] for f in done.findings)
    ids = {found["id"] for line in done.findings for found in line["findings"]}
    again = translate(text, "--fail-on", "error", "--no-check", ",".join(ids), name="again")
    assert again.code == 0
    assert again.report["files"][0]["findings"] == {}


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["a.csv"], "Add --field"),
        (["a.jsonl"], "Add --field"),
        (["a/x.md", "b/x.md"], "written over"),
        (["a.txt", "--from", "xx"], "no such language"),
        (["a.txt", "--from", "ru"], "does not translate"),
        (["a.txt", "--no-check", "nonsense"], "no such check"),
        (["-", "a.txt"], "stdin goes to stdout"),
    ],
)
def test_wrong_usage_is_told_before_anything_is_done(
    translate: Any, args: list[str], said: str
) -> None:
    done = translate(*args)
    assert done.code == 2
    assert said in done.err
    assert not done.folder.exists()


def test_files_that_are_not_there_or_not_served_fail_alone(translate: Any, tmp_path: Path) -> None:
    (tmp_path / "b.pdf").write_bytes(b"%PDF")
    (tmp_path / "c.txt").write_text("Good morning.\n")
    done = translate(tmp_path / "a.docx", tmp_path / "b.pdf", tmp_path / "c.txt")
    assert done.code == 1
    assert "a.docx: No such file" in done.err
    assert "not translated in place" in done.err
    assert [a["status"] for a in done.report["files"]] == ["failed", "failed", "done"]


def test_same_input_same_bytes(translate: Any, tmp_path: Path) -> None:
    document = package(paragraph(run("The talks ended."), run(" Good.", "<w:i/>")))
    (tmp_path / "a.docx").write_bytes(document)
    one = translate(tmp_path / "a.docx", name="one").folder / "a.sr.docx"
    two = translate(tmp_path / "a.docx", name="two").folder / "a.sr.docx"
    assert one.read_bytes() == two.read_bytes()
    assert shown(one.read_bytes()) != shown(document)


def test_a_document_in_the_target_language_is_copied(translate: Any, tmp_path: Path) -> None:
    text = "Влада Републике Србије усвојила је предлог закона о буџету.\n" * 2
    (tmp_path / "a.txt").write_text(text, "utf-8")
    done = translate(tmp_path / "a.txt")
    assert (done.folder / "a.sr.txt").read_text("utf-8") == text
    assert done.report["files"][0]["left_as_they_are"] == 2


def test_a_pipe_gets_each_line_as_soon_as_it_is_in() -> None:
    command = [sys.executable, "-m", "briefing", "translate", "-", "--to", "sr", "--quiet"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8", bufsize=1
    ) as pipe:
        assert pipe.stdin
        assert pipe.stdout
        for line in ("Good morning.", "", "12 345", "Good night."):
            pipe.stdin.write(line + "\n")
            pipe.stdin.flush()
            said = pipe.stdout.readline()
            assert said.endswith("\n")
            assert (said.strip() == line) is (not line.startswith("Good"))
        pipe.stdin.write("Good bye")
        pipe.stdin.close()
        assert pipe.stdout.readline().strip()
        assert pipe.stdout.read() == ""
    assert pipe.returncode == 0
