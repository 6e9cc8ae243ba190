"""Make the template that briefings start from: `python -m briefing.word.template OUT.docx`.

The template is built from `briefing.word.styles` and nothing else, as the least that Word and
LibreOffice open without repair (ECMA-376, part 1): an empty A4 page, the styles, the numbering of
articles, the settings. The same table always gives the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path

from briefing.word.package import pack
from briefing.word.styles import (
    ARTICLE_HEADING,
    DEFAULT_RUN,
    HANG,
    NORMAL,
    PART_ARTICLE_HEADING,
    PART_HEADING,
    STYLES,
    SUBSTITUTES,
    Style,
)

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument"
_NATIVE_WORD = "http://schemas.microsoft.com/office/word"

_PARTS = ("styles", "settings", "numbering", "fontTable")
_ID = {style.name: style.id for style in STYLES}
# What Word takes for granted in every document, under ids of its own.
_BUILT_IN = {"paragraph": None, "character": "DefaultParagraphFont", "table": "TableNormal"}


def _style(style: Style) -> str:
    based_on = _ID[style.based_on] if style.based_on else _BUILT_IN[style.kind]
    marks = ' w:default="1"' if style.name == NORMAL else ""
    marks += ' w:customStyle="1"' if style.custom else ""
    return (
        f'<w:style w:type="{style.kind}"{marks} w:styleId="{style.id}">'
        f'<w:name w:val="{style.name}"/>'
        + (f'<w:basedOn w:val="{based_on}"/>' if based_on else "")
        + (f'<w:next w:val="{_ID[style.next]}"/>' if style.next else "")
        + "<w:qFormat/>"
        + (f"<w:pPr>{style.paragraph}</w:pPr>" if style.paragraph else "")
        + (f"<w:rPr>{style.run}</w:rPr>" if style.run else "")
        + style.extra
        + "</w:style>"
    )


def _styles() -> str:
    return (
        f"<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>{DEFAULT_RUN}"
        '<w:lang w:val="en-GB" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList">'
        '<w:name w:val="No List"/><w:semiHidden/></w:style>'
        + "".join(map(_style, STYLES))
        + "</w:styles>"
    )


def _settings() -> str:
    return (
        f'<w:settings {_W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="708"/>'
        "<w:autoHyphenation/>"
        '<w:consecutiveHyphenLimit w:val="2"/><w:hyphenationZone w:val="357"/>'
        '<w:doNotHyphenateCaps/><w:characterSpacingControl w:val="doNotCompress"/>'
        # Without this Word opens the document in compatibility mode, as if it were from 2007.
        f'<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="{_NATIVE_WORD}" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-GB"/><w:decimalSymbol w:val=","/>'
        '<w:listSeparator w:val=";"/></w:settings>'
    )


def _numbering() -> str:
    return (
        f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0">'
        '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        f'<w:numFmt w:val="decimal"/><w:pStyle w:val="{_ID[ARTICLE_HEADING]}"/>'
        '<w:suff w:val="tab"/><w:lvlText w:val="%1"/><w:lvlJc w:val="left"/><w:pPr>'
        f'<w:ind w:left="0" w:hanging="{HANG}"/></w:pPr></w:lvl></w:abstractNum>'
        # The parts of a file in several languages, unnumbered, and in each its articles from 1.
        '<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="none"/>'
        f'<w:pStyle w:val="{_ID[PART_HEADING]}"/><w:suff w:val="nothing"/><w:lvlText w:val=""/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:pStyle w:val="{_ID[PART_ARTICLE_HEADING]}"/><w:suff w:val="tab"/>'
        '<w:lvlText w:val="%2"/><w:lvlJc w:val="left"/><w:pPr>'
        f'<w:ind w:left="0" w:hanging="{HANG}"/></w:pPr></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )


def _font_table() -> str:
    return (
        f"<w:fonts {_W}>"
        + "".join(
            f'<w:font w:name="{name}"><w:altName w:val="{substitute}"/></w:font>'
            for name, substitute in SUBSTITUTES.items()
        )
        + "</w:fonts>"
    )


def _document() -> str:
    return (
        f'<w:document {_W} xmlns:r="{_OFFICE}/relationships"><w:body><w:sectPr>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1417" w:right="1417" w:bottom="1304" w:left="1417"'
        ' w:header="680" w:footer="624" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


def _content_types() -> str:
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_TYPE}.wordprocessingml.{part}+xml"/>'
        for part in _PARTS
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/word/document.xml"'
        f' ContentType="{_TYPE}.wordprocessingml.document.main+xml"/>{overrides}'
        '<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def _relationships(*targets: tuple[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def _core() -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>briefing</dc:creator>'
        "</cp:coreProperties>"
    )


def template() -> bytes:
    """Return the shipped template as the bytes of a .docx file."""
    links = _OFFICE + "/relationships"
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            (links + "/officeDocument", "word/document.xml"),
            (_PACKAGE + "/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": _core(),
        "word/document.xml": _document(),
        "word/_rels/document.xml.rels": _relationships(
            *((f"{links}/{part}", f"{part}.xml") for part in _PARTS)
        ),
        "word/styles.xml": _styles(),
        "word/settings.xml": _settings(),
        "word/numbering.xml": _numbering(),
        "word/fontTable.xml": _font_table(),
    }
    return pack({name: (_HEAD + xml).encode() for name, xml in parts.items()})


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m briefing.word.template OUT.docx")
    Path(sys.argv[1]).write_bytes(template())
