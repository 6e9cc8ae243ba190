"""PDF: pages of placed lines put back into paragraphs."""

from __future__ import annotations

import io
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from briefing.errors import ReadError
from briefing.readers.characters import clean, one_line
from briefing.readers.draft import Draft, Source
from briefing.readers.layout import ends_sentence, join, vocabulary
from briefing.readers.limits import Limits, exceeded
from briefing.readers.quiet import quiet
from briefing.readers.signatures import fold

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_EDGE = 3  # lines at the top and at the bottom of a page that can be a running header or footer
_TITLE_SIZE = 1.15  # a headline is set at least this much larger than the body
_PAGE_NUMBER = re.compile(
    r"(?:(?:page|p\.|стр\.?|страница|страна|strana|str\.?|sahifa|bet|саҳифа|бет)\s*)?"
    r"[–—-]?\s*\d{1,4}\s*[–—-]?(?:\s*(?:/|of|od|од|из|dan)\s*\d{1,4})?"
    r"(?:\s*-?\s*(?:page|sahifa|bet|страница|страна))?",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_STATED_LENGTH = re.compile(
    rb"/Linearized\b[^>]{0,200}?/L (\d{1,12})|/L (\d{1,12})[^>]{0,200}?/Linearized\b"
)


@dataclass(frozen=True, slots=True)
class _Line:
    """One line as placed: baseline `y` and left edge `x` in points, font `size` likewise."""

    text: str
    x: float
    y: float
    size: float


class _Deadline:
    """The processor time one file may take; looked at before each page and each operator."""

    def __init__(self, name: str, seconds: int) -> None:
        self._name = name
        self._seconds = seconds
        self._end = time.thread_time() + seconds

    def check(self, *_: object) -> None:
        """Raise ReadError when the time is up."""
        if time.thread_time() > self._end:
            raise exceeded(
                self._name,
                "seconds",
                f"takes more than {self._seconds} seconds to make out",
                "Print the pages needed to a new PDF",
            )


def read(source: Source, limits: Limits) -> Draft:
    """Return the running text, without running headers, footers and page numbers.

    Raises ReadError when the file is locked, cut short, too long, or holds pictures only.
    """
    from pypdf.errors import LimitReachedError

    _check_whole(source)
    try:
        return _read(source, limits)
    except LimitReachedError as error:
        raise ReadError(
            source.name,
            f"is a bomb, or damaged: it asks for more work than its text can need ({error})",
            "Do not open it; ask its sender for the text",
        ) from error


def _read(source: Source, limits: Limits) -> Draft:
    import pypdf

    deadline = _Deadline(source.name, limits.seconds)
    with quiet("pypdf"):
        reader = pypdf.PdfReader(io.BytesIO(source.data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError(
                source.name,
                "is locked: a password is needed to read it",
                "Open it with its password and save or print it to PDF without one",
            )
        if len(reader.pages) > limits.pages:
            raise exceeded(
                source.name,
                "pages",
                f"has {len(reader.pages):,} pages, more than the {limits.pages:,} that are read",
                "Split it into articles, one a file",
            )
        pages = [list(_lines(page, deadline)) for page in reader.pages]
        stated = _stated_title(reader)
    if not any(pages):
        raise ReadError(
            source.name,
            "holds no text (a scan or pictures only)",
            "Run text recognition (OCR) on it, or give the article as text",
        )
    kept, warnings = _without_running_lines(pages)
    found, title = _paragraphs(kept)
    if title is None and stated in found[:5]:
        title = stated
    return Draft(paragraphs=found, title=title, warnings=warnings)


def _check_whole(source: Source) -> None:
    stated = _STATED_LENGTH.search(source.data[:2048])
    length = int(stated[1] or stated[2]) if stated else 0
    if b"%%EOF" not in source.data or length > len(source.data):
        raise ReadError(
            source.name, "is cut short (its end is missing)", "Copy or download it again"
        )


def _stated_title(reader: PdfReader) -> str | None:
    metadata = reader.metadata
    title = metadata.title if metadata else None
    return one_line(clean(title)[0]) if isinstance(title, str) else None


def _lines(page: PageObject, deadline: _Deadline) -> Iterator[_Line]:
    """Yield the lines of `page` in the order of its content."""
    parts: list[tuple[str, float, float, float]] = []

    def visit(text: str, cm: Sequence[float], tm: Sequence[float], font: Any, size: float) -> None:
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        parts.append((text, x, y, abs(size * tm[3] * cm[3]) or abs(size)))

    deadline.check()
    page.extract_text(visitor_text=visit, visitor_operand_before=deadline.check)
    pending: list[tuple[str, float, float, float]] = []
    for text, x, y, size in parts:
        for i, piece in enumerate(text.split("\n")):
            if i:
                yield from _line(pending)
                pending = []
            if piece.strip():
                pending.append((piece, x, y, size))
    yield from _line(pending)


def _line(parts: Sequence[tuple[str, float, float, float]]) -> Iterator[_Line]:
    raw = "".join(part[0] for part in parts).rstrip()
    # A soft hyphen that is shown is a word cut at the line's end.
    shown = f"{raw[:-1]}-" if raw.endswith("\u00ad") else raw
    text = one_line(clean(shown)[0])
    if text:
        _, x, y, _ = parts[0]
        yield _Line(text, x, y, max(part[3] for part in parts))


def _without_running_lines(
    pages: Sequence[Sequence[_Line]],
) -> tuple[list[list[_Line]], tuple[str, ...]]:
    """Return the pages without page numbers and without lines that come back page after page."""
    shapes = Counter(
        shape for page in pages for shape in {_shape(line) for line in _edges(page)} if shape
    )
    wanted = max(2, (len(pages) + 1) // 2)
    running = {shape for shape, count in shapes.items() if count >= wanted}
    kept: list[list[_Line]] = []
    dropped: dict[str, None] = {}
    for page in pages:
        edges = {id(line) for line in _edges(page)}
        kept.append([])
        for line in page:
            at_edge = id(line) in edges
            if at_edge and _shape(line) in running:
                dropped[line.text] = None
            elif not (at_edge and _PAGE_NUMBER.fullmatch(line.text)):
                kept[-1].append(line)
    named = ", ".join(f"“{text[:60]}”" for text in list(dropped)[:3])
    return kept, (f"left out: running headers and footers: {named}",) if dropped else ()


def _edges(page: Sequence[_Line]) -> list[_Line]:
    """Return the lines placed highest and lowest: content often has the footer first."""
    placed = sorted(page, key=lambda line: -line.y)
    return placed[:_EDGE] + placed[max(_EDGE, len(placed) - _EDGE) :]


def _shape(line: _Line) -> str:
    """Return what stays of a running line from page to page."""
    return _DIGITS.sub("#", fold(line.text))


def _paragraphs(pages: Sequence[Sequence[_Line]]) -> tuple[tuple[str, ...], str | None]:
    """Return the paragraphs, and the headline where one is set larger than the body."""
    lines = [line for page in pages for line in page]
    if not lines:
        return (), None
    words = vocabulary(line.text for line in lines)
    body_size = _body_size(lines)
    gap = _line_gap(lines, body_size)
    lengths = sorted(len(line.text) for line in lines if abs(line.size - body_size) < 0.5)
    width = lengths[int(0.9 * (len(lengths) - 1))]
    groups = [[lines[0]]]
    for previous, line in pairwise(lines):
        if _starts_paragraph(previous, line, gap * line.size / body_size, width):
            groups.append([])
        groups[-1].append(line)
    found = [(join([line.text for line in group], words), group[0].size) for group in groups]
    largest = max(size for _, size in found[:8])
    title = next((text for text, size in found[:8] if size == largest), None)
    is_title = largest >= _TITLE_SIZE * body_size and title and len(title) <= 300
    return tuple(text for text, _ in found), title if is_title and len(found) > 1 else None


def _body_size(lines: Sequence[_Line]) -> float:
    """Return the font size that most characters are set in."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0]


def _line_gap(lines: Sequence[_Line], body_size: float) -> float:
    """Return the usual distance between the body's baselines, where a sentence runs on."""
    gaps = [
        previous.y - line.y
        for previous, line in pairwise(lines)
        if 0 < previous.y - line.y < 4 * body_size
        and abs(line.size - body_size) < 0.5
        and line.text[0].islower()
        and not ends_sentence(previous.text)
    ]
    return median(gaps) if gaps else 1.3 * body_size


def _starts_paragraph(previous: _Line, line: _Line, gap: float, width: int) -> bool:
    """Tell whether `line` starts a paragraph: by size, by distance, by indent, by room left."""
    if abs(previous.size - line.size) > 0.5:
        return True
    if 0 < previous.y - line.y < 20 * gap:  # further down the same column
        if previous.y - line.y > 1.25 * gap:
            return True
        if line.x - previous.x > 0.8 * line.size and ends_sentence(previous.text):
            return True
    has_room = len(previous.text) + 1 + len(line.text.split(None, 1)[0]) < 0.9 * width
    return has_room and ends_sentence(previous.text) and not line.text[0].islower()
