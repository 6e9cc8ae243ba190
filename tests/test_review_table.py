"""The Word table for reviewers: what it shows, and what is read from it when it comes back."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from bilinguals import SERBIAN, UZBEK
from docx.oxml.ns import qn
from lxml import etree

from briefing.errors import ReviewError
from briefing.languages import target
from briefing.review import table
from briefing.review.units import Bilingual

SYSTEM_PYTHON = "/usr/bin/python3"  # the one that LibreOffice's bindings are installed for


def document(bilingual: Bilingual) -> Any:
    return docx.Document(io.BytesIO(table.write(bilingual)))


def rows(document: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in document.tables[0].rows]


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def edited(change: Callable[[Any], None]) -> Bilingual:
    """The Serbian table after `change` was made to its document."""
    opened = document(SERBIAN)
    change(opened)
    return table.read(saved(opened), "back.docx")


def test_source_and_translation_stand_side_by_side() -> None:
    opened = document(SERBIAN)
    found = rows(opened)
    assert found[0] == ["Бр.", "Изворник", "Превод", "Напомене", "У реду"]
    assert [row[:3] for row in found[1:4]] == [
        ["", "seeds/a b.txt", ""],
        ["1.0", "A visit", "Посета"],
        ["1.1", SERBIAN.units[1].source, SERBIAN.units[1].text],
    ]
    assert [row[4] for row in found] == ["У реду", "", "", "", "", "+", ""]
    header = opened.tables[0].rows[0]._tr
    assert header.trPr.find(qn("w:tblHeader")) is not None
    section = opened.sections[0]
    assert section.page_width > section.page_height


def test_what_to_look_at_stands_beside_in_the_reviewers_language() -> None:
    remarks = rows(document(SERBIAN))[3][3].split("\n")
    assert remarks[0] == "Поузданост: ниска"
    assert remarks[1].startswith("Грешка: ")
    assert "Bukhara is not in the translation" in remarks[1]
    assert remarks[2].startswith("Упозорење: ")
    assert "(89%): Шеф дипломатије Србије био је у Ташкенту. (Ана Анић)" in remarks[3]


@pytest.mark.parametrize(
    ("tag", "script", "heading"),
    [
        ("sr", "Latn", "Napomene"),
        ("uz", "Latn", "Izohlar"),
        ("uz", "Cyrl", "Изоҳлар"),
        ("ru", "Cyrl", "Замечания"),
    ],
)
def test_headings_are_in_the_language_and_script_of_the_translation(
    tag: str, script: str, heading: str
) -> None:
    assert rows(document(replace(UZBEK, target=target(tag, script))))[0][3] == heading


def test_an_edit_and_a_mark_are_read_back() -> None:
    def change(opened: Any) -> None:
        cells = opened.tables[0].rows[3].cells
        cells[2].text = "Министар спољних послова Србије посетио је\u00a0Ташкент и Бухару."
        opened.tables[0].rows[6].cells[4].text = "да"

    returned = edited(change)
    assert [unit.id for unit in returned.units if unit.edited] == ["1.1"]
    assert returned.units[1].text.endswith("посетио је\u00a0Ташкент и Бухару.")
    assert [unit.id for unit in returned.units if unit.accepted] == ["3.0", "3.1"]
    assert returned.remarks == ()


def test_changes_tracked_count_as_made_and_tell_by_whom() -> None:
    namespace = f'xmlns:w="{qn("w:p")[1:].partition("}")[0]}"'
    who = 'w:id="1" w:author="Милица Мић" w:date="2026-03-02T09:00:00Z"'

    def change(opened: Any) -> None:
        paragraph = opened.tables[0].rows[6].cells[2].paragraphs[0]._p
        run = paragraph.find(qn("w:r"))
        run.find(qn("w:t")).text = "У Београду "
        for xml in (
            f"<w:del {namespace} {who}><w:r><w:delText>је падала</w:delText></w:r></w:del>",
            f"<w:ins {namespace} {who}><w:r><w:t>пада</w:t></w:r></w:ins>",
            f"<w:r {namespace}><w:t xml:space='preserve'> киша.</w:t></w:r>",
        ):
            paragraph.append(etree.fromstring(xml))

    last = edited(change).units[-1]
    assert (last.text, last.by, last.at) == (
        "У Београду пада киша.",
        "Милица Мић",
        "2026-03-02T09:00:00+00:00",
    )


def test_a_segment_that_goes_missing_is_said_and_not_taken() -> None:
    def change(opened: Any) -> None:
        row = opened.tables[0].rows[5]._tr  # was approved before
        row.getparent().remove(row)

    returned = edited(change)
    assert returned.remarks == ("segment 3.0 is not in the table",)
    assert [unit.id for unit in returned.units] == ["1.0", "1.1", "3.1"]


def test_of_a_row_that_was_copied_the_first_counts() -> None:
    def change(opened: Any) -> None:
        row = opened.tables[0].rows[6]
        copied = etree.fromstring(etree.tostring(row._tr))
        row._tr.addnext(copied)
        row.cells[2].text = "Падала је киша."

    returned = edited(change)
    assert returned.units[-1].text == "Падала је киша."
    assert returned.remarks == ("segment 3.1 stands in the table more than once: the first counts",)


def test_a_changed_source_is_seen() -> None:
    def change(opened: Any) -> None:
        opened.tables[0].rows[6].cells[1].text = "It snowed in Belgrade."

    last = edited(change).units[-1]
    assert (last.source, last.given_source) == ("It snowed in Belgrade.", "It rained in Belgrade.")


@pytest.mark.parametrize(
    ("author", "by"), [("Ана Анић", "Ана Анић"), ("", None), ("briefing", None)]
)
def test_who_saved_it_last_is_told(author: str, by: str | None) -> None:
    def change(opened: Any) -> None:
        opened.core_properties.last_modified_by = author

    assert edited(change).by == by
    assert edited(change).at is None  # the time it was written with is no one's


def test_a_document_that_lost_what_it_carried_is_refused() -> None:
    other = io.BytesIO()
    docx.Document().save(other)
    with pytest.raises(ReviewError, match="has lost, what was exported"):
        table.read(other.getvalue(), "other.docx")


def test_an_archive_that_would_fill_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "_MAX_UNPACKED", 1000)
    with pytest.raises(ReviewError, match="unpacks to"):
        table.read(table.write(SERBIAN), "bomb.docx")


def test_an_archive_that_is_no_document_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.xml", "<a/>")
    with pytest.raises(ReviewError, match="not a Word document"):
        table.read(buffer.getvalue(), "a.zip")


@pytest.mark.parametrize("part", ["word/document.xml", "customXml/item1.xml", "docProps/core.xml"])
def test_entities_in_any_part_are_refused(part: str) -> None:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(table.write(SERBIAN))) as old,
        zipfile.ZipFile(buffer, "w") as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            if name == part:
                root = data[data.rindex(b"?>") + 2 :] if data.startswith(b"<?xml") else data
                data = b"<!DOCTYPE x [<!ENTITY a 'ha'>]>" + root
            new.writestr(name, data)
    with pytest.raises(ReviewError, match="declares the XML entity"):
        table.read(buffer.getvalue(), "hostile.docx")


def _has_uno() -> bool:
    if not (shutil.which("soffice") and Path(SYSTEM_PYTHON).exists()):
        return False
    return subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], capture_output=True).returncode == 0


@pytest.mark.slow
@pytest.mark.skipif(not _has_uno(), reason="LibreOffice and its Python bindings are not here")
def test_an_edit_in_libreoffice_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "review.docx"
    path.write_bytes(table.write(SERBIAN))
    words = "Шеф дипломатије Србије посетио је Ташкент и Бухару."
    script = Path(__file__).parent / "libreoffice_edit.py"
    edits = ("C4", words, "E7", "x")
    subprocess.run(
        [SYSTEM_PYTHON, str(script), str(path), str(tmp_path / "profile"), *edits],
        check=True,
        timeout=180,
    )
    returned = table.read(path.read_bytes(), "back.docx")
    assert [unit.id for unit in returned.units if unit.edited] == ["1.1"]
    assert returned.units[1].text == words
    assert [unit.id for unit in returned.units if unit.accepted] == ["3.0", "3.1"]
    assert [(unit.given, unit.given_source) for unit in returned.units] == [
        (unit.text, unit.source) for unit in SERBIAN.units
    ]
    assert returned.remarks == ()
    assert returned.at is not None
