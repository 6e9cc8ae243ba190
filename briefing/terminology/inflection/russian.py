"""Russian: pymorphy3 declines the head of a term and the adjectives that agree with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from pymorphy3 import MorphAnalyzer

from briefing.terminology.inflection import Inflection

_ENDINGS = re.compile(
    "(?:иями|ями|ами|ими|ыми|его|ого|ему|ому|ией|иям|иях|иев|ях|ах|ов|ев|ей|ой|ый|ий|ом|ем|ым|им"
    "|их|ых|ую|юю|ам|ям|[аеиоуыэюяйь])$"
)
_FLEETING = re.compile("(?<=[^аеиоуыэюяй])[еоь](?=[^аеиоуыэюя]$)")
_LETTER = re.compile("[а-яё]", re.IGNORECASE)
_CASES = ("gent", "datv", "accs", "ablt", "loct")
# What stays as it is before a hyphen, besides abbreviations: бизнес-форума.
_STAYING = frozenset(
    ("бизнес", "интернет", "стартап", "онлайн", "медиа", "пресс", "веб", "премьер")
)
_LINKS = frozenset(("и", ","))


@lru_cache(maxsize=8192)
def _canonical(word: str) -> str:
    # A stress mark is no letter; ё is written or not as one likes.
    word = word.replace("\u0301", "")
    return unicodedata.normalize("NFC", word).replace("ё", "е").replace("Ё", "Е")


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    while len(word) > 2 and (match := _ENDINGS.search(word)) and match.start() >= 2:
        word = word[: match.start()]
    return _FLEETING.sub("", word) if len(word) > 2 else word


@cache
def _analyser() -> MorphAnalyzer:
    return MorphAnalyzer(lang="ru")


@lru_cache(maxsize=16384)
def forms(text: str) -> tuple[str, ...]:
    """Return `text` and its other case forms, singular and plural.

    Adjectives before the head decline with it, and so does a second noun joined to it by "и";
    what follows the head stays. An abbreviation, a name in quotation marks or a word that
    pymorphy3 does not know how to decline stays too.
    """
    return tuple(dict.fromkeys((text, *(form for form, _ in analyses(text)))))


@lru_cache(maxsize=16384)
def analyses(text: str) -> tuple[tuple[str, str], ...]:
    """Return the forms of `text` with number and case ("sing.gent"), the base form among them."""
    words = text.split()
    if _is_person(words):
        cases = ("sing.gent", "sing.datv", "sing.accs", "sing.ablt", "sing.loct")
        return ((text, "sing.nomn"), *zip(_person(words), cases, strict=True))
    parts = _declining(words)
    if not parts:
        return ()
    made = _phrases(words, parts, _head(parts))
    if "ё" not in text.lower():  # as the glossary writes, so do its forms
        made = ((form.replace("ё", "е"), what) for form, what in made)
    return tuple(dict.fromkeys(made))


def _phrases(words: list[str], parts: dict[int, Any], head: Any) -> Iterator[tuple[str, str]]:
    """Yield the forms of a whole term, its own number first, each with number and case."""
    numbers = [head.tag.number]
    # A name keeps its number: there is one Совет Безопасности and no Объединённый Арабский Эмират.
    if words[0] == words[0].lower():
        numbers += [n for n in ("sing", "plur") if n != head.tag.number]
    if len(words) == 1 and head.tag.POS == "ADJF":
        yield from _relational(head, words[0])
        return
    for number in numbers:
        yield from _declined(words, parts, head, number)
    if len(parts) > 1 and len(numbers) > 1:
        yield from _few(words, parts, head)


def _declined(
    words: list[str], parts: dict[int, Any], head: Any, number: str
) -> Iterator[tuple[str, str]]:
    """Yield the case forms of a whole term in one number."""
    for case in ("nomn", *_CASES):
        changed = list(words)
        for index, parse in parts.items():
            form = _inflect(parse, words[index], case, number, head)
            if form is None:
                break
            changed[index] = form
        else:
            form = " ".join(changed)
            if len(words) > 1 or not _is_small_word(form):
                yield form, f"{number}.{case}"


def _singular(text: str) -> tuple[str, ...]:
    words = text.split()
    if _is_person(words):
        return forms(text)
    parts = _declining(words)
    if not parts or _head(parts).tag.number != "sing":
        return ()
    return (text, *(form for form, _ in _declined(words, parts, _head(parts), "sing")))


# Surnames are more than a dictionary holds, and their endings are regular: genitive, dative,
# accusative, instrumental, prepositional (Zaliznyak 1977).
_SURNAME = re.compile("(?:ич|[оеё]в|[иы]н)$")
_SURNAME_ENDINGS = {"ич": "а у а ем е", "": "а у а ым е"}
_NAME_ENDINGS = {"й": "я ю я ем е", "ь": "я ю я ем е", "а": "ы е у ой е", "я": "и е ю ей е"}
_NAME_ENDING = "а у а ом е"


def _is_person(words: list[str]) -> bool:
    if not (len(words) <= 2 and all(word[:1].isupper() and word[1:].islower() for word in words)):
        return False
    if not _SURNAME.search(words[-1]):
        return False
    parses = _analyser().parse(words[-1])
    places = [p for p in parses if {"NOUN", "sing", "nomn", "inan"} in p.tag]
    return not places or any("Surn" in p.tag for p in parses)  # Берлин, Киев are none


def _person(words: list[str]) -> list[str]:
    """Decline a surname, or a given name and a surname; a woman's surname in a consonant stays."""
    given, surname = (words[0], words[1]) if len(words) == 2 else ("", words[0])
    woman = given[-1:] in ("а", "я")
    surname_endings = _SURNAME_ENDINGS["ич" if surname.endswith("ич") else ""].split()
    forms = [surname if woman else surname + ending for ending in surname_endings]
    if given:
        stem = given[:-1] if given[-1] in _NAME_ENDINGS else given
        name_endings = _NAME_ENDINGS.get(given[-1], _NAME_ENDING).split()
        forms = [f"{stem}{e} {form}" for e, form in zip(name_endings, forms, strict=True)]
    return forms


def _is_small_word(form: str) -> bool:
    """Tell whether a form is first of all a small word: после ("after"), also a case of посол."""
    return _analyser().parse(form)[0].tag.POS in ("PREP", "CONJ", "PRCL", "ADVB", "NPRO", "INTJ")


def _relational(adjective: Any, word: str) -> list[tuple[str, str]]:
    """Return all forms of an adjective that is a term of its own: железнодорожный."""
    full = [
        p
        for p in adjective.lexeme
        if p.tag.POS == "ADJF" and not {"Supr", "V-oy"} & p.tag.grammemes
    ]
    return [
        (_cased(p.word, word), f"{p.tag.gender or 'plur'}.{p.tag.case}.{p.tag.animacy or 'any'}")
        for p in full
    ]


def _few(words: list[str], parts: dict[int, Any], head: Any) -> Iterator[tuple[str, str]]:
    """Yield the form after two, three and four: два рабочих визита, две рабочие поездки."""
    for case in ("gent", "nomn") if head.tag.gender == "femn" else ("gent",):
        changed = list(words)
        for index, parse in parts.items():
            wanted = {"gent", "sing"} if "NOUN" in parse.tag else {case, "plur"}
            form = parse.inflect(wanted)
            if form is None:
                return
            changed[index] = _cased(form.word, words[index])
        yield " ".join(changed), "few.nomn"


def _head(parts: dict[int, Any]) -> Any:
    return next((p for p in parts.values() if "NOUN" in p.tag), next(iter(parts.values())))


def _declining(words: list[str]) -> dict[int, Any]:
    """Return the parses of the words that decline, by their index: adjectives, then the head(s)."""
    adjectives: list[tuple[int, list[Any]]] = []
    for index, word in enumerate(words):
        if word in _LINKS and adjectives:
            continue
        parses = _parses(word)
        nouns = [p for p in parses if "NOUN" in p.tag and "nomn" in p.tag]
        attributes = [p for p in parses if p.tag.POS in ("ADJF", "PRTF") and "nomn" in p.tag]
        if attributes and _followed(attributes, words, index):
            adjectives.append((index, attributes))
            continue
        if not nouns and attributes:
            nouns = attributes  # a noun in an adjective's form: поверенный
        return _agreed(words, index, nouns, adjectives)
    return {}


def _followed(attributes: list[Any], words: list[str], index: int) -> bool:
    """Tell whether a noun that agrees follows, with nothing but other adjectives between."""
    for word in words[index + 1 :]:
        if word in _LINKS:
            continue
        parses = _parses(word)
        if any({"NOUN", "nomn"} in p.tag and _agree(a, p) for p in parses for a in attributes):
            return True
        if not any(p.tag.POS in ("ADJF", "PRTF") and "nomn" in p.tag for p in parses):
            return False
    return False


def _agreed(
    words: list[str], index: int, nouns: list[Any], adjectives: list[tuple[int, list[Any]]]
) -> dict[int, Any]:
    for noun in nouns:
        parts: dict[int, Any] = {}
        for place, parses in adjectives:
            fitting = [p for p in parses if _agree(p, noun)]
            if not fitting:
                break
            parts[place] = fitting[0]
        else:
            parts[index] = noun
            parts.update(_second(words, index, noun))
            return parts
    return {}


def _agree(adjective: Any, noun: Any) -> bool:
    if adjective.tag.number != noun.tag.number:
        return False
    return bool(noun.tag.number == "plur" or adjective.tag.gender == noun.tag.gender)


def _second(words: list[str], index: int, noun: Any) -> Iterator[tuple[int, Any]]:
    """Yield a further noun that declines with the head: the surname, or what "и" joins to it."""
    if words[index + 1 : index + 2] == ["и"] and index + 3 == len(words):
        index += 1
    elif not ("Name" in noun.tag and index + 2 == len(words)):
        return
    for parse in _parses(words[index + 1]):
        if {"NOUN", "nomn"} in parse.tag and (
            words[index] == "и" or parse.tag.gender == noun.tag.gender
        ):
            yield index + 1, parse
            return


def _parses(word: str) -> list[Any]:
    if not _LETTER.search(word) or (word.isupper() and len(word) > 1):
        return []
    if word[:1] in '«„“"(':
        return []
    parses: list[Any] = _analyser().parse(word[len(_prefix(word)) :])
    parses = [p for p in parses if "Abbr" not in p.tag or word.islower()]
    # "больший" has the same feminine as "большой" and is rarer; an invariable reading is rarer too.
    return sorted(parses, key=lambda p: ("Fixd" in p.tag, p.normal_form == "больший"))


def _prefix(word: str) -> str:
    """Return the part of a hyphenated word that stays, with its hyphen: "бизнес-", "ИТ-"."""
    first, hyphen, _ = word.rpartition("-")
    stays = bool(hyphen) and (first.lower() in _STAYING or (first.isupper() and len(first) > 1))
    return first + hyphen if stays else ""


def _inflect(parse: Any, word: str, case: str, number: str, head: Any) -> str | None:
    tag = parse.tag
    if "Fixd" in tag:
        return word if number == tag.number or "plur" not in tag else None
    wanted = {case, number}
    if tag.POS in ("ADJF", "PRTF"):
        if number == "sing":
            gender = head.tag.gender
            if gender is None:
                return None
            wanted.add(gender)
        if case == "accs" and (number == "plur" or head.tag.gender == "masc"):
            wanted.add("anim" if head.tag.animacy == "anim" else "inan")
    if "Supr" in tag:
        # высший and высочайший are both superlatives of one word: keep to the one that stands here.
        same = [
            p for p in parse.lexeme if wanted <= p.tag.grammemes and p.word[:4] == parse.word[:4]
        ]
        return _cased(same[0].word, word) if same else None
    form = parse.inflect(wanted)
    return _cased(form.word, word) if form else None


def _cased(form: str, like: str) -> str:
    """Give `form` the capitals of `like`, part by part, and what stays of it before a hyphen."""
    prefix = _prefix(like)
    if prefix:
        return prefix + _cased(form, like[len(prefix) :])
    pieces, models = form.split("-"), like.split("-")
    if len(pieces) != len(models):
        return form[:1].upper() + form[1:] if like[:1].isupper() else form
    cased = []
    for piece, model in zip(pieces, models, strict=True):
        if model.isupper() and len(model) > 1:
            cased.append(piece.upper())
        else:
            cased.append(piece[:1].upper() + piece[1:] if model[:1].isupper() else piece)
    return "-".join(cased)


def _half(text: str) -> tuple[str, ...]:
    """Return an adjective as it stands before another one: сербско-узбекский."""
    return (text[:-2] + "о",) if text.endswith(("ский", "цкий")) and " " not in text else ()


def _halves(word: str) -> bool:
    return word.endswith(("ско", "цко"))


INFLECTION = Inflection(
    canonical=_canonical,
    stem=_stem,
    forms=forms,
    analyses=analyses,
    singular=_singular,
    rare=_half,
    halves=_halves,
)
