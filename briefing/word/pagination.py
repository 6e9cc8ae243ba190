"""Says on which page each bookmark of a document comes to stand, before it has been laid out.

Word works out the page numbers of a contents list only when it is told to update its fields. For
the list to be right before that, the pages are estimated here from the styles: lines are broken as
Word does without hyphenation, paragraphs and rows kept together as their styles ask.
`docs/documents.md` has how often that is right.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

from briefing.word.faces import Faces
from briefing.word.metrics import lines

_TWIPS = 20.0  # a point
_EMU = 12700.0  # a point
_A4 = 453.6, 705.8  # points of text in a line and on a page, with margins of 25 mm
_RULE = 0.5  # points that a table's rule takes


@dataclass(slots=True)
class Block:
    """A paragraph or a table's row, as far as it matters on which page it stands."""

    height: float  # of one line, in points
    lines: int = 1
    before: float = 0.0
    after: float = 0.0
    rules: float = 0.0  # what borders below and above take
    together: bool = True  # not to be split over pages
    with_next: bool = False
    marks: list[str] = field(default_factory=list)  # bookmarks that begin in it
    head: float = 0.0  # of the table it is a row of: what is repeated on a new page
    page: float | None = None  # the height of the next page, where one must begin

    @property
    def least(self) -> float:
        """The height of what must be on a page for the block to begin there."""
        return self.height * (self.lines if self.whole else 2)

    @property
    def whole(self) -> bool:
        """Tell whether it goes to one page as a whole: no widows and no orphans."""
        return self.together or self.lines < 4

    @property
    def total(self) -> float:
        """Its height without the space around it."""
        return self.height * self.lines + self.rules


def pages(document: Document) -> tuple[dict[str, int], int]:
    """Return the page of each bookmark in the body, and how many pages there are."""
    found: dict[str, int] = {}
    page = 1
    room = height = _height(document.sections[0])
    after = 0.0
    blocks = list(_blocks(document))
    for place, block in enumerate(blocks):
        # Between two paragraphs stands the larger of their spaces, at the top of a page none.
        before = 0.0 if room == height else max(after, block.before)
        if room < height and before + _together(blocks, place) > room:
            page, room, before = page + 1, height - block.head, 0.0
        for mark in block.marks:
            found[mark] = page
        left = block.lines
        while not block.whole and before + left * block.height > room:
            fit = min(max(int((room - before) / block.height), 2), left - 2)
            left -= fit
            page, room, before = page + 1, height, 0.0
        room -= before + left * block.height + block.rules
        after = block.after
        if block.page:
            page, height = page + 1, block.page
            room, after = height, 0.0
    return found, page


def fill_page_numbers(document: Document) -> None:
    """Show in every reference to a page the number that Word is going to work out."""
    known, _ = pages(document)
    for paragraph in document.element.body.iter(qn("w:p")):
        result: str | None = None
        for element in paragraph.iter(qn("w:instrText"), qn("w:t")):
            words = (element.text or "").split()
            if element.tag == qn("w:instrText"):
                number = known.get(words[1]) if words[:1] == ["PAGEREF"] else None
                result = None if number is None else str(number)
            elif result is not None:
                element.text, result = result, None


def _together(blocks: Sequence[Block], place: int) -> float:
    """Return the height that must be on one page, from the block at `place` on."""
    height = 0.0
    while blocks[place].with_next and place + 1 < len(blocks) and not blocks[place].page:
        block, following = blocks[place], blocks[place + 1]
        height += block.total + max(block.after, following.before)
        place += 1
    return height + blocks[place].least


def _stacked(blocks: Sequence[Block]) -> float:
    """Return the height of a cell in which `blocks` stand."""
    gaps = sum(max(above.after, below.before) for above, below in itertools.pairwise(blocks))
    return blocks[0].before + sum(block.total for block in blocks) + gaps + blocks[-1].after


def _height(section: Any) -> float:
    """Return the height of the text on a page of `section`, A4 where it does not say."""
    if section.page_height is None:
        return _A4[1]
    margins = (section.top_margin or 0) + (section.bottom_margin or 0)
    return float(section.page_height - margins) / _EMU


def _measure(section: Any) -> float:
    """Return the length of a line of text in `section`, A4 where it does not say."""
    if section.page_width is None:
        return _A4[0]
    margins = (section.left_margin or 0) + (section.right_margin or 0)
    return float(section.page_width - margins) / _EMU


def _blocks(document: Document) -> Iterator[Block]:
    """Yield the blocks of the body in their order."""
    faces = Faces(document)
    sections: list[Any] = list(document.sections)
    number = 0
    for element in document.element.body:
        section = sections[number]
        width = _measure(section)
        if element.tag == qn("w:tbl"):
            yield from _rows(element, faces, width)
        elif element.tag == qn("w:p"):
            block = _paragraph(element, faces, width)
            if element.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
                number += 1
                block.page = _height(sections[number])
            yield block


def _rows(table: Any, faces: Faces, room: float) -> Iterator[Block]:
    margins = faces.cell_margins(table)
    head = 0.0
    for row in table.iter(qn("w:tr")):
        height = 0.0
        marks: list[str] = []
        cells = list(row.iter(qn("w:tc")))
        for cell in cells:
            width = _width(cell) or room / len(cells)
            stack = [_paragraph(p, faces, width - margins) for p in cell.iter(qn("w:p"))]
            height = max(height, _stacked(stack))
            marks += [mark for block in stack for mark in block.marks]
        first = row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        height += _RULE
        yield Block(height, marks=marks, with_next=first, head=0.0 if first else head)
        head = height if first else head


def _width(cell: Any) -> float | None:
    """Return the width a cell states, None where it is a share of the table's or left open."""
    stated = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
    if stated is None or stated.get(qn("w:type"), "dxa") != "dxa":
        return None
    return float(stated.get(qn("w:w"), "0")) / _TWIPS or None


def _paragraph(paragraph: Any, faces: Faces, width: float) -> Block:
    face = faces.of(paragraph)
    text = list(faces.text(paragraph))
    pictures = [int(extent.get("cy")) / _EMU for extent in paragraph.iter(qn("wp:extent"))]
    line = max([face.font.line * face.spacing, *pictures])
    return Block(
        height=line,
        lines=max(1, lines(text, width - face.indent, face.hang)),
        before=face.before,
        after=face.after,
        rules=face.rules,
        together=face.keep_lines,
        with_next=face.keep_next,
        marks=[mark.get(qn("w:name")) for mark in paragraph.iter(qn("w:bookmarkStart"))],
    )
