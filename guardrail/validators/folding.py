"""A copy of a text in which look-alike spellings are the same, and the way back to the original."""

from __future__ import annotations

import unicodedata

import regex

_UNSEEN = regex.compile(r"[\p{Default_Ignorable_Code_Point}\p{Cf}]")
_PLAIN = dict(zip("‘’‛′“”„″‐‑‒–—−", "''''\"\"\"\"------", strict=True))


class Folding(dict[int, str]):
    """What each character becomes, worked out when first asked for; for `str.translate`.

    Case, full-width and compatibility forms, curly quotes and dashes fold to one form; characters that
    cannot be seen (zero-width, soft hyphen, direction marks) fold to nothing.
    """

    def __missing__(self, code: int) -> str:
        folded = self[code] = _folded(chr(code))
        return folded

    def fold(self, text: str) -> str:
        """`text` as terms are looked for in it."""
        return text.lower() if text.isascii() else text.translate(self)

    def origins(self, text: str) -> list[int]:
        """For each character of the folded text, the place in `text` that it came from."""
        return [place for place, char in enumerate(text) for _ in self[ord(char)]]


def _folded(char: str) -> str:
    if _UNSEEN.match(char):
        return ""
    return unicodedata.normalize("NFKD", _PLAIN.get(char, char)).casefold()
