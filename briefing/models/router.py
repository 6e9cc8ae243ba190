"""Picks the best checkpoint at hand for each direction, and goes through English where none is.

A checkpoint is loaded when it is first needed. The router satisfies `briefing.stages.Translator`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefing.decoding import Hypothesis
from briefing.documents import ConceptUse, TranslatedSegment
from briefing.errors import CheckpointError, TranslationError
from briefing.languages import LANGUAGES, Language, Target, listed
from briefing.models import registry, store
from briefing.models.checkpoint import Checkpoint
from briefing.models.registry import Row
from briefing.stages import AligningTranslator

AUTO, STARTER = "auto", "starter"
_PIVOT = LANGUAGES["en"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A checkpoint that may be used, not loaded yet."""

    name: str
    path: Path
    row: Row | None = None  # where the registry tells its directions; otherwise its files do
    notice: str | None = None

    def load(self) -> Checkpoint:
        """Return the checkpoint, verified."""
        return Checkpoint.load(self.path, name=self.name, notice=self.notice)


@dataclass(slots=True)
class Router:
    """Translates each direction with the first of its candidates that serves it."""

    candidates: Sequence[Candidate]  # best first
    load: Callable[[Checkpoint], AligningTranslator]
    _loaded: dict[str, AligningTranslator] = field(default_factory=dict, repr=False)
    _checkpoints: dict[str, Checkpoint] = field(default_factory=dict, repr=False)

    @property
    def name(self) -> str:
        """The names of the checkpoints in use, or of all before any is."""
        return ", ".join(self._loaded or (candidate.name for candidate in self.candidates))

    @property
    def signature(self) -> str:
        """The signatures of the checkpoints in use, on one line."""
        return "|".join(self._loaded[name].signature for name in sorted(self._loaded))

    def prepare(self, targets: Sequence[Target]) -> None:
        """Load now what texts in English need; other checkpoints are loaded when they are met.

        Raises CheckpointError when one cannot be loaded.
        """
        for target in targets:
            for candidate in self.route(_PIVOT, target.language):
                self._translator(candidate)

    def serves(self, source: Language, target: Language) -> bool:
        """Tell whether there is a way from `source` to `target`, through English if need be."""
        return bool(self.route(source, target))

    def via(self, source: Language, target: Language) -> str:
        """Name what translates `source` into `target`: "zle-en → en-sh" for a way of two steps."""
        return " → ".join(candidate.name for candidate in self.route(source, target))

    def route(self, source: Language, target: Language) -> tuple[Candidate, ...]:
        """Return the candidates that lead from `source` to `target`: one, two, or none."""
        if direct := self._first(source, target):
            return (direct,)
        first, second = self._first(source, _PIVOT), self._first(_PIVOT, target)
        return (first, second) if first and second else ()

    def translate(
        self, texts: Sequence[str], source: Language, target: Target
    ) -> list[TranslatedSegment]:
        """Return one translated segment a text, in order.

        Raises TranslationError when there is no way from `source` to `target`.
        """
        route = self.route(source, target.language)
        if not route:
            raise TranslationError(
                self.name,
                f"there is no way from {source.name} into {target.language.name}",
                "`briefing models list` shows the checkpoints that there are",
            )
        try:
            steps = [self._translator(candidate) for candidate in route]
            return _in_steps(steps, texts, source, target)
        except CheckpointError as error:  # the articles of other languages go on
            raise TranslationError(error.subject, error.problem, error.remedy) from error

    def align(
        self, segments: Sequence[TranslatedSegment], source: Language, target: Target
    ) -> list[Hypothesis | None]:
        """Return each translated segment with the engine's attention, None where there is none.

        There is none for what went through English.
        """
        route = self.route(source, target.language)
        if len(route) != 1:
            return [None] * len(segments)
        return self._translator(route[0]).align(segments, source, target)

    def _translator(self, candidate: Candidate) -> AligningTranslator:
        if candidate.name not in self._loaded:
            self._loaded[candidate.name] = self.load(self._checkpoint(candidate))
        return self._loaded[candidate.name]

    def _first(self, source: Language, target: Language) -> Candidate | None:
        return next((c for c in self.candidates if self._serves(c, source, target)), None)

    def _serves(self, candidate: Candidate, source: Language, target: Language) -> bool:
        if candidate.row:
            return candidate.row.serves(source, target)
        return self._checkpoint(candidate).serves(source, target)

    def _checkpoint(self, candidate: Candidate) -> Checkpoint:
        if candidate.name not in self._checkpoints:
            self._checkpoints[candidate.name] = candidate.load()
        return self._checkpoints[candidate.name]


def candidates(
    choice: str, starter: Candidate, folders: Sequence[Path], rows: Sequence[Row]
) -> list[Candidate]:
    """Return what `choice` stands for, best first.

    It is "starter", "auto" (all that are in `folders`, then the starter), or names and folders
    joined by commas. Raises CheckpointError for a name that is not in `folders`.
    """
    if choice == STARTER:
        return [starter]
    if choice == AUTO:
        return [*_at_hand(folders, rows), starter]
    return [_named(name.strip(), starter, folders, rows) for name in choice.split(",")]


def _at_hand(folders: Sequence[Path], rows: Sequence[Row]) -> Iterator[Candidate]:
    seen: set[Path] = set()
    for row in rows:
        if row.directions and (found := store.find(row, folders)):
            seen.add(found.path)
            yield Candidate(row.name, found.path, row)
    for folder in folders:
        for one in store.stored(folder):
            if one.path not in seen and (one.path / "source.spm").is_file():
                yield Candidate(one.id.rpartition("/")[2], one.path)


def _named(
    name: str, starter: Candidate, folders: Sequence[Path], rows: Sequence[Row]
) -> Candidate:
    if name == STARTER:
        return starter
    if Path(name).is_dir():
        return Candidate(Path(name).resolve().name, Path(name))
    row = registry.find(name, rows)
    found = store.find(row, folders)
    if found is None:
        raise CheckpointError(
            name,
            f"it is not in {' or '.join(map(str, folders))}",
            f"Fetch it: briefing models pull {name}; or use the starter with --translator starter",
        )
    return Candidate(row.name, found.path, row if row.directions else None)


def remarks(router: Router, targets: Sequence[Target], rows: Sequence[Row]) -> list[str]:
    """Return one sentence a checkpoint that `auto` has picked for texts in English, and why it."""
    picked: dict[str, list[Language]] = {}
    for target in targets:
        if route := router.route(_PIVOT, target.language):
            picked.setdefault(route[0].name, []).append(target.language)
    said = []
    for name, languages in picked.items():
        into = listed(languages)
        if name != STARTER:
            said.append(f"{name} translates into {into}: the best checkpoint here for it")
            continue
        best = [
            next(row.name for row in rows if row.serves(_PIVOT, language)) for language in languages
        ]
        said.append(
            f"the starter translates into {into}: no better checkpoint is here"
            f" (to get the best: briefing models pull {' '.join(dict.fromkeys(best))})"
        )
    return said


def _in_steps(
    steps: Sequence[AligningTranslator], texts: Sequence[str], source: Language, target: Target
) -> list[TranslatedSegment]:
    if len(steps) == 1:
        return steps[0].translate(texts, source, target)
    first, second = steps
    between = first.translate(texts, source, Target(_PIVOT, _PIVOT.variants[0]))
    after = second.translate([segment.text for segment in between], _PIVOT, target)
    return [_joined(one, other) for one, other in zip(between, after, strict=True)]


def _joined(first: TranslatedSegment, second: TranslatedSegment) -> TranslatedSegment:
    """Return a translation made in two steps as one, told in terms of the original."""
    originals: dict[str, list[ConceptUse]] = {}
    for use in first.concepts:
        originals.setdefault(use.concept, []).append(use)
    uses = []
    for use in second.concepts:
        known = originals.get(use.concept)
        if known:
            original = known.pop(0)
            place, term = original.source_span, original.source_term
        else:  # the term was found in the English text only
            place, term = (0, len(first.source)), use.source_term
        uses.append(replace(use, source_span=place, source_term=term))
    return TranslatedSegment(
        source=first.source,
        text=second.text,
        score=min(first.score, second.score),
        concepts=tuple(uses),
        warnings=(*(f"into English: {warning}" for warning in first.warnings), *second.warnings),
    )
