"""How far a translated segment can be trusted: the model's own score and what the checks found."""

from __future__ import annotations

import math
from collections.abc import Iterable

from briefing.documents import Confidence, Finding, Severity, TranslatedSegment

# What one finding leaves of the confidence.
_LEFT: dict[Severity, float] = {"error": 0.85, "warning": 0.95}
# At least this for the level; benchmarks/confidence.py shows what they mean for a checkpoint.
_HIGH, _MEDIUM = 0.6, 0.35


def confidence(segment: TranslatedSegment, findings: Iterable[Finding]) -> Confidence:
    """Return how far `segment` can be trusted, given what the checks found in it.

    The value is the probability that the model gave a piece of its translation (geometric mean),
    less 15 % for each error and 5 % for each warning. An error forbids the level "high". What a
    person has approved is trusted wholly.
    """
    if segment.origin == "approved":
        return Confidence("high", 1.0)
    value = math.exp(min(segment.score, 0.0))
    errors = False
    for finding in findings:
        value *= _LEFT[finding.severity]
        errors |= finding.severity == "error"
    if value >= _HIGH and not errors:
        return Confidence("high", value)
    return Confidence("medium" if value >= _MEDIUM else "low", value)
