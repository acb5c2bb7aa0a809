"""Currency signs, codes and names, and the ISO 4217 code each stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

_ALL_CODES = (
    "AED AFN ALL AMD AOA ARS AUD AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD "
    "CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD "
    "GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD "
    "KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO "
    "NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE "
    "SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV "
    "WST XAF XCD XOF XPF YER ZAR ZMW ZWL "
)
CODES = frozenset(_ALL_CODES.split())
"""The ISO 4217 codes of money in use."""

SIGNS: Mapping[str, str] = MappingProxyType(
    {
        "$": "USD", "US$": "USD", "U.S.$": "USD",
        "C$": "CAD", "CA$": "CAD", "CDN$": "CAD", "A$": "AUD",
        "AU$": "AUD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "NT$": "TWD", "R$": "BRL", "MX$": "MXN",
        "£": "GBP", "€": "EUR", "¥": "JPY", "CN¥": "CNY", "JP¥": "JPY", "RMB": "CNY", "₹": "INR",
        "Rs.": "INR", "Rs": "INR", "₩": "KRW", "₽": "RUB", "₺": "TRY",
        "₪": "ILS", "₱": "PHP", "฿": "THB", "₫": "VND",
        "₦": "NGN", "zł": "PLN", "Kč": "CZK", "kr": "SEK", "kr.": "SEK",
    }
)  # fmt: skip
"""The code a sign stands for when nothing else is stated; see `SHARED` for signs of several currencies."""

SHARED: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "$": frozenset({"USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD", "MXN", "CLP", "COP", "ARS"}),
        "¥": frozenset({"JPY", "CNY"}),
        "£": frozenset({"GBP", "EGP", "GIP", "FKP", "SHP"}),
        "kr": frozenset({"SEK", "NOK", "DKK", "ISK"}),
        "kr.": frozenset({"SEK", "NOK", "DKK", "ISK"}),
        "Rs": frozenset({"INR", "PKR", "LKR", "NPR", "MUR"}),
        "Rs.": frozenset({"INR", "PKR", "LKR", "NPR", "MUR"}),
    }
)
"""Signs that several currencies use: what a table or ledger states elsewhere decides which one is meant."""

_NAMES: Mapping[str, str] = MappingProxyType(
    {
        r"(?:u\.?\s?s\.?|united states|american) dollars?": "USD",
        r"canadian dollars?": "CAD", r"australian dollars?": "AUD", r"new zealand dollars?": "NZD",
        r"hong kong dollars?": "HKD", r"singapore dollars?": "SGD", r"(?:nt|(?:new )?taiwan) dollars?": "TWD",
        r"(?:pounds?(?: sterling)?|sterling)": "GBP", r"euros?": "EUR", r"(?:japanese )?yen": "JPY",
        r"(?:renminbi|(?:chinese )?yuan)": "CNY", r"(?:indian )?rupees?": "INR", r"swiss francs?": "CHF",
        r"swedish kron(?:a|or)": "SEK", r"norwegian kron(?:e|er)": "NOK", r"danish kron(?:e|er)": "DKK",
        r"(?:brazilian )?reais": "BRL", r"dollars?": "USD",
    }
)  # fmt: skip

_WORDS = frozenset({"ALL", "TOP", "TRY", "CUP", "PEN", "COP", "MAD", "GEL", "MOP", "SOS", "RON", "BAM"})
_LONGEST_FIRST = sorted(SIGNS, key=len, reverse=True)
SIGN_PATTERN = (
    "(?:" + "|".join(rf"(?<![A-Za-z]){re.escape(s)}" if s[0].isalpha() else re.escape(s) for s in _LONGEST_FIRST) + ")"
)
CODE_PATTERN = rf"(?:{'|'.join(sorted(CODES))})(?!(?!(?:m|mn|bn|k)\b)[A-Za-z])"
_SIGN = re.compile(SIGN_PATTERN + r"(?![a-z]{2})")
_CODE = re.compile(rf"(?<![A-Za-z]){CODE_PATTERN}")
NAME_PATTERN = rf"\b(?:{'|'.join(_NAMES)})\b"
_NAME = [(re.compile(rf"\b{name}\b", re.IGNORECASE), code) for name, code in _NAMES.items()]


def is_code(text: str) -> bool:
    """Whether `text` is an ISO 4217 code as written in capitals."""
    return text in CODES


def code_of(mark: str, stated: str = "") -> str:
    """The ISO code of a sign or code as written; "" if it is neither.

    `stated` is the code that the surroundings give: a sign that several currencies share ("$") means that
    one where it can, and its usual currency otherwise.
    """
    if stated in SHARED.get(mark, ()):
        return stated
    return SIGNS.get(mark) or (mark if mark in CODES else "")


def find_currency(text: str) -> str:
    """The one currency that a caption, heading or unit line states, or "" if it states none or several.

    A code or a name ("Canadian dollars") says more than a shared sign ("$") and decides what that means.
    """
    shouted = text.isupper()
    codes = {m.group() for m in _CODE.finditer(text)}
    said = {code for code in codes if not (shouted and code in _WORDS)} or _named(text)
    marks = {m.group() for m in _SIGN.finditer(text)}
    if len(said) == 1:
        code = next(iter(said))
        return code if all(code_of(mark, code) == code for mark in marks) else ""
    meant = said or {code_of(mark) for mark in marks}
    return next(iter(meant)) if len(meant) == 1 else ""


def _named(text: str) -> set[str]:
    found: set[str] = set()
    for pattern, code in _NAME:
        text, count = pattern.subn(" ", text)
        if count:
            found.add(code)
    return found
