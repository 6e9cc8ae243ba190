from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from briefing.errors import SettingsError, UsageError
from briefing.settings import Settings, load


def test_defaults_then_file_then_command_line(tmp_path: Path) -> None:
    file = tmp_path / "desk.toml"
    file.write_text('to = ["sr", "ru"]\nsentences = 3\ndate = 2026-02-28\n', "utf-8")
    settings = load(file, {"sentences": 7, "out": None})
    assert settings.to == ("sr", "ru")
    assert settings.sentences == 7
    assert settings.date == dt.date(2026, 2, 28)
    assert settings.out == Settings().out


def test_targets_in_order_once_each_with_their_script() -> None:
    settings = load(None, {"to": "uz, sr,uz", "script": {"sr": "latin", "uz": "cyrillic"}})
    assert [(t.tag, t.script) for t in settings.targets()] == [("uz", "Cyrl"), ("sr", "Latn")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sentence = 3", "unknown setting 'sentence'"),
        ('sentences = "three"', "is not a int"),
        ("sentences = true", "is not a int"),
        ("sentences = 0", "too small"),
        ("to = []", "no target language"),
        ("to = ", "not valid TOML"),
    ],
)
def test_a_bad_file_is_named_with_its_key(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "desk.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(SettingsError, match=said) as caught:
        load(file, {})
    assert str(caught.value).startswith(str(file))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"none\.toml"):
        load(tmp_path / "none.toml", {})


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"to": "sr,de"}, "--to de: no such target language"),
        ({"to": "en"}, "--to en: no such target language"),
        ({"script": {"ru": "latin"}}, "Russian is not written in latin"),
        ({"script": {"sr": "glagolitic"}}, "no such script"),
        ({"script": {"xx": "latin"}}, "no such language"),
    ],
)
def test_wrong_targets_say_what_can_be_had(given: dict[str, object], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        load(None, given).targets()


def test_lists_may_be_written_either_way(tmp_path: Path) -> None:
    file = tmp_path / "desk.toml"
    file.write_text('no_check = ["quotes", "length"]\nfail_on = "error"\n', "utf-8")
    assert load(file, {}).no_check == ("quotes", "length")
    assert load(file, {"no_check": "loop, script"}).no_check == ("loop", "script")
    with pytest.raises(SettingsError, match="Use error or warning"):
        load(None, {"fail_on": "doubt"})
