"""`guardrail rules new`: asks for a rule, tries it, and writes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from pydantic import TypeAdapter, ValidationError

from ..errors import RulesError
from ..rulebook.draft import LOOKS, Draft, write_rule
from ..rulebook.values import Category, Id, Text
from ..types import Severity
from .program import ACCEPTED, example, tell

_ASKED = {
    "terms": "A word or phrase to find, exactly as it is written (capitals do not matter)",
    "phrase": "A word or phrase to find, in any of its forms",
    "regex": "The regular expression to find",
}
_FOUND = "A real text that it must find"
_SPARED = "A text much like it that it must let pass"


@click.command(
    short_help="Write a rule, step by step.",
    epilog=example(
        "guardrail rules new my-rules/finance.yaml",
        "guardrail rules new my-rules/finance.yaml --id sure-thing --kind terms --category policy.promise \\",
        "    --severity major --message 'It promises a return.' --find 'sure thing' \\",
        "    --match 'It is a sure thing.' --pass 'Are you sure?'",
        after="What is not given is asked for. The rule is written only if it does what its examples say.",
    ),
)
@click.argument("file")
@click.option("--id", "name", help="What the rule is called, such as sure-thing.")
@click.option("--kind", type=click.Choice(list(LOOKS)), help="How it looks: for terms, a phrase or a regex.")
@click.option("--category", help="What a hit is, such as policy.promise.")
@click.option("--severity", type=click.Choice([str(s) for s in Severity]), help="How bad a hit is.")
@click.option("--message", help="The sentence that a reader sees.")
@click.option("--find", multiple=True, help="What to look for; may be given again.")
@click.option("--match", multiple=True, help="A text it must find; may be given again.")
@click.option("--pass", "passes", multiple=True, help="A text it must let pass; may be given again.")
@click.option("--pack", help="For a new file: what it is about, in a word.")
@click.option("--owner", help="For a new file: who to ask about its rules.")
@click.option("--about", help="For a new file: what its rules are for, in a sentence.")
def new(
    file: str,
    name: str | None,
    kind: str | None,
    category: str | None,
    severity: str | None,
    message: str | None,
    find: tuple[str, ...],
    match: tuple[str, ...],
    passes: tuple[str, ...],
    pack: str | None,
    owner: str | None,
    about: str | None,
) -> int:
    """Write a rule into FILE, which is made if it is not there."""
    try:
        header = _header(file, pack, owner, about)
        kind = kind or click.prompt("Kind", type=click.Choice(list(LOOKS)), default="terms", err=True)
        looks_for = find or _several(_ASKED[kind], at_most=1 if kind == "regex" else None)
        draft = Draft(
            kind=kind,
            looks_for=looks_for,
            match=match or _several(_FOUND),
            passes=passes or _several(_SPARED),
            message=message or _one("What the reader is told, in a sentence"),
            category=category or _one("Category, such as policy.promise or pattern.placeholder", fits=Category),
            severity=severity or click.prompt("How bad a hit is", type=_SEVERITIES, err=True),
            id=name or _one("Name of the rule, such as promised-return", fits=Id),
        )
        asked = not (find and match and passes)
        _write(draft, file, header, again=asked)
    except click.Abort:
        told = "the answers ended before the rule was complete, so nothing is written"
        raise click.UsageError(told, click.get_current_context()) from None
    click.echo(f"{file}: the rule is in it; try it with 'guardrail rules try {file}'")
    return ACCEPTED


_SEVERITIES = click.Choice([str(severity) for severity in Severity])


def _header(file: str, pack: str | None, owner: str | None, about: str | None) -> dict[str, str] | None:
    """What stands at the head of a file that is not there yet."""
    if Path(file).exists():
        return None
    return {
        "pack": pack or _one("Name of the pack", default=Path(file).stem),
        "owner": owner or _one("Who to ask about these rules"),
        "version": "1.0",
        "about": about or _one("What these rules are for, in a sentence"),
    }


def _write(draft: Draft, file: str, header: dict[str, str] | None, *, again: bool) -> None:
    """Write the rule; where a person answers, what did not come out as it must is asked for again."""
    while True:
        try:
            write_rule(draft, file, header)
        except RulesError as error:
            if not again:
                raise
            tell(f"this rule cannot be written yet\n{error}")
        else:
            return
        click.echo("Give these again:", err=True)
        draft = replace(
            draft,
            id=_one("Name of the rule", default=draft.id, fits=Id),
            category=_one("Category", default=draft.category, fits=Category),
            looks_for=_several(_ASKED[draft.kind], draft.looks_for, at_most=1 if draft.kind == "regex" else None),
            match=_several(_FOUND, draft.match),
            passes=_several(_SPARED, draft.passes),
        )


def _one(question: str, default: str | None = None, *, fits: Any = Text) -> str:
    """An answer that is what a rule file takes; asked for again, with what is wrong, until it is."""

    def read(answer: str) -> str:
        try:
            return str(TypeAdapter(fits).validate_python(answer))
        except ValidationError as error:
            told = error.errors(include_url=False)[0]["ctx"]
            raise click.UsageError(f"{told['message']}; {told['hint']}") from None

    answer: str = click.prompt(question, default=default, err=True, value_proc=read)
    return answer


def _several(question: str, before: Sequence[str] = (), *, at_most: int | None = None) -> tuple[str, ...]:
    """Answers, one a line, until an empty one; at first an empty one keeps those from before."""
    kept = f" (Enter keeps {'; '.join(before)})" if before else ""
    found = list[str]()
    while at_most is None or len(found) < at_most:
        told = question + (kept if not found else " (Enter when done)")
        answer: str = click.prompt(told, default="", show_default=False, err=True)
        if not answer.strip():
            if found or before:
                break
            continue
        found.append(answer)
    return tuple(found or before)
