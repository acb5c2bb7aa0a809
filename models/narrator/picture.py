"""The table of students as a picture: a panel for each measure, a bar for each architecture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

PANELS = (
    ("right, unseen frames", "strictly right, nothing holding it", 100, " %"),
    ("known runs, unseen frames", "only runs of words it was shown", 100, " %"),
    ("self-BLEU, unseen frames", "self-BLEU (lower is more varied)", 1, ""),
    ("MB", "size, MB", 1, ""),
    ("ms a narration", "ms a narration of 25 tokens, one core", 1, ""),
    ("MB of memory", "memory to write, MB", 1, ""),
)
_WIDE, _HIGH, _BAR, _LEFT = 300, 150, 22, 120
_COLOURS = ("#2a6f97", "#c1666b", "#4f9d69", "#8a6fa8")


def draw(rows: Sequence[Mapping[str, object]], path: Path) -> None:
    """Write the picture (SVG)."""
    panels = [
        _panel(rows, *panel, x=20 + at % 2 * (_WIDE + 150), y=20 + at // 2 * _HIGH) for at, panel in enumerate(PANELS)
    ]
    wide, high = 2 * (_WIDE + 150), 20 + (len(PANELS) + 1) // 2 * _HIGH
    style = "<style>text{font:12px sans-serif;fill:#333}.t{font-weight:bold}@media(prefers-color-scheme:dark){text{fill:#ddd}}</style>"
    body = "\n".join(panels)
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}">\n{style}\n{body}\n</svg>\n',
        encoding="utf-8",
    )


def _panel(
    rows: Sequence[Mapping[str, object]], key: str, title: str, times: float, unit: str, *, x: int, y: int
) -> str:
    values = [float(str(row[key])) * times for row in rows]
    most, lines = max(values) or 1, [f'<text class="t" x="{x}" y="{y + 12}">{escape(title)}</text>']
    for at, (row, value) in enumerate(zip(rows, values, strict=True)):
        top, long = y + 22 + at * (_BAR + 4), round((_WIDE - _LEFT) * value / most, 1)
        lines.append(f'<text x="{x}" y="{top + 15}">{escape(str(row["architecture"]))}</text>')
        lines.append(f'<rect x="{x + _LEFT}" y="{top}" width="{long}" height="{_BAR}" fill="{_COLOURS[at % 4]}"/>')
        lines.append(f'<text x="{x + _LEFT + long + 6}" y="{top + 15}">{value:.4g}{unit}</text>')
    return "\n".join(lines)
