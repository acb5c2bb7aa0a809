"""The writer: records and sources in, texts out. It checks nothing; `guard.wrap` puts a guard behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from typing import Any, NamedTuple

from ..errors import GuardrailError
from ..source import Period, Record, Source
from .decoding import write_tokens
from .frame import Frame
from .options import Options
from .periods import period_frame, period_of
from .phrases import Phrases
from .records import Flagged, Item, flagged_frame, read_record, record_frame, row_of
from .student import Student, read_student
from .words import join

When = Period | str | tuple[dt.date, dt.date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What one text is about: a record, or a source and a period; a record with a reason was flagged.

    Args:
        record: a mapping from column to cell; or, of a source, one of its records or the id of one.
        source: what the record stands in, or what a summary is of.
        period: the days of a summary: a `Period`, "March 2026", "Q1 2026", "2026", or a first and a last day.
        reason: why the record was flagged: one of `options.REASONS`, or words of your own.
        roles: which column of a mapping says what, as in `read_record`, where names do not tell.
    """

    record: Mapping[Any, Any] | Record | str | None = None
    source: Source | None = None
    period: When | None = None
    reason: str | None = None
    roles: Mapping[str, Any] | None = None


class Draft(NamedTuple):
    """What is to be written: the frame, and the source that its text can be checked against."""

    frame: Frame
    source: Source


class Writer:
    """Writes texts with a student. The same subject, options and seed give the same text."""

    def __init__(self, student: Student) -> None:
        self.student = student
        self._phrases = Phrases(student.card)

    def write(self, subject: Subject | Mapping[Any, Any], options: Options | None = None) -> str:
        """One text; raises `GuardrailError` as `draft` does."""
        return self.write_many([subject], options)[0]

    def write_many(self, subjects: Iterable[Subject | Mapping[Any, Any]], options: Options | None = None) -> list[str]:
        """A text for each, in order; faster than one by one."""
        chosen = options or Options()
        return self.texts([self.draft(subject, chosen).frame for subject in subjects], chosen)

    def draft(self, subject: Subject | Mapping[Any, Any], options: Options) -> Draft:
        """What a text about a subject says.

        Raises `GuardrailError` if the subject has nothing to say, if what was given does not go together, or if it
        cannot be read.
        """
        given = subject if isinstance(subject, Subject) else Subject(record=subject)
        if options.task not in {None, _task(given)}:
            raise GuardrailError(f"task is {options.task!r}, and what was given is to {_task(given)}: see Subject")
        if given.period is not None:
            return _summary(given, options)
        item = _item(given)
        if given.reason is None:
            return Draft(record_frame(item, options), item.source)
        return Draft(flagged_frame(Flagged(item, given.reason), options), item.source)

    def has_words_for(self, frame: Frame) -> bool:
        """Whether the student can write about a frame; where it cannot, a plain text stands for its own."""
        return self._phrases.grammar(frame) is not None

    def texts(self, frames: Sequence[Frame], options: Options, *, attempt: int = 0) -> list[str]:
        """A text about each frame. Another `attempt` chooses other words for the same seed."""
        values = [frame.filled(options.style) for frame in frames]
        begun = f"{options.seed}/{attempt}"
        seeds = [f"{begun}/{frame.inputs()}/{value}" for frame, value in zip(frames, values, strict=True)]
        written = write_tokens(self.student, self._phrases, frames, seeds)
        return [join(tokens, value) for tokens, value in zip(written, values, strict=True)]


def load(model: str | PathLike[str] = "local") -> Writer:
    """The writer of the model that ships, or of the one in a folder; raises `GuardrailError` as `read_student` does."""
    return Writer(read_student(str(model)))


def _task(subject: Subject) -> str:
    if subject.period is not None:
        return "summarise"
    return "narrate" if subject.reason is None else "explain"


def _summary(given: Subject, options: Options) -> Draft:
    if given.source is None or given.record is not None or given.reason is not None:
        raise GuardrailError("a summary takes a source and a period, and neither a record nor a reason")
    if not given.source.records:
        raise GuardrailError("the source has no records to summarise; read rows with `Source.from_rows`")
    period = period_of(given.period)  # type: ignore[arg-type] # not None: `draft` has looked
    return Draft(period_frame(given.source, period, options), given.source)


def _item(given: Subject) -> Item:
    if given.record is None:
        raise GuardrailError("there is nothing to write about: give a record, or a source and a period")
    if isinstance(given.record, str | Record):
        if given.source is None:
            raise GuardrailError("a record by its id needs the source that it stands in")
        return row_of(given.source, given.record)
    if given.source is not None:
        raise GuardrailError("a mapping is its own source; to write about a row of a source give the row or its id")
    return read_record(given.record, given.roles)
