"""Quotation marks, dashes and unbreakable spaces as each language's typography wants them.

Every rule puts one character in the place of another, so offsets into the text stay true.

Sources: Правопис српскога језика (Матица српска, 2010); Мильчин, Чельцова, «Справочник издателя и
автора»; the Uzbek rules of spelling of 1995.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from babel import Locale

from briefing.languages import LANGUAGES, Target
from briefing.text.scripts import convert

NBSP = "\u00a0"


@dataclass(frozen=True, slots=True)
class Typography:
    """What a language adds to its row in `briefing.languages`.

    Words stand apart by spaces, in the language's default script.
    """

    inner_quotes: tuple[str, str]
    dash: str
    leading: str  # words that do not end a line, such as "бр." in "бр. 5"
    units: str  # words that do not part from the number before them


TYPOGRAPHY: dict[str, Typography] = {
    "sr": Typography(
        inner_quotes=("’", "’"),
        dash="–",
        leading="бр. чл. ст. стр. ул. г. др мр проф. акад.",
        units=(
            "км м кг т ха мил. млн млрд хиљ. милион милиона милијарда милијарде милијарди хиљада"
            " хиљаде динара евра долара година године одсто посто"
        ),
    ),
    "uz": Typography(
        inner_quotes=("«", "»"),
        dash="–",
        leading="prof. akad.",
        units=(
            "km m kg t ga mln mlrd trln ming million milliard trillion foiz soʻm dollar yevro ta"
            " nafar yil"
        ),
    ),
    "ru": Typography(
        inner_quotes=("„", "“"),
        dash="—",
        # A preposition or conjunction of one letter does not end a line either.
        leading="г. ул. им. стр. рис. ст. п. см. проф. акад. в к с о у и а В К С О У И А",
        units=(
            "км м кг т га млн млрд трлн тыс. г. гг. в. вв. руб. долл. евро миллион миллиона"
            " миллионов миллиард миллиарда миллиардов тысяча тысячи тысяч процент процента"
            " процентов долларов рублей год года лет"
        ),
    ),
}

# Any mark that may stand for a double quote. Single ones are left alone: in Uzbek they are letters.
_QUOTES = frozenset('"„“”«»‟')
_BEFORE_OPENING = frozenset("([{<–—-/")
_AFTER_CLOSING = frozenset(".,;:!?)]}…")

_UPPER = "A-ZČĆŽŠĐА-ЯЁЂЈЉЊЋЏЎҚҒҲ"
_LOWER = "a-zčćžšđа-яёђјљњћџўқғҳ"
_INITIAL = rf"(?:[{_UPPER}]ʻ?|Sh|Ch|Lj|Nj|Dž)\."


def typeset(text: str, target: Target) -> str:
    """Return `text` with the quotation marks, dashes and unbreakable spaces of `target`.

    The result is as long as `text`, and typesetting it again changes nothing.
    """
    rules = TYPOGRAPHY[target.tag]
    text = _quote(text, target.language.quotes, rules.inner_quotes)
    text = re.sub(r"(?<=\S)[ \u00a0][-–—](?= \S)", NBSP + rules.dash, text)
    for pattern in _bindings(target.tag, target.script):
        text = pattern.sub(rf"\1{NBSP}", text)
    return text


def _quote(text: str, outer: tuple[str, str], inner: tuple[str, str]) -> str:
    """Put the outer marks around what is quoted, the inner ones around a quotation within it."""
    marks = _QUOTES.union(inner)
    out = list(text)
    depth = 0
    for place, mark in enumerate(text):
        if mark not in _QUOTES:
            continue
        before = next((c for c in reversed(text[:place]) if c not in marks), "")
        after = next((c for c in text[place + 1 :] if c not in marks), "")
        if mark == '"' and depth == 0 and before.isdigit():
            continue  # inches
        # Its shape does not tell whether a mark opens or closes, for that differs by language (“ is
        # either); what stands beside it does, and between two letters what has gone before.
        may_open = not before or before.isspace() or before in _BEFORE_OPENING
        may_close = not after or after.isspace() or after in _AFTER_CLOSING
        opens = may_open if may_open != may_close else depth == 0
        if opens:
            out[place] = (inner if depth else outer)[0]
            depth += 1
        else:
            out[place] = (inner if depth > 1 else outer)[1]
            depth = max(depth - 1, 0)
    return "".join(out)


def _months(tag: str, script: str) -> str:
    """Return a pattern for the names of months as dates have them."""
    locale = Locale.parse(LANGUAGES[tag].variant(script).locale)
    return "|".join(map(re.escape, locale.months["format"]["wide"].values()))


@cache
def _bindings(tag: str, script: str) -> tuple[re.Pattern[str], ...]:
    """Return patterns of which each matches what comes before one space, and that space."""
    rules = TYPOGRAPHY[tag]
    leading, units = (
        "|".join(map(re.escape, convert(words, tag, script).split()))
        for words in (rules.leading, rules.units)
    )
    return tuple(
        map(
            re.compile,
            (
                r"(\d) (?=\d{3}(?!\d))",  # 20 000 000
                r"(\d) (?=[%‰°])",
                r"([№§$€]) (?=\d)",
                rf"(\d) (?=(?:{units})(?!\w))",
                rf"(\d\.) (?=[{_LOWER}])",  # 28. фебруара; 21. век
                rf"(\d) (?=(?:{_months(tag, script)})(?!\w))",
                rf"(?<!\w)({_INITIAL}) (?=[{_UPPER}])",
                rf"(?<!\w)(?<!\d[ {NBSP}])({leading}) (?=\S)",
            ),
        )
    )
