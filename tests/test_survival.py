"""A batch that is killed, interrupted or starved goes on, and ends as if it never had been."""

from __future__ import annotations

import hashlib
import os
import random
import shlex
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

ARTICLES = {
    "north/rail.txt": """New railway to link two capitals

The government will build a new railway by the end of the year.
The two sides discussed trade, energy and transport on Monday.
""",
    "north/trade.txt": """Trade grows by a tenth

Trade between the two countries grew by 10 per cent last year.
The ministers said that it would grow further in the spring.
""",
    "north/empty.txt": "",
    "south/flood.txt": """Floods close three roads

Three roads were closed on Tuesday after heavy rain.
The two sides discussed trade, energy and transport on Monday.
""",
    "south/school.txt": """Ten schools open in the capital

Ten new schools opened in the capital on the first day of autumn.
The minister of education thanked the teachers.
""",
    "vote.txt": """Parliament adopts the budget

Parliament adopted the budget for the coming year on Friday.
The opposition voted against it and asked for a new debate.
""",
}


@dataclass(frozen=True)
class Batch:
    """A command that briefs the articles above into a folder."""

    sources: Path
    out: Path

    @property
    def command(self) -> list[str]:
        options = ["--to", "sr", "--glossary", "none", "--group-by", "folder", "--workers", "2"]
        options += ["--date", "2026-03-01", "--translator", "starter"]
        return [sys.executable, "-m", "briefing", "batch", ".", "--out", str(self.out), *options]

    def start(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            self.command,
            cwd=self.sources,
            stderr=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def finish(self) -> tuple[int, str]:
        process = self.start()
        _, said = process.communicate(timeout=120)
        return process.returncode, said

    def files(self) -> dict[str, str]:
        """What is in the output folder by content, less what tells how the run went."""
        how = {"summary.txt", ".briefing.lock", "store.sqlite"}
        return {
            str(path.relative_to(self.out)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(self.out.rglob("*"))
            if path.is_file() and path.name not in how
        }


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources")
    for name, text in ARTICLES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


@dataclass(frozen=True)
class Undisturbed:
    files: dict[str, str]
    seconds: float


@pytest.fixture(scope="module")
def undisturbed(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    """What one run makes that nothing happens to, and how long it takes once all is warm."""
    Batch(sources, tmp_path_factory.mktemp("warm")).finish()
    batch = Batch(sources, tmp_path_factory.mktemp("whole"))
    began = time.monotonic()
    code, said = batch.finish()
    assert code == 1, said  # one of the articles is empty
    files = batch.files()
    assert set(files) == {
        "briefing-sr.docx",
        "north/briefing-sr.docx",
        "south/briefing-sr.docx",
        "report.json",
    }
    return Undisturbed(files, time.monotonic() - began)


def killed_and_resumed(
    sources: Path, out: Path, undisturbed: Undisturbed, kills: int, seed: int
) -> None:
    """Kill the command `kills` times, each time at a random instant, then let it finish."""
    chance = random.Random(seed)
    batch = Batch(sources, out)
    instants = [chance.uniform(0.05, 1.0) * undisturbed.seconds for _ in range(kills)]
    for instant in instants:
        process = batch.start()
        time.sleep(instant)
        process.kill()
        process.communicate()
    code, said = batch.finish()
    assert code == 1, said
    assert batch.files() == undisturbed.files, f"killed after {instants} seconds"


def test_killed_at_any_instant_it_ends_as_if_it_had_not_been(
    sources: Path, tmp_path: Path, undisturbed: Undisturbed
) -> None:
    killed_and_resumed(sources, tmp_path, undisturbed, kills=4, seed=1)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(17))
def test_killed_at_fifty_random_instants(
    sources: Path, tmp_path: Path, undisturbed: Undisturbed, seed: int
) -> None:
    killed_and_resumed(sources, tmp_path, undisturbed, kills=3, seed=100 + seed)


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["SIGINT", "SIGTERM"]
)
def test_asked_to_stop_it_saves_what_is_finished(
    sources: Path, tmp_path: Path, undisturbed: Undisturbed, number: signal.Signals, code: int
) -> None:
    batch = Batch(sources, tmp_path)
    process = batch.start()
    assert process.stderr
    for line in process.stderr:
        if line.startswith("Note:"):  # the workers are at work
            os.killpg(process.pid, number)  # as a terminal or a service manager does
            break
    _, said = process.communicate(timeout=60)
    assert process.returncode == code, said
    assert f"interrupted ({number.name})" in said
    assert "Give the same command again" in said
    assert "Traceback" not in said
    assert batch.finish()[0] == 1
    assert batch.files() == undisturbed.files


def test_a_full_disk_ends_it_with_a_sentence_and_room_lets_it_go_on(
    sources: Path, tmp_path: Path, undisturbed: Undisturbed
) -> None:
    """On a file system of a few hundred kilobytes, in a namespace of our own."""
    if subprocess.run(["unshare", "-rm", "true"], check=False, capture_output=True).returncode:
        pytest.skip("no file system may be mounted here")
    batch = Batch(sources, tmp_path / "disk")
    batch.out.mkdir()
    steps = [
        f"mount -t tmpfs -o size=160k none {batch.out}",
        f"{shlex.join(batch.command)}; echo $?",
        f"mount -o remount,size=64m {batch.out}",
        f"{shlex.join(batch.command)}; echo $?",
        f"cp -r {batch.out} {tmp_path}/kept",
    ]
    script = " && ".join(f"{{ {step}; }}" for step in steps)
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", script],
        cwd=sources, capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    assert done.stdout.split() == ["2", "1"], done.stderr
    assert "cannot be written" in done.stderr
    assert "Free some space" in done.stderr or "free some space" in done.stderr
    assert "Traceback" not in done.stderr
    assert Batch(sources, tmp_path / "kept").files() == undisturbed.files


@pytest.mark.parametrize("place", ["/proc/briefing", "file/out"], ids=["read-only", "not a folder"])
def test_where_nothing_can_be_written_it_says_so_at_once(
    sources: Path, tmp_path: Path, place: str
) -> None:
    (tmp_path / "file").write_text("")
    code, said = Batch(sources, tmp_path / place).finish()
    assert code == 2
    assert "cannot be written" in said
    assert "--out" in said
    assert "Traceback" not in said
