"""English plurals, and the rows of the table."""

import pytest

from briefing.terminology.inflection import PLAIN, inflection
from briefing.terminology.inflection.english import INFLECTION, forms


@pytest.mark.parametrize(
    ("term", "made"),
    [
        ("minister", ("minister", "ministers")),
        ("agency", ("agency", "agencies")),
        ("railway", ("railway", "railways")),
        ("business", ("business", "businesses")),
        ("MP", ("MP", "MPs")),
        (
            "minister of foreign affairs",
            ("minister of foreign affairs", "ministers of foreign affairs"),
        ),
        ("bilateral talks", ("bilateral talks",)),
        ("gas", ("gas", "gases")),
        ("foreign minister", ("foreign minister", "foreign ministers")),
        ("G7", ("G7",)),
    ],
)
def test_plurals(term: str, made: tuple[str, ...]) -> None:
    assert forms(term) == made


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("agency", "agencies"),
        ("office", "offices"),
        ("box", "boxes"),
        ("minister", "minister's"),
        ("mp", "mps"),
        ("affairs", "affairs"),
        ("process", "processes"),
    ],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert INFLECTION.stem(one) == INFLECTION.stem(other)


def test_a_language_without_a_row_is_compared_as_it_is() -> None:
    row = inflection("fr")
    assert row is PLAIN
    assert row.forms("banque") == ("banque",)
    assert row.accepts is None


@pytest.mark.parametrize(
    ("before", "word", "verb"),
    [
        ("will", "visit", True),
        ("to", "visit", True),
        ("could", "reform", True),
        ("to", "reform", False),  # committed to reform
        ("to", "visits", False),
        ("May", "visit", False),
        ("a", "visit", False),
        ("she", "visits", True),
        ("who", "exports", True),
        ("Serbian", "exports", False),
    ],
)
def test_a_verb_is_told_by_the_word_before(before: str, word: str, verb: bool) -> None:
    assert INFLECTION.is_verb(before, word) is verb
