"""Checks on a translation's shape: length, repetitions, quotation marks, brackets, its end."""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Iterator

from briefing.quality.findings import Finding
from briefing.quality.pair import Pair, Side
from briefing.quality.words import Word

# Natural logarithm of the translation's length over the source's, both in characters: mean and
# standard deviation over the project's own parallel corpus, sentences of 60 characters and more.
LENGTHS = {
    ("en", "sr"): (-0.06, 0.11),
    ("en", "uz"): (0.07, 0.13),
    ("en", "ru"): (-0.02, 0.12),
}
_UNKNOWN_PAIR = (0.0, 0.25)
_SHORTEST = 20  # characters of source below which lengths tell nothing
_WARN, _ALARM = 2.8, 4.5  # standard deviations
_LONGEST_LOOP = 12  # words
_STEADY = 60  # characters from which the deviation is as given; shorter ones vary more

_QUOTES = re.compile(r"[\"“”„«»‟]|(?<!\w)[‘‚']|(?<=[.,!?])['’](?!\w)")
_END = re.compile(r"([.!?…:;])[\"'”“’»)\]]*\s*\Z")


def length(pair: Pair) -> Iterator[Finding]:
    """The translation is far longer or shorter than translations of such a source are."""
    ours, theirs = len(pair.source.text.strip()), len(pair.target.text.strip())
    if ours < _SHORTEST or not theirs:
        if ours and not theirs:
            yield Finding("length", "error", "the translation is empty")
        return
    mean, deviation = LENGTHS.get((pair.source.tag, pair.target.tag), _UNKNOWN_PAIR)
    deviation *= math.sqrt(max(1.0, _STEADY / ours))
    off = (math.log(theirs / ours) - mean) / deviation
    if abs(off) >= _WARN:
        how = "longer" if off > 0 else "shorter"
        share = theirs / (ours * math.exp(mean))
        yield Finding(
            "length",
            "error" if abs(off) >= _ALARM else "warning",
            f"much {how} than the source: {share:.0%} of what is usual",
        )


def loops(pair: Pair) -> Iterator[Finding]:
    """Words are repeated as no text repeats them and the source does not."""
    words = pair.target.words
    text = pair.target.text
    for size in range(min(_LONGEST_LOOP, len(words) // 2), 0, -1):
        for start in range(len(words) - 2 * size + 1):
            times = _times(words, start, size)
            span = words[start].start, words[start + times * size - 1].end
            if times > 1 and _stuck(text[slice(*span)], size, times, pair.source):
                once = text[words[start].start : words[start + size - 1].end]
                yield Finding("loop", "error", f"{once} is repeated", span)
                return
    if (gram := _often(words, 4, 3) or _often(words, 6, 2)) and not _often(pair.source.words, 3, 2):
        yield Finding("loop", "error", f"{' '.join(gram)} is repeated")


def _times(words: tuple[Word, ...], start: int, size: int) -> int:
    """Return how often the `size` words from `start` stand there in a row."""
    first = [word.folded for word in words[start : start + size]]
    times = 1
    while [w.folded for w in words[start + times * size : start + (times + 1) * size]] == first:
        times += 1
    return times


def _stuck(text: str, size: int, times: int, source: Side) -> bool:
    """Tell whether a repetition is a fault: "да, да" and "qayta-qayta" are said on purpose."""
    if times > 2:
        return True
    if re.search(r"[\d\"“”„«»—–:;.!?]", text):
        return False
    if size > 1:
        return True
    on_purpose = any(a.folded == b.folded for a, b in itertools.pairwise(source.words))
    return re.fullmatch(r"\w{2,}\s+\w+", text) is not None and not on_purpose


def _often(words: tuple[Word, ...], size: int, times: int) -> tuple[str, ...]:
    """Return `size` words that stand at least `times` times in a text; none if there are none."""
    grams = Counter(
        tuple(word.folded for word in words[start : start + size])
        for start in range(len(words) - size + 1)
    )
    return next((gram for gram, count in grams.most_common(1) if count >= times), ())


def brackets(pair: Pair) -> Iterator[Finding]:
    """A bracket is opened and not closed, or the other way round, though not in the source."""
    if _balanced(pair.source.text) and not _balanced(pair.target.text):
        yield Finding("brackets", "warning", "a bracket has no partner")


def _balanced(text: str) -> bool:
    text = re.sub(r"(?:(?<=\s)|^)(?:\d{1,2}|[^\W\d_])\)|[:;]-?[()]", "", text)
    return text.count("(") == text.count(")") and text.count("[") == text.count("]")


def quotes(pair: Pair) -> Iterator[Finding]:
    """What the source puts in quotation marks has none, or a mark has no partner."""
    ours, theirs = (len(_QUOTES.findall(side.text)) for side in (pair.source, pair.target))
    if ours >= 2 and not theirs:
        yield Finding("quotes", "warning", "the quotation marks are lost")
    elif ours % 2 == 0 and theirs % 2:
        yield Finding("quotes", "warning", "a quotation mark has no partner")


def sentence_end(pair: Pair) -> Iterator[Finding]:
    """A question is no longer one, or the sentence has lost its end."""
    ours, theirs = _END.search(pair.source.text), _END.search(pair.target.text)
    end = len(pair.target.text.rstrip())
    span = (max(0, end - 1), end)
    if ours and not theirs:
        yield Finding("sentence-end", "warning", "the sentence has no end", span)
    elif ours and theirs and (ours[1] == "?") != (theirs[1] == "?"):
        what = "a question" if ours[1] == "?" else "no question"
        yield Finding("sentence-end", "warning", f"the source is {what}", span)
