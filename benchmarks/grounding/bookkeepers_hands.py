"""How the people of `bookkeepers` write an amount, a day, a period, a name or a count."""

from __future__ import annotations

import datetime as dt
import random
import re
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from .bookkeepers_books import CENT, Ledger, Period
from .bookkeepers_people import Person

SIGNS = {"GBP": "£", "USD": "$", "EUR": "€", "INR": "₹", "CAD": "C$"}
_WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split()
_TIMES = {1: "once", 2: "twice"}
_ABOUT = ("about {}", "around {}", "roughly {}", "approximately {}", "some {}")
_OVER = ("just over {}", "a little over {}", "a bit more than {}")


@dataclass(frozen=True)
class Said:
    """A value as it will be written: to the nearest `step`, with a hedge ("~" about, "+" just over) or none."""

    value: Decimal
    step: Decimal
    hedge: str = ""

    def agrees(self, exact: Decimal, *, kindly: bool = False) -> bool:
        """Whether it may be said of `exact`; `kindly` also if a generous reader would let it pass."""
        off, step = abs(exact - self.value), max(self.step, Decimal(kindly and self.value == int(self.value)))
        if self.hedge:
            return off <= self.value * Decimal("0.25") if kindly else self._hedged(exact)
        return off <= step / 2

    def _hedged(self, exact: Decimal) -> bool:
        if self.hedge == "+":
            return self.value < exact < self.value + self.step
        return abs(exact - self.value) <= self.step / 2


def said(exact: Decimal, how: str) -> Said:
    """`exact` as rounded by someone who writes "{amount~}", "{amount+}", "{amount.}" or plain "{amount}"."""
    step = CENT
    if how in {"~", "+"}:
        step = Decimal(10) ** (exact.adjusted() - 1)
    elif how == "." and exact >= 10:
        step = Decimal(100) if exact >= 20_000 else Decimal(1)
    rounding = ROUND_FLOOR if how == "+" else ROUND_HALF_UP
    return Said((exact / step).quantize(Decimal(1), rounding) * step, step, how.replace(".", ""))


def said_percent(exact: Decimal, rng: random.Random) -> Said:
    step = rng.choice((Decimal(1), Decimal("0.1"))) if exact >= 10 else Decimal("0.1")
    return Said(exact.quantize(step, ROUND_HALF_UP), step)


@dataclass(frozen=True)
class Hand:
    """One person writing one text about one ledger; the same `seed` writes the same way again."""

    person: Person
    book: Ledger
    seed: int

    def _one(self, among: tuple[str, ...]) -> str:
        return random.Random(self.seed).choice(among)

    def money(self, value: Said, currency: str) -> str:
        form = self._one({"~": _ABOUT, "+": _OVER}.get(value.hedge, ("{}",)))
        return form.format(self._sum(value, currency))

    def _sum(self, value: Said, currency: str) -> str:
        style, number = self._one(self.person.money), _number(value)
        if style == "short" and value.value == int(value.value):
            number = number.removesuffix(".00")
        if style == "bare" and currency == self.book.currency:
            return number
        if style == "german":
            number = number.translate(str.maketrans(",.", ".,"))
            return self._one(("{0} {1}", "{1} {0}", "{1} {2}")).format(currency, number, SIGNS[currency])
        if style == "rupees" and currency == "INR":
            return self._one(("Rs. {}", "₹{}", "Rs {}")).format(_lakhs(number))
        if style in {"code", "rupees"}:
            return f"{currency} {number}"
        return SIGNS[currency] + number

    def percent(self, value: Said) -> str:
        number = f"{value.value:f}"
        return self.person.percent.format(number.replace(".", ",") if self.person.percent == "{} %" else number)

    def day(self, day: dt.date) -> str:
        styles = [s for s in self.person.dates if self._plain(s) and (day.day > 12 or not re.search(r"16[/-]", s))]
        return _written(self._one(tuple(styles) or (self.person.dates[0] + " 2016",)), day)

    def _plain(self, style: str) -> bool:
        return "2016" in style or len(self.book.years) == 1

    def period(self, period: Period) -> str:
        """The bare name of a month, quarter or year."""
        year, quarter = period.start.year, (period.start.month + 2) // 3
        if period.grain == "year":
            return str(year)
        if period.grain == "quarter":
            ordinal = ("first", "second", "third", "fourth")[quarter - 1]
            return self._one((f"Q{quarter} {year}", f"the {ordinal} quarter of {year}"))
        styles = tuple(s for s in self.person.months if self._plain(s))
        return _written(self._one(styles or ("March 2016",)), period.start)

    def when(self, period: Period) -> str:
        """ "in March 2016", "between 3 and 9 March", "" for all there is."""
        if period.grain == "whole":
            return self._one(self.person.whole)
        if period.grain in {"since", "before"}:
            return f"{period.grain} {self.day(period.start if period.grain == 'since' else period.end)}"
        if period.grain == "between":
            form = self._one(("between {} and {}", "from {} to {}"))
            return form.format(self.day(period.start), self.day(period.end))
        openers = [o for o in self.person.openers if period.grain == "month" or "month of" not in o]
        return self._one(tuple(openers)).format(self.period(period))

    def name(self, name: str) -> str:
        if name != name.lower() or self.person.names == "as is":
            return name
        return name.upper() if self.person.names == "upper" else " ".join(w[:1].upper() + w[1:] for w in name.split())

    def count(self, n: int) -> str:
        return _WORDS[n] if self.person.words and n < 13 else str(n)

    def times(self, n: int) -> str:
        return _TIMES.get(n, f"{self.count(n)} times")


def _number(value: Said) -> str:
    if value.step >= 100 and value.value >= 10_000:
        return f"{(value.value / 1000).normalize():f}k"
    return f"{value.value:,.2f}" if value.step < 1 else f"{value.value:,.0f}"


def _lakhs(number: str) -> str:
    whole, dot, cents = number.replace(",", "").partition(".")
    head, tail = whole[:-3], whole[-3:]
    groups = [head[max(0, i - 2) : i] for i in range(len(head), 0, -2)][::-1]
    return ",".join([*groups, tail]) + dot + cents


def _written(style: str, day: dt.date) -> str:
    ending = "th" if 10 < day.day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    parts = {"2016": str(day.year), "March": f"{day:%B}", "Mar": f"{day:%b}", "09": f"{day:%d}", "16": f"{day:%d}"}
    parts |= {"03": f"{day:%m}", "9th": f"{day.day}{ending}", "9": str(day.day), "3": str(day.month)}
    return re.sub(r"2016|March|Mar|09|16|03|9th|9|3", lambda found: parts[found[0]], style)
