"""A briefing in formats other than Word's: each is one small module, and one row here."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefing.documents import Briefing
from briefing.errors import UsageError
from briefing.writers import html, json, md

__all__ = ["DOCX", "FORMATS", "WRITERS", "known", "write"]

DOCX = "docx"  # has a room of its own: briefing.word

WRITERS: dict[str, Callable[[Briefing], str]] = {
    "md": md.write,
    "html": html.write,
    "json": json.write,
}
FORMATS = (DOCX, *WRITERS)


def known(names: Sequence[str]) -> tuple[str, ...]:
    """Return the formats named, each once, in the order of `FORMATS`.

    Raises UsageError for one that is not written, or when none is named.
    """
    for name in names or ("",):
        if name not in FORMATS:
            raise UsageError(
                f"--format {name}".rstrip(), "no such format", f"Use any of: {', '.join(FORMATS)}"
            )
    return tuple(name for name in FORMATS if name in names)


def write(briefing: Briefing, name: str) -> bytes:
    """Return `briefing` in the format called `name`, UTF-8; the same gives the same bytes."""
    return WRITERS[name](briefing).encode()
