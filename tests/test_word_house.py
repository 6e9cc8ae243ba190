"""A house's own template: what is taken from it, what is filled in, what is refused."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from word_audit import audit
from word_briefings import briefing_in, covered

from briefing import word
from briefing.cli import main
from briefing.errors import TemplateError
from briefing.languages import target
from briefing.word import slots, styles, vetting
from briefing.word.house import house_template, our_template, survey
from briefing.word.package import CONTENT_TYPES, pack, unpack

SERBIAN = target("sr")
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A template as a ministry might have it: own page, own headings, a sample text, no slots."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(216), Mm(279)
    section.left_margin = section.right_margin = Mm(30)
    section.header.paragraphs[0].text = "Министарство спољних послова"
    document.styles["Heading 1"].font.name = "Cambria"
    document.add_heading("Узорак наслова", 1)
    document.add_paragraph("Узорак текста")
    document.save(str(tmp_path / "house.docx"))
    return tmp_path / "house.docx"


def changed(path: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """Change one part of the template at `path`."""
    parts = unpack(path.read_bytes())
    path.write_bytes(pack({**parts, name: change(parts.get(name, b""))}))
    return path


def xml(fragment: str) -> object:
    return parse_xml(fragment.replace(" ", f" {nsdecls('w')} ", 1))


def rendered(path: Path, **changes: object) -> WordDocument:
    package = word.render([briefing_in(SERBIAN)], template=house_template(path))
    return Document(BytesIO(package))


def body_text(document: WordDocument) -> str:
    return "\n".join(t.text or "" for t in document.element.body.iter(qn("w:t")))


# --- what is taken, what is filled in ---


def test_without_one_ours_is_used() -> None:
    assert house_template(None) == our_template()


def test_ours_has_everything(tmp_path: Path) -> None:
    path = tmp_path / "ours.docx"
    path.write_bytes(our_template())
    assert survey(path).missing == ()
    assert {style.status for style in survey(path).styles} == {"there"}


def test_the_page_the_header_and_the_headings_are_the_houses(house: Path) -> None:
    document = rendered(house)
    section = document.sections[0]
    assert [round(side.mm) for side in (section.page_width, section.left_margin)] == [216, 30]
    assert section.header.paragraphs[0].text == "Министарство спољних послова"
    assert document.styles["Heading 1"].font.name == "Cambria"
    assert "Узорак" not in body_text(document)


def test_every_style_is_there_under_its_name_and_its_references_hold(house: Path) -> None:
    document = Document(BytesIO(house_template(house)))
    root = document.styles.element
    ids = [style.get(qn("w:styleId")) for style in root.iter(qn("w:style"))]
    assert len(ids) == len(set(ids))
    for style in styles.STYLES:
        assert document.styles[style.name].type is not None
    for tag in ("w:basedOn", "w:next", "w:link"):
        assert {link.get(qn("w:val")) for link in root.iter(qn(tag))} <= set(ids)
    defaults = [s.get(qn("w:type")) for s in root.iter(qn("w:style")) if s.get(qn("w:default"))]
    assert len(defaults) == len(set(defaults))


def test_a_style_filled_in_takes_the_typeface_and_the_width_of_the_house(house: Path) -> None:
    document = Document(BytesIO(house_template(house)))
    filled = document.styles[styles.SOURCE_LINE].element
    assert filled.find(f".//{qn('w:rFonts')}") is None
    assert filled.find(f".//{qn('w:color')}") is not None
    width = round((216 - 60) / 25.4 * 1440)
    entry = document.styles[styles.CONTENTS_ENTRY]
    (stop,) = entry.paragraph_format.tab_stops
    assert abs(stop.position.twips - width) <= 1


def test_the_numbering_of_articles_comes_along(house: Path) -> None:
    parts = unpack(our_template())
    without = re.sub(
        rb'<w:style w:type="paragraph" w:styleId="(?:Heading1|PartHeading)">.*?</w:style>',
        b"",
        parts["word/styles.xml"],
    )
    house.write_bytes(pack({**parts, "word/styles.xml": without}))
    document = Document(BytesIO(house_template(house)))
    numbering = document.part.numbering_part.element
    number = document.styles["Heading 1"].element.find(f".//{qn('w:numId')}").get(qn("w:val"))
    (definition,) = numbering.xpath(f"./w:num[@w:numId={number}]")
    abstract = definition.find(qn("w:abstractNumId")).get(qn("w:val"))
    (style,) = numbering.xpath(f"./w:abstractNum[@w:abstractNumId={abstract}]//w:pStyle")
    assert style.get(qn("w:val")) == document.styles["Heading 1"].style_id
    kinds = [child.tag for child in numbering]
    assert kinds == sorted(kinds, key=[qn("w:abstractNum"), qn("w:num")].index)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("heading 1", "Заголовок 1"),
        ("heading 1", "Naslov 1"),
        ("heading 1", "Überschrift 1"),
        ("Title", "Название"),
        ("Body Text", "Тело текста"),
        ("Hyperlink", "Хипервеза"),
        ("Notice", "NOTICE"),
    ],
)
def test_a_style_is_known_by_its_name_in_another_language(
    tmp_path: Path, ours: str, theirs: str
) -> None:
    path = tmp_path / "house.docx"
    path.write_bytes(our_template())
    old, new = (f'<w:name w:val="{name}"/>'.encode() for name in (ours, theirs))
    changed(path, "word/styles.xml", lambda part: part.replace(old, new))
    (found,) = (style for style in survey(path).styles if style.name == ours)
    assert (found.status, found.called) == ("there under another name", theirs)
    assert Document(BytesIO(house_template(path))).styles[ours] is not None


def test_a_built_in_style_is_known_by_its_id_when_its_name_is_nobodys(tmp_path: Path) -> None:
    path = tmp_path / "house.docx"
    path.write_bytes(our_template())
    changed(
        path,
        "word/styles.xml",
        lambda part: part.replace(b'<w:name w:val="Subtitle"/>', b'<w:name w:val="Tagline"/>'),
    )
    assert survey(path).missing == ()


def test_a_name_of_ours_on_another_kind_of_style_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "house.docx"
    document = Document()
    document.styles.add_style("Notice", 2)  # of characters
    document.save(str(path))
    with pytest.raises(TemplateError, match="'Notice' is a character style"):
        house_template(path)


def test_a_list_of_contents_gets_room_for_the_articles_number(house: Path) -> None:
    document = Document(str(house))
    entry = document.styles.add_style("toc 1", 1)
    entry.paragraph_format.tab_stops.add_tab_stop(Pt(400))
    document.save(str(house))
    entry = Document(BytesIO(house_template(house))).styles["toc 1"]
    assert entry.paragraph_format.first_line_indent.twips == -styles.HANG
    assert [stop.position.pt for stop in entry.paragraph_format.tab_stops] == [400]


def test_a_template_without_styles_or_settings_gets_ours(tmp_path: Path) -> None:
    path = tmp_path / "bare.docx"
    gone = ("styles", "settings", "numbering", "fontTable")
    parts = {
        name: re.sub(
            rb"<(?:Override|Relationship)[^>]*(?:%s)\.xml[^>]*>"
            % b"|".join(part.encode() for part in gone),
            b"",
            content,
        )
        for name, content in unpack(our_template()).items()
        if not any(name.endswith(f"word/{part}.xml") for part in gone)
    }
    path.write_bytes(pack(parts))
    assert len(survey(path).missing) == 0  # all at once, with the part they are in
    assert "Преглед штампе" in body_text(rendered(path))


def test_a_template_that_leaves_its_page_to_the_program_gets_a4(tmp_path: Path) -> None:
    path = tmp_path / "house.docx"
    path.write_bytes(our_template())
    changed(path, "word/document.xml", lambda part: re.sub(rb"<w:pg(?:Sz|Mar)[^>]*>", b"", part))
    section = rendered(path).sections[0]
    assert [round(side.mm) for side in (section.page_width, section.left_margin)] == [210, 25]


def test_a_dotx_becomes_a_document(house: Path) -> None:
    changed(
        house,
        CONTENT_TYPES,
        lambda part: part.replace(vetting.DOCUMENT.encode(), vetting.TEMPLATE.encode()),
    )
    path = house.rename(house.with_suffix(".dotx"))
    types = unpack(house_template(path))[CONTENT_TYPES].decode()
    assert vetting.DOCUMENT in types
    assert vetting.TEMPLATE not in types


def test_word_is_not_told_to_ask_for_fields_to_be_updated(house: Path) -> None:
    document = Document(str(house))
    document.settings.element.append(xml('<w:updateFields w:val="true"/>'))
    document.save(str(house))
    assert b"updateFields" not in unpack(house_template(house))["word/settings.xml"]


def test_a_sample_text_leaves_nothing_behind(house: Path) -> None:
    document = Document(str(house))
    paragraph = document.add_paragraph()
    document.add_comment(paragraph.add_run("Тајна"), "Напомена", "Аутор", "А")
    document.save(str(house))
    parts = unpack(house_template(house))
    assert "word/comments.xml" not in parts
    assert not any("Узорак".encode() in content for content in parts.values())


def test_notes_of_a_sample_text_go_and_their_separators_stay(house: Path) -> None:
    notes = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        '<w:footnote w:id="1"><w:p><w:r><w:t>Тајна</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    stated = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
    part("word/footnotes.xml", notes.encode())(house)
    link("footnotes", "footnotes.xml")(house)
    changed(house, CONTENT_TYPES, lambda types: types.replace(b"</Types>", stated.encode()))
    left = unpack(house_template(house))["word/footnotes.xml"].decode()
    assert 'w:type="separator"' in left
    assert "Тајна" not in left


def test_a_body_without_a_section_gets_one(tmp_path: Path) -> None:
    path = tmp_path / "house.docx"
    path.write_bytes(our_template())
    changed(
        path,
        "word/document.xml",
        lambda xml_: re.sub(rb"<w:sectPr>.*</w:sectPr>", b"<w:p/>", xml_),
    )
    document = rendered(path)
    assert len(document.sections) == 1
    assert document.paragraphs[0].text == "Преглед штампе"


def test_the_same_template_gives_the_same_bytes(house: Path) -> None:
    assert house_template(house) == house_template(house)


# --- places ---


def with_slots(house: Path, *fragments: str) -> Path:
    document = Document(str(house))
    for fragment in fragments:
        document.element.body.insert(-1, xml(fragment))
    document.save(str(house))
    return house


def mark(name: str, inside: str = "", number: int = 90) -> str:
    start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    return f'{start}{inside}<w:bookmarkEnd w:id="{number}"/>'


def control(name: str, inside: str) -> str:
    return (
        f'<w:sdt><w:sdtPr><w:tag w:val="{name}"/><w:showingPlcHdr/></w:sdtPr>'
        f"<w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    )


PROMPT = (
    '<w:r><w:rPr><w:rStyle w:val="PlaceholderText"/><w:b/></w:rPr><w:t>Кликните овде</w:t></w:r>'
)


@pytest.mark.parametrize(
    "slot",
    [
        f"<w:p >{mark(slots.DATE)}</w:p>",
        f"<w:p >{mark(slots.DATE, PROMPT)}</w:p>",
        f"<w:p >{control(slots.DATE, PROMPT)}</w:p>",
        control(slots.DATE, f"<w:p>{PROMPT}</w:p>").replace("<w:sdt>", "<w:sdt >", 1),
        control(slots.DATE, "<w:p/>").replace("<w:sdt>", "<w:sdt >", 1),
        f"<w:tbl ><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr>"
        f"{control(slots.DATE, f'<w:tc><w:p>{PROMPT}</w:p></w:tc>')}</w:tr></w:tbl>",
    ],
    ids=["empty mark", "mark", "inline", "block", "empty block", "cell"],
)
def test_words_take_the_place_of_what_stood_there(house: Path, slot: str) -> None:
    said = body_text(rendered(with_slots(house, slot)))
    assert said.count("28. фебруар 2026.") == 2  # there, and below our own title
    assert "Кликните" not in said
    assert "Узорак текста" in said  # a template with a place keeps its text


def test_words_keep_the_formatting_of_what_stood_there_and_say_their_language(house: Path) -> None:
    document = rendered(with_slots(house, f"<w:p >{control(slots.COUNT, PROMPT)}</w:p>"))
    (run,) = (r for r in document.element.body.iter(qn("w:r")) if r.text == "2 чланка")
    properties = run.find(qn("w:rPr"))
    assert [child.tag for child in properties] == [qn("w:b"), qn("w:lang")]
    assert properties.find(qn("w:lang")).get(qn("w:val")) == "sr-Cyrl-RS"


def test_a_place_in_a_header_is_filled(house: Path) -> None:
    document = Document(str(house))
    document.sections[0].header._element.append(xml(f"<w:p >{control(slots.TITLE, PROMPT)}</w:p>"))
    document.save(str(house))
    header = rendered(house).sections[0].header
    said = [t.text for t in header._element.iter(qn("w:t"))]
    assert said[:2] == ["Министарство спољних послова", "Преглед штампе"]


def test_with_a_place_for_the_title_the_cover_is_the_houses(house: Path) -> None:
    document = rendered(with_slots(house, f"<w:p >{mark(slots.TITLE)}</w:p>"))
    assert body_text(document).count("Преглед штампе") == 1
    assert not [p for p in document.paragraphs if p.style and p.style.name == "Subtitle"]


def test_bookmarks_of_the_house_do_not_get_in_the_way_of_ours(house: Path) -> None:
    slot = f"<w:p >{mark(slots.DATE, number=1)}{mark('theirs', PROMPT, number=2)}</w:p>"
    template = house_template(with_slots(house, slot))
    package = word.render([briefing_in(SERBIAN)], template=template)
    assert not [fault for fault in audit(package) if fault.startswith("id")]


def test_a_template_whose_styles_name_no_default_gets_them(tmp_path: Path) -> None:
    path = tmp_path / "house.docx"
    path.write_bytes(our_template())
    changed(path, "word/styles.xml", lambda part: part.replace(b' w:default="1"', b""))
    changed(
        path,
        "word/styles.xml",
        lambda part: re.sub(
            rb'<w:style w:type="table" w:styleId="TableNormal">.*?</w:style>', b"", part
        ),
    )
    root = Document(BytesIO(house_template(path))).styles.element
    defaults = [s.get(qn("w:type")) for s in root.iter(qn("w:style")) if s.get(qn("w:default"))]
    assert sorted(defaults) == ["character", "numbering", "paragraph", "table"]
    assert rendered(path).paragraphs


def test_a_logo_that_is_not_shown_is_not_in_the_file(house: Path) -> None:
    template = house_template(with_slots(house, f"<w:p >{mark(slots.TITLE)}</w:p>"))
    package = word.render([covered(briefing_in(SERBIAN))], template=template)
    assert not [name for name in unpack(package) if "media" in name]
    assert not [fault for fault in audit(package) if fault.startswith("relationship")]


def test_tables_are_as_wide_as_the_houses_text(house: Path) -> None:
    document = rendered(house)
    (table,) = document.tables
    widths = [column.width.twips for column in table.columns]
    assert abs(sum(widths) - (216 - 60) / 25.4 * 1440) <= len(widths)


def test_a_place_without_a_value_is_emptied(house: Path) -> None:
    slot = f"<w:p >{control(slots.PREPARED_BY, PROMPT)}</w:p>"
    assert "Кликните" not in body_text(rendered(with_slots(house, slot)))


@pytest.mark.parametrize("form", ["mark", "control", "cell"])
def test_the_briefing_goes_to_its_place(house: Path, form: str) -> None:
    slot = {
        "mark": f"<w:p >{mark(slots.BODY)}</w:p>",
        "control": control(slots.BODY, f"<w:p>{PROMPT}</w:p>").replace("<w:sdt>", "<w:sdt >", 1),
        "cell": "<w:tbl ><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>"
        f"<w:p>{mark(slots.BODY)}</w:p></w:tc></w:tr></w:tbl>",
    }[form]
    said = body_text(
        rendered(with_slots(house, slot, "<w:p ><w:r><w:t>Крај обрасца</w:t></w:r></w:p>"))
    )
    order = ("Узорак текста", "Преглед штампе", "Садржај", "Усаглашени термини", "Крај обрасца")
    places = [said.index(words) for words in order]
    assert places == sorted(places)
    assert "Кликните" not in said


def test_without_a_place_of_its_own_the_briefing_follows_the_houses_text(house: Path) -> None:
    said = body_text(rendered(with_slots(house, f"<w:p >{mark(slots.DATE)}</w:p>")))
    assert said.index("Узорак текста") < said.index("28. фебруар") < said.index("Преглед штампе")


def test_the_contents_go_to_their_place(house: Path) -> None:
    slot = f"<w:p >{mark(slots.CONTENTS)}</w:p>"
    said = body_text(rendered(with_slots(house, slot, "<w:p ><w:r><w:t>Уводник</w:t></w:r></w:p>")))
    order = [said.index(words) for words in ("Садржај", "Уводник", "Преглед штампе")]
    assert order == sorted(order)
    assert said.count("Садржај") == 1


# --- what is refused ---


def part(name: str, content: bytes) -> Callable[[Path], Path]:
    return lambda path: changed(path, name, lambda _: content)


def link(kind: str, target_: str = "x.bin", *, external: bool = False) -> Callable[[Path], Path]:
    mode = ' TargetMode="External"' if external else ""
    row = f'<Relationship Id="rIdX" Type="{RELATIONSHIPS}/{kind}" Target="{target_}"{mode}/>'
    return lambda path: changed(
        path,
        "word/_rels/document.xml.rels",
        lambda part: part.replace(b"</Relationships>", row.encode() + b"</Relationships>"),
    )


def typed(kind: str) -> Callable[[Path], Path]:
    return lambda path: changed(
        path,
        CONTENT_TYPES,
        lambda part: part.replace(vetting.DOCUMENT.encode(), kind.encode()),
    )


def text_with(fragment: str) -> Callable[[Path], Path]:
    def change(path: Path) -> Path:
        return with_slots(path, f"<w:p >{fragment}</w:p>")

    return change


def instruction(*pieces: str) -> str:
    codes = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return f"{begin}{codes}{end}"


MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
REFUSED: list[tuple[str, Callable[[Path], Path], str]] = [
    ("macro type", typed(MACROS), "macros or controls"),
    ("vba project", link("vbaProject"), "brings macros"),
    ("renamed vba project", part("word/data.bin", vetting._OLE_FILE + b"x"), "is an OLE file"),
    ("activex", link("control"), "an ActiveX control"),
    ("ole", link("oleObject"), "an OLE object"),
    ("embedded workbook", link("package"), "an embedded document"),
    ("alternative chunk", link("aFChunk"), "taken in on opening"),
    ("attached template", link("attachedTemplate", "file:///t.dotm", external=True), "attached"),
    ("remote image", link("image", "https://a.example/x.png", external=True), "from elsewhere"),
    ("remote frame", link("frame", "https://a.example/", external=True), "from elsewhere"),
    ("ribbon", link("extensibility"), "a ribbon with macros"),
    (
        "vml picture",
        text_with(
            '<w:pict><v:imagedata xmlns:v="urn:schemas-microsoft-com:vml"'
            ' src="\\\\host\\x.png"/></w:pict>'
        ),
        "a picture from elsewhere",
    ),
    ("dde", text_with(instruction(" DDEAUTO c:\\\\x")), "the field DDEAUTO"),
    ("dde in pieces", text_with(instruction(" DDE", "AUTO x")), "the field DDEAUTO"),
    ("made-up field", text_with(instruction(instruction(" SYMBOL 68"))), "without a name"),
    ("simple field", text_with('<w:fldSimple w:instr=" INCLUDEPICTURE http://a "/>'), "INCLUDEPIC"),
    (
        "entities",
        part("word/document.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
        "type decl",
    ),
    ("broken xml", part("word/styles.xml", b"<w:styles"), "not well-formed"),
    ("strict", part("word/document.xml", b'<document xmlns="urn:x"/>'), "Strict"),
    ("no types", lambda path: _rewritten(path, drop=CONTENT_TYPES), "no Word document"),
    ("spreadsheet", typed("application/vnd.ms-excel"), "its main part is of the kind"),
]


def _rewritten(path: Path, drop: str) -> Path:
    parts = unpack(path.read_bytes())
    path.write_bytes(pack({name: content for name, content in parts.items() if name != drop}))
    return path


@pytest.mark.parametrize(
    ("make", "reason"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_what_runs_or_reaches_outside_is_refused(
    house: Path, make: Callable[[Path], Path], reason: str
) -> None:
    path = make(house)
    with pytest.raises(TemplateError, match=reason) as refused:
        house_template(path)
    assert str(refused.value).startswith(f"{path}: ")
    assert refused.value.remedy


def test_hyperlinks_and_plain_fields_are_no_reason(house: Path) -> None:
    link("hyperlink", "https://www.mfa.gov.rs/", external=True)(house)
    text_with(instruction(" PAGE ") + '<w:fldSimple w:instr="= 1 + 1"/>')(house)
    assert house_template(house)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"text", vetting._OLE_FILE])
def test_what_is_no_word_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(content)
    with pytest.raises(TemplateError):
        house_template(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match=r"none\.docx: No such file"):
        house_template(tmp_path / "none.docx")


def test_a_zip_bomb_is_not_unpacked(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(house, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/x.xml", b" " * 3_000_000)
    monkeypatch.setattr(vetting, "MAX_UNPACKED_BYTES", 2_000_000)
    with pytest.raises(TemplateError, match="unpacks to"):
        house_template(house)


def test_a_part_is_judged_by_its_type_and_not_by_its_name(house: Path) -> None:
    text_with(instruction(" DDEAUTO x"))(house)
    parts = unpack(house.read_bytes())
    parts["word/header.dat"] = parts["word/document.xml"]
    parts["word/document.xml"] = unpack(our_template())["word/document.xml"]
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
    stated = f'<Override PartName="/word/header.dat" ContentType="{kind}"/></Types>'
    parts[CONTENT_TYPES] = parts[CONTENT_TYPES].replace(b"</Types>", stated.encode())
    house.write_bytes(pack(parts))
    with pytest.raises(TemplateError, match=r"word/header\.dat holds the field DDEAUTO"):
        house_template(house)


def test_more_xml_than_a_template_has_is_not_parsed(
    house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vetting, "MAX_XML_BYTES", 1_000)
    with pytest.raises(TemplateError, match="bytes of XML, more than the 1,000 allowed"):
        house_template(house)


def test_two_parts_of_one_name_are_refused(house: Path) -> None:
    with zipfile.ZipFile(house, "a") as archive:
        archive.writestr("word/Document.xml", b"<x/>")
    with pytest.raises(TemplateError, match="two parts of the same name"):
        house_template(house)


# --- the command ---


def test_init_writes_ours_and_replaces_nothing_unasked(tmp_path: Path) -> None:
    path = tmp_path / "new" / "ours.docx"
    assert main(["template", "init", str(path)]) == 0
    assert path.read_bytes() == our_template()
    assert main(["template", "init", str(path)]) == 2
    assert main(["template", "init", str(path), "--force"]) == 0
    assert main(["template", "init", str(tmp_path / "ours.txt")]) == 2


def test_check_says_what_is_filled_in_and_where_the_briefing_goes(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_slots(house, f"<w:p >{mark(slots.BODY)}</w:p>")
    assert main(["template", "check", str(house)]) == 1
    said = capsys.readouterr()
    assert re.search(r"heading 1 +paragraph style +there\n", said.out)
    assert re.search(r"Source Line +paragraph style +filled in from ours\n", said.out)
    assert re.search(r"briefing_body +place +there\n", said.out)
    assert re.search(r"briefing_date +place +not there\n", said.out)
    assert "the briefing goes at briefing_body" in said.err
    assert "style Subtitle has a contrast of 4.0; 4.5 is the least" in said.err


def test_check_of_ours_finds_nothing_to_fill_in(tmp_path: Path) -> None:
    path = tmp_path / "ours.docx"
    path.write_bytes(our_template())
    assert main(["template", "check", str(path)]) == 0
