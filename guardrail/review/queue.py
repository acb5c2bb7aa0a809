"""The review queue: cases, who looks at them, and what was said, in one SQLite file."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from ..errors import GuardrailError, ReviewError
from ..types import Case, Decision, Resolution, Verdict
from .schema import APPLICATION_ID, MIGRATIONS

Status = Literal["open", "claimed", "resolved", "all"]
Cases = Sequence[Case]

_RESOLVED = "EXISTS (SELECT 1 FROM resolutions r WHERE r.case_id = c.id)"
_LEASED = "EXISTS (SELECT 1 FROM leases l WHERE l.case_id = c.id AND l.expires_at > :now)"
_WHERE = {
    "open": f"NOT {_RESOLVED} AND NOT {_LEASED}",
    "claimed": f"NOT {_RESOLVED} AND {_LEASED}",
    "resolved": _RESOLVED,
    "all": "TRUE",
}
_LONGEST = timedelta(days=366)


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Queue:
    """Keeps escalated texts until a person has decided. What `put` returned from is on the disk.

    Any number of threads and processes may share the file. Cases and resolutions can only be added.

    Args:
        path: the file; made if it is missing, its folder is not.
        lease: how long a claimed case is kept from other reviewers; over 0, up to 366 days.
        clock: the time now, with a time zone.
        patience: seconds to wait while another program writes to the file.

    Raises:
        ReviewError: here and in every method, if the file cannot be used; nothing was changed then.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        lease: timedelta = timedelta(minutes=30),
        clock: Callable[[], datetime] = _utc_now,
        patience: float = 5.0,
    ) -> None:
        if not timedelta(0) < lease <= _LONGEST:
            raise ReviewError(f"a lease of {lease} is not possible; it must be over 0 and up to 366 days")
        self._path = _absolute(path)
        self._lease = lease
        self._clock = clock
        self._patience = patience
        with self._opened("rwc") as db:
            _prepare(db, patience)

    def put(self, case: Case, /) -> str:
        """Store `case` and return its id; the same case again changes nothing.

        Raises `ReviewError` if a case with this id and another text is there.
        """
        with self._writing() as db:
            kept = db.execute("SELECT text FROM cases WHERE id = ?", [_stored(case.id)]).fetchone()
            if kept is None:
                self._add(db, case)
            elif _read(kept[0]) != case.text:
                raise ReviewError(f"case {case.id!r} is there with another text; give this one another id")
        return case.id

    def claim(self, reviewer: str, /) -> Case | None:
        """Lease the oldest open case to `reviewer`, or None if there is none; an expired lease is open."""
        now = self._now()
        with self._writing() as db:
            case = next(_cases(db, "open", now, limit=1), None)
            if case is not None:
                lease = (_stored(case.id), _stored(reviewer), _iso(now), _iso(now + self._lease))
                db.execute("INSERT OR REPLACE INTO leases VALUES (?, ?, ?, ?)", lease)
        return case

    def release(self, id: str, /) -> None:  # noqa: A002 - what the record calls it
        """Give a claimed case back before its lease ends; a case that nobody holds stays as it is."""
        with self._writing() as db:
            _require(db, id)
            db.execute("DELETE FROM leases WHERE case_id = ?", [_stored(id)])

    def resolve(self, resolution: Resolution, /) -> None:
        """Append what a reviewer said; earlier resolutions stay and the last one counts.

        `at` is the queue's time where the resolution leaves it empty. Raises `ReviewError` if the case is
        unknown, the decision is neither accept nor reject, or `at` is no ISO 8601 time with a zone.
        """
        if resolution.decision not in {Decision.ACCEPT, Decision.REJECT}:
            raise ReviewError(f"a reviewer decides accept or reject, not {str(resolution.decision)!r}")
        at = _checked_time(resolution.at) or _iso(self._now())
        row = (str(resolution.decision), _stored(resolution.reviewer), _stored(resolution.note), at)
        with self._writing() as db:
            _require(db, resolution.case)
            db.execute(
                "INSERT INTO resolutions (case_id, decision, reviewer, note, at) VALUES (?, ?, ?, ?, ?)",
                (_stored(resolution.case), *row),
            )
            db.execute("DELETE FROM leases WHERE case_id = ?", [_stored(resolution.case)])

    def get(self, id: str, /) -> Case:  # noqa: A002
        """The case with this id; raises `ReviewError` if there is none."""
        with self._opened() as db:
            return _require(db, id)

    def list(self, status: Status = "open") -> Cases:
        """The cases that are open, claimed, resolved, or all of them, oldest first."""
        if status not in _WHERE:
            raise ReviewError(f"there is no status {status!r}; choose one of {', '.join(_WHERE)}")
        with self._opened() as db:
            return tuple(_cases(db, status, self._now()))

    def history(self, id: str, /) -> Sequence[Resolution]:  # noqa: A002
        """What was said of a case, oldest first; the last one counts. Raises `ReviewError` if unknown."""
        query = "SELECT case_id, decision, reviewer, note, at FROM resolutions WHERE case_id = ? ORDER BY seq"
        with self._opened() as db:
            _require(db, id)
            return tuple(_resolution(row) for row in db.execute(query, [_stored(id)]))

    def past(self) -> Iterator[tuple[Case, datetime, Resolution | None]]:
        """Every case, oldest first and one at a time: when it was put, and what was last said of it, if anything."""
        query = """SELECT c.id, c.text, c.verdict, c.put_at, r.case_id, r.decision, r.reviewer, r.note, r.at
            FROM cases c LEFT JOIN resolutions r
                ON r.seq = (SELECT max(seq) FROM resolutions WHERE case_id = c.id)
            ORDER BY c.seq"""
        with self._opened() as db:
            for row in db.execute(query):
                said = None if row[4] is None else _resolution(row[4:])
                yield _case(row[:3]), datetime.fromisoformat(row[3]), said

    def _add(self, db: sqlite3.Connection, case: Case) -> None:
        use = None if case.verdict.use is None else _stored(case.verdict.use)
        row = (_stored(case.id), _stored(case.text), use, _stored(case.verdict.tier), case.verdict.to_json())
        db.execute(
            "INSERT INTO cases (id, text, use, tier, verdict, put_at) VALUES (?, ?, ?, ?, ?, ?)",
            (*row, _iso(self._now())),
        )

    def _now(self) -> datetime:
        now = self._clock()
        if now.tzinfo is None:
            raise ReviewError("the queue's clock gives a time without a time zone; use datetime.now(UTC)")
        return now.astimezone(UTC)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that holds the write lock from its start, so that what it reads stays true."""
        with self._opened() as db, _transaction(db):
            yield db

    @contextmanager
    def _opened(self, mode: str = "rw") -> Iterator[sqlite3.Connection]:
        """A connection of its own for each call: threads and forked processes then share nothing."""
        try:
            uri = f"{self._path.as_uri()}?mode={mode}"
            db = sqlite3.connect(uri, uri=True, timeout=self._patience, isolation_level=None)
            with closing(db):
                db.execute("PRAGMA synchronous = FULL")
                db.execute("PRAGMA foreign_keys = ON")
                yield db
        except sqlite3.Error as error:
            raise ReviewError(_advice(self._path, error, self._patience)) from error
        except ReviewError as error:
            raise ReviewError(f"{self._path}: {error}") from error.__cause__


def _absolute(path: str | os.PathLike[str]) -> Path:
    """Absolute at once, so that a later change of folder cannot split a queue in two."""
    try:
        absolute = Path(os.path.abspath(os.fspath(path)))  # noqa: PTH100 - Path.absolute keeps ".."
        absolute.as_uri()
        is_folder, is_other = absolute.is_dir(), absolute.exists() and not absolute.is_file()
        if "\0" in str(absolute):
            raise ValueError("it contains a NUL character")
    except (TypeError, ValueError, OSError) as error:
        raise ReviewError(f"{path!r} cannot be the name of a review file: {error}") from error
    if is_folder:
        raise ReviewError(f"{absolute}: is a folder; name a file in it, such as reviews.db")
    if is_other:
        raise ReviewError(f"{absolute}: is not an ordinary file; name another one")
    return absolute


def _prepare(db: sqlite3.Connection, patience: float) -> None:
    """Make or check the tables, and write once, so that a file nobody can write to is told on opening."""
    with _transaction(db, "BEGIN"):
        _version(db)
    _write_ahead(db, patience)
    with _transaction(db):
        for step in MIGRATIONS[_version(db) :]:
            step(db.execute)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def _write_ahead(db: sqlite3.Connection, patience: float) -> None:
    """Turn on write-ahead logging; SQLite does not wait for others by itself when the mode changes."""
    deadline = time.monotonic() + patience
    while True:
        try:
            mode = db.execute("PRAGMA journal_mode = WAL").fetchone()[0]
        except sqlite3.OperationalError as error:
            if not _busy(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
            continue
        if mode != "wal":
            raise ReviewError("this disk cannot hold a file that several programs write; use a local one")
        return


@contextmanager
def _transaction(db: sqlite3.Connection, begin: str = "BEGIN IMMEDIATE") -> Iterator[None]:
    db.execute(begin)
    try:
        yield
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def _version(db: sqlite3.Connection) -> int:
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    mark = db.execute("PRAGMA application_id").fetchone()[0]
    fresh = version == 0 and mark == 0 and not db.execute("SELECT 1 FROM sqlite_master").fetchone()
    if mark != APPLICATION_ID and not fresh:
        raise ReviewError("is another program's database, not a review file; name another file")
    if version > len(MIGRATIONS):
        raise ReviewError(f"was written by a newer guardrail (version {version} of the file); upgrade guardrail")
    return version


def _cases(db: sqlite3.Connection, status: str, now: datetime, *, limit: int = -1) -> Iterator[Case]:
    query = f"SELECT id, text, verdict FROM cases c WHERE {_WHERE[status]} ORDER BY seq LIMIT :limit"  # noqa: S608
    for row in db.execute(query, {"now": _iso(now), "limit": limit}):
        yield _case(row)


def _require(db: sqlite3.Connection, id: str) -> Case:  # noqa: A002
    row = db.execute("SELECT id, text, verdict FROM cases WHERE id = ?", [_stored(id)]).fetchone()
    if row is None:
        raise ReviewError(f"there is no case {id!r}")
    return _case(row)


def _case(row: Sequence[Any]) -> Case:
    id_ = _read(row[0])
    try:
        return Case(id=id_, text=_read(row[1]), verdict=Verdict.from_json(row[2]))
    except GuardrailError as error:
        raise ReviewError(f"case {id_!r} is damaged: {error}; restore the file from a copy") from error


def _resolution(row: Sequence[Any]) -> Resolution:
    case, decision, reviewer, note, at = (_read(cell) for cell in row)
    return Resolution(case=case, decision=Decision(decision), reviewer=reviewer, note=note, at=at)


def _stored(text: str) -> str | bytes:
    """Text as text, so that any tool shows it; what SQLite cannot hold as text, as a blob of its bytes."""
    if not isinstance(text, str):
        raise ReviewError(f"a text is needed, not {type(text).__name__}")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text.encode("utf-8") if "\0" in text else text


def _read(cell: str | bytes) -> str:
    return cell if isinstance(cell, str) else cell.decode("utf-8", "surrogatepass")


def _iso(moment: datetime) -> str:
    """Always of one length and in UTC, so that SQLite can compare two as text."""
    return moment.isoformat(timespec="microseconds")


def _checked_time(at: str) -> str:
    if not at:
        return ""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError as error:
        raise ReviewError(f"{at!r} is not a time such as 2026-03-15T09:30:00+00:00") from error
    if moment.tzinfo is None:
        raise ReviewError(f"{at!r} has no time zone; write it as {at}+00:00 if it is UTC")
    return at


def _busy(error: sqlite3.Error) -> bool:
    return _code(error) in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}


def _code(error: sqlite3.Error) -> int:
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF


def _advice(path: Path, error: sqlite3.Error, patience: float) -> str:
    """What is wrong with the file and what to do, in one line."""
    if _busy(error):
        return f"{path}: locked by another program for more than {patience:g} s; close it there and try again"
    told = {
        sqlite3.SQLITE_READONLY: "is read-only; allow writing to the file and its folder",
        sqlite3.SQLITE_NOTADB: "is not a database; name another file",
        sqlite3.SQLITE_FULL: "the disk is full; nothing was stored",
        sqlite3.SQLITE_CORRUPT: "is damaged; restore it from a copy",
    }.get(_code(error), str(error))
    if _code(error) == sqlite3.SQLITE_CANTOPEN:
        told = _unopenable(path)
    return f"{path}: {told}"


def _unopenable(path: Path) -> str:
    if not path.parent.is_dir():
        return f"the folder {path.parent} does not exist; make it first"
    if path.exists():
        return "cannot be opened; allow reading and writing the file and its folder"
    return "is not there and cannot be made; allow writing to its folder, or restore the file"
