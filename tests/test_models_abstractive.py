"""Written summaries: parts that fit, what they rest on, and what is never let through."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import models_toys
import pytest

from briefing.documents import Article, DetectedLanguage
from briefing.errors import CheckpointError, SummaryError
from briefing.models.abstractive import AbstractiveSummariser, packed
from briefing.models.registry import Row, rows
from briefing.models.seq2seq import Seq2Seq
from briefing.models.support import support
from briefing.models.writers import writers
from briefing.summary import ExtractiveSummariser
from briefing.text.sentences import split_sentences

EN = DetectedLanguage("en", "Latn", 1.0)
RU = DetectedLanguage("ru", "Cyrl", 1.0)
TEXT = " ".join(models_toys.ENGLISH)
ARTICLE = Article("a.txt", "txt", TEXT, title="Ministers meet")


@dataclass
class Saying:
    """Writes what it is told to, in turn, and counts words as tokens."""

    answers: list[str]
    max_length: int = 100
    name: str = "saying"
    signature: str = "checkpoint:saying"
    asked: list[tuple[list[str], int]] = field(default_factory=list)

    def length(self, text: str) -> int:
        return len(text.split())

    def write(self, texts: Sequence[str], at_least: int, at_most: int, *, guard: int) -> list[str]:
        self.asked.append((list(texts), guard))
        return [self.answers.pop(0) for _ in texts]


def summariser(saying: Saying) -> AbstractiveSummariser:
    return AbstractiveSummariser({"en": lambda: saying}, ExtractiveSummariser())


def test_every_sentence_carries_its_support() -> None:
    saying = Saying(["Ministers met in Tashkent on Monday. A new railway will be built this year."])
    summary = summariser(saying).summarise(ARTICLE, EN, 2)
    assert [s.text for s in summary.segments] == [
        "Ministers met in Tashkent on Monday.",
        "A new railway will be built this year.",
    ]
    assert [TEXT[s.start : s.end] for s in summary.segments] == [
        models_toys.ENGLISH[0],
        models_toys.ENGLISH[2],
    ]
    assert summary.headline == "Ministers meet"
    assert summary.warnings == ()


def test_numbers_and_names_from_nowhere_are_told() -> None:
    saying = Saying(["The government of France will build a new railway by 2027."])
    summary = summariser(saying).summarise(ARTICLE, EN, 1)
    assert summary.warnings == ("summary sentence 1: nowhere in the article: 2027, France",)


def test_a_sentence_that_rests_on_nothing_is_told() -> None:
    saying = Saying(["Bananas taste wonderful with cinnamon."])
    summary = summariser(saying).summarise(ARTICLE, EN, 1)
    assert summary.warnings == ("summary sentence 1 rests on nothing in the article",)


GOOD = "The embassy thanked the ministry for its support."


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "nothing"),
        ("... 12 ...", "nothing"),
        ("the talks the talks the talks the talks", "the same again and again"),
        (
            "Министр иностранных дел встретился с президентом Узбекистана в Ташкенте.",
            "in another language (ru)",
        ),
    ],
)
def test_what_is_degenerate_is_tried_again_and_then_given_up(written: str, said: str) -> None:
    again = Saying([written, GOOD])
    assert summariser(again).summarise(ARTICLE, EN, 1).segments[0].text == GOOD
    assert [guard for _, guard in again.asked] == [0, 3]
    twice = Saying([written, written])
    summary = summariser(twice).summarise(ARTICLE, EN, 1)
    assert summary.segments == ExtractiveSummariser().summarise(ARTICLE, EN, 1).segments
    assert (
        summary.warnings[-1] == f"saying wrote {said}; these are sentences of the article instead"
    )


def test_a_copy_of_the_article_is_no_summary() -> None:
    text = " ".join(f"Delegation number {n} discussed the new railway today." for n in range(20))
    saying = Saying([text] * 2, max_length=1000)
    summary = summariser(saying).summarise(Article("a", "txt", text), EN, 3)
    assert "a copy of the article" in summary.warnings[-1]


def test_a_long_article_is_summarised_in_parts_and_together() -> None:
    saying = Saying(
        ["The minister met the president.", "A railway will be built.", "Talks will go on.", GOOD],
        max_length=25,
    )
    summary = summariser(saying).summarise(ARTICLE, EN, 1)
    assert [len(texts) for texts, _ in saying.asked] == [3, 1]
    assert saying.asked[1][0] == [
        "The minister met the president. A railway will be built. Talks will go on."
    ]
    assert [segment.text for segment in summary.segments] == [GOOD]


def test_who_writes_too_short_is_asked_about_each_part() -> None:
    saying = Saying([GOOD, "Ministers met in Tashkent on Monday.", "A new railway will be built."])
    summary = summariser(saying).summarise(ARTICLE, EN, 2)
    assert len(summary.segments) == 2
    assert len(saying.asked) == 3


def test_there_are_never_more_sentences_than_asked_for_and_fewer_are_told() -> None:
    many = Saying([f"{GOOD} Talks will go on. A new railway will be built by the government."])
    assert len(summariser(many).summarise(ARTICLE, EN, 1).segments) == 1
    few = summariser(Saying([GOOD])).summarise(ARTICLE, EN, 4)
    assert few.warnings == ("1 sentences where 4 were asked for",)


def test_languages_it_does_not_know_are_chosen_from() -> None:
    article = Article("r.txt", "txt", " ".join(models_toys.RUSSIAN))
    summary = summariser(Saying([])).summarise(article, RU, 1)
    assert summary == ExtractiveSummariser().summarise(article, RU, 1)


def test_nothing_to_summarise_is_an_error() -> None:
    with pytest.raises(SummaryError):
        summariser(Saying([])).summarise(Article("e.txt", "txt", "Sport"), EN, 1)


def test_a_checkpoint_that_cannot_be_loaded_costs_no_article() -> None:
    def broken() -> Saying:
        raise CheckpointError("bart", "damaged", "Fetch it again")

    summary = AbstractiveSummariser({"en": broken}, ExtractiveSummariser()).summarise(
        ARTICLE, EN, 1
    )
    assert summary.segments
    assert "bart: damaged" in summary.warnings[-1]


@pytest.mark.parametrize("limit", [4, 9, 20, 100])
def test_parts_fit_and_lose_nothing(limit: int) -> None:
    chunks = packed(models_toys.ENGLISH, Saying([], max_length=limit))
    assert all(len(chunk.split()) <= limit for chunk in chunks)
    assert " ".join(chunks).split() == TEXT.split()


@pytest.mark.parametrize(
    ("sentence", "unsupported"),
    [
        ("Talks in Belgrade cost 4.2 per cent.", ("4.2", "Belgrade")),
        ("The President of Uzbekistan met the Minister.", ()),
        ("Tashkent was visited.", ()),
    ],
)
def test_what_is_unsupported(sentence: str, unsupported: tuple[str, ...]) -> None:
    spans = split_sentences(TEXT, "en")
    assert support(sentence, TEXT, spans).unsupported == unsupported


@pytest.mark.parametrize(
    ("sentence", "article"),
    [
        ("Переговоры в Ташкенте начались.", "Делегация прибыла в Ташкент."),
        ("Разговор о Узбекистану.", "Председник Узбекистана је допутовао."),
        ("Vazir Toshkentda edi.", "Vazir Toshkentga keldi."),
    ],
)
def test_names_are_known_in_other_cases(sentence: str, article: str) -> None:
    assert support(sentence, article, [(0, len(article))]).unsupported == ()


def test_support_may_be_two_sentences() -> None:
    text = "The minister flew to Tashkent. He signed the railway agreement there. It rained."
    found = support(
        "The minister flew to Tashkent and signed the railway agreement.",
        text,
        split_sentences(text, "en"),
    )
    assert text[slice(*found.span)] == (
        "The minister flew to Tashkent. He signed the railway agreement there."
    )


@pytest.mark.parametrize("make", [models_toys.bart, models_toys.mt5])
def test_real_checkpoints_are_read_and_written_with(
    make: Callable[[Path], Path], tmp_path: Path
) -> None:
    writer = Seq2Seq(make(tmp_path / "toy"), name="toy", threads=1)
    assert writer.length("") == 0
    assert 0 < writer.length("The embassy") < writer.length("The embassy thanked the ministry.")
    once, again = (writer.write([TEXT[:200]], 4, 8, guard=0) for _ in range(2))
    assert once == again
    assert "toy@" in writer.signature
    # Random weights write nonsense, and nonsense is never let through.
    article = Article("a.txt", "txt", TEXT * 3)
    summary = AbstractiveSummariser({"en": lambda: writer}, ExtractiveSummariser()).summarise(
        article, EN, 2
    )
    assert summary.segments
    assert summary.warnings


def test_a_checkpoint_without_safetensors_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pytorch_model.bin").write_bytes(b"a pickle")
    with pytest.raises(CheckpointError, match="a pickle is not read"):
        Seq2Seq(tmp_path, name="toy")


def test_a_damaged_checkpoint_says_so(tmp_path: Path) -> None:
    folder = models_toys.mt5(tmp_path / "toy")
    (folder / "config.json").write_text("{}")
    with pytest.raises(CheckpointError, match="it cannot be loaded"):
        Seq2Seq(folder, name="toy")


NC = Row("lab/toy", languages=("ru", "en"), licence="CC-BY-NC-SA-4.0", accept_licence=True)


def test_a_restricted_licence_must_be_accepted(tmp_path: Path) -> None:
    models_toys.mt5(tmp_path / "toy")
    with pytest.raises(CheckpointError, match=r"CC-BY-NC-SA-4\.0.*--accept-licence"):
        writers("lab/toy", [tmp_path], [NC])
    assert writers("auto", [tmp_path], [NC]) == (
        {},
        ["toy is here, but its licence CC-BY-NC-SA-4.0 is not accepted (--accept-licence)"],
    )
    for choice in ("toy", "auto"):
        loaders, said = writers(choice, [tmp_path], [NC], accept_licence=True, threads=1)
        assert set(loaders) == {"ru", "en"}
        assert said == [
            "toy writes the summaries of articles in Russian and English (licence CC-BY-NC-SA-4.0)"
        ]
        assert loaders["ru"]() is loaders["en"]()


def test_the_choice_of_a_writer(tmp_path: Path) -> None:
    assert writers("extractive", [tmp_path], rows()) == ({}, [])
    assert writers("auto", [tmp_path], rows()) == ({}, [])
    with pytest.raises(CheckpointError, match="pull facebook/bart-large-cnn; or use --summariser"):
        writers("facebook/bart-large-cnn", [tmp_path], rows())
    loaders, _ = writers(str(models_toys.bart(tmp_path / "own")), [], rows(), threads=1)
    assert set(loaders) == {"en", "sr", "uz", "ru"}
