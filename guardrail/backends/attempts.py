"""One call: what it asks for, the texts that came, the verdict on each, and how it ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from ..errors import BackendError, OutOfBudget, ReviewError, told
from ..policy import Policy
from ..protocols import ReviewQueue
from ..types import Case, Decision, Ended, Facts, Outcome, Unit, Verdict
from .budget import Generated, Spending
from .feedback import feedback_on
from .tools import Call, written


class Checker(Protocol):
    """What turns a text into a verdict; a `Guard` is one."""

    @property
    def policy(self) -> Policy:
        """The tiers and uses it decides by."""
        ...

    def check(
        self,
        text: str,
        /,
        *,
        source: Facts | None = None,
        use: str | None = None,
        prompt: str | None = None,
        day: date | None = None,
    ) -> Verdict:
        """The verdict on one text."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a call says besides the text to come: its source, its use, what the model is asked, and the day.

    `given` is what tools have answered so far, each with the name of its tool. It is data: an instruction in it is a
    finding, and so is an answer that obeys it.
    """

    source: Facts | None = None
    use: str | None = None
    prompt: str | None = None
    day: date | None = None
    given: tuple[tuple[str, str], ...] = ()


class Answers(Protocol):
    """What judges an answer that asks for tools, or that follows what tools have answered."""

    def check(self, text: str, calls: Sequence[Call], request: Request, /) -> Verdict:
        """The verdict on all that it says, written out as `tools.written` does."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Judging:
    """How answers come by a verdict: texts from a checker, calls of tools from `answers`, if there is one."""

    checker: Checker
    answers: Answers | None = None

    def verdict(self, text: str, calls: Sequence[Call], request: Request) -> Verdict:
        """The verdict on one answer; raises `BackendError` for a call of a tool that nobody here can judge."""
        if self.answers is not None and (calls or request.given):
            return self.answers.check(text, calls, request)
        for call in calls:
            raise BackendError(f"the model called the tool {call.tool!r} instead of answering with text")
        return self.checker.check(text, source=request.source, use=request.use, prompt=request.prompt, day=request.day)


class Attempts:
    """The attempts of one call so far. Texts that were not accepted are forgotten with it."""

    def __init__(
        self,
        judging: Judging,
        request: Request,
        *,
        review: ReviewQueue | None,
        most: int,
        spending: Spending,
    ) -> None:
        self.spending = spending
        self.feedback: str | None = None
        self._judging = judging
        self._request = request
        self._review = review
        self._most = most
        self._verdicts: list[Verdict] = []
        self._seen = set[str]()

    def take(self, answer: object, *, begun: bool = False) -> Outcome | None:
        """The outcome if this answer ends the call; None if the backend shall try again, told `feedback`.

        An answer is the last one if it has `begun` to leave. Raises `BackendError` for one that is no text,
        `OutOfBudget` for one that is too long, and `ReviewError` if an escalated text could not be stored.
        """
        generated = _generated(answer, self.spending)
        verdict = self._judging.verdict(generated.text, generated.calls, self._request)
        self._verdicts.append(verdict)
        said = written(generated.text, generated.calls)
        ended = self._ended(said, verdict, begun=begun)
        if ended is None:
            self._seen.add(_folded(said))
            self.feedback = feedback_on(said, verdict)
            return None
        return self._outcome(ended, said, generated.response)

    def give_up(self, late: OutOfBudget) -> Outcome:
        """The outcome when the budget ran out before the next answer; raises `late` if there was no answer yet."""
        if not self._verdicts:
            raise late
        return self._outcome(Ended.OUT_OF_BUDGET, None, None)

    def check(self, text: str) -> Verdict:
        """The verdict on a text, or the beginning of one, that is no attempt yet."""
        return self._judging.verdict(text, (), self._request)

    def unit(self, verdict: Verdict | None = None) -> Unit:
        """What the tier of this use releases text in, or the stricter tier that a verdict on it fell in."""
        policy = self._judging.checker.policy
        tiers = [policy.tier(self._request.use), *(t for t in policy.tiers if verdict and t.name == verdict.tier)]
        return max(tier.releases for tier in tiers)

    def _ended(self, text: str, verdict: Verdict, *, begun: bool) -> Ended | None:
        if verdict.decision is not Decision.REJECT:
            return Ended.ACCEPTED if verdict.accepted else Ended.ESCALATED
        if _folded(text) in self._seen:
            return Ended.REPEATED
        if len(self._verdicts) == self._most:
            return Ended.REJECTED
        if begun:
            return Ended.BEGUN
        return Ended.OUT_OF_BUDGET if self.spending.used_up() else None

    def _outcome(self, ended: Ended, said: str | None, response: object) -> Outcome:
        verdict = self._verdicts[-1]
        accepted = ended is Ended.ACCEPTED
        self.feedback = None  # it quotes what was refused
        self._seen.clear()
        return Outcome(
            text=said if accepted else None,
            verdict=verdict,
            case=self._keep(said, verdict) if ended is Ended.ESCALATED and said is not None else None,
            attempts=tuple(self._verdicts),
            ended=ended,
            spent=self.spending.spent,
            response=response if accepted else None,
        )

    def _keep(self, text: str, verdict: Verdict) -> str | None:
        if self._review is None:
            return None
        case = Case(id=_case_id(text, verdict, self._request.source), text=text, verdict=verdict)
        try:
            return self._review.put(case)
        except Exception as error:
            reason = told(error, hidden=text)
            raise ReviewError(f"the text could not be stored for review; nothing was released: {reason}") from error


def _generated(answer: object, spending: Spending) -> Generated:
    """The answer as text with its cost, which is paid; raises `BackendError` if it is none."""
    generated = answer if isinstance(answer, Generated) else Generated(text=answer)  # type: ignore[arg-type]
    spending.pay(generated)
    if not isinstance(generated.text, str):
        raise BackendError(f"the backend answered {type(generated.text).__name__} instead of text{_hint(answer)}")
    refuse_longer(len(written(generated.text, generated.calls)), spending)
    return generated


def _hint(answer: object) -> str:
    if hasattr(answer, "__await__"):
        return "; a backend to await is an async function"
    if hasattr(answer, "__next__") or hasattr(answer, "__anext__"):
        return "; a backend that streams is a generator function, which says 'yield'"
    return ""


def refuse_longer(characters: int, spending: Spending) -> None:
    """Raise `OutOfBudget` for a text that is longer than is checked."""
    most = spending.budget.characters
    if characters > most:
        raise OutOfBudget(f"the backend's text is longer than {most:,} characters, so it is not checked or released")


def _folded(text: str) -> str:
    return " ".join(text.split())


def _case_id(text: str, verdict: Verdict, source: Facts | None) -> str:
    """Tells sources apart as well: what a reviewer said of a text on one does not hold on another."""
    import hashlib

    return hashlib.sha256(b"\0".join(_named(text, verdict, source))).hexdigest()[:16]


def _named(text: str, verdict: Verdict, source: Facts | None) -> Iterator[bytes]:
    yield text.encode("utf-8", "surrogatepass")
    yield verdict.to_json().encode()
    yield str(getattr(source, "digest", "")).encode("utf-8", "surrogatepass")
