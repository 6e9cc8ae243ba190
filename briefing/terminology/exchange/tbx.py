"""TBX, the termbase exchange format: ISO 30042:2019 (TBX v3) and ISO 30042:2008 (martif, v2).

Both styles of v3 are read, data categories as attributes (DCA) and as tags (DCT), in any dialect.
A term's status is TBX's administrativeStatus:

    preferredTerm-admn-sts    preferred
    admittedTerm-admn-sts     admitted
    deprecatedTerm-admn-sts   deprecated
    supersededTerm-admn-sts   deprecated
    (no such value)           forbidden

TBX-Min and TBX-Basic know nothing stronger than deprecated, so forbidden terms are written as that.
The v2 that MultiTerm, memoQ and Weblate take may have categories of one's own: there a forbidden
term is deprecatedTerm-admn-sts with <termNote type="forbidden">true</termNote> beside it, as Phrase
marks it; the status "forbidden", as Weblate and XTM write it, is read as well. v2 also carries, in
categories named x-…, what TBX has none for. Untranslated terms are "Translation needed: No" in v2,
as in Weblate, with the term in every language, and stand under the language "mul" in v3.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from lxml import etree

from briefing.languages import LANGUAGES
from briefing.terminology.concepts import ANY_LANGUAGE, CASE_MODES, Concept, Glossary, Status, Term
from briefing.terminology.exchange import xml
from briefing.terminology.exchange.formats import Format, Layout, Reading
from briefing.terminology.exchange.gathering import Found, Gathering, clean

ENTRIES = frozenset({"conceptEntry", "termEntry"})
_SECTIONS = frozenset({"langSec", "langSet"})
_TERM_GROUPS = frozenset({"termSec", "tig", "ntig"})
_GROUPS = frozenset({"descripGrp", "adminGrp", "termNoteGrp", "termGrp"})
# In DCA and v2 these say in @type what they hold; any other element is a category by its name.
_CARRIERS = frozenset({"descrip", "admin", "termNote", "descripNote", "adminNote", "xref", "ref"})

CORE = "urn:iso:std:iso:30042:ed-2"
MODULES = {"min": "http://www.tbxinfo.net/ns/min", "basic": "http://www.tbxinfo.net/ns/basic"}
_DOCTYPE = '<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">'

_READ_STATUS: dict[str, Status] = {
    "preferred": "preferred",
    "admitted": "admitted",
    "deprecated": "deprecated",
    "superseded": "deprecated",
    "notrecommended": "deprecated",
    "obsolete": "deprecated",
    "forbidden": "forbidden",
    "prohibited": "forbidden",
    "donotuse": "forbidden",
}
_WRITTEN_STATUS: dict[Status, str] = {
    "preferred": "preferredTerm-admn-sts",
    "admitted": "admittedTerm-admn-sts",
    "deprecated": "deprecatedTerm-admn-sts",
    "forbidden": "deprecatedTerm-admn-sts",
}
_STATUS_CATEGORIES = frozenset({"administrativestatus", "normativeauthorization", "status"})
_NOTES = frozenset({"note", "definition", "usagenote", "usage note"})
_NOT_TRANSLATED = frozenset({"translation needed", "translationneeded", "translationnote"})


def read(data: bytes, path: str, layout: Layout) -> Reading:
    """Read TBX of any version, dialect and style."""
    gathering = Gathering(path)
    for entry in xml.elements(data, path, ENTRIES):
        _entry(entry, gathering)
    return gathering.result()


def _entry(entry: Any, gathering: Gathering) -> None:
    domain = kind = ""
    untranslated = False
    notes: list[str] = []
    for category, value, _ in _categories(entry):
        name = category.casefold()
        if name == "subjectfield" and not domain:
            domain = value
        elif name == "x-kind":
            kind = value
        elif name in _NOT_TRANSLATED:
            untranslated = untranslated or value.casefold() in ("no", "false")
        elif name in _NOTES:
            notes.append(value)
        else:
            gathering.pass_over(category)
    found: list[Found] = []
    for section in _children(entry, _SECTIONS):
        tag = section.get(xml.LANG) or section.get("lang") or ""
        for category, value, _ in _categories(section):
            if category.casefold() in _NOTES:
                notes.append(value)
            else:
                gathering.pass_over(category)
        for group in _children(section, _TERM_GROUPS):
            term, barred = _term(group, tag, notes, gathering)
            if term is not None:
                found.append(term)
                notes = []  # what is said of the concept or section goes with its first term
            untranslated = untranslated or barred
    gathering.add(
        found,
        name=_unescape(entry.get("id") or ""),
        domain=domain,
        kind=kind,
        untranslated=untranslated,
        line=entry.sourceline or 0,
    )


def _term(
    group: Any, tag: str, said: Iterable[str], gathering: Gathering
) -> tuple[Found | None, bool]:
    """Return the term of a group, and whether it is marked as not to be translated."""
    element = next(group.iter("{*}term"), None)
    if element is None:
        gathering.problem(
            group.sourceline or 0, "a term section without a term", "add the term or remove it"
        )
        return None, False
    line = element.sourceline or 0
    for entity in xml.unread_entities(element):
        gathering.problem(line, f"the entity {entity} in a term", "write the character itself")
    status: Status | None = None
    case = CASE_MODES[0]
    forms: list[str] = []
    notes = list(said)
    barred = False
    for category, value, where in _categories(group):
        name, word = category.casefold(), value.casefold()
        if name in _STATUS_CATEGORIES:
            known = _READ_STATUS.get(_bare(value))
            if known is None and name == "administrativestatus":
                gathering.problem(
                    where,
                    f"unknown status {value!r}",
                    f"use one of: {' '.join(dict.fromkeys(_WRITTEN_STATUS.values()))}",
                )
            elif status != "forbidden":
                status = known or status
        elif name == "forbidden":
            status = "forbidden" if word in ("true", "yes", "1") else status
        elif name == "preferred":
            status = "preferred" if word in ("true", "yes", "1") and not status else status
        elif name == "casesensitive":
            case = "exact" if word in ("true", "yes", "1") else case
        elif name == "x-case":
            case = next((mode for mode in CASE_MODES if mode == word), case)
        elif name == "x-form":
            forms.append(value)
        elif name in _NOT_TRANSLATED:
            barred = barred or word in ("no", "false")
        elif name in _NOTES:
            notes.append(value)
        else:
            gathering.pass_over(category)
    note = "; ".join(note for note in notes if note)
    return Found(tag, xml.text(element), line, status, tuple(forms), note, case), barred


def _bare(status: str) -> str:
    """Return a status without TBX's endings: "preferredTerm-admn-sts" → "preferred"."""
    letters = re.sub(r"[^a-z]", "", status.casefold())
    return letters.removesuffix("admnsts").removesuffix("term")


def _children(element: Any, names: frozenset[str]) -> Iterator[Any]:
    return (child for child in element if xml.local(child) in names)


def _categories(element: Any) -> Iterator[tuple[str, str, int]]:
    """Yield the data categories said of an element itself: name, value, line."""
    for child in element:
        name = xml.local(child)
        if name in _GROUPS:
            yield from _categories(child)
        elif name == "transacGrp":
            yield "transaction", "", child.sourceline or 0
        elif name and name not in _SECTIONS | _TERM_GROUPS | {"term"}:
            category = (child.get("type") or name) if name in _CARRIERS else name
            yield category, clean(xml.text(child)), child.sourceline or 0


def write(glossary: Glossary, format_: Format, layout: Layout) -> bytes:
    """Write TBX v3, in the dialect and style that the format's name tells, or v2."""
    if format_.name == "tbx-2008":
        return _write_v2(glossary)
    return _write_v3(glossary, format_)


Say = Callable[[Any, str, str, str], None]  # (parent, carrier, category, value)


def _write_v3(glossary: Glossary, format_: Format) -> bytes:
    dialect = {"tbx-core": "TBX-Core", "tbx-min": "TBX-Min"}.get(format_.name, "TBX-Basic")
    style = "dct" if format_.name == "tbx-dct" else "dca"
    namespaces: dict[Any, str] = {None: CORE}  # None: no prefix
    if style == "dct":
        namespaces.update(MODULES)
    root = etree.Element(f"{{{CORE}}}tbx", nsmap=namespaces)
    root.set("type", dialect)
    root.set("style", style)
    root.set(xml.LANG, "en")
    file = _sub(_sub(root, "tbxHeader"), "fileDesc")
    _sub(_sub(file, "sourceDesc"), "p", "Written by briefing")
    body = _sub(_sub(root, "text"), "body")
    say = _say_as_tag if style == "dct" else _say_as_attribute
    for concept in glossary.concepts:
        entry = _sub(body, "conceptEntry")
        entry.set("id", _escape(concept.id))
        if concept.domain:
            say(entry, "descrip", "subjectField", concept.domain)
        for lang, terms in _by_language(concept):
            section = _sub(entry, "langSec")
            section.set(xml.LANG, _tag(lang))
            for term in terms:
                group = _sub(section, "termSec")
                _sub(group, "term", term.text)
                if format_.holds.marks_status:
                    status = _WRITTEN_STATUS[term.status]
                    say(group, "termNote", "administrativeStatus", status)
                if term.note:
                    _sub(group, "note", term.note)
    return xml.serialise(root)


def _write_v2(glossary: Glossary) -> bytes:
    root = etree.Element("martif", nsmap=None)
    root.set("type", "TBX")
    root.set(xml.LANG, "en")
    file = _sub(_sub(root, "martifHeader"), "fileDesc")
    _sub(_sub(file, "sourceDesc"), "p", "Written by briefing")
    body = _sub(_sub(root, "text"), "body")
    for concept in glossary.concepts:
        entry = _sub(body, "termEntry")
        entry.set("id", _escape(concept.id))
        if concept.domain:
            _say_as_attribute(entry, "descrip", "subjectField", concept.domain)
        if concept.kind:
            _say_as_attribute(entry, "descrip", "x-kind", concept.kind)
        if concept.do_not_translate:
            _say_as_attribute(entry, "descrip", "Translation needed", "No")
        for lang, terms in _by_language(concept, everywhere=concept.do_not_translate):
            section = _sub(entry, "langSet")
            section.set(xml.LANG, _tag(lang))
            for term in terms:
                group = _sub(section, "tig")
                _sub(group, "term", term.text)
                _term_notes_v2(group, term)
    return xml.serialise(root, _DOCTYPE)


def _term_notes_v2(group: Any, term: Term) -> None:
    _say_as_attribute(group, "termNote", "administrativeStatus", _WRITTEN_STATUS[term.status])
    if term.status == "forbidden":
        _say_as_attribute(group, "termNote", "forbidden", "true")
    if term.case != "as-is":
        _say_as_attribute(group, "termNote", "x-case", term.case)
    for form in term.forms:
        _say_as_attribute(group, "termNote", "x-form", form)
    if term.note:
        _sub(group, "note", term.note)


def _by_language(concept: Concept, *, everywhere: bool = False) -> Iterator[tuple[str, list[Term]]]:
    """Yield the terms by language; `everywhere` writes those of every language under each."""
    languages = dict.fromkeys(term.lang for term in concept.terms)
    for lang in LANGUAGES if everywhere else languages:
        wanted = {lang, ANY_LANGUAGE} if everywhere else {lang}
        yield lang, [term for term in concept.terms if term.lang in wanted]


def _tag(lang: str) -> str:
    return "mul" if lang == ANY_LANGUAGE else lang  # ISO 639-2, several languages


def _say_as_attribute(parent: Any, carrier: str, category: str, value: str) -> None:
    _sub(parent, carrier, value).set("type", category)


def _say_as_tag(parent: Any, carrier: str, category: str, value: str) -> None:
    # Both categories written here are of the module Min, which Basic takes in.
    etree.SubElement(parent, f"{{{MODULES['min']}}}{category}").text = xml.legal(value)


def _sub(parent: Any, name: str, value: str | None = None) -> Any:
    """Add a child of the parent's own namespace."""
    child = etree.SubElement(parent, etree.QName(etree.QName(parent).namespace, name))
    child.text = None if value is None else xml.legal(value)
    return child


# An XML id begins with a letter and has no spaces; what it cannot have is written _xHHHH_, as
# ISO/IEC 9075-14 does for names of columns.
_ID_START = re.compile(r"[^\W\d]")
_ID_CHAR = re.compile(r"[\w.\-]")


def _escape(name: str) -> str:
    out = []
    for index, char in enumerate(name):
        fits = (_ID_CHAR if index else _ID_START).match(char)
        escapes = char == "_" and name.startswith("_x", index)
        out.append(char if fits and not escapes else f"_x{ord(char):04X}_")
    return "".join(out)


def _unescape(name: str) -> str:
    return re.sub(r"_x([0-9A-F]{4,6})_", lambda match: chr(int(match[1], 16)), name)
