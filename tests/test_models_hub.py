"""Fetching from a hub: whole or not at all, resumed, verified, never a pickle."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import fake_hub
import huggingface_hub.constants
import models_toys
import pytest
from fake_hub import FakeHub, Repository

from briefing.errors import CheckpointError, OutputError
from briefing.models import Checkpoint, hub, store
from briefing.models.registry import Row

COMMIT = "0123456789abcdef0123456789abcdef01234567"
ROW = Row("desk/toy", revision="main", commit=COMMIT[:7], directions=("en-sr",))
KEPT = {
    "config.json",
    "generation_config.json",
    "model.safetensors",
    "source.spm",
    "target.spm",
    "tokenizer_config.json",
    "vocab.json",
}


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return models_toys.shared(tmp_path_factory.mktemp("toys") / "toy")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path / "home"))
    return tmp_path / "home" / "checkpoints"


@pytest.fixture
def served(toy: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeHub]:
    files = {path.name: path.read_bytes() for path in toy.iterdir()}
    files |= {"pytorch_model.bin": b"a pickle", "run.py": b"import os", "README.md": b"# Toy"}
    with fake_hub.serving(FakeHub({"desk/toy": Repository(COMMIT, files)})) as running:
        for name, value in {
            "ENDPOINT": running.url,
            "HUGGINGFACE_CO_URL_TEMPLATE": running.url + "/{repo_id}/resolve/{revision}/{filename}",
            "DOWNLOAD_CHUNK_SIZE": 1024,
            "HF_HUB_DOWNLOAD_TIMEOUT": 1,
        }.items():
            monkeypatch.setattr(huggingface_hub.constants, name, value)
        yield running


def child(served: FakeHub, stdout: int | IO[str] | None = None) -> subprocess.Popen[str]:
    """Start pulling in a process of its own."""
    code = """
import sys
sys.modules["torch"] = None  # not needed, and slow to import
import huggingface_hub.constants
huggingface_hub.constants.DOWNLOAD_CHUNK_SIZE = 1024
from briefing.models import hub
from briefing.models.registry import Row
print(hub.pull(Row("desk/toy"), quiet=True))
"""
    environment = {**os.environ, "HF_ENDPOINT": served.url, "HF_HUB_DISABLE_TELEMETRY": "1"}
    return subprocess.Popen([sys.executable, "-c", code], stdout=stdout, env=environment, text=True)


def test_a_checkpoint_is_fetched_once_without_code_and_pickles(home: Path, served: FakeHub) -> None:
    path = hub.pull(ROW, quiet=True)
    assert path == home / "desk--toy@0123456789ab"
    assert {p.name for p in path.iterdir()} == KEPT | {store.MANIFEST}
    asked = len(served.requests)
    assert hub.pull(ROW, quiet=True) == path
    assert len(served.requests) == asked
    assert Checkpoint.load(path).labels == models_toys.LABELS
    manifest = json.loads((path / store.MANIFEST).read_text())
    assert manifest["commit"] == COMMIT
    assert manifest["sha256"].keys() == KEPT


def test_what_is_cut_off_goes_on_where_it_stopped(home: Path, served: FakeHub) -> None:
    served.faults = {"model.safetensors": ["cut"]}
    path = hub.pull(ROW, quiet=True)
    first, second = served.got("model.safetensors")
    assert first is None
    assert second is not None
    assert int(second.removeprefix("bytes=").rstrip("-")) > 0
    assert not list(store.problems(store.stored(path.parent)[0]))


def test_what_stalls_is_asked_for_again(home: Path, served: FakeHub) -> None:
    served.faults = {"vocab.json": ["stall"]}
    path = hub.pull(ROW, quiet=True)
    assert len(served.got("vocab.json")) == 2
    assert not list(store.problems(store.stored(path.parent)[0]))


def test_a_killed_process_leaves_no_checkpoint_and_the_next_goes_on(
    home: Path, served: FakeHub
) -> None:
    served.faults = {"model.safetensors": ["stall"]}
    process = child(served)
    part = home / f".unfinished-desk--toy@{COMMIT[:12]}" / "model.safetensors.part"
    deadline = time.monotonic() + 20
    while not (part.exists() and part.stat().st_size) and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    begun = part.stat().st_size
    assert store.stored(home) == []
    assert begun > 0
    path = hub.pull(ROW, quiet=True)
    assert served.got("model.safetensors")[-1] == f"bytes={begun}-"
    assert len(served.got("config.json")) == 1  # whole already
    assert not list(store.problems(store.stored(path.parent)[0]))


@pytest.mark.parametrize("name", ["model.safetensors", "vocab.json"])
def test_a_wrong_hash_is_refused_and_not_kept(home: Path, served: FakeHub, name: str) -> None:
    served.faults = {name: ["altered"]}
    with pytest.raises(CheckpointError, match=f"{name}.*its hash differs"):
        hub.pull(ROW, quiet=True)
    assert store.stored(home) == []
    assert hub.pull(ROW, quiet=True).is_dir()


def test_two_processes_at_once_fetch_one_checkpoint(home: Path, served: FakeHub) -> None:
    processes = [child(served, subprocess.PIPE) for _ in range(2)]
    said = {process.communicate()[0].strip() for process in processes}
    assert [process.returncode for process in processes] == [0, 0]
    assert said == {str(home / "desk--toy@0123456789ab")}
    assert len(served.got("model.safetensors")) == 1


def test_a_pickle_is_refused_with_the_reason(home: Path, served: FakeHub) -> None:
    del served.repositories["desk/toy"].files["model.safetensors"]
    with pytest.raises(CheckpointError, match=r"pickle only \(pytorch_model.bin\).*runs whatever"):
        hub.pull(ROW, quiet=True)


def test_a_branch_that_has_moved_on_is_refused_unless_named(home: Path, served: FakeHub) -> None:
    moved = Row("desk/toy", revision="main", commit="fffffff")
    with pytest.raises(CheckpointError, match="is now commit 0123456, not fffffff"):
        hub.pull(moved, quiet=True)
    path = hub.pull(moved, revision=COMMIT, quiet=True)
    assert hub.pull(moved, quiet=True) == path  # the user's choice stands


def test_a_licence_is_asked_for(home: Path, served: FakeHub) -> None:
    row = Row("desk/toy", licence="CC-BY-NC-SA-4.0", accept_licence=True)
    with pytest.raises(CheckpointError, match=r"CC-BY-NC-SA-4\.0.*--accept-licence"):
        hub.pull(row, quiet=True)
    hub.pull(row, accept_licence=True, quiet=True)
    assert store.stored(home)[0].licence_accepted


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (Row("desk/none"), "the hub has no such checkpoint"),
        (Row("desk/other"), "the hub has no such checkpoint"),
    ],
)
def test_what_the_hub_does_not_have(home: Path, served: FakeHub, row: Row, said: str) -> None:
    with pytest.raises(CheckpointError, match=said):
        hub.pull(row, quiet=True)


def test_without_a_network_one_sentence_says_what_to_do(
    home: Path, served: FakeHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(huggingface_hub.constants, "ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(CheckpointError, match=r"could not be fetched.*models bundle") as caught:
        hub.pull(ROW, quiet=True)
    assert "\n" not in str(caught.value)


def test_offline_is_respected(home: Path, served: FakeHub) -> None:
    code = "from briefing.cli import main; raise SystemExit(main(['models', 'pull', 'desk/toy']))"
    environment = {**os.environ, "HF_ENDPOINT": served.url, "HF_HUB_OFFLINE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "HF_HUB_OFFLINE forbids" in done.stderr
    assert served.requests == []


def test_a_full_disk_says_so_and_what_is_there_serves_again(
    home: Path, served: FakeHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = hub.shutil.disk_usage(home.parent.parent)
    with monkeypatch.context() as patch:
        patch.setattr(hub.shutil, "disk_usage", lambda _: usage._replace(free=10))
        with pytest.raises(CheckpointError, match=r"are to be fetched, and .* has 0 MB free"):
            hub.pull(ROW, quiet=True)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("huggingface_hub.file_download.http_get", full)
        with pytest.raises(CheckpointError, match="the disk is full"):
            hub.pull(ROW, quiet=True)
    assert store.stored(home) == []
    assert hub.pull(ROW, quiet=True).is_dir()


def test_a_home_that_cannot_be_written_says_so(
    served: FakeHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path / "file"))
    with pytest.raises(CheckpointError, match="cannot be written"):
        hub.pull(ROW, quiet=True)


def test_verify_finds_what_was_altered_and_what_is_missing(home: Path, served: FakeHub) -> None:
    path = hub.pull(ROW, quiet=True)
    (path / "vocab.json").write_bytes(b"{}")
    (path / "source.spm").unlink()
    assert sorted(store.problems(store.stored(home)[0])) == [
        "source.spm is missing",
        "vocab.json is not the file that was fetched (its SHA-256 differs)",
    ]
    with pytest.raises(CheckpointError, match="Fetch it again"):
        store.bundle(store.stored(home), home.parent / "bundle")


def test_a_bundle_is_found_where_there_is_no_network(
    home: Path, served: FakeHub, tmp_path: Path
) -> None:
    hub.pull(ROW, quiet=True)
    stick = tmp_path / "stick"
    assert store.bundle(store.stored(home), stick) == [stick / "desk--toy@0123456789ab"]
    assert store.bundle(store.stored(home), stick) == [stick / "desk--toy@0123456789ab"]
    store.remove(store.stored(home)[0])
    assert store.find(ROW, [home]) is None
    found = store.find(ROW, [home, stick])
    assert found is not None
    assert not list(store.problems(found))
    assert Checkpoint.load(found.path).labels == models_toys.LABELS


def test_a_bundle_that_cannot_be_written_says_so(
    home: Path, served: FakeHub, tmp_path: Path
) -> None:
    hub.pull(ROW, quiet=True)
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be copied"):
        store.bundle(store.stored(home), tmp_path / "file")


def test_a_folder_put_there_by_hand_goes_by_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "models" / "toy"
    folder.mkdir(parents=True)
    (folder / "config.json").write_text("{}")
    found = store.find(ROW, [tmp_path / "models"])
    assert found is not None
    assert found.path == folder
    assert [*store.problems(found)] == [
        "there is no manifest.json, so nothing says what its files should be"
    ]


def test_a_damaged_manifest_says_what_to_do(tmp_path: Path) -> None:
    folder = tmp_path / "models" / "toy"
    folder.mkdir(parents=True)
    (folder / "config.json").write_text("{}")
    (folder / store.MANIFEST).write_text("{")
    with pytest.raises(CheckpointError, match=r"manifest\.json: it cannot be understood"):
        store.stored(tmp_path / "models")
