"""The writer behind a gate: what it writes leaves only if it is accepted, like anyone's text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from os import PathLike
from typing import Any

from ..backends import Gate, Request
from ..errors import GuardrailError
from ..source import Record, Source
from ..types import Outcome
from .options import Options
from .writer import Draft, Subject, When, Writer, load

_OPTIONS = frozenset(each.name for each in fields(Options))


class GuardedWriter:
    """Writes about records and hands on what is accepted; made by `guard.wrap("local")` or of a model's folder.

    `source` and `use` are those of calls that say none.
    """

    def __init__(self, gate: Gate, writer: Writer, *, source: Source | None = None, use: str | None = None) -> None:
        self.writer = writer
        self._gate = gate
        self._source = source
        self._use = use

    def __call__(
        self,
        record: Mapping[Any, Any] | Record | str | None = None,
        *,
        source: Source | None = None,
        period: When | None = None,
        reason: str | None = None,
        roles: Mapping[str, Any] | None = None,
        use: str | None = None,
        day: date | None = None,
        **options: Any,
    ) -> Outcome:
        """Write one text, check it against the records, and hand back the outcome.

        Args:
            record: what to narrate: a mapping, or a record of the source, or its id.
            source: the books; what a summary is of.
            period: the days of a summary, for example "March 2026".
            reason: why the record was flagged; the text then explains that to a client.
            roles: which column of a mapping says what.
            use: what the text is for, as in `guard.check`.
            day: the day it is checked on; today in UTC unless it is said.
            options: those of `Options`: kind, tone, length, voice, locale, currency, seed.

        A text that is rejected is written again in other words, if the gate has more attempts. Raises as `Writer.draft`
        and `Gate.run` do.
        """
        inherited = None if isinstance(record, Mapping) and not isinstance(record, Record) else self._source
        books = source if source is not None else inherited
        subject = Subject(record=record, source=books, period=period, reason=reason, roles=roles)
        return self.many([subject], use=use, day=day, **options)[0]

    def many(
        self,
        subjects: Iterable[Subject | Mapping[Any, Any]],
        *,
        use: str | None = None,
        day: date | None = None,
        **options: Any,
    ) -> list[Outcome]:
        """An outcome for each subject, in order; the texts are written together, which is faster."""
        unknown = sorted(set(options) - _OPTIONS)
        if unknown:
            raise GuardrailError(f"there is no option {unknown[0]!r}; the options are {', '.join(sorted(_OPTIONS))}")
        chosen = Options(**options)
        drafts = [self.writer.draft(subject, chosen) for subject in subjects]
        texts = self.writer.texts([draft.frame for draft in drafts], chosen)
        asked = self._use if use is None else use
        return [
            self._outcome(draft, text, chosen, Request(source=draft.source, use=asked, day=day))
            for draft, text in zip(drafts, texts, strict=True)
        ]

    def _outcome(self, draft: Draft, first: str, options: Options, request: Request) -> Outcome:
        attempt = -1

        def written(_feedback: str | None) -> str:
            nonlocal attempt
            attempt += 1
            return self.writer.texts([draft.frame], options, attempt=attempt)[0] if attempt else first

        return self._gate.run(written, request)


def wrapped(
    model: str | PathLike[str], gate: Gate, source: object = None, use: str | None = None, *, redact: object = False
) -> GuardedWriter:
    """The model that ships ("local") or of a folder, behind a gate.

    Raises `GuardrailError` if there is no such model, if `source` is no `Source`, and for `redact`: nothing is sent.
    """
    if redact is not False:
        raise GuardrailError("a local model is not redacted: it runs here, and its network sees no value of a record")
    if source is not None and not isinstance(source, Source):
        raise GuardrailError(f"a local model writes from a Source, not from {type(source).__name__}")
    return GuardedWriter(gate, load(model), source=source, use=use)
