"""A clause that no word of the translation attends to is found, with the shipped checkpoint."""

from __future__ import annotations

from functools import cache

import pytest

from briefing import models
from briefing.decoding import Hypothesis
from briefing.documents import TranslatedSegment
from briefing.languages import LANGUAGES, target
from briefing.quality import check_segment
from briefing.terminology.alignment import align

SOURCE = (
    "The President of Serbia visited Uzbekistan on Friday, and the two ministers signed an"
    " agreement on trade."
)
CLAUSE = "the two ministers signed an agreement on trade"


@cache
def engine() -> models.MarianEngine:
    return models.MarianEngine(models.starter(), beam_size=1)


def dropped(source: str, text: str, tag: str) -> list[str]:
    segment = TranslatedSegment(source, text, 0.0)
    (alignment,) = align(engine(), [segment], target(tag))
    assert alignment is not None
    findings = check_segment(segment, LANGUAGES["en"], target(tag), alignment=alignment)
    return [source[slice(*f.source_span or ())] for f in findings if f.id == "clause-dropped"]


# Source, the clause that is lost, and by language: the whole translation and the one without it.
CUT = (
    (
        SOURCE,
        CLAUSE,
        {
            "sr": (
                "Председник Србије посетио је Узбекистан у петак,"
                " а два министра потписала су споразум о трговини.",
                "Председник Србије посетио је Узбекистан у петак.",
            ),
            "uz": (
                "Serbiya Prezidenti juma kuni Oʻzbekistonga tashrif buyurdi va ikki vazir savdo"
                " toʻgʻrisidagi bitimni imzoladi.",
                "Serbiya Prezidenti juma kuni Oʻzbekistonga tashrif buyurdi.",
            ),
            "ru": (
                "Президент Сербии в пятницу посетил Узбекистан,"
                " а два министра подписали соглашение о торговле.",
                "Президент Сербии в пятницу посетил Узбекистан.",
            ),
        },
    ),
    (
        "The talks were held in Samarkand, and the next round will take place in Belgrade in the"
        " spring.",
        "the next round will take place in Belgrade in the spring",
        {
            "sr": (
                "Разговори су одржани у Самарканду, а следећа рунда биће одржана у Београду на"
                " пролеће.",
                "Разговори су одржани у Самарканду.",
            ),
            "uz": (
                "Muzokaralar Samarqandda boʻlib oʻtdi, keyingi raund esa bahorda Belgradda boʻlib"
                " oʻtadi.",
                "Muzokaralar Samarqandda boʻlib oʻtdi.",
            ),
            "ru": (
                "Переговоры прошли в Самарканде, а следующий раунд состоится в Белграде весной.",
                "Переговоры прошли в Самарканде.",
            ),
        },
    ),
    (
        "The minister arrived in Tashkent on Monday and opened a new school for children with"
        " disabilities.",
        "opened a new school for children with disabilities",
        {
            "sr": (
                "Министар је у понедељак стигао у Ташкент и отворио нову школу за децу са"
                " инвалидитетом.",
                "Министар је у понедељак стигао у Ташкент.",
            ),
            "uz": (
                "Vazir dushanba kuni Toshkentga keldi va nogironligi boʻlgan bolalar uchun yangi"
                " maktab ochdi.",
                "Vazir dushanba kuni Toshkentga keldi.",
            ),
            "ru": (
                "Министр в понедельник прибыл в Ташкент и открыл новую школу для детей с"
                " инвалидностью.",
                "Министр в понедельник прибыл в Ташкент.",
            ),
        },
    ),
)


@pytest.mark.parametrize("tag", ["sr", "uz", "ru"])
def test_dropped_clauses_are_found(tag: str) -> None:
    caught = 0
    for source, clause, translations in CUT:
        whole, cut = translations[tag]
        assert dropped(source, whole, tag) == []
        found = " ".join(dropped(source, cut, tag))
        caught += len(set(found.split()) & set(clause.split())) >= 4
    # Any one may escape: which, is for the weights to say.
    assert caught >= 2


def attended(paid: list[float]) -> list[tuple[str, str]]:
    """Return the findings for a source of one-letter words attended to as `paid` says."""
    source = " ".join("abcdefghijklmnopqrstuvwxyz"[: len(paid)])
    spans = tuple((2 * i, 2 * i + 1) for i in range(len(paid)))
    hypothesis = Hypothesis("к", 0.0, spans, ((0, 1),), (tuple(paid),))
    segment = TranslatedSegment(source, "к", 0.0)
    findings = check_segment(segment, LANGUAGES["en"], target("ru"), alignment=hypothesis)
    return [
        (finding.severity, source[slice(*finding.source_span or ())])
        for finding in findings
        if finding.id == "clause-dropped"
    ]


@pytest.mark.parametrize(
    ("paid", "expected"),
    [
        ([0.1] * 8, []),
        ([0.1, 0.1, 0.0, 0.0, 0.0, 0.0, 0.1, 0.1], [("error", "c d e f")]),
        ([0.1, 0.1, 0.04, 0.04, 0.04, 0.04, 0.04, 0.1, 0.1], [("warning", "c d e f g")]),
        ([0.0] * 4, []),  # too short to tell
    ],
)
def test_five_words_in_a_row_make_a_clause(
    paid: list[float], expected: list[tuple[str, str]]
) -> None:
    assert attended(paid) == expected


def test_without_attention_nothing_is_said() -> None:
    segment = TranslatedSegment(SOURCE, "Председник Србије посетио је Узбекистан у петак.", 0.0)
    ids = {finding.id for finding in check_segment(segment, LANGUAGES["en"], target("sr"))}
    assert "clause-dropped" not in ids
