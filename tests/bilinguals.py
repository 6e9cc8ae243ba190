"""What is handed out for review, made by hand and at random."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from briefing.documents import Confidence, Suggestion
from briefing.languages import target
from briefing.review.units import ArticleUnits, Bilingual, Note, TermMark, Unit

SR, UZ, RU = (target(tag) for tag in ("sr", "uz", "ru"))


def unit(number: str, source: str, text: str, **more: object) -> Unit:
    made = Unit(number, source, text, given_source=source, given=text)
    return replace(made, **more)  # type: ignore[arg-type]


VISIT = unit(
    "1.1",
    "The foreign minister of Serbia visited Tashkent & Bukhara <again>.",
    "Министар спољних послова Србије посетио је Ташкент & Бухару <поново>.",
    confidence=Confidence("low", 0.2139),
    notes=(
        Note("name-missing", "error", "Bukhara is not in the translation"),
        Note("summary-unsupported", "warning", "this is not in the article", "source"),
    ),
    terms=(
        TermMark("foreign-minister", (4, 20), "министар спољних послова"),
        TermMark("serbia", (24, 30), "Србија"),
    ),
    suggestion=Suggestion(
        "The foreign minister of Serbia visited Tashkent.",
        "Шеф дипломатије Србије био је у Ташкенту.",
        0.8876,
        "Ана Анић",
        "2026-03-01T10:00:00+00:00",
    ),
)
SERBIAN = Bilingual(
    "en",
    SR,
    (
        ArticleUnits(1, "seeds/a b.txt", (unit("1.0", "A visit", "Посета"), VISIT)),
        ArticleUnits(
            3,
            "seeds/č.html",
            (
                unit("3.0", "Rain", "Киша", origin="approved", accepted=True),
                unit("3.1", "It rained in Belgrade.", "У Београду је падала киша."),
            ),
        ),
    ),
    signature="briefing:0.1.0|to:sr-Cyrl|checkpoint:starter",
)
UZBEK = Bilingual(
    "en",
    UZ,
    (ArticleUnits(1, "a.txt", (unit("1.0", "The people’s village", "Oʻzbek qishlogʻi maʼnosi"),)),),
)
RUSSIAN = Bilingual(
    "en", RU, (ArticleUnits(1, "a.txt", (unit("1.0", "The “EU”", "«ЕС» — союз\u00a0стран"),)),)
)

# Any letters, those that XML cannot hold and spaces of all kinds among them.
texts = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40).filter(str.strip)
# Those of running text, which every format has to keep as they are.
prose = st.text("abc XYZ.,<>&\"'«»„“–ʻʼђћџўқғҳщ\u00a0", min_size=1, max_size=40).filter(
    lambda text: text.strip(" ") == text and "  " not in text
)


@st.composite
def units(draw: st.DrawFn, letters: st.SearchStrategy[str]) -> Unit:
    source, text = draw(letters), draw(letters)
    cuts = sorted(draw(st.sets(st.integers(0, len(source)), max_size=6)))
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    return unit(
        f"1.{draw(st.integers(0, 10**6))}",
        source,
        text,
        notes=tuple(
            Note(draw(st.sampled_from(("loop", "length"))), "error", draw(letters))
            for _ in range(draw(st.integers(0, 2)))
        ),
        terms=tuple(TermMark("c", span, draw(letters)) for span in spans),
        confidence=draw(st.sampled_from((None, Confidence("high", 0.9)))),
        origin=draw(st.sampled_from(("machine", "approved"))),
    )


@st.composite
def bilinguals(draw: st.DrawFn, letters: st.SearchStrategy[str] = texts) -> Bilingual:
    made = draw(st.lists(units(letters), min_size=1, max_size=3, unique_by=lambda one: one.id))
    article = ArticleUnits(1, draw(prose), tuple(made))
    return Bilingual("en", draw(st.sampled_from((SR, UZ, RU))), (article,), draw(prose))
