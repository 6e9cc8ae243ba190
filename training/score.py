"""Scores of an exported checkpoint: chrF2 and BLEU by sacrebleu, decoding by CTranslate2."""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from briefing.evaluation import load
from training.clean import LABELS, LANGUAGES


def translate(
    folder: Path, sentences: Sequence[str], language: str, beams: int = 1, threads: int = 4
) -> list[str]:
    """Decode with the checkpoint in `folder`, converted to int8 in a temporary place."""
    import ctranslate2
    import sentencepiece
    from ctranslate2.converters import TransformersConverter

    processor = sentencepiece.SentencePieceProcessor(str(folder / "source.spm"))
    with tempfile.TemporaryDirectory() as place:
        converted = folder / "ct2" if (folder / "ct2").exists() else Path(place) / "ct2"
        if not converted.exists():
            TransformersConverter(str(folder)).convert(str(converted), quantization="int8")
        translator = ctranslate2.Translator(str(converted), intra_threads=threads)
        sources = [[LABELS[language], *processor.encode(s, out_type=str)] for s in sentences]
        results = translator.translate_batch(
            [[*source, "</s>"] for source in sources],
            beam_size=beams,
            disable_unk=True,
            max_batch_size=2048,
            batch_type="tokens",
            max_decoding_length=min(250, 20 + 2 * max(map(len, sources))),
        )
    return [processor.decode(result.hypotheses[0]) for result in results]


def measure(hypotheses: Sequence[str], references: Sequence[str]) -> dict[str, float | str]:
    """chrF2 and BLEU (0–100) with their signatures."""
    from sacrebleu import BLEU, CHRF

    chrf, bleu = CHRF(), BLEU()
    return {
        "chrF2": round(chrf.corpus_score(hypotheses, [references]).score, 2),
        "BLEU": round(bleu.corpus_score(hypotheses, [references]).score, 2),
        "signatures": f"chrF2 {chrf.get_signature()} · BLEU {bleu.get_signature()}",
    }


def score(folder: Path, testset: Path, beams: int, threads: int) -> dict[str, dict[str, object]]:
    """What `measure` says of each language."""
    sentences = load(testset).segments
    scores: dict[str, dict[str, object]] = {}
    for language in LANGUAGES:
        hypotheses = translate(folder, sentences["en"], language, beams, threads)
        scores[language] = dict(measure(hypotheses, sentences[language]))
    return scores


def score_apart(folder: Path, testset: Path, threads: int = 4) -> dict[str, float]:
    """chrF2 by language, greedy, in a process of its own (training has its threads set)."""
    command = [sys.executable, "-m", "training.score", str(folder), str(testset)]
    done = subprocess.run(
        [*command, "--beams", "1", "--threads", str(threads)],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        check=True,
    )
    scores = json.loads(done.stdout.splitlines()[-1])
    return {language: float(scores[language]["chrF2"]) for language in LANGUAGES}


def main() -> None:
    """Print the scores as one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("testset", type=Path)
    parser.add_argument("--beams", type=int, default=4)
    parser.add_argument("--threads", type=int, default=4)
    options = parser.parse_args()
    result = score(options.checkpoint, options.testset, options.beams, options.threads)
    print(json.dumps(result, ensure_ascii=False))


if __name__ == "__main__":
    main()
