"""What a check reports; the value itself passes between stages and is one of `documents`."""

from __future__ import annotations

from briefing.documents import Finding, Severity

__all__ = ["Finding", "Severity"]
