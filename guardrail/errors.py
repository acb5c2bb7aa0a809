"""Every error the library raises, as a tree.

GuardrailError
├─ SourceError      records, a table or a file that cannot be read as a source
├─ RulesError       a rule file, a policy or a rules folder that cannot be used
├─ PolicyError      tiers or uses that contradict each other
├─ BackendError     the generator failed or did not answer with text
├─ ReviewError      the review queue could not store or hand out a case
├─ NotAccepted      `verdict.require_accept()` on a text that was not accepted
└─ MissingExtra     an optional package is needed and not installed
"""


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


class ReviewError(GuardrailError):
    """The review queue could not store, hand out or resolve a case; nothing was released."""


class NotAccepted(GuardrailError):  # noqa: N818 - reads as what happened, like StopIteration
    """Raised by `Verdict.require_accept` when the decision was escalate or reject."""


class MissingExtra(GuardrailError):  # noqa: N818
    """An optional package is needed; the message names the extra to install."""
