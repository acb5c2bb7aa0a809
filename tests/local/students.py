"""Small students for tests: a few texts as their tables, and networks that say whatever a test wants them to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from guardrail.local.frame import MEANINGS
from guardrail.local.student import Card, Student
from guardrail.local.words import END, PAD, SPECIAL, START, tokens

TEXTS: Mapping[str, Sequence[str]] = {
    "narrate/payment": [
        "You paid [PARTY] [AMOUNT] on [DATE].",
        "On [DATE] you paid [AMOUNT] to [PARTY] by [METHOD].",
        "You paid [AMOUNT] to [PARTY] on [DATE], and it is booked to [ACCOUNT] with reference [REFERENCE].",
        "You paid [PARTY] [AMOUNT] by [METHOD] on [DATE], booked to [ACCOUNT]. The memo reads [MEMO].",
        "You made a payment to [PARTY]. The memo reads [MEMO].",
        "You paid [PARTY] [AMOUNT] on [DATE] with reference [REFERENCE].",
        "You paid [PARTY] [AMOUNT].",
        "You paid [PARTY] on [DATE].",
        "You paid [AMOUNT] on [DATE].",
        "You made a payment on [DATE] of [AMOUNT].",
    ],
    "narrate/refund": [
        "[PARTY] refunded you [AMOUNT] on [DATE].",
        "On [DATE] [PARTY] refunded you [AMOUNT], booked to [ACCOUNT].",
        "You received a refund of [AMOUNT] from [PARTY].",
    ],
    "narrate/transfer": [
        "You transferred [AMOUNT] from [FROM] to [TO] on [DATE].",
        "[AMOUNT] was moved from [FROM] to [TO].",
    ],
    "summarise/spending": [
        "You spent [TOTAL] in [PERIOD] across [COUNT].",
        "In [PERIOD] you made [COUNT] for a total of [TOTAL], of which [LARGEST_PARTY] received [LARGEST_AMOUNT] ([SHARE]).",
        "You spent [TOTAL] in [PERIOD] across [COUNT], up [RISE] from [PRIOR_TOTAL] in [PRIOR_PERIOD].",
        "You spent [TOTAL] in [PERIOD] across [COUNT], down [FALL] from [PRIOR_TOTAL] in [PRIOR_PERIOD].",
        "You spent [TOTAL] in [PERIOD] across [COUNT], of which [LARGEST_PARTY] received [LARGEST_AMOUNT] ([SHARE]), "
        "up [RISE] from [PRIOR_TOTAL] in [PRIOR_PERIOD].",
    ],
    "explain/payment": [
        "The payment of [AMOUNT] to [PARTY] on [DATE] looks like a duplicate. Please confirm that it is right.",
        "The payment of [AMOUNT] to [PARTY] on [DATE] was flagged with the note [REASON]. Please look at it.",
        "The payment of [AMOUNT] to [PARTY] on [DATE], booked to [ACCOUNT] with reference [REFERENCE], looks like a duplicate.",
    ],
}
CONTEXT = 2

Logits = Callable[[int, int], np.ndarray]


class Chatter:
    """A network that gives whatever logits it is told to, step by step; its state is how far it is."""

    def __init__(self, vocabulary: int, logits: Logits) -> None:
        self._size = vocabulary
        self._logits = logits

    def start(self, inputs: np.ndarray) -> dict[str, np.ndarray]:
        """A state of nothing but the step."""
        return {"step": np.zeros(len(inputs), dtype=np.int64), "of": inputs.sum(axis=1)}

    def step(self, tokens: np.ndarray, state: Mapping[str, np.ndarray]) -> tuple[np.ndarray, dict[str, np.ndarray]]:
        """Logits by step and by what the text is about, so that a batch gets what each would get alone."""
        rows = [
            self._logits(int(at) * 1009 + int(of), self._size)
            for at, of in zip(state["step"], state["of"], strict=True)
        ]
        return np.array(rows, dtype=np.float32), {**state, "step": state["step"] + 1}


def random_logits(seed: int) -> Logits:
    """Logits drawn anew at each step."""
    return lambda step, size: np.random.default_rng([seed, step]).normal(0, 4, size)


def card(texts: Mapping[str, Sequence[str]] = TEXTS, **more: object) -> Card:
    """A card whose tables are those of the texts."""
    allowed: dict[str, dict[tuple[str, ...], set[str]]] = defaultdict(lambda: defaultdict(set))
    words: set[str] = set()
    for section, skeletons in texts.items():
        for skeleton in skeletons:
            run = [*[START] * CONTEXT, *tokens(skeleton), END]
            words.update(run)
            for at in range(CONTEXT, len(run)):
                allowed[section][tuple(run[at - CONTEXT : at])].add(run[at])
    return Card(
        **{
            "architecture": "chatter",
            "vocabulary": (*SPECIAL, *sorted(words - set(SPECIAL))),
            "inputs": (PAD, *MEANINGS),
            "context": CONTEXT,
            "allowed": {
                section: {" ".join(run): " ".join(sorted(following)) for run, following in table.items()}
                for section, table in allowed.items()
            },
            **more,
        }  # type: ignore[arg-type]
    )


def student(logits: Logits | None = None, **more: object) -> Student:
    """A student of the texts above, whose network says what is given, or random things."""
    made = card(**more)  # type: ignore[arg-type]
    return Student(made, Chatter(len(made.vocabulary), logits or random_logits(0)))
