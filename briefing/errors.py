"""Every error a user may see, in one tree.

    BriefingError
    ├── UsageError            wrong command line or settings            exit 2
    │   ├── SettingsError     a settings file that cannot be used
    │   ├── GlossaryError     a glossary that cannot be used at all
    │   ├── TemplateError     a house's template that cannot be used
    │   ├── CheckpointError   weights missing, damaged, or not what they claim to be
    │   ├── StoreError        a store that cannot be used
    │   └── ReviewError       a file from a reviewer that cannot be used
    ├── ArticleError          one article cannot go on; the others do   exit 1
    │   ├── ReadError         its file cannot be read
    │   │   └── ChangedError  its file was written to while it was read
    │   ├── LanguageError     its language is unknown or not served
    │   ├── SummaryError      nothing in it can be summarised
    │   └── TranslationError  it cannot be put into a target language
    └── OutputError           a result cannot be written                exit 2

A message is ``subject: what is wrong. What to do.`` so that whoever reads it can act.
"""

from __future__ import annotations


class BriefingError(Exception):
    """Say what went wrong, with what, and what to do about it."""

    exit_code = 2

    def __init__(self, subject: str, problem: str, remedy: str) -> None:
        super().__init__(subject, problem, remedy)
        self.subject = subject
        self.problem = problem
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.subject}: {self.problem}. {self.remedy}."


class UsageError(BriefingError):
    """The command line asks for something that cannot be done."""


class SettingsError(UsageError):
    """A settings file cannot be used."""


class GlossaryError(UsageError):
    """A glossary cannot be used at all (single bad rows are listed, not raised)."""


class TemplateError(UsageError):
    """A house's template cannot be used."""


class CheckpointError(UsageError):
    """A checkpoint is missing, damaged, or lacks what is asked of it."""


class StoreError(UsageError):
    """A store of finished work is damaged, or made by a newer version."""


class ReviewError(UsageError):
    """What comes back from a reviewer, or a run to be reviewed, cannot be used."""


class ArticleError(BriefingError):
    """One article cannot go on; the others do."""

    exit_code = 1


class ReadError(ArticleError):
    """An article's file cannot be read."""


class ChangedError(ReadError):
    """An article's file was written to while it was read."""


class LanguageError(ArticleError):
    """An article's language is unknown or not served."""


class SummaryError(ArticleError):
    """An article holds nothing that can be summarised."""


class TranslationError(ArticleError):
    """An article cannot be put into a target language."""


class OutputError(BriefingError):
    """A result cannot be written."""
