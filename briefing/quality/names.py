"""Checks that the names of persons and places in an English source are in the translation."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from babel import Locale

from briefing.quality.findings import Finding
from briefing.quality.pair import Pair, Side
from briefing.quality.tables import row
from briefing.quality.tables.exonyms import EXONYMS, NOT_NAMES
from briefing.quality.transcription import distance
from briefing.quality.words import Word, words

PLAUSIBLE = 0.22  # the worst transcription taken for one
_INSIDE = re.compile(r"[\w,(–—-]\s?$")  # before a word that does not begin a sentence
_SHARED = 3  # letters at least that an inflected exonym shares with its base form
# What title case leaves in small letters.
_SMALL_LIST = """
a an the and or nor but for so yet as at by from in into of off on onto out over per than to up via
with within without about across after against amid among around before behind below beneath
beside between beyond despite during inside near outside since through throughout toward towards
under until upon
"""
_SMALL = frozenset(_SMALL_LIST.split())
_SLIPS = 8  # common words with a capital to each word that should have one and has not

_ENGLISH = Path(__file__).parent / "tables" / "english.csv"
_ADJECTIVES = ("ian", "ians", "ean", "eans", "ese", "ish", "ist", "ists", "ism")
# A long unknown word in one of these is an English word that opens the sentence.
_COMMON_ENDINGS = ("ing", "ly", "ers", "ed", "ment", "tion", "tive", "ness", "tions", "ous", "ual")


def missing_name(pair: Pair) -> Iterator[Finding]:
    """A name of the source is in the translation neither transcribed nor as its exonym.

    It is an error where the translation has a name instead that the source has not, and a warning
    where it has none: a translator may well leave a name out, or put a common noun for it.
    """
    taken: dict[int, str] = {}  # where a word of the translation starts → the name it renders
    missing: list[tuple[Word, bool]] = []
    alone: tuple[int, ...] = ()  # where a single word that may be no name starts
    heading = titled(pair.source)
    for run in runs(pair.source, pair.target):
        ours = {word.folded for word in run}
        for word in run:
            others = {start for start, name in taken.items() if name not in ours}
            found = rendering(word, run, pair.target, others)
            listed = bool(_renderings(word.folded, pair.target.tag))
            # In title case a capital tells nothing, nor does another beside it; a table does.
            sure = listed if heading else certain(word, pair.source)
            if found:
                taken.setdefault(found.start, word.folded)
            elif not in_concept(pair, word):
                missing.append((word, sure))
                known = sure or listed or (len(run) > 1 and not heading)
                alone += () if known else (word.start,)
    strangers = _strangers(pair, taken)
    for word, sure in sorted(missing, key=lambda one: not one[1]):
        stranger = next(strangers, None)
        # A single word that is not sure is more often a rare English word than a name, unless a
        # name stands in the translation that nothing accounts for.
        if word.start in alone and not stranger:
            continue
        instead = f"; does {stranger.text} stand for it?" if stranger else ""
        yield Finding(
            "name-missing",
            "error" if stranger and sure else "warning",
            f"{word.text} is not in the translation under any name known{instead}",
            stranger.span if stranger else None,
            word.span,
        )


def _strangers(pair: Pair, taken: Container[int]) -> Iterator[Word]:
    """Yield the names of the translation that nothing in the source accounts for."""
    ours = [word.folded for word in pair.source.words if word.text[0].isupper()]
    exonyms = [_renderings(name, pair.target.tag) for name in ours]
    for word in pair.target.words:
        if word.start in taken or not word.text.istitle() or len(word.text) < 4:
            continue
        before = pair.target.text[max(0, word.start - 3) : word.start]
        if not _INSIDE.search(before):
            continue  # its capital may be that of the sentence
        known = any(_is_form(word.folded, forms) for forms in exonyms) or any(
            distance(name, word.folded, PLAUSIBLE) <= PLAUSIBLE for name in ours
        )
        if not known:
            yield word


def rendering(
    name: Word, run: Sequence[Word], target: Side, taken: Container[int] = ()
) -> Word | None:
    """Return the word of the target text that renders `name`, the best one; None without any.

    `run` are the names in a row that it belongs to, which may be written as one word. Words that
    start where `taken` says render other names.
    """
    joined = "".join(word.folded for word in run)
    exonyms = _renderings(name.folded, target.tag)
    best, found = PLAUSIBLE, None
    for word in target.words:
        if word.start in taken:
            continue
        cost = 0.0 if _is_form(word.folded, exonyms) else distance(name.folded, word.folded, best)
        if len(run) > 1:  # Hong Kong is one word in Russian; half of it does not make it
            cost = min(cost, 1.5 * distance(joined, word.folded, best / 1.5))
        # A name is written with a capital, an adjective made from it need not be.
        cost += 0.0 if word.text[0].isupper() else 0.1
        if cost <= best:
            best, found = cost, word
    return found


def titled(source: Side) -> bool:
    """Tell whether a text is in title case, where a capital tells nothing.

    Many English headlines are. Small letters are left to articles, conjunctions and prepositions,
    but for a slip among many common words that have a capital.
    """
    content = [word for word in source.words[1:] if word.folded not in _SMALL]
    small = sum(word.text[0].islower() for word in content)
    capitals = sum(word.text.istitle() and common(word.folded) for word in content)
    return small <= capitals / _SLIPS


def certain(word: Word, source: Side) -> bool:
    """Tell whether a word is surely a name: neither first in its sentence nor part of a title."""
    before = source.text[: word.start].rstrip(" -")
    if not before or not (before[-1].isalnum() or before[-1] in ",)"):
        return False
    position = source.words.index(word)
    beside = [*source.words[max(0, position - 1) : position], *source.words[position + 1 :][:1]]
    return not any(
        other.text.istitle()
        and common(other.folded)
        and source.text[min(word.end, other.end) : max(word.start, other.start)] in (" ", "-")
        for other in beside
    )


def runs(source: Side, target: Side) -> list[list[Word]]:
    """Return the names of an English text, those that stand side by side together."""
    found: list[list[Word]] = []
    previous: Word | None = None
    for word in source.words:
        if not _is_name(word, target.tag):
            previous = None
            continue
        if previous and source.text[previous.end : word.start] in (" ", "-"):
            found[-1].append(word)
        else:
            found.append([word])
        previous = word
    return found


def in_concept(pair: Pair, word: Word) -> bool:
    """Tell whether the glossary answers for `word`."""
    return any(
        use.source_span[0] <= word.start and word.end <= use.source_span[1]
        for use in pair.segment.concepts
    )


def _is_name(word: Word, tag: str) -> bool:
    text = word.text.removesuffix("'s").removesuffix("’s")
    low = word.folded.removesuffix("'s")
    english = row("en")
    assert english
    return (
        text.istitle()
        and len(text) > 2
        and "'" not in text
        and "’" not in text
        and not common(low)
        and not low.endswith(_ADJECTIVES)
        and not (len(low) > 7 and low.endswith(_COMMON_ENDINGS))
        and english.month(low) is None
        and english.weekday(low) is None
        and low not in _languages()
        and low not in NOT_NAMES
        and english.number_word(low) is None
        and not _roman(text)
    )


def _roman(text: str) -> bool:
    return not text.upper().strip("IVXLCM") and len(text) < 4


def common(low: str) -> bool:
    """Tell whether an English word in lower case is one, and so most likely no name."""
    known = _english()
    return low in known or (low.endswith("s") and low[:-1] in known)


@cache
def _english() -> frozenset[str]:
    with _ENGLISH.open(encoding="utf-8", newline="") as stream:
        return frozenset(line["word"] for line in csv.DictReader(stream))


@cache
def _languages() -> frozenset[str]:
    names = Locale("en").languages.values()
    return frozenset(part for name in names for part in name.lower().split())


def _is_form(word: str, exonyms: Iterable[str]) -> bool:
    """Tell whether a folded word of a translation is one of `exonyms`, inflected or not."""
    return any(
        word.startswith(known)
        or word[: max(_SHARED, len(known) - 3)] == known[: max(_SHARED, len(known) - 3)]
        for known in exonyms
    )


def _renderings(name: str, tag: str) -> frozenset[str]:
    """Return the words that the folded `name` is rendered by where it is not transcribed."""
    return _exonyms(tag).get(name.removesuffix("'s"), frozenset())


@cache
def _exonyms(tag: str) -> dict[str, frozenset[str]]:
    """Return, for each word of a country or city in English, the words it is rendered by.

    From the Unicode CLDR, and from the table for what that does not have.
    """
    english, other, fold = Locale("en"), Locale(tag), row(tag)
    assert fold
    found: dict[str, set[str]] = defaultdict(set)

    def add(name: str, rendered: str) -> None:
        if " " not in name:  # of a longer name nothing says which word is which
            theirs = (word.folded for word in words(rendered, fold.fold))
            found[name.lower()].update(word for word in theirs if len(word) >= _SHARED)

    for code, name in english.territories.items():
        if rendered := other.territories.get(code):
            add(name, rendered)
    for zone, entry in other.time_zones.items():
        if city := entry.get("city"):
            add(zone.rpartition("/")[2].replace("_", " "), city)
    for name, by_tag in EXONYMS.items():
        for rendered in by_tag.get(tag, "").split():
            found[name].add(fold.fold(rendered))
    return {name: frozenset(theirs) for name, theirs in found.items()}
