"""The places in a house's template that a briefing fills: bookmarks and content controls by name.

A content control goes by its tag, or its title. Words take on the formatting of what stood in their
place; blocks take the place of the paragraph or control. Slots of words may stand anywhere, headers
and footers too, and as often as wanted; of a slot for blocks the first counts.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from briefing.word.elements import text

TITLE = "briefing_title"
DATE = "briefing_date"
COUNT = "briefing_count"
PREPARED_BY = "briefing_prepared_by"
CLASSIFICATION = "briefing_classification"
CONTENTS = "briefing_contents"
BODY = "briefing_body"

WORDS = (TITLE, DATE, COUNT, PREPARED_BY, CLASSIFICATION)
BLOCKS = (CONTENTS, BODY)
NAMES = (*WORDS, *BLOCKS)

_Element = Any  # python-docx's elements, which it leaves untyped
_VAL = qn("w:val")
_PARAGRAPH = qn("w:p")
_RUN = qn("w:r")
_THEIR_IDS = 1000  # followed by five digits: far above what a briefing counts to
_TEXT_LIKE = (_RUN, qn("w:hyperlink"), qn("w:fldSimple"))


@dataclass(frozen=True, slots=True)
class Words:
    """A few words and the language they are in (BCP 47)."""

    value: str
    language: str


def find(document: Document) -> list[str]:
    """Return the names of the slots in `document`, each once, in the order of `NAMES`."""
    names = {name for root in _roots(document) for name, _ in _slots(root)}
    return [name for name in NAMES if name in names]


def renumber(document: Document) -> None:
    """Give the bookmarks of `document` ids that no bookmark of a briefing has."""
    for number, root in enumerate(_roots(document)):
        for mark in root.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd")):
            mark.set(qn("w:id"), f"{_THEIR_IDS + number}{int(mark.get(qn('w:id'))):05}")


def place(
    document: Document,
    words: Mapping[str, Words],
    cover: Sequence[_Element],
    contents: Sequence[_Element],
    rest: Sequence[_Element],
) -> None:
    """Move what was appended to the end of the body to the slots of the template, if it has any.

    `cover`, `contents` and `rest` are the paragraphs and tables appended, in their order. Where the
    template has a slot for the title the cover is its own, and ours is dropped.
    """
    found = find(document)
    if TITLE in found:
        _drop(document, cover)
        cover = ()
    flow = [*cover, *contents, *rest]
    if CONTENTS in found:
        _put(document, CONTENTS, contents)
        flow = [*cover, *rest]
    if BODY in found:
        _put(document, BODY, flow)
    for root in _roots(document):
        for name, slot in list(_slots(root)):
            if name in WORDS:
                _say(slot, words.get(name))


def _drop(document: Document, elements: Sequence[_Element]) -> None:
    """Take elements out of the body, and the pictures that were only in them out of the file."""
    pictures = {
        blip.get(qn("r:embed")) for element in elements for blip in element.iter(qn("a:blip"))
    }
    for element in elements:
        element.getparent().remove(element)
    left = {blip.get(qn("r:embed")) for blip in document.element.body.iter(qn("a:blip"))}
    for rel_id in pictures - left:
        del document.part.rels[rel_id]


def _roots(document: Document) -> Iterator[_Element]:
    """Yield the body, and each header and footer there is, once."""
    yield document.element.body
    for link in document.part.rels.values():
        if link.reltype.rsplit("/", 1)[-1] in {"header", "footer"} and not link.is_external:
            yield link.target_part.element


def _slots(root: _Element) -> Iterator[tuple[str, _Element]]:
    for element in root.iter(qn("w:bookmarkStart"), qn("w:sdt")):
        if element.tag == qn("w:sdt"):
            properties = element.find(qn("w:sdtPr"))
            named = [] if properties is None else [qn("w:tag"), qn("w:alias")]
            names = [p.get(_VAL) for tag in named if (p := properties.find(tag)) is not None]
        else:
            names = [element.get(qn("w:name"))]
        for name in names:
            if name in NAMES:
                yield name, element
                break


def _put(document: Document, name: str, blocks: Sequence[_Element]) -> None:
    """Put `blocks` in the place of the first slot called `name` in the body."""
    slot = next(slot for found, slot in _slots(document.element.body) if found == name)
    anchor = slot
    while anchor.tag != _PARAGRAPH and not _holds_blocks(anchor.getparent()):
        anchor = anchor.getparent()
    for block in blocks:
        anchor.addprevious(block)
    # A paragraph that ends a section, or says more than the slot does, stays.
    if anchor.tag == _PARAGRAPH:
        _say(slot, None)
        stays = anchor.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None or any(
            anchor.iter(qn("w:t"), qn("w:drawing"), qn("w:pict"))
        )
    else:
        stays = False
    if not stays:
        parent = anchor.getparent()
        parent.remove(anchor)
        last = parent[-1] if len(parent) else None
        if parent.tag == qn("w:tc") and (last is None or last.tag != _PARAGRAPH):
            parent.append(OxmlElement("w:p"))  # a cell ends with a paragraph


def _holds_blocks(element: _Element) -> bool:
    return element.tag in {qn("w:body"), qn("w:tc"), qn("w:hdr"), qn("w:ftr")} or (
        element.tag == qn("w:sdtContent") and element.find(_PARAGRAPH) is not None
    )


def _say(slot: _Element, words: Words | None) -> None:
    """Put `words` in the place of what is between a bookmark's ends or within a control."""
    if slot.tag == qn("w:sdt"):
        _unbind(slot)
        content = slot.find(qn("w:sdtContent"))
        standing = [] if content is None else list(content.iter(*_TEXT_LIKE))
        start = None
    else:
        standing = list(_between(slot))
        start = slot
    new = None
    if words is not None and words.value:
        new = text(words.value, words.language)
        _dress(new, standing)
    first = next((e for e in standing if e.getparent() is not None), None)
    if new is not None:
        if first is not None:
            first.addprevious(new)
        elif start is not None and start.getparent().tag == _PARAGRAPH:
            start.addnext(new)
        else:
            paragraph = _paragraph_for(slot)
            paragraph.append(new)
    for element in standing:
        if element.getparent() is not None:
            element.getparent().remove(element)


def _unbind(control: _Element) -> None:
    """Free a control from what would put other words into it: its prompt, and data it shows."""
    properties = control.find(qn("w:sdtPr"))
    for tag in ("w:showingPlcHdr", "w:dataBinding", "w:placeholder", "w:date", "w:text"):
        for child in properties.findall(qn(tag)):
            properties.remove(child)
    for child in list(properties):
        if child.tag.endswith("}dataBinding"):
            properties.remove(child)


def _between(start: _Element) -> Iterator[_Element]:
    """Yield the runs, links and fields between a bookmark's start and its end."""
    number = start.get(qn("w:id"))
    inside = False
    for element in start.getroottree().getroot().iter():
        if element is start:
            inside = True
        elif element.tag == qn("w:bookmarkEnd") and element.get(qn("w:id")) == number and inside:
            return
        elif inside and element.tag in _TEXT_LIKE:
            yield element


def _dress(run: _Element, standing: Sequence[_Element]) -> None:
    """Give `run` the formatting of the first run that stood in its place, but for its language."""
    runs = (r for e in standing for r in ([e] if e.tag == _RUN else e.iter(_RUN)))
    first = next(runs, None)
    theirs = first.find(qn("w:rPr")) if first is not None else None
    if theirs is None:
        return
    ours = run.find(qn("w:rPr"))
    language = ours.find(qn("w:lang"))
    dress = copy.deepcopy(theirs)
    for child in list(dress):
        placeholder = child.tag == qn("w:rStyle") and child.get(_VAL) == "PlaceholderText"
        if placeholder or child.tag == qn("w:lang"):
            dress.remove(child)
    # In the schema w:lang comes after everything but these.
    late = [
        c for c in dress if c.tag in {qn("w:eastAsianLayout"), qn("w:specVanish"), qn("w:oMath")}
    ]
    (late[0].addprevious if late else dress.append)(language)
    run.replace(ours, dress)


def _paragraph_for(slot: _Element) -> _Element:
    """Return a paragraph in the slot, or the one after a bookmark between paragraphs."""
    if slot.tag == qn("w:sdt"):
        content = slot.find(qn("w:sdtContent"))
        if slot.getparent().tag == _PARAGRAPH:
            return content
        found = next(content.iter(_PARAGRAPH), None)
    else:
        found = next(slot.itersiblings(_PARAGRAPH), None)
    if found is not None:
        return found
    paragraph = OxmlElement("w:p")
    if slot.tag == qn("w:sdt"):
        content.append(paragraph)
    else:
        slot.addnext(paragraph)
    return paragraph
