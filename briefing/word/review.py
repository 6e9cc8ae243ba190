"""The review edition: every segment beside its source, with what there is to say about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from babel.numbers import format_percent

from briefing.documents import (
    Briefing,
    Entry,
    Finding,
    Reviewed,
    Segment,
    TranslatedSegment,
)
from briefing.text.sentences import split_sentences
from briefing.word import styles
from briefing.word.article import append_heading
from briefing.word.comments import add_comment
from briefing.word.elements import filled, link_within, text
from briefing.word.grid import Cell, Grid
from briefing.word.inline import Mark, marked, prose
from briefing.word.review_labels import ReviewLabels, review_labels
from briefing.word.sheet import Runs, Sheet, word_tag
from briefing.word.typography import NBSP, typeset

_COLUMNS = (1032, 4020, 4020)  # twips, styles.TEXT_WIDTH in all
_WORST_COLUMNS = (680, 4642, 1300, 850, 1600)
_WORST = 10  # segments in the list of what to check first
_OPENING = 42  # characters of each that the list shows, which take one line


@dataclass(frozen=True, slots=True)
class _Row:
    """A segment with its place in the briefing and all that is known of it."""

    article: int
    place: int  # 0 for the headline
    segment: TranslatedSegment
    source: Segment | None  # None for the headline
    reviewed: Reviewed | None
    doubts: tuple[Finding, ...]

    @property
    def name(self) -> str:
        """What the segment is called: its article's number and its own."""
        return f"{self.article}.{self.place}" if self.place else str(self.article)


def append_worst(sheet: Sheet, briefing: Briefing) -> None:
    """Append the list of the segments to check first, the least trusted first."""
    words = review_labels(sheet.target)
    rows = [row for _, row in _all_rows(briefing) if row.reviewed and _doubtful(row.reviewed)]
    if not rows:
        return
    rows.sort(key=lambda row: row.reviewed.confidence.value if row.reviewed else 1.0)
    sheet.paragraph(styles.REVIEW_HEADING, [sheet.say(words.check_first)])
    names = (words.number, words.translation, words.confidence, words.errors, words.warnings)
    # LibreOffice 7.4 has been seen to lose the rows after a page break when told not to split them.
    headings = [[sheet.say(name)] for name in names]
    grid = Grid.begun(sheet, _WORST_COLUMNS, headings, one_line=True)
    for row in rows[:_WORST]:
        counts = (_count(row, "error"), _count(row, "warning"))
        cells: tuple[Runs, ...] = (
            _to_row(sheet, row),
            [sheet.say(_opening(typeset(row.segment.text, sheet.target)))],
            _confidence(sheet, words, row),
            *([sheet.say(str(count))] for count in counts),
        )
        grid.row([[(styles.REVIEW_TEXT, runs)] for runs in cells])


def append_legend(sheet: Sheet) -> None:
    """Append the line that says how terms are marked."""
    words = review_labels(sheet.target)
    runs = filled(
        words.legend,
        sheet.language,
        agreed=[sheet.say(words.agreed, styles.MATCHED)],
        repaired=[sheet.say(words.repaired, styles.REPAIRED)],
    )
    sheet.paragraph(styles.NOTICE, runs)


def append_reviewed(sheet: Sheet, number: int, entry: Entry) -> None:
    """Append an article's segments, source and translation side by side."""
    words = review_labels(sheet.target)
    append_heading(sheet, number, entry)
    names = (words.number, words.source, words.translation)
    grid = Grid.begun(sheet, _COLUMNS, [[sheet.say(name)] for name in names])
    for row in _rows(number, entry):
        source, translation = _marks(sheet, row)
        language = entry.summary.language
        grid.row(
            [
                _first_cell(sheet, words, row),
                [
                    (
                        styles.REVIEW_TEXT,
                        marked(sheet, row.segment.source, word_tag(language), source),
                    ),
                    (styles.REVIEW_NOTE, _place(sheet, words, row, entry)),
                ],
                [
                    (
                        styles.REVIEW_TEXT,
                        prose(sheet, row.segment.text, language, row.segment.source, translation),
                    ),
                    *_memory(sheet, words, row.segment),
                ],
            ]
        )


def _all_rows(briefing: Briefing) -> Iterator[tuple[Entry, _Row]]:
    for number, entry in enumerate(briefing.entries, 1):
        for row in _rows(number, entry):
            yield entry, row


def _rows(number: int, entry: Entry) -> Iterator[_Row]:
    segments = (entry.translation.headline, *entry.translation.segments)
    sources = (None, *entry.summary.segments)
    for place, (segment, source, reviewed, doubts) in enumerate(
        zip_longest(segments, sources, entry.reviewed, entry.doubts)
    ):
        yield _Row(number, place, segment, source, reviewed, doubts or ())


def _doubtful(reviewed: Reviewed) -> bool:
    return bool(reviewed.findings) or reviewed.confidence.level != "high"


def _count(row: _Row, severity: str) -> int:
    findings = row.reviewed.findings if row.reviewed else ()
    return sum(finding.severity == severity for finding in (*findings, *row.doubts))


def _opening(value: str) -> str:
    """Return as many whole words as fit, with an ellipsis where that is not all of them."""
    if len(value) <= _OPENING:
        return value
    return f"{value[: value.rfind(' ', 0, _OPENING)]}{NBSP}…"


def _to_row(sheet: Sheet, row: _Row) -> Runs:
    name = sheet.say(row.name, styles.HYPERLINK)
    return [link_within(sheet.bookmark(row.article, row.place), [name])]


def _confidence(sheet: Sheet, words: ReviewLabels, row: _Row) -> Runs:
    if row.reviewed is None:
        return []
    level = row.reviewed.confidence.level
    return [sheet.say(words.levels[level], styles.CONFIDENCE[level])]


def _first_cell(sheet: Sheet, words: ReviewLabels, row: _Row) -> Cell:
    name = sheet.bookmarked(sheet.bookmark(row.article, row.place), [sheet.say(row.name)])
    level = _confidence(sheet, words, row)
    return [(styles.REVIEW_TEXT, name), *([(styles.REVIEW_TEXT, level)] if level else [])]


def _place(sheet: Sheet, words: ReviewLabels, row: _Row, entry: Entry) -> Runs:
    """Say where in the article the source sentence stands, or what it rests on."""
    if row.source is None:
        return [sheet.say(words.headline)]
    article = entry.summary.article
    before = article.text[: row.source.start]
    paragraph = before.count("\n\n") + 1
    start = before.rfind("\n\n") + 2 if paragraph > 1 else 0
    spans = split_sentences(article.text[start : row.source.end], entry.summary.language.tag)
    offset = row.source.start - start
    sentence = sum(end <= offset for _, end in spans) + 1
    place = words.place.format(paragraph=paragraph, sentence=sentence)
    passage = " ".join(article.text[row.source.start : row.source.end].split())
    if passage == " ".join(row.source.text.split()):
        return [sheet.say(place)]
    # A checkpoint wrote this sentence: what it rests on is shown with its place.
    return [
        *filled(words.passage, sheet.language, place=[sheet.say(f"{place}: ")]),
        text(passage, word_tag(entry.summary.language)),
    ]


def _memory(sheet: Sheet, words: ReviewLabels, segment: TranslatedSegment) -> Cell:
    """Say that a person approved this translation, or what one approved for a source like it."""
    if segment.origin == "approved":
        return [(styles.REVIEW_NOTE, [sheet.say(words.approved)])]
    if segment.suggestion is None:
        return []
    share = format_percent(segment.suggestion.likeness, locale=sheet.target.variant.locale)
    label = words.memory.format(likeness=share.replace(" ", NBSP))
    return [
        (styles.REVIEW_NOTE, [sheet.say(label)]),
        (styles.REVIEW_TEXT, [sheet.say(typeset(segment.suggestion.text, sheet.target))]),
    ]


def _marks(sheet: Sheet, row: _Row) -> tuple[list[Mark], list[Mark]]:
    """Return what is marked in the source and in the translation: terms, and findings."""
    uses = row.segment.concepts
    source = [Mark(*use.source_span, style=styles.MATCHED) for use in uses]
    translation = [
        Mark(*use.span, style=styles.REPAIRED if use.met == "repaired" else styles.MATCHED)
        for use in uses
        if use.span
    ]
    found = (*(row.reviewed.findings if row.reviewed else ()), *row.doubts)
    for finding in found:
        here = translation if finding.span or not finding.source_span else source
        whole = row.segment.source if here is source else row.segment.text
        start, end = _anchor(finding.span or finding.source_span, whole)
        here.append(Mark(start, end, comment=add_comment(sheet, finding)))
    return source, translation


def _anchor(span: tuple[int, int] | None, whole: str) -> tuple[int, int]:
    """Return the words a comment is put on; the whole text where no words are concerned."""
    if span is None:
        return 0, len(whole)
    start, end = max(span[0], 0), min(span[1], len(whole))
    return (start, end) if start < end else (0, len(whole))
