"""The review file after `kill -9`, at every line of the queue's code and at random moments."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from guardrail.review import Queue
from guardrail.types import Case, Decision, Verdict

HERE = Path(__file__).parent
NOON = datetime(2026, 3, 15, 12, tzinfo=UTC)
VERDICT = Verdict(decision=Decision.ESCALATE, tier="advise", use="client-note", findings=(), fingerprint="f")
CASE = Case(id="a1", text="You paid WeWork $18,250.00.", verdict=VERDICT)


def killed_everywhere(folder: Path, step: str) -> list[Queue]:
    """The queue as each killed child left it, and last as the child left it that lived."""
    done = subprocess.run(
        [sys.executable, HERE / "dying.py", folder, step],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    survived = int(done.stdout)
    assert survived > 10, "the killer did not see the queue's code"
    return [reopened(folder / f"{number}.db") for number in range(survived + 1)]


def reopened(path: Path, at: datetime = NOON) -> Queue:
    queue = Queue(path, clock=lambda: at)
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    return queue


def path_of(queue: Queue) -> Path:
    return queue._path


def base(folder: Path) -> Queue:
    queue = Queue(folder / "base.db", clock=lambda: NOON)
    queue.put(CASE)
    return queue


def both_sides(before_and_after: list[bool]) -> bool:
    """True if the step had not happened for the first child, had for the last, and flipped once."""
    return before_and_after == sorted(before_and_after) and before_and_after[0] < before_and_after[-1]


def test_a_file_whose_making_was_killed_is_made_by_the_next_who_opens_it(tmp_path):
    for queue in killed_everywhere(tmp_path, "create"):
        queue.put(CASE)
        assert queue.list("all") == (CASE,)


def test_a_killed_put_stored_the_whole_case_or_nothing_and_can_be_repeated(tmp_path):
    stored = []
    for queue in killed_everywhere(tmp_path, "put"):
        cases = queue.list("all")
        assert cases in ((), (CASE,))
        stored.append(cases == (CASE,))
        assert queue.put(CASE) == CASE.id
        assert queue.list("open") == (CASE,)
    assert both_sides(stored)
    assert stored[-2], "no child died between its commit and its return"


def test_a_case_whose_claimer_was_killed_comes_back_when_the_lease_is_over(tmp_path):
    base(tmp_path)
    taken = []
    for queue in killed_everywhere(tmp_path, "claim"):
        taken.append(queue.list("claimed") == (CASE,))
        assert queue.list("open") == (() if taken[-1] else (CASE,))
        later = reopened(path_of(queue), NOON + timedelta(minutes=30))
        assert later.claim("bob") == CASE
    assert both_sides(taken)


def test_a_killed_release_gave_the_case_back_or_left_it_claimed(tmp_path):
    base(tmp_path).claim("ann")
    given_back = []
    for queue in killed_everywhere(tmp_path, "release"):
        given_back.append(queue.list("open") == (CASE,))
        assert queue.list("claimed") == (() if given_back[-1] else (CASE,))
    assert both_sides(given_back)


def test_a_killed_resolve_appended_the_whole_resolution_or_nothing(tmp_path):
    base(tmp_path).claim("ann")
    said = []
    for queue in killed_everywhere(tmp_path, "resolve"):
        history = queue.history("a1")
        assert [(r.decision, r.reviewer, r.note) for r in history] in (
            [],
            [(Decision.REJECT, "ann", "went to Gusto")],
        )
        said.append(bool(history))
        assert queue.list("resolved") == ((CASE,) if history else ())
        assert queue.list("claimed") == (() if history else (CASE,))
        assert queue.get("a1") == CASE
    assert both_sides(said)


def start(*words: object) -> "subprocess.Popen[str]":
    command = [sys.executable, HERE / "worker.py", *map(str, words)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize("answers", [1, 25])
def test_every_put_that_returned_is_there_after_its_process_was_killed(tmp_path, answers):
    path = tmp_path / "reviews.db"
    writers = [start("put", path, first) for first in (0, 1_000_000)]
    told = [[writer.stdout.readline().strip() for _ in range(answers)] for writer in writers]
    for writer, ids in zip(writers, told, strict=True):
        writer.kill()
        ids.extend(writer.stdout.read().split())
        writer.wait()
        writer.stdout.close()
    there = {case.id: case.text for case in reopened(path).list("all")}
    assert all(there[id_] == f"text {id_}" for ids in told for id_ in ids)


def test_a_killed_writer_does_not_hold_up_the_others(tmp_path):
    path = tmp_path / "reviews.db"
    writer = start("put", path, 0)
    writer.stdout.readline()
    writer.kill()
    writer.communicate()
    assert Queue(path, patience=0).put(CASE) == CASE.id


def test_processes_that_claim_at_once_share_the_cases_without_overlap(tmp_path):
    path = tmp_path / "reviews.db"
    queue = Queue(path)
    for number in range(40):
        queue.put(Case(id=str(number), text=f"text {number}", verdict=VERDICT))
    reviewers = [start("claim", path, name) for name in ("ann", "bob", "cem")]
    handed = [reviewer.communicate()[0].split() for reviewer in reviewers]
    assert [reviewer.returncode for reviewer in reviewers] == [0, 0, 0]
    assert sorted(int(id_) for ids in handed for id_ in ids) == list(range(40))
