"""Terminology under control: glossaries, matching, inflection, control of a translation."""

from briefing.terminology.concepts import (
    NO_GLOSSARY,
    Concept,
    Glossary,
    Problem,
    Term,
)
from briefing.terminology.defaults import default_glossary, default_path
from briefing.terminology.exchange import load as load_glossary

__all__ = [
    "NO_GLOSSARY",
    "Concept",
    "Glossary",
    "Problem",
    "Term",
    "default_glossary",
    "default_path",
    "load_glossary",
]
