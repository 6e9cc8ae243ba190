"""The arguments of `briefing models`."""

from __future__ import annotations

import argparse
from pathlib import Path

Commands = argparse._SubParsersAction  # argparse gives it no public name


def add_arguments(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add `models` and its subcommands to the command line."""
    command = commands.add_parser(
        "models",
        help="list, fetch, check and carry checkpoints",
        description="The checkpoints that translate and summarise: what is known, what is here,"
        " and how to get it here, with or without a network.",
    )
    actions = command.add_subparsers(dest="action", metavar="ACTION", required=True)
    _list(actions)
    _pull(actions)
    for name, what in (
        ("path", "print the folder of a checkpoint that is here"),
        ("verify", "check that files are as they were fetched (default: of every checkpoint)"),
        ("remove", "delete checkpoints"),
    ):
        action = actions.add_parser(name, help=what, description=f"{what.capitalize()}.")
        action.add_argument("names", nargs="*" if name == "verify" else "+", metavar="NAME")
        _common(action)
    _bundle(actions)


def _list(actions: Commands[argparse.ArgumentParser]) -> None:
    action = actions.add_parser(
        "list",
        help="every known checkpoint, best first, and which are here",
        description="List the known checkpoints, best first in each direction, and which are here.",
    )
    _common(action)


def _pull(actions: Commands[argparse.ArgumentParser]) -> None:
    action = actions.add_parser(
        "pull",
        help="fetch checkpoints from the Hugging Face hub",
        description="Fetch checkpoints from the Hugging Face hub: safetensors only, every file"
        " verified, going on where an earlier try broke off.",
    )
    action.add_argument(
        "names", nargs="+", metavar="NAME", help="a name from the list, or any owner/name"
    )
    action.add_argument(
        "--revision", metavar="REV", help="a commit, branch or refs/pr/N other than the registry's"
    )
    action.add_argument(
        "--accept-licence", action="store_true", help="accept a licence that restricts use"
    )
    _common(action)


def _bundle(actions: Commands[argparse.ArgumentParser]) -> None:
    action = actions.add_parser(
        "bundle",
        help="copy checkpoints into a folder, for a machine without a network",
        description="Copy checkpoints into a folder that --models takes on a machine without a"
        " network.",
    )
    action.add_argument("names", nargs="+", metavar="NAME")
    action.add_argument("--out", type=Path, required=True, metavar="DIR")
    _common(action)


def _common(action: argparse.ArgumentParser) -> None:
    action.add_argument(
        "--models",
        type=Path,
        metavar="DIR",
        help="a folder of checkpoints to look in before those fetched",
    )
    action.add_argument(
        "--registry", type=Path, metavar="FILE", help="more checkpoints, in TOML as registry.toml"
    )
    action.add_argument("--quiet", action="store_true", help="no progress on stderr")
    action.add_argument("--debug", action="store_true", help="show tracebacks")
