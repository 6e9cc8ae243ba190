"""What is handed to a worker and what it hands back: plain values, so that they can travel."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from briefing.readers.sources import Item
from briefing.store.ledger import Fared
from briefing.store.memory import Counts, Record


class Stopped(BaseException):
    """Work was asked to stop: not an Exception, which the pipeline would take for a fault."""


@dataclass(frozen=True, slots=True)
class Errand:
    """One article to be briefed, and what the store calls it."""

    key: str
    item: Item
    grouping: str | None  # None: by the day it bears


@dataclass(frozen=True, slots=True)
class Describe:
    """Say what the worker's results depend on."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Articles to be briefed together."""

    errands: tuple[Errand, ...]


@dataclass(frozen=True, slots=True)
class Volume:
    """Finished articles to be made into documents, one a language."""

    grouping: str
    number: int  # in its group, from 1
    day: dt.date
    signature: str
    names: tuple[str, ...]  # of its articles, as messages call them
    outcomes: tuple[bytes, ...]
    inputs: bytes  # digest of all this


Task = Describe | Chunk | Volume


@dataclass(frozen=True, slots=True)
class Description:
    """What a worker's results depend on, and what the user must be told of it."""

    signature: str
    rendering: str = ""  # what documents depend on beside what is in them
    notices: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """What a worker has made so far of the task it is at: its sign of life."""

    stage: str
    records: tuple[Record, ...] = ()
    counts: Counts = field(default_factory=Counts)


@dataclass(frozen=True, slots=True)
class Briefed:
    """How the articles of a chunk fared."""

    fared: tuple[Fared, ...]


@dataclass(frozen=True, slots=True)
class Rendered:
    """The documents of a volume and its part of report.json."""

    volume: Volume
    documents: Mapping[str, bytes]  # by file name
    report: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Unwritten:
    """A volume that could not be made into documents."""

    volume: Volume
    why: str


Result = Description | Briefed | Rendered | Unwritten


def without(volume: Volume) -> Volume:
    """Return `volume` without its outcomes, for the way back."""
    return replace(volume, outcomes=())
