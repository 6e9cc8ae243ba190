"""Bylines and agencies: who wrote an article, as one line of it says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from briefing.readers import rules

APOSTROPHES = re.compile("[’‘ʻʼ`´]")

_LONGEST = 120  # characters of a line that can be a signature
_SPLIT = re.compile(r"\s*(?:,|/|\||\s[–—-]\s|[()])\s*")
_AND = re.compile(r"\s+(?:and|и|i|va|ва|&)\s+", re.IGNORECASE)
_NAME_WORD = re.compile(r"(?:[^\W\d_]\.)+|[^\W\d_]['ʻʼ’]?[^\W\d_]+(?:['ʻʼ’-][^\W\d_]+)*\.?")
# What may stand in lower case within a name.
_PARTICLES = frozenset(
    (
        *(
            "de",
            "del",
            "der",
            "den",
            "van",
            "von",
            "bin",
            "ibn",
            "al",
            "el",
            "la",
            "le",
            "da",
            "di",
        ),
        *("o'g'li", "qizi", "ўғли", "қизи"),
    )
)


@dataclass(frozen=True, slots=True)
class Signature:
    """Who wrote an article and for whom; at least one of the two."""

    byline: str | None
    source: str | None


def fold(text: str) -> str:
    """Return `text` in the form that the rules are written in."""
    return APOSTROPHES.sub("'", " ".join(text.split())).casefold()


def agency(text: str) -> str | None:
    """Return the name of the agency or outlet that `text` is, or None."""
    return _agencies().get(fold(text).strip(" .()/"))


def read(line: str, *, lonely: bool) -> Signature | None:
    """Return what `line` tells when it is a byline or names a source, and nothing else.

    `lonely` says that a bare name or a bare agency is enough here.
    """
    line = line.strip()
    if not 2 < len(line) <= _LONGEST:
        return None
    label = _byline_label().match(fold(line))
    if label:
        return _labelled(line[label.end() :].strip(), sure=label.group().rstrip().endswith(":"))
    label = _source_label().match(fold(line))
    if label:
        text = line[label.end() :].strip(" .")
        is_outlet = len(text.split()) <= 6
        return Signature(None, agency(text) or text) if text and is_outlet else None
    if (known := agency(line)) and (lonely or line.startswith(("(", "/"))):
        return Signature(None, known)
    if line.endswith((".", "!", "?", ":", ";")):
        return None
    return _unlabelled(line, lonely=lonely)


def is_ambiguous(line: str) -> bool:
    """Tell whether `line` has the shape of a name but could be that of a place or an event."""
    return not _byline_label().match(fold(line)) and "," not in line and agency(line) is None


def is_name(text: str) -> bool:
    """Tell whether `text` has the shape of a person's name: two to four capitalised words."""
    words = text.split()
    if not 2 <= len(words) <= 4:
        return False
    plain = [word for word in words if fold(word) not in _PARTICLES]
    return len(plain) >= 2 and all(
        word[0].isupper() and _NAME_WORD.fullmatch(word) for word in plain
    )


def _labelled(text: str, *, sure: bool) -> Signature | None:
    if known := agency(text):
        return Signature(None, known)
    told = _unlabelled(text.rstrip("."), lonely=True)
    if told or not sure or not text:
        return told
    return Signature(text, None) if len(text.split()) <= 8 else None


def _unlabelled(text: str, *, lonely: bool) -> Signature | None:
    parts = [part for part in _SPLIT.split(text) if part]
    if not parts or not all(is_name(author) for author in _AND.split(parts[0])):
        return None
    source: str | None = None
    kept, has_role = [parts[0]], False
    for part in parts[1:]:
        outlet = _roles().sub("", part).strip()
        has_role |= outlet != part
        if known := agency(outlet):
            source = source or known
        elif outlet != part or all(is_name(author) for author in _AND.split(part)):
            kept.append(part)
        else:
            return None
    # "President Vucic, Uzbek Leader Sign Deal" is a headline, though each half looks like a name.
    return Signature(", ".join(kept), source) if source or has_role or lonely else None


@cache
def _agencies() -> dict[str, str]:
    return {form: name for name, forms in rules.AGENCIES.items() for form in forms.split("|")}


@cache
def _byline_label() -> re.Pattern[str]:
    return re.compile(rf"(?:{rules.alternatives(rules.BYLINE_LABELS)})(?:\s?:\s?|\s)(?=\S)")


@cache
def _source_label() -> re.Pattern[str]:
    return re.compile(rf"(?:{rules.alternatives(rules.SOURCE_LABELS)})\s?[:–—-]\s?(?=\S)")


@cache
def _roles() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?:senior|staff|special|chief|specijalni|специјални|specjalniy|специальный)\s)?"
        rf"(?:{rules.alternatives(rules.ROLES)})s?(?!\w)",
        re.IGNORECASE,
    )
