"""Leaves out of a glossary what a format has no room for, and says so.

A writer may rely on it: what `fit` returns is what reading the file gives back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from briefing.languages import LANGUAGES
from briefing.terminology.concepts import ANY_LANGUAGE, Concept, Glossary, Term
from briefing.terminology.exchange.formats import Capacity, Format
from briefing.terminology.exchange.gathering import Names, counted
from briefing.text.scripts import script_of

Losses = Counter[tuple[str, str]]  # (what, its fate) → how many


def fit(
    glossary: Glossary, format_: Format, languages: Sequence[str] = ()
) -> tuple[Glossary, tuple[str, ...]]:
    """Return what of `glossary` the format holds, with a sentence on each kind of thing it loses.

    Terms stand by language, those of every language first. With `languages` only theirs are kept.
    """
    holds = format_.holds
    columns = languages or languages_in(glossary)
    losses: Losses = Counter()
    names = Names()
    sources: set[str] = set()
    kept: list[Concept] = []
    for concept in glossary.concepts:
        concept = _in_languages(concept, languages or tuple(LANGUAGES), losses)
        concept = _with_statuses(concept, holds, losses)
        concept = _with_fields(concept, holds, losses)
        rows = [concept]
        if holds.one_term:
            rows = _rows(concept, holds, columns, losses)
        for row in rows:
            if not row.terms:
                losses["concept", "left out for want of a term that is held"] += 1
                continue
            if holds.synonym_rows and row.terms[0].text in sources:
                losses["row", "left out, as its source term has a row already"] += 1
                continue
            sources.add(row.terms[0].text)
            kept.append(_named(row, holds, names, losses))
    sentences = tuple(
        f"{format_.title}: {counted(count, what)} {fate}" for (what, fate), count in losses.items()
    )
    return replace(glossary, concepts=tuple(kept), problems=()), sentences


def recognisable(text: str, languages: Sequence[str]) -> bool:
    """Tell whether one text in the columns of all `languages` must be an untranslated name.

    It must when one of them is never written in the text's script: "NATO" in English and Russian.
    """
    script = script_of(text)
    return len(languages) > 1 and any(
        script in ("Latn", "Cyrl") and script not in {v.script for v in LANGUAGES[tag].variants}
        for tag in languages
    )


def languages_in(glossary: Glossary) -> tuple[str, ...]:
    """Return the languages that have terms, in the order of the table; all of them for none."""
    used = {term.lang for concept in glossary.concepts for term in concept.terms}
    return tuple(tag for tag in LANGUAGES if tag in used) or tuple(LANGUAGES)


def _in_languages(concept: Concept, languages: Sequence[str], losses: Losses) -> Concept:
    order = (ANY_LANGUAGE, *languages)
    kept = [term for term in concept.terms if term.lang in order]
    if len(kept) < len(concept.terms):
        losses["term", "in other languages left out"] += len(concept.terms) - len(kept)
    return replace(concept, terms=tuple(sorted(kept, key=lambda term: order.index(term.lang))))


def _with_statuses(concept: Concept, holds: Capacity, losses: Losses) -> Concept:
    kept: list[Term] = []
    for term in concept.terms:
        status = holds.statuses[term.status]
        if status is None:
            losses[f"{term.status} term", "left out"] += 1
        else:
            if status != term.status:
                losses[f"{term.status} term", f"written as {status}"] += 1
            kept.append(replace(term, status=status))
    if not holds.marks_status and not holds.one_term:
        kept = _by_position(kept, losses)
    return replace(concept, terms=tuple(kept))


def _by_position(terms: Sequence[Term], losses: Losses) -> list[Term]:
    """Put the preferred term of each language first: its place is all that tells it."""
    placed: list[Term] = []
    seen: set[str] = set()
    order = list(dict.fromkeys(term.lang for term in terms))
    for term in sorted(terms, key=lambda t: (order.index(t.lang), t.status != "preferred")):
        status = term.status
        if term.lang not in seen and status != "preferred":
            losses["admitted term", "that has no preferred one beside it written as preferred"] += 1
            status = "preferred"
        elif term.lang in seen and status == "preferred":
            losses["second preferred term", "written as admitted"] += 1
            status = "admitted"
        seen.add(term.lang)
        placed.append(replace(term, status=status))
    return placed


def _rows(
    concept: Concept, holds: Capacity, languages: Sequence[str], losses: Losses
) -> list[Concept]:
    """Return a concept with one term a language, and one such for each synonym of the source."""
    if holds.untranslated == "mark" and concept.do_not_translate:
        languages = tuple(LANGUAGES)
    agreed = {tag: term for tag in languages if (term := concept.preferred(tag))}
    used = {id(term) for term in agreed.values()}
    others = [term for term in concept.terms if id(term) not in used]
    synonyms: list[Term] = []
    for term in others:
        synonym = term.lang == languages[0] and term.status == "admitted"
        # Beside a synonym, what stands for every language would look like a translation.
        if holds.synonym_rows and synonym and not concept.do_not_translate:
            synonyms.append(term)
        else:
            what = "second preferred" if term.status == "preferred" else term.status
            losses[f"{what} term", "left out"] += 1
    if holds.pair and not all(tag in agreed for tag in languages):
        losses["concept", "without a term in both languages left out"] += 1
        return []
    rows = []
    for cells in (agreed, *({**agreed, languages[0]: synonym} for synonym in synonyms)):
        terms = [
            replace(cells[tag], lang=tag, status="preferred") for tag in languages if tag in cells
        ]
        rows.append(replace(concept, terms=_untranslated(terms, concept, holds, losses)))
    return rows


def _untranslated(
    terms: list[Term], concept: Concept, holds: Capacity, losses: Losses
) -> tuple[Term, ...]:
    if holds.untranslated == "mark":
        alike = concept.do_not_translate and len({replace(t, lang="", line=0) for t in terms}) == 1
    else:
        alike = len({term.text for term in terms}) == 1
        alike = alike and recognisable(terms[0].text, [term.lang for term in terms])
    if alike:
        if not concept.do_not_translate:
            losses["concept", "alike in every column will be read as not translated"] += 1
        return (replace(terms[0], lang=ANY_LANGUAGE),)
    if concept.do_not_translate:
        losses["untranslated term", "written as a translation like the source"] += 1
    return tuple(terms)


def _with_fields(concept: Concept, holds: Capacity, losses: Losses) -> Concept:
    terms = []
    for term in concept.terms:
        if term.forms and not holds.forms:
            losses["list", "of inflected forms left out"] += 1
            term = replace(term, forms=())
        if term.case != "as-is" and not holds.case:
            losses["case mode", "left out"] += 1
            term = replace(term, case="as-is")
        if term.note and holds.notes == "none":
            losses["note", "left out"] += 1
            term = replace(term, note="")
        terms.append(term)
    concept = replace(concept, terms=tuple(terms))
    if concept.domain and not holds.domain:
        losses["domain", "left out"] += 1
        concept = replace(concept, domain="")
    if concept.kind and not holds.kind:
        losses["kind", "left out"] += 1
        concept = replace(concept, kind="")
    return concept


def _named(concept: Concept, holds: Capacity, names: Names, losses: Losses) -> Concept:
    """Return a concept as it stands in the file: with the name and the note it will have."""
    first, *others = concept.terms
    if holds.notes == "first" and any(term.note for term in others):
        losses["note", "left out"] += sum(bool(term.note) for term in others)
        others = [replace(term, note="") for term in others]
    name = concept.id if holds.ids else names.from_term(first.text)
    if name != concept.id:
        losses["concept", "named anew after the term"] += 1
    return replace(concept, id=name, terms=(first, *others))
