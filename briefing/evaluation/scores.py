"""BLEU and chrF of translations, with the signatures that make them comparable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF


@dataclass(frozen=True, slots=True)
class SegmentScore:
    """One segment with its sentence-level chrF2 (0 to 100)."""

    source: str
    reference: str
    translation: str
    chrf2: float


@dataclass(frozen=True, slots=True)
class TargetScores:
    """Corpus scores of one target language (each 0 to 100) and their sacrebleu signatures."""

    bleu: float
    chrf2: float
    chrf2pp: float
    signatures: tuple[str, ...]
    segments: tuple[SegmentScore, ...]  # worst first


def score(
    sources: Sequence[str], translations: Sequence[str], references: Sequence[str]
) -> TargetScores:
    """Score translations against one reference each.

    BLEU is Papineni et al. 2002, chrF2 Popović 2015 and chrF2++ Popović 2017, all as sacrebleu
    (Post 2018) computes them.
    """
    metrics = (BLEU(), CHRF(), CHRF(word_order=2))
    corpus = [m.corpus_score(list(translations), [list(references)]) for m in metrics]
    bleu, chrf2, chrf2pp = corpus
    segments = [
        SegmentScore(s, r, t, CHRF().sentence_score(t, [r]).score)
        for s, t, r in zip(sources, translations, references, strict=True)
    ]
    return TargetScores(
        bleu=bleu.score,
        chrf2=chrf2.score,
        chrf2pp=chrf2pp.score,
        signatures=tuple(
            f"{result.name}|{metric.get_signature()}"
            for result, metric in zip(corpus, metrics, strict=True)
        ),
        segments=tuple(sorted(segments, key=lambda segment: segment.chrf2)),
    )
