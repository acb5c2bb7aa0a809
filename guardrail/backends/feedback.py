"""What a backend is told of a text that was refused."""

from __future__ import annotations

from ..types import Finding, Severity, Verdict

_FAULTS = 8
_WORDS = 120
_LINE = 500
_TOLD = "The previous answer was refused. Write it again without these faults:"


def feedback_on(text: str, verdict: Verdict) -> str:
    """The findings that count against `text`, worst first: what, at which words, and what the source says.

    At most 8 findings of 500 characters each, so that a long text does not crowd out the question.
    """
    faults = [finding for finding in verdict.findings if finding.severity > Severity.INFO]
    lines = [_TOLD, *(f"- {_told(text, finding)}" for finding in faults[:_FAULTS])]
    if len(faults) > _FAULTS:
        lines.append(f"- and {len(faults) - _FAULTS} more")
    return "\n".join(lines)


def _told(text: str, finding: Finding) -> str:
    more = [finding.category]
    if finding.span is not None:
        more.append(f'at "{_short(text[finding.span.start : finding.span.end], _WORDS)}"')
    if finding.evidence:
        said = "; ".join(f"[{evidence.ref}] {_short(evidence.text, _WORDS)}" for evidence in finding.evidence)
        more.append(f"the source says {said}")
    return _short(f"{_short(finding.message, _LINE // 2)} ({', '.join(more)})", _LINE)


def _short(text: str, most: int) -> str:
    """One line of at most `most` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
