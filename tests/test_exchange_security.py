"""A glossary file from a stranger can neither exhaust the machine nor read its files."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest

from briefing.errors import GlossaryError
from briefing.terminology import exchange
from briefing.terminology.exchange import xlsx

TBX = (
    "<martif type='TBX'><text><body><termEntry><langSet xml:lang='en'><tig><term>{}</term></tig>"
    "</langSet></termEntry></body></text></martif>"
)
TMX = "<tmx version='1.4'><body><tu><tuv xml:lang='en'><seg>{}</seg></tuv></tu></body></tmx>"
SECRET = "the words of a local file"

LAUGHS = (
    "<!DOCTYPE {root} [<!ENTITY a0 'ha'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
    + "]>"
)


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "stranger.xml"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(("body", "root"), [(TBX, "martif"), (TMX, "tmx")], ids=["tbx", "tmx"])
@pytest.mark.parametrize(
    ("doctype", "reference"),
    [
        (LAUGHS, "&a9;"),
        ("<!DOCTYPE {root} [<!ENTITY x SYSTEM 'file://{secret}'>]>", "&x;"),
        ("<!DOCTYPE {root} [<!ENTITY x SYSTEM 'http://127.0.0.1:9/x'>]>", "&x;"),
        ("<!DOCTYPE {root} [<!ENTITY % x SYSTEM 'file://{secret}'> %x;]>", "term"),
        ("<!DOCTYPE {root} [<!ENTITY % x '<!ENTITY y \"z\">'> %x;]>", "term"),
        ("<!DOCTYPE {root} SYSTEM 'x.dtd' [<!ENTITY unused 'harmless'>]>", "term"),
    ],
    ids=["laughs", "file", "http", "parameter file", "parameter", "unused"],
)
def test_entities_are_refused(
    tmp_path: Path, body: str, root: str, doctype: str, reference: str
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET, "utf-8")
    declared = doctype.format(root=root, secret=secret)
    path = write(tmp_path, f"<?xml version='1.0'?>\n{declared}\n{body.format(reference)}")
    start = time.perf_counter()
    with pytest.raises(GlossaryError, match="declares the XML entity") as caught:
        exchange.load(path)
    assert time.perf_counter() - start < 1
    assert str(path) in str(caught.value)
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize(
    ("doctype", "body"),
    [
        ('<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">', TBX),
        ('<!DOCTYPE martif PUBLIC "ISO 12200:1999A//DTD MARTIF core (DXFcdV04)//EN" "x.dtd">', TBX),
        ('<!DOCTYPE martif SYSTEM "http://127.0.0.1:9/TBX.dtd">', TBX),
        ('<!DOCTYPE tmx SYSTEM "tmx14.dtd">', TMX),
        ('<!DOCTYPE tmx [<!ATTLIST tu tuid CDATA "x">]>', TMX),
    ],
)
def test_a_doctype_that_only_names_a_dtd_is_harmless(
    tmp_path: Path, doctype: str, body: str
) -> None:
    glossary = exchange.load(write(tmp_path, f"{doctype}\n{body.format('minister')}"))
    assert [term.text for term in glossary.concepts[0].terms] == ["minister"]
    assert not glossary.problems


def test_a_dtd_beside_the_file_is_not_loaded(tmp_path: Path) -> None:
    (tmp_path / "tmx14.dtd").write_text("<!ENTITY name 'from the DTD'>", "utf-8")
    text = f'<!DOCTYPE tmx SYSTEM "{tmp_path}/tmx14.dtd">\n{TMX.format("a &name; b")}'
    glossary = exchange.load(write(tmp_path, text))
    assert "from the DTD" not in repr(glossary)
    assert glossary.problems[0].what == "the entity &name; in a term"


def test_depth_is_bounded(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match="not well-formed"):
        exchange.load(write(tmp_path, TMX.format("<hi>" * 5000 + "x" + "</hi>" * 5000)))


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["en", "sr"])
    book.active.append(["peace", "мир"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(change: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook())) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change.get(name, old.read(name)))
    return out.getvalue()


def test_a_workbook_with_a_document_type_is_refused(tmp_path: Path) -> None:
    bomb = LAUGHS.format(root="sst").encode() + b"<sst>&a9;</sst>"
    path = tmp_path / "book.xlsx"
    path.write_bytes(repacked({"xl/workbook.xml": b"<!--" + b" " * 9999 + b"-->" + bomb}))
    with pytest.raises(GlossaryError, match="document type declaration"):
        exchange.load(path)


def test_a_zip_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_BYTES", 100_000)
    path = tmp_path / "book.xlsx"
    path.write_bytes(repacked({"xl/styles.xml": b" " * (xlsx.MOST_BYTES + 1)}))
    with pytest.raises(GlossaryError, match="unpacks to more than"):
        exchange.load(path)
