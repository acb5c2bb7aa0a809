"""Leaves out each part of a rule in turn: a part that no example misses has nothing to show why it is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from ..nodes import Entries, Items, Node, Path, Scalar, find
from ..packs import Placed
from ..problems import Problem
from ..rule import ExampleRule
from ..values import folded
from .expressions import Branch, Unfollowed, branches_of, groups_in, items_in
from .notice import COMMON, Edit, Notice, part_of_text, values_of, without_item
from .stand_ins import of_branch, of_word

_MOST_NAMED = 6
_PATTERN = "pattern"
_TERMS = "terms"


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a rule: where it is, and of a text, from where to where; `cut` is what goes with it when it goes."""

    path: Path
    inside: tuple[int, int] | None = None
    cut: tuple[int, int] | None = None


def unshown(placed: Placed) -> Iterator[Notice]:
    """The parts of a rule without which all of its examples come out as before, told together for a list or pattern."""
    rule = placed.rule
    if not isinstance(rule, ExampleRule):
        return
    raw = placed.node.value
    idle: dict[Path, list[_Part]] = {}
    for part in _parts(placed):
        if not _still_right(type(rule), _left_out(raw, part.path, part.cut)):
            continue
        if twice := _repeated(placed, part):
            yield twice
        elif same := _same_words(placed, part):
            yield from _said_again(placed, part, same)
        elif not _stands_in(placed, rule, part):
            idle.setdefault(part.path if part.cut else part.path[:-1], []).append(part)
    yield from (_notice(placed, parts) for parts in idle.values())


def _parts(placed: Placed) -> Iterator[_Part]:
    """Items of lists, keys that may be left out, and parts of patterns; not what every rule has."""
    for key, (_, node) in placed.node.entries.items():
        if key in COMMON:
            continue
        if isinstance(node, Scalar) or len(values_of(node)) == 1:
            yield _Part((key,))
        yield from _below(node, (key,))


def _below(node: Node, path: Path) -> Iterator[_Part]:
    if isinstance(node, Scalar):
        if path[-1] == _PATTERN and isinstance(node.value, str):
            yield from (_Part(path, inside, cut) for inside, cut in _pieces(node.value))
        return
    if isinstance(node, Items):
        steps: list[tuple[str | int, Node]] = list(enumerate(node.items))
    else:
        steps = [(key, child) for key, (_, child) in node.entries.items()]
    for step, child in steps:
        if len(steps) > 1:
            yield _Part((*path, step))
        if not isinstance(child, Scalar) or step == _PATTERN:
            yield from _below(child, (*path, step))


def _pieces(pattern: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Alternatives, and conditions on what stands around; each with what must be cut to leave it out."""
    try:
        branches = branches_of(pattern)
    except Unfollowed:
        return
    for group in groups_in(branches):
        if len(group) > 1:
            yield from (((b.start, b.end), _cut(b, first=b is group[0])) for b in group)
    for item in items_in(branches):
        if item.looks:
            yield (item.start, item.end), (item.start, item.end)


def _cut(branch: Branch, *, first: bool) -> tuple[int, int]:
    """An alternative with the '|' that parts it from the others."""
    return (branch.start, branch.end + 1) if first else (branch.start - 1, branch.end)


def _stands_in(placed: Placed, rule: ExampleRule, part: _Part) -> bool:
    """Whether a part makes the difference in an example in which it stands where another of its list or group does.

    Terms are not tried so: each is a thing of its own.
    """
    raw = placed.node.value
    for key, example in _texts_of(placed, rule, part):
        tried = _with_example(raw, key, example)
        if _still_right(type(rule), tried) and not _still_right(type(rule), _left_out(tried, part.path, part.cut)):
            return True
    return False


def _texts_of(placed: Placed, rule: ExampleRule, part: _Part) -> Iterator[tuple[str, Any]]:
    _, node = find(placed.node, part.path)
    if part.inside and isinstance(node, Scalar):
        branches = branches_of(str(node.value))
        branch = next((b for group in groups_in(branches) for b in group if (b.start, b.end) == part.inside), None)
        return of_branch(rule, str(node.value), branches, branch) if branch else iter(())
    _, holder = find(placed.node, part.path[:-1])
    if not isinstance(node, Scalar) or not isinstance(holder, Items) or rule.kind == _TERMS:
        return iter(())
    words = [str(item.value) for item in holder.items if isinstance(item, Scalar) and item is not node]
    return of_word(rule, str(node.value), words)


def _with_example(raw: Any, key: str, example: Any) -> Any:
    """The rule with one example in the place of all that are under `key`, and one of the others, which it must have."""
    return raw | {name: [example] if name == key else raw[name][:1] for name in ("match", "pass")}


def _left_out(value: Any, path: Path, cut: tuple[int, int] | None) -> Any:
    if not path:
        return value[: cut[0]] + value[cut[1] :] if cut else None
    step, *rest = path
    keys = range(len(value)) if isinstance(value, list) else value
    kept = {key: value[key] for key in keys if rest or cut or key != step}
    if rest or cut:
        kept[step] = _left_out(value[step], tuple(rest), cut)
    return list(kept.values()) if isinstance(value, list) else kept


def _still_right(kind: type[ExampleRule], raw: Any) -> bool:
    """Whether a rule is one at all, and its examples come out as they must."""
    try:
        return not any(kind.model_validate(raw).faults())
    except ValidationError:
        return False


def _notice(placed: Placed, parts: Sequence[_Part]) -> Notice:
    """All parts of one list or pattern that nothing shows, at the place of the first."""
    names = [repr(_named(placed, part)) for part in parts]
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    listed = ", ".join(names[:_MOST_NAMED]) + more
    if len(parts) == 1:
        told = f"nothing shows why {listed} is here: without it every example comes out as it does now"
        return Notice("unshown", _problem(placed, parts[0], told, "add an example that needs it, or leave it out"))
    told = f"nothing shows why these are here: {listed}; without any one of them every example comes out as now"
    return Notice("unshown", _problem(placed, parts[0], told, "add an example for each, or leave it out"))


def _named(placed: Placed, part: _Part) -> str:
    key, node = find(placed.node, part.path)
    if part.inside is not None:
        return str(node.value)[slice(*part.inside)]
    return key.text if key else _brief(node)


def _problem(placed: Placed, part: _Part, message: str, hint: str) -> Problem:
    key, node = find(placed.node, part.path)
    if part.inside is None:
        return placed.page.about(key or node, message, hint)
    return part_of_text(placed, node, part.inside[0], part.inside[1], message, hint)


def _repeated(placed: Placed, part: _Part) -> Notice | None:
    """An alternative that stands in the same group already can go without changing anything."""
    _, node = find(placed.node, part.path)
    if part.inside is None or part.cut is None or not isinstance(node, Scalar):
        return None
    text, (start, end) = str(node.value), part.inside
    group = next((g for g in groups_in(branches_of(text)) if any((b.start, b.end) == part.inside for b in g)), ())
    if all(text[b.start : b.end] != text[start:end] for b in group if b.end < start):
        return None
    first, last = (placed.page.place(node, at) for at in part.cut)
    edit = Edit(placed.page, placed.page.offset(first), placed.page.offset(last)) if first and last else None
    problem = _problem(placed, part, f"the alternative {text[start:end]!r} is there twice", "keep one")
    return Notice("repeated", problem, edit)


def _same_words(placed: Placed, part: _Part) -> list[int]:
    """Where in its list a word stands, if more than once."""
    _, holder = find(placed.node, part.path[:-1])
    _, node = find(placed.node, part.path)
    if part.cut or not isinstance(holder, Items) or not isinstance(node, Scalar):
        return []
    word = folded(node.text)
    same = [
        number for number, item in enumerate(holder.items) if isinstance(item, Scalar) and folded(item.text) == word
    ]
    return same if len(same) > 1 else []


def _said_again(placed: Placed, part: _Part, same: Sequence[int]) -> Iterator[Notice]:
    """A word that its list has already, told at each place but the first."""
    _, holder = find(placed.node, part.path[:-1])
    number = int(part.path[-1])
    if number != same[0] and isinstance(holder, Items):
        word = holder.items[number]
        problem = placed.page.about(word, f"{_brief(word)!r} is there twice", "keep one")
        yield Notice("repeated", problem, without_item(placed.page, holder, number))


def _brief(node: Node) -> str:
    """A part in words: the text itself, or what it holds."""
    value = node.value if not isinstance(node, Entries) else next(iter(node.entries), "")
    return str(value) if not isinstance(value, list) else ", ".join(map(str, value))
