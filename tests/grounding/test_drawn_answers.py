"""What the engine says of texts that are drawn, right ones and the same with an error, does not change unseen."""

import hashlib
from pathlib import Path

import pytest

from guardrail.testing.errors_made import errors_drawn

from .answers import WRITES, said
from .claim_tables import GUARD

FILE = Path(__file__).parent / "answers_drawn.txt"
DRAWS, TEXTS = 25, 16


def answers(seed: int) -> list[str]:
    """What is said of each text of one draw."""
    drawn = [(text, one.source) for one in errors_drawn(TEXTS, seed) for text in (one.true, one.text)]
    return [said(GUARD.check(text, source=source)) for text, source in drawn]


def digest(seed: int) -> str:
    """A few letters for each answer: the file shows which changed, and the test what is said now."""
    return " ".join(hashlib.sha256(each.encode()).hexdigest()[:6] for each in answers(seed))


@pytest.mark.parametrize("seed", range(DRAWS))
def test_what_is_said_of_drawn_texts_is_what_it_was(seed: int) -> None:
    """Catches: a change of any finding, proof or message that no table has. WRITE_ANSWERS=1 takes down what is said."""
    lines = FILE.read_text(encoding="utf-8").splitlines() if FILE.exists() else []
    lines += [""] * (DRAWS - len(lines))
    if WRITES:
        lines[seed] = digest(seed)
        FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert digest(seed) == lines[seed], "\n\n".join(answers(seed))
