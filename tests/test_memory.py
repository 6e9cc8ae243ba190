"""What people approved is used: exactly where it fits, offered where it nearly does."""

from __future__ import annotations

import pytest
from engines import Scripted
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from briefing.languages import LANGUAGES, Target, target
from briefing.review.closest import LEAST, Closest
from briefing.review.reuse import UNMET, ReusingTranslator
from briefing.store.approved import Approved, Direction, Memory, digest
from briefing.terminology.concepts import Concept, Glossary, Term
from briefing.terminology.control import ControlledTranslator

EN = LANGUAGES["en"]
RAIN = "It rained in Belgrade today."
ENGINE_SAYS = "Данас је у Београду падала киша."


def approved(source: str, text: str, to: Target) -> Approved:
    direction = Direction("en", to.tag, to.script)
    return Approved(direction, source, text, "Ана", "2026-03-01T10:00:00+00:00", "a.xlf")


def memory(*entries: Approved) -> Memory:
    made: dict[Direction, dict[str, Approved]] = {}
    for one in entries:
        made.setdefault(one.direction, {})[one.source] = one
    return made


BELGRADE = Concept(
    "belgrade",
    terms=(
        Term("en", "Belgrade"),
        Term("sr", "Београд"),
        Term("uz", "Belgrad"),
        Term("ru", "Белград"),
    ),
)


def translator(known: Memory) -> tuple[ReusingTranslator, Scripted]:
    sources = (RAIN, "It snowed.", f"{RAIN[:-1]}!", "It rained in Belgrade today, at last.")
    engine = Scripted({source: [(ENGINE_SAYS, -0.5, [[0]] * 5)] for source in sources})
    glossary = Glossary((BELGRADE,))
    return ReusingTranslator(ControlledTranslator(engine, glossary), known, glossary), engine


@pytest.mark.parametrize(
    ("tag", "script", "text", "surface"),
    [
        ("sr", "Cyrl", "Пљуштало је у Београду.", "Београду"),
        ("sr", "Latn", "Pljuštalo je u Beogradu.", "Beogradu"),
        ("uz", "Latn", "Belgradda yomgʻir yogʻdi.", "Belgradda"),
        ("uz", "Cyrl", "Белградда ёмғир ёғди.", "Белградда"),
        ("ru", "Cyrl", "В Белграде шёл дождь.", "Белграде"),
    ],
)
def test_an_exact_source_has_what_was_approved_and_is_not_decoded(
    tag: str, script: str, text: str, surface: str
) -> None:
    to = target(tag, script)
    reusing, engine = translator(memory(approved(RAIN, text, to)))
    (segment,) = reusing.translate([f" {RAIN} "], EN, to)
    assert engine.decoded == 0
    assert (segment.text, segment.origin, segment.score) == (text, "approved", 0.0)
    (use,) = segment.concepts
    assert (use.concept, use.met, use.surface) == ("belgrade", "model", surface)
    assert use.span is not None
    assert segment.text[slice(*use.span)] == surface


def test_a_term_that_was_approved_away_is_reported() -> None:
    to = target("sr")
    reusing, _ = translator(memory(approved(RAIN, "Пљуштало је у престоници.", to)))
    ((use,),) = [segment.concepts for segment in reusing.translate([RAIN], EN, to)]
    assert (use.met, use.reason, use.span, use.preferred) == ("unmet", UNMET, None, "Београд")


def test_the_order_is_kept_and_only_the_rest_is_decoded() -> None:
    to = target("sr")
    reusing, engine = translator(memory(approved("It snowed.", "Снег.", to)))
    texts = [RAIN, "It snowed.", RAIN, "It snowed."]
    done = reusing.translate(texts, EN, to)
    assert [segment.source for segment in done] == texts
    assert [segment.origin for segment in done] == ["machine", "approved"] * 2
    assert engine.decoded == 1


def test_a_close_one_is_offered_and_the_machine_is_asked() -> None:
    to = target("sr")
    reusing, _ = translator(memory(approved(RAIN, "Пљуштало је.", to)))
    close, far = reusing.translate([f"{RAIN[:-1]}!", "It snowed."], EN, to)
    assert (close.text, close.origin) == (ENGINE_SAYS, "machine")
    assert close.suggestion is not None
    assert (close.suggestion.source, close.suggestion.text) == (RAIN, "Пљуштало је.")
    assert close.suggestion.likeness == round(fuzz.ratio(RAIN, f"{RAIN[:-1]}!") / 100, 4)
    assert (close.suggestion.by, close.suggestion.at) == ("Ана", "2026-03-01T10:00:00+00:00")
    assert far.suggestion is None


@pytest.mark.parametrize(("tag", "script"), [("ru", None), ("sr", "Latn")])
def test_another_language_or_script_knows_nothing_of_it(tag: str, script: str | None) -> None:
    reusing, engine = translator(memory(approved(RAIN, "Пљуштало је.", target("sr"))))
    (segment,) = reusing.translate([RAIN], EN, target(tag, script))
    assert (segment.origin, segment.suggestion) == ("machine", None)
    assert engine.decoded > 0


def test_the_signature_changes_with_what_is_approved() -> None:
    to = target("sr")
    one, other = (memory(approved(RAIN, text, to)) for text in ("Киша.", "Пљусак."))
    signatures = [translator(known)[0].signature for known in ({}, one, other)]
    assert len(set(signatures)) == 3
    assert "memory:" not in signatures[0]
    assert signatures[1].endswith(f"|memory:{digest(one)}")


def test_the_rest_is_the_inner_translators() -> None:
    reusing, _ = translator({})
    to = target("sr")
    assert (reusing.name, reusing.via(EN, to.language)) == ("scripted", "scripted")
    assert reusing.serves(EN, to.language)


def test_what_was_approved_has_no_attention() -> None:
    to = target("sr")
    reusing, _ = translator(memory(approved("It snowed.", "Снег.", to)))
    segments = reusing.translate(["It snowed."], EN, to)
    assert reusing.align(segments, EN, to) == [None]


def test_the_digest_does_not_hang_on_the_order() -> None:
    to = target("sr")
    one, other = approved("a", "а", to), approved("b", "б", to)
    assert digest(memory(one, other)) == digest(memory(other, one)) != digest(memory(one))
    assert digest({}) == ""


letters = st.text("abcdefg čћўқ.", max_size=30)


@given(st.lists(letters, max_size=20), letters, st.sampled_from((0.5, LEAST, 0.95)))
def test_nothing_close_enough_is_overlooked(texts: list[str], text: str, least: float) -> None:
    best = max((fuzz.ratio(text, other) for other in texts), default=0.0)
    found = Closest(texts).find(text, least)
    if best < least * 100:
        assert found is None
    else:
        assert found is not None
        assert found[1] * 100 == pytest.approx(best)
        assert found[0] in texts
        assert fuzz.ratio(text, found[0]) == pytest.approx(best)


def test_a_letter_repeated_beyond_what_is_counted_is_no_hindrance() -> None:
    long = "a" * 300
    assert Closest([long]).find(long) == (long, 1.0)
