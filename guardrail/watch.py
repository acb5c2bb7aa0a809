"""Gives up on a call that takes too long."""

from __future__ import annotations

import contextvars
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from .errors import GuardrailError

T = TypeVar("T")

_LOST_AT_MOST = 32


class TooLate(TimeoutError):  # noqa: N818 - reads as what happened
    """The watch gave up; what the call itself raises is never one."""


class Watch:
    """Runs calls on threads of their own and gives up on one that takes too long.

    A thread cannot be ended from outside, so a call that never comes back keeps its thread. Only so many may
    be lost: after that no call is started until one of them is back.
    """

    def __init__(self) -> None:
        self._lost: list[threading.Thread] = []
        self._lock = threading.Lock()

    def run(self, call: Callable[[], T], seconds: float) -> T:
        """The answer of `call`, or what it raised; `TooLate` if it takes longer than `seconds`."""
        self._refuse_more_lost()
        run = contextvars.copy_context().run
        answer = _Answer(lambda: run(call))
        thread = threading.Thread(target=answer.fill, name="guardrail-watched", daemon=True)
        thread.start()
        thread.join(min(seconds, threading.TIMEOUT_MAX))
        if thread.is_alive():
            with self._lock:
                self._lost.append(thread)
            raise TooLate(f"no answer within {seconds:g} s")
        return answer.value()

    def _refuse_more_lost(self) -> None:
        with self._lock:
            self._lost = [thread for thread in self._lost if thread.is_alive()]
            if len(self._lost) >= _LOST_AT_MOST:
                raise GuardrailError(f"{len(self._lost)} earlier calls never came back, so it is not called again")


class _Answer(Generic[T]):
    """What a call on another thread came to."""

    def __init__(self, call: Callable[[], T]) -> None:
        self._call = call
        self._values: list[T] = []
        self._error: BaseException | None = None

    def fill(self) -> None:
        try:
            self._values.append(self._call())
        except BaseException as error:
            self._error = error

    def value(self) -> T:
        if isinstance(self._error, Exception):
            raise self._error
        if self._error is not None:
            raise GuardrailError(f"ended with {type(self._error).__name__}")
        return self._values[0]
