"""Rules and words that say what another says already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...protocols import Validator
from ...types import Severity
from ..kinds import validators
from ..kinds.lexicon import LexiconRule
from ..kinds.patterns import TermsRule
from ..nodes import Items
from ..packs import Placed
from ..rule import ExampleRule
from ..values import folded
from .notice import COMMON, Notice, about, lists_of, without_item

_RAISES = "affordance."


def twins(placed: Sequence[Placed]) -> Iterator[Notice]:
    """Rules that look for the same, and rules all of whose texts another finds that is at least as severe."""
    same = dict[int, Placed]()
    firsts = dict[str, Placed]()
    for number, one in enumerate(placed):
        if not isinstance(one.rule, ExampleRule):
            continue
        first = firsts.setdefault(_looked_for(one.rule), one)
        if first is not one:
            same[number] = first
            told = f"the rule {one.rule.id!r} looks for the same as {first.rule.id!r}"
            yield about("duplicate", one, "id", told, f"keep one; the other is in {_place(first)}")
    yield from _shadowed([one for number, one in enumerate(placed) if number not in same])


def repeated_words(placed: Sequence[Placed]) -> Iterator[Notice]:
    """Terms that another term, of the same rule or of one as severe, finds already; examples that are there twice."""
    for one in placed:
        yield from _within(one)
    yield from _in_another(placed)
    for one in placed:
        for key, items in lists_of(one):
            if key in {"match", "pass"}:
                yield from _twice(one, items)


def _looked_for(rule: ExampleRule) -> str:
    """What a rule looks for, whatever it is called and says."""
    own = {
        key: value
        for key, value in rule.model_dump(mode="json", by_alias=True).items()
        if key == "kind" or key not in COMMON
    }
    listed = {key: sorted(map(folded, value)) if _is_words(value) else value for key, value in own.items()}
    return repr(sorted(listed.items()))


def _is_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _shadowed(placed: Sequence[Placed]) -> Iterator[Notice]:
    """Said of the last rule first, so that of two that find each other's texts the first stays."""
    rules = {one.rule.id: one.rule for one in placed if isinstance(one.rule, ExampleRule)}
    together = validators(list(rules.values()))
    needless = set[str]()
    for one in reversed(placed):
        rule = rules.get(one.rule.id)
        others = _finders(rule, together) if rule else set()
        stronger = [name for name in rules if name in others - needless and _replaces(rules[name], rules[one.rule.id])]
        if stronger:
            needless.add(one.rule.id)
            told = (
                f"every text under 'match' of {one.rule.id!r} is found by {stronger[0]!r} already, which is as severe"
            )
            yield about("shadowed", one, "id", told, "add a text that only this rule finds, or leave the rule out")


def _finders(rule: ExampleRule, together: Sequence[Validator]) -> set[str]:
    """The other rules that find every text of `rule`."""
    found = [
        {finding.rule for validator in together for finding in validator.check([example.candidate()])[0]}
        for example in rule.match
    ]
    return set.intersection(*found) - {rule.id}


def _replaces(other: ExampleRule, rule: ExampleRule) -> bool:
    """Whether a text that both find fares no better without `rule`; a rule in shadow does not count."""
    if other.shadow:
        return False
    raises = rule.category.startswith(_RAISES)
    return other.severity >= rule.severity and (not raises or other.category == rule.category)


def _within(one: Placed) -> Iterator[Notice]:
    """Longer terms that hold a shorter one as whole words."""
    if not isinstance(one.rule, TermsRule):
        return
    from ...validators.patterns import whole_words_in

    items = one.node["terms"]
    for index, term in enumerate(one.rule.terms):
        shorter = next((t for t in one.rule.terms if len(t) < len(term) and whole_words_in(t, term)), None)
        if shorter is not None and isinstance(items, Items):
            told = f"{term!r} is found by {shorter!r} already"
            problem = one.page.about(items.items[index], told, "leave the longer one out")
            allows = isinstance(one.rule, LexiconRule)  # a name under 'allow' may hold the shorter one only
            yield Notice("repeated", problem, None if allows else without_item(one.page, items, index))


def _in_another(placed: Sequence[Placed]) -> Iterator[Notice]:
    """Terms that two rules of one kind look for; said at the one that is less severe, or later."""
    seen: dict[tuple[str, str], Placed] = {}
    worst_first = sorted(placed, key=lambda one: _severity(one).rank, reverse=True)
    for one in worst_first:
        if not isinstance(one.rule, TermsRule) or one.rule.category.startswith(_RAISES):
            continue
        for index, term in enumerate(one.rule.terms):
            first = seen.setdefault((one.rule.kind, folded(term)), one)
            items = one.node["terms"]
            if first is not one and isinstance(items, Items):
                told = f"the rule {first.rule.id!r} looks for {term!r} too, and is as severe"
                yield Notice("repeated", one.page.about(items.items[index], told, f"keep one; see {_place(first)}"))


def _severity(one: Placed) -> Severity:
    return one.rule.severity if isinstance(one.rule, ExampleRule) else Severity.INFO


def _twice(one: Placed, items: Items) -> Iterator[Notice]:
    """Examples that are there already."""
    seen: dict[str, int] = {}
    for index, item in enumerate(items.items):
        first = seen.setdefault(repr(item.value), index)
        if first != index:
            line = items.items[first].start.line + 1
            problem = one.page.about(item, "this example is there twice", f"first in line {line}; keep one")
            yield Notice("repeated", problem, without_item(one.page, items, index))


def _place(one: Placed) -> str:
    return f"{one.page.file}:{one.node.start.line + 1}"
