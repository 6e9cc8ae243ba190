"""Terms that reviewers keep changing, and what they put instead."""

from __future__ import annotations

import pytest

from briefing.review.renderings import aligned, renderings
from briefing.store.approved import Approved, Direction
from briefing.terminology.concepts import Concept, Glossary, Term

SUMMIT = Concept(
    "summit",
    terms=(
        Term("en", "summit"),
        Term("sr", "самит"),
        Term("uz", "sammit"),
        Term("ru", "саммит"),
    ),
)
DEFENCE = Concept(
    "defence-minister",
    terms=(
        Term("en", "defence minister"),
        Term("sr", "министар одбране"),
        Term("uz", "mudofaa vaziri"),
        Term("ru", "министр обороны"),
    ),
)
GLOSSARY = Glossary((SUMMIT, DEFENCE))


def approved(
    source: str, machine: str | None, text: str, to: str = "sr", script: str = "Cyrl"
) -> Approved:
    day = f"2026-03-{len(text) % 20 + 1:02}"
    return Approved(Direction("en", to, script), source, text, "Ана", day, "f", machine)


@pytest.mark.parametrize(
    ("to", "script", "changes", "instead"),
    [
        (
            "sr",
            "Cyrl",
            [
                ("Самит је почео у Београду.", "Врх је почео у Београду."),
                ("О томе су говорили на самиту.", "О томе су говорили на састанку на врху."),
                ("Данас је самит завршен успехом.", "Данас је састанак успешно завршен."),
                ("Вође су на самиту рекле да.", "Вође су на састанку рекле да."),
            ],
            [("састанку", 3), ("Врх", 1)],
        ),
        (
            "sr",
            "Latn",
            [("Samit je počeo.", "Skup je počeo."), ("Na samitu su rekli.", "Na skupu su rekli.")],
            [("Скуп", 2)],
        ),
        (
            "ru",
            "Cyrl",
            [
                ("Лидеры прибыли на саммит.", "Лидеры прибыли на встречу."),
                ("Саммит завершился.", "Встреча завершилась."),
            ],
            [("встречу", 2)],
        ),
        (
            "uz",
            "Latn",
            [
                ("Yetakchilar sammitga kelishdi.", "Yetakchilar uchrashuvga kelishdi."),
                ("Sammit yakunlandi.", "Uchrashuv yakunlandi."),
            ],
            [("uchrashuvga", 2)],
        ),
    ],
)
def test_what_stands_there_instead_is_found_in_all_its_forms(
    to: str, script: str, changes: list[tuple[str, str]], instead: list[tuple[str, int]]
) -> None:
    entries = [
        approved(f"The summit, part {number}.", machine, text, to, script)
        for number, (machine, text) in enumerate(changes)
    ]
    (row,) = renderings(entries, GLOSSARY)
    assert (row.source, row.target, row.concept, row.kept) == ("en", to, "summit", 0)
    assert row.changed == len(changes)
    assert list(row.instead) == instead


def test_several_words_give_way_to_several() -> None:
    (row,) = renderings(
        [
            approved(
                "The defence minister arrived.",
                "Стигао је министар одбране Србије.",
                "Стигао је шеф ресора војске Србије.",
            )
        ],
        GLOSSARY,
        at_least=1,
    )
    assert row.agreed == "министар одбране"
    ((said, count),) = row.instead
    assert count == 1
    assert set(said.split()) <= {"шеф", "ресора", "војске"}
    assert row.examples[0].text == "Стигао је шеф ресора војске Србије."


def test_what_was_left_out_is_told_as_nothing() -> None:
    (row,) = renderings(
        [approved("The summit began.", "Почео је самит.", "Почео је.")], GLOSSARY, at_least=1
    )
    assert row.instead == (("", 1),)


@pytest.mark.parametrize(
    ("machine", "text"),
    [
        (None, "Скуп је почео."),  # not known what the machine had
        ("Састанак је почео.", "Скуп је почео."),  # the machine had not the agreed term
        ("Самит је почео.", "Почео је самит."),  # still there
        ("Самит је почео.", "О самиту."),  # in another form
    ],
)
def test_what_is_no_change_of_a_term_is_not_listed(machine: str | None, text: str) -> None:
    entry = approved("The summit began.", machine, text)
    assert renderings([entry], GLOSSARY, at_least=1) == []


def test_kept_and_changed_are_counted_and_the_most_changed_comes_first() -> None:
    entries = [
        approved("The summit began.", "Самит је почео.", "Почиње самит."),
        *(
            approved(f"The summit ended {n}.", "Самит је завршен.", "Скуп је завршен.")
            for n in range(2)
        ),
        *(
            approved(
                f"The defence minister and summit {n}.",
                "Министар одбране и самит.",
                "Шеф војске и самит.",
            )
            for n in range(3)
        ),
    ]
    found = renderings(entries, GLOSSARY)
    assert [(row.concept, row.kept, row.changed) for row in found] == [
        ("defence-minister", 0, 3),
        ("summit", 4, 2),
    ]
    assert [row.concept for row in renderings(entries, GLOSSARY, at_least=3)] == [
        "defence-minister"
    ]


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        ("a b", "a b", [(0, 0), (1, 1)]),
        ("a b", "", []),
        ("самит почиње", "данас самит почиње", [(0, 1), (1, 2)]),
        ("министар одбране долази", "шеф одбране долази", [(0, 0), (1, 1), (2, 2)]),
    ],
)
def test_words_are_aligned(old: str, new: str, pairs: list[tuple[int, int]]) -> None:
    assert aligned(old.split(), new.split()) == pairs
