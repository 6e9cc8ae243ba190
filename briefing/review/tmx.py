"""TMX 1.4b (LISA OSCAR): one unit a segment, for tools that take a memory and no documents.

TMX knows neither states nor annotations: they are <prop> elements, whose types it leaves to tools.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import groupby
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

_DOCTYPE = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'
_LEAVES = frozenset({"seg", "note", "prop"})
_ACCEPTED = frozenset({"approved", "translated", "reviewed", "final", "yes"})
_TIME = "%Y%m%dT%H%M%SZ"  # ISO 8601's basic format, UTC, as TMX asks


def write(bilingual: Bilingual) -> bytes:
    """Return `bilingual` as a TMX 1.4b document."""
    root = etree.Element("tmx", version="1.4")
    header = {
        "creationtool": "briefing",
        "creationtoolversion": "1",
        "datatype": "plaintext",
        "segtype": "sentence",
        "adminlang": "en",
        "srclang": bilingual.source,
        "o-tmf": "briefing",
    }
    head = etree.SubElement(root, "header", header)
    if bilingual.signature:
        _prop(head, "x-signature", bilingual.signature)
    body = etree.SubElement(root, "body")
    for article in bilingual.articles:
        for unit in article.units:
            _write_unit(body, unit, article.path, bilingual)
    return xml.serialise(root, _LEAVES, _DOCTYPE)


def _write_unit(body: Any, unit: Unit, path: str, bilingual: Bilingual) -> None:
    element = xml.add(body, "tu", tuid=unit.id)
    for note in unit.notes:
        xml.add(element, "note", f"{note.severity}: {note.message}")
    _prop(element, "x-article", path)
    _prop(element, "x-state", unit.origin)
    if unit.confidence:
        _prop(element, "x-confidence", f"{unit.confidence.value:.4f}")
        _prop(element, "x-confidence-level", unit.confidence.level)
    for mark in unit.terms:
        _prop(element, "x-term", f"{unit.source[slice(*mark.span)]} → {mark.agreed}")
    if near := unit.suggestion:
        _prop(element, "x-suggestion", f"{near.text} ({near.likeness:.0%}, {near.by}, {near.at})")
    _prop(element, "x-given-source", unit.source)
    _prop(element, "x-given", unit.text)
    _prop(element, "x-given-origin", unit.origin)
    for tag, said in (
        (bilingual.source, unit.source),
        (language_tag(bilingual.target), unit.text),
    ):
        variant = etree.SubElement(element, "tuv", {xml.LANG: tag})
        xml.add(variant, "seg", said)


def _prop(parent: Any, kind: str, value: str) -> None:
    xml.add(parent, "prop", value, type=kind)


def read(root: Any, path: str) -> Bilingual:
    """Read what a reviewer's tool has made of such a document.

    Raises ReviewError when no direction, or more than one, is in it.
    """
    header = root.find("{*}header")
    declared = parse_source(header.get("srclang")) if header is not None else None
    found = [unit for tu in root.iter("{*}tu") if (unit := _unit(tu, declared))]
    directions = {(source, target) for source, target, _, _ in found}
    if len(directions) != 1:
        raise ReviewError(
            path,
            f"has {len(directions)} directions of translation that are served, where one is needed",
            "Give a file that `briefing review export` made",
        )
    ((source, target),) = directions
    articles = tuple(
        ArticleUnits(number, article, tuple(unit for _, _, _, unit in group))
        for number, (article, group) in enumerate(groupby(found, lambda one: one[2]), start=1)
    )
    return Bilingual(source, target, articles)


def _unit(element: Any, declared: str | None) -> Any | None:
    """Return a unit's source language, target, article and itself; None where one lacks."""
    variants = list(element.iterchildren("{*}tuv"))
    tags = [variant.get(xml.LANG) or variant.get("lang") for variant in variants]
    source = parse_source(element.get("srclang")) or declared
    pairs = list(zip(variants, tags, strict=True))
    original = next((variant for variant, tag in pairs if parse_source(tag) == source), None)
    other = next((v for v, tag in pairs if v is not original and parse_target(tag)), None)
    if source is None or original is None or other is None:
        return None
    props = dict(_props(element))
    target = parse_target(other.get(xml.LANG) or other.get("lang"))
    state = dict(_props(other)).get("x-state") or props.get("x-state")
    unit = Unit(
        id=element.get("tuid") or "",
        source=xml.text(original.find("{*}seg")),
        text=xml.text(other.find("{*}seg")),
        given_source=props.get("x-given-source"),
        given=props.get("x-given"),
        origin="approved" if props.get("x-given-origin") == "approved" else "machine",
        accepted=state in _ACCEPTED,
        by=other.get("changeid") or element.get("changeid"),
        at=_time(other.get("changedate") or element.get("changedate")),
    )
    return source, target, props.get("x-article", ""), unit


def _props(element: Any) -> Iterator[tuple[str, str]]:
    for prop in element.iterchildren("{*}prop"):
        yield (prop.get("type") or "").casefold(), xml.text(prop)


def _time(stated: str | None) -> str | None:
    """Return a TMX date as ISO time, or None for none or one that cannot be read."""
    try:
        return dt.datetime.strptime(stated or "", _TIME).replace(tzinfo=dt.UTC).isoformat()
    except ValueError:
        return None
