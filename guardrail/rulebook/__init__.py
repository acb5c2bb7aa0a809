"""Rule files: read with the place of every word, checked, and made into a guard."""

from .exceptions import NamedException
from .prices import read_prices
from .problems import Problem, RuleProblems
from .rulebook import Rulebook

__all__ = ["NamedException", "Problem", "RuleProblems", "Rulebook", "read_prices"]
