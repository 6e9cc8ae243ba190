"""Any number of articles: what becomes of each, whatever the others, the model or the disk do."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import batch_workshops
import pytest
from batch_workshops import POISON

from briefing.batch import account, flow
from briefing.batch.flow import Flow, Plan, Tally
from briefing.batch.groups import Folders
from briefing.batch.local import LocalEngine, Recipe
from briefing.batch.workshop import Workshop
from briefing.errors import CheckpointError, UsageError
from briefing.readers.sources import Item, articles
from briefing.store import Store, ledger, open_store

GOOD = (
    "The governments of Serbia and Uzbekistan signed an agreement on trade on Tuesday."
    " The ministers discussed the opening of a direct flight between the two capitals."
)
DAY = dt.date(2026, 3, 1)


@dataclass
class Desk:
    """A folder of articles, and a batch of them as often as is asked."""

    root: Path
    fates: list[tuple[str, str]] = field(default_factory=list)

    @property
    def out(self) -> Path:
        return self.root / "out"

    def put(self, name: str, text: str = GOOD) -> Path:
        path = self.root / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def run(
        self,
        *,
        items: Iterable[Item] | None = None,
        recipe: Callable[..., Workshop] = batch_workshops.shouting,
        arguments: tuple[str, ...] = (),
        workers: int = 1,
        time_limit: float = 60,
        day: dt.date = DAY,
        **plan: object,
    ) -> Tally:
        """Brief what is in the folder; return what was counted."""
        self.fates.clear()
        sources = (str(self.root / "in"),)
        store_path = self.out / "store.sqlite"
        with open_store(store_path) as store:
            whole = Recipe(recipe, (str(store_path), *arguments))
            with LocalEngine(whole, workers, time_limit) as engine:
                description = flow.describe(engine)
                run = ledger.begin(store, day, "now", {"sources": sources}, description.signature)
                work = Flow(
                    Plan(self.out, folders=Folders(sources), **plan),  # type: ignore[arg-type]
                    run,
                    store,
                    engine,
                    watch=lambda what, fate: self.fates.append((what, fate)),
                )
                work.go(enumerate(items if items is not None else articles(sources), start=1))
            ledger.finish(store, run, {}, finished=True)
            account.write_report(self.out / "report.json", store, run, description)
            course = account.Course(1.0, workers, False, work.unwritten)
            self.summary = account.summary(self.out, store, run, work.tally, course)
        return work.tally

    def failures(self) -> dict[str, tuple[str, str]]:
        with self.store() as store:
            last = ledger.last_run(store)
            assert last
            return {
                Path(one.name).name: (one.stage, one.error)
                for one in ledger.failures(store, last.id)
            }

    def store(self) -> Store:
        return open_store(self.out / "store.sqlite")

    def documents(self) -> dict[str, object]:
        return {
            path.relative_to(self.out).as_posix(): json.loads(path.read_bytes())
            for path in sorted(self.out.rglob("briefing-*"))
        }

    def report(self) -> dict[str, object]:
        read: dict[str, object] = json.loads((self.out / "report.json").read_text("utf-8"))
        return read


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.mark.parametrize(
    ("fault", "stage", "said"),
    [
        ("raises", "translate sr", "internal error, ValueError: broken"),
        ("hangs", "translate", "no sign of life in 3 seconds, alone and with others"),
        ("dies", "translate", "its worker was killed (signal 9; out of memory?), alone"),
        ("exits", "translate", "its worker ended (exit code 3), alone and with others"),
    ],
)
def test_what_one_article_does_to_the_model_it_does_to_itself_alone(
    desk: Desk, fault: str, stage: str, said: str
) -> None:
    desk.put("a.txt")
    desk.put("bad.txt", f"{GOOD} {POISON}")
    desk.put("c.txt", GOOD.replace("Tuesday", "Friday"))
    tally = desk.run(arguments=(fault,), time_limit=3 if fault == "hangs" else 60)
    assert (tally.done, tally.failed) == (2, 1)
    where, why = desk.failures()["bad.txt"]
    assert where.startswith(stage)
    assert "bad.txt" in why
    assert said in why
    assert why in desk.summary
    (document,) = desk.documents().values()
    assert [Path(name).name for name, texts in document[1] if texts] == ["a.txt", "c.txt"]  # type: ignore[index]


def test_a_document_that_cannot_be_made_costs_no_other(desk: Desk) -> None:
    desk.put("north/a.txt", f"{GOOD} {POISON}")
    desk.put("south/b.txt")
    desk.run(recipe=batch_workshops.unwriting, group_by="folder")
    assert list(desk.documents()) == ["in/south/briefing-sr.txt"]
    assert "in/north/briefing: cannot be made from its 1 articles" in desk.summary
    assert "ZeroDivisionError" in desk.summary
    desk.run(group_by="folder")
    assert "not written" not in desk.summary
    assert len(desk.documents()) == 2


@pytest.mark.parametrize(
    ("recipe", "error", "said"),
    [
        (batch_workshops.impossible, CheckpointError, "they are damaged"),
        (batch_workshops.stillborn, UsageError, r"cannot be started: .*exit code 7"),
    ],
)
def test_workers_that_cannot_be_set_up_say_why(
    desk: Desk, recipe: Callable[..., Workshop], error: type[Exception], said: str
) -> None:
    desk.put("a.txt")
    with pytest.raises(error, match=said):
        desk.run(recipe=recipe)


def test_what_cannot_be_read_is_reported_and_tried_again(desk: Desk) -> None:
    desk.put("a.txt")
    desk.put("empty.txt", "")
    (desk.root / "in" / "gone.txt").symlink_to("nowhere")
    broken = desk.root / "in" / "broken.txt"
    broken.symlink_to("/proc/self/mem")  # opens, and reading it is an input/output error
    vanishing = desk.put("vanishing.txt")

    listed = list(articles([str(desk.root / "in")]))
    vanishing.unlink()
    tally = desk.run(items=listed)
    assert (tally.listed, tally.done, tally.failed) == (5, 1, 4)
    assert {
        name: (stage, why.split(": ", 1)[1]) for name, (stage, why) in desk.failures().items()
    } == {
        "broken.txt": (
            "read",
            "cannot be opened (Input/output error). Check that it exists and may be read.",
        ),
        "empty.txt": ("read", "is empty. Check that it was saved or copied in full."),
        "gone.txt": ("read", "no such file. Give the path of a file that can be read."),
        "vanishing.txt": ("read", "no such file. Give the path of a file that can be read."),
    }
    (desk.root / "in" / "gone.txt").unlink()
    desk.put("gone.txt")
    desk.put("empty.txt", GOOD)
    desk.put("vanishing.txt")
    tally = desk.run()
    assert (tally.done, tally.failed, tally.unchanged) == (4, 1, 1)


def test_only_what_has_changed_is_done_again(desk: Desk) -> None:
    desk.put("a.txt")
    changed = desk.put("b.txt", GOOD.replace("Tuesday", "Friday"))
    assert desk.run().unchanged == 0
    before = desk.documents()
    assert desk.run() == Tally(listed=2, done=2, unchanged=2, documents_kept=1)
    assert desk.documents() == before
    changed.write_text(GOOD.replace("Tuesday", "Monday"), "utf-8")
    tally = desk.run()
    assert (tally.unchanged, tally.segments, tally.segments_made) == (1, 3, 1)
    assert tally.documents == 1
    assert desk.documents() != before


def test_a_clock_that_jumps_changes_nothing(desk: Desk) -> None:
    past, future = desk.put("a.txt"), desk.put("b.txt", GOOD.replace("Tuesday", "Friday"))
    desk.run()
    before = desk.documents()
    os.utime(past, (0, 0))
    os.utime(future, (2**33, 2**33))
    with desk.store() as store:
        store.connection.execute("UPDATE runs SET started = '2199-01-01T00:00:00+00:00'")
    assert desk.run(day=dt.date(1999, 12, 31)).unchanged == 2
    assert desk.documents() == before  # with the date that they were made on


def test_a_document_that_is_gone_or_altered_is_written_again(desk: Desk) -> None:
    desk.put("a.txt")
    desk.run()
    path = desk.out / "briefing-sr.txt"
    whole = path.read_bytes()
    for spoil in (path.unlink, lambda: path.write_bytes(b"half")):
        spoil()
        tally = desk.run(day=dt.date(2026, 3, 2))
        assert (tally.unchanged, tally.documents) == (1, 1)
        assert path.read_bytes() == whole


def test_another_signature_redoes_the_articles_but_not_their_segments(desk: Desk) -> None:
    desk.put("a.txt")
    desk.run()
    tally = desk.run(arguments=("", "another"))
    assert (tally.unchanged, tally.segments, tally.segments_made) == (0, 3, 0)
    assert desk.report()["signature"] == "another"


def test_a_repeated_sentence_is_decoded_once(desk: Desk) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        desk.put(name)
    tally = desk.run(chunk=1)
    assert (tally.segments, tally.segments_made) == (9, 2)  # the headline is the first sentence


@pytest.mark.parametrize(
    ("group_by", "documents"),
    [
        ("none", ["briefing-sr.txt"]),
        ("folder", ["in/briefing-sr.txt", "in/south/briefing-sr.txt"]),
        ("day", ["2026-02-28/briefing-sr.txt", "undated/briefing-sr.txt"]),
    ],
)
def test_articles_are_grouped(desk: Desk, group_by: str, documents: list[str]) -> None:
    desk.put("a.txt")
    dated = f"Trade agreement signed\n\n28 February 2026\n\n{GOOD}\n\n{GOOD}"
    desk.put("south/b.txt", dated)
    desk.run(group_by=group_by)
    assert sorted(desk.documents()) == documents


def test_grouped_otherwise_the_old_documents_go(desk: Desk) -> None:
    desk.put("a.txt")
    desk.put("south/b.txt")
    desk.run(group_by="folder")
    desk.run(group_by="none")
    assert list(desk.documents()) == ["briefing-sr.txt"]


def test_a_folder_is_written_as_soon_as_it_is_complete(desk: Desk) -> None:
    for name in ("north/a.txt", "north/b.txt", "south/c.txt", "south/d.txt"):
        desk.put(name, GOOD.replace("Tuesday", name))
    desk.run(group_by="folder", chunk=1)
    fates = [(Path(what).name, fate) for what, fate in desk.fates]
    assert fates.index(("briefing-sr.txt", "written")) < fates.index(("d.txt", "done"))


def test_many_articles_are_several_documents(desk: Desk) -> None:
    for number in range(5):
        desk.put(f"{number}.txt", GOOD.replace("Tuesday", f"day {number}"))
    desk.run(volume=2)
    contents = {
        name: [Path(path).name for path, _ in made[1]]  # type: ignore[index]
        for name, made in desk.documents().items()
    }
    assert contents == {
        "briefing-sr.txt": ["0.txt", "1.txt"],
        "briefing-sr-2.txt": ["2.txt", "3.txt"],
        "briefing-sr-3.txt": ["4.txt"],
    }
    assert len(desk.report()["articles"]) == 5  # type: ignore[arg-type]
    desk.run(volume=4)
    assert sorted(desk.documents()) == ["briefing-sr-2.txt", "briefing-sr.txt"]


def test_the_documents_do_not_depend_on_who_did_the_work(tmp_path: Path) -> None:
    made = []
    for workers, chunk in ((1, 8), (3, 1)):
        desk = Desk(tmp_path / str(workers))
        for number in range(6):
            desk.put(f"{number}.txt", GOOD.replace("Tuesday", f"day {number}"))
        desk.put("empty.txt", "")
        desk.run(workers=workers, chunk=chunk, volume=3)
        text = json.dumps([desk.documents(), desk.report()])
        made.append(text.replace(str(desk.root), ""))
    assert made[0] == made[1]


def test_records_that_move_in_their_feed_are_known_again(desk: Desk) -> None:
    records = [json.dumps({"title": f"Story {n}", "text": f"{GOOD} Story {n}."}) for n in range(3)]
    path = desk.put("news.jsonl", "\n".join(records))
    assert desk.run().done == 3
    new = json.dumps({"title": "Story 3", "text": f"{GOOD} Story 3."})
    path.write_text("\n".join([new, *records, records[0]]), "utf-8")
    tally = desk.run()
    assert (tally.done, tally.unchanged) == (5, 3)  # the second copy of a record is one more
    assert desk.run().unchanged == 5


@pytest.mark.parametrize(
    ("sources", "folder", "written"),
    [
        (["inbox"], "inbox", "inbox"),
        (["inbox"], "inbox/a/b", "inbox/a/b"),
        (["/data/inbox"], "/data/inbox/a", "inbox/a"),
        (["/data/inbox", "/old/inbox"], "/old/inbox/a", "old/inbox/a-"),
        (["."], ".", ""),
        (["x"], "../../etc", "untitled/untitled/etc-"),
        (["x"], "/etc/passwd", "etc/passwd-"),
        (["x"], "a\u202eb/c:d", "ab/c-d-"),
    ],
)
def test_a_group_has_a_folder_below_the_output_and_nowhere_else(
    sources: list[str], folder: str, written: str
) -> None:
    named = Folders(tuple(sources)).of(folder)
    assert named.startswith(written)
    assert ".." not in named.split("/")
    assert not Path(named).is_absolute()
