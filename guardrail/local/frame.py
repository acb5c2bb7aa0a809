"""A frame: what a text is to be about, as a network is told it, with the values that fill its slots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ..errors import GuardrailError
from .options import KINDS, LENGTHS, REASONS, TASKS, TONES, VOICES
from .slots import SLOTS, Style, Value, write_value

MEANINGS: tuple[str, ...] = (
    *(f"task={task}" for task in TASKS),
    *(f"kind={kind}" for kind in KINDS),
    *(f"tone={tone}" for tone in TONES),
    *(f"length={length}" for length in LENGTHS),
    *(f"voice={voice}" for voice in VOICES),
    *(f"reason={reason}" for reason in REASONS),
    *SLOTS,
)
"""Every input that a network may be given, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What one text says: every slot stands in it exactly once, and nothing else of the record does.

    `kind` is one of `options.KINDS`. `reason` is one of `options.REASONS` where the task is to explain, else None.
    `slots` holds the value of each slot. Raises `GuardrailError` for a word or a slot that is not known, and for a
    frame without any slot.
    """

    task: str
    kind: str
    tone: str = "plain"
    length: str = "full"
    voice: str = "you"
    reason: str | None = None
    slots: Mapping[str, Value]

    def __post_init__(self) -> None:
        unknown = [meaning for meaning in self._told() if meaning not in _KNOWN]
        if unknown:
            raise GuardrailError(f"a frame says {unknown[0]!r}, which no model is told")
        if not self.slots:
            raise GuardrailError("there is nothing to write: the record has no value that a text could say")
        ordered = {slot: self.slots[slot] for slot in SLOTS if slot in self.slots}
        object.__setattr__(self, "slots", MappingProxyType(ordered))

    def inputs(self) -> list[str]:
        """What a network is told: task, kind, tone, length, voice, reason, then the slots in the order of `SLOTS`."""
        return self._told()

    def filled(self, style: Style) -> dict[str, str]:
        """The text of each slot."""
        return {slot: write_value(slot, value, style) for slot, value in self.slots.items()}

    def _told(self) -> list[str]:
        words = [f"{name}={getattr(self, name)}" for name in ("task", "kind", "tone", "length", "voice")]
        reason = [] if self.reason is None else [f"reason={self.reason}"]
        return [*words, *reason, *self.slots]


_KNOWN = frozenset(MEANINGS)
