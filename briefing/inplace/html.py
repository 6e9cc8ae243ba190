"""Web pages: the text between tags, and what pictures and links are described by.

A page is cut into tags and text, not parsed into a tree and written anew, so that all that is not
translated stays byte for byte, however it is written.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import IO

from briefing.errors import ReadError
from briefing.inplace import tagged
from briefing.inplace.html_tokens import Token, tokens
from briefing.inplace.job import Job
from briefing.inplace.tagged import Piece, Tagged
from briefing.inplace.units import Put, Unit

# Tags inside a sentence; any other parts texts.
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite del dfn em font i ins label mark nobr q rp rt ruby s small"  # noqa: SIM905
    " span strike strong sub sup time tt u".split()
)
_OBJECTS = frozenset(("img", "wbr", "input"))
# Elements that stay as they are, whatever is in them.
_KEPT = frozenset(
    "code kbd samp var tt pre script style textarea svg math template iframe object canvas audio"  # noqa: SIM905
    " video select xmp noembed noframes".split()
)
_KEPT_IN_LINE = frozenset(("code", "kbd", "samp", "var", "tt", "math", "svg", "script", "select"))
_SAID = re.compile(r"(\s(?:alt|title)\s*=\s*)(\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_NOT_TRANSLATED = re.compile(
    r"\stranslate\s*=\s*[\"']?no\b|\sclass\s*=\s*(?:\"[^\"]*\bnotranslate\b|'[^']*\bnotranslate\b)",
    re.IGNORECASE,
)
_LANG = re.compile(r"(\s(?:xml:)?lang\s*=\s*)(\"[^\"]*\"|'[^']*'|[^\s>]+)", re.IGNORECASE)
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?([\w-]+)""", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\n\r\f]+")
_LONGEST = 50_000_000  # bytes


def rewrite(source: IO[bytes], out: IO[bytes], put: Put, job: Job) -> list[str]:
    """Write the page in `source` to `out` in the target language, in the encoding it has.

    Letters that the encoding lacks are written as references.
    """
    data = source.read()
    encoding = _encoding(data, job)
    page = list(tokens(data.decode(encoding)))
    runs = list(_runs(page))
    saids = list(_saids(page, {i for run in runs for i in range(run.first, run.last)}))
    units = [*(run.unit for run in runs), *(said.unit for said in saids)]
    results = put(units)
    if all(result is None for result in results):
        out.write(data)
        return []
    written = [token.raw for token in page]
    for said, result in zip(saids, results[len(runs) :], strict=True):
        if result is not None:
            written[said.token] = said.replaced(written[said.token], result.text)
    for run, result in zip(runs, results, strict=False):
        if result is not None:
            text = tagged.write(run.told(page, written), result, _escaped)
            written[run.first : run.last] = [run.before + text + run.after] + [""] * (
                run.last - run.first - 1
            )
    for index, token in enumerate(page):
        if token.kind == "open" and token.name == "html":
            written[index] = _in_language(written[index], job.target.variant.word_tag)
    out.write("".join(written).encode(encoding, "xmlcharrefreplace"))
    return []


def _encoding(data: bytes, job: Job) -> str:
    """Return the encoding that the page is in: UTF-8, or the one it declares.

    What it declares is often wrong, but text in another encoding is hardly ever valid UTF-8.
    """
    found = _CHARSET.search(data[:4096])
    declared = found.group(1).decode("ascii").lower() if found else "utf-8"
    for name in (declared, "utf-8") if data.isascii() else ("utf-8", declared):
        try:
            data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        return name
    raise ReadError(
        job.path,
        f"it is neither UTF-8 nor in the encoding it declares ({declared})",
        "Save it as UTF-8",
    )


@dataclass(frozen=True, slots=True)
class _Run:
    """Tokens that are one text, less the white space around it."""

    first: int
    last: int
    objects: frozenset[int]  # tokens that are moved as they are, with the element they begin
    ends: tuple[tuple[int, int], ...]  # of those: token → the one behind its element
    before: str
    after: str
    unit: Unit

    def told(self, page: Sequence[Token], written: Sequence[str]) -> Tagged:
        """Return the run as text and markup, tags as they are written by now."""
        return tagged.read(list(_pieces(page, self.first, self.last, dict(self.ends), written)))


@dataclass(frozen=True, slots=True)
class _Said:
    """One attribute that says something to a reader."""

    token: int
    number: int  # among those of its tag
    unit: Unit

    def replaced(self, raw: str, text: str) -> str:
        """Return the tag `raw` with `text` in the attribute."""
        found = list(_SAID.finditer(raw))[self.number]
        quote = found[2][0]
        value = html.escape(text, quote=False).replace(quote, "&quot;" if quote == '"' else "&#39;")
        return raw[: found.start(2)] + quote + value + quote + raw[found.end(2) :]


def _runs(page: Sequence[Token]) -> Iterator[_Run]:
    """Yield the texts of the page in order."""
    first: int | None = None
    ends: dict[int, int] = {}
    index, line = 0, 1
    first_line = 1
    while index < len(page):
        token = page[index]
        past = index + 1
        kept = token.kind == "open" and (
            token.name in _KEPT or _NOT_TRANSLATED.search(token.attributes)
        )
        if kept:
            past = _element_end(page, index)
        in_line = (
            token.kind in ("text", "other")
            or (token.name in _INLINE | _OBJECTS | {"br"} and not kept)
            or (kept and token.name in _INLINE | _KEPT_IN_LINE)
        )
        if in_line and not _declaration(token):
            if first is None:
                first, first_line = index, line
            if kept:
                ends[index] = past
        else:
            if first is not None:
                yield from _run(page, first, index, ends, first_line)
            first, ends = None, {}
        line += sum(page[i].raw.count("\n") for i in range(index, past))
        index = past
    if first is not None:
        yield from _run(page, first, len(page), ends, first_line)


def _declaration(token: Token) -> bool:
    return token.kind == "other" and token.raw[:2] in ("<!", "<?") and token.raw[:4] != "<!--"


def _element_end(page: Sequence[Token], start: int) -> int:
    """Return the index behind the closing tag of the element that begins at `start`."""
    depth = 0
    for index in range(start, len(page)):
        if page[index].name == page[start].name:
            depth += {"open": 1, "close": -1}.get(page[index].kind, 0)
            if depth == 0:
                return index + 1
    return start + 1


def _run(
    page: Sequence[Token], first: int, last: int, ends: dict[int, int], line: int
) -> Iterator[_Run]:
    """Yield the text of some tokens, if there is any, without the tags that only surround it."""
    while first < last and _is_edge(page[first]) and first not in ends:
        line += page[first].raw.count("\n")
        first += 1
    while first < last and _is_edge(page[last - 1]):
        last -= 1
    # A tag that was left outside by itself takes its partner with it, or comes back in.
    pieces = list(_pieces(page, first, last, ends, [token.raw for token in page]))
    told = tagged.read(pieces)
    if not told.text.strip():
        return
    before = after = ""
    if page[first].kind == "text":
        raw = page[first].raw
        before = raw[: len(raw) - len(raw.lstrip(" \t\n\r\f"))]
    if page[last - 1].kind == "text":
        raw = page[last - 1].raw
        after = raw[len(raw.rstrip(" \t\n\r\f")) :]
    unit = Unit(told.text, told.marks, f"line {line + before.count(chr(10))}", line)
    unit = replace(unit, line=line + before.count("\n"))
    yield _Run(first, last, frozenset(ends), tuple(ends.items()), before, after, unit)


def _is_edge(token: Token) -> bool:
    return token.kind == "other" or (token.kind == "text" and not token.raw.strip(" \t\n\r\f"))


def _pieces(
    page: Sequence[Token], first: int, last: int, ends: dict[int, int], written: Sequence[str]
) -> Iterator[Piece]:
    """Yield the pieces of a text: white space as one space, none at either end."""
    index = first
    spaced = True  # whether a space here would be one too many
    while index < last:
        token = page[index]
        if index in ends:
            inside = page[index + 1 : ends[index] - 1]
            text = "".join(_read(one.raw) for one in inside if one.kind == "text")
            yield Piece("object", "".join(written[index : ends[index]]), _one_line(text))
            index, spaced = ends[index], False
            continue
        if token.kind == "text":
            text = _SPACE.sub(" ", token.raw)
            if index == last - 1:
                text = text.rstrip(" ")
            text = _read(text[1:] if spaced and text.startswith(" ") else text)
            if text:
                yield Piece("text", token.raw, text)
                spaced = text.endswith(" ")
        elif token.kind in ("open", "close"):
            yield Piece(token.kind, written[index], name=token.name)
        else:
            broken = token.name == "br"
            yield Piece("object", written[index], "\n" if broken else "")
            spaced = spaced or broken
        index += 1


def _read(raw: str) -> str:
    return html.unescape(raw)


def _one_line(text: str) -> str:
    return _SPACE.sub(" ", text).strip(" ")


def _saids(page: Sequence[Token], _: set[int]) -> Iterator[_Said]:
    """Yield the texts in attributes, those of elements that stay as they are left out."""
    index, line = 0, 1
    while index < len(page):
        token = page[index]
        past = index + 1
        if token.kind == "open" and (
            token.name in _KEPT or _NOT_TRANSLATED.search(token.attributes)
        ):
            past = _element_end(page, index)
        elif token.kind in ("open", "void") and token.name not in ("link", "style"):
            for number, found in enumerate(_SAID.finditer(token.raw)):
                text = _one_line(html.unescape(found[2][1:-1]))
                if text:
                    yield _Said(index, number, Unit(text, place=f"line {line}", line=line))
        line += sum(page[i].raw.count("\n") for i in range(index, past))
        index = past


def _escaped(text: str) -> str:
    return html.escape(text, quote=False).replace("\u00a0", "&nbsp;")


def _in_language(tag: str, language: str) -> str:
    """Return the tag of the whole page saying that it is in `language`."""
    if _LANG.search(tag):
        return _LANG.sub(lambda found: f'{found[1]}"{language}"', tag)
    return tag[:5] + f' lang="{language}"' + tag[5:]
