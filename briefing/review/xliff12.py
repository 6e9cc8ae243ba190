"""XLIFF 1.2 (OASIS), which every CAT tool opens: the same as in 2.1 with what 1.2 has for it.

Findings are notes, terms <mrk mtype="term"> with the agreed term as comment, what the machine
wrote and what the memory has are <alt-trans>.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from briefing.documents import Origin
from briefing.errors import ReviewError
from briefing.review import xml
from briefing.review.units import (
    ArticleUnits,
    Bilingual,
    Unit,
    language_tag,
    parse_source,
    parse_target,
)
from briefing.review.xliff21 import annotated

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_LEAVES = frozenset({"source", "target", "note", "context"})

_TOOL = "briefing"
# The origins of alternatives: what was handed out, and what the memory has for a similar source.
_GIVEN: dict[str, Origin] = {"briefing:machine": "machine", "briefing:approved": "approved"}
_NEAR = "briefing:memory"
_PRIORITIES = {"error": "1", "warning": "5"}  # 1 is the highest
_ACCEPTED = frozenset({"translated", "signed-off", "final"})


def write(bilingual: Bilingual) -> bytes:
    """Return `bilingual` as an XLIFF 1.2 document, valid by its strict schema."""
    root = etree.Element(f"{{{NAMESPACE}}}xliff", nsmap={None: NAMESPACE}, version="1.2")
    for article in bilingual.articles:
        file = xml.add(
            root,
            "file",
            original=article.path,
            datatype="plaintext",
            source_language=bilingual.source,
            target_language=language_tag(bilingual.target),
        )
        header = xml.add(file, "header")
        xml.add(header, "tool", tool_id=_TOOL, tool_name=_TOOL)
        if bilingual.signature:
            xml.add(header, "note", bilingual.signature, **{"from": _TOOL})
        body = xml.add(file, "body")
        for unit in article.units:
            _write_unit(body, unit)
    return xml.serialise(root, _LEAVES)


def _write_unit(body: Any, unit: Unit) -> None:
    approved = unit.origin == "approved"
    element = xml.add(body, "trans-unit", id=unit.id, approved="yes" if approved else "no")
    element.set(xml.SPACE, "preserve")
    annotated(xml.add(element, "source"), unit, {"mtype": "term"}, "mid", "comment")
    target = xml.add(element, "target", unit.text)
    target.set("state", "final" if approved else "needs-review-translation")
    target.set("state-qualifier", "exact-match" if approved else "leveraged-mt")
    if unit.confidence:
        group = xml.add(element, "context-group", purpose="information")
        level, value = unit.confidence.level, f"{unit.confidence.value:.4f}"
        for name, said in (("confidence", value), ("confidence-level", level)):
            xml.add(group, "context", said, context_type=f"x-{name}")
    for note in unit.notes:
        xml.add(
            element,
            "note",
            f"{note.severity}: {note.message}",
            **{"from": f"briefing:{note.id}"},
            priority=_PRIORITIES[note.severity],
            annotates=note.side,
        )
    given = xml.add(element, "alt-trans", origin=f"briefing:{unit.origin}", tool_id=_TOOL)
    xml.add(given, "source", unit.source)
    xml.add(given, "target", unit.text)
    if near := unit.suggestion:
        match = xml.add(element, "alt-trans", origin=_NEAR, tool_id=_TOOL)
        match.set("match-quality", f"{near.likeness:.0%}")
        xml.add(match, "source", near.source)
        xml.add(match, "target", near.text)
        xml.add(match, "note", f"{near.by}, {near.at}")


def read(root: Any, path: str) -> Bilingual:
    """Read what a reviewer's tool has made of such a document, or any other XLIFF 1.

    Raises ReviewError when its languages are not served, or differ from one <file> to another.
    """
    files = list(root.iterchildren("{*}file"))
    directions = {(file.get("source-language"), file.get("target-language")) for file in files}
    source, target = None, None
    if len(directions) == 1:
        (tags,) = directions
        source, target = parse_source(tags[0]), parse_target(tags[1])
    if source is None or target is None:
        named = ", ".join(f"{one!r} into {other!r}" for one, other in sorted(directions, key=str))
        raise ReviewError(
            path,
            f"is from {named or 'nothing'}, where one direction that is served is needed",
            "Give a file that `briefing review export` made",
        )
    articles = tuple(
        ArticleUnits(number, file.get("original") or "", tuple(_units(file)))
        for number, file in enumerate(files, start=1)
    )
    return Bilingual(source, target, articles)


def _units(file: Any) -> Iterator[Unit]:
    for element in file.iterdescendants("{*}trans-unit"):
        target = element.find("{*}target")
        alternatives = element.iterfind("{*}alt-trans")
        given = next((one for one in alternatives if one.get("origin") in _GIVEN), None)
        yield Unit(
            id=element.get("id") or "",
            source=xml.text(element.find("{*}source")),
            text=xml.text(target),
            given_source=xml.text(given.find("{*}source")) if given is not None else None,
            given=xml.text(given.find("{*}target")) if given is not None else None,
            origin=_GIVEN[given.get("origin")] if given is not None else "machine",
            accepted=element.get("approved") == "yes"
            or (target is not None and target.get("state") in _ACCEPTED),
        )
