"""CSV and TSV with a column a language, as DeepL, Google and Amazon take and give them.

    DeepL API              no heading: source, target [, source language, target language]
    Google, unidirectional no heading: source, target
    Google, equivalent     en,sr,uz,ru [,pos] [,description]
    Amazon Translate       en,sr,uz,ru: the first column is the source

A row is a concept; a name that is not translated stands in every column alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefing.errors import GlossaryError
from briefing.terminology.concepts import ANY_LANGUAGE, Concept, Glossary
from briefing.terminology.exchange.fitting import recognisable
from briefing.terminology.exchange.formats import Format, Layout, Reading
from briefing.terminology.exchange.gathering import Found, Gathering, clean, counted
from briefing.terminology.exchange.languages import looks_like_tag, read_tag
from briefing.terminology.exchange.rows import Row, decode, parse, unparse

_NOTES = ("description", "note", "notes", "comment")
_OTHERS = ("pos", *_NOTES)
_PAIR = ("source", "target", "source_lang", "target_lang")


def is_header(cells: Sequence[str]) -> bool:
    """Tell whether a first row names languages: two or more, at least one of them served."""
    names = [name for cell in cells if (name := cell.strip()) and name.casefold() not in _OTHERS]
    served = [name for name in names if read_tag(name).lang]
    return len(names) > 1 and bool(served) and all(map(looks_like_tag, names))


def read(data: bytes, path: str, layout: Layout) -> Reading:
    """Read a table with a column a language; `layout` names them where no heading does.

    Raises GlossaryError when the languages are told nowhere.
    """
    return read_rows(parse(decode(data, path)), path, layout)


def read_rows(rows: Iterable[Row], path: str, layout: Layout) -> Reading:
    """Read the rows of a table, whatever kind of file they stood in."""
    records = list(rows)
    gathering = Gathering(path)
    if not records:
        return gathering.result()
    first = [cell.strip() for cell in records[0].cells]
    if is_header(first):
        heading, records = first, records[1:]
    else:
        if tuple(map(str.casefold, first)) in (_PAIR[:2], _PAIR):
            records = records[1:]
        heading = list(layout.languages) or _told_by_rows(records)
        if len(heading) < 2:
            raise GlossaryError(
                path,
                "does not say which languages its columns are in",
                "give them with --languages en,sr (or whichever they are), source first;"
                " or write them into a first row",
            )
    for row in records:
        _row(row, heading, gathering)
    return gathering.result()


def _told_by_rows(records: Sequence[Row]) -> list[str]:
    """Return the languages that DeepL's third and fourth columns name."""
    for row in records:
        if len(row.cells) == 4 and all(read_tag(cell).lang for cell in row.cells[2:]):
            return [row.cells[2].strip(), row.cells[3].strip()]
    return []


def _row(row: Row, heading: Sequence[str], gathering: Gathering) -> None:
    if row.fault:
        gathering.problem(row.line, row.fault, 'double it inside a cell ("") or remove it')
        return
    cells = [clean(cell) for cell in row.cells]
    if len(heading) == 2 and len(cells) == 4 and all(read_tag(cell).lang for cell in cells[2:]):
        heading, cells = cells[2:], cells[:2]
    if any(cells[len(heading) :]):
        gathering.problem(
            row.line,
            f"{len(cells)} cells where {counted(len(heading), 'column')} are named",
            'put a cell that holds a comma in "double quotes"',
        )
        return
    pairs = list(zip(heading, cells, strict=False))
    note = "; ".join(cell for name, cell in pairs if name.casefold() in _NOTES and cell)
    terms = [(name, cell) for name, cell in pairs if name.casefold() not in _OTHERS and cell]
    for name, cell in pairs:
        if name.casefold() == "pos" and cell:
            gathering.pass_over(name)
    if len(heading) == 2 and len(terms) == 1:
        gathering.problem(row.line, "a term without its translation", "add it or remove the row")
        return
    served = [tag for name, _ in terms if (tag := read_tag(name).lang) and tag != ANY_LANGUAGE]
    alike = len({cell for _, cell in terms}) == 1 and len(served) == len(terms)
    if terms and alike and recognisable(terms[0][1], served):
        terms = [(ANY_LANGUAGE, terms[0][1])]
    gathering.add(
        [
            Found(name, cell, row.line, note="" if index else note)
            for index, (name, cell) in enumerate(terms)
        ],
        line=row.line,
    )


def write(glossary: Glossary, format_: Format, layout: Layout) -> bytes:
    """Write a table; `layout.languages` are its columns, the source first."""
    languages = layout.languages
    rows = [_cells(concept, languages) for concept in glossary.concepts]
    if format_.holds.pair:
        rows = [[*row, *languages] for row in rows]
    elif format_.holds.notes == "first":
        notes = [concept.terms[0].note for concept in glossary.concepts]
        rows = [[*row, note] for row, note in zip(rows, notes, strict=True)]
        rows.insert(0, [*languages, "description"])
    else:
        rows.insert(0, list(languages))
    return unparse(rows, tabs=layout.tabs)


def _cells(concept: Concept, languages: Sequence[str]) -> list[str]:
    terms = (concept.preferred(tag) for tag in languages)
    return [term.text if term else "" for term in terms]
