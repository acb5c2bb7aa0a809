"""The commands: each reads its arguments, calls the library and draws the answer."""

from .app import main

__all__ = ["main"]
