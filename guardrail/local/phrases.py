"""What may follow what: only runs of tokens that the texts a student learnt from had, and only what can still end.

A slot stands once, a text ends only when every slot of its frame stands in it, and no step is taken from which that
cannot be reached any more.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from functools import lru_cache

from .frame import Frame
from .student import Card
from .words import END, SLOT_OF, START

Context = tuple[int, ...]
Remaining = frozenset[int]
Step = tuple[Context, Remaining]

_MOST_GRAMMARS = 1024
_MOST_KNOWN = 20_000  # steps that a grammar remembers, some megabytes
_LONGEST_WALK = 20_000


class Phrases:
    """The tables of a card, by what is to be written.

    `allowed` has for each "task/kind" which tokens follow a run of `context` tokens, "<start>" standing before the
    first and "<end>" behind the last. `words` has, for an input such as "voice=you", or several as in
    "task=narrate + voice=you", the words that were ever written with them: where a frame has them, no other may come.
    `needs` has for each "task/kind" words that may come only where the frame has all the inputs named.
    """

    def __init__(self, card: Card) -> None:
        self._card = card
        self._ids = {token: at for at, token in enumerate(card.vocabulary)}
        self._slots = {self._ids[token]: slot for token, slot in SLOT_OF.items() if token in self._ids}
        self._read = lru_cache(maxsize=None)(self._read_section)
        self._built = lru_cache(maxsize=_MOST_GRAMMARS)(self._build)

    def grammar(self, frame: Frame) -> Grammar | None:
        """What texts about a frame may be like; None if no such text can be written."""
        section = f"{frame.task}/{frame.kind}"
        inputs = set(frame.inputs())
        if section not in self._card.allowed or any(f"[{slot}]" not in self._ids for slot in frame.slots):
            return None
        limits = tuple(told for told in self._card.words if inputs.issuperset(told.split(" + ")))
        needed = self._card.needs.get(section, {})
        barred = frozenset(word for word, needs in needed.items() if not inputs.issuperset(needs))
        grammar = self._built(section, limits, barred)
        return grammar if grammar.can_end(grammar.start, self.remaining(frame)) else None

    def remaining(self, frame: Frame) -> Remaining:
        """The tokens of the slots that a text about a frame must have."""
        return frozenset(self._ids[f"[{slot}]"] for slot in frame.slots)

    def _build(self, section: str, limits: tuple[str, ...], barred: frozenset[str]) -> Grammar:
        banned = {self._ids[word] for word in barred if word in self._ids}
        for told in limits:
            known = {self._ids[word] for word in self._card.words[told].split() if word in self._ids}
            banned |= set(self._ids.values()) - known - set(self._slots) - {self._ids[END]}
        context = (self._ids[START],) * self._card.context
        return Grammar(self._read(section), frozenset(banned), frozenset(self._slots), context, self._ids[END])

    def _read_section(self, section: str) -> Mapping[Context, tuple[int, ...]]:
        ids = self._ids
        return {
            tuple(ids[token] for token in run.split()): tuple(ids[token] for token in following.split())
            for run, following in self._card.allowed[section].items()
            if all(token in ids for token in (*run.split(), *following.split()))
        }


class Grammar:
    """Which tokens may come next, after which tokens and with which slots still to be written."""

    def __init__(
        self,
        follow: Mapping[Context, tuple[int, ...]],
        banned: frozenset[int],
        slots: frozenset[int],
        start: Context,
        end: int,
    ) -> None:
        self.start = start
        self.end = end
        self._follow = follow
        self._banned = banned
        self._slots = slots
        self._ends: dict[Step, bool] = {}
        self._choices: dict[Step, tuple[int, ...]] = {}

    def choices(self, context: Context, remaining: Remaining) -> tuple[int, ...]:
        """The tokens that may come next; none only where `can_end` is False."""
        step = (context, remaining)
        if step not in self._choices:
            if len(self._choices) + len(self._ends) > _MOST_KNOWN:
                self._choices.clear()
                self._ends.clear()
            found = [token for token, *after in self._steps(step) if after[0] is None or self.can_end(*after[0])]
            self._choices[step] = tuple(found)
        return self._choices[step]

    def after(self, context: Context, token: int, remaining: Remaining) -> Step:
        """The context and the slots that are left once a token is written."""
        return (*context[1:], token), remaining - {token}

    def can_end(self, context: Context, remaining: Remaining) -> bool:
        """Whether a text can be finished from here with every slot that remains."""
        step = (context, remaining)
        if step not in self._ends:
            self._search(step)
        return self._ends[step]

    def way_out(self, context: Context, remaining: Remaining) -> list[int]:
        """The tokens of a shortest way to the end, the end itself last."""
        first = (context, remaining)
        came: dict[Step, tuple[Step, int] | None] = {first: None}
        queue = deque([first])
        while queue:
            step = queue.popleft()
            for token, after in self._steps(step):
                if after is None:
                    return [*self._back(came, step), token]
                if after not in came and self.can_end(*after):
                    came[after] = (step, token)
                    queue.append(after)
        return [self.end]

    @staticmethod
    def _back(came: Mapping[Step, tuple[Step, int] | None], step: Step) -> list[int]:
        tokens: list[int] = []
        while found := came[step]:
            step, token = found
            tokens.append(token)
        return tokens[::-1]

    def _steps(self, step: Step) -> Iterator[tuple[int, Step | None]]:
        """Each token that the tables let follow, and where it leads; None at the end."""
        context, remaining = step
        for token in self._follow.get(context, ()):
            if token == self.end:
                if not remaining:
                    yield token, None
            elif token in self._slots:
                if token in remaining:
                    yield token, self.after(context, token, remaining)
            elif token not in self._banned:
                yield token, self.after(context, token, remaining)

    def _search(self, first: Step) -> None:
        """Walks in depth until an end is found. What is on the way there can end; if there is none, nothing seen can.

        A walk of over `_LONGEST_WALK` steps is given up, and its beginning taken for one that cannot end.
        """
        seen = {first}
        path: list[Step] = [first]
        walks = [self._steps(first)]
        while walks:
            found = next(walks[-1], None)
            if found is None:
                walks.pop()
                path.pop()
                continue
            after = found[1]
            if after is None or self._ends.get(after):
                self._ends |= dict.fromkeys(path, True)
                return
            if after not in seen and after not in self._ends:
                if len(seen) > _LONGEST_WALK:
                    self._ends[first] = False
                    return
                seen.add(after)
                path.append(after)
                walks.append(self._steps(after))
        self._ends |= dict.fromkeys(seen, False)
