"""`briefing glossary`: results on stdout, remarks on stderr, 1 when something is wrong."""

from __future__ import annotations

import argparse
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.cli import glossary
from briefing.cli.glossary_arguments import FORMAT_NAMES, add_arguments
from briefing.errors import UsageError
from briefing.terminology.exchange import FORMATS, load

DATA = Path(__file__).parent / "data" / "glossary"

GOOD = """\
concept,domain,kind,lang,term,status,forms,note,case
minister,office,title,en,minister,preferred,,,
minister,office,title,ru,министр,preferred,,,
prime-minister,office,title,en,prime minister,preferred,,,
prime-minister,office,title,en,premier,admitted,,,
prime-minister,office,title,ru,премьер-министр,preferred,,,
gdp,economy,term,en,gross domestic product,preferred,,,
gdp,economy,term,ru,валовой внутренний продукт,preferred,,,
"""


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.csv"
    path.write_text(GOOD, "utf-8")
    return path


def run(*argv: object) -> int:
    root = argparse.ArgumentParser()
    add_arguments(root.add_subparsers(dest="command"))
    return glossary.run(root.parse_args(["glossary", *map(str, argv)]))


def test_formats_on_the_command_line_are_those_of_the_table() -> None:
    assert tuple(FORMATS) == FORMAT_NAMES


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, briefing.cli.glossary_arguments;"
        "assert not {'lxml', 'openpyxl', 'numpy', 'ahocorasick'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_check_finds_nothing_wrong(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", good) == 0
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.endswith("3 concepts, 7 terms, problems: 0\n")


def test_check_lists_what_is_wrong(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with good.open("a", encoding="utf-8") as file:
        file.write("gdp,,,xx,PIB,preferred,,,\ngdp,,,ru,вaловой продукт,admitted,,,\n")
    assert run("check", good) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"{good}:9: unknown language 'xx'")
    assert any(line.startswith(f"{good}:10:") and "mixes scripts" in line for line in lines)


def test_convert_and_back(good: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    there, back = tmp_path / "glossary.xlsx", tmp_path / "back.csv"
    assert run("convert", good, there) == 0
    assert run("convert", there, back) == 0
    assert back.read_text("utf-8") == GOOD
    assert capsys.readouterr().out == ""


def test_convert_says_what_is_left_out(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("convert", good, "-", "--to", "deepl", "--languages", "en,ru") == 0
    shown = capsys.readouterr()
    assert "premier,премьер-министр,en,ru\n" in shown.out
    assert "Note: DeepL CSV: 3 domains left out.\n" in shown.err


def test_convert_with_tabs(good: Path, tmp_path: Path) -> None:
    out = tmp_path / "table.tsv"
    assert run("convert", good, out, "--to", "amazon", "--quiet") == 0
    assert out.read_text("utf-8").startswith("en\tru\nminister\tминистр\n")


def test_convert_lists_bad_rows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = DATA / "deepl.tsv"
    out = tmp_path / "glossary.tbx"
    assert run("convert", source, out, "--languages", "en,sr") == 1
    assert f"briefing: {source}:3: a term without its translation" in capsys.readouterr().err
    assert len(load(out).concepts) == 2


def test_convert_asks_for_a_format(good: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not tell its format"):
        run("convert", good, tmp_path / "glossary.doc")


def test_terms_found_and_not_found(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Prices rose. The Prime Minister met two ministers."
    assert run("terms", text, "--glossary", good, "--from", "en") == 0
    assert capsys.readouterr().out.splitlines() == [
        "term\tspan\tconcept\tsr\tuz\tru",
        "Prime Minister\t17–31\tprime-minister\t—\t—\tпремьер-министр",
        "ministers\t40–49\tminister\t—\t—\tминистр",
        "",
        "not taken\tspan\tconcept\twhy",
        "Minister\t23–31\tminister\tis part of 'Prime Minister' (prime-minister)",
    ]


def test_terms_of_a_file_in_a_domain(
    good: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = tmp_path / "article.txt"
    article.write_text(
        "Премьер-министр сообщил, что валового внутреннего продукта хватит на всех жителей.\n",
        "utf-8",
    )
    assert run("terms", article, "--glossary", good, "--domain", "economy") == 0
    shown = capsys.readouterr()
    assert "валового внутреннего продукта" in shown.out
    assert "prime-minister" not in shown.out
    assert shown.err == "Russian text, 1 concept, 2 terms: 1 found, 0 not taken\n"


def test_terms_from_stdin(
    good: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(b"The minister of the republic resigned on Monday.\n"))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert run("terms", "-", "--glossary", good, "--from", "en") == 0
    assert "minister\t4–12\tminister" in capsys.readouterr().out


def test_terms_in_a_language_not_served(good: Path) -> None:
    with pytest.raises(UsageError, match="--from de: the language 'de' is not served"):
        run("terms", "Der Minister", "--glossary", good, "--from", "de")


def test_expand_adds_forms_beside_those_listed(
    good: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "expanded.csv"
    assert run("expand", good, "-o", out) == 0
    terms = {term.text: term for concept in load(out).concepts for term in concept.terms}
    assert {"министра", "министру", "министром"} <= set(terms["министр"].forms)
    assert "валового внутреннего продукта" in terms["валовой внутренний продукт"].forms
    assert "forms added: " in capsys.readouterr().err
    again = tmp_path / "again.csv"
    assert run("expand", out, "-o", again) == 0
    assert again.read_bytes() == out.read_bytes()
    assert "forms added: 0" in capsys.readouterr().err


def test_expand_never_overwrites_its_source(good: Path) -> None:
    with pytest.raises(UsageError, match="written over its source"):
        run("expand", good, "-o", good)


def use(concept: str, met: str, reason: str | None = None) -> dict[str, object]:
    return {"concept": concept, "met": met, "reason": reason}


def test_report_adds_up_many_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    runs = [
        [use("gdp", "model"), use("mp", "unmet", "no place for it")],
        [use("gdp", "repaired"), use("mp", "n-best")],
    ]
    for number, concepts in enumerate(runs):
        segment = {"concepts": concepts}
        target = {"headline": {"concepts": []}, "segments": [segment]}
        content = {"articles": [{"targets": {"sr": target}}]}
        path = tmp_path / str(number) / "report.json"
        path.parent.mkdir()
        path.write_text(json.dumps(content), "utf-8")
    assert run("report", tmp_path) == 0
    shown = capsys.readouterr()
    assert shown.out.splitlines() == [
        "to\tconcept\trequired\tmodel\tn-best\trepaired\tunmet\twhy",
        "sr\tmp\t2\t0\t1\t0\t1\tno place for it",
        "sr\tgdp\t2\t1\t0\t1\t0\t",
    ]
    assert shown.err == "runs: 2, terms as agreed: 3/4\n"


@pytest.mark.parametrize("content", [None, "[1]", "{", '{"articles": [{}]}'])
def test_report_of_a_folder_without_any(tmp_path: Path, content: str | None) -> None:
    if content:
        (tmp_path / "report.json").write_text(content, "utf-8")
    with pytest.raises(UsageError, match=r"no report.json in it|is no report of a run"):
        run("report", tmp_path)
