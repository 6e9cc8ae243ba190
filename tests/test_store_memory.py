"""What is remembered, and what an edit of the glossary makes us do again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from engines import Scripted
from hypothesis import given
from hypothesis import strategies as st

from briefing.decoding import Hypothesis
from briefing.documents import (
    Article,
    ConceptUse,
    DetectedLanguage,
    Outcome,
    Segment,
    Summary,
    TranslatedSegment,
)
from briefing.languages import LANGUAGES, Language, Target, target
from briefing.store import Memory, RememberingSummariser, RememberingTranslator, Store, open_store
from briefing.store.plain import digest, pack, unpack
from briefing.store.records import keep
from briefing.terminology.concepts import Concept, Glossary, Term
from briefing.terminology.control import ControlledTranslator, Tolerance

EN, SR, UZ = LANGUAGES["en"], target("sr"), target("uz")
MINISTER = Concept(
    "minister",
    kind="title",
    terms=(
        Term("en", "minister", line=2),
        Term("sr", "министар", forms=("министра",)),
        Term("uz", "vazir"),
    ),
)
RAILWAY = Concept("railway", terms=(Term("en", "railway"), Term("sr", "пруга")))
GLOSSARY = Glossary((MINISTER, RAILWAY))

MET = "The minister met the press."
BUILT = "A new railway was built."
RAINED = "It rained in the capital."
BOTH = "The minister opened the railway."
TEXTS = (MET, BUILT, RAINED, BOTH)


def with_term(concept: Concept, *terms: Term) -> Glossary:
    changed = replace(concept, terms=(*concept.terms, *terms))
    return replace(
        GLOSSARY, concepts=(changed, *(c for c in GLOSSARY.concepts if c is not concept))
    )


def renamed(concept: Concept, lang: str, text: str) -> Glossary:
    terms = tuple(replace(t, text=text) if t.lang == lang else t for t in concept.terms)
    changed = replace(concept, terms=terms)
    return replace(
        GLOSSARY, concepts=tuple(changed if c is concept else c for c in GLOSSARY.concepts)
    )


def noted() -> Glossary:
    terms = tuple(replace(t, note="as agreed in May", line=t.line + 7) for t in MINISTER.terms)
    return Glossary((replace(MINISTER, terms=terms, domain="state"), RAILWAY))


@pytest.mark.parametrize(
    ("edited", "redone_sr", "redone_uz"),
    [
        (GLOSSARY, (), ()),
        (replace(GLOSSARY, concepts=(RAILWAY, MINISTER)), (), ()),
        (noted(), (), ()),
        (with_term(Concept("bank", terms=(Term("en", "bank"),)), Term("sr", "банка")), (), ()),
        (renamed(MINISTER, "sr", "госпођа министар"), (MET, BOTH), ()),
        (renamed(MINISTER, "uz", "nozir"), (), (MET, BOTH)),
        (with_term(MINISTER, Term("sr", "шеф", "forbidden")), (MET, BOTH), ()),
        (with_term(MINISTER, Term("ru", "министр")), (), ()),
        (with_term(RAILWAY, Term("uz", "temir yoʻl")), (), (BUILT, BOTH)),
        (with_term(MINISTER, Term("en", "capital", "admitted")), (RAINED,), (RAINED,)),
        (Glossary((MINISTER,)), (BUILT, BOTH), ()),
        (Glossary(()), (MET, BUILT, BOTH), (MET, BOTH)),
    ],
    ids=[
        "nothing", "order", "notes, lines, domain", "another concept", "Serbian term", "Uzbek term",
        "forbidden term", "language not asked for", "first Uzbek term", "English synonym",
        "concept removed", "all removed",
    ],
)  # fmt: skip
def test_an_edit_of_the_glossary_redoes_what_it_touches(
    edited: Glossary, redone_sr: Sequence[str], redone_uz: Sequence[str]
) -> None:
    before, after = (ControlledTranslator(Scripted({}), g) for g in (GLOSSARY, edited))
    for to, redone in ((SR, redone_sr), (UZ, redone_uz)):
        changed = [
            text
            for text in TEXTS
            if before.fingerprint(text, EN, to) != after.fingerprint(text, EN, to)
        ]
        assert changed == list(redone)


@pytest.mark.parametrize(
    "change",
    [
        lambda t: replace(t, n_best=5),
        lambda t: replace(t, tolerance=Tolerance(n_best=0.1)),
        lambda t: replace(t, limits=replace(t.limits, rounds=1)),
        lambda t: replace(t, engine=Scripted({}, signature="other weights")),
    ],
    ids=["n-best", "tolerance", "limits", "weights"],
)
def test_whatever_else_it_depends_on_redoes_everything(
    change: Callable[[ControlledTranslator], ControlledTranslator],
) -> None:
    before = ControlledTranslator(Scripted({}), GLOSSARY)
    after = change(before)
    assert all(before.fingerprint(t, EN, SR) != after.fingerprint(t, EN, SR) for t in TEXTS)


@dataclass
class Echo:
    """Says what it is asked, and counts."""

    asked: list[str] = field(default_factory=list)
    mark: str = "1"
    name: str = "echo"
    signature: str = "echo"

    def serves(self, source: Language, target: Language) -> bool:
        return True

    def via(self, source: Language, target: Language) -> str:
        return self.name

    def translate(
        self, texts: Sequence[str], source: Language, target: Target
    ) -> list[TranslatedSegment]:
        self.asked += texts
        use = ConceptUse("c", "s", (0, 1), "п", "repaired", "п", (0, 1), None)
        return [TranslatedSegment(t, f"{target.tag} {t}", -0.123456789, (use,)) for t in texts]

    def align(
        self, segments: Sequence[TranslatedSegment], source: Language, target: Target
    ) -> list[Hypothesis | None]:
        return [None] * len(segments)

    def fingerprint(self, text: str, source: Language, target: Target) -> str:
        return self.mark


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "store.sqlite")


@pytest.mark.parametrize("stored", [False, True], ids=["at hand", "in the store"])
def test_a_segment_is_decoded_once_and_comes_back_as_it_was(store: Store, stored: bool) -> None:
    echo, memory = Echo(), Memory(store)
    first = RememberingTranslator(echo, memory, "1").translate([MET, BUILT, MET], EN, SR)
    assert sorted(echo.asked) == sorted([MET, BUILT])
    if stored:
        keep(store, memory.take(), run=1)
        memory = Memory(store)
    again = RememberingTranslator(echo, memory, "1")
    assert again.translate([MET, BUILT, MET], EN, SR) == first
    assert len(echo.asked) == 2
    assert [s.source for s in first] == [MET, BUILT, MET]
    for other in (UZ, target("sr", "Latn")):
        again.translate([MET], EN, other)
    echo.mark = "2"
    again.translate([MET], EN, SR)
    RememberingTranslator(echo, memory, "2").translate([MET], EN, SR)
    assert echo.asked[2:] == [MET] * 4
    assert memory.counts.segments - memory.counts.segments_made == (3 if stored else 4)


def test_what_is_finished_can_be_taken_when_the_rest_is_stopped() -> None:
    memory = Memory()
    pauses = iter(range(10))

    def stop() -> None:
        if next(pauses) == 1:
            raise KeyboardInterrupt

    memory.pause = stop
    texts = [f"Sentence {number}." for number in range(100)]
    with pytest.raises(KeyboardInterrupt):
        RememberingTranslator(Echo(), memory, "1").translate(texts, EN, SR)
    assert len(memory.take()) == 64
    assert memory.take() == ()


class Lead:
    signature = "lead"
    calls = 0

    def summarise(self, article: Article, language: DetectedLanguage, sentences: int) -> Summary:
        self.calls += 1
        return Summary(
            article, language, "Наслов", True, (Segment(article.text, 0, 3),), ("кратко",)
        )


def test_an_article_is_summarised_once_under_whatever_name() -> None:
    lead = Lead()
    summariser = RememberingSummariser(lead, Memory(), "1")
    article = Article("a.txt", "txt", "Реч.", title="Наслов")
    english = DetectedLanguage("sr", "Cyrl", 0.99)
    first = summariser.summarise(article, english, 3)
    again = summariser.summarise(replace(article, path="b.txt"), english, 3)
    assert again == replace(first, article=replace(article, path="b.txt"))
    assert lead.calls == 1
    summariser.summarise(article, english, 4)
    summariser.summarise(replace(article, text="Друга."), english, 3)
    assert lead.calls == 3


@given(st.lists(st.text()), st.lists(st.text()))
def test_a_digest_knows_where_its_parts_end(one: list[str], other: list[str]) -> None:
    assert (digest(*one) == digest(*other)) == (one == other)


@given(
    st.text(alphabet=st.characters(exclude_categories=())),
    st.dictionaries(st.sampled_from(["sr", "uz"]), st.text()),
    st.floats(allow_nan=False),
)
def test_what_is_packed_is_unpacked(text: str, errors: dict[str, str], score: float) -> None:
    article = Article("a", "txt", text, warnings=(text,))
    assert unpack(Article, pack(article)) == article
    outcome = Outcome("a", article, None, (), None, errors)
    assert unpack(Outcome, pack(outcome)) == outcome
    segment = TranslatedSegment(text, text, score)
    assert unpack(TranslatedSegment, pack(segment)) == segment
