"""How good a checkpoint's translations are: test sets, scores, plot."""

from briefing.evaluation.scores import SegmentScore, TargetScores, score
from briefing.evaluation.testsets import TestSet, load

__all__ = ["SegmentScore", "TargetScores", "TestSet", "load", "score"]
