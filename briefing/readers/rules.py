"""What surrounds an article's body, as data: labels, phrases and names by language.

Phrases are written as `furniture.fold` leaves them: lower case, every apostrophe a plain one.
A rule that varies by language is one row a language; en, sr (Latin, Cyrillic), uz (Latin,
Cyrillic), ru.
"""

from __future__ import annotations

import re

# Words that introduce a date. The first kind found for an article, in this order, dates it:
# "clock" is the day a page was looked at, "updated" a later change.
DATE_LABELS: dict[str, tuple[str, ...]] = {
    "published": (
        "published on|published|posted on|posted|first published|date|issued|released",
        "objavljeno|objavljena|datum|vreme objave",
        "објављено|објављена|датум|време објаве",
        "e'lon qilingan|chop etilgan|sana|joylangan|e'lon qilindi",
        "эълон қилинган|чоп этилган|сана|эълон қилинди",
        "опубликовано|опубликована|дата публикации|размещено|дата",
    ),
    "clock": (
        "today is|today|now|current time",
        "danas je|danas|sada",
        "данас је|данас|сада",
        "bugun|hozir",
        "бугун|ҳозир",
        "сегодня|сейчас",
    ),
    "updated": (
        "last updated on|last updated|updated on|updated|last modified|modified|edited",
        "ažurirano|poslednja izmena|izmenjeno",
        "ажурирано|последња измена|измењено",
        "yangilangan|yangilandi",
        "янгиланган|янгиланди",
        "обновлено|последнее обновление|изменено",
    ),
}

# Words that may stand beside a date or a time and mean nothing more.
DATE_COMPANIONS: tuple[str, ...] = (
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|tues|wed|thu|thur|thurs|fri"
    "|sat|sun|at|on|am|pm|gmt|utc|cet|cest|est|edt|ist|time|local|t|z",
    "ponedeljak|utorak|sreda|četvrtak|petak|subota|nedelja|u|h|časova|čas",
    "понедељак|уторак|среда|четвртак|петак|субота|недеља|у|ч|часова|час",
    "dushanba|seshanba|chorshanba|payshanba|juma|shanba|yakshanba|soat|da",
    "душанба|сешанба|чоршанба|пайшанба|жума|шанба|якшанба|соат|да",
    "понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|пн|вт|ср|чт|пт|сб|вс|в|мск",
)

# Words that introduce who wrote the article. Those that are also ordinary words ask for a name to
# follow; a colon after any of them settles it.
BYLINE_LABELS: tuple[str, ...] = (
    "by|written by|reported by|text by|story by|author|authors|reporter|words by",
    "autor|autorka|piše|pišu|napisao|napisala|tekst|novinar|priredio|priredila",
    "аутор|ауторка|пише|пишу|написао|написала|текст|новинар|приредио|приредила",
    "muallif|mualliflar|tayyorladi|muxbir",
    "муаллиф|муаллифлар|тайёрлади|мухбир",
    "автор|авторы|автор текста|подготовил|подготовила|корреспондент|записал|записала",
)

# Words that a name at the end of a line is followed by when it is a correspondent's.
ROLES: tuple[str, ...] = (
    "correspondent|reporter|staff writer|editor",
    "dopisnik|dopisnica|novinar|novinarka|urednik",
    "дописник|дописница|новинар|новинарка|уредник",
    "muxbiri|jurnalist|muharriri",
    "мухбири|журналист|муҳаррири",
    "корреспондент|журналист|редактор|обозреватель",
)

SOURCE_LABELS: tuple[str, ...] = (
    "source|sources|via|agency",
    "izvor|izvori|agencija",
    "извор|извори|агенција",
    "manba|manbaa|agentlik",
    "манба|агентлик",
    "источник|источники|агентство",
)

LINK_LABELS: tuple[str, ...] = (
    "link|url|original|original article|read the original|source|full article",
    "izvor|originalni tekst|link ka tekstu",
    "извор|оригинални текст|линк",
    "manba|havola|asl maqola",
    "манба|ҳавола",
    "источник|ссылка|оригинал",
)

# Agencies and outlets, as they sign; the left side is how a briefing names them.
AGENCIES: dict[str, str] = {
    "UzA": "uza|o'za|ўза|уза|uzbekistan national news agency",
    "Dunyo": "dunyo|ia dunyo|dunyo ia|иа дунё|дунё",
    "Kun.uz": "kun.uz",
    "Daryo": "daryo|daryo.uz",
    "Gazeta.uz": "gazeta.uz|газета.uz",
    "Podrobno.uz": "podrobno.uz",
    "Spot": "spot|spot.uz",
    "UzDaily": "uzdaily|uzdaily.com|uzdaily.uz",
    "Tanjug": "tanjug|танјуг|танюг",
    "Beta": "beta|бета",
    "FoNet": "fonet|фонет",
    "RTS": "rts|ртс",
    "RTV": "rtv|ртв",
    "N1": "n1|н1",
    "B92": "b92|б92",
    "Politika": "politika|политика",
    "Danas": "danas|данас",
    "Blic": "blic|блиц",
    "TASS": "tass|тасс",
    "RIA Novosti": "ria novosti|риа новости|ria|риа",
    "Interfax": "interfax|интерфакс",
    "Sputnik": "sputnik|спутник|sputnik o'zbekiston|sputnik узбекистан",
    "Kazinform": "kazinform|казинформ",
    "Trend": "trend|тренд",
    "24.kg": "24.kg",
    "AKIpress": "akipress",
    "Reuters": "reuters|rojters|ројтерс|рейтер",
    "AP": "ap|associated press|the associated press",
    "AFP": "afp|афп",
    "DPA": "dpa|дпа",
    "BBC": "bbc|bbc news|би-би-си",
    "Bloomberg": "bloomberg|блумберг",
    "Euronews": "euronews|евроњуз",
    "Xinhua": "xinhua|sinhua|синьхуа|синхуа",
    "Anadolu": "anadolu|aa|anadolu agency|анадолу",
    "Radio Free Europe": "rfe/rl|rfe|radio free europe|radio slobodna evropa|радио свобода",
}

# Whole lines that are never an article's own, as regular expressions (anchored at both ends).
LINES: tuple[str, ...] = (
    # How long reading takes
    r"(?:about |~)?\d{1,3}[ -]?min(?:ute)?s?\.?(?: of)? read(?:ing)?(?: time)?",
    r"(?:estimated )?reading time:? (?:about )?\d{1,3} min(?:ute)?s?\.?",
    r"(?:vreme čitanja|време читања):? (?:oko |око )?\d{1,3} (?:min|мин)\w*\.?",
    r"\d{1,3} (?:min|мин)\w*\.? (?:čitanja|читања|za čitanje|за читање)",
    r"(?:o'qish vaqti|ўқиш вақти):? \d{1,3} (?:daqiqa|дақиқа|min|мин)\.?",
    r"\d{1,3} (?:daqiqa|daqiqalik|дақиқа|дақиқалик) (?:o'qish|ўқиш)",
    r"время (?:на )?чтени[ея]:? (?:около )?\d{1,3} мин\w*\.?",
    r"\d{1,3} мин\w*\.? (?:чтения|на чтение)",
    # Sharing, printing, following, commenting
    r"share(?: this)?(?: article| story| post| page)?(?: on)?(?: (?:facebook|x|twitter|telegram"
    r"|whatsapp|linkedin|viber|email|via email|copy link|,|and))*:?",
    r"(?:facebook|twitter|telegram|whatsapp|linkedin|viber|instagram|vkontakte|e-?mail|copy link"
    r"|print|x|tweet|pin it|reddit)(?:[ ,]+(?:facebook|twitter|telegram|whatsapp|linkedin|viber"
    r"|instagram|vkontakte|e-?mail|copy link|print|x|tweet|pin it|reddit))*",
    r"(?:podeli|podelite|подели|поделите|odštampaj|одштампај)(?: (?:vest|tekst|članak|вест|текст"
    r"|чланак))?:?",
    r"(?:ulashing|ulashish|улашинг|улашиш|do'stlaringizga ulashing|chop etish|чоп этиш):?",
    r"(?:поделиться|поделитесь|распечатать|версия для печати)(?: (?:новостью|статьей|статьёй))?:?",
    r"(?:\d+ )?(?:comments?|komentara?i?|коментара?и?|комментари[йяев]+|izohlar|изоҳлар)"
    r"(?: ?[:(]? ?\d+\)?)?",
    r"(?:leave a (?:comment|reply)|add a comment|ostavi komentar|остави коментар|izoh qoldirish"
    r"|изоҳ қолдириш|оставить комментарий|написать комментарий)",
    r"(?:\d[\d .,]*(?:k )?(?:views?|pregleda|прегледа|просмотр\w*|marta ko'rildi))"
    r"|(?:views?|pregleda|прегледа|просмотр\w*|ko'rishlar(?: soni)?|ko'rildi|кўришлар(?: сони)?)"
    r":? ?\d[\d .,]*k?",
    # Navigation and the site's own
    r"(?:home|homepage|naslovna|početna|насловна|почетна|главная|bosh sahifa|бош саҳифа)"
    r"(?: ?(?:[>»›/|→]|::) ?[^.!?]{1,60})*",
    r"(?:advertisement|advertising|ad|sponsored|promo|oglas|reklama|реклама|оглас"
    r"|на правах рекламы)",
    r"(?:skip to (?:main )?content|menu|search|log ?in|sign ?in|sign ?up|subscribe|newsletter"
    r"|back to top|scroll down to continue|continue reading|read more|load more|next|previous)",
    r"(?:meni|pretraga|prijavi se|pročitaj više|nazad|мени|претрага|прочитај више|назад"
    r"|меню|поиск|войти|читать далее|показать ещё|показать еще|menyu|qidiruv|batafsil|батафсил)",
    r"(?:subscribe to|sign up for|follow us on|follow us|join our|join us on) [^.!?]{0,80}[.!]?",
    r"(?:pratite nas|zapratite nas|пратите нас|prijavite se na|пријавите се на)[^.!?]{0,80}[.!]?",
    r"(?:obuna bo'ling|kanalimizga|bizni kuzating|обуна бўлинг|каналимизга|бизни кузатинг)"
    r"[^.!?]{0,80}[.!]?",
    r"(?:подписывайтесь на|подпишитесь на|следите за нами|читайте нас)[^.!?]{0,80}[.!]?",
    r"(?:we|this (?:web)?site|our (?:web)?site) uses? cookies.{0,400}",
    r"(?:naš sajt|ovaj sajt|наш сајт|овај сајт) koristi kolačiće.{0,400}",
    r"(?:наш|этот|данный) сайт использует (?:файлы )?cookie.{0,400}",
    r"(?:©|\(c\)|copyright\b).{0,160}",
    r"(?:.{0,80}\b)?(?:all rights reserved|sva prava zadržana|сва права задржана"
    r"|barcha huquqlar himoyalangan|барча ҳуқуқлар ҳимояланган|все права защищены)\.?(?:.{0,60})",
    # Pictures
    r"(?:photos?|images?|pictures?|photo credits?|image credits?|photograph|file photo)"
    r"(?: ?[:/|©] ?.{1,200}|(?: by | courtesy of | via )[^.!?]{1,60})",
    r"(?:foto|fotografija|ilustracija|фото|фотографија|илустрација|иллюстрация|surat|сурат|rasm"
    r"|расм|illyustratsiya) ?[:/|©] ?.{1,200}",
    r".{1,120}[(\[] ?(?:photo|image|foto|фото|surat|сурат) ?[:/] ?.{1,60}[)\]]",
    # Further reading, tags
    r"(?:read also|also read|see also|read more|related|more on this|don't miss|you may also like)"
    r" ?[:|–-] ?.{1,200}",
    r"(?:pročitajte i|pročitajte još|povezane vesti|čitajte i|прочитајте и|прочитајте још"
    r"|повезане вести|читајте и) ?[:|–-] ?.{1,200}",
    r"(?:shuningdek,? o'qing|o'qing|mavzuga oid|шунингдек,? ўқинг|ўқинг|мавзуга оид)"
    r" ?[:|–-] ?.{1,200}",
    r"(?:читайте также|читайте ещё|читайте еще|по теме|см\. также|смотрите также)"
    r" ?[:|–-] ?.{1,200}",
    r"(?:tags?|keywords|topics|filed under|tagi|tagovi|oznake|ključne reči|тагови|ознаке"
    r"|кључне речи|теги|метки|ключевые слова|teglar|kalit so'zlar|теглар|калит сўзлар)"
    r" ?[:|] ?.{1,300}",
    r"(?:#\w{2,60}[ ,;]*){1,40}",
)

# Headings after which a page lists other articles, up to its end.
FURTHER_READING: tuple[str, ...] = (
    "read also|also read|see also|related|related articles|related stories|related news|read more"
    "|more on this|more on this story|more from this section|you may also like|most read|popular"
    "|latest news|trending|recommended|don't miss",
    "pročitajte i|pročitajte još|povezane vesti|najčitanije|najnovije vesti|slične vesti",
    "прочитајте и|прочитајте још|повезане вести|најчитаније|најновије вести|сличне вести",
    "shuningdek o'qing|mavzuga oid|mavzuga oid yangiliklar|o'xshash yangiliklar|ko'p o'qilgan"
    "|so'nggi yangiliklar",
    "шунингдек ўқинг|мавзуга оид|мавзуга оид янгиликлар|ўхшаш янгиликлар|сўнгги янгиликлар",
    "читайте также|по теме|материалы по теме|похожие новости|другие новости|самое читаемое"
    "|популярное|последние новости|главные новости",
)

# A section's name above the headline.
SECTIONS: tuple[str, ...] = (
    "politics|world|news|business|economy|society|culture|sport|sports|opinion|analysis|breaking"
    "|breaking news|region|europe|asia|central asia|balkans|technology|top news|latest",
    "politika|svet|vesti|ekonomija|biznis|društvo|kultura|region|srbija|evropa|hronika|najnovije",
    "политика|свет|вести|економија|бизнис|друштво|култура|регион|србија|европа|хроника",
    "siyosat|jahon|yangiliklar|iqtisodiyot|jamiyat|madaniyat|sport|o'zbekiston|dunyo|tahlil",
    "сиёсат|жаҳон|янгиликлар|иқтисодиёт|жамият|маданият|ўзбекистон|дунё",
    "мир|в мире|новости|экономика|бизнес|общество|культура|спорт|узбекистан|главное",
)


def alternatives(rows: tuple[str, ...]) -> str:
    """Return the phrases of all `rows` as one regular expression, longest first."""
    phrases = {phrase for row in rows for phrase in row.split("|")}
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(map(re.escape, ordered))


def phrases(rows: tuple[str, ...]) -> frozenset[str]:
    """Return the phrases of all `rows`."""
    return frozenset(phrase for row in rows for phrase in row.split("|"))
