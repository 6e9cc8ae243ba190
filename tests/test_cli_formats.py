"""`briefing make --format` and `--template`, through the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx import Document

from briefing.cli import main
from briefing.cli import writing as writing_module

ARTICLE = """Serbia and Uzbekistan sign an agreement

The foreign ministers of Serbia and Uzbekistan signed an agreement in Tashkent on Monday.
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "in" / "visit.txt"
    path.parent.mkdir()
    path.write_text(ARTICLE, "utf-8")
    return path


@pytest.fixture
def no_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail if a run gets as far as having something to write."""

    def write(*_: object) -> None:
        raise AssertionError("the run went on")

    monkeypatch.setattr(writing_module, "write", write)


def test_every_format_and_a_houses_template(article: Path, tmp_path: Path) -> None:
    house = Document()
    house.sections[0].footer.paragraphs[0].text = "Кнеза Милоша 24"
    house.save(str(tmp_path / "house.docx"))
    out = tmp_path / "out"
    command = ["make", str(article), "--to", "sr", "--out", str(out), "--quiet"]
    command += ["--format", "json,html,md,docx", "--template", str(tmp_path / "house.docx")]
    assert main(command) == 0
    assert sorted(path.name for path in out.iterdir()) == [
        *("briefing-sr.docx", "briefing-sr.html", "briefing-sr.json", "briefing-sr.md"),
        "report.json",
    ]
    document = Document(str(out / "briefing-sr.docx"))
    assert document.sections[0].footer.paragraphs[0].text == "Кнеза Милоша 24"
    content = json.loads((out / "briefing-sr.json").read_text("utf-8"))
    assert len(content["articles"]) == 1
    for name in ("html", "md"):
        assert content["title"] in (out / f"briefing-sr.{name}").read_text("utf-8")


def test_without_docx_there_is_none(article: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = ["make", str(article), "--to", "sr,ru", "--out", str(out), "--format", "md"]
    assert main([*command, "--quiet"]) == 0
    assert sorted(p.name for p in out.iterdir()) == [
        *("briefing-ru.md", "briefing-sr.md", "report.json"),
    ]


@pytest.mark.usefixtures("no_work")
@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--format", "md,pdf", "--format pdf: no such format. Use any of: docx, md, html, json."),
        ("--format", ",", "--format: no such format"),
        ("--template", "none.docx", "none.docx: No such file or directory"),
        ("--template", __file__, "is no Word document that can be read"),
    ],
)
def test_what_cannot_be_used_is_said_before_any_work(
    article: Path, option: str, value: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["make", str(article), option, value]) == 2
    assert said in capsys.readouterr().err


def test_they_can_stand_in_a_settings_file(article: Path, tmp_path: Path) -> None:
    settings = tmp_path / "desk.toml"
    settings.write_text('formats = ["json"]\nto = ["uz"]\n', "utf-8")
    out = tmp_path / "out"
    command = ["make", str(article), "--config", str(settings), "--out", str(out), "--quiet"]
    assert main(command) == 0
    assert sorted(path.name for path in out.iterdir()) == ["briefing-uz.json", "report.json"]
