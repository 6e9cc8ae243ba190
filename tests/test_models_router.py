"""The best checkpoint at hand for each direction, and the way through English."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import models_toys
import pytest

from briefing.documents import ConceptUse, TranslatedSegment
from briefing.errors import CheckpointError, TranslationError
from briefing.languages import LANGUAGES, Language, Target, target
from briefing.models import Candidate, Checkpoint, MarianEngine, Router, candidates, remarks, rows
from briefing.models.registry import Row
from briefing.stages import Translator
from briefing.terminology import NO_GLOSSARY
from briefing.terminology.control import ControlledTranslator

EN, SR, UZ, RU = (LANGUAGES[tag] for tag in ("en", "sr", "uz", "ru"))
STARTER = Candidate("starter", Path("starter"), Row("x/starter", directions=("en-sr", "en-ru")))


def candidate(name: str, *directions: str) -> Candidate:
    return Candidate(name, Path(name), Row(f"x/{name}", directions=directions))


@pytest.mark.parametrize(
    ("have", "source", "to", "via"),
    [
        (("big en-ru", "small en-ru"), EN, RU, "big"),
        (("small en-ru", "big en-ru en-sr"), EN, SR, "big"),
        (("zle-en ru-en", "en-sh en-sr"), RU, SR, "zle-en → en-sh"),
        (("zle-en ru-en", "en-sh en-sr", "zle-zls ru-sr"), RU, SR, "zle-zls"),
        (("zle-en ru-en",), RU, SR, ""),
        (("en-sh en-sr",), RU, SR, ""),
        ((), EN, SR, ""),
    ],
)
def test_the_way_taken(have: Sequence[str], source: Language, to: Language, via: str) -> None:
    router = Router([candidate(*one.split()) for one in have], lambda _: pytest.fail("no need"))
    assert router.via(source, to) == via
    assert router.serves(source, to) == bool(via)


def test_no_way_is_an_error_of_the_article() -> None:
    router = Router([STARTER], lambda _: pytest.fail("no need"))
    with pytest.raises(TranslationError, match="no way from Russian into Serbian"):
        router.translate(["Привет."], RU, target("sr"))


@dataclass
class Fixed:
    """Translates by a table, and says which concepts it met."""

    name: str
    table: dict[str, TranslatedSegment]

    @property
    def signature(self) -> str:
        return f"checkpoint:{self.name}"

    def translate(
        self, texts: Sequence[str], source: Language, target: Target
    ) -> list[TranslatedSegment]:
        return [self.table[text] for text in texts]


def use(concept: str, term: str, span: tuple[int, int], surface: str) -> ConceptUse:
    return ConceptUse(concept, term, span, surface, "model", surface, (0, len(surface)))


def test_through_english_the_original_is_what_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    first = TranslatedSegment(
        "Встретился министр.",
        "The minister met.",
        -0.2,
        (use("min", "министр", (11, 18), "minister"),),
        ("number",),
    )
    second = TranslatedSegment(
        "The minister met.",
        "Министар се састао.",
        -0.5,
        (use("min", "minister", (4, 12), "Министар"), use("meet", "met", (13, 16), "састао")),
        ("cut off",),
    )
    steps = {
        "zle-en": Fixed("zle-en", {"Встретился министр.": first}),
        "en-sh": Fixed("en-sh", {"The minister met.": second}),
    }
    router = Router([candidate("zle-en", "ru-en"), candidate("en-sh", "en-sr")], steps.__getitem__)
    monkeypatch.setattr(Candidate, "load", lambda self: self.name)
    [done] = router.translate(["Встретился министр."], RU, target("sr"))
    assert done.source == "Встретился министр."
    assert done.text == "Министар се састао."
    assert done.score == -0.5
    assert [(u.source_term, u.source_span) for u in done.concepts] == [
        ("министр", (11, 18)),
        ("met", (0, 19)),
    ]
    assert done.warnings == ("into English: number", "cut off")
    assert router.signature == "checkpoint:en-sh|checkpoint:zle-en"
    assert router.name == "zle-en, en-sh"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of checkpoints put there by hand: en → all, and one that reads Russian."""
    home = tmp_path_factory.mktemp("models")
    models_toys.shared(home / "opus-mt-toy-en-mul")
    path = models_toys.separate(home / "opus-mt-toy-zle-en")
    settings = json.loads((path / "tokenizer_config.json").read_text())
    settings |= {"source_lang": "zle", "target_lang": "en"}
    (path / "tokenizer_config.json").write_text(json.dumps(settings))
    return home


def load(checkpoint: Checkpoint) -> ControlledTranslator:
    return ControlledTranslator(MarianEngine(checkpoint, beam_size=1, threads=1), NO_GLOSSARY)


def test_auto_takes_what_is_in_the_folder_and_goes_through_english(folder: Path) -> None:
    starter = Candidate("starter", folder / "opus-mt-toy-en-mul")
    router = Router(candidates("auto", starter, [folder], rows()), load)
    translator: Translator = router
    assert router.via(EN, SR) == "opus-mt-toy-en-mul"
    assert router.via(RU, SR) == "opus-mt-toy-zle-en → opus-mt-toy-en-mul"
    [done] = translator.translate(["Привет."], RU, target("sr"))
    assert done.source == "Привет."
    assert "opus-mt-toy-zle-en@" in translator.signature


def test_a_damaged_checkpoint_costs_only_the_articles_that_need_it(
    folder: Path, tmp_path: Path
) -> None:
    damaged = models_toys.shared(tmp_path / "damaged")
    (damaged / "model.safetensors").write_bytes(b"half")
    row = Row("x/damaged", directions=("ru-en", "en-sr"))
    router = Router([Candidate("damaged", damaged, row)], load)
    with pytest.raises(CheckpointError, match="not a whole safetensors file"):
        router.prepare([target("sr")])
    with pytest.raises(TranslationError, match="not a whole safetensors file"):
        router.translate(["Привет."], RU, target("sr"))


@pytest.mark.parametrize(
    ("choice", "names"),
    [
        ("starter", ["starter"]),
        ("auto", ["opus-mt-toy-en-mul", "opus-mt-toy-zle-en", "starter"]),
        ("x/opus-mt-toy-zle-en", ["opus-mt-toy-zle-en"]),
        ("x/opus-mt-toy-zle-en, starter", ["opus-mt-toy-zle-en", "starter"]),
        ("FOLDER", ["opus-mt-toy-en-mul"]),
    ],
)
def test_what_a_choice_stands_for(folder: Path, choice: str, names: list[str]) -> None:
    choice = choice.replace("FOLDER", str(folder / "opus-mt-toy-en-mul"))
    assert [c.name for c in candidates(choice, STARTER, [folder], rows())] == names


def test_a_name_that_is_not_here_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="briefing models pull opus-mt-en-ru; or use the"):
        candidates("opus-mt-en-ru", STARTER, [tmp_path], rows())


def test_it_is_said_what_was_picked_and_why() -> None:
    targets = [target("sr"), target("ru")]
    router = Router([candidate("big", "en-ru"), STARTER], lambda _: pytest.fail("no need"))
    assert remarks(router, targets, rows()) == [
        "the starter translates into Serbian: no better checkpoint is here (to get the best:"
        " briefing models pull opus-mt-tc-bible-big-deu_eng_fra_por_spa-sla)",
        "big translates into Russian: the best checkpoint here for it",
    ]
