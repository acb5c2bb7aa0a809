"""Every example runs on its own, as a newcomer would run it, and prints what it is there to show."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"
NEEDS = {"from_dataframe": "pandas", "guard_a_client": "openai"}

# What each must print, in this order; what stands between is the library's own wording.
SHOWN = {
    "check_ledger": [
        "accept: You paid Gusto $18,250.00 on March 15.",
        "supported: Gusto, $18,250.00",
        "reject: You paid WeWork $18,250.00.",
        "contradiction: the $18,250.00",
        "escalate: You paid Northwind Freight $410.00.",
        "unsupported: ",
    ],
    "check_statement": [
        "accept: Revenue was $1,204.3 million in 2025.",
        "T1:R2C3",
        "accept: Gross profit rose 15.0% from 2024 to 2025.",
        "T1:R4C3, T1:R4C5",
        "reject: Gross profit was $481.7 million in 2024.",
        "contradiction: ",
        "reject: Revenue was $1,204.3 billion in 2025.",
        "contradiction: ",
    ],
    "from_dataframe": [
        "accept: You paid Cedar Print $1,240.50 in March 2026.",
        "[A3]",
        "accept: Cedar Print refunded $240.50 on March 28, 2026.",
        "[A4]",
        "reject: You paid Cedar Print $240.50 in March 2026.",
    ],
    "guard_a_client": [
        "You paid Gusto $18,250.00 on March 15.",
        "refused: reject: ",
    ],
    "own_rules": [
        "accept: You paid Gusto",
        "reject: You paid Gusto",
        "promised-return: The text promises a return.",
    ],
    "own_validator": [
        "accept: You paid Gusto",
        "escalate: YOU PAID GUSTO",
        "pattern.shouting: The text is written in capitals.",
    ],
    "retrieved_chunks": [
        "What was rent? accept: Rent in March 2026 was $3,200.00. ['lease.pdf#1']",
        "What was payroll? escalate: None []",
    ],
    "review_queue": [
        "What did Gusto cost? accept: You paid Gusto $18,250.00 on March 15.",
        "What about freight? escalate: None",
        "R. Osei reads: You paid Northwind Freight $410.00.",
        "still open: 0; said: not in our books",
    ],
    "stream": [
        "feed: You paid WeWork $3,200.00. \n",
        "feed: You paid Gusto $18,250.00 on March 15. \n",
        "feed ends: reject, 66 characters were released",
        "payment ends: reject, 0 characters were released",
    ],
    "try_again": [
        "Summarise March.\n",
        "The previous answer was refused.",
        "the source says [A1] WeWork, $3,200.00, 2026-03-02; [A2] Gusto, $18,250.00, 2026-03-15",
        "['reject', 'accept']",
        "accepted for $0.004 and 840 tokens: In March you paid Gusto $18,250.00.",
    ],
    "workflow": [
        "step 2, call of ledger -> accept",
        "step 5, call of pay -> escalate",
        "the whole: escalate in tier act for 0.001",
        "step 2, final cannot be taken: step 1, result of mail was not accepted (reject)",
    ],
    "write_from_records": [
        "a record: ",
        "$18,250.00",
        "for a British reader: ",
        "15 March 2026",
        "USD 18,250.00",
        "a month: ",
        "$22,690.50",
        "a flagged item: ",
        "$1,240.50",
        "a record of its own: ",
        "€52.99",
    ],
    "watch_verdicts": [
        "sent: What did «NAME-1» cost in March?",
        "log: accept in tier advise, findings {'supported': ",
        "accept: You paid Gusto $18,250.00 on March 15.",
    ],
}


def test_no_example_is_left_out_and_none_is_missing():
    assert {path.stem for path in EXAMPLES.glob("*.py")} == set(SHOWN)


@pytest.mark.parametrize("name", SHOWN)
def test_an_example_prints_what_it_is_there_to_show(name, tmp_path):
    if name in NEEDS and find_spec(NEEDS[name]) is None:
        pytest.skip(f"needs {NEEDS[name]}, which is not installed")
    if name == "write_from_records" and not (EXAMPLES.parent / "models" / "narrator" / "model.json").is_file():
        pytest.skip("needs the weights of models/narrator")
    command = [sys.executable, "-W", "error", str(EXAMPLES / f"{name}.py")]
    quiet = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, encoding="utf-8", cwd=tmp_path, env=quiet, timeout=120
    )
    assert (done.returncode, done.stderr) == (0, "")
    rest = done.stdout
    for piece in SHOWN[name]:
        _, found, rest = rest.partition(piece)
        assert found, f"{piece!r} is not there, or not in this order, in:\n{done.stdout}"
    assert list(tmp_path.iterdir()) == []


def test_a_teams_test_file_finds_the_bug_that_is_planted_in_its_generator(tmp_path):
    file = EXAMPLES / "own-tests" / "test_notes.py"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", os.devnull, str(file)]
    quiet = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, encoding="utf-8", cwd=tmp_path, env=quiet, timeout=300
    )
    assert done.returncode == 1, done.stderr
    assert "1 failed, 2 passed" in done.stdout
    assert "AssertionError: your generator wrote a text that gets " in done.stdout
    assert "the text:   A" in done.stdout
    assert "  A100 | 2024-01-01 | " in done.stdout
