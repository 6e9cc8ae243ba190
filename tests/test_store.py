"""The store as a file: its schema, two processes at once, a full disk."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from briefing.cli import main
from briefing.errors import OutputError, StoreError, UsageError
from briefing.store import Store, connection, open_store
from briefing.store.lock import exclusive, is_held
from briefing.store.memory import Kept
from briefing.store.migrations import MIGRATIONS
from briefing.store.records import keep


def kept(number: int, text: str = "текст", run: str = "") -> Kept:
    key = f"{number}{run}".encode()
    return Kept(key, "en", "sr", "Cyrl", f"Sentence {number} & <more>", text, "{}")


def count(path: Path) -> int:
    with open_store(path) as store:
        row = store.connection.execute("SELECT count(*) FROM segments").fetchone()
        return int(row[0])


@pytest.mark.parametrize("schema", range(len(MIGRATIONS) + 1))
def test_a_store_of_any_schema_is_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, schema: int
) -> None:
    path = tmp_path / "store.sqlite"
    with monkeypatch.context() as earlier:
        earlier.setattr(connection, "MIGRATIONS", MIGRATIONS[:schema])
        with open_store(path) as store:
            assert connection.schema(store) == schema
            before = store.connection.execute("SELECT name FROM sqlite_master").fetchall()
    with open_store(path) as store:
        assert connection.schema(store) == len(MIGRATIONS)
        now = store.connection.execute("SELECT name FROM sqlite_master").fetchall()
        assert set(before) <= set(now)
    assert count(path) == 0


def test_a_migration_that_fails_leaves_the_store_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "store.sqlite"
    with open_store(path) as store:
        keep(store, [kept(1)], run=1)
    broken = "CREATE TABLE novelty (x); CREATE TABLE segments (y);"
    with monkeypatch.context() as later:
        later.setattr(connection, "MIGRATIONS", (*MIGRATIONS, broken))
        with pytest.raises(OutputError, match="segments already exists"):
            open_store(path)
    with open_store(path) as store:
        tables = store.connection.execute("SELECT name FROM sqlite_master").fetchall()
    assert ("novelty",) not in tables
    assert count(path) == 1


def test_a_store_of_a_newer_schema_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    with open_store(path) as store:
        store.connection.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match=r"its schema is 99, .* Update briefing"):
        open_store(path)


def test_what_is_no_store_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    path.write_bytes(b"Dear diary, today nothing happened." * 40)
    with pytest.raises(StoreError, match="not a store of briefing"):
        open_store(path)
    assert path.read_bytes().startswith(b"Dear diary")


def test_where_nothing_can_be_written_the_error_names_the_place(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match=r"file/store\.sqlite: the store cannot be written"):
        open_store(tmp_path / "file" / "store.sqlite")


def _write_many(path: Path, first: int) -> None:
    with open_store(path) as store:
        for number in range(first, first + 100):
            keep(store, [kept(number), kept(-1)], run=1)


def test_two_processes_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write_many, args=(path, n)) for n in (0, 50, 1000)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    assert count(path) == 251


def test_a_change_is_made_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"

    def change(store: Store) -> None:
        with store.writing() as writing:
            writing.execute("INSERT INTO stages VALUES (x'01', 'read', x'02')")
            raise ZeroDivisionError

    with open_store(path) as store, pytest.raises(ZeroDivisionError):
        change(store)
    with open_store(path) as store:
        assert store.connection.execute("SELECT count(*) FROM stages").fetchone() == (0,)


def test_a_full_disk_is_an_error_that_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    with open_store(path) as store:
        keep(store, [kept(1)], run=1)
        (pages,) = store.connection.execute("PRAGMA page_count").fetchone()
        store.connection.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(OutputError, match=r"full.*Free some space"):
            keep(store, [kept(n, "дугачак текст " * 400) for n in range(2, 40)], run=1)
        store.connection.execute("PRAGMA max_page_count = 1000000")
        keep(store, [kept(2)], run=1)
    assert count(path) == 2


def test_one_batch_at_a_time_in_a_folder(tmp_path: Path) -> None:
    assert not is_held(tmp_path)
    program = (
        "import sys, time; from pathlib import Path; from briefing.store.lock import exclusive\n"
        "with exclusive(Path(sys.argv[1])): print('mine', flush=True); time.sleep(60)"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert other.stdout
    assert other.stdout.readline() == "mine\n"
    with pytest.raises(UsageError, match="another batch is at work in it"), exclusive(tmp_path):
        raise AssertionError("it was not refused")
    assert is_held(tmp_path)
    other.kill()
    other.communicate()
    assert not is_held(tmp_path)


def test_the_memory_is_exported_as_tmx(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_store(tmp_path / "store.sqlite") as store:
        keep(store, [kept(1, "старо", "old"), kept(2, "друго\x01")], run=1)
        keep(store, [kept(1, "ново", "new")], run=2)
    out = tmp_path / "memory.tmx"
    assert main(["store", "export", str(tmp_path), str(out)]) == 0
    tree = etree.parse(out)
    units = [[seg.text for seg in unit.iter("seg")] for unit in tree.iter("tu")]
    assert units == [
        ["Sentence 1 & <more>", "ново"],
        ["Sentence 2 & <more>", "друго"],
    ]
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert [tuv.get(lang) for tuv in tree.iter("tuv")] == ["en", "sr-Cyrl-RS"] * 2
    assert main(["store", "export", str(tmp_path), str(out), "--to", "uz"]) == 0
    assert "0 translations" in capsys.readouterr().err
    assert main(["store", "export", str(tmp_path), str(out), "--to", "xx"]) == 2


def test_stats_and_vacuum(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "store.sqlite"
    with open_store(path) as store:
        keep(store, [kept(1)], run=1)
        with store.writing() as writing:
            writing.execute("INSERT INTO stages VALUES (x'01', 'read', zeroblob(300000))")
    assert main(["store", "stats", str(tmp_path)]) == 0
    said = {line.split()[0]: line.split()[1] for line in capsys.readouterr().out.splitlines()}
    assert (said["segments"], said["stages"]) == ("1", "1")
    before = path.stat().st_size
    assert main(["store", "vacuum", str(tmp_path)]) == 0
    assert path.stat().st_size < before
    assert count(path) == 1


@pytest.mark.parametrize("command", [["status"], ["retry"], ["store", "stats"]])
def test_where_no_batch_was_run_there_is_nothing_to_say(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    assert main([*command, str(tmp_path)]) == 2
    assert "no batch has been run in it" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
