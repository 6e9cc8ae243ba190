"""The table of formats that are translated in place, by the endings of file names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from briefing.errors import ReadError
from briefing.inplace import csv, docx, html, jsonl, md, srt, txt
from briefing.inplace.job import Job
from briefing.inplace.units import Put


@dataclass(frozen=True, slots=True)
class Format:
    """One format: how its files end, and how one is rewritten.

    `rewrite` reads the first stream and writes the second, every unit by way of `Put`; it returns
    what the user should know of the result.
    """

    name: str
    suffixes: tuple[str, ...]
    rewrite: Callable[[IO[bytes], IO[bytes], Put, Job], list[str]]
    lines: bool = True  # whether a place in it is told by its line


FORMATS = (
    Format("docx", (".docx", ".docm", ".dotx", ".dotm"), docx.rewrite, lines=False),
    Format("txt", (".txt", ".text", ""), txt.rewrite),
    Format("md", (".md", ".markdown"), md.rewrite),
    Format("html", (".html", ".htm", ".xhtml"), html.rewrite),
    Format("jsonl", (".jsonl", ".ndjson"), jsonl.rewrite),
    Format("csv", (".csv", ".tsv"), csv.rewrite),
    Format("srt", (".srt",), srt.rewrite),
)


def format_of(path: str) -> Format:
    """Return the format of the file at `path`, by its name.

    Raises ReadError for a name that ends otherwise.
    """
    suffix = Path(path).suffix.lower()
    for row in FORMATS:
        if suffix in row.suffixes:
            return row
    endings = " ".join(suffix for row in FORMATS for suffix in row.suffixes if suffix)
    raise ReadError(path, f"{suffix} files are not translated in place", f"Use one of: {endings}")
