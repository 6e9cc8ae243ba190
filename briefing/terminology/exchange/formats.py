"""The values that the formats share: what one has room for, what was read, what was written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from briefing.terminology.concepts import STATUSES, Glossary, Status

ALL_STATUSES: Mapping[Status, Status | None] = {status: status for status in STATUSES}
AGREED_ONLY: Mapping[Status, Status | None] = {
    "preferred": "preferred",
    "admitted": "admitted",
    "deprecated": None,
    "forbidden": None,
}
NO_FORBIDDEN: Mapping[Status, Status | None] = {**ALL_STATUSES, "forbidden": "deprecated"}


@dataclass(frozen=True, slots=True)
class Capacity:
    """What a format has room for; `briefing.terminology.exchange.fitting` leaves out the rest."""

    statuses: Mapping[Status, Status | None] = field(default_factory=lambda: ALL_STATUSES)
    marks_status: bool = True  # without it the first term of a language is the preferred one
    one_term: bool = False  # one preferred term a language and no other
    synonym_rows: bool = False  # an admitted term of the source language gets a row of its own
    pair: bool = False  # two languages, and a term in both
    ids: bool = True
    domain: bool = True
    kind: bool = True
    forms: bool = True
    case: bool = True
    notes: Literal["each", "first", "none"] = "each"  # first: that of the concept's first term
    # How a term that is not translated is known: by a mark, or by standing in every column alike.
    untranslated: Literal["mark", "cells"] = "mark"


@dataclass(frozen=True, slots=True)
class Layout:
    """What a file does not say of itself, or a writer is free to choose."""

    languages: tuple[str, ...] = ()  # our tags, source first; none: those found
    tabs: bool = False  # rather than commas


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file was found to hold, and a sentence on each kind of thing passed over."""

    glossary: Glossary
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """A file's content, and a sentence on each kind of thing the format has no room for."""

    data: bytes
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """One file format: a row of the table in `briefing.terminology.exchange`."""

    name: str  # on the command line
    title: str  # in messages
    suffixes: tuple[str, ...]
    holds: Capacity
    module: str  # in this package; has read(data, path, layout) and write(glossary, format, layout)
    sniff: Callable[[bytes], bool] | None  # None: another row reads it too
