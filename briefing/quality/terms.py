"""Checks that pass on what terminology control could not settle."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.quality.findings import Finding, Severity
from briefing.quality.pair import Pair


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
    for left in pair.segment.unreplaced:
        severity: Severity = "error" if left.status == "forbidden" else "warning"
        yield Finding("term-forbidden", severity, str(left), left.span)


def engine_warnings(pair: Pair) -> Iterator[Finding]:
    """The checkpoint could not read the whole source, or did not come to an end."""
    said = {str(left) for left in pair.segment.unreplaced}
    for warning in pair.segment.warnings:
        if warning not in said:
            cut = "cut off" in warning
            yield Finding("engine", "error" if cut else "warning", warning)
