"""Reads the quantities of a text with their values, whatever they are written with.

"$20 million", "20 милиона долара", "20 млн" and "yigirma million" all read as 20,000,000. What can
be read in two ways (1.200 in Russian, "a quarter") has two values; two quantities are the same when
they share one.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from briefing.decoding import Span
from briefing.quality.tables.row import NumberWord, Role, Row
from briefing.quality.words import Word

_SPACE = "[ \u00a0\u202f\u2009]"
_NUMBER = rf"\d{{1,3}}(?:{_SPACE}\d{{3}})+(?:[.,]\d+)?(?![\d])|\d+(?:[.,]\d+)*"
_DIGITS = re.compile(
    r"(?P<address>(?:https?://|www\.)\S+|\S+@\S+)"
    r"|(?<!\d)(?P<date>\d{1,2}[./]\d{1,2}[./]\d{4})(?!\d)"
    r"|(?<![\d:])(?P<clock>\d{1,3}:\d{2}(?::\d{2})?)(?![\d:])"
    r"|(?<!\d)(?P<short>(?:1\d|20)\d\d[-–/]\d{2})(?![\d])"
    rf"|(?<![\d])(?P<number>{_NUMBER})(?P<suffix>(?:bn|tn|m|k|s|млрд|млн)(?![^\W\d_]))?"
    r"|(?<!\w)(?P<roman>(?=[IVXІХ]+(?!\w|\.\s?[A-ZА-Я]))[ХX]{0,3}(?:[IІ][XХ]|[IІ]V|V?[IІ]{0,3}))(?!\w)"
)
_ROMAN = {"I": 1, "V": 5, "X": 10}
_SUFFIXES = {"bn": 10**9, "tn": 10**12, "m": 10**6, "k": 10**3, "млрд": 10**9, "млн": 10**6}
_SIGNS = "$€£¥₽"
_RANGE = 12  # characters between the ends of a range at most


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number of a text: what it may be worth and where it stands."""

    values: tuple[Fraction, ...]
    span: Span
    digits: bool  # written with digits, not with words
    certain: bool = True  # False for words that often mean no number (one, second, pair)
    percent: bool = False
    parts: tuple[tuple[Fraction, ...], ...] = ()  # of a date or a clock time, told one by one
    scale: Fraction | None = None  # the thousand, million … it was written with

    def same(self, others: Sequence[Quantity]) -> bool:
        """Tell whether one of `others` has a value of this one, or each part is among theirs."""
        known = {value for other in others for value in other.values}
        known |= {value for other in others for part in other.parts for value in part}
        if not known.isdisjoint(self.values):
            return True
        return bool(self.parts) and all(not known.isdisjoint(part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class _Item:
    """A run of digits or a number word, before it is joined with its neighbours."""

    span: Span
    role: Role | None  # None for digits
    values: tuple[Fraction, ...]
    parts: tuple[tuple[Fraction, ...], ...] = ()
    plain: bool = True  # may be followed by more of the same number


def quantities(text: str, words: Sequence[Word], row: Row) -> tuple[Quantity, ...]:
    """Return the quantities of `text`, from left to right."""
    found: list[Quantity] = []
    number: _Number | None = None
    for item in sorted(_items(text, words, row), key=lambda item: item.span):
        if number and (joined := number.joined(item, text, row)):
            number = joined
            continue
        if number:
            found.append(number.quantity(text, row))
        number = None if item.role == "tail" else _Number.begun(item)
    if number:
        found.append(number.quantity(text, row))
    for index, (quantity, following) in enumerate(itertools.pairwise(found)):
        found[index] = _elliptical(quantity, following, text)
    return tuple(found)


def _elliptical(quantity: Quantity, following: Quantity, text: str) -> Quantity:
    """Return `quantity` with the scale of the next one as possible: "from 90 to 164 million"."""
    near = following.span[0] - quantity.span[1] <= _RANGE
    if not (near and quantity.digits and following.scale) or quantity.scale:
        return quantity
    scaled = tuple(value * following.scale for value in quantity.values)
    return replace(quantity, values=(*quantity.values, *scaled))


def _items(text: str, words: Sequence[Word], row: Row) -> Iterator[_Item]:
    taken: list[Span] = []
    for match in _DIGITS.finditer(text):
        item = _digits(match, row)
        if item:
            taken.append(item.span)
            yield item
        elif match["address"]:
            taken.append(match.span())
    for word in words:
        if any(start < word.end and word.start < end for start, end in taken):
            continue
        entry: NumberWord | None = row.number_word(word.folded)
        if entry:
            bare = row.bare_pattern.fullmatch(word.folded) is not None
            yield _Item(word.span, entry.role, entry.values, plain=bare)


def _digits(match: re.Match[str], row: Row) -> _Item | None:
    span = match.span()
    if match["date"]:
        parts = tuple((Fraction(part),) for part in re.split("[./]", match["date"]))
        return _Item(span, None, (), parts, plain=False)
    if match["clock"]:
        numbers = [int(part) for part in match["clock"].split(":")]
        value = sum(
            (Fraction(number, 60**power) for power, number in enumerate(numbers)), Fraction(0)
        )
        parts = tuple((Fraction(number),) for number in numbers if number or len(numbers) > 2)
        clock = (value, value + 12) if value < 12 else (value, value - 12)
        return _Item(span, None, clock, parts, plain=False)
    if match["short"]:
        first, second = re.split("[-–/]", match["short"])
        later = (Fraction(second), Fraction(first[:2] + second))
        return _Item(span, None, (), ((Fraction(first),), later), plain=False)
    if match["number"]:
        suffix = match["suffix"] or ""
        values = _values(match["number"], row)
        # "$5m" is five million, "5m" five metres.
        signed = match.string[: match.start()].rstrip()[-1:] in _SIGNS or len(suffix) > 1
        if suffix in _SUFFIXES and signed:
            return _Item(span, None, tuple(v * _SUFFIXES[suffix] for v in values), plain=False)
        if re.match(r"\s?(?:GMT|UTC|hours)\b", match.string[match.end() :]) and values[0] >= 100:
            hour, minute = divmod(int(values[0]), 100)
            return _Item(span, None, (*values, hour + Fraction(minute, 60)), plain=False)
        if suffix == "s" and values[0] >= 1000:  # the 1990s are the nineties too
            values = (*values, values[0] % 100, Fraction(values[0] // 100 + 1))
        return _Item(match.span("number"), None, values)
    roman = (match["roman"] or "").translate(str.maketrans("ІХ", "IX"))
    if not roman or (len(roman) == 1 and not _numbered(match)):
        return None
    digits = [_ROMAN[letter] for letter in roman]
    total = sum(
        -digit if digit < following else digit
        for digit, following in zip(digits, [*digits[1:], 0], strict=True)
    )
    return _Item(span, None, (Fraction(total),), plain=False)


def _numbered(match: re.Match[str]) -> bool:
    """Tell whether a single letter is a number: with a word for what it counts after it."""
    following = match.string[match.end() :].lstrip(" .-–\u00a0")
    return (
        re.match(r"[IVX]+\b|век|в\.|вв\.|asr|стол|квартал|кв\.|chorak|разр|степен", following)
        is not None
    )


def _values(digits: str, row: Row) -> tuple[Fraction, ...]:
    """Return what a run of digits, marks and spaces may be worth as `row` writes numbers."""
    plain = re.sub(_SPACE, "", digits)
    marks = [char for char in plain if char in ".,"]
    if not marks:
        return (Fraction(plain),)
    whole, _, fraction = plain.rpartition(marks[-1])
    grouped = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", plain) and len(set(marks)) == 1
    values: list[Fraction] = []
    if grouped and marks[0] in row.group:
        values.append(Fraction(re.sub("[.,]", "", plain)))
    if marks[-1] in row.decimal and (
        not grouped or marks[0] not in row.group or not row.strict_groups
    ):
        values.append(Fraction(f"{re.sub('[.,]', '', whole)}.{fraction}"))
        if len(marks) == 1 and len(fraction) == 2 and int(whole) < 25 and int(fraction) < 60:
            values.append(int(whole) + Fraction(int(fraction), 60))  # 8.30 may be a time of day
    if not values:  # not as this language writes it, but there is one way to read it
        values.append(
            Fraction(re.sub("[.,]", "", plain))
            if grouped and len(marks) > 1
            else Fraction(f"{re.sub('[.,]', '', whole)}.{fraction}")
        )
    return tuple(dict.fromkeys(values))


@dataclass(frozen=True, slots=True)
class _Number:
    """A number as it is put together: "two hundred" "thousand" "and" "five"."""

    items: tuple[_Item, ...]
    total: Fraction  # in thousands and above
    group: Fraction  # below the next thousand
    last: Role | None

    @classmethod
    def begun(cls, item: _Item) -> _Number:
        """Return the number that `item` begins."""
        value = item.values[0] if item.values else Fraction(0)
        if item.role == "scale":
            return cls((item,), value, Fraction(0), "scale")
        return cls((item,), Fraction(0), value, item.role)

    def joined(self, item: _Item, text: str, row: Row) -> _Number | None:
        """Return the number with `item` as its next word; None when another number begins."""
        gap = text[self.items[-1].span[1] : item.span[0]].replace("\u00a0", " ").lower()
        gap = gap.strip(" \u202f\u2009-")
        if item.role is None or self.last == "loose" or not self.items[-1].plain:
            return None
        value = item.values[0]
        if item.role in ("half", "tail"):
            fits = (gap and re.fullmatch(row.half_joiner, gap)) or (
                row.half_joiner == "" and gap == "" and item.role == "half"
            )
            if not fits or value >= 1 or self.last in ("half", "tail"):
                return None
            if self.last == "scale":  # милион и по: half of the scale
                value *= self.items[-1].values[0]
            return self._with(item, group=self.group + value)
        between = row.half_article if self.last == "half" else row.joiner
        if gap and not (between and re.fullmatch(between, gap)):
            return None
        if gap and self.last == "scale" and self.items[-1].values[0] > 1000:
            return None  # "a million and two": a thousand and two is one number, that is none
        if item.role == "scale":
            if not (self.group or self.last is None) or (gap and self.last != "half"):
                return None
            return self._with(item, total=self.total + self.group * value, group=Fraction(0))
        if self.last is None:  # digits take nothing but a scale
            return None
        if item.role == "hundred":
            if value == 100 and self.last == "unit" and 1 < self.group < 10 and not gap:
                return self._with(item, group=self.group * 100)
            return self._with(item, group=self.group + value) if self.last == "scale" else None
        if item.role == "ten":
            fits = self.last in ("hundred", "scale")
            return self._with(item, group=self.group + value) if fits else None
        if item.role == "unit" and value < 10:
            tens = self.last == "ten" and self.group % 100 >= row.units_after
            if (tens and self.group % 10 == 0) or self.last in ("hundred", "scale"):
                return self._with(item, group=self.group + value)
        return None

    def _with(self, item: _Item, *, total: Fraction | None = None, group: Fraction) -> _Number:
        total = self.total if total is None else total
        return _Number((*self.items, item), total, group, item.role)

    def quantity(self, text: str, row: Row) -> Quantity:
        """Return the finished number."""
        first, end = self.items[0], self.items[-1].span[1]
        alone = len(self.items) == 1
        scaled = [i.values[0] for i in self.items[1:] if i.role == "scale"]
        if alone:
            values = first.values
        elif first.role is None and len(scaled) == 1 and len(self.items) == 2:
            values = tuple(value * scaled[0] for value in first.values)
        else:
            values = (self.total + self.group,)
        digits = first.role is None
        certain = digits or (
            values[0] >= 3 and len(values) == 1 and (not alone or first.role in ("unit", "ten"))
        )
        inside = row.percent_pattern.search(text, first.span[0], end)  # стопроцентный
        percent = bool(inside or row.percent_pattern.match(text, end))
        if any(item.role == "half" for item in self.items[1:]) and not scaled:
            values = (*values, first.values[0])  # olti yarimda: at half past six
        scale = scaled[-1] if scaled else None
        span = first.span[0], end
        return Quantity(values, span, digits, certain, percent, first.parts, scale)
