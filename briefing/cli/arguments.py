"""The commands and their arguments."""

from __future__ import annotations

import argparse
import datetime as dt
from importlib import metadata
from pathlib import Path

from briefing.cli import (
    batch_arguments,
    glossary_arguments,
    models_arguments,
    review_arguments,
    template_arguments,
)


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
    _batch(commands)
    _translate(commands)
    _evaluate(commands)
    glossary_arguments.add_arguments(commands)
    models_arguments.add_arguments(commands)
    review_arguments.add_arguments(commands)
    template_arguments.add_arguments(commands)
    batch_arguments.add_others(commands)
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
    _documents(command)
    command.add_argument("--json", action="store_true", help="print the report on stdout")
    _shared(command)


def _documents(command: argparse.ArgumentParser) -> None:
    """Add what says how articles become documents."""
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
    command.add_argument(
        "--edition",
        choices=("clean", "review", "both"),
        help="for who reads it, or for who checks it: source beside translation, findings as"
        " comments (default: clean)",
    )
    command.add_argument(
        "--layout",
        choices=("per-language", "multilingual"),
        help="one file a language, or one with a part for each (default: per-language)",
    )
    command.add_argument("--prepared-by", metavar="WHO", help="who prepared it, on the cover")
    command.add_argument(
        "--classification", metavar="WORDS", help="a marking in every header and footer"
    )
    command.add_argument("--logo", metavar="PICTURE", help="a logo for the cover")
    command.add_argument("--logo-alt", metavar="WORDS", help="what the logo shows, in words")
    command.add_argument(
        "--format",
        dest="formats",
        metavar="FORMAT[,FORMAT]",
        help="what to write, of docx,md,html,json (default: docx)",
    )
    command.add_argument(
        "--template",
        metavar="FILE",
        help="a house's own Word template, .docx or .dotx (see briefing template check)",
    )
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


def _batch(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "batch",
        help="any number of articles in, resumed where it was interrupted",
        description="What make does, for any number of articles: in several processes, remembered"
        " at every step. Give the same command again, and what is unchanged is not done again.",
    )
    batch_arguments.add_batch(command)
    _documents(command)
    _shared(command)


def _translate(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "translate",
        help="documents in, the same documents in other languages out",
        description="Translate documents in place: everything but their text stays as it is."
        " .docx .txt .md .html .srt, and one field of .jsonl and .csv. From - to stdout line by"
        " line.",
    )
    command.add_argument(
        "paths", nargs="+", metavar="FILE", help="documents, or - from stdin to stdout"
    )
    command.add_argument(
        "--from",
        dest="source",
        metavar="LANG",
        help="source language (default: told from each document; from stdin en)",
    )
    command.add_argument(
        "--field", metavar="NAME", help="the column of a .csv, the field of .jsonl (a.b: deeper)"
    )
    command.add_argument(
        "--no-check",
        metavar="ID[,ID]",
        help="checks to leave out, by the ids that findings.jsonl gives",
    )
    command.add_argument(
        "--fail-on",
        choices=("error", "warning"),
        help="exit with 3 when a check finds as much in any sentence",
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
        "--library",
        choices=("ctranslate2", "transformers"),
        help="what runs them (default: ctranslate2; transformers needs torch)",
    )
    command.add_argument("--device", choices=("cpu", "cuda"), help="what computes (default: cpu)")
    command.add_argument(
        "--models", metavar="DIR", help="a folder of checkpoints to look in before those fetched"
    )
    command.add_argument(
        "--registry", metavar="FILE", help="more checkpoints, in TOML as registry.toml"
    )
    command.add_argument(
        "--memory",
        metavar="FILE|none",
        help="what reviewers have approved, used where it fits (default: that of --out, if it has"
        " one)",
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
