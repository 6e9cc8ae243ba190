"""Checks for what was not translated: words of the source, or another language altogether."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.decoding import Span
from briefing.languages import LANGUAGES
from briefing.quality.findings import Finding, Severity
from briefing.quality.names import common
from briefing.quality.pair import Pair, Side
from briefing.quality.tables.shared import SHARED
from briefing.quality.words import Word
from briefing.text.detection import detect
from briefing.text.scripts import LETTERS, script_of

_INSIDE = tuple("-@/&«»„“”\"'()_0123456789")
_ENOUGH = 50  # letters from which the language of a sentence is told well
_SURE = 0.95
# English words that no Latin-script target language has.
_FUNCTION_LIST = (
    "the of and with from that this which was were are has have been by for will would their its"
    " not who they her after before about into said"
)
_FUNCTION_WORDS = frozenset(_FUNCTION_LIST.split())

# What of the languages served only one has, by its script: letters, and some of the commonest words
# and endings.
_MARKS = {
    ("en", "Latn"): re.compile(rf"\b(?:{_FUNCTION_LIST.replace(' ', '|')})\b"),
    ("sr", "Cyrl"): re.compile("[ђјљњћџ]"),
    ("sr", "Latn"): re.compile(r"[čćđšž]|\b(?:je|su|se|od|kao|koj[aei]|njego\w+)\b"),
    ("uz", "Cyrl"): re.compile(
        r"[ўқғҳ]|\b(?:ва|билан|учун|бу|эди)\b|лар(?:и|ни|нинг|га|да|дан)\b|нинг\b"
    ),
    ("uz", "Latn"): re.compile(
        r"ʻ|q(?!u)|\b(?:va|bilan|uchun|bu|ham|edi)\b|lar(?:i|ni|ning|ga|da|dan)?\b|moqda\b"
    ),
    ("ru", "Cyrl"): re.compile(
        r"[ыщ]|\b(?:в|к|что|для|как|от|его|это\w*|был\w*)\b|(?:ть|ся|ее|ой|ую|ии)\b"
    ),
}
# How many marks, and letters of its script, a text has at least, of all letters, that is surely in
# the language.
_MARKED, _IN_SCRIPT = 0.02, 0.8

# Spellings that neither Uzbek nor a Latin expression has.
_SPELLING = re.compile(r"w|th|c(?!h)|ee|oo|ou|ea|gh|ph|tion|ing$|ed$|ly$|[^aeiou]y$|ness$|ment$")


def left_over(pair: Pair) -> Iterator[Finding]:
    """A word in small letters is still in the source language."""
    across = pair.source.script != pair.target.script
    if across and script_of(pair.target.text) != pair.target.script:
        return  # it is all in another script, which is another check's finding
    sources = {word.text for word in pair.source.words}
    for word in pair.target.words:
        if not word.text.islower() or not LETTERS[pair.source.script].match(word.text):
            continue
        if across:
            english = word.text in _FUNCTION_WORDS or (len(word.text) > 2 and _english(word.text))
            if (english or len(word.text) > 3) and not _joined(pair.target.text, word.span):
                # What is no English word may be meant: a Latin expression, a unit, an example.
                yield _untranslated(word, "error" if english else "warning")
        elif word.text in _FUNCTION_WORDS or (
            len(word.text) > 3
            and word.text in sources
            and word.text not in SHARED
            and _english(word.text)
        ):
            yield _untranslated(word, "error")


def _english(word: str) -> bool:
    return common(word) or _SPELLING.search(word) is not None


def _untranslated(word: Word, severity: Severity) -> Finding:
    return Finding("untranslated", severity, f"{word.text} is not translated", word.span)


def _joined(text: str, span: Span) -> bool:
    """Tell whether a word is part of an address, a quotation or a brand: iPhone, de Gaulle."""
    before, after = text[: span[0]], text[span[1] :]
    following = after.lstrip()[:1]
    return (
        before[-1:] in _INSIDE
        or after[:1] in _INSIDE
        or re.search(r"[A-Z][A-Za-z'’.]*[ -]+$", before) is not None
        or (following.isascii() and following.isupper())
    )


def wrong_language(pair: Pair) -> Iterator[Finding]:
    """The translation is in another language than was asked for."""
    text = pair.target.text
    letters = sum(map(str.isalpha, text))
    if letters < _ENOUGH or _evident(pair.target, letters):
        return
    found = detect(text)
    # Bulgarian or Turkish is what a good sentence is taken for now and then, so they do not count.
    if found.tag != pair.target.tag and found.tag in LANGUAGES and found.confidence >= _SURE:
        yield Finding("language", "error", f"the translation is in {LANGUAGES[found.tag].name}")


def _evident(side: Side, letters: int) -> bool:
    """Tell whether its marks alone show that a text is in the language it should be in.

    It has enough of them, and none of another language's. Most translations do, and to weigh their
    letters against sixty languages takes longer than all the other checks.
    """
    marks = _MARKS.get((side.tag, side.script))
    if marks is None or len(LETTERS[side.script].findall(side.text)) < _IN_SCRIPT * letters:
        return False
    text = side.text.lower()
    return len(marks.findall(text)) >= _MARKED * letters and not any(
        other.search(text) for (tag, _), other in _MARKS.items() if tag != side.tag
    )
