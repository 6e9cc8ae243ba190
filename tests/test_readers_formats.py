"""HTML, Markdown, Word and PDF: what each format tells and what is left out."""

import datetime as dt
import io
import logging
import zipfile
from pathlib import Path

import docx
import pypdf
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from fpdf import FPDF

from briefing.errors import ReadError
from briefing.readers import Limits, read, read_bytes

DATA = Path(__file__).parent / "data" / "readers"

EN = "The President of Serbia arrived in Tashkent on Tuesday for an official visit."
EN2 = "The sides agreed to set up a commission on trade and to open a direct air route this year."
SR = "Председник Србије допутовао је у уторак у Ташкент у званичну посету."
UZ = "Serbiya Prezidenti seshanba kuni rasmiy tashrif bilan Toshkentga yetib keldi, maʼlum qilindi."
RU = "Президент Сербии во вторник прибыл в Ташкент с официальным визитом."
BODIES = [EN, SR, UZ, RU]


# HTML


def test_a_news_page() -> None:
    article = read(DATA / "page.html")
    assert article.title == "Србија и Узбекистан потписали дванаест споразума"
    assert article.date == dt.date(2026, 3, 3)
    assert (article.byline, article.source) == ("Јелена Петровић", "Балкански дневник")
    assert article.link == "https://dnevnik.example/politika/2026/dvanaest-sporazuma"
    assert [paragraph.split()[0] for paragraph in article.paragraphs] == [
        *("Председници", "Робна", "Директан", "Директна", "Универзитети", "Делегација"),
    ]
    for foreign in ("колачић", "Почетна", "Подели", "Инфлација", "билтен", "©", "tracking"):
        assert foreign not in article.text
    assert article.title not in article.text


@pytest.mark.parametrize("body", BODIES)
def test_a_bare_page(body: str) -> None:
    page = f"<html><body><h1>Heading of it</h1><p>{body}</p><p>{body[:-1]}?</p></body></html>"
    assert read_bytes(page.encode(), "a.html").paragraphs == (body, body[:-1] + "?")


def test_html_entities_breaks_and_control_characters() -> None:
    page = f"<p>{EN}<br>Ties &amp; trade&nbsp;grow&#8203; &#x1;fast.</p>"
    article = read_bytes(page.encode(), "a.html")
    assert article.paragraphs == (EN, "Ties & trade grow fast.")


def test_library_messages_do_not_reach_the_user(caplog: pytest.LogCaptureFixture) -> None:
    level = logging.getLogger("trafilatura").level
    with pytest.raises(ReadError, match=r"holds no (article|text)"):
        read_bytes(b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "a.html")
    assert caplog.records == []
    assert logging.getLogger("trafilatura").level == level


# Markdown

MARKDOWN = f"""---
title: "A visit to Tashkent"
author: [Jane Smith, John Doe]
date: 2026-03-03
source: The Daily
url: https://daily.example/a
---

# A visit to Tashkent

The President of *Serbia* **arrived** in [Tashkent](https://example.org)
on Tuesday for an `official` visit.

```python
print("not text")
```

## Trade

- First point &amp; more.
- Second point.

> A quotation stays.

![A picture](a.png)

| Year | Trade |
|------|-------|
| 2025 | 20 million |

{SR}
"""


def test_markdown() -> None:
    article = read_bytes(MARKDOWN.encode(), "a.md")
    assert (article.title, article.byline) == ("A visit to Tashkent", "Jane Smith, John Doe")
    assert (article.date, article.source) == (dt.date(2026, 3, 3), "The Daily")
    assert article.link == "https://daily.example/a"
    assert article.paragraphs == (
        *(EN, "Trade", "First point & more.", "Second point.", "A quotation stays."),
        *("Year", "Trade", "2025", "20 million", SR),
    )
    assert article.warnings == ("left out: 1 code block",)


def test_markdown_title_from_its_first_heading() -> None:
    article = read_bytes(f"Вучић у Ташкенту\n===\n\n{SR}\n\n## Даље\n\n{RU}".encode(), "a.md")
    assert (article.title, article.paragraphs) == ("Вучић у Ташкенту", (SR, "Даље", RU))


# Word


def word(build: "docx.document.Document") -> bytes:
    buffer = io.BytesIO()
    build.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("body", BODIES)
def test_word_document(body: str) -> None:
    document = docx.Document()
    document.add_heading("A visit to Tashkent", 0)
    document.add_paragraph(body)
    cells = document.add_table(2, 2)
    for i, cell in enumerate(cell for row in cells.rows for cell in row.cells):
        cell.text = f"Cell {i} is here."
    document.add_paragraph(f"Last\xa0one:\t{body}")
    document.sections[0].header.paragraphs[0].text = "RUNNING HEADER"
    document.sections[0].footer.paragraphs[0].text = "RUNNING FOOTER"
    document.core_properties.author = "Jelena Petrović"
    article = read_bytes(word(document), "a.docx")
    assert (article.format, article.title) == ("docx", "A visit to Tashkent")
    assert article.byline == "Jelena Petrović"
    assert article.date is None
    cells_text = tuple(f"Cell {i} is here." for i in range(4))
    assert article.paragraphs == (body, *cells_text, f"Last one: {body}")
    assert article.warnings == ()


@pytest.mark.parametrize("author", ["python-docx", "User", "Microsoft Office User", ""])
def test_word_author_that_is_nobody(author: str) -> None:
    document = docx.Document()
    document.add_paragraph(EN)
    document.core_properties.author = author
    assert read_bytes(word(document), "a.docx").byline is None


@pytest.mark.parametrize(
    ("stated", "title"), [("A visit", "A visit"), ("Template 7", None), ("", None)]
)
def test_word_title_property_only_if_the_text_has_it(stated: str, title: str | None) -> None:
    document = docx.Document()
    for text in ("A visit", EN) if title else (EN, EN2):
        document.add_paragraph(text)
    document.core_properties.title = stated
    assert read_bytes(word(document), "a.docx").title == title


def test_word_tracked_changes_content_controls_and_text_boxes() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Trade grew ")
    inserted, deleted = OxmlElement("w:ins"), OxmlElement("w:del")
    inserted.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>tenfold.</w:t></w:r>"))
    deleted.append(parse_xml(f"<w:r {nsdecls('w')}><w:delText>twofold.</w:delText></w:r>"))
    paragraph._p.extend([inserted, deleted])
    box = parse_xml(
        f"<w:r {nsdecls('w')}><w:pict><w:txbxContent><w:p><w:r><w:t>BOX</w:t></w:r></w:p>"
        "</w:txbxContent></w:pict></w:r>"
    )
    paragraph._p.append(box)
    control = parse_xml(
        f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>{SR}</w:t></w:r></w:p>"
        "</w:sdtContent></w:sdt>"
    )
    document.element.body.insert(1, control)
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), "x")
    link.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>A link.</w:t></w:r>"))
    document.add_paragraph("See. ")._p.append(link)
    article = read_bytes(word(document), "a.docx")
    assert article.paragraphs == ("Trade grew tenfold.", SR, "See. A link.")
    assert article.warnings == ("left out: text boxes",)


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9, 0.999])
def test_word_document_cut_short(kept: float) -> None:
    document = docx.Document()
    document.add_paragraph(EN)
    data = word(document)
    with pytest.raises(ReadError, match=r"a\.docx: is cut short"):
        read_bytes(data[: int(len(data) * kept)], "a.docx")


def archive(**parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
    return buffer.getvalue()


def test_word_document_whose_inside_is_broken() -> None:
    broken = archive(**{"word/document.xml": "<w:document", "[Content_Types].xml": "<Types/>"})
    with pytest.raises(ReadError, match="is damaged: it begins as a Word document"):
        read_bytes(broken, "a.docx")


def test_word_document_with_a_flipped_byte() -> None:
    document = docx.Document()
    document.add_paragraph(EN * 50)
    data = bytearray(word(document))
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        member = packed.getinfo("word/document.xml")
    data[member.header_offset + len(member.filename) + 60] ^= 0xFF
    with pytest.raises(ReadError, match="is damaged"):
        read_bytes(bytes(data), "a.docx")


def test_word_document_that_unpacks_to_too_much() -> None:
    bomb = archive(**{"word/document.xml": "<a/>", "word/media/x.bin": "0" * 3_000_000})
    with pytest.raises(ReadError, match=r"unpacks to 3,000,004 bytes, more than the 1,000,000"):
        read_bytes(bomb, "a.docx", limits=Limits(unpacked_bytes=1_000_000))


@pytest.mark.parametrize(
    ("part", "what"),
    [("xl/workbook.xml", "Excel"), ("content.xml", "OpenDocument"), ("a.txt", "ZIP archive")],
)
def test_other_archives_are_named(part: str, what: str) -> None:
    with pytest.raises(ReadError, match=what):
        read_bytes(archive(**{part: "<a/>"}), "a.docx")


# PDF


def pdf(
    *pages: tuple[str, ...], title: str = "", headline: str = "", running: bool = False
) -> FPDF:
    made = FPDF()
    made.set_auto_page_break(False)
    if title:
        made.set_title(title)
    for number, paragraphs in enumerate(pages, start=1):
        made.add_page()
        if running:
            made.set_font("Times", size=8)
            made.cell(0, 5, f"The Daily, no. {number}", new_x="LMARGIN", new_y="NEXT")
        if headline and number == 1:
            made.set_font("Times", size=20)
            made.multi_cell(0, 9, headline, new_x="LMARGIN", new_y="NEXT")
        made.set_font("Times", size=11)
        for paragraph in paragraphs:
            made.multi_cell(0, 6, paragraph, new_x="LMARGIN", new_y="NEXT")
            made.ln(3)
        if running:
            made.set_y(-15)
            made.cell(0, 5, f"Page {number} of {len(pages)}", align="C")
    return made


def test_pdf() -> None:
    long = " ".join([EN, EN2] * 3)
    headline = "The President of Serbia visits Tashkent to sign a dozen agreements on trade"
    made = pdf((long, EN2 + " " + EN), (long,), headline=headline, running=True)
    article = read_bytes(bytes(made.output()), "a.pdf")
    assert (article.format, article.title) == ("pdf", headline)
    assert article.paragraphs == (long, EN2 + " " + EN, long)
    assert "The Daily, no. 1" in article.warnings[0]


def test_pdf_paragraph_that_runs_over_a_page() -> None:
    first, second = "The sides agreed on trade and", "on education, and will meet again."
    article = read_bytes(bytes(pdf((EN, first), (second, EN2)).output()), "a.pdf")
    assert article.paragraphs == (EN, f"{first} {second}", EN2)


def test_pdf_words_cut_at_line_ends() -> None:
    made = pdf((f"{EN} Both want coop-\neration, high-\nlevel talks and Serbian-\nUzbek ties.",))
    assert read_bytes(bytes(made.output()), "a.pdf").text == (
        f"{EN} Both want cooperation, high-level talks and Serbian-Uzbek ties."
    )


@pytest.mark.parametrize(
    ("stated", "title"), [("Microsoft Word - draft7.doc", None), ("A visit", "A visit")]
)
def test_pdf_stated_title_only_if_the_text_has_it(stated: str, title: str | None) -> None:
    made = pdf(("A visit" if title else EN, EN2), title=stated)
    assert read_bytes(bytes(made.output()), "a.pdf").title == title


@pytest.mark.parametrize(
    ("tag", "title", "byline", "source", "starts"),
    [
        (
            "sr",
            "Председник Узбекистана у посети Београду",
            "Јелена Петровић",
            "Tanjug",
            ["Председник Узбекистана", "Према подацима", "„Отварамо нову", "Делегација је"],
        ),
        (
            "uz",
            "Oʻzbekiston va Serbiya hamkorlikni kengaytiradi",
            "Nazokat Usmonova",
            "UzA",
            ["Oʻzbekiston Prezidenti", "Soʻnggi sakkiz", "Muzokaralar yakunida", "Belgrad va"],
        ),
        (
            "ru",
            "Узбекистан и Сербия расширяют сотрудничество",
            None,
            "UzA",
            ["Президенты Узбекистана", "За последние", "«Мы открываем", "Особое внимание"],
        ),
    ],
)
def test_pdf_from_a_word_processor(
    tag: str, title: str, byline: str | None, source: str, starts: list[str]
) -> None:
    article = read(DATA / f"{tag}.pdf")
    assert (article.title, article.byline, article.source) == (title, byline, source)
    assert article.date == dt.date(2026, 3, 3)
    assert [" ".join(text.split()[:2]) for text in article.paragraphs] == starts
    assert all(text.endswith(".") for text in article.paragraphs)


def locked(user_password: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(bytes(pdf((EN, EN2)).output())))
    writer.encrypt(user_password, "owner", algorithm="AES-256")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_pdf_locked_with_a_password() -> None:
    with pytest.raises(ReadError, match="a password is needed"):
        read_bytes(locked("secret"), "a.pdf")


def test_pdf_that_only_forbids_changes_can_be_read() -> None:
    assert read_bytes(locked(""), "a.pdf").paragraphs == (EN, EN2)


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.99])
def test_pdf_cut_short(kept: float) -> None:
    data = bytes(pdf((EN, EN2)).output())
    with pytest.raises(ReadError, match=r"a\.pdf: is cut short"):
        read_bytes(data[: int(len(data) * kept)], "a.pdf")


def test_pdf_laid_out_for_the_web_and_cut_short() -> None:
    start = b"%PDF-1.7\n1 0 obj <</Linearized 1/L 99999/H [1 2]>> endobj\n%%EOF\n"
    with pytest.raises(ReadError, match="is cut short"):
        read_bytes(start, "a.pdf")


def test_pdf_of_pictures_alone() -> None:
    made = FPDF()
    made.add_page()
    made.rect(10, 10, 50, 50)
    with pytest.raises(ReadError, match=r"holds no text .*OCR"):
        read_bytes(bytes(made.output()), "a.pdf")


def test_pdf_with_too_many_pages() -> None:
    data = bytes(pdf((EN,), (EN,), (EN,)).output())
    with pytest.raises(ReadError, match="has 3 pages, more than the 2 that are read"):
        read_bytes(data, "a.pdf", limits=Limits(pages=2))
