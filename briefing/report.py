"""The machine-readable account of a run: report.json, schema 1.

Same input and settings give the same report apart from "timings".
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from briefing.documents import (
    Article,
    ConceptUse,
    Finding,
    Outcome,
    Reviewed,
    Summary,
    TranslatedSegment,
    Translation,
)
from briefing.languages import Target
from briefing.quality.review import Review

SCHEMA = 1
MET = ("model", "n-best", "repaired", "unmet")  # how a required concept can have been met


def report(
    outcomes: Sequence[Outcome],
    targets: Sequence[Target],
    *,
    signature: str,
    notices: Iterable[str] = (),
    problems: Iterable[str] = (),
    review: Review | None = None,
    timings: Mapping[str, float] | None = None,
) -> dict[str, Any]:
    """Return the report of a run as plain values, ready for JSON.

    `problems` are faults of the glossary's rows, `review` what the checks found, `timings` seconds
    per stage.
    """
    return {
        "schema": SCHEMA,
        "signature": signature,
        "notices": list(notices),
        "glossary_problems": list(problems),
        "totals": {
            "articles": len(outcomes),
            "done": sum(outcome.status == "done" for outcome in outcomes),
            "failed": sum(outcome.status == "failed" for outcome in outcomes),
            "concepts": {
                target.tag: tally(
                    use
                    for outcome in outcomes
                    for translation in outcome.translations
                    if translation.target.tag == target.tag
                    for use in uses(translation)
                )
                for target in targets
            },
            **(
                {"findings": {t.tag: dict(sorted(review.counts(t.tag).items())) for t in targets}}
                if review
                else {}
            ),
        },
        "articles": [_article(index, outcome, review) for index, outcome in enumerate(outcomes)],
        "timings": {stage: round(s, 3) for stage, s in (timings or {}).items()},
    }


def dump(content: Mapping[str, Any]) -> str:
    """Return a report as JSON text: UTF-8 letters as they are, two spaces, a final newline."""
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def uses(translation: Translation) -> Iterable[ConceptUse]:
    """Yield every concept use of a translation, headline first."""
    for segment in (translation.headline, *translation.segments):
        yield from segment.concepts


def tally(concepts: Iterable[ConceptUse]) -> dict[str, int]:
    """Count concept uses: how many were required, and how many were met in each way."""
    counts: Counter[str] = Counter(use.met for use in concepts)
    return {"required": counts.total(), **{met: counts[met] for met in MET}}


def segment_report(segment: TranslatedSegment, reviewed: Reviewed | None = None) -> dict[str, Any]:
    """Return one translated segment as plain values."""
    return {
        "source": segment.source,
        "text": segment.text,
        "score": round(segment.score, 4),
        "concepts": [_concept(use) for use in segment.concepts],
        "warnings": list(segment.warnings),
        "origin": segment.origin,
        "suggestion": asdict(segment.suggestion) if segment.suggestion else None,
        **(_reviewed(reviewed) if reviewed else {}),
    }


def _reviewed(reviewed: Reviewed) -> dict[str, Any]:
    level, value = reviewed.confidence.level, reviewed.confidence.value
    return {
        "confidence": {"level": level, "value": round(value, 4)},
        "findings": [_finding(finding) for finding in reviewed.findings],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "severity": finding.severity,
        "message": finding.message,
        "span": list(finding.span) if finding.span else None,
        "source_span": list(finding.source_span) if finding.source_span else None,
    }


def _article(index: int, outcome: Outcome, review: Review | None) -> dict[str, Any]:
    article, summary = outcome.article, outcome.summary
    doubts = review.summaries.get(index) if review else None
    return {
        "path": outcome.path,
        "status": outcome.status,
        "error": outcome.error,
        "target_errors": outcome.target_errors,
        **(_source(article) if article else {}),
        **(_summary(summary, doubts) if summary else {}),
        "targets": {
            t.target.tag: _translation(
                t, review.translations[index, t.target.tag] if review else None
            )
            for t in outcome.translations
        },
    }


def _source(article: Article) -> dict[str, Any]:
    return {
        "format": article.format,
        "title": article.title,
        "byline": article.byline,
        "date": article.date.isoformat() if article.date else None,
        "source": article.source,
        "link": article.link,
        "warnings": list(article.warnings),
    }


def _summary(summary: Summary, doubts: Sequence[Sequence[Finding]] | None) -> dict[str, Any]:
    language = summary.language
    headline, *rest = doubts if doubts is not None else [()] * (len(summary.segments) + 1)
    return {
        "language": {
            "tag": language.tag,
            "script": language.script,
            "confidence": round(language.confidence, 4),
        },
        "summary": {
            "headline": summary.headline,
            "headline_derived": summary.headline_derived,
            "findings": [_finding(finding) for finding in headline],
            "segments": [
                {
                    "text": s.text,
                    "start": s.start,
                    "end": s.end,
                    "findings": [_finding(finding) for finding in found],
                }
                for s, found in zip(summary.segments, rest, strict=True)
            ],
            "warnings": list(summary.warnings),
        },
    }


def _translation(translation: Translation, reviewed: Sequence[Reviewed] | None) -> dict[str, Any]:
    headline, *rest = reviewed if reviewed else [None] * (len(translation.segments) + 1)
    return {
        "script": translation.target.script,
        "checkpoint": translation.checkpoint,
        "headline": segment_report(translation.headline, headline),
        "segments": [
            segment_report(segment, found)
            for segment, found in zip(translation.segments, rest, strict=True)
        ],
    }


def _concept(use: ConceptUse) -> dict[str, Any]:
    return {
        "concept": use.concept,
        "source_term": use.source_term,
        "source_span": list(use.source_span),
        "preferred": use.preferred,
        "met": use.met,
        "surface": use.surface,
        "span": list(use.span) if use.span else None,
        "reason": use.reason,
    }
