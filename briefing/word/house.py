"""A house's own template, made fit to write a briefing into.

Its page, headers, footers, styles, fonts and numbering stay. The styles that a briefing is written
with are taken from it by name; those it does not have come from ours. Its own text stays when it
has a place for the briefing (`briefing.word.slots`), and is otherwise left out as a sample.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from briefing.errors import TemplateError
from briefing.word import borrowing, slots, vetting
from briefing.word.clearing import clear_body
from briefing.word.contrast import ENOUGH, contrast
from briefing.word.package import CONTENT_TYPES, pack, repack

_Status = Literal["there", "there under another name", "filled in from ours"]


@dataclass(frozen=True, slots=True)
class StyleFound:
    """One of the styles a briefing is written with, as a template has it."""

    name: str
    kind: str  # "paragraph", "character", "table"
    status: _Status
    called: str | None = None  # the other name


@dataclass(frozen=True, slots=True)
class Survey:
    """What a template has of what a briefing wants."""

    styles: tuple[StyleFound, ...]
    slots: tuple[str, ...]  # the places found, in the order of `slots.NAMES`
    keeps_body: bool  # whether the template's own text stays
    faint: tuple[tuple[str, float], ...]  # styles whose letters stand out too little, and how much

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of the styles that are filled in."""
        return tuple(s.name for s in self.styles if s.status == "filled in from ours")


def our_template() -> bytes:
    """Return the shipped template as the bytes of a .docx file."""
    return (files("briefing.word") / "template.docx").read_bytes()


def house_template(path: Path | None) -> bytes:
    """Return the template at `path` as the bytes of a .docx file with every style; ours when None.

    Raises TemplateError when it cannot be read, or holds what a template may not hold.
    """
    if path is None:
        return our_template()
    document, _ = _fitted(path)
    buffer = BytesIO()
    document.save(buffer)
    return repack(buffer.getvalue())


def survey(path: Path) -> Survey:
    """Return what the template at `path` has and lacks.

    Raises TemplateError as `house_template` does.
    """
    _, found = _fitted(path)
    return found


def _fitted(path: Path) -> tuple[WordDocument, Survey]:
    try:
        parts = vetting.vetted(path.read_bytes())
        document = Document(BytesIO(pack(_as_document(parts))))
        styles = borrowing.complete(document, Document(BytesIO(our_template())))
    except OSError as error:
        reason = error.strerror or "cannot be read"
        raise TemplateError(str(path), reason, "Name a .docx or .dotx file") from error
    except vetting.Refusal as refusal:
        raise TemplateError(str(path), refusal.problem, refusal.remedy) from refusal
    places = slots.find(document)
    if places:
        slots.renumber(document)
    else:
        clear_body(document)
    rows = tuple(
        StyleFound(ours.name, ours.kind, _status(ours.name, styles), styles.get(ours.name))
        for ours in borrowing.STYLES
    )
    return document, Survey(rows, tuple(places), bool(places), tuple(_faint(document)))


def _faint(document: WordDocument) -> Iterator[tuple[str, float]]:
    """Yield the styles used whose own colours have too little contrast, and what they have."""
    for name in (ours.name for ours in borrowing.STYLES if ours.kind != "table"):
        style: Any = document.styles[name]
        colour = ground = None
        while style is not None:
            element = style.element
            colour = colour or _attribute(element.find(f".//{qn('w:color')}"), "val")
            ground = ground or _attribute(element.find(f".//{qn('w:shd')}"), "fill")
            style = style.base_style
        found = contrast(colour or "000000", ground or "FFFFFF")
        if found < ENOUGH:
            yield name, found


def _attribute(element: Any, name: str) -> str | None:
    value = None if element is None else element.get(qn(f"w:{name}"))
    return None if value == "auto" else value


def _status(name: str, found: dict[str, str | None]) -> _Status:
    called = found.get(name)
    if called is None:
        return "filled in from ours"
    return "there" if called == name else "there under another name"


def _as_document(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Turn a template's content type into a document's: else Word would save it as a template."""
    types = parts[CONTENT_TYPES].replace(vetting.TEMPLATE.encode(), vetting.DOCUMENT.encode())
    return {**parts, CONTENT_TYPES: types}
