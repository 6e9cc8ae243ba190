"""Letters, leftovers, shape and negation: what a finished translation must and must not have."""

from __future__ import annotations

import pytest

from briefing.documents import TranslatedSegment
from briefing.languages import LANGUAGES, target
from briefing.quality import check_segment

LONG = "The delegation held talks on trade and investment with the ministers of the region."


def ids(source: str, text: str, tag: str, script: str | None = None) -> set[str]:
    segment = TranslatedSegment(source, text, 0.0)
    found = check_segment(segment, LANGUAGES["en"], target(tag, script))
    return {f"{finding.id}:{finding.severity}" for finding in found}


@pytest.mark.parametrize(
    ("tag", "script", "source", "text", "expected"),
    [
        ("sr", None, "They came home.", "Došli su kući kasno.", {"script:error"}),
        ("uz", "Cyrl", "They came home.", "Ular uyga kech qaytdi.", {"script:error"}),
        ("sr", None, "They came home.", "Дoшли су кући.", {"mixed-script:error"}),
        ("uz", None, "They came home.", "Ular uygа qaytdi.", {"mixed-script:error"}),
        ("ru", None, "He came with me.", "Он пришел c братом.", {"lookalike:error"}),
        ("sr", None, "They came home.", "Дошли су домой.", {"foreign-letter:error"}),
        ("ru", None, "They came home.", "Они пришли кући.", {"foreign-letter:error"}),
        ("uz", None, "They came home.", "Ular o'z uyiga qaytdi.", {"uzbek-signs:warning"}),
        ("uz", None, "They came home.", "Ular oʻz uyiga qaytdi, taʼkidladi u.", set()),
        ("ru", None, "The letters c and g.", "Буквы c и g.", set()),
        ("ru", None, "A man came home.", "Пришел a домой.", {"lookalike:error"}),
        ("ru", None, "The IT firm came home.", "IT-компания вернулась домой.", set()),
        (
            "ru",
            None,
            "802.11a covers 20 km and 35 mm.",
            "Парк занимает 20 км, 802.11a и 35 mm.",
            set(),
        ),
    ],
)
def test_letters(tag: str, script: str | None, source: str, text: str, expected: set[str]) -> None:
    assert ids(source, text, tag, script) == expected


@pytest.mark.parametrize(
    ("tag", "source", "text", "expected"),
    [
        ("sr", "The workers went home.", "Радници су went кући.", {"untranslated:error"}),
        ("ru", "The workers went home.", "Рабочие пошли home.", {"untranslated:error"}),
        ("uz", "The workers went home.", "Ishchilar uyga went.", {"untranslated:error"}),
        ("uz", "The crystals melted.", "Bu crystals erib ketdi.", {"untranslated:error"}),
        ("uz", "The bank and the park reopened.", "Bank va park yana ochildi, sport ham.", set()),
        (
            "ru",
            "Read it on BBC News and iPhone.",
            "Прочитайте это на BBC News и на своем iPhone.",
            set(),
        ),
    ],
)
def test_words_left_in_english(tag: str, source: str, text: str, expected: set[str]) -> None:
    assert ids(source, text, tag) == expected


@pytest.mark.parametrize("tag", ["sr", "uz", "ru"])
def test_a_source_left_as_it_is(tag: str) -> None:
    assert "language:error" in ids(LONG, LONG, tag)


@pytest.mark.parametrize(
    ("tag", "script", "text", "found"),
    [
        ("sr", "Cyrl", "Делегација је разговарала о трговини са министрима из суседства.", False),
        (
            "sr",
            "Cyrl",
            "Делегация провела переговоры о торговле с министрами, которые приехали в столицу.",
            True,
        ),
        ("sr", "Latn", "Delegatsiya mintaqa vazirlari bilan savdo haqida suhbatlashdi.", True),
        ("uz", "Latn", "Delegatsiya mintaqa vazirlari bilan savdo haqida suhbatlashdi.", False),
        ("uz", "Latn", "Delegacija je razgovarala o trgovini sa ministrima iz susedstva.", True),
        (
            "uz",
            "Cyrl",
            "Делегация провела переговоры о торговле с министрами, которые приехали в столицу.",
            True,
        ),
        (
            "ru",
            "Cyrl",
            "Делегация провела переговоры о торговле с министрами, которые приехали в столицу.",
            False,
        ),
        ("ru", "Cyrl", "Делегација је разговарала о трговини са министрима из суседства.", True),
        ("ru", "Cyrl", "Делегация минтақа вазирлари билан савдо ҳақида суҳбатлашди.", True),
        # One that has marks of both languages is weighed, and is found where most of it is foreign.
        ("ru", "Cyrl", "В среду делегација је разговарала о трговини са министрима.", True),
        ("uz", "Latn", "Bugun the delegation held talks on trade with the ministers.", True),
    ],
)
def test_a_text_in_another_language_is_found(tag: str, script: str, text: str, found: bool) -> None:
    assert ("language:error" in ids(LONG, text, tag, script)) is found


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        (
            "sr",
            "Делегација је разговарала са министрима са министрима о трговини и улагањима.",
            "loop:error",
        ),
        (
            "ru",
            "Делегация провела провела переговоры о торговле и инвестициях с министрами региона.",
            "loop:error",
        ),
        ("sr", "Разговори.", "length:error"),
        ("sr", "", "length:error"),
        (
            "ru",
            "Делегация провела переговоры о торговле и инвестициях с министрами (региона.",
            "brackets:warning",
        ),
        (
            "ru",
            "Делегация провела переговоры о торговле и инвестициях с министрами «региона.",
            "quotes:warning",
        ),
        (
            "ru",
            "Делегация провела переговоры о торговле и инвестициях с министрами региона",
            "sentence-end:warning",
        ),
        (
            "uz",
            "Delegatsiya savdo va sarmoya boʻyicha mintaqa vazirlari bilan muzokara oʻtkazdimi?",
            "sentence-end:warning",
        ),
    ],
)
def test_shape(tag: str, text: str, expected: str) -> None:
    assert expected in ids(LONG, text, tag)


@pytest.mark.parametrize(
    ("source", "tag", "text"),
    [
        ("Yes, yes, he said.", "ru", "Да, да, сказал он."),
        ("It was repeatedly closed.", "uz", "U qayta-qayta yopildi."),
        ('"Go," he said.', "sr", "„Иди“, рекао је."),
        ("(a) first, b) second", "ru", "(а) первое, б) второе"),
    ],
)
def test_what_is_meant_is_no_finding(source: str, tag: str, text: str) -> None:
    assert ids(source, text, tag) == set()


@pytest.mark.parametrize(
    ("source", "tag", "text", "lost"),
    [
        ("He did not come.", "sr", "Он је дошао.", True),
        ("He did not come.", "sr", "Он није дошао.", False),
        ("He did not come.", "ru", "Он пришел.", True),
        ("He did not come.", "ru", "Он не пришел.", False),
        ("He did not come.", "uz", "U keldi.", True),
        ("He did not come.", "uz", "U kelmadi.", False),
        ("Nobody came.", "ru", "Никто пришел.", True),
        ("Nobody came.", "uz", "Hech kim keldi.", True),
        ("Nobody came.", "sr", "Нико није дошао.", False),
        ("He is not satisfied.", "ru", "Он недоволен.", False),
        ("Whether or not he comes, we go.", "sr", "Дошао он или остао, идемо.", False),
        (
            "They don't trust him; he cannot pay.",
            "ru",
            "Они не доверяют ему; он может платить.",
            True,
        ),
    ],
)
def test_negation(source: str, tag: str, text: str, lost: bool) -> None:
    assert ("negation-lost:warning" in ids(source, text, tag)) is lost
