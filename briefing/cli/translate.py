"""`briefing translate`: documents translated in place, or lines from stdin to stdout."""

from __future__ import annotations

import argparse
import contextlib
import itertools
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from briefing import files
from briefing.cli.compose import Composition, compose, scripts_of, settings_of
from briefing.cli.console import Screen
from briefing.cli.make import DOUBTS, know_checks
from briefing.documents import Reviewed, TranslatedSegment
from briefing.errors import ArticleError, OutputError, ReadError, UsageError
from briefing.inplace.formats import Format, format_of
from briefing.inplace.job import Job
from briefing.inplace.translation import Work
from briefing.inplace.units import Unit
from briefing.languages import LANGUAGES, Language, Target
from briefing.pipeline import Timings
from briefing.quality import check_segment, confidence
from briefing.report import SCHEMA, dump, segment_report, tally
from briefing.settings import Settings

STDIN = "-"
_AT_ONCE = 65_536  # bytes read from a pipe at a time, and translated together
_GRAVE = {"error": ("error",), "warning": ("error", "warning")}


@dataclass(slots=True)
class _Account:
    """What became of one file in one language; sentences are counted, not kept."""

    path: str
    target: Target
    format: str
    source: Language | None = None
    error: str | None = None
    lines: int | None = None  # in formats that have lines
    units: int = 0
    left: int = 0
    concepts: Counter[str] = field(default_factory=Counter)
    warnings: int = 0
    findings: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    written: str | None = None

    def report(self) -> dict[str, Any]:
        """Return the account as report.json has it."""
        return {
            "path": self.path,
            "to": self.target.tag,
            "script": self.target.script,
            "status": "failed" if self.error else "done",
            "error": self.error,
            "format": self.format,
            "from": self.source.tag if self.source else None,
            "written": self.written,
            "lines": self.lines,
            "units": self.units,
            "left_as_they_are": self.left,
            "concepts": dict(self.concepts),
            "warnings": self.warnings,
            "findings": dict(sorted(self.findings.items())),
            "notes": self.notes,
        }


def run(args: argparse.Namespace) -> int:
    """Carry out the command and return its exit code."""
    settings = settings_of(args)
    targets = settings.targets()
    source = _source(args.source)
    screen = Screen(quiet=args.quiet)
    timings = Timings()
    know_checks(settings.no_check)
    piped = STDIN in args.paths
    if piped and (len(args.paths) > 1 or len(targets) > 1):
        raise UsageError(STDIN, "stdin goes to stdout, in one language", "Give one --to, no file")
    _refuse_same_names(args.paths)
    _refuse_without_field(args.paths, args.field)
    with timings.measure("load"):
        parts = compose(settings)
    _check_directions(parts, source or (LANGUAGES["en"] if piped else None), targets)
    parts.announce(screen)
    if piped:
        return _pipe(parts, source or LANGUAGES["en"], targets[0], settings, screen)
    accounts = _files(args, parts, source, targets, settings, screen, timings)
    if any(account.error for account in accounts):
        return 1
    return DOUBTS if _doubts(accounts, settings.fail_on) else 0


def _source(tag: str | None) -> Language | None:
    if tag is not None and tag not in LANGUAGES:
        raise UsageError(f"--from {tag}", "no such language", f"use one of: {', '.join(LANGUAGES)}")
    return LANGUAGES[tag] if tag else None


def _refuse_same_names(paths: Sequence[str]) -> None:
    for name, times in Counter(Path(path).name for path in paths).items():
        if times > 1:
            raise UsageError(
                name, f"{times} files of this name would be written over each other", "Rename them"
            )


def _refuse_without_field(paths: Sequence[str], named: str | None) -> None:
    for path in paths:
        if named is None and Path(path).suffix.lower() in (".csv", ".tsv", ".jsonl", ".ndjson"):
            raise UsageError(
                path, "which field is to be translated is not said", "Add --field NAME"
            )


def _check_directions(
    parts: Composition, source: Language | None, targets: Sequence[Target]
) -> None:
    for target in targets:
        if source and not parts.translator.serves(source, target.language):
            raise UsageError(
                f"--to {target.tag}",
                f"{parts.translator.name} does not translate {source.name}"
                f" into {target.language.name}",
                "Give a checkpoint for this direction",
            )


def _doubts(accounts: Iterable[_Account], level: str | None) -> bool:
    grave = _GRAVE.get(level or "", ())
    return any(account.findings[severity] for account in accounts for severity in grave)


def _files(
    args: argparse.Namespace,
    parts: Composition,
    source: Language | None,
    targets: Sequence[Target],
    settings: Settings,
    screen: Screen,
    timings: Timings,
) -> list[_Account]:
    """Translate every file into every target; one that fails is told and costs no other."""
    out = Path(settings.out)
    accounts: list[_Account] = []
    jobs = list(itertools.product(args.paths, targets))
    with (
        files.replacing(out / "findings.jsonl") as findings,
        screen.progress("documents", len(jobs)) as advance,
    ):
        for path, target in jobs:
            account = _Account(path, target, Path(path).suffix.lstrip(".").lower())
            accounts.append(account)
            with timings.measure(f"translate {target.tag}"):
                _guarded(account, out, args.field, parts, source, settings, findings)
            advance(f"{path} → {target.tag}: {_said(account)}")
            for note in account.notes:
                screen.say(f"Note: {path} → {target.tag}: {note}.")
            if account.error:
                screen.complain(f"briefing: {account.error}")
    content = {
        "schema": SCHEMA,
        "signature": _signature(parts, source, targets),
        "notices": list(parts.notices),
        "glossary_problems": [str(problem) for problem in parts.glossary.problems],
        "files": [account.report() for account in accounts],
        "timings": {stage: round(s, 3) for stage, s in timings.seconds.items()},
    }
    files.write(out / "report.json", dump(content).encode())
    return accounts


def _signature(parts: Composition, source: Language | None, targets: Sequence[Target]) -> str:
    told = f"from:{source.tag if source else 'detected'}"
    return parts.signature((f"to:{scripts_of(targets)}", told, parts.translator.signature))


def _guarded(
    account: _Account,
    out: Path,
    named: str | None,
    parts: Composition,
    source: Language | None,
    settings: Settings,
    findings: IO[bytes],
) -> None:
    try:
        format_ = format_of(account.path)
        account.format = format_.name
        job = Job(account.path, account.target, named)
        _file(account, format_, job, out, parts, source, settings, findings)
    except OutputError:
        raise
    except ArticleError as error:
        account.error = str(error)
    except Exception as error:  # noqa: BLE001  one document's fault never costs the others
        account.error = (
            f"{account.path}: internal error, {type(error).__name__}: {error}."
            " Convert it to another format and try again."
        )


def _file(
    account: _Account,
    format_: Format,
    job: Job,
    out: Path,
    parts: Composition,
    source: Language | None,
    settings: Settings,
    findings: IO[bytes],
) -> None:
    def told(unit: Unit, segment: TranslatedSegment, language: Language) -> None:
        found = _count(account, segment, language, job.target, settings)
        if found or segment.warnings or any(use.met == "unmet" for use in segment.concepts):
            line = {"path": job.path, "line": unit.line, "place": unit.place, "to": job.target.tag}
            line |= segment_report(segment, Reviewed(found, confidence(segment, found)))
            findings.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")

    work = Work(job.path, parts.translator, job.target, source, told)
    path = Path(job.path)
    written = out / f"{path.stem}.{job.target.tag}{path.suffix or '.txt'}"
    if written.resolve() == path.resolve():
        raise ReadError(job.path, "its translation would take its place", "Choose another --out")
    try:
        stream = path.open("rb")
    except OSError as error:
        raise ReadError(job.path, error.strerror or "cannot be read", "Check the path") from error
    with stream:
        if format_.lines:
            account.lines = sum(1 for _ in stream)
            stream.seek(0)
        with files.replacing(written) as result:
            account.notes = format_.rewrite(stream, result, work, job)
    account.written = str(written)
    account.source, account.units, account.left = work.source, work.units, work.left


def _count(
    account: _Account,
    segment: TranslatedSegment,
    language: Language,
    target: Target,
    settings: Settings,
) -> tuple[Any, ...]:
    """Count a sentence, and return what the checks found in it."""
    found = check_segment(segment, language, target, off=frozenset(settings.no_check))
    account.concepts.update(tally(segment.concepts))
    account.warnings += len(segment.warnings)
    account.findings.update(finding.severity for finding in found)
    return found


def _said(account: _Account) -> str:
    if account.error:
        return "failed"
    required, unmet = account.concepts["required"], account.concepts["unmet"]
    return (
        f"{account.units - account.left} of {account.units} texts translated,"
        f" terms {required - unmet}/{required} as agreed, errors {account.findings['error']}"
    )


def _pipe(
    parts: Composition, source: Language, target: Target, settings: Settings, screen: Screen
) -> int:
    """Translate stdin line by line; each line is out as soon as it is in, and its blanks kept."""
    account = _Account(STDIN, target, "txt", source)
    number = 0

    def told(unit: Unit, segment: TranslatedSegment, language: Language) -> None:
        _count(account, segment, language, target, settings)

    work = Work(STDIN, parts.translator, target, source, told)
    with contextlib.nullcontext(sys.stdout.buffer) as stdout:
        for lines in _arriving(sys.stdin.buffer):
            units = [_line(raw, at) for at, raw in enumerate(lines, start=number + 1)]
            number += len(lines)
            for unit, result in zip(units, work(units), strict=True):
                stdout.write((unit.text if result is None else result.text).encode() + b"\n")
            stdout.flush()
    required, unmet = account.concepts["required"], account.concepts["unmet"]
    screen.say(
        f"{STDIN} → {target.tag}: {number} lines, terms {required - unmet}/{required} as agreed"
    )
    return DOUBTS if _doubts([account], settings.fail_on) else 0


def _arriving(stream: Any) -> Iterator[list[bytes]]:
    """Yield the lines that have arrived by now, as soon as there is one."""
    rest = b""
    while data := stream.read1(_AT_ONCE):
        *lines, rest = (rest + data).split(b"\n")
        if lines:
            yield lines
    if rest:
        yield [rest]


def _line(raw: bytes, number: int) -> Unit:
    try:
        text = raw.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        raise ReadError(
            STDIN, f"line {number} is not UTF-8 ({error.reason})", "Convert it to UTF-8"
        ) from error
    return Unit(text.strip(), place=f"line {number}", line=number)
