"""What terminology control knows of each language's words, as a table: one row, one module.

`canonical` spells a word the one way it is compared in, `stem` gives a key that (nearly) all forms
of a word share, `forms` lists a term's surface forms, `accepts` recognises endings that are too
many to list. Keys only propose; a surface form decides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module


def _none(text: str) -> tuple[str, ...]:
    return ()


def _no_analyses(text: str) -> tuple[tuple[str, str], ...]:
    return ()


def _never(word: str) -> bool:
    return False


def _neither(before: str, word: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Inflection:
    """How one language spells and inflects."""

    canonical: Callable[[str], str]  # a word → its spelling for comparison, capitals kept
    stem: Callable[[str], str]  # a canonical word in small letters → its key
    forms: Callable[[str], tuple[str, ...]]  # a term's base form → surface forms, base first
    # (a term's last word, a word; both in small letters; alone: is it the only word of the term?)
    # → is the one a form of the other? Both begin with the same letter. None: as `forms` says.
    accepts: Callable[..., bool] | None = None
    # a term's base form → those of its forms that are singular, none when it is itself plural
    singular: Callable[[str], tuple[str, ...]] = _none
    # a term's base form → forms that are accepted, but too unlike it to be tried
    rare: Callable[[str], tuple[str, ...]] = _none
    # a word before a hyphen → is it half of an adjective, the other half a word of its own?
    halves: Callable[[str], bool] = _never
    # (the word before, a word) → does the one show that the other is a verb here?
    is_verb: Callable[[str, str], bool] = _neither
    # a term's base form → the forms to be tried in a sentence, each with what it is ("sg.gen"); one
    # that stands for several cases comes several times. None: nothing is known of the language.
    analyses: Callable[[str], tuple[tuple[str, str], ...]] = _no_analyses
    trailing_apostrophe: bool = False  # whether one may end a word


PLAIN = Inflection(
    canonical=str, stem=str, forms=lambda text: (text,)
)  # of a language that has no row

_MODULES = {
    "en": "english",
    "ru": "russian",
    "sr": "serbian",
    "uz": "uzbek",
}


def inflection(tag: str) -> Inflection:
    """Return the row of the language `tag`, or one that knows no inflection at all."""
    if tag not in _MODULES:
        return PLAIN
    row: Inflection = import_module(f"{__name__}.{_MODULES[tag]}").INFLECTION
    return row
