"""What control does with an engine's answers; the real engine runs in test_cli.py."""

from __future__ import annotations

import pytest
from engines import Scripted

from briefing.languages import LANGUAGES, target
from briefing.terminology.concepts import Concept, Glossary, Term
from briefing.terminology.control import ControlledTranslator

EN = LANGUAGES["en"]


def concept(name: str, english: str, *terms: Term) -> Concept:
    kind = "title" if "minister" in name else "name"
    return Concept(name, kind=kind, terms=(Term("en", english), *terms))


MINISTER = concept(
    "foreign-minister",
    "foreign minister",
    Term(
        "sr",
        "министар спољних послова",
        forms=("министра спољних послова", "министру спољних послова"),
    ),
    Term("sr", "шеф дипломатије", "admitted"),
    Term("sr", "министар вањских послова", "forbidden", forms=("министра вањских послова",)),
    Term("ru", "министр иностранных дел", forms=("министра иностранных дел",)),
)
SILK_ROAD = concept(
    "silk-road",
    "Silk Road",
    Term("sr", "Пут свиле", forms=("Пута свиле", "Путу свиле", "Путем свиле")),
    Term("uz", "Ipak yoʻli"),
)
IT = concept("it", "IT", Term("*", "IT"))
GLOSSARY = Glossary((MINISTER, SILK_ROAD, IT))


def translate(engine: Scripted, text: str, to: str = "sr", script: str | None = None):  # type: ignore[no-untyped-def]
    (segment,) = ControlledTranslator(engine, GLOSSARY).translate([text], EN, target(to, script))
    return segment


ASKED = "They asked the foreign minister"  # words 0 … 4


def test_what_the_model_says_well_is_left_alone() -> None:
    engine = Scripted({ASKED: [("Питали су министра спољних послова", -0.3, ())]})
    segment = translate(engine, ASKED)
    assert segment.text == "Питали су министра спољних послова"
    (use,) = segment.concepts
    assert (use.met, use.surface) == ("model", "министра спољних послова")
    assert segment.text[slice(*use.span)] == use.surface
    assert ASKED[slice(*use.source_span)] == use.source_term == "foreign minister"
    assert (engine.calls, engine.scored) == (1, 0)


def test_an_admitted_term_is_left_alone() -> None:
    engine = Scripted({ASKED: [("Питали су шефа дипломатије", -0.3, ())]})
    assert translate(engine, ASKED).concepts[0].met == "model"


def test_a_compliant_hypothesis_lower_in_the_n_best_is_taken() -> None:
    engine = Scripted(
        {
            ASKED: [
                ("Питали су министра", -0.3, ()),
                ("Питали су министра спољних послова", -0.6, ()),
            ]
        }
    )
    segment = translate(engine, ASKED)
    assert segment.text == "Питали су министра спољних послова"
    assert segment.concepts[0].met == "n-best"


def test_the_model_chooses_the_form_that_replaces_what_attended() -> None:
    engine = Scripted(
        {ASKED: [("Питају иностраног министра јуче", -0.3, ([1], [3], [4], [0]))]},
        likes=lambda text: -0.2 if text == "Питају министра спољних послова јуче" else None,
    )
    segment = translate(engine, ASKED)
    assert segment.text == "Питају министра спољних послова јуче"
    assert segment.concepts[0].met == "repaired"
    assert segment.score == -0.2


def test_a_forbidden_rendering_is_replaced_where_it_stands() -> None:
    engine = Scripted(
        {ASKED: [("Питају министра вањских послова", -0.3, ([1], [4], [3], [4]))]},
        likes=lambda text: -0.2 if "министра спољних" in text else None,
    )
    segment = translate(engine, ASKED)
    assert segment.text == "Питају министра спољних послова"
    assert segment.concepts[0].met == "repaired"
    assert segment.warnings == ()


def test_decoding_goes_on_freely_behind_the_forced_term() -> None:
    opened = "The foreign minister spoke"
    engine = Scripted(
        {opened: [("Дипломата је говорила", -0.3, ([1, 2], [3], [3]))]},
        onward={"Министар спољних послова": "је говорио"},
        likes=lambda text: -0.1 if text.endswith("је говорио") else -3.0,
    )
    segment = translate(engine, opened)
    assert segment.text == "Министар спољних послова је говорио"
    assert segment.concepts[0].surface == "Министар спољних послова"


def test_a_term_nothing_attends_to_is_put_into_the_best_gap() -> None:
    engine = Scripted(
        {"along the Silk Road today": [("дуж данас", -0.3, ([0], [4]))]},
        likes=lambda text: -0.2 if text == "дуж Пута свиле данас" else None,
    )
    # The gap is chosen with the base form, so it must be liked there too.
    engine.likes = lambda text: {"дуж Пута свиле данас": -0.2, "дуж Пут свиле данас": -0.4}.get(
        text
    )
    segment = translate(engine, "along the Silk Road today")
    assert segment.text == "дуж Пута свиле данас"


def test_two_unmet_concepts_are_mended_one_after_the_other() -> None:
    source = "The foreign minister praised the Silk Road"
    engine = Scripted(
        {
            source: [
                (
                    "Шеф ресора хвали пут свиленица",
                    -0.3,
                    ([1, 2], [1, 2], [3], [5, 6], [5, 6]),
                )
            ]
        },
        likes=lambda text: -0.5 + 0.1 * ("Министар спољних" in text) + 0.1 * ("Пут свиле" in text),
    )
    segment = translate(engine, source)
    assert segment.text == "Министар спољних послова хвали Пут свиле"
    assert [use.met for use in segment.concepts] == ["repaired", "repaired"]


def test_the_same_concept_twice_needs_two_occurrences() -> None:
    source = "The foreign minister talked with the foreign minister"
    looked = ([1, 2], [1, 2], [1, 2], [3], [3], [4], [6, 7])
    best = "Министар спољних послова је разговарао са колегом"
    segment = translate(Scripted({source: [(best, -0.3, looked)]}), source)
    assert segment.text == ("Министар спољних послова је разговарао са министром спољних послова")
    assert [use.met for use in segment.concepts] == ["model", "repaired"]


def test_a_repair_that_costs_too_much_does_not_undo_the_others() -> None:
    source = "The foreign minister praised the Silk Road"
    looked = ([1, 2], [1, 2], [3], [5, 6], [5, 6])
    engine = Scripted(
        {source: [("Шеф ресора хвали пут свиленица", -0.3, looked)]},
        likes=lambda text: -9.0 if "Пут" in text else -0.5,
        onward={"Министар спољних послова": "хвали пут свиленица"},
    )
    segment = translate(engine, source)
    assert segment.text == "Министар спољних послова хвали пут свиленица"
    assert [use.met for use in segment.concepts] == ["repaired", "unmet"]


def test_the_model_is_not_asked_where_grammar_is_clear() -> None:
    engine = Scripted({"talks with the foreign minister": [
        ("разговори са дипломатом", -0.3, ([0], [1], [3, 4]))
    ]})  # fmt: skip
    segment = translate(engine, "talks with the foreign minister")
    assert segment.text == "разговори са министром спољних послова"
    assert engine.scored == 1  # the translation it became


def test_what_could_not_be_replaced_is_told_where_it_stands() -> None:
    engine = Scripted(
        {ASKED: [("Питали су министра вањских послова", -0.3, ([1], [1], [4], [3], [4]))]},
        likes=lambda text: -9.0,
    )
    for script in ("Cyrl", "Latn"):
        segment = translate(engine, ASKED, script=script)
        (left,) = segment.unreplaced
        assert (left.concept, left.status) == ("foreign-minister", "forbidden")
        assert segment.text[slice(*left.span)] == left.surface
        assert str(left) in segment.warnings


def test_what_the_model_will_not_have_is_reported_unmet() -> None:
    engine = Scripted({ASKED: [("Питали су га", -0.3, ([1], [1], [4]))]}, likes=lambda text: -9.0)
    segment = translate(engine, ASKED)
    assert segment.text == "Питали су га"
    (use,) = segment.concepts
    assert (use.met, use.surface, use.span) == ("unmet", None, None)
    assert use.reason


def test_an_untranslatable_item_stays_as_it_is() -> None:
    engine = Scripted(
        {"The IT sector": [("ИКТ сектор", -0.3, ([1], [2]))]},
        likes=lambda text: -0.2 if text == "IT сектор" else None,
    )
    assert translate(engine, "The IT sector").text == "IT сектор"


def test_what_is_not_translated_keeps_its_script_too() -> None:
    engine = Scripted({"The IT sector": [("IT sohasi", -0.3, ([1], [2]))]})
    segment = translate(engine, "The IT sector", to="uz", script="Cyrl")
    assert segment.text == "IT соҳаси"
    (use,) = segment.concepts
    assert segment.text[slice(*use.span)] == use.surface == use.preferred == "IT"


def test_a_compliant_translation_stays_so_in_the_other_script() -> None:
    engine = Scripted({ASKED: [("Питали су министра спољних послова", -0.3, ())]})
    segment = translate(engine, ASKED, script="Latn")
    assert segment.text == "Pitali su ministra spoljnih poslova"
    (use,) = segment.concepts
    assert segment.text[slice(*use.span)] == use.surface == "ministra spoljnih poslova"
    assert use.preferred == "ministar spoljnih poslova"


def test_a_concept_without_a_term_in_the_target_is_not_required() -> None:
    engine = Scripted({"on the Silk Road": [("по дороге", -0.3, ())]})
    assert translate(engine, "on the Silk Road", to="ru").concepts == ()


def test_a_long_text_is_cut_outside_its_terms_and_put_together_again() -> None:
    left, right = "They all asked the foreign minister,", "and the foreign minister said no."
    engine = Scripted(
        {
            left: [("Сви су питали министра спољних послова,", -0.3, ())],
            right: [("и министар спољних послова је одбио.", -0.3, ())],
        },
        max_length=6,
    )
    segment = translate(engine, f"{left} {right}")
    assert segment.text == (
        "Сви су питали министра спољних послова, и министар спољних послова је одбио."
    )
    assert [segment.text[slice(*use.span)] for use in segment.concepts] == [
        "министра спољних послова",
        "министар спољних послова",
    ]
    assert [segment.source[slice(*use.source_span)] for use in segment.concepts] == [
        "foreign minister"
    ] * 2
    assert "in 2 parts" in segment.warnings[0]


def test_each_distinct_text_is_decoded_once_and_all_in_one_batch() -> None:
    engine = Scripted(
        {
            ASKED: [("Питали су министра спољних послова", -0.3, ())],
            "Hello": [("Здраво", -0.1, ())],
        }
    )
    translator = ControlledTranslator(engine, GLOSSARY)
    texts = [ASKED, "Hello", "", ASKED, "Hello"]
    done = translator.translate(texts, EN, target("sr"))
    assert [segment.source for segment in done] == texts
    assert done[2].text == ""
    assert engine.decoded == 2


@pytest.mark.parametrize("count", [1, 50])
def test_repairs_of_all_segments_are_batched(count: int) -> None:
    texts = [f"{ASKED} {i}" for i in range(count)]
    engine = Scripted(
        {t: [(f"Питали су иностраног министра {t}", -0.3, ([1], [1], [3], [4]))] for t in texts},
        likes=lambda text: -0.2 if "министра спољних" in text else None,
    )
    done = ControlledTranslator(engine, GLOSSARY).translate(texts, EN, target("sr"))
    assert all(segment.concepts[0].met == "repaired" for segment in done)
    assert engine.calls <= 4


def test_what_the_checkpoint_cannot_read_is_said() -> None:
    engine = Scripted({"Snow ☃ fell": [("Пао је снег", -0.3, ())]})
    assert translate(engine, "Snow ☃ fell").warnings == ("the checkpoint cannot read: ☃",)


def test_a_sentence_keeps_its_opening_capital() -> None:
    engine = Scripted({"Foreign ministers met": [("шефови дипломатије су се састали", -0.3, ())]})
    segment = translate(engine, "Foreign ministers met")
    assert segment.text == "Шефови дипломатије су се састали"
    assert segment.concepts[0].surface == "Шефови дипломатије"
