"""Which sentences say what the others say too: a graph of sentences, walked without building it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

Vector = dict[str, float]  # term → weight, of unit length; empty for a sentence without terms


def vectors(bags: Sequence[frozenset[str]]) -> list[Vector]:
    """Return each bag of terms as a unit vector, rarer terms weighing a little more.

    The weight is the square root of the inverse sentence frequency's logarithm: a full one draws
    the walk to sentences that share a rare word, none at all to those that share the commonest.
    """
    counts = Counter(term for bag in bags for term in bag)
    weight = {term: math.sqrt(math.log(1 + len(bags) / n)) for term, n in counts.items()}
    result = []
    for bag in bags:
        length = math.sqrt(sum(weight[term] ** 2 for term in bag)) or 1.0
        result.append({term: weight[term] / length for term in sorted(bag)})
    return result


def similarity(one: Vector, other: Vector) -> float:
    """Return the cosine of two unit vectors."""
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other.get(term, 0.0) for term, weight in one.items())


def centrality(sentences: Sequence[Vector], damping: float, rounds: int = 50) -> list[float]:
    """Return the PageRank of each sentence in the graph of their cosines; the highest is 1.

    This is continuous LexRank (Erkan and Radev 2004). The matrix of cosines X·Xᵀ is never made: a
    step of the walk is X·(Xᵀ·v), so that the cost grows with the words and not with the square of
    the sentences.
    """
    if not sentences:
        return []
    own = [sum(weight * weight for weight in sentence.values()) for sentence in sentences]
    degrees = _through_terms(sentences, [1.0] * len(sentences), own)
    rank = [1.0 / len(sentences)] * len(sentences)
    for _ in range(rounds):
        outflow = [
            value / degree if degree > 1e-12 else 0.0
            for value, degree in zip(rank, degrees, strict=True)
        ]
        inflow = _through_terms(sentences, outflow, own)
        moved = [(1 - damping) / len(sentences) + damping * value for value in inflow]
        settled = max(abs(a - b) for a, b in zip(moved, rank, strict=True)) < 1e-9
        rank = moved
        if settled:
            break
    top = max(rank)
    return [value / top for value in rank]


def _through_terms(
    sentences: Sequence[Vector], values: Sequence[float], own: Sequence[float]
) -> list[float]:
    """Multiply the matrix of cosines, its diagonal left out, by `values`."""
    at_term: defaultdict[str, float] = defaultdict(float)
    for sentence, value in zip(sentences, values, strict=True):
        for term, weight in sentence.items():
            at_term[term] += weight * value
    return [
        sum(weight * at_term[term] for term, weight in sentence.items()) - itself * value
        for sentence, itself, value in zip(sentences, own, values, strict=True)
    ]


def repeats(sentences: Sequence[Vector], threshold: float) -> list[bool]:
    """Tell of each sentence whether an earlier one is at least `threshold` similar to it.

    Only the rarest terms of a sentence are looked up: those after which the rest is too short a
    vector to reach the threshold (the prefix filter of all-pairs search, Bayardo et al. 2007).
    """
    counts = Counter(term for sentence in sentences for term in sentence)
    seen: defaultdict[str, list[int]] = defaultdict(list)
    result = []
    for index, sentence in enumerate(sentences):
        prefix, rest = [], 1.0
        for term in sorted(sentence, key=lambda term: (counts[term], term)):
            if rest < threshold**2 - 1e-9:
                break
            prefix.append(term)
            rest -= sentence[term] ** 2
        earlier = {other for term in prefix for other in seen[term]}
        repeated = any(similarity(sentence, sentences[i]) >= threshold for i in earlier)
        result.append(repeated)
        if not repeated:
            for term in prefix:
                seen[term].append(index)
    return result
