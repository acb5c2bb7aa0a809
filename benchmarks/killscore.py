"""The kill score of the rules that ship, by kind of error: `python -m benchmarks.killscore [--readme]`.

`--readme` writes the table into the README, between its two markers; without it the table is printed.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import guardrail
from guardrail import Decision
from guardrail.testing.errors_made import errors_drawn
from guardrail.testing.killscore import KillScore, caught, kill_score, summary, uses_of

README = Path(__file__).parent.parent / "README.md"
START, END = "<!-- kill score: start -->\n", "<!-- kill score: end -->\n"
ERRORS, SEED = 3000, 1


def table(score: KillScore) -> str:
    """A line for each kind, with what was stopped of how many, and in percent, for each use; all of them last."""
    uses = list(score.counts)
    heads = [f"{use} ({score.tiers[use]})" for use in uses]
    lines = [f"| error | made | {' | '.join(heads)} |", f"|---|--:|{'--:|' * len(uses)}"]
    lines += [_line(kind, [score.counts[use][kind] for use in uses]) for kind in sorted(score.counts[uses[0]])]
    return "\n".join([*lines, _line("**all**", [score.total(use) for use in uses])]) + "\n"


def _line(kind: str, decisions: list) -> str:
    made = decisions[0].total()
    shares = (f"{made - one[Decision.ACCEPT]:,} ({100 * caught(one):.1f} %)" for one in decisions)
    return f"| {kind} | {made:,} | {' | '.join(shares)} |"


def written(readme: str, part: str) -> str:
    """The README with another part between its markers."""
    before, _, rest = readme.partition(START)
    _, marker, after = rest.partition(END)
    if not marker:
        raise SystemExit("README.md: the two markers of the kill score are not there, or not in order")
    return before + START + part + END + after


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--readme", action="store_true", help="write the table into the README")
    guard = guardrail.load()
    readme = arguments.parse_args().readme
    score = kill_score(guard, errors_drawn(ERRORS, SEED), uses=uses_of(guard))
    told = "".join(f"- {line}\n" for line in summary(score))
    part = f"{table(score)}\n{told}"
    if readme:
        README.write_text(written(README.read_text(encoding="utf-8"), part), encoding="utf-8")
    else:
        print(part)


if __name__ == "__main__":
    main()
