"""The table of known checkpoints, and the rows that users add."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from briefing.errors import CheckpointError, SettingsError
from briefing.languages import LANGUAGES, TARGETS
from briefing.models import registry
from briefing.models.checkpoint import GROUPS


def test_every_direction_has_a_checkpoint_best_first() -> None:
    rows = registry.rows()
    best = {}
    for row in rows:
        for direction in row.directions:
            best.setdefault(direction, row.name)
    assert best == {
        "en-ru": "opus-mt-tc-big-en-zle",
        "en-sr": "opus-mt-tc-bible-big-deu_eng_fra_por_spa-sla",
        "en-uz": "opus-mt-tc-bible-big-deu_eng_fra_por_spa-trk",
        "ru-en": "opus-mt-tc-big-zle-en",
        "ru-sr": "opus-mt-tc-big-zle-zls",
        "sr-en": "opus-mt-tc-big-sh-en",
        "sr-ru": "opus-mt-tc-big-zls-zle",
        "uz-en": "opus-mt-tc-bible-big-trk-deu_eng_fra_por_spa",
    }
    assert {tag for row in rows for tag in row.languages} == set(LANGUAGES)


@pytest.mark.parametrize("row", registry.rows(), ids=lambda row: row.name)
def test_a_row_says_all_that_must_be_known(row: registry.Row) -> None:
    assert row.licence
    assert bool(row.directions) != bool(row.languages)
    assert row.pin or row.id in {
        "facebook/bart-large-cnn",
        "csebuetnlp/mT5_multilingual_XLSum",
    }
    for direction in row.directions:
        source, target = direction.split("-")
        assert row.serves(LANGUAGES[source], LANGUAGES[target])
        if row.labels:
            assert LANGUAGES[target].marian_label in row.labels
    assert all(score.direction in row.directions and 0 < score.chrf < 1 for score in row.scores)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("opus-mt-en-ru", "Helsinki-NLP/opus-mt-en-ru"),
        ("Helsinki-NLP/opus-mt-en-ru", "Helsinki-NLP/opus-mt-en-ru"),
        ("somebody/else", "somebody/else"),
    ],
)
def test_checkpoints_are_found_by_name_and_by_id(name: str, found: str) -> None:
    assert registry.find(name, registry.rows()).id == found


@pytest.mark.parametrize(
    ("name", "said"),
    [("opus-mt-en-rus", "Did you mean opus-mt-en-ru"), ("???", "briefing models list")],
)
def test_a_name_unknown_says_what_is_near(name: str, said: str) -> None:
    with pytest.raises(CheckpointError, match=said):
        registry.find(name, registry.rows())


OWN = """
[[checkpoint]]
id = "ministry/en-uz"
directions = ["en-uz"]
licence = "internal"

[[checkpoint]]
id = "Helsinki-NLP/opus-mt-en-ru"
revision = "refs/pr/4"
directions = ["en-ru"]
"""


def test_own_rows_stand_first_and_take_the_place_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(OWN, "utf-8")
    rows = registry.rows(path)
    assert [row.id for row in itertools.islice(rows, 2)] == [
        "ministry/en-uz",
        "Helsinki-NLP/opus-mt-en-ru",
    ]
    assert len(rows) == len(registry.rows()) + 1
    assert registry.find("opus-mt-en-ru", rows).pin is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("checkpoint = 1", "tables and nothing else"),
        ("[[checkpoint]]\nname = 'x'", "row 1: unknown key 'name'"),
        ("[[checkpoint]]\nrevision = 'x'", "row 1: there is no id"),
        ("[[checkpoint]]\nid = 'a/b'\ndirections = 'en-uz'", r"directions: .* list of strings"),
        ("[[checkpoint]]\nid = 'a/b'\ndirections = ['en-xx']", "'en-xx' is no direction"),
        ("[[checkpoint]]\nid = 'a/b'\nscores = [{ bleu = 3 }]", "is not a score"),
        ("[[", "not valid TOML"),
    ],
)
def test_what_is_wrong_in_own_rows_is_named(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(SettingsError, match=said):
        registry.rows(path)


def test_a_file_of_rows_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="No such file"):
        registry.rows(tmp_path / "none.toml")


def test_every_target_can_be_reached_and_every_group_is_told() -> None:
    directions = {direction for row in registry.rows() for direction in row.directions}
    assert {f"en-{tag}" for tag in TARGETS} <= directions
    assert GROUPS["sh"] == ("srp",)
