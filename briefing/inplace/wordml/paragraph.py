"""Puts a translation into a paragraph: new runs for the text, everything else moved as it is."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from briefing.decoding import Span
from briefing.inplace.nesting import Nested, nested
from briefing.inplace.units import Translated
from briefing.inplace.wordml import names
from briefing.inplace.wordml.lines import (
    Container,
    Content,
    Field,
    Format,
    Line,
    Objects,
    Range,
    inner,
    written,
)
from briefing.inplace.wordml.names import XML, W

Element = Any  # lxml ships no types


def put(paragraph: Element, line: Line, translated: Translated, language: str) -> None:
    """Replace the inline content of `paragraph`, read as `line`, by `translated`.

    New runs are marked as `language`, a tag as Word has it.
    """
    writer = _Writer(line, translated, language)
    built = writer.build()
    for child in list(paragraph):
        if child.tag != f"{W}pPr":
            paragraph.remove(child)
    paragraph.extend(built)


@dataclass(slots=True)
class _Writer:
    line: Line
    translated: Translated
    language: str

    def build(self) -> list[Element]:
        """Return the elements that take the place of the old ones."""
        spans = self.translated.spans
        tree = nested(self.line.marks, spans)
        waiting = sorted(
            (
                entry
                for index, content in enumerate(self.line.contents)
                if self.line.marks[index].loose
                for entry in _ends(content, spans[index])
            ),
            key=lambda entry: entry[0],
        )
        built: list[Element] = []
        self._stretch(built, (0, len(self.translated.text)), None, self.line.base, tree, waiting)
        for _, elements in waiting:
            built += elements
        return built

    def _stretch(
        self,
        built: list[Element],
        span: Span,
        holder: int | None,
        properties: Element | None,
        tree: Nested,
        waiting: list[tuple[int, list[Element]]],
    ) -> None:
        """Append what stands at `span` to `built`: text between the marks, and the marks."""
        position = span[0]
        for index in tree[holder]:
            start, end = self.translated.spans[index]
            self._text(built, (position, start), properties, waiting)
            content = self.line.contents[index]
            if isinstance(content, Objects):
                built += written(content.leaves)
            elif isinstance(content, Format):
                self._stretch(built, (start, end), index, content.properties, tree, waiting)
            elif isinstance(content, Field):
                built += written(content.before)
                self._stretch(built, (start, end), index, properties, tree, waiting)
                built += written(content.after)
            elif isinstance(content, Container):
                inside: list[Element] = []
                self._stretch(inside, (start, end), index, properties, tree, waiting)
                built.append(_filled(content.element, inside))
            position = max(position, end)
        self._text(built, (position, span[1]), properties, waiting)

    def _text(
        self,
        built: list[Element],
        span: Span,
        properties: Element | None,
        waiting: list[tuple[int, list[Element]]],
    ) -> None:
        """Append the text at `span`, and the loose elements whose place it reaches."""
        position = span[0]
        while waiting and waiting[0][0] <= span[1]:
            at, elements = waiting.pop(0)
            if at > position:
                built.append(self._run(built, self.translated.text[position:at], properties))
                position = at
            built += elements
        if position < span[1]:
            built.append(self._run(built, self.translated.text[position : span[1]], properties))

    def _run(self, built: Sequence[Element], text: str, properties: Element | None) -> Element:
        from lxml import etree

        run = etree.Element(f"{W}r")
        own = etree.SubElement(run, f"{W}rPr") if properties is None else copy.deepcopy(properties)
        if properties is not None:
            run.append(own)
        _set_language(own, self.language)
        child = etree.SubElement(run, f"{W}t")
        child.text = text
        child.set(f"{XML}space", "preserve")
        return run


def _ends(content: Content, span: Span) -> list[tuple[int, list[Element]]]:
    """Return where the ends of what is loose go."""
    if isinstance(content, Range):
        return [(span[0], [content.begin.element]), (span[1], [content.end.element])]
    assert isinstance(content, Objects)
    return [(span[0], list(written(content.leaves)))]


def _filled(element: Element, content: Sequence[Element]) -> Element:
    """Return `element` with `content` in place of the runs it had."""
    home = inner(element)
    for child in list(home):
        if child.tag not in names.PROPERTIES:
            home.remove(child)
    home.extend(content)
    return element


def _set_language(properties: Element, tag: str) -> None:
    """Say in a run's properties that it is in the language `tag`, where the schema wants that."""
    from lxml import etree

    language = properties.find(f"{W}lang")
    if language is None:
        language = etree.Element(f"{W}lang")
        places = [i for i, child in enumerate(properties) if child.tag in names.AFTER_LANGUAGE]
        properties.insert(places[0] if places else len(properties), language)
    language.set(f"{W}val", tag)
