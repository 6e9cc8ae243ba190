"""The inline markup of one Markdown paragraph, piece by piece as it stands in the source.

markdown-it tells what there is, but not where; since it keeps the order and what markup it read,
walking along the source beside its tokens finds every place again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from briefing.inplace.tagged import Piece

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_SOFT = re.compile(r"[ \t]*\n[ \t]*")
_HARD = re.compile(r"(?:\\|[ \t]{2,})\n[ \t]*")
_IMAGE = re.compile(r"!\[(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*\]", re.DOTALL)
_REFERENCE = re.compile(r"\[[^\[\]]*\]")
_HTML = re.compile(r"<(/?)([A-Za-z][\w-]*)")
_VOID = frozenset(("br", "img", "hr", "wbr", "input"))
# Extensions that CommonMark takes for text: footnotes, formulas between dollars, boxes to tick.
_OBJECTS = re.compile(r"\[\^[^\]\s]+\]:?|\$(?=\S)[^$\n]*[^\s$]\$(?!\d)|(?:^|(?<=\n))\[[ xX]\] ")
_ALWAYS = re.compile(r"[\\`*\[\]<]|(?<!\w)_|_(?!\w)|~~|&(?=#?\w+;)")
_AT_START = re.compile(
    r"^(\s*)(?:(?=>|#{1,6}(?:\s|$)|[+-](?:\s|$)|=+\s*$|-[- ]*$)|(\d{1,9})(?=[.)](?:\s|$)))",
    re.MULTILINE,
)


class Lost(Exception):  # noqa: N818  it is no error: the paragraph just stays as it is
    """A paragraph whose markup cannot be found again in the source."""


def pieces(content: str, tokens: Sequence[Token], md: MarkdownIt) -> list[Piece]:
    """Return the pieces of `content`, the tokens that markdown-it made of it at hand.

    Raises Lost when the two do not fit together.
    """
    walk = _Walk(content, md)
    found = list(walk.pieces(tokens))
    if walk.at != len(content):
        raise Lost
    if not any(piece.kind == "text" and piece.text.strip() for piece in found):
        return [part for piece in found for part in _opened(piece)]
    return found


def escaped(text: str, *, cell: bool = False) -> str:
    """Return `text` so that Markdown reads it as nothing but text; in a table's cell if so."""
    text = _ALWAYS.sub(lambda match: "".join(f"\\{char}" for char in match.group()), text)
    return text.replace("|", "\\|") if cell else text


def safe_start(text: str) -> str:
    """Return a paragraph so that no line of it begins a list, a heading or a quotation."""
    return _AT_START.sub(lambda match: f"{match[1]}{match[2] or ''}\\", text)


def _opened(piece: Piece) -> Iterator[Piece]:
    """Yield a picture that stands alone with the words it is described by open to translation."""
    found = _IMAGE.match(piece.raw) if piece.kind == "object" else None
    words = found.group()[2:-1] if found else ""
    if not found or not words.strip() or re.search(r"[\\*_`\[<&]", words):
        yield piece
        return
    yield Piece("open", "![", name="picture")
    yield Piece("text", words, words)
    yield Piece("close", piece.raw[found.end() - 1 :], name="picture")


class _Walk:
    """A place in a paragraph's source that moves on with its tokens."""

    def __init__(self, content: str, md: MarkdownIt) -> None:
        self._content = content
        self._md = md
        self.at = 0

    def pieces(self, tokens: Sequence[Token]) -> Iterator[Piece]:
        links: list[tuple[int, str]] = []  # where each open one's words begin, and its target
        index = 0
        while index < len(tokens):
            token = tokens[index]
            index += 1
            if token.type == "text":
                yield from self._text(token.content)
            elif token.type == "text_special":
                yield Piece("text", self._take(token.markup), token.content)
            elif token.type == "softbreak":
                yield Piece("text", self._match(_SOFT), " ")
            elif token.type == "hardbreak":
                yield Piece("object", self._match(_HARD), "\n")
            elif token.type == "code_inline":
                yield Piece("object", self._code(token.markup), token.content)
            elif token.type == "html_inline":
                yield _html(self._take(token.content))
            elif token.type == "image":
                picture = self._match(_IMAGE)
                yield Piece("object", picture + self._target(str(token.attrs.get("src", "")))[0])
            elif token.type == "link_open" and token.markup == "autolink":
                text = tokens[index].content
                end = self._content.find(">", self.at) + 1
                yield Piece("object", self._take(self._content[self.at : end]), text)
                index += 2
            elif token.type == "link_open" and self._content.startswith("[^", self.at):
                while tokens[index].type != "link_close":
                    index += 1
                index += 1
                yield Piece("object", self._match(_REFERENCE))  # a footnote's number
            elif token.type == "link_open":
                links.append((self.at + 1, str(token.attrs.get("href", ""))))
                yield Piece("open", self._take("["), name="link")
            elif token.type == "link_close":
                yield Piece("close", self._close(*links.pop()), name="link")
            elif token.type.endswith(("_open", "_close")):
                kind = token.type.rpartition("_")
                tag = self._take(token.markup)
                yield Piece("open" if kind[2] == "open" else "close", tag, name=kind[0])
            else:
                raise Lost

    def _text(self, content: str) -> Iterator[Piece]:
        self._take(content)
        position = 0
        for found in _OBJECTS.finditer(content):
            if found.start() > position:
                text = content[position : found.start()]
                yield Piece("text", text, text)
            yield Piece("object", found.group())
            position = found.end()
        if position < len(content):
            yield Piece("text", content[position:], content[position:])

    def _take(self, raw: str) -> str:
        if not self._content.startswith(raw, self.at):
            raise Lost
        self.at += len(raw)
        return raw

    def _match(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._content, self.at)
        if found is None:
            raise Lost
        return self._take(found.group())

    def _code(self, marks: str) -> str:
        return self._match(re.compile(rf"{marks}(?!`).*?(?<!`){marks}(?!`)", re.DOTALL))

    def _close(self, start: int, href: str) -> str:
        """Take the end of a link; one that is named by its own words keeps that name."""
        label = self._content[start : self.at]
        bracket = self._take("]")
        target, named = self._target(href)
        return bracket + (target if named else f"[{label}]")

    def _target(self, href: str) -> tuple[str, bool]:
        """Take what follows the closing bracket, and tell whether that names the target."""
        if end := self._inline_target(href):
            return self._take(self._content[self.at : end]), True
        found = _REFERENCE.match(self._content, self.at)
        if found is None:
            return "", False
        self._take(found.group())
        return found.group(), found.group() != "[]"

    def _inline_target(self, href: str) -> int | None:
        """Return where "(destination "title")" ends, if that is what follows."""
        content, at = self._content, self.at
        if content[at : at + 1] != "(":
            return None
        helpers = self._md.helpers
        at = _past_space(content, at + 1)
        destination = helpers.parseLinkDestination(content, at, len(content))
        if not destination.ok or self._md.normalizeLink(destination.str) != href:
            return None
        at = _past_space(content, destination.pos)
        title = helpers.parseLinkTitle(content, at, len(content))
        if title.ok:
            at = _past_space(content, title.pos)
        return at + 1 if content[at : at + 1] == ")" else None


def _past_space(text: str, at: int) -> int:
    while text[at : at + 1].isspace():
        at += 1
    return at


def _html(raw: str) -> Piece:
    found = _HTML.match(raw)
    name = found[2].lower() if found else ""
    if not found or name in _VOID or raw.endswith("/>"):
        return Piece("object", raw, "\n" if name == "br" else "")
    return Piece("close" if found[1] else "open", raw, name=f"<{name}>")
