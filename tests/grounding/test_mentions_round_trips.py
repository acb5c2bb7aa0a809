"""Whatever is written in a usual style is read back exactly, and no text at all is too much."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrail.grounding.mentions import Mention, find_mentions
from guardrail.source.dates import Period


def only(text: str) -> Mention:
    found = find_mentions(text)
    assert len(found) == 1, (text, found)
    assert text[found[0].start : found[0].end] == found[0].text
    return found[0]


# Numbers: how a value is written in each style, and the text around it.

cents = st.decimals(min_value=0, max_value=Decimal("999999999.99"), places=2)
whole = st.integers(min_value=0, max_value=999_999_999)


def english(value: Decimal) -> str:
    return f"{value:,}"


def continental(value: Decimal) -> str:
    return f"{value:,}".translate(str.maketrans(",.", ".,"))


def spaced(value: Decimal, space: str = "\u00a0") -> str:
    return f"{value:,}".replace(",", space).replace(".", ",")


def swiss(value: Decimal) -> str:
    return f"{value:,}".replace(",", "’")


def indian(value: Decimal) -> str:
    digits, point, rest = f"{value}".partition(".")
    head, tail = digits[:-3], digits[-3:]
    groups = [head[max(0, i - 2) : i] for i in range(len(head), 0, -2)][::-1]
    return ",".join([*groups, tail]) + point + rest


def wide(text: str) -> str:
    return text.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})


MONEY: dict[str, tuple[Callable[[Decimal], str], str]] = {
    "sign": (lambda v: f"${english(v)}", "$"),
    "sign, no groups": (lambda v: f"${v}", "$"),
    "sign and space": (lambda v: f"€ {english(v)}", "EUR"),
    "wide": (lambda v: wide(f"${english(v)}"), "$"),
    "sign with letters": (lambda v: f"HK${english(v)}", "HKD"),
    "code before": (lambda v: f"USD {english(v)}", "USD"),
    "code glued": (lambda v: f"CHF{swiss(v)}", "CHF"),
    "code after": (lambda v: f"{english(v)} GBP", "GBP"),
    "continental": (lambda v: f"{continental(v)} €", "EUR"),
    "continental before": (lambda v: f"EUR {continental(v)}", "EUR"),
    "thin spaces": (lambda v: f"{spaced(v, chr(0x202F))} €", "EUR"),
    "spaces": (lambda v: f"{spaced(v, ' ')} kr", "kr"),
    "indian": (lambda v: f"₹{indian(v)}", "INR"),
    "words": (lambda v: f"{english(v)} euros", "EUR"),
    "nation": (lambda v: f"{english(v)} Canadian dollars", "CAD"),
}


@given(value=cents, style=st.sampled_from(sorted(MONEY)))
def test_an_amount_in_any_style_is_read_back(value: Decimal, style: str) -> None:
    write, unit = MONEY[style]
    found = only(f"It came to {write(value)} in the end.")
    assert (found.kind, found.value, found.places, found.unit) == ("amount", value, -2, unit)
    assert found.text == write(value)


NEGATIVE: dict[str, Callable[[str], str]] = {
    "minus before the sign": lambda digits: f"-${digits}",
    "minus after the sign": lambda digits: f"$-{digits}",
    "true minus": lambda digits: f"−${digits}",
    "parentheses": lambda digits: f"(${digits})",
    "parentheses after the sign": lambda digits: f"$({digits})",
    "code and parentheses": lambda digits: f"USD ({digits})",
    "negative": lambda digits: f"negative ${digits}",
    "minus": lambda digits: f"minus ${digits}",
}


@given(value=cents, style=st.sampled_from(sorted(NEGATIVE)))
def test_a_negative_amount_in_any_style_is_read_back(value: Decimal, style: str) -> None:
    written = NEGATIVE[style](english(value))
    found = only(f"It came to {written} in the end.")
    assert (found.kind, found.value, found.signed, found.text) == (
        "amount",
        -value if value else value,
        True,
        written,
    )


SCALES = {
    "k": 3,
    " thousand": 3,
    "m": 6,
    " mn": 6,
    " million": 6,
    "M": 6,
    "bn": 9,
    " billion": 9,
    " trillion": 12,
    " lakh": 5,
    " crore": 7,
}


@given(
    value=st.decimals(min_value=0, max_value=Decimal("999.999"), places=3),
    scale=st.sampled_from(sorted(SCALES)),
    sign=st.sampled_from(["$", "£", "USD "]),
)
def test_a_scaled_amount_is_read_exactly(value: Decimal, scale: str, sign: str) -> None:
    found = only(f"about {sign}{value}{scale}")
    power = SCALES[scale]
    assert (found.value, found.places, found.scale) == (value.scaleb(power), power - 3, Decimal(10) ** power)
    assert found.scaled
    assert found.hedge == "about"


PERCENT: dict[str, Callable[[Decimal], str]] = {
    "%": lambda v: f"{v}%",
    " %": lambda v: f"{v} %",
    "percent": lambda v: f"{v} percent",
    "per cent": lambda v: f"{v} per cent",
    "comma": lambda v: f"{v} %".replace(".", ","),
}


@given(value=st.decimals(min_value=-999, max_value=999, places=2), style=st.sampled_from(sorted(PERCENT)))
def test_a_percentage_in_any_style_is_read_back(value: Decimal, style: str) -> None:
    found = only(f"a change of {PERCENT[style](value)} over all")
    assert (found.kind, found.value, found.unit, found.places) == ("percent", value, "%", -2)
    assert found.signed == value.is_signed()


@given(points=st.integers(min_value=0, max_value=99_999))
def test_basis_points_are_hundredths_of_a_percentage_point(points: int) -> None:
    found = only(f"{points} basis points")
    assert (found.kind, found.value, found.places) == ("points", Decimal(points) / 100, -2)


# Number words.

_UNDER_TWENTY = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen"""
_UNITS = _UNDER_TWENTY.split()
_TENS = [".", ".", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SIZES = {10**12: "trillion", 10**9: "billion", 10**6: "million", 1000: "thousand", 100: "hundred"}


def spell(number: int, *, british: bool, hyphen: str) -> str:
    if number < 20:
        return _UNITS[number]
    if number < 100:
        tens, units = divmod(number, 10)
        return _TENS[tens] + (hyphen + _UNITS[units] if units else "")
    size = next(size for size in _SIZES if number >= size)
    head, tail = divmod(number, size)
    link = " and " if british and tail < 100 else " "
    said = f"{spell(head, british=british, hyphen=hyphen)} {_SIZES[size]}"
    return said + (link + spell(tail, british=british, hyphen=hyphen) if tail else "")


@given(
    number=st.integers(min_value=2, max_value=10**15 - 1),
    british=st.booleans(),
    hyphen=st.sampled_from(["-", " "]),
)
def test_a_number_in_words_is_read_back(number: int, british: bool, hyphen: str) -> None:
    words = spell(number, british=british, hyphen=hyphen)
    found = only(f"They came to {words} dollars in all.")
    assert (found.kind, found.value, found.text) == ("amount", Decimal(number), f"{words} dollars")


@given(
    number=st.integers(min_value=2, max_value=10**9),
    noun=st.sampled_from(["payments", "invoices", "customers", "companies"]),
)
def test_a_count_is_read_in_digits_and_words(number: int, noun: str) -> None:
    for written in (f"{number:,}", spell(number, british=True, hyphen="-")):
        found = only(f"We saw {written} {noun} there")
        assert (found.kind, found.value, found.unit) == ("count", Decimal(number), noun)


# Days and periods.

days = st.dates(min_value=date(1970, 1, 1), max_value=date(2069, 12, 31))


def nth(day: int) -> str:
    return f"{day}{'th' if 10 < day < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


DAYS: dict[str, Callable[[date], str]] = {
    "ISO": date.isoformat,
    "ISO with slashes": lambda d: f"{d:%Y/%m/%d}",
    "15 March 2026": lambda d: f"{d.day} {d:%B} {d.year}",
    "15 Mar 2026": lambda d: f"{d.day} {d:%b} {d.year}",
    "15-Mar-2026": lambda d: f"{d.day}-{d:%b}-{d.year}",
    "15-Mar-26": lambda d: f"{d.day}-{d:%b-%y}",
    "15th of March, 2026": lambda d: f"{nth(d.day)} of {d:%B}, {d.year}",
    "March 15, 2026": lambda d: f"{d:%B} {d.day}, {d.year}",
    "March 15th 2026": lambda d: f"{d:%B} {nth(d.day)} {d.year}",
    "Mar. 15, 2026": lambda d: f"{d:%b}. {d.day}, {d.year}",
    "march 15, 2026": lambda d: f"{d:%B} {d.day}, {d.year}".lower(),
    "15.03.2026": lambda d: f"{d:%d.%m.%Y}",
}


@given(day=days, style=st.sampled_from(sorted(DAYS)))
def test_a_day_in_any_style_is_read_back(day: date, style: str) -> None:
    written = DAYS[style](day)
    found = only(f"It was paid on {written} in full.")
    assert (found.kind, found.text, found.period) == ("day", written, Period(day, day))
    assert (found.month, found.day) == (day.month, day.day)


@given(day=days, day_first=st.booleans(), mark=st.sampled_from("/-"), year=st.sampled_from(["%Y", "%y"]))
def test_a_day_in_digits_is_read_in_the_order_the_caller_states(
    day: date, day_first: bool, mark: str, year: str
) -> None:
    order = ("%d", "%m", year) if day_first else ("%m", "%d", year)
    (found,) = find_mentions(f"on {day:{mark.join(order)}}", day_first=day_first)
    assert found.period == Period(day, day)


@given(
    first=days,
    second=days,
    style=st.sampled_from([s for s in sorted(DAYS) if s not in ("15.03.2026", "ISO with slashes")]),
)
def test_two_days_that_bound_a_span_are_one_period(first: date, second: date, style: str) -> None:
    first, second = sorted((first, second))
    for start, link in (("between", "and"), ("from", "to")):
        found = only(f"{start} {DAYS[style](first)} {link} {DAYS[style](second)}")
        assert (found.kind, found.period) == ("period", Period(first, second))


@given(year=st.integers(min_value=1900, max_value=2100), quarter=st.integers(min_value=1, max_value=4))
def test_a_quarter_in_any_style_is_its_three_months(year: int, quarter: int) -> None:
    rank = ["first", "second", "third", "fourth"][quarter - 1]
    for written in (
        f"Q{quarter} {year}",
        f"the {rank} quarter of {year}",
        f"{rank}-quarter {year}",
        f"{year} Q{quarter}",
        f"{nth(quarter)} quarter {year}",
    ):
        found = only(written)
        assert found.part == f"Q{quarter}"
        assert found.period is not None
        assert (found.period.start, found.period.end.month) == (date(year, 3 * quarter - 2, 1), 3 * quarter)


@given(year=st.integers(min_value=1900, max_value=2100))
def test_a_year_is_a_period_unless_a_unit_or_separator_makes_it_a_number(year: int) -> None:
    assert only(f"in {year}").period == Period(date(year, 1, 1), date(year, 12, 31))
    for written in (f"{year:,}", f"{year}.0", f"{year} dollars", f"${year}", f"{year}%"):
        found = only(f"of {written} in all")
        assert (found.kind in ("number", "amount", "percent"), found.value) == (True, Decimal(year))


# Any text.

_PIECES = """$ £ € 5 12 1,240.50 1.240,50 2019 2018-19 0 007 ( ) - – − % ~ > . , ; : / # [ ] ' million bn k m thousand
    dollars cents percent per share basis points between and to from about over than more less at least one two
    hundred half a an third quarter first second Q3 H1 FY24 fiscal year years ended March May Mar December 31 15th
    03/15/26 2026-03-15 invoice INV-88213 no. note Level ASC times x fold last month since until payments people
    USD EUR kr Rs. u.s. US twice double 30 days ½ \u00a0 １２ ＄ İ \ud800 \x00"""
pieces = st.sampled_from(_PIECES.split(" "))


@given(
    text=st.one_of(
        st.text(max_size=80),
        st.lists(pieces, max_size=20).map(" ".join),
        st.lists(pieces, max_size=20).map("".join),
    )
)
def test_any_text_is_read_into_ordered_spans_of_itself(text: str) -> None:
    end = 0
    for mention in find_mentions(text, today=date(2026, 3, 15)):
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        assert mention.value is None or mention.value.is_finite()
        end = mention.end


@given(text=st.lists(pieces, max_size=12).map(" ".join), tail=st.sampled_from([".", " Then no more.", "\n"]))
def test_reading_is_the_same_wherever_a_sentence_stands(text: str, tail: str) -> None:
    sentence = f"so {text} it was"
    moved = find_mentions("He said it. " + sentence)
    assert [(m.kind, m.value, m.period, m.text) for m in find_mentions(sentence)] == [
        (m.kind, m.value, m.period, m.text) for m in moved
    ]


@pytest.mark.parametrize("field", Mention._fields)
def test_a_mention_cannot_be_changed(field: str) -> None:
    with pytest.raises(AttributeError):
        setattr(only("$5"), field, None)
