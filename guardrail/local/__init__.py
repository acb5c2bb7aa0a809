"""Writes texts from records with a small network that runs here: words are its own, every value is the record's.

    writer = guardrail.local.load()
    writer.write({"vendor": "Gusto", "amount": "18250.00", "currency": "USD", "date": "2026-03-15"})

`guard.wrap("local")` does the same and hands on only what the guard accepts.
"""

from .guarded import GuardedWriter, wrapped
from .options import Options
from .student import Student, read_student
from .writer import Subject, Writer, load

__all__ = ["GuardedWriter", "Options", "Student", "Subject", "Writer", "load", "read_student", "wrapped"]
