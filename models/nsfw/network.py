"""The encoder: BERT's layers, some of them, over a shortened vocabulary; mean and maximum of the last, one score a label."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

WIDTH, HEADS = 384, 12


class Layer(nn.Module):
    """Attention, then two dense layers, each added to what came in and normalised."""

    def __init__(self, inner: int = 4 * WIDTH) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, inner)
        self.down = nn.Linear(inner, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        fit = (q @ k.transpose(-1, -2)).float() * (WIDTH // HEADS) ** -0.5
        seen = (fit + mask).softmax(-1).to(v.dtype) @ v
        x = self.norm1(x + self.out(seen.transpose(1, 2).reshape(batch, length, WIDTH)))
        return self.norm2(x + self.down(functional.gelu(self.up(x))))


class Encoder(nn.Module):
    """Token numbers in, one logit a label out; 0 is padding."""

    def __init__(self, vocabulary: int, layers: int, labels: int, positions: int) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.places = nn.Embedding(positions, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.head = nn.Linear(2 * WIDTH, labels)
        self.drop = nn.Dropout(0.1)

    def forward(self, ids: Tensor) -> Tensor:
        real = ids != 0
        x = self.drop(self.norm(self.words(ids) + self.places.weight[: ids.shape[1]]))
        mask = (~real)[
            :, None, None, :
        ].float() * -1e4  # plain arithmetic: the fused attention is slow to learn on a CPU
        for layer in self.layers:
            x = layer(x, mask)
        there = real.unsqueeze(-1)
        mean = (x * there).sum(1) / there.sum(1)
        most = x.masked_fill(~there, -1e4).amax(1)
        return self.head(self.drop(torch.cat([mean, most], 1))).float()

    @torch.no_grad()
    def start_from(self, pretrained: Mapping[str, Tensor], vocabulary: Sequence[int], layers: Sequence[int]) -> None:
        """Take the embeddings of `vocabulary` and the given layers of a pretrained BERT."""
        e = "embeddings."
        kind = pretrained[e + "token_type_embeddings.weight"][0]
        self.words.weight.copy_(pretrained[e + "word_embeddings.weight"][list(vocabulary)])
        self.places.weight.copy_(pretrained[e + "position_embeddings.weight"][: len(self.places.weight)] + kind)
        _copy(self.norm, pretrained, e + "LayerNorm")
        for mine, number in zip(self.layers, layers, strict=True):
            p = f"encoder.layer.{number}."
            for part in ("weight", "bias"):
                packed = [pretrained[f"{p}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                getattr(mine.qkv, part).copy_(torch.cat(packed))
            _copy(mine.out, pretrained, p + "attention.output.dense")
            _copy(mine.norm1, pretrained, p + "attention.output.LayerNorm")
            _copy(mine.up, pretrained, p + "intermediate.dense")
            _copy(mine.down, pretrained, p + "output.dense")
            _copy(mine.norm2, pretrained, p + "output.LayerNorm")

    def shortened(self, layers: Sequence[int]) -> Encoder:
        """An encoder with some of the layers of this one, to be trained on."""
        made = Encoder(len(self.words.weight), len(layers), self.head.out_features, len(self.places.weight))
        state = {name: w for name, w in self.state_dict().items() if not name.startswith("layers.")}
        for mine, number in enumerate(layers):
            state |= {f"layers.{mine}.{name}": w for name, w in self.layers[number].state_dict().items()}
        made.load_state_dict(state)
        return made


def _copy(module: nn.Linear | nn.LayerNorm, weights: Mapping[str, Tensor], name: str) -> None:
    module.weight.copy_(weights[name + ".weight"])
    module.bias.copy_(weights[name + ".bias"])
