"""Uzbek: the chain of suffixes as a recogniser, so that nothing need be enumerated.

Order of the chain (Sjoberg 1962, ch. 5; Bodrogligeti 2003): plural, possessive, case, further
suffixes of place and likeness, predicate and question. A term of several words whose head bears the
possessive of the third person (izafa: "Oliy Majlis palatasi") always keeps a possessive. -lik,
-chi, -siz, -li make other words of a noun (vazir, vazirlik) and are no part of the chain; only a
place has its people that way (toshkentlik).
"""

from __future__ import annotations

import re
from functools import lru_cache

from briefing.terminology.inflection import Inflection
from briefing.text.scripts import convert, normalise_uzbek

_VOWELS = "aeiou"
_AFTER_VOWEL = "(?<=[aeiouʻ])"
_AFTER_CONSONANT = "(?<![aeiou])"

_CASE = (
    "(?:ning|ni|da|dan|dagi(?:lar)?|niki"
    "|(?:(?<=k)ka|(?<=q)qa|(?<![kq])ga)(?:cha)?|(?:(?<=k)ka|(?<=q)qa|(?<![kq])ga)?cha"
    "|dek|day|gina|(?<=k)kina|(?<=q)qina)"
)
_TAIL = "(?:dir|dirlar|mi)?"
_POSSESSIVE = (
    f"(?:{_AFTER_CONSONANT}(?:im|ing|i|imiz|ingiz)|{_AFTER_VOWEL}(?:m|ng|si|yi|miz|ngiz|yim|ying))"
)
_CHAIN = re.compile(f"(?:lar)?{_POSSESSIVE}?{_CASE}?{_TAIL}")
_POSSESSED = re.compile(f"(?:lar)?{_POSSESSIVE}{_CASE}?{_TAIL}")
_SOFTENED = re.compile(f"(?:im|ing|i|imiz|ingiz){_CASE}?{_TAIL}")
_THIRD = re.compile("(?:lari|(?<=[aeouy])si|(?<=[aeou])yi|i)$")

# A vowel that goes before a possessive: shahar, shahri.
_DROPPED = {
    "shahar": "shahr",
    "oʻgʻil": "oʻgʻl",
    "burun": "burn",
    "ogʻiz": "ogʻz",
    "singil": "singl",
    "koʻngil": "koʻngl",
    "oʻrin": "oʻrn",
    "qorin": "qorn",
    "boʻyin": "boʻyn",
}
# Words of several syllables in a vowel and k or q soften (tuzuk, tuzugi), these few apart.
_SOFTENING = re.compile("[aeiou].*[aeiouʻ][kq]$")
_HARD = frozenset(("huquq", "ittifoq", "ishtirok", "idrok"))
_KEPT = {short: full for full, short in _DROPPED.items()}

_STRIPPED = (
    *("lardagi", "larning", "lar", "dagi", "gacha", "kacha", "qacha", "ning", "dan", "dek", "day"),
    *("cha", "gina", "ngiz", "miz", "ing", "dir", "niki", "ni", "ga", "ka", "qa", "da", "mi", "im"),
)


@lru_cache(maxsize=8192)
def _canonical(word: str) -> str:
    # Through Cyrillic and back: what that loses of one spelling it loses of the other too.
    latin = normalise_uzbek(convert(word, "uz", "Latn"))
    return normalise_uzbek(convert(convert(latin, "uz", "Cyrl"), "uz", "Latn"))


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    while len(word) > 3:
        for suffix in _STRIPPED:
            if word.endswith(suffix) and len(word) - len(suffix) >= 2:
                word = word[: -len(suffix)]
                break
        else:
            # The buffers s, y, n and the possessive's vowel go one by one, from any word.
            if word[-1] not in "aeiousynm" or len(word) <= 3:
                break
            word = word[:-1]
    word = word.replace("ʻ", "")
    word = word[:-1] + {"g": "k", "q": "k"}.get(word[-1:], word[-1:])
    return re.sub(f"(?<=[^{_VOWELS}])[aiou](?=[^{_VOWELS}]$)", "", word) if len(word) > 3 else word


def _accepts(base: str, word: str, *, alone: bool) -> bool:
    """Tell whether `word` is `base` with a chain of suffixes.

    `alone`: `base` is a term's only word, so that an i at its end is its own.
    """
    if word == base:
        return True
    if not alone and (third := _possessive(base)):
        # The head without its possessive, k and q hardened and the lost vowel back.
        return any(_follows(stem, word, _POSSESSED) for stem in _unpossessed(base[: third.start()]))
    if _follows(base, word, _CHAIN):
        return True
    return base.endswith("lar") and len(base) > 7 and _follows(base[:-3], word, _CHAIN)


def _possessive(head: str) -> re.Match[str] | None:
    """Find the possessive of the third person on a head; the i of elchi, tahlilchi is no such."""
    third = _THIRD.search(head)
    return third if third and third.start() > 2 and not head.endswith("chi") else None


def _follows(stem: str, word: str, chain: re.Pattern[str]) -> bool:
    if word.startswith(stem) and chain.fullmatch(word, len(stem)):
        return True
    softened = _soften(stem)
    return (
        softened != stem
        and word.startswith(softened)
        and _SOFTENED.fullmatch(word, len(softened)) is not None
    )


def _soften(stem: str) -> str:
    """Return `stem` as it stands before a possessive's vowel."""
    if stem in _DROPPED:
        return _DROPPED[stem]
    if stem not in _HARD and _SOFTENING.search(stem):
        return stem[:-1] + {"k": "g", "q": "gʻ"}[stem[-1]]
    return stem


def _unpossessed(stem: str) -> set[str]:
    stems = {stem, _KEPT.get(stem, stem)}
    if stem.endswith("gʻ"):
        stems.add(stem[:-2] + "q")
    elif stem.endswith("g"):
        stems.add(stem[:-1] + "k")
    return stems


def _dative(word: str) -> str:
    last = word[-1:].lower()
    ending = last + "a" if last in "kq" else "ga"
    return word + ending


def forms(text: str) -> tuple[str, ...]:
    """Return `text` and its commonest forms, to be tried one by one; `accepts` knows the rest."""
    return tuple(dict.fromkeys(form for form, _ in analyses(text)))


@lru_cache(maxsize=16384)
def analyses(text: str) -> tuple[tuple[str, str], ...]:
    """Return the commonest forms of `text`, each with number, possessive and case ("pl.gen")."""
    head = text.split(" ")[-1]
    bare = head.lower()
    name = head != bare or not head[-1:].isalpha()
    if " " in text and (third := _possessive(bare)):
        own = "pl.poss" if third.group() == "lari" else "sg.poss"
        found = _cases(text, own)
        if own == "sg.poss" and not name:
            stem = head[: third.start()]
            full = max(_unpossessed(stem.lower()), key=lambda s: (s[-1] in "kq", len(s)))
            found += _cases(text[: -len(head)] + stem[:1] + full[1:] + "lari", "pl.poss")
    elif name:
        found = _cases(text, "sg")  # it has no plural and seldom a possessive
    elif not bare.endswith("lar"):
        softened = text[: -len(head)] + head[:1] + _soften(head)[1:]
        found = [
            *_cases(text, "sg"),
            *_cases(text + "lar", "pl"),
            *_cases(softened + ("si" if bare[-1] in _VOWELS else "i"), "sg.poss"),
            *_cases(text + "lari", "pl.poss"),
        ]
    else:
        found = [*_cases(text, "pl"), *_cases(text + "i", "pl.poss")]
    return tuple(found)


def _singular(text: str) -> tuple[str, ...]:
    if text.lower().endswith(("lar", "lari")):
        return ()
    marks = text.lower().count("lar")
    return tuple(form for form in forms(text) if form.lower().count("lar") == marks)


def _people(text: str) -> tuple[str, ...]:
    """Return what the people of a place are called: toshkentlik, toshkentliklar."""
    if not (text[:1].isupper() and text[1:].islower() and text.isalpha()):
        return ()
    one, many = text.lower() + "lik", text.lower() + "liklar"
    return tuple(form for word in (one, many) for form, _ in _cases(word, ""))


def _cases(text: str, number: str) -> list[tuple[str, str]]:
    forms = {
        "nom": text,
        "gen": text + "ning",
        "acc": text + "ni",
        "dat": _dative(text),
        "loc": text + "da",
        "abl": text + "dan",
        "attr": text + "dagi",
    }
    return [(form, f"{number}.{case}") for case, form in forms.items()]


INFLECTION = Inflection(
    canonical=_canonical,
    stem=_stem,
    forms=forms,
    analyses=analyses,
    accepts=_accepts,
    singular=_singular,
    rare=_people,
    trailing_apostrophe=True,
)
