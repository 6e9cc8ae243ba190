"""Translators whose every answer is known beforehand, to show what becomes of a document."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from briefing.decoding import Hypothesis
from briefing.documents import TranslatedSegment
from briefing.inplace.formats import format_of
from briefing.inplace.job import Job
from briefing.inplace.translation import Work
from briefing.languages import LANGUAGES, Language, Target, target


@dataclass(slots=True)
class Told:
    """Translates each sentence by a function, and remembers what it was given."""

    say: Callable[[str], str] = str
    given: list[str] = field(default_factory=list)
    calls: int = 0

    def serves(self, source: Language, target: Language) -> bool:
        return source.tag != "uz"

    def translate(
        self, texts: Sequence[str], source: Language, target: Target
    ) -> list[TranslatedSegment]:
        self.calls += 1
        self.given += texts
        return [TranslatedSegment(text, self.say(text), 0.0) for text in texts]

    def align(
        self, segments: Sequence[TranslatedSegment], source: Language, target: Target
    ) -> list[Hypothesis | None]:
        return [None] * len(segments)


def backwards(text: str) -> str:
    return " ".join(reversed(text.split()))


@dataclass(frozen=True, slots=True)
class Rewritten:
    data: bytes
    notes: list[str]
    given: list[str]

    @property
    def text(self) -> str:
        return self.data.decode()


def rewrite(
    name: str,
    data: bytes | str,
    say: Callable[[str], str] = str,
    *,
    to: str = "sr",
    field_: str | None = None,
    source: str | None = "en",
) -> Rewritten:
    """Return what `data`, a document called `name`, becomes."""
    translator = Told(say)
    work = Work(
        name,
        translator,
        target(to),
        LANGUAGES[source] if source else None,
        lambda unit, segment, language: None,
    )
    out = io.BytesIO()
    given = io.BytesIO(data.encode() if isinstance(data, str) else data)
    notes = format_of(name).rewrite(given, out, work, Job(name, target(to), field_))
    return Rewritten(out.getvalue(), notes, translator.given)
