"""Files that appear whole or not at all, and names that are safe to give them."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from briefing.errors import OutputError

_UNFINISHED = ".unfinished"
_LONGEST_NAME = 120  # bytes: what every file system takes, with room for a number and a suffix
# Also what looks like a separator or a dot without being one.
_PARTING = re.compile(r'[\s<>:"/\\|?*.\u2024-\u2026\u2044\u2215\u29f8\ufe52\uff0e\uff0f\uff3c]+')
# Windows takes these for devices, whatever suffix they have.
_DEVICE = re.compile(r"con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]", re.IGNORECASE)


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """Open a temporary file beside `path` that takes its place when the block ends without error.

    Folders on the way are made. Raises OutputError naming `path` when it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(
            dir=path.parent, prefix=f".{path.name}.", suffix=_UNFINISHED
        )
    except OSError as error:
        raise _cannot_write(path, error) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o666 & ~_umask())  # mkstemp's 0600 would hide it from colleagues
        temporary.replace(path)
        _flush_folder(path.parent)
    except OSError as error:
        raise _cannot_write(path, error) from error
    finally:
        temporary.unlink(missing_ok=True)


def write(path: Path, data: bytes) -> None:
    """Write `data` to `path`, whole or not at all."""
    with replacing(path) as stream:
        stream.write(data)


def sweep(folder: Path) -> None:
    """Remove what killed processes left of files they were writing, in `folder` and below.

    Only for a folder that nobody else is writing into.
    """
    for path in folder.rglob(f".*{_UNFINISHED}"):
        with contextlib.suppress(OSError):
            path.unlink()


def _flush_folder(folder: Path) -> None:
    """Have the new name survive a power cut, where folders can be flushed (not on Windows)."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _cannot_write(path: Path, error: OSError) -> OutputError:
    return OutputError(
        str(path),
        f"cannot be written ({error.strerror or error})",
        "Close it if it is open elsewhere, free some space, or choose another folder with --out",
    )


def safe_name(text: str, *, otherwise: str = "untitled") -> str:
    """Return `text`, a title or other words of a stranger, as a file name without a suffix.

    Letters, digits and signs of every script stay, in NFC; white space, separators, dots and what
    Windows forbids become hyphens; what cannot be seen goes; a device's name gets an underscore;
    the result has at most 120 bytes in UTF-8. `otherwise` is returned where nothing is left.
    Different texts may give the same name, or names that differ in case alone. The rules: "Naming
    Files, Paths, and Namespaces", Microsoft Learn.
    """
    parted = _PARTING.sub("-", text)
    seen = "".join(sign for sign in parted if not unicodedata.category(sign).startswith("C"))
    name = re.sub("-{2,}", "-", unicodedata.normalize("NFC", seen)).strip("-")
    name = name.encode()[:_LONGEST_NAME].decode(errors="ignore").rstrip("-")
    return f"{name}_" if _DEVICE.fullmatch(name) else name or otherwise


def within(folder: Path, *parts: str) -> Path:
    """Return the path of `parts` in `folder`.

    Raises OutputError when it would lead out of it, by ".." or by a link that lies there.
    """
    path = folder.joinpath(*parts)
    if not path.resolve().is_relative_to(folder.resolve()):
        raise OutputError(
            str(path),
            f"lies outside {folder}: something there is a link to another place",
            "Take the link away, or choose another folder with --out",
        )
    return path
