"""What can be checked about a finished translation, and how far it can be trusted."""

from __future__ import annotations

from briefing.documents import Confidence, Finding, Severity
from briefing.quality.checks import (
    CHECKS,
    WIDE_CHECKS,
    Check,
    WideCheck,
    check_briefing,
    check_segment,
)
from briefing.quality.confidence import confidence
from briefing.quality.support import check_summary

__all__ = [
    "CHECKS",
    "WIDE_CHECKS",
    "Check",
    "Confidence",
    "Finding",
    "Severity",
    "WideCheck",
    "check_briefing",
    "check_segment",
    "check_summary",
    "confidence",
]
