"""Serbian paradigms: the regular classes of nouns and adjectives, in Cyrillic.

After Piper & Klajn, Normativna gramatika srpskog jezika (2013). There is no dictionary: a noun's
class is told from its ending and from the adjective that agrees with it; what is irregular the
glossary lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

VOWELS = "аеиоу"
CONSONANTS = "бвгдђжзјклљмнњпрстћфхцчџш"
SOFT = "чћђџшжљњјц"
# "few" is the form after two, three and four, which masculine and neuter nouns have of their own.
CASES = ("nom", "gen", "dat", "acc", "ins", "loc", "few")

_SIBILARISED = str.maketrans("кгх", "цзс")
_PALATALISED = str.maketrans("кгхц", "чжшч")
# Feminine nouns that end in a consonant; some masculine ones look like them.
_I_STEMS = re.compile(
    "(?<!^г)(?<!^м)(?<!^п)(?<!^х)ост$|(?<!р)аст$|(?<!^т)(?<!от)ест$"
    "|(?:моћ|ноћ|реч|ствар|љубав|јесен|крв|ћуд|глад|мисао)$"
)
_FEMININE_PLURALS = re.compile("(?:циј|[бвгдзкнпст]|^земљ|^држав)е$")
_NEUTER_PLURALS = re.compile("(?:ства|ишта|[ае]ња|зећа|права|тела|места|дела|писма)$")
_NO_FLEETING = re.compile("(?:секретар|динар|календар|семинар|радар|јунак)$")
_FLEETING = re.compile(
    "(?<=[^аеиоу])а(?=ц$)"  # новац, Американац, послодавац
    "|(?<=[бдкпт])а(?=р$)"  # министар, центар
    "|(?<=[аеиоу][нтслзд])а(?=к$)"  # састанак, почетак, напредак
    "|(?<=из)а(?=м$)"  # туризам
    "|(?<=[еи][кп])а(?=т$)"  # пројекат
)
_MONOSYLLABLE = re.compile(f"[{CONSONANTS}]*(?:[{VOWELS}]|(?<=[{CONSONANTS}])р)[{CONSONANTS}]+$")


@dataclass(frozen=True, slots=True)
class Noun:
    """One noun's forms: case → alternatives, in one number, with what agrees with it."""

    gender: str  # "m", "ma" (animate), "f", "n"
    number: str  # "sg" or "pl"
    cases: dict[str, tuple[str, ...]]


def is_i_stem(word: str) -> bool:
    """Tell whether a noun in a consonant is feminine: безбедност, моћ; but not мост, протест."""
    return _I_STEMS.search(word.lower()) is not None


def nouns(word: str, adjective: str = "") -> Iterable[Noun]:
    """Yield the paradigms `word` may follow, its own number first; `adjective` agrees with it."""
    agreeing = adjective[-1:]
    lower = word.lower()
    name = word[:1].isupper()
    last = lower[-1:]
    if last in CONSONANTS:
        if agreeing == "а" or (not agreeing and is_i_stem(word)):
            yield from _feminine_i(word)
            return
        # A people is written large and has a plural: Американац, Американци.
        yield from _masculine(word, plural=not name or lower.endswith(("ац", "анин")))
    elif last == "а":
        if (agreeing == "а" or len(lower) > 4) and _NEUTER_PLURALS.search(lower):
            yield _neuter_plural(word[:-1])
            if not agreeing:
                yield from _feminine(word, plural=not name)
        elif agreeing == "и":  # војни судија: masculine by sense
            yield from _feminine(word, plural=not name, gender="ma")
        else:
            yield from _feminine(word, plural=not name)
    elif not agreeing and not name and _FEMININE_PLURALS.search(lower):
        yield _feminine_plural(word[:-1])
    elif last in "ое" and agreeing != "и" and not (last == "е" and agreeing == "е"):
        yield from _neuter(word, plural=not name)
    elif last == "е" and agreeing == "е":
        yield _feminine_plural(word[:-1])
        if not name:
            yield _feminine_singular(word[:-1])
    elif last == "и":
        yield from _masculine_from_plural(word, indeclinable=not agreeing)
    elif last in "еуо":  # војни аташе, институционални ниво, Баку
        yield _singular("m", word, ("", "а", "у", "", "ом", "у", "а"))
        if not name:
            yield _plural("m", word, ("и", "а", "има", "е", "има", "има"))


def _singular(gender: str, stem: str, endings: tuple[str, ...]) -> Noun:
    return Noun(gender, "sg", {c: (stem + e,) for c, e in zip(CASES, endings, strict=False)})


def _plural(gender: str, stem: str, endings: tuple[str, ...]) -> Noun:
    return Noun(gender, "pl", {c: (stem + e,) for c, e in zip(CASES, endings, strict=False)})


def _masculine(word: str, *, plural: bool) -> Iterable[Noun]:
    oblique = _without_fleeting(word)
    soft = oblique[-1] in SOFT and not (word[0].isupper() and len(word) <= 4)  # Нишом, Бечом
    instrumental = "ем" if soft or word.endswith("пут") else "ом"
    yield Noun(
        "ma",
        "sg",
        {
            "nom": (word,),
            "gen": (oblique + "а",),
            "dat": (oblique + "у",),
            "acc": (word, oblique + "а"),
            "ins": (oblique + instrumental,),
            "loc": (oblique + "у",),
            "few": (oblique + "а",),
        },
    )
    if plural:
        yield from _masculine_plurals(word, oblique)


def vocative(word: str) -> str:
    """Return the form of address of a masculine noun: председниче, министре, амбасадоре, Вучићу."""
    stem = _without_fleeting(word)
    if stem[-1] in SOFT.replace("ц", ""):
        return stem + "у"
    return stem[:-1] + stem[-1].translate(_PALATALISED) + "е"


def _masculine_plurals(word: str, oblique: str) -> Iterable[Noun]:
    if _MONOSYLLABLE.fullmatch(word.lower().rpartition("-")[2]) or word.endswith("пут"):
        long = oblique + ("ев" if oblique[-1] in SOFT or oblique.endswith("пут") else "ов")
        yield _masculine_plural(long, long)
        return
    base = oblique[:-2] if word.endswith("анин") else oblique  # грађанин, грађани
    nominative = word if base == oblique else base
    if re.search("[нкпб]т$", base):
        nominative = base[:-1] + "ат"  # документ, докумената
    yield _masculine_plural(base, nominative)


def _masculine_plural(stem: str, nominative: str) -> Noun:
    """`stem` takes the endings; the genitive's а is added to `nominative`."""
    soft = _sibilarised(stem)
    return Noun(
        "m",
        "pl",
        {
            "nom": (soft + "и",),
            "gen": (nominative + "а",),
            "dat": (soft + "има",),
            "acc": (stem + "е",),
            "ins": (soft + "има",),
            "loc": (soft + "има",),
        },
    )


def _masculine_from_plural(word: str, *, indeclinable: bool) -> Iterable[Noun]:
    """A plural in -и (избори, водни ресурси), or a foreign name (Тбилиси)."""
    stem = word[:-1]
    if word[0].isupper() and indeclinable:
        yield _singular("m", word, ("", "ја", "ју", "", "јем", "ју"))
        return
    hard = stem[:-1] + "к" if stem[-1] == "ц" else stem  # стручњаци, стручњаке
    genitives = [hard + "а"]
    if re.search("[^аеиоу][^аеиоу]$", hard) and not re.search("(?:ст|шт|зд|нт)$", hard):
        genitives.insert(0, hard[:-1] + "а" + hard[-1] + "а")
    yield Noun(
        "m",
        "pl",
        {
            "nom": (word,),
            "gen": tuple(genitives),
            "dat": (stem + "има",),
            "acc": (hard + "е",),
            "ins": (stem + "има",),
            "loc": (stem + "има",),
        },
    )
    if not word[0].isupper() and not re.search("[ое]в$", hard):
        # контакти, контакт; but пројекти has пројекат listed
        foreign = len(genitives) == 1 or hard[-1] in "тсдфп"
        nominative = hard if foreign else genitives[0][:-1]
        yield from _masculine(nominative, plural=False)


def _feminine_singular(stem: str, gender: str = "f") -> Noun:
    # Америка, Америци; but мачка, мачки
    dative = stem if re.search("(?:чк|ћк|цк|тк|зг|сх)$", stem) else _sibilarised(stem)
    # A country whose name is an adjective keeps its ending: Немачкој, Хрватској.
    datives: tuple[str, ...] = (dative + "и",)
    if re.search("(?:ск|шк|чк|рчк|цк)$", stem):
        datives = (stem + "ој", stem + "и") if stem[0].isupper() else (dative + "и", stem + "и")
    return Noun(
        gender,
        "sg",
        {
            "nom": (stem + "а",),
            "gen": (stem + "е",),
            "dat": datives,
            "acc": (stem + "у",),
            "ins": (stem + "ом",),
            "loc": datives,
        },
    )


def _feminine_plural(stem: str) -> Noun:
    genitives = [stem + "а"]
    if re.search("[^аеиоу][^аеиоу]$", stem) and not re.search("(?:[сшфп]т|[зж]д|шћ|жђ)$", stem):
        # земља, земаља; банка, банака; карта, карти
        genitives = [stem[:-1] + "а" + stem[-1] + "а", stem + "и", stem + "а"]
    return Noun(
        "f",
        "pl",
        {
            "nom": (stem + "е",),
            "gen": tuple(genitives),
            "dat": (stem + "ама",),
            "acc": (stem + "е",),
            "ins": (stem + "ама",),
            "loc": (stem + "ама",),
        },
    )


def _feminine(word: str, *, plural: bool, gender: str = "f") -> Iterable[Noun]:
    yield _feminine_singular(word[:-1], gender)
    if plural:
        yield _feminine_plural(word[:-1])


def _feminine_i(word: str) -> Iterable[Noun]:
    """безбедност, безбедности, безбедношћу; помоћ, помоћи, помоћу."""
    if word.endswith("ст"):
        instrumental = word[:-2] + "шћу"
    else:
        instrumental = word + ("у" if word[-1] in SOFT else "ју")
    yield Noun(
        "f",
        "sg",
        {
            "nom": (word,),
            "gen": (word + "и",),
            "dat": (word + "и",),
            "acc": (word,),
            "ins": (instrumental,),
            "loc": (word + "и",),
        },
    )
    if not word[0].isupper():
        yield Noun(
            "f",
            "pl",
            {c: (word + ("и" if c in ("nom", "gen", "acc") else "има"),) for c in CASES},
        )


def _neuter(word: str, *, plural: bool) -> Iterable[Noun]:
    stem, own = word[:-1], word[-1]
    yield _singular("n", stem, (own, "а", "у", own, own + "м", "у"))
    if plural:
        yield _neuter_plural(stem)


def _neuter_plural(stem: str) -> Noun:
    genitive = stem + "а"
    if re.search("(?:ств|[^аеиоу][лмнврк])$", stem):
        genitive = stem[:-1] + "а" + stem[-1] + "а"
    return Noun(
        "n",
        "pl",
        {
            "nom": (stem + "а",),
            "gen": tuple(dict.fromkeys((genitive, stem + "а"))),
            "dat": (stem + "има",),
            "acc": (stem + "а",),
            "ins": (stem + "има",),
            "loc": (stem + "има",),
        },
    )


def _sibilarised(stem: str) -> str:
    return stem[:-1] + stem[-1:].translate(_SIBILARISED)


def _without_fleeting(word: str) -> str:
    """Return the stem of the oblique cases: министар, министр-; гледалац, гледаоц-."""
    lower = word.lower()
    if _MONOSYLLABLE.fullmatch(lower) or _NO_FLEETING.search(lower):
        return word
    matches = list(_FLEETING.finditer(lower))
    if not matches:
        return word
    match = matches[-1]
    stem = word[: match.start()] + word[match.end() :]
    return re.sub("(?<=[аеиоу])лц$", "оц", stem)


# case → endings of the definite adjective, hard and soft, by gender and number
ENDINGS = {
    ("m", "sg"): ("и", "ог ога", "ом оме", "и", "им", "ом оме", "а"),
    ("ma", "sg"): ("и", "ог ога", "ом оме", "ог ога", "им", "ом оме", "а"),
    ("n", "sg"): ("о", "ог ога", "ом оме", "о", "им", "ом оме", "а"),
    ("f", "sg"): ("а", "е", "ој", "у", "ом", "ој", "е"),
    ("m", "pl"): ("и", "их", "им", "е", "им", "им", "е"),
    ("f", "pl"): ("е", "их", "им", "е", "им", "им", "е"),
    ("n", "pl"): ("а", "их", "им", "а", "им", "им", "а"),
}


def adjective(word: str, gender: str, number: str, case: str) -> list[str]:
    """Return the forms of an adjective given in any nominative, the usual one first."""
    stem = word[:-1]
    endings = ENDINGS[gender, number][CASES.index(case)].split()
    if stem[-1].lower() in "ћђшжчџљњј" and gender != "f":
        endings = ["е" + e[1:] if e[0] == "о" else e for e in endings]  # општег
    return [stem + ending for ending in endings]
