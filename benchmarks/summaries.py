"""Quality of the embedded summariser against extractive references, beside lead and TextRank.

    pip install rouge-score sumy
    python benchmarks/summaries.py ARTICLES.jsonl

One JSON object a line: "id", "article" (its first line the title), "summary" (sentences of the
article, run together). Each method chooses among the same sentences and gives as many as bring it
closest to its reference's number of words. ROUGE is rouge_score's F1, stemmed, averaged over
articles; ms is the time for five sentences. Parameters were chosen on the odd lines: the even ones
count.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rouge_score.rouge_scorer import RougeScorer

from briefing.documents import Article, DetectedLanguage
from briefing.summary import ExtractiveSummariser
from briefing.summary.candidates import candidates
from briefing.summary.centrality import centrality, vectors
from briefing.summary.tables import ROWS

ENGLISH = DetectedLanguage("en", "Latn", 1.0)
MEASURES = ("rouge1", "rouge2", "rougeLsum")
SEAM = re.compile(r"(?<=[.!?])(?=[\"A-Z£$])|(?<=[.!?]\")(?=[\"A-Z£$])")


@dataclass(frozen=True)
class Example:
    """An article and the sentences of its reference summary."""

    article: Article
    reference: tuple[str, ...]


Method = Callable[[Example, int], list[str]]  # so many sentences of an article


def main() -> None:
    """Print one table for the lines that parameters were chosen on and one for the others."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=Path)
    examples = read(parser.parse_args().articles)
    methods: dict[str, Method] = {
        "lead": lead,
        "ours, ranking alone": ranking_alone,
        "ours": ours,
    }
    try:
        methods["sumy TextRank"] = textrank()
    except ImportError:
        print("sumy is not installed: TextRank is left out")
    for title, part in (
        ("odd lines (parameters were chosen on them)", examples[0::2]),
        ("even lines", examples[1::2]),
        ("all", examples),
    ):
        print(f"\n{title}: {len(part)} articles")
        print(f"{'':22}{'R-1':>7}{'R-2':>7}{'R-Lsum':>8}{'words':>7}{'ms':>7}")
        for name, method in methods.items():
            print(f"{name:22}{measure(method, part)}")


def read(path: Path) -> list[Example]:
    """Return the examples of a JSON-lines file."""
    examples = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        title, body = row["article"].split("\n\n", 1)
        article = Article(row["id"], "txt", body.strip(), title)
        examples.append(Example(article, reference_sentences(row["summary"])))
    return examples


def reference_sentences(summary: str) -> tuple[str, ...]:
    """Cut a reference where two sentences were joined without a space."""
    sentences: list[str] = []
    for piece in filter(None, SEAM.split(summary)):
        if piece.startswith('" ') or piece == '"':
            sentences[-1] += '"'
            piece = piece[2:]
        if not piece:
            continue
        if sentences and re.search(r"\b[A-Z]\.$", sentences[-1]):  # U.S
            sentences[-1] += piece
        else:
            sentences.append(piece)
    return tuple(sentences)


def measure(method: Method, examples: Sequence[Example]) -> str:
    """Return mean ROUGE in per cent, words a summary and milliseconds an article, as a row."""
    scorer = RougeScorer(list(MEASURES), use_stemmer=True)
    start = time.perf_counter()
    for example in examples:
        method(example, 5)
    milliseconds = (time.perf_counter() - start) * 1000 / len(examples)
    summaries = [at_reference_length(method, example) for example in examples]
    totals = dict.fromkeys(MEASURES, 0.0)
    for example, summary in zip(examples, summaries, strict=True):
        scores = scorer.score("\n".join(example.reference), "\n".join(summary))
        for name in MEASURES:
            totals[name] += 100 * scores[name].fmeasure / len(examples)
    words = sum(map(count_words, summaries)) / len(examples)
    r1, r2, rl = (totals[name] for name in MEASURES)
    return f"{r1:7.1f}{r2:7.1f}{rl:8.1f}{words:7.0f}{milliseconds:7.1f}"


def at_reference_length(method: Method, example: Example) -> list[str]:
    """Return the summary whose number of words is closest to the reference's."""
    goal = count_words(example.reference)
    closest: list[str] = []
    for count in range(1, 2 * len(example.reference) + 1):
        summary = method(example, count)
        if abs(count_words(summary) - goal) < abs(count_words(closest) - goal):
            closest = summary
        if count_words(summary) > 1.3 * goal:
            break
    return closest


def count_words(sentences: Sequence[str]) -> int:
    """Return how many words the sentences have together."""
    return len(" ".join(sentences).split())


def sentences_of(example: Example) -> list[str]:
    """Return every sentence of an example's article."""
    return [c.segment.text for c in candidates(example.article.text, ROWS["en"])]


def best(sentences: Sequence[str], ranks: Sequence[float], count: int) -> list[str]:
    """Return the `count` sentences ranked highest, in source order."""
    order = sorted(range(len(sentences)), key=lambda i: (-ranks[i], i))[:count]
    return [sentences[i] for i in sorted(order)]


def lead(example: Example, count: int) -> list[str]:
    """Return the article's first sentences."""
    return sentences_of(example)[:count]


def ours(example: Example, count: int) -> list[str]:
    """Return what the summariser chooses as it is shipped."""
    summary = ExtractiveSummariser().summarise(example.article, ENGLISH, count)
    return [segment.text for segment in summary.segments]


def ranking_alone(example: Example, count: int) -> list[str]:
    """Return the most central sentences, bare quotations and dangling openings among them."""
    row = ROWS["en"]
    found = candidates(example.article.text, row)
    ranks = centrality(
        vectors([row.terms(c.folded) for c in found]), ExtractiveSummariser().damping
    )
    return best([c.segment.text for c in found], ranks, count)


def textrank() -> Method:
    """Return sumy's TextRank with its English stemmer and stop words.

    Its own sentence splitter, which needs a download, is replaced by ours. Raises ImportError when
    sumy is not installed.
    """
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.nlp.stemmers import Stemmer
    from sumy.summarizers.text_rank import TextRankSummarizer
    from sumy.utils import get_stop_words

    class Words:
        def to_words(self, sentence: str) -> list[str]:
            """Cut as sumy's own tokenizer keeps them: words of letters."""
            return re.findall(r"[^\W\d_]+", sentence)

    summarizer = TextRankSummarizer(Stemmer("english"))
    summarizer.stop_words = get_stop_words("english")

    def choose(example: Example, count: int) -> list[str]:
        sentences = [Sentence(text, Words()) for text in sentences_of(example)]
        document = ObjectDocumentModel([Paragraph(sentences)])
        chosen = summarizer(document, count)
        return [str(sentence) for sentence in chosen]

    return choose


if __name__ == "__main__":
    main()
