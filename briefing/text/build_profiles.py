"""Makes the language profiles that `briefing.text.detection` adds to langdetect's own.

    python -m briefing.text.build_profiles training/corpus/[cl]*.tsv

Each file has tab-separated lines of English, Serbian (Cyrillic), Uzbek (Latin) and Russian. The
other script of Serbian and of Uzbek comes by exact transliteration. Leave held-out files out.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from briefing.text.detection import PROFILES, plain
from briefing.text.scripts import convert

COLUMNS = {"sr": 1, "uz": 2}
SCRIPTS = ("Cyrl", "Latn")
LONGEST = 2_500  # n-grams kept in a profile, the most frequent first, as many as stock ones have


def read_column(paths: Iterable[Path], column: int) -> Iterator[str]:
    """Yield one column of the tab-separated files, in order."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            yield line.split("\t")[column]


def build(name: str, texts: Iterable[str]) -> str:
    """Return a langdetect profile of `texts` as JSON."""
    from langdetect.utils.lang_profile import LangProfile

    profile = LangProfile(name)
    for text in texts:
        profile.update(plain(text) + " ")
    profile.omit_less_freq()
    most = sorted(profile.freq.items(), key=lambda item: (-item[1], item[0]))[:LONGEST]
    return json.dumps(
        {"freq": dict(sorted(most)), "n_words": profile.n_words, "name": name},
        ensure_ascii=False,
        separators=(",", ":"),
    )


def main(arguments: Sequence[str]) -> int:
    """Write one profile a language and script into the package."""
    paths = sorted(map(Path, arguments))
    if not paths:
        sys.stderr.write(__doc__ or "")
        return 2
    for tag, column in COLUMNS.items():
        texts = list(read_column(paths, column))
        for script in SCRIPTS:
            name = f"{tag}_{script.lower()}"
            profile = build(name, (convert(text, tag, script) for text in texts))
            (PROFILES / f"{name}.json").write_text(profile + "\n", encoding="utf-8")
            sys.stdout.write(f"{name}: {len(texts)} texts, {len(profile.encode()) // 1024} KiB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
