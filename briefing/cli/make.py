"""`briefing make`: articles in, one Word briefing a language and report.json out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from briefing import batch, files, readers
from briefing.cli import writing
from briefing.cli.compose import Composition, compose, scripts_of, settings_of
from briefing.cli.console import Screen
from briefing.documents import Article, Outcome
from briefing.errors import UsageError
from briefing.languages import Target
from briefing.pipeline import Desk, Timings
from briefing.quality import CHECKS, WIDE_CHECKS
from briefing.quality.review import Review, review
from briefing.report import dump, report, tally, uses
from briefing.settings import Settings

DOUBTS = 3  # exit code: all done, but the checks found what --fail-on asks about


def run(args: argparse.Namespace) -> int:
    """Carry out the command and return its exit code."""
    settings = settings_of(args)
    targets = settings.targets()
    screen = Screen(quiet=args.quiet)
    timings = Timings()
    know_checks(settings.no_check)
    paths = _paths(args.paths)
    way = writing.prepare(settings)
    with timings.measure("load"):
        parts = compose(settings)
    parts.announce(screen)
    desk = Desk(parts.summariser, parts.translator, targets, settings.sentences)
    read = partial(_read, limits=readers.limits_from(settings.limits))
    outcomes = _run(paths, read, desk, timings, screen)
    signature = _signature(parts, settings, targets)
    out = Path(settings.out)
    with timings.measure("check"):
        found = review(
            outcomes,
            targets,
            off=frozenset(settings.no_check),
            align=parts.translator.align,
        )
    with timings.measure("write"):
        made = writing.briefings(
            outcomes, targets, found, way, signature=signature, notices=parts.notices
        )
        written = writing.write(list(made), way)
    content = report(
        outcomes,
        targets,
        review=found,
        signature=signature,
        notices=parts.notices,
        problems=map(str, parts.glossary.problems),
        timings=timings.seconds,
    )
    text = dump(content)
    files.write(out / "report.json", text.encode())
    _show(outcomes, targets, found, screen)
    for line in (*written, str(out / "report.json")):
        screen.say(line)
    if args.json:
        sys.stdout.write(text)
    if any(outcome.status == "failed" for outcome in outcomes):
        return 1
    return DOUBTS if settings.fail_on and _doubts(found, targets, settings.fail_on) else 0


def _doubts(found: Review, targets: Sequence[Target], level: str) -> bool:
    """Tell whether anything as grave as `level` was found."""
    grave = ("error",) if level == "error" else ("error", "warning")
    return any(found.counts(target.tag)[severity] for target in targets for severity in grave)


def know_checks(checks: Sequence[str]) -> None:
    """Raise UsageError for an id that is no check's."""
    known = {check.id for check in CHECKS} | {check.id for check in WIDE_CHECKS}
    for name in checks:
        if name not in known:
            raise UsageError(
                f"--no-check {name}", "no such check", f"Use any of: {', '.join(sorted(known))}"
            )


def _paths(named: Sequence[str]) -> list[str]:
    if readers.STDIN in named:
        if len(named) > 1:
            raise UsageError(
                readers.STDIN, "stdin and files cannot be mixed", "Give one or the other"
            )
        return [readers.STDIN]
    return [str(path) for path in readers.discover(named)]


def _read(path: str, limits: readers.Limits) -> Article:
    if path == readers.STDIN:
        data = sys.stdin.buffer.read(limits.file_bytes + 1)
        return readers.read_bytes(data, readers.STDIN, limits=limits)
    return readers.read(path, limits=limits)


def _run(
    paths: Sequence[str],
    read: Callable[[str], Article],
    desk: Desk,
    timings: Timings,
    screen: Screen,
) -> list[Outcome]:
    outcomes = []
    with screen.progress("articles", len(paths)) as advance:
        for outcome in batch.run(paths, read, desk, timings):
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


def _show(
    outcomes: Sequence[Outcome],
    targets: Sequence[Target],
    found: Review,
    screen: Screen,
) -> None:
    """Show one line an article: what was done, how many of its terms are as agreed, its doubts."""
    terms = (f"terms {target.tag}" for target in targets)
    doubts = f"errors {'/'.join(target.tag for target in targets)}"
    headings = ("article", "status", "language", "sentences", *terms, doubts)
    rows = [_row(index, outcome, targets, found) for index, outcome in enumerate(outcomes)]
    screen.table(headings, rows)


def _row(index: int, outcome: Outcome, targets: Sequence[Target], found: Review) -> list[str]:
    summary = outcome.summary
    terms = {t.target.tag: tally(uses(t)) for t in outcome.translations}
    return [
        outcome.path,
        outcome.status,
        f"{summary.language.tag} {summary.language.confidence:.2f}" if summary else "",
        str(len(summary.segments)) if summary else "",
        *(_ratio(terms.get(target.tag)) for target in targets),
        "/".join(_errors(found, index, target) for target in targets),
    ]


def _errors(found: Review, index: int, target: Target) -> str:
    """Return how many errors the checks found in an article, "-" where it has no translation."""
    reviewed = found.translations.get((index, target.tag))
    if reviewed is None:
        return "-"
    return str(sum(f.severity == "error" for segment in reviewed for f in segment.findings))


def _ratio(counts: dict[str, int] | None) -> str:
    if counts is None:
        return ""
    return f"{counts['required'] - counts['unmet']}/{counts['required']}"
