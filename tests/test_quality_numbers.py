"""Numbers are read with their value, whatever they are written with."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.documents import TranslatedSegment
from briefing.languages import LANGUAGES, target
from briefing.quality import Finding, check_segment
from briefing.quality.pair import Side

CALENDAR_AND_MONEY = {
    *("number-missing", "number-added", "percent", "currency", "month", "weekday"),
}


def values(text: str, tag: str) -> list[float]:
    """The first reading of each quantity."""
    found = Side(text, tag, LANGUAGES[tag].variants[0].script).quantities
    return [float(quantity.values[0]) for quantity in found if quantity.values]


def findings(source: str, text: str, tag: str) -> list[Finding]:
    found = check_segment(TranslatedSegment(source, text, 0.0), LANGUAGES["en"], target(tag))
    return [finding for finding in found if finding.id in CALENDAR_AND_MONEY]


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ("en", "$20 million", [20e6]),
        ("sr", "20 милиона долара", [20e6]),
        ("ru", "20 млн долларов", [20e6]),
        ("uz", "20 million dollar", [20e6]),
        ("en", "$1.2bn", [1.2e9]),
        ("en", "1,200.5", [1200.5]),
        ("sr", "1.200,5", [1200.5]),
        ("ru", "1 200,5", [1200.5]),
        ("uz", "120\u00a0000 ta oila", [120000]),
        ("sr", "120.000 породица", [120000]),
        ("en", "two hundred and twenty-five thousand", [225000]),
        ("sr", "двеста двадесет пет хиљада", [225000]),
        ("uz", "ikki yuz yigirma besh ming", [225000]),
        ("ru", "двухсот двадцати пяти тысяч", [225000]),
        ("sr", "двадесет и пет", [25]),
        ("en", "half a million", [500000]),
        ("sr", "пола милиона", [500000]),
        ("uz", "yarim million", [500000]),
        ("ru", "полмиллиона", [500000]),
        ("en", "one and a half billion", [1.5e9]),
        ("sr", "милион и по", [1.5e6]),
        ("uz", "bir yarim milliard", [1.5e9]),
        ("ru", "полтора миллиарда", [1.5e9]),
        ("en", "nearly tenfold", [10]),
        ("sr", "скоро десетоструко", [10]),
        ("uz", "qariyb oʻn baravar", [10]),
        ("ru", "почти в десять раз", [10]),
        ("en", "the 19th century", [19, 100]),
        ("ru", "XIX век", [19, 100]),
        ("ru", "в V веке", [5, 100]),
        ("sr", "деветнаестогодишња", [19]),
        ("ru", "трехмерный", [3]),
        ("uz", "oʻn ikkinchi", [12]),
        ("uz", "oʻntasidan toʻqqiztasi", [10, 9]),
        ("en", "thousands of people", []),
        ("ru", "недели и семинары", []),
    ],
)
def test_a_quantity_is_read_with_its_value(tag: str, text: str, expected: list[float]) -> None:
    assert values(text, tag) == expected


@pytest.mark.parametrize("tag", ["sr", "uz"])
def test_both_scripts_of_a_language_are_read(tag: str) -> None:
    texts = {"sr": "dvadeset pet hiljada", "uz": "йигирма беш минг"}
    assert values(texts[tag], tag) == [25000]


@given(st.integers(1000, 999_999_999))
def test_grouped_digits_are_worth_the_same_in_every_language(number: int) -> None:
    english = f"{number:,}"
    for tag, mark in (("sr", "."), ("uz", " "), ("ru", "\u00a0")):
        quantity = Side(english.replace(",", mark), tag, "Cyrl").quantities[0]
        assert Fraction(number) in quantity.values


@pytest.mark.parametrize(
    ("source", "tag", "text"),
    [
        ("It cost $20 million.", "sr", "Коштало је 20 милиона долара."),
        ("It cost $20 million.", "ru", "Это стоило 20 млн долларов."),
        ("It rose nearly tenfold.", "uz", "U qariyb oʻn baravar oshdi."),
        ("On 3 March 2026 they met.", "sr", "Састали су се 3. марта 2026. године."),
        ("On 3 March 2026 they met.", "sr", "Састали су се 03.03.2026."),
        ("On 3 March 2026 they met.", "uz", "Ular 2026-yil 3-mart kuni uchrashdi."),
        ("On 3 March 2026 they met.", "ru", "Они встретились 3 марта 2026 г."),
        ("It rose by 8.1 percent.", "ru", "Показатель вырос на 8,1%."),
        ("It fell from 300 percent to 55.", "sr", "Пало је са 300 на 55 одсто."),
        (
            "It rose from 90 to 164 million euros.",
            "uz",
            "U 90 million yevrodan 164 million yevroga oshdi.",
        ),
        ("The 1st and the third.", "sr", "Прва и трећа."),
        ("At 8 p.m. on Monday.", "ru", "В понедельник в 20:00."),
        ("Born in the 1990s.", "ru", "Родившиеся в 90-х."),
        ("In 2010-11 it fell.", "ru", "В 2010–2011 годах он упал."),
        ("They may march on Friday.", "sr", "Они можда марширају у петак."),
        ("Six months later.", "ru", "Полгода спустя."),
        ("The first of 41.", "uz", "41 tadan birinchisi."),
        ("It lasted three centuries.", "ru", "Он длился три столетия."),
        ("With hundred percent certainty.", "ru", "Со стопроцентной вероятностью."),
        ("About 500 Congolese Francs.", "ru", "Около 500 конголезских франков."),
    ],
)
def test_the_same_value_is_no_finding(source: str, tag: str, text: str) -> None:
    assert findings(source, text, tag) == []


@pytest.mark.parametrize(
    ("source", "tag", "text", "ids"),
    [
        (
            "It cost $20 million.",
            "sr",
            "Коштало је 20 милијарди долара.",
            {"number-missing", "number-added"},
        ),
        ("It cost $20 million.", "ru", "Это стоило 20 млн евро.", {"currency"}),
        (
            "It rose by 8.1 percent.",
            "ru",
            "Показатель вырос на 81%.",
            {"number-missing", "number-added"},
        ),
        ("It rose by 8 percent.", "sr", "Порасло је за 8 динара.", {"percent", "currency"}),
        ("They met on 3 March.", "uz", "Ular 3-may kuni uchrashdi.", {"month"}),
        ("They met on Friday.", "ru", "Они встретились в среду.", {"weekday"}),
        ("Seventeen people died.", "uz", "Yetti kishi halok boʻldi.", {"number-missing"}),
        ("Nobody came.", "sr", "Дошло је 12 људи.", {"number-added"}),
        ("It has 1,200 beds.", "sr", "Има 1,200 кревета.", {"number-missing", "number-added"}),
    ],
)
def test_another_value_is_found(source: str, tag: str, text: str, ids: set[str]) -> None:
    assert {finding.id for finding in findings(source, text, tag)} == ids


@pytest.mark.parametrize(
    ("source", "text", "severity"),
    [
        ("They pay 20 dollars.", "Они платят 20 монет.", "error"),
        ("They pay top dollar.", "Они хорошо платят.", "warning"),
    ],
)
def test_a_currency_beside_a_number_is_money(source: str, text: str, severity: str) -> None:
    assert [(f.id, f.severity) for f in findings(source, text, "ru")] == [("currency", severity)]


def test_a_finding_points_at_the_number() -> None:
    source, text = "There were 12 guests.", "Било је 13 гостију."
    missing, added = findings(source, text, "sr")
    assert source[slice(*missing.source_span or ())] == "12"
    assert text[slice(*added.span or ())] == "13"
