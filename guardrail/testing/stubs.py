"""Stand-ins for the three seams: validators that behave or misbehave, a backend, a review queue."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence

from ..errors import ReviewError
from ..types import Candidate, Case, Finding, Resolution

When = Callable[[Candidate], bool]


def _always(_: Candidate) -> bool:
    return True


class Says:
    """A validator that reports the same findings on every text for which `when` holds."""

    keeps_time = True

    def __init__(self, *findings: Finding, id: str = "says", when: When = _always) -> None:  # noqa: A002
        self.id = id
        self._findings = findings
        self._when = when

    def check(self, batch: Sequence[Candidate], /) -> Sequence[Sequence[Finding]]:
        """The findings for each text that they are meant for."""
        return [self._findings if self._when(candidate) else () for candidate in batch]


class Crashes:
    """A validator that raises `error` if the batch holds a text for which `when` holds."""

    keeps_time = True

    def __init__(self, error: BaseException, *, id: str = "crashes", when: When = _always) -> None:  # noqa: A002
        self.id = id
        self._error = error
        self._when = when

    def check(self, batch: Sequence[Candidate], /) -> Sequence[Sequence[Finding]]:
        """Nothing to report on a batch that does not make it crash."""
        if any(map(self._when, batch)):
            raise self._error
        return [()] * len(batch)


class Hangs:
    """A validator that does not come back from a text for which `when` holds until `release` is called."""

    def __init__(self, *, id: str = "hangs", when: When = _always) -> None:  # noqa: A002
        self.id = id
        self._when = when
        self._released = threading.Event()

    def check(self, batch: Sequence[Candidate], /) -> Sequence[Sequence[Finding]]:
        """Nothing to report, once it comes back."""
        if any(map(self._when, batch)):
            self._released.wait()
        return [()] * len(batch)

    def release(self) -> None:
        """Let every call come back, those that hang now and those to come."""
        self._released.set()


class Answers:
    """A validator that answers a batch with whatever `answer` makes of it, sensible or not."""

    keeps_time = True

    def __init__(self, answer: Callable[[Sequence[Candidate]], object], *, id: str = "answers") -> None:  # noqa: A002
        self.id = id
        self._answer = answer

    def check(self, batch: Sequence[Candidate], /) -> Sequence[Sequence[Finding]]:
        """What `answer` says; its type is the test's own business."""
        return self._answer(batch)  # type: ignore[return-value]


class FakeBackend:
    """A backend that answers with the given texts in turn, the last one for ever; keeps the prompts."""

    def __init__(self, text: str, *more: str) -> None:
        self.prompts: list[str] = []
        self._texts = (text, *more)

    def __call__(self, prompt: str, /) -> str:
        """The next text."""
        self.prompts.append(prompt)
        return self._texts[min(len(self.prompts), len(self._texts)) - 1]


class FakeQueue:
    """A review queue in memory, for one thread; `fails` is raised by every `put`, if given."""

    def __init__(self, *, fails: Exception | None = None) -> None:
        self.cases: dict[str, Case] = {}
        self.resolutions: list[Resolution] = []
        self._claimed = set[str]()
        self._fails = fails

    def put(self, case: Case, /) -> str:
        """Store `case`; the same id again changes nothing."""
        if self._fails is not None:
            raise self._fails
        self.cases.setdefault(case.id, case)
        return case.id

    def claim(self, reviewer: str, /) -> Case | None:  # noqa: ARG002 - the protocol's own
        """The oldest case that nobody has claimed or resolved; a claim here never runs out."""
        done = self._claimed | {resolution.case for resolution in self.resolutions}
        case = _first(case for case in self.cases.values() if case.id not in done)
        if case is not None:
            self._claimed.add(case.id)
        return case

    def resolve(self, resolution: Resolution, /) -> None:
        """Append what a reviewer said; raises `ReviewError` if the case is unknown."""
        if resolution.case not in self.cases:
            raise ReviewError(f"there is no case {resolution.case!r}")
        self.resolutions.append(resolution)


def _first(cases: Iterable[Case]) -> Case | None:
    return next(iter(cases), None)
