"""Prints how often the language of a text is told right, by stock langdetect and by ours.

    python -m benchmarks.detection PATH...

PATH is a folder of FLORES files, one sentence a line (`eng_Latn.devtest`, …), or a table of
tab-separated English, Serbian, Uzbek and Russian (`training/corpus/dev.tsv`). Serbian Latin and
Uzbek Cyrillic come from the other script by exact transliteration. An article is consecutive lines
of 600 characters or a little more; a headline is one line of 20 to 80 characters.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory
from rich.console import Console
from rich.table import Table

from briefing.text.detection import detect
from briefing.text.scripts import convert

FLORES = {"eng_Latn": "en", "srp_Cyrl": "sr", "uzn_Latn": "uz", "rus_Cyrl": "ru"}
COLUMNS = ("en", "sr", "uz", "ru")
LANGUAGES = (
    *(("en", "Latn"), ("ru", "Cyrl"), ("sr", "Cyrl")),
    *(("sr", "Latn"), ("uz", "Latn"), ("uz", "Cyrl")),
)
ARTICLE = 600  # characters


def read(path: Path) -> dict[str, list[str]]:
    """Return the lines of each language under `path`."""
    if path.is_dir():
        files = {FLORES[f.stem]: f for f in sorted(path.iterdir()) if f.stem in FLORES}
        return {tag: f.read_text(encoding="utf-8").splitlines() for tag, f in files.items()}
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    return {tag: [row[i] for row in rows] for i, tag in enumerate(COLUMNS)}


def articles(lines: Iterable[str]) -> Iterator[str]:
    """Join consecutive lines into texts of `ARTICLE` characters or a little more."""
    text = ""
    for line in lines:
        text = f"{text} {line}".strip()
        if len(text) >= ARTICLE:
            yield text
            text = ""


def headlines(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines as long as a headline."""
    return (line for line in lines if 20 <= len(line) <= 80)


def stock() -> Callable[[str], str]:
    """Return langdetect as it comes, seeded so that the table is the same every time."""
    factory = DetectorFactory()
    factory.load_profile(PROFILES_DIRECTORY)
    factory.set_seed(0)

    def tag(text: str) -> str:
        detector = factory.create()
        detector.append(text)
        return str(detector.detect())

    return tag


def share(
    texts: Sequence[str], expected: str, tag_of: Callable[[str], str]
) -> tuple[float, Counter[str]]:
    """Return the share told right and how often each wrong tag was given."""
    wrong = Counter(tag for text in texts if (tag := tag_of(text)) != expected)
    return 1 - wrong.total() / len(texts), wrong


def main(arguments: Sequence[str]) -> int:
    """Print one row for each set of texts, language and script."""
    if not arguments:
        sys.stderr.write(__doc__ or "")
        return 2
    start = time.perf_counter()
    detect("Warm the profiles up.")
    cold = time.perf_counter() - start
    stock_tag = stock()
    table = Table("text", "language", "n", "stock", "ours", "taken for", "ms each")
    for path in map(Path, arguments):
        columns = read(path)
        for name, make in (("articles", articles), ("headlines", headlines)):
            for tag, script in LANGUAGES:
                texts = [convert(text, tag, script) for text in make(columns[tag])]
                if not texts:
                    continue
                before, _ = share(texts, tag, stock_tag)
                start = time.perf_counter()
                ours, wrong = share(texts, tag, lambda text: detect(text).tag)
                each = (time.perf_counter() - start) / len(texts) * 1000
                mistakes = " ".join(f"{other} {count}" for other, count in wrong.most_common(4))
                table.add_row(
                    *(f"{path.name} {name}", f"{tag}-{script}", str(len(texts))),
                    *(f"{before:.1%}", f"{ours:.1%}", mistakes, f"{each:.1f}"),
                )
    Console(width=110).print(table)
    sys.stdout.write(f"first use, profiles loaded: {cold:.2f} s\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
