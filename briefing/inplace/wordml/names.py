"""The names of Word's elements, and what each means to a translation (ECMA-376, part 1)."""

from __future__ import annotations

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
VML = "{urn:schemas-microsoft-com:vml}"
DC = "{http://purl.org/dc/elements/1.1/}"
XML = "{http://www.w3.org/XML/1998/namespace}"

# Hold runs that are part of the paragraph's text.
CONTAINERS = frozenset(
    f"{W}{name}"
    for name in (
        "hyperlink",
        "ins",
        "moveTo",
        "smartTag",
        "customXml",
        "sdt",
        "fldSimple",
        "dir",
        "bdo",
    )
)

# Say something of a container or paragraph, and are no content of it.
PROPERTIES = frozenset(
    f"{W}{name}" for name in ("pPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr")
)
MATH = frozenset((f"{M}oMath", f"{M}oMathPara"))

# What stands for a character; breaks and tabs part texts, so each is one in a unit's text too.
CHARACTERS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
}
HYPHEN = f"{W}noBreakHyphen"  # written as the character itself from then on
SOFT_HYPHEN = f"{W}softHyphen"  # says where a source word may be cut, which no longer stands there
RENDERED_BREAK = f"{W}lastRenderedPageBreak"  # where a page ended when it was last shown

# Begin and end of what may overlap anything: bookmarks, commented words.
LOOSE = frozenset(
    f"{W}{name}"
    for name in (
        "bookmarkStart",
        "bookmarkEnd",
        "commentRangeStart",
        "commentRangeEnd",
        "permStart",
        "permEnd",
        "moveFromRangeStart",
        "moveFromRangeEnd",
        "moveToRangeStart",
        "moveToRangeEnd",
    )
)
# What Word makes anew: its own remarks on the spelling of words that are no longer there.
DROPPED = frozenset((f"{W}proofErr",))

# Content controls whose text comes from elsewhere: a list, a date, another part of the file.
BOUND = frozenset(
    (f"{W}dataBinding", f"{W}dropDownList", f"{W}comboBox", f"{W}date", f"{W14}checkbox")
)

# Fields whose result is text; that of any other is a number or a date and stays.
TEXT_FIELDS = frozenset(
    ("HYPERLINK", "REF", "TOC", "STYLEREF", "QUOTE", "TITLE", "SUBJECT", "INDEX", "FORMTEXT", "IF")
)

# Text in attributes: what is read out for a picture.
ALT_TEXTS = (
    (f"{WP}docPr", "descr"),
    (f"{WP}docPr", "title"),
    (f"{PIC}cNvPr", "descr"),
    (f"{VML}shape", "alt"),
    (f"{VML}shape", "title"),
)

# In w:rPr, the language comes before these and after all else.
AFTER_LANGUAGE = frozenset(
    (f"{W}eastAsianLayout", f"{W}specVanish", f"{M}oMath", f"{W}oMath", f"{W}rPrChange")
)
# No format a reader sees; Word writes them as it pleases.
UNSEEN = frozenset((f"{W}lang", f"{W}noProof", f"{W}rPrChange"))
