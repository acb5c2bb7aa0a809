"""The guard: runs validators and decides; and puts backends behind itself, so that only accepted text gets out."""

from __future__ import annotations

import copy
import os
import time
import unicodedata
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar, Unpack, cast, overload

from .backends import AsyncStream, Budget, Gate, Guarded, GuardedBackend, Hold, Request, Stream
from .backends.budget import Answer, Chunk
from .backends.calls import ClientOptions, GateOptions, Options, SourceOf, source_for
from .costs import CHARACTERS, Plan, cost_of, plan, price
from .errors import GuardrailError, ReviewError, told
from .events import Hook, tell
from .policy import Policy
from .protocols import ReviewQueue, Validator
from .types import Candidate, Facts, Finding, Outcome, Severity, Verdict
from .watch import Watch, off_loop

if TYPE_CHECKING:
    from .backends.clients import Calls, Tracer
    from .backends.redacted import Redact
    from .backends.steps import Bench
    from .backends.tools import Tool
    from .backends.workflow import Workflow
    from .local import GuardedWriter

Findings = list[list[Finding]]
Client = TypeVar("Client")
OpenQueue = Callable[[str], ReviewQueue]

_BATCH = 256


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
        self._costs = {validator.id: cost_of(validator, time_limit=time_limit) for validator in self.validators}
        self.validators = tuple(sorted(self.validators, key=lambda validator: price(self._costs[validator.id])))
        self.hooks: tuple[Hook, ...] = ()
        self._watches = {validator.id: Watch() for validator in self.validators}

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
        return await off_loop(lambda: self.check(text, source=source, use=use, prompt=prompt, day=day))

    def observed(self, hook: Hook) -> Guard:
        """The same guard, which also calls `hook` with an `Event` for every verdict it gives.

        The hook is called on the thread of the check, before the verdict is handed back. One that raises is
        logged by the logger `guardrail.events` and called again next time; it neither changes nor loses a verdict.
        """
        guard = copy.copy(self)
        guard.hooks = (*self.hooks, hook)
        return guard

    def plan(self, use: str | None = None, *, characters: int = CHARACTERS) -> Plan:
        """Which validators look at a text of so many characters for `use`, cheapest first, and which do not.

        One that does not fit into the budget of the tier is left out, which is a finding of category `error`: the
        text is not accepted.
        """
        tier = self.policy.tier(use)
        return plan(self._costs, tier.name, tier.budget, characters)

    def gate(
        self,
        *,
        review: ReviewQueue | str | os.PathLike[str] | None = None,
        attempts: int = 1,
        budget: Budget | None = None,
    ) -> Gate:
        """What backends run behind: it has their text checked and lets it through when it is accepted.

        Args:
            review: a queue, or the path of one, that keeps escalated texts for a person.
            attempts: how often the backend may try in all; after a rejected text it is told the reasons. An
                escalated text is not tried again: a person looks at it.
            budget: the seconds, tokens, money and characters that one call may take.

        Raises:
            GuardrailError: if `attempts` is under 1, or the queue cannot be opened.
        """
        return Gate(self, review=self._queue(review), attempts=attempts, budget=budget)

    @overload
    def wrap(
        self, backend: Callable[[str], AsyncIterator[Chunk]], **options: Unpack[Options]
    ) -> GuardedBackend[AsyncStream]: ...
    @overload
    def wrap(self, backend: Callable[[str], Iterator[Chunk]], **options: Unpack[Options]) -> GuardedBackend[Stream]: ...
    @overload
    def wrap(
        self, backend: Callable[[str], Awaitable[Answer]], *, redact: Redact = False, **options: Unpack[Options]
    ) -> GuardedBackend[Coroutine[Any, Any, Outcome]]: ...
    @overload
    def wrap(
        self, backend: Callable[[str], Answer], *, redact: Redact = False, **options: Unpack[Options]
    ) -> GuardedBackend[Outcome]: ...
    @overload
    def wrap(self, backend: str | os.PathLike[str], **options: Unpack[Options]) -> GuardedWriter: ...
    def wrap(
        self,
        backend: Callable[[str], Any] | str | os.PathLike[str],
        *,
        redact: Redact = False,
        **options: Unpack[Options],
    ) -> GuardedBackend[Any] | GuardedWriter:
        """A backend of a prompt, whose text leaves only when accepted; options as in `guarded`.

        The backend is a function, a coroutine function, a generator function or an async generator function.
        With `redact` it sees placeholders instead of names and numbers that identify somebody, as
        `guardrail.redaction.Redaction` says, and they are put back before the text is checked; recognisers instead of
        True find more to hide.

        "local" is the small model that ships, and a folder is one of your own: they write from records and run here, as
        `guardrail.local` says.

        Raises:
            GuardrailError: if the backend cannot be called, is a stream to be redacted, or is no folder of a model, or
                as in `gate`.
        """
        gate, source, use = self._opened(**options)
        if isinstance(backend, str | os.PathLike):
            from .local import wrapped  # few programs write

            return wrapped(backend, gate, source, use, redact=redact)
        return GuardedBackend(gate, backend, source=source, use=use, redact=redact)

    def guarded(self, **options: Unpack[Options]) -> Guarded:
        """A decorator that puts a function of any arguments behind this guard, with the same arguments.

        Args:
            options: `source` and `use` of the text, where `source` may be a callable of the call's arguments;
                `review`, `attempts` and `budget` as in `gate`.

        Raises:
            GuardrailError: as in `gate`; the decorator itself, if it cannot tell the function what was refused.
        """
        gate, source, use = self._opened(**options)
        return Guarded(gate, source=source, use=use)

    def openai(self, client: Client, **options: Unpack[ClientOptions]) -> Client:
        """An `openai.OpenAI` or `AsyncOpenAI`, of any base URL, that hands on only what is accepted.

        `chat.completions.create` and `responses.create` take and give what they always do, streams too, and raise
        `NotAccepted` for what may not be released; what else writes text cannot be called. A message's content may be
        a list of `Part`.

        Args:
            client: the client itself stays as it is.
            options: as in `guarded`, where a callable source gets the arguments of the call, and `redact` as in `wrap`.
                `tools` declares tools as in `workflow`: a call that the model asks for is judged as one of its steps,
                and so is what a tool has answered. `telemetry` is told of each call of the model.
        """
        from .backends.openai import guarded

        return cast(Client, guarded(client, self._calls(**options)))

    def anthropic(self, client: Client, **options: Unpack[ClientOptions]) -> Client:
        """An `anthropic.Anthropic` or `AsyncAnthropic` that hands on only what is accepted, as `openai` does.

        `messages.create` is guarded, whole and streamed.
        """
        from .backends.anthropic import guarded

        return cast(Client, guarded(client, self._calls(**options)))

    def litellm(self, **options: Unpack[ClientOptions]) -> Any:
        """LiteLLM's `completion` and `acompletion`, handing on only what is accepted, as `openai` does."""
        from .backends.litellm import guarded

        return guarded(self._calls(**options))

    def llama_cpp(self, llama: Client, **options: Unpack[ClientOptions]) -> Client:
        """A `llama_cpp.Llama` that hands on only what is accepted, as `openai` does.

        `create_chat_completion` and `create_completion` are guarded, whole and streamed, and so is calling it.
        """
        from .backends.llama_cpp import guarded

        return cast(Client, guarded(llama, self._calls(**options)))

    def langchain(self, model: Any, **options: Unpack[ClientOptions]) -> Any:
        """A LangChain Runnable that calls `model` and hands on its message only if it is accepted.

        It raises `NotAccepted` otherwise, and streams what the tier releases. Callbacks hear nothing of the model: they
        would hear it before it is checked. A callable source gets what the model is asked; other options as in
        `openai`.
        """
        from .backends.langchain import runnable

        return runnable(model, self._calls(**options))

    def langchain_middleware(self, **options: Unpack[ClientOptions]) -> Any:
        """Middleware for LangChain's `create_agent` that does the same for every call of the agent's model."""
        from .backends.langchain import middleware

        return middleware(self._calls(**options))

    def llama_index(self, llm: Any, **options: Unpack[ClientOptions]) -> Any:
        """A LlamaIndex LLM that completes and chats through `llm`, and hands on only what is accepted.

        It streams what the tier releases, and calls no tools. A callable source gets the prompt or the messages; other
        options as in `openai`.
        """
        from .backends.llama_index import guarded

        return guarded(llm, self._calls(**options))

    def transformers(self, pipeline: Any, **options: Unpack[ClientOptions]) -> Callable[..., list[dict[str, str]]]:
        """A text-generation pipeline of `transformers` for one prompt, which hands on only what is accepted.

        It gives new text only, without the prompt. Options as in `llama_index`.
        """
        from .backends.transformers import guarded

        return guarded(pipeline, self._calls(**options))

    def hold(self, *, prompt: str | None = None, day: date | None = None, **options: Unpack[Options]) -> Hold:
        """A context manager to write one text into, piece by piece, which releases what may be released.

        `source` is the source itself; other options as in `guarded`.
        """
        gate, source, use = self._opened(**options)
        return gate.hold(Request(source=source_for(source, (), {}), use=use, prompt=prompt, day=day))

    def _calls(
        self,
        *,
        source: SourceOf = None,
        use: str | None = None,
        tools: Mapping[str, Tool] | None = None,
        redact: Redact = False,
        telemetry: Tracer | None = None,
        **options: Unpack[GateOptions],
    ) -> Calls:
        from .backends.clients import Calls
        from .backends.steps import AnswersOfClients

        gate = self.gate(**options).judging(AnswersOfClients(bench=self._bench(), tools=tools or {}))
        return Calls(gate=gate, source=source, use=use, redact=redact, telemetry=telemetry)

    def _bench(self) -> Callable[[str | None], Bench]:
        """What judges the steps of one piece of work for a use."""
        from .backends.steps import Bench, InData  # few programs have tools

        data = copy.copy(self)
        data.validators = tuple(InData(each) for each in self.validators if not getattr(each, "of_claims", False))
        return lambda use: Bench(self, data, use)

    def workflow(
        self,
        name: str,
        *,
        use: str | None = None,
        source: Facts | None = None,
        tools: Mapping[str, Tool] | None = None,
        review: ReviewQueue | str | os.PathLike[str] | None = None,
        budget: Budget | None = None,
        day: date | None = None,
    ) -> Workflow:
        """A context manager that guards each step of one piece of work: prompts, tool calls, answers and texts.

        Args:
            name: what the work is called in its trace.
            use: what its final text is for.
            source: what its texts and the calls that act are checked against.
            tools: what is declared of each tool; any other one is taken to act.
            review: as in `gate`; each step that is escalated becomes a case.
            budget: what all steps together may take.
            day: as in `check`.

        Raises:
            GuardrailError: if the queue cannot be opened.
        """
        from .backends.workflow import Workflow

        request = Request(source=source, use=use, day=day)
        queue = self._queue(review)
        return Workflow(name, self._bench()(use), request, tools=tools or {}, review=queue, budget=budget)

    def _opened(
        self, *, source: SourceOf = None, use: str | None = None, **options: Unpack[GateOptions]
    ) -> tuple[Gate, SourceOf, str | None]:
        return self.gate(**options), source, use

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

    def _check(self, batch: Sequence[Candidate]) -> Sequence[Verdict]:
        begun = time.perf_counter()
        found = self._findings(batch)
        verdicts = [self._verdict(c, findings) for c, findings in zip(batch, found, strict=True)]
        if self.hooks:
            tell(self.hooks, list(zip(batch, verdicts, strict=True)), seconds=time.perf_counter() - begun)
        return verdicts

    def _findings(self, batch: Sequence[Candidate]) -> Findings:
        left_out = [self._left_out(candidate) for candidate in batch]
        found = [[*self._unchecked(c.text), *left.values()] for c, left in zip(batch, left_out, strict=True)]
        for validator in self.validators:
            asked = [at for at, left in enumerate(left_out) if validator.id not in left]
            answers = self._run(validator, tuple(batch[at] for at in asked)) if asked else []
            for at, more in zip(asked, answers, strict=True):
                found[at].extend(more)
        return found

    def _left_out(self, candidate: Candidate) -> Mapping[str, Finding]:
        """By validator, what says that the budget of the text's tier has no room for it."""
        if self.policy.tier(candidate.use).budget is None:
            return {}
        return self.plan(candidate.use, characters=len(candidate.text)).left_out

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
            answers = self._watches[validator.id].run(lambda: _collected(validator, batch), self.time_limit)
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
    reason = told(error, hidden=text)
    message = f"the check {validator!r} failed, so this text is not checked by it: {reason}"
    return _error(f"{validator}.failed", message)


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
