"""Calls of a backend, within the time that is left; whatever goes wrong becomes a `BackendError`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from ..errors import BackendError, OutOfBudget, told
from ..watch import TooLate, Watch
from .budget import Spending

T = TypeVar("T")


def called(call: Callable[[], T], spending: Spending, watch: Watch) -> T:
    """What `call` answers; with a limit on time it runs on a thread that is given up on."""
    spending.require_some()
    seconds = spending.seconds_left()
    try:
        return call() if seconds is None else watch.run(call, seconds)
    except TooLate as error:
        raise _late(spending) from error
    except Exception as error:
        raise _failed(error) from error


async def awaited(call: Callable[[], Awaitable[T]], spending: Spending) -> T:
    """What `call` answers when it is awaited; with a limit on time it is cancelled."""
    import asyncio

    spending.require_some()
    limit = asyncio.timeout(spending.seconds_left())
    try:
        async with limit:
            return await call()
    except Exception as error:
        raise _late(spending) if limit.expired() else _failed(error) from error


def _late(spending: Spending) -> OutOfBudget:
    return OutOfBudget(f"the backend gave no answer in time: {spending.used_up() or 'its time is over'}")


def _failed(error: Exception) -> BackendError:
    return error if isinstance(error, BackendError) else BackendError(f"the backend failed: {told(error)}")
