"""Finds secrets: private keys, tokens of known services, passwords that are named as such, strings drawn at random."""

from __future__ import annotations

import base64
import json
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from types import MappingProxyType

from .sensitive import Finder

_BITS, _BITS_HEX = 4.0, 3.0
_SHORTEST_WORD = 6
_PRIVATE_KEY = re.compile(r"-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----")
_SERVICES = re.compile(
    r"(?<![A-Za-z0-9])(?:"
    r"(?:AKIA|ASIA)[A-Z0-9]{16}|gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{22,255}|glpat-[\w\-]{20,255}"
    r"|xox[abposr]-[A-Za-z0-9\-]{10,255}|[sr]k_(?:live|test)_[A-Za-z0-9]{16,255}|whsec_[A-Za-z0-9+/=]{16,255}"
    r"|sk-(?:proj-|ant-)?[A-Za-z0-9_\-]{20,255}|AIza[A-Za-z0-9_\-]{35}|ya29\.[A-Za-z0-9_\-]{20,255}"
    r"|npm_[A-Za-z0-9]{36}|hf_[A-Za-z0-9]{30,255}|SG\.[A-Za-z0-9_\-]{16,64}\.[A-Za-z0-9_\-]{16,64}"
    r"|pypi-[A-Za-z0-9_\-]{50,255}"
    r")(?![A-Za-z0-9])"
)
_JWT = re.compile(r"(?<![\w\-.])(eyJ[\w\-]{8,4000})\.eyJ[\w\-]{4,4000}\.[\w\-]{8,4000}(?![\w\-])")
_IN_URL = re.compile(r"(?i)(?<![a-z0-9])[a-z][a-z0-9+\-]{1,20}://[^\s:/@]{1,200}:([^\s:/@]{1,200})@")
_NAMED = re.compile(
    r"(?i)(?<![a-z0-9])(?:password|passwd|pwd|passphrase|secret|api[ _\-]?key|access[ _\-]?key|auth[ _\-]?token)"
    r"(?:\s{0,3}[:=]\s{0,3}|\s{1,3}is\s{1,3})[\"'`]?([^\s\"'`,;]{6,200})"
)
_DRAWN = re.compile(r"(?<![\w+/\-.])[A-Za-z0-9+/_\-]{20,512}={0,2}(?![\w+/\-])")


def jwts(text: str) -> Iterator[tuple[int, int]]:
    """JSON web tokens: three parts, of which the first is a header that can be read."""
    return (match.span() for match in _JWT.finditer(text) if _is_header(match[1]))


def named(text: str) -> Iterator[tuple[int, int]]:
    """What is called a password or key, if it has a digit or a sign and is no amount or word of prose."""
    for match in _NAMED.finditer(text):
        word = match[1].rstrip(".)!?")
        if len(word) >= _SHORTEST_WORD and not word.isalpha() and any(map(str.isalpha, word)):
            yield match.start(1), match.start(1) + len(word)


def drawn(text: str) -> Iterator[tuple[int, int]]:
    """Long strings that look drawn at random: letters of both cases and digits, or 32 or more hexadecimal digits."""
    for match in _DRAWN.finditer(text):
        word = match[0]
        if re.fullmatch(r"[0-9a-fA-F]{32,}", word):
            if not word.isdigit() and _entropy(word) >= _BITS_HEX:
                yield match.span()
        elif _mixed(word) and _entropy(word) >= _BITS:
            yield match.span()


def _places(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    return (match.span(match.re.groups) for match in pattern.finditer(text))


FINDERS: Mapping[str, Finder] = MappingProxyType(
    {
        "private key": partial(_places, _PRIVATE_KEY),
        "service token": partial(_places, _SERVICES),
        "json web token": jwts,
        "password in url": partial(_places, _IN_URL),
        "named password": named,
        "random string": drawn,
    }
)


def _is_header(part: str) -> bool:
    try:
        header = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (ValueError, RecursionError):
        return False
    return isinstance(header, dict) and "alg" in header


def _mixed(word: str) -> bool:
    """Whether letters of both cases and digits stand together, as they do not in words joined by hyphens."""
    parts = re.split(r"[\-_/]", word)
    return any(
        len(part) >= 12
        and re.search("[a-z]", part) is not None
        and re.search("[A-Z]", part) is not None
        and len(re.findall(r"[a-z]\d|\d[a-zA-Z]", part)) >= 2
        for part in [*parts, word.replace("-", "").replace("_", "")]
    )


def _entropy(word: str) -> float:
    """Bits for each character, by how often each occurs (Shannon, 1948)."""
    return -sum(count / len(word) * math.log2(count / len(word)) for count in Counter(word).values())
