from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefing.cli import main
from briefing.errors import UsageError
from briefing.evaluation import load, score

ROWS = [
    ("Good morning.", "Добро јутро.", "Xayrli tong.", "Доброе утро."),
    (
        "The president arrived.",
        "Председник је стигао.",
        "Prezident yetib keldi.",
        "Президент прибыл.",
    ),
]


def as_tsv(folder: Path, header: bool) -> Path:
    lines = ["en\tsr\tuz\tru"] * header + ["\t".join(row) for row in ROWS]
    path = folder / "dev.tsv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def as_folder(folder: Path) -> Path:
    path = folder / "flores"
    path.mkdir()
    names = ("eng_Latn", "srp_Cyrl", "uzn_Latn", "rus_Cyrl")
    for name, column in zip(names, zip(*ROWS, strict=True), strict=True):
        (path / f"{name}.devtest").write_text("\n".join(column) + "\n", "utf-8")
    return path


def as_json_lines(folder: Path) -> Path:
    path = folder / "dev.jsonl"
    tags = ("en", "sr", "uz", "ru")
    lines = [json.dumps(dict(zip(tags, row, strict=True)) | {"concepts": []}) for row in ROWS]
    path.write_text("\n".join(lines), "utf-8")
    return path


@pytest.mark.parametrize(
    "make", [lambda f: as_tsv(f, True), lambda f: as_tsv(f, False), as_folder, as_json_lines]
)
def test_every_layout_gives_the_same_test_set(tmp_path: Path, make) -> None:  # type: ignore[no-untyped-def]
    loaded = load(make(tmp_path))
    assert len(loaded) == 2
    assert [
        tuple(loaded.segments[tag][i] for tag in ("en", "sr", "uz", "ru")) for i in (0, 1)
    ] == ROWS


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.tsv", "one\ttwo\n", "a.tsv:1: 2 columns where 4"),
        ("a.tsv", "", "not a parallel test set"),
        ("a.jsonl", "{]\n", "a.jsonl:1: not JSON"),
        ("a.jsonl", '{"en": "x"}\n', "not a parallel test set"),
    ],
)
def test_what_is_no_test_set_is_named(tmp_path: Path, name: str, text: str, said: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(UsageError, match=said):
        load(tmp_path / name)


def test_a_missing_test_set_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        load(tmp_path / "none.tsv")


def test_perfect_translations_score_100_and_the_worst_comes_first() -> None:
    sources, references, _, _ = zip(*ROWS, strict=True)
    perfect = score(sources, references, references)
    assert (perfect.chrf2, perfect.chrf2pp) == (pytest.approx(100), pytest.approx(100))
    spoilt = score(sources, [references[0], "Киша пада."], references)
    assert spoilt.chrf2 < 100
    assert [s.source for s in spoilt.segments] == [sources[1], sources[0]]
    assert "chrF2" in spoilt.signatures[1]


def test_the_command_prints_a_table_and_writes_what_it_is_made_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    testset = as_tsv(tmp_path, True)
    assert main(["evaluate", "--testset", str(testset), "--to", "sr,uz", "--out", str(out)]) == 0
    printed = capsys.readouterr().out
    assert "chrF2++" in printed
    assert "\nsr" in printed
    assert "\nuz" in printed
    content = json.loads((out / "evaluation.json").read_text("utf-8"))
    assert [row["to"] for row in content["scores"]] == ["sr", "uz"]
    assert content["scores"][0]["concepts"]["required"] == 1
    assert (out / "evaluation.png").read_bytes().startswith(b"\x89PNG")
    assert len((out / "worst.tsv").read_text("utf-8").splitlines()) == 5


def test_a_test_set_without_the_targets_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.tsv").write_text("en\tsr\nGood.\tДобро.\n", "utf-8")
    assert main(["evaluate", "--testset", str(tmp_path / "a.tsv"), "--to", "ru"]) == 2
    assert "none of ru" in capsys.readouterr().err
