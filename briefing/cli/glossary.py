"""`briefing glossary`: check, convert, try out and expand glossaries; add up reports.

Results go to stdout, what is to be said about them to stderr.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from briefing import files, readers
from briefing.cli.console import Screen
from briefing.errors import UsageError
from briefing.languages import LANGUAGES
from briefing.terminology import default_glossary, exchange
from briefing.terminology.check import check
from briefing.terminology.concepts import ANY_LANGUAGE, Glossary, Term
from briefing.terminology.exchange.gathering import counted
from briefing.terminology.matching import Match, Matcher, Rejection
from briefing.terminology.surface import surface_forms
from briefing.text.detection import detect
from briefing.text.sentences import split_sentences

STDOUT = "-"


def run(args: argparse.Namespace) -> int:
    """Carry out the subcommand and return its exit code."""
    return ACTIONS[args.action](args, Screen(quiet=args.quiet))


def _check(args: argparse.Namespace, screen: Screen) -> int:
    reading = exchange.read(args.path, languages=args.languages)
    problems = check(reading.glossary)
    for problem in problems:
        print(problem)  # noqa: T201
    _say_left_out(reading.left_out, screen)
    screen.say(f"{args.path}: {_size(reading.glossary)}, problems: {len(problems)}")
    return 1 if problems else 0


def _convert(args: argparse.Namespace, screen: Screen) -> int:
    to = args.to or ("csv" if str(args.out) == STDOUT else exchange.by_suffix(args.out))
    # DeepL's table has no heading: the languages asked for are those it is read with.
    reading = exchange.read(args.path, args.source, args.languages)
    tabs = args.out.suffix.casefold() == ".tsv"
    written = exchange.write(reading.glossary, to, args.languages, tabs=tabs)
    for problem in reading.glossary.problems:
        screen.complain(f"briefing: {problem}")
    _say_left_out((*reading.left_out, *written.left_out), screen)
    _put(written.data, args.out)
    screen.say(f"{args.path}: {_size(reading.glossary)} → {args.out} ({to})")
    return 1 if reading.glossary.problems else 0


def _terms(args: argparse.Namespace, screen: Screen) -> int:
    glossary = _glossary(args)
    for problem in glossary.problems:
        screen.complain(f"briefing: {problem}")
    text = _text(args.text)
    tag = args.source or detect(text).tag
    if tag not in LANGUAGES:
        raise UsageError(
            f"--from {tag}" if args.source else args.text[:60],
            f"the language {tag!r} is not served",
            f"Give --from, one of: {', '.join(LANGUAGES)}",
        )
    found, rejected = _explain(Matcher(glossary, tag), text, tag)
    others = [other for other in LANGUAGES if other != tag]
    _table(
        ("term", "span", "concept", *others),
        [
            (m.text, f"{m.span[0]}–{m.span[1]}", m.concept.id, *_renderings(m, others))
            for m in found
        ],
    )
    if rejected:
        print()  # noqa: T201
        _table(
            ("not taken", "span", "concept", "why"),
            [
                (r.match.text, f"{r.match.span[0]}–{r.match.span[1]}", r.match.concept.id, r.reason)
                for r in rejected
            ],
        )
    name = LANGUAGES[tag].name
    screen.say(f"{name} text, {_size(glossary)}: {len(found)} found, {len(rejected)} not taken")
    return 0


def _expand(args: argparse.Namespace, screen: Screen) -> int:
    if args.out and args.out.resolve() == args.path.resolve():
        raise UsageError(
            str(args.out), "would be written over its source", "Give another name after -o"
        )
    to = exchange.by_suffix(args.out) if args.out else "csv"
    reading = exchange.read(args.path, languages=args.languages)
    glossary, added = expanded(reading.glossary)
    written = exchange.write(glossary, to, tabs=bool(args.out) and args.out.suffix == ".tsv")
    for problem in glossary.problems:
        screen.complain(f"briefing: {problem}")
    _say_left_out((*reading.left_out, *written.left_out), screen)
    _put(written.data, args.out or Path(STDOUT))
    screen.say(f"{args.path}: {_size(glossary)}, forms added: {added}")
    return 1 if glossary.problems else 0


def expanded(glossary: Glossary) -> tuple[Glossary, int]:
    """Return `glossary` with every generated form listed, and how many were not listed before."""
    added = 0
    concepts = []
    for concept in glossary.concepts:
        terms = []
        for term in concept.terms:
            forms = _forms(term)
            added += len(forms) - len(term.forms)
            terms.append(replace(term, forms=forms))
        concepts.append(replace(concept, terms=tuple(terms)))
    return replace(glossary, concepts=tuple(concepts)), added


def _forms(term: Term) -> tuple[str, ...]:
    if term.lang == ANY_LANGUAGE:
        return term.forms
    generated = surface_forms(term, term.lang)
    return tuple(dict.fromkeys((*term.forms, *(f for f in generated if f != term.text))))


def _report(args: argparse.Namespace, screen: Screen) -> int:
    paths = sorted(args.path.rglob("report.json"))
    if not paths:
        raise UsageError(str(args.path), "no report.json in it", "Name a folder that runs wrote in")
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    reasons: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for path in paths:
        for tag, use in _uses(path):
            counts[tag, use["concept"]][use["met"]] += 1
            if use["met"] == "unmet":
                reasons[tag, use["concept"]][use.get("reason") or "no reason given"] += 1
    rows = []
    for (tag, concept), met in sorted(
        counts.items(), key=lambda item: (item[0][0], -item[1]["unmet"], item[0][1])
    ):
        why = reasons[tag, concept].most_common(1)
        ways = (str(met[way]) for way in ("model", "n-best", "repaired", "unmet"))
        rows.append((tag, concept, str(met.total()), *ways, why[0][0] if why else ""))
    _table(("to", "concept", "required", "model", "n-best", "repaired", "unmet", "why"), rows)
    unmet = sum(met["unmet"] for met in counts.values())
    required = sum(met.total() for met in counts.values())
    screen.say(f"runs: {len(paths)}, terms as agreed: {required - unmet}/{required}")
    return 0


def _suggest(args: argparse.Namespace, screen: Screen) -> int:
    # Loaded here: no other action needs them.
    from briefing.review.renderings import renderings
    from briefing.store import open_store
    from briefing.store.approved import in_force

    if not args.memory.is_file():
        raise UsageError(str(args.memory), "there is no such memory", "Check the path")
    with open_store(args.memory) as store:
        approved = list(in_force(store))
    found = renderings(approved, _glossary(args), at_least=args.at_least)
    _table(
        ("from", "to", "concept", "agreed", "kept", "changed", "instead", "for example"),
        [
            (
                *(row.source, row.target, row.concept, row.agreed),
                *(str(row.kept), str(row.changed)),
                ", ".join(f"{said or '(left out)'} {count}" for said, count in row.instead),
                row.examples[0].text,
            )
            for row in found
        ],
    )
    screen.say(f"{args.memory}: approved segments: {len(approved)}, terms changed: {len(found)}")
    return 0


def _uses(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every concept use in a run's report, with its target language."""
    try:
        content = json.loads(path.read_bytes())
        for article in content.get("articles", ()):
            for tag, target in article["targets"].items():
                for segment in (target["headline"], *target["segments"]):
                    for use in segment["concepts"]:
                        yield tag, use
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(
            str(path), f"is no report of a run ({error!r})", "Remove it from the folder"
        ) from error


def _glossary(args: argparse.Namespace) -> Glossary:
    if not args.glossary:
        glossary = default_glossary()
    else:
        glossary = exchange.load(args.glossary, args.languages)
    return glossary.in_domains(args.domain.split(",")) if args.domain else glossary


def _text(given: str) -> str:
    """Return the text of a file, of stdin, or the argument itself when it names no file."""
    if given == STDOUT:
        return readers.read_bytes(sys.stdin.buffer.read(), given).text
    try:
        is_file = Path(given).is_file()
    except (OSError, ValueError):  # too long for a name, or has a NUL
        is_file = False
    return readers.read(given).text if is_file else given


def _explain(matcher: Matcher, text: str, tag: str) -> tuple[list[Match], list[Rejection]]:
    """Match sentence by sentence, as a run does; spans are those of the whole text."""
    found: list[Match] = []
    rejected: list[Rejection] = []
    for start, end in split_sentences(text, tag):
        matches, rejections = matcher.explain(text[start:end])
        found += (_moved(match, start) for match in matches)
        rejected += (replace(r, match=_moved(r.match, start)) for r in rejections)
    return found, rejected


def _moved(match: Match, by: int) -> Match:
    start, end = match.span
    return replace(match, span=(start + by, end + by))


def _renderings(match: Match, languages: Iterable[str]) -> Iterator[str]:
    for tag in languages:
        term = match.concept.preferred(tag)
        yield term.text if term else "—"


def _size(glossary: Glossary) -> str:
    terms = sum(len(concept.terms) for concept in glossary.concepts)
    return f"{counted(len(glossary.concepts), 'concept')}, {counted(terms, 'term')}"


def _say_left_out(sentences: Iterable[str], screen: Screen) -> None:
    for sentence in sentences:
        screen.say(f"Note: {sentence}.")


def _put(data: bytes, path: Path) -> None:
    if str(path) == STDOUT:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        files.write(path, data)


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table on stdout: columns lined up, or parted by tabs where no person is reading."""
    if not sys.stdout.isatty():
        for row in (headings, *rows):
            print("\t".join(row))  # noqa: T201
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(*headings, box=None, pad_edge=False, header_style="bold")
    for row in rows:
        table.add_row(*row)
    Console(highlight=False, markup=False, emoji=False).print(table)


Action = Callable[[argparse.Namespace, Screen], int]

ACTIONS: dict[str, Action] = {
    "check": _check,
    "convert": _convert,
    "terms": _terms,
    "expand": _expand,
    "report": _report,
    "suggest": _suggest,
}
