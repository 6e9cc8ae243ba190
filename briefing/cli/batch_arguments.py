"""The arguments of `briefing batch`, `status`, `retry` and `store`."""

from __future__ import annotations

import argparse
from pathlib import Path

Commands = argparse._SubParsersAction  # argparse gives it no public name

GROUPINGS = ("none", "folder", "day")
LOG_FORMATS = ("rich", "plain", "json")


def add_course(command: argparse.ArgumentParser) -> None:
    """Add what says how a batch runs; nothing of it changes what is written."""
    command.add_argument(
        "--engine",
        choices=("local", "ray"),
        help="what runs the workers: processes of this machine, or the Ray cluster that RAY_ADDRESS"
        " names (default: local)",
    )
    command.add_argument(
        "--workers", type=int, metavar="N", help="how many (default: one a core it may use)"
    )
    command.add_argument(
        "--time-limit",
        type=int,
        metavar="SECONDS",
        help="without a sign of life from a worker, then it is replaced (default: 300)",
    )
    command.add_argument(
        "--log-format",
        choices=LOG_FORMATS,
        help="what is shown on stderr (default: rich on a terminal, else plain)",
    )


def add_batch(command: argparse.ArgumentParser) -> None:
    """Add what `batch` takes beside the options it shares with `make`."""
    command.add_argument(
        "sources",
        nargs="+",
        metavar="SRC",
        help="files, folders, globs, .jsonl, .csv, feeds; - for a list of paths on stdin",
    )
    command.add_argument(
        "--group-by",
        choices=GROUPINGS,
        help="a briefing a day, a folder, or one series of them (default: none)",
    )
    add_course(command)


def add_others(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add `status`, `retry` and `store` to the command line."""
    command = commands.add_parser(
        "status",
        help="how a batch stands",
        description="Say how the last run of a batch stands, and what failed. Exit code 0 when all"
        " is done, 1 when something failed or is left.",
    )
    _folder(command)
    command.add_argument("--json", action="store_true", help="the same for machines")
    _common(command)
    command = commands.add_parser(
        "retry",
        help="try what failed again",
        description="Give a batch's last command again, with what failed tried anew.",
    )
    _folder(command)
    command.add_argument(
        "--only", choices=("failed",), help="nothing but what failed: do not look for new articles"
    )
    add_course(command)
    _common(command)
    command = commands.add_parser(
        "store",
        help="the store of a batch: its size, its translation memory",
        description="Look into the store of a batch, make it smaller, or take its translation"
        " memory elsewhere.",
    )
    actions = command.add_subparsers(dest="action", metavar="ACTION", required=True)
    action = actions.add_parser("stats", help="what is in it")
    _folder(action)
    action.add_argument("--json", action="store_true", help="the same for machines")
    _common(action)
    action = actions.add_parser(
        "vacuum",
        help="make it smaller",
        description="Forget articles that the last run did not list, with what was kept for them"
        " alone, and give the space back. The translation memory stays.",
    )
    _folder(action)
    _common(action)
    action = actions.add_parser(
        "export", help="write its translation memory as TMX 1.4", description="Write TMX 1.4."
    )
    _folder(action)
    action.add_argument("path", type=Path, metavar="OUT.tmx")
    action.add_argument("--to", metavar="LANG[,LANG]", help="only these languages")
    _common(action)


def _folder(command: argparse.ArgumentParser) -> None:
    command.add_argument("folder", type=Path, metavar="DIR", help="the batch's --out")


def _common(command: argparse.ArgumentParser) -> None:
    command.add_argument("--quiet", action="store_true", help="only failures on stderr")
    command.add_argument("--debug", action="store_true", help="show tracebacks")
