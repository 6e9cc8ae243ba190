"""What computes: a graphics card only where there is one, with a clear sentence elsewhere."""

from __future__ import annotations

from pathlib import Path

import ctranslate2
import pytest
import torch

from briefing import models
from briefing.cli import main
from briefing.decoding import Request
from briefing.errors import CheckpointError
from briefing.languages import LANGUAGES

without = pytest.mark.skipif(
    bool(ctranslate2.get_cuda_device_count()) or torch.cuda.is_available(),
    reason="there is a CUDA device",
)
with_one = pytest.mark.skipif(
    not (ctranslate2.get_cuda_device_count() and torch.cuda.is_available()),
    reason="there is no CUDA device",
)
LIBRARIES: tuple[models.Library, ...] = ("ctranslate2", "transformers")


@without
@pytest.mark.parametrize("library", LIBRARIES)
def test_without_a_card_asking_for_one_is_an_error(library: models.Library) -> None:
    with pytest.raises(CheckpointError, match=r"no CUDA device.*--device cpu"):
        models.MarianEngine(models.starter(), library=library, device="cuda")


@without
def test_the_command_says_so_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = tmp_path / "a.txt"
    article.write_text("The ministers met in Tashkent on Friday. They spoke of trade.", "utf-8")
    options = ["--to", "sr", "--device", "cuda", "--translator", "starter"]
    assert main(["make", str(article), "--out", str(tmp_path / "out"), *options]) == 2
    error = capsys.readouterr().err
    assert "no CUDA device is found" in error
    assert "--device cpu" in error
    assert not (tmp_path / "out").exists()


@with_one
@pytest.mark.parametrize("library", LIBRARIES)
def test_on_a_card_it_translates(library: models.Library) -> None:
    engine = models.MarianEngine(models.starter(), library=library, device="cuda")
    [[hypothesis]] = engine.decode([Request("The ministers met.")], LANGUAGES["ru"])
    assert hypothesis.complete
    assert hypothesis.text
