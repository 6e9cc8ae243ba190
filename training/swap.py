"""Names exchanged in the corpus' own sentences: another country, town or person in the same case.

A name is exchanged only when it stands once in the English and once in the target, in a form that
belongs to it, and when the other name is of the same gender, so that whatever agrees goes on to
agree. What the sentence then says need not be true: it teaches to render the name that is there.
"""

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from training.clean import LANGUAGES, Pair
from training.names import CASES, Name, without_marks
from training.splice import PLURAL, Tables, read_tables

_UZBEK = re.compile(r"(ning|ni|ga|ka|qa|da|dan|dagi|lik|)(?![a-zʻʼ-])")
_PREPOSITION = re.compile(r"\b([ВвСс])о?\s$|\b([Оо])б?\s$")
_CLUSTER = re.compile("[ВФ][бвгджзклмнпрстфхцчшщ]")
_CLUSTER_S = re.compile("[СЗШ][бвгджзклмнпрстфхцчшщ]")


@dataclass(frozen=True)
class Kind:
    """Names that may stand for one another: same sort of thing, same gender in each language."""

    sort: str
    serbian: str
    russian: str


def kind(name: Name, sort: str) -> Kind:
    """Gender by the ending for places, as the table says for persons."""
    if name.gender != "n":
        return Kind(sort, name.gender, name.gender)
    ends = {key: name.spelling[key][-1] for key in ("sr", "ru")}
    serbian = "f" if ends["sr"] == "а" else "n" if ends["sr"] in "ое" else "m"
    russian = "f" if ends["ru"] in "ая" else "x" if ends["ru"] in "оеиуы" else "m"
    return Kind(sort, serbian, russian)


class Swapper:
    """Exchanges names in pairs; seeded."""

    def __init__(self, tables: Tables | None = None, seed: int = 3) -> None:
        self.random = random.Random(seed)
        tables = tables or read_tables()
        self.names: dict[str, list[tuple[Name, Kind]]] = {}
        self.members: dict[Kind, list[Name]] = {}
        for country in tables.countries:
            if country.name.spelling["en"] not in PLURAL:
                self._add(country.name, "country")
        for town in tables.towns:
            self._add(town, "town")
        for person in tables.people:
            self._add(person, "person")
        for (origin, gender), firsts in tables.given.items():
            for first in firsts:
                for last in tables.surnames[origin, gender]:
                    both = {
                        key: f"{first.spelling[key]} {last.spelling[key]}" for key in first.spelling
                    }
                    self._add(Name(both, gender), "person")
        self.pattern = re.compile(r"\b[A-ZČĆŠŽĐ][\w-]+(?: [A-ZČĆŠŽĐ][\w-]+)?\b(?!-)")

    def _add(self, name: Name, sort: str) -> None:
        own = kind(name, sort)
        self.members.setdefault(own, []).append(name)
        english = name.spelling["en"]
        for spelling in {english, without_marks(english)}:
            self.names.setdefault(spelling, []).append((name, own))

    def swap(self, pair: Pair) -> Pair | None:
        """The pair with every name exchanged that can be; None if there was none."""
        english, target, changed = pair.english, pair.target, False
        done: set[str] = set()
        for match in self.pattern.finditer(pair.english):
            for found in (match.group(), match.group().split(" ")[0]):
                if found in done or english.count(found) != 1:
                    continue
                for name, own in self.names.get(found, ()):
                    other = self.random.choice(self.members[own])
                    if other.spelling["en"] in english:
                        continue
                    new = exchange(target, name, other, pair.language)
                    if new is None:
                        continue
                    spelling = other.spelling["en"]
                    if "Č" not in english and self.random.random() < 0.4:
                        spelling = without_marks(spelling)
                    english = english.replace(found, spelling).replace("s's ", "s' ")
                    target, changed = new, True
                    done.add(spelling)
                    break
        return Pair("spliced", pair.language, english, target) if changed else None


def exchange(target: str, name: Name, other: Name, language: str) -> str | None:
    """`target` with `other` in the place and case of `name`; None if `name` is not there once."""
    if language == "uz":
        text = name.spelling["uz"]
        if target.count(text) != 1:
            return None
        start = target.index(text)
        suffix = _UZBEK.match(target, start + len(text))
        if suffix is None or target[start - 1 : start].isalpha():
            return None
        ending = suffix[1]
        whole = other.spelling["uz"] + ending
        if ending in ("ga", "ka", "qa"):
            whole = other.form("uz", "dative")
        return target[:start] + whole + target[suffix.end() :]
    forms = {case: name.form(language, case) for case in CASES}
    for form in sorted(set(forms.values()), key=len, reverse=True):
        places = [*re.finditer(rf"(?<![\w-]){re.escape(form)}(?![\w-])", target)]
        if not places:
            continue
        wanted = {other.form(language, case) for case in CASES if forms[case] == form}
        if len(places) != 1 or len(wanted) != 1:
            return None
        new = wanted.pop()
        before = target[: places[0].start()]
        if language == "ru":
            before = _preposition(before, new)
        return before + new + target[places[0].end() :]
    return None


def _preposition(before: str, name: str) -> str:
    """`before` with its last word, if it is в, с or о, as it must be before `name`."""
    match = _PREPOSITION.search(before)
    if match is None:
        return before
    before = before[: match.start()]
    if match[2]:
        return before + match[2] + ("б " if name[0] in "АИОУЭ" else " ")
    cluster = _CLUSTER if match[1] in "Вв" else _CLUSTER_S
    return before + match[1] + ("о " if cluster.match(name) else " ")


def swapped(pairs: Iterable[Pair], times: int = 2, seed: int = 3) -> Iterator[Pair]:
    """Each of the domain's pairs up to `times` times with other names."""
    swapper = Swapper(seed=seed)
    chosen = [
        pair for pair in pairs if pair.group in ("domain", "wider") and pair.language in LANGUAGES
    ]
    for _ in range(times):
        for pair in chosen:
            new = swapper.swap(pair)
            if new is not None:
                yield new
