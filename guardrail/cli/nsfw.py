"""`guardrail nsfw`: choose how strict the filter for unfit text is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from ..errors import GuardrailError
from ..validators.nsfw_bands import Choice, choose
from .program import ACCEPTED, example
from .texts import BadLine, Item, file_text, lines, opened


@click.group(
    short_help="Choose how strict the filter is.", epilog=example("guardrail nsfw calibrate --clean notes.txt")
)
def nsfw() -> None:
    """Choose how strict the filter for obscene, hateful and violent text is."""


@nsfw.command(
    short_help="Make bands from clean texts.",
    epilog=example("guardrail nsfw calibrate --clean notes.txt --output my-rules/nsfw.yaml"),
)
@click.option(
    "--clean",
    "files",
    multiple=True,
    required=True,
    metavar="FILE",
    help='Clean texts of your own: .txt with one a line, or .jsonl with one {"text": ...} a line; may be given again.',
)
@click.option(
    "--rate", default=0.001, show_default=True, metavar="SHARE", help="The share of them that may be found, 0 to 1."
)
@click.option("--output", metavar="FILE", help="Write the rule file there instead of to standard output.")
def calibrate(files: tuple[str, ...], rate: float, output: str | None) -> int:
    """Choose the bands of the rule `nsfw` so that at most a given share of clean texts is found.

    Writes a rule file with the bands and the numbers they were chosen by.
    """
    from ..validators.nsfw import load

    texts = [text for file in files for text in _texts(file)]
    choice = choose(load().score(texts), rate)
    if output is None:
        click.echo(page(choice), nl=False)
    else:
        Path(output).write_text(page(choice), encoding="utf-8")
    low, high = choice.interval
    found = f"{choice.alarms} of {choice.texts} clean texts reach a band"
    click.echo(f"{found}: {choice.alarms / choice.texts:.3%}, 95 % interval {low:.3%} to {high:.3%}", err=True)
    return ACCEPTED


def _texts(file: str) -> Iterator[str]:
    """The texts in a file; blank lines are none."""
    if not file.endswith(".jsonl"):
        yield from (line for line in file_text(file).text.splitlines() if line.strip())
        return
    with opened(file) as stream:
        for item in lines(stream, file, {}):
            yield _text(item)


def _text(item: Item | BadLine) -> str:
    if isinstance(item, BadLine):
        raise GuardrailError(f"{item.where}: {item.message}")
    return item.text


def page(choice: Choice) -> str:
    """The rule file that a choice makes."""
    listed = "\n".join(f"      {label}: {{critical: {least:g}}}" for label, least in choice.bands.items())
    numbers = f"texts: {choice.texts}, alarms: {choice.alarms}, at most: {choice.interval[1]:.5f}"
    return _PAGE.format(bands=listed, numbers=numbers)


_PAGE = """\
# yaml-language-server: $schema=schema.json
pack: nsfw
owner: guardrail
version: '1.0'
about: Obscene, sexual, hateful, threatening and violent text, which is sent to nobody, whatever it is for.

rules:
  - id: nsfw
    kind: nsfw
    bands:
{bands}
    chosen by: {{{numbers}}}
"""
