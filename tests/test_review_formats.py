"""What is handed out in XLIFF and TMX is valid, opens elsewhere, and comes back as it was."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from bilinguals import RUSSIAN, SERBIAN, UZBEK, bilinguals, prose, texts
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from translate.storage.tmx import tmxfile
from translate.storage.xliff import Xliff1File
from translate.storage.xliff2 import Xliff2File

from briefing.errors import ReviewError
from briefing.languages import target
from briefing.review import formats, xml
from briefing.review.units import Bilingual, Unit, language_tag, parse_source, parse_target

SCHEMAS = Path(__file__).parent / "data" / "review"
NAMES = ("xliff", "xliff12", "tmx")
TOOLKIT = {"xliff": Xliff2File, "xliff12": Xliff1File, "tmx": tmxfile}


class _Here(etree.Resolver):
    def resolve(self, url: str, public_id: str, context: Any) -> Any:
        if url.endswith("xml.xsd"):  # never fetched from the W3C
            path = SCHEMAS / "informativeCopiesOf3rdPartySchemas" / "w3c" / "xml.xsd"
            return self.resolve_filename(str(path), context)
        return None


@cache
def schema(name: str) -> Any:
    if name == "tmx":
        return etree.DTD(str(SCHEMAS / "tmx14.dtd"))
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Here())
    file = {"xliff": "xliff-2.1.xsd", "xliff12": "xliff-core-1.2-strict.xsd"}[name]
    return etree.XMLSchema(etree.parse(str(SCHEMAS / file), parser))


def faults(name: str, data: bytes) -> list[str]:
    checker = schema(name)
    checker.validate(etree.fromstring(data, etree.XMLParser(load_dtd=False, no_network=True)))
    return [str(error) for error in checker.error_log]


def back(name: str, bilingual: Bilingual, path: Path) -> Bilingual:
    path.write_bytes(formats.FORMATS[name].write(bilingual))
    return formats.read(path)


def essence(unit: Unit) -> tuple[object, ...]:
    return (unit.id, unit.source, unit.text, unit.given_source, unit.given, unit.origin)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("bilingual", [SERBIAN, UZBEK, RUSSIAN], ids=["sr", "uz", "ru"])
def test_every_file_is_valid_by_its_schema(name: str, bilingual: Bilingual) -> None:
    assert faults(name, formats.FORMATS[name].write(bilingual)) == []


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=50)
@given(bilingual=bilinguals(texts))
def test_whatever_the_text_the_file_is_valid(name: str, bilingual: Bilingual) -> None:
    assert faults(name, formats.FORMATS[name].write(bilingual)) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_schemas_do_find_faults(name: str) -> None:
    data = formats.FORMATS[name].write(SERBIAN)
    wrong = data.replace(b"state=", b"stat=").replace(b"<tu ", b"<tu tu='1' ")
    assert wrong != data
    assert faults(name, wrong)


def test_the_modules_of_xliff_are_checked_as_well() -> None:
    data = formats.FORMATS["xliff"].write(SERBIAN)
    assert faults("xliff", data.replace(b'similarity="88.76"', b'similarity="188.76"'))


@pytest.mark.parametrize("name", formats.FORMATS)
@settings(max_examples=30)
@given(bilingual=bilinguals(prose))
def test_what_goes_out_comes_back(
    name: str, bilingual: Bilingual, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("out") / "file"
    returned = back(name, bilingual, path)
    assert [essence(unit) for unit in returned.units] == [essence(u) for u in bilingual.units]
    assert (returned.source, returned.target) == (bilingual.source, bilingual.target)
    assert [article.path for article in returned.articles] == [
        article.path for article in bilingual.articles
    ]
    assert not any(unit.edited for unit in returned.units)


@pytest.mark.parametrize("name", formats.FORMATS)
def test_only_what_was_approved_before_comes_back_as_accepted(name: str, tmp_path: Path) -> None:
    returned = back(name, SERBIAN, tmp_path / "file")
    assert [unit.id for unit in returned.units if unit.accepted] == ["3.0"]


@pytest.mark.parametrize("name", formats.FORMATS)
def test_the_same_content_is_the_same_file(name: str) -> None:
    write = formats.FORMATS[name].write
    assert write(SERBIAN) == write(SERBIAN)


@pytest.mark.parametrize(
    ("name", "pieces"),
    [
        (
            "xliff",
            [
                '<note id="n1" category="name-missing" priority="1" appliesTo="target">'
                "error: Bukhara is not in the translation</note>",
                '<mrk id="t1" type="term" value="министар спољних послова">foreign minister</mrk>',
                "<gls:translation>министар спољних послова</gls:translation>",
                '<mda:meta type="confidence-level">low</mda:meta>',
                'state="initial" subState="briefing:machine"',
                'state="final" subState="briefing:approved"',
                'origin="Ана Анић, 2026-03-01T10:00:00+00:00" type="tm" similarity="88.76"',
            ],
        ),
        (
            "xliff12",
            [
                '<mrk mid="t1" mtype="term" comment="министар спољних послова">foreign minister<',
                'annotates="target">error: Bukhara is not in the translation</note>',
                'annotates="source">warning: this is not in the article</note>',
                '<context context-type="x-confidence-level">low</context>',
                'match-quality="89%"',
            ],
        ),
        (
            "tmx",
            [
                "<note>error: Bukhara is not in the translation</note>",
                '<prop type="x-confidence">0.2139</prop>',
                '<prop type="x-term">foreign minister → министар спољних послова</prop>',
                "Шеф дипломатије Србије био је у Ташкенту. (89%, Ана Анић",
            ],
        ),
    ],
)
def test_findings_terms_and_confidence_are_handed_out(name: str, pieces: list[str]) -> None:
    text = formats.FORMATS[name].write(SERBIAN).decode()
    assert [piece for piece in pieces if piece not in text] == []


@pytest.mark.parametrize("name", NAMES)
def test_translate_toolkit_opens_and_keeps_everything(name: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    data = formats.FORMATS[name].write(SERBIAN)
    path.write_bytes(data)
    store = TOOLKIT[name].parsefile(str(path))
    found = [unit for unit in store.units if not unit.isheader()]
    assert [(str(unit.source), str(unit.target)) for unit in found] == [
        (unit.source, unit.text) for unit in SERBIAN.units
    ]
    store.savefile(str(path))
    assert canonical(path.read_bytes()) == canonical(data)
    assert [essence(u) for u in formats.read(path).units] == [essence(u) for u in SERBIAN.units]


def canonical(data: bytes) -> list[tuple[str, dict[str, str], str]]:
    """Every element with its attributes and its text: all but the spaces between elements."""
    root = etree.fromstring(data)
    return [
        (str(element.tag), dict(element.attrib), " ".join("".join(element.itertext()).split()))
        for element in root.iter("*")
    ]


@pytest.mark.parametrize("name", NAMES)
def test_an_edit_in_translate_toolkit_is_found(name: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(formats.FORMATS[name].write(SERBIAN))
    store = TOOLKIT[name].parsefile(str(path))
    units = [unit for unit in store.units if not unit.isheader()]
    units[1].target = "Шеф дипломатије Србије посетио је Ташкент и Бухару."
    if name != "tmx":  # which has no states
        units[3].markapproved()
    store.savefile(str(path))
    returned = formats.read(path)
    assert [unit.id for unit in returned.units if unit.edited] == ["1.1"]
    assert returned.units[1].text == "Шеф дипломатије Србије посетио је Ташкент и Бухару."
    assert returned.units[1].given == SERBIAN.units[1].text
    assert returned.units[3].accepted == (name != "tmx")


@pytest.mark.parametrize(
    ("name", "before", "after", "accepted"),
    [
        ("xliff", b'state="initial"', b'state="reviewed"', True),
        ("xliff", b'state="initial"', b'state="translated"', True),
        ("xliff", b'state="initial"', b"", False),
        ("xliff12", b'approved="no"', b'approved="yes"', True),
        ("xliff12", b'state="needs-review-translation"', b'state="signed-off"', True),
        ("xliff12", b'state="needs-review-translation"', b'state="needs-adaptation"', False),
        ("tmx", b'"x-state">machine', b'"x-state">reviewed', True),
    ],
)
def test_what_a_tool_marks_as_checked_is_accepted(
    name: str, before: bytes, after: bytes, accepted: bool, tmp_path: Path
) -> None:
    path = tmp_path / "file"
    path.write_bytes(formats.FORMATS[name].write(UZBEK).replace(before, after))
    (unit,) = formats.read(path).units
    assert unit.accepted == accepted
    assert not unit.edited


def test_who_and_when_are_read_from_tmx(tmp_path: Path) -> None:
    path = tmp_path / "file"
    data = formats.FORMATS["tmx"].write(UZBEK)
    marked = b'<tuv changeid="Dilnoza" changedate="20260302T081500Z" xml:lang="uz-Latn">'
    path.write_bytes(data.replace(b'<tuv xml:lang="uz-Latn">', marked))
    (unit,) = formats.read(path).units
    assert (unit.by, unit.at) == ("Dilnoza", "2026-03-02T08:15:00+00:00")


def test_a_segment_that_a_tool_has_cut_in_two_is_one(tmp_path: Path) -> None:
    path = tmp_path / "file"
    text = formats.FORMATS["xliff"].write(SERBIAN).decode()
    cut = text.replace(
        "<source>It rained in Belgrade.</source>\n"
        "        <target>У Београду је падала киша.</target>\n      </segment>",
        "<source>It rained</source><target>Падала је</target></segment>"
        "<ignorable><source> </source></ignorable>"
        "<segment id='s2'><source>in Belgrade.</source><target>киша.</target></segment>",
    )
    assert cut != text
    path.write_text(cut, "utf-8")
    last = formats.read(path).units[-1]
    assert (last.source, last.text, last.edited) == (
        "It rained in Belgrade.",
        "Падала је киша.",
        True,
    )


def test_inline_codes_of_other_tools_are_not_text(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text(
        "<xliff version='1.2'><file source-language='en-US' target-language='sr_Cyrl_RS'><body>"
        "<trans-unit id='1' approved='yes'><source>A <ph id='1'>&lt;b&gt;</ph>visit</source>"
        "<target><g id='1'>Посета</g><x id='2'/></target></trans-unit></body></file></xliff>",
        "utf-8",
    )
    (unit,) = formats.read(path).units
    assert (unit.source, unit.text, unit.accepted) == ("A visit", "Посета", True)
    assert unit.given is None


LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY a{n} '{('&a' + (str(n - 1) if n else '') + ';') * 10}'>" for n in range(9)
)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (f"{LAUGHS}]><xliff version='2.1'>&a8;</xliff>", "declares the XML entity"),
        (
            "<!DOCTYPE x [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><tmx version='1.4'>&x;</tmx>",
            "declares the XML entity",
        ),
        ("<tmx version='1.4'>&nbsp;</tmx>", "not well-formed"),
        ("<xliff version='2.1'", "not well-formed"),
        ("", "not well-formed"),
        ("PK\x03\x04 and nothing more", "damaged archive"),
        ("<html/>", "which is no review"),
        ("<xliff version='3.0'/>", "of version 3.0"),
        ("<xliff version='2.1' srcLang='en' trgLang='de'/>", "not served"),
        ("<xliff version='1.2'/>", "one direction"),
        (
            "<xliff version='1.2'><file source-language='en' target-language='sr'/>"
            "<file source-language='en' target-language='ru'/></xliff>",
            "one direction",
        ),
        ("<tmx version='1.4'><body/></tmx>", "0 directions"),
        (
            "<tmx version='1.4'><header srclang='en'/><body><tu><tuv xml:lang='en'><seg>a</seg>"
            "</tuv></tu></body></tmx>",
            "0 directions",
        ),
        ("<x>" * 300 + "</x>" * 300, "not well-formed"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(content: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "stranger"
    path.write_text(content, "utf-8")
    with pytest.raises(ReviewError, match=said) as caught:
        formats.read(path)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize("name", formats.FORMATS)
@given(
    cuts=st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 30), st.binary(max_size=8)),
        min_size=1,
        max_size=4,
    )
)
def test_a_damaged_file_is_read_or_refused_and_nothing_else(
    name: str,
    cuts: list[tuple[float, int, bytes]],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    data = formats.FORMATS[name].write(SERBIAN)
    for place, length, instead in cuts:
        start = int(place * len(data))
        data = data[:start] + instead + data[start + length :]
    path = tmp_path_factory.getbasetemp() / "damaged"
    path.write_bytes(data)
    with contextlib.suppress(ReviewError):
        assert formats.read(path).units is not None


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(ReviewError, match="No such file"):
        formats.read(tmp_path / "none.xlf")


def test_a_file_beyond_all_measure_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "_MAX_BYTES", 10)
    with pytest.raises(ReviewError, match="larger than the 10 bytes"):
        xml.parse(b"<xliff version='2.1'/>", "big.xlf")


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("sr", target("sr")),
        ("sr-Latn-RS", target("sr", "Latn")),
        ("sr_RS", target("sr")),
        ("UZ-cyrl", target("uz", "Cyrl")),
        ("ru-RU", target("ru")),
        ("de", None),
        ("en", None),
        ("", None),
        (None, None),
    ],
)
def test_languages_as_tools_name_them(tag: str | None, expected: object) -> None:
    assert parse_target(tag) == expected


@pytest.mark.parametrize(
    ("tag", "expected"), [("en-GB", "en"), ("RU", "ru"), ("fr", None), (None, None)]
)
def test_source_languages_as_tools_name_them(tag: str | None, expected: str | None) -> None:
    assert parse_source(tag) == expected


@pytest.mark.parametrize("script", ["Cyrl", "Latn"])
def test_the_script_travels_with_the_file(script: str, tmp_path: Path) -> None:
    bilingual = replace(UZBEK, target=target("uz", script))
    assert language_tag(bilingual.target) == f"uz-{script}"
    for name in formats.FORMATS:
        assert back(name, bilingual, tmp_path / name).target == bilingual.target
