"""The columns of the table, and how a text is put into the form its words are listed in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from briefing.text.scripts import convert

_SIGNS = str.maketrans({**dict.fromkeys("'’‘`´ʹʻʼ\u0301\u00ad"), "ё": "е"})
_WORD = re.compile(r"[^\W_]+")
_LONGEST_WORD = 64  # characters; what is longer is no word, and is told by its beginning
_OPENING = 4  # words from the start of a sentence in which a demonstrative points backwards


@dataclass(frozen=True)
class Row:
    """One language. Every word and pattern is written folded: one script, lower case, no ʻ ʼ '."""

    tag: str
    script: str  # the one script the words below are in; texts in the other are converted to it
    function_words: str  # too common to tell what a sentence is about
    endings: str  # letters that inflection leaves at a word's end, trimmed for comparison
    prefix: int  # and how much of the rest is compared
    pronouns: str  # as its first word, a sentence leans on the one before it; alternatives, a|b
    demonstratives: str  # so does one of these near its start …
    deictic: str  # … unless one of these follows: "this year" needs nothing before it
    backward: str  # other openings that lean: "according to him"
    speaker: str  # the end of a sentence whose speaker is named before it: "he said"
    connectives: str  # openings that only make sense after something: "in addition"
    first_person: str  # outside quotation marks, somebody's own words
    lead_phrase: re.Pattern[str] | None = None  # an opening phrase, with its comma, that a headline
    # can do without; matched against the folded sentence

    def fold(self, text: str) -> str:
        """Return `text` in the table's script and lower case, without apostrophes and accents."""
        return convert(text, self.tag, self.script).lower().translate(_SIGNS)

    def stem(self, word: str) -> str:
        """Return the beginning of a folded word that its inflected forms share.

        At least three letters stay. Measured on the inflected forms of the shipped glossary this
        joins more forms than the Snowball stemmers do, and serves Uzbek, for which there is none.
        """
        end = min(len(word), _LONGEST_WORD)
        while end > 3 and word[end - 1] in self.endings:
            end -= 1
        return word[: min(end, self.prefix)]

    def terms(self, folded: str) -> frozenset[str]:
        """Return the stems of the content words of a folded text."""
        return frozenset(
            self.stem(word) for word in _WORD.findall(folded) if word not in self._function_words
        )

    def leans(self, opening: str) -> bool:
        """Tell whether a sentence with this folded opening needs the one before it."""
        if self._backward.match(opening):
            return True
        words = _WORD.findall(opening)[: _OPENING + 1]
        return any(
            self._demonstratives.fullmatch(word)
            and not (following and self._deictic.fullmatch(following))
            for word, following in zip(words[:_OPENING], [*words[1:], ""], strict=False)
        )

    def connects(self, opening: str) -> bool:
        """Tell whether a folded opening ties its sentence to others: "however", "in addition"."""
        return bool(self._connectives.match(opening))

    def speaks_unnamed(self, ending: str) -> bool:
        """Tell whether a folded ending credits words to somebody it does not name."""
        return bool(self._speaker.search(ending))

    def in_first_person(self, folded: str) -> bool:
        """Tell whether a folded text is in somebody's own words."""
        return bool(self._first_person.search(folded))

    @cached_property
    def _function_words(self) -> frozenset[str]:
        return frozenset(self.function_words.split())

    @cached_property
    def _backward(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{self.pronouns}|{self.backward})\b")

    @cached_property
    def _demonstratives(self) -> re.Pattern[str]:
        return re.compile(self.demonstratives)

    @cached_property
    def _deictic(self) -> re.Pattern[str]:
        return re.compile(self.deictic)

    @cached_property
    def _connectives(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{self.connectives})\b")

    @cached_property
    def _speaker(self) -> re.Pattern[str]:
        return re.compile(rf"(?:^|[,–—-])\W*(?:{self.speaker})\W*$")

    @cached_property
    def _first_person(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{self.first_person})\b")
