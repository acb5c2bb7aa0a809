"""A workflow behind a guard: its prompts, tool calls, tool answers and texts, in one tier, budget and trace."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from types import TracebackType
from typing import Any, Self

from ..errors import BackendError, WorkflowError
from ..protocols import ReviewQueue
from ..source import Source
from ..types import Outcome, Spent
from .attempts import Request
from .budget import Answer, Budget, Generated, Spending
from .calls import together
from .gate import Gate
from .steps import Bench, Judge
from .tools import Call, Tool
from .trace import Trace, TraceStep

Generate = Callable[[str | None], Answer]


class Workflow:
    """Guards the steps of one piece of work; made by `Guard.workflow` and used as a context manager.

    Every step answers with an `Outcome`, whose text is there if the step was accepted. Nothing can follow a step that
    was not, nor the final text: it raises `WorkflowError`, which says which step it was.

    A step is judged in the strictest tier that any step has reached, and what was found in earlier steps counts in it
    as well: what was good enough to read need not be good enough to act on. Steps come one after another; several
    workflows at a time share nothing.
    """

    def __init__(
        self,
        name: str,
        bench: Bench,
        request: Request,
        *,
        tools: Mapping[str, Tool],
        review: ReviewQueue | None,
        budget: Budget | None,
    ) -> None:
        self.name = name
        self._bench = bench
        self._request = request
        self._tools = dict(tools)
        self._review = review
        self._budget = budget or Budget()
        self._spending = Spending(self._budget)
        self._steps: list[TraceStep] = []
        self._last: Outcome | None = None
        self._ended = ""

    @property
    def tier(self) -> str:
        """The strictest tier that any step has reached so far."""
        return self._bench.tier.name

    @property
    def trace(self) -> Trace:
        """What happened so far: each step with its verdict, cost and time, and no text."""
        steps, spent = tuple(self._steps), self._spending.spent
        return Trace(workflow=self.name, use=self._request.use, tier=self.tier, steps=steps, spent=spent)

    @property
    def outcome(self) -> Outcome:
        """That of the final text, or of the step that was not accepted; raises `WorkflowError` if there is neither."""
        if self._last is None:
            why = self._ended or "it has no final text yet"
            raise WorkflowError(f"workflow {self.name!r} has no outcome: {why}")
        return self._last

    def prompt(self, text: str) -> Outcome:
        """What the model is asked: instructions that somebody else put into it are findings."""
        outcome = self._step("prompt", None, self._bench.of_data(), lambda _: _free(text))
        if outcome.text is not None:
            prompts = filter(None, (self._request.prompt, outcome.text))
            self._request = replace(self._request, prompt="\n\n".join(prompts))
        return outcome

    def call(self, tool: str, arguments: Mapping[str, Any] | str) -> Outcome:
        """A call that the model asks for, before it is made; if it is accepted, `outcome.response` has the arguments.

        A tool that was not declared is taken to act. Arguments may be JSON as it comes from a client; raises
        `BackendError` if they are no JSON object.
        """
        declared = self._tools.get(tool, Tool())
        judge = self._bench.of_act(tool, declared.allowed) if declared.acts else self._bench.of_call()
        return self._step("call", tool, judge, lambda _: _asked(tool, arguments))

    def result(self, tool: str, text: str, *, source: Source | None = None) -> Outcome:
        """What a tool answered. It is data: an instruction in it is a finding, and so is a later step that obeys it.

        The text proves nothing by itself. The records in it, given as `source`, prove later claims.
        """
        return self._result(tool, lambda: text, source)

    def run(self, tool: str, arguments: Mapping[str, Any] | str, function: Callable[..., str]) -> Outcome:
        """A call, then `function` with its arguments if and only if the call was accepted, then what it answered.

        The outcome is that of the result, or of the call if that was not accepted.
        """
        outcome = self.call(tool, arguments)
        if outcome.text is None:
            return outcome
        return self._result(tool, lambda: function(**outcome.response), None)

    def text(self, answer: Answer | Generate, *, attempts: int = 1) -> Outcome:
        """A text of the model on the way.

        `answer` is the text, a `Generated` that says what it cost, or what generates it: that is given None, then what
        was wrong with its last text, `attempts` times at most.
        """
        return self._step("text", None, self._bench.of_text(), answer, attempts)

    def final(self, answer: Answer | Generate, *, attempts: int = 1) -> Outcome:
        """The text that the work was done for, given as in `text`. Nothing can follow it."""
        return self._step("final", None, self._bench.of_text(), answer, attempts)

    def pay(self, *, tokens: int = 0, money: Decimal = Decimal(0)) -> None:
        """Count what no step says: the tokens of an answer that asked for a call, the price of a search.

        Raises `OutOfBudget` if that is more than was left; no step can follow then.
        """
        self._spending.pay(Generated(text="", tokens_in=tokens, tokens_out=0, money=money))
        try:
            self._spending.refuse_more()
        except BackendError as error:
            self._ended = str(error)
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is not None and (self._last is None or self._last.verdict.accepted):
            self._last, self._ended = None, self._ended or f"it broke off with {kind.__name__}"
        self._ended = self._ended or "it is over and has no final text"

    async def __aenter__(self) -> Self:
        return self.__enter__()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.__exit__(kind, error, at)

    def _result(self, tool: str, read: Callable[[], str], source: Source | None) -> Outcome:
        outcome = self._step("result", tool, self._bench.of_data(), lambda _: _free(read()))
        if outcome.text is not None:
            self._bench.give(f"{tool}, step {len(self._steps)}", outcome.text)
            self._request = replace(self._request, source=together(self._request.source, source))
        return outcome

    def _step(self, kind: str, tool: str | None, judge: Judge, answer: Answer | Generate, attempts: int = 1) -> Outcome:
        step = f"step {len(self._steps) + 1}, {kind}{f' of {tool}' if tool else ''}"
        if self._ended:
            raise WorkflowError(f"workflow {self.name!r}: {step} cannot be taken: {self._ended}")
        each = Budget(characters=self._budget.characters, price=self._budget.price)
        gate = Gate(judge, review=self._review, attempts=attempts, budget=each)
        generate: Generate = answer if callable(answer) else lambda _: answer
        spending = Spending(each, within=self._spending)
        try:
            outcome = gate.run(generate, self._request, within=spending)
            self._spending.refuse_more()
        except BaseException as error:
            self._ended = f"{step} failed with {type(error).__name__}"
            self._steps.append(self._traced(kind, tool, spending.spent, error=type(error).__name__))
            raise
        self._steps.append(self._traced(kind, tool, spending.spent, outcome))
        self._bench.settle(step, outcome.verdict)
        self._end(kind, step, outcome)
        return outcome

    def _traced(
        self, kind: str, tool: str | None, spent: Spent, outcome: Outcome | None = None, *, error: str = ""
    ) -> TraceStep:
        verdict, case = (outcome.verdict, outcome.case) if outcome else (None, None)
        number = len(self._steps) + 1
        return TraceStep(number=number, kind=kind, tool=tool, verdict=verdict, case=case, spent=spent, error=error)

    def _end(self, kind: str, step: str, outcome: Outcome) -> None:
        """Nothing follows a step that was not accepted, nor the final text."""
        if not outcome.verdict.accepted:
            self._ended = f"{step} was not accepted ({outcome.verdict.decision})"
        elif kind == "final":
            self._ended = f"{step} was the last"
        if self._ended:
            self._last = outcome


def _free(text: str) -> Generated:
    """What no model wrote, so that it costs nothing."""
    return Generated(text=text, tokens_in=0, tokens_out=0, money=Decimal(0))


def _asked(tool: str, arguments: Mapping[str, Any] | str) -> Generated:
    """A call in words, as all rules read it, with its arguments as the response."""
    call = Call.read(tool, arguments)
    return replace(_free(call.words), response=call.arguments)
