"""The named styles a briefing is written with: all of its formatting, in one table.

A template has to offer these names and nothing else; `briefing.word.template` makes the shipped one
from this table. Names that Word builds in ("Title", "heading 1", "toc 1") are used wherever one
exists, so that Word shows them in the reader's own language and a house's template answers to them.

Colours keep a contrast of at least 4.5 : 1 on white (WCAG 2.2, 1.4.3).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# Both ship with Word on Windows and on a Mac, and Linux answers to both names with the metrically
# equal Liberation fonts. All of them hold ʻ ʼ ў ғ қ ҳ ђ ј љ њ ћ џ.
SERIF = "Times New Roman"
SANS = "Arial"
SUBSTITUTES = {SERIF: "Liberation Serif", SANS: "Liberation Sans"}

INK = "1F3864"  # titles, headings and rules
GREY = "595959"  # everything that is not the text itself
HAIRLINE = "BFBFBF"
TINT = "E4EBF5"
SHADES = {"high": "DDEBDA", "medium": "FFF2CC", "low": "F8D9D4"}  # behind black text
LINK = "1F4E9E"

TEXT_WIDTH = 9072  # twips: A4 less two margins of 25 mm
HANG = 510  # twips: article numbers stand this far out in the left margin

Kind = Literal["paragraph", "character", "table"]


@dataclass(frozen=True, slots=True)
class Style:
    """One style: its name, and its properties as WordprocessingML in the schema's order."""

    name: str
    kind: Kind
    paragraph: str = ""  # children of w:pPr
    run: str = ""  # children of w:rPr
    based_on: str | None = None
    next: str | None = None
    extra: str = ""  # table styles: children after w:rPr
    custom: bool = False  # not one of those that Word builds in

    @property
    def id(self) -> str:
        """The style's id in the document: its name without spaces."""
        words = self.name.split()
        return "".join(word[0].upper() + word[1:] for word in words)


def _fonts(family: str) -> str:
    return (
        f'<w:rFonts w:ascii="{family}" w:hAnsi="{family}" w:eastAsia="{family}" w:cs="{family}"/>'
    )


def _size(points: float) -> str:
    return f'<w:sz w:val="{points * 2:.0f}"/><w:szCs w:val="{points * 2:.0f}"/>'


def _colour(value: str) -> str:
    return f'<w:color w:val="{value}"/>'


def _shade(value: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{value}"/>'


def _rule(side: str, colour: str, eighths: int, space: int) -> str:
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="{space}" w:color="{colour}"/>'


_BOLD = "<w:b/><w:bCs/>"
_ITALIC = "<w:i/><w:iCs/>"
_TOGETHER = "<w:keepNext/><w:keepLines/>"
_WHOLE_WORDS = "<w:suppressAutoHyphens/>"

NORMAL = "Normal"
TITLE = "Title"
SUBTITLE = "Subtitle"
CONTENTS_HEADING = "TOC Heading"
CONTENTS_ENTRY = "toc 1"
ARTICLE_HEADING = "heading 1"
SOURCE_LINE = "Source Line"
ORIGINAL_TITLE = "Original Title"
BODY = "Body Text"
NOTICE = "Notice"
ANNEX_HEADING = "Annex Heading"
TABLE = "Briefing Table"
TABLE_HEADER = "Table Header"
TABLE_TEXT = "Table Text"
SIGNATURE = "Signature Line"
HEADER = "header"
FOOTER = "footer"
HYPERLINK = "Hyperlink"
CONCEPT = "Concept"
# The review edition
REVIEW_TEXT = "Review Text"
REVIEW_NOTE = "Review Note"
MATCHED = "Concept Matched"
REPAIRED = "Concept Repaired"
REVIEW_HEADING = "Review Heading"
CONFIDENCE = {
    "high": "Confidence High",
    "medium": "Confidence Medium",
    "low": "Confidence Low",
}
COMMENT_TEXT = "annotation text"
COMMENT_REFERENCE = "annotation reference"
# The cover, the list of sources, and parts of one file in several languages
LOGO = "Logo"
COVER_LINE = "Cover Line"
CLASSIFICATION = "Classification"
REFERENCE = "Reference"
PART_HEADING = "Part Heading"
PART_ARTICLE_HEADING = "heading 2"
PART_ANNEX_HEADING = "Part Annex Heading"

_RUNNING_LINE = (
    f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>{_WHOLE_WORDS}',
    _fonts(SANS) + _colour(GREY) + _size(8),
)

STYLES: tuple[Style, ...] = (
    Style(NORMAL, "paragraph"),
    Style(
        TITLE,
        "paragraph",
        paragraph=f'{_TOGETHER}{_WHOLE_WORDS}<w:spacing w:after="80"/>',
        run=_BOLD + _colour(INK) + _size(30),
        based_on=NORMAL,
        next=SUBTITLE,
    ),
    Style(
        SUBTITLE,
        "paragraph",
        paragraph=f"{_TOGETHER}<w:pBdr>{_rule('bottom', INK, 12, 10)}</w:pBdr>{_WHOLE_WORDS}"
        '<w:spacing w:after="360"/>',
        run=_fonts(SANS) + _colour(GREY) + _size(11),
        based_on=NORMAL,
        next=BODY,
    ),
    Style(
        CONTENTS_HEADING,
        "paragraph",
        paragraph=f'{_TOGETHER}{_WHOLE_WORDS}<w:spacing w:before="240" w:after="80"/>',
        run=_fonts(SANS) + _BOLD + _colour(INK) + _size(10),
        based_on=NORMAL,
        next=CONTENTS_ENTRY,
    ),
    Style(
        CONTENTS_ENTRY,
        "paragraph",
        # A rule under each entry rather than dots that lead to the page number: before Word has
        # counted its pages there is no number yet, and the list must look finished without it.
        paragraph=f"<w:keepLines/><w:pBdr>{_rule('bottom', HAIRLINE, 4, 3)}"
        f"{_rule('between', HAIRLINE, 4, 3)}</w:pBdr>"
        f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>'
        f'{_WHOLE_WORDS}<w:spacing w:before="60" w:after="60"/>'
        f'<w:ind w:left="0" w:hanging="{HANG}"/>',
        run=_size(11),
        based_on=NORMAL,
    ),
    Style(
        ARTICLE_HEADING,
        "paragraph",
        paragraph=f'{_TOGETHER}<w:numPr><w:numId w:val="1"/></w:numPr>{_WHOLE_WORDS}'
        '<w:spacing w:before="480" w:after="80"/><w:outlineLvl w:val="0"/>',
        run=_BOLD + _colour(INK) + _size(16),
        based_on=NORMAL,
        next=SOURCE_LINE,
    ),
    Style(
        SOURCE_LINE,
        "paragraph",
        paragraph=f'{_TOGETHER}{_WHOLE_WORDS}<w:spacing w:after="60"/>',
        run=_fonts(SANS) + _colour(GREY) + _size(8.5),
        based_on=NORMAL,
        next=BODY,
        custom=True,
    ),
    Style(
        ORIGINAL_TITLE,
        "paragraph",
        paragraph=f'{_TOGETHER}{_WHOLE_WORDS}<w:spacing w:after="60"/>',
        run=_ITALIC + _colour(GREY) + _size(10),
        based_on=NORMAL,
        next=BODY,
        custom=True,
    ),
    Style(
        BODY,
        "paragraph",
        paragraph='<w:spacing w:before="140" w:line="288" w:lineRule="auto"/>',
        based_on=NORMAL,
    ),
    Style(
        NOTICE,
        "paragraph",
        paragraph=f"<w:keepLines/><w:pBdr>{_rule('left', INK, 18, 8)}</w:pBdr>{_WHOLE_WORDS}"
        '<w:spacing w:before="240" w:after="120"/><w:ind w:left="200"/>',
        run=_fonts(SANS) + _size(9),
        based_on=NORMAL,
        custom=True,
    ),
    Style(
        ANNEX_HEADING,
        "paragraph",
        # Numbering 0 takes off the number that headings of articles carry.
        paragraph='<w:numPr><w:numId w:val="0"/></w:numPr>'
        '<w:spacing w:before="480" w:after="160"/><w:ind w:left="0" w:firstLine="0"/>',
        based_on=ARTICLE_HEADING,
        next=BODY,
        custom=True,
    ),
    Style(
        TABLE_TEXT,
        "paragraph",
        paragraph=f'{_WHOLE_WORDS}<w:spacing w:before="50" w:after="50"/>',
        run=_size(10.5),
        based_on=NORMAL,
        custom=True,
    ),
    Style(
        TABLE_HEADER,
        "paragraph",
        paragraph="<w:keepNext/>",
        run=_fonts(SANS) + _BOLD + _colour(INK) + _size(8.5),
        based_on=TABLE_TEXT,
        custom=True,
    ),
    Style(
        SIGNATURE,
        "paragraph",
        paragraph=f"<w:keepLines/><w:pBdr>{_rule('top', HAIRLINE, 4, 6)}</w:pBdr>{_WHOLE_WORDS}"
        '<w:spacing w:before="480"/>',
        run=_fonts(SANS) + "<w:noProof/>" + _colour(GREY) + _size(7),
        based_on=NORMAL,
        custom=True,
    ),
    Style(
        REVIEW_HEADING,
        "paragraph",
        paragraph='<w:spacing w:before="320" w:after="80"/>',
        based_on=CONTENTS_HEADING,
        next=BODY,
        custom=True,
    ),
    Style(
        REVIEW_TEXT,
        "paragraph",
        paragraph='<w:suppressAutoHyphens w:val="0"/>',
        run=_size(10),
        based_on=TABLE_TEXT,
        custom=True,
    ),
    Style(
        REVIEW_NOTE,
        "paragraph",
        paragraph='<w:spacing w:before="0" w:after="50"/>',
        run=_fonts(SANS) + _colour(GREY) + _size(7.5),
        based_on=TABLE_TEXT,
        custom=True,
    ),
    Style(COMMENT_TEXT, "paragraph", run=_fonts(SANS) + _size(9), based_on=NORMAL),
    Style(
        LOGO,
        "paragraph",
        paragraph=f'{_TOGETHER}<w:spacing w:after="240"/>',
        based_on=NORMAL,
        next=TITLE,
        custom=True,
    ),
    Style(
        COVER_LINE,
        "paragraph",
        paragraph=f'<w:keepLines/>{_WHOLE_WORDS}<w:spacing w:after="40"/>',
        run=_fonts(SANS) + _colour(GREY) + _size(9.5),
        based_on=NORMAL,
        custom=True,
    ),
    Style(
        REFERENCE,
        "paragraph",
        paragraph=f'<w:keepLines/><w:tabs><w:tab w:val="left" w:pos="{HANG}"/></w:tabs>'
        f'{_WHOLE_WORDS}<w:spacing w:before="60"/><w:ind w:left="{HANG}" w:hanging="{HANG}"/>',
        run=_size(10.5),
        based_on=NORMAL,
        custom=True,
    ),
    Style(
        PART_HEADING,
        "paragraph",
        # Level 0 of the list whose level 1 numbers the part's articles: each part begins at 1.
        paragraph='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'
        '<w:outlineLvl w:val="0"/>',
        based_on=TITLE,
        next=SUBTITLE,
        custom=True,
    ),
    Style(
        PART_ARTICLE_HEADING,
        "paragraph",
        paragraph='<w:numPr><w:ilvl w:val="1"/><w:numId w:val="2"/></w:numPr>'
        '<w:outlineLvl w:val="1"/>',
        based_on=ARTICLE_HEADING,
        next=SOURCE_LINE,
    ),
    Style(
        PART_ANNEX_HEADING,
        "paragraph",
        paragraph='<w:outlineLvl w:val="1"/>',
        based_on=ANNEX_HEADING,
        next=BODY,
        custom=True,
    ),
    Style(
        CLASSIFICATION,
        "paragraph",
        paragraph=f'{_WHOLE_WORDS}<w:spacing w:before="60" w:after="60"/><w:jc w:val="center"/>',
        run=_fonts(SANS) + _BOLD + "<w:caps/>" + _size(9),
        based_on=NORMAL,
        custom=True,
    ),
    Style(HEADER, "paragraph", *_RUNNING_LINE, based_on=NORMAL),
    Style(FOOTER, "paragraph", *_RUNNING_LINE, based_on=NORMAL),
    Style(HYPERLINK, "character", run=f'{_colour(LINK)}<w:u w:val="single"/>'),
    Style(CONCEPT, "character", run=_BOLD, custom=True),
    Style(MATCHED, "character", run=_shade(TINT), custom=True),
    Style(REPAIRED, "character", run='<w:u w:val="dotted"/>' + _shade(TINT), custom=True),
    *(
        Style(CONFIDENCE[level], "character", run=_BOLD + _shade(shade), custom=True)
        for level, shade in SHADES.items()
    ),
    Style(COMMENT_REFERENCE, "character", run=_size(8)),
    Style(
        TABLE,
        "table",
        extra='<w:tblPr><w:tblStyleRowBandSize w:val="1"/><w:tblBorders>'
        f"{_rule('top', INK, 8, 0)}{_rule('bottom', INK, 8, 0)}{_rule('insideH', HAIRLINE, 4, 0)}"
        '</w:tblBorders><w:tblCellMar><w:left w:w="60" w:type="dxa"/>'
        '<w:right w:w="120" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
        f"{_rule('bottom', INK, 8, 0)}</w:tcBorders></w:tcPr></w:tblStylePr>",
        custom=True,
    ),
)

DEFAULT_RUN = _fonts(SERIF) + _size(11.5)
