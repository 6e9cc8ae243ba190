"""The words a briefing is framed with, as an editor in each country would put them.

One row a language, in the language's default script; another script is made from it by
`briefing.text.scripts`. `{…}` stands for what is filled in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from string import Formatter
from typing import TYPE_CHECKING, Any, TypeVar

from babel import Locale
from babel.dates import format_date

from briefing.documents import Met
from briefing.languages import Target
from briefing.text.scripts import convert
from briefing.word.typography import NBSP, TYPOGRAPHY

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Row = TypeVar("Row", bound="DataclassInstance")


@dataclass(frozen=True, slots=True)
class Labels:
    """The wording of a briefing in one language and script."""

    title: str
    articles: Mapping[str, str]  # CLDR plural category → "{count} articles"
    contents: str
    source: str
    file: str  # in place of the source, when nothing but the file is known
    original_title: str
    full_text: str  # the link's text; {site}
    omitted: str  # {paths}
    glossary: str  # the annex's heading
    source_term: str
    agreed_term: str
    in_articles: str
    applied: str
    met: Mapping[Met, str]
    notices: Mapping[str, str]  # notices as they are worded in reports → in this language
    page: str  # {page}, {pages}
    signature: str
    references: str  # the heading of the list of sources
    period: str  # {period}: when the articles appeared
    prepared_by: str  # {who}
    logo: str  # what a logo without a description is called
    in_this_language: str  # in a list of parts in several languages


@dataclass(frozen=True, slots=True)
class DateStyle:
    """How a document's date is written: a CLDR pattern, and the months where CLDR's will not do."""

    pattern: str
    months: tuple[str, ...] = ()


LABELS: dict[str, Labels] = {
    "sr": Labels(
        title="Преглед штампе",
        articles={"one": "{count} чланак", "few": "{count} чланка", "other": "{count} чланака"},
        contents="Садржај",
        source="Извор",
        file="Датотека",
        original_title="Изворни наслов",
        full_text="Цео текст: {site}",
        omitted="Није обухваћено (видети извештај): {paths}",
        glossary="Усаглашени термини",
        source_term="Термин у извору",
        agreed_term="Усаглашени термин",
        in_articles="Чланак",
        applied="Примена",
        met={
            "model": "примењен",
            "n-best": "примењен",
            "repaired": "примењен исправком",
            "unmet": "није примењен – проверити",
        },
        notices={"starter model, for trial": "пробни превод, почетни модел"},
        page="страна {page} од {pages}",
        signature="Начин израде",
        references="Извори",
        period="Чланци објављени: {period}",
        prepared_by="Припрема: {who}",
        logo="Знак установе",
        in_this_language="На српском",
    ),
    "uz": Labels(
        title="Matbuot sharhi",
        articles={"one": "{count} ta maqola", "other": "{count} ta maqola"},
        contents="Mundarija",
        source="Manba",
        file="Fayl",
        original_title="Asl sarlavha",
        full_text="Toʻliq matn: {site}",
        omitted="Sharhga kirmagan (hisobotga qarang): {paths}",
        glossary="Kelishilgan atamalar",
        source_term="Manbadagi atama",
        agreed_term="Kelishilgan atama",
        in_articles="Maqola",
        applied="Qoʻllanishi",
        met={
            "model": "qoʻllangan",
            "n-best": "qoʻllangan",
            "repaired": "tuzatib qoʻllangan",
            "unmet": "qoʻllanmagan – tekshirilsin",
        },
        notices={"starter model, for trial": "sinov tarjimasi, boshlangʻich model"},
        page="{page}-bet, jami {pages} bet",
        signature="Tayyorlash usuli",
        references="Manbalar",
        period="Maqolalar chop etilgan sana: {period}",
        prepared_by="Tayyorladi: {who}",
        logo="Muassasa belgisi",
        in_this_language="Oʻzbek tilida",
    ),
    "ru": Labels(
        title="Обзор прессы",
        articles={
            "one": "{count} статья",
            "few": "{count} статьи",
            "many": "{count} статей",
            "other": "{count} статьи",
        },
        contents="Содержание",
        source="Источник",
        file="Файл",
        original_title="Заголовок оригинала",
        full_text="Полный текст: {site}",
        omitted="Не вошли в обзор (см. отчёт): {paths}",
        glossary="Согласованные термины",
        source_term="Термин в источнике",
        agreed_term="Согласованный термин",
        in_articles="Статья",
        applied="Применение",
        met={
            "model": "применён",
            "n-best": "применён",
            "repaired": "применён с правкой",
            "unmet": "не применён — проверить",
        },
        notices={"starter model, for trial": "пробный перевод, начальная модель"},
        page="страница {page} из {pages}",
        signature="Способ подготовки",
        references="Источники",
        period="Статьи опубликованы: {period}",
        prepared_by="Подготовлено: {who}",
        logo="Эмблема учреждения",
        in_this_language="На русском языке",
    ),
}

# Keyed by CLDR locale, as `Variant.locale` names it.
DATES: dict[str, DateStyle] = {
    "sr_Cyrl_RS": DateStyle("d. MMMM y."),
    "sr_Latn_RS": DateStyle("d. MMMM y."),
    "uz_Latn_UZ": DateStyle("y-'yil' d-MMMM"),
    # CLDR drops the soft sign that the orthography keeps in the names of months.
    "uz_Cyrl_UZ": DateStyle(
        "y 'йил' d MMMM",
        (
            *("январь", "февраль", "март", "апрель", "май", "июнь"),
            *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
        ),
    ),
    "ru_RU": DateStyle("d MMMM y 'г'."),
}


@cache
def labels(target: Target) -> Labels:
    """Return the wording for `target`, in its script."""
    return in_script(LABELS[target.tag], target)


def in_script(row: Row, target: Target) -> Row:
    """Return a row of wordings, all of its fields, in the target's script."""
    values = {field.name: getattr(row, field.name) for field in fields(row)}
    return type(row)(**{name: _in_script(value, target) for name, value in values.items()})


def _in_script(value: Any, target: Target) -> Any:
    """Return a wording, or each of a mapping's, in the target's script; `{…}` stays as it is."""
    if isinstance(value, Mapping):
        return {key: _in_script(wording, target) for key, wording in value.items()}
    return "".join(
        convert(literal, target.tag, target.script) + (f"{{{name}}}" if name else "")
        for literal, name, _, _ in Formatter().parse(value)
    )


def article_count(count: int, target: Target) -> str:
    """Say how many articles there are: "1 чланак", "3 чланка", "12 чланака"."""
    category = Locale.parse(target.variant.locale).plural_form(count)
    return labels(target).articles[category].format(count=count)


def long_date(date: dt.date, target: Target) -> str:
    """Write a date as the head of a document in `target` does: "28. фебруар 2026."."""
    style = DATES[target.variant.locale]
    pattern = style.pattern
    if style.months:
        pattern = pattern.replace("MMMM", f"'{style.months[date.month - 1]}'")
    return str(format_date(date, pattern, locale=target.variant.locale))


def period(dates: Iterable[dt.date], target: Target) -> str:
    """Write the time from the first to the last of `dates`, or the one day."""
    days = sorted(set(dates))
    dash = f"{NBSP}{TYPOGRAPHY[target.tag].dash} "
    return dash.join(long_date(day, target) for day in days[:1] + days[1:][-1:])


def language_name(tag: str, target: Target) -> str | None:
    """Return what the language `tag` is called in `target`, or None where CLDR has no name."""
    name: str | None = Locale.parse(target.variant.locale).languages.get(tag)
    return name
