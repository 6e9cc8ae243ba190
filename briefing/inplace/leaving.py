"""What a document holds that is not to be translated."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.decoding import Span
from briefing.languages import Language, Target
from briefing.text.detection import detect
from briefing.text.scripts import script_of

# Web and e-mail addresses, and what else is the same in every language and easily spoilt.
ADDRESS = re.compile(
    r"(?:https?://|ftp://|www\.)[^\s<>\"«»„“”]*[^\s<>\"«»„“”.,;:!?)\]]"
    r"|\b(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<!\w)(?:[a-z0-9-]+\.)+(?:com|org|net|gov|edu|int|eu|rs|uz|ru)(?:/[^\s<>\"«»„“”]*\w)?(?!\w)"
)
# A file's name by itself, a path, an identifier with marks no word has.
_NO_PROSE = re.compile(r"[\w.-]+\.[a-z]{1,5}\d?|(?:[A-Za-z]:)?[\\/][\w\\/.-]+|\w*_\w*|[#@]\w+")
_LETTER = re.compile(r"[^\W\d_]")
_ENOUGH = 40  # letters from which a language is told well enough to leave a text alone
_SURE = 0.95


def addresses(text: str) -> Iterator[Span]:
    """Yield the spans of web and e-mail addresses."""
    for found in ADDRESS.finditer(text):
        yield found.span()


def is_prose(text: str, source: Language) -> bool:
    """Tell whether `text` holds words of a script that `source` is written in.

    Numbers, addresses and file names are none.
    """
    rest = ADDRESS.sub(" ", text).strip()
    if not _LETTER.search(rest) or _NO_PROSE.fullmatch(rest):
        return False
    return script_of(rest) in {variant.script for variant in source.variants}


# Words so frequent that a text with some of them needs no closer look at its language.
_FREQUENT = {
    tag: frozenset(words.split())
    for tag, words in {
        "en": "the of and to in a is that for on with by was are be as at from it has",
        "sr": "је и у да се на за су од са који из није као о а ће би",
        "uz": "va bu bilan uchun ham edi deb esa bir oʻz",
        "ru": "и в не на что с по к из за это как был от он для",
    }.items()
}
_SHARE = 0.12  # of a text's words


def is_translated(text: str, source: Language, target: Target) -> bool:
    """Tell whether a paragraph is in the target's language already, as far as can be told."""
    words = text.lower().split()
    if sum(word in _FREQUENT[source.tag] for word in words) > _SHARE * len(words):
        return False
    if sum(map(str.isalpha, text)) < _ENOUGH:
        return False
    if script_of(text) not in {variant.script for variant in target.language.variants}:
        return False
    found = detect(text)
    return found.tag == target.tag and found.confidence >= _SURE
