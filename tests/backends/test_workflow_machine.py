"""Two workflows of one guard, step by step in any order, held against a model of what each must come to."""

from decimal import Decimal

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, precondition, rule

from guardrail import (
    Budget,
    Decision,
    Finding,
    Generated,
    Guard,
    OutOfBudget,
    Policy,
    Severity,
    Tier,
    WorkflowError,
)
from guardrail.backends import Tool
from guardrail.testing import FakeQueue, Says

TIERS = (
    Tier(name="inform", escalate=Severity.CRITICAL, reject=Severity.CRITICAL),
    Tier(name="advise", escalate=Severity.MAJOR, reject=Severity.CRITICAL),
    Tier(name="act", escalate=Severity.MINOR, reject=Severity.MAJOR),
)
POLICY = Policy(TIERS, {"feed": "inform", "note": "advise", "payment": "act"})
SAID = {f"{severity}-{kind}": (severity, kind) for severity in Severity for kind in ("claim", "order")}
TOOLS = {"look": Tool(acts=False), "file": Tool(allowed="R. Osei, since nothing leaves the house")}
MOST = 25


def finding(word):
    severity, kind = SAID[word]
    category = "policy.injection" if kind == "order" else "policy.advice"
    return Finding(rule=word, category=category, severity=severity, message="it says so")


GUARD = Guard(
    validators=[Says(finding(word), id=word, when=lambda c, word=word: word in c.text) for word in SAID], policy=POLICY
)
WORDS = st.sampled_from([*SAID, *["plain"] * 8])


class Model:
    """A workflow and what it must be by now: its tier, the worst it holds, what it spent and what it refused."""

    def __init__(self, use):
        self.queue = FakeQueue()
        self.flow = GUARD.workflow("work", use=use, tools=TOOLS, review=self.queue, budget=Budget(tokens=MOST))
        self.tier = TIERS.index(POLICY.tier(use))
        self.worst = Severity.INFO
        self.spent = 0
        self.steps = 0
        self.over = False
        self.escalated = 0
        self.final = None
        self.refused = []

    def decision(self):
        tier = TIERS[self.tier]
        if self.worst >= tier.reject:
            return Decision.REJECT
        return Decision.ESCALATE if self.worst >= tier.escalate else Decision.ACCEPT


class Workflows(RuleBasedStateMachine):
    flows = Bundle("flows")

    def __init__(self):
        super().__init__()
        self.models = []

    @rule(target=flows, use=st.sampled_from(["feed", "note", "payment", None]))
    @precondition(lambda self: len(self.models) < 2)
    def begin(self, use):
        self.models.append(Model(use))
        return self.models[-1]

    @rule(model=flows, word=WORDS, kind=st.sampled_from(["prompt", "result"]))
    def is_given_data(self, model, word, kind):
        """Of data only orders count, whatever else it says."""
        counts = SAID[word][0] if word in SAID and SAID[word][1] == "order" else Severity.INFO
        flow, text = model.flow, self.unique(word)
        take = flow.prompt if kind == "prompt" else lambda text: flow.result("look", text)
        self.step(model, text, counts, take)

    @rule(model=flows, word=WORDS, tool=st.sampled_from(["look", "file", "pay"]))
    def calls_a_tool(self, model, word, tool):
        counts = SAID[word][0] if word in SAID else Severity.INFO
        if tool == "look":
            counts = counts if word.endswith("order") else Severity.INFO
        tier = model.tier if tool == "look" else len(TIERS) - 1
        counts = max(counts, Severity.MINOR) if tool == "pay" else counts
        self.step(model, self.unique(word), counts, lambda text: model.flow.call(tool, {"about": text}), tier=tier)

    @rule(model=flows, word=WORDS, tokens=st.integers(0, 20), final=st.sampled_from([False, False, False, True]))
    def says(self, model, word, tokens, final):
        counts = SAID[word][0] if word in SAID else Severity.INFO
        take = model.flow.final if final else model.flow.text
        self.step(
            model,
            self.unique(word),
            counts,
            lambda text: take(Generated(text=text, tokens_in=tokens, tokens_out=0, money=Decimal(0))),
            tokens=tokens,
            final=final,
        )

    def unique(self, word):
        return f"{word} q{sum(model.steps for model in self.models)}q{len(self.models)}"

    def step(self, model, text, counts, take, *, tier=None, tokens=0, final=False):
        if model.over:
            with pytest.raises(WorkflowError, match=r"cannot be taken: .*step"):
                take(text)
            return
        model.steps += 1
        if model.spent >= MOST or model.spent + tokens > MOST:
            with pytest.raises(OutOfBudget):
                take(text)
            model.over, model.refused = True, [*model.refused, text]
            model.spent += tokens if model.spent < MOST else 0
            model.escalated = None
            return
        model.spent += tokens
        model.tier = max(model.tier, tier or 0)
        model.worst = max(model.worst, counts)
        outcome = take(text)
        assert outcome.verdict.decision is model.decision()
        assert (outcome.text is not None and text in outcome.text) == outcome.verdict.accepted
        model.escalated += outcome.verdict.decision is Decision.ESCALATE
        if not outcome.verdict.accepted:
            model.refused.append(text)
        model.over = final or not outcome.verdict.accepted
        model.final = text if final and outcome.verdict.accepted else None

    @invariant()
    def each_is_in_the_strictest_tier_that_it_reached(self):
        assert all(model.flow.tier == TIERS[model.tier].name for model in self.models)

    @invariant()
    def each_has_a_trace_of_all_its_steps_and_of_what_they_took(self):
        for model in self.models:
            trace = model.flow.trace
            assert [step.number for step in trace.steps] == list(range(1, model.steps + 1))
            assert trace.spent.tokens == model.spent == sum(step.spent.tokens for step in trace.steps)
            ranks = [next(n for n, t in enumerate(TIERS) if t.name == s.verdict.tier) for s in trace.steps if s.verdict]
            assert ranks == sorted(ranks)

    @invariant()
    def no_step_goes_over_the_budget_without_an_error(self):
        assert all(model.spent <= MOST or model.over for model in self.models)

    @invariant()
    def what_was_escalated_is_with_a_person_once(self):
        for model in self.models:
            assert model.escalated is None or len(model.queue.cases) == model.escalated

    @invariant()
    def what_was_not_accepted_cannot_be_read(self):
        for model in self.models:
            told = repr(model.flow.trace) + model.flow.trace.to_json()
            if model.over and model.flow.trace.steps[-1].verdict:
                told += repr(model.flow.outcome)
                assert model.flow.outcome.text == model.final
            else:
                with pytest.raises(WorkflowError):
                    model.flow.outcome  # noqa: B018 - reading it is what is tried
            assert not any(text in told for text in model.refused)


Workflows.TestCase.settings = settings(max_examples=60, stateful_step_count=12, deadline=None)
test_workflows_take_their_steps_as_the_model_says = Workflows.TestCase
