"""Markdown (CommonMark, tables, struck text): paragraphs, headings, list items and cells.

Everything else stays byte for byte: front matter, code, HTML, targets of links. A paragraph whose
translation would be read as something else than it was stays too, and is told.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from briefing.errors import ReadError
from briefing.inplace import tagged
from briefing.inplace.decoded import BOM, whole
from briefing.inplace.job import Job
from briefing.inplace.md_inline import Lost, escaped, pieces, safe_start
from briefing.inplace.tagged import Tagged
from briefing.inplace.units import Put, Translated, Unit

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(
    rf"{BOM}?(?:---[ \t]*\r?\n.*?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z))?", re.DOTALL
)
_LONGEST = 10_000_000  # characters
_TEXT = frozenset(("text", "text_special", "softbreak"))
# A line that begins like this would begin something else than more of the paragraph.
_BLOCK = re.compile(r"#{1,6}$|[-+*>=]|\d+[.)]$|```|~~~|<|\|")


def rewrite(source: IO[bytes], out: IO[bytes], put: Put, job: Job) -> list[str]:
    """Write the Markdown in `source` to `out` in the target language."""
    from markdown_it import MarkdownIt

    text = whole(source, job.path)
    if len(text) > _LONGEST:
        raise ReadError(job.path, f"it has more than {_LONGEST:,} characters", "Split it")
    md = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("text_join")
    front = _FRONT_MATTER.match(text)
    head = front.group() if front else ""
    lines = text[len(head) :].splitlines(keepends=True)
    spots: list[_Spot] = []
    notes: list[str] = []
    for found in _spots(md, lines, first_line=head.count("\n") + 1):
        if isinstance(found, _Spot):
            spots.append(found)
        else:
            notes.append(f"line {found}: left as it is, its markup cannot be followed")
    results = put([spot.unit for spot in spots])
    # From the end, so that the places before stay where they are.
    for spot, result in reversed(list(zip(spots, results, strict=True))):
        if result is None:
            continue
        written = spot.written(result)
        if _same_markup(md, spot.place.content(lines), written, cell=spot.cell):
            spot.place.replace(lines, written)
        else:
            notes.append(f"{spot.unit.place}: left as it is, its markup did not come through")
    out.write((head + "".join(lines)).encode())
    return notes


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a paragraph's text stands: on each of its lines, from one column to another."""

    first: int
    columns: tuple[tuple[int, int], ...]

    def content(self, lines: Sequence[str]) -> str:
        return "\n".join(
            lines[self.first + i][start:end] for i, (start, end) in enumerate(self.columns)
        )

    def replace(self, lines: list[str], text: str) -> None:
        """Put `text` in the place, what began the old lines before each of the new ones."""
        last = self.first + len(self.columns) - 1
        head = lines[self.first][: self.columns[0][0]]
        tail = lines[last][self.columns[-1][1] :]
        going_on = lines[self.first + 1][: self.columns[1][0]] if len(self.columns) > 1 else ""
        newline = "\r\n" if lines[self.first].endswith("\r\n") else "\n"
        joint = newline + going_on
        lines[self.first] = head + joint.join(text.split("\n")) + tail
        for index in range(self.first + 1, last + 1):
            lines[index] = ""


@dataclass(frozen=True, slots=True)
class _Spot:
    """A paragraph, heading, item or cell."""

    tagged: Tagged
    place: _Place
    cell: bool
    unit: Unit

    def written(self, translated: Translated) -> str:
        """Return the translation as Markdown, wrapped if the paragraph was."""
        text = tagged.write(self.tagged, translated, lambda text: escaped(text, cell=self.cell))
        text = "\n".join(line.strip(" ") if i else line for i, line in enumerate(text.split("\n")))
        widths = [end - start for start, end in self.place.columns]
        return _wrapped(safe_start(text), max(widths) if len(widths) > 1 else None)


def _wrapped(text: str, width: int | None) -> str:
    if width is None:
        return text
    lines = [""]
    for number, line in enumerate(text.split("\n")):
        if number:
            lines.append("")
        for word in line.split(" "):
            full = len(lines[-1]) + len(word) > width and not _BLOCK.match(word)
            if lines[-1] and full and word:
                lines[-1] = lines[-1].rstrip(" ")
                lines.append(word)
            else:
                lines[-1] += word if not lines[-1] and len(lines) > 1 else f" {word}"
    lines[0] = lines[0][1:]  # every word brings a space before it
    return "\n".join(lines)


def _spots(md: MarkdownIt, lines: Sequence[str], *, first_line: int) -> Iterator[_Spot | int]:
    """Yield each text that can be translated, or the number of its line where it is lost."""
    tokens = md.parse("".join(lines))
    cursor = (-1, 0)  # in a table's row: its line, and where its next cell may begin
    for before, token in itertools.pairwise(tokens):
        if token.type != "inline" or not token.map or not token.content.strip():
            continue
        first = token.map[0]
        cell = before.type in ("td_open", "th_open")
        start = cursor[1] if cell and cursor[0] == first else 0
        place = _place(lines, token, cell=cell, start=start)
        if place and cell:
            cursor = (first, place.columns[0][1])
        try:
            if place is None:
                raise Lost
            told = tagged.read(pieces(token.content, token.children or (), md))
        except Lost:
            yield first + first_line
            continue
        number = first + first_line
        yield _Spot(told, place, cell, Unit(told.text, told.marks, f"line {number}", number))


def _place(lines: Sequence[str], token: Token, *, cell: bool, start: int) -> _Place | None:
    """Return where the content of a token stands in the source, which it has line by line."""
    assert token.map
    first, columns = token.map[0], []
    for number, content in enumerate(token.content.split("\n")):
        if first + number >= len(lines):
            return None
        line = lines[first + number].rstrip("\r\n")
        sought = content.replace("|", "\\|") if cell else content
        if cell:
            at = line.find(sought, start)
        elif line.endswith(content):
            at = len(line) - len(content)
        elif line.rstrip().endswith(content.rstrip()):
            at = len(line.rstrip()) - len(content.rstrip())
        else:  # a heading may be closed by signs as well
            at = line.find(content, len(line) - len(line.lstrip(" >#")) if number == 0 else 0)
        if at < 0:
            return None
        columns.append((at, at + len(sought)))
    return _Place(first, tuple(columns))


def _same_markup(md: MarkdownIt, old: str, new: str, *, cell: bool) -> bool:
    """Tell whether two paragraphs hold the same markup, in whatever order."""
    return _markup(md, old, cell=cell) == _markup(md, new, cell=cell)


def _markup(md: MarkdownIt, text: str, *, cell: bool) -> Counter[str]:
    found = md.parseInline(text.replace("\\|", "|") if cell else text)
    return Counter(
        token.type for inline in found for token in inline.children or () if token.type not in _TEXT
    )
