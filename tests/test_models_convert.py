"""Conversion: what CTranslate2 computes is what transformers and CTranslate2's converter do."""

import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import ctranslate2
import models_toys
import numpy as np
import pytest
import torch
from ctranslate2.converters import TransformersConverter
from safetensors.numpy import load_file, save_file
from transformers import MarianMTModel, MarianTokenizer

from briefing.errors import CheckpointError
from briefing.models import Checkpoint
from briefing.models.convert import convert, quantised, read_safetensors, sinusoids

torch.set_num_threads(1)  # its threads only get in each other's way on models this small

TOYS = {"shared": models_toys.shared, "separate": models_toys.separate}


def _sources(checkpoint: Checkpoint, tokenizer: Any) -> list[list[str]]:
    label = ">>srp_Cyrl<<" if checkpoint.labels else ""
    return [
        [checkpoint.source_vocabulary[i] for i in tokenizer(f"{label}{line}").input_ids]
        for line in models_toys.ENGLISH
    ]


def _tokenizer(folder: Path) -> Any:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Recommended: pip install sacremoses")
        return MarianTokenizer.from_pretrained(folder)


def _translator(checkpoint: Checkpoint, folder: Path) -> Any:
    folder.mkdir()
    convert(checkpoint, folder, "float32")
    return ctranslate2.Translator(str(folder), compute_type="float32", intra_threads=1)


@pytest.mark.parametrize("toy", TOYS)
@pytest.mark.parametrize("dtype", ["float32", "float16", "bfloat16"])
def test_greedy_search_gives_the_pieces_that_transformers_gives(
    toy: str, dtype: str, tmp_path: Path
) -> None:
    folder = TOYS[toy](tmp_path / toy, dtype=dtype)
    checkpoint = Checkpoint.load(folder)
    tokenizer = _tokenizer(folder)
    sources = _sources(checkpoint, tokenizer)
    ours = _translator(checkpoint, tmp_path / "converted").translate_batch(
        sources, beam_size=1, max_decoding_length=25, return_end_token=True
    )
    model = MarianMTModel.from_pretrained(folder, dtype=torch.float32).eval()
    pad = checkpoint.target_vocabulary.index("<pad>")
    for source, mine in zip(sources, ours, strict=True):
        theirs = model.generate(
            torch.tensor([[checkpoint.source_vocabulary.index(piece) for piece in source]]),
            num_beams=1,
            do_sample=False,
            max_new_tokens=25,
            bad_words_ids=[[pad]],
        )[0].tolist()
        assert mine.hypotheses[0] == [checkpoint.target_vocabulary[i] for i in theirs[1:]]


def test_beam_search_scores_what_ctranslate2s_own_conversion_scores(tmp_path: Path) -> None:
    folder = models_toys.shared(tmp_path / "toy")
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Recommended: pip install sacremoses")
        TransformersConverter(str(folder)).convert(str(tmp_path / "theirs"))
    checkpoint = Checkpoint.load(folder)
    sources = _sources(checkpoint, _tokenizer(folder))
    theirs = ctranslate2.Translator(
        str(tmp_path / "theirs"), compute_type="float32", intra_threads=1
    )
    ours = _translator(checkpoint, tmp_path / "ours")
    for beam in (1, 4):
        mine, expected = (
            engine.translate_batch(
                sources,
                beam_size=beam,
                num_hypotheses=beam,
                return_scores=True,
                max_decoding_length=40,
            )
            for engine in (ours, theirs)
        )
        for one, other in zip(mine, expected, strict=True):
            assert one.hypotheses == other.hypotheses
            assert one.scores == pytest.approx(other.scores, abs=1e-4)


@pytest.mark.parametrize(
    ("toy", "changes", "name"),
    [
        ("shared", {}, "decoder/embeddings/weight"),
        ("separate", {}, "decoder/embeddings/weight"),
        ("separate", {"tie_word_embeddings": False}, "decoder/projection/weight"),
    ],
    ids=["shared", "tied", "untied"],
)
def test_the_output_projection_has_seven_bits(
    toy: str, changes: dict[str, Any], name: str, tmp_path: Path
) -> None:
    """With eight, sums of two products overflow where the processor has no VNNI."""
    checkpoint = Checkpoint.load(TOYS[toy](tmp_path / toy, **changes))
    exact = quantised(checkpoint, "float32").variables()
    found = quantised(checkpoint, "int8").variables()
    name = name if name in found else "encoder/embeddings_0/weight"  # one for both sides
    weight, scale = found[name].numpy(), found[f"{name}_scale"].numpy()
    assert weight.dtype == np.int8
    assert np.abs(weight).max() == 64
    # Nothing is lost but by rounding.
    assert np.abs(weight - exact[name].numpy() * scale[:, None]).max() <= 0.5 + 1e-3
    assert np.abs(found["decoder/layer_0/ffn/linear_0/weight"].numpy()).max() == 127


def test_positions_are_those_of_transformers() -> None:
    from transformers.models.marian.modeling_marian import MarianSinusoidalPositionalEmbedding

    theirs = MarianSinusoidalPositionalEmbedding(50, 30)
    with torch.no_grad():
        theirs.weight.copy_(theirs.create_weight())
    np.testing.assert_allclose(sinusoids(50, 30), theirs.weight.detach().numpy(), atol=1e-6)


@pytest.mark.parametrize("dtype", ["float32", "float16", "bfloat16"])
def test_every_float_type_is_read_as_torch_reads_it(dtype: str, tmp_path: Path) -> None:
    from safetensors.torch import save_file as save_torch

    tensor = torch.tensor([[1.5, -2.25, 1e-3], [0.0, 65504.0, -1e-5]]).to(getattr(torch, dtype))
    save_torch({"x": tensor}, tmp_path / "x.safetensors")
    read = read_safetensors(tmp_path / "x.safetensors")["x"]
    np.testing.assert_array_equal(read, tensor.float().numpy())


def test_another_type_is_refused_by_name(tmp_path: Path) -> None:
    save_file({"x": np.zeros(2, "int8")}, tmp_path / "x.safetensors")
    with pytest.raises(CheckpointError, match="tensor x is of type I8"):
        read_safetensors(tmp_path / "x.safetensors")


def _without(tensors: dict[str, Any]) -> None:
    del tensors["model.encoder.layers.0.fc1.weight"]


def _with_more(tensors: dict[str, Any]) -> None:
    tensors["model.encoder.layernorm_embedding.weight"] = np.ones(32, "f4")


def _with_fewer_pieces(tensors: dict[str, Any]) -> None:
    tensors["model.shared.weight"] = tensors["model.shared.weight"][1:]


def _without_embeddings(tensors: dict[str, Any]) -> None:
    del tensors["model.shared.weight"]


def _with_a_pad(tensors: dict[str, Any]) -> None:
    tensors["model.shared.weight"][-1] = 0.5


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (_without, r"no tensor model\.encoder\.layers\.0\.fc1\.weight"),
        (_with_more, r"MarianMT has not: model\.encoder\.layernorm_embedding\.weight"),
        (_with_fewer_pieces, "encoder embeddings for"),
        (_without_embeddings, r"neither model\.encoder\.embed_tokens\.weight nor"),
        (_with_a_pad, "embedding of <pad>"),
    ],
)
def test_weights_that_do_not_fit_are_refused(change, message, tmp_path: Path) -> None:
    folder = models_toys.shared(tmp_path / "toy")
    tensors = load_file(folder / "model.safetensors")
    change(tensors)
    save_file(tensors, folder / "model.safetensors")
    with pytest.raises(CheckpointError, match=message):
        convert(Checkpoint.load(folder), tmp_path, "float32")


def test_an_unknown_activation_is_named(tmp_path: Path) -> None:
    folder = models_toys.shared(tmp_path / "toy", activation_function="tanh")
    with pytest.raises(CheckpointError, match="activation_function 'tanh'"):
        convert(Checkpoint.load(folder), tmp_path, "float32")


def test_no_torch_is_needed(tmp_path: Path) -> None:
    code = f"""
import sys
sys.modules["torch"] = sys.modules["transformers"] = None
from pathlib import Path
from briefing import models
from briefing.models.convert import convert
convert(models.starter(), Path({str(tmp_path)!r}), "int8")
"""
    subprocess.run([sys.executable, "-c", code], check=True)
    assert (tmp_path / "model.bin").exists()
