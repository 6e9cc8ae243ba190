"""English: regular plurals and possessives, as article text needs them."""

from __future__ import annotations

import re
from functools import lru_cache

from briefing.terminology.inflection import Inflection

_ES = re.compile(r"(?:s|x|z|ch|sh)es$")
_NO_PLURAL = re.compile(r"(?:ss|us|is)$")
# "ministers of finance": what stands before the first of these is the head.
_PREPOSITIONS = frozenset(
    ("of", "for", "in", "on", "at", "to", "from", "with", "by", "between", "without", "against")
)
# After these a word is a verb: "will visit". Small letters only: May is a month.
_MODALS = frozenset(("will", "would", "can", "could", "may", "might", "must", "shall", "should"))
# After these a word in -s is a verb: "she visits", "who reports".
_SUBJECTS = frozenset(("he", "she", "it", "who"))
# Verbs that hardly stand bare after "to" as nouns; reform does ("committed to reform").
_VERBS = frozenset(("visit", "export", "import"))


@lru_cache(maxsize=8192)
def _canonical(word: str) -> str:
    return re.sub("[’‘ʻʼ`´]", "'", word)


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    word = word.removesuffix("'s").removesuffix("'")
    if len(word) < 3 or not word.endswith("s") or _NO_PLURAL.search(word):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if _ES.search(word):
        # "offices" and "buses" must both meet their singular.
        return word[:-2]
    return word[:-1]


def _key(word: str) -> str:
    stem = _stem(word)
    return stem[:-1] if stem.endswith("e") and len(stem) > 3 else stem


def _plural(word: str) -> str:
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    if re.search(r"(?:s|x|z|ch|sh)$", word):
        return word + "es"
    return word + "s"


def forms(text: str) -> tuple[str, ...]:
    """Return `text` and its plural: that of the last word, or of the one before a preposition.

    A singular is never made: it may be another word (renewables, renewable).
    """
    words = text.split(" ")
    before = (i - 1 for i, word in enumerate(words) if i and word.lower() in _PREPOSITIONS)
    head = next(before, len(words) - 1)
    word = words[head]
    if not word[-1:].isalpha() or (len(word) > 4 and _stem(word) != word):
        return (text,)  # a figure, or plural already
    # An abbreviation takes a plain s: MPs.
    plural = word + "s" if word.isupper() else _plural(word)
    return (text, " ".join([*words[:head], plural, *words[head + 1 :]]))


def _singular(text: str) -> tuple[str, ...]:
    one, *many = forms(text)
    return (one,) if many else ()


def _accepts(base: str, word: str, *, alone: bool) -> bool:
    return word in (base, base + "'s", base + "'")


def _is_verb(before: str, word: str) -> bool:
    return (
        before in _MODALS
        or (before == "to" and word in _VERBS)
        or (before.lower() in _SUBJECTS and word.endswith("s"))
    )


INFLECTION = Inflection(
    canonical=_canonical,
    stem=_key,
    forms=forms,
    accepts=_accepts,
    singular=_singular,
    is_verb=_is_verb,
)
