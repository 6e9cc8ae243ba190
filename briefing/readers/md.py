"""Markdown (CommonMark with tables), with or without front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from briefing.errors import ReadError
from briefing.readers import dates
from briefing.readers.characters import one_line
from briefing.readers.draft import Draft, Source
from briefing.readers.layout import paragraphs
from briefing.readers.limits import Limits, exceeded

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n(.*?)\n---[ \t]*(?:\n|$)", re.DOTALL)
_LONGEST_FRONT_MATTER = 10_000  # characters
_FIELD = re.compile(r"([A-Za-z_][\w -]{0,40}):[ \t]*(.*)")
# What writers call each of our fields, first match wins.
_FIELDS = {
    "title": ("title", "headline"),
    "byline": ("author", "authors", "byline", "by"),
    "date": ("date", "published", "pubdate", "publish_date", "created"),
    "source": ("source", "publisher", "site", "sitename", "agency"),
    "link": ("link", "url", "canonical", "canonical_url", "permalink"),
}
_TAGS = re.compile(r"<[^<>]{1,500}>")
_DEEPEST = 20  # levels of blocks, and of brackets: the time for those grows with it
_BREAKS = frozenset(("softbreak", "hardbreak"))


def read(source: Source, limits: Limits) -> Draft:
    """Return the text with links as their words; code blocks, pictures and raw HTML are left out.

    The title is the front matter's, or else the first heading of the first level.
    """
    from markdown_it import MarkdownIt

    if len(source.text) > limits.markdown_characters:
        raise exceeded(
            source.name,
            "markdown_characters",
            f"holds more Markdown than is read ({limits.markdown_characters:,} characters)",
            "Split it into articles, one a file",
        )
    fields, text = _front_matter(source.text)
    tokens = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table").parse(text)
    if any(token.level >= _DEEPEST - 1 for token in tokens):  # what is deeper is not parsed
        raise ReadError(
            source.name, "nests its quotations or lists too deep", "Give its text as .txt"
        )
    title = fields.get("title") or next(
        (one_line(_words(body)) for opening, body in _inlines(tokens) if opening.tag == "h1"), None
    )
    found = tuple(line for _, body in _inlines(tokens) for line in paragraphs(_words(body)))
    dropped = sum(token.type in ("fence", "code_block") for token in tokens)
    return Draft(
        paragraphs=found,
        title=title or None,
        byline=fields.get("byline"),
        date=dates.parse(fields.get("date")),
        source=fields.get("source"),
        link=fields.get("link"),
        warnings=(f"left out: {dropped} code block{'s' if dropped > 1 else ''}",)
        if dropped
        else (),
    )


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return the fields of a YAML header that we know, and the text below it."""
    match = _FRONT_MATTER.match(text[:_LONGEST_FRONT_MATTER])
    if not match:
        return {}, text
    given = {
        found[1].strip().casefold(): _scalar(found[2])
        for line in match[1].split("\n")
        if (found := _FIELD.match(line))
    }
    fields = {
        field: next((given[name] for name in names if given.get(name)), "")
        for field, names in _FIELDS.items()
    }
    return {field: value for field, value in fields.items() if value}, text[match.end() :]


def _scalar(value: str) -> str:
    """Return a YAML value as text: quotes off, a list's items joined."""
    value = value.strip()
    if value.startswith("[") and value.endswith("]"):
        return ", ".join(_scalar(item) for item in value[1:-1].split(","))
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].strip()
    return value


def _inlines(tokens: Sequence[Token]) -> Iterator[tuple[Token, Token]]:
    """Yield each run of text with the token that opened its block."""
    for opening, body in pairwise(tokens):
        if body.type == "inline":
            yield opening, body


def _words(inline: Token) -> str:
    """Return the text a reader sees, line breaks kept."""
    parts: list[str] = []
    for token in inline.children or ():
        if token.type in ("text", "code_inline"):
            parts.append(token.content)
        elif token.type in _BREAKS:
            parts.append("\n")
    return _TAGS.sub("", "".join(parts))
