"""Subtitles: numbers and times stay, the text of each is broken anew into short lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from briefing.inplace import tagged
from briefing.inplace.decoded import whole
from briefing.inplace.job import Job
from briefing.inplace.tagged import Piece, Tagged
from briefing.inplace.units import Put, Translated, Unit

WIDTH = 42  # characters a line, as broadcasters have it
_TIMES = re.compile(r"\s*\d+:\d\d:\d\d[,.]\d+\s*-->\s*\d+:\d\d:\d\d[,.]\d+")
_TAG = re.compile(r"<(/?)([A-Za-z]+)[^<>]*>|\{[^{}]*\}|^[ \t]*[-–—‐][ \t]*", re.MULTILINE)
_MARKUP = re.compile(r"<[^<>]*>|\{[^{}]*\}")
_SPEAKER = re.compile(r"\s*[-–—‐]")
_BLANK = re.compile(r"\s*\Z")


def rewrite(source: IO[bytes], out: IO[bytes], put: Put, job: Job) -> list[str]:
    """Write the subtitles in `source` to `out` in the target language."""
    parts = list(_parts(whole(source, job.path)))
    cues = [part for part in parts if isinstance(part, _Cue)]
    results = iter(put([cue.unit for cue in cues]))
    long = 0
    for part in parts:
        if isinstance(part, str):
            out.write(part.encode())
            continue
        result = next(results)
        if result is None:
            out.write(part.raw.encode())
            continue
        written = _broken(result)
        long += any(len(line) > WIDTH for line in written.text.split("\n"))
        out.write((tagged.write(part.tagged, written).replace("\n", part.newline)).encode())
        out.write(part.raw[len(part.raw.rstrip("\r\n")) :].encode())
    return [f"{long} subtitles do not fit into two lines of {WIDTH} characters"] if long else []


@dataclass(frozen=True, slots=True)
class _Cue:
    """The text of one subtitle."""

    raw: str
    tagged: Tagged
    unit: Unit
    newline: str


def _parts(text: str) -> Iterator[str | _Cue]:
    """Yield the subtitles' texts, and what stands between them as it is."""
    lines = text.splitlines(keepends=True)
    index = 0
    while index < len(lines):
        yield lines[index]
        if not _TIMES.match(lines[index]):
            index += 1
            continue
        first = index = index + 1
        while index < len(lines) and not _BLANK.match(lines[index]):
            index += 1
        if index > first:
            yield _cue(lines[first:index], first + 1)


def _cue(lines: list[str], number: int) -> _Cue:
    raw = "".join(lines)
    newline = "\r\n" if lines[0].endswith("\r\n") else "\n"
    # Two speakers have a line each; any other break is only there for want of room.
    spoken = len(lines) > 1 and all(_SPEAKER.match(_MARKUP.sub("", line)) for line in lines)
    joint = "\n" if spoken else " "
    told = tagged.read(list(_pieces(joint.join(line.rstrip() for line in lines))))
    return _Cue(raw, told, Unit(told.text, told.marks, f"line {number}", number), newline)


def _pieces(text: str) -> Iterator[Piece]:
    position = 0
    for found in _TAG.finditer(text):
        if found.start() > position:
            yield Piece("text", text[position : found.start()], text[position : found.start()])
        name = (found[2] or "").lower()
        if not name:
            yield Piece("object", found[0])
        else:
            yield Piece("close" if found[1] else "open", found[0], name=name)
        position = found.end()
    if position < len(text):
        yield Piece("text", text[position:], text[position:])


def _broken(translated: Translated) -> Translated:
    """Return the text broken into as few lines as it fits in, of about the same length."""
    broken = "\n".join(_lines(line) for line in translated.text.split("\n"))
    return Translated(broken, translated.spans)


def _lines(text: str) -> str:
    """Replace spaces of `text` by line breaks, so that no line is wider than `WIDTH` if can be."""
    if len(text) <= WIDTH:
        return text
    spaces = [i for i, char in enumerate(text) if char == " "]
    fitting = [i for i in spaces if i <= WIDTH and len(text) - i - 1 <= WIDTH]
    if fitting:  # two lines: break behind a sign of punctuation, else nearest the middle
        best = min(fitting, key=lambda i: (text[i - 1] not in ".,;:!?…", abs(2 * i - len(text))))
        return f"{text[:best]}\n{text[best + 1 :]}"
    before = [i for i in spaces if 0 < i <= WIDTH] or spaces[:1]
    if not before:
        return text
    return f"{text[: before[-1]]}\n{_lines(text[before[-1] + 1 :])}"
