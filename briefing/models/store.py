"""Checkpoints kept on disk: one folder each, with a manifest that tells every file's hash.

A folder under its final name is whole: it gets that name when every file in it has been verified.
A folder without a manifest, put there by hand, is taken for what its name says.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefing import files
from briefing.errors import CheckpointError, OutputError
from briefing.models.cache import home
from briefing.models.registry import Row

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Stored:
    """One checkpoint on disk."""

    path: Path
    id: str  # owner/name; the folder's name where it has no manifest
    commit: str | None = None  # None without a manifest
    licence_accepted: bool = False
    chosen: bool = False  # the user named the revision, whatever the registry has
    sha256: Mapping[str, str] = field(default_factory=dict, repr=False)  # of each file, in hex

    @property
    def megabytes(self) -> float:
        """Its size on disk."""
        return sum(file.stat().st_size for file in self.path.iterdir() if file.is_file()) / 1e6


def root() -> Path:
    """Return the folder that checkpoints are fetched into."""
    return home() / "checkpoints"


def folder_name(checkpoint_id: str, commit: str) -> str:
    """Return the name of the folder that one commit of a checkpoint is kept in."""
    return f"{checkpoint_id.replace('/', '--')}@{commit[:12]}"


def stored(folder: Path) -> list[Stored]:
    """Return every checkpoint in `folder`, in the order of their names."""
    if not folder.is_dir():
        return []
    return [
        _stored(path)
        for path in sorted(folder.iterdir())
        if not path.name.startswith(".") and (path / "config.json").is_file()
    ]


def find(row: Row, folders: Sequence[Path]) -> Stored | None:
    """Return the checkpoint of `row` from the first of `folders` that has it.

    One of another commit than the row's is not taken for it unless the user chose that commit.
    """
    for folder in folders:
        for one in stored(folder):
            ours = one.id in (row.id, row.name, row.id.replace("/", "--"))
            if ours and (one.commit is None or one.chosen or one.commit.startswith(row.pin or "")):
                return one
    return None


def write_manifest(
    folder: Path, row: Row, commit: str, *, chosen: bool, licence_accepted: bool
) -> None:
    """Record what is in `folder`: where it came from, and the hash of every file."""
    content = {
        "id": row.id,
        "commit": commit,
        "chosen": chosen,
        "licence": row.licence,
        "licence_accepted": licence_accepted,
        "sha256": {path.name: sha256(path) for path in _kept(folder)},
    }
    files.write(folder / MANIFEST, (json.dumps(content, indent=2) + "\n").encode())


def sha256(path: Path) -> str:
    """Return a file's SHA-256 in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def problems(checkpoint: Stored) -> Iterator[str]:
    """Yield what is wrong with a checkpoint's files; nothing when they are as they were fetched."""
    if checkpoint.commit is None:
        yield f"there is no {MANIFEST}, so nothing says what its files should be"
    for name, expected in checkpoint.sha256.items():
        path = checkpoint.path / name
        if not path.is_file():
            yield f"{name} is missing"
        elif sha256(path) != expected:
            yield f"{name} is not the file that was fetched (its SHA-256 differs)"


def remove(checkpoint: Stored) -> None:
    """Delete a checkpoint, in a way that never leaves half of it under its name."""
    condemned = checkpoint.path.with_name(f".removed-{uuid.uuid4().hex}")
    try:
        checkpoint.path.rename(condemned)
        shutil.rmtree(condemned)
    except OSError as error:
        raise OutputError(
            str(checkpoint.path),
            f"it cannot be removed ({error.strerror})",
            "Check who may write there",
        ) from error


def remove_unfinished(row: Row) -> None:
    """Delete what broken-off tries to fetch `row` have left."""
    for path in root().glob(f".unfinished-{row.id.replace('/', '--')}@*"):
        shutil.rmtree(path, ignore_errors=True)


def bundle(checkpoints: Sequence[Stored], out: Path) -> list[Path]:
    """Copy checkpoints into the folder `out`, for use with --models where there is no network.

    Raises CheckpointError when one's files are not what was fetched, OutputError when `out` cannot
    be written.
    """
    written = []
    for checkpoint in checkpoints:
        if checkpoint.commit and (wrong := next(problems(checkpoint), None)):
            raise CheckpointError(
                checkpoint.id,
                wrong,
                f"Fetch it again: briefing models remove {checkpoint.id}, then pull",
            )
        target = out / checkpoint.path.name
        unfinished = out / f".unfinished-{uuid.uuid4().hex}"
        try:
            if not target.is_dir():
                out.mkdir(parents=True, exist_ok=True)
                shutil.copytree(checkpoint.path, unfinished)
                unfinished.rename(target)
        except (OSError, shutil.Error) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise OutputError(
                str(target), f"it cannot be copied ({reason})", "Free some space there"
            ) from error
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
        written.append(target)
    return written


def _stored(path: Path) -> Stored:
    manifest = path / MANIFEST
    if not manifest.is_file():
        return Stored(path, path.name)
    try:
        content: dict[str, Any] = json.loads(manifest.read_bytes())
        return Stored(
            path,
            content["id"],
            content["commit"],
            bool(content["licence_accepted"]),
            bool(content["chosen"]),
            dict(content["sha256"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise CheckpointError(
            str(manifest),
            f"it cannot be understood ({error})",
            "Delete this checkpoint's folder and fetch it again",
        ) from error


def _kept(folder: Path) -> Iterator[Path]:
    """Yield a checkpoint's own files, in the order of their names."""
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.name != MANIFEST and not path.name.startswith("."):
            yield path
