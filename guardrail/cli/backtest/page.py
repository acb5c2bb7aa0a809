"""The report of a backtest as one page of HTML that needs nothing else: no script, no font, no picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise

from ...backtest import Change
from ...types import Finding
from ..plain import glyph
from .run import Run
from .summary import moves, rules, sentences, told

_LONGEST = 3000
_AROUND = 600


def page(run: Run) -> str:
    """The whole page."""
    title = f"{run.new} against {run.old}"
    parts = [
        f"<h1>Backtest: {_safe(title)}</h1>",
        *(f"<p>{_safe(_upper(sentence))}.</p>" for sentence in sentences(run)),
        *_table("Texts with another decision", ("tier", "before", "now", "texts"), moves(run)),
        *_table("What rules say now", ("rule", "came in texts", "went from texts", "came in shadow"), rules(run)),
    ]
    if run.listed:
        parts += ["<h2>Changed texts</h2>", f"<p>{_LEGEND}</p>"]
    parts += [_article(number, change) for number, change in enumerate(run.listed, start=1)]
    if run.left_out:
        parts.append(f"<p>And {run.left_out:,} more: <code>--format json</code> has them all.</p>")
    return _PAGE.format(title=_safe(title), body="\n".join(parts))


def _article(number: int, change: Change) -> str:
    came, went = _said(change.came), _said(change.went)
    findings = [*came.values(), *went.values()]
    old, new = change.old.decision, change.new.decision
    said = f" · a person said <b>{change.past.decided}</b>" if change.past.decided else ""
    use = f"use {_safe(change.past.candidate.use)}" if change.past.candidate.use is not None else "no use named"
    listed = "\n".join(
        f'<li class="{"came" if place <= len(came) else "went"}" value="{place}">'
        f"<b>{'Now' if place <= len(came) else 'No longer'}:</b> {_safe(message)}{_times(same)}</li>"
        for place, (message, same) in enumerate([*came.items(), *went.items()], start=1)
    )
    return (
        f'<article aria-labelledby="t{number}"><h3 id="t{number}">{_safe(change.past.id)}</h3>\n'
        f'<p><span class="{old}">{old}</span> → <span class="{new}">{new}</span> · {use} · tier '
        f"{_safe(change.new.tier)}{said}</p>\n"
        f'<blockquote dir="auto">{"".join(_marked(change.past.candidate.text, findings, len(came)))}</blockquote>\n'
        f"<ol>\n{listed}\n</ol></article>"
    )


def _said(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    """Findings by what they say, so that what is found at thirty places is told once."""
    said: dict[str, list[Finding]] = {}
    for finding in findings:
        said.setdefault(told(finding), []).append(finding)
    return said


def _times(same: Sequence[Finding]) -> str:
    return f" ({len(same)} places)" if len(same) > 1 else ""


def _marked(text: str, findings: Sequence[Sequence[Finding]], came: int) -> Iterator[str]:
    """The text with the words that findings are about marked and their number behind them.

    A long text is shown around its findings only.
    """
    spans = [
        (finding.span.start, min(finding.span.end, len(text)), number)
        for number, same in enumerate(findings, start=1)
        for finding in same
        if finding.span
    ]
    edges = sorted({0, len(text), *(edge for start, end, _ in spans for edge in (start, end) if edge <= len(text))})
    for start, end in pairwise(edges):
        inside = [number for low, high, number in spans if low <= start and end <= high]
        shown = _shortened(text, start, end, marked=bool(inside))
        if inside:
            kind = "came" if min(inside) <= came else "went"
            shown = f'<mark class="{kind}">{shown}</mark>'
        yield shown
        yield from (f"<sup>{number}</sup>" for low, high, number in spans if high == end and low < high)


def _shortened(text: str, start: int, end: int, *, marked: bool) -> str:
    if marked or len(text) <= _LONGEST or end - start <= 2 * _AROUND:
        return _safe(text[start:end], lines=True)
    head = _safe(text[start : start + _AROUND], lines=True) if start else ""
    tail = _safe(text[end - _AROUND : end], lines=True) if end < len(text) else ""
    return f"{head or _safe(text[:_AROUND], lines=True)} […] {tail}"


def _table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str | int]]) -> Iterator[str]:
    if not rows:
        return
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    yield f"<table><caption>{caption}</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>"
    for first, *others in rows:
        cells = "".join(
            f'<td class="number">{cell:,}</td>' if isinstance(cell, int) else f"<td>{_safe(cell)}</td>"
            for cell in others
        )
        yield f'<tr><th scope="row">{_safe(str(first))}</th>{cells}</tr>'
    yield "</tbody></table>"


def _safe(text: str, *, lines: bool = False) -> str:
    """Text that shows as it is: nothing in it is read as HTML, and what cannot be seen shows as its code."""
    kept = "\n" if lines else ""
    return escape("".join(char if char in kept else glyph(char) for char in text))


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


_LEGEND = (
    'Words that the new rules find are marked <mark class="came">like this</mark>, words that only the old ones found '
    '<mark class="went">like this</mark>; the number leads to the finding below.'
)

_PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Backtest: {title}</title>
<style>
:root {{ color-scheme: light dark; --ink: #1c1e21; --paper: #fff; --soft: #57606a; --line: #d0d7de; --came: #ffd8d3;
  --went: #d6ecd9; --accept: #116329; --escalate: #7d4e00; --reject: #a40e26 }}
@media (prefers-color-scheme: dark) {{ :root {{ --ink: #e6e8eb; --paper: #15181c; --soft: #9aa4af; --line: #3a424c;
  --came: #6b2129; --went: #1e4d2b; --accept: #7ee2a0; --escalate: #f0c46c; --reject: #ff9a9a }} }}
body {{ color: var(--ink); background: var(--paper); font: 1rem/1.55 system-ui, sans-serif; margin: 0 }}
main {{ max-width: 52rem; margin: 0 auto; padding: 1.5rem 1rem 4rem }}
h1 {{ font-size: 1.5rem; overflow-wrap: anywhere }} h2 {{ font-size: 1.2rem; margin-top: 2.5rem }}
h3 {{ font-size: 1rem; margin: 0; overflow-wrap: anywhere }}
p {{ margin: .35rem 0 }}
table {{ border-collapse: collapse; margin: 1.5rem 0; width: 100% }}
caption {{ text-align: left; font-weight: 600; padding-bottom: .3rem }}
th, td {{ text-align: left; font-weight: 400; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--line);
  overflow-wrap: anywhere }}
thead th {{ color: var(--soft) }} .number {{ font-variant-numeric: tabular-nums }}
article {{ border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; margin: 1rem 0 }}
blockquote {{ margin: .7rem 0; padding-left: .8rem; border-left: 3px solid var(--line); white-space: pre-wrap;
  overflow-wrap: anywhere }}
ol {{ margin: .5rem 0 0; padding-left: 1.6rem; overflow-wrap: anywhere }}
mark {{ color: inherit; padding: 0 .1em; border-radius: .2em }}
mark.came {{ background: var(--came); text-decoration: underline }}
mark.went {{ background: var(--went); text-decoration: line-through }}
sup {{ color: var(--soft) }}
.accept, .escalate, .reject {{ font-weight: 600 }} .accept {{ color: var(--accept) }}
.escalate {{ color: var(--escalate) }} .reject {{ color: var(--reject) }}
</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""
