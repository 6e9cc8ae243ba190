"""A picture of an evaluation: how chrF2 is spread over the segments of each target."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from briefing.evaluation.scores import TargetScores


def plot(scores: Mapping[str, TargetScores], title: str, path: Path) -> None:
    """Write a PNG with one histogram of sentence-level chrF2 a target, its corpus score marked."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(3.2 * len(scores), 2.8), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots(1, len(scores), sharey=True, squeeze=False)[0]
    for axis, (target, result) in zip(axes, scores.items(), strict=True):
        axis.hist([s.chrf2 for s in result.segments], bins=range(0, 101, 5), color="#4c78a8")
        axis.axvline(result.chrf2, color="#c44e52", label=f"corpus {result.chrf2:.1f}")
        axis.set(title=target, xlabel="sentence chrF2")
        axis.legend(frameon=False, fontsize="small")
    axes[0].set_ylabel("segments")
    figure.suptitle(title)
    figure.savefig(path, dpi=150, metadata={"Software": None})
