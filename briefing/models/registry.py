"""The checkpoints known by name, as a table: registry.toml, with the user's own rows before it."""

from __future__ import annotations

import difflib
import functools
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from importlib import resources
from pathlib import Path
from typing import Any

from briefing.errors import CheckpointError, SettingsError
from briefing.languages import LANGUAGES, Language

_HUB_ID = re.compile(r"[\w.-]+/[\w.-]+")
_FULL_HASH = re.compile(r"[0-9a-f]{40}")


@dataclass(frozen=True, slots=True)
class Score:
    """What was published for a checkpoint in one direction."""

    direction: str  # "en-ru"
    test: str
    bleu: float
    chrf: float  # 0 to 1
    source: str  # where it was published


@dataclass(frozen=True, slots=True)
class Row:
    """One checkpoint on the Hugging Face hub, and what it is for."""

    id: str  # owner/name
    revision: str = "main"
    commit: str | None = None  # how the hash of that revision's commit must begin
    directions: tuple[str, ...] = ()  # "en-ru"; empty for summaries, and where it is not known
    languages: tuple[str, ...] = ()  # it summarises; empty for translation
    labels: tuple[str, ...] = ()
    licence: str | None = None
    accept_licence: bool = False  # must be asked of the user before it is fetched or used
    megabytes: int | None = None
    scores: tuple[Score, ...] = field(default=())
    note: str | None = None

    @property
    def name(self) -> str:
        """The id without its owner."""
        return self.id.rpartition("/")[2]

    @property
    def pin(self) -> str | None:
        """How the commit's hash must begin; None when nothing says so."""
        return self.revision if _FULL_HASH.fullmatch(self.revision) else self.commit

    def serves(self, source: Language, target: Language) -> bool:
        """Tell whether it translates `source` into `target`."""
        return f"{source.tag}-{target.tag}" in self.directions


def rows(own: Path | None = None) -> tuple[Row, ...]:
    """Return every known checkpoint, best first; those of the TOML file `own` stand before ours.

    A row of `own` takes the place of ours with the same id. Raises SettingsError naming the file
    and the row for anything unknown or of the wrong type.
    """
    mine = _parse(_read(own), str(own)) if own else ()
    taken = {row.id for row in mine}
    return (*mine, *(row for row in _shipped() if row.id not in taken))


def find(name: str, known: Sequence[Row]) -> Row:
    """Return the row called `name`: an id, an id without its owner, or any id on the hub.

    Raises CheckpointError when it is neither known nor of the form owner/name.
    """
    for row in known:
        if name in (row.id, row.name):
            return row
    if _HUB_ID.fullmatch(name):
        return Row(id=name)
    near = difflib.get_close_matches(name, [row.name for row in known], n=1)
    raise CheckpointError(
        name,
        "no such checkpoint",
        f"Did you mean {near[0]}"
        if near
        else "`briefing models list` shows those known; any other can be given as owner/name",
    )


@functools.cache
def _shipped() -> tuple[Row, ...]:
    text = resources.files("briefing.models").joinpath("registry.toml").read_text("utf-8")
    return _parse(tomllib.loads(text), "registry.toml")


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise SettingsError(
            str(path), error.strerror or "cannot be read", "Name a TOML file of checkpoints"
        ) from error
    except ValueError as error:  # not TOML, or not UTF-8
        raise SettingsError(
            str(path), f"not valid TOML ({error})", "Mend the line named"
        ) from error


def _parse(content: Mapping[str, Any], subject: str) -> tuple[Row, ...]:
    tables = content.get("checkpoint")
    if not isinstance(tables, list) or set(content) != {"checkpoint"}:
        raise SettingsError(
            subject,
            "it should hold [[checkpoint]] tables and nothing else",
            'Begin each with [[checkpoint]] and id = "owner/name"',
        )
    return tuple(_row(table, f"{subject}, row {n}") for n, table in enumerate(tables, start=1))


def _row(table: Mapping[str, Any], subject: str) -> Row:
    values = dict(table)
    _refuse_unknown(values, {f.name for f in fields(Row)}, subject)
    if not _HUB_ID.fullmatch(str(values.get("id", ""))):
        raise SettingsError(subject, "there is no id owner/name", 'Give id = "owner/name"')
    subject = f"{subject} ({values['id']})"
    for key in ("directions", "languages", "labels"):
        if key in values:
            values[key] = _strings(values[key], f"{subject}, {key}")
    for direction in values.get("directions", ()):
        source, _, target = direction.partition("-")
        if source not in LANGUAGES or target not in LANGUAGES:
            raise SettingsError(
                subject,
                f"{direction!r} is no direction between languages served",
                f"Write two of {', '.join(LANGUAGES)} joined by a hyphen",
            )
    values["scores"] = tuple(_score(score, subject) for score in values.get("scores", ()))
    return Row(**values)


def _score(table: Any, subject: str) -> Score:
    names = {f.name for f in fields(Score)}
    if not isinstance(table, dict) or set(table) != names:
        raise SettingsError(
            subject, f"{table!r} is not a score", f"Give {', '.join(sorted(names))}"
        )
    return Score(**table)


def _strings(value: Any, subject: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise SettingsError(subject, f"{value!r} is not a list of strings", 'Write ["…", "…"]')
    return tuple(value)


def _refuse_unknown(values: Mapping[str, Any], known: set[str], subject: str) -> None:
    for key in values:
        if key not in known:
            raise SettingsError(
                subject, f"unknown key {key!r}", f"Use one of: {', '.join(sorted(known))}"
            )
