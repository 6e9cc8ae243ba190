"""What a house's template lacks, filled in from ours: styles, and the numbering they ask for.

A style filled in keeps its sizes, colours and spacing, and takes the typeface of the house: it
names no font of its own. Positions on the line are those of the house's page.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.shared import Mm

from briefing.word.style_names import other_names
from briefing.word.styles import CONTENTS_ENTRY, HANG, STYLES, TEXT_WIDTH, Style
from briefing.word.vetting import Refusal

__all__ = ["STYLES", "complete", "text_width"]

_Element = Any  # python-docx's elements, which it leaves untyped
_VAL = qn("w:val")
_EMU = 635  # a twip
_PAGE = {
    **{"page_width": Mm(210), "page_height": Mm(297)},
    **dict.fromkeys(("left_margin", "right_margin", "top_margin", "bottom_margin"), Mm(25)),
}


def complete(document: Document, ours: Document) -> dict[str, str | None]:
    """Give `document` every style that a briefing is written with.

    Returns what it called each that it had, None for those that were filled in. Raises Refusal when
    a name of ours is taken by a style of another kind.
    """
    _have_styles_and_settings(document, ours)
    _drop_old_styles(document)
    _state_pages(document)
    root = document.styles.element
    found: dict[str, str | None] = {}
    lacking: list[Style] = []
    for style in STYLES:
        theirs = _find(root, style)
        found[style.name] = _name(theirs) if theirs is not None else None
        if theirs is None:
            lacking.append(style)
        else:
            _rename(theirs, style.name)
    ids = {style.name: _id_of(root, style) for style in STYLES}
    numbers: dict[str, str] = {}
    borrowed = {style.id: ids[style.name] for style in lacking}
    for style in lacking:
        root.append(_borrowed(document, ours, style, ids, borrowed, numbers))
    _have_defaults(root, ours.styles.element)
    _default_language(root)
    if CONTENTS_ENTRY not in {style.name for style in lacking}:
        _fit_contents_entry(document)
    for element in document.settings.element.findall(qn("w:updateFields")):
        document.settings.element.remove(element)  # Word would ask the reader on opening
    return found


def text_width(document: Document) -> int:
    """Return the width of the last section's text in twips; every section must state its page."""
    section: Any = document.sections[-1]
    margins = (section.left_margin, section.right_margin, section.gutter or 0)
    return max(int(section.page_width - sum(margins)) // _EMU, 2 * HANG)


def _state_pages(document: Document) -> None:
    """Have every section state its page: ours where it leaves that to the program."""
    document.element.body.get_or_add_sectPr()
    for section in document.sections:
        page: Any = section
        for name, length in _PAGE.items():
            if getattr(page, name) is None:
                setattr(page, name, length)


def _have_styles_and_settings(document: Document, ours: Document) -> None:
    """Add the parts that a minimal document lacks, taken from ours."""
    links = {link.reltype for link in document.part.rels.values()}
    for reltype, kind, name in (
        (RELATIONSHIP_TYPE.STYLES, CONTENT_TYPE.WML_STYLES, "styles"),
        (RELATIONSHIP_TYPE.SETTINGS, CONTENT_TYPE.WML_SETTINGS, "settings"),
        (RELATIONSHIP_TYPE.NUMBERING, CONTENT_TYPE.WML_NUMBERING, "numbering"),
    ):
        if reltype in links:
            continue
        from_ours = ours.part.part_related_by(reltype)
        package = document.part.package
        assert package is not None
        uri = PackURI(f"/word/briefing-{name}.xml")
        part = type(from_ours).load(uri, kind, from_ours.blob, package)
        if name == "numbering":  # ours are added as styles ask for them
            for child in list(part.element):
                part.element.remove(child)
        document.part.relate_to(part, reltype)


def _drop_old_styles(document: Document) -> None:
    """Drop the copy of its styles that Word 2010 left for Word 2007: it would contradict them."""
    for rel_id, link in list(document.part.rels.items()):
        if link.reltype.endswith("/stylesWithEffects"):
            del document.part.rels[rel_id]


def _find(root: _Element, style: Style) -> _Element | None:
    """Return the style that stands for ours: by its name, another language's, or its id."""
    for name in (style.name, *other_names(style.name)):
        for element in root.iter(qn("w:style")):
            if (_name(element) or "").casefold() != name.casefold():
                continue
            kind = element.get(qn("w:type"), "paragraph")
            if kind == style.kind:
                return element
            if name == style.name:
                raise Refusal(
                    f"its style {name!r} is a {kind} style, where a briefing has a {style.kind}"
                    " style of that name",
                    f"Rename it, or make it a {style.kind} style",
                )
    if style.custom:
        return None
    for element in root.iter(qn("w:style")):
        same = element.get(qn("w:styleId")) == style.id and element.get(qn("w:type")) == style.kind
        if same and not element.get(qn("w:customStyle")):
            return element
    return None


def _name(element: _Element) -> str | None:
    name = element.find(qn("w:name"))
    return None if name is None else name.get(_VAL)


def _rename(element: _Element, name: str) -> None:
    """Call a style by the name that everything here looks it up by; Word shows it translated."""
    element.find(qn("w:name")).set(_VAL, name)


def _id_of(root: _Element, style: Style) -> str:
    """Return the id that the style has, or will have: one that is not taken."""
    for element in root.iter(qn("w:style")):
        if _name(element) == style.name:
            return str(element.get(qn("w:styleId")))
    taken = {element.get(qn("w:styleId")) for element in root.iter(qn("w:style"))}
    return next(name for name in _numbered(style.id) if name not in taken)


def _numbered(name: str) -> Iterator[str]:
    yield name
    number = 2
    while True:
        yield f"{name}{number}"
        number += 1


def _borrowed(
    document: Document,
    ours: Document,
    style: Style,
    ids: dict[str, str],
    borrowed: dict[str, str],
    numbers: dict[str, str],
) -> _Element:
    """Return our style as it goes into `document`; `numbers` are the numberings copied so far.

    `ids` maps each style's name to its id there, `borrowed` our ids to theirs of those filled in.
    """
    our_ids = {other.id: ids[other.name] for other in STYLES}
    element = copy.deepcopy(ours.styles[style.name].element)
    element.set(qn("w:styleId"), ids[style.name])
    root = document.styles.element
    if element.get(qn("w:default")) and _default(root, style.kind) is not None:
        del element.attrib[qn("w:default")]
    for tag in ("w:basedOn", "w:next", "w:link"):
        for link in element.findall(qn(tag)):
            target = our_ids.get(link.get(_VAL)) or _default(root, style.kind)
            if target is None:
                element.remove(link)
            else:
                link.set(_VAL, target)
    for fonts in list(element.iter(qn("w:rFonts"))):
        fonts.getparent().remove(fonts)
    for properties in element.findall(qn("w:rPr")):
        if not len(properties):
            element.remove(properties)
    for stop in element.iter(qn("w:tab")):
        if stop.get(qn("w:pos")) == str(TEXT_WIDTH):
            stop.set(qn("w:pos"), str(text_width(document)))
    for number in element.iter(qn("w:numId")):
        if number.get(_VAL) != "0":
            number.set(_VAL, _numbering(document, ours, number.get(_VAL), borrowed, numbers))
    return element


def _have_defaults(root: _Element, ours: _Element) -> None:
    """Have a style of each kind that counts where none is named; LibreOffice marks none."""
    for style in ours.iter(qn("w:style")):
        kind = style.get(qn("w:type"))
        if not style.get(qn("w:default")) or _default(root, kind) is not None:
            continue
        theirs = [s for s in root.iter(qn("w:style")) if _name(s) == _name(style)]
        if theirs:
            theirs[0].set(qn("w:default"), "1")
        else:
            root.append(copy.deepcopy(style))


def _default(root: _Element, kind: str) -> str | None:
    """Return the id of the style that Word takes where none is named."""
    for element in root.iter(qn("w:style")):
        if element.get(qn("w:type")) == kind and element.get(qn("w:default")) in {
            "1",
            "true",
            "on",
        }:
            return str(element.get(qn("w:styleId")))
    return None


def _numbering(
    document: Document,
    ours: Document,
    number: str,
    borrowed: dict[str, str],
    copied: dict[str, str],
) -> str:
    """Copy a numbering of ours into `document`, once; return its number there.

    A level whose style the house has itself is not tied to that style: the house numbers it.
    """
    if number in copied:
        return copied[number]
    theirs = document.part.numbering_part.element
    source = ours.part.numbering_part.element
    (definition,) = source.xpath(f"./w:num[@w:numId={number}]")
    abstract_id = definition.find(qn("w:abstractNumId")).get(_VAL)
    (abstract,) = source.xpath(f"./w:abstractNum[@w:abstractNumId={abstract_id}]")
    abstract, definition = copy.deepcopy(abstract), copy.deepcopy(definition)
    new_abstract = _free(theirs.xpath("./w:abstractNum/@w:abstractNumId"))
    copied[number] = _free(theirs.xpath("./w:num/@w:numId"))
    abstract.set(qn("w:abstractNumId"), new_abstract)
    for style in list(abstract.iter(qn("w:pStyle"))):
        if style.get(_VAL) in borrowed:
            style.set(_VAL, borrowed[style.get(_VAL)])
        else:
            style.getparent().remove(style)
    definition.set(qn("w:numId"), copied[number])
    definition.find(qn("w:abstractNumId")).set(_VAL, new_abstract)
    # The schema wants pictures of bullets, then abstract numberings, then numberings.
    place = len(theirs.xpath("./w:numPicBullet | ./w:abstractNum"))
    theirs.insert(place, abstract)
    place = len(theirs.xpath("./w:numPicBullet | ./w:abstractNum | ./w:num"))
    theirs.insert(place, definition)
    return copied[number]


def _free(taken: list[str]) -> str:
    return str(max((int(number) for number in taken), default=0) + 1)


def _default_language(root: _Element) -> None:
    """Have the styles state a language, so that the document's can be put there."""
    place = root
    for tag in ("w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang"):
        child = place.find(qn(tag))
        if child is None:
            child = OxmlElement(tag)
            # Each is the first of its parent's children, but for the language, the last that we
            # would meet: what may follow it (w:eastAsianLayout, w:specVanish) is no default's.
            place.insert(len(place) if tag == "w:lang" else 0, child)
        place = child


def _fit_contents_entry(document: Document) -> None:
    """Make room for an article's number before its headline in the house's list of contents.

    A tab stop at the right edge alone would send the headline there.
    """
    style = document.styles[CONTENTS_ENTRY]
    form = style.paragraph_format
    stops = list(form.tab_stops)
    hanging = form.first_line_indent is not None and form.first_line_indent < 0
    if len(stops) > 1 or (hanging and stops):
        return
    properties = style.element.get_or_add_pPr()
    if not hanging:
        indent = properties.get_or_add_ind()
        left = int(indent.get(qn("w:left"), "0"))
        indent.set(qn("w:left"), str(left + HANG))
        indent.set(qn("w:hanging"), str(HANG))
        indent.attrib.pop(qn("w:firstLine"), None)
    if not stops:
        tabs = properties.get_or_add_tabs()
        tabs.append(
            parse_xml(
                f'<w:tab xmlns:w="{tabs.nsmap["w"]}" w:val="right" w:pos="{text_width(document)}"/>'
            )
        )
