"""Which renderings of terms reviewers keep changing, and into what.

A term counts as changed where the machine had it as agreed and the approved translation has not.
What stands there instead is found by aligning the two translations word by word, alike words
first; no model is asked.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from briefing.decoding import Span, overlap
from briefing.languages import LANGUAGES
from briefing.store.approved import Approved
from briefing.terminology.concepts import Concept, Glossary
from briefing.terminology.inflection import inflection
from briefing.terminology.matching import Matcher
from briefing.terminology.surface import check
from briefing.terminology.words import Word, words
from briefing.text.scripts import convert

_GAP = 0.6  # cost of a word that has no counterpart; of two that have nothing in common, 1


@dataclass(frozen=True, slots=True)
class Rendering:
    """A concept whose agreed term reviewers have changed, in one target language."""

    source: str  # language tags
    target: str
    concept: str
    agreed: str
    kept: int  # times it was left as agreed
    changed: int
    instead: tuple[tuple[str, int], ...]  # what stands there now, commonest first; "" for nothing
    examples: tuple[Approved, ...]  # of the commonest, latest first


@dataclass(slots=True)
class _Tally:
    agreed: str
    kept: int = 0
    # The key of what stands there instead: forms of the same words have the same.
    found: dict[tuple[str, ...], list[tuple[str, Approved]]] = field(
        default_factory=lambda: defaultdict(list)
    )


def renderings(
    approved: Iterable[Approved], glossary: Glossary, *, at_least: int = 2, examples: int = 1
) -> list[Rendering]:
    """Return the concepts changed at least so many times, the most changed first.

    What was approved without its machine translation being known tells nothing and is passed over.
    """
    tallies: dict[tuple[str, str, str], _Tally] = {}
    matchers: dict[str, Matcher] = {}
    for one in approved:
        if one.machine is None:
            continue
        tag = one.direction.source
        if tag not in matchers:
            matchers[tag] = Matcher(glossary, tag)
        for concept, agreed, instead in _fates(one, matchers[tag]):
            key = (tag, one.direction.target, concept.id)
            tally = tallies.setdefault(key, _Tally(agreed))
            if instead is None:
                tally.kept += 1
            else:
                tally.found[_stems(instead, one.direction.target)].append((instead, one))
    rows = [_rendering(key, tally, examples) for key, tally in tallies.items()]
    kept = [row for row in rows if row.changed >= at_least]
    return sorted(kept, key=lambda row: (-row.changed, row.target, row.concept))


def _rendering(key: tuple[str, str, str], tally: _Tally, examples: int) -> Rendering:
    groups = sorted(tally.found.values(), key=lambda group: (-len(group), group[0][0]))
    instead = tuple(
        (Counter(said for said, _ in group).most_common(1)[0][0], len(group)) for group in groups
    )
    latest = sorted(groups[0], key=lambda one: one[1].at, reverse=True) if groups else []
    shown = tuple(one for _, one in latest[:examples])
    changed = sum(len(group) for group in groups)
    return Rendering(*key, tally.agreed, tally.kept, changed, instead, shown)


def _fates(one: Approved, matcher: Matcher) -> Iterator[tuple[Concept, str, str | None]]:
    """Yield each concept that the machine had as agreed, its term, and what stands there now.

    The last is None where the approved translation has the agreed term too.
    """
    target = LANGUAGES[one.direction.target]
    script = target.variants[0].script  # the glossary's
    machine = convert(one.machine or "", target.tag, script)
    now = convert(one.text, target.tag, script)
    concepts = [m.concept for m in matcher.match(one.source) if m.concept.preferred(target.tag)]
    had = check(machine, concepts, target.tag).met
    has = check(now, concepts, target.tag).met
    for concept, before, after in zip(concepts, had, has, strict=True):
        preferred = concept.preferred(target.tag)
        if before is not None and preferred:
            gone = None if after else _counterpart(machine, now, before.span, target.tag)
            yield concept, preferred.text, gone


def _stems(text: str, lang: str) -> tuple[str, ...]:
    row = inflection(lang)
    return tuple(row.stem(word.lower) for word in _words(text, lang))


def _words(text: str, lang: str) -> list[Word]:
    row = inflection(lang)
    return words(text, row.canonical, trailing=row.trailing_apostrophe)


def _counterpart(before: str, after: str, span: Span, lang: str) -> str:
    """Return what stands in `after` where `before` has `span`; "" when nothing does."""
    old, new = _words(before, lang), _words(after, lang)
    pairs = aligned([word.lower for word in old], [word.lower for word in new])
    inside = {place for place, word in enumerate(old) if overlap((word.start, word.end), span)}
    found = [other for place, other in pairs if place in inside]
    return after[new[min(found)].start : new[max(found)].end] if found else ""


def aligned(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Return which word of `old` went to which of `new`, in order: Needleman & Wunsch, 1970.

    Two words cost the less to pair the more alike they are spelt.
    """
    costs = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    pairing = [[1 - fuzz.ratio(one, other) / 100 for other in new] for one in old]
    for i in range(len(old) + 1):
        for j in range(len(new) + 1):
            costs[i][j] = min(
                (
                    *((costs[i - 1][j - 1] + pairing[i - 1][j - 1],) if i and j else ()),
                    *((costs[i - 1][j] + _GAP,) if i else ()),
                    *((costs[i][j - 1] + _GAP,) if j else ()),
                ),
                default=0.0,
            )
    pairs = []
    i, j = len(old), len(new)
    while i and j:
        if costs[i][j] == costs[i - 1][j - 1] + pairing[i - 1][j - 1]:
            i, j = i - 1, j - 1
            pairs.append((i, j))
        elif costs[i][j] == costs[i - 1][j] + _GAP:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]
