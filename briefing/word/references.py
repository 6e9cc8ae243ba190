"""The list of sources at the end: each article as a reader on paper can find it again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from briefing.documents import Entry
from briefing.word import styles
from briefing.word.elements import link_to, link_within, tab, text, web_address
from briefing.word.labels import long_date
from briefing.word.sheet import TECHNICAL, Runs, Sheet, joined, word_tag
from briefing.word.typography import NBSP


def append_references(sheet: Sheet, entries: Sequence[Entry]) -> None:
    """Append the list of the articles' sources, where any is known."""
    articles = [entry.summary.article for entry in entries]
    if not any(article.source or article.link for article in articles):
        return
    sheet.paragraph(sheet.headings.annex, [sheet.say(sheet.labels.references)])
    for number, entry in enumerate(entries, 1):
        number_runs = [sheet.say(str(number), styles.HYPERLINK)]
        sheet.paragraph(
            styles.REFERENCE,
            [
                link_within(sheet.bookmark(number), number_runs),
                tab(sheet.language),
                *_reference(sheet, entry),
            ],
        )


def _reference(sheet: Sheet, entry: Entry) -> Runs:
    """Return author, title, publisher, date and address: what is known of them, or the file."""
    summary = entry.summary
    article = summary.article
    foreign = word_tag(summary.language)
    title = article.title and article.title.removesuffix(".")
    pieces: list[Runs] = [[text(article.byline, foreign)]] if article.byline else []
    # The link is the title, which says where it goes; paper needs the whole of the address as well.
    link = article.link
    for part in filter(None, (title, article.source)):
        pieces.append(_linked(sheet, part, foreign, link))
        link = None
    if article.date:
        pieces.append([sheet.say(long_date(article.date, sheet.target).replace(" ", NBSP))])
    if article.link:
        pieces.append(_linked(sheet, article.link, TECHNICAL, link))
    if not pieces and article.path != "-":
        pieces.append([text(PurePath(article.path).name, TECHNICAL)])
    return joined(sheet, pieces, ", ")


def _linked(sheet: Sheet, words: str, language: str, link: str | None) -> Runs:
    """Return `words` as a link where `link` is a page of the web."""
    address = web_address(link or "")
    if address is None:
        return [text(words, language)]
    shown = text(words, language, sheet.style_id(styles.HYPERLINK))
    return [link_to(address[0], sheet.document.part, [shown])]
