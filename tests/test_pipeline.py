"""The order of the stages and the isolation of faults; the real models run in test_cli.py."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from briefing import batch
from briefing.documents import Article, DetectedLanguage, Segment, Summary, TranslatedSegment
from briefing.errors import ReadError, SummaryError, TranslationError
from briefing.languages import Language, Target, target
from briefing.pipeline import Desk, Timings, brief

ENGLISH = (
    "The governments of Serbia and Uzbekistan signed an agreement on trade on Tuesday."
    " The ministers discussed the opening of a direct flight between the two capitals."
)
RUSSIAN = (
    "Правительства Сербии и Узбекистана подписали во вторник соглашение о торговле."
    " Министры обсудили открытие прямого рейса между двумя столицами."
)
SERBIAN = (
    "Владе Србије и Узбекистана потписале су у уторак споразум о трговини."
    " Министри су разговарали о отварању директне линије између два главна града."
)
POISON = "The interpreter fell ill, and nobody could be found who would take the floor instead."


class FirstSentence:
    """Summarises by the first sentence; refuses what is marked as empty."""

    signature = "first"

    def summarise(self, article: Article, language: DetectedLanguage, sentences: int) -> Summary:
        if "nothing" in article.path:
            raise SummaryError(article.path, "holds no sentence", "Give an article")
        if "bug" in article.path:
            raise ZeroDivisionError
        end = article.text.index(".") + 1
        segment = Segment(article.text[:end], 0, end)
        return Summary(article, language, article.title or segment.text, False, (segment,))


@dataclass
class Shouting:
    """Translates English by shouting it; fails on one marked text, as a damaged model might."""

    name = "shouting"
    signature = "shouting"
    fault: Exception | None = None
    calls: int = 0

    def serves(self, source: Language, target: Language) -> bool:
        return source.tag == "en"

    def via(self, source: Language, target: Language) -> str:
        return self.name

    def translate(
        self, texts: Sequence[str], source: Language, target: Target
    ) -> list[TranslatedSegment]:
        self.calls += 1
        if self.fault and POISON in texts:
            raise self.fault
        return [TranslatedSegment(text, f"{target.tag}: {text.upper()}", -1.0) for text in texts]


def article(path: str, text: str = ENGLISH) -> Article:
    return Article(path=path, format="txt", text=text, title="Trade agreement signed")


def desk(translator: Shouting, *tags: str) -> Desk:
    return Desk(FirstSentence(), translator, tuple(target(tag) for tag in tags or ("sr", "ru")))


def test_every_article_in_every_target_decoded_in_one_call_each() -> None:
    translator = Shouting()
    outcomes = brief([article("a"), article("b")], desk(translator), Timings())
    assert [o.path for o in outcomes] == ["a", "b"]
    assert [[t.target.tag for t in o.translations] for o in outcomes] == [["sr", "ru"]] * 2
    assert outcomes[0].translations[0].headline.text == "sr: TRADE AGREEMENT SIGNED"
    assert all(o.status == "done" for o in outcomes)
    assert translator.calls == 2


@pytest.mark.parametrize(
    "fault", [ValueError("broken"), TranslationError("x", "too long", "Split it")]
)
def test_one_article_that_breaks_the_model_does_not_cost_the_others(fault: Exception) -> None:
    articles = [article("good"), article("bad", POISON), article("better")]
    outcomes = brief(articles, desk(Shouting(fault)), Timings())
    assert [o.status for o in outcomes] == ["done", "failed", "done"]
    assert set(outcomes[1].target_errors) == {"sr", "ru"}
    assert "bad" in outcomes[1].target_errors["sr"]


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        ("nothing.txt", ENGLISH, "holds no sentence"),
        ("bug.txt", ENGLISH, "internal error, ZeroDivisionError"),
        (
            "de.txt",
            "Die Minister beider Länder haben am Dienstag ein Abkommen über den Handel"
            " unterzeichnet und über die Eröffnung einer direkten Flugverbindung gesprochen.",
            "seems to be written in 'de'",
        ),
    ],
)
def test_what_cannot_be_summarised_says_why(path: str, text: str, said: str) -> None:
    (failed, good) = brief([article(path, text), article("good")], desk(Shouting()), Timings())
    assert failed.status == "failed"
    assert failed.error
    assert path in failed.error
    assert said in failed.error
    assert good.status == "done"


def test_an_article_already_in_the_target_language_is_only_put_into_its_script() -> None:
    translator = Shouting()
    latin = Desk(FirstSentence(), translator, (target("sr", "Latn"),))
    (outcome,) = brief([article("sr.txt", SERBIAN)], latin, Timings())
    (translation,) = outcome.translations
    assert translation.segments[0].text == (
        "Vlade Srbije i Uzbekistana potpisale su u utorak sporazum o trgovini."
    )
    assert translation.checkpoint is None
    assert translator.calls == 0


def test_a_direction_without_a_checkpoint_fails_for_that_target_alone() -> None:
    (outcome,) = brief([article("ru.txt", RUSSIAN)], desk(Shouting()), Timings())
    assert outcome.status == "failed"
    assert [t.target.tag for t in outcome.translations] == ["ru"]
    assert "does not translate Russian into Serbian" in outcome.target_errors["sr"]


def test_batch_keeps_order_and_survives_unreadable_files() -> None:
    def read(path: str) -> Article:
        if path == "locked":
            raise ReadError(path, "is encrypted", "Give its password")
        if path == "broken":
            raise RuntimeError("reader bug")
        return article(path)

    paths = ["a", "locked", "b", "broken", "c"]
    outcomes = list(batch.run(paths, read, desk(Shouting()), Timings(), chunk=2))
    assert [o.path for o in outcomes] == paths
    assert [o.status for o in outcomes] == ["done", "failed", "done", "failed", "done"]
    assert "reader bug" in (outcomes[3].error or "")


def test_timings_add_up_per_stage() -> None:
    timings = Timings()
    brief([article("a")], desk(Shouting()), timings)
    assert set(timings.seconds) == {
        "detect language",
        "summarise",
        "translate en-sr",
        "translate en-ru",
    }


@pytest.mark.parametrize(
    ("text", "stated", "expected"),
    [
        ("Москва. Белград.", "ru", ("ru", "Cyrl")),  # too short to tell from Macedonian
        ("Москва. Белград.", "sr", ("sr", "Cyrl")),
        ("Beograd, Taškent.", "ru", ("sr", "Latn")),  # stated in a script it is not written in
        (SERBIAN, "ru", ("sr", "Cyrl")),  # the text knows better
        (RUSSIAN, "xx", ("ru", "Cyrl")),
    ],
)
def test_a_stated_language_counts_where_the_text_leaves_a_doubt(
    text: str, stated: str, expected: tuple[str, str]
) -> None:
    desk = Desk(FirstSentence(), Shouting(), (target("sr"),))
    article = Article("a.jsonl#1", "jsonl", text, language=stated)
    (outcome,) = brief([article], desk, Timings())
    assert outcome.summary is not None
    assert (outcome.summary.language.tag, outcome.summary.language.script) == expected
