"""What texts are written from: records, tables and passages, read once and looked up often."""

from .dates import Period
from .facts import Figure, Passage, Record, Table
from .source import Source

__all__ = ["Figure", "Passage", "Period", "Record", "Source", "Table"]
