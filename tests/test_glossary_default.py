"""The glossary that ships: it loads whole, passes its own check, and is found."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.terminology import default_glossary, default_path
from briefing.terminology.check import check
from briefing.terminology.concepts import Concept, Glossary
from briefing.terminology.inflection import inflection
from briefing.terminology.surface import ACCEPTED, find, recogniser, surface_forms
from briefing.terminology.words import words


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return default_glossary()


@pytest.fixture(scope="module")
def concepts(glossary: Glossary) -> dict[str, Concept]:
    return {concept.id: concept for concept in glossary.concepts}


def test_it_is_whole_and_passes_the_check(glossary: Glossary) -> None:
    assert check(glossary) == ()
    assert len(glossary.concepts) == 496


def test_the_file_is_the_one_in_glossary() -> None:
    assert default_path() == Path(__file__).parents[1] / "glossary" / "glossary.csv"


@pytest.mark.parametrize("lang", ["en", "sr", "uz", "ru"])
def test_every_concept_has_one_preferred_term(glossary: Glossary, lang: str) -> None:
    for concept in glossary.concepts:
        assert len(concept.terms_in(lang, "preferred")) == 1, concept.id


@pytest.mark.parametrize("lang", ["sr", "uz", "ru"])
def test_no_forbidden_form_is_also_the_preferred_base_form(glossary: Glossary, lang: str) -> None:
    for concept in glossary.concepts:
        agreed = concept.preferred(lang)
        assert agreed is not None
        for banned in concept.terms_in(lang, "forbidden"):
            assert banned.text not in surface_forms(agreed, lang), (concept.id, banned.text)


@pytest.mark.parametrize(
    ("concept", "lang", "synonym"),
    [
        ("foreign-minister", "ru", "глава МИД"),
        ("ministry-of-foreign-affairs", "ru", "МИД"),
        ("ceasefire", "sr", "примирје"),
        ("agreement", "uz", "bitim"),
        ("belgrade", "sr", "београдски"),
        ("railway", "ru", "железнодорожный"),
    ],
)
def test_synonyms_are_rows_of_their_own(
    concepts: dict[str, Concept], concept: str, lang: str, synonym: str
) -> None:
    admitted = [term.text for term in concepts[concept].terms_in(lang, "admitted")]
    assert synonym in admitted


def test_listed_forms_are_recognised_by_their_own_term(glossary: Glossary) -> None:
    for concept in glossary.concepts[::7]:
        for term in concept.terms:
            row = inflection(term.lang)
            spotter = recogniser(term, term.lang)
            for form in (term.text, *term.forms):
                found = words(form, row.canonical, trailing=row.trailing_apostrophe)
                assert spotter.fault(found, 0, len(found)) is None, (term.text, form)


@given(place=st.integers(0, 495), lang=st.sampled_from(["sr", "uz", "ru"]), data=st.data())
def test_every_surface_form_is_found_and_the_base_form_is_one(
    glossary: Glossary, place: int, lang: str, data: st.DataObject
) -> None:
    concept = glossary.concepts[place]
    term = data.draw(st.sampled_from(concept.terms_in(lang, *ACCEPTED)))
    assert inflection(lang).forms(term.text)[0] == surface_forms(term, lang)[0] == term.text
    form = data.draw(st.sampled_from(surface_forms(term, lang)))
    assert find(f"( {form} )", concept, lang, ACCEPTED), form
