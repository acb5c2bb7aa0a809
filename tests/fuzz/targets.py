"""What fuzzing hands its bytes to: each reads them as one kind of input and fails if what comes of it cannot be.

Run by `run.py` with atheris, and by `test_targets.py` on the corpus alone, for which nothing need be installed.
"""

from __future__ import annotations

import datetime as dt
import pickle
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from guardrail.errors import RulesError, SourceError
from guardrail.grounding.mentions import find_mentions
from guardrail.rulebook import Rulebook, RuleProblems
from guardrail.source import Source

TODAY = dt.date(2026, 3, 31)


def mentions(data: bytes) -> None:
    """A text: every mention stands where it says, none overlaps another, and its numbers are numbers."""
    text = data.decode("utf-8", "replace")
    for day_first in (None, True, False):
        found = find_mentions(text, day_first=day_first, today=TODAY)
        assert all(one.end <= two.start for one, two in pairwise(found)), found
        for mention in found:
            assert 0 <= mention.start < mention.end <= len(text), mention
            assert text[mention.start : mention.end] == mention.text, mention
            assert all(value is None or value.is_finite() for value in (mention.value, mention.high)), mention
            assert mention.unclear == "" or "\n" not in mention.unclear.replace(mention.text, ""), mention


def tables(data: bytes) -> None:
    """A caption and the rows of a table, cells parted by bars: figures have places of their own and are numbers."""
    caption, *lines = data.decode("utf-8", "replace").split("\n")
    rows = [line.split("|") for line in lines]
    try:
        source = Source.from_table(rows, caption=caption)
    except SourceError as error:
        says_what(error)
        return
    for table in source.tables:
        assert len({figure.id for figure in table.figures}) == len(table.figures)
        for figure in table.figures:
            assert 0 <= figure.row < len(rows), figure
            assert 0 <= figure.column < len(rows[figure.row]), figure
            assert figure.value is None or figure.value.is_finite(), figure
            assert figure.scale is None or figure.scale > 0, figure
    assert pickle.loads(pickle.dumps(source)) == source


def rules(data: bytes) -> None:
    """A rule file: it loads and has a fingerprint, or every mistake in it is told with a place that exists."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "house.yaml"
        file.write_bytes(data)
        try:
            assert Rulebook.read(file).fingerprint
        except RuleProblems as error:
            lines = data.count(b"\n") + data.count(b"\r") + 2
            for problem in error.problems:
                assert problem.message.strip(), problem
                assert 0 <= problem.line <= lines, problem
                assert problem.column >= 0, problem
        except RulesError as error:
            says_what(error)


def says_what(error: Exception) -> None:
    """An error that a person gets says what is wrong."""
    assert str(error).strip(), "an error that says nothing"


TARGETS: dict[str, Callable[[bytes], None]] = {"mentions": mentions, "tables": tables, "rules": rules}
CORPUS = Path(__file__).parent / "corpus"
PARTED = "\n----\n"


def corpus(name: str) -> list[bytes]:
    """What fuzzing of a target begins with: the parts of its file, and of what was found to go wrong before."""
    parts = (CORPUS / f"{name}.txt").read_text(encoding="utf-8").split(PARTED)
    found = [part.encode() for part in parts]
    if name == "rules":
        bad = Path(__file__).parents[1] / "rulebook" / "bad"
        found += [file.read_bytes() for file in sorted(bad.glob("*.yaml"))]
    return found
