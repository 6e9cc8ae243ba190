"""`briefing translate`: one line in, one line out, in order, in constant memory."""

from __future__ import annotations

import argparse
import contextlib
import itertools
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from briefing import files
from briefing.cli.compose import Composition, compose, scripts_of, settings_of
from briefing.cli.console import Screen
from briefing.documents import TranslatedSegment
from briefing.errors import ReadError, UsageError
from briefing.languages import LANGUAGES, Language, Target
from briefing.pipeline import Timings
from briefing.report import SCHEMA, dump, segment_report, tally
from briefing.text.sentences import split_sentences

CHUNK = 512  # lines decoded together: fills batches, and bounds memory whatever the file's length
STDIN = "-"


@dataclass(slots=True)
class _Tally:
    """What is counted over a file for one target, so that nothing else need be kept."""

    lines: int = 0
    concepts: Counter[str] = field(default_factory=Counter)
    warnings: int = 0


def run(args: argparse.Namespace) -> int:
    """Carry out the command and return its exit code."""
    settings = settings_of(args)
    targets = settings.targets()
    source = _source(args.source, targets)
    screen = Screen(quiet=args.quiet)
    timings = Timings()
    if STDIN in args.paths and (len(args.paths) > 1 or len(targets) > 1):
        raise UsageError(STDIN, "stdin goes to stdout, in one language", "Give one --to, no file")
    with timings.measure("load"):
        parts = compose(settings)
    _check_directions(parts, source, targets)
    parts.announce(screen)
    if STDIN in args.paths:
        with contextlib.nullcontext(sys.stdout.buffer) as stdout:
            count = _Tally()
            for line, _ in _translated(sys.stdin.buffer, STDIN, parts, source, targets[0], count):
                stdout.write(line.encode() + b"\n")
                stdout.flush()
        _say_terms(screen, STDIN, targets[0], count)
        return 0
    return _files(args.paths, Path(settings.out), parts, source, targets, screen, timings)


def _source(tag: str, targets: Sequence[Target]) -> Language:
    if tag not in LANGUAGES:
        raise UsageError(f"--from {tag}", "no such language", f"use one of: {', '.join(LANGUAGES)}")
    return LANGUAGES[tag]


def _check_directions(parts: Composition, source: Language, targets: Sequence[Target]) -> None:
    for target in targets:
        if not parts.translator.serves(source, target.language):
            raise UsageError(
                f"--to {target.tag}",
                f"{parts.translator.name} does not translate {source.name}"
                f" into {target.language.name}",
                "Give a checkpoint for this direction",
            )


def _files(
    paths: Sequence[str],
    out: Path,
    parts: Composition,
    source: Language,
    targets: Sequence[Target],
    screen: Screen,
    timings: Timings,
) -> int:
    _refuse_same_names(paths)
    failed = 0
    accounts: list[dict[str, Any]] = []
    with files.replacing(out / "findings.jsonl") as findings:
        for path, target in itertools.product(paths, targets):
            count = _Tally()
            error = None
            try:
                with timings.measure(f"translate {source.tag}-{target.tag}"):
                    _file(Path(path), out, parts, source, target, count, findings)
            except ReadError as problem:
                failed += 1
                error = str(problem)
                screen.complain(f"briefing: {problem}")
            accounts.append(_account(path, target, count, error))
            _say_terms(screen, path, target, count)
    content = {
        "schema": SCHEMA,
        "signature": parts.signature(
            (f"to:{scripts_of(targets)}", f"from:{source.tag}", parts.translator.signature)
        ),
        "notices": list(parts.notices),
        "glossary_problems": [str(problem) for problem in parts.glossary.problems],
        "files": accounts,
        "timings": {stage: round(s, 3) for stage, s in timings.seconds.items()},
    }
    files.write(out / "report.json", dump(content).encode())
    return 1 if failed else 0


def _refuse_same_names(paths: Sequence[str]) -> None:
    stems = Counter(Path(path).stem for path in paths)
    for stem, times in stems.items():
        if times > 1:
            raise UsageError(
                stem, f"{times} files of this name would be written over each other", "Rename them"
            )


def _file(
    path: Path,
    out: Path,
    parts: Composition,
    source: Language,
    target: Target,
    count: _Tally,
    findings: IO[bytes],
) -> None:
    try:
        stream = path.open("rb")
    except OSError as error:
        raise ReadError(str(path), error.strerror or "cannot be read", "Check the path") from error
    with stream, files.replacing(out / f"{path.stem}.{target.tag}.txt") as written:
        for number, (line, segments) in enumerate(
            _translated(stream, str(path), parts, source, target, count), start=1
        ):
            written.write(line.encode() + b"\n")
            for segment in segments:
                if segment.warnings or any(use.met == "unmet" for use in segment.concepts):
                    found = {"path": str(path), "line": number, "to": target.tag}
                    found |= segment_report(segment)
                    findings.write(json.dumps(found, ensure_ascii=False).encode() + b"\n")


def _translated(
    stream: IO[bytes],
    path: str,
    parts: Composition,
    source: Language,
    target: Target,
    count: _Tally,
) -> Iterator[tuple[str, list[TranslatedSegment]]]:
    """Yield each line's translation with its segments, a chunk of lines decoded at a time."""
    lines = _lines(stream, path)
    while chunk := list(itertools.islice(lines, CHUNK)):
        sentences = [
            [line[start:end] for start, end in split_sentences(line, source.tag)] for line in chunk
        ]
        pool = [sentence for line in sentences for sentence in line]
        segments = iter(parts.translator.translate(pool, source, target))
        for line in sentences:
            done = [next(segments) for _ in line]
            count.lines += 1
            count.concepts.update(tally(use for segment in done for use in segment.concepts))
            count.warnings += sum(len(segment.warnings) for segment in done)
            yield " ".join(segment.text for segment in done), done


def _lines(stream: IO[bytes], path: str) -> Iterator[str]:
    for number, raw in enumerate(stream, start=1):
        try:
            line = raw.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise ReadError(
                path, f"line {number} is not UTF-8 ({error.reason})", "Save the file as UTF-8"
            ) from error
        yield line.strip()


def _account(path: str, target: Target, count: _Tally, error: str | None) -> dict[str, Any]:
    return {
        "path": path,
        "to": target.tag,
        "script": target.script,
        "status": "failed" if error else "done",
        "error": error,
        "lines": count.lines,
        "concepts": dict(count.concepts),
        "warnings": count.warnings,
    }


def _say_terms(screen: Screen, path: str, target: Target, count: _Tally) -> None:
    required, unmet = count.concepts["required"], count.concepts["unmet"]
    screen.say(
        f"{path} → {target.tag}: {count.lines} lines, terms {required - unmet}/{required} as agreed"
    )
