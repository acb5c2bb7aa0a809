"""Runs every check on the rules in a folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from os import PathLike

from ...resources import shipped
from ...source import Source
from ...types import Candidate
from ..composer import compose
from ..files import read_page, rule_files
from ..kinds.patterns import RegexRule
from ..nodes import Entries
from ..packs import Placed
from ..rule import hits_of, slow_of
from ..rulebook import Rulebook
from .idle import idle_rules, idle_tiers, swallowed
from .notice import Notice, about
from .runaway import runaway
from .shown import unshown
from .spelling import misspelt
from .twins import repeated_words, twins


def lint(path: str | PathLike[str] | None = None, *, source: Source | None = None) -> list[Notice]:
    """What looks like a slip in the rules of a folder or file, those that ship for None, in the order of the files.

    With a `source`, names in rules are held against its vendors and accounts. Raises `RulesError` if the rules
    cannot be used: mend those mistakes first.
    """
    book = Rulebook.read(path)
    placed = book.own
    found = [
        *(notice for one in placed for notice in unshown(one)),
        *(notice for one in placed for notice in _slow(one)),
        *twins(placed),
        *repeated_words(placed),
        *idle_rules(placed, book.policy),
        *swallowed(placed, book.exceptions),
        *_of_policy(path, book),
        *(misspelt(placed, source) if source else ()),
    ]
    return sorted(_once(found), key=lambda n: (n.problem.file, n.problem.line, n.problem.column))


def _of_policy(path: str | PathLike[str] | None, book: Rulebook) -> Iterator[Notice]:
    for file in rule_files(shipped("rules") if path is None else path):
        if file.stem == "policy":
            page = read_page(file, str(file))
            root = compose(page, [])
            if isinstance(root, Entries):
                yield from idle_tiers(page, root, book.policy)


def _slow(one: Placed) -> Iterator[Notice]:
    """A regular expression for which a text was found that takes longer than a rule may."""
    rule = one.rule
    if not isinstance(rule, RegexRule):
        return
    validator = RegexRule.build([rule])
    found = runaway(rule.pattern, lambda text: slow_of(hits_of(validator, Candidate(text=text))) is not None)
    if found:
        attack, length = found
        told = f"this pattern runs out of time on a text of {length:,} characters: {attack.told(length)}"
        hint = "a text like that is never accepted; set an end to each repeat, such as {1,40} instead of +"
        yield about("slow", one, "pattern", told, hint)


def _once(notices: Sequence[Notice]) -> Iterator[Notice]:
    """A part that is there twice needs no second word on why it is there at all."""
    said = {(n.problem.file, n.problem.line, n.problem.column) for n in notices if n.check == "repeated"}
    for notice in notices:
        at = (notice.problem.file, notice.problem.line, notice.problem.column)
        if notice.check != "unshown" or at not in said:
            yield notice
