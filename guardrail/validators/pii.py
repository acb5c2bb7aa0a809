"""Finds personal data by its form and its check digits: bank accounts, cards, tax numbers, e-mail, telephone.

All finders see a text folded to small letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from types import MappingProxyType

from ..errors import MissingExtra
from .sensitive import Finder

_MOST_NUMBERS = 300
# How long an account number is, and the countries in which it is so long.
_LENGTHS = {
    country: length
    for length, countries in {
        15: "no", 16: "be", 18: "dk fi fo gl nl", 19: "mk si", 20: "at ba ee kz lt lu xk", 21: "ch cr hr li lv",
        22: "bg bh de gb ge ie me rs va", 23: "ae gi il iq tl", 24: "ad cz es md pk ro sa se sk tn vg",
        25: "ly pt st", 26: "is tr", 27: "fr gr it mc mr sm", 28: "al az cy do gt hu lb pl sv", 29: "br eg ps qa ua",
        30: "jo kw mu", 31: "mt sc", 32: "lc",
    }.items()
    for country in countries.split()
}  # fmt: skip
_IBAN = re.compile(r"(?<![^\W_])[a-z]{2}\d{2}(?=[ \-]?[a-z0-9])")
_CARD = re.compile(r"(?<![\w.,\-])\d(?:[ \-]?\d){12,18}(?![\w\-]|[.,]\d)")
_ISSUERS = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}"
    r"|3(?:0[0-5]|[68]\d)\d{11}|35\d{14}|6(?:011|4[4-9]\d|5\d\d)\d{12}|62\d{14,17}|(?:50|5[6-8]|6\d)\d{11,17}"
)
_SSN = re.compile(r"(?<![\w\-])(?!000|666|9)\d{3}([- ])(?!00)\d{2}\1(?!0000)\d{4}(?![\w\-])")
_NI = re.compile(r"(?<!\w)(?!bg|gb|kn|nk|nt|tn|zz)[abceghj-prstw-z][abceghj-nprstw-z](?: ?\d{2}){3} ?[a-d](?!\w)")
_EMAIL = re.compile(r"(?<![\w.+\-])[\w.+\-]{1,64}@(?:[a-z0-9\-]{1,63}\.){1,8}[a-z]{2,24}(?![\w\-])")
_VAT = re.compile(r"(?<!\w)(at ?u\d{8}|be ?[01]\d{9}|de ?\d{9}|fr ?\d{11}|gb ?\d{9}|it ?\d{11}|pl ?\d{10})(?!\w)")
_DAY_OR_HOST = r"\d{4}-\d\d-\d\d(?!\d)|\d{1,3}(?:\.\d{1,3}){3}(?!\d)"
_PHONE = re.compile(rf"(?<![\w.,+$€£\-])(?!{_DAY_OR_HOST})\+?\(?\d(?:[ ().\-/]{{0,3}}\d){{6,16}}(?![\w$€£%]|[.,\-]\d)")


def ibans(text: str) -> Iterator[tuple[int, int]]:
    """Bank accounts: of their country's length, with the right check digits (mod 97)."""
    for match in _IBAN.finditer(text):
        length = _LENGTHS.get(match[0][:2], 1)
        written = re.compile(rf"[a-z0-9](?:[ \-]?[a-z0-9]){{{length - 1}}}(?![^\W_])").match(text, match.start())
        if length > 1 and written and _mod_97(_digits_and_letters(written[0])):
            yield written.span()


def cards(text: str) -> Iterator[tuple[int, int]]:
    """Card numbers: of an issuer's form, with the right check digit (Luhn); no bar codes, no part of an IBAN."""
    accounts: list[tuple[int, int]] | None = None
    for match in _CARD.finditer(text):
        digits = _digits_and_letters(match[0])
        if not _ISSUERS.fullmatch(digits) or not luhn(digits) or _is_bar_code(digits):
            continue
        accounts = list(ibans(text)) if accounts is None else accounts
        if not any(start < match.start() and match.end() <= end for start, end in accounts):
            yield match.span()


def vat_ids(text: str) -> Iterator[tuple[int, int]]:
    """VAT numbers of AT, BE, DE, FR, GB, IT and PL with the right check digits."""
    for match in _VAT.finditer(text):
        value = match[0].replace(" ", "")
        if _VAT_CHECKS[value[:2]](value[2:]):
            yield match.span()


def phones(regions: Sequence[str]) -> Finder:
    """What finds telephone numbers: those with a country code, and those written as in one of `regions` ("US").

    At most 300 numbers of a text are looked at. Raises `MissingExtra` without phonenumbers.
    """
    try:
        import phonenumbers
    except ImportError as error:
        raise MissingExtra("telephone numbers need phonenumbers: pip install 'guardrail[phone]'") from error

    def valid(written: str) -> bool:
        for region in [None] if written.startswith("+") else regions:
            try:
                if phonenumbers.is_valid_number(phonenumbers.parse(written, region)):
                    return True
            except phonenumbers.NumberParseException:
                continue
        return False

    def found(text: str) -> Iterator[tuple[int, int]]:
        for match in islice(_PHONE.finditer(text), _MOST_NUMBERS):
            if valid(match[0]):
                yield match.span()

    return found


def regions_known() -> frozenset[str]:
    """The regions that telephone numbers can be read by, such as "US"; raises `MissingExtra` without phonenumbers."""
    phones(())
    import phonenumbers

    return frozenset(phonenumbers.SUPPORTED_REGIONS)


def luhn(digits: str) -> bool:
    """Whether the last digit checks the others (Luhn, 1960)."""
    doubled = [int(digit) * (1 + index % 2) for index, digit in enumerate(reversed(digits))]
    return sum(value - 9 * (value > 9) for value in doubled) % 10 == 0


def _is_bar_code(digits: str) -> bool:
    """Whether thirteen digits are an article number (EAN-13), which one number in ten of that length is by chance."""
    weighed = sum(int(digit) * (1 + 2 * (index % 2)) for index, digit in enumerate(digits))
    return len(digits) == 13 and weighed % 10 == 0


def _places(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in pattern.finditer(text))


FINDERS: Mapping[str, Finder] = MappingProxyType(
    {
        "iban": ibans,
        "card": cards,
        "us ssn": partial(_places, _SSN),
        "uk national insurance": partial(_places, _NI),
        "vat id": vat_ids,
        "email": partial(_places, _EMAIL),
    }
)
PHONE = "phone"


def _digits_and_letters(written: str) -> str:
    return re.sub(r"[ \-]", "", written)


def _mod_97(iban: str) -> bool:
    turned = iban[4:] + iban[:4]
    return turned.isascii() and int("".join(str(int(char, 36)) for char in turned)) % 97 == 1


def _german(digits: str) -> bool:
    """ISO 7064, mod 11, 10."""
    product = 10
    for digit in digits[:-1]:
        total = (int(digit) + product) % 10 or 10
        product = 2 * total % 11
    return (11 - product) % 10 == int(digits[-1])


def _british(digits: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(digits[:7], range(8, 1, -1), strict=True))
    return (total + int(digits[7:])) % 97 in {0, 42}


def _polish(digits: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(digits[:9], (6, 5, 7, 2, 3, 4, 5, 6, 7), strict=True))
    return total % 11 == int(digits[9])


def _austrian(digits: str) -> bool:
    doubled = [int(digit) * (1 + index % 2) for index, digit in enumerate(digits[1:8])]
    return (6 - sum(value - 9 * (value > 9) for value in doubled)) % 10 == int(digits[8])


_VAT_CHECKS: Mapping[str, Callable[[str], bool]] = MappingProxyType(
    {
        "at": _austrian,
        "be": lambda digits: 97 - int(digits[:8]) % 97 == int(digits[8:]),
        "de": _german,
        "fr": lambda digits: luhn(digits[2:]) and (12 + 3 * (int(digits[2:]) % 97)) % 97 == int(digits[:2]),
        "gb": _british,
        "it": luhn,
        "pl": _polish,
    }
)
