"""The table of checks, what needs the whole briefing, summaries and confidence."""

from __future__ import annotations

import sys
from types import FrameType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.documents import (
    Article,
    ConceptUse,
    Confidence,
    DetectedLanguage,
    Outcome,
    Segment,
    Summary,
    TranslatedSegment,
    Translation,
    Unreplaced,
)
from briefing.languages import LANGUAGES, TARGETS, target
from briefing.quality import (
    CHECKS,
    WIDE_CHECKS,
    Check,
    Finding,
    WideCheck,
    check_briefing,
    check_segment,
    check_summary,
    confidence,
)
from briefing.quality.review import review

EN = LANGUAGES["en"]
SR = target("sr")


def test_ids_are_unique_and_languages_are_served() -> None:
    every: tuple[Check | WideCheck, ...] = (*CHECKS, *WIDE_CHECKS)
    assert len({check.id for check in every}) == len(every)
    assert all(set(check.targets) <= set(TARGETS) and check.targets for check in every)
    assert all(set(check.sources) <= set(LANGUAGES) and check.sources for check in every)


def test_a_check_reports_under_its_own_id_and_no_graver_than_the_table_says() -> None:
    segment = TranslatedSegment(
        "On 3 March, 12 guests did not go to Samarkand (by bus)?",
        "У мају 13 гостију are отишли отишли у Нукус (доларима 5%",
        0.0,
        (ConceptUse("bus", "bus", (50, 53), "аутобус", "unmet"),),
        ("'бус' is forbidden for bus and could not be replaced", "the checkpoint cannot read: ☃"),
        unreplaced=(Unreplaced("bus", "forbidden", "бус", (0, 3)),),
    )
    table = {check.id: check for check in CHECKS}
    found = check_segment(segment, EN, SR)
    assert len({finding.id for finding in found}) >= 10
    graver = [f for f in found if f.severity == "error" and table[f.id].severity == "warning"]
    assert graver == []


def test_errors_come_first() -> None:
    segment = TranslatedSegment("He did not pay 12 euros.", "Платио је 13 евра", 0.0)
    severities = [finding.severity for finding in check_segment(segment, EN, SR)]
    assert severities == sorted(severities)
    assert set(severities) == {"error", "warning"}


def test_a_check_is_switched_off_by_its_id() -> None:
    segment = TranslatedSegment("There were 12 guests.", "Било је 13 гостију.", 0.0)
    assert check_segment(segment, EN, SR)
    assert not check_segment(segment, EN, SR, off=frozenset({"number-missing", "number-added"}))


def test_nothing_is_checked_where_nothing_was_translated() -> None:
    segment = TranslatedSegment("Било је 12 гостију.", "Било је 13 гостију.", 0.0)
    assert check_segment(segment, LANGUAGES["sr"], SR) == ()


@pytest.mark.parametrize("source", ["en", "sr", "uz", "ru"])
@pytest.mark.parametrize("tag", TARGETS)
def test_every_direction_is_served(source: str, tag: str) -> None:
    segment = TranslatedSegment("12", "13", 0.0)
    found = check_segment(segment, LANGUAGES[source], target(tag))
    assert bool(found) is (source != tag)


WORDS = """
12 1.200,5 03.03.2026 8:30 2010-11 XIX $ % ( « " ? . , - – one half pола po и милион yarim
oʻn o' Bukhara Бухари not не hech Дoм c the сто с половиной 1990s 5m ² ٣ 99:99 1.2.3.4
"""
PIECES = st.sampled_from(WORDS.split())


@given(st.lists(PIECES | st.text(max_size=8)), st.lists(PIECES | st.text(max_size=8)))
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_text_breaks_a_check_and_spans_lie_inside(one: list[str], other: list[str]) -> None:
    source, text = " ".join(one), " ".join(other)
    for tag in TARGETS:
        for finding in check_segment(TranslatedSegment(source, text, -1.0), EN, target(tag)):
            for span, within in ((finding.span, text), (finding.source_span, source)):
                assert span is None or 0 <= span[0] <= span[1] <= len(within)


def test_terms_and_the_engine_speak_through_findings() -> None:
    segment = TranslatedSegment(
        "The president spoke.",
        "Президент је говорио.",
        -0.2,
        (ConceptUse("president", "president", (4, 13), "председник", "unmet", reason="no form"),),
        (
            "'Президент' is forbidden for president and could not be replaced",
            "the translation did not come to an end and was cut off",
        ),
        unreplaced=(Unreplaced("president", "forbidden", "Президент", (0, 9)),),
    )
    found = {finding.id: finding for finding in check_segment(segment, EN, SR)}
    assert found["term-unmet"].severity == "warning"
    assert found["term-unmet"].source_span == (4, 13)
    assert found["term-forbidden"].severity == "error"
    assert found["term-forbidden"].span == (0, 9)
    assert found["engine"].severity == "error"


def test_a_name_in_two_spellings_is_found_in_the_rarer_one() -> None:
    texts = [
        ("They met Karimov in Bukhara.", "Срели су Каримова у Бухари."),
        ("They saw Karimov again.", "Видели су Каримова поново."),
        ("They saw Karimov off.", "Испратили су Керимова."),
    ]
    segments = [(TranslatedSegment(source, text, 0.0), EN) for source, text in texts]
    found = check_briefing(segments, SR)
    assert [[finding.id for finding in each] for each in found] == [[], [], ["name-varies"]]
    assert texts[2][1][slice(*found[2][0].span or ())] == "Керимова"
    assert not any(check_briefing(segments, SR, off=frozenset({"name-varies"})))


def test_the_checks_on_a_briefing_take_as_long_for_a_segment_however_many_there_are() -> None:
    forms = ("Каримов", "Каримова", "Каримову", "Каримовом", "Керимова")

    def calls(size: int) -> int:
        """Return how many functions are called for `size` segments that name one person."""
        texts = (f"Јуче су видели {forms[i % len(forms)]} поново." for i in range(size))
        segments = [
            (TranslatedSegment("They saw Karimov again yesterday.", text, 0.0), EN)
            for text in texts
        ]
        called = 0

        def count(frame: FrameType, event: str, argument: object) -> None:
            nonlocal called
            called += event == "call"

        sys.setprofile(count)
        try:
            check_briefing(segments, SR)
        finally:
            sys.setprofile(None)
        return called

    calls(len(forms))  # tables are read and words transcribed once
    few, many = calls(50), calls(400)
    assert many < 8.5 * few


def test_a_concept_in_two_terms_is_found_and_its_inflections_are_not() -> None:
    def use(surface: str) -> tuple[TranslatedSegment, object]:
        concept = ConceptUse("union", "Union", (4, 9), "унија", "model", surface, (0, 3))
        return TranslatedSegment("The Union met.", f"{surface} заседа.", 0.0, (concept,)), EN

    segments = [use("Унија"), use("Уније"), use("Савез")]
    found = check_briefing(segments, SR)  # type: ignore[arg-type]
    assert [[finding.id for finding in each] for each in found] == [[], [], ["term-varies"]]


def test_a_summary_may_say_only_what_the_article_says() -> None:
    article = Article(
        "a.txt", "txt", "On Friday 12 guests from Samarkand came.", title="Guests from Samarkand"
    )
    texts = ("Twelve guests came from Samarkand.", "In all 13 guests came from Bukhara.")
    summary = Summary(
        article,
        DetectedLanguage("en", "Latn", 1.0),
        "Guests from Samarkand",
        False,
        tuple(Segment(text, 0, len(text)) for text in texts),
    )
    headline, first, second = check_summary(summary)
    assert headline == first == ()
    assert [texts[1][slice(*finding.source_span or ())] for finding in second] == ["13", "Bukhara"]
    assert check_summary(summary, off=frozenset({"summary-unsupported"})) == ((), (), ())


ERROR = Finding("number-missing", "error", "12 is not in the translation")
WARNING = Finding("quotes", "warning", "the quotation marks are lost")


@pytest.mark.parametrize(
    ("score", "findings", "level"),
    [
        (0.0, [], "high"),
        (-0.3, [], "high"),
        (-0.3, [WARNING], "high"),
        (-0.3, [WARNING] * 5, "medium"),
        (0.0, [ERROR], "medium"),
        (-0.8, [], "medium"),
        (-0.8, [ERROR], "medium"),
        (-0.8, [ERROR, ERROR], "low"),
        (-2.5, [], "low"),
        (float("-inf"), [], "low"),
    ],
)
def test_confidence(score: float, findings: list[Finding], level: str) -> None:
    assert confidence(TranslatedSegment("a", "а", score), findings).level == level


def test_what_a_person_approved_is_asked_about_and_never_an_error() -> None:
    article = Article("a.txt", "txt", "It cost 20.")
    summary = Summary(article, DetectedLanguage("en", "Latn", 1.0), "It cost 20.", False, ())
    segment = TranslatedSegment("It cost 20.", "Коштало је 30.", -3.0, origin="approved")
    translation = Translation(SR, segment, (), None)
    made = Outcome("a.txt", article, summary, (translation,))
    (headline,) = review([made], [SR]).translations[0, "sr"]
    assert {finding.severity for finding in headline.findings} == {"warning"}
    assert headline.confidence == Confidence("high", 1.0)


def test_every_finding_lowers_the_confidence() -> None:
    segment = TranslatedSegment("a", "а", -0.3)
    values = [
        confidence(segment, found).value
        for found in ([], [WARNING], [ERROR], [ERROR, WARNING], [ERROR, ERROR])
    ]
    assert values == sorted(values, reverse=True)
    assert len(set(values)) == len(values)
