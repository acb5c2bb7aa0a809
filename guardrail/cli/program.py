"""What every command shares: its exit codes, and one clear line for whatever goes wrong."""

from __future__ import annotations

import io
import os
import sys
import traceback
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from ..errors import GuardrailError, PolicyError, RulesError
from ..types import Decision
from .plain import plain

ACCEPTED, REJECTED, USAGE, ESCALATED, BAD_RULES, FAILED = range(6)
INTERRUPTED, PIPE_CLOSED = 130, 141

CODES = {Decision.ACCEPT: ACCEPTED, Decision.ESCALATE: ESCALATED, Decision.REJECT: REJECTED}


def example(*lines: str, after: str = "") -> str:
    """The end of a command's help: how it is called."""
    shown = "\n".join(f"  {line}" for line in lines)
    return f"\b\nExample:\n{shown}" + (f"\n\n{after}" if after else "")


def tell(message: str) -> None:
    """Say what went wrong, on standard error; what could steer a terminal is shown escaped."""
    for number, line in enumerate(message.splitlines() or [""]):
        click.echo(("guardrail: " if number == 0 else "") + plain(line), err=True)


class Program(click.Group):
    """A group of commands that never ends in a traceback, unless `--debug` asks for one."""

    def main(  # type: ignore[override] # click's own overloads promise a return; this one always exits
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        **extra: Any,
    ) -> NoReturn:
        """Run the command that the arguments name, and exit with its code."""
        _never_stumble_over_characters()
        extra["standalone_mode"] = False
        try:
            code = super().main(args, prog_name, **extra)
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            code = USAGE
        except click.UsageError as error:
            tell(_usage(error))
            code = USAGE
        except click.ClickException as error:
            tell(error.format_message())
            code = FAILED
        except click.Abort:
            code = INTERRUPTED
        sys.exit(code if isinstance(code, int) else ACCEPTED)

    def invoke(self, ctx: click.Context) -> Any:
        """Run one command; whatever it raises becomes one line and an exit code."""
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except KeyboardInterrupt:
            return INTERRUPTED
        except BrokenPipeError:
            _drop_output()
            return PIPE_CLOSED
        except Exception as error:
            if ctx.params.get("debug"):
                traceback.print_exc()
            else:
                tell(_told(error))
            return BAD_RULES if isinstance(error, RulesError | PolicyError) else FAILED
        else:
            return code


def _told(error: Exception) -> str:
    if isinstance(error, RulesError):
        return f"the rules cannot be used; mend them and run again\n{error}"
    if isinstance(error, GuardrailError):
        return str(error)
    if isinstance(error, OSError):
        what = error.strerror or str(error) or type(error).__name__
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{what[:1].lower()}{what[1:]}; nothing more was done"
    if isinstance(error, MemoryError):
        return "not enough memory for this input; split it into smaller files"
    reason = " ".join(str(error).split())[:200]
    return f"unexpected {type(error).__name__}: {reason}; please report it with the output of --debug"


def _usage(error: click.UsageError) -> str:
    command = error.ctx.command_path if error.ctx else "guardrail"
    message = " ".join(error.format_message().split()).rstrip(".")
    return f"usage: {message}; see '{command} --help'"


def _never_stumble_over_characters() -> None:
    """A terminal that cannot write a character gets its code instead of an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _drop_output() -> None:
    """Nobody reads the output any more; what is still buffered must not raise when Python ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return
