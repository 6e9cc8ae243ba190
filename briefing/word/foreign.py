"""Finds the phrases of a translation that are not in its language, so that each can be marked."""

from __future__ import annotations

import re
import unicodedata

from briefing.documents import DetectedLanguage
from briefing.languages import LANGUAGES, Target
from briefing.word.sheet import word_tag

Phrase = tuple[int, int, str]  # start, end, BCP 47 tag

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼʻ-][^\W\d_]+)*")
_BETWEEN = re.compile(r"[ \u00a0,.&-]{1,3}|[ \u00a0]?\d+[ \u00a0]?")
_ALPHABETS = {"LATIN": "Latn", "CYRILLIC": "Cyrl"}
# The language that a word in another script is taken to be in, when the source's has another too.
_USUAL = {"Latn": "en-GB", "Cyrl": "ru-RU"}
_TOGETHER = 3  # words in the source's own script and spelling that make a phrase of its language


def foreign_phrases(
    text: str, target: Target, source: DetectedLanguage, original: str
) -> list[Phrase]:
    """Return the phrases of `text` that are not in the target language, from left to right.

    They are words in another script than the target's, and three or more words in a row that stand
    so in `original`, the sentence in the source language: a name or title that was taken over.
    """
    if source.tag == target.tag:
        return []
    phrases: list[Phrase] = []
    for start, end, script in _stretches(text, target.script):
        if script != target.script:
            served = LANGUAGES.get(source.tag)
            same = source.script == script and served is not None
            phrases.append((start, end, word_tag(source) if same else _USUAL.get(script, "und")))
        elif source.script == script:
            phrases.extend(
                (start + left, start + right, word_tag(source))
                for left, right in _taken_over(text[start:end], original)
            )
    return phrases


def _stretches(text: str, own: str) -> list[tuple[int, int, str]]:
    """Divide the words of `text` into stretches in one script each."""
    stretches: list[tuple[int, int, str]] = []
    for match in _WORD.finditer(text):
        script = _script(match.group(), own)
        start, end = match.span()
        if stretches and stretches[-1][2] == script:
            between = text[stretches[-1][1] : start]
            if script == own or _BETWEEN.fullmatch(between):
                start = stretches.pop()[0]
        stretches.append((start, end, script))
    return stretches


def _script(word: str, own: str) -> str:
    """Return the script a word is in; one that mixes two is a slip in its own language."""
    found = {_ALPHABETS.get(unicodedata.name(c, "").split(" ")[0], "Zyyy") for c in word}
    return found.pop() if len(found) == 1 else own


def _taken_over(text: str, original: str) -> list[tuple[int, int]]:
    """Return the longest stretches of three or more words that stand in `original` as well."""
    words = [match.span() for match in _WORD.finditer(text)]
    found: list[tuple[int, int]] = []
    first = 0
    while first + _TOGETHER <= len(words):
        last = first + _TOGETHER - 1
        if not _stands(text[words[first][0] : words[last][1]], original):
            first += 1
            continue
        while last + 1 < len(words) and _stands(
            text[words[first][0] : words[last + 1][1]], original
        ):
            last += 1
        found.append((words[first][0], words[last][1]))
        first = last + 1
    return found


def _stands(phrase: str, original: str) -> bool:
    return phrase.replace("\u00a0", " ") in original
