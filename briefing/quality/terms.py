"""Checks that pass on what terminology control could not settle."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.quality.findings import Finding
from briefing.quality.pair import Pair

_REPLACEABLE = re.compile(r"'(?P<text>.+)' is (?P<status>forbidden|deprecated) for ")


def unmet(pair: Pair) -> Iterator[Finding]:
    """A glossary term of the source is not rendered in its agreed form."""
    for use in pair.segment.concepts:
        if use.met == "unmet":
            yield Finding(
                "term-unmet",
                "warning",
                f"{use.source_term} should be {use.preferred}: {use.reason or 'not found'}",
                use.span,
                use.source_span,
            )


def forbidden(pair: Pair) -> Iterator[Finding]:
    """A rendering that the glossary forbids, or wants no longer, could not be replaced."""
    for warning in pair.segment.warnings:
        match = _REPLACEABLE.match(warning)
        if match:
            at = pair.target.text.find(match["text"])
            yield Finding(
                "term-forbidden",
                "error" if match["status"] == "forbidden" else "warning",
                warning,
                (at, at + len(match["text"])) if at >= 0 else None,
            )


def engine_warnings(pair: Pair) -> Iterator[Finding]:
    """The checkpoint could not read the whole source, or did not come to an end."""
    for warning in pair.segment.warnings:
        if not _REPLACEABLE.match(warning):
            cut = "cut off" in warning
            yield Finding("engine", "error" if cut else "warning", warning)
