"""One joint sentencepiece vocabulary for English and the three targets.

Layout of ids, the same as the hub's Marian checkpoints use: `</s>` 0, `<unk>` 1, the labels,
the pieces, and `<pad>` last. `<pad>` starts the decoder and its embedding stays zero.
"""

import io
import json
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

import sentencepiece

from training.clean import LABELS, Pair

EOS, UNK = 0, 1
# What a text may hold though the corpora seldom do: without a piece of its own a capital Њ or the
# ć of a name would be unreadable.
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяё" + "ђјљњћџ"
_LATIN = "abcdefghijklmnopqrstuvwxyz" + "čćđšžáâàéêèëíóôöőúüñäåçșţțışğăłőż"
CHARACTERS = "".join(
    dict.fromkeys(
        f"{_CYRILLIC}{_CYRILLIC.upper()}{_LATIN}{_LATIN.upper()}0123456789"
        ".,:;!?'\"()-–—„“”«»‘’ʻʼ/&%+=°€$£"
    )
)
COPIES = {"domain": 3, "wider": 3} | dict.fromkeys(
    ("short", "spliced", "names", "general", "interface", "books"), 1
)
SENTENCES_PER_BASE_GROUP = 12_000


class Vocabulary:
    """Text ↔ ids; `pad` is the last id and `size` counts it."""

    def __init__(self, model: bytes) -> None:
        self.model = model
        self.processor = sentencepiece.SentencePieceProcessor(model_proto=model)
        self.pad: int = self.processor.get_piece_size()
        self.size = self.pad + 1
        self.labels = {name: self.processor.piece_to_id(mark) for name, mark in LABELS.items()}
        self.pieces = [self.processor.id_to_piece(i) for i in range(self.pad)] + ["<pad>"]

    @classmethod
    def load(cls, path: Path) -> "Vocabulary":
        """From a sentencepiece model's file."""
        return cls(path.read_bytes())

    def encode(self, sentences: Sequence[str], sample: float = 0.0) -> list[list[int]]:
        """Ids without label or `</s>`; `sample` > 0 draws a segmentation with that alpha."""
        if not sample:
            ids: list[list[int]] = self.processor.encode(list(sentences))
            return ids
        drawn: list[list[int]] = self.processor.encode(
            list(sentences), enable_sampling=True, alpha=sample, nbest_size=-1
        )
        return drawn

    def digits(self) -> dict[str, int]:
        """The piece of each digit 0–9 (numbers are split into digits)."""
        return {d: self.processor.piece_to_id(d) for d in "0123456789"}

    def save(self, folder: Path) -> None:
        """source.spm, target.spm and vocab.json, as MarianTokenizer reads them."""
        (folder / "source.spm").write_bytes(self.model)
        (folder / "target.spm").write_bytes(self.model)
        ids = {piece: i for i, piece in enumerate(self.pieces)}
        (folder / "vocab.json").write_text(json.dumps(ids, ensure_ascii=False, indent=0), "utf-8")


def training_text(pairs: Iterable[Pair], seed: int = 1) -> list[str]:
    """The lines sentencepiece learns from: all of the domain, a sample of every other corner."""
    corners: dict[tuple[str, str], list[Pair]] = {}
    for pair in pairs:
        corners.setdefault((pair.group, pair.language), []).append(pair)
    chosen: list[str] = []
    for (group, _), members in sorted(corners.items()):
        if group not in ("domain", "wider", "short"):
            members = random.Random(seed).sample(
                members, min(len(members), SENTENCES_PER_BASE_GROUP)
            )
        english = sorted({pair.english for pair in members})
        # The domain's English is the same for every target: a third of its weight each time.
        share = english[::3] if group in ("domain", "wider", "short") else english[::2]
        chosen += COPIES[group] * (share + [pair.target for pair in members])
    return chosen


def learn(lines: Sequence[str], size: int) -> Vocabulary:
    """A unigram model of `size` pieces, or fewer if the text has no more; digits apart."""
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines),
        model_writer=model,
        vocab_size=size,
        model_type="unigram",
        character_coverage=0.9998,
        split_digits=True,
        required_chars=CHARACTERS,
        hard_vocab_limit=False,
        user_defined_symbols=sorted(LABELS.values()),
        eos_id=EOS,
        unk_id=UNK,
        bos_id=-1,
        pad_id=-1,
        max_sentence_length=8192,
        shuffle_input_sentence=False,
        minloglevel=2,
    )
    return Vocabulary(model.getvalue())
