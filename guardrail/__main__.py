"""Runs the commands as `python -m guardrail`."""

from .cli import main

if __name__ == "__main__":
    main(prog_name="guardrail")
