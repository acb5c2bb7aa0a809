"""The guard: runs validators, decides, and wraps a backend so that only accepted text gets out."""

from __future__ import annotations

import asyncio
import hashlib
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from .errors import BackendError, GuardrailError, ReviewError
from .policy import Policy
from .protocols import Backend, ReviewQueue, Validator
from .types import Candidate, Case, Decision, Facts, Finding, Outcome, Severity, Verdict

Findings = list[list[Finding]]
OpenQueue = Callable[[str], ReviewQueue]


class Guard:
    """Checks texts with validators and decides by a policy. Pure: the same input gives the same verdict.

    Args:
        validators: what looks at the texts; two with the same id are refused.
        policy: the tiers and uses.
        fingerprint: names the rules, models and versions; written into every verdict.
        time_limit: seconds that a validator without `keeps_time` may take for one text.
        open_queue: opens a review queue from a path, for `wrap(review="file.db")`.
    """

    def __init__(
        self,
        *,
        validators: Sequence[Validator],
        policy: Policy,
        fingerprint: str = "unversioned",
        time_limit: float = 10.0,
        open_queue: OpenQueue | None = None,
    ) -> None:
        self.validators = tuple(validators)
        self.policy = policy
        self.fingerprint = fingerprint
        self.time_limit = time_limit
        self._open_queue = open_queue
        ids = [validator.id for validator in self.validators]
        for name in ids:
            if ids.count(name) > 1:
                raise GuardrailError(f"two validators are called {name!r}; give one another id")

    def check(self, text: str, *, source: Facts | None = None, use: str | None = None) -> Verdict:
        """The verdict on one text. `use` not declared in the policy means the strictest tier."""
        return self.check_many([Candidate(text=text, use=use, source=source)])[0]

    def check_many(self, candidates: Iterable[Candidate]) -> list[Verdict]:
        """The verdict on each candidate, in order; the same as checking them one by one."""
        batch = [_typed(candidate) for candidate in candidates]
        found: Findings = [_unreadable(candidate.text) for candidate in batch]
        for validator in self.validators:
            for mine, more in zip(found, self._run(validator, batch), strict=True):
                mine.extend(more)
        return [self._verdict(c, findings) for c, findings in zip(batch, found, strict=True)]

    async def acheck(self, text: str, *, source: Facts | None = None, use: str | None = None) -> Verdict:
        """`check`, off the event loop."""
        return await asyncio.to_thread(self.check, text, source=source, use=use)

    def wrap(
        self, backend: Backend, *, review: ReviewQueue | str | None = None, attempts: int = 1
    ) -> GuardedBackend:
        """A backend whose text leaves only when accepted.

        Args:
            backend: any callable from a prompt to a text.
            review: a queue, or the path of one, that keeps escalated texts for a person.
            attempts: how often the backend may try in all; the reasons are added to the next prompt.

        Raises:
            GuardrailError: if `attempts` is under 1, the backend cannot be called, or the queue not opened.
        """
        if not callable(backend):
            raise GuardrailError(f"cannot wrap {type(backend).__name__}: a backend is a callable of a prompt")
        if attempts < 1:
            raise GuardrailError(f"attempts is {attempts}; it must be 1 or more")
        return GuardedBackend(self, backend, self._queue(review), attempts)

    def _queue(self, review: ReviewQueue | str | None) -> ReviewQueue | None:
        if not isinstance(review, str):
            return review
        if self._open_queue is None:
            raise ReviewError(f"this guard cannot open {review!r}: pass a queue, such as review.Queue(path)")
        return self._open_queue(review)

    def _run(self, validator: Validator, batch: Sequence[Candidate]) -> Findings:
        """Findings per candidate; if the batch fails, each alone, so that only the culprit is harmed."""
        if not batch:
            return []
        try:
            return self._answers(validator, batch)
        except Exception as error:
            if len(batch) == 1:
                return [[_failed(validator.id, error)]]
        return [self._run(validator, [candidate])[0] for candidate in batch]

    def _answers(self, validator: Validator, batch: Sequence[Candidate]) -> Findings:
        if getattr(validator, "keeps_time", False):
            answers = validator.check(batch)
        else:
            answers = _within(self.time_limit * len(batch), lambda: validator.check(batch))
        lists = [list(answer) for answer in answers]
        if len(lists) != len(batch):
            raise GuardrailError(f"answered {len(lists)} texts instead of {len(batch)}")
        if not all(isinstance(finding, Finding) for answer in lists for finding in answer):
            raise GuardrailError("answered with something that is not a Finding")
        return lists

    def _verdict(self, candidate: Candidate, findings: list[Finding]) -> Verdict:
        findings.sort(key=_reading_order)
        tier, decision = self.policy.decide(candidate.use, findings)
        return Verdict(
            decision=decision,
            tier=tier.name,
            use=candidate.use,
            findings=tuple(findings),
            fingerprint=self.fingerprint,
        )


class GuardedBackend:
    """A backend behind a guard: call it with a prompt, read `outcome.text`."""

    def __init__(self, guard: Guard, backend: Backend, review: ReviewQueue | None, attempts: int) -> None:
        self._guard = guard
        self._backend = backend
        self._review = review
        self._attempts = attempts

    def __call__(self, prompt: str, *, source: Facts | None = None, use: str | None = None) -> Outcome:
        """Generate, check, and hand back an outcome.

        An escalated text goes to the review queue before this returns. Raises `BackendError` if the backend
        fails, and `ReviewError` if an escalated text could not be stored; nothing is released then.
        """
        asked, seen, attempt = prompt, set[str](), 0
        while True:
            attempt += 1
            text = self._generate(asked)
            verdict = self._guard.check(text, source=source, use=use)
            if verdict.accepted or text in seen or attempt == self._attempts:
                break
            seen.add(text)
            asked = _with_reasons(prompt, verdict)
        case = self._keep(text, verdict) if verdict.decision is Decision.ESCALATE else None
        return Outcome(text=text if verdict.accepted else None, verdict=verdict, case=case, attempts=attempt)

    def _generate(self, prompt: str) -> str:
        try:
            text = self._backend(prompt)
        except Exception as error:
            raise BackendError(f"the backend failed: {type(error).__name__}: {error}") from error
        if not isinstance(text, str):
            raise BackendError(f"the backend answered {type(text).__name__} instead of text")
        return text

    def _keep(self, text: str, verdict: Verdict) -> str | None:
        if self._review is None:
            return None
        case = Case(id=_case_id(text, verdict), text=text, verdict=verdict)
        try:
            return self._review.put(case)
        except Exception as error:
            told = f"the text could not be stored for review; nothing was released: {error}"
            raise ReviewError(told) from error


@dataclass(slots=True)
class _Answer:
    value: Sequence[Sequence[Finding]] = ()
    error: BaseException | None = None
    done: threading.Event = field(default_factory=threading.Event)


def _within(seconds: float, call: Callable[[], Sequence[Sequence[Finding]]]) -> Sequence[Sequence[Finding]]:
    """The answer of `call`, or TimeoutError; a call that never ends is left behind on a daemon thread."""
    answer = _Answer()

    def work() -> None:
        try:
            answer.value = [list(findings) for findings in call()]
        except BaseException as error:
            answer.error = error
        answer.done.set()

    threading.Thread(target=work, name="guardrail-validator", daemon=True).start()
    if not answer.done.wait(seconds):
        raise TimeoutError(f"no answer within {seconds:g} s")
    if isinstance(answer.error, Exception):
        raise answer.error
    if answer.error is not None:
        raise GuardrailError(f"ended with {type(answer.error).__name__}")
    return answer.value


def _typed(candidate: Candidate) -> Candidate:
    if not isinstance(candidate.text, str):
        raise GuardrailError(f"a text is needed, not {type(candidate.text).__name__}; decode bytes first")
    return candidate


def _unreadable(text: str) -> list[Finding]:
    """Findings on a text that no validator could judge: nothing to read in it."""
    if text.strip("\0\ufeff\u200b\u200c\u200d\u2060 \t\r\n\f\v"):
        return []
    message = "the text is empty, so there is nothing to check"
    return [Finding(rule="guard.empty", category="error", severity=Severity.MAJOR, message=message)]


def _failed(validator: str, error: Exception) -> Finding:
    reason = str(error) or type(error).__name__
    message = f"the check {validator!r} failed, so this text is not checked by it: {reason}"
    return Finding(rule=f"{validator}.failed", category="error", severity=Severity.MAJOR, message=message)


def _reading_order(finding: Finding) -> tuple[int, int, int, str, str, str]:
    start, end = (finding.span.start, finding.span.end) if finding.span else (-1, -1)
    return (-finding.severity.rank, start, end, finding.rule, finding.category, finding.message)


def _with_reasons(prompt: str, verdict: Verdict) -> str:
    reasons = [f"- {f.message}" for f in verdict.findings if f.severity > Severity.INFO]
    told = "The previous answer was refused. Write it again without these faults:"
    return "\n".join([prompt, "", told, *reasons])


def _case_id(text: str, verdict: Verdict) -> str:
    content = text.encode("utf-8", "surrogatepass") + b"\0" + verdict.to_json().encode()
    return hashlib.sha256(content).hexdigest()[:16]
