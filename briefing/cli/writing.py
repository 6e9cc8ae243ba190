"""What a run writes: one file a language or one with all of them, in the editions asked for."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing import files, models, word, writers
from briefing.documents import Briefing, Cover, Entry, Outcome
from briefing.languages import Target
from briefing.quality.review import Review
from briefing.settings import Settings
from briefing.word.house import house_template

EDITIONS: dict[str, tuple[word.Edition, ...]] = {
    "clean": ("clean",),
    "review": ("review",),
    "both": ("clean", "review"),
}
_SUFFIX: dict[word.Edition, str] = {"clean": "", "review": "-review"}


@dataclass(frozen=True, slots=True)
class Writing:
    """How briefings are to be written, known to be possible before any work is done for them."""

    out: Path
    date: dt.date
    editions: tuple[word.Edition, ...]
    together: bool  # every language in one file
    covers: Mapping[str, Cover | None]  # by target tag
    formats: tuple[str, ...]
    template: bytes


def prepare(settings: Settings) -> Writing:
    """Return how `settings` wants briefings written.

    Raises UsageError when something they name cannot be used.
    """
    logo = word.read_logo(Path(settings.logo)) if settings.logo else None
    return Writing(
        out=Path(settings.out),
        date=settings.date or dt.date.today(),
        editions=EDITIONS[settings.edition],
        together=settings.layout == "multilingual",
        covers={target.tag: _cover(settings, target.tag, logo) for target in settings.targets()},
        formats=writers.known(settings.formats),
        template=house_template(Path(settings.template) if settings.template else None),
    )


def _cover(settings: Settings, tag: str, logo: bytes | None) -> Cover | None:
    """Return the cover in one language, None where there is nothing to put on it."""
    prepared_by, classification, logo_alt = (
        value.get(tag) if isinstance(value, Mapping) else value
        for value in (settings.prepared_by, settings.classification, settings.logo_alt)
    )
    cover = Cover(prepared_by, classification, logo, logo_alt)
    return cover if prepared_by or classification or logo else None


def briefings(
    outcomes: Sequence[Outcome],
    targets: Sequence[Target],
    review: Review,
    writing: Writing,
    *,
    signature: str,
    notices: tuple[str, ...],
) -> Iterator[Briefing]:
    """Yield one briefing a target, with no entries where no article could be put into it.

    `notices` stand in those that the starter had a part in.
    """
    for target in targets:
        entries = tuple(
            Entry(
                outcome.summary,
                translation,
                review.translations[index, target.tag],
                review.summaries[index],
            )
            for index, outcome in enumerate(outcomes)
            for translation in outcome.translations
            if outcome.summary and translation.target.tag == target.tag
        )
        trial = any(models.STARTER in (entry.translation.checkpoint or "") for entry in entries)
        yield Briefing(
            target=target,
            date=writing.date,
            entries=entries,
            signature=signature,
            notices=notices if trial else (),
            failed=tuple(o.path for o in outcomes if o.error or target.tag in o.target_errors),
            cover=writing.covers[target.tag],
        )


def write(made: Sequence[Briefing], writing: Writing) -> list[str]:
    """Write briefings as documents; return a line about each file."""
    full = [briefing for briefing in made if briefing.entries]
    lines = _write_word(full, writing) if writers.DOCX in writing.formats else []
    for briefing, name in itertools.product(full, writing.formats):
        if name != writers.DOCX:
            path = writing.out / f"briefing-{briefing.target.tag}.{name}"
            files.write(path, writers.write(briefing, name))
            lines.append(str(path))
    lines.extend(
        f"briefing-{briefing.target.tag} not written: no article could be put into"
        f" {briefing.target.language.name}"
        for briefing in made
        if not briefing.entries
    )
    return lines


def _write_word(made: Sequence[Briefing], writing: Writing) -> list[str]:
    """Write the Word documents, in every edition; return a line about each."""
    documents = [("briefing", made)] if writing.together and made else []
    if not writing.together:
        documents = [(f"briefing-{briefing.target.tag}", [briefing]) for briefing in made]
    lines = []
    for (name, parts), edition in itertools.product(documents, writing.editions):
        path = writing.out / f"{name}{_SUFFIX[edition]}.docx"
        word.write(parts, path, edition=edition, template=writing.template)
        lines.append(str(path))
    return lines
