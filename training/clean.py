"""Corpora on disk → clean sentence pairs, with a count of everything that was turned away.

Two layouts are read: the domain corpus (`en, sr, uz, ru`, tab-separated, no header) and a base
file (`source, language, en, target`, plain or .xz). Test sets are passed in as English sentences
to keep out: a pair whose English occurs there never reaches training.
"""

import csv
import lzma
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

LANGUAGES = ("sr", "uz", "ru")
LABELS = {"sr": ">>srp_Cyrl<<", "uz": ">>uzb_Latn<<", "ru": ">>rus<<"}

BOOKS = {"books"}
INTERFACE = {"chromium", "android", "gnome", "mozorg", "cerr", "countries", "sdg"}
# By the first letter of a file of the domain corpus: dev.tsv was taken from the "domain" ones.
GROUPS = {"c": "domain", "w": "wider", "l": "short"}
MAX_CHARACTERS = 400

_APOSTROPHES = re.compile("['`´‘’ʻʼʹ′]")
_AFTER_O_OR_G = re.compile("([oOgG])ʼ")
_MARKUP = re.compile(r"[<>{}\\|_]|https?:|www\.|&\w+;")
_PLACEHOLDER = re.compile(r"[%$#@*=~^\[\]]")
_CYRILLIC = re.compile("[Ѐ-ӿ]")
_LATIN = re.compile("[A-Za-z]")
_FOREIGN = {
    "sr": re.compile("[ЫыЭэЪъЙйЩщЁёЬьЮюЯяІіЇїЄєҒғҚқЎўҲҳ]"),
    "ru": re.compile("[ЂђЈјЉљЊњЋћЏџІіЇїЄєҒғҚқЎўҲҳ]"),
    "uz": _CYRILLIC,
}


@dataclass(frozen=True, slots=True)
class Pair:
    """One English source and its target in `language`; `group` decides how often it is drawn."""

    group: str
    language: str
    english: str
    target: str


def tidy(text: str) -> str:
    """NFC, one space between words, no control or zero-width characters."""
    text = unicodedata.normalize("NFC", text)
    text = "".join(" " if unicodedata.category(c) in ("Cc", "Zs") else c for c in text)
    text = "".join(c for c in text if unicodedata.category(c) != "Cf")
    return " ".join(text.split())


def uzbek_apostrophes(text: str) -> str:
    """ʻ (U+02BB) after o and g inside Uzbek words, ʼ (U+02BC) elsewhere between letters.

    A quotation mark that only opens or closes a word is left alone.
    """

    def between_letters(match: re.Match[str]) -> str:
        before = text[match.start() - 1 : match.start()]
        after = text[match.end() : match.end() + 1]
        inside = before.isalpha() and (after.isalpha() or before in "oOgG")
        return "ʼ" if inside else match.group()

    return _AFTER_O_OR_G.sub("\\1ʻ", _APOSTROPHES.sub(between_letters, text))


_SMALL = re.compile(r"an?|and|as|at|but|by|for|from|in|into|nor|of|on|or|over|the|to|up|with")


def typographic(english: str) -> str:
    """English as a newspaper sets it: ’ for ' and “ ” for "."""
    english = re.sub(r"(?<=\w)'|'(?=\w)", "’", english)
    return re.sub(r'"(.*?)"', r"“\1”", english)


def headline(english: str) -> str:
    """English as a headline: capitals on all but small words, no full stop."""
    words = english.removesuffix(".").split(" ")
    return " ".join(
        word if i and _SMALL.fullmatch(word) else _capital(word) for i, word in enumerate(words)
    )


def titled(english: str, first: int, count: int) -> str:
    """English with capitals on `count` words from `first` on, as titles and offices often have."""
    words = english.split(" ")
    words[first : first + count] = map(_capital, words[first : first + count])
    return " ".join(words)


def _capital(word: str) -> str:
    return re.sub(r"\w", lambda letter: letter[0].upper(), word, count=1)


def key(english: str) -> str:
    """What two English sentences share when they differ only in case, spacing or punctuation."""
    return "".join(c for c in english.casefold() if c.isalnum())


def fault(pair: Pair) -> str | None:
    """Why a pair is not fit for training, or None."""
    english, target = pair.english, pair.target
    if not english or not target:
        return "empty"
    if max(len(english), len(target)) > MAX_CHARACTERS:
        return "too long"
    if _MARKUP.search(english) or _MARKUP.search(target):
        return "markup"
    if pair.group == "interface" and (_PLACEHOLDER.search(english + target)):
        return "placeholder"
    cyrillic, latin = len(_CYRILLIC.findall(target)), len(_LATIN.findall(target))
    wanted, other = (latin, cyrillic) if pair.language == "uz" else (cyrillic, latin)
    if not wanted or other > wanted:
        return "wrong script"
    if _FOREIGN[pair.language].search(target):
        return "letters of another language"
    if not _LATIN.search(english) or _CYRILLIC.search(english):
        return "source not English"
    if english == target and len(english) > 12 and pair.group != "names":
        return "untranslated"
    longer, shorter = sorted((len(english), len(target)), reverse=True)
    if longer > 20 and longer > 2.5 * shorter:
        return "length ratio"
    return None


def read_domain(folder: Path) -> Iterator[Pair]:
    """Every language of every line of the domain corpus, dev.tsv excepted."""
    for path in sorted(folder.glob("*.tsv")):
        if path.name == "dev.tsv":
            continue
        group = GROUPS.get(path.name[0], "domain")
        for cells in _rows(path, 4):
            for language, target in zip(LANGUAGES, cells[1:], strict=True):
                yield Pair(group, language, cells[0], target)


def read_dev(path: Path) -> dict[str, list[str]]:
    """The held-out sentences by language, `en` among them."""
    columns = zip(*_rows(path, 4), strict=True)
    return {name: list(column) for name, column in zip(("en", *LANGUAGES), columns, strict=True)}


def read_base(path: Path) -> Iterator[Pair]:
    """General pairs; the source's name becomes one of the groups books, interface, general."""
    for source, language, english, target in _rows(path, 4):
        if language in LANGUAGES:
            group = (
                "books" if source in BOOKS else "interface" if source in INTERFACE else "general"
            )
            yield Pair(group, language, english, target)


def read_glossary(path: Path) -> Iterator[Pair]:
    """Each concept's English term and variants with its preferred term in every language."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            for english in [row["en"], *filter(None, (row.get("en_variants") or "").split("|"))]:
                for language in LANGUAGES:
                    yield Pair("short", language, english, row[language] or "")


def clean(pairs: Iterable[Pair], keep_out: Iterable[str]) -> tuple[list[Pair], Counter[str]]:
    """The pairs fit for training, each once, and how many were turned away for what."""
    held = {key(sentence) for sentence in keep_out}
    seen: set[tuple[str, str, str]] = set()
    kept: list[Pair] = []
    counts: Counter[str] = Counter()
    for pair in pairs:
        target = tidy(pair.target)
        if pair.language == "uz":
            target = uzbek_apostrophes(target)
        pair = Pair(pair.group, pair.language, tidy(pair.english), target)
        reason = fault(pair)
        identity = (pair.language, pair.english, pair.target)
        if reason is None and key(pair.english) in held:
            reason = "held out for evaluation"
        if reason is None and identity in seen:
            reason = "duplicate"
        if reason is None:
            seen.add(identity)
            kept.append(pair)
            reason = f"kept: {pair.group} {pair.language}"
        counts[reason] += 1
    return kept, counts


def _rows(path: Path, columns: int) -> Iterator[list[str]]:
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        for line in file:
            cells = line.rstrip("\r\n").split("\t")
            if len(cells) == columns:
                yield cells
