"""A briefing as one web page that needs nothing but itself, and prints as the document does.

No script, nothing fetched: the page's own policy forbids both. What is not in the page's language
says which it is in, so that it is hyphenated and read aloud as that language is.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files

from briefing.documents import Briefing, Cover
from briefing.writers.page import Page, Section, Span, Term, page

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_PICTURES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}


def write(briefing: Briefing) -> str:
    """Return `briefing` as an HTML page (the living standard), ready to be mailed or printed."""
    content = page(briefing)
    style = (files("briefing.writers") / "page.css").read_text("utf-8")
    body = "\n".join(_body(content, briefing.cover))
    return f"""<!DOCTYPE html>
<html lang="{content.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="briefing">
<meta name="referrer" content="no-referrer">
<title>{escape(content.title.text)}, {escape(content.date)}</title>
<style>
{style}</style>
</head>
<body>
{body}
</body>
</html>
"""


def _body(content: Page, cover: Cover | None) -> Iterator[str]:
    mark = _line([content.classification]) if content.classification else ""
    yield "<header>"
    if mark:
        yield f'<p class="classification">{mark}</p>'
    if content.notices:
        yield f'<p class="notices">{_line(content.notices)}</p>'
    if cover and cover.logo and (kind := _kind_of(cover.logo)):
        data = base64.b64encode(cover.logo).decode()
        alt = escape(cover.logo_alt or content.labels.logo)
        yield f'<img class="logo" alt="{alt}" src="data:{kind};base64,{data}">'
    yield f"<h1>{_line([content.title])}</h1>"
    yield f'<p class="subtitle">{_line(content.subtitle)}</p>'
    if content.cover:
        yield f'<p class="cover">{_line(content.cover)}</p>'
    yield "</header>"
    yield from _contents(content)
    yield "<main>"
    for section in content.sections:
        yield from _section(section)
    yield from _annex(content)
    yield "</main>"
    yield "<footer>"
    yield f'<p class="signature">{_line(content.signature)}</p>'
    if mark:
        yield f'<p class="classification">{mark}</p>'
    yield "</footer>"


def _contents(content: Page) -> Iterator[str]:
    if content.sections:
        yield '<nav aria-labelledby="contents">'
        yield f'<h2 id="contents">{escape(content.labels.contents)}</h2>'
        yield "<ol>"
        for section in content.sections:
            link = f'<a href="#article-{section.number}">{_line(section.headline)}</a>'
            yield f"<li>{link}</li>"
        yield "</ol>"
        yield "</nav>"
    if content.omitted:
        yield f'<p class="omitted">{_line(content.omitted)}</p>'


def _section(section: Section) -> Iterator[str]:
    name = f"article-{section.number}"
    yield f'<article aria-labelledby="{name}">'
    number = f'<span class="number">{section.number}</span>'
    yield f'<h2 id="{name}">{number} {_line(section.headline)}</h2>'
    yield f'<p class="source">{_line(section.source)}</p>'
    if section.original:
        yield f'<p class="original">{_line(section.original)}</p>'
    for paragraph in section.paragraphs:
        yield f"<p>{_line(paragraph)}</p>"
    yield "</article>"


def _annex(content: Page) -> Iterator[str]:
    if not content.terms:
        return
    words = content.labels
    yield '<section aria-labelledby="terms">'
    yield f'<h2 id="terms">{escape(words.glossary)}</h2>'
    yield "<table>"
    headings = (words.source_term, words.agreed_term, words.in_articles)
    cells = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in headings)
    yield f"<thead><tr>{cells}</tr></thead>"
    yield "<tbody>"
    yield from map(_row, content.terms)
    yield "</tbody>"
    yield "</table>"
    yield "</section>"


def _row(term: Term) -> str:
    articles = ", ".join(f'<a href="#article-{n}">{n}</a>' for n in term.articles)
    source, agreed = _line([term.source]), _line([term.agreed])
    return f"<tr><td>{source}</td><td><b>{agreed}</b></td><td>{articles}</td></tr>"


def _line(spans: Iterable[Span]) -> str:
    return "".join(map(_span, spans))


def _span(span: Span) -> str:
    text = escape(span.text)
    if span.language:
        text = f'<span lang="{span.language}">{text}</span>'
    return f'<a href="{escape(span.link)}" rel="noreferrer">{text}</a>' if span.link else text


def _kind_of(picture: bytes) -> str | None:
    """Return the media type of a picture that browsers show; None for what only Word does."""
    return next((kind for mark, kind in _PICTURES.items() if picture.startswith(mark)), None)
