"""Units in one language → units in another: cut into sentences, translated, put together again."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from briefing.decoding import Hypothesis, Span, overlap
from briefing.documents import TranslatedSegment
from briefing.errors import LanguageError
from briefing.inplace import leaving
from briefing.inplace.carry import carry
from briefing.inplace.links import links
from briefing.inplace.nesting import uncrossed
from briefing.inplace.units import Mark, Translated, Unit
from briefing.languages import LANGUAGES, Language, Target
from briefing.stages import AligningTranslator
from briefing.text.detection import detect
from briefing.text.sentences import split_sentences

CHUNK = 512  # sentences decoded together: fills batches, and bounds memory whatever the length
_LINE = re.compile(r"[^\t\n\v\f\r]+")  # what a tab or a line break parts is never one sentence
_SAMPLE = 20_000  # characters that a document's language is told from
_ENOUGH = 60  # letters below which it cannot be told


Told = Callable[[Unit, TranslatedSegment, Language], None]


@dataclass(slots=True)
class Work:
    """One document on its way into one language; called with units, it is a `units.Put`.

    Without a `source` the language is told from the first units it is given.
    """

    path: str
    translator: AligningTranslator
    target: Target
    source: Language | None
    told: Told  # is given every sentence that was translated
    assumed: Language = field(default_factory=lambda: LANGUAGES["en"])  # where it cannot be told
    left: int = 0  # units left as they are
    units: int = 0

    def __call__(self, units: Sequence[Unit]) -> list[Translated | None]:
        """Return each unit in the target language, or None where it stays as it is.

        Raises LanguageError when the document's language cannot be put into the target.
        """
        if self.source is None and units:
            self.source = self._language(units)
        results: list[Translated | None] = []
        for chunk in self._chunks(units):
            results += self._translated(chunk)
        self.units += len(results)
        self.left += sum(result is None for result in results)
        return results

    def _language(self, units: Sequence[Unit]) -> Language:
        lengths = itertools.accumulate(len(unit.text) for unit in units)
        sample = "\n".join(
            unit.text for unit, length in zip(units, lengths, strict=True) if length <= _SAMPLE
        )
        if sum(map(str.isalpha, sample)) < _ENOUGH:
            return self.assumed
        found = detect(sample)
        language = LANGUAGES.get(found.tag)
        if language is None:
            raise LanguageError(
                self.path,
                f"it seems to be written in {found.tag!r} (confidence {found.confidence:.2f}),"
                " which is not served",
                "Where it is not, name its language with --from",
            )
        if language.tag != self.target.tag and not self.translator.serves(
            language, self.target.language
        ):
            raise LanguageError(
                self.path,
                f"it is in {language.name}, which is not translated"
                f" into {self.target.language.name} here",
                "Give a checkpoint for this direction, or name another language with --from",
            )
        return language

    def _chunks(self, units: Sequence[Unit]) -> Iterator[list[_Plan]]:
        """Yield the units with what of each is translated, about `CHUNK` sentences at once."""
        plans: list[_Plan] = []
        size = 0
        for unit in units:
            assert self.source
            plans.append(_plan(unit, self.source, self.target))
            size += len(plans[-1].sentences)
            if size >= CHUNK:
                yield plans
                plans, size = [], 0
        if plans:
            yield plans

    def _translated(self, plans: Sequence[_Plan]) -> list[Translated | None]:
        source = self.source
        assert source
        pool = [text for plan in plans for text in plan.texts]
        segments = self.translator.translate(pool, source, self.target) if pool else []
        wanted = [needs for plan in plans for needs in map(plan.needs_alignment, plan.sentences)]
        asked = [s for s, needs in zip(segments, wanted, strict=True) if needs]
        aligned = iter(self.translator.align(asked, source, self.target) if asked else ())
        attention = [next(aligned) if needs else None for needs in wanted]
        done = iter(zip(segments, attention, strict=True))
        results: list[Translated | None] = []
        for plan in plans:
            mine = list(itertools.islice(done, len(plan.sentences)))
            for segment, _ in mine:
                self.told(plan.unit, segment, source)
            results.append(_assembled(plan, mine) if mine else None)
        return results


@dataclass(frozen=True, slots=True)
class _Plan:
    """A unit and the sentences of it that are to be translated."""

    unit: Unit
    marks: tuple[Mark, ...]  # the unit's, then one an address
    sentences: tuple[Span, ...]

    @property
    def texts(self) -> list[str]:
        return [self.unit.text[start:end] for start, end in self.sentences]

    def needs_alignment(self, sentence: Span) -> bool:
        """Tell whether any mark begins or ends inside the sentence."""
        return any(
            overlap((mark.start, mark.end + (mark.start == mark.end)), sentence)
            and not (mark.start <= sentence[0] and sentence[1] <= mark.end)
            for mark in self.marks
        )


def _plan(unit: Unit, source: Language, target: Target) -> _Plan:
    own = unit.marks
    added = tuple(
        Mark(start, end, kept=True)
        for start, end in leaving.addresses(unit.text)
        if not any(mark.kept and overlap((start, end), (mark.start, mark.end)) for mark in own)
    )
    marks = own + added
    prose = _prose(unit.text, (0, len(unit.text)), marks)
    if source.tag == target.tag or leaving.is_translated(prose, source, target):
        return _Plan(unit, marks, ())
    sentences = (
        span
        for span in _sentences(unit.text, source, marks)
        if leaving.is_prose(_prose(unit.text, span, marks), source)
    )
    return _Plan(unit, marks, tuple(sentences))


def _sentences(text: str, source: Language, marks: Sequence[Mark]) -> list[Span]:
    """Return the spans of the sentences of `text`; none ends inside what is kept as it is."""
    spans: list[Span] = []
    for line in _LINE.finditer(text):
        first = len(spans)
        for start, end in split_sentences(line.group(), source.tag):
            span = (line.start() + start, line.start() + end)
            if len(spans) > first and any(m.kept and m.start < span[0] < m.end for m in marks):
                span = (spans.pop()[0], span[1])
            spans.append(span)
    return spans


def _prose(text: str, span: Span, marks: Sequence[Mark]) -> str:
    """Return what stands at `span` without what is kept as it is."""
    parts, position = [], span[0]
    for mark in sorted((m for m in marks if m.kept), key=lambda m: m.start):
        if overlap((mark.start, mark.end), span):
            parts.append(text[position : max(position, mark.start)])
            position = max(position, mark.end)
    parts.append(text[position : span[1]])
    return " ".join(parts)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A sentence, or what stands between two, in the source and in the translation."""

    source: Span
    start: int  # of its text in the translation
    text: str
    spans: dict[int, Span]  # of the marks in it, in `text`


def _assembled(
    plan: _Plan, done: Sequence[tuple[TranslatedSegment, Hypothesis | None]]
) -> Translated | None:
    unit, marks = plan.unit, plan.marks
    stretches: list[_Stretch] = []
    text, position = "", 0
    for span, (segment, attention) in zip(plan.sentences, done, strict=True):
        between = _verbatim(unit.text, (position, span[0]), len(text), marks)
        text += between.text
        stretch = _sentence(plan, span, segment, attention, len(text))
        text += stretch.text
        stretches += (between, stretch)
        position = span[1]
    rest = _verbatim(unit.text, (position, len(unit.text)), len(text), marks)
    stretches.append(rest)
    text += rest.text
    if text == unit.text:
        return None
    spans = [_span(index, marks, stretches) for index in range(len(unit.marks))]
    return Translated(text, uncrossed(unit.marks, spans))


def _verbatim(text: str, span: Span, start: int, marks: Sequence[Mark]) -> _Stretch:
    inside = {
        index: (max(mark.start, span[0]) - span[0], min(mark.end, span[1]) - span[0])
        for index, mark in enumerate(marks)
        if overlap((mark.start, mark.end), span)
    }
    return _Stretch(span, start, text[slice(*span)], inside)


def _sentence(
    plan: _Plan,
    span: Span,
    segment: TranslatedSegment,
    attention: Hypothesis | None,
    start: int,
) -> _Stretch:
    source = plan.unit.text[slice(*span)]
    here = [i for i, mark in enumerate(plan.marks) if _touches(mark, span)]
    if not here:
        return _Stretch(span, start, segment.text or source, {})
    numbers = {index: number for number, index in enumerate(here)}
    marks = [
        replace(
            mark,
            start=max(mark.start, span[0]) - span[0],
            end=min(mark.end, span[1]) - span[0],
            inside=_holder(plan.marks, index, numbers),
            kept=mark.kept and _lies_in(plan.unit.text, mark, span),
        )
        for index, mark in ((index, plan.marks[index]) for index in here)
    ]
    carried = carry(source, segment.text or source, marks, links(segment, attention))
    return _Stretch(span, start, carried.text, dict(zip(here, carried.spans, strict=True)))


def _touches(mark: Mark, span: Span) -> bool:
    """Tell whether a mark has a part in a sentence; a point has it from its second place on."""
    if mark.start == mark.end:
        return span[0] < mark.start <= span[1]
    return overlap((mark.start, mark.end), span)


def _lies_in(text: str, mark: Mark, span: Span) -> bool:
    """Tell whether all of a mark but white space is in a sentence."""
    return not (text[mark.start : span[0]].strip() or text[span[1] : mark.end].strip())


def _holder(marks: Sequence[Mark], index: int, numbers: dict[int, int]) -> int | None:
    holder = marks[index].inside
    while holder is not None and holder not in numbers:
        holder = marks[holder].inside
    return None if holder is None else numbers[holder]


def _span(index: int, marks: Sequence[Mark], stretches: Sequence[_Stretch]) -> Span:
    """Return where a mark is in the whole translation, from where it is in each stretch."""
    found = [
        (stretch.start + stretch.spans[index][0], stretch.start + stretch.spans[index][1])
        for stretch in stretches
        if index in stretch.spans
    ]
    if found:
        return min(start for start, _ in found), max(end for _, end in found)
    return (_moved(marks[index].start, stretches),) * 2


def _moved(point: int, stretches: Sequence[_Stretch]) -> int:
    """Return where a point between sentences, or before the first, went."""
    for stretch in stretches:
        if point < stretch.source[1]:
            return stretch.start + max(0, point - stretch.source[0])
    last = stretches[-1]
    return last.start + len(last.text)
