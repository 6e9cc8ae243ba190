"""TMX 1.4b, the translation memory exchange format of LISA OSCAR: one unit a concept.

A memory has one translation a language: the preferred term. What else is known of it stands in
<prop> elements, whose types TMX leaves to each tool.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from briefing.languages import LANGUAGES
from briefing.terminology.concepts import ANY_LANGUAGE, CASE_MODES, Glossary, Term
from briefing.terminology.exchange import xml
from briefing.terminology.exchange.formats import Format, Layout, Reading
from briefing.terminology.exchange.gathering import Found, Gathering, clean

_DOCTYPE = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'
_CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})  # hold the original file's markup, not text
_DOMAINS = frozenset({"x-domain", "domain", "x-subject", "subject"})


def read(data: bytes, path: str, layout: Layout) -> Reading:
    """Read TMX of any version."""
    gathering = Gathering(path)
    for unit in xml.elements(data, path, frozenset({"tu"})):
        _unit(unit, gathering)
    return gathering.result()


def _unit(unit: Any, gathering: Gathering) -> None:
    domain = kind = ""
    untranslated = False
    for name, value in _props(unit):
        if name in _DOMAINS:
            domain = domain or value
        elif name == "x-kind":
            kind = value
        elif name == "x-do-not-translate":
            untranslated = value == "yes"
        else:
            gathering.pass_over(name)
    notes = _notes(unit)
    found = []
    for variant in unit.iterchildren("{*}tuv"):
        term = _variant(variant, notes, gathering)
        if term is not None:
            found.append(term)
            notes = []
    gathering.add(
        found,
        name=unit.get("tuid") or "",
        domain=domain,
        kind=kind,
        untranslated=untranslated,
        line=unit.sourceline or 0,
    )


def _variant(variant: Any, notes: list[str], gathering: Gathering) -> Found | None:
    line = variant.sourceline or 0
    segment = next(variant.iterchildren("{*}seg"), None)
    if segment is None:
        gathering.problem(line, "a variant without a segment", "add its <seg> or remove it")
        return None
    for entity in xml.unread_entities(segment):
        gathering.problem(line, f"the entity {entity} in a term", "write the character itself")
    case = CASE_MODES[0]
    forms = []
    for name, value in _props(variant):
        if name == "x-form":
            forms.append(value)
        elif name == "x-case":
            case = next((mode for mode in CASE_MODES if mode == value), case)
        else:
            gathering.pass_over(name)
    return Found(
        tag=variant.get(xml.LANG) or variant.get("lang") or "",
        text="".join(_text(segment)),
        line=line,
        forms=tuple(forms),
        note="; ".join([*notes, *_notes(variant)]),
        case=case,
    )


def _props(element: Any) -> Iterator[tuple[str, str]]:
    for prop in element.iterchildren("{*}prop"):
        yield (prop.get("type") or "prop").casefold(), clean(xml.text(prop))


def _notes(element: Any) -> list[str]:
    notes = (clean(xml.text(note)) for note in element.iterchildren("{*}note"))
    return [note for note in notes if note]


def _text(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if xml.local(child) not in _CODES:
            yield from _text(child)
        yield child.tail or ""


def write(glossary: Glossary, format_: Format, layout: Layout) -> bytes:
    """Write TMX 1.4b."""
    root = etree.Element("tmx", version="1.4")
    etree.SubElement(
        root,
        "header",
        {
            "creationtool": "briefing",
            "creationtoolversion": "1",
            "datatype": "plaintext",
            "segtype": "phrase",
            "adminlang": "en",
            "srclang": layout.languages[0] if layout.languages else "en",
            "o-tmf": "briefing",
        },
    )
    body = etree.SubElement(root, "body")
    for concept in glossary.concepts:
        unit = etree.SubElement(body, "tu", tuid=xml.legal(concept.id))
        _prop(unit, "x-domain", concept.domain)
        _prop(unit, "x-kind", concept.kind)
        _prop(unit, "x-do-not-translate", "yes" if concept.do_not_translate else "")
        for term in concept.terms:
            for lang in LANGUAGES if term.lang == ANY_LANGUAGE else (term.lang,):
                _tuv(unit, lang, term)
    return xml.serialise(root, _DOCTYPE)


def _tuv(unit: Any, lang: str, term: Term) -> None:
    variant = etree.SubElement(unit, "tuv", {xml.LANG: lang})
    if term.note:
        etree.SubElement(variant, "note").text = xml.legal(term.note)
    _prop(variant, "x-case", "" if term.case == "as-is" else term.case)
    for form in term.forms:
        _prop(variant, "x-form", form)
    etree.SubElement(variant, "seg").text = xml.legal(term.text)


def _prop(parent: Any, kind: str, value: str) -> None:
    if value:
        etree.SubElement(parent, "prop", type=kind).text = xml.legal(value)
