"""Articles that stand as records in a larger file: named fields → Article."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefing.documents import Article
from briefing.readers import assemble, characters, dates, html, layout, sniff
from briefing.readers.draft import Draft
from briefing.readers.limits import Limits, exceeded

FIELDS = ("text", "title", "date", "source", "link", "byline", "language")


@dataclass(frozen=True, slots=True)
class Record:
    """One article's fields as its file has them."""

    number: int  # what messages call it by: its line, or its place in a feed; from 1
    format: str  # "jsonl", "csv", "rss" or "atom"
    text: str
    is_html: bool = False  # known to be; otherwise its own look decides
    title: str | None = None
    date: str | None = None
    source: str | None = None
    link: str | None = None
    byline: str | None = None
    language: str | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """A record that cannot be used, and why."""

    number: int
    problem: str
    remedy: str


def article(record: Record, name: str, limits: Limits) -> Article:
    """Return the article that `record` holds; `name` stands in messages.

    Raises ReadError when there is no text in it or more than the limits allow.
    """
    if len(record.text) > limits.markup_characters:
        raise exceeded(
            name,
            "markup_characters",
            f"holds more text than is read ({limits.markup_characters:,} characters)",
            "Split it into articles, one a record",
        )
    text, removed = characters.clean(record.text)
    is_html = record.is_html or sniff.text_format(text, None) == "html"
    date = dates.stated(record.date)
    warnings = record.warnings + assemble.removed(removed)
    if record.date and date is None:
        warnings += (f"its date {characters.shown(record.date)[:40]!r} cannot be read",)
    draft = Draft(
        paragraphs=html.fragment(text, name, limits) if is_html else layout.paragraphs(text),
        title=_plain(record.title, name, limits),
        byline=record.byline,
        date=date,
        source=_plain(record.source, name, limits),
        link=record.link,
        warnings=warnings,
    )
    found = assemble.article(draft, name, record.format, limits)
    return replace(found, language=record.language)


def _plain(text: str | None, name: str, limits: Limits) -> str | None:
    """Return a title as its readers see it: feeds put HTML into them, escaped once or twice."""
    if not text or not ("<" in text or "&" in text):
        return text
    return " ".join(html.fragment(characters.clean(text)[0], name, limits)) or None
