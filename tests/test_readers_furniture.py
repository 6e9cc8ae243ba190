"""Telling an article's body from what surrounds it."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.documents import Article
from briefing.readers import dates, read_bytes
from briefing.readers.draft import Draft
from briefing.readers.furniture import is_headline, separate

EN = "The President of Serbia arrived in Tashkent on Tuesday for an official visit."
EN2 = "The sides agreed to set up a commission on trade and to open a direct air route this year."
SR = "Председник Србије допутовао је у уторак у Ташкент у званичну посету."
SR_LATN = "Predsednik Srbije doputovao je u utorak u Taškent u zvaničnu posetu."
UZ = "Serbiya Prezidenti seshanba kuni rasmiy tashrif bilan Toshkentga yetib keldi."
UZ_CYRL = "Сербия Президенти сешанба куни расмий ташриф билан Тошкентга етиб келди."
RU = "Президент Сербии во вторник прибыл в Ташкент с официальным визитом."

MARCH_3 = dt.date(2026, 3, 3)


def read(*paragraphs: str) -> Article:
    return read_bytes("\n\n".join(paragraphs).encode(), "article.txt")


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        ("President Vucic visits Tashkent", EN),
        ("President Vucic, Uzbek Leader Sign Deal", EN),
        ("Will Serbia become a gateway to Europe?", EN),
        ("Vucic: “We open a new page”", EN),
        ("Вучић у Ташкенту: Отварамо нову страницу", SR),
        ("Vučić i Mirzijojev potpisali dvanaest sporazuma", SR_LATN),
        ("„Nova stranica“ u odnosima Beograda i Taškenta", SR_LATN),
        ("Oʻzbekiston va Serbiya hamkorlikni kengaytiradi", UZ),
        ("Ўзбекистон ва Сербия ҳамкорликни кенгайтиради", UZ_CYRL),
        ("Узбекистан и Сербия расширяют сотрудничество", RU),
        ("«Новая страница»: чего ждать от визита в Ташкент", RU),
    ],
)
def test_headline_is_told_from_the_body(headline: str, body: str) -> None:
    article = read(headline, body)
    assert article.title == headline
    assert article.text == body
    assert article.warnings == ()


@pytest.mark.parametrize(
    "lead",
    [
        EN,
        SR,
        UZ,
        RU,
        "– The visit will become an essential step, – said Mr. Alimbekov.",
        "The sides agreed on the following:",
        "of the two countries",
        "Peace.",
    ],
)
def test_lead_is_not_a_headline(lead: str) -> None:
    article = read(lead, EN2)
    assert article.title is None
    assert article.paragraphs == (lead, EN2)


@pytest.mark.parametrize("only", [EN, "President Vucic visits Tashkent", "Вучић у Ташкенту", "Uch"])
def test_article_of_one_paragraph_has_no_title(only: str) -> None:
    article = read(only)
    assert (article.title, article.text) == (None, only)


@pytest.mark.parametrize(
    ("line", "byline", "source"),
    [
        ("Bekhruz Khudoyberdiyev, UzA", "Bekhruz Khudoyberdiyev", "UzA"),
        ("By Jane Smith", "Jane Smith", None),
        ("BY JANE SMITH", "JANE SMITH", None),
        ("By Jane Smith and John O'Neil", "Jane Smith and John O'Neil", None),
        ("By Reuters", None, "Reuters"),
        ("Jane Smith (Reuters)", "Jane Smith", "Reuters"),
        ("Jane Smith, Senior Correspondent", "Jane Smith, Senior Correspondent", None),
        ("Пише: Јелена Петровић", "Јелена Петровић", None),
        ("Аутор: Ј. Петровић", "Ј. Петровић", None),
        ("Piše: Jelena Petrović Đorđević", "Jelena Petrović Đorđević", None),
        ("Јелена Петровић, Танјуг", "Јелена Петровић", "Tanjug"),
        ("Извор: Танјуг", None, "Tanjug"),
        ("Izvor: Večernje novosti", None, "Večernje novosti"),
        ("Nazokat Usmonova, OʻzA", "Nazokat Usmonova", "UzA"),
        ("Nazokat Usmonova, O‘zA muxbiri", "Nazokat Usmonova", "UzA"),
        ("Назокат Усмонова, ЎзА", "Назокат Усмонова", "UzA"),
        ("Muallif: Nazokat Usmonova", "Nazokat Usmonova", None),
        ("Manba: kun.uz", None, "Kun.uz"),
        ("Автор: Иван Петров", "Иван Петров", None),
        ("Источник: РИА Новости", None, "RIA Novosti"),
        ("Подготовила Анна Иванова", "Анна Иванова", None),
    ],
)
@pytest.mark.parametrize("place", ["above", "below"])
def test_byline(line: str, byline: str | None, source: str | None, place: str) -> None:
    paragraphs = (line, EN, EN2) if place == "above" else (EN, EN2, line)
    article = read(*paragraphs)
    assert (article.byline, article.source) == (byline, source)
    assert article.paragraphs == (EN, EN2)


@pytest.mark.parametrize(
    "last",
    [
        "They agreed.",
        "Peace, he said.",
        "By Friday, both had signed.",
        "By 2030 trade will double",
        "Source documents were published by Tanjug",
        "Talks go on in New York.",
        "Taj sporazum važi.",
        "Muzokaralar davom etadi.",
        "Переговоры продолжаются.",
        "– We will see, – said Mr. Alimbekov.",
        "3 March 2026 will be remembered as the day of the agreement.",
        "Today both countries are partners.",
        "Share prices rose on Tuesday.",
        "Photos by Serbian artists were shown in Tashkent.",
        "Now the work begins.",
        "Related industries will follow.",
    ],
)
def test_a_last_sentence_stays(last: str) -> None:
    article = read(EN, EN2, last)
    assert article.paragraphs == (EN, EN2, last)
    assert article.byline is None


@pytest.mark.parametrize(
    "line",
    [
        "Published 3 March 2026, 10:15",
        "Published: March 3, 2026 at 10:15 am GMT",
        "Tuesday, March 3rd, 2026",
        "2026-03-03T10:15:00+01:00",
        "03.03.2026",
        "3/3/2026 10:15",
        "Today: Mar 3, 2026",
        "Belgrade, 3 March 2026",
        "Updated 4 March 2026 | Published 3 March 2026",
        "3. март 2026. | 10:15",
        "Објављено: 03. 03. 2026. у 10:15",
        "Уторак, 3. марта 2026. године",
        "Objavljeno 3. marta 2026. u 10:15 h",
        "2026-yil 3-mart",
        "3-mart 2026-yil, 10:15",
        "Eʼlon qilingan: 03.03.2026",
        "2026 йил 3 март",
        "Опубликовано 3 марта 2026 г. в 10:15",
        "10:15 / 03.03.2026",
        "3 мар 2026, вторник",
    ],
)
def test_date_lines(line: str) -> None:
    article = read("President Vucic visits Tashkent", line, EN)
    assert article.date == MARCH_3
    assert article.title == "President Vucic visits Tashkent"
    assert article.text == EN


def test_the_day_of_publishing_counts_before_the_day_of_reading() -> None:
    article = read("Today: Mar 5, 2026", "A visit to Tashkent", "Published: 3 March 2026", EN)
    assert article.date == MARCH_3


def test_one_line_may_tell_several_things() -> None:
    article = read("A visit to Tashkent", "By Jane Smith | Reuters | 3 March 2026 | 4 min read", EN)
    assert (article.byline, article.source, article.date) == ("Jane Smith", "Reuters", MARCH_3)
    assert article.text == EN


@pytest.mark.parametrize("text", ["31.02.2026", "2026-13-01", "99 March 2026", "March 2026", ""])
def test_what_the_calendar_does_not_have_is_no_date(text: str) -> None:
    assert dates.find(text) is None


@pytest.mark.parametrize(
    ("dateline", "source"),
    [
        ("TASHKENT, March 3 (UzA) – ", "UzA"),
        ("BELGRADE - ", None),
        ("BELGRADE (Reuters) - ", "Reuters"),
        ("Tashkent, 3 March — ", None),
        ("NEW YORK, March 3 (AP) — ", "AP"),
        ("БЕОГРАД, 3. марта (Танјуг) – ", "Tanjug"),
        ("BEOGRAD – ", None),
        ("TOSHKENT, 3-mart (OʻzA) – ", "UzA"),
        ("ТОШКЕНТ, 3 март (ЎзА) – ", "UzA"),
        ("МОСКВА, 3 марта. /ТАСС/. ", "TASS"),
        ("ТАШКЕНТ, 3 мар — РИА Новости. ", "RIA Novosti"),
        ("САМАРКАНД, 3 марта – ", None),
    ],
)
def test_datelines_come_off(dateline: str, source: str | None) -> None:
    article = read(dateline + EN, EN2)
    assert article.paragraphs == (EN, EN2)
    assert article.source == source
    assert dateline.strip() in article.warnings[0]


@pytest.mark.parametrize(
    "opening",
    [
        "Serbia – a country of the Balkans – opened an embassy in Tashkent.",
        "NATO – the alliance – held talks in Brussels on Tuesday.",
        "Belgrade - Tashkent flights will start by the end of the year.",
        "– The visit is an essential step, – said Mr. Alimbekov.",
        "Serbia (an EU candidate) - and Uzbekistan - signed an agreement.",
        "Mr. Alimbekov spoke first.",
    ],
)
def test_what_only_looks_like_a_dateline_stays(opening: str) -> None:
    assert read(opening, EN2).paragraphs == (opening, EN2)


@pytest.mark.parametrize(
    "line",
    [
        "2 mins read",
        "5 minute read",
        "Reading time: 3 min",
        "Share",
        "Share this article on Facebook",
        "Facebook Twitter Telegram",
        "12 Comments",
        "1 234 views",
        "Advertisement",
        "Home > Politics > World",
        "Photo: UzA",
        "Photo by John Smith",
        "Read also: Serbia opens an embassy in Tashkent",
        "Tags: Serbia, Uzbekistan, trade",
        "#Serbia #Uzbekistan",
        "© 2026 The Daily. All rights reserved.",
        "Follow us on Telegram",
        "We use cookies to improve your experience. Accept all.",
        "Време читања: 3 мин",
        "3 min čitanja",
        "Подели вест",
        "Фото: Танјуг/Јелена Петровић",
        "Прочитајте још: Отворен нови мост",
        "Тагови: Србија, Узбекистан",
        "Sva prava zadržana.",
        "O‘qish vaqti: 3 daqiqa",
        "Ulashish",
        "Shuningdek o‘qing: Serbiya elchixona ochdi",
        "Teglar: Serbiya, savdo",
        "Kanalimizga obuna bo‘ling",
        "Кўришлар сони: 1234",
        "Время чтения: 3 минуты",
        "Поделиться",
        "Читайте также: Открыт новый мост",
        "Теги: Сербия, торговля",
        "Подписывайтесь на наш канал в Telegram!",
        "1 234 просмотра",
    ],
)
@pytest.mark.parametrize("at", [0, 1, 2])
def test_boilerplate_goes_and_is_named(line: str, at: int) -> None:
    paragraphs = [EN, EN2]
    paragraphs.insert(at, line)
    article = read(*paragraphs)
    assert article.paragraphs == (EN, EN2)
    assert len(article.warnings) == 1
    assert line[:50] in article.warnings[0]


@pytest.mark.parametrize(
    "heading", ["Read also", "Related articles:", "Читайте также", "Najčitanije"]
)
def test_a_list_of_other_articles_goes(heading: str) -> None:
    article = read(EN, EN2, heading, "Serbia opens an embassy", "A new bridge on the Danube")
    assert article.paragraphs == (EN, EN2)


def test_a_section_name_is_no_headline() -> None:
    article = read("Политика", "Вучић у Ташкенту", SR, EN2)
    assert article.title == "Вучић у Ташкенту"
    assert article.paragraphs == (SR, EN2)


def test_subheadings_stay_in_the_body() -> None:
    article = read("A visit to Tashkent", EN, "Direct flights", EN2)
    assert article.paragraphs == (EN, "Direct flights", EN2)


def test_what_the_format_told_is_believed() -> None:
    draft = Draft(
        paragraphs=("A visit to Tashkent", "By Jane Smith", "3 March 2026", EN),
        title="A visit to Tashkent",
        byline="John Doe",
        date=dt.date(2026, 3, 1),
        source="The Daily",
    )
    told = separate(draft)
    assert (told.title, told.byline, told.source) == (
        "A visit to Tashkent",
        "John Doe",
        "The Daily",
    )
    assert told.date == dt.date(2026, 3, 1)
    assert told.paragraphs == (EN,)


SENTENCE = st.sampled_from([EN, EN2, SR, SR_LATN, UZ, UZ_CYRL, RU])


@settings(deadline=None)
@given(st.lists(SENTENCE, min_size=1, max_size=6))
def test_sentences_are_never_lost(sentences: list[str]) -> None:
    assert separate(Draft(tuple(sentences))).paragraphs == tuple(sentences)


@settings(deadline=None)
@given(st.lists(st.text(max_size=60), max_size=6))
def test_nothing_is_made_up(paragraphs: list[str]) -> None:
    body = list(separate(Draft(tuple(paragraphs))).paragraphs)
    given_ = iter(paragraphs)
    assert all(any(original.endswith(kept) for original in given_) for kept in body)


@settings(deadline=None)
@given(st.text(max_size=80))
def test_a_headline_needs_a_body(text: str) -> None:
    assert not is_headline(text, [])
