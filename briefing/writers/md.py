"""A briefing in Markdown (CommonMark 0.31): for wikis, mail, and whatever reads plain text.

No word of an article can become markup. Without tables and anchors, which CommonMark does not have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefing.documents import Briefing
from briefing.writers.page import Page, Section, Span, page

# What can begin markup wherever it stands, and what can only at the beginning of a line. "~" and
# "|" are not CommonMark's, but many programs take them for strikethrough and tables.
_ANYWHERE = re.compile(r"([\\`*_\[\]<>~|#]|&(?=#?\w+;)|!(?=$))")
_AT_THE_START = re.compile(r"^([+=-]|\d{1,9}(?=[.)]))")


def write(briefing: Briefing) -> str:
    """Return `briefing` as Markdown, with blocks parted by one empty line."""
    return "\n\n".join(block for block in _blocks(page(briefing)) if block) + "\n"


def escape(text: str) -> str:
    """Return one line of text such that Markdown shows it as it is; spaces around it are lost."""
    escaped = _ANYWHERE.sub(r"\\\1", text.strip())
    mark = _AT_THE_START.match(escaped)
    if not mark:
        return escaped
    if mark[1].isdigit():
        return f"{mark[1]}\\{escaped[mark.end() :]}"
    return f"\\{escaped}"


def _blocks(content: Page) -> Iterator[str]:
    words = content.labels
    if content.classification:
        yield f"**{escape(content.classification.text)}**"
    yield f"# {_line([content.title])}"
    yield _line(content.subtitle)
    yield _line(content.cover)
    if content.notices:
        yield f"> {_line(content.notices)}"
    if content.sections:
        yield f"## {escape(words.contents)}"
        yield "\n".join(f"{s.number}. {_line(s.headline)}" for s in content.sections)
    yield _line(content.omitted)
    for section in content.sections:
        yield from _section(section)
    if content.terms:
        yield f"## {escape(words.glossary)}"
        yield "\n".join(
            f"- {escape(term.source.text)} → **{escape(term.agreed.text)}**"
            f" ({', '.join(map(str, term.articles))})"
            for term in content.terms
        )
    yield "---"
    yield _line(content.signature)


def _section(section: Section) -> Iterator[str]:
    yield f"## {section.number}. {_line(section.headline)}"
    yield _line(section.source)
    yield _line(section.original)
    yield from map(_line, section.paragraphs)


def _line(spans: Iterable[Span]) -> str:
    """Return spans as one line; text between links is escaped as a whole."""
    pieces: list[str] = []
    plain = ""
    for span in spans:
        if span.link is None:
            plain += span.text
        else:
            pieces += [_within(plain), f"[{escape(span.text)}](<{span.link}>)"]
            plain = ""
    return "".join((*pieces, _within(plain))).strip()


def _within(text: str) -> str:
    """Escape text that has neighbours on its line: the spaces around it stay."""
    core = text.strip()
    before, _, after = text.partition(core) if core else (text, "", "")
    return f"{before}{escape(core)}{after}"
