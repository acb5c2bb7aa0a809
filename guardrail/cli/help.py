"""The help of every command as one page: `python -m guardrail.cli.help > docs/cli.md` writes it."""

from __future__ import annotations

from collections.abc import Iterator

import click

from .app import main

_WIDTH = 100


def page() -> str:
    """The page, in Markdown."""
    parts = ["# The commands", "", "Written by `python -m guardrail.cli.help > docs/cli.md`.", ""]
    for name, text in _helps(main, "guardrail", None):
        parts += [f"## {name}", "", "```text", text, "```", ""]
    return "\n".join(parts)


def _helps(command: click.Command, name: str, parent: click.Context | None) -> Iterator[tuple[str, str]]:
    settings = {**command.context_settings, "max_content_width": _WIDTH, "terminal_width": _WIDTH}
    context = click.Context(command, info_name=name.rpartition(" ")[2], parent=parent, **settings)
    yield name, "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
    if isinstance(command, click.Group):
        for child in command.commands.values():
            yield from _helps(child, f"{name} {child.name}", context)


if __name__ == "__main__":
    click.echo(page(), nl=False)
