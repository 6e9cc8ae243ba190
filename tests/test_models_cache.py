"""Conversions are kept, whole or not at all, by any number of processes at once."""

import errno
import os
import subprocess
import sys
import time
from pathlib import Path

import ctranslate2
import models_toys
import pytest

from briefing.errors import CheckpointError
from briefing.models import Checkpoint, cache


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Checkpoint:
    return Checkpoint.load(models_toys.shared(tmp_path_factory.mktemp("toys") / "toy"))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path / "home"))
    return tmp_path / "home" / "converted"


def test_a_conversion_is_made_once(home: Path, checkpoint: Checkpoint) -> None:
    with cache.converted(checkpoint, "int8") as first:
        made = (first.path / "model.bin").stat().st_mtime_ns
    with cache.converted(checkpoint, "int8") as second:
        assert second == first
        assert (second.path / "model.bin").stat().st_mtime_ns == made
    assert first.warning is None
    assert [path.name for path in home.iterdir()] == [first.path.name]


def test_compute_types_are_kept_apart(home: Path, checkpoint: Checkpoint) -> None:
    with (
        cache.converted(checkpoint, "int8") as small,
        cache.converted(checkpoint, "float32") as large,
    ):
        assert (small.path / "model.bin").stat().st_size < (large.path / "model.bin").stat().st_size


def test_an_interrupted_conversion_leaves_nothing(
    home: Path, checkpoint: Checkpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(checkpoint: Checkpoint, folder: Path, compute_type: str) -> None:
        (folder / "model.bin").write_bytes(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr(cache, "convert", interrupted)
    with pytest.raises(KeyboardInterrupt), cache.converted(checkpoint, "int8"):
        pass
    assert list(home.iterdir()) == []


def test_what_a_killed_process_left_is_no_conversion_and_goes_after_a_day(
    home: Path, checkpoint: Checkpoint
) -> None:
    for name, age in (("old", 2 * 86400), ("young", 60)):
        left = home / f".unfinished-{name}"
        left.mkdir(parents=True)
        (left / "model.bin").write_bytes(b"half")
        os.utime(left, (time.time() - age,) * 2)
    with cache.converted(checkpoint, "int8") as model:
        ctranslate2.Translator(str(model.path), intra_threads=1)
    assert sorted(path.name for path in home.glob(".*")) == [".unfinished-young"]


def test_processes_at_once_share_one_conversion(home: Path, checkpoint: Checkpoint) -> None:
    code = f"""
import sys
sys.modules["torch"] = None  # not needed, and slow to import
from briefing.models import Checkpoint, cache
with cache.converted(Checkpoint.load({str(checkpoint.path)!r}), "int8") as model:
    print(model.path, model.warning, (model.path / "model.bin").stat().st_size)
"""
    processes = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    said = {process.communicate()[0] for process in processes}
    assert [process.returncode for process in processes] == [0, 0, 0]
    assert len(said) == 1
    assert "None" in said.pop()
    assert len(list(home.iterdir())) == 1


def test_whoever_comes_second_takes_what_the_first_has_made(
    home: Path, checkpoint: Checkpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = cache.convert

    def overtaken(checkpoint: Checkpoint, folder: Path, compute_type: str) -> None:
        monkeypatch.setattr(cache, "convert", ours)
        with cache.converted(checkpoint, "int8"):
            pass
        ours(checkpoint, folder, "int8")

    monkeypatch.setattr(cache, "convert", overtaken)
    with cache.converted(checkpoint, "int8") as model:
        assert model.warning is None
    assert list(home.iterdir()) == [model.path]


def test_where_nothing_can_be_kept_a_temporary_folder_serves(
    tmp_path: Path, checkpoint: Checkpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path / "file"))
    with cache.converted(checkpoint, "int8") as model:
        assert (model.path / "model.bin").exists()
    assert not model.path.exists()
    assert model.warning is not None
    assert "BRIEFING_HOME" in model.warning


def test_a_disk_full_to_the_brim_says_so(
    home: Path, checkpoint: Checkpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(cache, "convert", full)
    with (
        pytest.raises(CheckpointError, match="the disk is full"),
        cache.converted(checkpoint, "int8"),
    ):
        pass


def test_home_is_the_users_cache_unless_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_HOME", "~/elsewhere")
    assert cache.home() == Path.home() / "elsewhere"
    monkeypatch.delenv("BRIEFING_HOME")
    assert cache.home().name == "briefing" or "briefing" in cache.home().parts
