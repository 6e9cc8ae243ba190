"""What goes into the memory when reviewers' files come back, and what is told instead."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from bilinguals import SERBIAN, SR, unit

from briefing.errors import ReviewError
from briefing.review import account
from briefing.review.importing import Intake, Provenance, take_in
from briefing.review.units import ArticleUnits, Bilingual, Unit
from briefing.store import Store, open_store
from briefing.store.approved import Direction, everything, find, in_force, plain

EN_SR = Direction("en", "sr", "Cyrl")
RAIN, HANDED_OUT = "It rained in Belgrade.", "У Београду је падала киша."
NOW = "2026-03-02T12:00:00+00:00"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store.sqlite") as opened:
        yield opened


def returned(*units: Unit, by: str | None = None, at: str | None = None) -> Bilingual:
    return Bilingual("en", SR, (ArticleUnits(1, "a.txt", units),), by=by, at=at)


def edit(text: str, **more: object) -> Unit:
    return replace(unit("1.1", RAIN, HANDED_OUT), text=text, **more)  # type: ignore[arg-type]


def take(
    store: Store,
    bilingual: Bilingual,
    by: str | None = "Ана",
    *,
    now: str = NOW,
    replace: bool = False,
    sources: frozenset[str] = frozenset(),
) -> Intake:
    return take_in(
        store,
        bilingual,
        "back.xlf",
        Provenance(by, "the user", now),
        replace=replace,
        sources=sources,
    )


def test_an_edit_goes_in_with_who_when_and_what_it_was(store: Store) -> None:
    intake = take(store, returned(edit(" Пљуштало је\n   у\u00a0Београду. ")))
    assert (intake.edited, intake.accepted, intake.doubts) == (1, 0, [])
    found = find(store, EN_SR, f"  {RAIN} ")
    assert found is not None
    assert (found.text, found.by, found.at) == ("Пљуштало је у\u00a0Београду.", "Ана", NOW)
    assert (found.machine, found.origin) == (HANDED_OUT, "back.xlf")


@pytest.mark.parametrize(
    ("changes", "counts"),
    [
        ({}, {"untouched": 1}),
        ({"accepted": True}, {"accepted": 1}),
        ({"text": "Падало је.", "accepted": True}, {"edited": 1}),
        ({"text": f" {HANDED_OUT}\n"}, {"untouched": 1}),
        ({"text": " "}, {"doubts": "its translation is empty"}),
        ({"source": "It snowed.", "text": "Падао је снег."}, {"doubts": "the source was changed"}),
        ({"source": "It snowed.", "accepted": True}, {"doubts": "the source was changed"}),
        ({"source": f"  {RAIN}"}, {"untouched": 1}),
        ({"given": None, "given_source": None}, {"doubts": "an edit cannot be told"}),
        ({"given": None, "given_source": None, "accepted": True}, {"accepted": 1}),
        ({"source": "", "given_source": "", "accepted": True}, {"doubts": "no source"}),
    ],
)
def test_what_becomes_of_a_segment(
    store: Store, changes: dict[str, object], counts: dict[str, object]
) -> None:
    intake = take(store, returned(replace(unit("1.1", RAIN, HANDED_OUT), **changes)))  # type: ignore[arg-type]
    told = counts.pop("doubts", None)
    assert [str(told) in doubt.what for doubt in intake.doubts] == ([True] if told else [])
    found = {"edited": intake.edited, "accepted": intake.accepted, "untouched": intake.untouched}
    assert {name: count for name, count in found.items() if count} == counts
    assert len(list(in_force(store))) == intake.edited + intake.accepted


@pytest.mark.parametrize(
    ("named", "in_unit", "in_file", "expected"),
    [
        ("Ана", "Борис", "Вера", "Ана"),
        (None, "Борис", "Вера", "Борис"),
        (None, None, "Вера", "Вера"),
        (None, None, None, "the user"),
    ],
)
def test_who_approved(
    store: Store, named: str | None, in_unit: str | None, in_file: str | None, expected: str
) -> None:
    take(store, returned(edit("Киша.", by=in_unit), by=in_file), by=named)
    (found,) = in_force(store)
    assert found.by == expected


def test_the_same_again_changes_nothing(store: Store) -> None:
    take(store, returned(edit("Киша.")))
    intake = take(store, returned(edit("Киша.")), by="Борис")
    assert (intake.known, intake.edited, intake.doubts) == (1, 0, [])
    (found,) = in_force(store)
    assert found.by == "Ана"


def test_two_people_who_differ_are_told_and_nothing_is_overwritten(store: Store) -> None:
    take(store, returned(edit("Киша.")))
    intake = take(store, returned(edit("Пљусак.")), by="Борис")
    (doubt,) = intake.doubts
    assert str(doubt) == (
        "back.xlf, segment 1.1: 'Киша.' was approved by Ана on 2026-03-02, here 'Пљусак.' by"
        " Борис; not taken (--replace lets the newest win)"
    )
    assert [one.text for one in in_force(store)] == ["Киша."]


def test_within_one_file_too(store: Store) -> None:
    twice = returned(edit("Киша."), replace(edit("Пљусак."), id="2.1"))
    intake = take(store, twice)
    assert (intake.edited, len(intake.doubts)) == (1, 1)
    assert intake.doubts[0].unit == "2.1"


@pytest.mark.parametrize(
    ("at", "expected", "replaced"),
    [
        ("2026-03-03T00:00:00+00:00", "Пљусак.", 1),
        (NOW, "Пљусак.", 1),
        ("2026-03-01T00:00:00+00:00", "Киша.", 0),
    ],
)
def test_with_replace_the_newest_wins(store: Store, at: str, expected: str, replaced: int) -> None:
    take(store, returned(edit("Киша.")))
    intake = take(store, returned(edit("Пљусак."), at=at), by="Борис", replace=True)
    assert (intake.replaced, len(intake.doubts)) == (replaced, 1 - replaced)
    assert [one.text for one in in_force(store)] == [expected]


def test_what_was_replaced_is_kept(store: Store) -> None:
    for number, text in enumerate(("Киша.", "Пљусак.", "Кишица.")):
        take(store, returned(edit(text)), now=f"2026-03-0{number + 2}T00:00:00", replace=True)
    rows = store.connection.execute("SELECT id, text, replaced_by FROM approved ORDER BY id")
    assert list(rows) == [(1, "Киша.", 2), (2, "Пљусак.", 3), (3, "Кишица.", None)]


def test_what_the_machine_had_is_known_after_a_second_review(store: Store) -> None:
    take(store, returned(edit("Киша.")))
    second = replace(unit("1.1", RAIN, "Киша.", origin="approved"), text="Пљусак.")
    assert take(store, returned(second), replace=True).replaced == 1
    (found,) = in_force(store)
    assert (found.text, found.machine) == ("Пљусак.", HANDED_OUT)


def test_an_edit_of_a_sentence_that_the_run_no_longer_has_is_kept_and_told(store: Store) -> None:
    intake = take(store, returned(edit("Киша.")), sources=frozenset({"It rained in Niš."}))
    assert intake.edited == 1
    assert "no longer in the run" in intake.doubts[0].what
    assert find(store, EN_SR, RAIN) is not None


def test_what_was_approved_before_has_no_machine_translation(store: Store) -> None:
    take(store, returned(edit("Киша.", origin="approved")))
    (found,) = in_force(store)
    assert found.machine is None


def test_scripts_and_directions_are_apart(store: Store) -> None:
    take(store, returned(edit("Киша.")))
    assert find(store, Direction("en", "sr", "Latn"), RAIN) is None
    assert find(store, Direction("ru", "sr", "Cyrl"), RAIN) is None
    assert list(everything(store)) == [EN_SR]


def test_nothing_is_taken_when_anything_goes_wrong(store: Store) -> None:
    class Torn(Bilingual):
        @property
        def units(self) -> tuple[Unit, ...]:
            return (edit("Киша."), None)  # type: ignore[return-value]

    with pytest.raises(AttributeError):
        take(store, Torn("en", SR, ()))
    assert list(in_force(store)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" a \n b\u00a0c ", "a b c"),
        ("e\u0301", "é"),
        ("Ёлка", "Ёлка"),
    ],
)
def test_sources_are_compared_plain(text: str, expected: str) -> None:
    assert plain(text) == expected


SEGMENT = {
    "source": RAIN,
    "text": HANDED_OUT,
    "score": -0.5,
    "concepts": [
        {
            "concept": "belgrade",
            "source_term": "Belgrade",
            "source_span": [13, 21],
            "preferred": "Београд",
            "met": "unmet",
            "surface": None,
            "span": None,
            "reason": "…",
        },
        {
            "concept": "in-belgrade",
            "source_term": "in Belgrade",
            "source_span": [10, 21],
            "preferred": "у Београду",
            "met": "model",
            "surface": "У Београду",
            "span": [0, 10],
        },
    ],
    "warnings": [],
    "confidence": {"level": "low", "value": 0.2},
    "findings": [
        {"id": "a", "severity": "error", "message": "…", "span": [0, 1], "source_span": None},
        {"id": "b", "severity": "error", "message": "…", "span": None, "source_span": [0, 2]},
    ],
}
REPORT = {
    "schema": 1,
    "signature": "s",
    "articles": [
        {"path": "b.txt", "status": "failed", "targets": {}},
        {
            "path": "a.txt",
            "language": {"tag": "en"},
            "targets": {
                tag: {"script": "Cyrl", "headline": SEGMENT, "segments": [SEGMENT]}
                for tag in ("sr", "ru")
            },
        },
        {
            "path": "r.txt",
            "language": {"tag": "ru"},
            "targets": {"ru": {"script": "Cyrl", "headline": SEGMENT, "segments": []}},
        },
    ],
}


def write(folder: Path, content: object) -> Path:
    (folder / "report.json").write_text(json.dumps(content), "utf-8")
    return folder


def test_a_report_becomes_a_file_a_direction(tmp_path: Path) -> None:
    found = account.read(write(tmp_path, REPORT))
    # What was not translated, Russian into Russian, is not there.
    assert [(one.source, one.target.tag) for one in found] == [("en", "sr"), ("en", "ru")]
    first, second = found[0].units
    assert (first.id, second.id, found[0].articles[0].path) == ("2.0", "2.1", "a.txt")
    assert [note.side for note in first.notes] == ["target", "source"]
    # Of two terms in one place a file can mark only the first.
    assert [mark.concept for mark in first.terms] == ["in-belgrade"]
    assert account.sources(tmp_path) == frozenset({RAIN})


def test_only_the_languages_asked_for(tmp_path: Path) -> None:
    (found,) = account.read(write(tmp_path, REPORT), ("ru",))
    assert found.target.tag == "ru"


def test_a_folder_without_a_run_has_no_sources(tmp_path: Path) -> None:
    assert account.sources(tmp_path) == frozenset()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "No such file"),
        ("{", "is not JSON"),
        ("[]", "not a report of schema 1"),
        ('{"schema": 2}', "not a report of schema 1"),
        ('{"schema": 1}', "is not a report of a run"),
        ('{"schema": 1, "signature": "s", "articles": [{"targets": {"sr": 1}}]}', "of a run"),
    ],
)
def test_a_report_that_cannot_be_used_says_why(
    content: str | None, said: str, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / "report.json").write_text(content, "utf-8")
    with pytest.raises(ReviewError, match=said):
        account.read(tmp_path)


def test_a_whole_file_goes_in(store: Store) -> None:
    intake = take(store, SERBIAN)
    assert (intake.edited, intake.accepted, intake.untouched) == (0, 1, 3)
