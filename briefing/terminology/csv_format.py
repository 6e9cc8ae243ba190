"""The glossary's own file: CSV, one row a term. `glossary/README.md` explains the columns."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from briefing.errors import GlossaryError
from briefing.languages import LANGUAGES
from briefing.terminology.concepts import (
    ANY_LANGUAGE,
    CASE_MODES,
    STATUSES,
    Concept,
    Glossary,
    Problem,
    Term,
)

COLUMNS = ("concept", "domain", "kind", "lang", "term", "status", "forms", "note", "case")
REQUIRED = ("concept", "lang", "term")
_STATUSES = {str(status): status for status in STATUSES}
_CASE_MODES = {str(mode): mode for mode in CASE_MODES}
_TAGS = (*LANGUAGES, ANY_LANGUAGE)


def read(path: Path) -> Glossary:
    """Read a glossary in the project's CSV.

    A row that cannot be used is listed in `Glossary.problems` and the rest loads. Raises
    GlossaryError when the file as a whole cannot be used.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        reason = error.strerror or str(error)
        raise GlossaryError(
            str(path), f"cannot be read ({reason})", "name a readable file, or --glossary none"
        ) from None
    except UnicodeDecodeError as error:
        raise GlossaryError(
            str(path),
            f"is not UTF-8 text (byte {error.start})",
            "save it again as CSV UTF-8",
        ) from None
    return parse(text, str(path))


def parse(text: str, path: str = "<text>") -> Glossary:
    """Read a glossary from the text of a CSV file; `path` only names it in messages."""
    rows = _rows(text, path)
    header = [name.strip().casefold() for name in next(rows, (0, []))[1]]
    lacking = [name for name in REQUIRED if name not in header]
    if lacking:
        raise GlossaryError(
            path,
            f"its first row has no column {', '.join(lacking)}",
            f"give it the columns {','.join(COLUMNS)} (the last five may be left out)",
        )
    problems: list[Problem] = [
        Problem(path, 1, f"unknown column {name!r}", "it is passed over; remove or rename it")
        for name in header
        if name and name not in COLUMNS
    ]
    heads: dict[str, tuple[str, str]] = {}
    terms: dict[str, list[Term]] = {}
    for line, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        row = dict(zip(header, (_clean(cell) for cell in cells), strict=False))
        wrong = _fault(row, cells, header)
        if wrong is not None:
            problems.append(Problem(path, line, *wrong))
            continue
        concept = row["concept"]
        domain, kind = heads.setdefault(concept, (row.get("domain", ""), row.get("kind", "")))
        if row.get("domain", domain) not in (domain, "") or row.get("kind", kind) not in (kind, ""):
            problems.append(
                Problem(
                    path,
                    line,
                    f"concept {concept!r} has another domain or kind than in its first row",
                    f"the first row's ({domain or '-'}, {kind or '-'}) are used; make them agree",
                )
            )
        term = _term(row, line)
        if "" in term.forms:
            problems.append(
                Problem(path, line, "an empty form among the forms", "remove the | too many")
            )
            term = replace(term, forms=tuple(filter(None, term.forms)))
        terms.setdefault(concept, []).append(term)
    concepts = tuple(Concept(name, *heads[name], tuple(found)) for name, found in terms.items())
    return Glossary(concepts, tuple(problems), path)


def _term(row: dict[str, str], line: int) -> Term:
    forms = row.get("forms")
    return Term(
        lang=row["lang"],
        text=row["term"],
        status=_STATUSES[row.get("status") or "preferred"],
        forms=tuple(map(_clean, forms.split("|"))) if forms else (),
        note=row.get("note", ""),
        case=_CASE_MODES[row.get("case") or "as-is"],
        line=line,
    )


def dumps(glossary: Glossary) -> str:
    """Return `glossary` as the text of a CSV file; `parse` reads the same concepts back."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for concept in glossary.concepts:
        for term in concept.terms:
            writer.writerow(
                (
                    concept.id,
                    concept.domain,
                    concept.kind,
                    term.lang,
                    term.text,
                    term.status,
                    "|".join(term.forms),
                    term.note,
                    "" if term.case == "as-is" else term.case,
                )
            )
    return out.getvalue()


def _clean(cell: str) -> str:
    if not cell or (cell.isascii() and cell.isalnum()):
        return cell
    return " ".join(unicodedata.normalize("NFC", cell).split())


def _rows(text: str, path: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the line it begins on, whether commas or semicolons part its cells."""
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    try:
        for row in reader:
            yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        raise GlossaryError(
            f"{path}:{line}", f"is not CSV ({error})", "save it again as CSV UTF-8"
        ) from None


def _fault(row: dict[str, str], cells: list[str], header: list[str]) -> tuple[str, str] | None:
    """Return what is wrong with a row and what to do about it, or None."""
    if len(cells) > len(header):
        return (
            f"{len(cells)} cells where the first row has {len(header)}",
            'put a cell that holds a comma in "double quotes"',
        )
    for name in REQUIRED:
        if not row.get(name):
            return f"the column {name} is empty", f"fill in {name} or remove the row"
    if row["lang"] not in _TAGS:
        return (
            f"unknown language {row['lang']!r}",
            f"use one of: {' '.join(LANGUAGES)}, or * for a term that is not translated",
        )
    if row.get("status") and row["status"] not in STATUSES:
        return f"unknown status {row['status']!r}", f"use one of: {' '.join(STATUSES)}"
    if row.get("case") and row["case"] not in CASE_MODES:
        return f"unknown case mode {row['case']!r}", f"use one of: {' '.join(CASE_MODES)}"
    if not any(char.isalnum() for char in row["term"]):
        return f"the term {row['term']!r} has no letter", "write the term or remove the row"
    return None
