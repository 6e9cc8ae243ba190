"""The section of one article: headline, where it is from, its summary."""

from __future__ import annotations

from pathlib import PurePath

from briefing.documents import Entry, Summary
from briefing.word import outline, styles
from briefing.word.elements import filled, link_to, text, web_address
from briefing.word.inline import prose
from briefing.word.labels import language_name, long_date
from briefing.word.sheet import TECHNICAL, Runs, Sheet, joined, word_tag
from briefing.word.typography import NBSP


def headline_runs(sheet: Sheet, entry: Entry) -> Runs:
    """Return an article's headline as its heading and the contents list have it."""
    source = entry.translation.headline.source
    return prose(sheet, outline.headline_words(entry), entry.summary.language, source)


def append_article(sheet: Sheet, number: int, entry: Entry) -> None:
    """Append the section of one article; `number` is its place in the briefing."""
    summary = entry.summary
    append_heading(sheet, number, entry)
    if original := outline.original_headline(entry):
        title = text(original, word_tag(summary.language))
        label = sheet.say(f"{sheet.labels.original_title}: ")
        sheet.paragraph(styles.ORIGINAL_TITLE, [label, title])
    for sentences in outline.paragraphs(outline.body(entry)):
        runs = (
            prose(sheet, sentence.text, summary.language, sentence.source) for sentence in sentences
        )
        sheet.paragraph(styles.BODY, joined(sheet, runs, " "))


def append_heading(sheet: Sheet, number: int, entry: Entry) -> None:
    """Append an article's headline and the line that says where it is from."""
    summary = entry.summary
    heading = sheet.bookmarked(sheet.bookmark(number), headline_runs(sheet, entry))
    sheet.paragraph(sheet.headings.article, heading)
    sheet.paragraph(styles.SOURCE_LINE, _source_line(sheet, summary))


def _source_line(sheet: Sheet, summary: Summary) -> Runs:
    """Say where the article is from: source, language, byline, date, link; what is known of them.

    The file's name stands for a source that is not known; standard input ("-") has none.
    """
    article = summary.article
    foreign = word_tag(summary.language)
    pieces: list[Runs] = []
    if article.source:
        pieces.append([sheet.say(f"{sheet.labels.source}: "), text(article.source, foreign)])
    elif article.path != "-":
        file = text(PurePath(article.path).name, TECHNICAL)
        pieces.append([sheet.say(f"{sheet.labels.file}: "), file])
    if name := language_name(summary.language.tag, sheet.target):
        pieces.append([sheet.say(name)])
    if article.byline:
        pieces.append([text(article.byline, foreign)])
    if article.date:
        date = long_date(article.date, sheet.target).replace(" ", NBSP)
        pieces.append([sheet.say(date)])
    if article.link:
        pieces.append(_link(sheet, article.link))
    return joined(sheet, pieces)


def _link(sheet: Sheet, link: str) -> Runs:
    """Return a link that says where it goes; what is no address of the web stays text."""
    address = web_address(link)
    if address is None:
        return [text(link, TECHNICAL)]
    url, site = address
    style = sheet.style_id(styles.HYPERLINK)
    name = [text(site, TECHNICAL, style)]
    words = filled(sheet.labels.full_text, sheet.language, style, site=name)
    return [link_to(url, sheet.document.part, words)]
