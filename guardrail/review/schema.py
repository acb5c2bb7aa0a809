"""The tables of a review file, as an append-only list of steps from each version to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Execute = Callable[[str], object]

APPLICATION_ID = 0x47524C51
"""Marks a file as a review queue, so that another program's database is never written into."""


def _cases_leases_resolutions(execute: Execute) -> None:
    """`text` has no declared type: a text that SQLite cannot hold as text is kept as a blob of its bytes."""
    execute(
        """CREATE TABLE cases (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            id NOT NULL UNIQUE,
            text NOT NULL,
            use,
            tier NOT NULL,
            verdict TEXT NOT NULL,
            put_at TEXT NOT NULL
        )"""
    )
    execute(
        """CREATE TABLE leases (
            case_id NOT NULL PRIMARY KEY REFERENCES cases (id),
            reviewer NOT NULL,
            claimed_at TEXT NOT NULL,
            expires_at TEXT NOT NULL
        )"""
    )
    execute(
        """CREATE TABLE resolutions (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            case_id NOT NULL REFERENCES cases (id),
            decision TEXT NOT NULL CHECK (decision IN ('accept', 'reject')),
            reviewer NOT NULL,
            note NOT NULL,
            at TEXT NOT NULL
        )"""
    )
    execute("CREATE INDEX resolutions_by_case ON resolutions (case_id)")
    for table in ("cases", "resolutions"):
        _append_only(execute, table)


def _append_only(execute: Execute, table: str) -> None:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} can only be added to'); END"
    execute(f"CREATE TRIGGER {table}_keep BEFORE DELETE ON {table} {refuse}")
    execute(f"CREATE TRIGGER {table}_fixed BEFORE UPDATE ON {table} {refuse}")
    # INSERT OR REPLACE deletes the old row without asking the delete trigger.
    taken = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE seq = NEW.seq)"  # noqa: S608 - our own table names
    if table == "cases":
        taken += " OR EXISTS (SELECT 1 FROM cases WHERE id = NEW.id)"
    execute(f"CREATE TRIGGER {table}_once BEFORE INSERT ON {table} {taken} {refuse}")


MIGRATIONS: Sequence[Callable[[Execute], None]] = (_cases_leases_resolutions,)
"""Step i takes a file from version i to i + 1: a published step never changes, new ones go to the end."""
