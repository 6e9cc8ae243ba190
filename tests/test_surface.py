"""Occurrences of a concept in a translation, in whatever form they stand there."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.terminology.candidates import candidates, number
from briefing.terminology.concepts import Concept, Glossary, Term
from briefing.terminology.csv_format import parse
from briefing.terminology.surface import ACCEPTED, Occurrence, check, find
from briefing.text.scripts import convert

GLOSSARY = parse(
    """concept,lang,term,status,forms,case
president,sr,председник,,,
president,sr,предсједник,forbidden,,
president,ru,президент,,,
president,uz,prezident,,,
president-of-serbia,sr,председник Србије,,,
president-of-serbia,ru,президент Сербии,,,
president-of-serbia,uz,Serbiya Prezidenti,,,
serbia,sr,Србија,,,
serbia,sr,српски,admitted,,
serbia,ru,Сербия,,,
serbia,uz,Serbiya,,,
minister,sr,министар,,,
minister,ru,министр,,,
minister,uz,vazir,,,
minister,uz,ministr,forbidden,,
foreign-minister,sr,министар спољних послова,,,
foreign-minister,ru,министр иностранных дел,,,
foreign-minister,uz,tashqi ishlar vaziri,,,
ministry,sr,министарство,,,
ministry,ru,министерство,,,
ministry,uz,vazirlik,,,
envoy,sr,специјални изасланик,,,
envoy,ru,специальный посланник,,,
envoy,uz,maxsus elchi,,,
un,sr,УН,,,
un,sr,ОУН,forbidden,,
un,ru,ООН,,,
un,uz,BMT,,,
visit,sr,званична посета,,,
visit,ru,официальный визит,,,
visit,uz,rasmiy tashrif,,,
security-council,sr,Савет безбедности,,,
security-council,ru,Совет Безопасности,,,
security-council,uz,Xavfsizlik Kengashi,,,
security,sr,безбедност,,,
security,sr,сигурност,deprecated,,
security,ru,безопасность,,,
security,uz,xavfsizlik,,,
vucic,sr,Вучић,,,
vucic,ru,Вучич,,,
vucic,uz,Vuchich,,,
corridor,uz,transport yoʻlagi,,,
chamber,uz,Oliy Majlis Qonunchilik palatasi,,,
city,uz,shahar,,,
ambassador,ru,посол,,послу|послом,
agreement,ru,соглашение,,,
agreement,ru,договоренность,admitted,,
initiative,ru,инициатива «Пояс и путь»,,,
initiative,sr,Иницијатива „Појас и пут“,,,
prime-minister,ru,премьер-министр,,,
company,uz,kompaniya,,,
iso,*,ISO 9001,,,
ebay,*,eBay,,,exact
web,ru,веб,,,sentence-smart
"""
)
CONCEPTS = {concept.id: concept for concept in GLOSSARY.concepts}


def surfaces(text: str, concept: str, lang: str) -> list[str]:
    return [occurrence.text for occurrence in find(text, CONCEPTS[concept], lang, ACCEPTED)]


@pytest.mark.parametrize(
    ("lang", "concept", "text", "expected"),
    [
        # Serbian: cases, agreement, numerals, apposition, endings of abbreviations, both scripts
        ("sr", "president", "Разговарао је са председником.", ["председником"]),
        ("sr", "president", "Председник и потпредседник", ["Председник"]),
        ("sr", "president", "sa predsednicima", ["predsednicima"]),
        ("sr", "envoy", "примио специјалног изасланика УН", ["специјалног изасланика"]),
        ("sr", "envoy", "два специјална изасланика", ["специјална изасланика"]),
        ("sr", "envoy", "пет специјалних изасланика", ["специјалних изасланика"]),
        ("sr", "visit", "током званичне посете", ["званичне посете"]),
        ("sr", "visit", "u zvaničnoj poseti", ["zvaničnoj poseti"]),
        ("sr", "un", "одлука УН-а", ["УН-а"]),
        ("sr", "un", "одлука УН, седиште УН", ["УН", "УН"]),
        ("sr", "un", "ун", []),
        ("sr", "vucic", "Вучићева посета Вучићу", ["Вучићева", "Вучићу"]),
        ("sr", "security", "с безбедношћу", ["безбедношћу"]),
        ("sr", "serbia", "у српској престоници", ["српској"]),
        ("sr", "security-council", "чланови Савета безбедности", ["Савета безбедности"]),
        ("sr", "security-council", "ČLANOVI SAVETA BEZBEDNOSTI", ["SAVETA BEZBEDNOSTI"]),
        ("sr", "initiative", "уз Иницијативу „Појас и пут“", ["Иницијативу „Појас и пут"]),
        ("sr", "minister", "министарство", []),
        ("sr", "minister", "господине министре", ["министре"]),
        ("sr", "serbia", "руско-српске односе", ["српске"]),
        ("sr", "ministry", "У министарству", ["министарству"]),
        # Russian: animate accusative, numerals, hyphens, small words
        ("ru", "minister", "21 министра, 5 министров", ["министра", "министров"]),
        ("ru", "envoy", "принял специального посланника", ["специального посланника"]),
        ("ru", "envoy", "два специальных посланника", ["специальных посланника"]),
        ("ru", "visit", "два официальных визита", ["официальных визита"]),
        ("ru", "visit", "Официальными визитами", ["Официальными визитами"]),
        ("ru", "president", "вице-президент", []),
        ("ru", "president", "президентом-реформатором", ["президентом"]),
        ("ru", "prime-minister", "у премьер-министра", ["премьер-министра"]),
        ("ru", "ambassador", "после встречи с послом", ["послом"]),
        ("ru", "agreement", "о договоренностях", ["договоренностях"]),
        ("ru", "initiative", 'в инициативе "Пояс и путь"', ['инициативе "Пояс и путь']),
        ("ru", "un", "в ООН", ["ООН"]),
        ("ru", "vucic", "с Вучичем", ["Вучичем"]),
        ("ru", "security-council", "в Совете Безопасности", ["Совете Безопасности"]),
        ("ru", "security-council", "в совете безопасности", ["совете безопасности"]),
        ("ru", "security-council", "в совете, безопасности", []),
        ("ru", "serbia", "в сербии", []),
        ("ru", "web", "Веб растет, но не Веб.", ["Веб"]),
        # Uzbek: suffix chains, izafa, softening, a lost vowel, apostrophes, both scripts
        ("uz", "president", "Prezidentlarimizning", ["Prezidentlarimizning"]),
        ("uz", "president-of-serbia", "Serbiya Prezidentiga", ["Serbiya Prezidentiga"]),
        ("uz", "president-of-serbia", "Serbiya prezidentlari", ["Serbiya prezidentlari"]),
        ("uz", "president-of-serbia", "Serbiya Prezident", []),
        ("uz", "foreign-minister", "tashqi ishlar vazirlari", ["tashqi ishlar vazirlari"]),
        ("uz", "foreign-minister", "tashqi ishlar vazirligi", []),
        ("uz", "minister", "vazirlik", []),
        ("uz", "ministry", "vazirligiga", ["vazirligiga"]),
        ("uz", "corridor", "transport yo'laklarini", ["transport yo'laklarini"]),
        ("uz", "corridor", "transport yo‘lagidan", ["transport yo‘lagidan"]),
        ("uz", "corridor", "транспорт йўлагидан", ["транспорт йўлагидан"]),
        (
            "uz",
            "chamber",
            "Oliy Majlis Qonunchilik palatasining",
            ["Oliy Majlis Qonunchilik palatasining"],
        ),
        ("uz", "chamber", "Oliy Majlis Qonunchilik palata", []),
        ("uz", "city", "shahridagi shaharlar", ["shahridagi", "shaharlar"]),
        ("uz", "un", "BMTga", ["BMTga"]),
        ("uz", "envoy", "maxsus elchisini", ["maxsus elchisini"]),
        ("uz", "company", "kompaniyalarimizdan", ["kompaniyalarimizdan"]),
        # not translated
        ("ru", "iso", "по ISO 9001", ["ISO 9001"]),
        ("uz", "iso", "ISO 9001ga", ["ISO 9001ga"]),
        ("sr", "ebay", "на eBay, не на EBay", ["eBay"]),
    ],
)
def test_surface_forms_are_found(lang: str, concept: str, text: str, expected: list[str]) -> None:
    assert surfaces(text, concept, lang) == expected


def test_every_requirement_consumes_one_occurrence() -> None:
    twice = [CONCEPTS["minister"], CONCEPTS["minister"]]
    assert check("Министр встретил министра", twice, "ru").complies
    result = check("Министр ушел", twice, "ru")
    assert result.unmet == (1,)
    assert not result.complies


def test_requirements_are_told_in_their_order_with_their_places() -> None:
    text = "Сербия принимает президента Сербии"
    result = check(text, [CONCEPTS["president-of-serbia"], CONCEPTS["serbia"]], "ru")
    assert [text[slice(*o.span)] for o in result.met if o] == ["президента Сербии", "Сербия"]


def test_a_part_of_a_longer_requirement_meets_no_other() -> None:
    result = check(
        "Приехал президент Сербии", [CONCEPTS["serbia"], CONCEPTS["president-of-serbia"]], "ru"
    )
    assert result.unmet == (0,)


@pytest.mark.parametrize(
    ("lang", "concept", "text", "replaced"),
    [
        ("sr", "president", "Предсједника дочекује председник", ["Предсједника"]),
        ("sr", "un", "ОУН", ["ОУН"]),
        ("sr", "security", "о сигурности", ["сигурности"]),
        ("uz", "minister", "ministrlarning", ["ministrlarning"]),
        ("uz", "minister", "ministrlik", []),
        ("sr", "serbia", "Предсједник Србије", []),  # of another concept
    ],
)
def test_forbidden_renderings_of_what_is_required(
    lang: str, concept: str, text: str, replaced: list[str]
) -> None:
    found = check(text, [CONCEPTS[concept]], lang).replaced
    assert [occurrence.text for occurrence in found] == replaced


def test_a_forbidden_form_inside_an_accepted_one_does_not_count() -> None:
    bank = Concept(
        "bank",
        terms=(
            Term("ru", "Народный банк Сербии"),
            Term("ru", "банк", "forbidden"),
            Term("ru", "Национальный банк", "deprecated"),
        ),
    )
    assert check("Глава Народного банка Сербии", [bank], "ru").complies
    result = check("Глава Народного банка Сербии и Национального банка", [bank], "ru")
    assert [o.text for o in result.replaced] == ["Национального банка"]


def test_candidates_begin_with_the_base_form_then_the_listed() -> None:
    assert candidates(CONCEPTS["ambassador"], "ru")[:3] == ("посол", "послу", "послом")
    assert "после" not in candidates(CONCEPTS["ambassador"], "ru")
    assert candidates(CONCEPTS["corridor"], "uz", limit=4) == (
        "transport yoʻlagi",
        "transport yoʻlagining",
        "transport yoʻlagini",
        "transport yoʻlagiga",
    )
    assert candidates(CONCEPTS["iso"], "ru") == ("ISO 9001",)
    assert candidates(CONCEPTS["iso"], "uz") == ("ISO 9001",)
    assert candidates(CONCEPTS["corridor"], "ru") == ()


FORMS = [
    (concept, lang, form)
    for concept in GLOSSARY.concepts
    for lang in ("sr", "uz")
    for form in candidates(concept, lang, 99)
    if not concept.do_not_translate
]


@given(st.sampled_from(FORMS), st.sampled_from(["", "Данас ", "“", "Bugun "]), st.booleans())
def test_what_complies_complies_in_the_other_script(
    case: tuple[Concept, str, str], before: str, upper: bool
) -> None:
    concept, lang, form = case
    text = f"{before}{form.upper() if upper else form}."
    assert check(text, [concept], lang).met[0] is not None
    for script in ("Cyrl", "Latn"):
        assert check(convert(text, lang, script), [concept], lang).met[0] is not None


@given(st.text("ПредсеникпрезидентСрбЏ -’ʻ.,\u0301\u200d", max_size=30))
def test_an_occurrence_is_what_stands_at_its_span(text: str) -> None:
    glossary = Glossary(tuple(CONCEPTS.values()))
    for lang in ("sr", "ru"):
        for concept in glossary.concepts[:4]:
            for occurrence in find(text, concept, lang, ACCEPTED):
                assert text[slice(*occurrence.span)] == occurrence.text


PIECES = {
    "sr": [
        "Председник",
        "Србије",
        "председника",
        "УН",
        "УН-а",
        "српско",
        "spoljnih poslova",
        "ministar",
    ],
    "uz": ["Prezidenti", "Serbiya", "vazir", "tashqi ishlar", "yoʻlagi", "BMT", "ga", "transport"],
    "ru": ["президента", "Сербии", "ООН", "премьер", "министра", "министр иностранных", "дел"],
}
MARKS = [
    " ",
    " ",
    " ",
    "-",
    "‑",
    "'",
    "ʻ",
    ",",
    ".",
    "\n",
    "\u0301",
    "\u200d",
    "\u00ad",
    "🏽",
    "x",
    "1",
    "»",
]
TEXTS = st.sampled_from(sorted(PIECES)).flatmap(
    lambda lang: st.tuples(
        st.just(lang),
        st.lists(st.sampled_from(PIECES[lang] + MARKS), max_size=14).map("".join),
    )
)


@given(TEXTS)
def test_an_occurrence_never_splits_a_word_or_a_grapheme(row: tuple[str, str]) -> None:
    lang, text = row
    for concept in CONCEPTS.values():
        end_before = 0
        for occurrence in find(text, concept, lang, ACCEPTED):
            start, end = occurrence.span
            assert text[start:end] == occurrence.text != ""
            assert start >= end_before
            end_before = end
            assert not text[start - 1 : start].isalnum()
            assert not text[end : end + 1].isalnum()
            assert unicodedata.category((text + " ")[end])[0] != "M"
            assert text[end : end + 1] not in ("\u200d", "🏽")


@given(TEXTS, st.permutations(["president", "president-of-serbia", "serbia", "minister", "un"]))
def test_the_order_of_requirements_does_not_matter(row: tuple[str, str], names: list[str]) -> None:
    lang, text = row

    def outcome(order: list[str]) -> tuple[dict[str, Occurrence | None], object]:
        result = check(text, [CONCEPTS[name] for name in order], lang)
        return dict(zip(order, result.met, strict=True)), result.replaced

    assert outcome(names) == outcome(sorted(names))


@pytest.mark.parametrize(
    ("lang", "term", "text", "expected"),
    [
        ("en", "foreign minister", "foreign ministers", "plural"),
        ("en", "foreign minister", "Foreign Minister", "singular"),
        ("en", "foreign minister", "foreign minister’s", "singular"),
        ("en", "head of state", "heads of state", "plural"),
        ("en", "renewables", "renewables", None),
        ("ru", "министр иностранных дел", "министрами иностранных дел", "plural"),
        ("sr", "министар спољних послова", "министра спољних послова", "singular"),
        ("uz", "tashqi ishlar vaziri", "tashqi ishlar vazirlari", "plural"),
    ],
)
def test_the_number_of_a_form(lang: str, term: str, text: str, expected: str | None) -> None:
    assert number(Term(lang, term), text, lang) == expected


@pytest.mark.parametrize(
    ("lang", "term", "one", "many"),
    [
        ("sr", "трговински споразум", "трговинским споразумом", "трговинским споразумима"),
        ("ru", "торговое соглашение", "торгового соглашения", "торговых соглашений"),
        ("uz", "savdo bitimi", "savdo bitimini", "savdo bitimlarini"),
    ],
)
def test_a_singular_is_never_given_a_plural(lang: str, term: str, one: str, many: str) -> None:
    concept = Concept("trade-agreement", terms=(Term(lang, term),))
    singular = candidates(concept, lang, 40, "singular")
    plural = candidates(concept, lang, 40, "plural")
    assert singular[0] == term
    assert one in singular
    assert many not in singular
    assert plural.index(many) < plural.index(one)
    assert {*plural} == {*candidates(concept, lang, 40)}


@pytest.mark.parametrize(("lang", "text"), [("sr", "УзА"), ("ru", "УзА"), ("ru", "АрктикСПГ")])
def test_a_coined_abbreviation_is_not_inflected(lang: str, text: str) -> None:
    assert candidates(Concept("uza", terms=(Term(lang, text),)), lang) == (text,)
