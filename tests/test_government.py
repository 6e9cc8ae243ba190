"""Which form of a term its place asks for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.terminology.candidates import analysed, carried
from briefing.terminology.concepts import Concept, Term
from briefing.terminology.government import Setting, chances, parts, signs
from briefing.terminology.inflection import inflection
from briefing.terminology.repair import fitted


def chosen(lang: str, term: str, source: str, english: str, text: str, kind: str = "term") -> str:
    """Return the likeliest form of `term` in the place marked […] in `text`."""
    start, end = text.index("["), text.index("]")
    plain = text[:start] + text[start + 1 : end] + text[end + 1 :]
    place = (start, end - 1)
    at = source.index(english)
    base = Term(lang, term)
    setting = Setting(
        source,
        (at, at + len(english)),
        plain,
        place,
        term,
        kind,
        "singular",
        carried(plain, place, base, lang),
    )
    forms = chances(setting, inflection(lang).analyses(term), lang)
    return max(forms, key=forms.__getitem__)


@pytest.mark.parametrize(
    ("lang", "term", "source", "english", "text", "form"),
    [
        # a preposition
        ("ru", "Ташкент", "He arrived in Tashkent.", "Tashkent", "Он прибыл в [город].", "Ташкент"),
        ("ru", "Ташкент", "A forum was held in Tashkent.", "Tashkent",
         "В [город] прошел форум.", "Ташкенте"),
        ("sr", "Ташкент", "A forum was held in Tashkent.", "Tashkent",
         "Форум је одржан у [граду].", "Ташкенту"),
        ("ru", "Узбекистан", "talks with Uzbekistan", "Uzbekistan",
         "переговоры с [страной]", "Узбекистаном"),
        ("sr", "Узбекистан", "talks with Uzbekistan", "Uzbekistan",
         "разговори са [земљом]", "Узбекистаном"),
        ("uz", "Oʻzbekiston", "talks with Uzbekistan", "Uzbekistan",
         "[mamlakat] bilan muzokaralar", "Oʻzbekiston"),
        # "of" in English
        ("ru", "парламент", "the session of the parliament", "parliament",
         "сессия [палаты]", "парламента"),
        ("sr", "парламент", "the session of the parliament", "parliament",
         "седница [дома]", "парламента"),
        # an object
        ("uz", "memorandum", "The parties signed a memorandum.", "memorandum",
         "Tomonlar [hujjatni] imzoladi.", "memorandumni"),
        ("ru", "конвенция", "The parties signed the convention.", "convention",
         "Стороны подписали [грамоту].", "конвенцию"),
        # the case of the very word that makes room
        ("sr", "министар", "They met with the minister.", "minister",
         "Срели су се са [тим министром] јуче.", "министром"),
    ],
)  # fmt: skip
def test_what_governs_decides(
    lang: str, term: str, source: str, english: str, text: str, form: str
) -> None:
    assert chosen(lang, term, source, english, text) == form


WORDS = st.text(st.characters(categories=["Ll", "Lu", "Zs", "Po", "Nd"]), max_size=40)


@given(
    text=WORDS,
    source=WORDS,
    lang=st.sampled_from(["sr", "uz", "ru", "sl"]),
    start=st.integers(0, 40),
    length=st.integers(0, 20),
    masked=st.booleans(),
)
def test_chances_are_chances(  # type: ignore[no-untyped-def]
    text, source, lang, start, length, masked
) -> None:
    forms = [("парламент", "sg.nom"), ("парламента", "sg.gen"), ("парламента", "few")]
    setting = Setting(source, (0, len(source)), text, (start, start + length), "парламент")
    found = chances(setting, forms, lang, masked=masked)
    assert list(found) == ["парламент", "парламента"]
    assert sum(found.values()) == pytest.approx(1)
    assert all(0 <= chance <= 1 for chance in found.values())


def test_a_language_without_a_table_has_no_opinion() -> None:
    setting = Setting("in the parliament", (7, 17), "v domu", (2, 6), "parlament")
    found = chances(setting, [("parlament", "sg.nom"), ("parlamentu", "sg.loc")], "sl")
    assert found == {"parlament": 0.5, "parlamentu": 0.5}


def test_masked_settings_do_not_show_what_makes_room() -> None:
    one, other = (
        Setting("the treaty", (4, 10), f"о {word} данас", (2, 2 + len(word)), "уговор")
        for word in ("споразуму", "договор")
    )
    assert [*signs(one, masked=True)] == [*signs(other, masked=True)]
    assert [*signs(one)] != [*signs(other)]


def test_the_parts_of_an_analysis() -> None:
    assert parts("sg.acc.anim", ("sg.acc.anim",)) == ("sg", "acc", "anim", "sg.acc.anim", "=")
    assert parts("sg.acc", ("sg.gen",)) == ("sg", "acc", "sg.acc")
    assert parts("") == ("",)


@pytest.mark.parametrize(
    ("lang", "text", "span", "term", "expected"),
    [
        ("sr", "о министру данас", "министру", "министар спољних послова", {"sg.dat", "sg.loc"}),
        ("ru", "с новым министром", "министром", "министр обороны", {"sing.ablt"}),
        ("uz", "vazirning nutqi", "vazirning", "vazir", {"sg.gen"}),
        ("sr", "о њему данас", "њему", "министар", set()),
    ],
)
def test_the_case_of_the_words_that_make_room(
    lang: str, text: str, span: str, term: str, expected: set[str]
) -> None:
    start = text.index(span)
    assert {*carried(text, (start, start + len(span)), Term(lang, term), lang)} == expected


@pytest.mark.parametrize(
    ("lang", "text", "span", "term", "taken", "expected"),
    [
        # repeats of the term beside the place go with it
        ("sr", "Европска унија савет ради", "унија савет", "Европски савет", (),
         "Европска унија савет"),
        ("uz", "Yangi maxsus elchi keldi", "elchi", "maxsus vakil", (), "maxsus elchi"),
        # not when they are a term that is met, nor behind a comma
        ("sr", "председник, председник Владе", "председник Владе", "председник", (),
         "председник Владе"),
        ("uz", "Yangi maxsus elchi keldi", "elchi", "maxsus vakil", ((6, 12),), "elchi"),
        # small words at the ends stay where they are
        ("ru", "переговоры в Совете по делам", "в Совете по", "Комитет", (), "Совете"),
        ("ru", "ЕС и США", "ЕС и США", "ЕС", (), "ЕС и США"),
        ("ru", "он в", "в", "Совет", (), "в"),
    ],
)  # fmt: skip
def test_a_place_is_fitted_to_its_term(  # type: ignore[no-untyped-def]
    lang, text, span, term, taken, expected
) -> None:
    start = text.rindex(span)
    begin, end = fitted(text, (start, start + len(span)), term, taken, lang)
    assert text[begin:end] == expected


def concept(lang: str, text: str, *forms: str) -> Concept:
    return Concept("c", terms=(Term(lang, text, forms=forms),))


def test_a_listed_form_takes_the_place_of_a_generated_one() -> None:
    listed = concept("sr", "владин званичник", "владиног званичника", "владином званичнику")
    found = analysed(listed, "sr", "singular")
    assert ("владиног званичника", "sg.gen") in found
    assert ("владином званичнику", "sg.dat") in found
    assert not [form for form, what in found if what == "sg.gen" and "владиног" not in form]


def test_a_form_nothing_is_known_of_is_left_out_unless_there_is_no_other() -> None:
    found = analysed(concept("sr", "портпарол", "портпаролка"), "sr")
    assert "портпаролка" not in {form for form, _ in found}
    assert analysed(concept("sl", "parlament", "parlamentu"), "sl") == (
        ("parlament", ""),
        ("parlamentu", ""),
    )


def test_a_singular_has_no_plural_analyses() -> None:
    found = analysed(concept("ru", "посол"), "ru", "singular")
    assert {what.partition(".")[0] for _, what in found} == {"sing"}
