"""Every error the library raises, as a tree.

GuardrailError
├─ SourceError      records, a table or a file that cannot be read as a source
├─ RulesError       a rule file, a policy or a rules folder that cannot be used
├─ PolicyError      tiers or uses that contradict each other
├─ BackendError     the generator failed or did not answer with text
│  └─ OutOfBudget   no text came within the time, tokens, money or length allowed
├─ WorkflowError    a step was to follow one that was not accepted, or a workflow has no outcome
├─ ReviewError      the review queue could not store or hand out a case
├─ NotAccepted      a text was not accepted: `verdict.require_accept()`, or a guarded client
└─ MissingExtra     an optional package is needed and not installed
"""

from __future__ import annotations

import typing


class GuardrailError(Exception):
    """Base of every error the library raises; its message is one line a person can act on."""


class SourceError(GuardrailError):
    """Records, a table or a file could not be read as a source."""


class RulesError(GuardrailError):
    """A rule file or rules folder cannot be used; the message starts with file, line and column."""


class PolicyError(GuardrailError):
    """Tiers or uses contradict each other, for example a stricter tier that escalates later."""


class BackendError(GuardrailError):
    """The backend failed, or answered with something that is not text."""


class OutOfBudget(BackendError):  # noqa: N818
    """No text came within the time, tokens, money or length that the budget allows; nothing was released."""


class WorkflowError(GuardrailError):
    """A step was to follow one that was not accepted, or there is no outcome; the message says which step it was."""


class ReviewError(GuardrailError):
    """The review queue could not store, hand out or resolve a case; nothing was released."""


class NotAccepted(GuardrailError):  # noqa: N818 - reads as what happened, like StopIteration
    """The decision was escalate or reject; of a guarded client `outcome` is the `Outcome`, otherwise None."""

    def __init__(self, message: str, *, outcome: typing.Any = None) -> None:
        super().__init__(message)
        self.outcome = outcome


class MissingExtra(GuardrailError):  # noqa: N818
    """An optional package is needed; the message names the extra to install."""


def told(error: Exception, *, hidden: str | None = None) -> str:
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
