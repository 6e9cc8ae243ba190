"""Glossaries in the formats people have them in, as a table: one row a format.

Every file is read by what it holds, not by its name. A bad row is listed in `Glossary.problems`
and never costs the file; what a format has no room for is said when it is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import ModuleType

from briefing.errors import GlossaryError, UsageError
from briefing.languages import LANGUAGES
from briefing.terminology.concepts import Glossary
from briefing.terminology.exchange import sniffing
from briefing.terminology.exchange.fitting import fit, languages_in
from briefing.terminology.exchange.formats import (
    AGREED_ONLY,
    NO_FORBIDDEN,
    Capacity,
    Format,
    Layout,
    Reading,
    Written,
)

__all__ = [
    "FORMATS",
    "Format",
    "Reading",
    "Written",
    "by_suffix",
    "load",
    "read",
    "write",
]

_COLUMNS = Capacity(
    statuses=AGREED_ONLY,
    one_term=True,
    synonym_rows=True,
    ids=False,
    domain=False,
    kind=False,
    forms=False,
    case=False,
    notes="none",
    untranslated="cells",
)
_TBX_V3 = Capacity(statuses=NO_FORBIDDEN, kind=False, forms=False, case=False)

FORMATS: dict[str, Format] = {
    row.name: row
    for row in (
        Format("csv", "CSV", (".csv", ".tsv"), Capacity(), "own", sniffing.is_own),
        Format("xlsx", "Excel", (".xlsx",), Capacity(), "xlsx", sniffing.is_xlsx),
        Format("deepl", "DeepL CSV", (), replace(_COLUMNS, pair=True), "columns", sniffing.is_text),
        Format("google", "Google CSV", (), replace(_COLUMNS, notes="first"), "columns", None),
        Format("amazon", "Amazon CSV", (), _COLUMNS, "columns", None),
        Format("tbx", "TBX-Basic", (".tbx",), _TBX_V3, "tbx", sniffing.is_tbx),
        Format("tbx-dct", "TBX-Basic (DCT)", (), _TBX_V3, "tbx", None),
        Format("tbx-min", "TBX-Min", (), _TBX_V3, "tbx", None),
        Format(
            "tbx-core",
            "TBX-Core",
            (),
            replace(_TBX_V3, statuses=AGREED_ONLY, marks_status=False, domain=False),
            "tbx",
            None,
        ),
        Format("tbx-2008", "TBX of 2008", (), Capacity(), "tbx", None),
        Format(
            "tmx",
            "TMX",
            (".tmx",),
            Capacity(statuses={**AGREED_ONLY, "admitted": None}, marks_status=False, one_term=True),
            "tmx",
            sniffing.is_tmx,
        ),
    )
}


def load(path: Path, languages: Sequence[str] = ()) -> Glossary:
    """Return the glossary in the file at `path`, whatever its format.

    `languages` are those of a table's columns, source first, where it does not name them. Raises
    GlossaryError when the file as a whole cannot be used.
    """
    return read(path, languages=languages).glossary


def read(path: Path, format_name: str | None = None, languages: Sequence[str] = ()) -> Reading:
    """Return what the file at `path` holds, and a sentence on each kind of thing passed over.

    Raises GlossaryError when the file as a whole cannot be used.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise GlossaryError(
            str(path),
            f"cannot be read ({error.strerror or error})",
            "name a readable file, or --glossary none",
        ) from None
    row = _named(format_name) if format_name else _sniffed(data, str(path))
    reading: Reading = _module(row).read(data, str(path), Layout(_known(languages)))
    return reading


def write(
    glossary: Glossary,
    format_name: str,
    languages: Sequence[str] = (),
    *,
    tabs: bool = False,
) -> Written:
    """Return `glossary` as a file of that format, and a sentence on each kind of thing it loses.

    `languages` limits it to those, source first. Raises UsageError when the format needs just two
    and the glossary has more.
    """
    row = _named(format_name)
    chosen = _known(languages)
    if row.holds.untranslated == "cells":
        chosen = chosen or languages_in(glossary)
        if row.holds.pair and len(chosen) != 2:
            raise UsageError(
                row.title,
                f"holds two languages, not {len(chosen)} ({', '.join(chosen)})",
                "Choose them with --languages en,sr (or whichever), source first",
            )
    kept, left_out = fit(glossary, row, chosen)
    data: bytes = _module(row).write(kept, row, Layout(chosen, tabs))
    return Written(data, left_out)


def by_suffix(path: Path) -> str:
    """Return the name of the format that a file of this name is written in.

    Raises UsageError when the name does not tell.
    """
    for row in FORMATS.values():
        if path.suffix.casefold() in row.suffixes:
            return row.name
    raise UsageError(
        str(path), "its name does not tell its format", f"Give --to, one of: {', '.join(FORMATS)}"
    )


def _named(name: str) -> Format:
    if name not in FORMATS:
        raise UsageError(name, "no such format", f"Use one of: {', '.join(FORMATS)}")
    return FORMATS[name]


def _sniffed(data: bytes, path: str) -> Format:
    for row in FORMATS.values():
        if row.sniff and row.sniff(data):
            return row
    raise GlossaryError(
        path,
        "is in no format that is read here",
        f"Convert it to one of: {', '.join(row.title for row in FORMATS.values())}",
    )


def _module(row: Format) -> ModuleType:
    # On demand: lxml and openpyxl cost time, and most runs read CSV.
    return import_module(f"{__name__}.{row.module}")


def _known(languages: Sequence[str]) -> tuple[str, ...]:
    for tag in languages:
        if tag not in LANGUAGES:
            raise UsageError(
                f"--languages {','.join(languages)}",
                f"no such language {tag!r}",
                f"Use some of: {','.join(LANGUAGES)}",
            )
    return tuple(dict.fromkeys(languages))
