"""New sentences from tables: names, places and offices put into templates, each in its case.

A template is one sentence in four languages with slots: `{p}` and `{q}` are persons (`{ps}` a
surname), `{o}` and `{r}` their offices, `{c}` and `{d}` countries, `{t}` and `{u}` towns; `{p.g}`
is the genitive (g, d, a, i, l), `{ca}` the English and `{cx}` the stem of the other languages'
adjective of the country, `{c.r}` the country after "Republic". `[рекао/рекла]` follows the gender
of `{p}`. What comes out is correct by construction, as far as the tables are.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.clean import LANGUAGES, Pair
from training.names import CASES, Name, bent, respell, without_marks

HERE = Path(__file__).parent / "splicing"
_SLOT = re.compile(r"\{(\w+)(?:\.(\w))?\}")
_GENDERED = re.compile(r"\[([^/\]]+)/([^\]]+)\]")
_CASES = {case[0]: case for case in CASES}
_REPUBLICS = frozenset(
    (
        *("Serbia", "Uzbekistan", "Kazakhstan", "Tajikistan", "Azerbaijan", "Armenia", "Belarus"),
        *("Moldova", "Bulgaria", "Slovenia", "Croatia", "Poland", "Austria", "Singapore"),
        "Indonesia",
    )
)
PLURAL = frozenset(("the United States", "the United Arab Emirates"))


@dataclass(frozen=True)
class Country:
    """A country and its adjective: English whole, Serbian and Russian without ending."""

    name: Name
    adjective: dict[str, str]


@dataclass(frozen=True)
class Office:
    """What a person is: the head declines, the tail stays. `of_state`: a country has one."""

    english: str
    serbian: dict[str, str]  # by gender
    serbian_tail: str
    uzbek: str  # after the country's name
    uzbek_alone: str
    russian: str
    russian_tail: str
    of_state: bool

    def form(self, language: str, gender: str, case: str) -> str:
        """The office of a man or a woman in a case."""
        if language == "sr":
            return f"{_noun(self.serbian[gender], gender, 'sr', case)} {self.serbian_tail}".strip()
        return f"{_noun(self.russian, 'm', 'ru', case)} {self.russian_tail}".strip()


@dataclass(frozen=True)
class Tables:
    """All that can be put into a slot, and the templates."""

    people: list[Name]
    given: dict[tuple[str, str], list[Name]]  # by origin and gender
    surnames: dict[tuple[str, str], list[Name]]
    countries: list[Country]
    towns: list[Name]
    offices: list[Office]
    templates: list[list[str]]


_FLEETING = {"министар": "министр", "посол": "посл", "тужилац": "тужиоц"}
_ADJECTIVES = {  # by language, gender, and whether the stem is soft
    ("sr", "m", False): "ог ом ог им ом",
    ("sr", "m", True): "ег ем ег им ем",
    ("sr", "f", False): "е ој у ом ој",
    ("sr", "f", True): "е ој у ом ој",
    ("ru", "m", False): "ого ому ого ым ом",
    ("ru", "m", True): "его ему его им ем",
}


def _noun(phrase: str, gender: str, language: str, case: str) -> str:
    """An office's head with its adjectives: animate nouns of the commonest declensions."""
    if case == "nominative":
        return phrase
    *adjectives, head = phrase.split(" ")
    bent_words = []
    for adjective in adjectives:
        stem = adjective[:-2] if language == "ru" else adjective[:-1]
        endings = _ADJECTIVES[language, gender, stem[-1] == "ш"]
        if stem[-1] == "к":
            endings = endings.replace("ым", "им")
        bent_words.append(bent(stem, endings, case))
    return " ".join([*bent_words, _animate(head, language, case)])


def _animate(head: str, language: str, case: str) -> str:
    stem = _FLEETING.get(head, head)
    if language == "sr":
        if head.endswith("а"):
            return bent(head[:-1], "е и у ом и", case)
        soft = head[-1] in "жшчћђџљњј" or head.endswith("ац")
        return bent(stem, f"а у а {'ем' if soft else 'ом'} у", case)
    if head.endswith("а"):
        return bent(head[:-1], "ы е у ой е", case)
    if head.endswith("ь"):
        return bent(head[:-1], "я ю я ем е", case)
    return bent(stem, "а у а ом е", case)


def read_tables(folder: Path = HERE) -> Tables:
    """The tables of `splicing/`; a name's other spellings are made by rule unless they stand."""
    people = [
        Name(dict(zip(("en", "sr", "uz", "ru"), row, strict=False)), row[4][0], "1" in row[4])
        for row in _rows(folder / "people.tsv")
    ]
    given: dict[tuple[str, str], list[Name]] = {}
    surnames: dict[tuple[str, str], list[Name]] = {}
    for line in (folder / "names.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        origin, kind, *names = line.split()
        for entry in names:
            name = _respelt(entry, origin)
            if kind != "s":
                given.setdefault((origin, kind), []).append(Name(name, kind))
                continue
            surnames.setdefault((origin, "m"), []).append(Name(name, "m"))
            surnames.setdefault((origin, "f"), []).append(Name(_feminine(name), "f"))
    rows = [*_rows(folder / "places.tsv")]
    places = [Name(dict(zip(("en", "sr", "uz", "ru"), row[1:5], strict=True))) for row in rows]
    countries = [
        Country(name, dict(zip(("en", "sr", "ru"), row[5:], strict=True)))
        for name, row in zip(places, rows, strict=True)
        if row[0] == "c"
    ]
    towns = [name for name, row in zip(places, rows, strict=True) if row[0] == "t"]
    offices = []
    for kind, english, m, f, tail, uzbek, russian, russian_tail in _rows(folder / "offices.tsv"):
        after, _, alone = uzbek.partition("|")
        offices.append(
            Office(
                *(english, {"m": m, "f": f}, tail, after, alone or after),
                *(russian, russian_tail, kind == "state"),
            )
        )
    templates = [*_rows(folder / "templates.tsv")]
    return Tables(people, given, surnames, countries, towns, offices, templates)


def _rows(path: Path) -> Iterator[list[str]]:
    for line in path.read_text("utf-8").splitlines():
        yield line.split("\t")


def _respelt(entry: str, origin: str) -> dict[str, str]:
    text, _, exceptions = entry.partition("=")
    text = text.replace("ё", "е") if origin == "ru" and "=" not in entry else text
    name = {origin: text} | {
        language: respell(text, origin, language)
        for language in ("en", *LANGUAGES)
        if language != origin
    }
    name |= dict(part.split(":", 1) for part in exceptions.split(";") if part)
    if "ru:" not in exceptions:
        name["ru"] = name["ru"].replace("ё", "е")
    return name


def _feminine(name: dict[str, str]) -> dict[str, str]:
    """The surname of a woman: Karimova, Каримова; Vučić stays."""
    if not re.search("(?:[ое]в|ин)$", name["ru"]):
        return name
    add = {"en": "a", "uz": "a", "sr": "а", "ru": "а"}
    return {language: text + add[language] for language, text in name.items()}


class Filler:
    """Fills templates from the tables; seeded."""

    def __init__(self, tables: Tables, seed: int = 1) -> None:
        self.tables = tables
        self.random = random.Random(seed)

    def person(self, gender: str | None = None) -> tuple[Name, Name]:
        """A whole name and its surname, of a gender or of either (three men to one woman)."""
        gender = gender or self.random.choice("mmmf")
        if self.random.random() < 0.3:
            name = self.random.choice([n for n in self.tables.people if n.gender == gender])
            parts = {key: text.rsplit(" ", 1)[1] for key, text in name.spelling.items()}
            return name, Name(parts, gender)
        origin = self.random.choice(("sr", "sr", "uz", "uz", "ru"))
        first = self.random.choice(self.tables.given[origin, gender])
        last = self.random.choice(self.tables.surnames[origin, gender])
        both = {key: f"{first.spelling[key]} {last.spelling[key]}" for key in first.spelling}
        return Name(both, gender), last

    def fill(self, template: Sequence[str]) -> dict[str, str]:
        """One sentence by language, `en` among them."""
        gender = template[4] if len(template) > 4 else None
        p, ps = self.person(gender)
        q, _ = self.person("m" if "his " in template[0] else gender)
        countries = self.tables.countries
        if re.search(r"\{[cd]\}", template[1] + template[3]):
            countries = [c for c in countries if c.name.spelling["en"] not in PLURAL]
        if ".r}" in template[1]:
            countries = [c for c in countries if c.name.spelling["en"] in _REPUBLICS]
        c, d = self.random.sample(countries, 2)
        t, u = self.random.sample(self.tables.towns, 2)
        owned = re.search(r"\{[cd](?:\.g)?\} \{[or]", template[1] + template[2])
        offices = [o for o in self.tables.offices if o.of_state or not owned]
        o, r = self.random.sample(offices, 2)
        names = {"p": p, "q": q, "ps": ps, "c": c.name, "d": d.name, "t": t, "u": u}
        marks = self.random.random() < 0.6
        title = self.random.random() < 0.7

        def put(language: str, text: str) -> str:
            def slot(match: re.Match[str]) -> str:
                key, case = match[1], _CASES.get(match[2] or "n", "nominative")
                if key in ("ca", "cx"):
                    return c.adjective["en" if key == "ca" else language]
                if key in ("o", "r"):
                    office, person = (o, p) if key == "o" else (r, q)
                    if language == "en":
                        return _titled(office.english) if title else office.english
                    if language == "uz":
                        before = text[max(0, match.start() - 4) : match.start()]
                        return office.uzbek if before in ("{c} ", "{d} ") else office.uzbek_alone
                    return office.form(language, person.gender, case)
                if match[2] == "r":
                    whole = names[key].spelling[language]
                    return names[key].form(language, "genitive") if whole[-1] == "а" else whole
                filled = names[key].form(language, case)
                return filled if marks or language != "en" else without_marks(filled)

            text = _GENDERED.sub(lambda m: m[1] if p.gender == "m" else m[2], text)
            return _tidied(_SLOT.sub(slot, text), language)

        languages = ("en", "sr", "uz", "ru")
        filled = {key: put(key, text) for key, text in zip(languages, template, strict=False)}
        if len(template[0]) > 40 or template[0][-1] in '.”"':
            filled = {key: text[0].upper() + text[1:] for key, text in filled.items()}
        return filled


def _titled(office: str) -> str:
    small = ("of", "for", "the", "to")
    return " ".join(w if w in small else w[0].upper() + w[1:] for w in office.split(" "))


def _tidied(text: str, language: str) -> str:
    if language == "en":
        return text.replace("s's ", "s' ")
    if language == "ru":
        text = re.sub(r"\b([Вв]) (?=[ВФ][бвгджзклмнпрстфхцчшщ])", r"\1о ", text)
        text = re.sub(r"\b([Сс]) (?=[СЗШсзш][бвгджзклмнпрстфхцчшщ])", r"\1о ", text)
    return text


def spliced(count: int, seed: int = 1, tables: Tables | None = None) -> Iterator[Pair]:
    """`count` filled templates in every language, sentences in the group "spliced"."""
    filler = Filler(tables or read_tables(), seed)
    for _ in range(count):
        filled = filler.fill(filler.random.choice(filler.tables.templates))
        for language in LANGUAGES:
            yield Pair("spliced", language, filled["en"], filled[language])


def name_pairs(count: int, seed: int = 2, tables: Tables | None = None) -> Iterator[Pair]:
    """Names alone, of persons and places: how a name is respelt."""
    filler = Filler(tables or read_tables(), seed)
    places = [c.name for c in filler.tables.countries] + filler.tables.towns
    people = [filler.person()[0] for _ in range(count)] + filler.tables.people
    for name in [*places, *people]:
        for language in LANGUAGES:
            english = name.spelling["en"]
            if filler.random.random() < 0.4:
                english = without_marks(english)
            yield Pair("names", language, english, name.spelling[language])
