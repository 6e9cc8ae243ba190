"""Paths as the user gives them → the files to read, in a settled order."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from briefing.errors import UsageError

STDIN = "-"


def discover(paths: Sequence[str]) -> list[Path]:
    """Return the files that `paths` name: files as given, folders searched to the bottom, sorted.

    In a folder, whatever begins with a dot or with "~$" (Word's lock files) is passed over, and so
    is any README: it tells about the articles. Every other file counts, whatever its name: what it
    is gets decided by content, and a file that cannot be read is reported, not skipped. A folder
    that a link leads back to is entered once; a file named twice is read once; a folder that cannot
    be listed is returned itself, so that reading it reports it. "-" stands for standard input.

    Raises UsageError when a path does not exist or when there is nothing to read at all.
    """
    if not paths:
        raise UsageError("no path", "nothing to read", "Name one or more files or folders")
    found: dict[Path, Path] = {}
    for given in paths:
        path = Path(given)
        if given == STDIN:
            found.setdefault(path, path)
        elif path.exists():
            for file in files(path):
                found.setdefault(real(file), file)
        else:
            raise UsageError(given, "no such file or folder", "Check the path")
    if not found:
        raise UsageError(", ".join(paths), "no article in it", "Put articles there, one a file")
    return list(found.values())


def files(path: Path) -> Iterator[Path]:
    """Yield `path` itself, or the files in it if it is a folder, as `discover` has it."""
    if path.is_dir():
        yield from _in_folder(path, frozenset())
    else:
        yield path


def _in_folder(folder: Path, above: frozenset[Path]) -> Iterator[Path]:
    here = real(folder)
    if here in above:
        return
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries)
    except OSError:
        yield folder
        return
    for name in names:
        path = folder / name
        if path.is_dir():
            if not name.startswith("."):
                yield from _in_folder(path, above | {here})
        elif _is_article(name) and (path.is_file() or path.is_symlink()):
            yield path


def _is_article(name: str) -> bool:
    stem = name.split(".", 1)[0].casefold()
    return not name.startswith((".", "~$")) and stem != "readme"


def real(path: Path) -> Path:
    """Return where `path` leads; a link that leads nowhere stands for itself."""
    try:
        return path.resolve(strict=True)
    except (OSError, RuntimeError):
        return path.absolute()
