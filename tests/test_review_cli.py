"""End to end: a run is handed out, edited, taken in, and the next run uses the edit."""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import pytest
from translate.storage.xliff2 import Xliff2File

from briefing.cli import main
from briefing.cli.arguments import parser
from briefing.cli.review_arguments import FORMAT_NAMES
from briefing.review import formats
from briefing.store import open_store
from briefing.store.approved import in_force

ARTICLE = """Tashkent and Belgrade agree on direct flights

The governments of Serbia and Uzbekistan signed an agreement on air transport in Tashkent.
The foreign minister of Serbia said that the first flight would leave Belgrade in May.
Trade between the two countries reached 20 million dollars last year.
"""
MINISTER = "The foreign minister of Serbia said that the first flight would leave Belgrade in May."
LEADER = "Шеф дипломатије Србије најавио је први лет из Београда за мај."


@dataclass(frozen=True)
class Run:
    code: int
    out: str
    err: str


def run(capsys: pytest.CaptureFixture[str], *args: object) -> Run:
    code = main([str(arg) for arg in args])
    printed = capsys.readouterr()
    return Run(code, printed.out, printed.err)


def make(capsys: pytest.CaptureFixture[str], folder: Path, *more: object) -> list[dict[str, Any]]:
    """Brief the article into Serbian and return its segments, headline first."""
    article = folder / "flights.txt"
    if not article.exists():
        article.write_text(ARTICLE, "utf-8")
    out = folder / "out"
    done = run(capsys, "make", article, "--to", "sr", "--out", out, "--date", "2026-03-01", *more)
    assert done.code == 0, done.err
    (made,) = json.loads((out / "report.json").read_text("utf-8"))["articles"]
    return [made["targets"]["sr"]["headline"], *made["targets"]["sr"]["segments"]]


def test_an_edit_in_a_cat_tool_is_used_in_the_next_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = make(capsys, tmp_path)
    out = tmp_path / "out"
    assert {(s["origin"], s["suggestion"]) for s in first} == {("machine", None)}
    exported = run(capsys, "review", "export", out, "--format", "xliff")
    assert (exported.code, exported.out.split()) == (0, [str(out / "review-en-sr.xlf")])

    store = Xliff2File.parsefile(exported.out.strip())
    for unit in store.units:
        if str(unit.source) == MINISTER:
            unit.target = LEADER
    store.save()
    taken = run(capsys, "review", "import", exported.out.strip(), "--by", "Ана Анић")
    assert taken.code == 0, taken.err
    assert "edited: 1" in taken.err

    second = make(capsys, tmp_path)
    by_source = {segment["source"]: segment for segment in second}
    approved = by_source[MINISTER]
    assert (approved["text"], approved["origin"]) == (LEADER, "approved")
    met = {use["concept"]: use["met"] for use in approved["concepts"]}
    assert met["foreign-minister"] == "unmet"
    assert met["belgrade"] == "model"
    others = [s["text"] for s in first if s["source"] != MINISTER]
    assert [s["text"] for s in second if s["source"] != MINISTER] == others
    document = docx.Document(str(out / "briefing-sr.docx"))
    assert any(LEADER[:20] in paragraph.text for paragraph in document.paragraphs)
    report = json.loads((out / "report.json").read_text("utf-8"))
    assert "|memory:" in report["signature"]

    # What is approved is handed out as such, and comes back without a word.
    again = run(capsys, "review", "export", out, "--format", "docx")
    assert "approved already: 1" in again.err
    unchanged = run(capsys, "review", "import", again.out.strip())
    assert (unchanged.code, "known already: 1" in unchanged.err) == (0, True)

    # The memory can be left out, or another be named.
    without = make(capsys, tmp_path, "--memory", "none")
    assert {segment["origin"] for segment in without} == {"machine"}

    # `translate` uses it as well.
    lines = tmp_path / "lines.txt"
    lines.write_text(f"{MINISTER}\n{MINISTER[:-1]}!\n", "utf-8")
    elsewhere = tmp_path / "elsewhere"
    translated = run(
        capsys,
        *("translate", lines, "--to", "sr", "--out", elsewhere),
        *("--memory", out / "store.sqlite"),
    )
    assert translated.code == 0, translated.err
    assert "approved translations in" in translated.err
    assert (elsewhere / "lines.sr.txt").read_text("utf-8").split("\n")[0] == LEADER


def test_a_close_sentence_has_the_approved_one_beside_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(capsys, tmp_path)
    out = tmp_path / "out"
    path = out / "review-en-sr.docx"
    assert run(capsys, "review", "export", out, "--format", "docx").code == 0
    table = docx.Document(str(path))
    for row in table.tables[0].rows:
        if row.cells[1].text == MINISTER:
            row.cells[2].text = LEADER
    table.core_properties.last_modified_by = "Ана Анић"
    table.save(str(path))
    assert run(capsys, "review", "import", path).code == 0

    changed = ARTICLE.replace("in May", "in June")
    (tmp_path / "flights.txt").write_text(changed, "utf-8")
    segments = make(capsys, tmp_path)
    (near,) = [s for s in segments if s["source"] == MINISTER.replace("May", "June")]
    assert near["origin"] == "machine"
    assert (near["suggestion"]["text"], near["suggestion"]["by"]) == (LEADER, "Ана Анић")
    assert near["suggestion"]["likeness"] >= 0.85
    exported = run(capsys, "review", "export", out, "--format", "xliff12")
    assert "with one like it approved: 1" in exported.err
    assert LEADER in Path(exported.out.strip()).read_text("utf-8")

    # The table of the first run is now about a sentence that the run no longer has.
    table.tables[0].rows[-1].cells[2].text = "Друга реченица."
    stale = [row for row in table.tables[0].rows if row.cells[1].text == MINISTER]
    stale[0].cells[2].text = "Трећи превод."
    table.save(str(path))
    conflict = run(capsys, "review", "import", path)
    assert conflict.code == 1
    assert "was approved by Ана Анић" in conflict.err
    assert "edited: 1" in conflict.err


FORMAT_OPTIONS = ("--format", "tmx")


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    segment = {
        "source": "The summit began.",
        "text": "Самит је почео.",
        "score": -1,
        "concepts": [],
    }
    done = {"script": "Cyrl", "headline": segment, "segments": []}
    articles = [
        {"path": "a.txt", "language": {"tag": "en"}, "targets": {"sr": done, "ru": done}},
        {"path": "b.txt", "language": {"tag": "uz"}, "targets": {"sr": done}},
    ]
    content = {"schema": 1, "signature": "s", "articles": articles}
    (tmp_path / "report.json").write_text(json.dumps(content), "utf-8")
    return tmp_path


def test_a_file_a_direction_unless_one_is_named(
    exported: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = run(capsys, "review", "export", exported, *FORMAT_OPTIONS)
    assert [Path(line).name for line in done.out.split()] == [
        "review-en-sr.tmx",
        "review-en-ru.tmx",
        "review-uz-sr.tmx",
    ]
    one = exported / "named.tmx"
    options = (*FORMAT_OPTIONS, "--out", one)
    refused = run(capsys, "review", "export", exported, *options)
    assert (refused.code, "en into sr, en into ru, uz into sr" in refused.err) == (2, True)
    named = run(capsys, "review", "export", exported, *options, "--to", "ru", "--quiet")
    assert (named.code, named.out.strip(), named.err) == (0, str(one), "")


def test_a_reviewers_work_is_not_written_over(
    exported: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export = ("review", "export", exported, *FORMAT_OPTIONS, "--to", "ru")
    assert run(capsys, *export).code == run(capsys, *export).code == 0  # nothing done on it yet
    path = exported / "review-en-ru.tmx"
    edited = path.read_text("utf-8").replace("<seg>Самит је почео.", "<seg>Саммит начался.")
    path.write_text(edited, "utf-8")
    refused = run(capsys, *export)
    assert (refused.code, "holds 1 reviewed segments" in refused.err) == (2, True)
    assert path.read_text("utf-8") == edited
    assert run(capsys, "review", "import", path).code == 0
    assert run(capsys, *export).code == 0
    path.write_text(edited.replace("начался", "открылся"), "utf-8")
    assert run(capsys, *export).code == 2
    assert run(capsys, *export, "--force").code == 0
    path.write_text("my notes", "utf-8")
    refused = run(capsys, *export)
    assert (refused.code, "is no review" in refused.err) == (2, True)
    assert path.read_text("utf-8") == "my notes"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--to", "de"), "no such target language"),
        (("--to", "uz"), "holds no translation to review"),
    ],
)
def test_languages_that_are_not_there(
    exported: Path, capsys: pytest.CaptureFixture[str], args: tuple[str, ...], said: str
) -> None:
    done = run(capsys, "review", "export", exported, *FORMAT_OPTIONS, *args)
    assert (done.code, said in done.err) == (2, True)


def test_a_file_that_lies_nowhere_needs_a_memory_named(
    exported: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    away = tmp_path_factory.mktemp("downloads") / "back.tmx"
    options = (*FORMAT_OPTIONS, "--to", "ru", "--out", away)
    assert run(capsys, "review", "export", exported, *options).code == 0
    refused = run(capsys, "review", "import", away)
    assert (refused.code, "--memory DIR/store.sqlite" in refused.err) == (2, True)
    memory = exported / "store.sqlite"
    assert run(capsys, "review", "import", away, "--memory", memory).code == 0
    assert memory.is_file()


def test_one_bad_file_does_not_cost_the_others(
    exported: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "review", "export", exported, "--format", "xliff", "--to", "ru")
    good, bad = exported / "review-en-ru.xlf", exported / "bad.xlf"
    good.write_text(good.read_text("utf-8").replace('state="initial"', 'state="final"'), "utf-8")
    bad.write_text("<xliff", "utf-8")
    done = run(capsys, "review", "import", bad, good)
    assert done.code == 1
    assert "bad.xlf: is not well-formed XML" in done.err
    with open_store(exported / "store.sqlite") as store:
        (found,) = in_force(store)
    assert (found.text, found.machine) == ("Самит је почео.", "Самит је почео.")
    assert found.by  # this user


def test_a_segment_missing_from_a_table_is_told(
    exported: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "review", "export", exported, "--format", "docx", "--to", "ru")
    path = exported / "review-en-ru.docx"
    document = docx.Document(str(path))
    row = document.tables[0].rows[-1]._tr
    row.getparent().remove(row)
    document.save(str(path))
    done = run(capsys, "review", "import", path)
    assert (done.code, "segment 1.0 is not in the table" in done.err) == (1, True)


def test_a_memory_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "translate", "-", "--to", "sr", "--memory", tmp_path / "none.sqlite")
    assert (done.code, "there is no such file" in done.err) == (2, True)
    listed = run(capsys, "glossary", "suggest", "--memory", tmp_path / "none.sqlite")
    assert (listed.code, "there is no such memory" in listed.err) == (2, True)


def test_the_memory_of_another_tool_is_taken_as_a_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, memory = tmp_path / "theirs.tmx", tmp_path / "desk.sqlite"
    units = "".join(
        f"<tu><tuv xml:lang='en-GB'><seg>{source}</seg></tuv>"
        f"<tuv xml:lang='uz' changeid='Dilnoza'><seg>{text}</seg></tuv></tu>"
        for source, text in (("A visit.", "Tashrif."), ("A summit.", "Sammit."))
    )
    header = "<header srclang='en-GB'/>"
    path.write_text(f"<tmx version='1.4'>{header}<body>{units}</body></tmx>", "utf-8")
    unmarked = run(capsys, "review", "import", path, "--memory", memory)
    assert (unmarked.code, "an edit cannot be told" in unmarked.err) == (1, True)
    assert run(capsys, "review", "import", path, "--memory", memory, "--all").code == 0
    with open_store(memory) as store:
        found = [(one.source, one.text, one.by) for one in in_force(store)]
    assert found == [("A visit.", "Tashrif.", "Dilnoza"), ("A summit.", "Sammit.", "Dilnoza")]


def test_terms_that_reviewers_change_are_suggested(
    exported: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "review", "export", exported, *FORMAT_OPTIONS, "--to", "sr")
    path = exported / "review-en-sr.tmx"
    text = path.read_text("utf-8").replace("<seg>Самит је почео.", "<seg>Скуп је почео.")
    path.write_text(text, "utf-8")
    assert run(capsys, "review", "import", path).code == 0
    memory = exported / "store.sqlite"
    glossary = exported / "g.csv"
    glossary.write_text(
        "concept,lang,term,status\ngathering,en,summit,preferred\ngathering,sr,самит,preferred\n",
        "utf-8",
    )
    options = ("--memory", memory, "--glossary", glossary)
    listed = run(capsys, "glossary", "suggest", *options, "--at-least", "1")
    assert listed.code == 0
    assert "approved segments: 1, terms changed: 1" in listed.err
    (row,) = [line.split() for line in listed.out.splitlines() if "gathering" in line]
    assert " ".join(row) == "en sr gathering самит 0 1 Скуп 1 Скуп је почео."
    assert "gathering" not in run(capsys, "glossary", "suggest", *options).out


def test_help_names_the_formats_there_are() -> None:
    assert tuple(formats.FORMATS) == FORMAT_NAMES
    args = parser().parse_args(["review", "export", "d", "--format", "xliff"])
    assert isinstance(args, argparse.Namespace)


@pytest.mark.slow
def test_a_batch_uses_the_edit_as_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "flights.txt").write_text(ARTICLE, "utf-8")
    out = tmp_path / "out"
    command = ("batch", tmp_path / "flights.txt", "--to", "ru", "--out", out, "--workers", "1")
    assert run(capsys, *command).code == 0
    (path,) = run(capsys, "review", "export", out, "--format", "xliff").out.split()
    store = Xliff2File.parsefile(path)
    for unit in store.units:
        if str(unit.source) == MINISTER:
            unit.target = "Глава МИД Сербии объявил о первом рейсе из Белграда в мае."
    store.save()
    assert run(capsys, "review", "import", path).code == 0
    assert run(capsys, *command).code == 0
    (made,) = json.loads((out / "report.json").read_text("utf-8"))["articles"]
    origins = {s["source"]: s["origin"] for s in made["targets"]["ru"]["segments"]}
    assert origins[MINISTER] == "approved"
    assert "machine" in origins.values()
