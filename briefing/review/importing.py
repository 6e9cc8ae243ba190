"""What reviewers have changed or accepted goes into the memory; what is in doubt is told instead.

Nothing that a person approved is overwritten unasked, and an edit of a source that is not the one
handed out is not taken for a translation of it.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from briefing.review.units import Bilingual, Unit
from briefing.store import Store
from briefing.store.approved import Approved, Direction, find, plain, put

_SPACES = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why one segment of a file was not taken into the memory, or not without a word."""

    path: str
    unit: str
    what: str

    def __str__(self) -> str:
        """Return one line that names the place and the doubt."""
        return f"{self.path}, segment {self.unit}: {self.what}"


@dataclass(slots=True)
class Intake:
    """What became of one file's segments."""

    edited: int = 0  # new in the memory, changed by the reviewer
    accepted: int = 0  # new in the memory, as the machine had them
    known: int = 0  # in the memory already, just so
    replaced: int = 0  # of `edited` and `accepted`: in place of another translation
    untouched: int = 0  # neither changed nor accepted: not taken
    doubts: list[Doubt] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who approved and when, where the file itself does not tell, and by whose word."""

    by: str | None  # named by the user: outdoes the file
    user: str  # of this machine, when nobody else is named
    now: str  # ISO time, UTC


def take_in(
    store: Store,
    bilingual: Bilingual,
    path: str,
    provenance: Provenance,
    *,
    accept: bool = False,
    replace: bool = False,
    sources: frozenset[str] = frozenset(),
) -> Intake:
    """Put what is approved in a file into the memory, all of it or, on an error, nothing.

    With `accept` every segment is approved, marked or not; with `replace` the newest of two
    translations of one source wins. `sources` are those of the run it came from, where known.
    Raises OutputError when the memory cannot be written.
    """
    intake = Intake()
    known = frozenset(plain(source) for source in sources)
    with store.writing() as connection:
        for unit in bilingual.units:
            settled = dataclasses.replace(unit, accepted=True) if accept else unit
            approved = _approved(settled, bilingual, path, provenance, intake)
            if approved is None:
                continue
            before = find(store, approved.direction, approved.source)
            if before and before.text == approved.text:
                intake.known += 1
                continue
            if before and not (replace and approved.at >= before.at):
                intake.doubts.append(Doubt(path, unit.id, _conflict(before, approved, replace)))
                continue
            if before and approved.machine is None:
                approved = dataclasses.replace(approved, machine=before.machine)
            put(connection, approved)
            intake.replaced += bool(before)
            if unit.edited:
                intake.edited += 1
            else:
                intake.accepted += 1
            if known and approved.source not in known:
                told = "its source is no longer in the run: kept for when it comes again"
                intake.doubts.append(Doubt(path, unit.id, told))
    return intake


def pending(store: Store | None, bilingual: Bilingual) -> int:
    """Return how many segments of a file a reviewer has settled that are not in the memory so."""
    target = bilingual.target
    direction = Direction(bilingual.source, target.tag, target.script)
    count = 0
    for unit in bilingual.units:
        if unit.edited or (unit.accepted and unit.origin == "machine"):
            found = find(store, direction, unit.source) if store else None
            count += found is None or found.text != _one_line(unit.text)
    return count


def _approved(
    unit: Unit, bilingual: Bilingual, path: str, provenance: Provenance, intake: Intake
) -> Approved | None:
    """Return what the unit puts into the memory, if anything; account for it otherwise."""
    if reason := next(_reasons(unit), None):
        intake.doubts.append(Doubt(path, unit.id, reason))
        return None
    if not (unit.edited or unit.accepted):
        intake.untouched += 1
        return None
    target = bilingual.target
    return Approved(
        Direction(bilingual.source, target.tag, target.script),
        plain(unit.source),
        _one_line(unit.text),
        by=provenance.by or unit.by or bilingual.by or provenance.user,
        at=unit.at or bilingual.at or provenance.now,
        origin=path,
        machine=unit.given if unit.origin == "machine" else None,
    )


def _one_line(text: str) -> str:
    """Return `text` without the line breaks and margins of a tool; no-break spaces are kept."""
    return _SPACES.sub(" ", text).strip(" ")


def _reasons(unit: Unit) -> Iterator[str]:
    """Yield why a unit cannot be taken, most important first."""
    if unit.given is None or unit.given_source is None:
        if not unit.accepted:
            yield (
                "what was handed out is no longer in the file, so an edit cannot be told: mark it"
                " as checked, or give --all"
            )
            return
    elif plain(unit.source) != plain(unit.given_source):
        yield "the source was changed in the file; its translation is not taken"
    if not unit.source.strip():
        yield "it has no source"
    if not unit.text.strip():
        yield "its translation is empty"


def _conflict(before: Approved, now: Approved, replace: bool) -> str:
    told = f"{before.text!r} was approved by {before.by} on {before.at[:10]}, here {now.text!r}"
    if replace:
        return f"{told} by {now.by} on {now.at[:10]}, which is older; the newest stays"
    return f"{told} by {now.by}; not taken (--replace lets the newest win)"
