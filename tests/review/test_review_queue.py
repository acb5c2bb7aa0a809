"""The review queue: what it keeps, whom it hands cases to, and what it says when its file cannot be used."""

import os
import sqlite3
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guardrail.errors import ReviewError
from guardrail.review import Queue
from guardrail.review.schema import MIGRATIONS
from guardrail.types import Case, Decision, Finding, Resolution, Severity, Verdict

NOON = datetime(2026, 3, 15, 12, tzinfo=UTC)
HALF_HOUR = timedelta(minutes=30)
FINDING = Finding(rule="money.binding", category="unsupported", severity=Severity.MAJOR, message="not in the books")
VERDICT = Verdict(
    decision=Decision.ESCALATE, tier="advise", use="client-note", findings=(FINDING,), fingerprint="rules-1"
)


class Clock:
    def __init__(self):
        self.now = NOON

    def __call__(self):
        return self.now


def a_case(id_="a1", text="You paid WeWork $18,250.00."):
    return Case(id=id_, text=text, verdict=VERDICT)


def said(decision=Decision.REJECT, case="a1", **more):
    return Resolution(case=case, decision=decision, reviewer="ann", **more)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def queue(tmp_path, clock):
    return Queue(tmp_path / "reviews.db", clock=clock, patience=0.05)


def raw(queue):
    return closing(sqlite3.connect(queue._path, isolation_level=None))


# What it keeps


def test_what_is_put_comes_back_as_it_was_from_a_file_opened_anew(queue):
    assert queue.put(a_case()) == "a1"
    again = Queue(queue._path)
    assert again.get("a1") == a_case()
    assert again.list() == (a_case(),)


def test_putting_the_same_case_again_changes_nothing(queue, clock):
    queue.put(a_case())
    with raw(queue) as db:
        before = db.execute("SELECT * FROM cases").fetchall()
    clock.now += HALF_HOUR
    assert queue.put(a_case()) == "a1"
    with raw(queue) as db:
        assert db.execute("SELECT * FROM cases").fetchall() == before


def test_another_text_under_an_id_in_use_is_refused_and_the_first_stays(queue):
    queue.put(a_case())
    with pytest.raises(ReviewError, match="'a1' is there with another text"):
        queue.put(a_case(text="You paid Gusto $18,250.00."))
    assert queue.list("all") == (a_case(),)


ANY_TEXT = st.text(st.characters(), max_size=40)


@settings(max_examples=40, deadline=None)
@given(text=ANY_TEXT, id_=ANY_TEXT, reviewer=ANY_TEXT, note=ANY_TEXT)
def test_lone_surrogates_and_nul_come_back_exactly(text, id_, reviewer, note):
    resolution = Resolution(case=id_, decision=Decision.ACCEPT, reviewer=reviewer, note=note, at=NOON.isoformat())
    with tempfile.TemporaryDirectory() as folder:
        queue = Queue(f"{folder}/reviews.db")
        queue.put(a_case(id_, text))
        assert queue.claim(reviewer) == a_case(id_, text)
        queue.resolve(resolution)
        assert queue.get(id_) == a_case(id_, text)
        assert queue.history(id_) == (resolution,)


def test_a_text_of_a_megabyte_is_kept_whole(queue):
    text = "You paid $1. " * 80_000
    queue.put(a_case(text=text))
    assert queue.get("a1").text == text


def test_any_sqlite_tool_can_read_the_rows(queue):
    queue.put(a_case())
    queue.claim("ann")
    with raw(queue) as db:
        case = db.execute("SELECT id, text, use, tier, json_extract(verdict, '$.decision'), put_at FROM cases")
        assert case.fetchone() == (
            "a1",
            "You paid WeWork $18,250.00.",
            "client-note",
            "advise",
            "escalate",
            "2026-03-15T12:00:00.000000+00:00",
        )
        lease = db.execute("SELECT case_id, reviewer, expires_at FROM leases").fetchone()
        assert lease == ("a1", "ann", "2026-03-15T12:30:00.000000+00:00")


@pytest.mark.parametrize("text", ["paid\0WeWork", "paid \ud800"])
def test_a_text_that_tools_would_cut_or_refuse_is_a_blob_of_its_bytes(queue, text):
    queue.put(a_case(text=text))
    with raw(queue) as db:
        (blob,) = db.execute("SELECT text FROM cases").fetchone()
    assert blob == text.encode("utf-8", "surrogatepass")


def test_a_resolved_case_is_on_nobodys_desk(queue):
    queue.put(a_case())
    queue.claim("ann")
    queue.resolve(said())
    with raw(queue) as db:
        assert db.execute("SELECT * FROM leases").fetchall() == []


def test_the_file_writes_ahead_and_waits_for_the_disk(queue):
    with raw(queue) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    with queue._opened() as db:
        assert db.execute("PRAGMA synchronous").fetchone() == (2,)


def test_a_later_change_of_folder_does_not_split_the_queue(tmp_path, monkeypatch):
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path)
    queue = Queue("reviews.db")
    monkeypatch.chdir(tmp_path / "elsewhere")
    queue.put(a_case())
    assert Queue(tmp_path / "reviews.db").list() == (a_case(),)


@pytest.mark.parametrize("name", [":memory:", "file:x?mode=memory", "a b%20c#d.db", "büro.db"])
def test_a_name_that_sqlite_reads_as_something_else_is_a_file(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    Queue(name).put(a_case())
    assert (tmp_path / name).is_file()
    assert Queue(name).list() == (a_case(),)


# Whom it hands cases to


def test_claims_are_handed_out_oldest_first_and_never_twice(queue):
    for id_ in ("c", "a", "b"):
        queue.put(a_case(id_))
    assert [queue.claim(name).id for name in ("ann", "bob", "ann")] == ["c", "a", "b"]
    assert queue.claim("cem") is None


def test_a_lease_holds_until_its_last_moment_and_is_open_again_then(queue, clock):
    queue.put(a_case())
    queue.claim("ann")
    clock.now += HALF_HOUR - timedelta(microseconds=1)
    assert queue.claim("bob") is None
    assert queue.list("claimed") == (a_case(),)
    clock.now += timedelta(microseconds=1)
    assert queue.list("open") == (a_case(),)
    assert queue.claim("bob") == a_case()
    assert queue.claim("ann") is None


def test_a_released_case_is_open_at_once(queue):
    queue.put(a_case())
    queue.claim("ann")
    queue.release("a1")
    assert queue.claim("bob") == a_case()


def test_a_resolved_case_is_never_handed_out_again(queue, clock):
    queue.put(a_case())
    queue.claim("ann")
    queue.resolve(said())
    queue.put(a_case())
    clock.now += timedelta(days=400)
    assert queue.claim("bob") is None
    assert queue.list("open") == queue.list("claimed") == ()
    assert queue.list("resolved") == queue.list("all") == (a_case(),)


def test_clocks_in_different_zones_agree_on_a_lease(queue, clock):
    queue.put(a_case())
    queue.claim("ann")
    clock.now = (NOON + timedelta(minutes=29)).astimezone(tz=None)
    assert queue.claim("bob") is None


def test_threads_that_put_and_claim_at_once_lose_nothing_and_share_nothing(tmp_path):
    queue = Queue(tmp_path / "reviews.db")
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(queue.put, [a_case(str(n % 20)) for n in range(60)]))
        handed = list(pool.map(queue.claim, [f"reviewer {n}" for n in range(24)]))
    assert sorted(case.id for case in handed if case) == sorted(map(str, range(20)))
    assert handed.count(None) == 4


def test_files_made_by_many_at_once_are_made_once(tmp_path):
    for number in range(15):
        with ThreadPoolExecutor(8) as pool:
            made = list(pool.map(Queue, [tmp_path / f"{number}.db"] * 8))
        made[0].put(a_case())
        assert made[-1].list() == (a_case(),)


# What was said


def test_resolutions_are_appended_and_the_last_one_counts(queue, clock):
    queue.put(a_case())
    queue.resolve(said(Decision.REJECT, note="went to Gusto"))
    clock.now += HALF_HOUR
    queue.resolve(said(Decision.ACCEPT, note="no, it is right"))
    history = queue.history("a1")
    assert [r.decision for r in history] == [Decision.REJECT, Decision.ACCEPT]
    assert [r.at for r in history] == ["2026-03-15T12:00:00.000000+00:00", "2026-03-15T12:30:00.000000+00:00"]
    assert history[-1].note == "no, it is right"


def test_a_case_nobody_has_resolved_has_an_empty_history(queue):
    queue.put(a_case())
    assert queue.history("a1") == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE resolutions SET decision = 'accept'",
        "DELETE FROM resolutions",
        "INSERT OR REPLACE INTO resolutions VALUES (1, 'a1', 'accept', 'eve', '', '')",
        "REPLACE INTO resolutions (seq, case_id, decision, reviewer, note, at) SELECT seq, 'a1', 'accept', '', '', '' FROM resolutions",
        "UPDATE cases SET text = 'You paid Gusto.'",
        "DELETE FROM cases",
        "INSERT OR REPLACE INTO cases SELECT seq + 1, id, 'You paid Gusto.', use, tier, verdict, put_at FROM cases",
        "INSERT OR REPLACE INTO cases SELECT seq, 'b2', 'You paid Gusto.', use, tier, verdict, put_at FROM cases",
    ],
)
def test_what_was_written_cannot_be_changed_even_with_another_tool(queue, statement):
    queue.put(a_case())
    queue.resolve(said())
    with raw(queue) as db, pytest.raises(sqlite3.IntegrityError, match="can only be added to"):
        db.execute(statement)
    assert [r.decision for r in queue.history("a1")] == [Decision.REJECT]
    assert queue.list("all") == (a_case(),)


def test_a_reviewer_cannot_escalate(queue):
    queue.put(a_case())
    with pytest.raises(ReviewError, match="accept or reject, not 'escalate'"):
        queue.resolve(said(Decision.ESCALATE))
    assert queue.history("a1") == ()


@pytest.mark.parametrize(
    ("at", "told"), [("yesterday", "is not a time such as"), ("2026-03-15T12:00:00", "has no time zone")]
)
def test_a_time_that_nobody_can_place_is_refused(queue, at, told):
    queue.put(a_case())
    with pytest.raises(ReviewError, match=told):
        queue.resolve(said(at=at))
    assert queue.history("a1") == ()


@pytest.mark.parametrize("step", ["get", "history", "release", "resolve"])
def test_an_unknown_case_is_named(queue, step):
    argument = said(case="b2") if step == "resolve" else "b2"
    with pytest.raises(ReviewError, match=r"reviews\.db: there is no case 'b2'"):
        getattr(queue, step)(argument)


def test_an_unknown_status_is_answered_with_the_known_ones(queue):
    with pytest.raises(ReviewError, match="no status 'done'; choose one of open, claimed, resolved, all"):
        queue.list("done")


@pytest.mark.parametrize("lease", [timedelta(0), timedelta(minutes=-1), timedelta.max])
def test_an_impossible_lease_is_refused(tmp_path, lease):
    with pytest.raises(ReviewError, match="a lease of"):
        Queue(tmp_path / "reviews.db", lease=lease)


def test_a_clock_without_a_zone_is_refused(queue, clock):
    clock.now = NOON.replace(tzinfo=None)
    with pytest.raises(ReviewError, match="without a time zone"):
        queue.put(a_case())


# Files that cannot be used


def told(path, **options):
    with pytest.raises(ReviewError) as caught:
        Queue(path, **options)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_folder_is_named_as_one(tmp_path):
    assert "is a folder; name a file in it" in told(tmp_path)


def test_a_missing_folder_is_not_made_up(tmp_path):
    assert "does not exist; make it first" in told(tmp_path / "nowhere" / "reviews.db")
    assert not (tmp_path / "nowhere").exists()


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("You paid WeWork $18,250.00.\n" * 100)
    before = path.read_bytes()
    assert "is not a database; name another file" in told(path)
    assert path.read_bytes() == before


def test_another_programs_database_is_left_as_it_is(tmp_path):
    path = tmp_path / "books.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE ledger (amount)")
    before = path.read_bytes()
    assert "is another program's database" in told(path)
    assert path.read_bytes() == before


def test_a_file_of_a_newer_guardrail_asks_for_an_upgrade(queue):
    with raw(queue) as db:
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    assert "was written by a newer guardrail" in told(queue._path)


@pytest.mark.parametrize("lock", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_a_lock_that_others_hold_too_long_is_told_and_nothing_is_stored(queue, lock):
    with raw(queue) as db:
        db.execute(lock)
        with pytest.raises(ReviewError, match=r"locked by another program for more than 0\.05 s"):
            queue.put(a_case())
        assert "locked by another program" in told(queue._path, patience=0.05)
    assert queue.list("all") == ()


def test_a_new_file_that_others_have_locked_is_told(tmp_path):
    path = tmp_path / "reviews.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("BEGIN EXCLUSIVE")
        assert "locked by another program" in told(path, patience=0.05)
    Queue(path).put(a_case())


def test_a_file_that_vanished_is_told_and_not_made_again(queue):
    queue._path.unlink()
    with pytest.raises(ReviewError, match="is not there and cannot be made"):
        queue.put(a_case())
    assert not queue._path.exists()


def test_a_damaged_file_is_told(queue):
    for number in range(30):
        queue.put(a_case(str(number), "You paid. " * 500))
    content = bytearray(queue._path.read_bytes())
    content[4096:40960] = b"\x7f" * 36864
    queue._path.write_bytes(content)
    with pytest.raises(ReviewError, match=r"reviews\.db: is damaged; restore it from a copy"):
        queue.list("all")


@pytest.mark.parametrize("path", ["a\0b", "\ud800/reviews.db", 3, b"reviews.db", None, "x" * 5000])
def test_a_name_that_no_file_can_have_is_refused(path):
    assert "cannot be the name of a review file" in told(path)


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert "is not an ordinary file" in told(tmp_path / "pipe")


@contextmanager
def powerless():
    """Files keep their permissions from root as well, while this lasts."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def public():
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        yield Path(folder)
        Path(folder).chmod(0o777)


def test_a_read_only_file_is_told_on_opening(public):
    path = public / "reviews.db"
    Queue(path).put(a_case())
    path.chmod(0o444)
    with powerless():
        assert "is read-only; allow writing to the file and its folder" in told(path)


def test_a_read_only_file_is_not_waited_for(public):
    """Catches: an error that no waiting can mend, tried again until patience is at an end."""
    path = public / "reviews.db"
    path.touch()
    path.chmod(0o444)
    start = time.monotonic()
    with powerless():
        assert "is read-only" in told(path, patience=30)
    assert time.monotonic() - start < 15


def test_a_read_only_folder_is_told_on_opening(public):
    public.chmod(0o555)
    with powerless():
        assert "allow writing to its folder" in told(public / "reviews.db")


def test_a_file_that_becomes_read_only_stores_nothing_and_says_so(public):
    with powerless():
        queue = Queue(public / "reviews.db")
        queue.put(a_case())
        queue._path.chmod(0o444)
        with pytest.raises(ReviewError, match="is read-only"):
            queue.put(a_case("b2"))
    assert Queue(queue._path).list("all") == (a_case(),)


def test_a_folder_nobody_may_enter_is_told(public):
    (public / "closed").mkdir()
    (public / "closed").chmod(0)
    with powerless():
        assert "reviews.db" in told(public / "closed" / "reviews.db")
    (public / "closed").chmod(0o700)


def test_a_damaged_verdict_names_its_case(queue):
    queue.put(a_case())
    with raw(queue) as db:
        db.execute("DROP TRIGGER cases_fixed")
        db.execute("UPDATE cases SET verdict = '{}'")
    with pytest.raises(ReviewError, match="case 'a1' is damaged: not a verdict"):
        queue.get("a1")


def test_the_past_is_every_case_with_its_time_and_the_last_word_on_it(queue, clock):
    queue.put(a_case("a1"))
    clock.now += HALF_HOUR
    queue.put(a_case("a2"))
    queue.resolve(said(Decision.ACCEPT))
    queue.resolve(said(Decision.REJECT, note="second look"))
    (first, at, last), second = queue.past()
    assert (first, at, last.decision, last.note) == (a_case("a1"), NOON, Decision.REJECT, "second look")
    assert second == (a_case("a2"), NOON + HALF_HOUR, None)
