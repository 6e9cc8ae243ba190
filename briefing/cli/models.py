"""`briefing models`: what is known, what is here, and getting it here.

Results go to stdout, what is to be said about them to stderr.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from briefing.cli.console import Screen
from briefing.errors import CheckpointError
from briefing.models import Checkpoint, cache, hub, registry, store
from briefing.models.registry import Row
from briefing.models.store import Stored


def run(args: argparse.Namespace) -> int:
    """Carry out the command and return its exit code."""
    screen = Screen(quiet=args.quiet)
    known = registry.rows(args.registry)
    folders = [*([args.models] if args.models else []), store.root()]
    code: int = _ACTIONS[args.action](args, known, folders, screen)
    return code


def _list(
    args: argparse.Namespace, known: tuple[Row, ...], folders: list[Path], screen: Screen
) -> int:
    listed: set[Path] = set()
    lines = [("checkpoint", "for", "licence", "size", "here", "published scores, notes")]
    for row in known:
        found = store.find(row, folders)
        if found:
            listed.add(found.path)
        lines.append(
            (row.id, _purpose(row), row.licence or "?", _size(row), _here(found), _say(row))
        )
    for folder in folders:
        for one in store.stored(folder):
            if one.path not in listed:
                size = f"{one.megabytes:.0f} MB"
                lines.append((one.id, "?", "?", size, "yes", "not in the registry"))
    widths = [max(len(line[i]) for line in lines) for i in range(5)]
    for line in lines:
        cells = [cell.ljust(width) for cell, width in zip(line, widths, strict=False)]
        _print("  ".join((*cells, line[5])).rstrip())
    screen.say(f"Those fetched are kept in {store.root()}.")
    return 0


def _purpose(row: Row) -> str:
    if row.languages:
        return f"summaries {','.join(row.languages)}"
    return ",".join(row.directions) or "?"


def _size(row: Row) -> str:
    return f"{row.megabytes} MB" if row.megabytes else "?"


def _here(found: Stored | None) -> str:
    return "yes" if found else "no"


def _say(row: Row) -> str:
    scores = [
        f"{s.test} {s.direction} BLEU {s.bleu} chrF {s.chrf} ({s.source})" for s in row.scores
    ]
    notes = [row.note] if row.note else []
    unpinned = [] if row.pin else ["not pinned: whatever its branch holds when it is fetched"]
    return "; ".join((*scores, *notes, *unpinned))


def _pull(
    args: argparse.Namespace, known: tuple[Row, ...], folders: list[Path], screen: Screen
) -> int:
    for row in [registry.find(name, known) for name in args.names]:
        screen.say(f"{row.id}: licence {row.licence or 'not known here; see its page on the hub'}")
        path = hub.pull(
            row, revision=args.revision, accept_licence=args.accept_licence, quiet=args.quiet
        )
        if (path / "source.spm").is_file():  # converted now, so that the first run need not wait
            with cache.converted(Checkpoint.load(path, name=row.name), "int8") as converted:
                screen.say(converted.warning or f"{row.id}: converted, ready")
        _print(str(path))
    return 0


def _path(
    args: argparse.Namespace, known: tuple[Row, ...], folders: list[Path], screen: Screen
) -> int:
    for one in _named(args.names, known, folders):
        _print(str(one.path))
    return 0


def _verify(
    args: argparse.Namespace, known: tuple[Row, ...], folders: list[Path], screen: Screen
) -> int:
    everything = [one for folder in folders for one in store.stored(folder)]
    bad = 0
    for one in _named(args.names, known, folders) if args.names else everything:
        wrong = list(store.problems(one))
        bad += bool(wrong)
        for problem in wrong:
            _print(f"{one.path}: {problem}")
        if not wrong:
            _print(f"{one.path}: {len(one.sha256)} files as they were fetched")
    return 1 if bad else 0


def _remove(
    args: argparse.Namespace, known: tuple[Row, ...], folders: list[Path], screen: Screen
) -> int:
    for name in args.names:
        row = registry.find(name, known)
        store.remove_unfinished(row)
        for one in _named([name], known, [store.root()]):
            store.remove(one)
            screen.say(f"{one.path} removed")
    return 0


def _bundle(
    args: argparse.Namespace, known: tuple[Row, ...], folders: list[Path], screen: Screen
) -> int:
    for path in store.bundle(_named(args.names, known, folders), args.out):
        _print(str(path))
    return 0


def _named(names: Iterable[str], known: tuple[Row, ...], folders: list[Path]) -> list[Stored]:
    found = []
    for name in names:
        one = store.find(registry.find(name, known), folders)
        if one is None:
            raise CheckpointError(
                name,
                f"it is not in {' or '.join(map(str, folders))}",
                f"Fetch it: briefing models pull {name}",
            )
        found.append(one)
    return found


def _print(line: str) -> None:
    print(line)  # noqa: T201


_ACTIONS = {
    "list": _list,
    "pull": _pull,
    "path": _path,
    "verify": _verify,
    "remove": _remove,
    "bundle": _bundle,
}
