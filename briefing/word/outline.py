"""What a briefing says and in what order, whatever it is written as."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.documents import Entry, Met, TranslatedSegment

_SENTENCES_A_PARAGRAPH = 3  # at most
_BEST_FIRST: tuple[Met, ...] = ("model", "n-best", "repaired", "unmet")


@dataclass(slots=True)
class Term:
    """A concept as the annex lists it: over all articles in one source language."""

    source: Entry  # an article that has it, for the language it is in
    preferred: str
    source_terms: dict[str, str]  # case-folded → as first met
    articles: dict[int, None]  # an ordered set
    met: Met  # the worst that became of it


def headline_words(entry: Entry) -> str:
    """Return an article's headline as its heading and the list of contents have it.

    A sentence that stands in for a headline loses its full stop: headlines have none.
    """
    words = entry.translation.headline.text
    return words.removesuffix(".") if entry.summary.headline_derived else words


def original_headline(entry: Entry) -> str | None:
    """Return the headline in the source language, where that says more than the heading does."""
    summary = entry.summary
    shown = not summary.headline_derived and summary.headline != entry.translation.headline.text
    return summary.headline if shown else None


def body(entry: Entry) -> tuple[TranslatedSegment, ...]:
    """Return the sentences below the heading: not the one that is the heading already."""
    segments = entry.translation.segments
    if not entry.summary.headline_derived:
        return segments
    lead = entry.translation.headline.source.rstrip(".")
    rest = tuple(s for s in segments if s.source.rstrip(".") != lead)
    return rest or segments


def paragraphs(
    sentences: Sequence[TranslatedSegment],
) -> Iterator[Sequence[TranslatedSegment]]:
    """Divide sentences into paragraphs of up to three, as even as can be: 5 into 3 and 2."""
    count = -(-len(sentences) // _SENTENCES_A_PARAGRAPH)
    start = 0
    for left in range(count, 0, -1):
        end = start - (start - len(sentences)) // left
        yield sentences[start:end]
        start = end


def terms(entries: Sequence[Entry]) -> list[Term]:
    """Return each concept met, in the alphabetical order of its first source term."""
    rows: dict[tuple[str, str, str], Term] = {}
    for number, entry in enumerate(entries, 1):
        language = entry.summary.language
        translation = entry.translation
        for segment in (translation.headline, *translation.segments):
            for use in segment.concepts:
                row = rows.setdefault(
                    (use.concept, language.tag, language.script),
                    Term(entry, use.preferred, {}, {}, use.met),
                )
                row.source_terms.setdefault(use.source_term.casefold(), use.source_term)
                row.articles[number] = None
                row.met = max(row.met, use.met, key=_BEST_FIRST.index)
    return sorted(rows.values(), key=lambda row: next(iter(row.source_terms)).replace("ё", "е"))
