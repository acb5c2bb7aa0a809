"""Days and periods, without a time zone: records and texts about them speak of calendar days."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple


class Period(NamedTuple):
    """Days `start` to `end`, both included. `fiscal` where only a company's own calendar tells the days."""

    start: dt.date
    end: dt.date
    fiscal: bool = False

    def covers(self, day: dt.date) -> bool:
        """Whether `day` lies in the period."""
        return self.start <= day <= self.end
