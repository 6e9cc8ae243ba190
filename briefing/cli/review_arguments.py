"""The arguments of `briefing review`."""

from __future__ import annotations

import argparse
from pathlib import Path

# Kept here, not looked up, so that --help loads nothing; a test holds it to the table of formats.
FORMAT_NAMES = ("xliff", "xliff12", "tmx", "docx")

Commands = argparse._SubParsersAction  # argparse gives it no public name


def add_arguments(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add `review` and its subcommands to the command line."""
    command = commands.add_parser(
        "review",
        help="hand translations out for review, and take in what was approved",
        description="Hand the translations of a run out to reviewers, in the formats of their"
        " tools, and take what they approve into the memory: it is used from then on.",
    )
    actions = command.add_subparsers(dest="action", metavar="ACTION", required=True)
    _export(actions)
    _import(actions)


def _export(actions: Commands[argparse.ArgumentParser]) -> None:
    action = actions.add_parser(
        "export",
        help="write files for reviewers",
        description="Write what a run has left in a folder as files for reviewers, one a direction"
        " of translation: review-en-sr.xlf.",
    )
    action.add_argument("folder", type=Path, metavar="DIR", help="a folder that a run wrote in")
    action.add_argument(
        "--format",
        choices=FORMAT_NAMES,
        required=True,
        help="xliff (2.1), xliff12 (1.2), tmx (1.4b), or docx: a table for those without a CAT"
        " tool",
    )
    action.add_argument(
        "--to", metavar="LANG[,LANG]", help="target languages (default: those of the run)"
    )
    action.add_argument(
        "--out", type=Path, metavar="FILE", help="where to (default: a file a direction in DIR)"
    )
    action.add_argument(
        "--force", action="store_true", help="write over a file whose edits were not taken in"
    )
    _common(action)


def _import(actions: Commands[argparse.ArgumentParser]) -> None:
    action = actions.add_parser(
        "import",
        help="take what reviewers approved into the memory",
        description="Take the segments that reviewers edited, or marked as checked, into the"
        " memory. Exit code 1 when something in the files was not taken.",
    )
    action.add_argument("paths", nargs="+", type=Path, metavar="FILE")
    action.add_argument(
        "--by", metavar="NAME", help="who approved (default: as the file tells, or this user)"
    )
    action.add_argument(
        "--memory",
        type=Path,
        metavar="FILE",
        help="the memory (default: that of the run whose folder FILE is in)",
    )
    action.add_argument(
        "--all",
        action="store_true",
        help="take every segment as approved, marked or not: a file checked as a whole, or another"
        " tool's memory",
    )
    action.add_argument(
        "--replace",
        action="store_true",
        help="where two people approved different translations, let the newest win",
    )
    _common(action)


def _common(action: argparse.ArgumentParser) -> None:
    action.add_argument("--quiet", action="store_true", help="only failures on stderr")
    action.add_argument("--debug", action="store_true", help="show tracebacks")
