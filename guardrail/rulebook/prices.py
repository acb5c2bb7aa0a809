"""`prices.yaml`: the table of prices, read with positions."""

from __future__ import annotations

from datetime import date
from os import PathLike
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field

from .. import prices as table
from ..resources import shipped
from .complaints import validated
from .composer import Unreadable, compose
from .files import read_page
from .problems import Problem, RuleProblems
from .values import Exact, Strict, Text, complaint


def _day(value: object) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise complaint(f"{value!r} is no day", "write it as '2026-11-24', in quotes") from error


def _code(value: object) -> str:
    if isinstance(value, str) and len(value) == 3 and value.isascii() and value.isupper():
        return value
    raise complaint(f"{value!r} is no currency code", "write three capital letters, such as USD")


Day = Annotated[date, BeforeValidator(_day)]


class _Model(Strict):
    input: Exact = Field(description="The price of a million tokens that it reads.")
    output: Exact = Field(description="The price of a million tokens that it writes.")
    as_of: Day = Field(alias="as of", description="The day on which it was this.")
    source: Text = Field(description="Who says so.")


class _CoreHour(Strict):
    price: Exact = Field(description="The price of one core for an hour.")
    as_of: Day = Field(alias="as of", description="The day on which it was this.")
    source: Text = Field(description="Who says so.")


class _Prices(Strict):
    currency: Annotated[str, BeforeValidator(_code)] = Field(description="ISO 4217 code of all prices.")
    models: Annotated[dict[str, _Model], Field(min_length=1)] = Field(description="Prices by the model's name.")
    core_hour: _CoreHour = Field(alias="core hour", description="What a core costs.")


def read_prices(path: str | PathLike[str] | None = None) -> table.Prices:
    """The prices in a file; those that ship if none is named.

    Raises `RuleProblems` with every mistake in it, each with its place.
    """
    file = shipped("prices") / "prices.yaml" if path is None else Path(path)
    page = read_page(file, str(file))
    problems: list[Problem] = []
    try:
        found = validated(_Prices, compose(page, problems), page, problems)
    except Unreadable as error:
        raise RuleProblems([*problems, error.problem]) from error
    if found is None or problems:
        raise RuleProblems(problems)
    core = found.core_hour
    return table.Prices(
        currency=found.currency,
        models={
            name: table.Price(input=model.input, output=model.output, as_of=model.as_of, source=model.source)
            for name, model in found.models.items()
        },
        core_hour=table.CoreHour(price=core.price, as_of=core.as_of, source=core.source),
    )
