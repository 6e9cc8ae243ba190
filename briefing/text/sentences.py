"""Cuts text into sentences by rule, one row of abbreviations and sentence openings a language.

A full stop is the only hard case: it also closes abbreviations, initials and, in Serbian, ordinals.
Whether it closes the sentence as well is read from the word before it and the word after it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from briefing.languages import LANGUAGES
from briefing.text.scripts import convert, normalise_uzbek

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Rules:
    """What one language's full stops mean; all words in lower case, without their last dot."""

    before: frozenset[str] = frozenset()  # abbreviations that stand before a name or a number
    numbered: frozenset[str] = frozenset()  # … that stand before a number only
    inside: frozenset[str] = frozenset()  # … after which only a usual opening begins a sentence
    after: frozenset[str] = frozenset()  # … that close a sentence as well, unless it has just begun
    also_words: frozenset[str] = frozenset()  # of those before a name, the ones that are words too
    initials: frozenset[str] = frozenset()  # initials of more than one letter
    openings: frozenset[str] = frozenset()  # words that, capitalised, nearly always open a sentence
    ordinal_dot: bool = False  # a dot after a number makes it an ordinal
    amount: str = ""  # pattern: what a plain number follows, where a dot could make it an ordinal
    dated: str = ""  # pattern: all of a sentence before a year that cannot be all there is of it
    carried_on: str = ""  # pattern: what goes on after an abbreviation of `after`


def split_sentences(text: str, tag: str) -> list[Span]:
    """Return the half-open spans of the sentences of `text`, in the language `tag`, in order.

    The spans are disjoint, begin and end with a visible character and leave out only white space.
    A blank line always ends a sentence; a single line break is a space. A language without a row
    of its own is cut at every full stop before a capital.
    """
    rules = _rules(tag)
    spans: list[Span] = []
    for paragraph in _PARAGRAPH.finditer(text):
        start, limit = paragraph.span()
        for stop in _STOP.finditer(text, start, limit):
            if _ends_sentence(text, start, stop, limit, rules):
                spans.append((start, stop.end()))
                start = _SPACE.match(text, stop.end(), limit).end()  # type: ignore[union-attr]
        if start < limit:
            spans.append((start, limit))
    return spans


# Ends before the white space that a blank line or the end of the text follows.
_PARAGRAPH = re.compile(r"\S(?:.*?\S)??(?=\s*\Z|[^\S\n]*\n[^\S\n]*\n)", re.DOTALL)
_SPACE = re.compile(r"\s*")
# Begins where a run of marks does, so that a long one is looked at once.
_STOP = re.compile(r"(?<![.!?…])(?P<mark>[.!?…]+)(?P<close>[\"'”“’‘»›)\]]*)(?=\s)")
_LEAD_IN = re.compile(r"[\s\"'“„”‘‚’«»‹›(\[–—―•*-]*")
_NEXT_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
# With the single letters dotted before it: т. д., J. R. R.
_WORD_BEFORE = re.compile(r"(?:(?<![^\W_])[^\W\d_]\.\s?)*(?<![^\W_])[^\W_]+(?:[.’'-][^\W_]+)*\Z")
_DOTTED_LETTERS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_ROMAN = re.compile(r"[IVXLC]+\Z")
_WINDOW = 200  # characters looked back from a stop, so that no text takes quadratic time
_JUST_BEGUN = 4  # words: a sentence this short that ends in an abbreviation most likely goes on


def _ends_sentence(text: str, start: int, stop: re.Match[str], limit: int, rules: Rules) -> bool:
    lead_in = _LEAD_IN.match(text, stop.end(), limit)
    at = lead_in.end() if lead_in else stop.end()
    following = _NEXT_WORD.match(text, at, limit)
    if following is None:
        # Only signs follow: a footnote mark, a lone dash. Nothing to translate by itself.
        return at < limit
    word = following.group()
    if word[0].islower() and not word[1:2].isupper():  # iPhone opens a sentence
        return False
    if stop["mark"] != "." or stop["close"]:
        return True
    start = max(start, stop.start() - _WINDOW)
    before = _WORD_BEFORE.search(text, start, stop.start())
    if before is None:
        return True
    goes_on = rules.carried_on and _pattern(rules.carried_on).match(text, at, limit)
    if goes_on and before.group().lower() in rules.after:
        return False
    return _dot_ends_sentence(before.group(), text[start : before.start()], word, rules)


def _dot_ends_sentence(last: str, earlier: str, following: str, rules: Rules) -> bool:
    """Tell whether the dot after the word `last` ends the sentence before the word `following`."""
    last = re.sub(r"\s", "", last)
    low = normalise_uzbek(last).lower()
    opening = normalise_uzbek(following).lower() in rules.openings and following[0].isupper()
    begun = len(earlier.split()) < _JUST_BEGUN
    number = following[0].isdigit()
    if len(last) == 1 and last.isupper():  # an initial
        return opening and len(following) > 1
    if low in rules.before:
        return opening and low in rules.also_words and last.islower()
    if low in rules.numbered:
        return not number
    if low in rules.after:
        return opening or not (begun or number)
    if low in rules.inside:
        return opening
    if last.isdigit() or (_ROMAN.match(last) and rules.ordinal_dot):
        if not earlier.strip() and len(last) < 4:  # the number of a list's item
            return False
        if rules.ordinal_dot and not opening and not _numbers(earlier, rules):
            year = len(last) == 4 and len(earlier.split()) + 1 >= _JUST_BEGUN
            if rules.dated and _pattern(rules.dated).fullmatch(earlier):
                return False
            return year and not number
        return True
    if low in rules.initials and last[0].isupper():
        return False
    if _DOTTED_LETTERS.fullmatch(last):  # U.S., А.С.
        return opening and len(following) > 1
    return not (len(last) == 1 and last.isalpha() and number)


@cache
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source, re.IGNORECASE)


def _numbers(earlier: str, rules: Rules) -> bool:
    """Tell whether the text ends in what a plain number follows: бр., "more than", a score's 7:."""
    if re.search(r"\d[:,]\Z", earlier):
        return True
    if rules.amount and _pattern(rules.amount).search(earlier):
        return True
    word = re.search(r"([^\W\d_]+)\.\s*\Z", earlier)
    return word is not None and word.group(1).lower() in rules.numbered


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


_RULES = {
    "en": Rules(
        before=_words(
            "mr mrs ms messrs dr prof st mt ft gen lt col maj capt sgt cmdr adm rev fr hon gov sen"
            " rep reps sens pres amb vs v cf e.g i.e viz approx dept univ assn bros msgr supt"
        ),
        numbered=_words("no nos p pp fig figs art arts sec vol ch para eq ed"),
        inside=_words(
            "u.s u.k u.n e.u u.s.a d.c ph.d m.d b.a m.a inc ltd co corp plc llc jr sr jan feb mar"
            " apr jun jul aug sept sep oct nov dec mon tue wed thu fri sat sun ave blvd"
        ),
        after=_words("etc a.m p.m b.c a.d al est"),
        openings=_words(
            "the a an this that these those he she it they we you i his her its their our my your"
            " in on at by for from with as after before during since while when where what who why"
            " how if but and or so yet however meanwhile although though there here then also"
            " according not no yes both many most some all each one two three more earlier later"
            " last next under over between despite because among such other another only even"
            " to of until unless once whether instead moreover nevertheless today yesterday"
        ),
        # 5 p.m. GMT, 5 p.m. Tashkent time, 5 p.m. Monday
        carried_on=(
            r"(?:GMT|UTC|BST|CES?T|EES?T|MSK|IST|[ECMP][SD]T|[ECMP]T)\b"
            r"|(?:[\w-]+\s){1,3}?time\b"
            r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?!\s(?:was|is|will|saw|brought|marks?))"
        ),
    ),
    "sr": Rules(
        before=_words(
            "др мр проф доц акад инж дипл ген пук кап св г-дин г гђа г-ђа гђица ул бул тзв нпр"
            " тј одн уп в им чл ст тач стр сл таб рођ прим спец адв мил хиљ оп гл"
        ),
        numbered=_words("бр"),
        inside=_words("н.е д.о.о а.д д.д макс мин јан феб апр авг септ окт нов дец"),
        after=_words("год в итд и.т.д исл и.сл о.г т.г с.г п.н.е сек дин км млн млрд"),
        initials=_words("љ њ џ lj nj dž"),
        openings=_words(
            "а али и у на о од до за са с к по при из због након после пре током док када кад како"
            " ако јер да је се то та тај те ти ово ова овај ови оно он она они оне ми ви ја његов"
            " његова њихов наш ипак међутим затим потом такође осим поред према упркос иако зато"
            " сада тада данас јуче сутра овде тамо ту многи неки сви све сваки један једна два"
            " тим тиме тако шта ко где зашто не нема нису није био била било биће постоји"
        ),
        also_words=_words("кап ген"),
        ordinal_dot=True,
        amount=(
            r"(?:\b(?:око|(?:више|мање|старији|млађи|дуже|краће)\s+од|преко|готово|скоро|најмање"
            r"|највише|барем|чак|свега|минус|плус|укупно"
            # what goes by a number
            r"|магнитуд\w+|перон\w*|терминал\w*|канал\w*|реактор\w*|рагби\w*|евро"
            # what comes to a number
            r"|прела[зж]\w+|преш(?:ао|л[аои])|премаш\w+|достиг\w+|износ\w+|недостаје)"
            # from 14 to 21; rose to 27
            r"|\b(?:са?|од)\s+\d\S*(?:\s+[^\W\d]+){0,3}?\s+на"
            r"|\b(?:порас|смањ|повећ|скра[тћ]|прошир|опа[дло]|пад|пао|пал|подиг)\w*\b[^.]{0,60}\bна)"
            r"\s+\Z"
        ),
        dated=r"\W*(?:између|од|до|у|током|пре|после|након|почев од)\s+(?:\d{4}\.\s+(?:и|до)\s+)?",
    ),
    "ru": Rules(
        before=_words(
            "проф акад доц ген полк лейт кап адм им св ул пер просп пр-т наб пл бул д корп кв обл"
            " р-н гр г-н г-жа тов т.е т.н т.к напр см ср тел оз"
            " пос дер инж член-корр чл-корр ред изд"
        ),
        numbered=_words("ст рис табл гл стр с п пп ч"),
        inside=_words("долл мин макс янв февр апр авг сент окт нояб дек"),
        after=_words(
            "г гг в вв д т.д т.п др пр н.э э тыс млн млрд трлн руб коп р чел экз кг км м см ч сек"
        ),
        also_words=_words("им ред тел"),
        initials=_words("дж"),
        openings=_words(
            "а но и в на о об от до за с со к ко по при из после до во для у это эта этот эти"
            " тот та те он она они оно мы вы я его ее её их наш мой однако затем потом также кроме"
            " поэтому потому если когда как так что кто где почему хотя ранее позже теперь сейчас"
            " сегодня вчера завтра здесь там все всё всего каждый многие некоторые один одна два"
            " не нет между тем согласно несмотря благодаря среди ныне тогда именно лишь только"
        ),
    ),
    "uz": Rules(
        before=_words("prof akad dots gen kap polk mas qar koʻch shah vil"),
        numbered=_words("v b bet t j r № rasm jad"),
        inside=_words("yan fev apr avg sen okt noy dek"),
        after=_words("h.k b.k sh.k x.k y yy mln mlrd trln dol kg km"),
        initials=_words("sh ch oʻ gʻ yo yu ya ye ts"),
        openings=_words(
            "bu shu oʻsha u ular biz siz men uning ularning bizning ammo lekin biroq va hamda ham"
            " shuningdek shunday shundan soʻng keyin avval bundan buning bunga bunda agar chunki"
            " negaki qachon qanday nima kim qayer nega hozir bugun kecha ertaga har barcha hamma"
            " koʻp ayrim bir ikki uch yana endi aslida masalan xususan demak shu natijada ayni"
            " oxirgi oldin mazkur ushbu mana yoʻq ha"
        ),
    ),
}
_NO_RULES = Rules()


@cache
def _rules(tag: str) -> Rules:
    """Return a language's row with its words in every script the language is written in."""
    row = _RULES.get(tag, _NO_RULES)
    if row is _NO_RULES:
        return row
    scripts = [variant.script for variant in LANGUAGES[tag].variants]

    def everywhere(words: frozenset[str]) -> frozenset[str]:
        return words.union(*({convert(word, tag, script) for word in words} for script in scripts))

    return Rules(
        before=everywhere(row.before),
        numbered=everywhere(row.numbered),
        inside=everywhere(row.inside),
        after=everywhere(row.after),
        also_words=everywhere(row.also_words),
        initials=everywhere(row.initials),
        openings=everywhere(row.openings),
        ordinal_dot=row.ordinal_dot,
        amount=_in_scripts(row.amount, tag, scripts),
        dated=_in_scripts(row.dated, tag, scripts),
        carried_on=row.carried_on,
    )


def _in_scripts(pattern: str, tag: str, scripts: Sequence[str]) -> str:
    """Return `pattern`, written in Cyrillic, for every script of the language."""
    if not pattern:
        return ""
    letters = re.compile("[\u0400-\u052f]+")

    def written_in(script: str) -> str:
        return letters.sub(lambda found: convert(found.group(), tag, script), pattern)

    return "|".join(f"(?:{written_in(script)})" for script in scripts)
