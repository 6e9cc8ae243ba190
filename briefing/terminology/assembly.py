"""Puts what control made of a text's parts together into one translated segment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing.decoding import Span
from briefing.documents import ConceptUse, Met, TranslatedSegment, Unreplaced
from briefing.languages import Target
from briefing.terminology.drafts import Draft, Part
from briefing.terminology.matching import Match
from briefing.text.scripts import convert, convert_spans

UNMET = "every surface form costs the sentence more of its score than is allowed"


@dataclass(frozen=True, slots=True)
class Result:
    """A part's translation, with how each of its requirements was met."""

    draft: Draft
    met: tuple[Met, ...]


def joined(
    text: str, parts: Sequence[Part], results: Sequence[Result], target: Target
) -> TranslatedSegment:
    """Return the parts of `text` put together again, in the target's script."""
    translation = ""
    uses: list[ConceptUse] = []
    kept: list[Span] = []
    left: list[Unreplaced] = []
    warnings: list[str] = []
    offset = 0
    for part, result in zip(parts, results, strict=True):
        start = text.index(part.source, offset)
        offset = start + len(part.source)
        translation += " " if translation else ""
        uses += _uses(part, result, start, len(translation), target)
        kept += _untranslated(part, result, len(translation))
        translation += result.draft.text
        left += _left(result, len(translation) - len(result.draft.text))
        if not result.draft.complete:
            warnings.append("the translation did not come to an end and was cut off")
    if len(parts) > 1:
        warnings.append(f"translated in {len(parts)} parts: too long for the checkpoint in one")
    if text.lstrip()[:1].isupper():  # the translation of a sentence that opens with a capital does
        translation = translation[:1].upper() + translation[1:]
        uses = [
            replace(use, surface=translation[slice(*use.span)]) if use.span else use for use in uses
        ]
    translation, uses, left = _in_script(translation, uses, left, kept, target)
    warnings = [*map(str, left), *warnings]
    pieces = sum(len(part.source) for part in parts) or 1
    score = sum(r.draft.score * len(p.source) for p, r in zip(parts, results, strict=True)) / pieces
    return TranslatedSegment(
        text, translation, score, tuple(uses), tuple(warnings), unreplaced=tuple(left)
    )


def _uses(
    part: Part, result: Result, source_offset: int, offset: int, target: Target
) -> list[ConceptUse]:
    uses = []
    for match, occurrence, met in zip(
        part.matches, result.draft.check.met, result.met, strict=True
    ):
        use = concept_use(match, target, source_offset)
        if occurrence:
            start, end = occurrence.span
            span = start + offset, end + offset
            use = replace(use, reason=None, surface=occurrence.text, span=span)
        uses.append(replace(use, met=met))
    return uses


def concept_use(match: Match, target: Target, source_offset: int = 0) -> ConceptUse:
    """Return that a concept with a preferred term in `target` was matched, and is not met yet."""
    preferred = match.concept.preferred(target.tag)
    assert preferred  # only such matches are required
    agreed = preferred.text
    if not match.concept.do_not_translate:
        agreed = convert(agreed, target.tag, target.script)
    start, end = match.span
    return ConceptUse(
        concept=match.concept.id,
        source_term=match.text,
        source_span=(start + source_offset, end + source_offset),
        preferred=agreed,
        met="unmet",
        reason=UNMET,
    )


def _untranslated(part: Part, result: Result, offset: int) -> list[Span]:
    """Return where the translation holds what is the same in every language, script included."""
    return [
        (occurrence.span[0] + offset, occurrence.span[1] + offset)
        for match, occurrence in zip(part.matches, result.draft.check.met, strict=True)
        if occurrence and match.concept.do_not_translate
    ]


def _left(result: Result, offset: int) -> list[Unreplaced]:
    return [
        Unreplaced(
            wrong.concept,
            "forbidden" if wrong.term.status == "forbidden" else "deprecated",
            wrong.text,
            (wrong.span[0] + offset, wrong.span[1] + offset),
        )
        for wrong in result.draft.check.replaced
    ]


def _in_script(
    text: str,
    uses: Sequence[ConceptUse],
    left: Sequence[Unreplaced],
    kept: Sequence[Span],
    target: Target,
) -> tuple[str, list[ConceptUse], list[Unreplaced]]:
    """Convert a checkpoint's text to the target's script, all but the `kept` spans."""
    if target.variant == target.language.variants[0]:  # what checkpoints write
        return text, list(uses), list(left)
    spans = [use.span for use in uses if use.span] + [one.span for one in left]
    converted = ""
    moved: dict[Span, Span] = {}
    position = 0
    for start, end in [*sorted(kept), (len(text), len(text))]:
        inside = [span for span in spans if position <= span[0] and span[1] <= start]
        shifted = [(s - position, e - position) for s, e in inside]
        stretch, places = convert_spans(text[position:start], shifted, target.tag, target.script)
        offset = len(converted)
        moved |= zip(inside, ((s + offset, e + offset) for s, e in places), strict=True)
        converted += stretch
        moved[start, end] = (len(converted), len(converted) + end - start)
        converted += text[start:end]
        position = end
    result = []
    for use in uses:
        span = moved[use.span] if use.span else None
        surface = converted[span[0] : span[1]] if span else None
        result.append(replace(use, span=span, surface=surface))
    moved_left = [
        replace(one, span=moved[one.span], surface=converted[slice(*moved[one.span])])
        for one in left
    ]
    return converted, result, moved_left
