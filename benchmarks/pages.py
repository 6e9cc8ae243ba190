"""How often a contents list shows the page on which LibreOffice puts the article.

    python benchmarks/pages.py training/corpus/dev.tsv

Briefings of 2 to 30 articles are made of sentences of a TSV (en sr uz ru), in each language,
edition and layout, and laid out by LibreOffice; the page of each heading is read from the PDF's
outline.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from briefing import word
from briefing.documents import (
    Article,
    Briefing,
    ConceptUse,
    Confidence,
    DetectedLanguage,
    Entry,
    Finding,
    Reviewed,
    Segment,
    Summary,
    TranslatedSegment,
    Translation,
)
from briefing.languages import TARGETS, target
from briefing.word.pagination import pages

COLUMNS = ("en", *TARGETS)
EDITIONS: tuple[word.Edition, ...] = ("clean", "review")
SIZES = (2, 5, 10, 20, 30)  # articles
TOGETHER = (3, 8)  # articles a language where all are in one file
HEADINGS = {"Heading 1", "Heading 2", "Part Heading", "Annex Heading", "Part Annex Heading"}
EXPORT = 'pdf:writer_pdf_Export:{"ExportBookmarks":{"type":"boolean","value":"true"}}'

Rows = Sequence[dict[str, str]]


def main() -> None:
    """Print how often the pages shown are right, by edition."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("tsv", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    lines = args.tsv.read_text("utf-8").splitlines()
    rows = [dict(zip(COLUMNS, line.split("\t"), strict=True)) for line in lines]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path, package in documents(rows, random.Random(args.seed)):
            (folder / path).write_bytes(package)
        lay_out(folder)
        print("edition       headings  right  off by one  further off")
        for edition in EDITIONS:
            counts: Counter[int] = Counter()
            for path in sorted(folder.glob(f"*-{edition}.docx")):
                counts.update(errors(path))
            total = counts.total()
            near = counts[1] + counts[-1]
            far = total - near - counts[0]
            print(f"{edition:12} {total:9} {counts[0] / total:6.1%} {near / total:11.1%} {far:12}")


def documents(rows: Rows, chance: random.Random) -> Iterator[tuple[str, bytes]]:
    """Yield documents with their file names."""
    for edition in EDITIONS:
        for tag in TARGETS:
            for size in SIZES:
                made = [briefing(rows, tag, size, chance)]
                yield f"{tag}-{size}-{edition}.docx", word.render(made, edition=edition)
        for size in TOGETHER:
            made = [briefing(rows, tag, size, chance) for tag in TARGETS]
            yield f"all-{size}-{edition}.docx", word.render(made, edition=edition)


def briefing(rows: Rows, tag: str, size: int, chance: random.Random) -> Briefing:
    """Return a briefing of `size` articles."""
    entries = tuple(entry(rows, tag, number, chance) for number in range(size))
    return Briefing(target(tag), dt.date(2026, 3, 2), entries, "signature|" * 20)


def entry(rows: Rows, tag: str, number: int, chance: random.Random) -> Entry:
    """Return an article of three to eight sentences, with something found in about half of them."""
    headline, *body = chance.sample(rows, chance.randint(3, 8))
    text = " ".join(row["en"] for row in body)
    article = Article(
        path=f"{number}.txt",
        format="txt",
        text=text,
        title=headline["en"],
        byline="J. Smith",
        date=dt.date(2026, 2, 20 + number % 8),
        source="Reuters",
        link=f"https://www.reuters.com/world/article-{number}",
    )
    starts = [text.index(row["en"]) for row in body]
    segments = tuple(
        Segment(row["en"], start, start + len(row["en"]))
        for row, start in zip(body, starts, strict=True)
    )
    translated = [translation(row, tag) for row in (headline, *body)]
    doubt = Finding("loop", "error", "a word is repeated")
    reviewed = tuple(
        Reviewed((doubt,) * chance.randint(0, 1), Confidence("low", chance.random()))
        for _ in translated
    )
    english = DetectedLanguage("en", "Latn", 1.0)
    return Entry(
        Summary(article, english, headline["en"], False, segments),
        Translation(target(tag), translated[0], tuple(translated[1:]), "benchmark"),
        reviewed,
    )


def translation(row: dict[str, str], tag: str) -> TranslatedSegment:
    """Return a row's translation with a few of its words as if they were terms, for the annex."""
    words = [word for word in row["en"].split()[1:6] if len(word) > 5]
    preferred = row[tag].split()[0]
    uses = (ConceptUse(term, term, (0, len(term)), preferred, "model") for term in words)
    return TranslatedSegment(row["en"], row[tag], -0.3, tuple(uses))


def lay_out(folder: Path) -> None:
    """Make a PDF of every document in `folder`."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", EXPORT, "--outdir", str(folder)]
    subprocess.run(
        [*command, *map(str, sorted(folder.glob("*.docx")))], check=True, capture_output=True
    )


def errors(path: Path) -> Iterator[int]:
    """Yield, for each heading that a list leads to, how many pages the list is off."""
    document = Document(str(path))
    said, _ = pages(document)
    laid_out = PdfReader(path.with_suffix(".pdf"))
    outline = [laid_out.get_destination_page_number(item) + 1 for item in flat(laid_out.outline)]  # type: ignore[operator]
    headings = [p for p in document.paragraphs if p.style and p.style.name in HEADINGS]
    for heading, page in zip(headings, outline, strict=True):
        for mark in heading._p.iter(qn("w:bookmarkStart")):
            yield said[mark.get(qn("w:name"))] - page


def flat(outline: Sequence[Any]) -> Iterator[Any]:
    """Yield the entries of a PDF's outline, those of every level."""
    for item in outline:
        if isinstance(item, list):
            yield from flat(item)
        else:
            yield item


if __name__ == "__main__":
    main()
