"""Runs calls on other threads: gives up on one that takes too long, or lets an event loop go on meanwhile."""

from __future__ import annotations

import contextvars
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Generic, TypeVar

from .errors import GuardrailError

T = TypeVar("T")

_LOST_AT_MOST = 32
_KEPT = 8


class TooLate(TimeoutError):  # noqa: N818 - reads as what happened
    """The watch gave up; what the call itself raises is never one."""


class Watch:
    """Runs calls on threads of their own and gives up on one that takes too long.

    A thread cannot be ended from outside, so a call that never comes back keeps its thread. Only so many may
    be lost: after that no call is started until one of them is back.
    """

    def __init__(self) -> None:
        self._lost: list[_Answer[Any]] = []
        self._lock = threading.Lock()

    def run(self, call: Callable[[], T], seconds: float) -> T:
        """The answer of `call`, or what it raised; `TooLate` if it takes longer than `seconds`."""
        self._refuse_more_lost()
        answer, back = _Answer(call), threading.Lock()
        back.acquire()
        _worker().give(answer, back.release)
        if not back.acquire(timeout=min(seconds, threading.TIMEOUT_MAX)):
            with self._lock:
                self._lost.append(answer)
            raise TooLate(f"no answer within {seconds:g} s")
        return answer.value()

    def _refuse_more_lost(self) -> None:
        if not self._lost:
            return
        with self._lock:
            self._lost = [answer for answer in self._lost if not answer.is_back]
            if len(self._lost) >= _LOST_AT_MOST:
                raise GuardrailError(f"{len(self._lost)} earlier calls never came back, so it is not called again")


async def off_loop(call: Callable[[], T]) -> T:
    """The answer of `call`, or what it raised, while the event loop goes on; cancelled, the call goes on unheard.

    It takes a thread that waits for work, and without one it stands in line for those of asyncio.
    """
    import asyncio

    worker = _Worker.waiting()
    if worker is None and _Worker.alive >= _KEPT:
        return await asyncio.to_thread(call)
    loop = asyncio.get_running_loop()
    back = loop.create_future()

    def settle() -> None:
        if not back.done():
            back.set_result(None)

    def told() -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody waits
            loop.call_soon_threadsafe(settle)

    answer = _Answer(call)
    (worker or _Worker()).give(answer, told)
    await back
    return answer.value()


class _Answer(Generic[T]):
    """What a call on another thread came to; the call sees the context variables of whoever asked for it."""

    def __init__(self, call: Callable[[], T]) -> None:
        self._call: Callable[[], T] | None = call
        self._run = contextvars.copy_context().run
        self._values: list[T] = []
        self._error: BaseException | None = None
        self.is_back = False

    def fill(self) -> None:
        try:
            assert self._call is not None  # noqa: S101 - it is filled once
            self._values.append(self._run(self._call))
        except BaseException as error:
            self._error = error
        finally:
            self._call = None
            self.is_back = True

    def value(self) -> T:
        if isinstance(self._error, Exception):
            raise self._error
        if self._error is not None:
            raise GuardrailError(f"ended with {type(self._error).__name__}")
        return self._values[0]


class _Worker:
    """A thread that takes one call after another and waits between them: starting one takes longer than most calls."""

    idle: list[_Worker] = []  # noqa: RUF012 - shared by all on purpose: threads belong to the process
    alive = 0
    _counting = threading.Lock()

    def __init__(self) -> None:
        self._given = threading.Lock()
        self._given.acquire()
        self._job: tuple[_Answer[Any], Callable[[], object]] | None = None
        with self._counting:
            _Worker.alive += 1
        threading.Thread(target=self._work, name="guardrail-watched", daemon=True).start()

    @classmethod
    def waiting(cls) -> _Worker | None:
        with suppress(IndexError):
            return cls.idle.pop()
        return None

    @classmethod
    def forget(cls) -> None:
        """After a fork: threads are not copied."""
        cls.idle, cls.alive, cls._counting = [], 0, threading.Lock()

    def give(self, answer: _Answer[T], back: Callable[[], object]) -> None:
        self._job = answer, back
        self._given.release()

    def _work(self) -> None:
        stays = True
        while stays:
            self._given.acquire()
            assert self._job is not None  # noqa: S101 - the lock is released once a job is there
            answer, back = self._job
            self._job = None
            answer.fill()
            stays = self._rest()
            back()
            del answer, back

    def _rest(self) -> bool:
        """Wait for the next call before this one is told to be over, so that whoever asked finds the worker idle."""
        with self._counting:
            if len(self.idle) < _KEPT:
                self.idle.append(self)
                return True
            _Worker.alive -= 1
            return False


def _worker() -> _Worker:
    return _Worker.waiting() or _Worker()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_Worker.forget)
