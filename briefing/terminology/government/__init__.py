"""Which form of a term its place in a sentence asks for: a log-linear model of government.

What governs a term shows on every side of it: a preposition, an adjective or a verb beside it, the
ending of the very words it replaces, and the words around it in the source, where English says with
"of" or "by" what the target says with a case. Each such sign has learnt weights for the number and
the cases of a language (conditional logit: McFadden 1974); `training/government.py` learns them,
one table a language lies beside this file. A language without a table has no opinion.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from briefing.decoding import Span

_TOKEN = re.compile(r"\w+(?:[ʻʼ'’‑-]\w+)*[ʻʼ]?|[^\w\s]")
_NEAR = 80  # characters on each side that are looked at

# English words that say what a noun is to others, and those that may stand between the two.
_RELATIONS = frozenset(
    [
        *("of", "by", "with", "in", "into", "to", "from", "for", "on", "at", "between", "among"),
        *("about", "over", "under", "through", "against", "during", "after", "before", "as"),
        *("than", "since", "until", "near", "via", "without", "within", "towards", "around"),
        *("across", "along", "amid", "and", "or", ",", "that", "is", "are", "was", "were"),
        *("has", "have", "had", "said"),
    ]
)
_DETERMINERS = frozenset(("the", "a", "an", "his", "her", "its", "their", "this", "that", "new"))
_REACH = 4

Analysis = tuple[str, str]  # a form, and what it is: "sg.gen"
Weights = Mapping[str, Mapping[str, float]]  # sign → part of an analysis → weight


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a term is to stand, and where in the source its own term stands."""

    source: str
    source_span: Span
    text: str
    place: Span  # in the text: the words that make room for it, or empty
    term: str  # its base form
    kind: str = ""  # the concept's: "title", "name" or "term" by convention
    number: str = ""  # of the source's term, where known
    carried: tuple[str, ...] = ()  # analyses of the words that make room, if they are of the term


def signs(setting: Setting, *, masked: bool = False) -> Iterator[str]:
    """Yield what a setting shows; `masked` leaves out the words that make room."""
    start, end = setting.place
    before = _before(setting.text, start)
    after = _after(setting.text, end)
    left, left2, left3 = before
    right, right2 = after
    yield "1"
    yield f"n {setting.number}"
    yield f"l {left}"
    yield f"l3 {left[-3:]}"
    yield f"l2 {left[-2:]}"
    yield f"ll {left2} {left}"
    yield f"m {left2}"
    yield f"m3 {left2[-3:]} {left[-3:]}"
    yield f"n {setting.number} {left[-2:]}"
    short = next((f"{i} {w}" for i, w in enumerate(before) if w.isalpha() and len(w) < 4), "")
    yield f"p {short}"
    yield f"p {short[2:]}"
    yield f"k {left3}"
    yield f"r {right}"
    yield f"r3 {right[-3:]}"
    yield f"r2 {right[-2:]}"
    yield f"rr {right2[-3:]}"
    yield f"c {left} {left2[-2:]}"
    yield f"v {_last_word(setting.text, end)}"
    yield f"lr {left[-2:]} {right[-2:]}"
    if not masked:
        gone = _tokens(setting.text[start:end])
        last, first = (gone[-1], gone[0]) if gone else ("", "")
        yield from (f"x{i} {last[-i:]}" for i in (1, 2, 3))
        yield f"x0 {first[-2:]}"
        yield f"xl {left[-3:]} {last[-2:]}"
        yield f"xn {setting.number} {last[-2:]}"
        yield from (f"h {analysis}" for analysis in setting.carried)
    start, end = setting.source_span
    english = _before(setting.source, start)
    follows, follows2 = _after(setting.source, end)
    relation = _relation(_tokens(setting.source[max(0, start - _NEAR) : start]))
    yield f"e {english[0]}"
    yield f"ee {english[1]} {english[0]}"
    yield f"g {relation}"
    head = next((word for word in english if word not in _DETERMINERS), "")
    yield f"b {head}"
    yield f"b2 {head[-2:]}"
    yield f"bl {head[-2:]} {left[-2:]}"
    yield f"bf {head[-2:]} {follows[-2:]}"
    yield f"f {follows}"
    yield f"f3 {follows[-3:]}"
    yield f"ff {follows} {follows2}"
    yield f"gf {relation} {follows}"
    yield f"gl {relation} {left[-2:]}"
    yield f"gr {relation} {right[-2:]}"
    name = setting.term[:1].isupper()
    ending = setting.term[-3:]
    yield f"t {ending}"
    yield f"t2 {ending[-2:]} {setting.number}"
    yield f"tg {name:d} {relation}"
    yield f"tl {name:d} {left}"
    yield f"q {setting.kind}"
    yield f"qg {setting.kind} {relation}"
    yield f"ql {setting.kind} {left[-2:]}"
    if setting.source[start:end].endswith(("'s", "’s")):
        yield "s"


def _relation(before: Sequence[str]) -> str:
    return next((w for w in reversed(before[-_REACH:]) if w in _RELATIONS), "")


def _tokens(text: str) -> list[str]:
    return [token.lower() for token in _TOKEN.findall(text)]


def _before(text: str, start: int) -> tuple[str, str, str]:
    """Return the three tokens before, the nearest first; "^" where the text begins."""
    tokens = ["^", "^", "^", *_tokens(text[max(0, start - _NEAR) : start])]
    return tokens[-1], tokens[-2], tokens[-3]


def _after(text: str, end: int) -> tuple[str, str]:
    tokens = [*_tokens(text[end : end + _NEAR]), "$", "$"]
    return tokens[0], tokens[1]


def _last_word(text: str, end: int) -> str:
    """Return how the last word of the clause begins: where the verb stands in Uzbek."""
    clause = re.split("[.,;:!?]", text[end:], maxsplit=1)[0].split()
    return clause[-1][:4].lower() if clause else ""


def parts(analysis: str, carried: Collection[str] = ()) -> tuple[str, ...]:
    """Return what of an analysis has weights: its parts, the whole, and "=" if it is carried."""
    each = analysis.split(".")
    whole = (analysis,) if len(each) > 1 else ()
    return (*each, *whole, *(("=",) if analysis in carried else ()))


def chances(
    setting: Setting, analyses: Sequence[Analysis], lang: str, *, masked: bool = False
) -> dict[str, float]:
    """Return how likely each form is in its setting (0 to 1, 1 in sum), in the order given.

    `masked` as in `signs`.
    """
    weights = _table(lang)
    sums: dict[str, float] = defaultdict(float)
    for sign in signs(setting, masked=masked):
        for part, weight in weights.get(sign, {}).items():
            sums[part] += weight
    found: dict[str, float] = defaultdict(float)
    values = [
        (form, sum(sums[part] for part in parts(what, setting.carried))) for form, what in analyses
    ]
    top = max((value for _, value in values), default=0.0)
    for form, value in values:
        found[form] += math.exp(value - top)
    total = sum(found.values())
    return {form: value / total for form, value in found.items()}


@cache
def _table(lang: str) -> Weights:
    file = files(__name__) / f"{lang}.csv"
    if not file.is_file():
        return {}
    return {
        sign: {part: float(weight) for part, weight in map(_split, weights.split())}
        for sign, weights in csv.reader(io.StringIO(file.read_text("utf-8"), newline=""))
    }


def _split(cell: str) -> tuple[str, str]:
    part, _, weight = cell.rpartition(":")
    return part, weight
