"""The languages served, as a table: everything that differs between them by name.

A language is one row; a script it is written in is one `Variant` of that row. Code elsewhere looks
things up here and never compares tags.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefing.errors import UsageError


@dataclass(frozen=True, slots=True)
class Variant:
    """A language in one script."""

    script: str  # ISO 15924: "Cyrl" or "Latn"
    word_tag: str  # BCP 47 tag written into Word's w:lang
    locale: str  # Unicode CLDR locale, for dates and numbers


@dataclass(frozen=True, slots=True)
class Language:
    """One language: its tag, its scripts (default first) and its conventions."""

    tag: str  # ISO 639-1
    name: str  # in English, for messages
    marian_label: str  # what a multilingual Marian checkpoint expects before the source
    variants: tuple[Variant, ...]
    quotes: tuple[str, str]

    def variant(self, script: str) -> Variant:
        """Return the variant written in `script` ("Cyrl" or "Latn").

        Raises UsageError when the language is not written in it.
        """
        for variant in self.variants:
            if variant.script == script:
                return variant
        raise UsageError(
            f"script {self.tag}={script}",
            f"{self.name} is not written in {SCRIPT_NAMES.get(script, script)} here",
            f"use one of: {', '.join(SCRIPT_NAMES[v.script] for v in self.variants)}",
        )


SCRIPT_NAMES = {"Cyrl": "cyrillic", "Latn": "latin"}

LANGUAGES: dict[str, Language] = {
    language.tag: language
    for language in (
        Language(
            tag="en",
            name="English",
            marian_label=">>eng<<",
            variants=(Variant("Latn", "en-GB", "en_GB"),),
            quotes=("“", "”"),
        ),
        Language(
            tag="sr",
            name="Serbian",
            marian_label=">>srp_Cyrl<<",
            variants=(
                Variant("Cyrl", "sr-Cyrl-RS", "sr_Cyrl_RS"),
                Variant("Latn", "sr-Latn-RS", "sr_Latn_RS"),
            ),
            quotes=("„", "“"),
        ),
        Language(
            tag="uz",
            name="Uzbek",
            marian_label=">>uzb_Latn<<",
            variants=(
                Variant("Latn", "uz-Latn-UZ", "uz_Latn_UZ"),
                Variant("Cyrl", "uz-Cyrl-UZ", "uz_Cyrl_UZ"),
            ),
            quotes=("“", "”"),
        ),
        Language(
            tag="ru",
            name="Russian",
            marian_label=">>rus<<",
            variants=(Variant("Cyrl", "ru-RU", "ru_RU"),),
            quotes=("«", "»"),
        ),
    )
}

TARGETS = ("sr", "uz", "ru")  # what a briefing can be written in, in the order they are offered


@dataclass(frozen=True, slots=True)
class Target:
    """A language to write in, together with the script to write it in."""

    language: Language
    variant: Variant

    @property
    def tag(self) -> str:
        """The language's tag, which also names its document: briefing-<tag>.docx."""
        return self.language.tag

    @property
    def script(self) -> str:
        """The script's ISO 15924 code."""
        return self.variant.script


def target(tag: str, script: str | None = None) -> Target:
    """Return the target named by `tag`, in `script` ("Cyrl", "Latn") or in its default one.

    Raises UsageError when the language is not one that briefings are written in.
    """
    if tag not in TARGETS:
        raise UsageError(
            f"--to {tag}", "no such target language", f"use one or more of: {','.join(TARGETS)}"
        )
    language = LANGUAGES[tag]
    return Target(language, language.variant(script) if script else language.variants[0])


def listed(languages: Iterable[Language]) -> str:
    """Return the names of languages as a sentence has them: Serbian, Uzbek and Russian."""
    *first, last = [language.name for language in languages]
    return f"{', '.join(first)} and {last}" if first else last
