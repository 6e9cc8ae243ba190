"""Checks on numbers, percentages, money and dates: the same values on both sides."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from briefing.decoding import Span
from briefing.quality.findings import Finding, Severity
from briefing.quality.numbers import Quantity
from briefing.quality.pair import Pair, Side
from briefing.quality.tables.row import Row

_BESIDE = 14  # characters between a number and its currency at most
_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₽": "RUB"}


def missing_number(pair: Pair) -> Iterator[Finding]:
    """A number of the source, or of its number words those that mean one, is not in the text."""
    others = (*pair.target.quantities, *_calendar(pair.target))
    for quantity in pair.source.quantities:
        if quantity.certain and not quantity.same(others):
            shown = _shown(pair.source, quantity)
            yield Finding(
                "number-missing",
                "error",
                f"{shown} is not in the translation",
                source_span=quantity.span,
            )


def added_number(pair: Pair) -> Iterator[Finding]:
    """A number written with digits has nothing in the source that it could come from."""
    others = (*pair.source.quantities, *_calendar(pair.source))
    for quantity in pair.target.quantities:
        if quantity.digits and not quantity.same(others):
            shown = _shown(pair.target, quantity)
            yield Finding("number-added", "error", f"{shown} is not in the source", quantity.span)


def percent(pair: Pair) -> Iterator[Finding]:
    """A number is a percentage on one side only."""
    theirs = [quantity for quantity in pair.target.quantities if quantity.percent]
    ours = [quantity for quantity in pair.source.quantities if quantity.percent]
    if not all(quantity.same(ours) for quantity in theirs):
        return  # "from 300 percent to 55" and "from 300 to 55 percent" are the same
    for quantity in ours:
        if quantity.same(pair.target.quantities) and not quantity.same(theirs):
            shown = _shown(pair.source, quantity)
            yield Finding(
                "percent",
                "error",
                f"{shown} percent is not a percentage in the translation",
                source_span=quantity.span,
            )


def currency(pair: Pair) -> Iterator[Finding]:
    """Money is in another currency, or in none."""
    ours, theirs = _currencies(pair.source), _currencies(pair.target)
    for code, span in ours.items():
        if code not in theirs:
            yield Finding(
                "currency",
                _gravity(pair.source, span),
                f"{code} is not in the translation",
                source_span=span,
            )
    for code, span in theirs.items():
        if code not in ours:
            found = _gravity(pair.target, span)
            yield Finding("currency", found, f"{code} is not in the source", span)


def _gravity(side: Side, currency: Span) -> Severity:
    """Return "error" for an amount of money, "warning" for a currency named otherwise."""
    return "error" if _amount(side, currency) else "warning"


def _amount(side: Side, currency: Span) -> bool:
    """Tell whether a number stands beside a currency: $20, 20 US dollars, not "top dollar"."""
    return any(
        max(quantity.span[0], currency[0]) - min(quantity.span[1], currency[1]) <= _BESIDE
        for quantity in side.quantities
    )


def month(pair: Pair) -> Iterator[Finding]:
    """A month of the source is not in the translation, by name or by number."""
    yield from _named(pair, Row.month, "month", numbered=True)


def weekday(pair: Pair) -> Iterator[Finding]:
    """A day of the week in the source is not in the translation."""
    yield from _named(pair, Row.weekday, "weekday", numbered=False)


def _named(
    pair: Pair, number: Callable[[Row, str], int | None], name: str, *, numbered: bool
) -> Iterator[Finding]:
    theirs = {number(pair.target.row, word.folded) for word in pair.target.words}
    if numbered:
        theirs |= {
            int(value)
            for quantity in pair.target.quantities
            for part in quantity.parts
            for value in part
            if value.denominator == 1
        }
    needs = pair.source.row.month_needs if numbered else ""
    for position, word in enumerate(pair.source.words):
        found = number(pair.source.row, word.folded)
        if found is None or found in theirs:
            continue
        if _is_name(pair.source, position) and _dated(pair.source, position, needs):
            yield Finding(
                name, "error", f"{word.text} is not in the translation", source_span=word.span
            )


def _is_name(side: Side, position: int) -> bool:
    """Tell whether a month or day has its capital where the language gives it one."""
    return not side.row.calendar_capitals or side.words[position].text[0].isupper()


def _dated(side: Side, position: int, needs: str) -> bool:
    """Tell whether a month that is a word too (May, March) stands where a date does."""
    word = side.words[position]
    if word.folded not in needs.replace("?", "").split("|"):
        return True
    before = side.text[: word.start].rstrip()[-1:]
    after = side.text[word.end :].lstrip(" .")[:1]
    previous = side.words[position - 1].folded if position else ""
    return before.isdigit() or after.isdigit() or previous in _BEFORE_MONTH


_BEFORE_MONTH = frozenset(
    (
        "in",
        "since",
        "until",
        "till",
        "by",
        "from",
        "of",
        "last",
        "next",
        "this",
        "early",
        "late",
        "to",
    )
)


def _currencies(side: Side) -> dict[str, Span]:
    found: dict[str, Span] = {}
    for position, char in enumerate(side.text):
        if char in _SIGNS and not side.text[:position][-1:].isalpha():  # AUD$ is no USD
            found.setdefault(_SIGNS[char], (position, position + 1))
    for word in side.words:
        code = side.row.currency(word.folded)
        # A capital inside a sentence makes it a name: Anne Frank.
        name = word.text.istitle() and side.text[: word.start].strip(" \"'“„«–—-")
        if code and (not name or _amount(side, word.span)):
            found.setdefault(code, word.span)
    return found


def _calendar(side: Side) -> tuple[Quantity, ...]:
    """Return the months of a text as numbers, for the other side may write 03.03.2026."""
    numbers = ((side.row.month(word.folded), word.span) for word in side.words)
    return tuple(
        Quantity((), span, digits=False, parts=((Fraction(month),),))
        for month, span in numbers
        if month
    )


def _shown(side: Side, quantity: Quantity) -> str:
    return side.text[slice(*quantity.span)]
