"""`briefing models`, and the flags by which a run is made with what is there."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import fake_hub
import huggingface_hub.constants
import models_toys
import pytest

from briefing.cli import main
from briefing.models import store
from briefing.models.registry import Row

COMMIT = "0123456789abcdef0123456789abcdef01234567"
ARTICLE = "Министр иностранных дел встретился с президентом Узбекистана в Ташкенте.\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def fetched(home: Path) -> Path:
    """Return a checkpoint as pull leaves it."""
    path = models_toys.shared(home / "checkpoints" / "desk--toy@0123456789ab")
    store.write_manifest(path, Row("desk/toy"), COMMIT, chosen=False, licence_accepted=False)
    return path


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, briefing.cli.models_arguments;"
        "assert not {'huggingface_hub', 'torch', 'ctranslate2', 'numpy'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_importing_models_loads_no_hub_and_no_torch() -> None:
    heavy = "{'huggingface_hub', 'torch', 'transformers', 'ctranslate2', 'numpy', 'filelock'}"
    code = f"import sys, briefing.cli.models; assert not {heavy} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_list_shows_what_is_known_and_what_is_here(
    fetched: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[[checkpoint]]\nid = "desk/loose"\nlanguages = ["en"]\n', "utf-8")
    assert main(["models", "list", "--registry", str(own)]) == 0
    shown = capsys.readouterr()
    lines = {line.split()[0]: line for line in shown.out.splitlines()}
    assert "FLORES-101 devtest en-ru BLEU 32.7" in lines["Helsinki-NLP/opus-mt-tc-big-en-zle"]
    assert "CC-BY-NC-SA-4.0" in lines["csebuetnlp/mT5_multilingual_XLSum"]
    # All that we ship are; what a user adds may not be.
    assert [name for name, line in lines.items() if "not pinned" in line] == ["desk/loose"]
    assert "yes" in lines["desk/toy"]
    assert str(fetched.parent) in shown.err


def test_pull_fetches_converts_and_prints_the_folder(
    home: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files = {p.name: p.read_bytes() for p in models_toys.shared(tmp_path / "toy").iterdir()}
    own = tmp_path / "own.toml"
    own.write_text('[[checkpoint]]\nid = "desk/toy"\nlicence = "CC-BY-4.0"\n', "utf-8")
    repository = fake_hub.Repository(COMMIT, files)
    with fake_hub.serving(fake_hub.FakeHub({"desk/toy": repository})) as hub:
        url = hub.url + "/{repo_id}/resolve/{revision}/{filename}"
        monkeypatch.setattr(huggingface_hub.constants, "ENDPOINT", hub.url)
        monkeypatch.setattr(huggingface_hub.constants, "HUGGINGFACE_CO_URL_TEMPLATE", url)
        assert main(["models", "pull", "toy", "--registry", str(own), "--quiet"]) == 0
    path = home / "checkpoints" / "desk--toy@0123456789ab"
    assert capsys.readouterr().out == f"{path}\n"
    assert len(list((home / "converted").iterdir())) == 1
    assert main(["models", "pull", "toy", "--registry", str(own)]) == 0  # no hub is asked again
    assert "desk/toy: licence CC-BY-4.0" in capsys.readouterr().err


def test_path_verify_bundle_and_remove(
    fetched: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["models", "path", "desk/toy"]) == 0
    assert capsys.readouterr().out == f"{fetched}\n"
    assert main(["models", "verify"]) == 0
    assert main(["models", "bundle", "desk/toy", "--out", str(tmp_path / "stick")]) == 0
    assert main(["models", "remove", "desk/toy", "--quiet"]) == 0
    assert not fetched.exists()
    assert main(["models", "path", "desk/toy"]) == 2
    assert "briefing models pull desk/toy" in capsys.readouterr().err
    assert main(["models", "verify", "desk/toy", "--models", str(tmp_path / "stick")]) == 0
    (tmp_path / "stick" / fetched.name / "vocab.json").write_text("{}")
    assert main(["models", "verify", "--models", str(tmp_path / "stick")]) == 1
    assert "vocab.json is not the file that was fetched" in capsys.readouterr().out


@pytest.mark.parametrize("engine", ["ctranslate2", "transformers"])
def test_a_run_is_made_with_a_folder_of_checkpoints(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], engine: str
) -> None:
    models_toys.shared(tmp_path / "models" / "opus-mt-toy")
    (tmp_path / "a.txt").write_text("The embassy thanked the ministry for its support.\n", "utf-8")
    out = tmp_path / "out"
    code = main(
        [
            "make",
            str(tmp_path / "a.txt"),
            "--to",
            "sr",
            "--out",
            str(out),
            "--glossary",
            "none",
            "--models",
            str(tmp_path / "models"),
            "--library",
            engine,
            "--threads",
            "1",
        ]
    )
    assert code == 0
    said = capsys.readouterr().err
    assert "opus-mt-toy translates into Serbian: the best checkpoint here for it" in said
    report = json.loads((out / "report.json").read_text())
    translation = report["articles"][0]["targets"]["sr"]
    assert translation["checkpoint"] == "opus-mt-toy"
    assert report["notices"] == []  # nothing in it was made by the starter
    assert f"|{engine}:" in report["signature"]


def test_the_starter_is_taken_loudly_where_nothing_else_is(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("The embassy thanked the ministry for its support.\n", "utf-8")
    assert main(["make", str(tmp_path / "a.txt"), "--to", "sr", "--out", str(tmp_path / "o")]) == 0
    said = capsys.readouterr().err
    assert "Note: starter model, for trial." in said
    assert "the starter translates into Serbian: no better checkpoint is here" in said


def test_a_checkpoint_asked_for_and_not_here_stops_the_run(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    assert main(["make", str(tmp_path / "a.txt"), "--translator", "opus-mt-en-ru"]) == 2
    assert "briefing models pull opus-mt-en-ru" in capsys.readouterr().err
    assert main(["make", str(tmp_path / "a.txt"), "--summariser", "bart-large-cnn"]) == 2
    assert "use --summariser extractive" in capsys.readouterr().err


def test_a_written_summary_of_nonsense_gives_way_to_sentences_of_the_article(
    home: Path, tmp_path: Path
) -> None:
    models_toys.bart(tmp_path / "writer")
    (tmp_path / "a.txt").write_text(" ".join(models_toys.ENGLISH * 2), "utf-8")
    out = tmp_path / "out"
    code = main(
        [
            "make",
            str(tmp_path / "a.txt"),
            "--to",
            "sr",
            "--out",
            str(out),
            "--glossary",
            "none",
            "--summariser",
            str(tmp_path / "writer"),
            "--sentences",
            "2",
            "--threads",
            "1",
        ]
    )
    assert code == 0
    [article] = json.loads((out / "report.json").read_text())["articles"]
    assert any("writer wrote" in warning for warning in article["summary"]["warnings"])
