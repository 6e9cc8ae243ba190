"""The house keeps its shape: who may import whom, and what an import may cost."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "briefing"

# A room may import the rooms it lists, and itself.
FOUNDATION = {"errors", "languages", "documents"}
ALLOWED = {
    "errors": set(),
    "languages": {"errors"},
    "documents": {"languages"},
    "files": {"errors"},
    "decoding": {"languages"},
    "stages": {"decoding", "documents", "languages"},
    "settings": {"errors", "languages"},
    "readers": FOUNDATION,
    "text": FOUNDATION,
    "terminology": FOUNDATION | {"decoding", "text"},
    "summary": FOUNDATION | {"text"},
    "word": FOUNDATION | {"files", "text"},
    "writers": FOUNDATION | {"word"},
    "inplace": FOUNDATION | {"decoding", "stages", "terminology", "text"},
    "models": FOUNDATION | {"decoding", "files", "stages", "text"},
    "report": FOUNDATION | {"quality"},
    "review": FOUNDATION | {"decoding", "stages", "store", "terminology", "text", "word"},
    "pipeline": FOUNDATION | {"stages", "text"},
    "store": FOUNDATION | {"decoding", "stages"},
    "batch": FOUNDATION
    | {"decoding", "files", "pipeline", "quality", "readers", "report", "store"},
    "evaluation": FOUNDATION,
    "quality": FOUNDATION | {"decoding", "text"},
}
# Heavy or replaceable libraries are known in one room only.
AT_HOME = {
    "ctranslate2": "models",
    "sentencepiece": "models",
    "transformers": "models",
    "torch": "models",
    "huggingface_hub": "models",
    "filelock": {"models", "store"},
    "sqlite3": "store",
    "cattrs": "store",
    "docx": {"word", "readers", "review"},
    "rapidfuzz": "review",
    "trafilatura": "readers",
    "pypdf": "readers",
    "langdetect": "text",
    "ahocorasick": "terminology",
    "pymorphy3": "terminology",
    "openpyxl": "terminology",
    "sacrebleu": "evaluation",
    "matplotlib": "evaluation",
}


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[0]


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    here = room(path)
    if here in {"cli", "__main__", "__init__"}:
        return
    rooms = {name.split(".")[1] for name in imported(path) if name.startswith("briefing.")}
    assert rooms <= ALLOWED[here] | {here}


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_libraries_stay_in_their_room(path: Path) -> None:
    for name in imported(path):
        home = AT_HOME.get(name.split(".")[0], room(path))
        assert room(path) in ({home} if isinstance(home, str) else home), name


def test_importing_briefing_loads_no_model_library() -> None:
    heavy = "{'ctranslate2', 'sentencepiece', 'torch', 'transformers', 'numpy', 'docx', 'lxml'}"
    code = f"import sys, briefing, briefing.cli.arguments; assert not {heavy} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_no_module_is_a_catch_all() -> None:
    assert not [path for path in modules() if path.stem in {"utils", "helpers", "common", "misc"}]
