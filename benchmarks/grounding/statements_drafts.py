"""What can be said of a report table: drafts of statements that know when they hold."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from .statements_numbers import Amount, Style, agrees, choose_style, read_amount
from .statements_questions import WORDS
from .statements_sheets import Sheet, amount_of

Slots = Mapping[str, str]


@dataclass(frozen=True)
class Draft:
    """A statement: wordings with `{slot}` and `{d:rose|fell}`, what fills them, and when that is true."""

    kind: str
    wordings: tuple[str, ...]
    slots: Slots
    holds: Callable[[Slots], bool]


@dataclass
class Teller:
    """Composes statements about one sheet."""

    rng: random.Random
    sheet: Sheet

    # -- what statements are made of --

    def row(self, *, but: tuple[str, ...] = (), of: list[str] | None = None) -> str:
        rows = self.sheet.positive if of is None else of
        return self.rng.choice([row for row in rows if row not in but] or self.sheet.rows)

    def year(self) -> str:
        return self.rng.choice(self.sheet.years)

    def pair(self) -> tuple[str, str]:
        """Two years, the earlier first; most often neighbours."""
        pairs = list(pairwise(self.sheet.years))
        ends = (self.sheet.years[0], self.sheet.years[-1])
        return self.rng.choice([*pairs, *pairs, ends])

    def places(self, row: str) -> int:
        return max(self.sheet.values[row, year].places for year in self.sheet.years)

    def style(self, row: str, exact: Decimal, extra: int = 0) -> tuple[Amount, Style]:
        amount = amount_of(self.sheet, exact, self.places(row) + extra)
        return amount, choose_style(self.rng, amount, mark=self.sheet.mark, signed=exact < 0)

    def money(self, row: str, exact: Decimal, extra: int = 0) -> str:
        amount, style = self.style(row, exact, extra)
        return style.write(amount)

    def monies(self, row: str, *exact: Decimal) -> list[str]:
        style = self.style(row, min(exact, key=abs))[1]
        return [style.write(amount_of(self.sheet, value, self.places(row))) for value in exact]

    def percent(self, value: Decimal) -> str:
        places = self.rng.choice([0, 1, 1, 2]) if abs(value) >= 3 else self.rng.choice([1, 2])
        return Style("percent", places, "", "none", self.rng.random() < 0.2).write(Amount(value, places, "percent"))

    def value(self, s: Slots, row: str = "r", year: str = "y") -> Decimal:
        return self.sheet.value(s[row], s[year])

    def growth(self, s: Slots) -> Decimal:
        before = self.value(s, year="x")
        return (self.value(s) - before) / before * 100

    # -- the statements --

    def drafts(self) -> Iterator[Draft]:
        """One draft of each kind that the sheet allows."""
        makers = (
            self.plain, self.moved, self.grown, self.changed, self.share, self.gap, self.two_years,
            self.two_rows, self.component, self.peak, self.combined, self.summed, self.averaged,
            self.direction, self.both, self.compared, self.times, self.doubled, self.counted, self.steady,
        )  # fmt: skip
        for maker in makers:
            draft = maker()
            if draft and draft.holds(draft.slots):
                yield draft

    def plain(self) -> Draft:
        r, y = self.row(of=self.sheet.rows), self.year()
        wordings = [
            "{r} was {n} in {y}",
            "in {y}, the company recorded {r} of {n}",
            "{y} saw {r} of {n}",
            "{r} for {y} came in at {n}",
            "the {y} figure for {r} was {n}",
            "{r} of {n} was reported for {y}",
            "in fiscal {y} {r} ran to {n}",
            "{r} ({y}): {n}",
            "{n} was the {y} amount for {r}",
        ]
        if self.sheet.stock:
            wordings += ["{r} stood at {n} at the end of {y}", "at year-end {y}, {r} totalled {n}"] * 3
        slots = {"r": r, "y": y, "n": self.money(r, self.sheet.value(r, y))}
        return Draft("value", tuple(wordings), slots, lambda s: agrees(s["n"], self.value(s)))

    def moved(self) -> Draft:
        r, (x, y) = self.row(), self.pair()
        wordings = [
            "{r} {d:rose|fell} from {a} in {x} to {b} in {y}",
            "{r} was {b} in {y} compared with {a} in {x}",
            "{r} {d:climbed|slipped} to {b} in {y} ({x}: {a})",
            "from {a} in {x}, {r} {d:advanced|dropped} to {b} in {y}",
            "{r} went from {a} in {x} to {b} in {y}",
            "{r} came to {b} in {y} versus {a} in {x}",
        ]
        if int(y) - int(x) == 1:
            wordings += [
                "{r} stood at {b} at the end of {y}, {d:up|down} from {a} a year earlier",
                "{r} {d:increased|decreased} to {b} in {y} against {a} the year before",
            ]
        a, b = self.monies(r, self.sheet.value(r, x), self.sheet.value(r, y))
        return self.directed(
            "from-to", wordings, {"r": r, "x": x, "y": y, "a": a, "b": b},
            lambda s: agrees(s["a"], self.value(s, year="x")) and agrees(s["b"], self.value(s)),
        )  # fmt: skip

    def directed(self, kind: str, wordings: list[str], slots: dict[str, str], holds: Callable[[Slots], bool]) -> Draft:
        """A draft with a direction word for the move from year x to year y."""
        rising = self.value(slots) > self.value(slots, year="x")
        slots["d"] = "up" if rising else "down"

        def check(s: Slots) -> bool:
            before, after = self.value(s, year="x"), self.value(s)
            return holds(s) and (after > before if s["d"] == "up" else after < before)

        return Draft(kind, tuple(wordings), slots, check)

    def grown(self) -> Draft:
        r, (x, y) = self.row(), self.pair()
        wordings = [
            "between {x} and {y}, {r} {d:grew|declined} {p}",
            "{r} {d:rose|fell} {p} from {x} to {y}",
            "{r} {d:increased|decreased} by {p} in {y} compared with {x}",
            "{r} was {p} {d:higher|lower} in {y} than in {x}",
            "{r} {d:rose|fell} {p} to {b} in {y} from {x}",
            "{r} {d:expanded|contracted} by about {p} between {x} and {y}",
        ]
        if int(y) - int(x) == 1:
            wordings += [
                "{r} was {d:up|down} {p} year on year in {y}",
                "{y} brought a {p} {d:rise|drop} in {r}",
                "{r} {d:rose|fell} {p} to {b} in {y}",
                "in {y} {r} {d:grew|shrank} {p} year over year, reaching {b}",
            ]
        slots = {"r": r, "x": x, "y": y, "b": self.money(r, self.sheet.value(r, y))}
        slots["p"] = self.percent(abs(self.growth(slots)))
        return self.directed(
            "growth", wordings, slots,
            lambda s: agrees(s["p"], abs(self.growth(s))) and agrees(s["b"], self.value(s)),
        )  # fmt: skip

    def changed(self) -> Draft:
        r, (x, y) = self.row(), self.pair()
        wordings = [
            "{r} was {n} {d:higher|lower} in {y} than in {x}",
            "{r} {d:increased|decreased} by {n} from {x} to {y}",
            "{r} {d:gained|lost} {n} between {x} and {y}",
            "compared with {x}, {r} was {d:up|down} {n} in {y}",
            "there was {d:an increase|a decrease} of {n} in {r} from {x} to {y}",
        ]
        slots = {"r": r, "x": x, "y": y}
        slots["n"] = self.money(r, abs(self.value(slots) - self.value(slots, year="x")))
        return self.directed(
            "change", wordings, slots,
            lambda s: agrees(s["n"], abs(self.value(s) - self.value(s, year="x"))),
        )  # fmt: skip

    def total(self) -> str | None:
        found = [t for t, parts in self.sheet.totals.items() if len(parts) >= 2 and t in self.sheet.positive]
        return self.rng.choice(found) if found else None

    def share(self) -> Draft | None:
        t = self.total()
        parts = [p for p in self.sheet.totals.get(t or "", []) if p in self.sheet.positive]
        if not t or not parts:
            return None
        wordings = (
            "{r} made up {p} of {t} in {y}",
            "{p} of {t} in {y} came from {r}",
            "{r} accounted for {p} of {t} in {y}",
            "in {y}, {r} represented {p} of {t}",
            "{r} was {p} of {t} for {y}",
            "the share of {r} in {t} was {p} in {y}",
        )
        slots = {"r": self.row(of=parts), "t": t, "y": self.year()}

        def ratio(s: Slots) -> Decimal:
            return self.value(s) / self.value(s, row="t") * 100

        slots["p"] = self.percent(ratio(slots))
        return Draft("share", wordings, slots, lambda s: s["r"] != s["t"] and agrees(s["p"], ratio(s)))

    def gap(self) -> Draft:
        r, y = self.row(), self.year()
        q = self.row(but=(r,))
        if self.sheet.value(r, y) < self.sheet.value(q, y):
            r, q = q, r
        wordings = (
            "{r} exceeded {q} by {n} in {y}",
            "in {y}, {r} was {n} higher than {q}",
            "{r} was {n} more than {q} in {y}",
            "the gap between {r} and {q} was {n} in {y}",
            "{q} was {n} less than {r} in {y}",
        )
        slots = {"r": r, "q": q, "y": y}
        slots["n"] = self.money(r, self.value(slots) - self.value(slots, row="q"))
        return Draft("gap", wordings, slots, lambda s: agrees(s["n"], self.value(s) - self.value(s, row="q")))

    def two_years(self) -> Draft:
        r, (x, y) = self.row(), self.pair()
        wordings = (
            "{r} was {a} and {b} in {x} and {y}, respectively",
            "{r} was {b} in {y} and {a} in {x}",
            "for {y} and {x}, {r} came to {b} and {a}, respectively",
        )
        a, b = self.monies(r, self.sheet.value(r, x), self.sheet.value(r, y))
        return Draft(
            "respectively", wordings, {"r": r, "x": x, "y": y, "a": a, "b": b},
            lambda s: agrees(s["a"], self.value(s, year="x")) and agrees(s["b"], self.value(s)),
        )  # fmt: skip

    def two_rows(self) -> Draft:
        r, y = self.row(), self.year()
        q = self.row(but=(r,))
        wordings = (
            "{r} and {q} were {a} and {b} in {y}, respectively",
            "in {y}, {r} came to {a} and {q} to {b}",
            "{r} was {a} in {y}, while {q} was {b}",
        )
        a, b = self.monies(r, self.sheet.value(r, y), self.sheet.value(q, y))
        return Draft(
            "two-lines", wordings, {"r": r, "q": q, "y": y, "a": a, "b": b},
            lambda s: agrees(s["a"], self.value(s)) and agrees(s["b"], self.value(s, row="q")),
        )  # fmt: skip

    def component(self) -> Draft | None:
        t = self.total()
        if not t or len(self.sheet.totals[t]) < 3:
            return None
        parts, y = self.sheet.totals[t], self.year()
        top = self.rng.random() < 0.7
        best = (max if top else min)(parts, key=lambda p: self.sheet.value(p, y))
        word = "largest" if top else "smallest"
        wordings = (
            f"{{r}} was the {word} part of {{t}} in {{y}}",
            f"in {{y}}, the {word} component of {{t}} was {{r}}",
        )

        def holds(s: Slots) -> bool:
            others = [self.sheet.value(p, s["y"]) for p in parts if p != s["r"]]
            return s["r"] in parts and all((v < self.value(s)) == top and v != self.value(s) for v in others)

        return Draft("largest", wordings, {"r": best, "t": t, "y": y}, holds)

    def peak(self) -> Draft | None:
        years = self.sheet.years
        if len(years) < 3:
            return None
        r, top = self.row(), self.rng.random() < 0.5
        y = (max if top else min)(years, key=lambda year: self.sheet.value(r, year))
        word = "highest" if top else "lowest"
        wordings = (
            f"{{r}} was at its {word} in {{y}}",
            "{r} peaked in {y}" if top else "{r} bottomed out in {y}",
            f"the {word} {{r}} of the {WORDS[len(years)]} years was that of {{y}}",
        )

        def holds(s: Slots) -> bool:
            others = [self.sheet.value(s["r"], year) for year in years if year != s["y"]]
            return all((v < self.value(s)) == top and v != self.value(s) for v in others)

        return Draft("peak", wordings, {"r": r, "y": y}, holds)

    def combined(self) -> Draft:
        r, y = self.row(), self.year()
        q = self.row(but=(r,))
        wordings = (
            "together, {r} and {q} amounted to {n} in {y}",
            "{r} and {q} combined were {n} in {y}",
            "in {y}, {r} plus {q} came to {n}",
            "{r} and {q} added up to {n} in {y}",
        )
        slots = {"r": r, "q": q, "y": y}
        slots["n"] = self.money(r, self.value(slots) + self.value(slots, row="q"))
        return Draft("sum", wordings, slots, lambda s: agrees(s["n"], self.value(s) + self.value(s, row="q")))

    def summed(self) -> Draft | None:
        if self.sheet.stock:
            return None
        r, (x, y) = self.row(), self.pair()
        wordings = ("from {x} to {y}, {r} totalled {n}", "{r} added up to {n} over {x}-{y}")
        slots = {"r": r, "x": x, "y": y, "n": self.money(r, sum(self.span(r, x, y)))}  # type: ignore[arg-type]
        return Draft("sum", wordings, slots, lambda s: agrees(s["n"], Decimal(sum(self.span(s["r"], s["x"], s["y"])))))

    def averaged(self) -> Draft:
        r, (x, y) = self.row(), self.pair()

        def mean(s: Slots) -> Decimal:
            values = self.span(s["r"], s["x"], s["y"])
            return Decimal(sum(values)) / max(1, len(values))

        wordings = (
            "from {x} to {y}, {r} averaged {n} a year",
            "average {r} over {x} to {y} was {n}",
            "on average, {r} came to {n} a year between {x} and {y}",
        )
        slots = {"r": r, "x": x, "y": y}
        slots["n"] = self.money(r, mean(slots), self.rng.choice([0, 1]))
        return Draft("average", wordings, slots, lambda s: agrees(s["n"], mean(s)))

    def span(self, row: str, first: str, last: str) -> list[Decimal]:
        return [self.sheet.value(row, year) for year in self.sheet.years if first <= year <= last]

    def direction(self) -> Draft:
        r, (x, y) = self.row(), self.pair()
        wordings = [
            "{r} {d:rose|fell} from {x} to {y}",
            "{r} was {d:higher|lower} in {y} than in {x}",
            "{r} {d:improved on|was below} its {x} level in {y}",
            "between {x} and {y} {r} went {d:up|down}",
        ]
        return self.directed("direction", wordings, {"r": r, "x": x, "y": y}, lambda _: True)

    def both(self) -> Draft:
        r, (x, y) = self.row(), self.pair()
        q = self.row(but=(r,))
        slots = {"r": r, "q": q, "x": x, "y": y}
        rising = self.value(slots, row="q") > self.value(slots, row="q", year="x")
        slots["e"] = "up" if rising else "down"
        wordings = [
            "{r} {d:rose|fell} and {q} {e:rose|fell} from {x} to {y}",
            "from {x} to {y}, {r} {d:increased|decreased} while {q} {e:increased|decreased}",
        ]

        def holds(s: Slots) -> bool:
            before, after = self.value(s, row="q", year="x"), self.value(s, row="q")
            return after > before if s["e"] == "up" else after < before

        return self.directed("direction", wordings, slots, holds)

    def compared(self) -> Draft:
        r, y = self.row(), self.year()
        q = self.row(but=(r,))
        slots = {"r": r, "q": q, "y": y}
        slots["d"] = "up" if self.value(slots) > self.value(slots, row="q") else "down"
        wordings = (
            "{r} was {d:higher|lower} than {q} in {y}",
            "in {y}, {r} was {d:above|below} {q}",
            "{r} {d:exceeded|fell short of} {q} in {y}",
        )

        def holds(s: Slots) -> bool:
            one, two = self.value(s), self.value(s, row="q")
            return one > two if s["d"] == "up" else one < two

        return Draft("comparison", wordings, slots, holds)

    def times(self) -> Draft | None:
        r, y = self.row(), self.year()
        q = self.row(but=(r,))
        slots = {"r": r, "q": q, "y": y}

        def ratio(s: Slots) -> Decimal:
            return self.value(s) / self.value(s, row="q")

        if not Decimal("1.2") < ratio(slots) < 50:
            return None
        slots["m"] = f"{ratio(slots):.1f}"
        wordings = (
            "{r} was {m} times {q} in {y}",
            "in {y}, {r} was {m} times as large as {q}",
            "the ratio of {r} to {q} was {m} in {y}",
        )
        return Draft("multiple", wordings, slots, lambda s: agrees(s["m"], ratio(s)))

    def doubled(self) -> Draft | None:
        x, y = self.pair()

        def ratio(s: Slots) -> Decimal:
            return self.value(s) / self.value(s, year="x")

        found = [r for r in self.sheet.positive if ratio({"r": r, "x": x, "y": y}) > 2]
        wordings = ("{r} more than doubled from {x} to {y}", "{y} {r} was more than twice that of {x}")
        slots = {"r": self.row(of=found), "x": x, "y": y}
        return Draft("multiple", wordings, slots, lambda s: ratio(s) > 2) if found else None

    def counted(self) -> Draft | None:
        years = self.sheet.years
        if len(years) < 3:
            return None
        r = self.row()
        values = sorted(self.sheet.value(r, year) for year in years)
        line = Decimal(f"{(values[0] + values[-1]) / 2:.2g}")
        said = choose_style(self.rng, amount_of(self.sheet, line, 0), mark=self.sheet.mark, signed=False)
        limit = said.write(amount_of(self.sheet, line, 0))

        def number(s: Slots) -> str:
            bar = read_amount(limit)
            over = [bar is not None and self.sheet.value(s["r"], y) > bar.exact for y in years]
            return WORDS[sum(over)]

        wordings = (
            f"{{r}} exceeded {limit} in {{k}} of the {WORDS[len(years)]} years",
            f"in {{k}} of {WORDS[len(years)]} years, {{r}} was more than {limit}",
        )
        return Draft("count", wordings, {"r": r, "k": number({"r": r})}, lambda s: s["k"] == number(s))

    def steady(self) -> Draft | None:
        years = self.sheet.years
        if len(years) < 3:
            return None

        def sign(s: Slots) -> str:
            steps = [b > a for a, b in pairwise(self.span(s["r"], years[0], years[-1]))]
            return "up" if all(steps) else "" if any(steps) else "down"

        found = [r for r in self.sheet.positive if sign({"r": r})]
        wordings = (
            f"{{r}} {{d:rose|fell}} every year from {years[0]} to {years[-1]}",
            f"{{r}} {{d:increased|declined}} steadily between {years[0]} and {years[-1]}",
        )
        slots = {"r": self.row(of=found)}
        slots["d"] = sign(slots)
        return Draft("trend", wordings, slots, lambda s: sign(s) == s["d"]) if found else None
