"""The guard: runs validators, decides, and wraps a backend so that only accepted text gets out."""

from __future__ import annotations

import os
import threading
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice

from .errors import BackendError, GuardrailError, ReviewError
from .policy import Policy
from .protocols import Backend, ReviewQueue, Validator
from .types import Candidate, Case, Decision, Facts, Finding, Outcome, Severity, Verdict

Findings = list[list[Finding]]
OpenQueue = Callable[[str], ReviewQueue]

_BATCH = 256
_LOST_AT_MOST = 32


class Guard:
    """Checks texts with validators and decides by a policy. Pure: the same input gives the same verdict.

    Args:
        validators: what looks at the texts; two with the same id are refused.
        policy: the tiers and uses.
        fingerprint: names the rules, models and versions; written into every verdict.
        time_limit: seconds, over 0, that a validator without `keeps_time` may take for one call; a batch that
            takes longer is given to it again text by text.
        open_queue: opens a review queue from a path, for `wrap(review="file.db")`.

    Raises:
        GuardrailError: if something given is no validator, two have one id, or `time_limit` is not over 0.
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
        _refuse_unusable(self.validators)
        if not time_limit > 0:
            raise GuardrailError(f"time_limit is {time_limit}; it must be over 0 seconds")
        self._watches = {validator.id: _Watch(time_limit) for validator in self.validators}

    def check(
        self,
        text: str,
        *,
        source: Facts | None = None,
        use: str | None = None,
        prompt: str | None = None,
        day: date | None = None,
    ) -> Verdict:
        """The verdict on one text.

        Args:
            text: what is to be released.
            source: what it was written from.
            use: what it is for; one not declared in the policy means the strictest tier.
            prompt: what the model was asked, for rules that look whether the text gives it away.
            day: the day it is checked on; today in UTC unless it is said.
        """
        candidate = Candidate(text=text, use=use, source=source, prompt=prompt)
        return self.check_many([candidate if day is None else replace(candidate, day=day)])[0]

    def check_many(self, candidates: Iterable[Candidate]) -> list[Verdict]:
        """The verdict on each candidate, in order; the same as checking them one by one."""
        return [verdict for batch in _batches(candidates) for verdict in self._check(batch)]

    async def acheck(
        self,
        text: str,
        *,
        source: Facts | None = None,
        use: str | None = None,
        prompt: str | None = None,
        day: date | None = None,
    ) -> Verdict:
        """`check`, off the event loop."""
        import asyncio

        return await asyncio.to_thread(self.check, text, source=source, use=use, prompt=prompt, day=day)

    def wrap(
        self,
        backend: Backend,
        *,
        review: ReviewQueue | str | os.PathLike[str] | None = None,
        attempts: int = 1,
    ) -> GuardedBackend:
        """A backend whose text leaves only when accepted.

        Args:
            backend: any callable from a prompt to a text.
            review: a queue, or the path of one, that keeps escalated texts for a person.
            attempts: how often the backend may try in all; after a rejected text it is told the reasons. An
                escalated text is not tried again: a person looks at it.

        Raises:
            GuardrailError: if `attempts` is under 1, the backend cannot be called, or the queue not opened.
        """
        if not callable(backend):
            raise GuardrailError(f"cannot wrap {type(backend).__name__}: a backend is a callable of a prompt")
        if attempts < 1:
            raise GuardrailError(f"attempts is {attempts}; it must be 1 or more")
        return GuardedBackend(self, backend, self._queue(review), attempts)

    def _queue(self, review: ReviewQueue | str | os.PathLike[str] | None) -> ReviewQueue | None:
        if review is None:
            return None
        if not isinstance(review, str | os.PathLike):
            if callable(getattr(review, "put", None)):
                return review
            raise GuardrailError(f"cannot keep cases in {type(review).__name__}: pass a queue or its path")
        if self._open_queue is None:
            raise ReviewError(f"this guard cannot open {review!r}: pass a queue, such as review.Queue(path)")
        return self._open_queue(os.fspath(review))

    def _check(self, batch: Sequence[Candidate]) -> Iterator[Verdict]:
        found: Findings = [self._unchecked(candidate.text) for candidate in batch]
        for validator in self.validators:
            for mine, more in zip(found, self._run(validator, batch), strict=True):
                mine.extend(more)
        return (self._verdict(c, findings) for c, findings in zip(batch, found, strict=True))

    def _unchecked(self, text: str) -> list[Finding]:
        """What keeps a text from being checked by anybody: nothing to read in it, or nobody to read it."""
        if not self.validators:
            return [_error("guard.unchecked", "this guard has no validators, so nobody checked the text")]
        if not _visible(text):
            told = "the text is empty or holds no visible character, so there is nothing to check"
            return [_error("guard.empty", told)]
        return []

    def _run(self, validator: Validator, batch: Sequence[Candidate]) -> Findings:
        """Findings per candidate; if the batch fails, each alone, so that only the culprit is harmed."""
        try:
            return self._answers(validator, batch)
        except Exception as error:
            if len(batch) == 1:
                return [[_failed(validator.id, error, batch[0].text)]]
        return [self._run(validator, (candidate,))[0] for candidate in batch]

    def _answers(self, validator: Validator, batch: Sequence[Candidate]) -> Findings:
        if getattr(validator, "keeps_time", False):
            answers = _collected(validator, batch)
        else:
            answers = self._watches[validator.id].run(lambda: _collected(validator, batch))
        if len(answers) != len(batch):
            counted = "more" if len(answers) > len(batch) else str(len(answers))
            raise GuardrailError(f"answered {counted} texts instead of {len(batch)}")
        if not all(isinstance(finding, Finding) for answer in answers for finding in answer):
            raise GuardrailError("answered with something that is not a Finding")
        return answers

    def _verdict(self, candidate: Candidate, findings: list[Finding]) -> Verdict:
        tier, decision = self.policy.decide(candidate.use, findings)
        weighed = sorted(self.policy.weighed(tier, findings), key=_reading_order)
        return Verdict(
            decision=decision,
            tier=tier.name,
            use=candidate.use,
            findings=tuple(weighed),
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
            verdict = self._guard.check(text, source=source, use=use, prompt=prompt)
            if verdict.decision is not Decision.REJECT or text in seen or attempt == self._attempts:
                break
            seen.add(text)
            asked = _with_reasons(prompt, verdict)
        case = self._keep(text, verdict, source) if verdict.decision is Decision.ESCALATE else None
        return Outcome(text=text if verdict.accepted else None, verdict=verdict, case=case, attempts=attempt)

    def _generate(self, prompt: str) -> str:
        try:
            text = self._backend(prompt)
        except Exception as error:
            raise BackendError(f"the backend failed: {_told(error)}") from error
        if not isinstance(text, str):
            raise BackendError(f"the backend answered {type(text).__name__} instead of text")
        return text

    def _keep(self, text: str, verdict: Verdict, source: Facts | None) -> str | None:
        if self._review is None:
            return None
        case = Case(id=_case_id(text, verdict, source), text=text, verdict=verdict)
        try:
            return self._review.put(case)
        except Exception as error:
            reason = _told(error, hidden=text)
            told = f"the text could not be stored for review; nothing was released: {reason}"
            raise ReviewError(told) from error


@dataclass(slots=True)
class _Answer:
    value: Findings = field(default_factory=list)
    error: BaseException | None = None


class _Watch:
    """Runs calls on threads of their own and gives up on one that takes too long.

    A thread cannot be ended from outside, so a call that never comes back keeps its thread. Only so many may
    be lost: after that no call is started until one of them is back.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = min(seconds, threading.TIMEOUT_MAX)
        self._lost: list[threading.Thread] = []
        self._lock = threading.Lock()

    def run(self, call: Callable[[], Findings]) -> Findings:
        """The answer of `call`; raises `TimeoutError` if it takes too long, or what the call raised."""
        self._refuse_more_lost()
        answer = _Answer()
        thread = threading.Thread(target=_answer, args=(call, answer), name="guardrail-validator", daemon=True)
        thread.start()
        thread.join(self._seconds)
        if thread.is_alive():
            with self._lock:
                self._lost.append(thread)
            raise TimeoutError(f"no answer within {self._seconds:g} s")
        if isinstance(answer.error, Exception):
            raise answer.error
        if answer.error is not None:
            raise GuardrailError(f"ended with {type(answer.error).__name__}")
        return answer.value

    def _refuse_more_lost(self) -> None:
        with self._lock:
            self._lost = [thread for thread in self._lost if thread.is_alive()]
            if len(self._lost) >= _LOST_AT_MOST:
                raise GuardrailError(f"{len(self._lost)} earlier calls never came back, so it is not called again")


def _answer(call: Callable[[], Findings], answer: _Answer) -> None:
    try:
        answer.value = call()
    except BaseException as error:
        answer.error = error


def _collected(validator: Validator, batch: Sequence[Candidate]) -> Findings:
    """The answers as lists; of an endless stream of answers, one more than asked for."""
    return [list(answer) for answer in islice(validator.check(batch), len(batch) + 1)]


def _refuse_unusable(validators: Sequence[Validator]) -> None:
    seen = set[str]()
    for validator in validators:
        name = getattr(validator, "id", None)
        if not isinstance(name, str) or not callable(getattr(validator, "check", None)):
            raise GuardrailError(f"{type(validator).__name__} is no validator; it needs an id and a check method")
        if name in seen:
            raise GuardrailError(f"two validators are called {name!r}; give one another id")
        seen.add(name)


def _batches(candidates: Iterable[Candidate]) -> Iterator[Sequence[Candidate]]:
    """Tuples, so that no validator can change what the next one sees, and small, so that many never wait."""
    typed = (_typed(candidate) for candidate in candidates)
    while batch := tuple(islice(typed, _BATCH)):
        yield batch


def _typed(candidate: Candidate) -> Candidate:
    if not isinstance(candidate, Candidate):
        raise GuardrailError(f"a Candidate is needed, not {type(candidate).__name__}")
    if not isinstance(candidate.text, str):
        raise GuardrailError(f"a text is needed, not {type(candidate.text).__name__}; decode bytes first")
    if not isinstance(candidate.use, str | None):
        raise GuardrailError(f"a use is a name from the policy, not {type(candidate.use).__name__}")
    if not isinstance(candidate.prompt, str | None):
        raise GuardrailError(f"a prompt is text, not {type(candidate.prompt).__name__}")
    if type(candidate.day) is not date:
        raise GuardrailError(f"a day is a datetime.date, not {type(candidate.day).__name__}")
    return candidate


def _visible(text: str) -> bool:
    """Whether any character can be seen: not a control, format or unpaired code, a space or a bare accent."""
    return any(unicodedata.category(character)[0] not in "CZM" for character in text)


def _error(rule: str, message: str) -> Finding:
    return Finding(rule=rule, category="error", severity=Severity.MAJOR, message=message)


def _failed(validator: str, error: Exception, text: str) -> Finding:
    reason = _told(error, hidden=text)
    message = f"the check {validator!r} failed, so this text is not checked by it: {reason}"
    return _error(f"{validator}.failed", message)


def _told(error: Exception, *, hidden: str | None = None) -> str:
    """The error as one line; only its kind if it quotes `hidden`, a text that must not leave this way."""
    kind = type(error).__name__
    try:
        reason = " ".join(str(error).split())
    except Exception:
        return kind
    if not reason or (hidden is not None and _quotes(reason, hidden)):
        return kind
    return reason[:300] if isinstance(error, GuardrailError | TimeoutError) else f"{kind}: {reason[:300]}"


def _quotes(reason: str, text: str) -> bool:
    return any(" ".join(form.split()) in reason for form in (text, repr(text)[1:-1], ascii(text)[1:-1]))


def _reading_order(finding: Finding) -> tuple[int, int, int, str, str, str, _Rest]:
    start, end = (finding.span.start, finding.span.end) if finding.span else (-1, -1)
    severity = -finding.severity.rank
    return (severity, start, end, finding.rule, finding.category, finding.message, _Rest(finding))


@dataclass(slots=True, eq=False)
class _Rest:
    """Orders findings that read the same by all they hold, so that the order of validators never shows."""

    finding: Finding

    def __lt__(self, other: _Rest) -> bool:
        return repr(self.finding) < repr(other.finding)


def _with_reasons(prompt: str, verdict: Verdict) -> str:
    reasons = [f"- {f.message}" for f in verdict.findings if f.severity > Severity.INFO]
    told = "The previous answer was refused. Write it again without these faults:"
    return "\n".join([prompt, "", told, *reasons])


def _case_id(text: str, verdict: Verdict, source: Facts | None) -> str:
    """Tells sources apart as well: what a reviewer said of a text on one does not hold on another."""
    import hashlib

    content = [text.encode("utf-8", "surrogatepass"), verdict.to_json().encode()]
    content.append(str(getattr(source, "digest", "")).encode("utf-8", "surrogatepass"))
    return hashlib.sha256(b"\0".join(content)).hexdigest()[:16]
