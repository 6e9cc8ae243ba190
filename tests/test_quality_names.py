"""Names are looked for in a plausible transcription, inflected or not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.documents import ConceptUse, TranslatedSegment
from briefing.languages import LANGUAGES, target
from briefing.quality import check_segment
from briefing.quality.names import PLAUSIBLE, titled
from briefing.quality.pair import Side
from briefing.quality.transcription import distance


def missing(source: str, text: str, tag: str, *concepts: ConceptUse) -> list[str]:
    segment = TranslatedSegment(source, text, 0.0, concepts)
    return [
        source[slice(*finding.source_span or ())]
        for finding in check_segment(segment, LANGUAGES["en"], target(tag))
        if finding.id == "name-missing"
    ]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("washington", "вашингтону вашингтона vashingtonda"),
        ("george", "џорџу джорджем jorjga"),
        ("shavkat", "шавкату шавката shavkatning"),
        ("mirziyoyev", "мирзијојева мирзиеевым mirziyoyevni"),
        ("bukhara", "бухари бухаре buxoroda"),
        ("jevtić", "јевтић евтичем yevtichga"),
        ("halifax", "халифаксу галифаксе galifaksda"),
        ("miloš", "милошу милоша miloshning"),
        ("schneider", "шнајдера шнайдером shnayderga"),
        ("phoenix", "феникс фениксе feniksda"),
        ("brooks", "бруксом бруксу bruksga"),
        ("moore", "муром муру murga"),
    ],
)
def test_inflected_transcriptions_are_plausible(name: str, words: str) -> None:
    assert [word for word in words.split() if distance(name, word) > PLAUSIBLE] == []


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("tashkent", "самарканду"),
        ("bukhara", "вечери"),
        ("ukraine", "румуније"),
        ("rijeka", "ikki"),
    ],
)
def test_other_words_are_not(name: str, word: str) -> None:
    assert distance(name, word) > PLAUSIBLE


@pytest.mark.parametrize(
    ("source", "tag", "text"),
    [
        ("He came from Hungary to Vienna.", "sr", "Дошао је из Мађарске у Беч."),
        ("He came from Hungary to Vienna.", "uz", "U Vengriyadan Venaga keldi."),
        ("He lives in Hong Kong now.", "ru", "Сейчас он живет в Гонконге."),
        ("The Original Screenplay award went to nobody.", "sr", "Награда није додељена."),
        ("They spoke Hungarian on Friday in May.", "ru", "В мае в пятницу говорили по-венгерски."),
    ],
)
def test_exonyms_titles_and_languages_are_no_findings(source: str, tag: str, text: str) -> None:
    assert missing(source, text, tag) == []


@pytest.mark.parametrize(
    ("source", "tag", "text", "names"),
    [
        (
            "He flew from Tashkent to Samarkand.",
            "sr",
            "Летео је из Ташкента у Нукус.",
            ["Samarkand"],
        ),
        (
            "He flew from Tashkent to Samarkand.",
            "uz",
            "U Toshkentdan Nukusga uchdi.",
            ["Samarkand"],
        ),
        (
            "He met Miloš Jevtić in Zemun.",
            "ru",
            "Он встретил Марка Попова в Земуне.",
            ["Miloš", "Jevtić"],
        ),
        (
            "Belarus lost to Russia, but Serbia won.",
            "sr",
            "Белорусија је изгубила, а Србија победила.",
            ["Russia"],
        ),
        # Beside a word of a title a name is not sure to be one, unless another stands for it.
        (
            "Flooding followed Hurricane Katrina in the south.",
            "ru",
            "На юге после урагана Джерри было наводнение.",
            ["Katrina"],
        ),
        (
            "Flooding followed Hurricane Katrina in the south.",
            "ru",
            "На юге после урагана было наводнение.",
            [],
        ),
    ],
)
def test_a_name_that_is_not_there_is_found(
    source: str, tag: str, text: str, names: list[str]
) -> None:
    assert missing(source, text, tag) == names


def test_the_glossary_answers_for_its_own_names() -> None:
    source = "He works for Gazprom in Moscow."
    use = ConceptUse("gazprom", "Gazprom", (13, 20), "Гаспром", "model")
    assert missing(source, "Ради у тој фирми у Москви.", "sr", use) == []
    assert missing(source, "Ради у тој фирми у Москви.", "sr") == ["Gazprom"]


@pytest.mark.parametrize(
    ("text", "severity", "instead"),
    [
        ("Они встретились в Самарканде.", "error", "Самарканде"),
        ("Они встретились в том городе.", "warning", None),
    ],
)
def test_a_name_swapped_is_graver_than_one_left_out(
    text: str, severity: str, instead: str | None
) -> None:
    segment = TranslatedSegment("They met in Bukhara.", text, 0.0)
    (finding,) = check_segment(segment, LANGUAGES["en"], target("ru"))
    assert (finding.id, finding.severity) == ("name-missing", severity)
    assert (text[slice(*finding.span)] if finding.span else None) == instead


HEADLINE = (
    "President Vucic Spearheads Serbian Diplomatic Expansion Across the Central Asian Frontier"
)


@pytest.mark.parametrize(
    ("source", "tag", "text", "found"),
    [
        # Verbs have a capital in title case, and are no names.
        (
            HEADLINE,
            "sr",
            "Председник Вучић предводи продор српске дипломатије преко средњоазијске границе",
            [],
        ),
        (
            HEADLINE,
            "ru",
            "Президент Вучич ведет дипломатию Сербии в Центральную Азию",
            [("Spearheads", "warning")],
        ),
        # What a table knows as a place is one in any case.
        (
            "Serbia Lauds Uzbekistan for Reforms",
            "ru",
            "Глава Сербии хвалит Казахстан за реформы",
            [("Uzbekistan", "error")],
        ),
        # One of two may be lost where a name stands that nothing accounts for; which is not known.
        (
            "Vucic Lauds Mirziyoyev for Reforms",
            "sr",
            "Председник Вучић хвали Токајева за реформе",
            [("Lauds", "warning")],
        ),
        # A sentence with many names is still a sentence.
        (
            "Vučić met Putin, Xi and Erdoğan in Bukhara.",
            "ru",
            "Вучич встретил Путина, Си и Эрдогана в Самарканде.",
            [("Bukhara", "error")],
        ),
    ],
)
def test_in_title_case_a_capital_tells_nothing(
    source: str, tag: str, text: str, found: list[tuple[str, str]]
) -> None:
    segment = TranslatedSegment(source, text, 0.0)
    assert [
        (source[slice(*finding.source_span or ())], finding.severity)
        for finding in check_segment(segment, LANGUAGES["en"], target(tag))
        if finding.id == "name-missing"
    ] == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEADLINE, True),
        ("Serbia Lauds Uzbekistan", True),
        ("Serbia and Uzbekistan Sign a Free Trade Deal in Belgrade amidst New Talks", False),
        (
            "Serbia and Uzbekistan Sign Historic Free Trade Agreement, Open New Embassies amidst",
            True,
        ),
        ("Foreign Minister Bakhtiyor Saidov met Secretary of State Marco Rubio.", False),
        ("Vučić met Putin, Xi and Erdoğan in Beijing.", False),
        ("They met in Bukhara.", False),
    ],
)
def test_title_case_is_told_from_sentences(text: str, expected: bool) -> None:
    assert titled(Side(text, "en", "Latn")) is expected


NAMES = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzčšžüé'"), max_size=12)
RENDERED = st.text(st.sampled_from("абвгдђежзијклмнопрстћуфхцчшoʻgʻxqy"), max_size=14)


@given(NAMES, RENDERED, st.floats(0, 1.2))
def test_a_distance_is_exact_up_to_the_worst_that_matters(
    name: str, word: str, worst: float
) -> None:
    exact, bounded = distance(name, word), distance(name, word, worst)
    assert bounded == exact if exact <= worst else worst < bounded <= exact + 1e-9
    assert distance(name, word, exact) == exact
