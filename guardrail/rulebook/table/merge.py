"""A rule file with the contents of a table, changed only where the table says something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..composer import Unreadable, compose
from ..draft import end_of, with_rule
from ..nodes import Entries, Items, Mark, Node, Page, Scalar
from ..writer import block

Keys = Mapping[str, Any]
_Edit = tuple[int, int, str]


def merged(page: Page, head: Keys, rules: Sequence[Keys]) -> str:
    """The text of a file with other contents: what is as it was keeps its characters, comments and place."""
    text = _kept(page, head, rules)
    return text if _same(text, head, rules) else whole(head, rules)


def whole(head: Keys, rules: Sequence[Keys]) -> str:
    """A file written anew."""
    listed = "\nrules:\n" + "\n".join(block([dict(rule)], 2) for rule in rules) if rules else ""
    return block(dict(head)) + listed


def _kept(page: Page, head: Keys, rules: Sequence[Keys]) -> str:
    root = compose(page, [])
    if not isinstance(root, Entries):
        return ""
    listed = root.entries["rules"][1] if "rules" in root.entries else None
    nodes = listed.items if isinstance(listed, Items) else []
    wanted = {rule["id"]: rule for rule in rules}
    edits = list(_changed(page, root, head, first_alone=True, aside={"rules"}))
    for node in nodes:
        rule = wanted.pop(node.text("id") or "", None) if isinstance(node, Entries) else None
        edits.extend(_of_rule(page, node, rule))
    text = page.text
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    for rule in wanted.values():
        text = with_rule(Page(page.file, text), rule)
    return text


def _of_rule(page: Page, node: Node, rule: Keys | None) -> Iterator[_Edit]:
    """Nothing for a rule that is as it was, its keys for one that is not; a rule that is gone is cut out."""
    if rule is None:
        yield page.offset(Mark(node.start.line, 0)), end_of(page, node.end), ""
    elif isinstance(node, Entries) and node.value != dict(rule):
        yield from _changed(page, node, rule, first_alone=False, aside=set())


def _changed(page: Page, node: Entries, wanted: Keys, *, first_alone: bool, aside: set[str]) -> Iterator[_Edit]:
    """The keys that say something else, those that are gone, and those that are new, behind the last."""
    ending = "\r\n" if "\r\n" in page.text else "\n"
    indent = node.start.column
    for key, (name, value) in node.entries.items():
        if key in aside or (key in wanted and value.value == wanted[key]):
            continue
        start, end = page.offset(name.start), page.offset(value.end)
        if key in wanted:
            new = block({key: wanted[key]}, indent).strip()
            lines = isinstance(value, Scalar) and value.style in {"|", ">"}
            yield start, end, new.replace("\n", ending) + (ending if lines else "")
        elif first_alone or name is not next(iter(node.entries.values()))[0]:
            yield page.offset(Mark(name.start.line, 0)), end_of(page, value.end), ""
    new_keys = {key: value for key, value in wanted.items() if key not in node.entries}
    if new_keys:
        kept = [value for key, (_, value) in node.entries.items() if key not in aside]
        at = end_of(page, kept[-1].end) if kept else 0
        gap = "" if page.text[:at].endswith(("\n", "\r")) or not at else ending
        yield at, at, gap + block(new_keys, indent).replace("\n", ending)


def _same(text: str, head: Keys, rules: Sequence[Keys]) -> bool:
    """Whether a text has those contents, in whatever order."""
    try:
        value = compose(Page("", text), []).value if text else None
    except Unreadable:
        return False
    if not isinstance(value, dict):
        return False
    listed = value.pop("rules", [])
    in_order = sorted(rules, key=lambda rule: str(rule["id"]))
    return value == dict(head) and sorted(listed, key=lambda rule: str(rule["id"])) == [dict(r) for r in in_order]
