"""Marks follow their words into a translation."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from engines import Scripted, _hypothesis
from hypothesis import given
from hypothesis import strategies as st

from briefing.decoding import Span
from briefing.documents import ConceptUse, TranslatedSegment
from briefing.inplace.carry import carry
from briefing.inplace.links import links
from briefing.inplace.nesting import nested, uncrossed
from briefing.inplace.units import Mark
from briefing.languages import LANGUAGES, target
from briefing.terminology.concepts import Glossary
from briefing.terminology.control import ControlledTranslator


def spanned(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """Return a text with its marks taken out: "a [b] c" → ("a b c", [(2, 3)])."""
    text, starts, spans = "", [], []
    for char in marked:
        if char == "[":
            starts.append(len(spans))
            spans.append((len(text), len(text)))
        elif char == "]":
            index = starts.pop()
            spans[index] = (spans[index][0], len(text))
        else:
            text += char
    return text, spans


def marks_of(spans: Sequence[Span], kept: bool = False) -> list[Mark]:
    marks = []
    for index, (start, end) in enumerate(spans):
        holders = [i for i in range(index) if spans[i][0] <= start and end <= spans[i][1]]
        marks.append(Mark(start, end, holders[-1] if holders else None, kept=kept))
    return marks


def carried(source: str, text: str, alignment: Sequence[Sequence[int]], kept: bool = False) -> str:
    plain, spans = spanned(source)
    attention = _hypothesis(plain, text, -0.1, alignment) if alignment else None
    segment = TranslatedSegment(plain, text, -0.1)
    done = carry(plain, text, marks_of(spans, kept), links(segment, attention))
    signs = sorted(
        [(start, 1, -end, "[") for start, end in done.spans]
        + [(end, 0 if start < end else 2, -start, "]") for start, end in done.spans],
        reverse=True,
    )
    shown = done.text
    for at, _, _, sign in signs:
        shown = shown[:at] + sign + shown[at:]
    return shown


@pytest.mark.parametrize(
    ("source", "text", "alignment", "expected"),
    [
        # one entry a target word: which source words it looks at
        ("the [new law] failed", "нови закон је пао", [[1], [2], [3], [3]], "[нови закон] је пао"),
        ("[he] saw [her]", "њу је видео он", [[2], [1], [1], [0]], "[њу] је видео [он]"),
        ("he [saw] her", "yordami bilan koʻrdi", [[0], [0], [1]], "yordami bilan [koʻrdi]"),
        ("[all of it.]", "све то.", [[0], [2]], "[све то.]"),
        ("[Note:] he left", "Напомена: отишао је", [[0], [2], [1]], "[Напомена:] отишао је"),
        ("he said “[yes]” twice", "рекао је „да“ двапут", [[1], [0], [2], [3]],
         "рекао је „[да]“ двапут"),
        ("a [big [red] house]", "велика црвена кућа", [[1], [2], [3]], "[велика [црвена] кућа]"),
        ("it [never] rains", "идёт дождь", [[2], [2]], "[идёт] дождь"),  # lost, so nearest
        ("see page [7] now", "видите сада 7 страница", [], "видите сада [7] страница"),
        ("[one] two [three]", "један два три", [], "[један] два [три]"),  # by position
    ],
)  # fmt: skip
def test_marks_go_where_their_words_went(
    source: str, text: str, alignment: list[list[int]], expected: str
) -> None:
    assert carried(source, text, alignment) == expected


@pytest.mark.parametrize(
    ("source", "text", "alignment", "expected"),
    [
        ("run [ls -l] now", "покрените ls -l сада", [], "покрените [ls -l] сада"),
        ("run [ls -l] now", "покрените лс сада", [[0], [1], [3]], "покрените [ls -l] сада"),
        ("run [ls] now", "покрените", [[0]], "покрените [ls]"),
        ("in [3] of 30", "у 30 од 3", [[0], [3], [2], [1]], "у 30 од [3]"),
    ],
)
def test_what_is_kept_is_put_back_letter_by_letter(
    source: str, text: str, alignment: list[list[int]], expected: str
) -> None:
    assert carried(source, text, alignment, kept=True) == expected


def test_a_met_concept_takes_its_mark_whatever_the_attention_says() -> None:
    source, text = "the foreign minister came", "дошао је министар спољних послова"
    use = ConceptUse("x", "foreign minister", (4, 20), "x", "repaired", "x", (9, 33))
    segment = TranslatedSegment(source, text, -0.1, (use,))
    attention = _hypothesis(source, text, -0.1, [[1], [1], [3], [3], [3]])
    done = carry(source, text, [Mark(4, 20)], links(segment, attention))
    assert text[slice(*done.spans[0])] == "министар спољних послова"


def test_what_is_kept_goes_behind_the_signs_that_are_kept_too() -> None:
    marks = [Mark(0, 2), Mark(1, 2, 0, kept=True), Mark(2, 4, kept=True)]
    done = carry("b, a", "b,", marks, links(TranslatedSegment("b, a", "b,", 0.0), None))
    assert [done.text[slice(*span)] for span in done.spans] == ["b,", ",", " a"]


WORD = st.sampled_from(["a", "b,", "cc", "(d)", "7", "e."])
TEXT = st.lists(WORD, max_size=8).map(" ".join)


@given(TEXT, TEXT, st.data())
def test_marks_never_cross_and_none_is_lost(source: str, text: str, data: st.DataObject) -> None:
    place = st.integers(0, len(source))
    marks: list[Mark] = []
    for _ in range(data.draw(st.integers(0, 5))):
        start, end = sorted((data.draw(place), data.draw(place)))
        crossing = any(
            m.start < start < m.end < end or start < m.start < end < m.end for m in marks
        )
        if crossing:
            continue
        around = [i for i, m in enumerate(marks) if m.start <= start and end <= m.end]
        within = [i for i, m in enumerate(marks) if start <= m.start and m.end <= end]
        if set(within) - set(around) or any(marks[i].kept for i in around):
            continue
        # What is kept is code, an address, a number: not a bare comma.
        kept = data.draw(st.booleans()) and any(map(str.isalnum, source[start:end]))
        marks.append(Mark(start, end, around[-1] if around else None, kept=kept))
    segment = TranslatedSegment(source, text, 0.0)
    done = carry(source, text, marks, links(segment, None))
    spans = uncrossed(marks, done.spans)
    assert len(spans) == len(marks)
    assert all(0 <= start <= end <= len(done.text) for start, end in spans)
    for one, other in ((a, b) for a in spans for b in spans):
        assert not one[0] < other[0] < one[1] < other[1]
    placed = [index for children in nested(marks, spans).values() for index in children]
    assert sorted(placed) == list(range(len(marks)))
    for mark, span in zip(marks, spans, strict=True):
        literal = source[mark.start : mark.end]
        if mark.kept and literal.strip():
            assert done.text[slice(*span)] == literal


@pytest.mark.parametrize(("to", "script"), [("sr", None), ("sr", "Latn")])
def test_a_finished_translation_is_aligned_anew(to: str, script: str | None) -> None:
    source = "new law"
    engine = Scripted({source: [("нови закон", -0.1, [[0], [1]])]})
    translator = ControlledTranslator(engine, Glossary(()))
    into = target(to, script)
    segments = translator.translate([source], LANGUAGES["en"], into)
    (aligned,) = translator.align(segments, LANGUAGES["en"], into)
    assert aligned is not None
    assert aligned.text == segments[0].text
    assert [aligned.text[slice(*span)] for span in aligned.target_spans] == (
        ["novi", "zakon"] if script else ["нови", "закон"]
    )


def test_what_cannot_be_aligned_is_none() -> None:
    engine = Scripted({"new law": [("нови закон", -0.1, ())]})
    translator = ControlledTranslator(engine, Glossary(()))
    too_long = TranslatedSegment("word " * 41, "реч", 0.0)
    empty = TranslatedSegment("", "", 0.0)
    assert translator.align([empty, too_long], LANGUAGES["en"], target("sr")) == [None, None]
