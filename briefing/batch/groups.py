"""Which briefing an article belongs to, and what folder that is written into."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePath, PurePosixPath

from briefing.files import safe_name

UNDATED = "undated"

# How to group → the group of what lies in a folder; None: known when the article has been read.
GROUPINGS: dict[str, Callable[[str], str] | None] = {
    "none": lambda folder: "",
    "folder": lambda folder: folder,
    "day": None,
}


def of_day(day: dt.date | None) -> str:
    """Return the group of an article that bears `day`."""
    return day.isoformat() if day else UNDATED


def day_of(grouping: str) -> dt.date | None:
    """Return the day that a group is of, None where it is of none."""
    try:
        return dt.date.fromisoformat(grouping)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Folders:
    """Names the folder of each group below the output folder; never one outside it."""

    sources: tuple[str, ...]  # SRC as given

    def of(self, grouping: str) -> str:
        """Return the path, relative, of the folder that a group is written into; "" for the top.

        What lies in a folder that was named goes by that folder's own name. Names are made safe,
        and get a mark of their own where that changes them, so that no two groups share a folder.
        """
        if grouping in ("", "."):
            return ""
        path = PurePath(grouping)
        wanted = self._below(path)
        safe = [safe_name(part) for part in (wanted or path).parts if part != path.anchor]
        name = "/".join(safe)
        if name == str(PurePosixPath(wanted or path)):
            return name
        mark = sha256(grouping.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        return f"{name}-{mark}" if name else mark

    def _below(self, path: PurePath) -> PurePath | None:
        """Return `path` as it lies below a folder that was named, that folder's name included."""
        for source in sorted(self.sources, key=len, reverse=True):
            root = PurePath(source)
            namesakes = [other for other in self.sources if PurePath(other).name == root.name]
            if root.name and len(namesakes) == 1 and path.is_relative_to(root):
                return PurePath(root.name, path.relative_to(root))
        return None
