"""Text ↔ sentencepiece pieces, each with its place in the text.

Spans leave out the space that a piece begins with, so that they cover words and parts of words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing.decoding import Span
from briefing.errors import CheckpointError

SPACE = "▁"  # U+2581: how sentencepiece writes the space before a word
END = "</s>"
UNKNOWN = "<unk>"


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text cut into pieces, and the span of each in it."""

    text: str
    pieces: tuple[str, ...]
    spans: tuple[Span, ...]


class Cutter:
    """One side's sentencepiece model."""

    def __init__(self, path: Path) -> None:
        """Load the model; raises CheckpointError when `path` is not one."""
        from sentencepiece import SentencePieceProcessor

        try:
            self._model: Any = SentencePieceProcessor(model_file=str(path))
        except (RuntimeError, OSError) as error:
            raise CheckpointError(
                str(path), "not a sentencepiece model", "Fetch the whole checkpoint again"
            ) from error

    def cut(self, text: str) -> Pieces:
        """Return `text` in pieces, normalised as the model was trained; spans are of `text`."""
        mapping = self._model.encode(text, return_type="offset_mapping")
        spans = tuple(_without_space(text, start, end) for start, end in mapping["offsets"])
        return Pieces(text, tuple(mapping["pieces"]), spans)


def _without_space(text: str, start: int, end: int) -> Span:
    return end - len(text[start:end].lstrip()), end


def join(beginning: Pieces, rest: Iterable[str]) -> Pieces:
    """Return `beginning` continued by the pieces of `rest`, without space at either end.

    sentencepiece's own decoding is not used: a vocabulary both sides share has pieces which the
    target model has never seen, and those it would leave as they are.
    """
    text = beginning.text
    pieces, spans = list(beginning.pieces), list(beginning.spans)
    for piece in rest:
        surface = piece.replace(SPACE, " ")
        if not text or text.endswith(" "):
            surface = surface.lstrip(" ")
        start = len(text) + len(surface) - len(surface.lstrip(" "))
        text += surface
        pieces.append(piece)
        spans.append((start, len(text)))
    text = text.rstrip(" ")
    return Pieces(
        text,
        tuple(pieces),
        tuple((min(start, len(text)), min(end, len(text))) for start, end in spans),
    )


def begins_word(piece: str) -> bool:
    """Tell whether a piece leaves the word before it as it is: a space, a mark, or the end."""
    return piece == END or not piece[:1].isalnum()


def repeats_itself(pieces: tuple[str, ...]) -> bool:
    """Tell whether pieces with a letter among them come three times in a row (one: six times)."""
    for period in range(1, 13):
        run = 0
        for i in range(period, len(pieces)):
            run = run + 1 if pieces[i] == pieces[i - period] else 0
            if run >= max(2 * period, 6 - period) and any(
                character.isalpha() for piece in pieces[i - period : i] for character in piece
            ):
                return True
    return False
