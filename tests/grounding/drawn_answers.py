"""What the engine says of texts by the hundred, in a word each: a change of any of it shows in `answers_drawn.txt`.

`WRITE_ANSWERS=1 python -m pytest -n0 tests/grounding` writes the file anew; see which decisions changed before it is
committed.
"""

import hashlib
from pathlib import Path

from guardrail import Source
from guardrail.grounding.mentions import find_mentions

from .answers import WRITES, said
from .claim_tables import GUARD

FILE = Path(__file__).parent / "answers_drawn.txt"


def answers(drawn: list[tuple[str, Source]]) -> list[str]:
    """What is said of each text, after the letter of its decision (a, e or r), and the values and times read in it."""
    verdicts = [GUARD.check(text, source=source) for text, source in drawn]
    return [
        f"{verdict.decision.value[0]}\n{said(verdict)}\n{_values(text)}"
        for (text, _), verdict in zip(drawn, verdicts, strict=True)
    ]


def _values(text: str) -> str:
    return "\n".join(map(str, find_mentions(text)))


def digest(found: list[str]) -> str:
    """A word for each answer, the letter of its decision first: the file shows which changed, and from what to what."""
    return " ".join(each[0] + hashlib.sha256(each.encode()).hexdigest()[:3] for each in found)


def assert_as_before(name: str, drawn: list[tuple[str, Source]]) -> None:
    """Catches: a change of any finding, proof or message that no table has. WRITE_ANSWERS=1 takes down what is said."""
    found = answers(drawn)
    lines = FILE.read_text(encoding="utf-8").splitlines() if FILE.exists() else []
    before = dict(line.split(": ", 1) for line in lines)
    if WRITES:
        before[name] = digest(found)
        FILE.write_text("\n".join(f"{key}: {words}" for key, words in sorted(before.items())) + "\n", encoding="utf-8")
    changed = [
        f"{text}\n{now}"
        for (text, _), now, then in zip(drawn, found, before.get(name, "").split(), strict=True)
        if digest([now]) != then
    ]
    assert changed == []
