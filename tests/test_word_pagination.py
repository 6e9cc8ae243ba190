"""Page numbers that are right before Word has worked them out."""

from __future__ import annotations

import dataclasses
import subprocess
from pathlib import Path
from shutil import which

import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from word_briefings import SERBIAN, briefing_in, each_variant, loaded, reviewed_in

from briefing import word
from briefing.documents import Briefing
from briefing.languages import Target, target
from briefing.word.metrics import Font, lines
from briefing.word.pagination import pages

SERIF = Font("Times New Roman", 10)


def long(to: Target, articles: int) -> Briefing:
    briefing = reviewed_in(to)
    return dataclasses.replace(briefing, entries=briefing.entries * (articles // 2))


def shown(package: bytes) -> dict[str, str]:
    """Return what stands in each reference to a page, by its bookmark."""
    found: dict[str, str] = {}
    for paragraph in loaded(package).element.body.iter(qn("w:p")):
        code = "".join(piece.text for piece in paragraph.iter(qn("w:instrText"))).split()
        if code[:1] == ["PAGEREF"]:
            found[code[1]] = list(paragraph.iter(qn("w:t")))[-1].text
    return found


# Widths as the fonts' own tables have them: A 1479, a space 512, Ж 1836 of 2048 to the em.
@pytest.mark.parametrize(
    ("text", "font", "width"),
    [
        ("A", SERIF, 7.22),
        (" ", SERIF, 2.50),
        ("Ж", SERIF, 8.96),
        ("A", Font("Times New Roman", 20), 14.44),
        ("A", Font("Arial", 10), 6.67),
        ("A", Font("Calibri", 10), 6.67),
        ("a", Font("Times New Roman", 10, bold=True), 5.00),
        ("a", SERIF, 4.44),
        ("漢", SERIF, 5.00),
        ("", SERIF, 0.0),
    ],
)
def test_text_is_as_wide_as_the_fonts_tables_say(text: str, font: Font, width: float) -> None:
    assert font.width(text) == pytest.approx(width, abs=0.01)


@pytest.mark.parametrize(
    ("text", "width", "hang", "expected"),
    [
        ("", 100, 0, 1),
        ("A", 100, 0, 1),
        ("A A A", 100, 0, 1),
        ("A A A", 12, 0, 3),
        ("A A A", 17, 0, 2),
        ("AAAA", 10, 0, 1),  # a word that is too long is alone on its line
        ("A-A", 11, 0, 2),
        ("A\u00a0A", 11, 0, 1),
        ("1\tA A", 17, 20, 1),
        ("1\tA A", 17, 0, 2),
    ],
)
def test_lines_break_between_words(text: str, width: float, hang: float, expected: int) -> None:
    assert lines([(text, SERIF)], width, hang) == expected


@given(text=st.text(alphabet="аб -\t"), width=st.floats(20, 400))
def test_wider_lines_are_never_more(text: str, width: float) -> None:
    assert lines([(text, SERIF)], width * 1.5) <= lines([(text, SERIF)], width)


def test_a_run_counts_with_its_own_font() -> None:
    big = Font("Times New Roman", 30)
    assert lines([("A ", SERIF), ("A A", big)], 45) == 2
    assert lines([("A ", SERIF), ("A A", SERIF)], 45) == 1


@pytest.mark.parametrize("edition", ["clean", "review"])
@each_variant
def test_every_reference_shows_a_page(to: Target, edition: word.Edition) -> None:
    package = word.render([long(to, 12)], edition=edition)
    numbers = [int(page) for page in shown(package).values()]
    assert len(numbers) == 12
    assert numbers == sorted(numbers)
    assert numbers[0] in (1, 2)
    assert numbers[-1] > 2


def test_parts_begin_on_pages_of_their_own() -> None:
    made = [long(target(tag), 6) for tag in ("sr", "uz", "ru")]
    numbers = shown(word.render(made))
    first = [int(numbers[f"{tag}_part"]) for tag in ("sr", "uz", "ru")]
    assert first[0] == 2
    assert first == sorted(set(first))
    for tag, page in zip(("sr", "uz", "ru"), first, strict=True):
        assert int(numbers[f"{tag}_article_1"]) == page


def test_a_longer_briefing_has_more_pages() -> None:
    counts = [pages(loaded(word.render([long(SERBIAN, n)])))[1] for n in (2, 10, 40)]
    assert counts == sorted(set(counts))


def test_a_table_that_goes_on_repeats_its_head() -> None:
    short, tall = (
        pages(loaded(word.render([long(SERBIAN, n)], edition="review")))[1] for n in (10, 20)
    )
    assert short < tall < 2 * short + 2


def test_a_briefing_of_one_page_says_one() -> None:
    briefing = briefing_in(SERBIAN)
    package = word.render([dataclasses.replace(briefing, entries=briefing.entries[:1])])
    assert shown(package) == {"sr_article_1": "1"}


@pytest.mark.slow
@pytest.mark.skipif(which("soffice") is None, reason="needs LibreOffice")
@pytest.mark.parametrize("tag", ["sr", "uz", "ru"])
def test_libreoffice_puts_the_headings_where_we_say(tag: str, tmp_path: Path) -> None:
    path = tmp_path / "briefing.docx"
    word.write([long(target(tag), 20)], path)
    subprocess.run(
        [
            *("soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"),
            *("--convert-to", "pdf", "--outdir", str(tmp_path), str(path)),
        ],
        check=True,
        capture_output=True,
    )
    laid_out = PdfReader(path.with_suffix(".pdf"))
    numbers = [int(page) for page in shown(path.read_bytes()).values()]
    headings = [p.text for p in loaded(path.read_bytes()).paragraphs if p.style.name == "Heading 1"]  # type: ignore[union-attr]
    texts = [" ".join(page.extract_text().split()) for page in laid_out.pages]
    assert abs(len(texts) - pages(loaded(path.read_bytes()))[1]) <= 1
    for number, heading in zip(numbers, headings, strict=True):
        near = " ".join(texts[max(0, number - 2) : number + 1])
        assert " ".join(heading.split())[:30] in near.replace("\u00a0", " ")
