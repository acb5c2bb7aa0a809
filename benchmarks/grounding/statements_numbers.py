"""Figures as the answers of a data set give them, the ways people write them, and ways to get them wrong."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

SCALES = {"": 0, "thousand": 3, "million": 6, "billion": 9}
SIGNS = ("$", "€", "£")

_MARK = r"(?:US\$|S\$|A\$|HK\$|\$|€|£|¥|RMB|RM|USD|EUR|GBP)"
_SCALE = r"thousands?|million|billion|mn|bn|m|k|%|per ?cent"
_AMOUNT = re.compile(
    rf"\s*(?P<m1>[-–−(]?)\s*(?P<mark>{_MARK}?)\s*(?P<m2>[-–−(]?)\s*"
    rf"(?P<digits>\d[\d,]*(?:\.\d+)?|\.\d+)\s*\)?\s*(?P<scale>(?:{_SCALE})?)\s*\)?\s*",
    re.IGNORECASE,
)
_WORDS = {
    "thousands": "thousand", "k": "thousand", "m": "million", "mn": "million", "bn": "billion",
    "%": "percent", "per cent": "percent", "percent": "percent",
}  # fmt: skip
_RUN = re.compile(r"\d[\d,]*(?:\.\d+)?")


class Amount(NamedTuple):
    """A figure: `value` in units of `scale` ("thousand", "percent", ...), printed with `places` decimals."""

    value: Decimal
    places: int
    scale: str = ""
    mark: str = ""

    @property
    def percent(self) -> bool:
        return self.scale == "percent"

    @property
    def exact(self) -> Decimal:
        """The value in ones (or in percent)."""
        return self.value.scaleb(SCALES.get(self.scale, 0))

    def rounded(self, places: int) -> Amount:
        return self._replace(value=quantize(self.value, places), places=places)


def quantize(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def is_tie(value: Decimal, places: int) -> bool:
    """Whether people would round `value` differently."""
    return value.scaleb(places) % 1 in (Decimal("0.5"), Decimal("-0.5"))


def read_amount(text: object, scale: str = "") -> Amount | None:
    """The figure that `text` consists of, or None when it says anything more."""
    found = _AMOUNT.fullmatch(str(text))
    if not found or re.fullmatch(r"(19|20)\d\d", str(text).strip()):
        return None
    digits = found["digits"].replace(",", "")
    value = Decimal(digits)
    if found["m1"] or found["m2"]:
        value = -value
    word = found["scale"].lower()
    places = len(digits.partition(".")[2])
    return Amount(value, places, _WORDS.get(word, word) or scale, found["mark"])


def group(value: Decimal, places: int) -> str:
    return f"{quantize(abs(value), places):,.{places}f}"


class Style(NamedTuple):
    """How to write figures of one statement: the scale to write in, decimals, currency and minus sign."""

    scale: str
    places: int
    mark: str
    minus: str
    short: bool = False

    def write(self, amount: Amount) -> str:
        """`amount` in this style; its sign is written unless `minus` is "none"."""
        value = amount.exact.scaleb(-SCALES.get(self.scale, 0))
        body = f"{self.mark}{group(value, self.places)}"
        negative = quantize(value, self.places) < 0 and self.minus != "none"
        if negative and self.minus == "()":
            body = f"{self.mark}({body.removeprefix(self.mark)})"
        text = body + self._tail()
        if negative and self.minus in ("-", "−"):
            return self.minus + text
        return f"{self.minus} {text}" if negative and self.minus in ("negative", "minus") else text

    def _tail(self) -> str:
        if self.scale == "percent":
            return " percent" if self.short else "%"
        if not self.scale:
            return ""
        short = {"million": "m", "billion": "bn", "thousand": "k"}
        return short[self.scale] if self.short else f" {self.scale}"

    def exact_of(self, amount: Amount) -> Decimal:
        """The value that the written form states, in ones (or in percent)."""
        shift = SCALES.get(self.scale, 0)
        return quantize(amount.exact.scaleb(-shift), self.places).scaleb(shift)


def choose_style(rng: random.Random, amount: Amount, *, mark: str = "", signed: bool = True) -> Style:
    """A style that writes `amount` truly: as given most of the time, else in another scale or rounded."""
    minus = rng.choice(["-", "-", "-", "()", "−", "negative", "minus"]) if signed else "none"
    mark = amount.mark or (mark if rng.random() < 0.6 else "")
    plain = Style(amount.scale, amount.places, mark, minus, amount.percent and rng.random() < 0.15)
    others = [style for style in _others(amount, plain) if not is_tie(*_in_units(amount, style))]
    return rng.choice(others) if others and rng.random() < 0.4 else plain


def _in_units(amount: Amount, style: Style) -> tuple[Decimal, int]:
    return amount.exact.scaleb(-SCALES.get(style.scale, 0)), style.places


def _others(amount: Amount, plain: Style) -> Iterator[Style]:
    if amount.percent:
        for places in range(amount.places):
            if abs(amount.value) >= 1:
                yield plain._replace(places=places)
        return
    ones = abs(amount.exact)
    for scale, shift in SCALES.items():
        if not amount.scale or shift <= SCALES[amount.scale] or ones < Decimal(10) ** shift:
            continue
        exact_places = max(0, amount.places + shift - SCALES[amount.scale])
        for places in {1, 2, exact_places} if exact_places <= 4 else {1, 2}:
            if places <= exact_places:
                yield plain._replace(scale=scale, places=places, short=False)
                yield plain._replace(scale=scale, places=places, short=bool(plain.mark))
    if amount.scale and amount.value == quantize(amount.value, amount.places):
        yield plain._replace(scale="", places=0)


def agrees(text: str, exact: Decimal) -> bool:
    """Whether `text` is `exact` as rounded to the places written."""
    said = read_amount(text.removeprefix("negative ").removeprefix("minus "))
    if said is None:
        return False
    value = -said.exact if text.startswith(("negative", "minus")) else said.exact
    half = said._replace(value=Decimal(5).scaleb(-said.places - 1)).exact
    return abs(value - exact) <= half


# ---- ways to be wrong: each takes the written text and answers another text, or None when it cannot ----


def swap_digits(rng: random.Random, text: str) -> str | None:
    """Two neighbouring digits of the last figure exchanged."""
    at = _digit_places(text)
    pairs = [(i, j) for i, j in itertools.pairwise(at) if text[i] != text[j]]
    pairs = [(i, j) for i, j in pairs if i != at[0] or text[j] != "0"]
    if not pairs:
        return None
    i, j = rng.choice(pairs)
    return text[:i] + text[j] + text[i + 1 : j] + text[i] + text[j + 1 :]


def change_digit(rng: random.Random, text: str) -> str | None:
    """One digit of the last figure replaced."""
    at = _digit_places(text)
    if not at:
        return None
    i = rng.choice(at)
    lowest = 1 if i == at[0] and len(at) > 1 else 0
    return text[:i] + rng.choice([d for d in map(str, range(lowest, 10)) if d != text[i]]) + text[i + 1 :]


def step_digit(rng: random.Random, text: str) -> str | None:
    """The last digit one higher or lower."""
    at = _digit_places(text)
    if not at:
        return None
    digit = int(text[at[-1]]) + rng.choice([-1, 1])
    return text[: at[-1]] + str(digit) + text[at[-1] + 1 :] if 0 <= digit <= 9 else None


def wrong_scale(rng: random.Random, text: str) -> str | None:
    """Thousand for million and the like."""
    words = ("thousand", "million", "billion")
    said = next((word for word in words if f" {word}" in text), None)
    if said:
        return text.replace(said, rng.choice([w for w in words if w != said]))
    short = re.search(r"(?<=\d)(m|bn|k)\b", text)
    if short:
        return text[: short.start()] + {"m": "bn", "bn": "m", "k": "m"}[short[1]] + text[short.end() :]
    return None


def wrong_currency(rng: random.Random, text: str) -> str | None:
    """Euros for dollars and the like."""
    said = next((sign for sign in SIGNS if sign in text), None)
    if not said or re.search(r"[A-Z]\$", text):
        return None
    return text.replace(said, rng.choice([sign for sign in SIGNS if sign != said]))


def flip_sign(_rng: random.Random, text: str) -> str | None:
    """Without its minus sign, or with one it should not have."""
    for lead in ("negative ", "minus ", "-", "−"):
        if text.startswith(lead):
            return text[len(lead) :]
    if "(" in text:
        return text.replace("(", "").replace(")", "")
    return f"-{text}" if re.search(r"[1-9]", text) else None


Wrong = Callable[[random.Random, str], str | None]
SLIPS: dict[str, Wrong] = {
    "digits": swap_digits,
    "digit": change_digit,
    "last-digit": step_digit,
    "scale": wrong_scale,
    "currency": wrong_currency,
}


def _digit_places(text: str) -> list[int]:
    runs = list(_RUN.finditer(text))
    if not runs:
        return []
    return [i for i in range(runs[-1].start(), runs[-1].end()) if text[i].isdigit()]
