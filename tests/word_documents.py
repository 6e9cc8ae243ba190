"""Documents with everything they can show, in every edition, layout, language and template."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from docx import Document
from docx.shared import Mm, RGBColor
from word_briefings import VARIANTS, covered, reviewed_in

from briefing import word
from briefing.documents import Briefing
from briefing.languages import Target
from briefing.text.scripts import convert
from briefing.word.elements import text
from briefing.word.house import house_template


@cache
def _house() -> bytes:
    """Return a house's template, with its own page and header, made fit."""
    document = Document()
    document.sections[0].page_width = Mm(216)
    document.sections[0].header.paragraphs[0]._p.append(text("Ministry", "en-GB"))
    for name in ("Subtitle", "Heading 2"):  # python-docx's are pale, which is the house's to mend
        document.styles[name].font.color.rgb = RGBColor(0x1F, 0x38, 0x64)  # type: ignore[attr-defined]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "house.docx"
        document.save(str(path))
        return house_template(path)


def _full(to: Target) -> Briefing:
    briefing = covered(reviewed_in(to))
    assert briefing.cover
    # Word cannot tell which language these are in: they are taken for the target's.
    words = {
        field: convert(value, "sr", "Cyrl" if to.script == "Cyrl" else "Latn")
        for field, value in (
            ("prepared_by", "Припрема"),
            ("classification", "Интерно"),
            ("logo_alt", "Плава звезда"),
        )
    }
    return replace(briefing, cover=replace(briefing.cover, **words))


DOCUMENTS = [
    f"{edition} {languages} {template}"
    for edition in ("clean", "review")
    for languages in (*(to.variant.word_tag for to in VARIANTS), "all")
    for template in ("ours", "house")
]

# Serbian, and three languages in one file, stand for the rest where time is short.
each_document = pytest.mark.parametrize(
    "name",
    [
        name
        if {"sr-Cyrl-RS", "all"} & set(name.split())
        else pytest.param(name, marks=pytest.mark.slow)
        for name in DOCUMENTS
    ],
)


@cache
def document(name: str) -> bytes:
    """Return the one called `name` in `DOCUMENTS`, as the bytes of a .docx file."""
    edition, languages, template = name.split(" ")
    chosen = [to for to in VARIANTS if languages in {to.variant.word_tag, "all"}]
    return word.render(
        [_full(to) for to in {to.tag: to for to in chosen}.values()],
        edition="review" if edition == "review" else "clean",
        template=_house() if template == "house" else None,
    )
