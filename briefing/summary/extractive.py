"""The default summariser: it chooses an article's most telling sentences and changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

from briefing.documents import Article, DetectedLanguage, Summary
from briefing.errors import LanguageError, SummaryError
from briefing.summary.candidates import Candidate, candidates
from briefing.summary.centrality import Vector, centrality, repeats, similarity, vectors
from briefing.summary.headline import headline_from
from briefing.summary.tables import ROWS, Row


@dataclass(frozen=True)
class ExtractiveSummariser:
    """Chooses sentences by their place in the graph of sentences, their position and their novelty.

    Centrality is continuous LexRank (Erkan and Radev 2004), novelty maximal marginal relevance
    (Carbonell and Goldstein 1998). Quotations that are not complete, fragments and repetitions are
    never chosen; a sentence that leans on the one before it only together with that one.
    """

    damping: float = 0.85  # of the walk over the graph
    lead: float = 1.0  # how much more the first sentence weighs; the n-th has an n-th of it
    novelty: float = 0.1  # how much similarity to what is already chosen costs
    connective: float = 0.85  # what remains of a sentence that opens with "However", "In addition"
    partial: float = 0.7  # … of somebody's own words without quotation marks, and of overlong ones
    repeated: float = 0.75  # from this cosine on, two sentences say the same

    @property
    def signature(self) -> str:
        """The method and its parameters, on one line."""
        values = ",".join(f"{field.name}={getattr(self, field.name):g}" for field in fields(self))
        return f"extractive:lexrank+mmr({values})"

    def summarise(
        self, article: Article, language: DetectedLanguage, sentences: int = 5
    ) -> Summary:
        """Return up to `sentences` sentences of `article`, in source order, word for word.

        There are fewer when fewer can stand in a summary; a warning then says so. Raises
        LanguageError for a language without a row, SummaryError when no sentence is complete.
        """
        row = ROWS.get(language.tag)
        if row is None:
            raise LanguageError(
                article.path,
                f"articles in {language.tag!r} cannot be summarised",
                f"Give one in {', '.join(ROWS)}",
            )
        found = candidates(article.text, row)
        order = self._chosen(found, row, sentences)
        if not order:
            raise SummaryError(
                article.path,
                "it holds no complete sentence to summarise",
                "Check that its text was read right, or take it out",
            )
        lead = next(candidate for candidate in found if candidate.whole)
        title = " ".join((article.title or "").split())
        return Summary(
            article=article,
            language=language,
            headline=title or headline_from(lead.segment.text, row),
            headline_derived=not title,
            segments=tuple(found[index].segment for index in order),
            warnings=_warnings(len(order), sentences, len(found)),
        )

    def _chosen(self, found: Sequence[Candidate], row: Row, sentences: int) -> list[int]:
        """Return the indices of the sentences chosen, in source order."""
        words = vectors([row.terms(candidate.folded) for candidate in found])
        whole = [index for index, candidate in enumerate(found) if candidate.whole]
        again = repeats([words[index] for index in whole], self.repeated)
        eligible = [index for index, repeat in zip(whole, again, strict=True) if not repeat]
        ranks = centrality(words, self.damping)
        worth = {index: self._worth(found[index], index, ranks[index]) for index in eligible}
        # Nothing comes before the first sentence, and an article may hold none that stands alone.
        leaning = {index for index in eligible if found[index].leans}
        if len(leaning) == len(eligible):
            leaning = leaning - set(eligible[:1])
        if sentences >= len(eligible):
            return _all(eligible, leaning)
        return sorted(self._greedy(worth, leaning, words, sentences))

    def _worth(self, candidate: Candidate, index: int, rank: float) -> float:
        worth = rank * (1 + self.lead / (index + 1))
        if candidate.connects:
            worth *= self.connective
        if candidate.partial or candidate.overlong:
            worth *= self.partial
        return worth

    def _greedy(
        self, worth: dict[int, float], leaning: set[int], words: Sequence[Vector], sentences: int
    ) -> set[int]:
        """Take the best sentence, make what resembles it cheaper, and so on."""
        waiting = dict(worth)
        chosen: set[int] = set()
        while waiting and len(chosen) < sentences:
            open_now = [i for i in waiting if i not in leaning or i - 1 in chosen]
            if not open_now:
                break
            best = max(open_now, key=lambda i: (waiting[i], -i))
            del waiting[best]
            chosen.add(best)
            for i in waiting:
                cost = self.novelty * similarity(words[best], words[i])
                waiting[i] = min(waiting[i], worth[i] - cost)
        return chosen


def _all(eligible: Sequence[int], leaning: set[int]) -> list[int]:
    """Return every sentence that stands alone or follows one that is returned."""
    chosen: list[int] = []
    for index in eligible:
        if index not in leaning or chosen[-1:] == [index - 1]:
            chosen.append(index)
    return chosen


def _warnings(chosen: int, asked: int, available: int) -> tuple[str, ...]:
    if chosen >= min(asked, available):
        return ()
    return (f"{chosen} sentences where {asked} were asked for: no others can stand in a summary",)
