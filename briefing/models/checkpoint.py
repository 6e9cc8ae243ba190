"""Checkpoints: folders in the Hugging Face hub's Marian layout, verified before anything runs.

A Marian checkpoint is `config.json`, `tokenizer_config.json`, `source.spm`, `target.spm`,
`vocab.json` and `model.safetensors`; one whose sides do not share a vocabulary has
`target_vocab.json` as well. Of `generation_config.json`, which may be there, the length penalty
counts; the engine's own settings, which the signature shows, take the place of the rest.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefing.errors import CheckpointError
from briefing.languages import Language

WEIGHTS = "model.safetensors"
FILES = ("config.json", "tokenizer_config.json", "source.spm", "target.spm", "vocab.json", WEIGHTS)
TARGET_VOCABULARY = "target_vocab.json"
GENERATION = "generation_config.json"

# Members that are served here of the ISO 639-5 groups by which checkpoints call their sides.
GROUPS: dict[str, tuple[str, ...]] = {
    "zle": ("rus",),
    "zls": ("srp",),
    "hbs": ("srp",),
    "sh": ("srp",),
    "sla": ("rus", "srp"),
    "trk": ("uzb",),
    "mul": ("eng", "rus", "srp", "uzb"),
}


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Marian weights on disk, with what must be known before they are run."""

    path: Path
    name: str
    hash: str  # SHA-256 of its files, in hexadecimal
    source: str  # as its makers wrote it: "eng", "deu_eng_fra_por_spa", "zle"
    target: str
    labels: tuple[str, ...]  # ">>srp_Cyrl<<", …; empty when it has one target language only
    config: Mapping[str, Any] = field(repr=False, compare=False)
    source_vocabulary: tuple[str, ...] = field(repr=False, compare=False)  # `<pad>` is the last
    target_vocabulary: tuple[str, ...] = field(repr=False, compare=False)
    notice: str | None = None  # what every document made with it must say
    length_penalty: float = 1.0  # that its makers ask for

    @classmethod
    def load(
        cls, path: Path | str, *, name: str | None = None, notice: str | None = None
    ) -> Checkpoint:
        """Return the checkpoint in folder `path`, called by the folder's name unless told.

        Raises CheckpointError when a file is missing or damaged, when the weights are there as a
        pickle only, and when the folder holds something other than a Marian checkpoint.
        """
        path = Path(path)
        _require_files(path)
        config = _json_object(path / "config.json")
        tokenizer = _json_object(path / "tokenizer_config.json")
        _require_marian(path, config)
        source_vocabulary = target_vocabulary = _vocabulary(path / "vocab.json")
        files: tuple[str, ...] = FILES
        if tokenizer.get("separate_vocabs", False):
            target_vocabulary = _vocabulary(path / TARGET_VOCABULARY)
            files = (*FILES, TARGET_VOCABULARY)
        _require_whole_weights(path / WEIGHTS)
        return cls(
            path=path,
            name=name or path.resolve().name,
            hash=_hash(path, files),
            source=str(tokenizer.get("source_lang") or ""),
            target=str(tokenizer.get("target_lang") or ""),
            labels=tuple(p for p in source_vocabulary if p.startswith(">>") and p.endswith("<<")),
            config=config,
            source_vocabulary=source_vocabulary,
            target_vocabulary=target_vocabulary,
            notice=notice,
            length_penalty=_length_penalty(path / GENERATION),
        )

    @property
    def positions(self) -> int:
        """How many pieces, marks included, fit on either side."""
        return int(self.config["max_position_embeddings"])

    def serves(self, source: Language, target: Language) -> bool:
        """Tell whether the checkpoint translates `source` into `target`."""
        if not _covers(self.source, source):
            return False
        return target.marian_label in self.labels if self.labels else _covers(self.target, target)

    def label(self, target: Language) -> str | None:
        """Return the piece that asks for `target`, or None where there is nothing to ask.

        Raises CheckpointError when the checkpoint does not write `target`. Marian itself would
        read an unknown label as an unknown word and write some other language.
        """
        if self.labels:
            if target.marian_label not in self.labels:
                raise CheckpointError(
                    self.name,
                    f"it has no label {target.marian_label} for {target.name}",
                    f"Use a checkpoint that has it; this one has {', '.join(self.labels)}",
                )
            return target.marian_label
        if not _covers(self.target, target):
            raise CheckpointError(
                self.name,
                f'it translates into "{self.target}", not into {target.name}',
                f"Use a checkpoint that writes {target.name}",
            )
        return None


def _covers(side: str, language: Language) -> bool:
    """Tell whether `side`, codes joined by underscores, names `language` or a group it is in."""
    three_letters = language.marian_label.strip("><").split("_")[0]
    return any(
        code in (language.tag, three_letters) or three_letters in GROUPS.get(code, ())
        for code in side.split("_")
    )


def _require_files(path: Path) -> None:
    if not path.is_dir():
        raise CheckpointError(
            str(path), "there is no such folder", "Give the folder of a Marian checkpoint"
        )
    missing = [name for name in FILES if not (path / name).is_file()]
    pickles = sorted(p.name for pattern in ("*.bin", "*.pt", "*.pkl") for p in path.glob(pattern))
    if WEIGHTS in missing and pickles:
        raise CheckpointError(
            str(path),
            f"its weights are there as a pickle only ({', '.join(pickles)}), and reading a pickle "
            "runs whatever code was put into it",
            f"Get the checkpoint's {WEIGHTS}, or have the pickle converted to it by someone who "
            "trusts it",
        )
    if missing:
        raise CheckpointError(
            str(path), f"{', '.join(missing)} missing", "Fetch the whole checkpoint again"
        )


def _require_marian(path: Path, config: Mapping[str, Any]) -> None:
    """Refuse what the converter would turn into a model that computes something else."""
    expected: dict[str, Any] = {
        "model_type": "marian",
        "normalize_before": False,
        "normalize_embedding": False,
        "add_final_layer_norm": False,
    }
    for key, value in expected.items():
        if config.get(key, value) != value:
            raise CheckpointError(
                str(path / "config.json"),
                f"{key} is {json.dumps(config[key])}; a MarianMT checkpoint has "
                f"{json.dumps(value)}",
                "Give the folder of a MarianMT checkpoint",
            )


def _json_object(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(path.read_bytes())
    except ValueError as error:  # not JSON, or not UTF-8
        raise CheckpointError(str(path), f"not JSON ({error})", "Fetch the file again") from error
    if not isinstance(value, dict):
        raise CheckpointError(str(path), "not a JSON object", "Fetch the file again")
    return value


def _length_penalty(path: Path) -> float:
    asked = _json_object(path).get("length_penalty") if path.is_file() else None
    return float(asked) if isinstance(asked, int | float) else 1.0


def _vocabulary(path: Path) -> tuple[str, ...]:
    """Return the pieces of a vocabulary file in the order of their ids."""
    if not path.is_file():
        raise CheckpointError(str(path), "it is missing", "Fetch the whole checkpoint again")
    ids = _json_object(path)
    pieces = tuple(sorted(ids, key=lambda piece: ids[piece]))
    if [ids[piece] for piece in pieces] != list(range(len(pieces))):
        raise CheckpointError(str(path), "ids are not 0, 1, 2, …", "Fetch the file again")
    if absent := [mark for mark in ("</s>", "<unk>", "<pad>") if mark not in ids]:
        raise CheckpointError(str(path), f"no {', '.join(absent)}", "Fetch the file again")
    if pieces[-1] != "<pad>":
        # transformers appends it to Marian's own vocabulary, and conversion takes it off again.
        raise CheckpointError(
            str(path), "<pad> is not the last piece", "Give a checkpoint in the hub's layout"
        )
    return pieces


def _require_whole_weights(path: Path) -> None:
    """Open the header, which knows how long the file must be."""
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, framework="np"):
            pass
    except SafetensorError as error:
        raise CheckpointError(
            str(path),
            f"not a whole safetensors file ({error}; {path.stat().st_size} bytes)",
            "Fetch the file again; with git, run `git lfs pull`",
        ) from error


def _hash(path: Path, files: tuple[str, ...]) -> str:
    total = hashlib.sha256()
    for name in files:
        with (path / name).open("rb") as file:
            total.update(f"{name}\0".encode() + hashlib.file_digest(file, "sha256").digest())
    return total.hexdigest()
