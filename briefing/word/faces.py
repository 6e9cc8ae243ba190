"""What the styles of a document make of its paragraphs, as far as their size hangs on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

from briefing.word.metrics import Font

_TWIPS = 20.0  # a point
_OFF = {"0", "false", "none"}


@dataclass(frozen=True, slots=True)
class Face:
    """One paragraph style, its ancestors' properties included; lengths in points."""

    font: Font
    before: float
    after: float
    spacing: float  # of lines, as a multiple
    indent: float  # of the later lines
    hang: float  # how far the first line stands out to their left
    rules: float  # what borders above and below take
    keep_next: bool
    keep_lines: bool


class Faces:
    """The styles of one document."""

    def __init__(self, document: Document) -> None:
        root = document.styles.element
        self._styles = {style.get(qn("w:styleId")): style for style in root.iter(qn("w:style"))}
        self._defaults = root.find(qn("w:docDefaults"))
        self._normal = next(
            style
            for style in self._styles.values()
            if style.get(qn("w:default")) and style.get(qn("w:type")) == "paragraph"
        )
        self._faces: dict[str, Face] = {}
        self._fonts: dict[tuple[str, str], Font] = {}

    def of(self, paragraph: Any) -> Face:
        """Return what the style of `paragraph` makes of it."""
        name = self._style_of(paragraph)
        if name not in self._faces:
            self._faces[name] = self._face(name)
        return self._faces[name]

    def text(self, paragraph: Any) -> Iterator[tuple[str, Font]]:
        """Yield the text of `paragraph` in stretches with the font of each."""
        for run in paragraph.iter(qn("w:r")):
            mark = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
            font = self._font(
                self._style_of(paragraph), mark.get(qn("w:val")) if mark is not None else ""
            )
            for piece in run:
                if piece.tag == qn("w:t"):
                    yield piece.text or "", font
                elif piece.tag == qn("w:tab"):
                    yield "\t", font

    def cell_margins(self, table: Any) -> float:
        """Return what the margins left and right of a cell of `table` take together."""
        mark = table.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}")
        for style in self._chain(mark.get(qn("w:val")) if mark is not None else ""):
            margins = style.find(f"{qn('w:tblPr')}/{qn('w:tblCellMar')}")
            if margins is not None:
                sides = (margins.find(qn(f"w:{side}")) for side in ("left", "right"))
                return sum(int(side.get(qn("w:w"))) for side in sides if side is not None) / _TWIPS
        return 216 / _TWIPS

    def _style_of(self, paragraph: Any) -> str:
        mark = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return str(self._normal.get(qn("w:styleId")) if mark is None else mark.get(qn("w:val")))

    def _chain(self, name: str) -> Iterator[Any]:
        """Yield the style with id `name` and those it is based on."""
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            style = self._styles[name]
            yield style
            base = style.find(qn("w:basedOn"))
            name = "" if base is None else base.get(qn("w:val"))

    def _property(self, names: tuple[str, ...], path: str, attribute: str) -> str | None:
        """Return the value nearest to the first of the styles called `names`."""
        found = [style for name in names if name for style in self._chain(name)]
        defaults = {"w:rPr": "w:rPrDefault/w:rPr", "w:pPr": "w:pPrDefault/w:pPr"}
        group, _, rest = path.partition("/")
        places = [(style, path) for style in found]
        if self._defaults is not None:
            places.append((self._defaults, f"{defaults[group]}/{rest}"))
        for root, where in places:
            element = root.find("/".join(map(qn, where.split("/"))))
            if element is not None:
                value = element.get(qn(attribute))
                if value is not None:
                    return str(value)
                if attribute == "w:val":
                    return "1"
        return None

    def _number(self, name: str, path: str, attribute: str) -> float:
        return float(self._property((name,), path, attribute) or 0)

    def _is(self, names: tuple[str, ...], path: str) -> bool:
        return (self._property(names, path, "w:val") or "0") not in _OFF

    def _font(self, paragraph: str, run: str) -> Font:
        key = paragraph, run
        if key not in self._fonts:
            names = (run, paragraph)
            self._fonts[key] = Font(
                self._property(names, "w:rPr/w:rFonts", "w:ascii") or "",
                float(self._property(names, "w:rPr/w:sz", "w:val") or 20) / 2,
                self._is(names, "w:rPr/w:b"),
                self._is(names, "w:rPr/w:i"),
            )
        return self._fonts[key]

    def _face(self, name: str) -> Face:
        auto = self._property((name,), "w:pPr/w:spacing", "w:lineRule") in (None, "auto")
        line = self._number(name, "w:pPr/w:spacing", "w:line")
        left = self._number(name, "w:pPr/w:ind", "w:left") / _TWIPS
        hang = self._number(name, "w:pPr/w:ind", "w:hanging") / _TWIPS
        font = self._font(name, "")
        rules = 0.0
        for side in ("top", "bottom"):
            path = f"w:pPr/w:pBdr/w:{side}"
            rules += self._number(name, path, "w:sz") / 8 + self._number(name, path, "w:space")
        return Face(
            font=font,
            before=self._number(name, "w:pPr/w:spacing", "w:before") / _TWIPS,
            after=self._number(name, "w:pPr/w:spacing", "w:after") / _TWIPS,
            spacing=(line / 240 if auto else line / _TWIPS / font.line) if line else 1.0,
            indent=left,
            hang=hang,
            rules=rules,
            keep_next=self._is((name,), "w:pPr/w:keepNext"),
            keep_lines=self._is((name,), "w:pPr/w:keepLines"),
        )
