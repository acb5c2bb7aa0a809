"""Every file in `bad/` is a mistake somebody makes, and the `.txt` beside it is the answer they must get."""

from __future__ import annotations

from pathlib import Path

import pytest

from guardrail.errors import RulesError
from guardrail.rulebook import Rulebook

BAD = Path(__file__).parent / "bad"
CASES = sorted(path.stem for path in BAD.glob("*.yaml"))


def answer(case: str, folder: Path) -> str:
    name = "policy.yaml" if case.startswith("policy-") else f"{case}.yaml"
    (folder / name).write_bytes((BAD / f"{case}.yaml").read_bytes())
    with pytest.raises(RulesError) as caught:
        Rulebook.read(name)
    return str(caught.value) + "\n"


@pytest.mark.parametrize("case", CASES)
def test_a_mistake_is_answered_with_its_place_and_what_to_do(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert answer(case, tmp_path) == (BAD / f"{case}.txt").read_text(encoding="utf-8")


def test_every_answer_belongs_to_a_bad_file() -> None:
    assert sorted(path.stem for path in BAD.glob("*.txt")) == CASES
