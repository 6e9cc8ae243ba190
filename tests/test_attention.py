from __future__ import annotations

import pytest

from briefing.decoding import Hypothesis, Span
from briefing.terminology.attention import attended, shares, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Председник Србије, А. Вучић", ["Председник", "Србије", "А", "Вучић"]),
        ("Oʻzbekiston Prezidenti maʼlum qildi.", ["Oʻzbekiston", "Prezidenti", "maʼlum", "qildi"]),
        ("IT-сектор вырос на 20,5 %", ["IT-сектор", "вырос", "на", "20", "5"]),
        ("sogʻ-salomat, togʻ", ["sogʻ-salomat", "togʻ"]),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in words(text)] == expected


def spans_of(text: str) -> tuple[Span, ...]:
    return tuple(words(text))


def aligned(source: str, text: str, rows: list[list[float]]) -> Hypothesis:
    return Hypothesis(
        text, -1.0, spans_of(source), spans_of(text), tuple(tuple(row) for row in rows)
    )


SOURCE = "the foreign minister arrived"  # columns: the, foreign, minister, arrived
HYPOTHESIS = aligned(
    SOURCE,
    "министар вањских послова стиже",
    [[0.1, 0.1, 0.8, 0], [0, 0.9, 0.1, 0], [0, 0.3, 0.0, 0.7], [0, 0, 0.1, 0.9]],
)


@pytest.mark.parametrize(
    ("source_span", "taken", "expected"),
    [
        ((4, 20), (), "министар вањских"),
        ((12, 20), (), "министар"),
        ((21, 28), (), "послова стиже"),
        ((4, 20), ((0, 8),), "вањских"),
        ((0, 3), (), None),
    ],
)
def test_attended_words(source_span: Span, taken: tuple[Span, ...], expected: str | None) -> None:
    span = attended(HYPOTHESIS, source_span, taken)
    assert (span and HYPOTHESIS.text[span[0] : span[1]]) == expected


def test_one_inattentive_word_inside_does_not_cut_a_term() -> None:
    hypothesis = aligned(
        "European Union", "Европска та унија", [[0.9, 0.1], [0.1, 0.1], [0.0, 0.95]]
    )
    weak = Hypothesis(
        hypothesis.text,
        -1.0,
        (*hypothesis.source_spans, (20, 25)),
        hypothesis.target_spans,
        ((0.9, 0.1, 0.0), (0.1, 0.1, 0.8), (0.0, 0.95, 0.05)),
    )
    assert attended(weak, (0, 14)) == (0, len(weak.text))


def test_shares_are_of_each_words_own_attention() -> None:
    assert shares(HYPOTHESIS, (4, 20)) == pytest.approx([0.9, 1.0, 0.3, 0.1])
