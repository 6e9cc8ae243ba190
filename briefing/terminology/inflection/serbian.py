"""Serbian: finds the head of a term and declines it with what agrees, in Cyrillic.

Both scripts compare alike because every word is compared in Cyrillic. The paradigms are in
`serbian_paradigms`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from briefing.terminology.inflection import Inflection
from briefing.terminology.inflection.serbian_paradigms import (
    CASES,
    CONSONANTS,
    ENDINGS,
    SOFT,
    VOWELS,
    Noun,
    adjective,
    is_i_stem,
    nouns,
    vocative,
)
from briefing.text.scripts import convert

_ENDINGS = re.compile(
    "(?:овима|евима|овам|ама|има|ови|еви|ова|ева|ове|еве|ога|ега|оме|ему|ому|ом|ем|ог|ег|ој|им|их"
    "|[аеиоу])$"
)
_SIBILANTS = str.maketrans("цчзжсш", "ккггхх")
# What the stem of a feminine or plural adjective ends in; some letters only in the commonest words.
_ADJECTIVE = re.compile(
    "(?:[сшчцћ]к|н|(?<![дтш])њ|ћ|ш|[ео]љ|љив|велик|висок|мек|јак|дубок|широк|нов|прав|здрав|жив|сиров"
    "|бел|цел|мал|топл|млад|тврд|брз|свет|шест|пет|стар|добр|слаб|глуп|друг|дуг|строг|благ|мртв|прв"
    "|ит|ат|ут|ист)[ае]$",
    re.IGNORECASE,
)
_NOT_ADJECTIVES = frozenset(("владавина", "држава", "цена", "граница", "жена", "страже"))
_STAYING = frozenset(("бруто", "нето", "бизнис", "стартап", "сајбер", "ауто", "видео"))
# Nouns that another noun explains, both of them declining: држава чланица, земља кандидат.
_EXPLAINED = frozenset(("држава", "земља"))
# An adjective that stands alone as a term: београдски, извозни.
_RELATIONAL = re.compile("^[а-шђћљњџј-]+(?:[сшч]к|[^аеиоу]н|[аеиоу]чн|[уо]зн|ствен)и$")
_DECLINABLE = re.compile(f"[{CONSONANTS}{VOWELS}-]{{2,}}[{CONSONANTS}{VOWELS}]", re.IGNORECASE)
_LINKS = frozenset(("и", "или"))

# The instrumental of a Russian surname: Мирзијојевом and Мирзијојевим.
_RUSSIAN = re.compile("[А-ШЂЈЉЊЋЏ][^ ]+(?:[ое]в|ин)ом$")
# Foreign masculine nouns in -е, which no adjective's ending gives away.
_MASCULINE_E = re.compile("(?:аташе|резиме|кабаре|есеј)$")


@lru_cache(maxsize=8192)
def _canonical(word: str) -> str:
    # Through Latin and back: what that loses of one script it loses of the other too.
    return convert(convert(word, "sr", "Latn"), "sr", "Cyrl")


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    word = word.replace("шћу", "сти") if word.endswith("ошћу") else word
    while len(word) > 2 and (match := _ENDINGS.search(word)) and match.start() >= 2:
        word = word[: match.start()]
    if len(word) > 2:
        word = re.sub("(?<=[аеиоу])оц$", "лц", word)
        word = re.sub("вљ$", "в", word)  # Мирзијојевљев
        word = re.sub("(?<=[^аеиоу])а(?=[^аеиоу]$)", "", word)
    return word[:-1] + word[-1:].translate(_SIBILANTS)


@lru_cache(maxsize=16384)
def forms(text: str) -> tuple[str, ...]:
    """Return `text` and its other case forms, singular and plural.

    Adjectives before the head decline with it, and so does a second noun joined to it by "и" or a
    surname; what follows the head stays. A surname also has its possessive adjective.
    """
    words = text.split()
    if words[0].isupper() and len(words[0]) > 1 and len(words) == 1:
        return (text, *_abbreviation(text))
    if len(words) == 1 and _RELATIONAL.search(text):
        return tuple(dict.fromkeys((text, *(form for form, _ in _relational(text)))))
    head, adjectives = _head(words)
    found = {text: None}
    rare: dict[str, None] = {}  # државнога, државноме
    for noun in _paradigms(words, head, adjectives):
        for case in CASES:
            for option, phrase in _phrases(words, head, adjectives, noun, case):
                (rare if option else found)[phrase] = None
                if case == "ins" and _RUSSIAN.search(phrase):
                    rare[phrase[:-2] + "им"] = None
    found.update(rare)
    if len(words) == 1 and _surname(text):
        found.update(dict.fromkeys(_possessive(text)))
    return tuple(found)


def _singular(text: str) -> tuple[str, ...]:
    words = text.split()
    head, adjectives = _head(words)
    paradigms = _paradigms(words, head, adjectives)
    if not paradigms or paradigms[0].number != "sg":
        return ()
    phrases = (
        phrase
        for noun in paradigms
        if noun.number == "sg"
        for case in CASES
        for _, phrase in _phrases(words, head, adjectives, noun, case)
    )
    return tuple(dict.fromkeys((text, *phrases)))


def _paradigms(words: list[str], head: int, adjectives: list[int]) -> list[Noun]:
    """Return how the head of a term may decline, its own number first; not at all: none."""
    if not _DECLINABLE.fullmatch(words[head]):
        return []
    paradigms = list(nouns(words[head], words[adjectives[-1]] if adjectives else ""))
    if words[head + 1 : head + 2] == ["и"]:
        paradigms = [noun for noun in paradigms if noun.number == paradigms[0].number]
    return paradigms


def _abbreviation(text: str) -> list[str]:
    return [f"{text}-{ending}" for ending in ("а", "у", "ом")] if _is_read_out(text) else []


def _is_read_out(text: str) -> bool:
    return re.fullmatch(f"[{CONSONANTS.upper()}{VOWELS.upper()}]+", text) is not None


@lru_cache(maxsize=16384)
def analyses(text: str) -> tuple[tuple[str, str], ...]:
    """Return the usual forms of `text` with number and case ("sg.gen"), animate ones so marked."""
    words = text.split()
    if words[0].isupper() and len(words[0]) > 1 and len(words) == 1:
        oblique = zip(("gen", "dat", "loc", "ins"), ["а", "у", "у", "ом"], strict=True)
        endings = [(f"{text}-{e}", f"sg.{case}") for case, e in oblique if _is_read_out(text)]
        bare = [(text, f"sg.{case}.bare") for case in ("nom", "gen", "dat", "acc", "ins", "loc")]
        return (*bare, *endings)
    if len(words) == 1 and _RELATIONAL.search(text):
        return tuple(dict.fromkeys(_relational(text)))
    head, adjectives = _head(words)
    found: dict[tuple[str, str], None] = {}
    for noun in _paradigms(words, head, adjectives):
        for case in CASES:
            phrases = [p for rare, p in _phrases(words, head, adjectives, noun, case) if not rare]
            for place, phrase in enumerate(phrases):
                lives = ".anim" if noun.gender == "ma" and case == "acc" and place else ""
                found[phrase, f"{noun.number}.{case}{lives}"] = None
    return tuple(found)


def _surname(word: str) -> bool:
    return re.search("(?:ић|[оеј]ев|ов|ин|ски|енко|јев)$", word) is not None and word[0].isupper()


def _head(words: list[str]) -> tuple[int, list[int]]:
    """Return the index of the head noun and those of the adjectives before it."""
    adjectives: list[int] = []
    for index, word in enumerate(words):
        following = words[index + 1 :]
        if following and (
            (word in _LINKS and adjectives)
            or word in _STAYING
            or (word.isupper() and len(word) > 1)
        ):
            continue
        joined = following[:1] and following[0] in _LINKS
        rest = following[1:] if joined else following
        # "Босна и Херцеговина" are two nouns: after joined adjectives there is a third word.
        if len(rest) > bool(joined) and _is_adjective(word) and _may_agree(word, rest[0]):
            adjectives.append(index)
            continue
        if any(word[-1:] != words[a][-1:] and not _may_agree(words[a], word) for a in adjectives):
            break
        return index, adjectives
    return (adjectives[0], []) if adjectives else (0, [])


def _is_adjective(word: str) -> bool:
    if word in _NOT_ADJECTIVES or len(word) < 3:
        return False
    # No noun in the nominative ends in и or о before a noun that agrees with it.
    return word[-1:] in "ио" or _ADJECTIVE.search(word) is not None


def _may_agree(adjective: str, following: str) -> bool:
    """Tell whether an adjective in the nominative can stand before `following`."""
    last, next_last = adjective[-1].lower(), following[-1].lower()
    return {
        "и": next_last not in "еу" or _MASCULINE_E.search(following) is not None,
        "а": next_last == "а" or is_i_stem(following),
        "о": next_last in "ое",
        "е": next_last == "е",
    }[last]


def _phrases(
    words: list[str], head: int, adjectives: list[int], noun: Noun, case: str
) -> Iterator[tuple[int, str]]:
    """Yield the forms of a whole term in one case, with 0 for the usual ones and 1 for the rare."""
    for place, form in enumerate(noun.cases.get(case, ())):
        # An adjective shows whether the accusative is animate; the noun's form must go with it.
        inanimate = noun.gender == "ma" and case == "acc" and place == 0
        gender = "m" if inanimate else noun.gender
        second = _second(words, head, noun, case, place)
        if second is None:
            continue
        variants = {
            index: adjective(words[index], gender, noun.number, case) for index in adjectives
        }
        for option in range(max(map(len, variants.values()), default=1)):
            changes = {i: endings[min(option, len(endings) - 1)] for i, endings in variants.items()}
            changes |= {head: form} | second
            yield option, " ".join(changes.get(i, word) for i, word in enumerate(words))


def _second(
    words: list[str], head: int, noun: Noun, case: str, place: int
) -> dict[int, str] | None:
    """Return what becomes of a further noun that declines with the head, {} when there is none.

    None when this form of the head cannot stand with it.
    """
    rest = words[head + 1 :]
    if len(rest) == 2 and rest[0] == "и":
        index = head + 2
    elif len(rest) == 1 and rest[0][0].isupper() and _surname(rest[0]) and words[head][0].isupper():
        index = head + 1
        if case == "acc" and place == 0:
            return None  # a person is animate
    elif len(rest) == 1 and words[head] in _EXPLAINED and rest[0][-1] not in "еиу":
        index = head + 1
        place = min(place, 0) if case == "acc" and rest[0][-1] == "а" else 1
    elif len(rest) == 1 and words[head] == "Република" and rest[0][-1] == "а":
        index = head + 1  # Републике Србије, but Републике Узбекистан
    else:
        return {}
    if not _DECLINABLE.fullmatch(words[index]):
        return {}
    for other in nouns(words[index]):
        if other.number == noun.number and case in other.cases:
            options = other.cases[case]
            return {index: options[min(place, len(options) - 1)]}
    return None


def _relational(word: str) -> Iterator[tuple[str, str]]:
    """All genders, cases and both numbers of an adjective."""
    for gender, number in ENDINGS:
        for case in CASES:
            for form in adjective(word, gender, number, case):
                yield form, f"{gender}.{number}.{case}"


def _possessive(surname: str) -> list[str]:
    """Вучићев, Вучићева, Вучићеве …; Мирзијојевљев."""
    if surname.endswith("ски"):
        return []
    stem = surname + {"в": "љев"}.get(surname[-1], "ев" if surname[-1] in SOFT else "ов")
    return [stem + e for e in ("", "а", "о", "е", "и", "ог", "ом", "у", "ој", "их", "им")]


def _addressed(text: str) -> tuple[str, ...]:
    """Return the vocative of a masculine term: nobody is addressed but in a quotation."""
    words = text.split()
    head, _ = _head(words)
    word = words[head]
    if word[-1] not in CONSONANTS or is_i_stem(word) or not _DECLINABLE.fullmatch(word):
        return ()
    return (" ".join([*words[:head], vocative(word), *words[head + 1 :]]),)


def _halves(word: str) -> bool:
    """Српско-узбечки, турско-грчки."""
    return re.search("[сшчц]ко$", word) is not None


INFLECTION = Inflection(
    canonical=_canonical,
    stem=_stem,
    forms=forms,
    analyses=analyses,
    singular=_singular,
    rare=_addressed,
    halves=_halves,
)
