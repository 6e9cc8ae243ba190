"""An engine whose every answer is written down, to show what control makes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from briefing.decoding import Hypothesis, Request, Span
from briefing.languages import Language
from briefing.terminology.attention import words

# Which source words (by number) a target word looks at; one entry a target word.
Alignment = Sequence[Sequence[int]]


@dataclass(slots=True)
class Scripted:
    """Answers from a table: source → hypotheses, best first, each with its word alignment.

    `likes` scores a text given by hand; what it returns None for is scored -1. A forced prefix
    is continued with what `onward` maps it to, else with the best hypothesis' words after it.
    """

    answers: Mapping[str, Sequence[tuple[str, float, Alignment]]]
    likes: Callable[[str], float | None] = lambda text: None
    onward: Mapping[str, str] = field(default_factory=dict)
    max_length: int = 40
    decoded: int = 0
    scored: int = 0
    calls: int = 0
    name: str = "scripted"
    signature: str = "scripted"

    def length(self, text: str) -> int:
        return len(text.split())

    def unknown(self, text: str) -> tuple[str, ...]:
        return tuple(char for char in text if char in "☃")

    def serves(self, source: Language, target: Language) -> bool:
        return True

    def decode(
        self,
        requests: Sequence[Request],
        target: Language,
        *,
        n_best: int = 1,
        attention: bool = False,
    ) -> list[list[Hypothesis]]:
        self.calls += 1
        self.decoded += len(requests)
        return [self._answer(request)[:n_best] for request in requests]

    def attend(
        self, sources: Sequence[str], translations: Sequence[str], target: Language
    ) -> list[Hypothesis | None]:
        pairs = zip(sources, translations, strict=True)
        return [_hypothesis(source, text, 0.0, ()) for source, text in pairs]

    def _answer(self, request: Request) -> list[Hypothesis]:
        rows = self.answers[request.source]
        if not request.prefix:
            return [_hypothesis(request.source, *row) for row in rows]
        best = rows[0][0]
        rest = " ".join(best.split()[len(request.prefix.split()) :])
        text = f"{request.prefix.strip()} {self.onward.get(request.prefix.strip(), rest)}".strip()
        (score,) = self.score([request.source], [text], None)
        return [_hypothesis(request.source, text, score, ())]

    def score(
        self,
        sources: Sequence[str],
        translations: Sequence[str],
        target: Language | None,
        *,
        mean: bool = True,
    ) -> list[float]:
        self.scored += len(translations)
        liked = [self.likes(text) for text in translations]
        return [-1.0 if like is None else like for like in liked]


def _hypothesis(source: str, text: str, score: float, alignment: Alignment) -> Hypothesis:
    columns: tuple[Span, ...] = tuple(words(source))
    targets: tuple[Span, ...] = tuple(words(text))
    rows = []
    for index in range(len(targets)):
        looked = alignment[index] if index < len(alignment) else ()
        rows.append(tuple(1 / len(looked) if c in looked else 0.0 for c in range(len(columns))))
    return Hypothesis(text, score, columns, targets, tuple(rows))
