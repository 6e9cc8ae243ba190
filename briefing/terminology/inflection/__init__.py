"""What terminology control knows of each language's words, as a table: one row, one module.

`canonical` spells a word the one way it is compared in, `stem` gives a key that (nearly) all forms
of a word share, `forms` lists a term's surface forms, `accepts` recognises endings that are too
many to list. Keys only propose; a surface form decides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module


def _same(base: str, word: str, *, alone: bool) -> bool:
    return base == word


@dataclass(frozen=True, slots=True)
class Inflection:
    """How one language spells and inflects."""

    canonical: Callable[[str], str]  # a word → its spelling for comparison, capitals kept
    stem: Callable[[str], str]  # a canonical word in small letters → its key
    forms: Callable[[str], tuple[str, ...]]  # a term's base form → surface forms, base first
    # (a term's last word, a word; both in small letters; alone: is it the only word of the term?)
    # → is the one a form of the other?
    accepts: Callable[..., bool] = _same
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
