"""A saved web page: its article found by trafilatura, which is never let near the network."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from briefing.errors import ReadError
from briefing.readers import dates
from briefing.readers.characters import one_line
from briefing.readers.draft import Draft, Source
from briefing.readers.limits import Limits, exceeded
from briefing.readers.quiet import quiet

_Element = Any  # lxml ships no types

_LOGGERS = ("trafilatura", "htmldate", "courlan", "justext")
# References to control characters, which lxml's trees cannot hold.
_CONTROL_REFERENCE = re.compile(
    r"&#(?:x0{0,6}(?:[0-8bcef]|1[0-9a-f])|0{0,6}(?:[0-8]|1[1245-9]|2\d|3[01]));", re.IGNORECASE
)
_EMBEDDED = re.compile(r"data:[\w/+.;=-]{1,100},[\w/+=%.-]{1000,}")  # a picture within the page
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{100000}")
_LONGEST_DATA = 50_000  # characters of a page's JSON-LD that are looked at
# Elements of trafilatura's tree (a subset of TEI) that are paragraphs of their own.
_BLOCKS = frozenset(("p", "head", "item", "quote", "cell"))

# Elements of HTML that stand within a paragraph; any other starts one.
_INLINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i"),
        *("img", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong"),
        *("sub", "sup", "time", "tt", "u", "var", "wbr", "script", "style", "noscript"),
    )
)
_UNSEEN = frozenset(("script", "style", "noscript", "template", "head", "title", "iframe"))


def read(source: Source, limits: Limits) -> Draft:
    """Return the page's main text and what its metadata tell.

    Raises ReadError when no article can be found in it.
    """
    import trafilatura

    tree = _tree(_whole(source.text), source.name, limits)
    with quiet(*_LOGGERS):
        page = trafilatura.bare_extraction(
            tree,
            with_metadata=True,
            include_comments=False,
            include_tables=True,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    if not isinstance(page, trafilatura.settings.Document):
        page = trafilatura.settings.Document()  # nothing found
    found = tuple(_paragraphs(page.body)) if page.body is not None else ()
    if not any(found):
        raise ReadError(
            source.name,
            "holds no article that can be found (a front page, a form, or a page filled by script)",
            "Open it in a browser and save the article's text as .txt",
        )
    return Draft(
        paragraphs=found,
        title=page.title or None,
        byline=page.author or None,
        date=dates.parse(page.date),
        source=page.sitename or None,
        link=page.url or None,
    )


def fragment(markup: str, name: str, limits: Limits) -> tuple[str, ...]:
    """Return the paragraphs of a piece of HTML that is known to hold nothing but an article.

    Raises ReadError naming `name` when it is more than the limits allow.
    """
    from lxml import etree

    whole = f"<html><body>{_CONTROL_REFERENCE.sub('', markup)}</body></html>"
    tree = _tree(whole, name, limits)
    parts: list[str] = []
    hidden = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        is_start = event == "start"
        hidden += (1 if is_start else -1) if element.tag in _UNSEEN else 0
        if element.tag not in _INLINE:
            parts.append("\n")
        if not hidden:
            text = (element.text if is_start else element.tail) or ""
            parts.append(text.replace("\n", " "))
    return tuple(_lines(parts))


def _tree(page: str, name: str, limits: Limits) -> _Element:
    """Return `page` parsed, without scripts; nothing it refers to is fetched.

    What parsers and trafilatura take time for is counted before: they need some in proportion to
    the square of it. Raises ReadError when it is more than the limits allow.
    """
    from lxml import etree
    from lxml import html as lxml_html

    page = _EMBEDDED.sub("", page)
    remedy = "Save the article alone, without the rest of the site"
    if len(page) > limits.markup_characters:
        problem = f"holds more HTML than is read ({limits.markup_characters:,} characters)"
        raise exceeded(name, "markup_characters", problem, remedy)
    if page.count("<") > limits.tags or _LONG_TAG.search(page):
        problem = f"holds more tags than are read ({limits.tags:,}), or one of inordinate length"
        raise exceeded(name, "tags", problem, remedy)
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    tree = lxml_html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    # The parser itself passes over what lies too deep, and says so in its log only.
    too_deep = any("depth" in error.message for error in parser.error_log)
    if too_deep or _depth(etree.iterwalk(tree, events=("start", "end"))) > limits.nesting:
        problem = f"nests its elements more than {limits.nesting} deep"
        raise exceeded(name, "nesting", problem, remedy)
    for script in list(tree.iter("script", "style")):
        if script.get("type") != "application/ld+json" or len(script.text or "") > _LONGEST_DATA:
            script.drop_tree()
    return tree


def _depth(events: Iterable[tuple[str, _Element]]) -> int:
    deepest = depth = 0
    for event, _ in events:
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _whole(text: str) -> str:
    """Return `text` as a page that trafilatura takes: no fragment, no control characters."""
    text = _CONTROL_REFERENCE.sub("", text)
    is_page = re.search(r"<html\b", text[:5000], re.IGNORECASE)
    return text if is_page else f"<html><body>{text}</body></html>"


def _paragraphs(element: _Element) -> Iterator[str]:
    """Yield the text of each block, in order; a line break inside one starts another."""
    own: list[str] = [element.text or ""]
    for child in element:
        if child.tag in _BLOCKS or any(inner.tag in _BLOCKS for inner in child.iter()):
            yield from _lines(own)
            own = []
            yield from _paragraphs(child)
        elif child.tag == "lb":
            own.append("\n")
        else:
            own.append("".join(child.itertext()))
        own.append(child.tail or "")
    yield from _lines(own)


def _lines(parts: list[str]) -> Iterator[str]:
    for line in "".join(parts).split("\n"):
        if text := one_line(line):
            yield text
