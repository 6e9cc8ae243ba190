"""XLIFF 2.1 (OASIS): one file an article, one unit a segment.

Findings are notes. Terms are annotations in the source, each with its entry in the glossary module.
The translation candidates module holds what the machine wrote, so that an edit can be told from
what was handed out, and what the memory has for a source much like it. Confidence is metadata.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

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

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"  # of 2.1 as well
_GLOSSARY = "urn:oasis:names:tc:xliff:glossary:2.0"
_MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"
_METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
_LEAVES = frozenset({"source", "target", "note", "term", "translation", "meta"})

_STATES = {"machine": "initial", "approved": "final"}
_ACCEPTED = frozenset({"translated", "reviewed", "final"})
_PRIORITIES = {"error": "1", "warning": "5"}  # 1 is the highest
_GIVEN = "given"  # the id of the match that holds what was handed out


def write(bilingual: Bilingual) -> bytes:
    """Return `bilingual` as an XLIFF 2.1 document."""
    modules = {None: NAMESPACE, "gls": _GLOSSARY, "mtc": _MATCHES, "mda": _METADATA}
    root = etree.Element(f"{{{NAMESPACE}}}xliff", nsmap=modules, version="2.1")
    root.set("srcLang", bilingual.source)
    root.set("trgLang", language_tag(bilingual.target))
    root.set(xml.SPACE, "preserve")
    for article in bilingual.articles:
        file = xml.add(root, "file", id=f"a{article.number}", original=article.path)
        if bilingual.signature:
            notes = xml.add(file, "notes")
            xml.add(notes, "note", bilingual.signature, id="signature", category="signature")
        for unit in article.units:
            _write_unit(file, unit)
    return xml.serialise(root, _LEAVES)


def _write_unit(file: Any, unit: Unit) -> None:
    element = xml.add(file, "unit", id=unit.id)
    _write_matches(element, unit)
    _write_glossary(element, unit)
    _write_metadata(element, unit)
    if unit.notes:
        notes = xml.add(element, "notes")
        for number, note in enumerate(unit.notes, start=1):
            xml.add(
                notes,
                "note",
                f"{note.severity}: {note.message}",
                id=f"n{number}",
                category=note.id,
                priority=_PRIORITIES[note.severity],
                appliesTo=note.side,
            )
    segment = xml.add(element, "segment", id="s")
    segment.set("state", _STATES[unit.origin])
    segment.set("subState", f"briefing:{unit.origin}")
    annotated(xml.add(segment, "source"), unit, {"type": "term"}, "id", "value")
    xml.add(segment, "target", unit.text)


def annotated(source: Any, unit: Unit, kind: dict[str, str], identity: str, agreed: str) -> None:
    """Fill a source element with the unit's text, its terms in <mrk> elements.

    The last two name the attributes that hold a mark's identity and the agreed term.
    """
    end = 0
    before = None  # the mark that the text in between follows
    for number, mark in enumerate(unit.terms, start=1):
        between = xml.legal(unit.source[end : mark.span[0]])
        if before is None:
            source.text = between
        else:
            before.tail = between
        before = xml.add(source, "mrk", unit.source[slice(*mark.span)])
        for name, value in {identity: f"t{number}", **kind, agreed: mark.agreed}.items():
            before.set(name, xml.legal(value))
        end = mark.span[1]
    rest = xml.legal(unit.source[end:])
    if before is None:
        source.text = rest
    else:
        before.tail = rest


def _write_matches(element: Any, unit: Unit) -> None:
    matches = xml.add(element, f"{{{_MATCHES}}}matches")
    given = xml.add(matches, "match", id=_GIVEN, ref="#s", origin="briefing")
    given.set("type", "mt" if unit.origin == "machine" else "tm")
    if unit.confidence:
        given.set("matchQuality", f"{unit.confidence.value * 100:.2f}")
    _pair(given, unit.source, unit.text)
    if near := unit.suggestion:
        match = xml.add(matches, "match", id="near", ref="#s", origin=f"{near.by}, {near.at}")
        match.set("type", "tm")
        match.set("similarity", f"{near.likeness * 100:.2f}")
        _pair(match, near.source, near.text)


def _pair(match: Any, source: str, target: str) -> None:
    xml.add(match, f"{{{NAMESPACE}}}source", source)
    xml.add(match, f"{{{NAMESPACE}}}target", target)


def _write_glossary(element: Any, unit: Unit) -> None:
    if not unit.terms:
        return
    glossary = xml.add(element, f"{{{_GLOSSARY}}}glossary")
    for number, mark in enumerate(unit.terms, start=1):
        entry = xml.add(glossary, "glossEntry", id=f"g{number}", ref=f"#t{number}")
        term = unit.source[slice(*mark.span)]
        xml.add(entry, "term", term, source=f"briefing:{mark.concept}")
        xml.add(entry, "translation", mark.agreed)


def _write_metadata(element: Any, unit: Unit) -> None:
    if unit.confidence is None:
        return
    metadata = xml.add(element, f"{{{_METADATA}}}metadata")
    group = xml.add(metadata, "metaGroup", category="briefing")
    xml.add(group, "meta", f"{unit.confidence.value:.4f}", type="confidence")
    xml.add(group, "meta", unit.confidence.level, type="confidence-level")


def read(root: Any, path: str) -> Bilingual:
    """Read what a reviewer's tool has made of such a document, or any other XLIFF 2.

    Raises ReviewError when its languages are not served.
    """
    source, target = parse_source(root.get("srcLang")), parse_target(root.get("trgLang"))
    if source is None or target is None:
        raise ReviewError(
            path,
            f"is from {root.get('srcLang')!r} into {root.get('trgLang')!r}, which is not served",
            "Give a file that `briefing review export` made",
        )
    articles = tuple(
        ArticleUnits(number, file.get("original") or "", tuple(_units(file)))
        for number, file in enumerate(root.iterchildren("{*}file"), start=1)
    )
    return Bilingual(source, target, articles)


def _units(file: Any) -> Iterator[Unit]:
    for element in file.iterdescendants("{*}unit"):
        # A tool may have cut the segment in two, with what stands between them as <ignorable>.
        parts = list(element.iterchildren("{*}segment", "{*}ignorable"))
        segments = [part for part in parts if xml.local(part) == "segment"]
        given = _given(element)
        yield Unit(
            id=element.get("id") or "",
            source="".join(xml.text(part.find("{*}source")) for part in parts),
            text="".join(_target(part) for part in parts),
            given_source=xml.text(given.find("{*}source")) if given is not None else None,
            given=xml.text(given.find("{*}target")) if given is not None else None,
            origin="approved" if given is not None and given.get("type") == "tm" else "machine",
            accepted=bool(segments) and all(s.get("state") in _ACCEPTED for s in segments),
        )


def _target(part: Any) -> str:
    target = part.find("{*}target")
    if target is None and xml.local(part) == "ignorable":  # spaces between sentences
        return xml.text(part.find("{*}source"))
    return xml.text(target)


def _given(element: Any) -> Any | None:
    matches = element.iterfind(f"{{{_MATCHES}}}matches/{{{_MATCHES}}}match")
    return next((match for match in matches if match.get("id") == _GIVEN), None)
