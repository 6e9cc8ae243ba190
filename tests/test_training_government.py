"""The tables of government are learnt from pairs, and say what the pairs say."""

from __future__ import annotations

from pathlib import Path

from briefing.terminology import Glossary
from briefing.terminology.concepts import Concept, Term
from briefing.terminology.matching import Matcher
from training.government import in_references, learn, spelt

PARLIAMENT = Concept("parliament", terms=(Term("en", "parliament"), Term("ru", "парламент")))
PAIRS = [
    ("a session of the parliament", "сессия парламента"),
    ("a visit to the parliament", "визит в парламент"),
    ("talks with the parliament", "переговоры с парламентом"),
    ("the parliament adopted a law", "парламент принял закон"),
] * 3


def test_a_sign_speaks_for_the_case_it_was_seen_with(tmp_path: Path) -> None:
    instances = [*in_references(PAIRS, "ru", Matcher(Glossary((PARLIAMENT,)), "en"))]
    assert [spelt(one.right, "ru") for one in instances[:3]] == [
        "парламента",
        "парламент",
        "парламентом",
    ]
    fit = learn(instances, "ru", passes=9, least=2)
    weights = fit.weights[fit.rows["l с"]]
    assert max(fit.columns, key=lambda part: weights[fit.columns[part]]) in ("ablt", "sing.ablt")
    table = tmp_path / "ru.csv"
    fit.write(table, least=0.1)
    again = learn(instances, "ru", passes=9, least=2)
    assert (again.weights == fit.weights).all()
    assert "l с," in table.read_text("utf-8")


def test_the_words_of_the_reference_itself_are_hidden() -> None:
    (one, *_) = in_references(PAIRS, "ru", Matcher(Glossary((PARLIAMENT,)), "en"))
    assert one.masked
    assert one.setting.carried == ()
