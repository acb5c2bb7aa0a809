"""How steps of a workflow, and answers that ask for tools, are judged: as data, as calls that act, or as texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..costs import Cost
from ..errors import GuardrailError
from ..policy import Policy, Tier
from ..protocols import Validator
from ..source import Source
from ..types import Candidate, Facts, Finding, Severity, Span, Verdict
from .attempts import Checker, Request
from .tools import Call, Tool, written

_COUNTS = ("policy.injection", "policy.payment-fraud", "error")
_LABEL = "This is data."
_RAISES = "affordance."
_UNSUPPORTED = "unsupported"

Look = Callable[[str, Request], Verdict]


class InData:
    """A validator of which only instructions and failed checks count: data may say anything else.

    A candidate without a source is itself data: rules on a text see it as one, and rules on a source as one.
    """

    def __init__(self, validator: Validator) -> None:
        self.id = validator.id
        self.keeps_time = bool(getattr(validator, "keeps_time", False))
        self.cost: Cost | None = getattr(validator, "cost", None)
        self._validator = validator

    def check(self, batch: Sequence[Candidate], /) -> list[list[Finding]]:
        """Findings for each candidate, in the order of the batch."""
        looks = [_looks(candidate) for candidate in batch]
        asked = [look for each in looks for look in each]
        answers = list(self._validator.check(asked))
        if len(answers) != len(asked):
            raise GuardrailError(f"answered {len(answers)} texts instead of {len(asked)}")
        rest = iter(answers)
        return [_counting([list(next(rest)) for _ in each]) for each in looks]


def _looks(candidate: Candidate) -> list[Candidate]:
    if candidate.source is not None:
        return [candidate]
    as_source = replace(candidate, text=_LABEL, source=Source.from_text(candidate.text))
    return [candidate, as_source]


def _counting(looks: Sequence[list[Finding]]) -> list[Finding]:
    """What counts; of data seen as a source only what was not seen in it as a text, without quoting it."""
    first, *others = looks
    seen = {finding.rule for finding in first}
    found = [*first, *(replace(f, evidence=()) for other in others for f in other if f.rule not in seen)]
    return [finding for finding in found if finding.category.startswith(_COUNTS)]


class Judge:
    """What a gate asks for the verdict on one step."""

    def __init__(self, policy: Policy, look: Look) -> None:
        self.policy = policy
        self._look = look

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
        """The verdict on one text of the step."""
        return self._look(text, Request(source=source, use=use, prompt=prompt, day=day))


class Bench:
    """Judges the steps of one workflow: it knows the strictest tier so far, what was found, and the data that came.

    `checker` checks what a model says, `data` what it is given.
    """

    def __init__(self, checker: Checker, data: Checker, use: str | None) -> None:
        self.tier: Tier = checker.policy.tier(use)
        self._policy = checker.policy
        self._checker = checker
        self._data = data
        self._given = Source()
        self._found: tuple[Finding, ...] = ()
        self._latest: tuple[Finding, ...] = ()

    def of_data(self) -> Judge:
        """Judges a prompt or a tool's answer: whether it holds instructions."""
        return self._judge(lambda text, asked: self._instructions(text, replace(asked, source=None)))

    def of_call(self) -> Judge:
        """Judges a call of a tool that only looks: whether it holds instructions, or obeys those of the data."""
        return self._judge(lambda text, asked: self._instructions(text, replace(asked, source=self._given or None)))

    def of_text(self) -> Judge:
        """Judges what a model says: all of it, and whether it obeys the data."""
        return self._judge(self._all)

    def of_act(self, tool: str, allowed: str) -> Judge:
        """Judges a call that acts: all of it, and that it acts, which escalates unless it is `allowed` to act alone."""
        return self._judge(lambda text, asked: self._acting(text, asked, tool, allowed))

    def answer(self, text: str, calls: Sequence[Call], asked: Request, tools: Mapping[str, Tool]) -> Verdict:
        """The verdict on an answer that asks for tools, or follows what they have answered: on all of it at once.

        Each part is judged as the step of a workflow that it is, and what is found in any counts for the whole.
        """
        found = [*self._in_data(asked.given)]
        looks = [self._all(text, asked)] if text.strip() or not calls else []
        found += [finding for verdict in looks for finding in verdict.findings]
        at = len(written(text, calls)) - len(written("", calls)) if calls else 0
        for call in calls:
            looks.append(self._called(call, asked, tools.get(call.tool, Tool())))
            found += [_moved(finding, at) for finding in looks[-1].findings]
            at += len(call.words) + 1
        return self._decided(looks[-1], asked, found)

    def _in_data(self, given: Iterable[tuple[str, str]]) -> Iterator[Finding]:
        for tool, text in given:
            found = list(_told(f"result of {tool}", self._instructions(text, Request()).findings))
            yield from found
            if not found:
                self.give(tool, text)

    def _called(self, call: Call, asked: Request, tool: Tool) -> Verdict:
        if tool.acts:
            return self._acting(call.words, asked, call.tool, tool.allowed)
        return self._instructions(call.words, replace(asked, source=self._given or None))

    def _acting(self, text: str, asked: Request, tool: str, allowed: str) -> Verdict:
        """What the records do not show is put before a person and no reason to refuse the call: many an act is new."""
        verdict, most = self._all(text, asked), self._policy.tiers[-1].escalate
        found = [replace(f, severity=min(f.severity, most)) if _unsaid(f) else f for f in verdict.findings]
        return replace(verdict, findings=(*found, self._acts(tool, allowed)))

    def _acts(self, tool: str, allowed: str) -> Finding:
        strictest = self._policy.tiers[-1]
        told = f"{tool!r} acts, and nobody has allowed it to act alone: a person must agree"
        if allowed:
            told = f"{tool!r} acts, and may act alone: {allowed}"
        severity = Severity.INFO if allowed else strictest.escalate
        return Finding(rule="workflow.acts", category=f"{_RAISES}{strictest.name}", severity=severity, message=told)

    def settle(self, step: str, verdict: Verdict) -> None:
        """Keep the tier and the findings of a step that has ended, for the steps after it."""
        self.tier = next(tier for tier in self._policy.tiers if tier.name == verdict.tier)
        self._found = (*self._found, *_told(step, self._latest))

    def give(self, name: str, text: str) -> None:
        """Keep data that was accepted: what a model says later is held against it."""
        self._given += Source.from_chunks([(name, text)])

    def _judge(self, look: Look) -> Judge:
        def judged(text: str, asked: Request) -> Verdict:
            verdict = look(text, asked)
            self._latest = verdict.findings
            return self._decided(verdict, asked, [*verdict.findings, *self._found, *self._reached(verdict)])

        return Judge(self._policy, judged)

    def _decided(self, verdict: Verdict, asked: Request, findings: Sequence[Finding]) -> Verdict:
        tier, decision = self._policy.decide(asked.use, findings)
        weighed = sorted(self._policy.weighed(tier, findings), key=lambda f: -f.severity.rank)
        return replace(verdict, decision=decision, tier=tier.name, use=asked.use, findings=tuple(weighed))

    def _reached(self, verdict: Verdict) -> list[Finding]:
        """What says that an earlier step was in a stricter tier, so that this one is as well."""
        tiers = list(self._policy.tiers)
        if tiers.index(self._policy.tier(verdict.use, verdict.findings)) >= tiers.index(self.tier):
            return []
        told = f"an earlier step was in tier {self.tier.name}, so this one is too"
        category = f"{_RAISES}{self.tier.name}"
        return [Finding(rule="workflow.tier", category=category, severity=Severity.INFO, message=told)]

    def _instructions(self, text: str, asked: Request) -> Verdict:
        return self._data.check(text, source=asked.source, use=asked.use, day=asked.day)

    def _all(self, text: str, asked: Request) -> Verdict:
        verdict = self._checker.check(text, source=asked.source, use=asked.use, prompt=asked.prompt, day=asked.day)
        if not self._given:
            return verdict
        obeyed = self._instructions(text, replace(asked, source=self._given))
        return replace(
            verdict, findings=(*verdict.findings, *(f for f in obeyed.findings if f not in verdict.findings))
        )


def _unsaid(finding: Finding) -> bool:
    return finding.category == _UNSUPPORTED


def _told(step: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    """What is told of an earlier step in a later one."""
    for finding in findings:
        if finding.severity > Severity.INFO or finding.category == "error":
            yield replace(finding, span=None, message=f"{step}: {finding.message}")


def _moved(finding: Finding, by: int) -> Finding:
    if finding.span is None:
        return finding
    return replace(finding, span=Span(finding.span.start + by, finding.span.end + by))


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersOfClients:
    """Judges what guarded clients answer besides a text; `bench` makes the bench of one answer for its use."""

    bench: Callable[[str | None], Bench]
    tools: Mapping[str, Tool]

    def check(self, text: str, calls: Sequence[Call], request: Request, /) -> Verdict:
        """The verdict on all that one answer says."""
        return self.bench(request.use).answer(text, calls, request, self.tools)
