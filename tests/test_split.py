"""Splitting of segments that are too long for a model."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.split import split_long


def words(text: str) -> int:
    return len(text.split())


@pytest.mark.parametrize(
    ("text", "limit", "parts"),
    [
        ("Short enough.", 5, ["Short enough."]),
        (
            "Trade has doubled since then; the costs of transport have fallen by a third.",
            10,
            ["Trade has doubled since then; ", "the costs of transport have fallen by a third."],
        ),
        (
            "Министар је рекао да ће закон ступити на снагу у мају, али није рекао који закон.",
            13,
            [
                "Министар је рекао да ће закон ступити на снагу у мају, ",
                "али није рекао који закон.",
            ],
        ),
        (
            "Стороны подписали соглашение о визах, о торговле, которая растёт, и о прямых рейсах.",
            11,
            [
                "Стороны подписали соглашение о визах, о торговле, ",
                "которая растёт, и о прямых рейсах.",
            ],
        ),
        (
            "Tomonlar savdo hajmini oshirish va transport yoʻlaklarini kengaytirishga kelishdi",
            6,
            [
                "Tomonlar savdo hajmini oshirish ",
                "va transport yoʻlaklarini kengaytirishga kelishdi",
            ],
        ),
        ("one two three four", 2, ["one two ", "three four"]),
    ],
)
def test_cuts_at_the_best_boundary(text: str, limit: int, parts: list[str]) -> None:
    assert split_long(text, words, limit) == parts


def test_word_without_spaces_is_cut_anywhere() -> None:
    assert split_long("x" * 10, len, 3) == ["xx", "xxx", "xx", "xxx"]


def test_ten_thousand_words_are_cut_without_recursion_trouble() -> None:
    text = "слово, " * 10_000
    parts = split_long(text, words, 100)
    assert "".join(parts) == text
    assert max(map(words, parts)) <= 100


def test_limit_below_one_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        split_long("a", len, 0)


@given(
    text=st.text(alphabet=" \n,;:.—–абвxyzи", max_size=120) | st.text(max_size=60),
    limit=st.integers(1, 20),
)
@pytest.mark.parametrize("length", [len, words])
def test_parts_joined_give_the_text_back_and_none_is_too_long(
    length: object, text: str, limit: int
) -> None:
    assert callable(length)
    parts = split_long(text, length, limit)
    assert "".join(parts) == text
    assert all(length(part) <= limit for part in parts)
    assert all(parts) or parts == [""]


@pytest.mark.parametrize("limit", range(3, 10))
def test_no_cut_inside_what_must_stay_whole(limit: int) -> None:
    text = "Ministar spoljnih poslova i ministar odbrane sastali su se"
    terms = ["Ministar spoljnih poslova", "ministar odbrane"]
    whole = [(text.index(term), text.index(term) + len(term)) for term in terms]
    parts = split_long(text, lambda part: len(part.split()), limit, whole)
    assert "".join(parts) == text
    assert all(any(term in part for part in parts) for term in terms)


def test_what_must_stay_whole_is_cut_only_when_it_alone_is_too_long() -> None:
    text = "Visoki predstavnik Unije za spoljne poslove"
    parts = split_long(text, lambda part: len(part.split()), 2, [(0, len(text))])
    assert "".join(parts) == text
    assert all(len(part.split()) <= 2 for part in parts)
