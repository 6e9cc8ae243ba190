"""A trained model → a folder in the hub's Marian layout."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import Tensor

from training.model import Shape
from training.vocabulary import EOS, UNK, Vocabulary


def config(shape: Shape) -> dict[str, object]:
    """config.json for a model of this shape."""
    pad = shape.vocabulary - 1
    return {
        "architectures": ["MarianMTModel"],
        "model_type": "marian",
        "activation_function": "relu",
        "activation_dropout": 0.0,
        "attention_dropout": 0.0,
        "dropout": 0.1,
        "init_std": 0.02,
        "d_model": shape.width,
        "encoder_layers": shape.encoder_layers,
        "decoder_layers": shape.decoder_layers,
        "encoder_attention_heads": shape.heads,
        "decoder_attention_heads": shape.heads,
        "encoder_ffn_dim": shape.feed_forward,
        "decoder_ffn_dim": shape.feed_forward,
        "encoder_layerdrop": 0.0,
        "decoder_layerdrop": 0.0,
        "max_position_embeddings": shape.positions,
        "static_position_embeddings": True,
        "scale_embedding": True,
        "share_encoder_decoder_embeddings": True,
        "tie_word_embeddings": True,
        "is_encoder_decoder": True,
        "use_cache": True,
        "vocab_size": shape.vocabulary,
        "decoder_vocab_size": shape.vocabulary,
        "bos_token_id": EOS,
        "eos_token_id": EOS,
        "forced_eos_token_id": EOS,
        "pad_token_id": pad,
        "decoder_start_token_id": pad,
        "dtype": "float16",
    }


def export(
    weights: Mapping[str, Tensor],
    shape: Shape,
    vocabulary: Vocabulary,
    folder: Path,
    card: str = "",
    half: bool = True,
) -> None:
    """Write the folder anew; it is complete under its name or not there at all."""
    fresh = folder.with_name(folder.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    kind = torch.float16 if half else torch.float32
    tensors = {name: value.to("cpu", kind).contiguous() for name, value in weights.items()}
    save_file(tensors, fresh / "model.safetensors", metadata={"format": "pt"})
    (fresh / "model.safetensors").chmod(0o644)
    vocabulary.save(fresh)
    pad = vocabulary.pad
    files: dict[str, dict[str, object]] = {
        "config.json": config(shape),
        "generation_config.json": {
            "bad_words_ids": [[pad], [UNK]],
            "decoder_start_token_id": pad,
            "eos_token_id": EOS,
            "forced_eos_token_id": EOS,
            "pad_token_id": pad,
            "max_length": shape.positions,
            "num_beams": 4,
            "length_penalty": 1.6,  # measured on dev: with 1.0 it says too little
        },
        "tokenizer_config.json": {
            "source_lang": "eng",
            "target_lang": "mul",
            "unk_token": "<unk>",
            "eos_token": "</s>",
            "pad_token": "<pad>",
            "model_max_length": shape.positions,
            "tokenizer_class": "MarianTokenizer",
        },
    }
    for name, content in files.items():
        (fresh / name).write_text(json.dumps(content, indent=2) + "\n", "utf-8")
    if card:
        (fresh / "README.md").write_text(card, "utf-8")
    if folder.exists():
        old = folder.with_name(folder.name + ".old")
        shutil.rmtree(old, ignore_errors=True)
        folder.replace(old)
        fresh.replace(folder)
        shutil.rmtree(old)
    else:
        fresh.replace(folder)
