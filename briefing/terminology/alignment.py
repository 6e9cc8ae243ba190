"""Which source words each word of a finished translation came from, as the engine sees it.

A translation that was repaired, or taken from a store, has no attention of its own. Decoded with
all of it as the forced prefix, it has the attention that the engine would have paid writing it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.decoding import Engine, Hypothesis
from briefing.documents import TranslatedSegment
from briefing.languages import Target
from briefing.text.scripts import convert, convert_spans


def align(
    engine: Engine, segments: Sequence[TranslatedSegment], target: Target
) -> list[Hypothesis | None]:
    """Return for each segment its own text with attention, or None where the engine cannot tell.

    It cannot for a source or a translation longer than it takes, nor for one whose script cannot
    be turned back letter by letter into that which the checkpoint writes.
    """
    script = target.language.variants[0].script
    written = [convert(segment.text, target.tag, script) for segment in segments]
    fitting = [
        index
        for index, segment in enumerate(segments)
        if segment.source.strip() and engine.length(segment.source) <= engine.max_length
    ]
    attended = engine.attend(
        [segments[index].source for index in fitting],
        [written[index] for index in fitting],
        target.language,
    )
    aligned: list[Hypothesis | None] = [None] * len(segments)
    for index, hypothesis in zip(fitting, attended, strict=True):
        if hypothesis:
            aligned[index] = _own(hypothesis, written[index], segments[index].text, target)
    return aligned


def _own(hypothesis: Hypothesis, written: str, text: str, target: Target) -> Hypothesis | None:
    """Return `hypothesis`, of what was `written`, with its spans told in `text`."""
    if hypothesis.text != written:
        return None
    spans = hypothesis.target_spans
    if text != written:
        converted, moved = convert_spans(written, spans, target.tag, target.script)
        if converted != text:
            return None
        spans = tuple(moved)
    return replace(hypothesis, text=text, target_spans=spans)
