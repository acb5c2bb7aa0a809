"""The sentence a finding is about, in lines that fit, with `^^^` under the words it means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.text import Text

from ..types import Span
from .plain import glyph

_AROUND = 160
_LONGEST = 400

Glyphs = Sequence[tuple[str, bool]]


def sentence(text: str, span: Span) -> tuple[int, int]:
    """The sentence around a span, cut where it is very long."""
    low, high = max(0, span.start - _AROUND), min(len(text), max(span.end, span.start + 1) + _AROUND)
    before = [text.rfind(mark, low, span.start) + len(mark) for mark in ("\n", ". ", "! ", "? ")]
    after = [text.find(mark, span.end, high) for mark in ("\n", ". ", "! ", "? ")]
    ends = [at + 1 for at in after if at >= 0]
    starts = [at for at, mark in zip(before, ("\n", ". ", "! ", "? "), strict=True) if at >= len(mark)]
    return max([low, *starts]), min([high, *ends])


def drawn(text: str, where: tuple[int, int], spans: Sequence[Span], width: int, colour: str) -> list[Text]:
    """The part of a text in lines, each with `^^^` under it where a span lies."""
    found = []
    for line in _lines(_glyphs(text, where, spans), width):
        found.append(_line(line, colour))
        carets = "".join(("^" if marked else " ") * cell_len(shown) for shown, marked in line).rstrip()
        if carets:
            found.append(Text(carets, style=f"bold {colour}"))
    return found


def _line(line: Glyphs, colour: str) -> Text:
    drawn = Text(no_wrap=True, overflow="crop")
    for shown, marked in line:
        drawn.append(shown, style=f"bold underline {colour}" if marked else None)
    return drawn


def _glyphs(text: str, where: tuple[int, int], spans: Sequence[Span]) -> list[tuple[str, bool]]:
    """Each character as it may be drawn and whether a span covers it; a long middle is left out."""
    start, end = where
    marked = bytearray(end - start)
    for span in spans:
        low, high = max(span.start, start) - start, min(max(span.end, span.start + 1), end) - start
        marked[low:high] = b"\1" * max(0, high - low)
    all_of_it = [*range(start, end)]
    middle = bool(marked[(end - start) // 2]) if marked else False
    dots = [("…", False)]
    lead = dots if start > 0 and not text[:start].endswith(("\n", " ")) else []
    tail = dots if text[end : end + 1] not in {"", "\n", " "} else []
    if len(all_of_it) > 2 * _LONGEST:
        first, last = all_of_it[:_LONGEST], all_of_it[-_LONGEST // 2 :]
        pieces = [(glyph(text[i]), bool(marked[i - start])) for i in first]
        pieces += [(" … ", middle)] + [(glyph(text[i]), bool(marked[i - start])) for i in last]
    else:
        pieces = [(glyph(text[i]), bool(marked[i - start])) for i in all_of_it]
    return [*lead, *pieces, *tail]


def _lines(glyphs: Glyphs, width: int) -> Iterator[Glyphs]:
    """Broken at spaces where there are any."""
    line: list[tuple[str, bool]] = []
    used = 0
    for piece in glyphs:
        size = cell_len(piece[0])
        if line and used + size > width:
            spaces = [i for i, (shown, _) in enumerate(line) if shown == " "]
            cut = spaces[-1] + 1 if spaces else len(line)
            yield line[:cut]
            line = line[cut:]
            used = sum(cell_len(shown) for shown, _ in line)
        line.append(piece)
        used += size
    if line:
        yield line
