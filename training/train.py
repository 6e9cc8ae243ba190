"""The training loop: seeded, resumable at any saved step, on a GPU or on several CPU cores.

On a CPU every worker is one process with one thread and its own batches; every few steps their
weights are averaged (local SGD, Stich 2019). That is faster than averaging gradients at every step,
and a good deal faster than many threads inside each operation.
"""

import csv
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
import torch.distributed as dist
from torch import Tensor
from torch.multiprocessing.spawn import start_processes

from training.alignment import Lexicon, bilingual_embedding
from training.clean import LANGUAGES
from training.data import Corner, Mixture, Stream
from training.loss import losses
from training.model import Marian, Shape
from training.vocabulary import Vocabulary

# Shares of the target pieces by language and group, one a phase; where in the budget each begins.
PHASES = (0.0, 0.08, 0.35, 0.7)
SHARES: dict[str, dict[str, tuple[float, ...]]] = {
    "sr": {
        "domain": (0.25, 0.40, 0.28, 0.48),
        "wider": (0.20, 0.35, 0.24, 0.32),
        "spliced": (0.00, 0.00, 0.24, 0.10),
        "names": (0.00, 0.00, 0.03, 0.01),
        "short": (0.25, 0.05, 0.03, 0.03),
        "general": (0.25, 0.10, 0.08, 0.03),
        "interface": (0.05, 0.02, 0.00, 0.00),
        "books": (0.00, 0.08, 0.10, 0.03),
    },
    "uz": {
        "domain": (0.30, 0.48, 0.32, 0.50),
        "wider": (0.25, 0.40, 0.28, 0.33),
        "spliced": (0.00, 0.00, 0.30, 0.12),
        "names": (0.00, 0.00, 0.03, 0.01),
        "short": (0.25, 0.05, 0.04, 0.03),
        "interface": (0.20, 0.07, 0.03, 0.01),
    },
    "ru": {
        "domain": (0.25, 0.40, 0.27, 0.47),
        "wider": (0.20, 0.35, 0.23, 0.31),
        "spliced": (0.00, 0.00, 0.22, 0.10),
        "names": (0.00, 0.00, 0.03, 0.01),
        "short": (0.25, 0.05, 0.03, 0.03),
        "general": (0.25, 0.18, 0.22, 0.08),
        "interface": (0.05, 0.02, 0.00, 0.00),
    },
}


@dataclass(frozen=True)
class Settings:
    """What a run is made of; budgets and batches are in target pieces."""

    budget: int = 40_000_000
    batch: int = 4000  # of all workers together
    share_every: int = 20  # steps between two averagings of the workers' weights
    rate: float = 1e-3
    warmup: int = 300
    cooldown: float = 0.3
    dropout: float = 0.05
    smoothing: float = 0.1
    guidance: float = 0.1
    guidance_all: float = 2.0
    negatives: int = 1000
    digit_noise: float = 0.5
    joined: float = 0.05
    variants: int = 3
    alpha: float = 0.3
    pull: float = 1.0
    encoder_layers: int = 4
    decoder_layers: int = 2
    width: int = 256
    heads: int = 4
    feed_forward: int = 2048
    seed: int = 1
    look_every: int = 1_000_000
    save_every: int = 100
    patience: int = 6

    def __post_init__(self) -> None:
        if self.save_every % self.share_every:
            raise ValueError("save_every must be a multiple of share_every: workers differ between")

    def shape(self, vocabulary: int) -> Shape:
        """The model's sizes for a vocabulary of so many pieces."""
        return Shape(
            vocabulary,
            self.width,
            self.heads,
            self.feed_forward,
            self.encoder_layers,
            self.decoder_layers,
        )


@dataclass(frozen=True)
class Material:
    """All that workers need; `look` scores the averaged weights on dev, worker 0 only."""

    vocabulary: bytes
    corners: Sequence[Corner]
    lexicons: Sequence[Lexicon]
    look: Callable[[Mapping[str, Tensor], int], Mapping[str, float]]


def rate_at(step: int, seen: float, settings: Settings) -> float:
    """Linear warm-up over steps, a plateau, and a linear fall over the budget's last part."""
    fall = min(1.0, max(0.0, (1 - seen) / settings.cooldown))
    return settings.rate * min(1.0, step / settings.warmup) * max(0.02, fall)


def mixture_at(seen: float) -> Mixture:
    """The shares in force once this part of the budget is spent."""
    phase = sum(seen >= begin for begin in PHASES) - 1
    return {
        language: {group: shares[phase] for group, shares in groups.items()}
        for language, groups in SHARES.items()
    }


class Run:
    """One worker's share of a run; `save` and `load` carry everything that a step depends on."""

    def __init__(
        self, settings: Settings, material: Material, folder: Path, worker: int, workers: int
    ) -> None:
        self.settings, self.material, self.folder = settings, material, folder
        self.worker, self.workers = worker, workers
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        vocabulary = Vocabulary(material.vocabulary)
        self.pad = vocabulary.pad
        torch.manual_seed(settings.seed)
        self.model = Marian(settings.shape(vocabulary.size), settings.dropout)
        with torch.no_grad():
            self.model.final_logits_bias[0] = log_frequencies(material.corners, vocabulary.size)
            if settings.pull:
                shared = self.model.model.shared.weight
                shared.copy_(bilingual_embedding(shared, material.lexicons, settings.pull))
        self.model.to(self.device)
        self.lexicons = [lexicon.to(self.device) for lexicon in material.lexicons]
        self.gradient = self._flatten_gradients()
        self.optimiser = torch.optim.Adam(
            self.model.parameters(), betas=(0.9, 0.98), eps=1e-9, fused=True
        )
        self.stream = Stream(
            material.corners,
            vocabulary,
            mixture_at(0.0),
            settings.batch // workers,
            seed=settings.seed,
            digit_noise=settings.digit_noise,
            joined=settings.joined,
            part=worker,
            parts=workers,
        )
        self.batches = iter(self.stream)
        self.average = {k: v.clone() for k, v in self.model.state_dict().items()}
        self.step = self.pieces = self.unshared = 0
        self.seconds = 0.0
        self.curve: list[dict[str, float]] = []

    def advance(self) -> tuple[float, float]:
        """One step; returns the mean cross entropy and alignment loss of this worker's batch.

        `pieces` counts what all workers have seen up to the last averaging.
        """
        settings = self.settings
        seen = self.pieces / settings.budget
        self.stream.mixture = mixture_at(seen)
        batch = next(self.batches).to(self.device)
        self.step += 1
        # Seeding each step makes dropout and sampling a function of the step: nothing to save.
        seed = (settings.seed * 1_000_003 + self.step) * 64 + self.worker
        torch.manual_seed(seed)
        with torch.autocast("cuda", torch.bfloat16, enabled=self.device.type == "cuda"):
            result = losses(
                self.model,
                batch,
                self.lexicons,
                smoothing=settings.smoothing,
                guidance=settings.guidance,
                guidance_all=settings.guidance_all * (1 - seen) ** 4,
                # The last tenth sees every piece, so that rare ones are put in their place.
                negatives=settings.negatives if seen < 0.9 else 0,
                generator=torch.Generator().manual_seed(seed),
            )
        result.total.backward()  # type: ignore[no-untyped-call]
        self.unshared += result.pieces
        shared = self.model.model.shared.weight
        if shared.grad is not None:
            shared.grad[self.pad] = 0
        norm = self.gradient.norm()
        self.gradient.mul_((1 / norm.clamp_min(1e-6)).clamp_max(1.0))
        for group in self.optimiser.param_groups:
            group["lr"] = rate_at(self.step, seen, settings)
        self.optimiser.step()
        self.gradient.zero_()
        if self.workers == 1 or self.step % settings.share_every == 0:
            self._share()
        if self.worker == 0 and self.step % settings.share_every == 0:
            # A running mean over about the last tenth of all steps.
            every = settings.share_every
            weight = every / max(every, 0.1 * self.step)
            for name, value in self.model.state_dict().items():
                self.average[name].lerp_(value, weight)
        return result.piece, result.align

    def _share(self) -> None:
        """Average the workers' weights and moments; afterwards all workers are alike."""
        count = torch.tensor(self.unshared)
        if self.workers > 1:
            dist.all_reduce(count)
            for parameter in self.model.parameters():
                moments = self.optimiser.state[parameter]
                for tensor in (parameter.data, moments["exp_avg"], moments["exp_avg_sq"]):
                    dist.all_reduce(tensor)
                    tensor.div_(self.workers)
        self.pieces += int(count)
        self.unshared = 0

    def _flatten_gradients(self) -> Tensor:
        """One tensor behind every `.grad`."""
        parameters = list(self.model.parameters())
        flat = torch.zeros(sum(p.numel() for p in parameters), device=self.device)
        for parameter, part in zip(
            parameters, torch.split(flat, [p.numel() for p in parameters]), strict=True
        ):
            parameter.grad = part.view_as(parameter)
        return flat

    def state(self) -> dict[str, Any]:
        """Everything the next step depends on, and the curve so far."""
        return {
            "model": self.model.state_dict(),
            "average": self.average,
            "optimiser": self.optimiser.state_dict(),
            "stream": (self.stream.round, self.stream.number, self.stream.planned),
            "counters": (self.step, self.pieces, self.seconds),
            "curve": self.curve,
        }

    def save(self, path: Path) -> None:
        """Written beside and renamed, so that an interruption leaves the last one whole."""
        fresh = path.with_suffix(".new")
        torch.save(self.state(), fresh)
        fresh.replace(path)

    def load(self, path: Path) -> None:
        """Go on from a saved state as if there had been no interruption."""
        state = torch.load(path, map_location=self.device, weights_only=False)
        self.model.load_state_dict(state["model"])
        self.average = state["average"]
        self.optimiser.load_state_dict(state["optimiser"])
        self.stream.round, self.stream.number, self.stream.planned = state["stream"]
        self.batches = iter(self.stream)
        self.step, self.pieces, self.seconds = state["counters"]
        self.curve = state["curve"]

    def complete(self) -> None:
        """Steps until the budget is spent or dev stops improving."""
        path = self.folder / "state.pt"
        if path.exists():
            self.load(path)
        began, spent = time.monotonic(), self.seconds
        looked = self.pieces // self.settings.look_every
        while self.pieces < self.settings.budget:
            piece, align = self.advance()
            self.seconds = spent + time.monotonic() - began
            if self.worker:
                if self._stopped():
                    return
                continue
            if self.step % 50 == 0:
                pace = self.pieces / max(self.seconds, 1e-9)
                line = f"step {self.step} pieces {self.pieces} loss {piece:.3f}"
                print(f"{line} align {align:.3f} {pace:.0f} pieces/s", flush=True)
            done = self.pieces >= self.settings.budget
            if done or self.pieces // self.settings.look_every > looked:
                looked = self.pieces // self.settings.look_every
                self._look()
            if done or self.step % self.settings.save_every == 0:
                self.save(path)
            if self._stopped():
                return

    def _look(self) -> None:
        scores = self.material.look(self.average, self.pieces)
        row = {"pieces": self.pieces, "seconds": round(self.seconds), **scores}
        self.curve.append(row)
        print(row, flush=True)
        with (self.folder / "curve.csv").open("w", newline="") as file:
            writer = csv.DictWriter(file, fieldnames=list(row))
            writer.writeheader()
            writer.writerows(self.curve)

    def _stopped(self) -> bool:
        """Whether worker 0's last looks brought nothing; all workers agree on it."""
        if self.step % self.settings.save_every:
            return False
        means = [sum(row[name] for name in LANGUAGES) for row in self.curve]
        stale = (
            len(means) > self.settings.patience
            and max(means) not in means[-self.settings.patience :]
        )
        if self.workers > 1:
            flag = torch.tensor([float(stale)])
            dist.broadcast(flag, 0)
            return bool(flag.item())
        return stale


def log_frequencies(corners: Sequence[Corner], size: int) -> Tensor:
    """(V): log share of each piece among the targets as they will be drawn; the output's bias."""
    counts = torch.ones(size)
    for corner in corners:
        share = mixture_at(0.5)[corner.language].get(corner.group, 0.0)
        ids = torch.cat([torch.from_numpy(target) for target in corner.targets]).long()
        sentences = len(corner.targets)
        corner_counts = torch.bincount(ids, minlength=size).float()
        corner_counts[0] += sentences
        counts += 1e6 * share * corner_counts / corner_counts.sum()
    return (counts / counts.sum()).log()


def train(settings: Settings, material: Material, folder: Path, workers: int) -> None:
    """Run to the end, with `workers` processes of one thread where there is no GPU."""
    folder.mkdir(parents=True, exist_ok=True)
    print(asdict(settings), flush=True)
    if torch.cuda.is_available() or workers == 1:
        Run(settings, material, folder, 0, 1).complete()
        return
    # The workers meet over a file: a fixed port would forbid two runs at a time.
    (folder / "meeting").unlink(missing_ok=True)
    start_processes(  # type: ignore[no-untyped-call]
        _work, (settings, material, folder, workers), nprocs=workers, start_method="fork"
    )


def _work(worker: int, settings: Settings, material: Material, folder: Path, workers: int) -> None:
    torch.set_num_threads(1)
    meeting = f"file://{(folder / 'meeting').resolve()}"
    dist.init_process_group("gloo", init_method=meeting, rank=worker, world_size=workers)
    Run(settings, material, folder, worker, workers).complete()
    dist.destroy_process_group()
