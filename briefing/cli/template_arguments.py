"""The arguments of `briefing template`."""

from __future__ import annotations

import argparse
from pathlib import Path

Commands = argparse._SubParsersAction  # argparse gives it no public name


def add_arguments(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add `template` and its subcommands to the command line."""
    command = commands.add_parser(
        "template",
        help="a house's own Word template: start one, check one",
        description="Briefings can be written into a house's own Word template:"
        " briefing make --template FILE.",
    )
    actions = command.add_subparsers(dest="action", metavar="ACTION", required=True)
    action = actions.add_parser(
        "init",
        help="write our template, to start from",
        description="Write the template that briefings have when none is named, to start from.",
    )
    action.add_argument("path", type=Path, metavar="OUT.docx")
    action.add_argument("--force", action="store_true", help="replace OUT.docx if it is there")
    _common(action)
    action = actions.add_parser(
        "check",
        help="what a template has, and what would be filled in",
        description="Say which styles and places a template has and which would be filled in from"
        " ours. Exit code 1 when any would, 2 when the template cannot be used.",
    )
    action.add_argument("path", type=Path, metavar="FILE")
    _common(action)


def _common(action: argparse.ArgumentParser) -> None:
    action.add_argument("--quiet", action="store_true", help="only failures on stderr")
    action.add_argument("--debug", action="store_true", help="show tracebacks")
