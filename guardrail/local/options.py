"""What can be asked of a text besides what it is about."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import GuardrailError
from .slots import Style

TASKS = ("narrate", "summarise", "explain")
RECORD_KINDS = (
    "payment",  # money paid to a vendor
    "receipt",  # money that a customer paid
    "refund",  # money that a vendor gave back
    "refund issued",  # money given back to a customer
    "invoice",  # sent to a customer
    "bill",  # had from a vendor
    "journal entry",
    "transfer",  # between own accounts
    "payroll",
    "fee",
    "depreciation",
)
SUMMARY_KINDS = ("spending", "income")
KINDS = RECORD_KINDS + SUMMARY_KINDS
TONES = ("plain", "formal", "friendly")
LENGTHS = ("short", "full")
VOICES = ("you", "we", "neutral")
REASONS = (
    "duplicate",  # looks as if it was entered or paid twice
    "no receipt",
    "unusual amount",
    "new party",
    "no account",  # it is not clear which account it belongs to
    "personal",  # it may be no business expense
    "other",  # in the words of whoever flagged it: the slot REASON
)

_CHOICES = {
    "task": (*TASKS, None),
    "kind": (*KINDS, None),
    "tone": TONES,
    "length": LENGTHS,
    "voice": VOICES,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a text is to be written.

    Args:
        task: `narrate` one record, `summarise` a period, or `explain` a flagged record to a client; None leaves it to
            what is given.
        kind: what the record is, one of `RECORD_KINDS`, or which money is summarised, one of `SUMMARY_KINDS`; None
            leaves it to the record, or means spending.
        tone: `plain`, `formal` or `friendly`.
        length: `short` says what, who, when and how much; `full` says whatever there is a slot for.
        voice: `you` speaks to the owner of the books, `we` as them, `neutral` names nobody.
        locale: how days and digits are written; see `slots.LOCALES`.
        currency: `symbol` or `code`.
        seed: the same seed writes the same; another one chooses other words.

    Raises:
        GuardrailError: for a value that is not one of those.
    """

    task: str | None = None
    kind: str | None = None
    tone: str = "plain"
    length: str = "full"
    voice: str = "you"
    locale: str = "en-US"
    currency: str = "symbol"
    seed: int = 0

    def __post_init__(self) -> None:
        for name, choices in _CHOICES.items():
            if getattr(self, name) not in choices:
                told = ", ".join(str(choice) for choice in choices if choice)
                raise GuardrailError(f"{name} is {getattr(self, name)!r}; it must be one of {told}")
        if not isinstance(self.seed, int) or isinstance(self.seed, bool) or self.seed < 0:
            raise GuardrailError(f"seed is {self.seed!r}; it must be a whole number from 0")
        _ = self.style

    @property
    def style(self) -> Style:
        """How values are written."""
        return Style(locale=self.locale, currency=self.currency)
