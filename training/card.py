"""The model card written beside every checkpoint."""

from collections.abc import Mapping, Sequence

from training.clean import LANGUAGES
from training.data import VARIED, Corner
from training.train import Settings

TEMPLATE = """---
language: [en, sr, uz, ru]
license: cc-by-4.0
tags: [translation, marian]
---
# Starter checkpoint, English → Serbian (Cyrillic), Uzbek (Latin), Russian

A small MarianMT model for news of diplomacy, economy and the regions of Central Asia and the
Western Balkans, made by `python -m training`. The source begins with a label: `>>srp_Cyrl<<`,
`>>uzb_Latn<<` or `>>rus<<`.

It gives a first draft where no larger checkpoint can be had. **Every sentence needs a translator**:
names, figures and who did what to whom may be wrong, and fluent sentences may say what the source
does not. Do not publish its output unread, and do not use it for legal, medical or safety texts.

| | |
|---|---|
| shape | {encoder} encoder and {decoder} decoder layers, one joint vocabulary |
| width | {width}, feed-forward {feed_forward} |
| training | {pieces:,} target pieces on {hardware} |
| dev chrF2, greedy | {scores} |

Training pairs after clean-up (sources and licences: `training/README.md`):

| language | group | pairs |
|---|---|---|
{corpus}
"""


def card(
    settings: Settings,
    corners: Sequence[Corner],
    pieces: int,
    scores: Mapping[str, float],
    hardware: str,
) -> str:
    """The card of a checkpoint that has these dev scores (chrF2 by language)."""
    rows = []
    for corner in corners:
        encodings = settings.variants + 1 if corner.group in VARIED else 1
        pairs = len(corner.sources) // encodings
        rows.append(f"| {corner.language} | {corner.group} | {pairs:,} |")
    return TEMPLATE.format(
        encoder=settings.encoder_layers,
        decoder=settings.decoder_layers,
        width=settings.width,
        feed_forward=settings.feed_forward,
        pieces=pieces,
        hardware=hardware or "unrecorded hardware",
        scores=", ".join(f"{name} {scores[name]:.1f}" for name in LANGUAGES),
        corpus="\n".join(rows),
    )
