"""What tests of code that uses guardrail need: validators, a backend and a queue that do as they are told.

Hypothesis strategies live apart, in `guardrail.testing.strategies`, because they need Hypothesis installed.
"""

from .stubs import Answers, Crashes, FakeBackend, FakeQueue, Hangs, Says

__all__ = ["Answers", "Crashes", "FakeBackend", "FakeQueue", "Hangs", "Says"]
