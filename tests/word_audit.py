"""What keeps a .docx from being accessible, whole, or free of formatting of its own.

`audit` reads the file as it lies on the disk, not as the code that wrote it sees it. Its rules are
those of WCAG 2.2 and of Word's own accessibility checker, as far as a program can judge them, and
of the Open Packaging Conventions.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from briefing.word.contrast import ENOUGH, contrast
from briefing.word.package import (
    content_types,
    is_xml,
    main_part,
    parse,
    relationships,
    unpack,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
DC = "{http://purl.org/dc/elements/1.1/}"

# What may stand in the text itself: which style, which language, what the structure needs.
DIRECT = {
    "rPr": {"rStyle", "lang"},
    "pPr": {"pStyle", "sectPr"},
    "tblPr": {"tblStyle", "tblW", "tblLayout", "tblLook", "tblCaption", "tblDescription"},
    "trPr": {"cantSplit", "tblHeader"},
    "tcPr": {"tcW", "gridSpan", "vMerge"},
}
# A part refers to these by id, and to the others by their being there.
BY_ID = {"hyperlink", "image", "header", "footer", "chart"}
SAYS_NOTHING = re.compile(
    r"(?:https?://|www\.)\S+|here|click here|овде|ovde|bu yerda|здесь|…|\.{3}"
)
LATIN_TAGS = re.compile(r"(?:en|de|fr|es|it|tr|sr-Latn|uz-Latn)\b")
CYRILLIC_TAGS = re.compile(r"(?:ru|uk|kk|sr-Cyrl|uz-Cyrl)\b")


@dataclass(frozen=True)
class Package:
    """A .docx, its parts parsed."""

    parts: dict[str, bytes]
    trees: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.trees.update({n: parse(c) for n, c in self.parts.items() if is_xml(n)})

    @cached_property
    def main(self) -> str:
        name = main_part(self.parts)
        assert name
        return name

    def linked(self, kind: str) -> list[str]:
        return [r.target for r in relationships(self.parts, self.main) if r.kind == kind]

    @cached_property
    def texts(self) -> dict[str, Any]:
        """The parts with text in them that a reader meets."""
        kinds = ("header", "footer", "footnotes", "endnotes", "comments")
        names = [self.main, *(name for kind in kinds for name in self.linked(kind))]
        return {name: self.trees[name] for name in dict.fromkeys(names)}

    @cached_property
    def styles(self) -> dict[str, Any]:
        (name,) = self.linked("styles")
        return {style.get(f"{W}styleId"): style for style in self.trees[name].iter(f"{W}style")}

    @cached_property
    def defaults(self) -> Any:
        (name,) = self.linked("styles")
        return self.trees[name].find(f"{W}docDefaults")

    def chain(self, style_id: str | None, kind: str) -> Iterator[Any]:
        """Yield a style and those it is based on; Word's default where none is named."""
        style = self.styles.get(style_id or "")
        if style is None:
            style = next(
                (
                    s
                    for s in self.styles.values()
                    if s.get(f"{W}type") == kind and s.get(f"{W}default") == "1"
                ),
                None,
            )
        seen = set()
        while style is not None and id(style) not in seen:
            seen.add(id(style))
            yield style
            style = self.styles.get(value(style, "basedOn") or "")


def audit(package: bytes) -> list[str]:
    """Return every fault found, each as "rule: what and where"; none for a sound document."""
    opened = Package(unpack(package))
    rules = (
        _headings,
        _titles,
        _languages,
        _tables,
        _pictures,
        _links,
        _contrast,
        _direct_formatting,
        _styles_exist,
        _relationships,
        _fields,
        _comments,
        _ids,
    )
    return [fault for rule in rules for fault in rule(opened)]


def value(element: Any, path: str) -> str | None:
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return None if found is None else found.get(f"{W}val")


def words(element: Any) -> str:
    return "".join(t.text or "" for t in element.iter(f"{W}t"))


def _headings(opened: Package) -> Iterator[str]:
    before = 0
    for paragraph in opened.trees[opened.main].iter(f"{W}p"):
        chain = list(opened.chain(value(paragraph, "pPr/pStyle"), "paragraph"))
        levels = (value(style, "pPr/outlineLvl") for style in chain)
        outline = next((level for level in levels if level is not None), None)
        outline = None if outline == "9" else outline  # body text
        name = value(chain[0], "name") if chain else None
        if outline is None and name not in {"Title", "TOC Heading"}:
            continue
        if not words(paragraph).strip():
            yield f"heading: an empty one, in the style {name!r}"
        if outline is not None:
            level = int(outline) + 1
            if level > before + 1:
                yield f"heading: level {level} after {before}: {words(paragraph)!r}"
            before = level


def _titles(opened: Package) -> Iterator[str]:
    core = next((t for n, t in opened.trees.items() if n.endswith("core.xml")), None)
    for name in ("title", "language"):
        found = None if core is None else core.find(f"{DC}{name}")
        if found is None or not (found.text or "").strip():
            yield f"property: the document has no {name}"


def _languages(opened: Package) -> Iterator[str]:
    default = opened.defaults.find(f"{W}rPrDefault/{W}rPr/{W}lang")
    if default is None or not default.get(f"{W}val"):
        yield "language: the document has none"
    for name, root in opened.texts.items():
        for run in root.iter(f"{W}r"):
            said = words(run)
            if not said.strip():
                continue
            tag = value(run, "rPr/lang")
            if not tag:
                yield f"language: none on {said!r} in {name}"
            elif wrong := _in_another_script(said, tag):
                yield f"language: {wrong!r} is not {tag}, in {name}"


def _in_another_script(said: str, tag: str) -> str | None:
    """Return a word of two letters or more that the language `tag` cannot have."""
    other = {"LATIN": CYRILLIC_TAGS, "CYRILLIC": LATIN_TAGS}
    for word in re.findall(r"[^\W\d_]{2,}", said):
        scripts = {unicodedata.name(letter, "?").split(" ")[0] for letter in word}
        if len(scripts) == 1 and (tags := other.get(scripts.pop())) and tags.match(tag):
            return str(word)
    return None


def _tables(opened: Package) -> Iterator[str]:
    for name, root in opened.texts.items():
        for table in root.iter(f"{W}tbl"):
            rows = table.findall(f"{W}tr")
            heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
            if not heads or not heads[0]:
                yield f"table: no header row: {words(table)[:40]!r} in {name}"
            if any(row.find(f"{W}trPr/{W}cantSplit") is None and _long(row) for row in rows):
                yield f"table: a row may split over pages: {words(table)[:40]!r} in {name}"
            if any(words(cell).strip() == "" for cell in rows[0].iter(f"{W}tc")):
                yield f"table: a column without a name: {words(rows[0])!r} in {name}"


def _long(row: Any) -> bool:
    """Tell whether a row is more than the few lines that control of widows keeps together."""
    cells = list(row.iter(f"{W}tc"))
    return any(len(list(c.iter(f"{W}p"))) > 1 or len(words(c)) > 120 for c in cells)


def _pictures(opened: Package) -> Iterator[str]:
    for name, root in opened.texts.items():
        for picture in root.iter(f"{WP}docPr"):
            if not picture.get("descr", "").strip():
                yield f"picture: no alternative text, {picture.get('name')!r} in {name}"
        for _ in root.iter(f"{W}pict"):
            yield f"picture: in the old VML, without alternative text, in {name}"


def _links(opened: Package) -> Iterator[str]:
    marks = {
        mark.get(f"{W}name") for r in opened.texts.values() for mark in r.iter(f"{W}bookmarkStart")
    }
    for name, root in opened.texts.items():
        for link in root.iter(f"{W}hyperlink"):
            said = words(link).strip()
            if not said or SAYS_NOTHING.fullmatch(said.casefold()):
                yield f"link: does not say where it goes: {said!r} in {name}"
            anchor = link.get(f"{W}anchor")
            if anchor is not None and anchor not in marks:
                yield f"link: leads to no bookmark: {anchor!r} in {name}"
            if anchor is None and not link.get(f"{R}id"):
                yield f"link: leads nowhere: {said!r} in {name}"
        for code in root.iter(f"{W}instrText"):
            target = re.match(r"\s*(?:PAGE|NOTE)?REF\s+(\S+)", code.text or "")
            if target and target[1] not in marks:
                yield f"link: a field refers to no bookmark: {target[1]!r} in {name}"


def _contrast(opened: Package) -> Iterator[str]:
    seen: set[tuple[str, str]] = set()
    for name, root in opened.texts.items():
        for run in root.iter(f"{W}r"):
            if not words(run).strip():
                continue
            colour, ground = _colours(opened, run)
            if (colour, ground) not in seen and contrast(colour, ground) < ENOUGH:
                seen.add((colour, ground))
                ratio = contrast(colour, ground)
                yield f"contrast: {ratio:.1f}, {colour} on {ground}: {words(run)!r} in {name}"


def _colours(opened: Package, run: Any) -> tuple[str, str]:
    """Return the colours of a run's letters and of what is behind them."""
    paragraph = next(run.iterancestors(f"{W}p"))
    table = next(run.iterancestors(f"{W}tbl"), None)
    by_run = [run, *opened.chain(value(run, "rPr/rStyle") or "-", "character")]
    by_paragraph = [paragraph, *opened.chain(value(paragraph, "pPr/pStyle"), "paragraph")]
    by_table: list[Any] = []
    if table is not None:
        cell = next(run.iterancestors(f"{W}tc"))
        by_table = [cell, *opened.chain(value(table, "tblPr/tblStyle"), "table")]
    defaults = opened.defaults.findall(f"{W}rPrDefault")
    colours = (value(e, "rPr/color") for e in (*by_run, *by_paragraph, *by_table, *defaults))
    grounds = (
        fill
        for element in (*by_run, *by_paragraph, *by_table)
        for place in ("rPr", "pPr", "tcPr", "tblPr")
        if (shade := element.find(f"{W}{place}/{W}shd")) is not None
        and (fill := shade.get(f"{W}fill")) not in {None, "auto"}
    )
    return (
        next((c for c in colours if c not in {None, "auto"}), None) or "000000",
        next(grounds, "FFFFFF"),
    )


def _direct_formatting(opened: Package) -> Iterator[str]:
    for name, root in opened.texts.items():
        for place, allowed in DIRECT.items():
            for properties in root.iter(f"{W}{place}"):
                extra = {child.tag.removeprefix(W) for child in properties} - allowed
                if extra:
                    yield f"direct formatting: {', '.join(sorted(extra))} in {place} of {name}"


def _styles_exist(opened: Package) -> Iterator[str]:
    for name, root in opened.texts.items():
        for use in root.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle"):
            if use.get(f"{W}val") not in opened.styles:
                yield f"style: {use.get(f'{W}val')!r} does not exist, in {name}"


def _relationships(opened: Package) -> Iterator[str]:
    parts = opened.parts
    reached = {"[Content_Types].xml"}
    waiting = [""]
    while waiting:
        source = waiting.pop()
        folder, base = posixpath.split(source)
        listing = posixpath.join(folder, "_rels", f"{base}.rels")
        if listing in parts:
            reached.add(listing)
        links = relationships(parts, source)
        ids = [link.id for link in links]
        used = _ids_used(opened.trees.get(source))
        for link in links:
            if link.kind in BY_ID and link.id not in used:
                yield f"relationship: {link.id} ({link.kind}) of {source} is used by nothing"
            if link.external or link.target in reached:
                continue
            if link.target not in parts:
                yield f"relationship: {link.id} of {source or 'the package'} leads to no part"
            else:
                reached.add(link.target)
                waiting.append(link.target)
        for number in sorted(used - set(ids)):
            yield f"relationship: {source} uses {number}, which is not there"
        for number, count in Counter(ids).items():
            if count > 1:
                yield f"relationship: {number} of {source} is there {count} times"
    for name in sorted(set(parts) - reached):
        yield f"part: nothing leads to {name}"
    for name, kind in content_types(parts).items():
        if not kind:
            yield f"part: {name} has no content type"
    for row in opened.trees["[Content_Types].xml"]:
        stated = row.get("PartName")
        if stated and stated.lstrip("/") not in parts:
            yield f"part: a content type is stated for {stated}, which is not there"


def _ids_used(root: Any) -> set[str]:
    if root is None:
        return set()
    return {found for element in root.iter() for key, found in element.attrib.items() if R in key}


def _fields(opened: Package) -> Iterator[str]:
    for name, root in opened.trees.items():
        if any(True for _ in root.iter(f"{W}updateFields")):
            yield f"field: Word would ask on opening, by {name}"
        depth = 0
        for mark in root.iter(f"{W}fldChar"):
            if mark.get(f"{W}dirty") is not None:
                yield f"field: one is marked as outdated, in {name}"
            kind = mark.get(f"{W}fldCharType")
            depth += {"begin": 1, "end": -1}.get(kind, 0)
            if depth < 0:
                break
        if depth:
            yield f"field: one begins or ends without the other, in {name}"


def _comments(opened: Package) -> Iterator[str]:
    root = opened.trees[opened.main]
    comments = [
        comment.get(f"{W}id")
        for name in opened.linked("comments")
        for comment in opened.trees[name].iter(f"{W}comment")
    ]
    for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        marks = [mark.get(f"{W}id") for mark in root.iter(f"{W}{tag}")]
        if Counter(marks) != Counter(comments):
            yield f"comment: {tag} and the comments differ: {marks} and {comments}"


def _ids(opened: Package) -> Iterator[str]:
    root = opened.trees[opened.main]
    for what, found in {
        "bookmark's name": [m.get(f"{W}name") for m in root.iter(f"{W}bookmarkStart")],
        "bookmark's id": [m.get(f"{W}id") for m in root.iter(f"{W}bookmarkStart")],
        "picture's id": [p.get("id") for r in opened.texts.values() for p in r.iter(f"{WP}docPr")],
    }.items():
        for name, count in Counter(found).items():
            if count > 1:
                yield f"id: a {what} is there {count} times: {name!r}"
    ends = Counter(m.get(f"{W}id") for m in root.iter(f"{W}bookmarkEnd"))
    if ends != Counter(m.get(f"{W}id") for m in root.iter(f"{W}bookmarkStart")):
        yield "id: a bookmark begins or ends without the other"
