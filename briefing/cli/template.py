"""`briefing template`: start a house's own Word template, or see what one lacks.

Results go to stdout, what is to be said about them to stderr.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from briefing import files
from briefing.cli.console import Screen
from briefing.errors import UsageError
from briefing.word import house, slots
from briefing.word.contrast import ENOUGH

LACKING = 1  # exit code: usable, and something is filled in


def run(args: argparse.Namespace) -> int:
    """Carry out the command and return its exit code."""
    screen = Screen(quiet=args.quiet)
    if args.action == "init":
        return _init(args.path, screen, force=args.force)
    return _check(args.path, screen)


def _init(path: Path, screen: Screen, *, force: bool) -> int:
    if path.suffix.lower() != ".docx":
        raise UsageError(str(path), "is not a .docx name", "Name it OUT.docx")
    if path.exists() and not force:
        raise UsageError(str(path), "is there already", "Choose another name, or add --force")
    files.write(path, house.our_template())
    screen.say(str(path))
    return 0


def _check(path: Path, screen: Screen) -> int:
    found = house.survey(path)
    for style in found.styles:
        another = f": {style.called}" if style.status == "there under another name" else ""
        _print(style.name, f"{style.kind} style", f"{style.status}{another}")
    for name in slots.NAMES:
        _print(name, "place", "there" if name in found.slots else "not there")
    if found.keeps_body:
        where = "at briefing_body" if slots.BODY in found.slots else "after its text"
        screen.say(f"Its own text stays; the briefing goes {where}.")
    else:
        screen.say("It has no place for a briefing: its own text is left out.")
    for name, ratio in found.faint:
        screen.say(
            f"Hard to read: style {name} has a contrast of {ratio:.1f}; {ENOUGH} is the least."
        )
    if not found.missing:
        return 0
    screen.say(f"{len(found.missing)} of {len(found.styles)} styles are filled in from ours.")
    return LACKING


def _print(name: str, what: str, status: str) -> None:
    print(f"{name:<25} {what:<16} {status}")  # noqa: T201
