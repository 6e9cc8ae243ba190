"""Names in training sentences: their spelling, their cases, and what becomes of a sentence."""

import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from training import clean
from training.clean import LANGUAGES, Pair
from training.names import CASES, Name, respell, uzbek_dative, without_marks
from training.splice import (
    Filler,
    Tables,
    name_pairs,
    read_tables,
    spliced,
)
from training.swap import exchange, swapped


@pytest.fixture(scope="module")
def tables() -> Tables:
    return read_tables()


@pytest.mark.parametrize(
    ("name", "source", "target", "expected"),
    [
        ("Вучић", "sr", "en", "Vučić"),
        ("Вучић", "sr", "ru", "Вучич"),
        ("Вучић", "sr", "uz", "Vuchich"),
        ("Ђорђевић", "sr", "ru", "Джорджевич"),
        ("Ђорђевић", "sr", "uz", "Jorjevich"),
        ("Јелена", "sr", "ru", "Елена"),
        ("Јелена", "sr", "uz", "Yelena"),
        ("Јовановић", "sr", "ru", "Йованович"),
        ("Његош", "sr", "en", "Njegoš"),
        ("Љиљана", "sr", "ru", "Лиляна"),
        ("Цветковић", "sr", "uz", "Svetkovich"),
        ("Xudoyberdiyev", "uz", "ru", "Худойбердиев"),
        ("Xudoyberdiyev", "uz", "sr", "Худојбердијев"),
        ("Xudoyberdiyev", "uz", "en", "Khudoyberdiyev"),
        ("Jasur", "uz", "ru", "Жасур"),
        ("Jasur", "uz", "sr", "Џасур"),
        ("Dilshod", "uz", "ru", "Дильшод"),
        ("Gʻulomov", "uz", "ru", "Гуломов"),
        ("Toʻraqulov", "uz", "en", "Turakulov"),
        ("Abdullayev", "uz", "sr", "Абдулајев"),
        ("Сергей", "ru", "sr", "Сергеј"),
        ("Ольга", "ru", "en", "Olga"),
        ("Дмитрий", "ru", "en", "Dmitry"),
        ("Андреев", "ru", "uz", "Andreyev"),
        ("Рябков", "ru", "sr", "Рјабков"),
    ],
)
def test_respell(name: str, source: str, target: str, expected: str) -> None:
    assert respell(name, source, target) == expected


@pytest.mark.parametrize(
    ("language", "name", "gender", "forms"),
    [
        (
            *("sr", "Александар Вучић", "m"),
            "Александра Вучића|Александру Вучићу|Александра Вучића|Александром Вучићем"
            "|Александру Вучићу",
        ),
        ("sr", "Никола Јокић", "m", "Николе Јокића|Николи Јокићу|Николу Јокића|Николом Јокићем|"),
        ("sr", "Марко Рубио", "m", "Марка Рубија|Марку Рубију|Марка Рубија|Марком Рубијем|"),
        ("sr", "Ана Брнабић", "f", "Ане Брнабић|Ани Брнабић|Ану Брнабић|Аном Брнабић|"),
        ("sr", "Марија Захарова", "f", "Марије Захарове|Марији Захаровој|Марију Захарову||"),
        ("sr", "Володимир Зеленски", "m", "Володимира Зеленског|||Володимиром Зеленским|"),
        ("sr", "Бенјамин Нетанјаху", "m", "Бенјамина Нетанјахуа||||"),
        ("sr", "Немачка", "n", "Немачке|Немачкој|Немачку|Немачком|Немачкој"),
        ("sr", "Северна Македонија", "n", "Северне Македоније|Северној Македонији|||"),
        ("sr", "Крагујевац", "n", "Крагујевца|Крагујевцу|Крагујевац|Крагујевцом|Крагујевцу"),
        ("sr", "Хелсинки", "n", "Хелсинкија|Хелсинкију|Хелсинки|Хелсинкијем|"),
        ("sr", "САД", "n", "САД|САД|САД|САД|САД"),
        (
            *("ru", "Шавкат Мирзиёев", "m"),
            "Шавката Мирзиёева|Шавкату Мирзиёеву|Шавката Мирзиёева|Шавкатом Мирзиёевым"
            "|Шавкате Мирзиёеве",
        ),
        ("ru", "Александр Вучич", "m", "|||Александром Вучичем|Александре Вучиче"),
        ("ru", "Ана Брнабич", "f", "Аны Брнабич|Ане Брнабич|Ану Брнабич|Аной Брнабич|"),
        ("ru", "Мария Захарова", "f", "Марии Захаровой||Марию Захарову||Марии Захаровой"),
        ("ru", "Владимир Зеленский", "m", "Владимира Зеленского|||Владимиром Зеленским|"),
        ("ru", "Южная Корея", "n", "Южной Кореи|Южной Корее|Южную Корею|Южной Кореей|"),
        ("ru", "Брюссель", "n", "Брюсселя||Брюссель||Брюсселе"),
        ("ru", "Сараево", "n", "Сараева||||Сараеве"),
        ("ru", "Осло", "n", "Осло|Осло|Осло|Осло|Осло"),
    ],
)
def test_cases_of_a_name(language: str, name: str, gender: str, forms: str) -> None:
    found = Name({language: name}, gender)
    assert found.form(language, "nominative") == name
    for case, expected in zip(CASES[1:], forms.split("|"), strict=True):
        if expected:
            assert found.form(language, case) == expected, case


def test_only_the_last_of_a_chinese_name_declines() -> None:
    name = Name({"ru": "Ван И", "sr": "Си Ђинпинг"}, "m", last_only=True)
    assert name.form("ru", "genitive") == "Ван И"
    assert name.form("sr", "genitive") == "Си Ђинпинга"


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Toshkent", "Toshkentga"), ("Bishkek", "Bishkekka"), ("Iroq", "Iroqqa")],
)
def test_uzbek_dative(name: str, expected: str) -> None:
    assert uzbek_dative(name) == expected


def test_names_without_marks() -> None:
    assert without_marks("Đorđe Vučić, Çavuşoğlu") == "Djordje Vucic, Cavusoglu"


def test_a_template_is_filled_in_the_right_cases(tables: Tables) -> None:
    template = [
        "At the invitation of {p}, {q} will visit {t}; {o} of {c} thanked.",
        "На позив {p.g}, {q} ће посетити {t.a}; {o} {c.g} је [захвалио/захвалила].",
        "{p}ning taklifiga koʻra {q} {t.d} boradi; {c} {o} minnatdor.",
        "По приглашению {p.g} {q} посетит {t.a}; {o} {c.g} [поблагодарил/поблагодарила].",
    ]
    filler = Filler(tables, 5)
    for _ in range(50):
        filled = filler.fill(template)
        assert not re.search(r"[{}\[\]/]", "".join(filled.values())), filled
        assert filled["sr"].startswith("На позив ")
        feminine = filled["sr"].endswith("захвалила.")
        assert feminine == filled["ru"].endswith("поблагодарила.")


def test_every_template_gives_clean_pairs(tables: Tables) -> None:
    filler = Filler(tables, 1)
    for template in tables.templates:
        assert len(template) in (4, 5), template
        filled = filler.fill(template)
        for language in LANGUAGES:
            reason = clean.fault(Pair("spliced", language, filled["en"], filled[language]))
            assert reason in (None, "length ratio", "untranslated"), (reason, filled)


def test_splicing_is_seeded(tables: Tables) -> None:
    assert [*spliced(5, 3, tables)] == [*spliced(5, 3, tables)]
    assert [*spliced(5, 3, tables)] != [*spliced(5, 4, tables)]


def test_names_alone(tables: Tables) -> None:
    pairs = {(p.language, p.english, p.target) for p in name_pairs(5, tables=tables)}
    assert ("sr", "Serbia", "Србија") in pairs
    assert {("ru", "Aleksandar Vučić"), ("ru", "Aleksandar Vucic")} & {p[:2] for p in pairs}


SERBIA = Name({"en": "Serbia", "sr": "Србија", "uz": "Serbiya", "ru": "Сербия"})
FRANCE = Name({"en": "France", "sr": "Француска", "uz": "Fransiya", "ru": "Франция"})
MINSK = Name({"en": "Minsk", "sr": "Минск", "uz": "Minsk", "ru": "Минск"})
ASTANA = Name({"en": "Astana", "sr": "Астана", "uz": "Ostona", "ru": "Астана"})
RIGA = Name({"en": "Riga", "sr": "Рига", "uz": "Riga", "ru": "Рига"})


@pytest.mark.parametrize(
    ("target", "name", "other", "language", "expected"),
    [
        ("Он живет в Сербии.", SERBIA, FRANCE, "ru", "Он живет во Франции."),
        ("Он живет во Франции.", FRANCE, SERBIA, "ru", "Он живет в Сербии."),
        ("Он говорил об Астане.", ASTANA, RIGA, "ru", "Он говорил о Риге."),
        # Genitive, dative or locative? Of Riga's forms none stands for all three.
        ("о Сербии", SERBIA, RIGA, "ru", None),
        ("премијер Србије дошао", SERBIA, FRANCE, "sr", "премијер Француске дошао"),
        ("сарадња са Србијом", SERBIA, FRANCE, "sr", "сарадња са Француском"),
        ("Rigaga keldi", RIGA, MINSK, "uz", "Minskka keldi"),
        ("Serbiyaning poytaxti", SERBIA, FRANCE, "uz", "Fransiyaning poytaxti"),
        # Twice there, not there at all, or another word that begins alike: left alone.
        ("Србија и Србија", SERBIA, FRANCE, "sr", None),
        ("Он живет в Минске.", SERBIA, FRANCE, "ru", None),
        ("Serbiyaliklarni koʻrdi", SERBIA, FRANCE, "uz", None),
        ("минчанин", MINSK, RIGA, "ru", None),
    ],
)
def test_exchange(
    target: str, name: Name, other: Name, language: str, expected: str | None
) -> None:
    assert exchange(target, name, other, language) == expected


def test_swapped_sentences_keep_all_but_the_names() -> None:
    pairs = [
        Pair("domain", "ru", "The talks in Tashkent are over.", "Переговоры в Ташкенте завершены."),
        Pair("domain", "ru", "The talks are over.", "Переговоры завершены."),
        Pair("short", "ru", "Tashkent", "Ташкент"),
    ]
    made = [*swapped(pairs, times=3)]
    assert made
    for pair in made:
        assert pair.group == "spliced"
        assert re.fullmatch(r"The talks in \S+( \S+)? are over\.", pair.english)
        assert re.fullmatch(r"Переговоры во? \S+ завершены\.", pair.target)
        assert "Tashkent" not in pair.english
        assert "Ташкент" not in pair.target


@pytest.mark.parametrize(
    ("plain", "as_headline"),
    [
        ("The president of Serbia visits Tashkent.", "The President of Serbia Visits Tashkent"),
        ("Trade with the EU grew", "Trade with the EU Grew"),
        ("“rail” link on hold.", "“Rail” Link on Hold"),
    ],
)
def test_headline(plain: str, as_headline: str) -> None:
    assert clean.headline(plain) == as_headline


def test_titled() -> None:
    plain = "A senior research fellow spoke."
    assert clean.titled(plain, 1, 3) == "A Senior Research Fellow spoke."
    assert clean.titled(plain, 4, 3) == "A senior research fellow Spoke."


@pytest.mark.parametrize(
    ("plain", "set_in_type"),
    [
        ('The minister\'s aide said "yes".', "The minister’s aide said “yes”."),
        ("the students' union", "the students’ union"),
        ("nothing to do", "nothing to do"),
    ],
)
def test_typographic(plain: str, set_in_type: str) -> None:
    assert clean.typographic(plain) == set_in_type
