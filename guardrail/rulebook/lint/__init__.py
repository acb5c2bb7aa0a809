"""What is right to the letter in a rule file and still looks like a slip."""

from .fixes import fixes
from .linter import lint
from .notice import Edit, Notice

__all__ = ["Edit", "Notice", "fixes", "lint"]
