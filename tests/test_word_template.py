"""The shipped template: made from the table of styles, and fit for what it is for."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from briefing.word.contrast import ENOUGH, contrast
from briefing.word.package import repack
from briefing.word.styles import DEFAULT_RUN, SANS, SERIF, STYLES, TEXT_WIDTH, Style
from briefing.word.template import template


def _parts(package: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_shipped_template_is_what_the_table_makes() -> None:
    shipped = (files("briefing.word") / "template.docx").read_bytes()
    assert _parts(shipped) == _parts(template()), "python -m briefing.word.template OUT.docx"


def test_it_can_be_made_from_the_command_line(tmp_path: Path) -> None:
    made = tmp_path / "ours.docx"
    command = [sys.executable, "-m", "briefing.word.template", str(made)]
    subprocess.run(command, check=True)
    assert made.read_bytes() == template()


def test_packing_leaves_no_time_and_keeps_the_order() -> None:
    with ZipFile(BytesIO(template())) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"
    assert repack(template()) == template()


def test_it_holds_every_style_under_its_name_and_nothing_in_its_body() -> None:
    document = Document(BytesIO(template()))
    for style in STYLES:
        assert document.styles[style.name].style_id == style.id
    assert not document.paragraphs


def test_the_page_is_a4_and_the_text_as_wide_as_the_styles_take_it_to_be() -> None:
    root = etree.fromstring(_parts(template())["word/document.xml"])
    page, margins = (next(root.iter(qn(tag))) for tag in ("w:pgSz", "w:pgMar"))
    width, height, left, right = (
        int(element.get(qn(f"w:{name}")))
        for element, name in ((page, "w"), (page, "h"), (margins, "left"), (margins, "right"))
    )
    assert [round(twips / 1440 * 25.4) for twips in (width, height)] == [210, 297]
    assert width - left - right == TEXT_WIDTH


def test_words_are_hyphenated_and_no_field_asks_to_be_updated() -> None:
    settings = _parts(template())["word/settings.xml"].decode()
    assert "<w:autoHyphenation/>" in settings
    assert "updateFields" not in settings
    assert "<w:widowControl/>" in _parts(template())["word/styles.xml"].decode()


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_text_stands_out_from_what_is_behind_it(style: Style) -> None:
    colour = re.search(r'<w:color w:val="(\w{6})"', style.run)
    ground = re.search(r'w:fill="(\w{6})"', style.run + style.paragraph)
    assert contrast(colour[1] if colour else "000000", ground[1] if ground else "FFFFFF") >= ENOUGH


def test_only_fonts_that_every_system_answers_to() -> None:
    used = set(re.findall(r'w:ascii="([^"]+)"', DEFAULT_RUN + "".join(s.run for s in STYLES)))
    assert used == {SERIF, SANS}
