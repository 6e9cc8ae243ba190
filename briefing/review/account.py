"""Reads what a run left behind, its report.json, as files for reviewers: one a direction."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from briefing.documents import Confidence, Suggestion
from briefing.errors import ReviewError
from briefing.languages import LANGUAGES, target
from briefing.review.units import ArticleUnits, Bilingual, Note, TermMark, Unit

REPORT = "report.json"
_SCHEMA = 1
_AGAIN = "Name a folder that `briefing make` or `briefing batch` has written in"

Json = Mapping[str, Any]


def read(folder: Path, to: Collection[str] = ()) -> list[Bilingual]:
    """Return the translations of the run in `folder`, into the languages `to` or all.

    What was not translated, because the source was in the target language already, is left out.
    Raises ReviewError when the folder holds no report or one that cannot be read.
    """
    path = folder / REPORT
    content = _load(path)
    gathered: dict[tuple[str, str, str], list[ArticleUnits]] = {}
    try:
        for number, article in enumerate(content["articles"], start=1):
            for tag, done in article["targets"].items():
                source = article["language"]["tag"]
                if source != tag and source in LANGUAGES and (not to or tag in to):
                    units = tuple(_units(number, done))
                    gathered.setdefault((source, tag, done["script"]), []).append(
                        ArticleUnits(number, article["path"], units)
                    )
        return [
            Bilingual(source, target(tag, script), tuple(articles), content["signature"])
            for (source, tag, script), articles in gathered.items()
        ]
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ReviewError(
            str(path), f"is not a report of a run ({type(error).__name__}: {error})", _AGAIN
        ) from error


def sources(folder: Path) -> frozenset[str]:
    """Return every text that the run in `folder` translated; none where no run can be read."""
    try:
        return frozenset(unit.source for bilingual in read(folder) for unit in bilingual.units)
    except ReviewError:
        return frozenset()


def _load(path: Path) -> Any:
    try:
        content = json.loads(path.read_bytes())
    except OSError as error:
        raise ReviewError(str(path), error.strerror or "cannot be read", _AGAIN) from error
    except (ValueError, RecursionError) as error:
        raise ReviewError(str(path), f"is not JSON ({error})", _AGAIN) from error
    if not isinstance(content, dict) or content.get("schema") != _SCHEMA:
        raise ReviewError(str(path), f"is not a report of schema {_SCHEMA}", _AGAIN)
    return content


def _units(number: int, done: Json) -> Iterator[Unit]:
    for place, segment in enumerate((done["headline"], *done["segments"])):
        confidence = segment.get("confidence")
        suggestion = segment.get("suggestion")
        yield Unit(
            id=f"{number}.{place}",
            source=segment["source"],
            text=segment["text"],
            given_source=segment["source"],
            given=segment["text"],
            origin=segment.get("origin", "machine"),
            accepted=segment.get("origin") == "approved",
            confidence=Confidence(**confidence) if confidence else None,
            notes=tuple(_note(finding) for finding in segment.get("findings", ())),
            terms=_marks(segment["concepts"]),
            suggestion=Suggestion(**suggestion) if suggestion else None,
        )


def _note(finding: Json) -> Note:
    about_source = finding["source_span"] and not finding["span"]
    return Note(
        finding["id"],
        finding["severity"],
        finding["message"],
        "source" if about_source else "target",
    )


def _marks(uses: Sequence[Json]) -> tuple[TermMark, ...]:
    """Return the concepts in source order; one inside another has no place of its own in a file."""
    marks: list[TermMark] = []
    for use in sorted(uses, key=lambda use: tuple(use["source_span"])):
        start, end = use["source_span"]
        if start < end and (not marks or start >= marks[-1].span[1]):
            marks.append(TermMark(use["concept"], (start, end), use["preferred"]))
    return tuple(marks)
