"""The command line: parses, hands over to one module a command, turns errors into exit codes.

Nothing heavy is imported before a command runs, so that --help answers at once.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import traceback
from collections.abc import Sequence

from briefing.cli.arguments import parser
from briefing.errors import BriefingError

INTERRUPTED = 130  # 128 + SIGINT, as shells report it


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 done, 1 partly failed, 2 wrong usage."""
    try:
        args = parser().parse_args(argv)
    except SystemExit as stop:  # argparse: 0 after --help, 2 after wrong usage
        return int(stop.code or 0)
    try:
        return _run(args)
    except BriefingError as error:
        if args.debug:
            traceback.print_exc()
        print(f"briefing: {error}", file=sys.stderr)  # noqa: T201
        return error.exit_code
    except KeyboardInterrupt:
        print("briefing: interrupted, nothing half-written is left.", file=sys.stderr)  # noqa: T201
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has closed it; keep Python from complaining once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        if args.debug:
            raise
        print(  # noqa: T201
            f"briefing: internal error, {type(error).__name__}: {error}."
            " Run again with --debug and report what it prints.",
            file=sys.stderr,
        )
        return 2


def _run(args: argparse.Namespace) -> int:
    command = importlib.import_module(f"briefing.cli.{args.command}")
    code: int = command.run(args)
    return code
