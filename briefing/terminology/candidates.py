"""The forms of a term that may be put into a sentence, and what number and case each of them is."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import Literal

from briefing.decoding import Span
from briefing.terminology.attention import words
from briefing.terminology.concepts import Concept, Term
from briefing.terminology.government import Analysis
from briefing.terminology.inflection import inflection
from briefing.terminology.surface import declines, surface_forms

Number = Literal["singular", "plural"]


def candidates(
    concept: Concept, lang: str, limit: int = 24, number: Number | None = None
) -> tuple[str, ...]:
    """Return surface forms of the preferred term to force, base form first, at most `limit`.

    For a singular the forms known to be plural only are left out; for a plural they come first,
    but all stay: after a numeral a plural is often said in the singular.
    """
    term = concept.preferred(lang)
    if term is None:
        return ()
    forms = surface_forms(term, lang)
    row = inflection(lang)
    singular = row.singular(term.text) if number and declines(term, lang) else ()
    if singular:
        plural = {*row.forms(term.text)} - {*singular}
        if number == "singular":
            forms = tuple(form for form in forms if form not in plural)
        else:
            forms = tuple(sorted(forms, key=lambda form: form not in plural))
    return forms[:limit]


def number(term: Term, text: str, lang: str) -> Number | None:
    """Tell whether `text`, a form of `term`, is singular or plural; None when it is not known."""
    row = inflection(lang)
    word = row.canonical(text).lower().removesuffix("'s")
    one = {form.lower() for form in row.singular(term.text)}
    many = {form.lower() for form in row.forms(term.text)} - one
    if not one or word not in one | many:
        return None
    return "singular" if word in one else "plural"


@lru_cache(maxsize=16384)
def analysed(concept: Concept, lang: str, number: Number | None = None) -> tuple[Analysis, ...]:
    """Return the candidates with their analyses; one that stands for several cases comes again.

    A listed form takes the place of one that the generator makes for the same case and that is not
    listed: where it errs, the terminologist does not. A form that nothing is known of is left out,
    unless there is no other.
    """
    forms = candidates(concept, lang, 99, number)
    term = concept.preferred(lang)
    if term is None or not declines(term, lang):
        return tuple((form, "") for form in forms)
    made: dict[str, list[str]] = defaultdict(list)
    for form, analysis in inflection(lang).analyses(term.text):
        made[form].append(analysis)
    listed = {term.text, *term.forms}
    sure = [(f, a) for f in forms if f in listed for a in made.get(f, ())]
    known = {analysis for _, analysis in sure}
    erring = 2 * sum(form in made for form in term.forms) < len(term.forms)
    for form in term.forms:
        if form in forms and form not in made:
            more = [a for a in _word_by_word(term.text, form, lang, erring) if a not in known]
            sure += [(form, a) for a in more]
            known.update(more)
    rest = [(f, a) for f in forms for a in made.get(f, ()) if a not in known and not erring]
    return tuple(dict.fromkeys((*sure, *rest))) or tuple((form, "") for form in forms)


def carried(text: str, span: Span, term: Term, lang: str) -> tuple[str, ...]:
    """Return what the words of `text` in `span` can be, if they are words of `term` too."""
    if not declines(term, lang):
        return ()
    row = inflection(lang)
    stretch = text[slice(*span)]
    here = {row.canonical(stretch[start:end]).lower() for start, end in words(stretch)}
    found: dict[str, None] = {}
    for word in term.text.split():
        for form, analysis in row.analyses(word):
            if row.canonical(form).lower() in here:
                found[analysis] = None
    return tuple(found)


def _word_by_word(base: str, form: str, lang: str, erring: bool) -> list[str]:
    """Return what a form must be, judged by each of its words that differs from the base form's.

    Where they disagree nothing is known; but the last of them, the head, decides where the
    generator errs about the whole term.
    """
    here, there = base.split(), form.split()
    if len(here) != len(there):
        return []
    options: list[list[str]] = []
    for word, changed in zip(here, there, strict=True):
        found = [a for f, a in inflection(lang).analyses(word) if f == changed]
        if word != changed and found:
            options.append(found)
    if not options:
        return []
    shared = [a for a in options[0] if all(a in other for other in options)]
    return shared or (options[-1] if erring else [])
