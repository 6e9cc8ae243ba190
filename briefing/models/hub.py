"""Gets checkpoints from the Hugging Face hub: whole, verified, at one commit, never a pickle.

Files are fetched one by one into a hidden folder, each resumed where an earlier try broke off; the
folder gets its name when all are there and have the hashes that the hub announces.
"""

from __future__ import annotations

import errno
import fnmatch
import hashlib
import importlib
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from briefing.errors import BriefingError, CheckpointError
from briefing.models import store
from briefing.models.registry import Row

if TYPE_CHECKING:
    from huggingface_hub.hf_api import RepoSibling

# What a checkpoint consists of. Code (*.py), pickles and other frameworks' weights stay there.
_WANTED = ("*.safetensors", "*.safetensors.index.json", "*.spm", "*.model", "*.json", "merges.txt")
_PICKLES = ("*.bin", "*.pt", "*.pth", "*.pkl", "*.ckpt")
_ELSEWHERE = (
    "Pull it on a machine with a network, copy it here with `briefing models bundle`, and name that"
    " folder with --models"
)


@dataclass(frozen=True, slots=True)
class _File:
    """One file of a commit, as the hub announces it."""

    name: str
    size: int
    sha256: str | None  # of what is stored outside git
    blob: str | None  # git's own SHA-1 of the others

    def is_at(self, path: Path) -> bool:
        """Tell whether `path` holds this very file."""
        if not path.is_file() or path.stat().st_size != self.size:
            return False
        if self.sha256:
            return store.sha256(path) == self.sha256
        content = path.read_bytes()
        return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest() == self.blob


def pull(
    row: Row, *, revision: str | None = None, accept_licence: bool = False, quiet: bool = False
) -> Path:
    """Return the folder of the checkpoint `row`, fetched first unless it is there already.

    Any number of processes may ask for it at once: one fetches, the others wait. Raises
    CheckpointError with the reason when it cannot be had.
    """
    import filelock

    if revision is None and (found := store.find(row, [store.root()])) and found.commit:
        return found.path
    if row.accept_licence and not accept_licence:
        raise CheckpointError(
            row.id,
            f"its licence is {row.licence}, which restricts what you may do with it",
            "Read the licence, and say --accept-licence if you accept it",
        )
    with _explained(row):
        commit, listing = _listing(row, revision or row.revision, pinned=revision is None)
        final = store.root() / store.folder_name(row.id, commit)
        final.parent.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(final.parent / f".{final.name}.lock"):
            if not final.is_dir():
                unfinished = final.with_name(f".unfinished-{final.name}")
                unfinished.mkdir(exist_ok=True)
                _require_room(row, unfinished, listing)
                for file in listing:
                    _fetch(row, commit, file, unfinished, quiet=quiet)
                store.write_manifest(
                    unfinished,
                    row,
                    commit,
                    chosen=revision is not None,
                    licence_accepted=accept_licence,
                )
                unfinished.rename(final)
    return final


def _listing(row: Row, revision: str, *, pinned: bool) -> tuple[str, list[_File]]:
    """Return the commit that `revision` stands for, and the files of it that are wanted."""
    from huggingface_hub import HfApi

    info = HfApi().model_info(row.id, revision=revision, files_metadata=True)
    commit = str(info.sha)
    if pinned and row.pin and not commit.startswith(row.pin):
        raise CheckpointError(
            row.id,
            f"its revision {revision} is now commit {commit[:7]}, not {row.pin[:7]} as the"
            " registry has it",
            f"If you trust the new one, say --revision {commit}",
        )
    siblings = [one for one in info.siblings or () if "/" not in one.rfilename]
    names = [one.rfilename for one in siblings]
    if not _matching(names, ["*.safetensors"]):
        pickles = _matching(names, _PICKLES)
        raise CheckpointError(
            f"{row.id}@{revision}",
            f"its weights are there as a pickle only ({', '.join(pickles)}), and reading a pickle"
            " runs whatever code was put into it"
            if pickles
            else "it has no weights in safetensors",
            "Name a revision that has model.safetensors with --revision; pull requests of the hub's"
            " conversion bot are called refs/pr/1, refs/pr/2, …",
        )
    return commit, [_file(one) for one in siblings if _matching([one.rfilename], _WANTED)]


def _matching(names: Sequence[str], patterns: Sequence[str]) -> list[str]:
    return [n for n in names if any(fnmatch.fnmatchcase(n, pattern) for pattern in patterns)]


def _file(sibling: RepoSibling) -> _File:
    lfs = sibling.lfs
    return _File(sibling.rfilename, sibling.size or 0, lfs.sha256 if lfs else None, sibling.blob_id)


def _require_room(row: Row, folder: Path, listing: Sequence[_File]) -> None:
    missing = sum(file.size for file in listing if not (folder / file.name).is_file())
    begun = sum(part.stat().st_size for part in folder.glob("*.part"))
    free = shutil.disk_usage(folder).free
    if missing - begun > free:
        raise CheckpointError(
            row.id,
            f"{(missing - begun) / 1e6:.0f} MB are to be fetched, and {folder.parent} has"
            f" {free / 1e6:.0f} MB free",
            "Free some space, or set BRIEFING_HOME to a folder on another disk",
        )


def _fetch(row: Row, commit: str, file: _File, folder: Path, *, quiet: bool) -> None:
    """Fetch one file into `folder`, going on where an earlier try broke off."""
    final = folder / file.name
    if final.is_file():  # verified before it got this name
        return
    part = folder / f"{file.name}.part"
    if not file.is_at(part):
        _download(row, commit, file, part, quiet=quiet)
        if not file.is_at(part):
            part.unlink()
            raise CheckpointError(
                f"{row.id}, {file.name}",
                "what arrived is not what the hub announced (its hash differs)",
                "Pull again; if it happens twice, something on the way alters files",
            )
    part.rename(final)


def _download(row: Row, commit: str, file: _File, part: Path, *, quiet: bool) -> None:
    from huggingface_hub import get_hf_file_metadata, hf_hub_url
    from huggingface_hub.file_download import http_get

    url = hf_hub_url(row.id, file.name, revision=commit)
    headers = _library("utils").build_hf_headers()
    location = get_hf_file_metadata(url).location
    if urlsplit(location).netloc != urlsplit(url).netloc:
        headers.pop("authorization", None)  # for the hub's eyes only
    if part.is_file() and part.stat().st_size >= file.size:
        part.unlink()  # as long as the file or longer, and not it
    with _bars(quiet), part.open("ab") as stream:
        http_get(
            location,
            stream,
            resume_size=stream.tell(),
            headers=headers,
            expected_size=file.size,
            displayed_filename=f"{row.name}/{file.name}",
        )


@contextmanager
def _bars(quiet: bool) -> Iterator[None]:
    if not quiet:
        yield
        return
    _library("utils").disable_progress_bars()
    try:
        yield
    finally:
        _library("utils").enable_progress_bars()


@contextmanager
def _explained(row: Row) -> Iterator[None]:
    """Turn whatever may go wrong on the way into one sentence with a remedy."""
    errors = _library("errors")
    try:
        yield
    except BriefingError:
        raise
    except errors.OfflineModeIsEnabled as error:
        raise CheckpointError(
            row.id, "it is not here, and HF_HUB_OFFLINE forbids to fetch it", _ELSEWHERE
        ) from error
    except errors.GatedRepoError as error:
        raise CheckpointError(
            row.id,
            "its makers ask for an agreement first",
            "Agree on its page on the hub, and log in with `hf auth login`",
        ) from error
    except (errors.RepositoryNotFoundError, errors.RevisionNotFoundError) as error:
        raise CheckpointError(
            row.id,
            f"the hub has no such checkpoint, or none with revision {row.revision}",
            "Check the name; `briefing models list` shows those known",
        ) from error
    except (errors.HTTPError, OSError) as error:
        raise _failed(row, error) from error


def _failed(row: Row, error: Any) -> CheckpointError:
    number = getattr(error, "errno", None)
    if number in (errno.ENOSPC, errno.EDQUOT):
        return CheckpointError(
            row.id,
            f"the disk is full ({store.root()})",
            "Free some space, or set BRIEFING_HOME to a folder on another disk, and pull again: it"
            " goes on where it stopped",
        )
    if number in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR):
        return CheckpointError(
            row.id,
            f"{store.root()} cannot be written ({error.strerror})",
            "Set BRIEFING_HOME to a folder that can",
        )
    reason = str(error).splitlines()[0] if str(error) else type(error).__name__
    return CheckpointError(
        row.id,
        f"it could not be fetched ({reason})",
        "Check the network and pull again: it goes on where it stopped. " + _ELSEWHERE,
    )


def _library(module: str) -> Any:
    """Return a module of huggingface_hub; mypy takes some of their public names for private."""
    return importlib.import_module(f"huggingface_hub.{module}")
