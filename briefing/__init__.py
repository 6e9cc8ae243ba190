"""Word briefings in Serbian, Uzbek and Russian from press articles, every term as agreed.

Importing this loads no model library; `briefing.cli` shows how the parts are put together.
"""

from briefing.documents import (
    Article,
    Briefing,
    ConceptUse,
    Entry,
    Outcome,
    Segment,
    Summary,
    TranslatedSegment,
    Translation,
)
from briefing.errors import ArticleError, BriefingError, UsageError
from briefing.languages import LANGUAGES, TARGETS, Target, target

__all__ = [
    "LANGUAGES",
    "TARGETS",
    "Article",
    "ArticleError",
    "Briefing",
    "BriefingError",
    "ConceptUse",
    "Entry",
    "Outcome",
    "Segment",
    "Summary",
    "Target",
    "TranslatedSegment",
    "Translation",
    "UsageError",
    "target",
]
