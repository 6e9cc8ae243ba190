"""The commands and their arguments."""

from __future__ import annotations

import argparse
import datetime as dt
from importlib import metadata
from pathlib import Path

from briefing.cli import glossary_arguments, models_arguments


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    root = argparse.ArgumentParser(
        prog="briefing",
        description="Turn press articles into Word briefings in Serbian, Uzbek and Russian,"
        " every term as the glossary has it.",
    )
    root.add_argument("--version", action=_Version)
    commands = root.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _make(commands)
    _translate(commands)
    _evaluate(commands)
    glossary_arguments.add_arguments(commands)
    models_arguments.add_arguments(commands)
    return root


class _Version(argparse.Action):
    """Print the installed version; looked up only when asked for."""

    def __init__(self, option_strings: list[str], dest: str) -> None:
        super().__init__(option_strings, dest, nargs=0, help="show the version and exit")

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        parser.exit(message=f"briefing {metadata.version('briefing')}\n")


def _make(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "make",
        help="articles in, Word briefings out",
        description="Condense each article, translate the summaries, and write one Word briefing"
        " a language, with report.json beside them.",
    )
    command.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="files or folders (.txt .md .html .docx .pdf), or - for one article on stdin",
    )
    command.add_argument(
        "--sentences", type=int, metavar="N", help="sentences a summary (default: 5)"
    )
    command.add_argument(
        "--date",
        type=dt.date.fromisoformat,
        metavar="YYYY-MM-DD",
        help="date of the briefing (default: today)",
    )
    command.add_argument(
        "--summariser",
        metavar="auto|extractive|NAME",
        help="a checkpoint that writes summaries, by name or folder, or extractive: sentences of"
        " the article (default: auto, a checkpoint if one is here)",
    )
    command.add_argument(
        "--accept-licence",
        action="store_true",
        default=None,
        help="accept the licence of a checkpoint that restricts its use",
    )
    command.add_argument("--json", action="store_true", help="print the report on stdout")
    command.add_argument(
        "--no-check",
        metavar="ID[,ID]",
        help="checks to leave out, by the ids that the report gives",
    )
    command.add_argument(
        "--fail-on",
        choices=("error", "warning"),
        help="exit with 3 when a check finds as much in any segment",
    )
    _shared(command)


def _translate(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "translate",
        help="lines in, translated lines out",
        description="Translate text files line by line: one line in, one line out, in order.",
    )
    command.add_argument(
        "paths", nargs="+", metavar="FILE", help="UTF-8 text files, or - from stdin to stdout"
    )
    command.add_argument(
        "--from", dest="source", default="en", metavar="LANG", help="source language (default: en)"
    )
    _shared(command)


def _evaluate(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "evaluate",
        help="score the checkpoint in use on a test set",
        description="Translate a test set and print BLEU, chrF2, chrF2++ and terms met; with --out"
        " also the worst segments and a plot.",
    )
    command.add_argument(
        "--testset",
        type=Path,
        required=True,
        metavar="DIR|TSV|JSONL",
        help="a folder in FLORES-200's layout, a TSV (en sr uz ru), or JSON lines",
    )
    command.add_argument("--limit", type=int, metavar="N", help="only the first N segments")
    command.add_argument(
        "--worst", type=int, default=20, metavar="N", help="segments in worst.tsv (default: 20)"
    )
    _shared(command)


def _shared(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--to", metavar="LANG[,LANG]", help="target languages, of sr,uz,ru (default: all three)"
    )
    command.add_argument("--out", metavar="DIR", help="folder to write into (default: out)")
    command.add_argument(
        "--glossary", metavar="PATH|none", help="the glossary to hold to (default: the one shipped)"
    )
    command.add_argument(
        "--domain", metavar="NAME", help="use only concepts of this domain and general ones"
    )
    command.add_argument(
        "--script",
        type=_pairs,
        metavar="LANG=SCRIPT[,…]",
        help="sr=latin, uz=cyrillic (default: sr=cyrillic,uz=latin)",
    )
    command.add_argument("--beam-size", type=int, metavar="N", help="beam (default: 4)")
    command.add_argument(
        "--n-best",
        type=int,
        metavar="N",
        help="hypotheses looked at for compliance with the glossary (default: 4)",
    )
    command.add_argument(
        "--translator",
        metavar="auto|starter|NAME[,NAME]",
        help="checkpoints to translate with, by name or folder (default: auto, the best here)",
    )
    command.add_argument(
        "--engine",
        choices=("ctranslate2", "transformers"),
        help="what runs them (default: ctranslate2; transformers needs torch)",
    )
    command.add_argument(
        "--models", metavar="DIR", help="a folder of checkpoints to look in before those fetched"
    )
    command.add_argument(
        "--registry", metavar="FILE", help="more checkpoints, in TOML as registry.toml"
    )
    command.add_argument("--threads", type=int, metavar="N", help="default: every core")
    command.add_argument("--config", type=Path, metavar="FILE", help="settings in TOML")
    command.add_argument("--quiet", action="store_true", help="no progress on stderr")
    command.add_argument("--debug", action="store_true", help="show tracebacks")


def _pairs(text: str) -> dict[str, str]:
    pairs = [pair.partition("=") for pair in text.split(",")]
    if not all(key and equals and value for key, equals, value in pairs):
        raise argparse.ArgumentTypeError(f"{text!r} is not LANG=SCRIPT[,LANG=SCRIPT]")
    return {key.strip(): value.strip() for key, _, value in pairs}
