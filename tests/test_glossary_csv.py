"""The glossary's own file: what loads, and what is said of rows that do not."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import GlossaryError
from briefing.terminology.concepts import (
    NO_GLOSSARY,
    STATUSES,
    Concept,
    Glossary,
    Term,
)
from briefing.terminology.csv_format import COLUMNS, dumps, parse, read

HEADER = "concept,domain,kind,lang,term,status,forms,note,case\n"


def test_a_row_becomes_a_term() -> None:
    glossary = parse(
        HEADER + "loan,economy,term,ru,заём,admitted,займа|займу,банковский,exact\n", "g.csv"
    )
    assert glossary.problems == ()
    assert glossary.concepts == (
        Concept(
            "loan",
            "economy",
            "term",
            (
                Term(
                    "ru",
                    "заём",
                    "admitted",
                    ("займа", "займу"),
                    note="банковский",
                    case="exact",
                    line=2,
                ),
            ),
        ),
    )


def test_only_three_columns_are_required_and_their_order_is_free() -> None:
    glossary = parse("term,lang,concept\npredsednik,sr,president\n")
    assert glossary.concepts[0].preferred("sr") == Term("sr", "predsednik", line=2)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_spreadsheets_save_with_other_delimiters(delimiter: str) -> None:
    text = "concept,lang,term\nun,ru,ООН\n".replace(",", delimiter)
    assert parse(text).concepts[0].preferred("ru") == Term("ru", "ООН", line=2)


def test_decomposed_letters_and_stray_spaces_are_mended() -> None:
    glossary = parse("concept,lang,term\nvucic,sr, Вучи\u0301 \u00a0 Х\n")
    assert glossary.concepts[0].terms[0].text == "Вучи\u0301 Х"
    assert parse("concept,lang,term\na,en,  attache\u0301\n").concepts[0].terms[0].text == "attaché"


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (",,,ru,слово,,,,", "the column concept is empty"),
        ("a,,,,слово,,,,", "the column lang is empty"),
        ("a,,,ru,,,,,", "the column term is empty"),
        ("a,,,de,Wort,,,,", "unknown language 'de'"),
        ("a,,,ru,слово,prefered,,,", "unknown status 'prefered'"),
        ("a,,,ru,слово,,,,loud", "unknown case mode 'loud'"),
        ("a,,,ru,—,,,,", "the term '—' has no letter"),
        ("a,,,ru,раз, два,,,,,,", "12 cells where the first row has 9"),
    ],
)
def test_a_bad_row_is_listed_and_the_rest_loads(row: str, what: str) -> None:
    glossary = parse(f"{HEADER}un,,,ru,ООН,,,,\n{row}\neu,,,ru,ЕС,,,,\n", "g.csv")
    assert [c.id for c in glossary.concepts] == ["un", "eu"]
    (problem,) = glossary.problems
    assert (problem.line, problem.what) == (3, what)
    assert problem.remedy
    assert str(problem).startswith(f"g.csv:3: {what}. ")


def test_line_numbers_count_lines_inside_quoted_cells() -> None:
    glossary = parse('concept,lang,term,note\na,en,one,"two\nlines"\nb,xx,word,\n')
    assert [problem.line for problem in glossary.problems] == [4]


def test_an_empty_form_is_told_and_left_out() -> None:
    glossary = parse(f"{HEADER}a,,,ru,слово,,слова||слову,,\n")
    assert glossary.concepts[0].terms[0].forms == ("слова", "слову")
    assert "empty form" in glossary.problems[0].what


def test_a_concept_with_two_domains_keeps_the_first() -> None:
    glossary = parse(f"{HEADER}a,law,,en,one,,,,\na,trade,,ru,один,,,,\n")
    assert glossary.concepts[0].domain == "law"
    assert "another domain" in glossary.problems[0].what


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"name,value\na,b\n", "no column concept, lang, term"),
        (b"", "no column"),
        ("concept,lang,term\na,ru,слово\n".encode("cp1251"), "not UTF-8"),
    ],
)
def test_a_file_of_no_use_is_refused(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "g.csv"
    path.write_bytes(content)
    with pytest.raises(GlossaryError, match=told):
        read(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match="cannot be read"):
        read(tmp_path / "none.csv")


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    path.write_bytes(b"\xef\xbb\xbfconcept,lang,term\nun,en,UN\n")
    assert read(path).concepts[0].id == "un"


WORDS = st.text("абвгдеžšćoʻgʻʼ \"',;|-", min_size=1).map(lambda s: f"а{' '.join(s.split())}")
TERMS = st.builds(
    Term,
    lang=st.sampled_from(["en", "sr", "uz", "ru", "*"]),
    text=WORDS.map(lambda s: s.strip()),
    status=st.sampled_from(STATUSES),
    forms=st.lists(WORDS.map(lambda s: s.replace("|", "").strip()), max_size=3).map(tuple),
    note=WORDS.map(str.strip),
    case=st.sampled_from(["as-is", "sentence-smart", "exact"]),
)


@given(st.lists(TERMS, min_size=1, max_size=5))
def test_what_is_written_reads_back_the_same(terms: list[Term]) -> None:
    glossary = Glossary((Concept("a", "law", "term", tuple(terms)),))
    again = parse(dumps(glossary))
    assert again.problems == ()
    assert again.hash == glossary.hash


def test_the_header_is_the_documented_one() -> None:
    assert dumps(NO_GLOSSARY) == HEADER == ",".join(COLUMNS) + "\n"


def test_the_hash_follows_the_concepts_and_not_their_order() -> None:
    one, two = Concept("a", terms=(Term("en", "one", line=2),)), Concept("b")
    glossary = Glossary((one, two))
    assert glossary.hash == Glossary((two, one), path="elsewhere").hash
    assert glossary.hash != Glossary((one,)).hash != NO_GLOSSARY.hash


def test_a_domain_limits_the_concepts_and_none_belongs_to_all() -> None:
    glossary = Glossary((Concept("a", "Law"), Concept("b", "trade"), Concept("c")))
    assert [c.id for c in glossary.in_domains(["law "]).concepts] == ["a", "c"]
    assert glossary.in_domains([""]) is glossary


def test_a_term_of_every_language_is_not_translated() -> None:
    concept = parse("concept,lang,term\niso,*,ISO 9001\n").concepts[0]
    assert concept.do_not_translate
    assert concept.preferred("uz") == concept.preferred("en") == Term("*", "ISO 9001", line=2)
