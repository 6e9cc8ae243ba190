"""Plain text: a line is a paragraph, unless it was only wrapped where it ends."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from briefing.inplace.decoded import BOM, lines
from briefing.inplace.job import Job
from briefing.inplace.units import Put, Unit

_CHUNK = 2_000  # paragraphs handed on together, so that memory does not grow with the file
_WIDTHS = range(40, 121)  # of the longest line of a block that may be wrapped text
_FULL = 0.6  # of that width: a shorter line was not ended by wrapping
_ITEM = r"(?:[-*•–—+]|\(?\d{1,3}[.)])[ \t]+"
_LINE = re.compile(rf"([ \t\ufeff]*(?:{_ITEM})?)(.*?)(\s*)\Z", re.DOTALL)
_ENDED = re.compile(r"[.!?…:;][\"'”’»)\]]*$")


def rewrite(source: IO[bytes], out: IO[bytes], put: Put, job: Job) -> list[str]:
    """Write the text in `source` to `out` in the target language, its lines and blanks kept."""
    waiting: list[_Paragraph] = []
    for paragraph in _paragraphs(lines(source, job.path)):
        waiting.append(paragraph)
        if len(waiting) >= _CHUNK:
            _flush(waiting, out, put)
            waiting = []
    _flush(waiting, out, put)
    return []


@dataclass(frozen=True, slots=True)
class _Line:
    """One line: what stands before and after its text."""

    raw: str
    indent: str
    text: str
    end: str


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """Lines that are one text, and how wide they were set."""

    number: int  # of its first line
    lines: tuple[_Line, ...]
    width: int

    @property
    def unit(self) -> Unit:
        return Unit(
            " ".join(line.text for line in self.lines),
            place=f"line {self.number}",
            line=self.number,
        )

    def wrapped(self, text: str) -> str:
        """Return `text` set as the paragraph was."""
        first, rest = self.lines[0], self.lines[-1]
        if len(self.lines) == 1:
            return first.indent + text + first.end
        set_ = textwrap.wrap(
            text,
            self.width,
            initial_indent=first.indent.replace(BOM, ""),
            subsequent_indent=rest.indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
        mark = BOM if BOM in first.indent else ""
        return mark + first.end.join(set_) + rest.end


def _flush(paragraphs: Sequence[_Paragraph], out: IO[bytes], put: Put) -> None:
    results = put([paragraph.unit for paragraph in paragraphs])
    for paragraph, result in zip(paragraphs, results, strict=True):
        if result is None:
            text = "".join(line.raw for line in paragraph.lines)
        else:
            text = paragraph.wrapped(result.text)
        out.write(text.encode())


def _paragraphs(source: Iterator[str]) -> Iterator[_Paragraph]:
    block: list[_Line] = []
    number = 1
    for at, raw in enumerate(source, start=1):
        line = _line(raw)
        if not line.text or len(block) >= _CHUNK:
            yield from _cut(block, number)
            block, number = [], at
        if line.text:
            block.append(line)
        else:
            yield _Paragraph(at, (line,), 0)
            number = at + 1
    yield from _cut(block, number)


def _line(raw: str) -> _Line:
    match = _LINE.match(raw)
    assert match
    return _Line(raw, *match.groups())


def _cut(block: Sequence[_Line], number: int) -> Iterator[_Paragraph]:
    """Cut the lines between two blank ones into paragraphs."""
    width = max((len(line.indent) + len(line.text) for line in block), default=0)
    current: list[_Line] = []
    for line in block:
        if current and not _goes_on(current[-1], line, width):
            yield _Paragraph(number, tuple(current), width)
            number += len(current)
            current = []
        current.append(line)
    if current:
        yield _Paragraph(number, tuple(current), width)


def _goes_on(line: _Line, following: _Line, width: int) -> bool:
    """Tell whether `line` ends only because there was no more room."""
    return (
        width in _WIDTHS
        and len(line.indent) + len(line.text) >= _FULL * width
        and not _ENDED.search(line.text)
        and not following.indent.strip()
    )
