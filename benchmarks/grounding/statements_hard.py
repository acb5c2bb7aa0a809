"""Statements about report tables in many wordings, composed from the tables and checked against them."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from pathlib import Path

from .cases import Case
from .statements import draw, read_lines
from .statements_drafts import Draft, Slots, Teller
from .statements_numbers import SLIPS
from .statements_questions import WORDS, capital
from .statements_sheets import name, sheets


class Speaker(Teller):
    """Puts drafts into words, right or with one mistake."""

    def text(self, draft: Draft, wording: str) -> str:
        """The statement in words."""

        def fill(found: re.Match[str]) -> str:
            slot, up, down = found[1], found[2], found[3]
            if up is not None:
                return up if draft.slots[slot] == "up" else down
            said = draft.slots[slot]
            return name(self.rng, self.sheet, said) if slot in "rqt" else said

        return capital(re.sub(r"\{(\w)(?::([^|}]*)\|([^}]*))?\}", fill, wording)) + "."

    def mistake(self, draft: Draft, wording: str) -> tuple[str, Draft] | None:
        """`draft` with one slot of `wording` changed such that it no longer holds, and what was changed."""
        used = [slot for slot in draft.slots if re.search(rf"\{{{slot}[:}}]", wording) and slot != "t"]
        for _ in range(12):
            slot = self.rng.choice(used)
            found = self.change(draft, slot)
            if found is None:
                continue
            kind, slots = found
            if kind == "currency" or not draft.holds(slots):
                return kind, replace(draft, slots=slots)
        return None

    def change(self, draft: Draft, slot: str) -> tuple[str, Slots] | None:
        slots = dict(draft.slots)
        if slot in "rq":
            slots[slot] = self.row(but=tuple(slots.values()))
            return ("line", slots) if slots[slot] not in draft.slots.values() else None
        if slot in "xy":
            return self.other_year(slots, slot)
        if slot in "de":
            slots[slot] = "down" if slots[slot] == "up" else "up"
            return "direction", slots
        if slot == "k":
            slots["k"] = self.rng.choice([w for w in WORDS[: len(self.sheet.years) + 1] if w != slots["k"]])
            return "count", slots
        return self.other_number(slots, slot)

    def other_year(self, slots: dict[str, str], slot: str) -> tuple[str, Slots] | None:
        if "x" in slots and self.rng.random() < 0.5 and "a" in slots:
            slots["a"], slots["b"] = slots["b"], slots["a"]
            return "order", slots
        free = [year for year in self.sheet.years if year not in slots.values()]
        late = [y for y in free if "x" not in slots or (y < slots["y"] if slot == "x" else y > slots["x"])]
        if not late:
            return None
        slots[slot] = self.rng.choice(late)
        return "year", slots

    def other_number(self, slots: dict[str, str], slot: str) -> tuple[str, Slots] | None:
        kind = self.rng.choice([*SLIPS, "cell"])
        if kind == "cell" and slot in "nab":
            row = slots["r"] if self.rng.random() < 0.5 else self.row()
            slots[slot] = self.money(row, self.sheet.value(row, self.year()))
            return kind, slots
        wrong = SLIPS[kind](self.rng, slots[slot]) if kind in SLIPS else None
        slots[slot] = wrong or slots[slot]
        return (kind, slots) if wrong else None


def tatqa_hard(data: Path, seed: int, limit: int | None) -> list[Case]:
    """Statements about the same tables, composed in many wordings."""
    made: list[Case] = []
    for sheet in sheets(read_lines(data / "grounding" / "tatqa_dev.jsonl.gz")):
        rng = random.Random(f"{seed}:{sheet.context.raw['id']}")
        speaker = Speaker(rng, sheet)
        for draft in speaker.drafts():
            text = speaker.text(draft, rng.choice(draft.wordings))
            made.append(Case(text, true=True, kind=draft.kind, source=sheet.context.source))
        for draft in speaker.drafts():
            wording = rng.choice(draft.wordings)
            found = speaker.mistake(draft, wording)
            if found:
                text = speaker.text(found[1], wording)
                made.append(Case(text, true=False, kind=draft.kind, source=sheet.context.source, change=found[0]))
    return draw(made, seed, limit)
