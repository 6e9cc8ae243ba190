from __future__ import annotations

from pathlib import Path

import pytest

from briefing import files
from briefing.errors import OutputError


def test_written_whole_and_folders_made(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "преглед.txt"
    files.write(path, "Београд".encode())
    assert path.read_text("utf-8") == "Београд"
    assert [p.name for p in path.parent.iterdir()] == ["преглед.txt"]


def test_an_error_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text("old")

    def fail_halfway() -> None:
        with files.replacing(path) as stream:
            stream.write(b"half")
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011  the very one raised above
        fail_halfway()
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_path_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="file"):
        files.write(tmp_path / "file" / "report.json", b"")
    (tmp_path / "folder" / "x").mkdir(parents=True)
    with pytest.raises(OutputError, match="folder"):
        files.write(tmp_path / "folder", b"")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "folder"]
