"""Checkpoints that write a text from a text (BART, mT5, …), on transformers and torch."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from briefing.errors import CheckpointError
from briefing.models import store
from briefing.models.cores import Device, available_cores

_SENTENCEPIECE = "spiece.model"
_DEFAULT_MAX_LENGTH = 512  # of checkpoints with relative positions, as mT5 was trained


class Seq2Seq:
    """A checkpoint loaded with its tokenizer; never code that comes with it, never a pickle."""

    def __init__(
        self,
        path: Path,
        *,
        name: str,
        threads: int = 0,
        beam_size: int = 4,
        device: Device = "cpu",
    ) -> None:
        """Load the checkpoint in folder `path`.

        Raises CheckpointError when torch is not installed or finds no such device, and when the
        folder does not hold a whole sequence-to-sequence checkpoint in safetensors.
        """
        weights = sorted(path.glob("*.safetensors"))
        if not weights:
            raise CheckpointError(
                str(path),
                "there are no weights in safetensors, and a pickle is not read because reading it"
                " runs whatever code was put into it",
                "Fetch a revision that has model.safetensors: briefing models pull --revision …",
            )
        try:
            import torch
            import transformers
        except ImportError as error:
            raise CheckpointError(
                name,
                "transformers and torch are not installed",
                "Install them with `pip install 'briefing[torch]'`",
            ) from error
        if device == "cuda" and not torch.cuda.is_available():
            raise CheckpointError(
                name, "torch finds no CUDA device", "Use --device cpu, or mend its driver"
            )
        torch.set_num_threads(threads or available_cores())
        settings: dict[str, Any] = {"local_files_only": True, "trust_remote_code": False}
        try:
            self._cutter = _cutter(path, transformers, settings)
            model: Any = transformers.AutoModelForSeq2SeqLM.from_pretrained(
                path, use_safetensors=True, **settings
            )
        except (OSError, ValueError, KeyError, ImportError, RuntimeError) as error:
            raise CheckpointError(
                str(path),
                f"it cannot be loaded ({str(error).splitlines()[0]})",
                "Give the whole folder of a checkpoint such as BART or mT5",
            ) from error
        self.name = name
        self._torch, self._beam_size = torch, beam_size
        self._model, self._device = model.float().eval().to(device), device
        digest = "".join(store.sha256(file)[:12] for file in weights)
        self.signature = (
            f"checkpoint:{name}@{digest[:12]}|beam:{beam_size}"
            f"|transformers:{transformers.__version__}|torch:{torch.__version__}"
        )

    @property
    def max_length(self) -> int:
        """The longest text it takes, in tokens, its own marks not counted."""
        positions = getattr(self._model.config, "max_position_embeddings", None)
        return int(positions or _DEFAULT_MAX_LENGTH) - len(self._cutter.encode(""))

    def length(self, text: str) -> int:
        """Return how many tokens `text` is cut into."""
        return len(self._cutter.encode(text)) - len(self._cutter.encode(""))

    def write(self, texts: Sequence[str], at_least: int, at_most: int, *, guard: int) -> list[str]:
        """Return what the checkpoint writes for each text, of about so many tokens.

        Decoding is as the checkpoint's own settings have it; under a `guard` above 0, no run of
        that many tokens comes twice.
        """
        settings: dict[str, Any] = {"no_repeat_ngram_size": guard} if guard else {}
        written = []
        for text in texts:
            cut = self._cutter.encode(" ".join(text.split()))
            ids = self._torch.tensor([cut], device=self._device)
            with self._torch.no_grad():
                output = self._model.generate(
                    input_ids=ids,
                    attention_mask=self._torch.ones_like(ids),
                    max_new_tokens=at_most,
                    min_new_tokens=min(at_least, at_most),
                    max_length=None,
                    min_length=None,
                    num_beams=self._beam_size,
                    do_sample=False,
                    **settings,
                )
            written.append(self._cutter.decode(output[0].tolist()).strip())
        return written


class _Cutter(Protocol):
    """Text ↔ token ids, marks included."""

    def encode(self, text: str) -> list[int]:
        """Return the ids of a text, with the marks the checkpoint expects."""

    def decode(self, ids: Sequence[int]) -> str:
        """Return the text of ids, marks left out."""


def _cutter(path: Path, transformers: Any, settings: dict[str, Any]) -> _Cutter:
    if (path / _SENTENCEPIECE).is_file():
        return _Sentencepiece(path / _SENTENCEPIECE)
    return _Tokenizer(transformers.AutoTokenizer.from_pretrained(path, **settings))


class _Tokenizer:
    """A tokenizer of transformers, as BART has it."""

    def __init__(self, tokenizer: Any) -> None:
        self._tokenizer = tokenizer

    def encode(self, text: str) -> list[int]:
        ids: list[int] = self._tokenizer(text, truncation=False, verbose=False).input_ids
        return ids

    def decode(self, ids: Sequence[int]) -> str:
        return str(self._tokenizer.decode(ids, skip_special_tokens=True))


class _Sentencepiece:
    """T5's and mT5's; transformers itself would need protobuf to read it."""

    def __init__(self, path: Path) -> None:
        from sentencepiece import SentencePieceProcessor

        self._model: Any = SentencePieceProcessor(model_file=str(path))

    def encode(self, text: str) -> list[int]:
        return [*self._model.encode(text), self._model.eos_id()]

    def decode(self, ids: Sequence[int]) -> str:
        known = self._model.get_piece_size()
        marks = {self._model.pad_id(), self._model.eos_id()}
        return str(self._model.decode([i for i in ids if i < known and i not in marks]))
