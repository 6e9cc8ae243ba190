"""The engine: requests in, hypotheses out, everything told in characters."""

import math
import subprocess
import sys
from pathlib import Path

import models_toys
import pytest

from briefing.decoding import Engine, Request
from briefing.errors import CheckpointError, TranslationError
from briefing.languages import LANGUAGES
from briefing.models import Checkpoint, MarianEngine, available_cores
from briefing.models.pieces import Pieces, begins_word, join, repeats_itself

EN, SR, UZ, RU = (LANGUAGES[tag] for tag in ("en", "sr", "uz", "ru"))
NOTHING = Pieces("", (), ())


@pytest.fixture(scope="module")
def toys(tmp_path_factory: pytest.TempPathFactory) -> dict[str, MarianEngine]:
    folder = tmp_path_factory.mktemp("toys")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRIEFING_HOME", str(folder / "home"))
        return {
            "shared": MarianEngine(
                Checkpoint.load(models_toys.shared(folder / "shared"), notice="a toy"), threads=1
            ),
            "separate": MarianEngine(
                Checkpoint.load(models_toys.separate(folder / "separate")), threads=1
            ),
        }


@pytest.fixture(scope="module", params=["shared", "separate"])
def engine(request: pytest.FixtureRequest, toys: dict[str, MarianEngine]) -> MarianEngine:
    return toys[request.param]


def test_it_is_an_engine_that_says_what_it_is(toys: dict[str, MarianEngine]) -> None:
    engine: Engine = toys["shared"]
    assert engine.name == "shared"
    assert f"shared@{toys['shared'].checkpoint.hash[:12]}|beam:4" in engine.signature
    assert toys["shared"].notices == ("a toy",)
    assert toys["separate"].notices == ()
    assert engine.serves(EN, UZ)
    assert not engine.serves(RU, UZ)


def test_nothing_asked_nothing_answered(engine: MarianEngine) -> None:
    assert engine.decode([], SR) == []
    assert engine.score([], [], SR) == []


def test_nothing_to_translate_is_not_translated(engine: MarianEngine) -> None:
    [[empty], [blank], [prefixed]] = engine.decode(
        [Request(""), Request(" \n"), Request("", "Влада")], SR
    )
    assert (empty.text, blank.text, prefixed.text) == ("", "", "Влада")


def test_a_batch_of_mixed_lengths_is_in_order_and_the_same_as_one_by_one(
    engine: MarianEngine,
) -> None:
    requests = [Request(" ".join(models_toys.ENGLISH[0].split()[:n])) for n in (9, 1, 5, 3, 7, 1)]
    requests += [Request(line, prefix) for line in models_toys.ENGLISH for prefix in ("", "Влада")]
    together = engine.decode(requests, SR, n_best=3, attention=True)
    alone = [engine.decode([request], SR, n_best=3, attention=True)[0] for request in requests]
    assert [[h.text for h in found] for found in together] == [
        [h.text for h in found] for found in alone
    ]
    assert [found[0].score for found in together] == pytest.approx(
        [found[0].score for found in alone], abs=1e-5
    )


def test_hypotheses_come_best_first(engine: MarianEngine) -> None:
    for found in engine.decode([Request(line) for line in models_toys.ENGLISH], SR, n_best=6):
        scores = [hypothesis.score for hypothesis in found]
        assert len(scores) == 6
        assert scores == sorted(scores, reverse=True)


def test_labels_choose_the_language(toys: dict[str, MarianEngine]) -> None:
    request = Request(models_toys.ENGLISH[0])
    texts = {toys["shared"].decode([request], target)[0][0].text for target in (SR, UZ, RU)}
    assert len(texts) > 1


def test_a_label_it_lacks_is_an_error(toys: dict[str, MarianEngine]) -> None:
    with pytest.raises(CheckpointError, match=">>eng<<"):
        toys["shared"].decode([Request("The two sides")], EN)
    with pytest.raises(CheckpointError, match="not into Uzbek"):
        toys["separate"].score(["The two sides"], ["Tomonlar"], UZ)


@pytest.mark.parametrize(
    "prefix",
    ["Министар", "Министар спољних послова", "Влада ће", "Узбекистан 中", "„Две стране“,"],
)
def test_a_prefix_stands_letter_for_letter(engine: MarianEngine, prefix: str) -> None:
    requests = [Request(line, prefix) for line in models_toys.ENGLISH]
    for found in engine.decode(requests, SR, n_best=4):
        assert all(hypothesis.text.startswith(prefix) for hypothesis in found)
        scores = [hypothesis.score for hypothesis in found]
        assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("prefix", ["Министар ", "Влада ће ", "Узбекистан 中 ", "Амбасад "])
def test_a_prefix_that_ends_in_a_space_ends_its_word(engine: MarianEngine, prefix: str) -> None:
    requests = [Request(line, prefix) for line in models_toys.ENGLISH]
    for found in engine.decode(requests, SR, n_best=4):
        for hypothesis in found:
            assert hypothesis.text.startswith(prefix.strip())
            assert not hypothesis.text[len(prefix.strip()) :][:1].isalnum()


def test_other_prefixes_in_a_batch_change_nothing(engine: MarianEngine) -> None:
    source = models_toys.ENGLISH[2]
    [[mixed], _, _] = engine.decode(
        [Request(source), Request(source, "Влада"), Request(source, "Министар ")], SR
    )
    [[alone]] = engine.decode([Request(source)], SR)
    assert mixed == alone


def test_a_prefix_counts_in_the_score(toys: dict[str, MarianEngine]) -> None:
    engine = toys["separate"]
    requests = [Request(line, "Амбасада је захвалила") for line in models_toys.ENGLISH]
    found = engine.decode(requests, SR, n_best=8, attention=True)
    pairs = [
        (request.source, hypothesis)
        for request, hypotheses in zip(requests, found, strict=True)
        for hypothesis in hypotheses
        # Scoring cuts the text anew; only where that gives the same pieces are scores the same.
        if engine._target.cut(hypothesis.text).spans == hypothesis.target_spans
        and hypothesis.complete
    ]
    assert pairs
    scores = engine.score([source for source, _ in pairs], [h.text for _, h in pairs], SR)
    assert scores == pytest.approx([h.score for _, h in pairs], abs=2e-3)


def test_scores_prefer_what_the_model_wrote(engine: MarianEngine) -> None:
    source = models_toys.ENGLISH[4]
    [[found]] = engine.decode([Request(source)], SR)
    written, other = engine.score([source, source], [found.text, models_toys.SERBIAN[1]], SR)
    assert written > other


@pytest.mark.parametrize("prefix", ["", "Министар спољних ", "Узбекистан 中"])
def test_attention_is_aligned_with_both_texts(engine: MarianEngine, prefix: str) -> None:
    requests = [Request(f"  {line}", prefix) for line in models_toys.ENGLISH]
    for request, found in zip(
        requests, engine.decode(requests, SR, n_best=2, attention=True), strict=True
    ):
        for hypothesis in found:
            assert len(hypothesis.attention) == len(hypothesis.target_spans)
            for row in hypothesis.attention:
                assert len(row) == len(hypothesis.source_spans) == engine.length(request.source)
                assert 0 <= sum(row) <= 1 + 1e-5
            for text, spans in (
                (request.source, hypothesis.source_spans),
                (hypothesis.text, hypothesis.target_spans),
            ):
                covered = "".join(text[start:end] for start, end in spans)
                assert covered == text.replace(" ", "")
                assert [s for s, _ in spans] == sorted(s for s, _ in spans)


def test_attention_only_when_asked(engine: MarianEngine) -> None:
    [[found]] = engine.decode([Request("The two sides")], SR)
    assert (found.attention, found.source_spans, found.target_spans) == ((), (), ())


def test_a_source_too_long_is_handed_back(engine: MarianEngine) -> None:
    word = "energy "
    longest = engine.max_length // engine.length(word)
    engine.decode([Request(word * longest)], SR)
    with pytest.raises(TranslationError, match=f"takes {engine.max_length}. Split it"):
        engine.decode([Request("The two sides"), Request(word * (longest + 30))], SR)


def test_what_there_is_no_room_for_costs_nothing_beside_it(engine: MarianEngine) -> None:
    full, other = engine.decode([Request("The", "Влада " * 60), Request("The", "Влада")], SR)
    assert full == []
    assert other[0].text.startswith("Влада")
    endless, finite = engine.score(["The", "The"], ["Влада " * 60, "Влада"], SR)
    assert endless == -math.inf
    assert -math.inf < finite < 0


def test_what_never_ends_is_cut_off_and_says_so(tmp_path: Path, monkeypatch) -> None:
    from safetensors.numpy import load_file, save_file

    folder = models_toys.separate(tmp_path / "endless")
    tensors = load_file(folder / "model.safetensors")
    tensors["final_logits_bias"][0, 0] = -1e4
    save_file(tensors, folder / "model.safetensors")
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path))
    engine = MarianEngine(Checkpoint.load(folder), threads=1)
    [[found]] = engine.decode([Request("The")], SR, attention=True)
    assert not found.complete
    assert len(found.target_spans) <= 3 * (engine.length("The") + 1) + 20
    pieces = [found.text[start:end] for start, end in found.target_spans]
    trigrams = list(zip(pieces, pieces[1:], pieces[2:], strict=False))
    assert len(trigrams) == len(set(trigrams))  # decoded again under the guard


def test_what_the_vocabulary_lacks_is_told(toys: dict[str, MarianEngine]) -> None:
    assert toys["shared"].unknown("The 中 sides") == ("中",)
    assert toys["shared"].unknown("The two sides") == ()


def test_a_damaged_conversion_says_what_to_delete(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path / "home"))
    checkpoint = Checkpoint.load(models_toys.separate(tmp_path / "toy"))
    MarianEngine(checkpoint, threads=1)
    [model] = (tmp_path / "home").glob("converted/*/model.bin")
    model.write_bytes(model.read_bytes()[:100])
    with pytest.raises(CheckpointError, match="Delete this folder"):
        MarianEngine(checkpoint, threads=1)


def test_a_damaged_sentencepiece_model_is_named(tmp_path: Path) -> None:
    folder = models_toys.separate(tmp_path / "toy")
    (folder / "source.spm").write_bytes(b"nothing")
    with pytest.raises(CheckpointError, match=r"source\.spm: not a sentencepiece model"):
        MarianEngine(Checkpoint.load(folder), threads=1)


def test_importing_loads_no_model_library() -> None:
    code = "import sys, briefing.models; print(*sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"ctranslate2", "numpy", "sentencepiece", "safetensors", "torch", "platformdirs"}
    assert not heavy & set(said.stdout.split())


@pytest.mark.parametrize(
    ("beginning", "rest", "text", "words"),
    [
        (NOTHING, ["▁Влада", "▁", "ће", "."], "Влада ће.", ["Влада", "", "ће", "."]),
        (NOTHING, ["▁", "▁O", "ʻ", "zbekiston"], "Oʻzbekiston", ["", "O", "ʻ", "zbekiston"]),
        (NOTHING, ["▁две", "▁", "▁стране", "▁"], "две стране", ["две", "", "стране", ""]),
        (Pieces("Влада", ("▁В",), ((0, 5),)), ["▁ће"], "Влада ће", ["Влада", "ће"]),
        (Pieces("Влад", ("▁В",), ((0, 4),)), ["ом"], "Владом", ["Влад", "ом"]),
    ],
)
def test_pieces_are_joined_into_text(beginning, rest, text, words) -> None:
    joined = join(beginning, rest)
    assert joined.text == text
    assert [text[start:end] for start, end in joined.spans] == words


@pytest.mark.parametrize(
    ("piece", "begins"),
    [("▁ће", True), (".", True), ("</s>", True), ("м", False), ("ʻ", False), ("2", False)],
)
def test_which_pieces_leave_the_word_before_them_alone(piece: str, begins: bool) -> None:
    assert begins_word(piece) is begins


@pytest.mark.parametrize(
    ("text", "repeats"),
    [
        ("у Београду у Београду у Београду", True),
        ("да да да да да да", True),
        ("да да да", False),
        ("1 0 0 0 0 0 0 0", False),
        ("", False),
        ("влада и министарство и влада и министарство", False),
    ],
)
def test_loops_are_recognised(text: str, repeats: bool) -> None:
    assert repeats_itself(tuple(text.split())) is repeats


@pytest.mark.parametrize(
    ("files", "cores"),
    [
        ({"cpu.max": "150000 100000\n"}, 1),
        ({"cpu.max": "50000 100000\n"}, 1),
        ({"cpu/cpu.cfs_quota_us": "100000\n", "cpu/cpu.cfs_period_us": "100000\n"}, 1),
    ],
)
def test_a_containers_quota_limits_the_cores(files, cores, tmp_path: Path) -> None:
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content)
    assert available_cores(tmp_path) == cores


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"cpu.max": "max 100000\n"},
        {"cpu/cpu.cfs_quota_us": "-1\n", "cpu/cpu.cfs_period_us": "100000\n"},
    ],
)
def test_no_quota_leaves_the_cores_it_is_bound_to(files, tmp_path: Path) -> None:
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content)
    assert available_cores(tmp_path) == available_cores(Path("nowhere"))
