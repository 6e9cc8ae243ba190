"""The arguments of `briefing glossary`."""

from __future__ import annotations

import argparse
from pathlib import Path

# Kept here, not looked up, so that --help loads nothing; a test holds it to the table of formats.
FORMAT_NAMES = (
    "csv",
    "xlsx",
    "deepl",
    "google",
    "amazon",
    "tbx",
    "tbx-dct",
    "tbx-min",
    "tbx-core",
    "tbx-2008",
    "tmx",
)

Commands = argparse._SubParsersAction  # argparse gives it no public name


def add_arguments(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add `glossary` and its subcommands to the command line."""
    command = commands.add_parser(
        "glossary",
        help="check, convert, try out and expand glossaries",
        description="Work on a glossary in any of the formats people have them in:"
        f" {', '.join(FORMAT_NAMES)}.",
    )
    actions = command.add_subparsers(dest="action", metavar="ACTION", required=True)
    _check(actions)
    _convert(actions)
    _terms(actions)
    _expand(actions)
    _report(actions)
    _suggest(actions)


def _check(actions: Commands[argparse.ArgumentParser]) -> None:
    action = actions.add_parser(
        "check",
        help="list what is wrong in a glossary",
        description="List what is wrong in a glossary, with line numbers and what to do."
        " Exit code 1 when anything is.",
    )
    action.add_argument("path", type=Path, metavar="PATH")
    _reading(action)


def _convert(actions: Commands[argparse.ArgumentParser]) -> None:
    action = actions.add_parser(
        "convert",
        help="from one format to another",
        description="Convert a glossary. What the new format has no room for is said on stderr;"
        " exit code 1 when rows of the old one could not be used.",
    )
    action.add_argument("path", type=Path, metavar="IN")
    action.add_argument("out", type=Path, metavar="OUT", help="a file, or - for stdout")
    action.add_argument(
        "--from", dest="source", choices=FORMAT_NAMES, help="format of IN (default: found out)"
    )
    action.add_argument(
        "--to", choices=FORMAT_NAMES, help="format of OUT (default: told by its name)"
    )
    _reading(action)


def _terms(actions: Commands[argparse.ArgumentParser]) -> None:
    action = actions.add_parser(
        "terms",
        help="what would be found in a text, and what not and why",
        description="Show which concepts would be found in a text, how they would be rendered,"
        " and why other candidates would not be taken.",
    )
    action.add_argument("text", metavar="TEXT|FILE", help="a text, an article's file, or - (stdin)")
    action.add_argument(
        "--from", dest="source", metavar="LANG", help="language of the text (default: found out)"
    )
    action.add_argument(
        "--glossary", type=Path, metavar="PATH", help="the glossary (default: the one shipped)"
    )
    action.add_argument(
        "--domain", metavar="NAME[,NAME]", help="only concepts of these domains and general ones"
    )
    _reading(action)


def _expand(actions: Commands[argparse.ArgumentParser]) -> None:
    action = actions.add_parser(
        "expand",
        help="write the inflected forms into the file, for a terminologist to review",
        description="Write the forms that would be generated for each term beside those listed,"
        " for a terminologist to review.",
    )
    action.add_argument("path", type=Path, metavar="PATH")
    action.add_argument(
        "-o", "--out", type=Path, metavar="OUT", help="default: CSV on stdout; never PATH itself"
    )
    _reading(action)


def _report(actions: Commands[argparse.ArgumentParser]) -> None:
    action = actions.add_parser(
        "report",
        help="how the terms fared, over many runs",
        description="Add up the report.json of every run in a folder: how often each concept was"
        " required, how it was met, and why it was not.",
    )
    action.add_argument("path", type=Path, metavar="DIR")
    _common(action)


def _suggest(actions: Commands[argparse.ArgumentParser]) -> None:
    action = actions.add_parser(
        "suggest",
        help="terms that reviewers keep changing, and into what",
        description="List the concepts that the machine rendered as agreed and reviewers put"
        " otherwise, most changed first, from the memory that `briefing review import` fills.",
    )
    action.add_argument(
        "--memory", type=Path, required=True, metavar="FILE", help="the memory of approved segments"
    )
    action.add_argument(
        "--glossary", type=Path, metavar="PATH", help="the glossary (default: the one shipped)"
    )
    action.add_argument(
        "--domain", metavar="NAME[,NAME]", help="only concepts of these domains and general ones"
    )
    action.add_argument(
        "--at-least", type=int, default=2, metavar="N", help="times changed (default: 2)"
    )
    _reading(action)


def _reading(action: argparse.ArgumentParser) -> None:
    action.add_argument(
        "--languages",
        type=lambda text: tuple(tag.strip() for tag in text.split(",")),
        default=(),
        metavar="LANG,LANG",
        help="languages of a table's columns, source first, where no heading names them",
    )
    _common(action)


def _common(action: argparse.ArgumentParser) -> None:
    action.add_argument("--quiet", action="store_true", help="only failures on stderr")
    action.add_argument("--debug", action="store_true", help="show tracebacks")
