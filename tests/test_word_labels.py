"""What a briefing is framed with, in every language and script."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields
from string import Formatter

import pytest

from briefing.languages import LANGUAGES, TARGETS, Target, target
from briefing.text.scripts import script_of
from briefing.word.labels import LABELS, article_count, labels, language_name, long_date

VARIANTS = [
    Target(LANGUAGES[tag], variant) for tag in TARGETS for variant in LANGUAGES[tag].variants
]


@pytest.mark.parametrize(
    ("tag", "script", "day", "expected"),
    [
        ("sr", "Cyrl", dt.date(2026, 2, 28), "28. фебруар 2026."),
        ("sr", "Latn", dt.date(2026, 9, 1), "1. septembar 2026."),
        ("uz", "Latn", dt.date(2026, 2, 28), "2026-yil 28-fevral"),
        ("uz", "Cyrl", dt.date(2026, 2, 28), "2026 йил 28 февраль"),
        ("uz", "Cyrl", dt.date(2026, 8, 1), "2026 йил 1 август"),
        ("ru", "Cyrl", dt.date(2026, 5, 9), "9 мая 2026 г."),
    ],
)
def test_dates_are_written_as_each_language_writes_them(
    tag: str, script: str, day: dt.date, expected: str
) -> None:
    assert long_date(day, target(tag, script)) == expected


@pytest.mark.parametrize(
    ("tag", "script", "count", "expected"),
    [
        ("sr", "Cyrl", 1, "1 чланак"),
        ("sr", "Cyrl", 3, "3 чланка"),
        ("sr", "Cyrl", 11, "11 чланака"),
        ("sr", "Latn", 21, "21 članak"),
        ("ru", "Cyrl", 1, "1 статья"),
        ("ru", "Cyrl", 24, "24 статьи"),
        ("ru", "Cyrl", 12, "12 статей"),
        ("ru", "Cyrl", 0, "0 статей"),
        ("uz", "Latn", 1, "1 ta maqola"),
        ("uz", "Cyrl", 12, "12 та мақола"),
    ],
)
def test_articles_are_counted_in_the_right_plural(
    tag: str, script: str, count: int, expected: str
) -> None:
    assert article_count(count, target(tag, script)) == expected


@pytest.mark.parametrize(
    ("tag", "script", "title"),
    [
        ("sr", "Cyrl", "Преглед штампе"),
        ("sr", "Latn", "Pregled štampe"),
        ("uz", "Latn", "Matbuot sharhi"),
        ("uz", "Cyrl", "Матбуот шарҳи"),
        ("ru", "Cyrl", "Обзор прессы"),
    ],
)
def test_titles(tag: str, script: str, title: str) -> None:
    assert labels(target(tag, script)).title == title


def _wordings(of: Target) -> dict[str, str]:
    found: dict[str, str] = {}
    for field in fields(labels(of)):
        value = getattr(labels(of), field.name)
        if isinstance(value, str):
            found[field.name] = value
        else:
            found |= {f"{field.name}.{key}": text for key, text in value.items()}
    return found


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.variant.word_tag)
def test_every_wording_is_in_the_variants_script_and_keeps_its_blanks(variant: Target) -> None:
    default = _wordings(target(variant.tag))
    for name, wording in _wordings(variant).items():
        literals = "".join(literal for literal, *_ in Formatter().parse(wording))
        assert script_of(literals) == variant.script, name
        assert [blank for _, blank, *_ in Formatter().parse(wording)] == [
            blank for _, blank, *_ in Formatter().parse(default[name])
        ]


def test_every_target_has_its_row_and_every_row_knows_the_same_notices() -> None:
    assert set(LABELS) == set(TARGETS)
    assert len({tuple(row.notices) for row in LABELS.values()}) == 1


@pytest.mark.parametrize(
    ("tag", "script", "expected"),
    [("sr", "Latn", "engleski"), ("uz", "Cyrl", "инглизча"), ("ru", "Cyrl", "английский")],
)
def test_languages_are_named_in_the_target(tag: str, script: str, expected: str) -> None:
    assert language_name("en", target(tag, script)) == expected
    assert language_name("zz", target(tag, script)) is None
