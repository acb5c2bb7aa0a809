"""The gate: runs a backend, has its text checked, and lets it through when it is accepted."""

from __future__ import annotations

from collections.abc import AsyncIterable, Awaitable, Callable, Iterable
from dataclasses import replace

from ..errors import GuardrailError, OutOfBudget
from ..protocols import ReviewQueue
from ..types import Outcome, Verdict
from ..watch import Watch, off_loop
from .attempts import Answers, Attempts, Checker, Judging, Request
from .budget import Answer, Budget, Chunk, Generated, Spending
from .streams import AsyncStream, Hold, Stream
from .waiting import awaited, called


class Gate:
    """Attempt, check, try again with reasons, keep an escalation: the same for every backend there is.

    Args:
        checker: what gives the verdicts.
        review: keeps escalated texts for a person; None if nobody does.
        attempts: how often the backend may try in all. Only a rejected text is tried again: it is told the
            reasons. It is not asked again after a text that was refused before.
        budget: what all attempts of one call together may take; without one, nothing is limited but length.

    Raises:
        GuardrailError: if `attempts` is under 1.
    """

    def __init__(
        self,
        checker: Checker,
        *,
        review: ReviewQueue | None = None,
        attempts: int = 1,
        budget: Budget | None = None,
    ) -> None:
        if attempts < 1:
            raise GuardrailError(f"attempts is {attempts}; it must be 1 or more")
        self.checker = checker
        self.review = review
        self.attempts = attempts
        self.budget = budget or Budget()
        self._judging = Judging(checker=checker)
        self._watch = Watch()

    def judging(self, answers: Answers) -> Gate:
        """The same gate for answers that ask for tools; without this, such an answer is a `BackendError`."""
        gate = Gate(self.checker, review=self.review, attempts=self.attempts, budget=self.budget)
        gate._judging = replace(self._judging, answers=answers)
        return gate

    def run(
        self, generate: Callable[[str | None], Answer], request: Request, *, within: Spending | None = None
    ) -> Outcome:
        """Call `generate` until a text is accepted, must be seen by a person, or no attempt is left.

        `generate` is given None first, then what was wrong with its last text. A call that takes longer than the
        budget's seconds is given up on; its thread cannot be ended, and 32 such are the most that may be lost.

        Args:
            generate: the answer of the backend, with what it cost where that is known.
            request: the source, the use, the prompt and the day that the text is checked with.
            within: a spending that several calls share.

        Raises:
            OutOfBudget: if the budget ran out before the first text, or a text is too long to be checked.
            BackendError: if the backend fails or answers something that is no text.
            ReviewError: if an escalated text could not be stored. Nothing is released then.
        """
        tries = self._attempts(request, within)
        while True:
            try:
                answer = called(lambda: generate(tries.feedback), tries.spending, self._watch)
            except OutOfBudget as late:
                return tries.give_up(late)
            outcome = tries.take(answer)
            if outcome is not None:
                return outcome

    async def arun(
        self, generate: Callable[[str | None], Awaitable[Answer]], request: Request, *, within: Spending | None = None
    ) -> Outcome:
        """`run` for a backend to await: it is awaited on the loop, and its text is checked off it."""
        tries = self._attempts(request, within)
        while True:
            try:
                answer = await awaited(lambda: generate(tries.feedback), tries.spending)
            except OutOfBudget as late:
                return tries.give_up(late)
            outcome = await off_loop(lambda answer=answer: tries.take(answer))  # type: ignore[misc]
            if outcome is not None:
                return outcome

    def stream(
        self, chunks: Callable[[str | None], Iterable[Chunk]], request: Request, *, within: Spending | None = None
    ) -> Stream:
        """The pieces of a text that is still being written, released as the tier of its use says.

        `chunks` is called when the first piece is asked for, and told what `generate` of `run` is told. A rejected text
        is only asked for again while nothing of it has left: what has left cannot be taken back.
        """
        tries = self._attempts(request, within)
        return Stream(tries, chunks, self._watch)

    def astream(
        self, chunks: Callable[[str | None], AsyncIterable[Chunk]], request: Request, *, within: Spending | None = None
    ) -> AsyncStream:
        """`stream` for a backend to await."""
        return AsyncStream(self._attempts(request, within), chunks)

    def hold(self, request: Request, *, within: Spending | None = None) -> Hold:
        """What text is written into piece by piece, by whoever has it, and released as the tier says.

        Raises `GuardrailError` if it may be tried more than once: nobody can be asked again.
        """
        if self.attempts > 1:
            raise GuardrailError("a text that is pushed has one attempt: there is nobody to ask for it again")
        return Hold(self._attempts(request, within))

    def verdict(self, answer: Generated, request: Request) -> Verdict:
        """The verdict on an answer that is no attempt, such as one of several."""
        return self._judging.verdict(answer.text, answer.calls, request)

    def _attempts(self, request: Request, within: Spending | None) -> Attempts:
        spending = Spending(self.budget, within=within)
        return Attempts(self._judging, request, review=self.review, most=self.attempts, spending=spending)
