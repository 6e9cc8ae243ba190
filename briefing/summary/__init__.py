"""An article condensed in its own language: the extractive default, which needs no weights."""

from briefing.summary.extractive import ExtractiveSummariser

__all__ = ["ExtractiveSummariser"]
