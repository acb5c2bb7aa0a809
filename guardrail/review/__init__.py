"""Keeps escalated texts for people, in one SQLite file that any tool can open."""

from .queue import Queue
from .suggestions import as_yaml, suggested_aliases

__all__ = ["Queue", "as_yaml", "suggested_aliases"]
