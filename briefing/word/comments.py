"""Word comments: what was found, said in the reader's language and then as the report has it."""

from __future__ import annotations

import datetime as dt
import re

from briefing.documents import Finding
from briefing.word import styles
from briefing.word.elements import text
from briefing.word.review_labels import review_labels
from briefing.word.sheet import TECHNICAL, Runs, Sheet

AUTHOR = "briefing"
_CYRILLIC = re.compile(r"([\u0400-\u04ff]+(?:[ -]+[\u0400-\u04ff]+)*)")


def add_comment(sheet: Sheet, finding: Finding) -> int:
    """Add a comment about `finding` and return its id; where it is anchored is for the text.

    It is dated midnight of the briefing's day, not now, so that the same briefing is the same file.
    """
    made = sheet.document.comments.add_comment(author=AUTHOR, initials=AUTHOR[0])
    made._comment_elm.date = dt.datetime.combine(sheet.date, dt.time(), dt.UTC)
    words = review_labels(sheet.target)
    meaning = words.findings.get(finding.id)
    severity = words.severities[finding.severity]
    (first,) = made.paragraphs
    for mark in first.runs:
        mark._r.style = sheet.comment_reference
    message = _quoting(sheet, finding.message)
    if meaning is None:  # a check without a wording of the target's own
        sheet.fill(first, styles.COMMENT_TEXT, [sheet.say(f"{severity}: "), *message])
    else:
        sheet.fill(first, styles.COMMENT_TEXT, [sheet.say(f"{severity}: {meaning}")])
        sheet.fill(made.add_paragraph(), styles.COMMENT_TEXT, message)
    return made.comment_id


def _quoting(sheet: Sheet, message: str) -> Runs:
    """Return a message in English; what it quotes in the target's Cyrillic says its language."""
    if sheet.target.script != "Cyrl":
        return [text(message, TECHNICAL)]
    # Split at a pattern with one group, every second piece is what the pattern matched.
    pieces = enumerate(_CYRILLIC.split(message))
    return [text(p, sheet.language if n % 2 else TECHNICAL) for n, p in pieces if p]
