"""`briefing make` with editions, layouts and a cover."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from word_briefings import DATA

from briefing.cli import main
from briefing.errors import SettingsError
from briefing.settings import load

ARTICLE = """Tashkent and Belgrade agree on direct flights

The governments of Serbia and Uzbekistan signed an agreement on air transport in Tashkent.
The foreign minister of Serbia said that the first flight would leave Belgrade in May.
Trade between the two countries reached 20 million dollars last year.
"""
DESK = f"""
edition = "both"
layout = "multilingual"
logo = {json.dumps(str(DATA / "logo.png"))}

[prepared_by]
sr = "Одељење за штампу"
ru = "Отдел печати"

[classification]
ru = "Для служебного пользования"
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "flights.txt"
    path.write_text(ARTICLE, "utf-8")
    return path


def make(*args: object) -> int:
    return main(["make", *map(str, args), "--date", "2026-03-01", "--quiet"])


def opened(path: Path) -> Document:
    return docx.Document(str(path))


def documents(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.docx"))


def findings(folder: Path, tag: str) -> list[str]:
    """Return the messages that the report has for one language."""
    report: Any = json.loads((folder / "report.json").read_text("utf-8"))
    found: list[str] = []
    for made in report["articles"]:
        summary, translation = made["summary"], made["targets"][tag]
        for segment in (translation["headline"], *translation["segments"]):
            found += [finding["message"] for finding in segment["findings"]]
        for segment in (summary, *summary["segments"]):
            found += [finding["message"] for finding in segment["findings"]]
    return sorted(found)


def test_both_editions_in_files_of_their_own(article: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert make(article, "--to", "sr", "--edition", "both", "--out", out) == 0
    assert documents(out) == ["briefing-sr-review.docx", "briefing-sr.docx"]
    clean, review = opened(out / "briefing-sr.docx"), opened(out / "briefing-sr-review.docx")
    assert not list(clean.comments)
    said = sorted(comment.text.split("\n")[-1] for comment in review.comments)
    assert said == findings(out, "sr")
    assert len(review.tables) > len(clean.tables)


def test_the_review_edition_alone(article: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert make(article, "--to", "ru", "--edition", "review", "--out", out) == 0
    assert documents(out) == ["briefing-ru-review.docx"]


def test_every_language_in_one_file_with_a_cover_in_each(article: Path, tmp_path: Path) -> None:
    desk, out = tmp_path / "desk.toml", tmp_path / "out"
    desk.write_text(DESK, "utf-8")
    assert make(article, "--to", "sr,ru", "--config", desk, "--out", out) == 0
    assert documents(out) == ["briefing-review.docx", "briefing.docx"]
    document = opened(out / "briefing.docx")
    texts = [p.text for p in document.paragraphs]
    assert "Припрема: Одељење за штампу" in texts
    assert "Подготовлено: Отдел печати" in texts
    assert len(document.inline_shapes) == 1
    markings = [section.header.paragraphs[0].text for section in document.sections]
    assert markings[-1] == "Для служебного пользования"
    assert markings[0].startswith("Преглед штампе")


def test_a_logo_that_is_none_costs_no_work(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert make(article, "--to", "sr", "--logo", article, "--out", out) == 2
    assert "flights.txt: is not a picture that Word can show" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize(
    ("toml", "problem"),
    [
        ('[prepared_by]\nde = "Presse"', "prepared_by.de = 'Presse' is no wording for a target"),
        ("[logo_alt]\nsr = 5", "logo_alt.sr = 5 is no wording for a target"),
        ("classification = 5", "classification = 5 is not a str or dict"),
        ('edition = "final"', "edition = 'final' is unknown"),
        ('layout = "book"', "layout = 'book' is unknown"),
    ],
)
def test_settings_of_documents_are_checked(toml: str, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "desk.toml"
    path.write_text(toml, "utf-8")
    with pytest.raises(SettingsError, match=problem):
        load(path, {})
