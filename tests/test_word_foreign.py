"""Phrases of a translation that are not in its language."""

from __future__ import annotations

import dataclasses

import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from word_briefings import SERBIAN, VARIANTS, briefing_in, loaded

from briefing import word
from briefing.documents import DetectedLanguage
from briefing.languages import Target, target
from briefing.word.foreign import foreign_phrases

ENGLISH = DetectedLanguage("en", "Latn", 1.0)
RUSSIAN = DetectedLanguage("ru", "Cyrl", 1.0)
GERMAN = DetectedLanguage("de", "Latn", 1.0)


@pytest.mark.parametrize(
    ("tag", "script", "source", "text", "original", "expected"),
    [
        (
            "sr",
            "Cyrl",
            ENGLISH,
            "Лист The Times of London пише",
            "",
            [("The Times of London", "en-GB")],
        ),
        ("sr", "Cyrl", ENGLISH, "Airbus A320neo слеће", "", [("Airbus A320neo", "en-GB")]),
        (
            "ru",
            "Cyrl",
            ENGLISH,
            "SpaceX и Google вместе",
            "",
            [("SpaceX", "en-GB"), ("Google", "en-GB")],
        ),
        ("ru", "Cyrl", GERMAN, "Газета Die Zeit пишет", "", [("Die Zeit", "en-GB")]),
        ("ru", "Cyrl", RUSSIAN, "газета Times пишет", "", []),
        ("uz", "Latn", RUSSIAN, "Правда gazetasi", "", [("Правда", "ru-RU")]),
        (
            *("uz", "Latn", ENGLISH, "Buni The Times of Central Asia yozdi."),
            "The Times of Central Asia wrote it.",
            [("The Times of Central Asia", "en-GB")],
        ),
        ("uz", "Latn", ENGLISH, "Google va SpaceX", "Google and SpaceX", []),
        ("sr", "Latn", ENGLISH, "focusu na Balkanu", "focus on the Balkans", []),
        ("sr", "Cyrl", ENGLISH, "focusу на Балкану", "focus on the Balkans", []),
        ("sr", "Cyrl", ENGLISH, "", "", []),
        ("sr", "Cyrl", ENGLISH, "20 %, 5 – 6", "", []),
    ],
)
def test_foreign_phrases_are_found_with_their_language(
    tag: str,
    script: str,
    source: DetectedLanguage,
    text: str,
    original: str,
    expected: list[tuple[str, str]],
) -> None:
    found = foreign_phrases(text, target(tag, script), source, original)
    assert [(text[start:end], language) for start, end, language in found] == expected


LETTERS = st.text(alphabet=st.sampled_from(list("абвabcʻ’ -.,19")), max_size=40)


@given(text=LETTERS, original=LETTERS, to=st.sampled_from(VARIANTS))
def test_phrases_stand_in_order_and_do_not_overlap(text: str, original: str, to: Target) -> None:
    found = foreign_phrases(text, to, ENGLISH, original)
    places = [place for start, end, _ in found for place in (start, end)]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end, _ in found)


def test_a_phrase_in_the_text_is_tagged_with_its_language() -> None:
    briefing = briefing_in(SERBIAN)
    entry = briefing.entries[0]
    segment = dataclasses.replace(entry.translation.segments[0], text="Пише The Times данас.")
    translation = dataclasses.replace(
        entry.translation, segments=(segment, *entry.translation.segments[1:])
    )
    entries = (dataclasses.replace(entry, translation=translation),)
    body = loaded(word.render([dataclasses.replace(briefing, entries=entries)])).element.body
    runs = {
        text.text: run.find(f"{qn('w:rPr')}/{qn('w:lang')}").get(qn("w:val"))
        for run in body.iter(qn("w:r"))
        for text in run.iter(qn("w:t"))
    }
    assert runs["The Times"] == "en-GB"
    assert runs["Пише "] == "sr-Cyrl-RS"
