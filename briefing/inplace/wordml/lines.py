"""A paragraph's inline content in a row: text, objects, and the marks over them."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from briefing.inplace.units import Mark
from briefing.inplace.wordml import names
from briefing.inplace.wordml.names import W

Element = Any  # lxml ships no types


@dataclass(frozen=True, slots=True)
class Leaf:
    """One child of a run, or an element that is no run."""

    element: Element
    run: Element | None = None  # the run it is in


@dataclass(frozen=True, slots=True)
class Container:
    """An element around text, such as a hyperlink."""

    element: Element


@dataclass(frozen=True, slots=True)
class Field:
    """A field whose result is text: what stands before the result, and behind it."""

    before: tuple[Leaf, ...]
    after: tuple[Leaf, ...]


@dataclass(frozen=True, slots=True)
class Format:
    """A run's properties, w:rPr; None for none."""

    properties: Element | None


@dataclass(frozen=True, slots=True)
class Objects:
    """What is moved as it is: a picture, a tab, a page number, deleted text."""

    leaves: tuple[Leaf, ...]


@dataclass(frozen=True, slots=True)
class Range:
    """The two ends of what may overlap anything: a bookmark, the words of a comment."""

    begin: Leaf
    end: Leaf


Content = Container | Field | Format | Objects | Range


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph's text, its marks, and what each mark stands for."""

    text: str
    marks: tuple[Mark, ...]
    contents: tuple[Content, ...]
    base: Element | None  # the properties of most of the text


class Unclear(Exception):  # noqa: N818  it is no error: the paragraph just stays as it is
    """A paragraph whose fields and elements cut across each other."""


@dataclass(slots=True)
class _Open:
    """A mark whose end is not known yet."""

    start: int
    inside: int | None
    content: Content
    end: int | None = None
    kept: bool = False
    loose: bool = False


class Reader:
    """Reads the paragraphs of one story, in order."""

    def __init__(self) -> None:
        # The fields that are open, outermost first: before its separator a field is "code", then
        # "text" or "kept"; one inside another's code is "inner". They go on over paragraphs.
        self._fields: list[str] = []
        self._text = ""
        self._marks: list[_Open] = []
        self._parents: list[int | None] = [None]
        self._run_mark: list[int | None] = [None]  # the format mark that is open, at each level
        self._field_marks: list[tuple[int, int] | None] = []  # (mark, level) of each open field
        self._collected: list[Leaf] = []
        self._literal = ""
        self._instruction = ""
        self._ranges: dict[tuple[str, str | None], int] = {}  # begun: kind and id → mark

    def read(self, paragraph: Element) -> Line:
        """Return the inline content of `paragraph`.

        Raises Unclear when it cannot be told apart; the fields that it leaves open are known still.
        """
        self._text, self._marks = "", []
        self._parents, self._run_mark = [None], [None]
        self._field_marks = [None] * len(self._fields)
        self._collected, self._literal = [], ""
        self._ranges = {}
        unclear = not self._children(paragraph)
        self._flush()
        for place in self._field_marks:
            if place:
                self._close_mark(place[0])
        if unclear:
            raise Unclear
        return self._line()

    def _line(self) -> Line:
        weights: dict[bytes, int] = {}
        samples: dict[bytes, Element | None] = {}
        for mark in self._marks:
            if isinstance(mark.content, Format):
                key = look(mark.content.properties)
                weights[key] = weights.get(key, 0) + (mark.end or 0) - mark.start
                samples.setdefault(key, mark.content.properties)
        base_key = max(weights, key=lambda key: weights[key], default=b"")
        is_base = [
            isinstance(mark.content, Format) and look(mark.content.properties) == base_key
            for mark in self._marks
        ]
        numbers: dict[int, int] = {}
        for index, dropped in enumerate(is_base):
            if not dropped:
                numbers[index] = len(numbers)

        def holder(index: int | None) -> int | None:
            while index is not None and is_base[index]:
                index = self._marks[index].inside
            return None if index is None else numbers[index]

        kept = [mark for mark, dropped in zip(self._marks, is_base, strict=True) if not dropped]
        return Line(
            text=self._text,
            marks=tuple(
                Mark(
                    mark.start,
                    mark.start if mark.end is None else mark.end,
                    holder(mark.inside),
                    kept=mark.kept,
                    loose=mark.loose,
                )
                for mark in kept
            ),
            contents=tuple(mark.content for mark in kept),
            base=samples.get(base_key),
        )

    def _children(self, holder: Element) -> bool:
        """Read what is in `holder`; False where fields and elements cut across each other."""
        clear = True
        for child in holder:
            tag = child.tag
            if not isinstance(tag, str):  # a comment of XML's own
                self._object((Leaf(child),))
            elif tag == f"{W}r":
                clear &= self._run(child)
            elif tag in names.CONTAINERS and not self._collecting():
                clear &= self._container(child)
            elif tag in names.PROPERTIES or tag in names.DROPPED:
                continue
            elif tag in names.LOOSE and not self._collecting():
                self._loose(Leaf(child))
            else:
                clear &= self._skip(child, _math(child) if tag in names.MATH else "")
        return clear

    def _loose(self, leaf: Leaf) -> None:
        """Take in one end of a range; the two ends in one paragraph make one mark."""
        name = leaf.element.tag
        kind, key = name.removesuffix("Start").removesuffix("End"), leaf.element.get(f"{W}id")
        begun = self._ranges.pop((kind, key), None) if name.endswith("End") else None
        if begun is not None:
            first = self._marks[begun].content
            assert isinstance(first, Objects)
            self._marks[begun].content = Range(first.leaves[0], leaf)
            self._marks[begun].end = len(self._text)
            return
        self._marks.append(_Open(len(self._text), None, Objects((leaf,)), loose=True))
        if name.endswith("Start"):
            self._ranges[kind, key] = len(self._marks) - 1

    def _skip(self, element: Element, literal: str = "") -> bool:
        """Take in an element as an object; False when it holds one end of a field only."""
        self._object((Leaf(element),), literal)
        depth = lowest = len(self._fields)
        for mark in element.iter(f"{W}fldChar"):
            kind = mark.get(f"{W}fldCharType")
            if kind == "begin":
                self._fields.append("inner")
                self._field_marks.append(None)
            elif kind == "end" and self._fields:
                self._fields.pop()
                self._field_marks.pop()
            elif self._fields and self._fields[-1] == "code":
                self._fields[-1] = "kept"
            lowest = min(lowest, len(self._fields))
        if not self._collecting():
            self._flush()
        return depth == lowest == len(self._fields)

    def _container(self, element: Element) -> bool:
        simple = element.tag == f"{W}fldSimple"
        if (simple and _name(element.get(f"{W}instr", "")) not in names.TEXT_FIELDS) or _bound(
            element
        ):
            self._object((Leaf(element),), _shown(element))
            return True
        mark = _Open(len(self._text), self._parents[-1], Container(element))
        self._marks.append(mark)
        number = len(self._marks) - 1
        self._run_mark[-1] = None
        self._parents.append(number)
        self._run_mark.append(None)
        depth = len(self._fields)
        clear = self._children(inner(element))
        clear &= len(self._fields) == depth
        self._flush()
        self._parents.pop()
        self._run_mark.pop()
        self._close_mark(number)
        return clear

    def _run(self, run: Element) -> bool:
        properties = run.find(f"{W}rPr")
        right_to_left = properties is not None and _is_on(properties.find(f"{W}rtl"))
        clear = True
        for child in run:
            tag = child.tag
            leaf = Leaf(child, run)
            if tag == f"{W}rPr" or tag == names.RENDERED_BREAK:
                continue
            if tag == f"{W}fldChar":
                clear &= self._field_mark(leaf)
            elif tag == f"{W}instrText" and self._collecting():
                self._instruction += child.text or ""
                self._collected.append(leaf)
            elif self._collecting():
                self._collected.append(leaf)
                if self._fields[-1:] == ["kept"]:
                    self._literal += _characters(child)
            elif right_to_left and _characters(child):
                self._object((leaf,), _characters(child))
            elif tag in (f"{W}t", names.HYPHEN, names.SOFT_HYPHEN):
                self._word(_characters(child), properties)
            elif tag in names.CHARACTERS:
                self._object((leaf,), names.CHARACTERS[tag])
            else:
                self._object((leaf,))
        return clear

    def _word(self, text: str, properties: Element | None) -> None:
        if not text:
            return
        number = self._run_mark[-1]
        current = self._marks[number] if number is not None else None
        if (
            current is None
            or not isinstance(current.content, Format)
            or look(current.content.properties) != look(properties)
        ):
            self._marks.append(_Open(len(self._text), self._parents[-1], Format(properties)))
            number = self._run_mark[-1] = len(self._marks) - 1
        assert number is not None
        self._text += text
        self._marks[number].end = len(self._text)

    def _object(self, leaves: Sequence[Leaf], literal: str = "") -> None:
        """Take in what is moved as it is, shown as `literal`."""
        if self._collecting():
            self._collected += leaves
            return
        number = self._run_mark[-1]
        inside = self._parents[-1] if number is None else number
        start = len(self._text)
        if literal.strip():
            literal = literal.replace("\t", " ").replace("\n", " ")
        self._text += literal
        self._marks.append(_Open(start, inside, Objects(tuple(leaves)), len(self._text), kept=True))
        if literal and number is not None:
            self._marks[number].end = len(self._text)

    def _collecting(self) -> bool:
        return any(state != "text" for state in self._fields)

    def _field_mark(self, leaf: Leaf) -> bool:
        """Take in the begin, separator or end of a field."""
        kind = leaf.element.get(f"{W}fldCharType")
        fields = self._fields
        if kind == "begin":
            if self._collecting():
                self._collected.append(leaf)
                fields.append("inner")
            else:
                self._collected, self._literal, self._instruction = [leaf], "", ""
                fields.append("code")
            self._field_marks.append(None)
            return True
        if not fields:  # a mark without a beginning
            self._object((leaf,))
            return True
        if kind == "separate":
            if fields[-1] == "code" and _name(self._instruction) in names.TEXT_FIELDS:
                before = (*self._collected, leaf)
                self._collected = []
                fields[-1] = "text"
                self._marks.append(_Open(len(self._text), self._parents[-1], Field(before, ())))
                number = len(self._marks) - 1
                self._field_marks[-1] = (number, len(self._parents))
                self._parents.append(number)
                self._run_mark[-1] = None
                self._run_mark.append(None)
                return True
            self._collected.append(leaf)
            if fields[-1] == "code":
                fields[-1] = "kept"
            return True
        state, place = fields.pop(), self._field_marks.pop()
        if state != "text":
            self._collected.append(leaf)
            if not self._collecting():
                self._flush()
            return True
        if place is None:  # it began in an earlier paragraph
            self._object((leaf,))
            return True
        number, level = place
        if len(self._parents) != level + 1:
            return False
        self._parents.pop()
        self._run_mark.pop()
        opened = self._marks[number].content
        assert isinstance(opened, Field)
        self._marks[number].content = Field(opened.before, (leaf,))
        self._close_mark(number)
        return True

    def _flush(self) -> None:
        """Make an object of what was collected of a field."""
        leaves, self._collected = self._collected, []
        if leaves:
            states, self._fields = self._fields, []
            self._object(leaves, self._literal)
            self._fields = states
        self._literal = ""

    def _close_mark(self, number: int) -> None:
        mark = self._marks[number]
        if mark.end is None:
            mark.end = len(self._text)


_LONGEST_FORMULA = 20  # characters that a model is shown of one


def inner(element: Element) -> Element:
    """Return where the runs of a container are."""
    return element.find(f"{W}sdtContent") if element.tag == f"{W}sdt" else element


def look(properties: Element | None) -> bytes:
    """Return what is to be seen of a run's properties, comparable."""
    from lxml import etree

    if properties is None:
        return b""
    return b"".join(
        etree.tostring(child, method="c14n", with_tail=False)
        for child in properties
        if child.tag not in names.UNSEEN
    )


def written(leaves: Sequence[Leaf]) -> Iterator[Element]:
    """Yield elements that hold `leaves`, those that stood together in a run in one run again."""
    for old, group in itertools.groupby(leaves, lambda leaf: leaf.run):
        elements = [leaf.element for leaf in group]
        if old is None:
            yield from elements
            continue
        run = old.makeelement(old.tag, old.attrib)
        properties = old.find(f"{W}rPr")
        if properties is not None:
            run.append(copy.deepcopy(properties))
        run.extend(elements)
        yield run


def _name(instruction: str) -> str:
    return (instruction.split() or [""])[0].upper()


def _is_on(switch: Element | None) -> bool:
    return switch is not None and switch.get(f"{W}val", "1") not in ("0", "false", "off")


def _bound(element: Element) -> bool:
    properties = element.find(f"{W}sdtPr")
    if element.tag == f"{W}sdt" and element.find(f"{W}sdtContent") is None:
        return True
    return properties is not None and any(child.tag in names.BOUND for child in properties)


def _characters(child: Element) -> str:
    if child.tag == f"{W}t":
        return child.text or ""
    if child.tag == names.HYPHEN:
        return "\u2011"
    return names.CHARACTERS.get(child.tag, "")


def _shown(element: Element) -> str:
    return "".join(_characters(child) for child in element.iter(f"{W}t"))


def _math(element: Element) -> str:
    text = "".join(child.text or "" for child in element.iter(f"{names.M}t"))
    return text if len(text) <= _LONGEST_FORMULA else ""
