"""The networks that can learn to write: four small ones behind one interface.

Each reads the inputs of a frame once, `start(inputs) -> state`, and then writes a token at a time,
`step(tokens, state) -> scores, state`, for a batch. `forward` does both for whole texts while it learns. Inputs and
tokens are numbers, 0 being none. A state is a list of tensors whose first axis is the batch; the second axis of those
that `growing` names gets one longer with every step.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

import torch
from torch import Tensor, nn
from torch.nn import functional

State = tuple[Tensor, ...]
_NEVER = -1e4  # a score for what cannot be; finite, so that 8 bits hold what is beside it


class Student(nn.Module):
    """What every architecture shares: its sizes, and how a text is scored a step at a time.

    `copies` says which token each input stands for, 0 for one that is no slot.
    """

    growing: tuple[int, ...] = ()
    copies: Tensor

    def __init__(self, inputs: int, tokens: int, copies: Sequence[int]) -> None:
        super().__init__()
        self.inputs, self.tokens = inputs, tokens
        self.register_buffer("copies", torch.tensor(copies, dtype=torch.long), persistent=False)

    def start(self, inputs: Tensor) -> State:
        """What is known once the inputs (batch, length) are read."""
        raise NotImplementedError

    def step(self, tokens: Tensor, state: State) -> tuple[Tensor, State]:
        """Scores (batch, tokens) of what comes after `tokens` (batch), and the state then."""
        raise NotImplementedError

    def forward(self, inputs: Tensor, tokens: Tensor) -> Tensor:
        """Scores (batch, length, tokens) of what comes after each of `tokens` (batch, length)."""
        state, scores = self.start(inputs), []
        for column in tokens.unbind(1):
            each, state = self.step(column, state)
            scores.append(each)
        return torch.stack(scores, 1)


class _Pointer(nn.Module):
    """Looks at the inputs, and mixes words of its own with slots copied from among them."""

    def __init__(self, width: int, tokens: int) -> None:
        super().__init__()
        self.ask, self.words, self.copy = nn.Linear(width, width), nn.Linear(2 * width, tokens), nn.Linear(2 * width, 1)
        self.scale = width**-0.5

    def look(self, now: Tensor, memory: Tensor, known: Tensor) -> tuple[Tensor, Tensor]:
        """What the inputs say to `now` (batch, width), and how well each of them fits it."""
        seen, fits = self.look_often(now.unsqueeze(1), memory, known)
        return seen.squeeze(1), fits.squeeze(1)

    def look_often(self, now: Tensor, memory: Tensor, known: Tensor) -> tuple[Tensor, Tensor]:
        """The same for many steps: `now` is (batch, length, width)."""
        fits = self.ask(now) @ memory.transpose(1, 2) * self.scale
        fits = torch.where(known.unsqueeze(1), fits, torch.full_like(fits, _NEVER))
        return fits.softmax(-1) @ memory, fits

    def forward(self, now: Tensor, seen: Tensor, fits: Tensor, slots: Tensor) -> Tensor:
        """Log-probabilities of the tokens; `slots` are those that the inputs stand for."""
        both = torch.cat((now, seen), -1)
        copying = torch.where(slots > 0, fits, torch.full_like(fits, _NEVER)).softmax(-1)
        share = self.copy(both).sigmoid()
        own = self.words(both).softmax(-1) * (1 - share)
        return (own.scatter_add(-1, slots, copying * share) + 1e-8).log()


class PointerGru(Student):
    """A gated recurrent network that looks back at the inputs and copies slots from them."""

    def __init__(self, inputs: int, tokens: int, copies: Sequence[int], *, width: int = 256) -> None:
        super().__init__(inputs, tokens, copies)
        self.read, self.write = nn.Embedding(inputs, width, 0), nn.Embedding(tokens, width, 0)
        self.reader = nn.GRU(width, width // 2, batch_first=True, bidirectional=True)
        self.first = nn.Linear(width, width)
        self.into, self.back = nn.Linear(2 * width, 3 * width), nn.Linear(width, 3 * width)
        self.pointer, self.drop = _Pointer(width, tokens), nn.Dropout(0.1)

    def start(self, inputs: Tensor) -> State:
        """The inputs as read from both ends."""
        memory, _ = self.reader(self.read(inputs))
        known = (inputs > 0).unsqueeze(-1)
        mean = (memory * known).sum(1) / known.sum(1)
        return torch.tanh(self.first(mean)), torch.zeros_like(mean), memory, inputs

    def _turn(self, token: Tensor, hidden: Tensor, seen: Tensor) -> Tensor:
        """The gates, once."""
        reset, keep, fresh = self.into(torch.cat((token, seen), -1)).chunk(3, -1)
        old_reset, old_keep, old_fresh = self.back(hidden).chunk(3, -1)
        keep = (keep + old_keep).sigmoid()
        return keep * hidden + (1 - keep) * torch.tanh(fresh + (reset + old_reset).sigmoid() * old_fresh)

    def step(self, tokens: Tensor, state: State) -> tuple[Tensor, State]:
        """One turn of the gates, and one look at the inputs."""
        hidden, seen, memory, inputs = state
        hidden = self._turn(self.write(tokens), hidden, seen)
        seen, fits = self.pointer.look(hidden, memory, inputs > 0)
        return self.pointer(hidden, seen, fits, self.copies[inputs]), (hidden, seen, memory, inputs)

    def forward(self, inputs: Tensor, tokens: Tensor) -> Tensor:
        """Step by step as above; the words are scored for all steps together."""
        hidden, seen, memory, _ = self.start(inputs)
        known, passed = inputs > 0, []
        for token in self.drop(self.write(tokens)).unbind(1):
            hidden = self._turn(token, hidden, seen)
            now = self.drop(hidden)
            seen, fits = self.pointer.look(now, memory, known)
            passed.append((now, seen, fits))
        all_now, all_seen, all_fits = (torch.stack(each, 1) for each in zip(*passed, strict=True))
        slots = self.copies[inputs].unsqueeze(1).expand(-1, tokens.shape[1], -1)
        return cast("Tensor", self.pointer(all_now, all_seen, all_fits, slots))


def _heads(x: Tensor, many: int) -> Tensor:
    """Vectors cut into `many` parts, in a way that graphs of any length can be written of."""
    return x.reshape(x.shape[0], -1, many, x.shape[-1] // many)


class _Attention(nn.Module):
    """Looks from one list of vectors at another with several heads."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.ask, self.out, self.both = nn.Linear(width, width), nn.Linear(width, width), nn.Linear(width, 2 * width)

    def _split(self, x: Tensor) -> Tensor:
        return _heads(x, self.heads).transpose(1, 2)

    def forward(self, x: Tensor, keys: Tensor, values: Tensor, mask: Tensor | None) -> Tensor:
        """`mask` is true where one may look."""
        asked, keys, values = self._split(self.ask(x)), self._split(keys), self._split(values)
        fits = asked @ keys.transpose(-1, -2) * asked.shape[-1] ** -0.5
        if mask is not None:
            fits = torch.where(mask, fits, torch.full_like(fits, _NEVER))
        return cast("Tensor", self.out((fits.softmax(-1) @ values).transpose(1, 2).flatten(2)))


class _Block(nn.Module):
    """A layer of a transformer; with `crossed` it also looks at the inputs."""

    def __init__(self, width: int, heads: int, *, crossed: bool) -> None:
        super().__init__()
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in range(3))
        self.own = _Attention(width, heads)
        self.cross = _Attention(width, heads) if crossed else None
        self.wide = nn.Sequential(nn.Linear(width, 2 * width), nn.GELU(), nn.Linear(2 * width, width), nn.Dropout(0.1))

    def keys(self, x: Tensor) -> Tensor:
        return cast("Tensor", self.own.both(self.norms[0](x)))

    def forward(self, x: Tensor, own: Tensor, mask: Tensor | None, memory: Tensor, known: Tensor) -> Tensor:
        """`own` are the keys and values of what it may look back at."""
        x = x + self.own(self.norms[0](x), *own.chunk(2, -1), mask)
        if self.cross is not None:
            x = x + self.cross(self.norms[1](x), *self.cross.both(memory).chunk(2, -1), known)
        return x + self.wide(self.norms[2](x))


def _blocks(layers: nn.ModuleList) -> Iterable[_Block]:
    return cast("Iterable[_Block]", layers)


class CopyTransformer(Student):
    """An encoder and a decoder with attention, and slots copied from the inputs."""

    def __init__(
        self, inputs: int, tokens: int, copies: Sequence[int], *, width: int = 192, layers: int = 2, longest: int = 96
    ) -> None:
        super().__init__(inputs, tokens, copies)
        self.read, self.write = nn.Embedding(inputs, width, 0), nn.Embedding(tokens, width, 0)
        self.places = nn.Parameter(0.02 * torch.randn(longest, width))
        self.encoder = nn.ModuleList(_Block(width, 4, crossed=False) for _ in range(layers))
        self.decoder = nn.ModuleList(_Block(width, 4, crossed=True) for _ in range(layers))
        self.norm, self.last, self.pointer = nn.LayerNorm(width), nn.LayerNorm(width), _Pointer(width, tokens)
        self.growing = tuple(range(2, 2 + layers))

    def start(self, inputs: Tensor) -> State:
        """The inputs as the encoder sees them, and nothing written yet."""
        known, x = (inputs > 0)[:, None, None, :], self.read(inputs)
        for block in _blocks(self.encoder):
            x = block(x, block.keys(x), known, x, known)
        nothing = x.new_zeros(len(x), 0, 2 * x.shape[-1])
        return self.norm(x), inputs, *(nothing for _ in self.decoder)

    def step(self, tokens: Tensor, state: State) -> tuple[Tensor, State]:
        """One token more at the end of what is written."""
        memory, inputs, *written = state
        x, known = self.write(tokens).unsqueeze(1), (inputs > 0)[:, None, None, :]
        here = written[0].shape[1]
        x = x + self.places[here : here + 1]
        for at, block in enumerate(_blocks(self.decoder)):
            written[at] = torch.cat((written[at], block.keys(x)), 1)
            x = block(x, written[at], None, memory, known)
        now = self.last(x).squeeze(1)
        seen, fits = self.pointer.look(now, memory, inputs > 0)
        scores = self.pointer(now, seen, fits, self.copies[inputs])
        return scores, (memory, inputs, *written)

    def forward(self, inputs: Tensor, tokens: Tensor) -> Tensor:
        """All steps at once: none looks ahead."""
        memory, _, *_ = self.start(inputs)
        known, long = (inputs > 0)[:, None, None, :], tokens.shape[1]
        x = self.write(tokens) + self.places[:long]
        before = torch.ones(long, long, dtype=torch.bool, device=x.device).tril()
        for block in _blocks(self.decoder):
            x = block(x, block.keys(x), before, memory, known)
        now = self.last(x)
        seen, fits = self.pointer.look_often(now, memory, inputs > 0)
        return cast("Tensor", self.pointer(now, seen, fits, self.copies[inputs].unsqueeze(1).expand(-1, long, -1)))


class _Recurrence(nn.Module):
    """A gated linear recurrence: h = a h + (1 - a) x, with `a` read from the input alone (minGRU)."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in range(2))
        self.gates, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.wide = nn.Sequential(nn.Linear(width, 2 * width), nn.GELU(), nn.Linear(2 * width, width), nn.Dropout(0.1))

    def forward(self, x: Tensor, hidden: Tensor, known: Tensor) -> tuple[Tensor, Tensor]:
        """`x` (batch, length, width) and what came before it (batch, width); unknown places change nothing."""
        keep, fresh, show = self.gates(self.norms[0](x)).chunk(3, -1)
        keep = torch.where(known.unsqueeze(-1), keep.sigmoid(), torch.ones_like(keep))
        fresh = (1 - keep) * fresh
        states = _one_by_one(keep, fresh, hidden) if self.training else _all_at_once(keep, fresh, hidden)
        x = x + self.out(states * functional.silu(show))
        return x + self.wide(self.norms[1](x)), states[:, -1]


def _one_by_one(keep: Tensor, fresh: Tensor, hidden: Tensor) -> Tensor:
    """The memory after each step: little memory of our own, for long texts."""
    states = []
    for at in range(keep.shape[1]):
        hidden = keep[:, at] * hidden + fresh[:, at]
        states.append(hidden)
    return torch.stack(states, 1)


def _all_at_once(keep: Tensor, fresh: Tensor, hidden: Tensor) -> Tensor:
    """The same without a loop, so that one graph reads any number of inputs: how much of each step is left at each."""
    past = keep.clamp(min=1e-6).log().cumsum(1)
    gone = past.unsqueeze(2) - past.unsqueeze(1)
    after = torch.ones_like(keep[0, :, :1] * keep[0, :, 0]).tril().unsqueeze(-1)
    left = gone.clamp(max=0).exp() * after
    return (left * fresh.unsqueeze(1)).sum(2) + past.exp() * hidden.unsqueeze(1)


class LinearRecurrence(Student):
    """A decoder that reads the inputs, then writes on, with a gated linear recurrence for memory and no attention."""

    def __init__(self, inputs: int, tokens: int, copies: Sequence[int], *, width: int = 256, layers: int = 3) -> None:
        super().__init__(inputs, tokens, copies)
        self.read, self.write = nn.Embedding(inputs, width, 0), nn.Embedding(tokens, width, 0)
        self.layers = nn.ModuleList(_Recurrence(width) for _ in range(layers))
        self.last, self.words, self.drop = nn.LayerNorm(width), nn.Linear(width, tokens), nn.Dropout(0.1)

    def _run(self, x: Tensor, state: State, known: Tensor) -> tuple[Tensor, State]:
        after = []
        for layer, before in zip(self.layers, state, strict=True):
            x, hidden = layer(x, before, known)
            after.append(hidden)
        return self.last(x), tuple(after)

    def start(self, inputs: Tensor) -> State:
        """What is left of the inputs in the memory of each layer."""
        x = self.read(inputs)
        return self._run(x, tuple(torch.zeros_like(x[:, 0]) for _ in self.layers), inputs > 0)[1]

    def step(self, tokens: Tensor, state: State) -> tuple[Tensor, State]:
        """One turn of every layer."""
        x, state = self._run(self.write(tokens).unsqueeze(1), state, tokens.unsqueeze(1) >= 0)
        return self.words(x.squeeze(1)).log_softmax(-1), state

    def forward(self, inputs: Tensor, tokens: Tensor) -> Tensor:
        """Whole texts after their inputs."""
        x, _ = self._run(self.drop(self.write(tokens)), self.start(inputs), tokens >= 0)
        return cast("Tensor", self.words(x).log_softmax(-1))


class _Rms(nn.Module):
    """Vectors brought to one length; torch's own cannot be written as a graph."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))

    def forward(self, x: Tensor) -> Tensor:
        return x * (x.square().mean(-1, keepdim=True) + 1e-5).rsqrt() * self.weight


class _Llama(nn.Module):
    """A layer as SmolLM2 has them: grouped attention with turned places, and a gated layer."""

    heads, shared, size = 9, 3, 64

    def __init__(self, width: int, wide: int) -> None:
        super().__init__()
        self.before, self.after = _Rms(width), _Rms(width)
        self.ask, self.out = nn.Linear(width, width, bias=False), nn.Linear(width, width, bias=False)
        self.keys = nn.Linear(width, self.shared * self.size, bias=False)
        self.values = nn.Linear(width, self.shared * self.size, bias=False)
        self.gate, self.up = nn.Linear(width, wide, bias=False), nn.Linear(width, wide, bias=False)
        self.down = nn.Linear(wide, width, bias=False)

    def forward(self, x: Tensor, past: Tensor, turns: tuple[Tensor, Tensor], mask: Tensor) -> tuple[Tensor, Tensor]:
        """`past` holds keys and values of what is looked back at, side by side."""
        low = self.before(x)
        keys = _turned(_heads(self.keys(low), self.shared), turns).flatten(2)
        past = torch.cat((past, torch.cat((keys, self.values(low)), -1)), 1)
        asked = _turned(_heads(self.ask(low), self.heads), turns).transpose(1, 2)
        old = _heads(past, 2 * self.shared).transpose(1, 2)
        old_keys, old_values = (each.repeat_interleave(3, 1) for each in old.chunk(2, 1))
        fits = asked @ old_keys.transpose(-1, -2) * self.size**-0.5
        seen = torch.where(mask, fits, torch.full_like(fits, _NEVER)).softmax(-1) @ old_values
        x = x + self.out(seen.transpose(1, 2).flatten(2))
        low = self.after(x)
        return x + self.down(functional.silu(self.gate(low)) * self.up(low)), past


def _turned(x: Tensor, turns: tuple[Tensor, Tensor]) -> Tensor:
    left, right = x.chunk(2, -1)
    cosine, sine = (turn.unsqueeze(-2) for turn in turns)
    return torch.cat((left * cosine - right * sine, right * cosine + left * sine), -1)


class CutDecoder(Student):
    """A few layers of a pretrained decoder of the make of SmolLM2-135M, with words of our own."""

    cosine: Tensor
    sine: Tensor

    def __init__(
        self, inputs: int, tokens: int, copies: Sequence[int], *, layers: int = 4, width: int = 576, wide: int = 1536
    ) -> None:
        super().__init__(inputs, tokens, copies)
        self.read, self.write = nn.Embedding(inputs, width, 0), nn.Embedding(tokens, width, 0)
        self.layers = nn.ModuleList(_Llama(width, wide) for _ in range(layers))
        self.last, self.words = _Rms(width), nn.Linear(width, tokens)
        angles = torch.arange(160)[:, None] / 100000 ** (torch.arange(32)[None] / 32)
        self.register_buffer("cosine", angles.cos(), persistent=False)
        self.register_buffer("sine", angles.sin(), persistent=False)
        self.growing = tuple(range(layers + 1))

    def _run(self, x: Tensor, state: State, known: Tensor) -> tuple[Tensor, State]:
        seen, *past = state
        here, long = seen.shape[1], x.shape[1]
        seen = torch.cat((seen, known), 1)
        turns = self.cosine[here : here + long], self.sine[here : here + long]
        place = torch.arange(here + long, device=x.device)
        order = place[None, :] <= place[here:, None]
        mask = order[None, None] & (seen > 0)[:, None, None, :]
        for at, layer in enumerate(self.layers):
            x, past[at] = layer(x, past[at], turns, mask)
        return self.last(x), (seen, *past)

    def start(self, inputs: Tensor) -> State:
        """The keys and values of the inputs."""
        x, many = self.read(inputs), 2 * _Llama.shared * _Llama.size
        nothing = (inputs[:, :0], *(x.new_zeros(len(x), 0, many) for _ in self.layers))
        return self._run(x, nothing, (inputs > 0).long())[1]

    def step(self, tokens: Tensor, state: State) -> tuple[Tensor, State]:
        """One token more."""
        x, state = self._run(self.write(tokens).unsqueeze(1), state, torch.ones_like(tokens).unsqueeze(1))
        return self.words(x.squeeze(1)).log_softmax(-1), state

    def forward(self, inputs: Tensor, tokens: Tensor) -> Tensor:
        """Whole texts after their inputs."""
        x, _ = self._run(self.write(tokens), self.start(inputs), torch.ones_like(tokens))
        return cast("Tensor", self.words(x).log_softmax(-1))


ARCHITECTURES: dict[str, type[Student]] = {
    "pointer-gru": PointerGru,
    "copy-transformer": CopyTransformer,
    "linear-recurrence": LinearRecurrence,
    "cut-decoder": CutDecoder,
}


def untrained(name: str, inputs: int, tokens: int, copies: Sequence[int], seed: int, **sizes: Any) -> Student:
    """A student of an architecture as it is before it learns; the same seed makes the same one."""
    torch.manual_seed(seed)
    return ARCHITECTURES[name](inputs, tokens, copies, **sizes)
