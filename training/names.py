"""Names of persons and places: from one language's spelling to the others', and their cases.

The spellings follow the practice of the press: Serbian writes foreign names as they sound, Russian
and Uzbek have a fixed letter for each other's letter. Where practice leaves the rule, the tables in
`splicing/` say so.
"""

import re
from dataclasses import dataclass, field

CASES = ("nominative", "genitive", "dative", "accusative", "instrumental", "locative")

_VOWELS = "аеиоуыэюяё"
_SR_LATIN = dict(zip("абвгдђежзијклмнопрстћуфхцчш", "abvgdđežzijklmnoprstćufhcčš", strict=True))
_SR_LATIN |= {"љ": "lj", "њ": "nj", "џ": "dž"}
_RULES: dict[str, tuple[tuple[str, str], ...]] = {
    "sr-ru": (
        *(("^е", "э"), ("^ја", "я"), ("^је", "е"), ("^јо", "йо"), ("^ју", "ю")),
        *(("ља", "ля"), ("љу", "лю"), ("љ(?=[еи])", "л"), ("љ", "ль")),
        *(("ња", "ня"), ("њу", "ню"), ("њ(?=[еи])", "н"), ("њ", "нь")),
        *(("(?<=[аеиоу])је", "е"), ("ја", "я"), ("ју", "ю"), ("ји", "и"), ("је", "ье")),
        *(("ј", "й"), ("ђ|џ", "дж"), ("ћ", "ч")),
    ),
    "sr-uz": (
        *(("ља", "lya"), ("љу", "lyu"), ("ња", "nya"), ("њу", "nyu")),
        *(("љ", "l"), ("њ", "n"), ("ји", "i"), ("ј", "y")),
        *(("ђ|џ|ж", "j"), ("ћ|ч", "ch"), ("ш", "sh"), ("^ц", "s"), ("ц", "ts"), ("х", "x")),
    ),
    "uz-ru": (
        *(("oʻ", "у"), ("gʻ", "г"), ("^(dil|gul)(?=[^aeiouly])", "\\1ь"), ("sh", "ш")),
        *(("ch", "ч"), ("ya", "я"), ("yu", "ю"), ("ye", "е"), ("yo", "ё"), ("y", "й")),
        *(("^e", "э"), ("j", "ж"), ("q", "к"), ("h|x", "х"), ("ʼ", "")),
    ),
    "uz-sr": (
        *(("oʻ", "у"), ("gʻ", "г"), ("sh", "ш"), ("ch", "ч"), ("y", "ј")),
        *(("j", "џ"), ("q", "к"), ("h|x", "х"), ("ʼ", ""), (r"([a-z])\1", r"\1")),
    ),
    "uz-en": (("oʻ", "u"), ("gʻ", "g"), ("x", "kh"), ("q", "k"), ("ʼ", "")),
    "ru-en": (
        *(("ский$", "sky"), ("[иы]й$", "y"), ("ия$", "ia"), ("ье", "ye"), ("^е", "ye")),
        *(("(?<=[аеиоуыэюя])е", "ye"), ("ж", "zh"), ("х", "kh"), ("ц", "ts"), ("ч", "ch")),
        *(("щ", "shch"), ("ш", "sh"), ("ю", "yu"), ("я", "ya"), ("ё", "yo"), ("[ьъ]", "")),
        *(("[йы]", "y"), ("э", "e")),
    ),
    "ru-sr": (
        *(("ский$", "ски"), ("ля", "ља"), ("лю", "љу"), ("ль", "љ"), ("ня", "ња"), ("ню", "њу")),
        *(("нь", "њ"), ("^е", "је"), ("(?<=[аеиоуыэюяь])е", "је"), ("я", "ја"), ("ю", "ју")),
        *(("[ьъ]", ""), ("ы", "и"), ("э", "е"), ("щ", "шч"), ("й", "ј"), ("ё", "јо")),
    ),
    "ru-uz": (
        *(("^е|(?<=[аеиоуыэюяь])е", "ye"), ("ж", "j"), ("х", "x"), ("ц", "ts"), ("ч", "ch")),
        *(("щ", "shch"), ("ш", "sh"), ("ю", "yu"), ("я", "ya"), ("ё", "yo"), ("[ьъ]", "")),
        *(("й", "y"), ("ы", "i"), ("э", "e")),
    ),
}
_CYRILLIC = str.maketrans("abvgdezijklmnoprstufh", "абвгдезијклмнопрстуфх")
_RUSSIAN = str.maketrans("abvgdeziklmnoprstuf", "абвгдезиклмнопрстуф")
_LATIN = str.maketrans("абвгдезиклмнопрстуф", "abvgdeziklmnoprstuf")
_PLAIN: dict[int, int | str] = {
    **str.maketrans("čćšžČĆŠŽéáíóúçşğıöüÇŞİ", "ccszCCSZeaioucsgiouCSI"),
    **{ord("đ"): "dj", ord("Đ"): "Dj"},
}


def respell(name: str, source: str, target: str) -> str:
    """A name written in the language `source` as the press of `target` writes it."""
    text = name.lower()
    if (source, target) == ("sr", "en"):
        text = "".join(_SR_LATIN.get(letter, letter) for letter in text)
    else:
        for pattern, replacement in _RULES[f"{source}-{target}"]:
            text = re.sub(pattern, replacement, text)
        script = {"sr": _CYRILLIC, "ru": _RUSSIAN}.get(target, _LATIN)
        text = text.translate(script)
    return "-".join(part[:1].upper() + part[1:] for part in text.split("-"))


def without_marks(english: str) -> str:
    """As an English agency writes a Serbian or Turkish name: Vucic, Djordjevic."""
    return english.translate(_PLAIN)


@dataclass(frozen=True)
class Name:
    """A person (`gender` m or f), or a place (gender n), in every language.

    `last_only`: of several words only the last is declined (Си Цзиньпина).
    """

    spelling: dict[str, str] = field(hash=False)
    gender: str = "n"
    last_only: bool = False

    def form(self, language: str, case: str) -> str:
        """The name in `case`, one of CASES; Uzbek knows the dative only (-ga, -ka, -qa)."""
        text = self.spelling[language]
        if language == "uz":
            return uzbek_dative(text) if case == "dative" else text
        if language == "en" or case == "nominative":
            return text
        decline = {"sr": serbian, "ru": russian}[language]
        words = text.split(" ")
        for index, word in enumerate(words):
            last = index == len(words) - 1
            declines = (word[0].isupper() or "-" in word) and (last or not self.last_only)
            if declines:
                words[index] = decline(word, self.gender, case, surname=last and index > 0)
        return " ".join(words)


def uzbek_dative(text: str) -> str:
    """-ga, and -ka, -qa after k and q."""
    return text + {"k": "ka", "q": "qa"}.get(text[-1], "ga")


def bent(stem: str, endings: str, case: str) -> str:
    """`stem` with the case's ending; `endings`: genitive to locative, "-" for none."""
    ending = endings.split()[CASES.index(case) - 1]
    return stem + ("" if ending == "-" else ending)


_SR_FLEETING = {"Александар": "Александр", "Петар": "Петр", "Крагујевац": "Крагујевц"}
_SR_FLEETING |= {"Димитар": "Димитр", "Египат": "Египт"}
_SR_ADJECTIVE_PLACES = frozenset(
    (
        *("Турска", "Немачка", "Француска", "Швајцарска", "Мађарска", "Пољска", "Чешка"),
        *("Словачка", "Хрватска", "Бугарска", "Грчка", "Финска", "Шведска", "Норвешка"),
        *("Данска", "Јужна", "Северна", "Саудијска", "Црна"),
    )
)
_SR_DROPPING = frozenset(("Ђорђе", "Павле", "Раде", "Блаже"))
_SR_INDECLINABLE = frozenset(("САД", "УАЕ"))


def serbian(word: str, gender: str, case: str, *, surname: bool = False) -> str:
    """One word of a name in a case; `gender` m, f, or n for a place."""
    if word in _SR_INDECLINABLE:
        return word
    animate = gender == "m"
    if gender == "f" and not word.endswith("а"):
        return word
    if word.endswith("а"):
        stem = word[:-1]
        russian_surname = gender == "f" and surname and re.search("(?:[ое]в|ин|ск)а$", word)
        if word in _SR_ADJECTIVE_PLACES or russian_surname:
            return bent(stem, "е ој у ом ој", case)
        return bent(stem, "е и у ом и", case)
    if re.search("[сшц]ки$", word) or word in ("Мали", "Нови"):
        ending = "ог ом ог им ом" if animate else "ог ом и им ом"
        return bent(word[:-1], ending, case)
    same = "а" if animate else ""
    if word.endswith("ио"):
        stem, endings = word[:-1], f"ја ју {'ја' if animate else 'о'} јем ју"
    elif word.endswith("о") and word != "Тридо":
        stem, endings = word[:-1], f"а у {same or 'о'} ом у"
    elif word.endswith("и"):
        stem, endings = word, f"ја ју {'ја' if animate else '-'} јем ју"
    elif word in _SR_DROPPING or re.search("[жшчћђџљњј]е$", word):
        stem, endings = word[:-1], f"а у {same or 'е'} ем у"
    elif word[-1] in "еуоa":
        stem, endings = word, f"а у {same or '-'} ом у"
    else:
        stem = _SR_FLEETING.get(word, word)
        after_e = re.search("е[жш]$", word)
        om = "ем" if word[-1] in "жшчћђџљњј" and not after_e else "ом"
        if case == "accusative" and not animate:
            return word
        endings = f"а у а {om} у"
    return bent(stem, endings, case)


_RU_FLEETING = {"Павел": "Павл", "Петр": "Петр", "Крагуевац": "Крагуевц"}
_RU_INDECLINABLE = frozenset(("США", "ОАЭ"))


def russian(word: str, gender: str, case: str, *, surname: bool = False) -> str:
    """One word of a name in a case; `gender` m, f, or n for a place."""
    if word in _RU_INDECLINABLE:
        return word
    animate = gender == "m"
    if re.search("[сц]кий$", word):
        return bent(word[:-2], "ого ому ого им ом", case)
    if word.endswith("ая"):
        return bent(word[:-2], "ой ой ую ой ой", case)
    if gender == "f" and surname and re.search("(?:[ое]в|ин)а$", word):
        return bent(word[:-1], "ой ой у ой ой", case)
    if word.endswith("ия"):
        return bent(word[:-1], "и и ю ей и", case)
    if word.endswith("я"):
        return bent(word[:-1], "и е ю ей е", case)
    if word.endswith("а") and not word.endswith("иа"):
        hushing = word[-2] in "жшчщц"
        first = "и" if word[-2] in "гкхжшчщ" else "ы"
        return bent(word[:-1], f"{first} е у {'ей' if hushing else 'ой'} е", case)
    if gender == "n" and re.search("[ое]во$", word):
        return bent(word[:-1], "а у о ом е", case)
    if word[-1].lower() in _VOWELS or gender == "f":
        return word
    stem = _RU_FLEETING.get(word, word)
    if case == "accusative" and not animate:
        return word
    if word.endswith("ий"):
        return bent(stem[:-1], "я ю я ем и", case)
    if word[-1] in "йь":
        return bent(stem[:-1], "я ю я ем е", case)
    instrumental = "ем" if word[-1] in "жшчщц" else "ом"
    if animate and surname and re.search("(?:[ое]в|[иы]н)$", word):
        instrumental = "ым"
    return bent(stem, f"а у а {instrumental} е", case)
