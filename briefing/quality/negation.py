"""Checks that what is denied in the source is denied in the translation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.quality.findings import Finding
from briefing.quality.pair import Pair

# Negations that a translation may well do without.
_IDIOMS = re.compile(
    r"\bwhether or not\b|\bif not\b|\bor not\b|\bnot to mention\b|\bnothing but\b|\bno wonder\b"
    r"|\bno confidence\b|\bnext to nothing\b|\bno longer than\b"
    r"|\bno(?:t)? (?:less|more|fewer|later|earlier|sooner) than\b|\bnot so much\b|\bwhy not\b"
    r"|\b(?:isn't|aren't|wasn't|weren't|don't|doesn't|didn't|won't) (?:it|they|he|she|you|we)\?"
)


def lost(pair: Pair) -> Iterator[Finding]:
    """The source denies more often than the translation, or the translation half denies.

    Words that deny inside them (mistrust, недоверие) make up for a "not" where the source has
    fewer of them. Serbian, Russian and Uzbek deny the verb beside a word like nobody.
    """
    text = pair.source.text.lower().replace("’", "'")
    text = _IDIOMS.sub(lambda match: " " * len(match.group()), text)
    ours, theirs = pair.source.row, pair.target.row
    denials = list(ours.denied_pattern.finditer(text))
    if not denials:
        return
    folded = pair.target.folded
    denied = theirs.denied_pattern.findall(folded)
    inside = len(theirs.denying_pattern.findall(folded)) - len(ours.denying_pattern.findall(text))
    concord = theirs.concord_pattern.search(folded) if theirs.concord_pattern else None
    if len(denials) > len(denied) + max(0, inside):
        span = denials[0].span()
        shown = pair.source.text[slice(*span)]
        yield Finding(
            "negation-lost",
            "warning",
            f"{shown!r} has nothing like it in the translation",
            source_span=span,
        )
    elif concord and not denied:
        yield Finding(
            "negation-lost", "warning", f"{concord.group()!r} stands without a denied verb"
        )
