"""Uzbek suffix chains."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.terminology.inflection.uzbek import INFLECTION, forms
from briefing.text.scripts import convert


def accepts(base: str, word: str, *, alone: bool) -> bool:
    assert INFLECTION.accepts is not None
    return bool(INFLECTION.accepts(base, word, alone=alone))


@pytest.mark.parametrize(
    ("base", "word"),
    [
        ("prezident", "prezidentning"),
        ("prezident", "prezidentlar"),
        ("prezident", "prezidentlarimizning"),
        ("prezident", "prezidentidan"),
        ("vazir", "vazirga"),
        ("vazir", "vazirgacha"),
        ("vazir", "vazirdir"),
        ("vazir", "vazirmi"),
        # the dative after k and q
        ("hamkorlik", "hamkorlikka"),
        ("qishloq", "qishloqqa"),
        # k and q soften before a possessive
        ("tuzuk", "tuzugi"),
        ("hamkorlik", "hamkorligimizni"),
        ("qishloq", "qishlogʻi"),
        ("qishloq", "qishlogʻidagi"),
        # after a vowel
        ("aʼzo", "aʼzosi"),
        ("manba", "manbayi"),
        ("konferensiya", "konferensiyasida"),
        # a vowel that is lost
        ("shahar", "shahridagi"),
        # plural terms, also in the singular
        ("munosabatlar", "munosabatlarni"),
        ("munosabatlar", "munosabatlari"),
        ("mutaxassislar", "mutaxassis"),
        ("bmt", "bmtning"),
        ("toshkent", "toshkentdan"),
    ],
)
def test_a_word_with_its_suffixes(base: str, word: str) -> None:
    assert accepts(base, word, alone=True)


@pytest.mark.parametrize(
    ("base", "word"),
    [
        ("palatasi", "palatasining"),
        ("palatasi", "palatasiga"),
        ("palatasi", "palatalari"),
        ("palatasi", "palatalarining"),
        ("prezidenti", "prezidentlari"),
        ("yoʻlagi", "yoʻlagidan"),
        ("yoʻlagi", "yoʻlaklarini"),
        ("tarmogʻi", "tarmoqlari"),
        ("resurslari", "resurslarini"),
        ("elchi", "elchining"),  # this i is the word's own
        ("elchi", "elchilar"),
    ],
)
def test_the_head_of_an_izafa(base: str, word: str) -> None:
    assert accepts(base, word, alone=False)


@pytest.mark.parametrize(
    ("base", "word", "alone"),
    [
        ("vazir", "vazirlik", True),  # a ministry
        ("hamkorlik", "hamkorlikga", True),
        ("vazir", "vazirqa", True),
        ("vazir", "vazirsi", True),
        ("aʼzo", "aʼzoi", True),
        ("bank", "bangi", True),
        ("huquq", "huqugʻi", True),
        ("vazir", "vazirningda", True),
        ("palatasi", "palata", False),  # an izafa keeps its possessive
        ("palatasi", "palataning", False),
        ("bank", "banka", True),
    ],
)
def test_another_word(base: str, word: str, alone: bool) -> None:
    assert not accepts(base, word, alone=alone)


@pytest.mark.parametrize(
    ("term", "made"),
    [
        ("hamkorlik", ["hamkorlikka", "hamkorligi", "hamkorliklar", "hamkorligining"]),
        ("transport yoʻlagi", ["transport yoʻlagiga", "transport yoʻlaklari"]),
        ("maxsus elchi", ["maxsus elchiga", "maxsus elchilar"]),
        ("BMT", ["BMTning", "BMTga"]),
        ("Toshkent", ["Toshkentda", "Toshkentdagi"]),
        ("ikki tomonlama munosabatlar", ["ikki tomonlama munosabatlarga"]),
    ],
)
def test_forms_to_try(term: str, made: list[str]) -> None:
    assert forms(term)[0] == term
    assert set(made) <= set(forms(term))


@pytest.mark.parametrize(
    ("term", "made"),
    [("Toshkent", ["toshkentlik", "toshkentliklarga"]), ("BMT", []), ("vazir", [])],
)
def test_the_people_of_a_place_are_no_form_to_try(term: str, made: list[str]) -> None:
    assert set(made) <= set(INFLECTION.rare(term))
    assert bool(made) == bool(INFLECTION.rare(term))
    assert not set(made) & set(forms(term))


STEMS = st.sampled_from(
    ["vazir", "hamkorlik", "qishloq", "aʼzo", "elchi", "shahar", "munosabatlar", "Toshkent", "BMT"]
)


@given(STEMS, st.sampled_from(["", "davlat ", "Oliy "]))
def test_every_form_made_is_recognised(stem: str, before: str) -> None:
    for form in forms(before + stem):
        head = form.split(" ")[-1].lower()
        assert accepts(stem.lower(), head, alone=not before), form


@given(st.text("abdefgʻhijklmnoʻpqrstuvxyzʼ", min_size=1, max_size=10))
def test_both_scripts_compare_alike(word: str) -> None:
    canonical = INFLECTION.canonical
    assert canonical(convert(word, "uz", "Cyrl")) == canonical(word)


@pytest.mark.parametrize("spelling", ["o'zbek", "o’zbek", "o‘zbek", "oʻzbek", "ўзбек"])
def test_every_apostrophe_compares_alike(spelling: str) -> None:
    assert INFLECTION.canonical(spelling) == INFLECTION.canonical("oʻzbek")
