"""Test sets people have: a folder in FLORES-200's layout, a TSV, or JSON lines."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import UsageError
from briefing.languages import LANGUAGES

# FLORES-200 names its files <language>_<script>.<split> (NLLB Team 2022, arXiv:2207.04672).
FLORES = {"eng_Latn": "en", "srp_Cyrl": "sr", "uzn_Latn": "uz", "rus_Cyrl": "ru"}
COLUMNS = ("en", "sr", "uz", "ru")  # of a TSV without a header


@dataclass(frozen=True, slots=True)
class TestSet:
    """Parallel segments: as many in each language, in the same order."""

    __test__ = False  # not a test case, whatever pytest thinks of the name

    name: str
    segments: Mapping[str, tuple[str, ...]]  # language tag → segments

    def __len__(self) -> int:
        return len(next(iter(self.segments.values())))


def load(path: Path) -> TestSet:
    """Return the test set at `path`: a folder, a .tsv or a .jsonl.

    Raises UsageError naming the file, and the line where there is one, when it cannot be used.
    """
    if path.is_dir():
        found = _flores(path)
    elif path.suffix == ".jsonl":
        found = _json_lines(path)
    else:
        found = _tsv(path)
    lengths = {tag: len(lines) for tag, lines in found.items()}
    if len(found) < 2 or len(set(lengths.values())) != 1 or not min(lengths.values()):
        raise UsageError(
            str(path),
            f"not a parallel test set (segments found: {lengths or 'none'})",
            "Give as many segments in each of two languages or more",
        )
    return TestSet(path.name, found)


def _flores(folder: Path) -> dict[str, tuple[str, ...]]:
    files = {FLORES[p.stem]: p for p in sorted(folder.iterdir()) if p.stem in FLORES}
    return {tag: tuple(_text(path).splitlines()) for tag, path in files.items()}


def _tsv(path: Path) -> dict[str, tuple[str, ...]]:
    rows = list(csv.reader(_text(path).splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    header: tuple[str, ...] = COLUMNS
    if rows and set(rows[0]) <= set(LANGUAGES):
        header = tuple(rows.pop(0))
    for number, row in enumerate(rows, start=1):
        if len(row) != len(header):
            raise UsageError(
                f"{path}:{number}",
                f"{len(row)} columns where {len(header)} are expected",
                f"Give the columns {', '.join(header)}, or name them in a first row",
            )
    return {tag: tuple(row[i] for row in rows) for i, tag in enumerate(header)}


def _json_lines(path: Path) -> dict[str, tuple[str, ...]]:
    rows = []
    for number, line in enumerate(_text(path).splitlines(), start=1):
        try:
            rows.append(json.loads(line))
        except json.JSONDecodeError as error:
            raise UsageError(f"{path}:{number}", f"not JSON ({error})", "Mend the line") from error
    tags = [tag for tag in LANGUAGES if all(tag in row for row in rows)]
    return {tag: tuple(row[tag] for row in rows) for tag in tags}


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(str(path), f"cannot be read ({error})", "Name a UTF-8 file") from error
