"""What each sentence of an article is fit for: to stand alone, to follow another, or neither."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.documents import Segment
from briefing.summary.quotations import Quotations, quotations
from briefing.summary.tables import Row
from briefing.text.sentences import split_sentences

Span = tuple[int, int]

_FEWEST_WORDS = 4
_MOST_WORDS = 100  # beyond, it is more likely a list or a table than a sentence
_ENDS_WORTH_READING = 200  # characters of a sentence's opening and ending that patterns look at
_LIST_MARK = re.compile(r"[•·▪●*■►]|\(?\d{1,2}\)|[-–—]\s*$")
_SPOKEN = re.compile(r"[-–—]\s")  # a dash that opens direct speech
_TURN = re.compile(r"[,!?…»”\"]\s*[–—-]\s")  # … and one that closes it, before who said it
_STOP = re.compile(r"[.!?…][\"'”“’»)\]]*\Z|[”“\"»][.!?…]\Z")
_FIRST = re.compile(r"[^\W_]")
_WORD = re.compile(r"[^\W_]+(?:[-'’ʻʼ][^\W_]+)*")
_SIGNS = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One sentence of an article and what an editor would say of it."""

    segment: Segment
    folded: str  # as the language's table has its words
    whole: bool  # a complete sentence, with its quotations complete and credited
    leans: bool  # cannot be understood without the sentence before it
    connects: bool  # begins with a word that ties it to others
    partial: bool  # somebody's own words without quotation marks
    overlong: bool


def candidates(text: str, row: Row) -> list[Candidate]:
    """Return every sentence of an article's text, in order."""
    return list(_candidates(text, row))


def _candidates(text: str, row: Row) -> Iterator[Candidate]:
    paragraph_end, spoken, quoted = -1, False, Quotations((), ())
    for start, end in split_sentences(text, row.tag):
        if start >= paragraph_end:
            paragraph_end = _paragraph_end(text, start)
            quoted = quotations(text, start, paragraph_end)
            spoken, opens = False, True
        else:
            opens = False
        if opens and _SPOKEN.match(text, start, end):
            spoken = True
        elif spoken:
            # The speech that a dash opens goes on to the paragraph's end.
            yield _candidate(text, start, end, quoted, row, partial=True)
            continue
        yield _candidate(text, start, end, quoted, row, partial=False)


def _paragraph_end(text: str, start: int) -> int:
    end = text.find("\n\n", start)
    return len(text) if end < 0 else end


def _candidate(
    text: str, start: int, end: int, quoted: Quotations, row: Row, *, partial: bool
) -> Candidate:
    sentence = text[start:end]
    outside = _outside(text, start, end, quoted.spans)
    folded = row.fold(sentence)
    said = row.fold(outside)
    opening = _SIGNS.sub(" ", folded[:8], count=1).lstrip() + folded[8:_ENDS_WORTH_READING]
    ending = said[-_ENDS_WORTH_READING:]
    words = sum(1 for _ in _WORD.finditer(sentence))
    return Candidate(
        segment=Segment(sentence, start, end),
        folded=folded,
        whole=words >= _FEWEST_WORDS
        and _is_closed(sentence)
        and _quotes_whole(start, end, quoted)
        and _is_credited(sentence, outside),
        leans=row.leans(opening) or row.speaks_unnamed(ending),
        connects=row.connects(opening),
        partial=partial or row.in_first_person(said),
        overlong=words > _MOST_WORDS,
    )


def _is_closed(sentence: str) -> bool:
    """Tell whether a sentence begins as one and ends as one: headlines and lists do not."""
    if _LIST_MARK.match(sentence) or not _STOP.search(sentence[-8:]):
        return False
    first = _FIRST.search(sentence[:_ENDS_WORTH_READING])
    if first is None:
        return False
    # iPhone and eKonsulat may open a sentence.
    return not first.group().islower() or sentence[first.end() : first.end() + 1].isupper()


def _quotes_whole(start: int, end: int, quoted: Quotations) -> bool:
    """Tell whether every quotation in the sentence begins and ends in it."""
    return not any(start <= at < end for at in quoted.strays) and all(
        (start <= begin and stop <= end) or stop <= start or begin >= end
        for begin, stop in quoted.spans
    )


def _is_credited(sentence: str, outside: str) -> bool:
    """Tell whether somebody is named for what is quoted; a bare quotation has nobody."""
    if _SPOKEN.match(sentence):
        return bool(_TURN.search(sentence, 2))
    return sum(1 for _ in _WORD.finditer(outside)) >= 2


def _outside(text: str, start: int, end: int, spans: tuple[Span, ...]) -> str:
    """Return what of a sentence lies outside its quotations."""
    pieces, at = [], start
    for begin, stop in spans:
        if stop <= start or begin >= end:
            continue
        pieces.append(text[at : max(at, begin)])
        at = min(stop, end)
    return "".join([*pieces, text[at:end]])
