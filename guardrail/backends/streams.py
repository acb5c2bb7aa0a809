"""Text that arrives in pieces: held until it is checked, and released in whole sentences or paragraphs."""

from __future__ import annotations

import codecs
import io
from collections.abc import (
    AsyncGenerator,
    AsyncIterable,
    AsyncIterator,
    Callable,
    Generator,
    Iterable,
    Iterator,
)
from contextlib import aclosing, suppress
from dataclasses import replace
from types import TracebackType
from typing import Any, Self

from ..errors import BackendError, GuardrailError, OutOfBudget
from ..types import Outcome, Unit
from ..watch import Watch, off_loop
from .attempts import Attempts, refuse_longer
from .budget import Chunk, Generated
from .ends import Ends
from .waiting import awaited, called

_GROWTH = 5
_END: Chunk = Generated(text="")  # told from what a backend gives by being this very one


class Hold:
    """Takes a text in pieces and gives out what may be released; nothing else of it can be read.

    At each end of a unit that the tier releases in, everything up to there is checked, and released if it is
    accepted: whatever has left at any moment is itself an accepted text. It cannot be taken back, so the outcome,
    which is that of the whole text, may still be another. A check waits until the text has grown by a fifth since
    the last one, so that all of them cost about six times the last at most.

    As a context manager it checks the whole text at the end of the block; an exception drops the text.
    """

    def __init__(self, tries: Attempts) -> None:
        self._tries = tries
        self._decode = codecs.getincrementaldecoder("utf-8")().decode
        self._text: io.StringIO | None = io.StringIO()
        self._ends = Ends()
        self._size = 0
        self._due = 0
        self._last = Generated(text="")
        self._outcome: Outcome | None = None
        self._released = ""

    @property
    def released(self) -> str:
        """What has left so far."""
        return self._released

    @property
    def outcome(self) -> Outcome:
        """What the whole text came to; raises `GuardrailError` before it has ended and been checked."""
        return _ended(self._outcome)

    @property
    def ended(self) -> Outcome | None:
        """The outcome, or None if there is none."""
        return self._outcome

    def write(self, chunk: Chunk) -> str:
        """Take a piece of the text, and give out what may be released now; "" if nothing.

        Bytes are UTF-8, cut anywhere. The tokens, money and response of a `Generated` stand for the whole text.

        Raises:
            BackendError: for a piece that is no text.
            OutOfBudget: if the text is too long to be checked, or the time is over. Nothing more is released.
        """
        try:
            text = self._decoded(chunk)
            self._tries.spending.require_some()
            self._size += len(text)
            refuse_longer(self._size, self._tries.spending)
            self._open().write(text)
            return "".join(self._let_out(end, unit) for end, unit in self._ends.add(text))
        except BaseException:
            self.drop()
            raise

    def finish(self) -> str:
        """Check the whole text, and give out the rest of it if it is accepted.

        There is no outcome after a text that the backend shall write again. Raises `BackendError` if the last
        character is cut off, and `ReviewError` if it could not be stored.
        """
        try:
            self._open().write(self._decoded(b"", final=True))
            text = self._open().getvalue()
            self._outcome = self._tries.take(replace(self._last, text=text), begun=bool(self._released))
            accepted = self._outcome is not None and self._outcome.text is not None
            return self._let(text if accepted else self._released)
        finally:
            self.drop()

    def drop(self) -> None:
        """Forget what has not been released."""
        self._text, self._ends, self._last = None, Ends(), Generated(text="")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is None and self._text is not None:
            self.finish()
        self.drop()

    def _open(self) -> io.StringIO:
        if self._text is None:
            raise GuardrailError("this text has ended, so nothing can be added to it")
        return self._text

    def _decoded(self, chunk: Chunk, *, final: bool = False) -> str:
        if isinstance(chunk, Generated):
            self._last, chunk = chunk, chunk.text
        if isinstance(chunk, str):
            return chunk
        if not isinstance(chunk, bytes):
            raise BackendError(f"the backend's stream gave {type(chunk).__name__} instead of text")
        try:
            return self._decode(chunk, final)
        except UnicodeDecodeError as error:
            raise BackendError(f"the backend's stream is not UTF-8: {error.reason}") from error

    def _let_out(self, end: int, unit: Unit) -> str:
        """What an end of a unit releases."""
        if end < self._due or unit < self._tries.unit():
            return ""
        self._due = end + end // _GROWTH
        text = self._open().getvalue()[:end]
        verdict = self._tries.check(text)
        return self._let(text if verdict.accepted and unit >= self._tries.unit(verdict) else self._released)

    def _let(self, text: str) -> str:
        self._open()  # dropped meanwhile, if the call was cancelled: then nothing leaves
        piece = text[len(self._released) :]
        self._released = text
        return piece


class _Pieces:
    """What both kinds of streams are: the attempts of one call, each with a hold of its own."""

    def __init__(self, tries: Attempts) -> None:
        self._tries = tries
        self._hold = Hold(tries)
        self._outcome: Outcome | None = None

    @property
    def released(self) -> str:
        """What has left so far."""
        return self._hold.released

    @property
    def outcome(self) -> Outcome:
        """What the whole text came to; raises `GuardrailError` before the stream is over."""
        return _ended(self._outcome)

    def _give_up(self, late: OutOfBudget) -> None:
        """End with the verdicts there are; raises `late` if there is none, or if part of a text has left."""
        self._hold.drop()
        if self.released:
            raise late
        self._outcome = self._tries.give_up(late)

    def _finish(self) -> str:
        """The rest of an attempt; without an outcome there will be another one."""
        piece = self._hold.finish()
        self._outcome = self._hold.ended
        if self._outcome is None:
            self._hold = Hold(self._tries)
        return piece


class Stream(_Pieces, Iterator[str]):
    """The pieces of a text that may be released, as they come; `outcome` once they are over.

    To stop half-way, `close` it or leave its `with` block: nothing more is released, and the backend is closed.
    """

    def __init__(self, tries: Attempts, chunks: Callable[[str | None], Iterable[Chunk]], watch: Watch) -> None:
        super().__init__(tries)
        self._chunks, self._watch = chunks, watch
        self._pieces = self._all()

    def __next__(self) -> str:
        return next(self._pieces)

    def close(self) -> None:
        """Stop: nothing more is released."""
        self._pieces.close()
        self._hold.drop()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _all(self) -> Generator[str, None, None]:
        try:
            while self._outcome is None:
                try:
                    yield from self._attempt()
                except OutOfBudget as late:
                    self._give_up(late)
        finally:
            self._hold.drop()

    def _attempt(self) -> Generator[str, None, None]:
        tries = self._tries
        arriving: Any = None
        try:
            arriving = called(lambda: iter(self._chunks(tries.feedback)), tries.spending, self._watch)
            while (chunk := called(lambda: next(arriving, _END), tries.spending, self._watch)) is not _END:
                if piece := self._hold.write(chunk):
                    yield piece
            if piece := self._finish():
                yield piece
        finally:
            with suppress(Exception):  # a courtesy: what has no close, or fails to, changes nothing about the text
                arriving.close()


class AsyncStream(_Pieces, AsyncIterator[str]):
    """`Stream` for a backend to await; texts are checked off the event loop."""

    def __init__(self, tries: Attempts, chunks: Callable[[str | None], AsyncIterable[Chunk]]) -> None:
        super().__init__(tries)
        self._chunks = chunks
        self._pieces = self._all()

    async def __anext__(self) -> str:
        return await anext(self._pieces)

    async def aclose(self) -> None:
        """Stop: nothing more is released."""
        await self._pieces.aclose()
        self._hold.drop()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.aclose()

    async def _all(self) -> AsyncGenerator[str, None]:
        try:
            while self._outcome is None:
                try:
                    async with aclosing(self._attempt()) as pieces:
                        async for piece in pieces:
                            yield piece
                except OutOfBudget as late:
                    self._give_up(late)
        finally:
            self._hold.drop()

    async def _attempt(self) -> AsyncGenerator[str, None]:
        tries = self._tries
        arriving: Any = None
        try:
            arriving = await awaited(self._begin, tries.spending)
            while (chunk := await awaited(lambda: _next(arriving), tries.spending)) is not _END:
                if piece := await off_loop(lambda chunk=chunk: self._hold.write(chunk)):  # type: ignore[misc]
                    yield piece
            if piece := await off_loop(self._finish):
                yield piece
        finally:
            with suppress(Exception):
                await arriving.aclose()

    async def _begin(self) -> AsyncIterator[Chunk]:
        return aiter(self._chunks(self._tries.feedback))


async def _next(arriving: AsyncIterator[Chunk]) -> Chunk:
    return await anext(arriving, _END)


def _ended(outcome: Outcome | None) -> Outcome:
    if outcome is None:
        raise GuardrailError("there is no outcome: the text has not been read to its end")
    return outcome
