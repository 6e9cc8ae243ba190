"""Checks on letters: the script, lookalikes, letters the language does not have, ʻ and ʼ."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.quality.findings import Finding
from briefing.quality.pair import Pair
from briefing.text.scripts import LETTERS, mixed_script_words, normalise_uzbek, script_of

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+|\S+\.(?:com|org|net|rs|uz|ru)\b")
_LETTERS = 12  # fewer do not show what script a text is in
# Letters of each language and script, beyond which one is a slip of the keyboard or the model.
_ALPHABETS = {
    ("sr", "Cyrl"): "абвгдђежзијклљмнњопрстћуфхцчџш",
    ("ru", "Cyrl"): "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    ("uz", "Cyrl"): "абвгдеёжзийклмнопрстуфхцчшъьэюяўқғҳ",
}
_LONE = {"Cyrl": "aceopxyk", "Latn": "асеорхукоив"}  # one-letter words that look like the other's


def wrong_script(pair: Pair) -> Iterator[Finding]:
    """Most of the translation is in another script than was asked for."""
    text = _ADDRESS.sub("", pair.target.text)
    found = script_of(text)
    letters = sum(map(str.isalpha, text))
    if letters >= _LETTERS and found != pair.target.script:
        yield Finding("script", "error", f"the translation is in {found}, not {pair.target.script}")


def mixed_scripts(pair: Pair) -> Iterator[Finding]:
    """A word mixes Latin and Cyrillic letters, which look alike and are not found by a search."""
    for start, end in mixed_script_words(pair.target.text):
        word = pair.target.text[start:end]
        yield Finding(
            "mixed-script", "error", f"{word} mixes Latin and Cyrillic letters", (start, end)
        )


def lookalikes(pair: Pair) -> Iterator[Finding]:
    """A one-letter word in small letters is of the other script: a, o, c for а, о, с."""
    other = "Latn" if pair.target.script == "Cyrl" else "Cyrl"
    if script_of(pair.target.text) != pair.target.script:
        return
    quoted = {word.text for word in pair.source.words} - {"a"}  # English has an article
    for word in pair.target.words:
        letter = word.text
        if (
            len(letter) == 1
            and letter in _LONE[pair.target.script]
            and LETTERS[other].match(letter)
        ):
            if word.start and pair.target.text[word.start - 1].isdigit():  # 802.11a
                continue
            if letter in quoted:  # a text about letters, points or variables
                continue
            yield Finding(
                "lookalike", "error", f"{letter} is a letter of the other script", word.span
            )


def foreign_letters(pair: Pair) -> Iterator[Finding]:
    """A word has a letter of the right script that the language does not have."""
    alphabet = _ALPHABETS.get((pair.target.tag, pair.target.script))
    if alphabet is None:
        return
    letters = LETTERS[pair.target.script]
    for word in pair.target.words:
        foreign = {c for c in word.text.lower() if letters.match(c) and c not in alphabet}
        if foreign and word.text not in pair.source.text:
            shown = ", ".join(sorted(foreign))
            yield Finding(
                "foreign-letter",
                "error",
                f"{word.text} has letters that {pair.target.tag} does not have: {shown}",
                word.span,
            )


def uzbek_signs(pair: Pair) -> Iterator[Finding]:
    """The Latin alphabet writes oʻ and gʻ with U+02BB and the tutuq belgisi ʼ with U+02BC."""
    text = pair.target.text
    if pair.target.script != "Latn":
        return
    right = normalise_uzbek(text)
    for word in pair.target.words:
        spelt = right[word.start : word.end]
        if spelt != word.text:
            yield Finding(
                "uzbek-signs", "warning", f"{word.text} should be written {spelt}", word.span
            )
