"""Rules that find words however they are disguised."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from ...protocols import Validator
from ..values import Text
from .patterns import TermsRule


def _lexicon(rules: Sequence[LexiconRule]) -> Validator:
    from ...validators.lexicon import Lexicon

    return Lexicon([rule.sought() for rule in rules], allowed=[name for rule in rules for name in rule.allow])


class LexiconRule(TermsRule):
    """Finds words and phrases like `terms`, and also where they are disguised: "f u c k", "sh1t", "a$$".

    A term inside a name under `allow` is let pass, whichever rule of this kind lists the name.
    """

    build = _lexicon

    kind: Literal["lexicon"]  # type: ignore[assignment]
    allow: list[Text] = Field(default=[], description="Names of people, places and merchants that hold a term.")

    def rests_on(self) -> str:
        """SHA-256 of the classifier: its list of words is what disguises are seen through with."""
        from ...validators.nsfw import shipped_card

        return shipped_card().sha256
