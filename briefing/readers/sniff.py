"""What a file is, told by its content; its name only settles what the content leaves open."""

from __future__ import annotations

import io
import re
import zipfile

from briefing.errors import ReadError
from briefing.readers.limits import Limits, exceeded

# Formats that are known but not read: how they begin, what they are, what helps.
_REFUSED: tuple[tuple[bytes, str, str], ...] = (
    (b"{\\rtf", "is a Rich Text file", "Save it as .docx and try again"),
    (b"\x89PNG", "is a picture", "Give the article's text, not its picture"),
    (b"\xff\xd8\xff", "is a picture", "Give the article's text, not its picture"),
    (b"GIF8", "is a picture", "Give the article's text, not its picture"),
    (b"\x1f\x8b", "is a gzip archive", "Unpack it and give what is inside"),
    (b"7z\xbc\xaf\x27\x1c", "is a 7z archive", "Unpack it and give what is inside"),
    (b"Rar!", "is a RAR archive", "Unpack it and give what is inside"),
    (b"\x7fELF", "is a program", "Give a .txt, .md, .html, .docx or .pdf file"),
    (b"From: <Saved by", "is a web archive (MHTML)", "Save the page as HTML and try again"),
)
# What a ZIP archive holds tells its kind; only the first is read.
_LISTED = b"PK\x01\x02"  # begins each entry in an archive's list of parts
_DOCX_PART = "word/document.xml"
_ARCHIVES: tuple[tuple[str, str], ...] = (
    ("xl/workbook.xml", "is an Excel workbook"),
    ("ppt/presentation.xml", "is a PowerPoint presentation"),
    ("content.xml", "is an OpenDocument file"),
    ("META-INF/container.xml", "is an e-book"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")

_SAMPLE = 200_000  # characters looked at
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*){0,5}<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML_START = re.compile(r"\s*<\?xml\b")
_BLOCK_CLOSED = re.compile(
    r"</(?:p|div|h[1-6]|ul|ol|li|table|article|section|span|a|b|strong|em|blockquote)\s*>",
    re.IGNORECASE,
)
_BLOCK_FIRST = re.compile(
    r"\s*<(?:p|div|h[1-6]|article|section|main|table|ul|span|meta|title)\b", re.IGNORECASE
)
_FRONT_MATTER = re.compile(
    r"---[ \t]*\n(?:[A-Za-z_][\w -]{0,40}:.{0,500}\n|[ \t]+\S.{0,500}\n){1,40}---"
)
_CLEAR_MARKDOWN = re.compile(
    r"^ {0,3}#{1,6} \S|\]\((?:https?:|mailto:|/)[^\s)]{1,500}\)|^(?:```|~~~)", re.MULTILINE
)
_ANY_MARKDOWN = re.compile(
    r"\*\*\S|__\S|\*\w|^(?:[*+-]|\d{1,2}\.) \S|^> |^(?:===+|---+)[ \t]*$|\]\(", re.MULTILINE
)


def binary_format(data: bytes, name: str, limits: Limits) -> str | None:
    """Return "pdf" or "docx", or None when `data` may be text.

    Raises ReadError for a known format that is not read, and for a .docx cut short.
    """
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _archive_format(data, name, limits)
    if data.startswith(_OLE):
        if _ENCRYPTED_PART in data:
            raise ReadError(
                name,
                "is a Word document locked with a password",
                "Open it in Word, remove the password (File, Info, Protect), and save it again",
            )
        raise ReadError(
            name, "is an Office document of the old kind (.doc)", "Save it as .docx and try again"
        )
    for start, what, remedy in _REFUSED:
        if data.startswith(start):
            raise ReadError(name, what, remedy)
    return None


def text_format(text: str, promised: str | None) -> str | None:
    """Return "html", "md" or "txt"; None for XML that is not a web page.

    `promised` is the format the file's name promises: enough to take weak signs of Markdown.
    """
    sample = text[:_SAMPLE]
    if _HTML_START.match(sample):
        return "html"
    if _XML_START.match(sample):
        return "html" if re.search(r"<html\b", sample[:2000]) else None
    wanted = 1 if promised == "html" or _BLOCK_FIRST.match(sample) else 6
    if sum(1 for _ in _BLOCK_CLOSED.finditer(sample)) >= wanted:
        return "html"
    if _FRONT_MATTER.match(sample) or _CLEAR_MARKDOWN.search(sample):
        return "md"
    return "md" if promised == "md" and _ANY_MARKDOWN.search(sample) else "txt"


def _archive_format(data: bytes, name: str, limits: Limits) -> str:
    # Counted before the archive is opened, which takes the more the more parts it lists.
    if data.count(_LISTED) > limits.parts:
        raise exceeded(
            name, "parts", f"has more than {limits.parts:,} parts", "Save its text as .txt"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise ReadError(
            name,
            "is cut short or damaged (a .docx or another archive without its end)",
            "Copy or download it again",
        ) from error
    if _DOCX_PART in members:
        return "docx"
    for part, what in _ARCHIVES:
        if part in members:
            raise ReadError(name, what, "Save its text as .docx or .txt and try again")
    raise ReadError(name, "is a ZIP archive", "Unpack it and give what is inside")
