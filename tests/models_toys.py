"""Toy Marian checkpoints: random weights behind real sentencepiece models, in the hub's layout."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ENGLISH = (
    "The foreign minister met the president of Uzbekistan in Tashkent on Monday.",
    "The two sides discussed trade, energy and transport.",
    "The government will build a new railway by the end of the year.",
    "Officials said the agreement would enter into force in January.",
    "The embassy thanked the ministry for its support.",
    "No agreement was reached, and talks will continue next week.",
)
SERBIAN = (
    "Министар спољних послова састао се са председником Узбекистана у Ташкенту.",
    "Две стране разговарале су о трговини, енергетици и саобраћају.",
    "Влада ће до краја године изградити нову пругу.",
    "Званичници су рекли да споразум ступа на снагу у јануару.",
    "Амбасада је захвалила министарству на подршци.",
    "Споразум није постигнут, и разговори се настављају следеће недеље.",
)
RUSSIAN = (
    "Министр иностранных дел встретился с президентом Узбекистана в Ташкенте.",
    "Стороны обсудили торговлю, энергетику и транспорт.",
    "Правительство построит новую железную дорогу до конца года.",
)
UZBEK = (
    "Tashqi ishlar vaziri dushanba kuni Toshkentda Oʻzbekiston prezidenti bilan uchrashdi.",
    "Tomonlar savdo, energetika va transport masalalarini muhokama qildilar.",
    "Hukumat yil oxirigacha yangi temir yoʻl quradi.",
)
LABELS = (">>rus<<", ">>srp_Cyrl<<", ">>uzb_Latn<<")


def shared(folder: Path, **changes: Any) -> Path:
    """Write a multilingual checkpoint with one vocabulary for both sides."""
    folder.mkdir(parents=True)
    source = _sentencepiece(folder / "source.spm", ENGLISH, 180)
    target = _sentencepiece(folder / "target.spm", SERBIAN + RUSSIAN + UZBEK, 300)
    vocabulary = _vocabulary((*LABELS, *source, *target))
    _write_json(folder / "vocab.json", vocabulary)
    _write_tokenizer(folder, source_lang="eng", target_lang="mul", separate_vocabs=False)
    _write_model(folder, vocabulary, vocabulary, **changes)
    return folder


def separate(folder: Path, **changes: Any) -> Path:
    """Write an English-Serbian checkpoint without labels, each side with its own vocabulary."""
    folder.mkdir(parents=True)
    source = _vocabulary(_sentencepiece(folder / "source.spm", ENGLISH, 180))
    target = _vocabulary(_sentencepiece(folder / "target.spm", SERBIAN, 200))
    _write_json(folder / "vocab.json", source)
    _write_json(folder / "target_vocab.json", target)
    _write_tokenizer(folder, source_lang="en", target_lang="sr", separate_vocabs=True)
    settings = {"share_encoder_decoder_embeddings": False, "activation_function": "swish"}
    _write_model(folder, source, target, **settings | changes)
    return folder


def _sentencepiece(path: Path, lines: Iterable[str], size: int) -> list[str]:
    """Train a unigram model on `lines` and return its pieces, control symbols left out."""
    import sentencepiece

    with path.open("wb") as file:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(lines),
            model_writer=file,
            vocab_size=size,
            hard_vocab_limit=False,
            minloglevel=2,
        )
    model = sentencepiece.SentencePieceProcessor(model_file=str(path))
    pieces = (model.id_to_piece(i) for i in range(model.get_piece_size()))
    return [piece for piece in pieces if piece not in ("<s>", "</s>", "<unk>")]


def _vocabulary(pieces: Iterable[str]) -> dict[str, int]:
    order = dict.fromkeys(("</s>", "<unk>", *pieces, "<pad>"))
    return {piece: number for number, piece in enumerate(order)}


def _write_json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


def _write_tokenizer(folder: Path, **settings: Any) -> None:
    marks = {"eos_token": "</s>", "unk_token": "<unk>", "pad_token": "<pad>"}
    _write_json(
        folder / "tokenizer_config.json",
        {"tokenizer_class": "MarianTokenizer", "model_max_length": 64} | marks | settings,
    )


def _write_model(
    folder: Path,
    source: dict[str, int],
    target: dict[str, int],
    *,
    dtype: str = "float32",
    **changes: Any,
) -> None:
    import torch
    from transformers import MarianConfig, MarianMTModel

    config = MarianConfig(
        vocab_size=len(source),
        decoder_vocab_size=len(target),
        d_model=32,
        encoder_layers=2,
        decoder_layers=2,
        encoder_attention_heads=4,
        decoder_attention_heads=4,
        encoder_ffn_dim=64,
        decoder_ffn_dim=64,
        max_position_embeddings=64,
        activation_function="relu",
        scale_embedding=True,
        static_position_embeddings=True,
        init_std=0.25,  # wide enough for translations to differ
        pad_token_id=target["<pad>"],
        decoder_start_token_id=target["<pad>"],
        eos_token_id=0,
        bos_token_id=0,
        forced_eos_token_id=None,
    )
    for name, value in changes.items():
        setattr(config, name, value)
    torch.manual_seed(5)
    model = MarianMTModel(config).eval()
    with torch.no_grad():
        model.final_logits_bias.normal_()
        model.final_logits_bias[0, 0] = 2.0  # so that most translations come to an end
        model.final_logits_bias[0, -1] = 0.0
        model.get_decoder().embed_tokens.weight[target["<pad>"]] = 0.0  # as in Marian's own
    model.to(getattr(torch, dtype)).save_pretrained(folder)


def bart(folder: Path) -> Path:
    """Write a checkpoint of BART's kind with a byte-level tokenizer."""
    import torch
    from tokenizers import ByteLevelBPETokenizer
    from transformers import BartConfig, BartForConditionalGeneration

    folder.mkdir(parents=True)
    tokenizer = ByteLevelBPETokenizer()
    marks = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    tokenizer.train_from_iterator(
        ENGLISH, vocab_size=400, special_tokens=marks, show_progress=False
    )
    tokenizer.save_model(str(folder))
    _write_json(folder / "tokenizer_config.json", {"tokenizer_class": "BartTokenizer"})
    config = BartConfig(
        vocab_size=tokenizer.get_vocab_size(),
        d_model=16,
        encoder_layers=1,
        decoder_layers=1,
        encoder_attention_heads=2,
        decoder_attention_heads=2,
        encoder_ffn_dim=32,
        decoder_ffn_dim=32,
        max_position_embeddings=128,
        bos_token_id=0,
        pad_token_id=1,
        eos_token_id=2,
        decoder_start_token_id=2,
        forced_eos_token_id=2,
    )
    torch.manual_seed(5)
    BartForConditionalGeneration(config).save_pretrained(folder)
    return folder


def mt5(folder: Path) -> Path:
    """Write a checkpoint of mT5's kind, with its sentencepiece model."""
    import sentencepiece
    import torch
    from transformers import MT5Config, MT5ForConditionalGeneration

    folder.mkdir(parents=True)
    with (folder / "spiece.model").open("wb") as file:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(ENGLISH + RUSSIAN + SERBIAN + UZBEK),
            model_writer=file,
            vocab_size=300,
            hard_vocab_limit=False,
            minloglevel=2,
            pad_id=0,
            eos_id=1,
            unk_id=2,
            bos_id=-1,
        )
    model = sentencepiece.SentencePieceProcessor(model_file=str(folder / "spiece.model"))
    _write_json(folder / "tokenizer_config.json", {"tokenizer_class": "T5Tokenizer"})
    config = MT5Config(
        vocab_size=model.get_piece_size(),
        d_model=16,
        d_kv=8,
        d_ff=32,
        num_layers=1,
        num_decoder_layers=1,
        num_heads=2,
        decoder_start_token_id=0,
        pad_token_id=0,
        eos_token_id=1,
    )
    torch.manual_seed(5)
    MT5ForConditionalGeneration(config).save_pretrained(folder)
    return folder
