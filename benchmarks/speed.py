"""Time this program against plain transformers on a checkpoint of opus-mt's size.

    python benchmarks/speed.py [--segments 400] [--length 32] [--runs 3] [--threads 0]

The checkpoint is made first: 6 + 6 layers of width 512, a vocabulary of 58,101, random weights.
Every translation is made exactly `--length` pieces long with a beam of 4, so that all engines do
the same work. Each engine runs in a process of its own, whose peak memory is told; a first,
uncounted segment warms it up. `--single` limits how many segments the slowest way is timed on.

    ours      this program: CTranslate2, int8, requests of one length together
    batched   transformers, float32, 16 segments at a time, padded
    single    transformers, float32, one segment at a time

Last comes how near that is to what the machine could do: the rate if a translation took nothing but
its int8 multiplications, matrices of each shape being multiplied as fast as FBGEMM (in torch) does.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from decoding import SENTENCES, segments

VOCABULARY = 58_101
BEAM = 4
BATCH = 16
ENGINES = ("ours", "batched", "single")
LAYERS, WIDTH, FEED_FORWARD = 6, 512, 2048


def make(folder: Path) -> None:
    """Write the checkpoint, in the hub's layout."""
    import sentencepiece
    import torch
    from transformers import MarianConfig, MarianMTModel

    for side in ("source", "target"):
        with (folder / f"{side}.spm").open("wb") as file:
            sentencepiece.SentencePieceTrainer.train(
                sentence_iterator=iter(SENTENCES),
                model_writer=file,
                vocab_size=400,
                hard_vocab_limit=False,
                minloglevel=2,
            )
    model = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
    known = [model.id_to_piece(i) for i in range(model.get_piece_size())]
    pieces = list(dict.fromkeys(("</s>", "<unk>", *(p for p in known if p != "<s>"))))
    pieces += [f"▁{number}" for number in range(VOCABULARY - len(pieces) - 1)] + ["<pad>"]
    (folder / "vocab.json").write_text(json.dumps({p: i for i, p in enumerate(pieces)}))
    tokenizer = {"source_lang": "eng", "target_lang": "rus", "model_max_length": 512}
    (folder / "tokenizer_config.json").write_text(json.dumps(tokenizer))
    config = MarianConfig(
        vocab_size=VOCABULARY,
        d_model=WIDTH,
        encoder_layers=LAYERS,
        decoder_layers=LAYERS,
        encoder_attention_heads=8,
        decoder_attention_heads=8,
        encoder_ffn_dim=FEED_FORWARD,
        decoder_ffn_dim=FEED_FORWARD,
        max_position_embeddings=512,
        activation_function="swish",
        scale_embedding=True,
        pad_token_id=VOCABULARY - 1,
        decoder_start_token_id=VOCABULARY - 1,
        eos_token_id=0,
        forced_eos_token_id=None,
    )
    torch.manual_seed(5)
    marian = MarianMTModel(config)
    with torch.no_grad():
        marian.final_logits_bias[0, 0] = -1e4  # so that no translation ends before its length
        marian.get_decoder().embed_tokens.weight[VOCABULARY - 1] = 0.0
    print(f"{sum(p.numel() for p in marian.parameters()) / 1e6:.0f} M parameters", flush=True)
    marian.save_pretrained(folder)


def ours(checkpoint: Path, length: int, threads: int) -> Callable[[list[str]], None]:
    """Return what translates with this program."""
    from briefing.decoding import Request
    from briefing.models import Checkpoint, MarianEngine

    engine = MarianEngine(Checkpoint.load(checkpoint), beam_size=BEAM, threads=threads)

    def translate(texts: list[str]) -> None:
        # Below `decode`, which would decode again what does not end by itself.
        jobs = [engine._job(Request(text), None) for text in texts]
        found = engine._runner.search(jobs, length, 1, False, guard=False)
        assert all(len(ones[0].pieces) == length for ones in found)

    return translate


def transformers(
    checkpoint: Path, length: int, threads: int, batch: int
) -> Callable[[list[str]], None]:
    """Return what translates with transformers' own generate, `batch` segments at a time."""
    import torch
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    from briefing.models import available_cores

    torch.set_num_threads(threads or available_cores())
    tokenizer: Any = AutoTokenizer.from_pretrained(checkpoint)
    model: Any = AutoModelForSeq2SeqLM.from_pretrained(checkpoint).float().eval()

    def translate(texts: list[str]) -> None:
        for start in range(0, len(texts), batch):
            inputs = tokenizer(texts[start : start + batch], return_tensors="pt", padding=True)
            with torch.inference_mode():
                output = model.generate(
                    **inputs,
                    num_beams=BEAM,
                    min_new_tokens=length,
                    max_new_tokens=length,
                    max_length=None,
                )
            assert output.shape[1] == length + 1

    return translate


def limit(args: argparse.Namespace) -> None:
    """Print how many pieces a second the int8 multiplications alone would allow, as JSON."""
    import torch
    from sentencepiece import SentencePieceProcessor

    from briefing.models import available_cores

    torch.set_num_threads(args.threads or available_cores())
    torch.backends.quantized.engine = "fbgemm"
    square, up = (WIDTH, WIDTH), (FEED_FORWARD, WIDTH)
    down, output = (WIDTH, FEED_FORWARD), (VOCABULARY, WIDTH)
    seconds = {  # a row
        shape: shape[0] * shape[1] / _best_rate(shape) for shape in (square, up, down, output)
    }
    forward = seconds[up] + seconds[down]
    # Four projections of a layer's own states; in the decoder two more, whose other two, of the
    # source's states, are made once a source piece.
    encoded = LAYERS * (4 * seconds[square] + forward + 2 * seconds[square])
    decoded = LAYERS * (6 * seconds[square] + forward) + seconds[output]
    cutter = SentencePieceProcessor(model_file=str(args.checkpoint / "source.spm"))
    texts = segments(args.segments)
    sources = sum(len(cutter.encode(text)) + 1 for text in texts)
    targets = len(texts) * args.length
    rate = targets / (sources * encoded + targets * BEAM * decoded)
    share = BEAM * seconds[output] * rate
    print(json.dumps({"rate": rate, "output": share}))


def _best_rate(shape: tuple[int, int]) -> float:
    """Return how many int8 multiplications a second a matrix of that shape is worth at best."""
    import torch

    weights = torch.quantize_per_tensor(torch.randn(shape), 0.02, 0, torch.qint8)
    packed = torch.ops.quantized.linear_prepack(weights, None)
    best = 0.0
    for rows in (64, 128, 256, 512):
        states = torch.randn(rows, shape[1])
        for _ in range(10):
            start = time.perf_counter()
            torch.ops.quantized.linear_dynamic(states, packed, False)
            seconds = time.perf_counter() - start
            best = max(best, rows * shape[0] * shape[1] / seconds)
    return best


def measure(engine: str, args: argparse.Namespace) -> None:
    """Time one engine and print what was found, as JSON."""
    start = time.perf_counter()
    if engine == "ours":
        translate = ours(args.checkpoint, args.length, args.threads)
    else:
        batch = BATCH if engine == "batched" else 1
        translate = transformers(args.checkpoint, args.length, args.threads, batch)
    loaded = time.perf_counter() - start
    texts = segments(args.segments)
    if engine == "single":
        texts = texts[: args.single]
    translate(texts[:1])
    rates = []
    for _ in range(args.runs):
        start = time.perf_counter()
        translate(texts)
        rates.append(len(texts) * args.length / (time.perf_counter() - start))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"rate": statistics.median(rates), "peak": peak, "load": loaded}))


def main() -> None:
    """Make the checkpoint, run every engine in turn, print one line each."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--segments", type=int, default=400)
    parser.add_argument("--single", type=int, default=40, help="segments timed one at a time")
    parser.add_argument("--length", type=int, default=32, help="pieces of every translation")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--threads", type=int, default=0, help="default: every core")
    parser.add_argument("--checkpoint", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--make", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--engine", choices=(*ENGINES, "limit"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.make:
        make(args.make)
        return
    if args.engine == "limit":
        limit(args)
        return
    if args.engine:
        measure(args.engine, args)
        return
    with tempfile.TemporaryDirectory() as folder:
        os.environ["BRIEFING_HOME"] = folder
        args.checkpoint = Path(folder) / "opus-mt-sized"
        args.checkpoint.mkdir()
        # Made in a process of its own: peak memory is handed on from parent to child.
        subprocess.run([sys.executable, __file__, "--make", str(args.checkpoint)], check=True)
        command = [sys.executable, __file__, "--checkpoint", str(args.checkpoint)]
        for name in ("segments", "single", "length", "runs", "threads"):
            command += [f"--{name}", str(getattr(args, name))]
        # Conversion is done once a checkpoint; its time and memory are not those of translation.
        convert = "from briefing.models import Checkpoint, cache; import sys\n"
        convert += "with cache.converted(Checkpoint.load(sys.argv[1]), 'int8'): pass"
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", convert, str(args.checkpoint)], check=True)
        print(f"converted once in {time.perf_counter() - start:.1f} s")
        found = {}
        for engine in (*ENGINES, "limit"):
            done = subprocess.run(
                [*command, "--engine", engine], check=True, stdout=subprocess.PIPE, text=True
            )
            found[engine] = json.loads(done.stdout.splitlines()[-1])
    print(
        f"{'engine':10}{'tokens/s':>10}{'ours is':>10}{'peak MB':>10}{'ours has':>10}{'load s':>8}"
    )
    mine = found["ours"]
    for engine in ENGINES:
        one = found[engine]
        print(
            f"{engine:10}{one['rate']:10.0f}{mine['rate'] / one['rate']:9.2f}×{one['peak']:10.0f}"
            f"{mine['peak'] / one['peak']:10.0%}{one['load']:8.1f}"
        )
    bound = found["limit"]
    print(
        f"\nint8 multiplications alone: {bound['rate']:.0f} tokens/s, of whose time"
        f" {bound['output']:.0%} for the vocabulary of {VOCABULARY:,}; ours is at"
        f" {mine['rate'] / bound['rate']:.0%} of that,"
        f" and it is {bound['rate'] / found['batched']['rate']:.1f}× batched"
    )


if __name__ == "__main__":
    main()
