from __future__ import annotations

import json

from briefing.documents import (
    Article,
    ConceptUse,
    DetectedLanguage,
    Met,
    Outcome,
    Segment,
    Summary,
    TranslatedSegment,
    Translation,
)
from briefing.languages import target
from briefing.report import dump, report, tally


def use(met: Met) -> ConceptUse:
    surface = None if met == "unmet" else "Београду"
    span = None if met == "unmet" else (2, 10)
    return ConceptUse("belgrade", "Belgrade", (3, 11), "Београд", met, surface, span)


ARTICLE = Article("a.txt", "txt", "In Belgrade it rained.", title="Rain")
SUMMARY = Summary(
    ARTICLE, DetectedLanguage("en", "Latn", 0.99999), "Rain", False, (Segment(ARTICLE.text, 0, 22),)
)
SR = target("sr")
TRANSLATION = Translation(
    SR,
    TranslatedSegment("Rain", "Киша", -0.123456),
    (TranslatedSegment(ARTICLE.text, "У Београду је падала киша.", -0.5, (use("model"),), ("w",)),),
    "starter",
)
OUTCOMES = [
    Outcome("a.txt", ARTICLE, SUMMARY, (TRANSLATION,)),
    Outcome("b.pdf", error="b.pdf: is encrypted. Give its password."),
]


def test_concepts_are_counted_by_how_they_were_met() -> None:
    assert tally([use("model"), use("repaired"), use("repaired"), use("unmet")]) == {
        "required": 4,
        "model": 1,
        "n-best": 0,
        "repaired": 2,
        "unmet": 1,
    }


def test_a_report_accounts_for_every_article_and_segment() -> None:
    content = report(
        OUTCOMES, [SR], signature="s", problems=["g.csv:3: …"], timings={"read": 0.12345}
    )
    assert content["totals"] == {
        "articles": 2,
        "done": 1,
        "failed": 1,
        "concepts": {"sr": tally([use("model")])},
    }
    assert content["timings"] == {"read": 0.123}
    good, bad = content["articles"]
    assert good["language"] == {"tag": "en", "script": "Latn", "confidence": 1.0}
    (source,) = good["summary"]["segments"]
    assert ARTICLE.text[source["start"] : source["end"]] == source["text"]
    (segment,) = good["targets"]["sr"]["segments"]
    assert segment["concepts"][0] == {
        "concept": "belgrade",
        "source_term": "Belgrade",
        "source_span": [3, 11],
        "preferred": "Београд",
        "met": "model",
        "surface": "Београду",
        "span": [2, 10],
        "reason": None,
    }
    assert segment["warnings"] == ["w"]
    assert (bad["status"], bad["error"], bad["targets"]) == ("failed", OUTCOMES[1].error, {})


def test_json_keeps_letters_and_ends_in_a_newline() -> None:
    text = dump({"headline": "Oʻzbekiston – Србија"})
    assert "Oʻzbekiston – Србија" in text
    assert text.endswith("}\n")
    assert json.loads(text) == {"headline": "Oʻzbekiston – Србија"}
