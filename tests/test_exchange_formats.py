"""Files in the shapes that other tools write are read for what they say."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from briefing.errors import GlossaryError, UsageError
from briefing.terminology import exchange
from briefing.terminology.concepts import Concept, Glossary, Term
from briefing.terminology.exchange.languages import read_tag

DATA = Path(__file__).parent / "data" / "glossary"

Said = dict[str, list[tuple[str, str, str]]]


def said(concepts: tuple[Concept, ...]) -> Said:
    return {c.id: [(t.lang, t.text, t.status) for t in c.terms] for c in concepts}


BASIC: Said = {
    "c1": [
        ("en", "ceasefire", "preferred"),
        ("sr", "прекид ватре", "preferred"),
        ("sr", "примирје", "deprecated"),
    ],
    "c2": [("*", "NATO", "preferred")],
}

CASES: list[tuple[str, tuple[str, ...], Said]] = [
    (
        "multiterm.tbx",
        (),
        {
            "c1": [
                ("en", "prime minister", "preferred"),
                ("en", "premier", "admitted"),
                ("sr", "премијер", "preferred"),
                ("sr", "премијерка", "deprecated"),
            ],
            "c2": [
                ("en", "gross domestic product", "preferred"),
                ("ru", "валовой внутренний продукт", "preferred"),
            ],
        },
    ),
    (
        "memoq.tbx",
        (),
        {
            "17": [
                ("en", "key rate", "preferred"),
                ("en", "policy rate", "admitted"),
                ("sr", "референтна каматна стопа", "preferred"),
                ("sr", "кључна стопа", "forbidden"),
                ("uz", "asosiy stavka", "preferred"),
            ]
        },
    ),
    (
        "weblate.tbx",
        (),
        {
            "oliy-majlis": [
                ("en", "Oliy Majlis", "preferred"),
                ("ru", "Олий Мажлис", "preferred"),
            ],
            "brics": [("*", "BRICS+", "preferred")],
            "deputy": [("en", "deputy", "preferred"), ("ru", "парламентарий", "deprecated")],
        },
    ),
    (
        "phrase.tbx",
        (),
        {
            "central-bank": [
                ("en", "central bank", "preferred"),
                ("uz", "markaziy bank", "preferred"),
                ("uz", "Markazbank", "forbidden"),
            ]
        },
    ),
    ("basic-dca.tbx", (), BASIC),
    ("basic-dct.tbx", (), BASIC),
    (
        "deepl.csv",
        ("en", "sr"),
        {
            "ceasefire": [("en", "ceasefire", "preferred"), ("sr", "прекид ватре", "preferred")],
            "minister-of-foreign-affairs-acting": [
                ("en", "Minister of Foreign Affairs, acting", "preferred"),
                ("sr", "вршилац дужности министра, спољни послови", "preferred"),
            ],
            # Serbian has a Latin script too: a name alike in both columns may be a translation.
            "nato": [("en", "NATO", "preferred"), ("sr", "NATO", "preferred")],
        },
    ),
    (
        "deepl-languages.csv",
        (),
        {
            "ceasefire": [
                ("en", "ceasefire", "preferred"),
                ("ru", "прекращение огня", "preferred"),
            ],
            "the-big-deal": [
                ("en", 'the "big" deal', "preferred"),
                ("ru", "«большая» сделка", "preferred"),
            ],
        },
    ),
    (
        "deepl.tsv",
        ("en", "sr"),
        {
            "ceasefire": [("en", "ceasefire", "preferred"), ("sr", "прекид ватре", "preferred")],
            "budget": [("en", "budget", "preferred"), ("sr", "буџет", "preferred")],
        },
    ),
    (
        "google.csv",
        (),
        {
            "ceasefire": [
                ("en", "ceasefire", "preferred"),
                ("sr", "прекид ватре", "preferred"),
                ("uz", "oʻt ochishni toʻxtatish", "preferred"),
                ("ru", "прекращение огня", "preferred"),
            ],
            "budget-state": [
                ("en", "budget, state", "preferred"),
                ("sr", "државни буџет", "preferred"),
                ("uz", "davlat budjeti", "preferred"),
            ],
        },
    ),
    (
        "amazon.csv",
        (),
        {
            "amazon-photos": [
                ("en", "Amazon Photos", "preferred"),
                ("ru", "Amazon Photos", "preferred"),
            ],
            "ceasefire": [
                ("en", "ceasefire", "preferred"),
                ("ru", "прекращение огня", "preferred"),
            ],
            "treaty": [("en", "treaty", "preferred"), ("ru", "договор", "preferred")],
        },
    ),
    (
        "amazon.tmx",
        (),
        {
            "ceasefire": [
                ("en", "ceasefire", "preferred"),
                ("ru", "прекращение огня", "preferred"),
            ],
            "7": [("en", "summit", "preferred")],
        },
    ),
]


@pytest.mark.parametrize(("name", "languages", "expected"), CASES, ids=[c[0] for c in CASES])
def test_files_of_other_tools(name: str, languages: tuple[str, ...], expected: Said) -> None:
    assert said(exchange.load(DATA / name, languages).concepts) == expected


@pytest.mark.parametrize(
    ("name", "languages", "problems"),
    [
        ("multiterm.tbx", (), [(68, "has no letter"), (81, "unknown status 'proposed'")]),
        ("deepl.tsv", ("en", "sr"), [(3, "a term without its translation")]),
        ("amazon.csv", (), [(4, "quotation mark")]),
        ("amazon.tmx", (), [(21, "a variant without a segment")]),
        ("google.csv", (), []),
        ("memoq.tbx", (), []),
    ],
)
def test_a_bad_row_is_listed_with_its_line(
    name: str, languages: tuple[str, ...], problems: list[tuple[int, str]]
) -> None:
    found = exchange.load(DATA / name, languages).problems
    assert [problem.line for problem in found] == [line for line, _ in problems]
    assert all(what in problem.what for problem, (_, what) in zip(found, problems, strict=True))
    assert all(problem.remedy for problem in found)


@pytest.mark.parametrize(
    ("name", "sentences"),
    [
        (
            "multiterm.tbx",
            [
                "1 term in other languages passed over: de-DE",
                "regions are not kept: en-GB, ru-RU, sr-Cyrl-RS",
                "not read: partOfSpeech (1), source (1), transaction (1)",
            ],
        ),
        (
            "memoq.tbx",
            [
                "regions are not kept: sr-latn-rs, uz-cyrl-uz",
                "2 Serbian terms put into Cyrillic script",
                "1 Uzbek term put into Latin script",
            ],
        ),
        ("google.csv", ["not read: pos (1)"]),
    ],
)
def test_what_is_passed_over_is_said(name: str, sentences: list[str]) -> None:
    assert list(exchange.read(DATA / name).left_out) == sentences


def test_notes_and_definitions_go_with_the_first_term() -> None:
    by_name = {name: exchange.load(DATA / name) for name in ("multiterm.tbx", "memoq.tbx")}
    assert by_name["multiterm.tbx"].concepts[0].terms[0].note == "head of the government"
    assert by_name["memoq.tbx"].concepts[0].terms[0].note == "confirmed by the bank"
    assert by_name["memoq.tbx"].concepts[0].domain == "economy"


def test_case_sensitive_terms_must_stand_to_the_letter() -> None:
    terms = exchange.load(DATA / "phrase.tbx").concepts[0].terms
    assert [term.case for term in terms] == ["exact", "as-is", "as-is"]


def test_a_workbook_with_a_column_a_language(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["English", "Serbian (Cyrillic)", "Note"])
    book.active.append([None, None, None])
    book.active.append(["budget year", "буџетска година", None])
    book.active.append([2026, None, None])
    book.active.append(["a", "б", None, "cell too many"])
    path = tmp_path / "table.xlsx"
    book.save(path)
    glossary = exchange.load(path)
    assert said(glossary.concepts) == {
        "budget-year": [
            ("en", "budget year", "preferred"),
            ("sr", "буџетска година", "preferred"),
        ],
        "2026": [("en", "2026", "preferred")],
    }
    assert [problem.line for problem in glossary.problems] == [5]


def test_a_workbook_with_our_columns_keeps_line_numbers(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["concept", "lang", "term"])
    book.active.append([])
    book.active.append(["mp", "en", "member of\nparliament"])
    book.active.append(["mp", "xx", "deputy"])
    path = tmp_path / "ours.xlsx"
    book.save(path)
    glossary = exchange.load(path)
    assert [term.text for term in glossary.concepts[0].terms] == ["member of parliament"]
    assert glossary.concepts[0].terms[0].line == 3
    assert [(p.line, p.what) for p in glossary.problems] == [(4, "unknown language 'xx'")]


@pytest.mark.parametrize(
    ("tag", "lang", "region"),
    [
        ("en", "en", ""),
        ("en-GB", "en", "GB"),
        ("en_us", "en", "US"),
        ("EN", "en", ""),
        ("sr-Cyrl-RS", "sr", "RS"),
        ("sr-Latn", "sr", ""),
        ("srp", "sr", ""),
        ("uz-latn-uz", "uz", "UZ"),
        ("uzn", "uz", ""),
        ("ru-RU", "ru", "RU"),
        ("Russian", "ru", ""),
        ("Serbian (Cyrillic)", "sr", ""),
        ("English_United_Kingdom", "en", ""),
        ("mul", "*", ""),
        ("de", None, ""),
        ("run", None, ""),
        ("", None, ""),
    ],
)
def test_language_tags(tag: str, lang: str | None, region: str) -> None:
    assert (read_tag(tag).lang, read_tag(tag).region) == (lang, region)


def test_a_second_region_is_admitted(tmp_path: Path) -> None:
    path = tmp_path / "two.csv"
    path.write_text("en-GB,en-US,ru\ndefence,defense,оборона\n", "utf-8")
    reading = exchange.read(path)
    assert said(reading.glossary.concepts) == {
        "defence": [
            ("en", "defence", "preferred"),
            ("en", "defense", "admitted"),
            ("ru", "оборона", "preferred"),
        ]
    }


def test_latin_serbian_that_cannot_be_converted_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "latin.csv"
    path.write_text("en,sr\nthe exchange,Xetra\n", "utf-8")
    glossary = exchange.load(path)
    assert glossary.concepts[0].terms[1].text == "Xetra"
    assert "cannot be put into Cyrillic" in glossary.problems[0].what


def test_the_same_name_twice_is_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "twice.tmx"
    unit = '<tu tuid="1"><tuv xml:lang="en"><seg>{}</seg></tuv></tu>'
    path.write_text(f"<tmx><body>{unit.format('a')}{unit.format('b')}</body></tmx>", "utf-8")
    glossary = exchange.load(path)
    assert [concept.id for concept in glossary.concepts] == ["1", "1-2"]
    assert "is in the file already" in glossary.problems[0].what


def test_excel_unicode_text(tmp_path: Path) -> None:
    path = tmp_path / "unicode.txt"
    path.write_bytes("en\tru\nbudget\tбюджет\n".encode("utf-16"))
    assert exchange.load(path).concepts[0].terms[1].text == "бюджет"


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"budget,\xe1\n", "is not UTF-8"),
        ("ceasefire,прекид ватре\n".encode(), "does not say which languages"),
        (b"", "is in no format"),
        (b"PK\x03\x04 and no more", "is no Excel workbook"),
        (b"<?xml version='1.0'?><html/>", "is in no format"),
        (b"<martif><text><body><termEntry>", "is not well-formed XML"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(tmp_path: Path, content: bytes, what: str) -> None:
    path = tmp_path / "glossary.csv"
    path.write_bytes(content)
    with pytest.raises(GlossaryError, match=what) as caught:
        exchange.load(path)
    assert str(caught.value).startswith(str(path))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match=r"none\.tbx: cannot be read"):
        exchange.load(tmp_path / "none.tbx")


GLOSSARY = Glossary(
    (
        Concept(
            "mp",
            kind="title",
            terms=(
                Term("en", "member of parliament"),
                Term("en", "MP", "admitted"),
                Term("sr", "народни посланик", forms=("народног посланика",)),
                Term("sr", "депутат", "forbidden"),
                Term("ru", "депутат"),
            ),
        ),
    )
)


@pytest.mark.parametrize(
    ("name", "languages", "text", "left_out"),
    [
        (
            "deepl",
            ("en", "sr"),
            "member of parliament,народни посланик,en,sr\nMP,народни посланик,en,sr\n",
            [
                "DeepL CSV: 1 term in other languages left out",
                "DeepL CSV: 1 forbidden term left out",
                "DeepL CSV: 1 list of inflected forms left out",
                "DeepL CSV: 1 kind left out",
                "DeepL CSV: 1 concept named anew after the term",
            ],
        ),
        (
            "amazon",
            ("en", "ru"),
            "en,ru\nmember of parliament,депутат\nMP,депутат\n",
            [
                "Amazon CSV: 2 terms in other languages left out",
                "Amazon CSV: 1 kind left out",
                "Amazon CSV: 1 concept named anew after the term",
            ],
        ),
    ],
)
def test_tables_for_machine_translation(
    name: str, languages: tuple[str, ...], text: str, left_out: list[str]
) -> None:
    written = exchange.write(GLOSSARY, name, languages)
    assert written.data.decode() == text
    assert list(written.left_out) == left_out


def test_deepl_takes_two_languages() -> None:
    with pytest.raises(UsageError, match="holds two languages, not 3"):
        exchange.write(GLOSSARY, "deepl")


def test_tbx_basic_says_what_it_writes() -> None:
    written = exchange.write(GLOSSARY, "tbx-dct")
    assert b'<tbx xmlns="urn:iso:std:iso:30042:ed-2"' in written.data
    assert b"<min:administrativeStatus>deprecatedTerm-admn-sts<" in written.data
    assert "TBX-Basic (DCT): 1 forbidden term written as deprecated" in written.left_out


def test_tbx_of_2008_marks_what_is_forbidden() -> None:
    written = exchange.write(GLOSSARY, "tbx-2008")
    assert b'<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">' in written.data
    assert b'<termNote type="forbidden">true</termNote>' in written.data
    assert written.left_out == ()


def test_suffixes_tell_formats() -> None:
    names = {suffix: exchange.by_suffix(Path(f"g{suffix}")) for suffix in (".csv", ".tbx", ".TMX")}
    assert names == {".csv": "csv", ".tbx": "tbx", ".TMX": "tmx"}
    with pytest.raises(UsageError, match="does not tell its format"):
        exchange.by_suffix(Path("glossary.doc"))


def test_a_heading_of_source_and_target_is_no_term(tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"
    path.write_text("Source,Target\npeace,мир\n", "utf-8")
    assert list(said(exchange.load(path, ("en", "ru")).concepts)) == ["peace"]


def test_semicolons_and_a_cell_over_two_lines(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text('en;ru;note\npeace;мир;"not\nwar"\nwar;война;\n', "utf-8")
    concepts = exchange.load(path).concepts
    assert list(said(concepts)) == ["peace", "war"]
    assert concepts[0].terms[0].note == "not war"
    assert [term.line for concept in concepts for term in concept.terms] == [2, 2, 4, 4]


def test_untranslated_terms_that_differ_are_a_problem(tmp_path: Path) -> None:
    text = (DATA / "weblate.tbx").read_text("utf-8").replace("BRICS+", "BRICS", 1)
    path = tmp_path / "differ.tbx"
    path.write_text(text, "utf-8")
    problems = exchange.load(path).problems
    assert [problem.what for problem in problems] == [
        "'BRICS' is marked as not translated, but its languages differ"
    ]


@pytest.mark.parametrize(
    ("name", "languages", "what"),
    [("xliff", (), "no such format"), ("tmx", ("en", "de"), "no such language 'de'")],
)
def test_wrong_usage_is_named(name: str, languages: tuple[str, ...], what: str) -> None:
    with pytest.raises(UsageError, match=what):
        exchange.write(GLOSSARY, name, languages)
