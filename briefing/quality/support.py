"""Checks that a summary states no fact that its article does not."""

from __future__ import annotations

from briefing.documents import Summary
from briefing.languages import LANGUAGES
from briefing.quality.findings import Finding
from briefing.quality.pair import Side


def check_summary(
    summary: Summary, *, off: frozenset[str] = frozenset()
) -> tuple[tuple[Finding, ...], ...]:
    """Return the doubts about the headline, then about each segment of a summary.

    Spans are source spans, in the headline's or the segment's text. Numbers and capitalised words
    inside a sentence must stand in the article's text, title or byline.
    """
    language = LANGUAGES.get(summary.language.tag)
    texts = (summary.headline, *(segment.text for segment in summary.segments))
    if language is None or "summary-unsupported" in off:
        return tuple(() for _ in texts)
    article = summary.article
    known = "\n".join(filter(None, (article.title, article.byline, article.text)))
    whole = Side(known, language.tag, summary.language.script)
    return tuple(
        _unsupported(Side(text, language.tag, summary.language.script), whole) for text in texts
    )


def _unsupported(part: Side, whole: Side) -> tuple[Finding, ...]:
    spans = [
        quantity.span
        for quantity in part.quantities
        if quantity.certain and not quantity.same(whole.quantities)
    ]
    known = {word.folded for word in whole.words}
    stems = {word[: max(3, len(word) - 3)] for word in known}
    spans += [
        word.span
        for word in part.words[1:]
        if word.text[0].isupper()
        and word.folded not in known
        and word.folded[: max(3, len(word.folded) - 3)] not in stems
    ]
    return tuple(
        Finding(
            "summary-unsupported",
            "error",
            f"{part.text[slice(*span)]} is not in the article",
            source_span=span,
        )
        for span in sorted(spans)
    )
