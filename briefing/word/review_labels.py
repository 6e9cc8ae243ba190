"""The words of the review edition: its own headings, and what each check's finding means.

Rows are as in `briefing.word.labels`: one a language, in its default script.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from briefing.documents import Level, Severity
from briefing.languages import Target
from briefing.word.labels import in_script


@dataclass(frozen=True, slots=True)
class ReviewLabels:
    """The wording of the review edition in one language and script."""

    edition: str
    check_first: str
    legend: str  # {agreed}, {repaired}
    agreed: str
    repaired: str
    number: str
    source: str
    translation: str
    confidence: str
    errors: str
    warnings: str
    headline: str
    place: str  # {paragraph}, {sentence}
    passage: str  # where a sentence that a checkpoint wrote has its facts from; {place}
    approved: str  # of a translation that a person approved for this very source
    memory: str  # what was approved for a sentence like it; {likeness}
    levels: Mapping[Level, str]
    severities: Mapping[Severity, str]
    findings: Mapping[str, str]  # id of a check → what its finding means


LABELS: dict[str, ReviewLabels] = {
    "sr": ReviewLabels(
        edition="примерак за проверу",
        check_first="Прво проверити",
        legend="Ознаке: {agreed}; {repaired}",
        agreed="усаглашени термин",
        repaired="термин унет исправком – проверити облик",
        number="Бр.",
        source="Изворник",
        translation="Превод",
        confidence="Поузданост",
        errors="Грешке",
        warnings="Упозорења",
        headline="наслов",
        place="пасус {paragraph}, реченица {sentence}",
        passage="Ослања се на: {place}",
        approved="Превод је раније одобрен",
        memory="Раније одобрено за сличну реченицу ({likeness}):",
        levels={"high": "висока", "medium": "средња", "low": "ниска"},
        severities={"error": "Грешка", "warning": "Упозорење"},
        findings={
            "number-missing": "броја из изворника нема у преводу",
            "number-added": "броја нема у изворнику",
            "percent": "проценат није пренет као проценат",
            "currency": "валута се не слаже с изворником",
            "month": "месеца из изворника нема у преводу",
            "weekday": "дана у недељи из изворника нема у преводу",
            "name-missing": "имена из изворника нема у преводу",
            "script": "превод је на погрешном писму",
            "mixed-script": "у речи су помешана два писма",
            "lookalike": "слово је из другог писма",
            "foreign-letter": "реч има слово којег у језику нема",
            "uzbek-signs": "погрешно написан узбечки знак",
            "untranslated": "реч је остала непреведена",
            "language": "превод је на погрешном језику",
            "length": "дужина је необична за овај изворник",
            "loop": "понавља се исто",
            "brackets": "заграда нема пара",
            "quotes": "наводници се не слажу с изворником",
            "sentence-end": "крај реченице не одговара изворнику",
            "negation-lost": "негација је можда изгубљена",
            "clause-dropped": "део реченице је можда изостао",
            "clause-added": "део превода можда нема ослонца у изворнику",
            "term-unmet": "није употребљен усаглашени термин",
            "term-forbidden": "употребљен је термин који глосар не допушта",
            "engine": "модел није обрадио целу реченицу",
            "name-varies": "исто име је другде преведено друкчије",
            "term-varies": "исти термин је другде преведен друкчије",
            "summary-unsupported": "тога у чланку нема",
        },
    ),
    "uz": ReviewLabels(
        edition="tekshirish uchun nusxa",
        check_first="Avval tekshirilsin",
        legend="Belgilar: {agreed}; {repaired}",
        agreed="kelishilgan atama",
        repaired="tuzatib kiritilgan atama – shakli tekshirilsin",
        number="T/r",
        source="Asl matn",
        translation="Tarjima",
        confidence="Ishonchlilik",
        errors="Xatolar",
        warnings="Ogohlantirishlar",
        headline="sarlavha",
        place="{paragraph}-xatboshi, {sentence}-gap",
        passage="Asosi: {place}",
        approved="Tarjima avval tasdiqlangan",
        memory="Oʻxshash gap uchun avval tasdiqlangan ({likeness}):",
        levels={"high": "yuqori", "medium": "oʻrta", "low": "past"},
        severities={"error": "Xato", "warning": "Ogohlantirish"},
        findings={
            "number-missing": "asl matndagi son tarjimada yoʻq",
            "number-added": "bu son asl matnda yoʻq",
            "percent": "foiz foiz sifatida berilmagan",
            "currency": "pul birligi asl matnga mos emas",
            "month": "asl matndagi oy nomi tarjimada yoʻq",
            "weekday": "asl matndagi hafta kuni tarjimada yoʻq",
            "name-missing": "asl matndagi ism yoki nom tarjimada yoʻq",
            "script": "tarjima boshqa yozuvda",
            "mixed-script": "soʻzda ikki yozuv aralashgan",
            "lookalike": "harf boshqa yozuvdan",
            "foreign-letter": "soʻzda bu tilda boʻlmagan harf bor",
            "uzbek-signs": "tutuq belgisi yoki harf belgisi notoʻgʻri",
            "untranslated": "soʻz tarjima qilinmagan",
            "language": "tarjima boshqa tilda",
            "length": "uzunligi asl matnga nomutanosib",
            "loop": "bir xil soʻzlar takrorlangan",
            "brackets": "qavsning jufti yoʻq",
            "quotes": "qoʻshtirnoqlar asl matnga mos emas",
            "sentence-end": "gapning oxiri asl matnga mos emas",
            "negation-lost": "inkor maʼnosi yoʻqolgan boʻlishi mumkin",
            "clause-dropped": "gapning bir qismi tushib qolgan boʻlishi mumkin",
            "clause-added": "tarjimaning bir qismi asl matnda boʻlmasligi mumkin",
            "term-unmet": "kelishilgan atama qoʻllanmagan",
            "term-forbidden": "lugʻat ruxsat bermagan atama qoʻllangan",
            "engine": "model gapni toʻliq oʻqiy olmagan",
            "name-varies": "shu nom boshqa joyda boshqacha berilgan",
            "term-varies": "shu atama boshqa joyda boshqacha berilgan",
            "summary-unsupported": "bu maqolada yoʻq",
        },
    ),
    "ru": ReviewLabels(
        edition="экземпляр для проверки",
        check_first="Проверить в первую очередь",
        legend="Обозначения: {agreed}; {repaired}",
        agreed="согласованный термин",
        repaired="термин, внесённый правкой, — проверить форму",
        number="№",
        source="Оригинал",
        translation="Перевод",
        confidence="Надёжность",
        errors="Ошибки",
        warnings="Замечания",
        headline="заголовок",
        place="абзац {paragraph}, предложение {sentence}",
        passage="Опирается на: {place}",
        approved="Перевод утверждён ранее",
        memory="Ранее утверждено для похожего предложения ({likeness}):",
        levels={"high": "высокая", "medium": "средняя", "low": "низкая"},
        severities={"error": "Ошибка", "warning": "Замечание"},
        findings={
            "number-missing": "числа из оригинала нет в переводе",
            "number-added": "этого числа нет в оригинале",
            "percent": "процент передан не как процент",
            "currency": "валюта не соответствует оригиналу",
            "month": "месяца из оригинала нет в переводе",
            "weekday": "дня недели из оригинала нет в переводе",
            "name-missing": "имени или названия из оригинала нет в переводе",
            "script": "перевод записан не тем письмом",
            "mixed-script": "в слове смешаны буквы двух алфавитов",
            "lookalike": "буква из другого алфавита",
            "foreign-letter": "в слове есть буква, которой нет в языке",
            "uzbek-signs": "неверно записан узбекский знак",
            "untranslated": "слово осталось непереведённым",
            "language": "перевод на другом языке",
            "length": "длина необычна для этого оригинала",
            "loop": "повторяется одно и то же",
            "brackets": "у скобки нет пары",
            "quotes": "кавычки не соответствуют оригиналу",
            "sentence-end": "конец предложения не соответствует оригиналу",
            "negation-lost": "возможно, утрачено отрицание",
            "clause-dropped": "возможно, часть предложения пропущена",
            "clause-added": "возможно, части перевода нет в оригинале",
            "term-unmet": "не использован согласованный термин",
            "term-forbidden": "использован термин, который глоссарий не допускает",
            "engine": "модель обработала предложение не полностью",
            "name-varies": "то же имя в другом месте передано иначе",
            "term-varies": "тот же термин в другом месте переведён иначе",
            "summary-unsupported": "этого нет в статье",
        },
    ),
}


@cache
def review_labels(target: Target) -> ReviewLabels:
    """Return the wording of the review edition for `target`, in its script."""
    return in_script(LABELS[target.tag], target)
