"""Lines → paragraphs."""

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.readers.layout import join, paragraphs, vocabulary

EN = (
    "At the invitation of the President of the Republic of Uzbekistan, the President of Serbia "
    "is paying an official visit to Tashkent, where the sides are to sign twelve agreements on "
    "trade, farming and education before the end of the week."
)
SR = (
    "На позив председника Републике Узбекистан, председник Србије борави у званичној посети "
    "Ташкенту, где ће стране до краја недеље потписати дванаест споразума о трговини, "
    "пољопривреди и образовању."
)
UZ = (
    "Oʻzbekiston Respublikasi Prezidentining taklifiga binoan Serbiya Prezidenti rasmiy tashrif "
    "bilan Toshkentda boʻlib turibdi, tomonlar hafta oxirigacha savdo, qishloq xoʻjaligi va "
    "taʼlim boʻyicha oʻn ikkita bitim imzolaydi."
)
RU = (
    "По приглашению Президента Республики Узбекистан Президент Сербии находится с официальным "
    "визитом в Ташкенте, где стороны до конца недели подпишут двенадцать соглашений о торговле, "
    "сельском хозяйстве и образовании."
)


@pytest.mark.parametrize("text", [EN, SR, UZ, RU])
@pytest.mark.parametrize("width", [60, 72, 80, 100])
def test_lines_filled_to_a_width_are_joined(text: str, width: int) -> None:
    filled = textwrap.fill(text, width)
    assert paragraphs(f"{filled}\n\n{filled}") == (text, text)


def test_single_line_breaks_are_paragraphs_in_running_text() -> None:
    assert paragraphs(f"{EN}\n{RU}\n– {SR}") == (EN, RU, f"– {SR}")


def test_filled_paragraphs_without_blank_lines_are_told_by_the_room_left() -> None:
    text = "\n".join(textwrap.fill(part, 72) for part in (EN, EN + " They met.", EN))
    assert paragraphs(text) == (EN, EN + " They met.", EN)


def test_filled_paragraphs_with_indents() -> None:
    text = "\n".join(textwrap.fill(part, 72, initial_indent="    ") for part in (SR, RU, EN))
    assert paragraphs(text) == (SR, RU, EN)


def test_a_headline_above_filled_text_stands_alone() -> None:
    assert paragraphs("A visit to Tashkent\n" + textwrap.fill(EN, 72)) == (
        "A visit to Tashkent",
        EN,
    )


def test_white_space_inside_is_single_and_plain() -> None:
    assert paragraphs("  20\u00a0000 \t dollars \u2003 \n\n\n \n next") == (
        "20 000 dollars",
        "next",
    )


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["the coop-", "eration of both"], "the cooperation of both"),
        (["о сотруд-", "ничестве"], "о сотрудничестве"),
        (["са-", "радња"], "сарадња"),
        (["hamkor-", "lik"], "hamkorlik"),
        (["Serbian-", "Uzbek ties"], "Serbian-Uzbek ties"),
        (["high-", "level talks"], "high-level talks"),
        (["из-", "за погоды"], "из-за погоды"),
        (["торгово-", "экономический"], "торгово-экономический"),
        (["by 20-", "30 percent"], "by 20-30 percent"),
        (["a decision – ", "at last"], "a decision – at last"),
    ],
)
def test_words_cut_at_a_line_end(lines: list[str], joined: str) -> None:
    assert join(lines, vocabulary(lines)) == joined


def test_the_article_itself_tells_a_compound_from_a_cut_word() -> None:
    lines = ["land-", "locked states; a land-locked state; both coop-", "erate, cooperate"]
    assert join(lines, vocabulary(lines)) == (
        "land-locked states; a land-locked state; both cooperate, cooperate"
    )


@settings(deadline=None)
@given(st.lists(st.sampled_from([EN, SR, UZ, RU]), min_size=1, max_size=5), st.integers(50, 110))
def test_filling_and_reading_gives_back_the_paragraphs(texts: list[str], width: int) -> None:
    filled = "\n\n".join(textwrap.fill(text, width, break_on_hyphens=False) for text in texts)
    assert paragraphs(filled) == tuple(texts)
