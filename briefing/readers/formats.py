"""The formats articles come in, as a table: a format is one row here and one module beside this."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.readers import docx, html, md, pdf, txt
from briefing.readers.draft import Reader


@dataclass(frozen=True, slots=True)
class Format:
    """One format: how messages call it, the suffixes it usually has, and what reads it."""

    label: str
    suffixes: tuple[str, ...]
    read: Reader


FORMATS: dict[str, Format] = {
    "txt": Format("plain text", (".txt", ".text"), txt.read),
    "md": Format("Markdown", (".md", ".markdown"), md.read),
    "html": Format("HTML", (".html", ".htm", ".xhtml"), html.read),
    "docx": Format("a Word document", (".docx",), docx.read),
    "pdf": Format("PDF", (".pdf",), pdf.read),
}


def promised(suffix: str) -> str | None:
    """Return the format that a file name's suffix promises, or None where it promises nothing."""
    for name, format_ in FORMATS.items():
        if suffix.casefold() in format_.suffixes:
            return name
    return None
