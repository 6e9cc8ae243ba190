"""The same batch on a Ray cluster of several nodes, one of them lost on the way."""

from __future__ import annotations

import datetime as dt
import hashlib
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import batch_workshops
import pytest
from batch_workshops import GATE, OPEN, POISON

from briefing.batch import account, flow
from briefing.batch.cluster import RayEngine
from briefing.batch.flow import Flow, Plan, Tally
from briefing.batch.groups import Folders
from briefing.batch.local import LocalEngine, Recipe
from briefing.errors import UsageError
from briefing.readers.sources import articles
from briefing.store import ledger, open_store

ray = pytest.importorskip("ray")
cluster_utils = pytest.importorskip("ray.cluster_utils")

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]


@pytest.fixture(autouse=True)
def path(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Ray's own processes find the workshops."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))


@pytest.fixture
def cluster() -> Iterator[Any]:
    made = cluster_utils.Cluster(
        initialize_head=True,
        head_node_args={"num_cpus": 1, "include_dashboard": False, "object_store_memory": 2**27},
    )
    try:
        yield made
    finally:
        made.shutdown()


def put(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        text = (
            f"The ministers of Serbia and Uzbekistan signed agreement {number} on Tuesday."
            " They discussed the opening of a direct flight between the two capitals."
        )
        (folder / f"{number:03}.txt").write_text(text, "utf-8")
    return folder


def brief(source: Path, out: Path, engine: Any, day: dt.date = dt.date(2026, 3, 1)) -> Tally:
    with open_store(out / "store.sqlite") as store, engine:
        description = flow.describe(engine)
        run = ledger.begin(store, day, "now", {}, description.signature)
        work = Flow(Plan(out, folders=Folders((str(source),)), chunk=4), run, store, engine)
        work.go(enumerate(articles((str(source),)), start=1))
        ledger.finish(store, run, {}, finished=True)
        account.write_report(out / "report.json", store, run, description)
    return work.tally


def made(out: Path) -> dict[str, str]:
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in out.rglob("*")
        if path.suffix in (".docx", ".txt", ".json", ".md")
    }


def recipe(fault: str = "") -> Recipe:
    return Recipe(batch_workshops.shouting, (None, fault))


def test_two_nodes_make_what_one_machine_makes(tmp_path: Path, cluster: Any) -> None:
    cluster.add_node(num_cpus=2, object_store_memory=2**27)
    source = put(tmp_path / "in", 24)
    tally = brief(source, tmp_path / "ray", RayEngine(recipe(), 3, 60, cluster.address))
    assert (tally.done, tally.failed) == (24, 0)
    brief(source, tmp_path / "local", LocalEngine(recipe(), 2, 60))
    assert made(tmp_path / "ray") == made(tmp_path / "local") != {}


def test_a_node_lost_on_the_way_costs_nothing(tmp_path: Path, cluster: Any) -> None:
    doomed = cluster.add_node(num_cpus=2, object_store_memory=2**27)
    cluster.add_node(num_cpus=2, object_store_memory=2**27)
    source = put(tmp_path / "in", 40)

    gate = tmp_path / "gate"
    gate.mkdir()
    at_work: list[Path] = []

    def kill() -> None:
        """Only three workers have room elsewhere: with four at work one of them is lost."""
        deadline = time.monotonic() + 200
        while len(at_work) < 4 and time.monotonic() < deadline:
            time.sleep(0.05)
            at_work[:] = gate.iterdir()
        cluster.remove_node(doomed, allow_graceful=False)
        (gate / OPEN).touch()

    killer = threading.Thread(target=kill)
    killer.start()
    engine = RayEngine(recipe(f"{GATE}{gate}"), 4, 60, cluster.address)
    tally = brief(source, tmp_path / "ray", engine)
    killer.join()
    assert len(at_work) == 4
    assert (tally.done, tally.failed) == (40, 0)
    brief(source, tmp_path / "local", LocalEngine(recipe(), 2, 60))
    assert made(tmp_path / "ray") == made(tmp_path / "local") != {}


def test_an_article_that_kills_its_worker_fails_alone(tmp_path: Path) -> None:
    source = put(tmp_path / "in", 7)
    (source / "poison.txt").write_text(f"{POISON} The ministers met on Tuesday.", "utf-8")
    tally = brief(source, tmp_path / "out", RayEngine(recipe("dies"), 2, 60))
    assert (tally.done, tally.failed) == (7, 1)
    report = (tmp_path / "out" / "report.json").read_text("utf-8")
    assert "its worker was lost" in report


def test_a_cluster_that_is_not_there_is_one_sentence() -> None:
    engine = RayEngine(recipe(), 1, 60, "127.0.0.1:1")
    with pytest.raises(UsageError, match=r"ray start"), engine:
        pass
