"""Workshops for worker processes to open: real ones, but for the models."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from briefing.batch.tasks import Description
from briefing.batch.workshop import Workshop
from briefing.decoding import Hypothesis
from briefing.documents import (
    Article,
    DetectedLanguage,
    Outcome,
    Segment,
    Summary,
    TranslatedSegment,
)
from briefing.errors import CheckpointError
from briefing.languages import Language, Target, target
from briefing.pipeline import Desk
from briefing.quality.review import Review
from briefing.store import Memory, RememberingSummariser, RememberingTranslator, open_store
from briefing.text.detection import detect

POISON = "The interpreter fell ill, and nobody could be found who would take the floor instead."
VERSION = "1"
GATE = "waits at "  # the fault that makes workers wait until there is an OPEN in a folder
OPEN = "open"


class FirstSentences:
    """Summarises by the first sentences."""

    signature = "first"

    def summarise(self, article: Article, language: DetectedLanguage, sentences: int) -> Summary:
        parts, start = [], 0
        for sentence in article.text.replace("\n\n", " ").split(". "):
            parts.append(Segment(sentence, start, start + len(sentence)))
            start += len(sentence) + 2
        headline = article.title or parts[0].text
        return Summary(article, language, headline, False, tuple(parts[:sentences]))


@dataclass
class Shouting:
    """Translates by shouting; on the poison it does what a broken model might."""

    fault: str = ""
    name = "shouting"
    signature = "shouting"

    def serves(self, source: Language, target: Language) -> bool:
        return source.tag == "en"

    def via(self, source: Language, target: Language) -> str:
        return self.name

    def translate(
        self, texts: Sequence[str], source: Language, target: Target
    ) -> list[TranslatedSegment]:
        if any(POISON.rstrip(".") in text for text in texts):
            self._suffer()
        self._wait()
        return [TranslatedSegment(text, f"{target.tag}: {text.upper()}", -1.0) for text in texts]

    def _suffer(self) -> None:
        match self.fault:
            case "raises":
                raise ValueError("broken")
            case "hangs":
                time.sleep(600)
            case "dies":
                os.kill(os.getpid(), signal.SIGKILL)
            case "exits":
                os._exit(3)

    def _wait(self) -> None:
        """Say that a worker is at it, and go on once it may."""
        if self.fault.startswith(GATE):
            gate = Path(self.fault.removeprefix(GATE))
            (gate / f"{os.getpid()}").touch()
            while not (gate / OPEN).exists():
                time.sleep(0.05)

    def align(
        self, segments: Sequence[TranslatedSegment], source: Language, target: Target
    ) -> list[Hypothesis | None]:
        return [None] * len(segments)

    def fingerprint(self, text: str, source: Language, target: Target) -> str:
        return "shouting"


def shouting(store: str | None, fault: str = "", signature: str = "shouting") -> Workshop:
    """A workshop with a store to look things up in and a fault that the poison brings out."""
    memory = Memory(open_store(Path(store)) if store else None)
    detect("Profiles are loaded now, so that no time limit is spent on it.")
    return Workshop(
        desk=Desk(
            RememberingSummariser(FirstSentences(), memory, VERSION),
            RememberingTranslator(Shouting(fault), memory, VERSION),
            (target("sr"),),
        ),
        memory=memory,
        version=VERSION,
        describe=lambda: Description(signature),
        write=write,
    )


def write(
    outcomes: Sequence[Outcome], found: Review, day: dt.date, signature: str
) -> Mapping[str, bytes]:
    """One document that says what is in it."""
    lines = [
        [o.path, [s.text for t in o.translations for s in (t.headline, *t.segments)]]
        for o in outcomes
    ]
    return {"briefing-sr.txt": json.dumps([day.isoformat(), lines]).encode()}


def unwriting(store: str) -> Workshop:
    """A workshop that cannot write what holds the poison."""

    def refuse(
        outcomes: Sequence[Outcome], found: Review, day: dt.date, signature: str
    ) -> Mapping[str, bytes]:
        if any(POISON in o.summary.article.text for o in outcomes if o.summary):
            raise ZeroDivisionError
        return write(outcomes, found, day, signature)

    return replace(shouting(store), write=refuse)


def impossible(store: str) -> Workshop:
    """A workshop that cannot be set up, as when weights are damaged."""
    raise CheckpointError("weights", "they are damaged", "Fetch them again")


def stillborn(store: str) -> Workshop:
    """A workshop that takes its process with it."""
    os._exit(7)
