"""What a format can hold comes back equal, and what it cannot is said: for every format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from briefing.terminology.concepts import (
    ANY_LANGUAGE,
    CASE_MODES,
    STATUSES,
    Concept,
    Glossary,
    Term,
)
from briefing.terminology.exchange import FORMATS, fitting, read, write

# Words that formats stumble over: delimiters, quotes, markup, spaces, letters of other scripts.
WORDS = {
    "en": (
        "Prime Minister",
        'the "big" one',
        "R&D <draft>",
        "a,b;c",
        "Côte d'Ivoire",
        "=SUM",
        "en",
    ),
    "sr": ("народни посланик", "„Југоимпорт“", "ЕУ, 27", 'кућа "А"', "тел; факс", "Љубљана"),
    "uz": ("deputat", "oʻzgarish", "gʻalaba maʼnosi", "Oliy Majlis, palata", "sut;non"),
    "ru": ("депутат", "«Газпром»", "объём — ВВП", 'ООО "Ёж"', "шахта"),
    ANY_LANGUAGE: ("NATO", "S-400", "BRICS+", "G20"),
}
NAMES = ("mp", "5g", "gross domestic product", "_x0020_", "a_x", "шаф", "a.b(c)", "NATO", "x-1")

terms = st.sampled_from(sorted(WORDS)).flatmap(
    lambda lang: st.builds(
        Term,
        lang=st.just(lang),
        text=st.sampled_from(WORDS[lang]),
        status=st.sampled_from(STATUSES),
        forms=st.sampled_from(((), WORDS[lang][:1], WORDS[lang][1:3])),
        note=st.sampled_from(("", "не «парламентарий»", "see a, b")),
        case=st.sampled_from(CASE_MODES),
    )
)
concepts = st.builds(
    Concept,
    id=st.sampled_from(NAMES),
    domain=st.sampled_from(("", "право & mir")),
    kind=st.sampled_from(("", "name")),
    terms=st.lists(terms, min_size=1, max_size=4, unique_by=lambda t: t.text).map(tuple),
)
glossaries = st.lists(concepts, max_size=3, unique_by=lambda c: c.id).map(
    lambda found: Glossary(tuple(found))
)


def without_lines(glossary: Glossary) -> tuple[Concept, ...]:
    return tuple(
        replace(concept, terms=tuple(replace(term, line=0) for term in concept.terms))
        for concept in glossary.concepts
    )


def languages_of(name: str, glossary: Glossary) -> Sequence[str]:
    return ("en", "sr") if FORMATS[name].holds.pair else ("en", "sr", "uz", "ru")


@pytest.mark.parametrize("name", FORMATS)
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(tabs=st.booleans(), glossary=glossaries)
@example(
    tabs=False,
    glossary=Glossary(
        (
            Concept("nato", terms=(Term(ANY_LANGUAGE, "NATO"),)),
            Concept(
                "mp",
                terms=(
                    Term("en", "member of parliament"),
                    Term("en", "MP", "admitted"),
                    Term("sr", "народни посланик", forms=("народног посланика",)),
                    Term("sr", "депутат", "forbidden"),
                    Term("uz", "deputat", case="exact"),
                    Term("ru", "депутат", note="не «парламентарий»"),
                ),
            ),
        )
    ),
)
def test_what_fits_comes_back_equal(
    name: str, tabs: bool, glossary: Glossary, tmp_path: Path
) -> None:
    languages = languages_of(name, glossary)
    fitted, losses = fitting.fit(glossary, FORMATS[name], languages)
    written = write(glossary, name, languages, tabs=tabs)
    assert written.left_out == losses
    file = tmp_path / "glossary"
    file.write_bytes(written.data)
    named = name if not fitted.concepts else None  # of an empty table nothing can be told
    back = read(file, named, languages)
    assert without_lines(back.glossary) == without_lines(fitted)
    assert not back.glossary.problems
    assert not back.left_out


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=20, deadline=None)
@given(glossary=glossaries)
def test_nothing_is_lost_without_a_word(name: str, glossary: Glossary) -> None:
    languages = languages_of(name, glossary)
    once, losses = fitting.fit(glossary, FORMATS[name], languages)
    assert bool(losses) == (content(glossary) != content(once))
    assert fitting.fit(once, FORMATS[name], languages) == (once, ())


def content(glossary: Glossary) -> list[str]:
    return sorted(
        repr(replace(concept, terms=tuple(sorted(concept.terms, key=repr))))
        for concept in glossary.concepts
    )
