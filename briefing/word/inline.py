"""Running text with what is marked in it: character styles, languages, comments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefing.documents import DetectedLanguage
from briefing.word.elements import comment_end, comment_start, text
from briefing.word.foreign import foreign_phrases
from briefing.word.sheet import Runs, Sheet
from briefing.word.typography import typeset


@dataclass(frozen=True, slots=True)
class Mark:
    """What holds for the words from `start` to `end` of a text."""

    start: int
    end: int
    style: str | None = None  # the name of a character style
    language: str | None = None  # BCP 47
    comment: int | None = None  # its id


def marked(sheet: Sheet, value: str, language: str, marks: Iterable[Mark] = ()) -> Runs:
    """Return `value` as runs cut wherever a mark begins or ends; the later of two marks holds."""
    marks = sorted(marks, key=lambda mark: (mark.start, -mark.end))
    ends = {0, len(value)}.union(*({mark.start, mark.end} for mark in marks))
    cuts = sorted(ends)
    runs: Runs = []
    for place, start in enumerate(cuts):
        runs += _comments_closed(sheet, marks, start)
        runs += [
            comment_start(mark.comment)
            for mark in marks
            if mark.comment is not None and mark.start == start
        ]
        if start == 0 and len(value) == 0:
            runs += _comments_closed(sheet, marks, start, empty=True)
        if place + 1 < len(cuts):
            end = cuts[place + 1]
            over = [mark for mark in marks if mark.start <= start and end <= mark.end]
            style = next((mark.style for mark in reversed(over) if mark.style), None)
            tag = next((mark.language for mark in reversed(over) if mark.language), language)
            runs.append(text(value[start:end], tag, sheet.style_id(style) if style else None))
    return runs


def _comments_closed(
    sheet: Sheet, marks: Sequence[Mark], place: int, *, empty: bool = False
) -> Runs:
    """Return what ends the comments on words that end at `place`."""
    return [
        piece
        for mark in marks
        if mark.comment is not None and mark.end == place and (mark.start < place or empty)
        for piece in comment_end(mark.comment, sheet.language, sheet.comment_reference)
    ]


def prose(
    sheet: Sheet,
    value: str,
    source: DetectedLanguage,
    original: str,
    marks: Iterable[Mark] = (),
) -> Runs:
    """Return a translation as the target's typography has it, foreign phrases marked as such.

    `original` is what it was translated from; the offsets of `marks` are into `value`.
    """
    foreign = (
        Mark(start, end, language=language)
        for start, end, language in foreign_phrases(value, sheet.target, source, original)
    )
    return marked(sheet, typeset(value, sheet.target), sheet.language, (*foreign, *marks))
