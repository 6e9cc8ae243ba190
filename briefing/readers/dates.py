"""Dates as news sites write them in English, Serbian, Uzbek and Russian, both scripts."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime  # RFC 5322, as RSS has it

# Every way a month is written, its number by position; a language or script is one row.
_MONTHS = (
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "januar februar mart april maj jun jul avgust septembar oktobar novembar decembar",
    "januara februara marta aprila maja juna jula avgusta septembra oktobra novembra decembra",
    "јануар фебруар март април мај јун јул август септембар октобар новембар децембар",
    "јануара фебруара марта априла маја јуна јула августа септембра октобра новембра децембра",
    "yanvar fevral mart aprel may iyun iyul avgust sentyabr oktyabr noyabr dekabr",
    "yanvar fevral mart aprel may iyun iyul avgust sentabr oktabr noyabr dekabr",
    "январ феврал март апрел май июн июл август сентябр октябр ноябр декабр",
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "янв фев мар апр май июн июл авг сен окт ноя дек",
    "янв февр мар апр мая июн июл авг сент окт нояб дек",
    "јан феб мар апр мај јун јул авг сеп окт нов дец",
    "jan feb mar apr maj jun jul avg sept okt nov dec",
)
_NUMBER = {name: i for row in _MONTHS for i, name in enumerate(row.split(), start=1)}

_MONTH = "|".join(sorted(_NUMBER, key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"
_YEAR_TAIL = (
    r"(?:\.?-?\s?(?:yil|йил|года|год|године|godine|г\.|год\.|god\.)(?!\w)|\.(?=\s|$|,|\|))?"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"

# The year comes last, or (Uzbek, ISO 8601) first; numbers are read day first, as Europe does.
_DATE = re.compile(
    rf"""(?<![\w.])(?:
      (?P<d1>{_DAY})(?:st|nd|rd|th)?(?:\.|-)?\s?(?:of\s)?(?P<m1>{_MONTH})\.?,?
      \s(?P<y1>{_YEAR}){_YEAR_TAIL}
    | (?P<m2>{_MONTH})\.?\s(?P<d2>{_DAY})(?:st|nd|rd|th)?,?\s(?P<y2>{_YEAR})
    | (?P<y3>{_YEAR})\s?-?\s?(?:yil|йил)(?:da)?,?\s(?P<d3>{_DAY})(?:-|\s)\s?(?P<m3>{_MONTH})
    | (?P<y4>{_YEAR})-(?P<m4>\d\d)-(?P<d4>\d\d)(?=\D|$)
    | (?P<d5>{_DAY})(?P<s>[./-])\s?(?P<m5>1[0-2]|0?[1-9])(?P=s)\s?(?P<y5>{_YEAR}){_YEAR_TAIL}
    )(?!\w(?<!T))""",
    re.IGNORECASE | re.VERBOSE,
)

# As datelines have it, mostly without a year.
DAY_AND_MONTH = (
    rf"(?:{_DAY}(?:\.|-)?\s?(?:{_MONTH})|(?:{_MONTH})\.?\s{_DAY})(?!\w)\.?"
    rf"(?:,?\s{_YEAR}{_YEAR_TAIL})?"
)


def find(text: str) -> tuple[dt.date, int, int] | None:
    """Return the first date in `text` that the calendar has, with where it starts and ends."""
    for match in _DATE.finditer(text):
        date = _date(match)
        if date:
            return date, match.start(), match.end()
    return None


def parse(text: str | None) -> dt.date | None:
    """Return the date `text` begins with, or None."""
    found = find(text.strip()) if text else None
    return found[0] if found and found[1] == 0 else None


def stated(text: str | None) -> dt.date | None:
    """Return the date that `text`, a field of a record, is: as `parse` has it, or as e-mail does.

    A time is passed over: the day counts as it was written, in whatever zone.
    """
    if not text:
        return None
    try:
        return parse(text) or parsedate_to_datetime(text.strip()[:100]).date()
    except ValueError:
        return None


def _date(match: re.Match[str]) -> dt.date | None:
    got = {key[0]: value for key, value in match.groupdict().items() if value}
    month = _NUMBER.get(got["m"].casefold()) or int(got["m"])
    try:
        return dt.date(int(got["y"]), month, int(got["d"]))
    except ValueError:
        return None
