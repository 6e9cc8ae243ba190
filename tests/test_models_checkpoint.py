"""Checkpoints: what is verified before any weights are run."""

import json
import shutil
from pathlib import Path

import models_toys
import pytest

from briefing import models
from briefing.errors import CheckpointError
from briefing.languages import LANGUAGES
from briefing.models import Checkpoint

EN, SR, UZ, RU = (LANGUAGES[tag] for tag in ("en", "sr", "uz", "ru"))


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return models_toys.shared(tmp_path_factory.mktemp("toys") / "shared")


@pytest.fixture(scope="module")
def separate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return models_toys.separate(tmp_path_factory.mktemp("toys") / "separate")


@pytest.fixture
def copy(shared: Path, tmp_path: Path) -> Path:
    return shutil.copytree(shared, tmp_path / "copy")


def edit(path: Path, **changes: object) -> None:
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | changes))


def test_labels_are_read_from_the_vocabulary(shared: Path, separate: Path) -> None:
    assert Checkpoint.load(shared).labels == (">>rus<<", ">>srp_Cyrl<<", ">>uzb_Latn<<")
    assert Checkpoint.load(separate).labels == ()


def test_a_separate_target_vocabulary_is_the_targets_own(separate: Path) -> None:
    checkpoint = Checkpoint.load(separate)
    assert "w" in checkpoint.source_vocabulary
    assert "w" not in checkpoint.target_vocabulary


@pytest.mark.parametrize(
    ("source", "target", "served"),
    [(EN, SR, True), (EN, UZ, True), (EN, RU, True), (EN, EN, False), (RU, SR, False)],
)
def test_a_multilingual_checkpoint_serves_what_it_has_labels_for(
    shared: Path, source, target, served
) -> None:
    assert Checkpoint.load(shared).serves(source, target) is served


@pytest.mark.parametrize(
    ("side", "language", "served"),
    [
        ("en", EN, True),
        ("eng", EN, True),
        ("deu_eng_fra_por_spa", EN, True),
        ("deu_fra_por_spa", EN, False),
        ("zle", RU, True),
        ("zle", SR, False),
        ("sh", SR, True),
        ("trk", UZ, True),
        ("", EN, False),
    ],
)
def test_sides_are_named_by_language_or_by_group(copy: Path, side, language, served) -> None:
    edit(copy / "tokenizer_config.json", source_lang=side)
    assert Checkpoint.load(copy).serves(language, SR) is served


def test_a_missing_label_is_named_with_those_there_are(shared: Path) -> None:
    with pytest.raises(CheckpointError) as caught:
        Checkpoint.load(shared).label(EN)
    assert ">>eng<<" in str(caught.value)
    assert ">>rus<<, >>srp_Cyrl<<, >>uzb_Latn<<" in str(caught.value)


def test_a_bilingual_checkpoint_needs_no_label_and_writes_one_language(separate: Path) -> None:
    checkpoint = Checkpoint.load(separate)
    assert checkpoint.label(SR) is None
    with pytest.raises(CheckpointError, match='into "sr", not into Russian'):
        checkpoint.label(RU)


@pytest.mark.parametrize(
    "name",
    ["config.json", "tokenizer_config.json", "source.spm", "target.spm", "vocab.json"],
)
def test_a_missing_file_is_named(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(CheckpointError, match=f"{name} missing"):
        Checkpoint.load(copy)


def test_a_missing_target_vocabulary_is_named(separate: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(separate, tmp_path / "copy")
    (copy / "target_vocab.json").unlink()
    with pytest.raises(CheckpointError, match=r"target_vocab\.json: it is missing"):
        Checkpoint.load(copy)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="nowhere: there is no such folder"):
        Checkpoint.load(tmp_path / "nowhere")


def test_a_pickle_is_refused_and_never_opened(copy: Path) -> None:
    (copy / "model.safetensors").rename(copy / "pytorch_model.bin")
    with pytest.raises(CheckpointError, match=r"pytorch_model\.bin.*runs whatever code"):
        Checkpoint.load(copy)


def test_a_pickle_beside_safetensors_does_no_harm(copy: Path) -> None:
    (copy / "pytorch_model.bin").write_bytes(b"\x80\x04.")
    assert Checkpoint.load(copy).labels


@pytest.mark.parametrize("content", [b"", b"version https://git-lfs.github.com/spec/v1\n"])
def test_weights_that_are_no_safetensors_are_refused(copy: Path, content: bytes) -> None:
    (copy / "model.safetensors").write_bytes(content)
    with pytest.raises(CheckpointError, match="not a whole safetensors file"):
        Checkpoint.load(copy)


def test_truncated_weights_are_refused(copy: Path) -> None:
    weights = copy / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1])
    with pytest.raises(CheckpointError, match="not a whole safetensors file"):
        Checkpoint.load(copy)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"model_type": "bart"}, "model_type"),
        ({"normalize_before": True}, "normalize_before"),
        ({"add_final_layer_norm": True}, "add_final_layer_norm"),
    ],
)
def test_another_architecture_is_refused(copy: Path, change, message) -> None:
    edit(copy / "config.json", **change)
    with pytest.raises(CheckpointError, match=message):
        Checkpoint.load(copy)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "not JSON"),
        ("[]", "not a JSON object"),
        ('{"</s>": 0, "<unk>": 1, "<pad>": 3}', "ids are not 0, 1, 2"),
        ('{"</s>": 0, "<pad>": 1}', "no <unk>"),
        ('{"</s>": 0, "<pad>": 1, "<unk>": 2}', "<pad> is not the last piece"),
    ],
)
def test_a_damaged_vocabulary_is_refused(copy: Path, content: str, message: str) -> None:
    (copy / "vocab.json").write_text(content)
    with pytest.raises(CheckpointError, match=message):
        Checkpoint.load(copy)


def test_the_hash_is_of_the_content_alone(shared: Path, copy: Path) -> None:
    assert Checkpoint.load(copy).hash == Checkpoint.load(shared).hash
    edit(copy / "config.json", init_std=0.5)
    assert Checkpoint.load(copy).hash != Checkpoint.load(shared).hash


def test_the_starter_serves_every_target_from_english_and_says_what_it_is() -> None:
    starter = models.starter()
    assert [starter.serves(EN, target) for target in (SR, UZ, RU)] == [True, True, True]
    assert starter.notice == "starter model, for trial"
    assert starter.name == "starter"
