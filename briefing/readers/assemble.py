"""The last step of every reader: a Draft, cleaned and freed of furniture, becomes an Article."""

from __future__ import annotations

import re
from dataclasses import replace

from briefing.documents import Article
from briefing.errors import ReadError
from briefing.readers import characters, furniture
from briefing.readers.draft import Draft
from briefing.readers.limits import Limits, exceeded, too_much_text


def article(draft: Draft, name: str, format_: str, limits: Limits) -> Article:
    """Return the article that `draft` holds; `name` stands in messages.

    Raises ReadError when there is no text in it, or too many paragraphs.
    """
    draft = _without_long_words(draft, limits.word_characters)
    if sum(map(len, draft.paragraphs)) > limits.characters:
        raise too_much_text(name, limits)
    if len(draft.paragraphs) > limits.paragraphs:
        raise exceeded(
            name,
            "paragraphs",
            f"has {len(draft.paragraphs):,} paragraphs, more than the {limits.paragraphs:,} read",
            "Split it into articles, one a file",
        )
    draft = furniture.separate(_clean(draft))
    if not draft.paragraphs:
        raise ReadError(name, "holds no text", "Check that it is the article's file")
    return Article(
        path=name,
        format=format_,
        text="\n\n".join(draft.paragraphs),
        title=draft.title,
        byline=draft.byline,
        date=draft.date,
        source=draft.source,
        link=draft.link,
        warnings=draft.warnings,
    )


def _without_long_words(draft: Draft, longest: int) -> Draft:
    """Return `draft` without the runs of signs that no language has, such as encoded pictures."""
    too_long = re.compile(rf"\S{{{longest + 1},}}")
    count = 0

    def shortened(text: str) -> str:
        nonlocal count
        kept, found = too_long.subn(" ", text)
        count += found
        return kept

    def optional(text: str | None) -> str | None:
        return text and (shortened(text).strip() or None)

    paragraphs = tuple(map(shortened, draft.paragraphs))
    plural = "s" if count != 1 else ""
    warning = f"left out: {count} run{plural} of more than {longest:,} characters without a space"
    return replace(
        draft,
        paragraphs=paragraphs,
        title=optional(draft.title),
        byline=optional(draft.byline),
        source=optional(draft.source),
        link=optional(draft.link),
        warnings=draft.warnings + ((warning,) if count else ()),
    )


def removed(count: int) -> tuple[str, ...]:
    """Return the warning that `count` characters were taken out, if any were."""
    plural = "s" if count != 1 else ""
    return (f"took out {count} control or invisible character{plural}",) if count else ()


def _clean(draft: Draft) -> Draft:
    """Return `draft` with nothing in its strings but what a document can hold."""
    count = 0

    def cleaned(text: str) -> str:
        nonlocal count
        kept, taken_out = characters.clean(text)
        count += taken_out
        return characters.one_line(kept)

    def optional(text: str | None) -> str | None:
        return cleaned(text or "") or None

    paragraphs = tuple(filter(None, map(cleaned, draft.paragraphs)))
    return replace(
        draft,
        paragraphs=paragraphs,
        title=optional(draft.title),
        byline=optional(draft.byline),
        source=optional(draft.source),
        link=optional(draft.link),
        warnings=draft.warnings + removed(count),
    )
