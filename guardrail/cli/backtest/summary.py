"""What a backtest found, in counts and sentences, for a terminal and as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ...backtest import Change, Share
from ...types import Finding
from ..plain import plain
from ..sentences import drawn, sentence
from ..show import COLOURS
from .run import Run

_SHOWN = 20
_FINDINGS = 5


def summary(run: Run) -> dict[str, Any]:
    """The counts as plain values."""
    tally = run.tally
    shares = {"rejected": tally.rejected, "escalated": tally.escalated, "released": tally.released}
    return {
        "texts": tally.texts,
        "changed": tally.moved,
        "unread": run.unread,
        "days": tally.days,
        "moves": [dict(zip(("tier", "old", "new", "texts"), move, strict=True)) for move in moves(run, same=True)],
        "came": dict(tally.came),
        "went": dict(tally.went),
        "in shadow": dict(tally.shadow),
        "people": {
            name: {"right": share.right, "of": share.of, "interval": list(share.interval)}
            for name, share in shares.items()
        },
        "more cases": tally.more_cases,
        "minutes a day": run.minutes_a_day,
    }


def moves(run: Run, *, same: bool = False) -> list[tuple[str, str, str, int]]:
    """How many texts of each tier went from which decision to which; those that stayed as well if `same`."""
    found = sorted(
        run.tally.moves.items(), key=lambda move: (run.tiers.index(move[0][0]), move[0][1].rank, move[0][2].rank)
    )
    return [(tier, str(old), str(new), count) for (tier, old, new), count in found if same or old is not new]


def rules(run: Run) -> list[tuple[str, int, int, int]]:
    """For each rule that says something else now: in how many texts it came, went, and came in shadow."""
    tally = run.tally
    names = sorted({*tally.came, *tally.went, *tally.shadow})
    return [(name, tally.came[name], tally.went[name], tally.shadow[name]) for name in names]


def sentences(run: Run) -> Iterator[str]:
    """What was found, a sentence each."""
    tally = run.tally
    when = f", {tally.first} to {tally.last}" if tally.days else ""
    yield f"{_texts(tally.texts)}{when}: {tally.moved:,} with another decision"
    if run.unread:
        yield f"{_texts(run.unread)} could not be read and {'is' if run.unread == 1 else 'are'} not counted"
    if run.recalled:
        yield "a review queue keeps no sources, so what was found of the claims then is taken as it was"
    yield from _agreed("newly rejected", "the person rejected", tally.rejected)
    yield from _agreed("newly sent to a person", "the person rejected", tally.escalated)
    yield from _agreed("newly let out", "the person accepted", tally.released)
    yield _effort(run)


def show(out: Console, run: Run) -> None:
    """Draw the counts, and the first changed texts with why."""
    for told in sentences(run):
        out.print(Text(plain(told)))
    if rows := moves(run):
        out.print(_table(("tier", "before", "now", "texts"), rows))
    if lines := rules(run):
        out.print(_table(("rule", "came in texts", "went from texts", "came in shadow"), lines))
    for change in run.listed[:_SHOWN]:
        _show_change(out, change)
    more = run.tally.moved - len(run.listed[:_SHOWN])
    if more:
        out.print(Text(f"and {_texts(more)} more; --html shows 50 of each kind, --format json all", style="dim"))


def _agreed(which: str, how: str, share: Share) -> Iterator[str]:
    if share.of:
        low, high = share.interval
        rate = f"{share.right / share.of:.0%}, 95% interval {low:.0%} to {high:.0%}"
        yield f"of {_texts(share.of)} {which} that a person had decided, {how} {share.right:,} ({rate})"


def _effort(run: Run) -> str:
    cases, minutes = run.tally.more_cases, abs(run.tally.more_cases) * run.minutes
    if not cases:
        return "as many texts go to a person as before"
    told = f"{_texts(abs(cases))} {'more' if cases > 0 else 'fewer'} to a person: {minutes:,.0f} minutes in all"
    if run.minutes_a_day is None:
        return f"{told}; with a day in each line, the minutes a day could be said"
    undated = f", {run.tally.undated:,} texts without a day" if run.tally.undated else ""
    return f"{told}, {abs(run.minutes_a_day):,.1f} a day over {run.tally.days:,} days{undated}"


def _table(heads: tuple[str, ...], rows: list[tuple[str, str, str, int]] | list[tuple[str, int, int, int]]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for place, head in enumerate(heads):
        number = isinstance(rows[0][place], int)
        table.add_column(head, justify="right" if number else "left", overflow="fold")
    for row in rows:
        table.add_row(*(f"{cell:,}" if isinstance(cell, int) else Text(plain(cell)) for cell in row))
    return table


def _show_change(out: Console, change: Change) -> None:
    old, new, text = change.old.decision, change.new.decision, change.past.candidate.text
    line = Text(plain(change.past.id), style="bold").append("  ").append(str(old), style=COLOURS[old])
    line.append(" → ", style="not bold default").append(str(new), style=COLOURS[new])
    said = f"; a person said {change.past.decided}" if change.past.decided else ""
    out.print(line.append(said, style="not bold default"))
    for sign, findings in (("+", change.came), ("-", change.went)):
        for finding in findings[:_FINDINGS]:
            out.print(Padding.indent(Text(f"{sign} {told(finding)}"), 2))
            if finding.span:
                place = sentence(text, finding.span)
                for drawing in drawn(text, place, [finding.span], max(20, out.width - 4), COLOURS[new]):
                    out.print(Padding.indent(drawing, 4))
    out.print()


def told(finding: Finding) -> str:
    """A finding in a line; of one that does not count, how bad it would be."""
    severity = f"would be {finding.set_aside.severity}" if finding.set_aside else str(finding.severity)
    return plain(f"{finding.rule} ({severity}): {finding.message}")


def _texts(count: int) -> str:
    return f"{count:,} text" + ("" if count == 1 else "s")
