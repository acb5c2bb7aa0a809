"""The frozen values that pass between the parts: candidate, finding, verdict, case and outcome."""

from __future__ import annotations

import enum
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from math import isfinite
from typing import Any, Protocol, Self

from .errors import GuardrailError, NotAccepted


class _Ordered(enum.Enum):
    """An enum of words whose order is the order in which they are written; `rank` is 0 for the mildest."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.rank = len(self.__class__.__members__)

    def __lt__(self, other: Self) -> bool:
        return self.rank < other.rank if other.__class__ is self.__class__ else NotImplemented

    def __le__(self, other: Self) -> bool:
        return self.rank <= other.rank if other.__class__ is self.__class__ else NotImplemented

    def __gt__(self, other: Self) -> bool:
        return self.rank > other.rank if other.__class__ is self.__class__ else NotImplemented

    def __ge__(self, other: Self) -> bool:
        return self.rank >= other.rank if other.__class__ is self.__class__ else NotImplemented

    def __str__(self) -> str:
        return self.word


class Severity(_Ordered):
    """How bad a finding is: info < minor < major < critical."""

    INFO = "info"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"


class Decision(_Ordered):
    """What happens to a text: accept < escalate < reject."""

    ACCEPT = "accept"
    ESCALATE = "escalate"
    REJECT = "reject"


class Unit(_Ordered):
    """What text that is still being written is released in: sentence < paragraph < whole."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    WHOLE = "whole"


class Facts(Protocol):
    """What a text was written from; `guardrail.Source` is the one that ships.

    It may carry `digest`, a text that differs where the contents differ: review cases of the same text on
    different sources are then kept apart.
    """

    def __len__(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` up to, not including, `end` of a text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A place in the source: a cell by row id and column, or characters of a passage by span."""

    ref: str
    text: str
    column: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Operand:
    """Cells that one argument of a proof is made of.

    `cells` are addresses in the source: a record's id, a figure's id, or "P1:120-127" for characters of a
    passage. `where` are the conditions that chose records, as (field, value) pairs; every record that meets
    them must be among the cells, and no other.
    """

    cells: tuple[str, ...]
    where: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """How a stated value follows from cells of the source; recomputed by `grounding.verify`.

    `operation` is a name in `grounding.operations`, applied to the operands. `stated`, `places` and `hedge`
    are the value as the text has it: `places` is the power of ten of the last digit written. `luck` is the
    chance, 0 to 1, that a random wrong value of that precision would have been proven as well.
    """

    operation: str
    operands: tuple[Operand, ...]
    stated: str
    places: int = 0
    hedge: str = ""
    luck: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """Why a finding does not count, and how bad it would be if it did.

    `exception` is the id of the named exception that lets it pass, None where the rule is in shadow. `until` is
    the last day on which that holds, such as "2027-01-31"; None if no end is set.
    """

    severity: Severity
    exception: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing a validator saw in a candidate, good or bad, with what it rests on.

    `score`, where there is one, is a finite number. A finding that is set aside is reported and changes nothing: its
    severity is info. Raises `GuardrailError` if either does not hold, if `severity` is not a `Severity`, and if a
    failed check is set aside.
    """

    rule: str
    category: str
    severity: Severity
    message: str
    span: Span | None = None
    score: float | None = None
    evidence: tuple[Evidence, ...] = ()
    proof: Proof | None = None
    set_aside: SetAside | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.severity, Severity):
            raise GuardrailError(f"finding {self.rule!r}: severity is {self.severity!r}, not a Severity")
        if self.set_aside and (self.severity is not Severity.INFO or self.category == "error"):
            raise GuardrailError(f"finding {self.rule!r}: what is set aside is info, and no failed check")
        if self.score is not None and not isfinite(self.score):
            raise GuardrailError(f"finding {self.rule!r}: score is {self.score}, not a finite number")

    def __str__(self) -> str:
        return f"{self.category}: {self.message}"


def _today() -> date:
    return datetime.now(UTC).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A text proposed for release, the use it is for, and what it was written from.

    `prompt` is what the model was asked, if it is known. `day` is the day on which the text is checked: what
    lies in the future, or has run out, is told by it; today in UTC unless it is said.
    """

    text: str
    use: str | None = None
    source: Facts | None = None
    prompt: str | None = None
    day: date = field(default_factory=_today)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was decided about one text, why, and under which rules. Holds no text of its own."""

    decision: Decision
    tier: str
    use: str | None
    findings: tuple[Finding, ...]
    fingerprint: str

    @property
    def accepted(self) -> bool:
        """True only for `Decision.ACCEPT`."""
        return self.decision is Decision.ACCEPT

    def require_accept(self) -> Self:
        """Return self if accepted; raise `NotAccepted` with the worst reason otherwise."""
        if self.accepted:
            return self
        worst = max(self.findings, key=lambda f: f.severity, default=None)
        raise NotAccepted(f"{self.decision}: {worst}" if worst else str(self.decision))

    def to_dict(self) -> dict[str, Any]:
        """Plain values that survive JSON; `from_dict` reads them back."""
        return asdict(self, dict_factory=_plain)

    def to_json(self) -> str:
        """One line of JSON; non-ASCII characters are escaped so that lone surrogates survive.

        Only two surrogates side by side, high then low, come back as the one character they stand for.
        """
        return json.dumps(self.to_dict())

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Rebuild what `to_dict` wrote; raises `GuardrailError` if it is not a verdict."""
        try:
            return cls(
                decision=Decision(data["decision"]),
                tier=_text(data["tier"]),
                use=None if data["use"] is None else _text(data["use"]),
                findings=tuple(_finding(f) for f in data["findings"]),
                fingerprint=_text(data["fingerprint"]),
            )
        except (AttributeError, KeyError, OverflowError, TypeError, ValueError) as error:
            raise GuardrailError(f"not a verdict: {error!r}") from error

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Rebuild what `to_json` wrote; raises `GuardrailError` if it is not a verdict."""
        try:
            data = json.loads(text)
        except (TypeError, ValueError, RecursionError) as error:
            raise GuardrailError(f"not a verdict: {error}") from error
        return cls.from_dict(data)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An escalated text waiting for a person. `id` is a digest of the text, the verdict and the source."""

    id: str
    text: str
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What a reviewer said of a case: `decision` is accept or reject, `at` is UTC in ISO 8601."""

    case: str
    decision: Decision
    reviewer: str
    note: str = ""
    at: str = ""


class Ended(enum.Enum):
    """Why there was no further attempt."""

    ACCEPTED = "accepted"
    ESCALATED = "escalated"
    REJECTED = "rejected at the last attempt"
    OUT_OF_BUDGET = "out of budget"
    REPEATED = "repeated itself"
    BEGUN = "rejected after part of it had left"

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What a call took: seconds from start to end, tokens in and out, money; None where the backend does not say."""

    seconds: float = 0.0
    tokens: int | None = None
    money: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a guarded backend hands back: the text if it was accepted, None otherwise.

    `attempts` holds the verdict on every text of the backend, `verdict` among them as the last; `ended` says why
    there are no more. `response` is the client's own answer, where there is one and the text was accepted.
    """

    text: str | None
    verdict: Verdict
    case: str | None = None
    attempts: tuple[Verdict, ...] = ()
    ended: Ended | None = None
    spent: Spent = Spent()
    response: Any = None

    def __post_init__(self) -> None:
        if (self.text is not None) != self.verdict.accepted:
            raise GuardrailError("an outcome carries its text exactly when the verdict accepts it")
        if self.response is not None and not self.verdict.accepted:
            raise GuardrailError("an outcome carries the client's answer only when the verdict accepts it")


def _plain(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    return {key: value.value if isinstance(value, _Ordered) else value for key, value in pairs}


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not text")
    return value


def _finding(data: Mapping[str, Any]) -> Finding:
    fields = dict(data)
    fields["severity"] = Severity(fields["severity"])
    fields["span"] = _span(fields["span"])
    fields["evidence"] = tuple(_evidence(e) for e in fields["evidence"])
    fields["proof"] = _proof(fields["proof"])
    fields["set_aside"] = _set_aside(fields.get("set_aside"))  # none in verdicts from before there was shadow
    return Finding(**fields)


def _span(data: Mapping[str, int] | None) -> Span | None:
    return None if data is None else Span(**data)


def _set_aside(data: Mapping[str, Any] | None) -> SetAside | None:
    return None if data is None else SetAside(**{**data, "severity": Severity(data["severity"])})


def _evidence(data: Mapping[str, Any]) -> Evidence:
    return Evidence(**{**data, "span": _span(data["span"])})


def _proof(data: Mapping[str, Any] | None) -> Proof | None:
    if data is None:
        return None
    operands = tuple(_operand(o) for o in data["operands"])
    return Proof(**{**data, "operands": operands})


def _operand(data: Mapping[str, Any]) -> Operand:
    where = tuple((key, value) for key, value in data["where"])
    return Operand(cells=tuple(data["cells"]), where=where)
