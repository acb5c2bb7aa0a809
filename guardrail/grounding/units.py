"""Words and signs that stand beside a number and say what it is a number of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from .vocabulary import vocabulary

SCALES: Mapping[str, int] = MappingProxyType(
    {
        "hundred": 2, "thousand": 3, "thousands": 3, "lakh": 5, "lakhs": 5, "lac": 5, "lacs": 5,
        "million": 6, "millions": 6, "mil": 6, "mill": 6, "mn": 6, "mln": 6, "mio": 6, "crore": 7,
        "crores": 7, "billion": 9, "billions": 9, "bn": 9, "bln": 9, "mrd": 9, "bio": 9, "trillion": 12,
        "trillions": 12, "tn": 12, "trn": 12, "k": 3, "m": 6, "mm": 6, "b": 9, "t": 12, "cr": 7,
    }
)  # fmt: skip
"""Power of ten of a scale word."""

LOOSE_SCALES = frozenset({"k", "m", "mm", "b", "t", "cr"})
"""Scale letters that count only right after the digits or beside a currency: "5 m" is five metres."""

SIGNS: Mapping[str, str] = MappingProxyType(
    {
        "$": "$", "£": "GBP", "€": "EUR", "¥": "¥", "₹": "INR", "₽": "RUB", "₩": "KRW", "₪": "ILS",
        "₺": "TRY", "₫": "VND", "฿": "THB", "₱": "PHP", "₦": "NGN", "₴": "UAH", "¢": "¢", "us$": "USD",
        "u.s.$": "USD", "usd$": "USD", "c$": "CAD", "ca$": "CAD", "cad$": "CAD", "cdn$": "CAD",
        "a$": "AUD", "au$": "AUD", "aud$": "AUD", "nz$": "NZD", "hk$": "HKD", "s$": "SGD", "sg$": "SGD",
        "r$": "BRL", "nt$": "TWD", "mx$": "MXN", "cn¥": "CNY", "jp¥": "JPY", "rs": "Rs", "rs.": "Rs",
        "rmb": "CNY", "renminbi": "CNY", "euro": "EUR", "kr": "kr", "kr.": "kr", "zł": "PLN", "kč": "CZK",
    }
)  # fmt: skip
"""What the unit of an amount is called for each sign, in lower case."""

_PLAIN_CODES = """usd eur gbp jpy chf cny aud nzd hkd sgd sek nok dkk inr brl mxn zar krw rub pln czk huf ils
    aed sar myr idr php vnd twd"""
_WORDLIKE_CODES = "cad thb try egp pkr bdt lkr uah ron bgn isk clp cop ars pen kwd qar bhd omr jod ghs mad tnd kes ngn"
CODES: Mapping[str, str] = MappingProxyType(
    {code: code.upper() for code in f"{_PLAIN_CODES} {_WORDLIKE_CODES}".split()}
)
"""Currency codes in lower case."""

CAPITAL_CODES = frozenset(_WORDLIKE_CODES.split())
"""Codes that are also words: they count only in capitals."""

MONEY_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "dollar": "$", "dollars": "$", "buck": "$", "bucks": "$", "pound": "GBP", "pounds": "GBP",
        "quid": "GBP", "sterling": "GBP", "euro": "EUR", "euros": "EUR", "yen": "JPY", "yuan": "CNY",
        "renminbi": "CNY", "rupee": "Rs", "rupees": "Rs", "franc": "CHF", "francs": "CHF",
        "kronor": "SEK", "krona": "SEK", "kroner": "kr", "krone": "kr", "reais": "BRL", "rand": "ZAR",
        "rubles": "RUB", "roubles": "RUB", "zloty": "PLN", "zlotys": "PLN", "shekels": "ILS",
        "baht": "THB", "ringgit": "MYR", "dirhams": "AED", "riyals": "SAR", "forints": "HUF",
        "forint": "HUF",
    }
)  # fmt: skip
"""Names of currencies."""

CENTS: Mapping[str, str] = MappingProxyType(
    {"cent": "¢", "cents": "¢", "¢": "¢", "penny": "GBP", "pence": "GBP", "p": "GBP"}
)
"""Names of hundredths, with the unit in which their value is given."""

NATIONS: Mapping[str, str] = MappingProxyType(
    {
        "us dollar": "USD", "u.s. dollar": "USD", "american dollar": "USD", "canadian dollar": "CAD",
        "australian dollar": "AUD", "new zealand dollar": "NZD", "hong kong dollar": "HKD",
        "singapore dollar": "SGD", "taiwan dollar": "TWD", "swiss franc": "CHF", "swedish kron": "SEK",
        "norwegian kron": "NOK", "danish kron": "DKK", "indian rupee": "INR", "japanese yen": "JPY",
        "chinese yuan": "CNY", "british pound": "GBP", "pounds sterling": "GBP", "mexican peso": "MXN",
        "south african rand": "ZAR", "brazilian rea": "BRL",
    }
)  # fmt: skip
"""Currencies named with their country, without the ending."""

_TIMES = ("second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade")
DURATIONS: Mapping[str, str] = MappingProxyType(
    {
        **{name: name for name in _TIMES},
        **{f"{name}s": name for name in _TIMES},
        "yr": "year", "yrs": "year", "hr": "hour", "hrs": "hour", "mths": "month", "fortnights": "fortnight",
        "min": "minute", "mins": "minute", "nights": "night",
    }
)  # fmt: skip
"""Units of time, in the singular."""

MEASURES = vocabulary(
    """km m cm mm mi mile miles metre metres meter meters feet foot ft inch inches sq square cubic kg kgs g
    gram grams tonne tonnes ton tons lb lbs oz ounce ounces litre litres liter liters gallon gallons
    barrel barrels bbl acre acres hectare hectares mw gw kw kwh mwh gwh watt watts volt volts gb mb tb
    kb degree degrees mph hp ml"""
)
"""Physical measures: kept as the unit of a plain number."""

_ONE_THING = vocabulary(
    """account acquisition adjustment agreement asset balance bill bond branch card case cheque check claim
    client company contract credit creditor customer day deal debit debtor deposit discount dividend
    duplicate employee entry error fee hotel instalment installment invoice item lease licence license
    line loan location merchant note office order payee payment payroll person plan policy product
    project property purchase receipt refund reimbursement return segment share stock store subscription
    disbursement outlay posting booking
    subsidiary supplier ticket transaction transfer trip unit vendor vote withdrawal worker"""
)
_IRREGULAR: Mapping[str, str] = MappingProxyType(
    {
        "people": "person", "men": "man", "women": "woman", "children": "child", "staff": "staff",
        "subsidiaries": "subsidiary", "companies": "company", "deliveries": "delivery", "entries": "entry",
        "countries": "country", "properties": "property", "policies": "policy", "cheques": "cheque",
        "cities": "city", "categories": "category", "headcount": "person", "personnel": "person",
        "criteria": "criterion", "fte": "person",
    }
)  # fmt: skip
_NOT_PLURAL = vocabulary(
    """was is has does as plus minus less this its his us thus towards across versus vs perhaps unless besides yes
    always afterwards sometimes previous various gross business process overseas status basis analysis tax
    access address express loss campus bonus surplus census whereas hers ours yours theirs ones upwards
    downwards onwards backwards forwards nevertheless regardless goods news earnings revenues proceeds means
    comes goes shows says makes gives takes gets remains represents reflects includes equals totals became
    increases decreases rises falls grows declines drops exceeds compares relates stands requires believes
    expects fits provides allows continues intends comprises consists occurs belongs costs runs leaves
    brings puts keeps sits lies adds gas christmas paris texas illinois kansas arkansas"""
)
_ENDS_NOUNS = vocabulary(
    """a an the and or but nor of in on at to from by for with without into onto over under than then that
    which who when where while during since until after before between among per each every all both it
    they he she we you i was were is are be been being am had have has do does did will would can could
    shall should may might must not no if so because although though as more less fewer higher lower up
    down out off about against within through compared versus respectively due paid received refunded
    owed went came made rose fell increased decreased grew declined spent said million billion thousand
    hundred percent cent once twice only also just still even there here later earlier ago including
    excluding net combined total"""
)
_WORD = re.compile(r"\+?[*_]{0,2}[ \t\xa0-]{1,2}[*_]{0,2}([a-z]{2,24})(?![a-z0-9$£€])")  # "**12** payments"


def count_noun(low: str, end: int, *, one: bool = False) -> tuple[str, int] | None:
    """The plural noun that a whole number ending at `end` counts, and where it ends: "12 unpaid invoices".

    Up to two words may stand between. With `one`, a singular noun from a list counts: "one payment".
    """
    for _ in range(3):
        match = _WORD.match(low, end)
        if match is None:
            return None
        word = match[1]
        end = match.end()
        if word in _IRREGULAR or (one and word in _ONE_THING):
            return word, end
        if word in _ENDS_NOUNS or word in STOPS_NOUN:
            return None
        if word[-1] == "s" and not word.endswith(("ss", "us")):
            return (word, end) if _is_plural(word) else None
    return None


def singular(noun: str) -> str:
    """The singular of a counted noun: "payments" gives "payment", "companies" gives "company"."""
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("ies") and len(noun) > 4:
        return f"{noun[:-3]}y"
    if noun.endswith(("ches", "shes", "sses", "xes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def is_common_thing(noun: str) -> bool:
    """Whether `noun` is an everyday thing in books: it then outweighs reading "2019 payments" as a year."""
    return singular(noun) in _ONE_THING


def _is_plural(word: str) -> bool:
    return len(word) > 3 and word not in _NOT_PLURAL and not word.endswith("is")


STOPS_NOUN = vocabulary(
    """january february march april may june july august september october november december jan feb mar
    apr jun jul aug sep sept oct nov dec one two three four five six seven eight nine ten eleven twelve
    twenty first second third fourth half double"""
) | frozenset(DURATIONS) | frozenset(MONEY_WORDS) | frozenset(SCALES)  # fmt: skip
"""Words that begin something else and so end the search for a counted noun."""
