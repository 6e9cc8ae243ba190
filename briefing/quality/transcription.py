"""How well a word of one language transcribes a name of another: an edit distance over sounds.

Both words are reduced to sounds by table (Vuk's spelling for Serbian, the practical transcription
for Russian, the official Latin alphabet for Uzbek), then aligned. What the rules waver about costs
little (vowels, h, the readings of c, g, j, w), inflection at the end of the target word next to
nothing.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

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
_VOWEL, _VOWEL_GAP, _NEAR_COST, _OTHER, _GAP, _WEAK_GAP, _ENDING = (
    0.2,
    0.25,
    0.6,
    1.0,
    0.8,
    0.3,
    0.06,
)
_ALTERNATIVE, _FIRST = 0.12, 0.5
_WEAK = frozenset("hy")  # silent often enough

_Sound = tuple[str, ...]


def distance(name: str, word: str) -> float:
    """Return how badly `word` transcribes `name`: 0 perfectly, about 1 not at all.

    Both in lower case; `name` in Latin letters, `word` in either script, inflected or not.
    """
    source, target = _readings(name), _sounds(word)
    if not source or not target:
        return 1.0
    costs = [0.0]
    for sound in target:
        costs.append(costs[-1] + _gap(sound))
    ends = [costs]
    # Whatever else a transcription changes, the first sound stays.
    soft = _WEAK | _VOWELS
    kept = target[0] in source[0] or (target[0] in soft and not soft.isdisjoint(source[0]))
    first = 0.0 if kept else _FIRST
    for readings in source:
        row = [ends[-1][0] + _gap(readings[0])]
        for j, sound in enumerate(target, 1):
            row.append(
                min(
                    ends[-1][j - 1] + _substitution(readings, sound),
                    ends[-1][j] + _gap(readings[0]),
                    row[j - 1] + _gap(sound),
                )
            )
        ends.append(row)
    # Whatever is left of the target word is its ending; a name may lose its own last vowel.
    last = ends[-1]
    best = first + min(cost + _ENDING * (len(target) - j) for j, cost in enumerate(last) if j)
    if source[-1][0] in _VOWELS and len(source) > 3:
        before = ends[-2]
        best = min(
            best,
            first + min(c + 0.1 + _ENDING * (len(target) - j) for j, c in enumerate(before) if j),
        )
    return best / max(len(source), 3)


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


@lru_cache(maxsize=4096)
def _readings(name: str) -> tuple[_Sound, ...]:
    sounds = [_READING_TABLE[match.group()] for match in _READING.finditer(_bare(name))]
    return tuple(s for i, s in enumerate(sounds) if not i or s != sounds[i - 1])


@lru_cache(maxsize=16384)
def _sounds(word: str) -> tuple[str, ...]:
    sounds = [_SOUND_TABLE[match.group()][0] for match in _SOUND.finditer(word)]
    kept = [sound for sound in sounds if sound != "-"]
    return tuple(s for i, s in enumerate(kept) if not i or s != kept[i - 1])


def _bare(name: str) -> str:
    """Return `name` without the accents that the table does not know."""
    return "".join(
        char
        if char in _READING_TABLE
        else "".join(c for c in unicodedata.normalize("NFD", char) if not unicodedata.combining(c))
        for char in unicodedata.normalize("NFC", name)
    )
