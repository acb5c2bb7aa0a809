"""Checks text that a language model wrote against the records it was written from."""

from __future__ import annotations

from os import PathLike

from .backends import Budget, Generated, GuardedBackend, Part
from .costs import Cost, Plan, Step, TierBudget
from .errors import (
    BackendError,
    GuardrailError,
    MissingExtra,
    NotAccepted,
    OutOfBudget,
    PolicyError,
    ReviewError,
    RulesError,
    SourceError,
    WorkflowError,
)
from .events import Event
from .guard import Guard
from .policy import Policy, Tier
from .protocols import Backend, ReviewQueue, Validator
from .source import Source
from .types import (
    Candidate,
    Case,
    Decision,
    Ended,
    Evidence,
    Finding,
    Operand,
    Outcome,
    Proof,
    Resolution,
    SetAside,
    Severity,
    Span,
    Spent,
    Unit,
    Verdict,
)

__version__ = "0.1.0"

__all__ = [
    "Backend",
    "BackendError",
    "Budget",
    "Candidate",
    "Case",
    "Cost",
    "Decision",
    "Ended",
    "Event",
    "Evidence",
    "Finding",
    "Generated",
    "Guard",
    "GuardedBackend",
    "GuardrailError",
    "MissingExtra",
    "NotAccepted",
    "Operand",
    "OutOfBudget",
    "Outcome",
    "Part",
    "Plan",
    "Policy",
    "PolicyError",
    "Proof",
    "Resolution",
    "ReviewError",
    "ReviewQueue",
    "RulesError",
    "SetAside",
    "Severity",
    "Source",
    "SourceError",
    "Span",
    "Spent",
    "Step",
    "Tier",
    "TierBudget",
    "Unit",
    "Validator",
    "Verdict",
    "WorkflowError",
    "load",
]


def load(rules: str | PathLike[str] | None = None) -> Guard:
    """The guard that the rules in a folder or file make; the rules that ship if none is named.

    Raises `RulesError`, with file, line and column, for a rule that cannot be used: nothing is skipped.
    """
    from .rulebook import Rulebook

    return Rulebook.read(rules).guard()
