"""The pieces of WordprocessingML a briefing is made of, each a small function.

Text carries the language it is in (w:lang) and at most a named character style: there is no direct
formatting.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from string import Formatter
from urllib.parse import quote, urlsplit

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.ns import nspfxmap, qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

# What XML 1.0 (section 2.2) does not allow in a document at all.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_URI_RESERVED = ":/?#[]@!$&'()*+,;=%~"


def clean(text: str) -> str:
    """Return `text` on one line and without the characters that XML forbids."""
    return " ".join(re.split(r"[\t\n\r]+", _FORBIDDEN.sub("", text)))


def element(tag: str, **attributes: str) -> BaseOxmlElement:
    """Return an empty element in Word's namespace: `element("tab", val="right")`."""
    made: BaseOxmlElement = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def _run(content: BaseOxmlElement, language: str, style: str | None = None) -> BaseOxmlElement:
    properties = element("rPr")
    if style:
        properties.append(element("rStyle", val=style))
    properties.append(element("lang", val=language))
    run = element("r")
    run.extend((properties, content))
    return run


def text(value: str, language: str, style: str | None = None) -> BaseOxmlElement:
    """Return a run of `value` in `language` (BCP 47), in the character style with id `style`."""
    content = element("t")
    content.text = clean(value)
    content.set(qn("xml:space"), "preserve")
    return _run(content, language, style)


def tab(language: str) -> BaseOxmlElement:
    """Return a run that jumps to the next tab stop."""
    return _run(element("tab"), language)


def field(instruction: str, result: str, language: str) -> list[BaseOxmlElement]:
    """Return a field as the runs it takes, showing `result` until Word works it out.

    It is not marked as outdated: Word would then ask the reader whether to update it.
    """
    code = element("instrText")
    code.text = f" {instruction} "
    code.set(qn("xml:space"), "preserve")
    return [
        _run(element("fldChar", fldCharType="begin"), language),
        _run(code, language),
        _run(element("fldChar", fldCharType="separate"), language),
        text(result, language),
        _run(element("fldChar", fldCharType="end"), language),
    ]


def filled(
    wording: str,
    language: str,
    style: str | None = None,
    /,
    **pieces: Iterable[BaseOxmlElement],
) -> list[BaseOxmlElement]:
    """Return the runs of a wording such as "page {page} of {pages}" with its pieces put in."""
    runs: list[BaseOxmlElement] = []
    for literal, name, _, _ in Formatter().parse(wording):
        if literal:
            runs.append(text(literal, language, style))
        if name is not None:
            runs.extend(pieces[name])
    return runs


def bookmarked(name: str, number: int, content: Iterable[BaseOxmlElement]) -> list[BaseOxmlElement]:
    """Return `content` between the marks of a bookmark; `number` is its id in the document."""
    return [
        element("bookmarkStart", id=str(number), name=name),
        *content,
        element("bookmarkEnd", id=str(number)),
    ]


def comment_start(number: int) -> BaseOxmlElement:
    """Return the mark where the words that a comment is about begin."""
    return element("commentRangeStart", id=str(number))


def comment_end(number: int, language: str, style: str) -> list[BaseOxmlElement]:
    """Return the mark where they end, and the run that stands for the comment itself."""
    reference = element("commentReference", id=str(number))
    return [element("commentRangeEnd", id=str(number)), _run(reference, language, style)]


def link_within(bookmark: str, content: Iterable[BaseOxmlElement]) -> BaseOxmlElement:
    """Return `content` as a link to a bookmark of the same document."""
    link = element("hyperlink", anchor=bookmark, history="1")
    link.extend(content)
    return link


def link_to(url: str, part: Part, content: Iterable[BaseOxmlElement]) -> BaseOxmlElement:
    """Return `content` as a link from `part` to a page of the web; `url` is from `web_address`."""
    link: BaseOxmlElement = OxmlElement("w:hyperlink", nsdecls=nspfxmap("w", "r"))
    link.set(qn("w:history"), "1")
    link.set(qn("r:id"), part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    link.extend(content)
    return link


def web_address(link: str) -> tuple[str, str] | None:
    """Return `link` as a URI with the site's name, or None when it is no page of the web.

    Word refuses to open a document with a link target that is not a URI (RFC 3986).
    """
    try:
        address = urlsplit(clean(link).strip())
        site, _ = address.hostname, address.port
    except ValueError:
        return None
    if address.scheme not in {"http", "https"} or not site or not re.fullmatch(r"[\w.-]+", site):
        return None
    return quote(address.geturl(), safe=_URI_RESERVED), site.removeprefix("www.")


def picture(inline: BaseOxmlElement, language: str) -> BaseOxmlElement:
    """Return a run that shows a picture, which python-docx has related to the part."""
    drawing = element("drawing")
    drawing.append(inline)
    return _run(drawing, language)


def fill(paragraph: Paragraph, content: Iterable[BaseOxmlElement]) -> None:
    """Append `content` to `paragraph`."""
    paragraph._p.extend(content)
