"""The columns of the table, and how its number words are looked up."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Literal

from briefing.text.scripts import convert, normalise_uzbek

_LONGEST_WORD = 32  # characters

# How a number word combines with the one before it. "loose" stands alone (dozen, decade);
# "tail" is a half that must follow a number (два с половиной).
Role = Literal["unit", "ten", "hundred", "scale", "half", "tail", "loose"]


@dataclass(frozen=True, slots=True)
class NumberWord:
    """What one word can mean as a number; the first value is the one it combines with."""

    role: Role
    values: tuple[Fraction, ...]


@dataclass(frozen=True)
class Row:
    """One language. Words and patterns are folded: one script, lower case, ʻ ʼ kept, ё as е."""

    tag: str
    script: str  # the one script the patterns are in; texts in the other are converted to it
    number_words: str  # one a line: role, value or values parted by "|", pattern of the whole word
    decimal: str  # characters that part the fraction
    group: str  # characters that part groups of three digits, spaces apart
    joiner: str  # pattern of what may stand between the words of one number, spaces apart
    half_joiner: str  # pattern of what may stand between a number and its half
    percent: str  # pattern right after a number
    months: str  # twelve patterns of whole words
    weekdays: str  # seven, Monday first; "-" for none that is told from other words
    currencies: str  # one a line: ISO 4217, pattern of a word's beginning
    denied: str  # pattern of what denies a verb or noun by itself (not, no, without)
    denying: str  # pattern of words with the denial inside them (impossible, mistrust, lack)
    bare: str = r"\w+"  # pattern of the number words that others may follow within one number
    concord: str = ""  # pattern of words (nobody, nothing) that need a denied verb beside them
    strict_groups: bool = False  # True where 1.200 cannot be a decimal fraction
    units_after: int = 20  # the least ten that a unit may follow within one number
    half_article: str = ""  # pattern of what may stand between a half and what it halves
    turned_commas: bool = False  # True where ʻ and ʼ are letters, typed with any apostrophe
    calendar_capitals: bool = False  # True where months and weekdays have a capital
    month_needs: str = ""  # pattern of months that are words too unless a number stands beside them

    def fold(self, text: str) -> str:
        """Return `text` in the table's script and lower case; its length may differ."""
        text = convert(text, self.tag, self.script).lower().replace("ё", "е")
        text = text.replace("\u0301", "").replace("’", "'")
        return normalise_uzbek(text) if self.turned_commas else text

    def number_word(self, folded: str) -> NumberWord | None:
        """Return what a folded word means as a number, None when it is none."""
        if len(folded) > _LONGEST_WORD:  # endings heaped up take a pattern exponential time
            return None
        match = self._number_pattern.fullmatch(folded)
        return self._number_entries[(match.lastindex or 1) - 1] if match else None

    def month(self, folded: str) -> int | None:
        """Return the number of the month a folded word names, 1 to 12."""
        found = self._months.fullmatch(folded)
        return found.lastindex if found else None

    def weekday(self, folded: str) -> int | None:
        """Return the number of the weekday a folded word names, Monday being 1."""
        found = self._weekdays.fullmatch(folded)
        return found.lastindex if found else None

    def currency(self, folded: str) -> str | None:
        """Return the ISO 4217 code of the currency a folded word names."""
        found = self._currency_pattern.fullmatch(folded)
        return self._currency_lines[(found.lastindex or 1) - 1][0] if found else None

    @cached_property
    def _number_lines(self) -> list[tuple[str, str, str]]:
        joined = re.sub(r"\n\s*\|", "|", self.number_words.strip())  # a line may go on
        lines = (line.split(maxsplit=2) for line in joined.splitlines())
        return [(role, values, pattern) for role, values, pattern in lines]

    @cached_property
    def _number_pattern(self) -> re.Pattern[str]:
        return _one_of(pattern for *_, pattern in self._number_lines)

    @cached_property
    def _number_entries(self) -> list[NumberWord]:
        return [
            NumberWord(role, tuple(map(Fraction, values.split("|"))))  # type: ignore[arg-type]
            for role, values, _ in self._number_lines
        ]

    @cached_property
    def _months(self) -> re.Pattern[str]:
        return _one_of(self.months.split())

    @cached_property
    def _weekdays(self) -> re.Pattern[str]:
        return _one_of(self.weekdays.split())

    @cached_property
    def _currency_lines(self) -> list[tuple[str, str]]:
        pairs = (line.split(maxsplit=1) for line in self.currencies.strip().splitlines())
        return [(code, pattern) for code, pattern in pairs]

    @cached_property
    def _currency_pattern(self) -> re.Pattern[str]:
        return _one_of(pattern for _, pattern in self._currency_lines)

    @cached_property
    def bare_pattern(self) -> re.Pattern[str]:
        """A number word that may go on."""
        return re.compile(self.bare)

    @cached_property
    def percent_pattern(self) -> re.Pattern[str]:
        """What follows a number to make it a percentage."""
        return re.compile(rf"[\s\u00a0\u202f-]*(?:%|(?:{self.percent})\b)", re.IGNORECASE)

    @cached_property
    def denied_pattern(self) -> re.Pattern[str]:
        """What denies, in the folded text."""
        return re.compile(self.denied)

    @cached_property
    def denying_pattern(self) -> re.Pattern[str]:
        """Words with the denial inside them, in the folded text."""
        return re.compile(self.denying)

    @cached_property
    def concord_pattern(self) -> re.Pattern[str] | None:
        """Words that need a denied verb beside them, in the folded text; None without any."""
        return re.compile(self.concord) if self.concord else None


def _one_of(patterns: Iterable[str]) -> re.Pattern[str]:
    """Return what matches any of `patterns`; the group that matched counts from 1."""
    return re.compile("|".join(f"({pattern})" for pattern in patterns))
