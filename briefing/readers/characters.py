"""Characters that a document cannot or should not hold, taken out; the rest in Unicode's NFC."""

from __future__ import annotations

import re
import unicodedata

_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# A soft hyphen at a line's end is a word cut there and nothing else.
_CUT_WORD = re.compile("\u00ad[ \t]{0,8}\n[ \t]{0,8}")
# Control characters (XML 1.0 § 2.2 forbids most), surrogates and non-characters; soft hyphens,
# zero-width and bidirectional controls (they hide or reorder text: Unicode TR 36); object marks.
_CLASS = (
    "\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffc\ufffe\uffff\U000e0000-\U000e007f"
)
_UNWANTED = re.compile(f"[{_CLASS}]")
_NOT_SHOWN = re.compile(f"[\t\n\r\x0b\x0c\u2028\u2029{_CLASS}]")
_ANYTHING_TO_DO = re.compile(f"[\r\x0b\x0c\u2028\u2029{_CLASS}]")


def clean(text: str) -> tuple[str, int]:
    """Return `text` with plain newlines, in NFC, and how many characters were taken out of it."""
    removed = 0
    if _ANYTHING_TO_DO.search(text):
        text = _CUT_WORD.sub("", _NEWLINES.sub("\n", text))
        text, removed = _UNWANTED.subn("", text)
    return unicodedata.normalize("NFC", text), removed


def one_line(text: str) -> str:
    """Return `text` with every run of white space, non-breaking included, as one plain space."""
    return " ".join(text.split())


def shown(text: str) -> str:
    """Return `text` on one line with what cannot be seen written as its escape, to be shown.

    File names and stray values go into messages and reports through this: control characters would
    steer a terminal, bidirectional ones reorder the line, and surrogates cannot be encoded.
    """
    return _NOT_SHOWN.sub(lambda found: found.group().encode("unicode_escape").decode(), text)
