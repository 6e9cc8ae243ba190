"""Telling an article's body from what a page puts around it.

`separate` works inwards: lines that are never an article's own go wherever they stand; from the
top, the headline, dates, bylines and the like go until the first paragraph of the body; from the
bottom likewise until the last. Inside the body nothing else is touched. The phrases are in
`rules.py`; whatever is dropped is named in a warning.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from briefing.readers import dates, rules, signatures
from briefing.readers.draft import Draft
from briefing.readers.layout import ends_sentence
from briefing.readers.signatures import fold

_LONGEST_LINE = 400  # characters: furniture is short, and this bounds every pattern's work
_LONGEST_HEADLINE = 220
_QUOTED = 60  # characters of a dropped line shown in the warning

_PIECES = re.compile(r"\s*(?:[|•·●]|\s/\s|\t)\s*")
_TIME = re.compile(r"(?<!\d)(?:[01]?\d|2[0-3])[:.][0-5]\d(?::[0-5]\d)?(?:\s?[ap]\.?m\.?)?(?!\d)")
_ZONE = re.compile(r"(?<=:\d\d)(?:\.\d{3,6})?[+-]\d\d:?\d\d")
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_PUNCTUATION = " \t,;:.()[]/|–—-"
_OPENERS = "\"'“”„«‘‚‹("
_DASHES = ("–", "—", "-", "•", "*")


@dataclass(frozen=True, slots=True)
class _Line:
    """What one line of furniture tells; all empty for mere boilerplate."""

    dates: tuple[tuple[str, dt.date], ...] = ()  # kind (a key of DATE_LABELS, or "plain"), date
    byline: str | None = None
    source: str | None = None
    link: str | None = None


def separate(draft: Draft) -> Draft:
    """Return `draft` with the body alone as its paragraphs and the rest told or named as left out.

    What the format itself told (a title, a date) is believed before what the lines say.
    """
    body: list[str] = []
    left_out: list[str] = []
    for paragraph in draft.paragraphs:
        (left_out if _is_boilerplate(paragraph) else body).append(paragraph)
    cut = _further_reading(body)
    left_out += body[cut:]
    body = body[:cut]

    title, lines, start, dropped = _head(body, draft.title)
    left_out += dropped
    end, tail, dropped = _tail(body, start)
    left_out += dropped
    lines += tail
    body = body[start:end]

    if body:
        body[0], dateline, source = _without_dateline(body[0])
        left_out += [dateline] if dateline else []
        lines += [_Line(source=source)]

    return replace(
        draft,
        paragraphs=tuple(body),
        title=title,
        byline=draft.byline or _first(line.byline for line in lines),
        date=draft.date or _best_date(lines),
        source=draft.source or _first(line.source for line in lines),
        link=draft.link or _first(line.link for line in lines),
        warnings=draft.warnings + _report(left_out),
    )


def _head(body: Sequence[str], title: str | None) -> tuple[str | None, list[_Line], int, list[str]]:
    """Return the title, what the lines above the body tell, where the body starts, what is lost."""
    lines: list[_Line] = []
    dropped: list[str] = []
    own_title = False
    start = 0
    for start, paragraph in enumerate(body):
        line = _furniture(paragraph, lonely=own_title)
        if line:
            lines.append(line)
            dropped += [] if line != _Line() else [paragraph]
        elif fold(paragraph).strip(_PUNCTUATION) in _sections():
            dropped.append(paragraph)
        elif title and _same_title(paragraph, title):
            own_title = True
        elif title is None and is_headline(paragraph, body[start + 1 :]):
            title, own_title = paragraph, True
        else:
            return title, lines, start, dropped
    return title, lines, len(body), dropped


def _tail(body: Sequence[str], start: int) -> tuple[int, list[_Line], list[str]]:
    """Return where the body ends, what the lines below it tell, and what is lost."""
    lines: list[_Line] = []
    dropped: list[str] = []
    end = len(body)
    while end > start + 1:
        line = _furniture(body[end - 1], lonely=True)
        if line is None:
            break
        lines.append(line)
        dropped += [] if line != _Line() else [body[end - 1]]
        end -= 1
    return end, lines, dropped


def is_headline(paragraph: str, following: Sequence[str]) -> bool:
    """Tell whether `paragraph`, above the body, is its headline rather than its first sentence."""
    if len(paragraph) > _LONGEST_HEADLINE:
        return False
    words = paragraph.split()
    if not 2 <= len(words) <= 30:
        return False
    opening = paragraph.lstrip(_OPENERS)[:1]
    if paragraph.startswith(_DASHES) or opening.islower() or not opening:
        return False
    sentences = [text for text in following if ends_sentence(text) and len(text.split()) > 5]
    if not sentences:
        return False
    if not ends_sentence(paragraph):
        return True
    # A question or an exclamation can be a headline; a statement with its full stop is a lead.
    asks = paragraph.rstrip("\"'”“’»)")[-1:] in "?!" and not re.search(r"[.!?…]\s", paragraph)
    return asks and len(words) <= 20 and len(sentences[0]) > len(paragraph)


def _furniture(paragraph: str, *, lonely: bool) -> _Line | None:
    """Return what a line above or below the body tells, or None when it belongs to the body.

    `lonely` says that a bare name or agency may stand for a byline here.
    """
    if len(paragraph) > _LONGEST_LINE:
        return None
    pieces = [piece for piece in _PIECES.split(paragraph) if piece.strip(_PUNCTUATION)]
    told = _piece(paragraph, lonely=lonely)
    if told or len(pieces) < 2:
        return told
    parts = [_piece(piece, lonely=True) for piece in pieces]
    known = [part for part in parts if part]
    if len(known) < len(parts):
        return None
    return _Line(
        tuple(date for part in known for date in part.dates),
        *(
            next((value for value in values if value), None)
            for values in zip(
                *((part.byline, part.source, part.link) for part in known), strict=True
            )
        ),
    )


def _piece(text: str, *, lonely: bool) -> _Line | None:
    if _is_boilerplate(text):
        return _Line()
    link = _LINK.search(text)
    if link and _is_phrase(text[: link.start()], _link_labels()) and link.end() == len(text):
        return _Line(link=link.group())
    signature = signatures.read(text, lonely=lonely)
    if signature:
        return _Line(byline=signature.byline, source=signature.source)
    return _date_line(text, lonely=lonely)


def _date_line(text: str, *, lonely: bool) -> _Line | None:
    """Read a line of dates and times, with who signed it or where, if that is all it holds."""
    found: list[tuple[str, dt.date]] = []
    rest = text
    while got := dates.find(rest):
        date, start, end = got
        found.append((_label_before(rest[:start]), date))
        rest = f"{rest[:start]} , {rest[end:]}"
    rest, times = _TIME.subn(" ", _ZONE.sub("", rest))
    is_timed = times > 0 and not found and _label_before(rest) != "plain"
    if not found and not is_timed:
        return None
    rest = _date_words().sub(" ", signatures.APOSTROPHES.sub("'", rest))
    rest = re.sub(r"(?:\s*,\s*)+", ", ", rest).strip(_PUNCTUATION)
    if not rest or _is_place(rest, text):
        return _Line(dates=tuple(found))
    signature = signatures.read(rest, lonely=lonely)
    if signature and not signatures.is_ambiguous(rest):
        return _Line(tuple(found), signature.byline, signature.source)
    return _Line(dates=tuple(found)) if _is_boilerplate(rest) else None


def _label_before(text: str) -> str:
    """Return the kind of date that the words before it announce; the last label counts."""
    folded = fold(text)
    best, kind = -1, "plain"
    for name, pattern in _date_labels().items():
        for match in pattern.finditer(folded):
            if match.start() > best:
                best, kind = match.start(), name
    return kind


def _is_place(rest: str, text: str) -> bool:
    """Tell whether `rest`, left of a line's date, is the place it is dated from."""
    words = rest.split()
    return (
        len(words) <= 2
        and text.startswith(f"{rest},")
        and all(word[:1].isupper() for word in words)
    )


def _best_date(lines: Sequence[_Line]) -> dt.date | None:
    for wanted in ("published", "plain", "clock", "updated"):
        for line in lines:
            for kind, date in line.dates:
                if kind == wanted:
                    return date
    return None


def _further_reading(body: Sequence[str]) -> int:
    """Return where a list of other articles starts, or the body's length when there is none."""
    for i in range(len(body) - 1, 0, -1):
        if fold(body[i]).strip(_PUNCTUATION) in _further_headings():
            return i
        if ends_sentence(body[i]) and len(body[i].split()) > 20:
            break
    return len(body)


def _without_dateline(paragraph: str) -> tuple[str, str | None, str | None]:
    """Return `paragraph` without "TASHKENT, March 3 (UzA) –", that dateline, and its agency."""
    match = _dateline().match(paragraph)
    if not match:
        return paragraph, None, None
    place, rest = match["place"], paragraph[match.end() :]
    agency = signatures.agency(match["inside"] or match["after"] or "")
    opening = rest.lstrip(_OPENERS)[:1]
    if opening.islower() or not opening:
        return paragraph, None, None
    if not all(word[:1].isupper() for word in re.split(r"[\s,/]+", place) if word):
        return paragraph, None, None
    if not ((place.isupper() and len(place) > 2) or match["date"] or agency):
        return paragraph, None, None
    if match["stop"] == "." and not (match["date"] or agency):
        return paragraph, None, None
    return rest, match.group().strip(), agency


def _same_title(paragraph: str, title: str) -> bool:
    one, other = fold(paragraph).strip(_PUNCTUATION), fold(title).strip(_PUNCTUATION)
    return one == other or (len(one) > 15 and other.startswith(one))


def _is_boilerplate(line: str) -> bool:
    if len(line) > _LONGEST_LINE:
        return False
    return bool(_boilerplate().fullmatch(fold(line).strip(" –—-|•·")))


def _is_phrase(text: str, phrases: frozenset[str]) -> bool:
    folded = fold(text).strip(_PUNCTUATION)
    return not folded or folded in phrases


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _report(left_out: Sequence[str]) -> tuple[str, ...]:
    if not left_out:
        return ()
    shown = (t if len(t) <= _QUOTED else f"{t[: _QUOTED - 1].rstrip()}…" for t in left_out)
    return ("left out: " + ", ".join(f"“{text}”" for text in shown),)


@cache
def _boilerplate() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{line})" for line in rules.LINES))


@cache
def _sections() -> frozenset[str]:
    return rules.phrases(rules.SECTIONS)


@cache
def _further_headings() -> frozenset[str]:
    return rules.phrases(rules.FURTHER_READING)


@cache
def _link_labels() -> frozenset[str]:
    return rules.phrases(rules.LINK_LABELS)


@cache
def _date_labels() -> dict[str, re.Pattern[str]]:
    return {
        kind: re.compile(rf"(?<!\w)(?:{rules.alternatives(rows)})(?!\w)")
        for kind, rows in rules.DATE_LABELS.items()
    }


@cache
def _date_words() -> re.Pattern[str]:
    rows = tuple(row for rows in rules.DATE_LABELS.values() for row in rows)
    words = rules.alternatives(rows + rules.DATE_COMPANIONS)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


@cache
def _dateline() -> re.Pattern[str]:
    word = r"[^\W\d_][\w'’ʻʼ.]{0,30}(?:-[^\W\d_]\w{0,30})?"
    agencies = rules.alternatives(tuple(rules.AGENCIES.values()))
    return re.compile(
        rf"""(?P<place>{word}(?:(?:,\s|\s|/){word}){{0,3}}?)
        (?P<date>,?\s{{1,2}}{dates.DAY_AND_MONTH})?
        (?:[,.]?\s?[(/](?P<inside>[^()/]{{2,40}})[)/])?
        \s?(?P<stop>[–—-]{{1,2}}|\.)\s
        (?:(?P<after>{agencies})\.\s)?""",
        re.VERBOSE | re.IGNORECASE,
    )
