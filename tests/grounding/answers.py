"""What the engine says of each text of the tables, to the word: a change of any of it shows in `answers.txt`.

`WRITE_ANSWERS=1 python -m pytest -n0 tests/grounding` writes the file anew; read what changed before it is committed.
"""

import atexit
import os
from pathlib import Path

from guardrail.types import Evidence, Finding, Verdict

FILE = Path(__file__).parent / "answers.txt"
WRITES = bool(os.environ.get("WRITE_ANSWERS"))


def said(verdict: Verdict) -> str:
    """All findings of a verdict in lines: where, how bad, what, what proves it, and by how likely a chance."""
    return "\n".join(map(_line, verdict.findings))


def _line(finding: Finding) -> str:
    where = f"{finding.span.start}-{finding.span.end}" if finding.span else "all"
    proof, shown = finding.proof, " ".join(map(_shown, finding.evidence))
    told = f"  {where} {finding.severity} {finding.category}: {finding.message}"
    if proof is None:
        return f"{told} <{shown}>" if shown else told
    of = "; ".join(" ".join(o.cells) + "".join(f" {k}={v}" for k, v in o.where) for o in proof.operands)
    told += f" <{shown}>" if any(each.span for each in finding.evidence) else ""
    return f"{told} {{{proof.operation} of {of} = {proof.stated} {proof.hedge}}} {proof.luck:.1g}"


def _shown(evidence: Evidence) -> str:
    span = evidence.span
    return f"{evidence.ref}:{span.start}-{span.end}" if span else evidence.ref


def _read() -> dict[str, set[str]]:
    """The answers by text; a text that stands in two tables may have two."""
    found: dict[str, set[str]] = {}
    for block in FILE.read_text(encoding="utf-8").split("\n\n") if FILE.exists() else ():
        text, _, answers = block.strip("\n").partition("\n")
        found.setdefault(text, set()).add(answers)
    return found


ANSWERS: dict[str, set[str]] = {} if WRITES else _read()


def pinned(text: str, verdict: Verdict) -> bool:
    """Whether the engine says what the file has of a text; writing, it takes down what it says."""
    if WRITES:
        ANSWERS.setdefault(" ".join(text.split()), set()).add(said(verdict))
    return said(verdict) in ANSWERS.get(" ".join(text.split()), ())


def _write() -> None:
    """The file with what was taken down; texts that this run did not come to stay as they were."""
    kept = sorted((_read() | ANSWERS).items())
    blocks = (f"{text}\n{answer}".strip("\n") for text, answers in kept for answer in sorted(answers))
    FILE.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")


if WRITES:
    atexit.register(_write)
