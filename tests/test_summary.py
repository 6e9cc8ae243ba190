from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.documents import Article, DetectedLanguage, Summary
from briefing.errors import LanguageError, SummaryError
from briefing.summary import ExtractiveSummariser
from briefing.text.scripts import convert

ENGLISH = """\
The government of Serbia approved a plan to build a railway between Belgrade and Niš on
Thursday.

The railway will cut the journey from Belgrade to Niš to one hour and forty minutes, the
Ministry of Construction said. The European Union will pay for a third of the railway, and a
bank in Luxembourg will lend the rest. He called it a turning point. This is the largest loan in
its history.

However, work on the railway cannot begin before the land is bought. "We have waited for thirty
years." "The railway will bring workers back to the south," said Marija Ilić, the mayor of a
town near Niš. "We will not give our land away. It has been ours for a century.

Photo: the station in Niš

Engineers from Serbia and Austria will build the bridges and tunnels of the railway together.
The railway will cut the journey from Belgrade to Niš to one hour and forty minutes, the
ministry of construction said. Farmers near the line have asked the government for a higher
price for their land."""

RUSSIAN = """\
Президент Узбекистана подписал указ о развитии железных дорог страны.

Согласно указу, до конца года железная дорога свяжет Ташкент с тремя областями Узбекистана.
Строительство железной дороги обойдётся бюджету в два миллиарда долларов. Он поручил министру
доложить о ходе работ. Это решение приняли после долгих споров.

Кроме того, железные дороги получат новые вагоны. «Мы ждали такого решения десять лет».
«Железная дорога привлечёт в области инвестиции», – заявил министр транспорта Илхом Махкамов. –
Дорога изменит жизнь людей.

Фото пресс-службы

По его словам, первые поезда пойдут весной. Банк развития выделит Узбекистану кредит на
строительство железной дороги и вокзалов. В этом году железные дороги Узбекистана перевезли
восемь миллионов пассажиров."""

SERBIAN = """\
Влада Србије усвојила је план изградње гасовода између Ниша и границе са Бугарском.

Гасовод ће Србији омогућити да увози гас из Азербејџана, саопштило је Министарство рударства и
енергетике. Изградња гасовода коштаће осамдесет пет милиона евра, а део новца даће Европска
унија. Он је захвалио партнерима. То је највећа инвестиција у енергетику ове деценије.

Међутим, радови на гасоводу не могу почети пре пролећа. „Чекали смо на ово предуго.“ „Гасовод је
важан за безбедност целог региона“, рекла је министарка енергетике Дубравка Ђедовић. Додала је
да су радници спремни.

Фото: Танјуг

Бугарска ће свој део гасовода завршити до краја године, најавила је влада у Софији. Ове године
Србија је потрошила три милијарде кубних метара гаса. Стручњаци из Азербејџана и Србије
разговарали су о цени гаса."""

UZBEK = """\
Oʻzbekiston hukumati Toshkent va Samarqand oʻrtasida yangi temir yoʻl qurish rejasini
tasdiqladi.

Temir yoʻl qurilishi uchun byudjetdan ikki milliard dollar ajratiladi. Yangi temir yoʻl Toshkent
va Samarqand oʻrtasidagi safar vaqtini bir soatga qisqartiradi, deb xabar berdi Transport
vazirligi. U bu loyihani tarixiy deb atadi. Bu qaror uzoq muhokamalardan keyin qabul qilindi.

Shuningdek, temir yoʻl uchun yangi vagonlar sotib olinadi. “Biz bu kunni uzoq kutdik, doʻstlar.”
“Temir yoʻl viloyatlarga sarmoya olib keladi”, – dedi transport vaziri Ilhom Mahkamov. Uning
soʻzlariga koʻra, ishlar bahorda boshlanadi.

Surat: vazirlik matbuot xizmati

Jahon banki Oʻzbekistonga temir yoʻl qurilishi uchun kredit beradi. Bu yil Oʻzbekiston temir
yoʻllari sakkiz million yoʻlovchi tashidi. Xitoy muhandislari temir yoʻl koʻpriklarini quradi."""

ARTICLES = {
    "en": (ENGLISH, "en", "Latn"),
    "ru": (RUSSIAN, "ru", "Cyrl"),
    "sr-Cyrl": (SERBIAN, "sr", "Cyrl"),
    "sr-Latn": (convert(SERBIAN, "sr", "Latn"), "sr", "Latn"),
    "uz-Latn": (UZBEK, "uz", "Latn"),
    "uz-Cyrl": (convert(UZBEK, "uz", "Cyrl"), "uz", "Cyrl"),
}


def summarise(text: str, tag: str = "en", sentences: int = 5, title: str | None = None) -> Summary:
    article = Article(path="a.txt", format="txt", text=text, title=title)
    script = "Latn" if tag in ("en", "uz") else "Cyrl"
    return ExtractiveSummariser().summarise(article, DetectedLanguage(tag, script, 1.0), sentences)


def texts(summary: Summary) -> list[str]:
    return [segment.text for segment in summary.segments]


@pytest.mark.parametrize("name", ARTICLES)
@pytest.mark.parametrize("sentences", [1, 3, 5, 50])
def test_segments_are_the_articles_own_words_in_its_order(name: str, sentences: int) -> None:
    text, tag, _ = ARTICLES[name]
    summary = summarise(text, tag, sentences)
    assert 1 <= len(summary.segments) <= sentences
    assert all(text[s.start : s.end] == s.text for s in summary.segments)
    starts = [segment.start for segment in summary.segments]
    assert starts == sorted(set(starts))


@pytest.mark.parametrize("name", ARTICLES)
def test_five_sentences_stand_alone(name: str) -> None:
    text, tag, _ = ARTICLES[name]
    chosen = texts(summarise(text, tag, 5))
    assert len(chosen) == 5
    assert chosen[0] == text.split("\n\n")[0]
    latin = [convert(sentence, tag, "Latn") if tag != "ru" else sentence for sentence in chosen]
    dangling = (
        "He called", "This is", "It has", '"We', "Photo",
        "Он поручил", "Это решение", "«Мы ждали", "По его словам", "Фото",
        "On je", "To je", "„Čekali", "Dodala je", "Foto",
        "U bu", "Bu qaror", "“Biz", "Uning", "Surat",
    )  # fmt: skip
    assert not [sentence for sentence in latin if sentence.startswith(dangling)]


@pytest.mark.parametrize(
    ("name", "absent"),
    [
        ("en", ['"We have waited', '"We will not', "It has been ours", "Photo"]),
        ("en", ["This is the largest"]),  # leans on "He called", which leans on another's sentence
        ("ru", ["«Мы ждали", "– Дорога", "Фото"]),
        ("ru", ["По его словам"]),  # a caption stands before it
        ("sr-Cyrl", ["„Чекали", "Фото"]),
        ("sr-Latn", ["„Čekali", "Foto"]),
        ("uz-Latn", ["“Biz bu kunni", "Surat"]),
        ("uz-Cyrl", ["“Биз бу кунни", "Сурат"]),
    ],
)
def test_fragments_and_bare_quotations_are_never_chosen(name: str, absent: list[str]) -> None:
    text, tag, _ = ARTICLES[name]
    chosen = texts(summarise(text, tag, 3 if "This is" in absent[0] else 99))
    assert not [s for s in chosen if s.startswith(tuple(absent))]


def test_repetitions_are_chosen_once() -> None:
    chosen = texts(summarise(ENGLISH, sentences=99))
    assert sum(sentence.startswith("The railway will cut") for sentence in chosen) == 1


@pytest.mark.parametrize("name", ARTICLES)
def test_every_good_sentence_when_more_are_asked_for(name: str) -> None:
    text, tag, _ = ARTICLES[name]
    summary = summarise(text, tag, 99)
    assert len(summary.segments) >= 9
    assert summary.warnings == (
        f"{len(summary.segments)} sentences where 99 were asked for:"
        " no others can stand in a summary",
    )
    assert summarise(text, tag, 5).warnings == ()


def test_a_sentence_that_leans_comes_only_after_the_one_before_it() -> None:
    for sentences in range(1, 15):
        chosen = texts(summarise(ENGLISH, sentences=sentences))
        if "He called it a turning point." in chosen:
            at = chosen.index("He called it a turning point.")
            assert chosen[at - 1].startswith("The European Union will pay")


def test_both_scripts_of_a_language_give_the_same_summary() -> None:
    cyrillic, latin = (texts(summarise(ARTICLES[n][0], "sr")) for n in ("sr-Cyrl", "sr-Latn"))
    assert [convert(sentence, "sr", "Latn") for sentence in cyrillic] == latin
    latin, cyrillic = (texts(summarise(ARTICLES[n][0], "uz")) for n in ("uz-Latn", "uz-Cyrl"))
    assert [convert(sentence, "uz", "Cyrl") for sentence in latin] == cyrillic


@pytest.mark.parametrize(
    ("tag", "lead", "headline"),
    [
        (
            "en",
            "At the invitation of the President of Uzbekistan Shavkat Mirziyoyev, the President of"
            " Serbia is paying an official visit to Uzbekistan.",
            "The President of Serbia is paying an official visit to Uzbekistan",
        ),
        (
            "en",  # the comma belongs to the name of the place
            "In Tashkent, the capital of Uzbekistan, the president opened a school.",
            "In Tashkent, the capital of Uzbekistan, the president opened a school",
        ),
        (
            "en",  # who says so is no ornament
            "According to the ministry, the exports of Serbia grew last year.",
            "According to the ministry, the exports of Serbia grew last year",
        ),
        (
            "en",
            "The delegation arrived from the U.S.",
            "The delegation arrived from the U.S.",
        ),
        (
            "sr",
            "На позив председника Узбекистана, председник Србије борави у посети Ташкенту.",
            "Председник Србије борави у посети Ташкенту",
        ),
        (
            "sr",
            "U Srbiji, Mađarskoj i Rumuniji raste cena električne energije.",
            "U Srbiji, Mađarskoj i Rumuniji raste cena električne energije",
        ),
        (
            "uz",
            "Oʻzbekiston Prezidentining taklifiga binoan, Serbiya Prezidenti Toshkentga keldi.",
            "Serbiya Prezidenti Toshkentga keldi",
        ),
        (
            "uz",
            "Vazirlik maʼlumotiga koʻra, eksport hajmi oʻtgan yilda oshdi.",
            "Vazirlik maʼlumotiga koʻra, eksport hajmi oʻtgan yilda oshdi",
        ),
        (
            "ru",
            "По приглашению президента Узбекистана Ташкент посетил президент Сербии.",
            "По приглашению президента Узбекистана Ташкент посетил президент Сербии",
        ),
    ],
)
def test_a_headline_is_derived_from_the_lead(tag: str, lead: str, headline: str) -> None:
    summary = summarise(lead, tag)
    assert (summary.headline, summary.headline_derived) == (headline, True)
    assert texts(summary) == [lead]


def test_an_articles_own_title_is_its_headline() -> None:
    summary = summarise(ENGLISH, title=" Railway  to the south ")
    assert (summary.headline, summary.headline_derived) == ("Railway to the south", False)


def test_an_article_that_only_leans_is_summarised_from_its_first_sentence() -> None:
    text = "He opened the school in Tashkent. He then left for Samarkand."
    assert texts(summarise(text, sentences=1)) == ["He opened the school in Tashkent."]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Photo gallery",
        "• milk\n\n• bread",
        "...",
        '"We have waited for thirty years."',
        "one " * 9,
    ],
)
def test_nothing_to_summarise_names_the_article(text: str) -> None:
    with pytest.raises(SummaryError, match=r"^a\.txt: .*complete sentence"):
        summarise(text)


def test_a_language_without_a_row_is_refused() -> None:
    with pytest.raises(LanguageError, match=r"^a\.txt: articles in 'mk'"):
        summarise("Владата усвои план за железница.", "mk")


def test_the_signature_tells_every_parameter_on_one_line() -> None:
    signature = ExtractiveSummariser(novelty=0.25).signature
    assert "\n" not in signature
    assert "novelty=0.25" in signature
    assert signature != ExtractiveSummariser().signature


def test_a_very_long_article_takes_seconds() -> None:
    places = [
        "Tashkent",
        "Belgrade",
        "Samarkand",
        "Bukhara",
        "Niš",
        "Khiva",
        "Nukus",
        "Subotica",
        "Termez",
    ]
    text = "\n\n".join(
        " ".join(
            f"The minister number {i * 7 + j} opened school {i * j} of {places[(i + j) % 9]}"
            f" with {places[i % 9]} and spoke about trade reform {i % 97} and energy {j}."
            for j in range(10)
        )
        for i in range(500)
    )
    start = time.perf_counter()
    assert len(summarise(text).segments) == 5
    assert time.perf_counter() - start < 20


@pytest.mark.parametrize("letter", ["a", "ш", "“", "-", " a"])
def test_an_endless_word_does_no_harm(letter: str) -> None:
    chosen = texts(summarise(f"{ENGLISH}\n\n{letter * 1_000_000}", sentences=1))
    assert chosen == texts(summarise(ENGLISH, sentences=1))


@given(st.text(alphabet='AbcиШ „“”"«».!?\n–,ʻ1', max_size=200), st.integers(1, 8))
def test_offsets_are_exact_for_any_text(text: str, sentences: int) -> None:
    for tag in ("en", "ru", "sr", "uz"):
        try:
            summary = summarise(text, tag, sentences)
        except SummaryError:
            continue
        assert all(text[s.start : s.end] == s.text for s in summary.segments)
