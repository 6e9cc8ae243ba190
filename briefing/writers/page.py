"""A briefing as lines of text that know their language: what md and html are written from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from briefing.documents import Briefing, DetectedLanguage, Entry, TranslatedSegment
from briefing.languages import Target
from briefing.word import outline
from briefing.word.elements import clean, web_address
from briefing.word.foreign import foreign_phrases
from briefing.word.labels import Labels, article_count, labels, language_name, long_date, period
from briefing.word.sheet import DOT, TECHNICAL, word_tag
from briefing.word.typography import NBSP, typeset


@dataclass(frozen=True, slots=True)
class Span:
    """A few words in one language, and the page of the web they lead to, if any."""

    text: str
    language: str | None = None  # BCP 47; None for the page's own
    link: str | None = None


Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One article."""

    number: int
    headline: Line
    source: Line  # where it is from
    original: Line  # its headline in its own language; empty when that is not known
    paragraphs: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """One concept of the glossary, and the articles it occurs in."""

    source: Span
    agreed: Span
    articles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A whole briefing in the order in which it is read."""

    language: str
    labels: Labels
    title: Span
    date: str
    subtitle: Line
    cover: Line  # when the articles appeared, who prepared it
    notices: Line
    classification: Span | None
    omitted: Line
    sections: tuple[Section, ...]
    terms: tuple[Term, ...]
    signature: Line


def page(briefing: Briefing) -> Page:
    """Return what `briefing` says, worded and typeset in its target language."""
    target = briefing.target
    return _Wording(target, labels(target)).page(briefing)


@dataclass(frozen=True, slots=True)
class _Wording:
    """The target language, and what is said in it."""

    target: Target
    labels: Labels

    def page(self, briefing: Briefing) -> Page:
        date = long_date(briefing.date, self.target)
        cover = briefing.cover
        secrecy = cover.classification if cover else None
        failed = ", ".join(briefing.failed)
        return Page(
            language=self.target.variant.word_tag,
            labels=self.labels,
            title=self.say(self.labels.title),
            date=date,
            subtitle=(self.say(f"{date}{DOT}{article_count(len(briefing.entries), self.target)}"),),
            cover=tuple(_joined(self._cover(briefing))),
            notices=tuple(_joined(self._notice(n) for n in briefing.notices)),
            classification=self.say(secrecy) if secrecy else None,
            omitted=tuple(self._filled(self.labels.omitted, failed)) if failed else (),
            sections=tuple(self._section(n, e) for n, e in enumerate(briefing.entries, 1)),
            terms=tuple(self._terms(briefing)),
            signature=(self.say(f"{self.labels.signature}: "), _foreign(briefing.signature)),
        )

    def say(self, text: str) -> Span:
        return Span(clean(text))

    def _filled(self, wording: str, value: str) -> Iterator[Span]:
        """Yield a wording with what is not in the target's language put in."""
        before, _, rest = wording.partition("{")
        for span in (self.say(before), _foreign(value), self.say(rest.partition("}")[2])):
            if span.text:
                yield span

    def _notice(self, notice: str) -> Line:
        wording = self.labels.notices.get(notice)
        return (self.say(wording) if wording else _foreign(notice),)

    def _cover(self, briefing: Briefing) -> Iterator[Line]:
        if briefing.cover is None:
            return
        dates = [date for entry in briefing.entries if (date := entry.summary.article.date)]
        if dates:
            days = period(dates, self.target)
            yield (self.say(self.labels.period.format(period=days)),)
        if briefing.cover.prepared_by:
            who = briefing.cover.prepared_by
            yield (self.say(self.labels.prepared_by.format(who=who)),)

    def _section(self, number: int, entry: Entry) -> Section:
        headline = entry.translation.headline
        original = outline.original_headline(entry)
        foreign = word_tag(entry.summary.language)
        return Section(
            number=number,
            headline=self._prose(entry, outline.headline_words(entry), headline.source),
            source=tuple(_joined(self._source(entry))),
            original=(
                (self.say(f"{self.labels.original_title}: "), Span(clean(original), foreign))
                if original
                else ()
            ),
            paragraphs=tuple(
                self._paragraph(entry, sentences)
                for sentences in outline.paragraphs(outline.body(entry))
            ),
        )

    def _paragraph(self, entry: Entry, sentences: Iterable[TranslatedSegment]) -> Line:
        spaced = _joined((self._prose(entry, s.text, s.source) for s in sentences), " ")
        return tuple(spaced)

    def _prose(self, entry: Entry, text: str, original: str) -> Line:
        """Return a translation as it is typeset, what is not in the target's language marked."""
        language: DetectedLanguage = entry.summary.language
        set_text = typeset(text, self.target)
        spans: list[Span] = []
        done = 0
        for start, end, tag in foreign_phrases(text, self.target, language, original):
            spans += [self.say(set_text[done:start]), Span(clean(set_text[start:end]), tag)]
            done = end
        spans.append(self.say(set_text[done:]))
        return tuple(span for span in spans if span.text)

    def _source(self, entry: Entry) -> Iterator[Line]:
        article = entry.summary.article
        foreign = word_tag(entry.summary.language)
        if article.source:
            yield (self.say(f"{self.labels.source}: "), Span(clean(article.source), foreign))
        elif article.path != "-":
            file = PurePath(article.path).name
            yield (self.say(f"{self.labels.file}: "), _foreign(file))
        if name := language_name(entry.summary.language.tag, self.target):
            yield (self.say(name),)
        if article.byline:
            yield (Span(clean(article.byline), foreign),)
        if article.date:
            yield (self.say(long_date(article.date, self.target).replace(" ", NBSP)),)
        if article.link:
            yield (self._link(article.link),)

    def _link(self, link: str) -> Span:
        address = web_address(link)
        if address is None:
            return _foreign(link)
        url, site = address
        return Span(clean(self.labels.full_text.format(site=site)), link=url)

    def _terms(self, briefing: Briefing) -> Iterator[Term]:
        for term in outline.terms(briefing.entries):
            language = word_tag(term.source.summary.language)
            yield Term(
                source=Span(clean("; ".join(term.source_terms.values())), language),
                agreed=self.say(term.preferred),
                articles=tuple(term.articles),
            )


def _foreign(text: str) -> Span:
    return Span(clean(text), TECHNICAL)


def _joined(pieces: Iterable[Line], separator: str = DOT) -> Iterator[Span]:
    """Yield the spans of `pieces` with `separator` between them."""
    for number, piece in enumerate(pieces):
        if number:
            yield Span(separator)
        yield from piece
