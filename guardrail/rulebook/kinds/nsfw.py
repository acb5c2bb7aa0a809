"""The rule that rates a text with the classifier that ships."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field

from ...errors import GuardrailError
from ...protocols import Validator
from ...types import Severity as _Severity
from ..problems import suggest
from ..rule import Rule
from ..values import Fault, Severity, Share, Strict


class CleanTexts(Strict):
    """The run on clean texts that the bands were chosen by."""

    texts: int = Field(ge=1, description="How many clean texts were rated.")
    alarms: int = Field(ge=0, description="How many of them reach the mildest band of some label.")
    at_most: float = Field(
        alias="at most", ge=0, le=1, description="Upper end of the 95 % interval of the share of false alarms."
    )


def _nsfw(rules: Sequence[NsfwRule]) -> Validator:
    from ...validators.nsfw import Nsfw

    (rule,) = rules
    return Nsfw(bands=rule.bands, rule=rule.id)


class NsfwRule(Rule):
    """Rates the text with the classifier that ships; `bands` say how bad a rating is, label by label.

    `guardrail nsfw calibrate` chooses bands from clean texts of your own. Every label of the classifier needs a
    band, so that none goes unchecked.
    """

    build = _nsfw
    once = True

    kind: Literal["nsfw"]
    bands: dict[str, Annotated[dict[Severity, Share], Field(min_length=1)]] = Field(
        description="For each label, the probability, 0 to 1, from which on each severity holds."
    )
    chosen_by: CleanTexts | None = Field(default=None, alias="chosen by", description="What the bands were chosen by.")

    def faults(self) -> Iterator[Fault]:
        """A model that cannot be used; labels it does not have, or that have no band; bands out of order."""
        from ...validators.nsfw import shipped_card

        try:
            labels = shipped_card().labels
        except GuardrailError as error:
            yield Fault(("kind",), str(error))
            return
        for label in self.bands.keys() - set(labels):
            yield Fault(("bands", label), f"the classifier has no label {label!r}", suggest(label, labels))
        for label in [label for label in labels if label not in self.bands]:
            yield Fault(
                ("bands",), f"the label {label!r} has no band", f"add a line such as '{label}: {{critical: 0.5}}'"
            )
        for label, bands in self.bands.items():
            if not _in_order(bands):
                yield Fault(("bands", label), "a worse severity must need a higher probability", "swap them")

    def rests_on(self) -> str:
        """SHA-256 of the classifier, all its files included."""
        from ...validators.nsfw import shipped_card

        return shipped_card().sha256


def _in_order(bands: Mapping[_Severity, float]) -> bool:
    by_severity = [bands[severity] for severity in sorted(bands)]
    return all(milder < worse for milder, worse in pairwise(by_severity))
