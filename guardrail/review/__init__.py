"""Keeps escalated texts for people, in one SQLite file that any tool can open."""

from .queue import Queue

__all__ = ["Queue"]
