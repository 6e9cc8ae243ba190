"""Builds what a run needs from its settings: glossary, translator, summariser."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from briefing import models
from briefing.cli.console import Screen
from briefing.errors import UsageError
from briefing.languages import Target
from briefing.review.reuse import ReusingTranslator
from briefing.settings import Settings, load
from briefing.stages import AligningTranslator, Summariser
from briefing.store import open_store
from briefing.store.approved import Memory, everything
from briefing.store.connection import FILE
from briefing.summary import ExtractiveSummariser
from briefing.terminology import NO_GLOSSARY, Glossary, default_glossary, load_glossary
from briefing.terminology.control import ControlledTranslator

Remember = Callable[[ControlledTranslator], AligningTranslator]


@dataclass(frozen=True, slots=True)
class Composition:
    """Everything a run is made with, and what the user must be told about it."""

    translator: models.Router | ReusingTranslator
    router: models.Router  # inside the translator, or the same
    summariser: Summariser
    glossary: Glossary
    notices: tuple[str, ...]  # what documents made with the starter must say
    remarks: tuple[str, ...] = ()  # which checkpoints were picked, and why

    def announce(self, screen: Screen) -> None:
        """Say what is wrong in the glossary, and what is to be known of the checkpoints."""
        for problem in self.glossary.problems:
            screen.complain(f"briefing: {problem}")
        for line in (*self.notices, *self.remarks):
            screen.say(f"Note: {line}.")

    def signature(self, parts: Iterable[str]) -> str:
        """Return every choice that affects an output, on one line, as sacrebleu prints its own."""
        return "|".join((f"briefing:{metadata.version('briefing')}", *parts))


def settings_of(args: Any) -> Settings:
    """Return the settings a parsed command line asks for, its settings file included."""
    given = {name: getattr(args, name, None) for name in Settings.__slots__}
    return load(args.config, given)


def compose(settings: Settings, remember: Remember = lambda made: made) -> Composition:
    """Build the parts of a run; `remember` may wrap the translator of each checkpoint.

    Raises UsageError when a glossary or checkpoint cannot be used.
    """
    glossary = _glossary(settings)
    rows = models.rows(Path(settings.registry) if settings.registry else None)
    folders = [*([Path(settings.models)] if settings.models else []), models.root()]

    device: models.Device = "cuda" if settings.device == "cuda" else "cpu"
    said: list[str] = []

    def load_checkpoint(checkpoint: models.Checkpoint) -> AligningTranslator:
        engine = models.MarianEngine(
            checkpoint,
            beam_size=settings.beam_size,
            threads=settings.threads,
            library="transformers" if settings.library == "transformers" else "ctranslate2",
            device=device,
        )
        said.extend(engine.notices)
        return remember(ControlledTranslator(engine, glossary, n_best=settings.n_best))

    router = models.Router(
        models.candidates(settings.translator, models.starter_candidate(), folders, rows),
        load_checkpoint,
    )
    router.prepare(settings.targets())
    picked = models.remarks(router, settings.targets(), rows)
    writers, writing = models.writers(
        settings.summariser,
        folders,
        rows,
        accept_licence=settings.accept_licence,
        threads=settings.threads,
        device=device,
    )
    extractive = ExtractiveSummariser()
    memory, remembered = _memory(settings)
    return Composition(
        translator=ReusingTranslator(router, memory, glossary) if memory else router,
        router=router,
        summariser=models.AbstractiveSummariser(writers, extractive) if writers else extractive,
        glossary=glossary,
        notices=tuple(dict.fromkeys(said)),
        remarks=(*(picked if settings.translator == models.AUTO else ()), *writing, *remembered),
    )


def _glossary(settings: Settings) -> Glossary:
    if settings.glossary == "none":
        return NO_GLOSSARY
    loaded = load_glossary(Path(settings.glossary)) if settings.glossary else default_glossary()
    return loaded.in_domains(settings.domain.split(",")) if settings.domain else loaded


def _memory(settings: Settings) -> tuple[Memory, list[str]]:
    """Return what people have approved, and a remark on it where there is anything.

    Raises UsageError when the memory asked for is not there.
    """
    if settings.memory == "none":
        return {}, []
    path = Path(settings.memory) if settings.memory else Path(settings.out) / FILE
    if not path.is_file():
        if settings.memory:
            raise UsageError(f"--memory {path}", "there is no such file", "Check the path")
        return {}, []
    with open_store(path) as store:
        memory = everything(store)
    count = sum(map(len, memory.values()))
    return memory, [f"approved translations in {path}, used as they are: {count}"] if count else []


def scripts_of(targets: Iterable[Target]) -> str:
    """Return targets as a signature shows them: sr-Cyrl,uz-Latn."""
    return ",".join(f"{target.tag}-{target.script}" for target in targets)
