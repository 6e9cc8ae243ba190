"""Sentence splitting: every case is the list of sentences that must come out again."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.scripts import convert
from briefing.text.sentences import split_sentences

ENGLISH = [
    ["Mr. Smith met Dr. Jones at 5 p.m. on Monday.", "They talked."],
    ["The U.S. Senate voted on Tuesday.", "The bill passed."],
    ["He was born in the U.S.", "The family moved later."],
    ["Exports rose 20.5 per cent, to $3.7 bn.", "Imports fell."],
    ["J. K. Rowling and J. R. R. Tolkien are read everywhere.", "George W. Bush is not."],
    ["We compared fruit, e.g. Apples and pears, i.e. Things that grow.", "It helped."],
    ["“We will not leave,” he said.", "“We will stay.”", "Nobody answered."],
    ["He asked: “Why?” and left.", "She stayed."],
    ['"Is it over?" he asked.', '"Not yet!" she said.'],
    ["What happened?!", "Nobody knows…", "Not even he."],
    ["It was late... too late.", "They left."],
    ["The firm (founded in 1999.) grew.", "It was sold."],
    ["It failed.", "(See the annex.)", "Then it worked."],
    ["Apple Inc. Chief Executive Tim Cook resigned.", "The shares of Apple Inc. fell."],
    ["Jan. 5 was cold.", "On Feb. 28, 2026, it snowed."],
    ["See No. 5 and pp. 10-12 of vol. 3.", "No.", "That is wrong."],
    ["They grew tea, coffee, maize, etc.", "Harvests were good."],
    ["St. Petersburg and Ft. Worth signed a pact.", "Gen. Mark Milley spoke."],
    ["The index fell to 1,024.", "Oil rose to 80.", "Gold stood still."],
    ["The site example.com went down.", "Its owner, info@example.com, wrote nothing."],
    ["Two points follow: first, peace; second, trade.", "Both matter."],
    ["– Who is there?", "– It is I.", "He opened."],
    ["So we went back to plan B.", "The ministers prefer it."],
    ["Sales were strong.", "iPhone sales were stronger."],
    ["Martin Luther King Jr. Day is a holiday.", "Banks close."],
    ["He holds a Ph.D. from Yale.", "Prof. A. B. Clark taught him."],
    ["At 9 a.m. Eastern time trading began.", "It stopped at noon."],
    ["The two presidents will meet at 3 p.m. GMT on Monday.", "The press is invited."],
    ["The two presidents will meet at 11.30 a.m. Tashkent time.", "The press is invited."],
    ["The two presidents will meet at 3 p.m. Monday in Geneva.", "The press is invited."],
    ["The last of the delegates left the hall at 3 p.m.", "Monday was quiet."],
    ["The last of the delegates left the hall at 3 p.m.", "Officials stayed."],
    ["In 2024, No. 10 Downing St. was repainted.", "It took a week."],
    ["1. Open the door.", "2. Close it."],
    ["“They agreed.”", "The minister paused.", "‘Fully.’"],
    ["The court cited Brown v. Board of Education.", "It was 1954."],
]

SERBIAN = [
    ["Др Петровић је дошао.", "Говорио је о ЕУ."],
    ["Састанак је одржан 28.02.2026. године у Београду.", "Трајао је два сата."],
    ["Скупштина се састаје 3. марта.", "Посланици су позвани."],
    ["То је било у 2026. години.", "Сада је другачије."],
    ["Извоз је порастао 20,5 одсто, на 3.700 милиона.", "Увоз је пао."],
    ["Тзв. Балканска рута је затворена, нпр. Преко Хоргоша.", "Полиција је појачана."],
    ["Живи у ул. Кнеза Милоша бр. 5.", "Ради у Новом Саду."],
    ["Донели су сир, млеко, хлеб итд.", "Продаја је почела."],
    ["„Нећемо одустати.“", "Тако је рекао министар."],
    ["„Нећемо одустати“, рекао је министар.", "Сала је ћутала."],
    ["Шта се догодило?!", "Нико не зна…", "Ни он."],
    ["Било је касно... прекасно.", "Отишли су."],
    ["А. С. Пушкин и Љ. Ненадовић су путовали.", "Ј. Ј. Змај није."],
    ["То пише у XXI в. свуда.", "Нико не чита."],
    ["На 14. Међународном сајму учествује 40 земаља.", "Сајам траје недељу дана."],
    ["Победила је на изборима 2024.", "Затим је отишла."],
    ["Закон важи од 2024.", "Држава га примењује."],
    ["Члан предвиђа казну (чл. 5. ст. 2. Закона).", "Судови је изричу."],
    ["– Ко је?", "– Ја сам.", "Отворио је."],
    ["Проф. Јован Јовановић и акад. Милић су говорили.", "Публика је аплаудирала."],
    ["Краљ Александар I. Карађорђевић је убијен.", "Наследио га је син."],
    ["Договорено је следеће: прво, мир; друго, трговина.", "Оба су важна."],
    ["Није успело.", "(Види прилог.)", "Онда јесте."],
    ["Сајт politika.rs не ради.", "Власник ћути."],
    ["1. Отворите врата.", "2. Затворите их."],
    ["Сусрет почиње у 20.30.", "Улаз је слободан."],
    ["Дошао је г. Марић, тј. Директор лично.", "Сви су устали."],
    ["Конгрес је 5. и 6. маја.", "Пријаве трају до 1. априла."],
    ["„Да ли је крај?“, питао је.", "„Није!“", "Отишао је."],
    ["Порасло је за 5.", "Али није довољно."],
    ["Фиџи је освојио турнир у рагби 7.", "Јужна Африка је била друга."],
    ["Брана мора да издржи земљотрес магнитуде 8.", "Стручњаци сумњају."],
    ["Повређено их је више од 700.", "Болнице су пуне."],
    ["Савладала је носитељку са 6:4, 7:6.", "Полуфинале је у петак."],
    ["Број летова повећан је са 14 на 21.", "Музеј је отворен."],
    ["Број чланица порастао је на 27.", "Српска вина су представљена."],
    ["Температура није прелазила 38.", "Модерна држава то подноси."],
    ["Између 2020. и 2024. Анкара је отворила десет академија.", "Нема више."],
    ["Од 2020. Анкара је отворила десет академија.", "Нема више."],
    ["Делегација учествује на 27. Међународном сајму књига.", "Улаз је слободан."],
    ["Уштедели су кап по кап.", "У Белгији се то испробава.", "Кап. Марић ћути."],
]

RUSSIAN = [
    ["А. С. Пушкин родился в 1799 г. в Москве.", "Он поэт."],
    ["В 2020 г. Россия подписала договор.", "Он вступил в силу."],
    ["Договор был подписан обеими сторонами в 2020 г.", "Вступил в силу он позже."],
    ["Завод работает с 1995 г.", "В прошлом году он вырос."],
    ["Продали хлеб, молоко и т. д.", "Всё кончилось."],
    ["Это касается всех, т. е. России и Узбекистана, в т. ч. Ташкента.", "Споров нет."],
    ["Экспорт вырос на 20,5 %, до 3,7 млрд долл. США.", "Импорт упал."],
    ["Выделено 5 млн руб. на ремонт.", "Ремонт начат."],
    ["Он живёт на ул. Ленина, д. 5, кв. 7.", "Она живёт в г. Самарканде."],
    ["«Мы не уйдём», — сказал он.", "«Мы останемся»."],
    ["«Кто там?» — спросил он.", "«Это я!» — ответила она."],
    ["«Мы останемся.»", "Никто не ответил."],
    ["— Привет.", "— Как дела?", "— Хорошо."],
    ["— Привет, — сказал он.", "— Как дела?"],
    ["Что случилось?!", "Никто не знает…", "Даже он."],
    ["Было поздно... слишком поздно.", "Они ушли."],
    ["В XX в. Европа пережила две войны.", "Больше не хочет."],
    ["Это описано в рис. 5 и табл. 3.", "Данные верны."],
    ["Проф. Иванов и акад. Петров выступили.", "Зал слушал."],
    ["Встреча прошла 28.02.2026 в Ташкенте.", "Итоги подведены."],
    ["Не вышло.", "(См. приложение.)", "Потом вышло."],
    ["Договорились о двух вещах: мир; торговля.", "Обе важны."],
    ["Сайт example.ru не работает.", "Владелец молчит."],
    ["Индекс упал до 1024.", "Нефть выросла до 80.", "Золото стоит."],
    ["1. Откройте дверь.", "2. Закройте её."],
    ["Храм св. Николая построен в III в. до н. э.", "Он цел."],
    ["Собрались И. О. Фамилия, Дж. Байден и др.", "На встрече говорили о мире."],
    ["Цена — 5 тыс. руб.", "Это много."],
    ["Им. Горького назван завод им. Калинина.", "Смешно."],
    ["Прибыли 20 чел.", "Все здоровы."],
    ["Скорость достигает 600 Мбит/с.", "Обычная ниже."],
    ["Подписан Указ № 5.", "Документ опубликован."],
    ["Страны не дадут злоупотреблять им.", "Это решено.", "Завод им. Калинина закрыт."],
]

UZBEK = [
    ["Sh. Mirziyoyev Toshkentda nutq soʻzladi.", "U islohotlar haqida gapirdi."],
    ["A. Navoiy va Z. M. Bobur buyuk shoirlar.", "Ularni hamma biladi."],
    ["Bozorda non, sut, goʻsht va h.k. sotiladi.", "Narxlar past."],
    ["Bozorda non, sut, goʻsht va h. k.", "Bu yerda hamma narsa bor."],
    ["Eksport 20,5 foizga oshdi va 3,7 mlrd. dollarga yetdi.", "Import kamaydi."],
    ["Uchrashuv 28.02.2026 kuni boʻldi.", "Tomonlar kelishdi."],
    ["2026-yil 3-martda saylov boʻladi.", "Ishtirok keng."],
    ["“Biz ketmaymiz”, dedi u.", "“Biz qolamiz.”", "Hech kim javob bermadi."],
    ["“Kim bu?” deb soʻradi u.", "“Men!” dedi ayol."],
    ["Nima boʻldi?!", "Hech kim bilmaydi…", "Hatto u ham."],
    ["Kech edi... juda kech.", "Ular ketdi."],
    ["– Kim u?", "– Menman.", "Eshik ochildi."],
    ["Prof. Karimov va akad. Yoʻldoshev soʻzga chiqdi.", "Zal tingladi."],
    ["Mas. Oʻzbekiston va Serbiya hamkor.", "Bu yaxshi."],
    ["Kitobning 5-b. va 6-b. da yozilgan.", "Oʻqing."],
    ["Ikki masala bor: tinchlik; savdo.", "Ikkalasi muhim."],
    ["Sayt uza.uz ishlamayapti.", "Egasi jim."],
    ["Indeks 1024 ga tushdi.", "Neft 80 ga chiqdi."],
    ["Gʻ. Gʻulom va Oʻ. Hoshimov asarlari tarjima qilindi.", "Ch. Aytmatov ham."],
    ["1. Eshikni oching.", "2. Uni yoping."],
    ["Boʻlmadi.", "(Ilovaga qarang.)", "Keyin boʻldi."],
    ["XXI asr.", "Yangi davr boshlandi.", "Hamma xursand."],
    ["BMT, YUNESKO va NATO vakillari keldi.", "AQSH vakili ham."],
    ["Jami 5 ta.", "Bu kam."],
    ["Ish «tugadi».", "Hamma «ha» dedi."],
    ["Oʻzbekiston 2024-yilda 20 mln. tonna gʻalla yigʻdi.", "Bu rekord."],
    ["Bordi-yu kelmasa-chi?", "Unda kutamiz."],
    ["Eʼlon qilindi: “Yigʻilish ertaga!”", "Hamma keldi."],
    ["U 1991-yildan beri shu yerda.", "Sanʼat sohasida ishlaydi."],
    ["AQSH Prezidenti Jorj V. Bush keldi.", "Koʻp gapirdi."],
    ["O'zbekiston g'alaba qozondi va h.k.", "Ko'p odam keldi."],
    ["Konstitutsiyaning 5-moddasi.", "Bu muhim."],
]

CASES = [
    *(("en", case) for case in ENGLISH),
    *(("sr", case) for case in SERBIAN),
    *(("sr", [convert(sentence, "sr", "Latn") for sentence in case]) for case in SERBIAN),
    *(("ru", case) for case in RUSSIAN),
    *(("uz", case) for case in UZBEK),
    *(("uz", [convert(sentence, "uz", "Cyrl") for sentence in case]) for case in UZBEK),
]


@pytest.mark.parametrize(("tag", "sentences"), CASES, ids=lambda value: str(value)[:40])
def test_comes_apart_as_it_was_put_together(tag: str, sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[start:end] for start, end in split_sentences(text, tag)] == sentences


def test_blank_line_ends_a_sentence_and_line_break_does_not() -> None:
    text = "A headline without a stop\n\nThe first sentence\ngoes on. The second\n \n\n  Third\n"
    assert [text[start:end] for start, end in split_sentences(text, "en")] == [
        "A headline without a stop",
        "The first sentence\ngoes on.",
        "The second",
        "Third",
    ]


def test_language_without_rules_is_cut_at_stops() -> None:
    text = "Bonjour. Comment ça va ? Bien."
    assert [text[a:b] for a, b in split_sentences(text, "fr")] == [
        "Bonjour.",
        "Comment ça va ?",
        "Bien.",
    ]


PIECES = st.sampled_from(
    [
        *(
            ". ",
            "! ",
            "… ",
            "\n\n",
            "\n",
            " ",
            "“",
            "” ",
            "«",
            "» ",
            "(",
            ") ",
            "– ",
            "г. ",
            "т. д. ",
        ),
        *(
            "А. ",
            "U.S. ",
            "Mr. ",
            "3. ",
            "2026. ",
            "Sh. ",
            "oʻ",
            "Она",
            "the",
            "The",
            "5",
            "№ ",
            "\t",
        ),
    ]
)


@given(st.lists(PIECES | st.text(max_size=5), max_size=30).map("".join))
@pytest.mark.parametrize("tag", ["en", "sr", "ru", "uz", "de"])
def test_spans_are_in_order_disjoint_and_leave_out_only_white_space(tag: str, text: str) -> None:
    end = 0
    for start, stop in split_sentences(text, tag):
        assert end <= start < stop
        assert not text[end:start].strip()
        assert text[start:stop] == text[start:stop].strip()
        end = stop
    assert not text[end:].strip()
    assert not any(re.search(r"\n[^\S\n]*\n", text[a:b]) for a, b in split_sentences(text, tag))


@pytest.mark.parametrize("mark", [".", "!?", "…", ".)"])
def test_a_run_of_marks_is_looked_at_once(mark: str) -> None:
    text = "Kraj" + mark * 200_000
    assert split_sentences(text, "sr") == [(0, len(text))]
