"""Marian weights in safetensors → a CTranslate2 model, without torch.

What is computed is what transformers' MarianMTModel computes: layer norms after the residuals,
sinusoidal positions, a decoder that starts from a zero embedding. Quantising is CTranslate2's own,
but for the output projection.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from briefing.errors import CheckpointError
from briefing.models.checkpoint import WEIGHTS, Checkpoint

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float32]

ComputeType = Literal["int8", "int8_float32", "float32"]

# Raise it with every change to what `convert` writes: conversions kept so far are then made anew.
VERSION = 2

# Where a processor has no VNNI, two products of a byte with sign and one without are added in 16
# bits, which overflow unless one of them has seven bits: 2 × 255 × 64 < 2¹⁵.
_SAFE = 64


def convert(checkpoint: Checkpoint, folder: Path, compute_type: ComputeType) -> None:
    """Write `checkpoint` into the existing `folder` as a CTranslate2 model.

    Raises CheckpointError when the weights are not those that config.json announces, and OSError
    when `folder` cannot be written.
    """
    quantised(checkpoint, compute_type).save(str(folder))


def quantised(checkpoint: Checkpoint, compute_type: ComputeType) -> Any:
    """Return `specification(checkpoint)` in the precision that it is to be stored in."""
    spec = specification(checkpoint)
    spec.validate()
    projection = spec.decoder.projection.weight.numpy().copy()
    spec.optimize(quantization=compute_type)
    if compute_type != "float32":
        _set_in_seven_bits(spec, projection)
    return spec


def _set_in_seven_bits(spec: Any, projection: Array) -> None:
    """Quantise the output projection anew, so that no score of a piece is cut off.

    Those of the end mark were, and translations ended too early. In the other matrices it happens
    too seldom to be worth a bit.
    """
    import numpy as np

    tied = spec.decoder.projection.weight  # the name of the embeddings, if it is one with them
    name = tied if isinstance(tied, str) else "decoder/projection/weight"
    variables = spec.variables()
    largest = np.abs(projection).max(axis=1)
    scale = _SAFE / np.where(largest, largest, 1)
    variables[name].numpy()[:] = np.rint(projection * scale[:, None])
    variables[f"{name}_scale"].numpy()[:] = scale


def specification(checkpoint: Checkpoint) -> Any:
    """Return `checkpoint` as a ctranslate2.specs.TransformerSpec in float32."""
    from ctranslate2.specs import TransformerSpec
    from ctranslate2.specs.transformer_spec import TransformerDecoderSpec, TransformerEncoderSpec

    config = checkpoint.config
    tensors = _Tensors(checkpoint)
    activation = _activation(checkpoint)
    encoder = TransformerEncoderSpec(
        config["encoder_layers"],
        config["encoder_attention_heads"],
        pre_norm=False,
        activation=activation,
    )
    decoder = TransformerDecoderSpec(
        config["decoder_layers"],
        config["decoder_attention_heads"],
        pre_norm=False,
        activation=activation,
    )
    # transformers begins a translation with <pad>, whose embedding is zero, and forbids it
    # afterwards; Marian knows no such piece. So its rows go, and the decoder starts from zero.
    decoder.start_from_zero_embedding = True
    sides = ((encoder, "encoder"), (decoder, "decoder"))
    embeddings = {name: tensors.embeddings(name) for _, name in sides}
    for side, name in sides:
        side.scale_embeddings = math.sqrt(config["d_model"]) if config["scale_embedding"] else 1.0
        side.position_encodings.encodings = sinusoids(checkpoint.positions, config["d_model"])
        for number, layer in enumerate(side.layer):
            tensors.set_layer(layer, f"model.{name}.layers.{number}")
    encoder.embeddings[0].weight = embeddings["encoder"][:-1]
    decoder.embeddings.weight = embeddings["decoder"][:-1]
    decoder.projection.weight = tensors.projection(embeddings["decoder"])[:-1]
    bias = tensors.final_bias(len(checkpoint.target_vocabulary))
    if bias is not None:
        decoder.projection.bias = bias[:-1]
    tensors.require_none_left()

    spec = TransformerSpec(encoder, decoder)
    spec.register_source_vocabulary(list(checkpoint.source_vocabulary[:-1]))
    spec.register_target_vocabulary(list(checkpoint.target_vocabulary[:-1]))
    spec.config.eos_token = "</s>"
    spec.config.unk_token = "<unk>"
    spec.config.decoder_start_token = "</s>"  # any will do: its embedding is not looked at
    return spec


def sinusoids(positions: int, width: int) -> Array:
    """Return Marian's position encodings, (positions, width): sines first, then cosines."""
    import numpy as np

    frequencies = np.power(10000.0, -2.0 * np.arange((width + 1) // 2) / width)
    angles = np.arange(positions)[:, None] * frequencies
    return np.concatenate([np.sin(angles), np.cos(angles[:, : width // 2])], axis=1).astype("f4")


def _activation(checkpoint: Checkpoint) -> Any:
    from ctranslate2.specs import Activation

    known = {
        "relu": Activation.RELU,
        "swish": Activation.SWISH,
        "silu": Activation.SWISH,
        "gelu": Activation.GELU,
        "gelu_new": Activation.GELUTanh,
    }
    name = checkpoint.config["activation_function"]
    if name not in known:
        raise CheckpointError(
            str(checkpoint.path / "config.json"),
            f"activation_function {name!r} is not one that can be converted",
            f"Give one that has {', '.join(known)}, or run it with --library transformers",
        )
    return known[name]


class _Tensors:
    """A checkpoint's tensors, taken out one by one, so that none is overlooked."""

    def __init__(self, checkpoint: Checkpoint) -> None:
        self.checkpoint = checkpoint
        self.file = str(checkpoint.path / WEIGHTS)
        self.left = read_safetensors(checkpoint.path / WEIGHTS)

    def take(self, name: str) -> Array:
        if name not in self.left:
            raise CheckpointError(
                self.file,
                f"there is no tensor {name}, which config.json calls for",
                "Fetch the whole checkpoint again",
            )
        return self.left.pop(name)

    def embeddings(self, side: str) -> Array:
        """Return the embeddings of "encoder" or "decoder", (pieces, width), `<pad>` last."""
        own, shared = f"model.{side}.embed_tokens.weight", "model.shared.weight"
        weight = self.left[own] if own in self.left else self.left.get(shared)
        if weight is None:
            raise CheckpointError(
                self.file, f"there is neither {own} nor {shared}", "Fetch the checkpoint again"
            )
        vocabulary = {
            "encoder": self.checkpoint.source_vocabulary,
            "decoder": self.checkpoint.target_vocabulary,
        }[side]
        if len(weight) != len(vocabulary):
            raise CheckpointError(
                self.file,
                f"there are {len(weight)} {side} embeddings for {len(vocabulary)} pieces",
                "Fetch the whole checkpoint again: files of two checkpoints are mixed",
            )
        if side == "decoder" and weight[-1].any():
            raise CheckpointError(
                self.file,
                "the embedding of <pad>, from which Marian starts, is not zero",
                "Give a checkpoint trained or converted as Marian's are",
            )
        return weight

    def projection(self, embeddings: Array) -> Array:
        """Return the output projection, which is the decoder's embeddings unless untied."""
        own = self.left.get("lm_head.weight", embeddings)
        return embeddings if self.checkpoint.config.get("tie_word_embeddings", True) else own

    def final_bias(self, pieces: int) -> Array | None:
        """Return the bias of the output projection, (pieces,), None when it is zero."""
        bias = self.left.pop("final_logits_bias", None)
        if bias is None or not bias.any():
            return None
        return bias.reshape(pieces)

    def set_layer(self, spec: Any, scope: str) -> None:
        self.set_attention(spec.self_attention, f"{scope}.self_attn", self_attention=True)
        if hasattr(spec, "attention"):
            self.set_attention(spec.attention, f"{scope}.encoder_attn", self_attention=False)
        self.set_linear(spec.ffn.linear_0, f"{scope}.fc1")
        self.set_linear(spec.ffn.linear_1, f"{scope}.fc2")
        self.set_norm(spec.ffn.layer_norm, f"{scope}.final_layer_norm")

    def set_attention(self, spec: Any, scope: str, *, self_attention: bool) -> None:
        """CTranslate2 multiplies by all matrices that share an input at once."""
        query, key, value = (f"{scope}.{name}_proj" for name in "qkv")
        fused = ((query, key, value),) if self_attention else ((query,), (key, value))
        for linear, parts in zip(spec.linear, (*fused, (f"{scope}.out_proj",)), strict=True):
            self.set_linear(linear, *parts)
        self.set_norm(spec.layer_norm, f"{scope}_layer_norm")

    def set_linear(self, spec: Any, *scopes: str) -> None:
        import numpy as np

        spec.weight = np.concatenate([self.take(f"{scope}.weight") for scope in scopes])
        spec.bias = np.concatenate([self.take(f"{scope}.bias") for scope in scopes])

    def set_norm(self, spec: Any, scope: str) -> None:
        spec.gamma = self.take(f"{scope}.weight")
        spec.beta = self.take(f"{scope}.bias")

    def require_none_left(self) -> None:
        """Refuse a checkpoint with more in it than was converted: it is no plain Marian model."""
        expected = {f"model.{side}.embed_positions.weight" for side in ("encoder", "decoder")}
        expected |= {f"model.{side}.embed_tokens.weight" for side in ("encoder", "decoder")}
        expected |= {"model.shared.weight", "lm_head.weight"}
        if extra := sorted(self.left.keys() - expected):
            raise CheckpointError(
                self.file,
                f"it has tensors that MarianMT has not: {', '.join(extra[:3])}",
                "Give the folder of a MarianMT checkpoint whose config.json is its own",
            )


def read_safetensors(path: Path) -> dict[str, Array]:
    """Return every tensor of a safetensors file as float32: from F32, F16 or BF16.

    numpy has no bfloat16, which is the upper half of a float32; hence not `safetensors.numpy`.
    """
    import numpy as np
    from safetensors import deserialize

    read: Callable[[bytes], list[tuple[str, dict[str, Any]]]] = deserialize

    def array(name: str, tensor: dict[str, Any]) -> Array:
        kind, data = tensor["dtype"], tensor["data"]
        if kind == "BF16":
            flat = (np.frombuffer(data, "<u2").astype("u4") << 16).view("f4")
        elif kind in ("F32", "F16"):
            flat = np.frombuffer(data, {"F32": "<f4", "F16": "<f2"}[kind]).astype("f4")
        else:
            raise CheckpointError(
                str(path),
                f"tensor {name} is of type {kind}",
                "Give a checkpoint in F32, F16 or BF16",
            )
        return flat.reshape(tensor["shape"])

    return {name: array(name, tensor) for name, tensor in read(path.read_bytes())}
