"""A briefing as JSON, schema 1: what the document says, for a program that shows it elsewhere.

The fields are listed in docs/formats.md. One may be added within a schema; none is renamed or
removed. How the run went is in report.json; this is what goes out.
"""

from __future__ import annotations

import json
from typing import Any

from briefing.documents import Briefing, ConceptUse, Entry, Reviewed
from briefing.word import outline
from briefing.word.labels import labels
from briefing.word.sheet import word_tag
from briefing.word.typography import typeset

SCHEMA = 1


def write(briefing: Briefing) -> str:
    """Return `briefing` as JSON: UTF-8 letters as they are, two spaces, a final newline."""
    return json.dumps(_briefing(briefing), ensure_ascii=False, indent=2) + "\n"


def _briefing(briefing: Briefing) -> dict[str, Any]:
    cover = briefing.cover
    return {
        "schema": SCHEMA,
        "title": labels(briefing.target).title,
        "language": briefing.target.variant.word_tag,
        "date": briefing.date.isoformat(),
        "prepared_by": cover.prepared_by if cover else None,
        "classification": cover.classification if cover else None,
        "notices": list(briefing.notices),
        "omitted": list(briefing.failed),
        "articles": [_entry(n, entry, briefing) for n, entry in enumerate(briefing.entries, 1)],
        "terms": [
            {
                "source_terms": list(term.source_terms.values()),
                "language": word_tag(term.source.summary.language),
                "agreed_term": term.preferred,
                "articles": list(term.articles),
                "met": term.met,
            }
            for term in outline.terms(briefing.entries)
        ],
        "signature": briefing.signature,
    }


def _entry(number: int, entry: Entry, briefing: Briefing) -> dict[str, Any]:
    article, summary, translation = entry.summary.article, entry.summary, entry.translation
    reviewed: tuple[Reviewed | None, ...] = entry.reviewed or (None,) * (
        len(translation.segments) + 1
    )
    return {
        "number": number,
        "headline": typeset(outline.headline_words(entry), briefing.target),
        "headline_derived": summary.headline_derived,
        "original_headline": outline.original_headline(entry),
        "file": article.path,
        "source": article.source,
        "byline": article.byline,
        "date": article.date.isoformat() if article.date else None,
        "link": article.link,
        "language": word_tag(summary.language),
        "checkpoint": translation.checkpoint,
        "sentences": [
            {
                "text": typeset(segment.text, briefing.target),
                "source": segment.source,
                "source_span": [place.start, place.end],
                "concepts": [_concept(use) for use in segment.concepts],
                **_reviewed(found),
            }
            for segment, place, found in zip(
                translation.segments, summary.segments, reviewed[1:], strict=True
            )
        ],
        "paragraphs": [
            [translation.segments.index(sentence) for sentence in sentences]
            for sentences in outline.paragraphs(outline.body(entry))
        ],
    }


def _concept(use: ConceptUse) -> dict[str, Any]:
    return {
        "concept": use.concept,
        "source_term": use.source_term,
        "agreed_term": use.preferred,
        "met": use.met,
        "surface": use.surface,
        "span": list(use.span) if use.span else None,
    }


def _reviewed(reviewed: Reviewed | None) -> dict[str, Any]:
    if reviewed is None:
        return {}
    return {
        "confidence": reviewed.confidence.level,
        "findings": [
            {
                "id": finding.id,
                "severity": finding.severity,
                "message": finding.message,
                "span": list(finding.span) if finding.span else None,
            }
            for finding in reviewed.findings
        ],
    }
