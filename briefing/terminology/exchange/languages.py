"""Language tags as other tools write them → ours."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.languages import LANGUAGES
from briefing.terminology.concepts import ANY_LANGUAGE

# ISO 639-2 and 639-3 codes of the languages served, the withdrawn scc included.
_LONG_CODES = {"eng": "en", "srp": "sr", "scc": "sr", "uzb": "uz", "uzn": "uz", "rus": "ru"}
_CODES = {
    **{tag: tag for tag in LANGUAGES},
    **{language.name.casefold(): language.tag for language in LANGUAGES.values()},
    **_LONG_CODES,
    "mul": ANY_LANGUAGE,  # ISO 639-2, several languages: IATE writes it for names used in all
    ANY_LANGUAGE: ANY_LANGUAGE,
}
# BCP 47 (RFC 5646): language, then perhaps a script and a region; tools also part them with "_".
_TAG = re.compile(
    r"(?P<language>[A-Za-z]{2,8}|\*)"
    r"(?:[-_](?P<script>[A-Za-z]{4}))?"
    r"(?:[-_](?P<region>[A-Za-z]{2}|\d{3}))?"
    r"(?:[-_][A-Za-z0-9_-]+)?"
)
_NAME = re.compile(r"(?P<language>[A-Za-z]+)(?:[ _(].*)?")  # Serbian (Cyrillic), English_UK


@dataclass(frozen=True, slots=True)
class Tag:
    """A language tag taken apart."""

    lang: str | None  # of `briefing.languages`, ANY_LANGUAGE, or None when it is not served
    region: str = ""


def read_tag(text: str) -> Tag:
    """Return what a language tag or an English language name says."""
    text = text.strip()
    tag = _TAG.fullmatch(text)
    if tag and tag["language"].casefold() in _CODES:
        return Tag(_CODES[tag["language"].casefold()], (tag["region"] or "").upper())
    name = _NAME.fullmatch(text)
    return Tag(_CODES.get(name["language"].casefold()) if name else None)


def looks_like_tag(text: str) -> bool:
    """Tell whether a column's heading may be a language tag, served or not."""
    text = text.strip()
    return read_tag(text).lang is not None or bool(
        re.fullmatch(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*", text)
    )
