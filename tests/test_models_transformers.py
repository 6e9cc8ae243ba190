"""The two libraries agree: the same pieces, scores and attention from one checkpoint in float32."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import models_toys
import pytest

from briefing.decoding import Request
from briefing.errors import CheckpointError
from briefing.languages import LANGUAGES
from briefing.models import Checkpoint, MarianEngine

SR = LANGUAGES["sr"]
PREFIXES = ("", "Влада", "Влада ", "Министар спољних ")


@pytest.fixture(scope="module", params=["shared", "separate"])
def pair(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[MarianEngine, MarianEngine]:
    folder = tmp_path_factory.mktemp("toys")
    checkpoint = Checkpoint.load(getattr(models_toys, request.param)(folder / request.param))
    return (
        MarianEngine(checkpoint, beam_size=1, compute_type="float32", threads=1),
        MarianEngine(checkpoint, beam_size=1, threads=1, library="transformers"),
    )


def test_greedy_output_is_the_same_piece_by_piece(pair: tuple[MarianEngine, MarianEngine]) -> None:
    requests = [Request(line, prefix) for line in models_toys.ENGLISH for prefix in PREFIXES]
    ours, theirs = (engine.decode(requests, SR, attention=True) for engine in pair)
    for [one], [other] in zip(ours, theirs, strict=True):
        assert one.text == other.text
        assert one.target_spans == other.target_spans
        assert one.source_spans == other.source_spans
        assert one.complete == other.complete
        assert one.score == pytest.approx(other.score, abs=2e-4)
        for row, same in zip(one.attention, other.attention, strict=True):
            assert row == pytest.approx(same, abs=1e-4)


def test_given_translations_are_scored_the_same(pair: tuple[MarianEngine, MarianEngine]) -> None:
    ours, theirs = (engine.score(models_toys.ENGLISH, models_toys.SERBIAN, SR) for engine in pair)
    assert ours == pytest.approx(theirs, abs=1e-4)


def test_the_next_piece_is_the_same(pair: tuple[MarianEngine, MarianEngine]) -> None:
    label = pair[0].checkpoint.label(SR)
    for line in models_toys.ENGLISH:
        job = pair[0]._job(Request(line, "Влада"), label)
        ours, theirs = (engine._runner.following(job)[:8] for engine in pair)
        assert ours == theirs


def test_n_best_come_best_first_and_begin_as_told(pair: tuple[MarianEngine, MarianEngine]) -> None:
    requests = [Request(line, "Влада ") for line in models_toys.ENGLISH]
    for found in pair[1].decode(requests, SR, n_best=4, attention=True):
        scores = [hypothesis.score for hypothesis in found]
        assert scores == sorted(scores, reverse=True)
        for hypothesis in found:
            assert hypothesis.text == "Влада" or hypothesis.text.startswith("Влада ")
            assert len(hypothesis.attention) == len(hypothesis.target_spans)


def test_what_never_ends_is_cut_off_by_both(tmp_path: Path) -> None:
    import torch
    from safetensors.torch import load_file, save_file

    path = models_toys.shared(tmp_path / "endless")
    tensors = load_file(path / "model.safetensors")
    tensors["final_logits_bias"] = torch.zeros_like(tensors["final_logits_bias"])
    tensors["final_logits_bias"][0, 0] = -1e4
    save_file(tensors, path / "model.safetensors", {"format": "pt"})
    engine = MarianEngine(Checkpoint.load(path), beam_size=2, threads=1, library="transformers")
    [[found]] = engine.decode([Request("The embassy")], SR)
    assert not found.complete


def test_it_says_what_it_is(pair: tuple[MarianEngine, MarianEngine]) -> None:
    assert "compute:float32|transformers:" in pair[1].signature
    assert "compute:float32|ctranslate2:" in pair[0].signature


def test_without_torch_it_says_what_to_install(tmp_path: Path) -> None:
    path = models_toys.shared(tmp_path / "toy")
    code = f"""
import sys
sys.modules["torch"] = None
from briefing.models import Checkpoint, MarianEngine
from briefing.errors import CheckpointError
try:
    MarianEngine(Checkpoint.load({str(path)!r}), library="transformers")
except CheckpointError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "pip install 'briefing[torch]'" in done.stdout


def test_errors_are_those_of_the_checkpoint(pair: tuple[MarianEngine, MarianEngine]) -> None:
    if not pair[1].checkpoint.labels:
        with pytest.raises(CheckpointError, match="not into Russian"):
            pair[1].decode([Request("The embassy")], LANGUAGES["ru"])
