"""Mutation testing of the guard, the policy and grounding by mutmut: `python -m benchmarks.mutation --work DIR`.

mutmut changes one thing in a function ("<" to "<=", "and" to "or", a number, a text, an argument) and runs the tests
that call it: a change that no test notices *survives*. `guard` and `policy` are tried whole, of `grounding` a seeded
sample of functions' changes. `--write` puts the figures and the survivors into mutation.md; a reason that stands there
for a survivor is kept. Runs can be stopped and taken up again in the same folder.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import json
import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from guardrail.wilson import wilson

MARK = "<!-- written by python -m benchmarks.mutation --write -->"
ROOT = Path(__file__).parent.parent
REPORT = ROOT / "benchmarks" / "mutation.md"
NEEDED = ("guardrail", "tests", "benchmarks", "rules", "models", "prices", "pyproject.toml", "README.md")
PLUGIN = """\
import functools
import gc
import json
import pathlib

from hypothesis import Phase, settings

made = settings.__init__


def quick(self, parent=None, **given):
    most = min(15, given.get("max_examples", 15))
    given |= {"max_examples": most, "phases": [Phase.explicit, Phase.generate], "derandomize": True, "database": None}
    made(self, parent, **given)


settings.__init__ = quick
settings.register_profile("mutation", settings(deadline=None))
settings.load_profile("mutation")


def pytest_sessionstart():
    for each in gc.get_objects():
        if isinstance(each, functools._lru_cache_wrapper):
            each.cache_clear()
        elif type(each).__name__ == "Source" and hasattr(each, "_derived"):
            each._derived.clear()


def pytest_collection_modifyitems(items):
    stats = pathlib.Path("mutmut-stats.json")
    took = json.loads(stats.read_text())["duration_by_test"] if stats.exists() else {}
    items.sort(key=lambda item: took.get(item.nodeid, 0.0))
"""
"""A plugin of pytest: properties are tried on the same 15 draws in every run and nothing is shrunk, since that a test
fails is all that counts; the quickest tests come first. What was built before is forgotten: mutmut tries each change in
a fork of a process that has run the tests, and an index that was kept would hide it."""


@dataclass(frozen=True)
class Part:
    """What is changed, and the tests that must notice."""

    name: str
    files: tuple[str, ...]
    tests: tuple[str, ...]
    sampled: bool = False


LEFT_OUT = " and ".join(
    f"not {word}" for word in "can_fail many_ways huge hostile states_its_cost keep_its_text".split()
)
"""Tests of tests, and those that take seconds each, of which a survivor would have to run all."""
PARTS = (
    Part(
        "guard and policy",
        ("guardrail/guard.py", "guardrail/policy.py"),
        ("tests/test_guard.py", "tests/test_policy.py", "tests/test_events.py", "tests/test_costs.py",
         "tests/test_redaction.py", "tests/local/test_guarded_writer.py", "tests/backends",
         *(f"tests/laws/test_law_{law}" for law in ("1_accept.py", "2_strictness.py", "3_order.py", "4_failure.py",
                                                    "5_unchecked.py", "6_undeclared.py", "7_release.py", "8_json.py"))),
    ),
    Part("grounding", ("guardrail/grounding/*",), ("tests/grounding", "tests/test_redaction.py"), sampled=True),
)  # fmt: skip
STATUS = {0: "survived", 33: "untested", 5: "untested", 1: "killed", 3: "killed", -24: "timeout", 24: "timeout",
          36: "timeout", 152: "timeout", -9: "timeout", 255: "timeout"}  # fmt: skip
CAUGHT = {"killed", "timeout"}


def prepare(part: Part, folder: Path) -> None:
    """A copy of what is tested, with mutmut's settings, unless one is there from an earlier run."""
    if folder.exists():
        return
    folder.mkdir(parents=True)
    for name in NEEDED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    (folder / "quiet.py").write_text(PLUGIN)
    lists = {
        "source_paths": ["guardrail"],
        "only_mutate": part.files,
        "also_copy": [*NEEDED[1:], "quiet.py"],
        "pytest_add_cli_args": ["-p", "quiet", "-p", "no:xdist", "-p", "no:benchmark", "-W", "ignore", "-k", LEFT_OUT],
        "pytest_add_cli_args_test_selection": part.tests,
    }
    lines = ["[mutmut]", *(f"{key} =\n    " + "\n    ".join(values) + "\n" for key, values in lists.items())]
    lines += ["use_setproctitle = false", "use_git_change_detection = false", "timeout_multiplier = 5.0"]
    (folder / "setup.cfg").write_text("\n".join(lines) + "\n")


def run(folder: Path, mutants: Sequence[str] = ()) -> None:
    """Have mutmut try these changes, all that were not tried yet if none are named, one at a time."""
    command = [str(Path(sys.executable).with_name("mutmut")), "run", "--max-children", "1", *mutants]
    environment = os.environ | {"PYTHONPATH": str(folder.resolve())}
    subprocess.run(command, cwd=folder, check=True, env=environment)


def results(folder: Path) -> dict[str, int | None]:
    """What became of each change, by its name; None if it was not tried."""
    found: dict[str, int | None] = {}
    for file in sorted(folder.glob("mutants/**/*.meta")):
        found |= json.loads(file.read_text())["exit_code_by_key"]
    return found


def chosen(part: Part, folder: Path, count: int, seed: int) -> list[str]:
    """The names of the changes to be tried: all of them, or a sample."""
    prepare(part, folder)
    if not part.sampled:
        run(folder)
        return sorted(results(folder))
    if not results(folder):
        run(folder, ["guardrail.grounding.luck.*"])  # the smallest module: this run makes the changes of all
    names = sorted(results(folder))
    sample = sorted(random.Random(seed).sample(names, min(count, len(names))))
    if todo := [name for name in sample if results(folder)[name] is None]:
        run(folder, todo)
    return sample


@dataclass(frozen=True)
class Outcome:
    """What became of the changes of a part, by status, and those that no test noticed: (function, change)."""

    part: Part
    counts: Counter[str]
    survivors: list[tuple[str, str]]
    made: int

    def row(self) -> str:
        """The line of the table: how many of how many were noticed, with the 95 % interval where it is a sample."""
        tried, noticed = self.counts.total(), sum(self.counts[status] for status in CAUGHT)
        low, high = wilson(noticed, tried)
        share = f"{100 * noticed / tried:.1f} %" + (
            f" ({100 * low:.1f} to {100 * high:.1f} %)" if self.part.sampled else ""
        )
        counted = (self.counts[status] for status in ("killed", "timeout", "survived", "untested"))
        return f"| {self.part.name} | {self.made:,} | {tried:,} | {' | '.join(f'{n:,}' for n in counted)} | {share} |"


def outcome(part: Part, folder: Path, names: Sequence[str]) -> Outcome:
    """The results of the changes that were to be tried; none may be left."""
    found = results(folder)
    if left := [name for name in names if found[name] is None]:
        raise SystemExit(f"{part.name}: {len(left)} changes were not tried; run the command again")
    status = {name: STATUS.get(found[name] or 0, f"exit {found[name]}") for name in names}
    missed = [(_function(name), _change(folder, name)) for name in names if status[name] not in CAUGHT]
    return Outcome(part, Counter(status.values()), missed, len(found))


def _function(name: str) -> str:
    """The function that a mutant is of: guard.Guard.check."""
    module, _, mangled = name.rpartition("__mutmut_")[0].rpartition(".")
    return f"{module.removeprefix('guardrail.')}.{mangled.removeprefix('x').strip('ǁ_').replace('ǁ', '.')}"


def _change(folder: Path, name: str) -> str:
    """The line as it is and as it was changed to."""
    module, _, function = name.rpartition(".")
    bodies = _bodies(folder / "mutants" / f"{module.replace('.', '/')}.py")
    before, after = (bodies[each].splitlines()[1:] for each in (f"{function.rpartition('_')[0]}_orig", function))
    told = list(difflib.unified_diff(before, after, lineterm="", n=0))[2:]
    lines = [line[1:].strip() for line in told if line[:1] in {"-", "+"}]
    return " → ".join(f"`{line.replace('|', '¦')}`" for line in lines)


@cache
def _bodies(file: Path) -> dict[str, str]:
    """Every function of a file that mutmut wrote, as it stands there and changed in every way, by its name."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {node.name: ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def report(outcomes: Sequence[Outcome], before: str) -> str:
    """The page with its figures and survivors anew; a reason that stood beside a survivor stays."""
    opening = before.partition(MARK)[0].rstrip()
    reasons = {tuple(row[:2]): row[2] for row in _rows(before) if len(row) == 3}
    heads = "| part | changes there are | tried | killed | hung | survived | no test calls it | noticed |"
    lines = [opening, "", MARK, "", heads, "|---|--:|--:|--:|--:|--:|--:|--:|", *(one.row() for one in outcomes)]
    lines += ["", "## Survivors", "", "| where | change | why it may live |", "|---|---|---|"]
    lines += [
        f"| {where} | {change} | {reasons.get((where, change), '')} |"
        for one in outcomes
        for where, change in one.survivors
    ]
    return "\n".join(lines) + "\n"


def _rows(page: str) -> Iterator[list[str]]:
    for line in page.splitlines():
        if line.startswith("| "):
            yield [cell.strip() for cell in line.strip("|").split(" | ")]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument(
        "--work", type=Path, required=True, help="a folder outside the repository, kept between runs"
    )
    arguments.add_argument("--sample", type=int, default=400, help="how many changes of grounding are tried")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--only", choices=[part.name for part in PARTS], help="one part, which is not written down")
    arguments.add_argument("--write", action="store_true", help="write mutation.md")
    given = arguments.parse_args()
    outcomes = []
    for part in PARTS:
        if given.only in {None, part.name}:
            folder = given.work / part.name.replace(" ", "-")
            outcomes.append(outcome(part, folder, chosen(part, folder, given.sample, given.seed)))
            print(outcomes[-1].row())
    if given.write and not given.only:
        REPORT.write_text(report(outcomes, REPORT.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
