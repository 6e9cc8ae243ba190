"""Which checkpoint writes the summaries of each language."""

from __future__ import annotations

import functools
import importlib.util
from collections.abc import Callable, Sequence
from pathlib import Path

from briefing.errors import CheckpointError
from briefing.languages import LANGUAGES, listed
from briefing.models import registry, store
from briefing.models.abstractive import Writer
from briefing.models.cores import Device
from briefing.models.registry import Row
from briefing.models.seq2seq import Seq2Seq
from briefing.models.store import Stored

AUTO, EXTRACTIVE = "auto", "extractive"

Writers = dict[str, Callable[[], Writer]]  # language tag → what loads the checkpoint


def writers(
    choice: str,
    folders: Sequence[Path],
    rows: Sequence[Row],
    *,
    accept_licence: bool = False,
    threads: int = 0,
    device: Device = "cpu",
) -> tuple[Writers, list[str]]:
    """Return what `choice` stands for, and what is to be said about it, one sentence each.

    It is "extractive" (none), "auto" (those that are in `folders` and can be run), or a name or
    folder. Raises CheckpointError for one that is not there, cannot be loaded, or has a licence
    that was not accepted.
    """
    if choice == EXTRACTIVE:
        return {}, []
    if choice == AUTO:
        return _at_hand(folders, rows, accept_licence, threads, device)
    if Path(choice).is_dir():
        row, path = Row(id=Path(choice).resolve().name), Path(choice)
        row = next((known for known in rows if row.id in (known.name, known.id)), row)
        accepted = accept_licence
    else:
        row = registry.find(choice, rows)
        found = store.find(row, folders)
        if found is None:
            raise CheckpointError(
                choice,
                f"it is not in {' or '.join(map(str, folders))}",
                f"Fetch it: briefing models pull {choice}; or use --summariser extractive",
            )
        path, accepted = found.path, accept_licence or found.licence_accepted
    if row.directions:
        raise CheckpointError(choice, "it translates", "Name a checkpoint that writes summaries")
    if row.accept_licence and not accepted:
        raise CheckpointError(
            row.id,
            f"its licence is {row.licence}, which restricts what you may do with it",
            "Read the licence, and say --accept-licence if you accept it",
        )
    load = _loader(row, path, threads, device)
    load()  # what is wrong with it is said now
    languages = row.languages or tuple(LANGUAGES)
    return dict.fromkeys(languages, load), [_sentence(row, languages)]


def _at_hand(
    folders: Sequence[Path],
    rows: Sequence[Row],
    accept_licence: bool,
    threads: int,
    device: Device,
) -> tuple[Writers, list[str]]:
    result: Writers = {}
    said = []
    for row in rows:
        found = store.find(row, folders) if row.languages else None
        if found is None:
            continue
        if reason := _unusable(row, found, accept_licence):
            said.append(f"{row.name} is here, but {reason}")
            continue
        mine = [tag for tag in row.languages if tag not in result]
        result |= dict.fromkeys(mine, _loader(row, found.path, threads, device))
        if mine:
            said.append(_sentence(row, mine))
    return result, said


def _unusable(row: Row, found: Stored, accept_licence: bool) -> str:
    if row.accept_licence and not (accept_licence or found.licence_accepted):
        return f"its licence {row.licence} is not accepted (--accept-licence)"
    if not all(importlib.util.find_spec(name) for name in ("torch", "transformers")):
        return "torch is not installed (pip install 'briefing[torch]')"
    return ""


def _loader(row: Row, path: Path, threads: int, device: Device) -> Callable[[], Writer]:
    @functools.cache
    def load() -> Writer:
        return Seq2Seq(path, name=row.name, threads=threads, device=device)

    return load


def _sentence(row: Row, languages: Sequence[str]) -> str:
    names = listed(LANGUAGES[tag] for tag in languages)
    return f"{row.name} writes the summaries of articles in {names}" + (
        f" (licence {row.licence})" if row.licence else ""
    )
