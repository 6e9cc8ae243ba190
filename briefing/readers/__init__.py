"""Reading articles: a path or bytes → Article, in five formats told apart by content.

Bytes are sniffed (`sniff`), decoded (`encoding`), cleaned (`characters`), read by the format's own
module into a `Draft`, and the body is told from what surrounds it (`furniture`).
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from briefing.documents import Article
from briefing.errors import ReadError
from briefing.readers import assemble, characters, encoding, sniff
from briefing.readers.characters import shown
from briefing.readers.discovery import STDIN, discover
from briefing.readers.draft import Draft, Source
from briefing.readers.formats import FORMATS, promised
from briefing.readers.limits import DEFAULT_LIMITS, Limits, exceeded, limits_from

__all__ = ["DEFAULT_LIMITS", "STDIN", "Limits", "discover", "limits_from", "read", "read_bytes"]


def read(path: Path | str, *, limits: Limits = DEFAULT_LIMITS) -> Article:
    """Return the article in the file at `path`.

    Raises ReadError when there is none to be read.
    """
    name = shown(str(path))
    try:
        if not Path(path).is_file():
            problem = "is a folder or a device" if Path(path).exists() else "no such file"
            raise ReadError(name, problem, "Give the path of a file that can be read")
        with Path(path).open("rb") as file:
            data = file.read(limits.file_bytes + 1)
    except OSError as error:
        problem = f"cannot be opened ({error.strerror or error})"
        raise ReadError(name, problem, "Check that it exists and may be read") from error
    return read_bytes(data, name, limits=limits)


def read_bytes(data: bytes, name: str, *, limits: Limits = DEFAULT_LIMITS) -> Article:
    """Return the article that `data` holds; `name` ("-" for standard input) stands in messages.

    Raises ReadError when there is none to be read.
    """
    if len(data) > limits.file_bytes:
        raise exceeded(
            name,
            "file_bytes",
            f"is larger than the {limits.file_bytes:,} bytes that are read",
            "Split it into articles, one a file",
        )
    if not data.strip():
        raise ReadError(name, "is empty", "Check that it was saved or copied in full")
    format_, source = _identify(data, name, limits)
    return assemble.article(_parse(format_, source, limits), name, format_, limits)


def _identify(data: bytes, name: str, limits: Limits) -> tuple[str, Source]:
    """Return what `data` is and, if it is text, the text."""
    expected = promised(Path(name).suffix)
    text = ""
    warnings: tuple[str, ...] = ()
    format_ = sniff.binary_format(data, name, limits)
    if format_ is None:
        decoded = encoding.decode(data)
        if decoded is None:
            raise ReadError(
                name,
                "is not text (a binary file, or an encoding that is not recognised)",
                "Give a .txt, .md, .html, .docx or .pdf file; save text as UTF-8",
            )
        text, removed = characters.clean(decoded.text)
        warnings = decoded.warnings + assemble.removed(removed)
        format_ = sniff.text_format(text, expected)
        if format_ is None:
            raise ReadError(
                name, "is XML, not an article", "Save the article as HTML or text and try again"
            )
    if expected not in (None, format_, "md" if format_ == "txt" else None):
        warnings += (f"is {FORMATS[format_].label}, though its name says {Path(name).suffix}",)
    return format_, Source(name, data, text, warnings)


def _parse(format_: str, source: Source, limits: Limits) -> Draft:
    try:
        draft = FORMATS[format_].read(source, limits)
    except ReadError:
        raise
    except Exception as error:
        raise ReadError(
            source.name,
            f"is damaged: it begins as {FORMATS[format_].label} but cannot be read as one "
            f"({type(error).__name__})",
            "Copy or download it again, or save its text as .txt",
        ) from error
    return replace(draft, warnings=source.warnings + draft.warnings)
