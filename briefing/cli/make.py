"""`briefing make`: articles in, one Word briefing a language and report.json out."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path

from briefing import batch, files, readers, word
from briefing.cli.compose import Composition, compose, scripts_of, settings_of
from briefing.cli.console import Screen
from briefing.documents import Article, Briefing, Entry, Outcome
from briefing.errors import UsageError
from briefing.languages import Target
from briefing.pipeline import Desk, Timings
from briefing.report import dump, report, tally, uses
from briefing.settings import Settings

STDIN = "-"


def run(args: argparse.Namespace) -> int:
    """Carry out the command and return its exit code."""
    settings = settings_of(args)
    targets = settings.targets()
    screen = Screen(quiet=args.quiet)
    timings = Timings()
    paths = _paths(args.paths)
    with timings.measure("load"):
        parts = compose(settings)
    for problem in parts.glossary.problems:
        screen.complain(f"briefing: {problem}")
    for notice in parts.notices:
        screen.say(f"Note: {notice}.")
    desk = Desk(parts.summariser, parts.translator, targets, settings.sentences)
    outcomes = _run(paths, desk, timings, screen)
    signature = _signature(parts, settings, targets)
    out = Path(settings.out)
    with timings.measure("write"):
        written = _write_documents(outcomes, targets, settings, parts, signature, out)
    content = report(
        outcomes,
        targets,
        signature=signature,
        notices=parts.notices,
        problems=map(str, parts.glossary.problems),
        timings=timings.seconds,
    )
    files.write(out / "report.json", dump(content).encode())
    _show(outcomes, targets, written, out, screen)
    if args.json:
        sys.stdout.write(dump(content))
    return 0 if all(outcome.status == "done" for outcome in outcomes) else 1


def _paths(named: Sequence[str]) -> list[str]:
    if STDIN in named:
        if len(named) > 1:
            raise UsageError(STDIN, "stdin and files cannot be mixed", "Give one or the other")
        return [STDIN]
    found = [str(path) for path in readers.discover(named)]
    if not found:
        raise UsageError(
            ", ".join(named), "no article found", "Name files, or folders that hold some"
        )
    return found


def _read(path: str) -> Article:
    if path == STDIN:
        return readers.read_bytes(sys.stdin.buffer.read(), STDIN)
    return readers.read(path)


def _run(paths: Sequence[str], desk: Desk, timings: Timings, screen: Screen) -> list[Outcome]:
    outcomes = []
    with screen.progress("articles", len(paths)) as advance:
        for outcome in batch.run(paths, _read, desk, timings):
            outcomes.append(outcome)
            advance(f"{outcome.path}: {outcome.status}")
    for outcome in outcomes:
        for error in (outcome.error, *outcome.target_errors.values()):
            if error:
                screen.complain(f"briefing: {error}")
    return outcomes


def _signature(parts: Composition, settings: Settings, targets: Sequence[Target]) -> str:
    return parts.signature(
        (
            f"to:{scripts_of(targets)}",
            f"sentences:{settings.sentences}",
            parts.summariser.signature,
            parts.translator.signature,
        )
    )


def _write_documents(
    outcomes: Sequence[Outcome],
    targets: Sequence[Target],
    settings: Settings,
    parts: Composition,
    signature: str,
    out: Path,
) -> list[str]:
    """Write one briefing a target that has any article; return a line about each."""
    lines = []
    for target in targets:
        path = out / f"briefing-{target.tag}.docx"
        entries = tuple(
            Entry(outcome.summary, translation)
            for outcome in outcomes
            for translation in outcome.translations
            if outcome.summary and translation.target.tag == target.tag
        )
        if not entries:
            lines.append(f"{path} not written: no article could be put into {target.language.name}")
            continue
        missing = tuple(o.path for o in outcomes if o.error or target.tag in o.target_errors)
        trial = any(entry.translation.checkpoint for entry in entries)
        word.write(
            Briefing(
                target=target,
                date=settings.date or dt.date.today(),
                entries=entries,
                signature=signature,
                notices=parts.notices if trial else (),
                failed=missing,
            ),
            path,
        )
        lines.append(str(path))
    return lines


def _show(
    outcomes: Sequence[Outcome],
    targets: Sequence[Target],
    written: Sequence[str],
    out: Path,
    screen: Screen,
) -> None:
    """Show one line an article: what was done, and how many of its terms are as agreed."""
    headings = ("article", "status", "language", "sentences", *(f"terms {t.tag}" for t in targets))
    screen.table(headings, [_row(outcome, targets) for outcome in outcomes])
    for line in (*written, str(out / "report.json")):
        screen.say(line)


def _row(outcome: Outcome, targets: Sequence[Target]) -> list[str]:
    summary = outcome.summary
    terms = {t.target.tag: tally(uses(t)) for t in outcome.translations}
    return [
        outcome.path,
        outcome.status,
        f"{summary.language.tag} {summary.language.confidence:.2f}" if summary else "",
        str(len(summary.segments)) if summary else "",
        *(_ratio(terms.get(target.tag)) for target in targets),
    ]


def _ratio(counts: dict[str, int] | None) -> str:
    if counts is None:
        return ""
    return f"{counts['required'] - counts['unmet']}/{counts['required']}"
