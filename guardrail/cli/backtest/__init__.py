"""`guardrail rules backtest`: new rules held against old ones on texts of the past."""

from .command import backtest

__all__ = ["backtest"]
