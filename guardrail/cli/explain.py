"""`guardrail rules explain`: what one rule does, and which texts it hit."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

import click
from rich.padding import Padding
from rich.text import Text

from ..errors import GuardrailError
from ..rulebook.explanation import Explanation
from ..rulebook.explanation import explain as explained
from ..types import Candidate
from .plain import plain
from .program import ACCEPTED, example
from .review import existing_queue
from .sentences import drawn, sentence
from .show import console
from .texts import BadLine, Item, lines, opened

_MOST_SHOWN = 10


@click.command(
    short_help="Say what one rule does.",
    epilog=example("guardrail rules explain promised-return my-rules/ --on texts.jsonl"),
)
@click.argument("id")
@click.argument("path", required=False)
@click.option("--on", "texts", metavar="FILE", help='Texts to run it on: {"text": ...} a line, as for check --jsonl.')
@click.option("--db", metavar="FILE.db", help="A review queue whose texts to run it on.")
def explain(id: str, path: str | None, texts: str | None, db: str | None) -> int:  # noqa: A002 - as it is called
    """Say what the rule ID does, what a hit means for each use, and how the rule came to be.

    Without PATH: the rules that ship.
    """
    found = explained(id, path)
    out = console(sys.stdout)
    out.print(Text(plain(f"{found.rule.id} ({found.rule.kind})"), style="bold"))
    for line in _told(found):
        out.print(Padding.indent(Text(plain(line)), 2))
    if texts is not None:
        _show_hits(found, _from_lines(texts), texts)
    if db is not None:
        _show_hits(found, _from_queue(db), db)
    return ACCEPTED


def _told(found: Explanation) -> Iterator[str]:
    yield found.sentence
    if found.message:
        yield f"It says: {found.message}"
    for uses, decision in found.decisions:
        yield f"A hit in a text for {uses}: {decision}."
    yield f"{found.place}, {found.pack}."
    if found.history is None:
        yield "No history: git does not know this file, and the rule lists none under 'changed'."
    for change in found.history or ():
        yield f"changed {change}"


def _show_hits(found: Explanation, candidates: Iterable[tuple[str, Candidate]], name: str) -> None:
    out = console(sys.stdout)
    count = hit = 0
    for count, (where, candidate) in enumerate(candidates, start=1):  # noqa: B007 - counts the texts
        spans = found.hits(candidate)
        hit += bool(spans)
        if spans and hit <= _MOST_SHOWN:
            out.print(Text(plain(where), style="cyan"))
            first = next((span for span in spans if span), None)
            part = sentence(candidate.text, first) if first else (0, min(len(candidate.text), 200))
            for line in drawn(candidate.text, part, [s for s in spans if s], max(20, out.width - 2), "yellow"):
                out.print(Padding.indent(line, 2))
    more = f"; the first {_MOST_SHOWN} are shown" if hit > _MOST_SHOWN else ""
    out.print(Text(f"{plain(name)}: hits {hit:,} of {count:,} texts{more}"))


def _from_lines(path: str) -> Iterator[tuple[str, Candidate]]:
    with opened(path) as stream:
        for number, item in enumerate(lines(stream, path, {}), start=1):
            yield f"{path}:{number}", _candidate(item)


def _candidate(item: Item | BadLine) -> Candidate:
    if isinstance(item, BadLine):
        raise GuardrailError(f"{item.where}: {item.message}")
    return Candidate(text=item.text, use=item.use, source=item.source)


def _from_queue(path: str) -> Iterator[tuple[str, Candidate]]:
    for case in existing_queue(path).list("all"):
        yield f"case {case.id}", Candidate(text=case.text, use=case.verdict.use)
