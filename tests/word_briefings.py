"""Briefings to write and check, in every language and script."""

from __future__ import annotations

import dataclasses
import datetime as dt
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as WordDocument
from lxml import etree

from briefing.documents import (
    Article,
    Briefing,
    ConceptUse,
    Confidence,
    Cover,
    DetectedLanguage,
    Entry,
    Finding,
    Level,
    Met,
    Reviewed,
    Segment,
    Suggestion,
    Summary,
    TranslatedSegment,
    Translation,
)
from briefing.languages import LANGUAGES, TARGETS, Target, target
from briefing.text.scripts import convert

DATA = Path(__file__).parent / "data" / "word"
VARIANTS = [
    Target(LANGUAGES[tag], variant) for tag in TARGETS for variant in LANGUAGES[tag].variants
]
each_variant = pytest.mark.parametrize("to", VARIANTS, ids=lambda to: to.variant.word_tag)

SERBIAN = target("sr")
SIGNATURE = "briefing 0.1.0 | to:sr-Cyrl | starter#9f2c51e0 beam:6 | glossary#4be0917d"
TITLE = "President Vucic Spearheads Serbian Diplomatic Expansion"
LEAD = "The President of Serbia is paying an official visit to Uzbekistan."

# headline, lead sentence, further sentences, agreed terms
TEXTS: dict[str, tuple[str, str, tuple[str, ...], tuple[str, str]]] = {
    "sr": (
        "Председник Вучић предводи дипломатски продор Србије",
        "Председник Србије борави у званичној посети Узбекистану.",
        (
            'Београд се укључује у "Средњи коридор".',
            "Размена је достигла 20 милиона долара.",
            "Оснива се Међувладина комисија.",
            "Сарадња се шири на пољопривреду.",
        ),
        ("Међувладина комисија", "Средњи коридор"),
    ),
    "uz": (
        "Prezident Vuchich Serbiyaning diplomatik faolligini kengaytirmoqda",
        "Serbiya Prezidenti rasmiy tashrif bilan Oʻzbekistonda boʻlib turibdi.",
        (
            'Belgrad "Oʻrta yoʻlak"ka qoʻshilmoqda.',
            "Savdo hajmi 20 million dollarga yetdi.",
            "Hukumatlararo komissiya tuzilmoqda.",
            "Hamkorlik qishloq xoʻjaligini ham qamrab oladi.",
        ),
        ("Hukumatlararo komissiya", "Oʻrta yoʻlak"),
    ),
    "ru": (
        "Президент Вучич возглавил дипломатическое продвижение Сербии",
        "Президент Сербии находится в Узбекистане с официальным визитом.",
        (
            'Белград встраивается в "Срединный коридор".',
            "Товарооборот достиг 20 млн долларов.",
            "Создаётся Межправительственная комиссия.",
            "Сотрудничество охватывает и сельское хозяйство.",
        ),
        ("Межправительственная комиссия", "Срединный коридор"),
    ),
}
SOURCES = (
    LEAD,
    "Belgrade joins the Middle Corridor.",
    "Trade reached $20 million.",
    "An Intergovernmental Commission is being set up.",
    "Cooperation extends to agriculture.",
)
BODY = "\n\n".join((" ".join(SOURCES[:2]), "By our correspondent.", " ".join(SOURCES[2:])))


def briefing_in(to: Target) -> Briefing:
    """Return a briefing of two articles, one with all that is known of it and one with little."""
    headline, lead, rest, terms = (_in_script(part, to) for part in TEXTS[to.tag])
    english = DetectedLanguage("en", "Latn", 0.99)
    segments = tuple(
        Segment(source, BODY.find(source), BODY.find(source) + len(source)) for source in SOURCES
    )
    translated = tuple(
        TranslatedSegment(source, text, -0.3, _uses(place, source, text, terms))
        for place, (source, text) in enumerate(zip(SOURCES, (lead, *rest), strict=True))
    )
    known = Article(
        path="inbox/vucic.html",
        format="html",
        text=BODY,
        title=TITLE,
        byline="J. Smith",
        date=dt.date(2026, 2, 27),
        source="The Times of Central Asia",
        link="https://www.timesca.com/vucic?a=1&b=2",
    )
    unknown = Article(path="inbox/visit.txt", format="txt", text=BODY)
    return Briefing(
        target=to,
        date=dt.date(2026, 2, 28),
        entries=(
            Entry(
                Summary(known, english, TITLE, False, segments),
                Translation(to, TranslatedSegment(TITLE, headline, -0.2), translated, "starter"),
            ),
            Entry(
                Summary(unknown, english, LEAD, True, segments),
                Translation(to, translated[0], translated, "starter"),
            ),
        ),
        signature=SIGNATURE,
        notices=("starter model, for trial",),
        failed=("inbox/locked.pdf", "inbox/photo.jpg"),
    )


def _uses(place: int, source: str, text: str, terms: tuple[str, str]) -> tuple[ConceptUse, ...]:
    commission, corridor = terms

    def use(concept: str, term: str, preferred: str, met: Met) -> ConceptUse:
        start, at = max(source.find(term), 0), text.find(preferred)
        span = None if met == "unmet" else (at, at + len(preferred))
        surface = preferred if span else None
        return ConceptUse(concept, term, (start, start + len(term)), preferred, met, surface, span)

    return {
        1: (use("c2", "Middle Corridor", corridor, "n-best"),),
        3: (
            use("c1", "Intergovernmental Commission", commission, "repaired"),
            use("c2", "middle corridor", corridor, "unmet"),
        ),
    }.get(place, ())


def reviewed_in(to: Target) -> Briefing:
    """Return the same briefing with something found in it, in each way a finding can lie."""
    briefing = briefing_in(to)
    first, *others = briefing.entries
    segments = list(first.translation.segments)
    segments[0] = dataclasses.replace(segments[0], origin="approved")
    segments[4] = dataclasses.replace(
        segments[4],
        suggestion=Suggestion("Cooperation extends to farming.", segments[3].text, 0.875, "A", ""),
    )
    found = (
        _seen("medium", 0.5),
        _seen("high", 0.9),
        _seen("medium", 0.4, Finding("quotes", "warning", "the quotation marks are lost")),
        _seen(
            "low",
            0.1,
            Finding("number-missing", "error", "$20 million is missing", None, (14, 25)),
            Finding("number-added", "error", "20 is not in the source", (5, 12), (0, 5)),
            Finding("house-rule", "warning", "not as the house says it", (8, 20)),
        ),
        _seen("low", 0.2, Finding("term-unmet", "warning", "corridor", None, (0, 2))),
        _seen("medium", 0.35),
    )
    doubts = ((), (), (), (), (), (Finding("summary-unsupported", "error", "x", None, (0, 11)),))
    entry = dataclasses.replace(
        first,
        translation=dataclasses.replace(first.translation, segments=tuple(segments)),
        reviewed=found,
        doubts=doubts,
    )
    return dataclasses.replace(briefing, entries=(entry, *others))


def _seen(level: Level, value: float, *findings: Finding) -> Reviewed:
    return Reviewed(findings, Confidence(level, value))


def covered(briefing: Briefing) -> Briefing:
    """Return `briefing` with everything that a cover can have."""
    cover = Cover("Press Office", "Restricted", (DATA / "logo.png").read_bytes(), "A blue star")
    return dataclasses.replace(briefing, cover=cover)


def _in_script(part: str | tuple[str, ...], to: Target) -> str | tuple[str, ...]:
    if isinstance(part, str):
        return convert(part, to.tag, to.script)
    return tuple(convert(text, to.tag, to.script) for text in part)


def loaded(package: bytes) -> WordDocument:
    return Document(BytesIO(package))


def parts(package: bytes) -> dict[str, etree._Element]:
    """Return every XML part, parsed."""
    with ZipFile(BytesIO(package)) as archive:
        return {
            name: etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.endswith((".xml", ".rels"))
        }


def normalised(package: bytes, part: str = "document") -> str:
    """Return a part's XML indented and without the namespaces it does not use."""
    root = parts(package)[f"word/{part}.xml"]
    etree.cleanup_namespaces(root)
    etree.indent(root)
    return etree.tostring(root, encoding="unicode") + "\n"


def texts(document: WordDocument, style: str) -> list[str]:
    wanted = document.styles[style]
    return [p.text for p in document.paragraphs if p.style == wanted]
