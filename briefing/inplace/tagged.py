"""Text with markup in it, as Markdown, HTML and subtitles have it: pieces → unit → pieces."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from briefing.inplace.nesting import Nested, nested
from briefing.inplace.units import Mark, Translated


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a document's line: text, a tag, or an object that is moved as it is."""

    kind: Literal["text", "open", "close", "object"]
    raw: str  # as it stands in the document
    text: str = ""  # as it is read; of an object, what a model is shown for it
    name: str = ""  # of a tag: what it is closed by


@dataclass(frozen=True, slots=True)
class Tagged:
    """The text of some pieces, its marks, and the markup of each mark."""

    text: str
    marks: tuple[Mark, ...]
    markup: tuple[tuple[str, str], ...]  # before and after a mark's text; an object has none


def read(pieces: Sequence[Piece]) -> Tagged:
    """Return the pieces as text with marks; a tag without its partner is an object."""
    partners = _partners(pieces)
    text = ""
    marks: list[Mark] = []
    markup: list[tuple[str, str]] = []
    starts: dict[int, int] = {}  # piece → mark
    open_: list[int] = []
    for index, piece in enumerate(pieces):
        holder = open_[-1] if open_ else None
        if piece.kind == "text":
            text += piece.text
        elif piece.kind == "open" and index in partners:
            starts[index] = len(marks)
            open_.append(len(marks))
            marks.append(Mark(len(text), len(text), holder))
            markup.append((piece.raw, pieces[partners[index]].raw))
        elif piece.kind == "close" and index in partners:
            number = starts[partners[index]]
            open_.remove(number)
            marks[number] = Mark(marks[number].start, len(text), marks[number].inside)
        else:
            marks.append(Mark(len(text), len(text) + len(piece.text), holder, kept=True))
            markup.append((piece.raw, ""))
            text += piece.text
    return Tagged(text, tuple(marks), tuple(markup))


def write(tagged: Tagged, translated: Translated, escape: Callable[[str], str] = str) -> str:
    """Return the translation with its markup; `escape` makes text fit to stand in the document."""
    tree = nested(tagged.marks, translated.spans)
    return _stretch(tagged, translated, escape, tree, None, 0, len(translated.text))


def _stretch(
    tagged: Tagged,
    translated: Translated,
    escape: Callable[[str], str],
    tree: Nested,
    holder: int | None,
    start: int,
    end: int,
) -> str:
    parts = []
    for index in tree[holder]:
        first, last = translated.spans[index]
        parts.append(escape(translated.text[start:first]))
        before, after = tagged.markup[index]
        inner = (
            ""
            if tagged.marks[index].kept
            else _stretch(tagged, translated, escape, tree, index, first, last)
        )
        parts.append(before + inner + after)
        start = max(start, last)
    parts.append(escape(translated.text[start:end]))
    return "".join(parts)


def _partners(pieces: Sequence[Piece]) -> dict[int, int]:
    """Return which opening tag belongs to which closing one, both ways; crossing ones to none."""
    partners: dict[int, int] = {}
    waiting: list[int] = []
    for index, piece in enumerate(pieces):
        if piece.kind == "open":
            waiting.append(index)
        elif piece.kind == "close":
            found = next((i for i in reversed(waiting) if pieces[i].name == piece.name), None)
            if found is not None:
                partners |= {found: index, index: found}
                del waiting[waiting.index(found) :]
    return partners
