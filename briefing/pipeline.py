"""From articles to translated summaries: the order of the stages.

`brief` composes; it reads and writes nothing. What a stage must offer is in `briefing.stages`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from briefing.documents import (
    Article,
    DetectedLanguage,
    Outcome,
    Summary,
    TranslatedSegment,
    Translation,
)
from briefing.errors import ArticleError, LanguageError, TranslationError
from briefing.languages import LANGUAGES, Language, Target
from briefing.stages import Summariser, Translator
from briefing.text.detection import UNKNOWN, detect
from briefing.text.scripts import convert

_SURE = 0.9  # confidence from which a detected language is believed over a stated one


@dataclass(slots=True)
class Timings:
    """Seconds spent in each stage, added up over a run; `started` is told each stage's name."""

    seconds: dict[str, float] = field(default_factory=dict)
    started: Callable[[str], None] = lambda stage: None

    @contextmanager
    def measure(self, stage: str) -> Iterator[None]:
        """Add the time spent inside the block to `stage`."""
        self.started(stage)
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - start


@dataclass(frozen=True, slots=True)
class Desk:
    """The choices one run is made with."""

    summariser: Summariser
    translator: Translator
    targets: tuple[Target, ...]
    sentences: int = 5


def brief(articles: Sequence[Article], desk: Desk, timings: Timings) -> list[Outcome]:
    """Return one outcome an article, in order.

    An article that cannot go on has its error in its outcome; the others are not touched by it.
    """
    prepared = [_summarise(article, desk, timings) for article in articles]
    translated = {
        target.tag: _translate_all(prepared, target, desk.translator, timings)
        for target in desk.targets
    }
    return [
        _outcome(article, summary, [translated[t.tag][i] for t in desk.targets], desk.targets)
        for i, (article, summary) in enumerate(zip(articles, prepared, strict=True))
    ]


def _outcome(
    article: Article,
    summary: Summary | ArticleError,
    results: Sequence[Translation | ArticleError | None],
    targets: Sequence[Target],
) -> Outcome:
    if isinstance(summary, ArticleError):
        return Outcome(path=article.path, article=article, error=str(summary))
    return Outcome(
        path=article.path,
        article=article,
        summary=summary,
        translations=tuple(r for r in results if isinstance(r, Translation)),
        target_errors={
            target.tag: str(result)
            for target, result in zip(targets, results, strict=True)
            if isinstance(result, ArticleError)
        },
    )


def _summarise(article: Article, desk: Desk, timings: Timings) -> Summary | ArticleError:
    try:
        with timings.measure("detect language"):
            language = _language(article)
        if language.tag not in LANGUAGES:
            raise LanguageError(
                article.path,
                _not_served(language),
                f"Give an article in {', '.join(row.name for row in LANGUAGES.values())}",
            )
        with timings.measure("summarise"):
            return desk.summariser.summarise(article, language, desk.sentences)
    except ArticleError as error:
        return error
    except Exception as error:  # noqa: BLE001  one article's fault never costs the others
        return ArticleError(
            article.path, _internal(error), "Run again with --debug for the details"
        )


def _language(article: Article) -> DetectedLanguage:
    """Return what the text is written in; where that is in doubt, what its file states."""
    found = detect(article.text)
    if found.confidence >= _SURE or article.language not in LANGUAGES:
        return found
    stated = LANGUAGES[article.language]
    scripts = {variant.script for variant in stated.variants}
    return DetectedLanguage(stated.tag, found.script, 1.0) if found.script in scripts else found


def _not_served(language: DetectedLanguage) -> str:
    if language.tag == UNKNOWN:
        return "its language cannot be told"
    return (
        f"it seems to be written in {language.tag!r} (confidence {language.confidence:.2f}),"
        " which is not served"
    )


def _translate_all(
    summaries: Sequence[Summary | ArticleError],
    target: Target,
    translator: Translator,
    timings: Timings,
) -> list[Translation | ArticleError | None]:
    """Translate every summary into `target`, those of one source language pooled in one call."""
    results: list[Translation | ArticleError | None] = [None] * len(summaries)
    pools: dict[str, list[tuple[int, Summary]]] = {}
    for index, summary in enumerate(summaries):
        if isinstance(summary, Summary):
            pools.setdefault(summary.language.tag, []).append((index, summary))
    for tag, pool in pools.items():
        put = _direction(LANGUAGES[tag], target, translator)
        with timings.measure(f"translate {tag}-{target.tag}"):
            done = _translate_pool([summary for _, summary in pool], put, target)
        for (index, _), result in zip(pool, done, strict=True):
            results[index] = result
    return results


@dataclass(frozen=True, slots=True)
class _Direction:
    """How texts of one language get into the target, and which checkpoint does it, if any."""

    put: Callable[[Sequence[str]], list[TranslatedSegment]]
    checkpoint: str | None
    missing: str | None = None  # why there is no way


def _direction(source: Language, target: Target, translator: Translator) -> _Direction:
    if source.tag == target.tag:
        return _Direction(lambda texts: [_converted(text, target) for text in texts], None)
    if translator.serves(source, target.language):
        return _Direction(
            lambda texts: translator.translate(texts, source, target),
            translator.via(source, target.language),
        )
    return _Direction(
        lambda texts: [],
        None,
        f"{translator.name} does not translate {source.name} into {target.language.name}",
    )


def _converted(text: str, target: Target) -> TranslatedSegment:
    return TranslatedSegment(source=text, text=convert(text, target.tag, target.script), score=0.0)


def _translate_pool(
    pool: Sequence[Summary], direction: _Direction, target: Target
) -> list[Translation | ArticleError]:
    if direction.missing:
        return [
            TranslationError(
                summary.article.path, direction.missing, "Give a checkpoint for this direction"
            )
            for summary in pool
        ]
    try:
        return list(_pooled(pool, direction, target))
    except Exception:  # noqa: BLE001  find the one it came from; the others go on
        return [_alone(summary, direction, target) for summary in pool]


def _pooled(
    pool: Sequence[Summary], direction: _Direction, target: Target
) -> Iterator[Translation]:
    """Decode every segment of every summary in one call: fuller batches, less padding."""
    texts = [
        text
        for summary in pool
        for text in (summary.headline, *(segment.text for segment in summary.segments))
    ]
    segments = iter(direction.put(texts))
    for summary in pool:
        headline = next(segments)
        if not headline.text:
            raise TranslationError(
                summary.article.path, "its headline came out empty", "Try another checkpoint"
            )
        yield Translation(
            target=target,
            headline=headline,
            segments=tuple(next(segments) for _ in summary.segments),
            checkpoint=direction.checkpoint,
        )


def _alone(summary: Summary, direction: _Direction, target: Target) -> Translation | ArticleError:
    try:
        return next(_pooled([summary], direction, target))
    except ArticleError as error:
        return TranslationError(summary.article.path, error.problem, error.remedy)
    except Exception as error:  # noqa: BLE001  one article's fault never costs the others
        return TranslationError(
            summary.article.path, _internal(error), "Run again with --debug for the details"
        )


def _internal(error: Exception) -> str:
    return f"internal error, {type(error).__name__}: {error}"
