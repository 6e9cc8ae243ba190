"""A headline for an article that has none."""

from __future__ import annotations

import re

from briefing.summary.tables import Row

# A full stop that closes the sentence and not the last letter of an abbreviation such as U.S.
_FINAL_STOP = re.compile(r"(?<![.…])(?<!\.\w)\.\Z")


def headline_from(lead: str, row: Row) -> str:
    """Return an article's lead sentence without its final stop.

    A phrase of time or occasion before the main clause goes too where the language's row can tell
    it safely; the clause is then capitalised.
    """
    comma = lead.find(", ")
    if row.lead_phrase and comma > 0 and row.lead_phrase.match(row.fold(lead)):
        lead = lead[comma + 2 :].lstrip()
        lead = lead[:1].upper() + lead[1:]
    return _FINAL_STOP.sub("", " ".join(lead.split()))
