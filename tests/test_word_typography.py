"""Quotation marks, dashes and unbreakable spaces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.languages import LANGUAGES, TARGETS, Target, target
from briefing.word.typography import NBSP, typeset

VARIANTS = [
    Target(LANGUAGES[tag], variant) for tag in TARGETS for variant in LANGUAGES[tag].variants
]


@pytest.mark.parametrize(
    ("tag", "given_text", "expected"),
    [
        ("sr", 'Србија је "капија" Европе.', "Србија је „капија“ Европе."),
        ("sr", "Србија је “капија” Европе.", "Србија је „капија“ Европе."),
        ("sr", "Србија је «капија» Европе.", "Србија је „капија“ Европе."),
        ("sr", "Србија је „капија“ Европе.", "Србија је „капија“ Европе."),
        ("sr", 'Лист "Глас "Народа"" пише', "Лист „Глас ’Народа’“ пише"),
        ("sr", '"Да", рекао је.', "„Да“, рекао је."),
        ("sr", 'рекао је: "Да."', "рекао је: „Да.“"),
        (
            "ru",
            'Газета "Правда" и ООО "Рога "и" копыта"',
            "Газета «Правда» и ООО «Рога „и“ копыта»",
        ),
        ("ru", '"Газпром"у ("Газпром")', "«Газпром»у («Газпром»)"),
        ("ru", 'экс-"президент"', "экс-«президент»"),
        ("ru", "конец цитаты».", "конец цитаты»."),
        ("ru", "Он сказал: «начало", "Он сказал: «начало"),
        ("uz", '"Oʻzbekneftgaz"ning maʼlumoti', "“Oʻzbekneftgaz”ning maʼlumoti"),
        ("uz", "«Xalq soʻzi» gazetasi", "“Xalq soʻzi” gazetasi"),
        ("uz", "O'zbekiston, o‘zbek, ma’no", "O'zbekiston, o‘zbek, ma’no"),
        ("sr", 'екран од 15" и таблет', 'екран од 15" и таблет'),
    ],
)
def test_quotation_marks_are_the_languages_own(tag: str, given_text: str, expected: str) -> None:
    assert typeset(given_text, target(tag)).replace(NBSP, " ") == expected


@pytest.mark.parametrize(
    ("tag", "given_text", "expected"),
    [
        ("sr", "Београд - престоница", "Београд~– престоница"),
        ("ru", "Ташкент - столица", "Ташкент~— столица"),
        ("ru", "Ташкент – столица", "Ташкент~— столица"),
        ("uz", "Toshkent - poytaxt", "Toshkent~– poytaxt"),
        ("sr", "спољно-политички, 2025-2026", "спољно-политички, 2025-2026"),
        ("sr", "- рекао је", "- рекао је"),
    ],
)
def test_a_hyphen_between_spaces_becomes_the_languages_dash(
    tag: str, given_text: str, expected: str
) -> None:
    assert typeset(given_text, target(tag)) == expected.replace("~", NBSP)


@pytest.mark.parametrize(
    ("tag", "script", "given_text", "expected"),
    [
        ("ru", "Cyrl", "рост 20 % за год", "рост 20~% за год"),
        ("ru", "Cyrl", "20 000 000 долларов", "20~000~000~долларов"),
        ("ru", "Cyrl", "20 млн долларов", "20~млн долларов"),
        ("ru", "Cyrl", "А. С. Пушкин", "А.~С.~Пушкин"),
        ("ru", "Cyrl", "Указ № 5", "Указ №~5"),
        ("ru", "Cyrl", "28 февраля 2026 г. в Ташкенте", "28~февраля 2026~г. в~Ташкенте"),
        ("ru", "Cyrl", "живёт в г. Самарканд", "живёт в~г.~Самарканд"),
        ("ru", "Cyrl", "и в Москве", "и~в~Москве"),
        ("ru", "Cyrl", "три слова здесь", "три слова здесь"),
        ("sr", "Cyrl", "28. фебруара 2026. године", "28.~фебруара 2026.~године"),
        ("sr", "Cyrl", "Било је то 2025. Србија је", "Било је то 2025. Србија је"),
        ("sr", "Cyrl", "20 милиона долара", "20~милиона долара"),
        ("sr", "Cyrl", "проф. др Ана Илић, Закон бр. 5", "проф.~др~Ана Илић, Закон бр.~5"),
        ("sr", "Latn", "20 miliona dolara, br. 5", "20~miliona dolara, br.~5"),
        ("sr", "Latn", "Lj. Petrović", "Lj.~Petrović"),
        ("uz", "Latn", "20 million dollar", "20~million dollar"),
        ("uz", "Latn", "Sh. Mirziyoyev, Oʻ. Umarov", "Sh.~Mirziyoyev, Oʻ.~Umarov"),
        ("uz", "Latn", "28 fevral kuni", "28~fevral kuni"),
        ("uz", "Cyrl", "20 миллион доллар", "20~миллион доллар"),
        ("uz", "Cyrl", "Ш. Мирзиёев", "Ш.~Мирзиёев"),
    ],
)
def test_what_belongs_together_stays_on_one_line(
    tag: str, script: str, given_text: str, expected: str
) -> None:
    assert typeset(given_text, target(tag, script)) == expected.replace("~", NBSP)


TEXTS = st.text(alphabet=st.sampled_from(list('аАбЉћabZʻ’ 5%.,-–—«»„“”"()№\u00a0')), max_size=40)


@given(text=TEXTS, variant=st.sampled_from(VARIANTS))
def test_typesetting_keeps_every_offset_and_is_done_once(text: str, variant: Target) -> None:
    once = typeset(text, variant)
    assert len(once) == len(text)
    assert typeset(once, variant) == once


@given(text=TEXTS, variant=st.sampled_from(VARIANTS))
def test_typesetting_leaves_letters_and_figures_alone(text: str, variant: Target) -> None:
    changed = {
        (old, new) for old, new in zip(text, typeset(text, variant), strict=True) if old != new
    }
    assert not any(old.isalnum() or new.isalnum() for old, new in changed)
