"""The section of one article: headline, where it is from, its summary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from briefing.documents import Entry, Summary, TranslatedSegment
from briefing.word import styles
from briefing.word.elements import bookmarked, link_to, text, web_address
from briefing.word.labels import language_name, long_date
from briefing.word.sheet import TECHNICAL, Runs, Sheet, bookmark, joined, word_tag
from briefing.word.typography import NBSP, typeset

_SENTENCES_A_PARAGRAPH = 3  # at most


def headline(entry: Entry) -> str:
    """Return an article's headline as its heading and the contents list have it."""
    words = typeset(entry.translation.headline.text, entry.translation.target)
    # A sentence that stands in for a headline loses its full stop: headlines have none.
    return words.removesuffix(".") if entry.summary.headline_derived else words


def append_article(sheet: Sheet, number: int, entry: Entry) -> None:
    """Append the section of one article; `number` is its place in the briefing."""
    summary = entry.summary
    heading = bookmarked(bookmark(number), number, [sheet.say(headline(entry))])
    sheet.paragraph(styles.ARTICLE_HEADING, heading)
    sheet.paragraph(styles.SOURCE_LINE, _source_line(sheet, summary))
    if not summary.headline_derived and summary.headline != entry.translation.headline.text:
        title = text(summary.headline, word_tag(summary.language))
        label = sheet.say(f"{sheet.labels.original_title}: ")
        sheet.paragraph(styles.ORIGINAL_TITLE, [label, title])
    for sentences in _paragraphs(_body(entry)):
        words = " ".join(typeset(sentence.text, sheet.target) for sentence in sentences)
        sheet.paragraph(styles.BODY, [sheet.say(words)])


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
    words = sheet.say(sheet.labels.full_text.format(site=site), styles.HYPERLINK)
    return [link_to(url, sheet.document.part, [words])]


def _body(entry: Entry) -> tuple[TranslatedSegment, ...]:
    """Return the sentences below the heading: not the one that is the heading already."""
    segments = entry.translation.segments
    if not entry.summary.headline_derived:
        return segments
    rest = tuple(s for s in segments if s.source != entry.translation.headline.source)
    return rest or segments


def _paragraphs(sentences: Sequence[TranslatedSegment]) -> Iterator[Sequence[TranslatedSegment]]:
    """Divide sentences into paragraphs of up to three, as even as can be: 5 into 3 and 2."""
    count = -(-len(sentences) // _SENTENCES_A_PARAGRAPH)
    start = 0
    for left in range(count, 0, -1):
        end = start - (start - len(sentences)) // left
        yield sentences[start:end]
        start = end
