"""How well a word of one language transcribes a name of another: an edit distance over sounds.

Both words are reduced to sounds by table (Vuk's spelling for Serbian, the practical transcription
for Russian, the official Latin alphabet for Uzbek), then aligned. What the rules waver about costs
little (vowels, h, the readings of c, g, j, w), inflection at the end of the target word next to
nothing.
"""

from __future__ import annotations

import itertools
import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

# What each letter or digraph of a name in Latin letters may sound like; the first is the usual one.
_READINGS = """
tsch C|S  sch S|s|k  tch C  shch S|s  sh S  ch C|k|h|S  ck k  cz C|c  ph f  th t|d  xh J
gh g|h|f  kh h|k  zh Z|J  dzh J  dz J  dj J  dž J  ts c|t  tz c  rh r  wh v|h  sz S|s
cks x  ks x  cs x|C  oo u|o  ee i|e  ou u|o
gn n|g  ll l|y  nj n  lj l  ts c  qu k|v  kn n|k  dg J  b b  c k|s|c|C|S|h  d d|t  f f|v
g g|J|Z|h|k  h h|g  j J|Z|y|h|i  k k|h  l l|y  m m|n  n n|m  p p  q k|C  r r  s s|z|S|Z
t t|d|c|C  v v|f|u  w v|u|f|o  x x|k|h|S|s|g|z  z z|c|s|Z|S|t  a a  e e  i i|y  o o  u u  y y|i
š S  č C  ć C  ž Z  đ J  ş S  ç C|s  ğ g  ı i  ñ n  ř r|Z  ł l|v  ý i  ä e|a  ö e|o  ü u|y
å o|a  ø e  æ e|a
"""
_SOUNDS = """
а a  б b  в v  г g  ґ g  ғ g  д d  ђ J  е e  ж Z  з z  и i  ј y  й y  к k  қ k  л l  љ l  м m
н n  њ n  о o  ў o  п p  р r  с s  т t  ћ C  у u  ф f  х h  ҳ h  ц c  ч C  џ J  ш S  щ S  ъ -
ы i  ь -  э e  ю u  я a  дж J  дз z  тс c  тц c  кс x  дь d  sh S  ch C  ks x  ts c  dz z  oʻ o
gʻ g  a a  b b  c k  d d  e e  f f  g g  h h  i i  j J  k k  l l  m m  n n  o o  p p  q k  r r
s s  t t  u u  v v  w v  x h  y y  z z  ʼ -  š S  č C  ć C  ž Z  đ J  dž J  nj n  lj l
"""
_NEAR = [  # sounds that transcriptions take for each other
    frozenset(group)
    for group in ("kghCcq", "szSZcCJ", "tdcC", "pbfv", "vfub", "mn", "yie", "JZgyhd", "lr")
]
_VOWELS = frozenset("aeiouy")
_WEAK = frozenset("hy")  # silent often enough
_SOFT = _WEAK | _VOWELS  # begin a word in one language and not in another
_VOWEL, _VOWEL_GAP, _NEAR_COST, _OTHER, _GAP, _WEAK_GAP = 0.2, 0.25, 0.6, 1.0, 0.8, 0.3
_ALTERNATIVE, _FIRST, _ENDING, _LAST_VOWEL = 0.12, 0.5, 0.06, 0.1

_SLACK = 1e-9  # of floating point, so that no bound cuts off what lies right at it

_Sound = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a letter or digraph of a name may sound like, and what it costs in a word."""

    sounds: _Sound  # the usual one first
    costs: Mapping[str, float]  # against each sound of a word
    gap: float  # left out
    cheaper: tuple[tuple[int, float], ...]  # sets of sounds that cost less, the cheapest first


@dataclass(frozen=True, slots=True)
class _Heard:
    """A word as its sounds, and what each costs left out."""

    sounds: tuple[str, ...]
    gaps: tuple[float, ...]
    bag: int  # the set of them, a bit a sound


def distance(name: str, word: str, worst: float = math.inf) -> float:
    """Return how badly `word` transcribes `name`: 0 perfectly, about 1 not at all.

    Both in lower case; `name` in Latin letters, `word` in either script, inflected or not. Beyond
    `worst` it is a lower bound, itself beyond `worst`, which is all that most pairs of words need.
    """
    source, target = _readings(name), _heard(word)
    if not source or not target.sounds:
        return 1.0
    size = max(len(source), 3)
    # Whatever else a transcription changes, the first sound stays.
    begins = target.sounds[0]
    kept = begins in source[0].sounds or (
        begins in _SOFT and not _SOFT.isdisjoint(source[0].sounds)
    )
    first = 0.0 if kept else _FIRST
    loses_vowel = source[-1].sounds[0] in _VOWELS and len(source) > 3
    limit = worst * size + _SLACK - first
    least = _least(source, target.bag, loses_vowel)
    if least > limit:
        return (first + least) / size
    row = before = list(itertools.accumulate(target.gaps, initial=0.0))
    for reading in source:
        if (least := min(row)) > limit:
            return (first + least) / size
        before, row = row, _row(reading, row, target)
    # Whatever is left of the target word is its ending; a name may lose its own last vowel.
    best = first + _ended(row, 0.0)
    if loses_vowel:
        best = min(best, first + _ended(before, _LAST_VOWEL))
    return best / size


def _least(source: Sequence[_Reading], bag: int, loses_vowel: bool) -> float:
    """Return what the sounds of a name cost at least in a word that has those of `bag`."""
    least = cost = 0.0
    for reading in source:
        cost = reading.gap
        for sounds, less in reading.cheaper:
            if sounds & bag:
                cost = less
                break
        least += cost
    return least - max(0.0, cost - _LAST_VOWEL) if loses_vowel else least


def _row(reading: _Reading, above: Sequence[float], target: _Heard) -> list[float]:
    """Return the next row of the alignment: the costs of every beginning of the word."""
    costs, gap = reading.costs, reading.gap
    diagonal = above[0]
    cost = diagonal + gap
    row = [cost]
    for sound, left_out, up in zip(target.sounds, target.gaps, above[1:], strict=True):
        cost = min(diagonal + costs[sound], up + gap, cost + left_out)
        row.append(cost)
        diagonal = up
    return row


def _ended(row: Sequence[float], more: float) -> float:
    """Return the cost of the best beginning of a word, the rest being its ending."""
    last = len(row) - 1
    return min(cost + more + _ENDING * (last - j) for j, cost in enumerate(row) if j)


def _substitution(readings: _Sound, sound: str) -> float:
    if sound in readings:
        return 0.0 if sound == readings[0] else _ALTERNATIVE
    if sound in _VOWELS and readings[0] in _VOWELS:
        return _VOWEL
    if any(sound in group and readings[0] in group for group in _NEAR):
        return _NEAR_COST
    return _OTHER


def _gap(sound: str) -> float:
    if sound in _WEAK:
        return _WEAK_GAP
    return _VOWEL_GAP if sound in _VOWELS else _GAP


def _table(text: str) -> dict[str, _Sound]:
    pairs = text.split()
    return {
        key: tuple(value.split("|")) for key, value in zip(pairs[::2], pairs[1::2], strict=True)
    }


def _pattern(table: dict[str, _Sound]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True)))


_READING_TABLE, _SOUND_TABLE = _table(_READINGS), _table(_SOUNDS)
_READING, _SOUND = _pattern(_READING_TABLE), _pattern(_SOUND_TABLE)
_BITS = {
    sound: 1 << position
    for position, sound in enumerate(sorted({sounds[0] for sounds in _SOUND_TABLE.values()}))
}


@lru_cache(maxsize=4096)
def _readings(name: str) -> tuple[_Reading, ...]:
    found = [_READING_TABLE[match.group()] for match in _READING.finditer(_bare(name))]
    return tuple(
        _reading(sounds) for i, sounds in enumerate(found) if not i or sounds != found[i - 1]
    )


@cache
def _reading(sounds: _Sound) -> _Reading:
    costs = {sound: _substitution(sounds, sound) for sound in _BITS}
    gap = _gap(sounds[0])
    cheaper = tuple(
        (sum(_BITS[sound] for sound in costs if costs[sound] == cost), cost)
        for cost in sorted(set(costs.values()))
        if cost < gap
    )
    return _Reading(sounds, costs, gap, cheaper)


@lru_cache(maxsize=16384)
def _heard(word: str) -> _Heard:
    found = (_SOUND_TABLE[match.group()][0] for match in _SOUND.finditer(word))
    sounds = tuple(sound for sound, _ in itertools.groupby(s for s in found if s != "-"))
    bag = sum(_BITS[sound] for sound in set(sounds))
    return _Heard(sounds, tuple(map(_gap, sounds)), bag)


def _bare(name: str) -> str:
    """Return `name` without the accents that the table does not know."""
    return "".join(
        char
        if char in _READING_TABLE
        else "".join(c for c in unicodedata.normalize("NFD", char) if not unicodedata.combining(c))
        for char in unicodedata.normalize("NFC", name)
    )
