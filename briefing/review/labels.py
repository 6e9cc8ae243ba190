"""What the Word table for reviewers says beyond the words of the review edition.

Rows are as in `briefing.word.labels`: one a language, in its default script.
"""

from __future__ import annotations

from dataclasses import dataclass

from briefing.languages import Target
from briefing.word.labels import in_script


@dataclass(frozen=True, slots=True)
class TableLabels:
    """The wording of the table in one language and script."""

    remarks: str  # a heading, as the next
    accepted: str
    how: str  # what to do with the table


LABELS: dict[str, TableLabels] = {
    "sr": TableLabels(
        remarks="Напомене",
        accepted="У реду",
        how="Исправите превод у трећој колони. Ако је превод добар и без исправке, упишите било"
        " који знак у последњу колону. Бројеве и изворник не мењајте.",
    ),
    "uz": TableLabels(
        remarks="Izohlar",
        accepted="Maʼqul",
        how="Tarjimani uchinchi ustunda tuzating. Tuzatish kerak boʻlmasa, oxirgi ustunga istalgan"
        " belgini qoʻying. Raqamlar va asl matnni oʻzgartirmang.",
    ),
    "ru": TableLabels(
        remarks="Замечания",
        accepted="Верно",
        how="Исправьте перевод в третьем столбце. Если он верен и так, поставьте любой знак в"
        " последнем столбце. Номера и оригинал не меняйте.",
    ),
}


def table_labels(target: Target) -> TableLabels:
    """Return the wording for `target`, in its script."""
    return in_script(LABELS[target.tag], target)
