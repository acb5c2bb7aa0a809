"""The kill score as a page of HTML that needs nothing else, and as a badge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html import escape

from ..testing.killscore import KillScore, Survivor, caught
from ..types import Decision
from ..wilson import wilson

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Kill score</title><style>
:root {{ color-scheme: light dark; }}
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }}
table {{ border-collapse: collapse; margin: 1rem 0 2rem; }} caption {{ text-align: left; font-weight: bold; }}
th, td {{ padding: .2rem .8rem .2rem 0; text-align: left; }}
td {{ text-align: right; font-variant-numeric: tabular-nums; }}
tr:last-child > * {{ border-top: 1px solid; font-weight: bold; }}
mark {{ background: #ffd54d; color: #000; }}
article {{ border-left: 3px solid #b00; padding-left: 1rem; margin: 1.5rem 0; }}
</style></head><body>
<h1>Kill score</h1>
{body}
</body></html>
"""
_HEADS = ("kind of error", "made", "rejected", "escalated", "accepted", "stopped", "95 % interval")


def page(score: KillScore) -> str:
    """The whole page: a table for each use, then the errors that got through, shortest first."""
    accepted = score.true - score.refused
    parts = [
        f"<p>{score.made:,} errors, each one thing made false in a true text. "
        f"{accepted:,} of the {score.true:,} true texts were accepted as they were.</p>",
        *(_table(score, use) for use in score.counts),
        f"<h2>Errors that got through: {len(score.survivors):,}</h2>"
        if score.survivors
        else "<p>None got through.</p>",
        *map(_article, score.survivors),
    ]
    return _PAGE.format(body="\n".join(parts))


def badge(score: KillScore) -> str:
    """The share stopped for the use where it is least, as a picture of one line (SVG)."""
    share = 100 * min((caught(score.total(use)) for use in score.counts), default=1.0)
    colour = "#2e7d32" if share >= 99 else "#b26a00" if share >= 90 else "#b00020"
    told = f"{share:.1f} %"
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="128" height="20" role="img" '
        f'aria-label="kill score: {told}"><title>kill score: {told}</title>'
        f'<rect width="68" height="20" fill="#555"/><rect x="68" width="60" height="20" fill="{colour}"/>'
        '<g fill="#fff" font-family="Verdana,sans-serif" font-size="11" text-anchor="middle">'
        f'<text x="34" y="14">kill score</text><text x="98" y="14">{told}</text></g></svg>\n'
    )


def _table(score: KillScore, use: str) -> str:
    head = "".join(f'<th scope="col">{name}</th>' for name in _HEADS)
    rows = [*sorted(score.counts[use].items()), ("all", score.total(use))]
    body = "\n".join(f"<tr>{''.join(_cells(kind, decisions))}</tr>" for kind, decisions in rows)
    caption = f"use {escape(use)}, tier {escape(score.tiers[use])}"
    return f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table>"


def _cells(kind: str, decisions: Counter[Decision]) -> Iterator[str]:
    total = decisions.total()
    low, high = wilson(total - decisions[Decision.ACCEPT], total)
    yield f'<th scope="row">{escape(kind)}</th><td>{total:,}</td>'
    for decision in (Decision.REJECT, Decision.ESCALATE, Decision.ACCEPT):
        yield f"<td>{decisions[decision]:,}</td>"
    yield f"<td>{100 * caught(decisions):.1f} %</td><td>{100 * low:.1f} to {100 * high:.1f} %</td>"


def _article(survivor: Survivor) -> str:
    wrong = survivor.wrong
    before, inside, after = (
        escape(wrong.text[: wrong.span.start]),
        escape(wrong.text[wrong.span.start : wrong.span.end]),
        escape(wrong.text[wrong.span.end :]),
    )
    return (
        f"<article><p>{before}<mark>{inside}</mark>{after}</p>"
        f"<p>use {escape(survivor.use)}; {escape(wrong.reason)}</p><p>True: {escape(wrong.true)}</p></article>"
    )
