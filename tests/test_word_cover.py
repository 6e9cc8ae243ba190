"""What a house puts on its briefings: logo, time covered, who prepared it, a marking."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from docx.shared import Cm
from PIL import Image
from word_briefings import (
    DATA,
    SERBIAN,
    briefing_in,
    covered,
    each_variant,
    loaded,
    normalised,
    texts,
)

from briefing import word
from briefing.documents import Briefing, Cover
from briefing.errors import UsageError
from briefing.languages import Target, target
from briefing.word import styles


def with_cover(to: Target = SERBIAN, **fields: object) -> Briefing:
    return dataclasses.replace(briefing_in(to), cover=Cover(**fields))  # type: ignore[arg-type]


def test_a_cover_says_when_the_articles_appeared_and_who_prepared_it() -> None:
    document = loaded(word.render([covered(briefing_in(SERBIAN))]))
    (line,) = texts(document, styles.COVER_LINE)
    assert line.replace("\u00a0", " ") == (
        "Чланци објављени: 27. фебруар 2026. · Припрема: Press Office"
    )


@pytest.mark.parametrize(
    ("tag", "expected", "prepared"),
    [
        ("sr", "Чланци објављени: 27. фебруар 2026.\u00a0– 2. март 2026.", "Припрема: A"),
        (
            "uz",
            "Maqolalar chop etilgan sana: 2026-yil 27-fevral\u00a0– 2026-yil 2-mart",
            "Tayyorladi: A",
        ),
        ("ru", "Статьи опубликованы: 27 февраля 2026 г.\u00a0— 2 марта 2026 г.", "Подготовлено: A"),
    ],
)
def test_several_days_are_written_as_a_span(tag: str, expected: str, prepared: str) -> None:
    briefing = with_cover(target(tag), prepared_by="A")
    first, second = briefing.entries
    later = dataclasses.replace(second.summary.article, date=dt.date(2026, 3, 2))
    second = dataclasses.replace(second, summary=dataclasses.replace(second.summary, article=later))
    document = loaded(word.render([dataclasses.replace(briefing, entries=(first, second))]))
    assert texts(document, styles.COVER_LINE) == [f"{expected}\u00a0· {prepared}"]


def test_articles_without_dates_have_no_span() -> None:
    briefing = with_cover(prepared_by="A")
    document = loaded(word.render([dataclasses.replace(briefing, entries=briefing.entries[1:])]))
    assert texts(document, styles.COVER_LINE) == ["Припрема: A"]


def test_without_a_cover_there_is_none() -> None:
    document = loaded(word.render([briefing_in(SERBIAN)]))
    assert not texts(document, styles.COVER_LINE)
    assert not list(document.element.iter(qn("w:drawing")))


def test_a_marking_is_first_and_last_on_every_page() -> None:
    section = loaded(word.render([with_cover(classification="Поверљиво")])).sections[0]
    for header in (section.header, section.first_page_header):
        assert header.paragraphs[0].text == "Поверљиво"
        assert header.paragraphs[0].style is not None
        assert header.paragraphs[0].style.name == styles.CLASSIFICATION
    for footer in (section.footer, section.first_page_footer):
        assert [p.text for p in footer.paragraphs] == ["\tстрана 1 од 1", "Поверљиво"]


def test_a_marking_alone_takes_no_second_line() -> None:
    briefing = dataclasses.replace(with_cover(classification="Поверљиво"), notices=())
    section = loaded(word.render([briefing])).sections[0]
    assert [p.text for p in section.first_page_header.paragraphs] == ["Поверљиво"]


@pytest.mark.parametrize(
    ("alt", "expected"), [("Грб", "Грб"), (None, "Знак установе")], ids=["given", "not given"]
)
def test_a_logo_says_what_it_shows(alt: str | None, expected: str) -> None:
    logo = (DATA / "logo.png").read_bytes()
    document = loaded(word.render([with_cover(logo=logo, logo_alt=alt)]))
    (picture,) = document.element.iter(qn("wp:docPr"))
    assert picture.get("descr") == expected
    assert texts(document, styles.LOGO) == [""]
    (part,) = [p for p in document.part.package.iter_parts() if p.partname.endswith(".png")]
    assert part.blob == logo


@pytest.mark.parametrize("size", [(96, 48), (4000, 4000), (6000, 100), (10, 900)])
def test_a_logo_is_as_large_as_fits_and_keeps_its_shape(
    size: tuple[int, int], tmp_path: Path
) -> None:
    Image.new("1", size).save(tmp_path / "logo.png")
    briefing = with_cover(logo=word.read_logo(tmp_path / "logo.png"))
    (shape,) = loaded(word.render([briefing])).inline_shapes
    assert shape.height <= Cm(1.8)
    assert shape.width <= Cm(8)
    assert shape.width / shape.height == pytest.approx(size[0] / size[1], rel=0.01)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"<svg/>", "is not a picture that Word can show"),
        (b"", "is not a picture that Word can show"),
        (b"\x89PNG\r\n\x1a\n", "is not a picture that Word can show"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00", "is not a picture that Word can show"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "is not a picture that Word can show"),
        (None, "No such file or directory"),
    ],
)
def test_what_is_no_picture_is_refused_by_name(
    content: bytes | None, problem: str, tmp_path: Path
) -> None:
    path = tmp_path / "logo.png"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UsageError, match=problem) as refused:
        word.read_logo(path)
    assert refused.value.subject == str(path)


@each_variant
def test_the_same_cover_is_the_same_file(to: Target) -> None:
    assert word.render([covered(briefing_in(to))]) == word.render([covered(briefing_in(to))])


def test_a_cover_is_as_it_was() -> None:
    """After a change that is meant: `python tests/test_word_cover.py`, and read the diff."""
    golden = DATA / "cover.document.xml"
    assert normalised(word.render([covered(briefing_in(SERBIAN))])) == golden.read_text("utf-8")


if __name__ == "__main__":
    made = word.render([covered(briefing_in(SERBIAN))])
    (DATA / "cover.document.xml").write_text(normalised(made), "utf-8")
