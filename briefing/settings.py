"""What a run can be told: defaults < settings file < command line.

The file is TOML, one table per command is not needed: every key is a field of `Settings`.
An unknown key is an error, because a misspelt one would otherwise be ignored in silence.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from briefing.errors import SettingsError, UsageError
from briefing.languages import LANGUAGES, SCRIPT_NAMES, TARGETS, Target, target

SCRIPTS = {name: code for code, name in SCRIPT_NAMES.items()}


@dataclass(frozen=True, slots=True)
class Settings:
    """Every choice a user can make, with its default."""

    to: tuple[str, ...] = TARGETS
    out: str = "out"
    glossary: str | None = None  # a path, "none", or None for the one shipped
    domain: str | None = None  # keep to concepts of this domain and general ones
    sentences: int = 5
    script: Mapping[str, str] | None = None  # language tag → "cyrillic" | "latin"
    date: dt.date | None = None  # of the briefing; None for today
    beam_size: int = 4
    n_best: int = 4
    threads: int = 0  # 0: every core this process may use
    translator: str = "auto"  # "auto", "starter", or names and folders joined by commas
    summariser: str = "auto"  # "auto", "extractive", or a name or folder
    library: str = "ctranslate2"  # that runs them, or "transformers"
    device: str = "cpu"  # or "cuda"
    models: str | None = None  # a folder of checkpoints to look in before those fetched
    registry: str | None = None  # a TOML file with more checkpoints
    no_check: tuple[str, ...] = ()  # ids of checks that are switched off
    fail_on: str | None = None  # "error" or "warning": exit with 3 when a check finds as much
    limits: Mapping[str, int] | None = None  # of what is read; the fields of readers.Limits
    accept_licence: bool = False  # of a checkpoint whose licence restricts use
    memory: str | None = None  # approved translations: a path, "none", or None for that of `out`
    edition: str = "clean"  # or "review", "both"
    layout: str = "per-language"  # or "multilingual": one file with a part a language
    # What the cover says: the same in every language, or by language tag.
    prepared_by: str | Mapping[str, str] | None = None
    classification: str | Mapping[str, str] | None = None
    logo: str | None = None  # a picture
    logo_alt: str | Mapping[str, str] | None = None  # what it shows, in words
    formats: tuple[str, ...] = ("docx",)  # of docx, md, html, json
    template: str | None = None  # a house's own Word template; None for ours
    # Of a batch:
    group_by: str = "none"  # or "folder", "day": a briefing each
    engine: str = "local"  # processes of this machine, or "ray": a cluster
    workers: int = 0  # 0: one a core
    time_limit: int = 300  # seconds without a sign of life, then a worker is replaced

    def targets(self) -> tuple[Target, ...]:
        """Return the targets asked for, each in its script.

        Raises UsageError for an unknown language or a script it is not written in.
        """
        scripts = dict(self.script or {})
        for tag in scripts:
            if tag not in LANGUAGES:
                raise UsageError(
                    f"--script {tag}=…", "no such language", f"use one of: {', '.join(TARGETS)}"
                )
        return tuple(target(tag, self._script(scripts.get(tag))) for tag in dict.fromkeys(self.to))

    @staticmethod
    def _script(name: str | None) -> str | None:
        if name is None:
            return None
        if name not in SCRIPTS:
            raise UsageError(
                f"--script …={name}", "no such script", f"use one of: {', '.join(SCRIPTS)}"
            )
        return SCRIPTS[name]


_TYPES: dict[str, tuple[type, ...]] = {
    "to": (list, str),
    "out": (str,),
    "glossary": (str,),
    "domain": (str,),
    "sentences": (int,),
    "script": (dict,),
    "date": (dt.date,),
    "beam_size": (int,),
    "n_best": (int,),
    "threads": (int,),
    "translator": (str,),
    "summariser": (str,),
    "library": (str,),
    "device": (str,),
    "models": (str,),
    "registry": (str,),
    "no_check": (list, str),
    "fail_on": (str,),
    "limits": (dict,),
    "accept_licence": (bool,),
    "memory": (str,),
    "edition": (str,),
    "layout": (str,),
    "prepared_by": (str, dict),
    "classification": (str, dict),
    "logo": (str,),
    "logo_alt": (str, dict),
    "formats": (list, str),
    "template": (str,),
    "group_by": (str,),
    "engine": (str,),
    "workers": (int,),
    "time_limit": (int,),
}
_LISTS = {"to", "no_check", "formats"}  # on the command line, parted by commas
_ONE_OF = {
    "library": ("ctranslate2", "transformers"),
    "engine": ("local", "ray"),
    "device": ("cpu", "cuda"),
    "fail_on": ("error", "warning"),
    "edition": ("clean", "review", "both"),
    "layout": ("per-language", "multilingual"),
    "group_by": ("none", "folder", "day"),
}
_BY_LANGUAGE = {"prepared_by", "classification", "logo_alt"}
_AT_LEAST = {
    "sentences": 1,
    "beam_size": 1,
    "n_best": 1,
    "threads": 0,
    "workers": 0,
    "time_limit": 1,
}


def load(path: Path | None, overrides: Mapping[str, Any]) -> Settings:
    """Return the settings of the TOML file at `path`, if any, with `overrides` laid over them.

    Raises SettingsError naming the file and the key for anything unknown or of the wrong type.
    """
    from_file = _read(path) if path else {}
    settings = replace(Settings(), **_checked(from_file, str(path)))
    given = {key: value for key, value in overrides.items() if value is not None}
    return replace(settings, **_checked(given, "command line"))


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise SettingsError(
            str(path), error.strerror or "cannot be read", "Name a TOML file"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(
            str(path), f"not valid TOML ({error})", "Mend the line named"
        ) from error


def _checked(values: Mapping[str, Any], subject: str) -> dict[str, Any]:
    known = {field.name for field in fields(Settings)}
    for key, value in values.items():
        if key not in known:
            raise SettingsError(
                subject, f"unknown setting {key!r}", f"Use one of: {', '.join(sorted(known))}"
            )
        # A truth value is an integer to Python, and not what is meant by a number here.
        wrong_type = not isinstance(value, (*_TYPES[key], tuple)) or (
            isinstance(value, bool) and bool not in _TYPES[key]
        )
        if wrong_type:
            expected = " or ".join(kind.__name__ for kind in _TYPES[key])
            raise SettingsError(
                subject, f"{key} = {value!r} is not a {expected}", f"Give a {expected}"
            )
        if key in _AT_LEAST and value < _AT_LEAST[key]:
            raise SettingsError(
                subject, f"{key} = {value} is too small", f"Give at least {_AT_LEAST[key]}"
            )
        if key in _ONE_OF and value not in _ONE_OF[key]:
            raise SettingsError(
                subject, f"{key} = {value!r} is unknown", f"Use {' or '.join(_ONE_OF[key])}"
            )
        if key in _BY_LANGUAGE and isinstance(value, Mapping):
            _check_by_language(key, value, subject)
    checked = dict(values)
    for key in _LISTS & checked.keys():
        if isinstance(checked[key], str):
            checked[key] = [part.strip() for part in checked[key].split(",") if part.strip()]
        checked[key] = tuple(checked[key])
    if "to" in checked and not checked["to"]:
        raise SettingsError(subject, "no target language given", f"Use: {','.join(TARGETS)}")
    return checked


def _check_by_language(key: str, value: Mapping[str, Any], subject: str) -> None:
    for tag, words in value.items():
        if tag not in TARGETS or not isinstance(words, str):
            raise SettingsError(
                subject,
                f"{key}.{tag} = {words!r} is no wording for a target language",
                f"Give words for any of: {', '.join(TARGETS)}",
            )
