"""What a type checker must know of guarded calls; `make check` reads it, and a test runs it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Coroutine, Iterator
from typing import Any, assert_type

from guardrail import Generated, Guard, Outcome, Part, Policy, Severity, Source, Tier
from guardrail.backends import AsyncStream, GuardedBackend, Stream
from guardrail.local import GuardedWriter
from guardrail.testing import Says

GUARD = Guard(
    validators=[Says()], policy=Policy([Tier(name="only", escalate=Severity.MAJOR, reject=Severity.CRITICAL)], {})
)


def model(prompt: str) -> str:
    return prompt


def counted(prompt: str) -> Generated:
    return Generated(text=prompt, tokens_in=3, tokens_out=4)


async def amodel(prompt: str) -> str:
    return prompt


def stream(prompt: str) -> Iterator[str]:
    yield prompt


async def astream(prompt: str) -> AsyncIterator[bytes]:
    yield prompt.encode()


assert_type(GUARD.wrap(model), GuardedBackend[Outcome])
assert_type(GUARD.wrap(counted, attempts=2, use="feed"), GuardedBackend[Outcome])
assert_type(GUARD.wrap(amodel), GuardedBackend[Coroutine[Any, Any, Outcome]])
assert_type(GUARD.wrap(stream), GuardedBackend[Stream])


def written(model: str) -> None:
    write = GUARD.wrap(model, use="client-note")
    assert_type(write, GuardedWriter)
    assert_type(write({"vendor": "Gusto", "amount": "5"}, tone="formal"), Outcome)
    assert_type(write.many([{"vendor": "Gusto", "amount": "5"}]), list[Outcome])


assert_type(GUARD.wrap(astream), GuardedBackend[AsyncStream])
assert_type(GUARD.wrap(model)("Write.", source=Source(), use="feed"), Outcome)
assert_type(GUARD.wrap(model)([Part.source("a", id="doc-1"), Part.query("b")]), Outcome)


def source_of(month: str, *, books: Source) -> Source:
    return books


@GUARD.guarded(use="feed")
def summarise(month: str, *, books: Source, feedback: str | None = None) -> str:
    return f"{month}: {len(books)}. {feedback}"


@GUARD.guarded(source=source_of)
async def asummarise(month: str, *, books: Source) -> Generated:
    return Generated(text=month)


@GUARD.guarded()
def told(month: str) -> Iterator[str | bytes]:
    yield month


@GUARD.guarded()
async def atold(month: str) -> AsyncIterator[str]:
    yield month


assert_type(summarise("March", books=Source()), Outcome)
assert_type(told("March"), Stream)
assert_type(atold("March"), AsyncStream)


async def awaits() -> None:
    assert_type(await asummarise("March", books=Source()), Outcome)
    assert_type(await GUARD.wrap(amodel)("Write."), Outcome)
    assert_type(await GUARD.wrap(model).agenerate("Write."), Outcome)


def wrong() -> None:
    """What a type checker must complain about; each line without its complaint is one as well."""
    summarise(3, books=Source())  # type: ignore[arg-type]
    summarise("March")  # type: ignore[call-arg]
    GUARD.wrap(model, atempts=2)  # type: ignore[call-overload]
    GUARD.wrap(model, attempts="2")  # type: ignore[call-overload]
