"""Learns from accepted cases which names are one: what a text wrote, and what the source has for that payment."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import indent

from ..types import Case, Decision, Finding, Resolution, Severity


def suggested_aliases(past: Iterable[tuple[Case, Resolution | None]]) -> dict[str, list[str]]:
    """The source's names by the name that people use, from cases that a person accepted.

    A case that was also stopped for something else than a name tells nothing.
    """
    found: dict[str, set[str]] = {}
    for case, said in past:
        if said is not None and said.decision is Decision.ACCEPT:
            for name, others in _unknown_names(case):
                found.setdefault(name, set()).add(others)
    return {name: sorted(others) for name, others in sorted(found.items())}


def _unknown_names(case: Case) -> list[tuple[str, str]]:
    """Each name of a text with the source's for that payment; none if the case was stopped for anything else."""
    stopped = [finding for finding in case.verdict.findings if finding.severity > Severity.INFO]
    if not all(map(_is_of_a_name, stopped)):
        return []
    return [(case.text[f.span.start : f.span.end], f.evidence[0].text) for f in stopped if f.span]


def _is_of_a_name(finding: Finding) -> bool:
    """Whether a finding is that a name is not the source's, which has the payment under one other name."""
    names = {evidence.text for evidence in finding.evidence if evidence.column == "entity"}
    return finding.category == "unsupported" and finding.span is not None and len(names) == len(finding.evidence) == 1


def as_yaml(aliases: dict[str, list[str]]) -> str:
    """Aliases as lines that can be put under the key `aliases` of a rule file."""
    import yaml  # slow to load, and needed here only

    lines = yaml.safe_dump(aliases, default_flow_style=None, allow_unicode=True, width=10_000)
    return _HEAD + indent(lines, " " * 6)


_HEAD = """\
      # Suggested from texts that reviewers accepted. Read every line: left of the colon is what a text wrote, right of
      # it the name under which the books have that payment. Delete what is not one merchant.
"""
