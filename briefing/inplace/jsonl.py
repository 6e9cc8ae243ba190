"""JSON lines: one field of each object is translated, every other byte stays."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from typing import IO

from briefing.decoding import Span
from briefing.errors import ReadError, UsageError
from briefing.inplace.decoded import lines
from briefing.inplace.job import Job
from briefing.inplace.units import Put, Unit

_CHUNK = 500  # lines translated together
_DECODER = json.JSONDecoder()
_SPACE = " \t\r\n\ufeff"


def rewrite(source: IO[bytes], out: IO[bytes], put: Put, job: Job) -> list[str]:
    """Write the objects in `source` to `out`, the field asked for in the target language.

    The field may lie deeper (`article.title`) and be a string or a list of strings.
    """
    if not job.field:
        raise UsageError(job.path, "which field is to be translated is not said", "Add --field")
    path = job.field.split(".")
    numbered = enumerate(lines(source, job.path), start=1)
    found = missing = 0
    while chunk := list(itertools.islice(numbered, _CHUNK)):
        places = [list(_places(line, number, path, job)) for number, line in chunk]
        units = [
            Unit(text, place=f"line {number}", line=number)
            for (number, _), spots in zip(chunk, places, strict=True)
            for _, text in spots
        ]
        results = iter(put(units))
        for (_, line), spots in zip(chunk, places, strict=True):
            found += bool(spots)
            missing += not spots and bool(line.strip(_SPACE))
            written, position = "", 0
            for (start, end), _ in spots:
                result = next(results)
                if result is not None:
                    written += line[position:start] + json.dumps(result.text, ensure_ascii=False)
                    position = end
            out.write((written + line[position:]).encode())
    if missing and not found:
        raise ReadError(
            job.path, f"no object in it has the field {job.field!r}", "Name another with --field"
        )
    return [f"{missing} lines have no text in {job.field!r}"] if missing else []


def _places(line: str, number: int, path: list[str], job: Job) -> Iterator[tuple[Span, str]]:
    """Yield where in `line` the strings of the field stand, and what they say."""
    if not line.strip(_SPACE):
        return
    try:
        start = _skip(line, 0)
        _, end = _DECODER.raw_decode(line, start)
        if line[end:].strip(_SPACE):
            raise ValueError(f"more follows after column {end}")
        yield from _strings(line, _find(line, start, path))
    except ValueError as error:
        raise ReadError(
            job.path, f"line {number} is no JSON object ({error})", "Give one object a line"
        ) from error


def _find(line: str, start: int, path: list[str]) -> int | None:
    """Return where the value at `path` begins in the JSON value that begins at `start`."""
    if not path:
        return start
    if line[start] != "{":
        return None
    found = None
    for key, at in _members(line, start):
        if key == path[0]:  # of equal keys the last counts, as for every reader of JSON
            found = _find(line, at, path[1:])
    return found


def _members(line: str, start: int) -> Iterator[tuple[str, int]]:
    """Yield the keys of an object with the places where their values begin."""
    at = _skip(line, start + 1)
    while line[at] != "}":
        key, at = _DECODER.raw_decode(line, at)
        at = _skip(line, _skip(line, at) + 1)
        yield key, at
        at = _past(line, at)


def _strings(line: str, start: int | None) -> Iterator[tuple[Span, str]]:
    if start is None:
        return
    if line[start] == '"':
        text, end = _DECODER.raw_decode(line, start)
        yield (start, end), text
    elif line[start] == "[":
        at = _skip(line, start + 1)
        while line[at] != "]":
            yield from _strings(line, at)
            at = _past(line, at)


def _past(line: str, at: int) -> int:
    """Return where the next value, or the end of its list, stands behind the value at `at`."""
    _, end = _DECODER.raw_decode(line, at)
    end = _skip(line, end)
    return _skip(line, end + 1) if line[end] == "," else end


def _skip(line: str, at: int) -> int:
    while line[at : at + 1] and line[at] in _SPACE:
        at += 1
    return at
