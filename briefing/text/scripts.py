"""Exact transliteration between the scripts a language is written in.

Serbian follows the one-to-one rule of Vuk and Gaj (нj, lj and dž for љ, њ and џ); Uzbek follows the
official Latin alphabet of 1995 with oʻ, gʻ (U+02BB) and the tutuq belgisi ʼ (U+02BC).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from briefing.languages import LANGUAGES
from briefing.text import serbian_words, uzbek_words

Span = tuple[int, int]


# The letters of the scripts that are converted into each other.
LETTERS = {
    "Latn": re.compile("[A-Za-zªºÀ-ÖØ-öø-ʯḀ-ỿ]"),
    "Cyrl": re.compile("[Ѐ-ԯ]"),
}


@dataclass(frozen=True, slots=True)
class Transliteration:
    """One direction: what is replaced, and by what; all else stays as it is."""

    pattern: re.Pattern[str]
    replace: Callable[[re.Match[str]], str]
    prepare: Callable[[str], str] = str  # keeps the length, so that offsets stay as they are


def convert(text: str, tag: str, script: str) -> str:
    """Return `text`, in the language `tag`, written in `script` ("Cyrl" or "Latn").

    Text already in that script is left alone; so are web and e-mail addresses, Roman numerals and
    words with letters the language does not have. Raises UsageError when the language is not
    written in that script.
    """
    row = _row(tag, script)
    return row.pattern.sub(row.replace, row.prepare(text)) if row else text


def convert_spans(
    text: str, spans: Sequence[Span], tag: str, script: str
) -> tuple[str, list[Span]]:
    """Return `convert(text, tag, script)` and where the given half-open spans lie in it.

    A span that cuts a letter written with two characters (or a word spelt as a whole) is widened
    to take it in.
    """
    row = _row(tag, script)
    if row is None:
        return text, list(spans)
    text = row.prepare(text)
    parts: list[str] = []
    starts = list(range(len(text) + 1))  # source offset → target offset, for a span's start …
    ends = list(starts)  # … and for its end
    position = written = 0
    for match in row.pattern.finditer(text):
        replacement = row.replace(match)
        start, end = match.span()
        parts += (text[position:start], replacement)
        for offset in range(position, start + 1):
            starts[offset] = ends[offset] = written + offset - position
        written += start - position
        if replacement == match.group():
            inside = range(written, written + end - start + 1)
            starts[start : end + 1] = ends[start : end + 1] = inside
        else:
            ends[start + 1 : end + 1] = [written + len(replacement)] * (end - start)
            starts[start:end] = [written] * (end - start)
        position, written = end, written + len(replacement)
    parts.append(text[position:])
    for offset in range(position, len(text) + 1):
        starts[offset] = written + offset - position
        if offset > position:
            ends[offset] = starts[offset]
    return "".join(parts), [
        (starts[start], ends[end] if end > start else starts[start]) for start, end in spans
    ]


def script_of(text: str) -> str:
    """Return the ISO 15924 code of the script that most letters of `text` are in.

    "Zyyy" when it has no letters, "Zzzz" when they are in a script not told apart here.
    """
    counts: Counter[str] = Counter()
    for letter, count in Counter(filter(str.isalpha, text)).items():
        counts[_SCRIPTS.get(unicodedata.name(letter, "").split(" ")[0], "Zzzz")] += count
    counts.pop("Zyyy", None)
    return counts.most_common(1)[0][0] if counts else "Zyyy"


def mixed_script_words(text: str) -> list[Span]:
    """Return the spans of words that mix Latin and Cyrillic letters, as lookalikes do.

    Parts joined by a hyphen are words of their own (IT-компания is not mixed).
    """
    return [
        match.span()
        for match in _WORD.finditer(text)
        if all(LETTERS[code].search(match.group()) for code in ("Latn", "Cyrl"))
    ]


def normalise_uzbek(text: str) -> str:
    """Return Uzbek Latin text with ʻ after o and g and ʼ elsewhere inside words.

    Every sign in use for them (' ’ ‘ ` ´ ʹ ʻ ʼ) is understood. One character stands for one
    character, so offsets stay as they are.
    """
    return _TUTUQ.sub("ʼ", _TURNED_COMMA.sub("ʻ", text))


_SCRIPTS = {  # first word of a letter's Unicode name → ISO 15924
    "LATIN": "Latn",
    "CYRILLIC": "Cyrl",
    "GREEK": "Grek",
    "ARABIC": "Arab",
    "HEBREW": "Hebr",
    "ARMENIAN": "Armn",
    "GEORGIAN": "Geor",
    "DEVANAGARI": "Deva",
    "BENGALI": "Beng",
    "THAI": "Thai",
    "HANGUL": "Hang",
    "HIRAGANA": "Jpan",
    "KATAKANA": "Jpan",
    "CJK": "Hani",
    "MODIFIER": "Zyyy",  # ʻ and ʼ belong to no script
}
_WORD = re.compile(r"[^\W\d_]+(?:['’ʻʼ][^\W\d_]+)*")

_APOSTROPHES = "'’‘`´ʹʻʼ"
_TURNED_COMMA = re.compile(
    rf"(?<=[oOgG])[{_APOSTROPHES}](?=[^\W\d_])|(?<=\w[oOgG])[{_APOSTROPHES}]"
)
_TUTUQ = re.compile(rf"(?<=[^\W\d_oOgG])[{_APOSTROPHES}](?=[^\W\d_])")

_ADDRESS = (
    r"(?:https?://|www\.)\S+"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w.])[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.(?:com|org|net|info|int|gov|edu|rs|uz|ru|eu|io)\b\S*"
    r"|(?<!\w)@[A-Za-z0-9_.]+"
)
_ROMAN = r"(?<!\w)(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})(?!\w)"
_CODE = r"(?<!\w)(?:[A-Z]+\d+|\d+[A-Z]+)(?!\w)"


def _row(tag: str, script: str) -> Transliteration | None:
    LANGUAGES[tag].variant(script)
    build = _ROWS.get((tag, script))
    return build() if build else None


def _single_cased(match: re.Match[str], letters: str) -> str:
    """Give `letters`, in lower case, the case of the single letter matched.

    A capital that becomes two letters is written LJ among capitals and Lj otherwise.
    """
    if not match.group()[0].isupper():
        return letters
    text, (start, end) = match.string, match.span()
    if text[start - 1 : start].isupper() or text[end : end + 1].isupper():
        return letters.upper()
    return letters[:1].upper() + letters[1:]


def _word_cased(model: str, letters: str) -> str:
    """Give `letters`, in lower case, the case of `model`, a letter or the beginning of a word."""
    if len(model) > 1 and model.isupper() and len(letters) > 1:
        return letters.upper()
    capital = model[0].isupper() or model[0].istitle()
    return letters[:1].upper() + letters[1:] if capital else letters


def _any(words: Iterable[str]) -> str:
    """Return a pattern for any of `words`, the longest first, each as it is or with a capital."""
    forms = {form for word in words for form in (word, word[:1].upper() + word[1:], word.upper())}
    return "|".join(map(re.escape, sorted(forms, key=lambda form: (-len(form), form))))


def _table(pairs: str) -> dict[str, str]:
    words = pairs.split()
    return dict(zip(words[::2], words[1::2], strict=True))


# --- Serbian ---

_SERBIAN_LETTERS = """
а a б b в v г g д d ђ đ е e ж ž з z и i ј j к k л l љ lj м m н n њ nj о o п p р r с s т t ћ ć у u
ф f х h ц c ч č џ dž ш š
"""
_SERBIAN = _table(_SERBIAN_LETTERS)


@cache
def _serbian_to_latin() -> Transliteration:
    pattern = re.compile(f"[{_class(_SERBIAN)}]")
    return Transliteration(
        pattern, lambda match: _single_cased(match, _SERBIAN[match.group().lower()])
    )


@cache
def _serbian_to_cyrillic() -> Transliteration:
    letters = {latin: cyrillic for cyrillic, latin in _SERBIAN.items()}
    letters |= {"ǆ": "џ", "ǉ": "љ", "ǌ": "њ", "ǅ": "Џ", "ǈ": "Љ", "ǋ": "Њ"}  # one code point each
    kept = "|".join(map(re.escape, serbian_words.KEPT))
    seams = {"".join(map(_SERBIAN.__getitem__, seam)): seam for seam in serbian_words.SEAMS}
    pattern = re.compile(
        rf"{_ADDRESS}|{_ROMAN}|(?<![^\W\d_])(?=[^\W\d_]*[qwxyQWXY])[^\W\d_]+"
        rf"|(?<![^\W\d_])(?:{kept})(?:a|u|e|i|om|em|ov[^\W\d_]*)?(?![^\W\d_])"
        rf"|(?P<seam>(?<!\w)(?:{_any(seams)}))"
        rf"|(?P<letter>{_any(letters)})"
    )

    def replace(match: re.Match[str]) -> str:
        found = match.group()
        if match["seam"]:
            return _word_cased(found, seams[found.lower()])
        if match["letter"]:
            return _word_cased(found[0], letters[found.lower()])
        return found

    return Transliteration(pattern, replace)


# --- Uzbek ---

_UZBEK_LETTERS = """
а a б b в v г g д d е e ж j з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х x ч ch ш sh
э e ю yu я ya ё yo ў oʻ қ q ғ gʻ ҳ h ъ ʼ ы i щ sh
"""
_UZBEK = _table(_UZBEK_LETTERS) | {"ь": ""}


@cache
def _uzbek_to_latin() -> Transliteration:
    # The first of several Latin spellings is the one written.
    abbreviations = {
        cyrillic: latin for latin, cyrillic in reversed(uzbek_words.ABBREVIATIONS.items())
    }
    pattern = re.compile(
        rf"(?P<abbreviation>(?<!\w)(?:{'|'.join(sorted(abbreviations, key=len, reverse=True))})"
        r"(?![^\W\d_a-zа-яёўқғҳ]))"
        r"|(?P<ye>(?<![^\W\d_])[еЕ]|(?<=[аеёиоуўэюяйьъАЕЁИОУЎЭЮЯЙЬЪ])[еЕ])"
        r"|(?P<yot>(?<=[бвгджзклмнпрстфхчшқғҳБВГДЖЗКЛМНПРСТФХЧШҚҒҲ])[ъЪ](?P<iotated>[еёюяЕЁЮЯ]))"
        r"|(?P<soft_o>[ьЬ][оО])"
        r"|(?P<ts>(?<=[аеёиоуўэюяАЕЁИОУЎЭЮЯ])[цЦ])|(?P<s>[цЦ])"
        r"|(?P<s_h>[сС][ҳҲ])"
        rf"|[{_class(_UZBEK)}]"
    )
    whole = {"ye": "ye", "soft_o": "yo", "ts": "ts", "s": "s"}

    def replace(match: re.Match[str]) -> str:
        found = match.group()
        kind = match.lastgroup
        if kind == "abbreviation":
            return abbreviations[found]
        if kind == "s_h":
            return f"{'S' if found[0] == 'С' else 's'}ʼ{'H' if found[1] == 'Ҳ' else 'h'}"
        if match["yot"]:
            letter = match["iotated"]
            return _word_cased(found, "ye" if letter in "еЕ" else _UZBEK[letter.lower()])
        if kind is not None:
            return _single_cased(match, whole[kind])
        return _single_cased(match, _UZBEK[found.lower()])

    return Transliteration(pattern, replace)


@cache
def _uzbek_to_cyrillic() -> Transliteration:
    letters = {
        latin: cyrillic for cyrillic, latin in _UZBEK.items() if cyrillic not in "ьыщэ" and latin
    }
    letters |= {"yoʻ": "йў", "ye": "е", "sʼh": "сҳ"}
    stems: dict[str, str] = {}  # for the beginning of a word
    words: dict[str, str] = {}  # for a whole word
    for stem in uzbek_words.STEMS:
        latin = convert(stem, "uz", "Latn")
        (words if stem.endswith("ь") else stems)[latin] = stem
        stems.setdefault(latin, stem.removesuffix("ь"))
    for latin, cyrillic in uzbek_words.VARIANT_SPELLINGS.items():
        words[latin], stems[latin] = cyrillic, cyrillic.removesuffix("ь")
    known = stems | words
    abbreviations = uzbek_words.ABBREVIATIONS
    letter = r"[^\W\d_]"
    kept = "|".join(map(re.escape, uzbek_words.KEPT))
    short = "|".join(sorted(abbreviations, key=len, reverse=True))
    pattern = re.compile(
        rf"{_ADDRESS}|{_ROMAN}|{_CODE}|(?<!{letter})(?:{kept})(?!\w)"
        rf"|(?P<abbreviation>(?<!{letter})(?:{short})"
        r"(?![A-ZʻʼА-Я]))"
        rf"|(?<!{letter})(?={letter}*(?:[wW]|[cC](?![hH]))){letter}+"
        rf"|(?P<word>(?<!{letter})(?:{_any(words)})(?!{letter}))"
        rf"|(?P<stem>(?<!{letter})(?:{_any(stems)}))"
        # ц, but not where t ends a stem and s begins an ending (ketsa, sifatsiz); -ция, -цион.
        r"|(?P<ts>(?<![bdfgjlmqstxzhBDFGJLMQSTXZH])(?:ts|Ts|TS)"
        r"(?![hH]|iz(?!m)|IZ(?!M)|oz|OZ|ev[ao]|EV[AO]|ov|OV|(?<![ei]ts)[kK]|in(?:lar)?(?!\w)"
        r"|(?<!its)a(?:m|ng|ngiz|k|lar|da|)(?!\w)))"
        r"|(?P<s>(?<=[knpKNP])[sS](?=iya|IYA|ion|ION))"
        rf"|(?P<e>(?<!{letter})[eE]|(?<=[aeiouAEIOUʻʼ])(?<![gG]ʻ)[eE])"
        rf"|(?P<soft>(?<=[bdfgjklmnpqrstvxzhBDFGJKLMNPQRSTVXZH])(?:ye|Ye|YE))"
        rf"|(?P<letter>{_any(letters)})"
    )
    whole = {"ts": "ц", "s": "ц", "e": "э"}

    def replace(match: re.Match[str]) -> str:
        found, kind = match.group(), match.lastgroup
        if kind is None:
            return found
        if kind == "abbreviation":
            return abbreviations[found]
        if kind in ("word", "stem"):
            return _word_cased(found, (known if kind == "word" else stems)[found.lower()])
        if kind == "soft":
            return "ЬЕ" if found.isupper() else "ье"
        if kind == "letter":
            cyrillic = letters[found.lower()]
            return _word_cased(found if len(cyrillic) > 1 else found[0], cyrillic)
        return _word_cased(found[0], whole[kind])

    return Transliteration(pattern, replace, normalise_uzbek)


def _class(letters: Iterable[str]) -> str:
    return "".join(letter + letter.upper() for letter in letters)


_ROWS: dict[tuple[str, str], Callable[[], Transliteration]] = {
    ("sr", "Latn"): _serbian_to_latin,
    ("sr", "Cyrl"): _serbian_to_cyrillic,
    ("uz", "Latn"): _uzbek_to_latin,
    ("uz", "Cyrl"): _uzbek_to_cyrillic,
}
