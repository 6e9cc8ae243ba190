"""What the check finds in a glossary, line by line."""

import pytest

from briefing.terminology.check import check
from briefing.terminology.csv_format import parse

HEADER = "concept,lang,term,status,forms,note\n"


@pytest.mark.parametrize(
    ("rows", "line", "what", "remedy"),
    [
        (
            ["a,en,bank,,,", "a,en,bank,admitted,,"],
            3,
            "'bank' (en) is in a a second time",
            "remove it here or in line 2",
        ),
        (
            ["a,en,bank,,,", "a,en,lender,preferred,,"],
            3,
            "a has a second preferred term in en: 'lender' besides 'bank'",
            "make one of them admitted",
        ),
        (
            ["a,en,Senate,,,", "b,en,Council,,,", "b,en,Senate,forbidden,,"],
            4,
            "'Senate' is forbidden in b and preferred in a (line 2)",
            "remove one of the two; if both are meant, name a in the note here",
        ),
        (
            ["a,uz,kengash,,,", "b,uz,kengash,,,"],
            3,
            "'kengash' (uz) is preferred in b and in a (line 2)",
            "merge them; if they are two things, name a in the note here",
        ),
        (
            ["a,ru,cоюз,,,"],
            2,
            "'cоюз' (a) mixes scripts: c in Latin",
            "type the word again on one keyboard layout",
        ),
        (
            ["a,ru,союз,,союза|сoюзу,"],
            2,
            "'сoюзу' (a) mixes scripts: o in Latin",
            "type the word again on one keyboard layout",
        ),
        (
            ["a,uz,o'zbek,,,"],
            2,
            '"o\'zbek" (a) has apostrophes other than ʻ (U+02BB) and ʼ (U+02BC)',
            "write oʻzbek",
        ),
        (
            ["a,uz,maʼmuriyat,,ma’muriyati,"],
            2,
            "'ma’muriyati' (a) has apostrophes other than ʻ (U+02BB) and ʼ (U+02BC)",
            "write maʼmuriyati",
        ),
        (
            ["a,sr,влада,,,", "b,sr,банка,,,", "c,sr,ministarstvo,,,"],
            4,
            "'ministarstvo' (c) is in Latin where the other terms in sr are in Cyrillic",
            "write it in Cyrillic; the other script is made from it",
        ),
        (
            ["a,en,bank,,,", "a,ru,банк,,,", "b,en,loan,,,"],
            4,
            "b has no preferred term in ru",
            "add it; until then the concept is left to the checkpoint there",
        ),
        (["a,ru,банк,,банка||банку,"], 2, "an empty form among the forms", "remove the | too many"),
        (["a,xx,bank,,,", "a,en,bank,,,"], 2, "unknown language 'xx'", None),
    ],
)
def test_a_fault_is_told_with_its_line_and_remedy(
    rows: list[str], line: int, what: str, remedy: str | None
) -> None:
    (problem,) = check(parse(HEADER + "\n".join(rows) + "\n", "g.csv"))
    assert (problem.path, problem.line, problem.what) == ("g.csv", line, what)
    if remedy:
        assert problem.remedy == remedy


@pytest.mark.parametrize(
    "rows",
    [
        ["a,en,Senate,,,", "b,en,Council,,,", "b,en,Senate,forbidden,,the name of a"],
        ["a,uz,kengash,,,", "b,uz,kengash,,,the same name as a"],
        ["a,ru,союз,,,", "b,ru,IT,,,", "c,ru,IT-компания,,,"],
        ["a,en,bank,,,", "a,ru,банк,,,", "iso,*,ISO 9001,,,"],
        ["a,uz,“Bir makon, bir yoʻl” tashabbusi,,,".replace(", bir", " bir")],
    ],
)
def test_what_is_meant_passes(rows: list[str]) -> None:
    assert check(parse(HEADER + "\n".join(rows) + "\n")) == ()
