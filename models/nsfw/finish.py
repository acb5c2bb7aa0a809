"""From trained weights to what ships: the graph, the card, the bands in `rules/nsfw.yaml`, and what is measured.

Calibrated on one half of what was never trained on, measured on the other.
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from composed import LABELS, Example
from corpus import books, clean, hash_of, held_out, merchants, paragraphs, unseen
from harm import harm
from idioms import HELD, plain

sys.path.insert(0, str(Path(__file__).parents[2]))

from evasion import found_again

from guardrail.cli.nsfw import page
from guardrail.validators.nsfw import Classifier
from guardrail.validators.nsfw_bands import Choice, choose, tried
from guardrail.validators.nsfw_model import Model

FILES = ("encoder.onnx", "ngrams.npz", "vocabulary.txt", "watched.txt")
LOOK_FROM, CALM_BELOW, CLEARED, LEAN = -0.3, -2.5, 0.01, 0.2
CONTEXT, CONTEXT_FLOOR = dict.fromkeys(LABELS, 0.0) | {"toxicity": 0.4}, -2.0  # of the windows around the worst
BLEND = dict.fromkeys(LABELS, 0.2) | {"toxicity": 0.4, "sexual": 0.6, "identity-hate": 0.0}  # of the first look
RATE, TALK_RATE = 0.001, 0.18  # of clean business texts, and of fine talk, how much may reach a band
MEASURED: tuple[tuple[str | None, str], ...] = (
    ("talk", "toxicity"),
    ("pages", "sexual"),
    ("implicit", "identity-hate"),
    ("edos-dev", "threat"),
    ("harm", "violence"),
    ("harm", "self-harm"),
    (None, "toxicity"),
)  # set and label; None is all sets with clean text


def card(folder: Path, calibration: Mapping[str, tuple[float, float]], look_from: float = LOOK_FROM) -> None:
    """Write `model.json` for the files in `folder`."""
    said = {
        "labels": LABELS,
        "window": 62,
        "overlap": 16,
        "look from": look_from,
        "calm below": CALM_BELOW,
        "cleared": CLEARED,
        "blend": BLEND,
        "lean": LEAN,
        "context": CONTEXT,
        "context floor": CONTEXT_FLOOR,
        "calibration": {label: [round(x, 4) for x in calibration.get(label, (1.0, 0.0))] for label in LABELS},
        "files": {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES},
    }
    (folder / "model.json").write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")


def logit(p: np.ndarray) -> np.ndarray:
    p = np.clip(p, 1e-9, 1 - 1e-9)
    return np.log(p / (1 - p))


def platt(scores: np.ndarray, truth: np.ndarray) -> tuple[float, float]:
    """Slope and offset that make logits into probabilities: the likeliest of a grid."""
    x, y = scores[:, None], np.where(truth, 1, -1)[:, None]
    offsets = np.linspace(-6, 6, 121)[None, :]
    cost = {slope: np.logaddexp(0, -y * (slope * x + offsets)).mean(axis=0) for slope in np.linspace(0.2, 2, 37)}
    slope = min(cost, key=lambda slope: cost[slope].min())
    return float(slope), float(offsets[0, cost[slope].argmin()])


def auc(scores: np.ndarray, truth: np.ndarray) -> float:
    """The share of pairs in the right order."""
    order = np.argsort(scores, kind="stable")
    values, ranks = scores[order], np.empty(len(scores))
    for value in np.unique(values):
        low, high = np.searchsorted(values, [value, np.nextafter(value, np.inf)])
        ranks[order[low:high]] = (low + high + 1) / 2
    positive = truth.sum()
    return float((ranks[truth].sum() - positive * (positive + 1) / 2) / (positive * (len(truth) - positive)))


def recall_at(scores: np.ndarray, truth: np.ndarray, alarms: float = 0.01) -> float:
    """The share found where at most `alarms` of the others are."""
    least = np.sort(scores[~truth])[::-1][int(alarms * (~truth).sum())]
    return float((scores[truth] > least).mean())


def ece(scores: np.ndarray, truth: np.ndarray) -> float:
    """How far a probability is off on average, in ten bins."""
    bins = np.minimum((scores * 10).astype(int), 9)
    return float(sum(abs(scores[bins == b].mean() - truth[bins == b].mean()) * (bins == b).mean() for b in set(bins)))


def known(examples: Sequence[Example], label: str, source: str | None = None) -> list[int]:
    return [n for n, e in enumerate(examples) if label in e.known and source in (None, e.source)]


def halves(data: Path) -> tuple[list[Example], list[Example]]:
    """What was never trained on, rude and clean, cut in two: to calibrate on, and to measure on."""
    kept = [e for e in clean(data, random.Random(1), keep=True) if hash_of(e.text) % 5 == 0]
    found = [*unseen(data / "nsfw"), *harm(random.Random(5)), *kept]
    first = [e for e in found if hash_of(e.text[::-1]) % 4 < 2]
    return first, [e for e in found if hash_of(e.text[::-1]) % 4 >= 2]


def truth_of(examples: Sequence[Example], chosen: Sequence[int], label: str) -> np.ndarray:
    return np.array([examples[n].known[label] > 0.5 for n in chosen])


def calibrated(folder: Path, data: Path) -> dict[str, tuple[float, float]]:
    """Slope and offset for each label with enough texts never trained on that have it."""
    card(folder, {}, look_from=-1e9)
    found, _ = halves(data)
    scores = Classifier(Model(folder)).score(e.text for e in found)
    made = {}
    for label in LABELS:
        chosen = known(found, label)
        truth = truth_of(found, chosen, label)
        if truth.sum() >= 20:
            made[label] = platt(logit(np.array([scores[n][label] for n in chosen])), truth)
    return made


def swing(scores: np.ndarray, truth: np.ndarray) -> str:
    """Recall at 1 % false alarms, and between what it lies in 19 of 20 sets drawn anew from these texts."""
    rng, drawn = np.random.default_rng(1), []
    for _ in range(1000):
        again = rng.integers(0, len(scores), len(scores))
        drawn.append(recall_at(scores[again], truth[again]))
    low, high = np.quantile(drawn, (0.025, 0.975))
    return f"{recall_at(scores, truth):.3f}, {low:.3f} to {high:.3f}"


def measured(classifier: Classifier, found: Sequence[Example]) -> dict[str, Any]:
    """Scores and truth, by set and label."""
    scores = classifier.score(e.text for e in found)
    told = {}
    for source, label in MEASURED:
        chosen = known(found, label, source)
        told[f"{source or 'all'}: {label}"] = (
            label,
            np.array([scores[n][label] for n in chosen]),
            truth_of(found, chosen, label),
        )
    return told


def report(told: Mapping[str, Any], bands: Mapping[str, float]) -> str:
    """What is measured, as a table."""
    rows = [
        "| set | label | texts | AUC | recall at 1 % false alarms | at the band | ECE |",
        "|---|---|---|---|---|---|---|",
    ]
    for source, (label, scores, truth) in told.items():
        found = f"{(scores[truth] >= bands[label]).mean():.3f} / {(scores[~truth] >= bands[label]).mean():.3f}"
        figures = f"{auc(scores, truth):.3f} | {recall_at(scores, truth):.3f} | {found} | {ece(scores, truth):.3f}"
        rows.append(f"| {source.split(':')[0]} | {label} | {len(truth)} | {figures} |")
    return "\n".join(rows)


def pictures(told: Mapping[str, Any], folder: Path) -> None:
    """Precision against recall, and stated against true probability, as SVG."""
    import matplotlib

    matplotlib.use("Agg")
    matplotlib.rcParams["svg.hashsalt"] = "guardrail"
    from matplotlib import pyplot

    figure, (left, right) = pyplot.subplots(1, 2, figsize=(10, 4))
    for source, (_, scores, truth) in told.items():
        order = np.argsort(-scores)
        hits = np.cumsum(truth[order])
        left.plot(hits / truth.sum(), hits / np.arange(1, len(truth) + 1), label=source)
        bins = np.minimum((scores * 10).astype(int), 9)
        points = [(scores[bins == b].mean(), truth[bins == b].mean()) for b in sorted(set(bins))]
        right.plot(*zip(*points, strict=True), marker="o", label=source)
    right.plot([0, 1], [0, 1], color="grey", linewidth=0.5)
    left.set(xlabel="recall", ylabel="precision", title="Precision and recall, sets never trained on")
    right.set(xlabel="stated probability", ylabel="share that is so", title="Calibration")
    left.legend()
    right.legend()
    figure.tight_layout()
    figure.savefig(folder / "evaluation.svg", metadata={"Date": None})


def strict(classifier: Classifier, business: Sequence[str], others: Sequence[Example]) -> Choice:
    """Bands that few business texts reach, and not too many of what people say to each other without being rude.

    The second bound keeps bands from sinking until whatever is not about business is unfit.
    """
    fine = [e.text for e in others if e.source in ("talk", "implicit") and e.known["toxicity"] < 0.5]
    scores = classifier.score(business)
    bound = choose(classifier.score(fine), TALK_RATE).bands
    return tried({label: max(band, bound[label]) for label, band in choose(scores, RATE).bands.items()}, scores)


def finish(folder: Path, data: Path, rules: Path) -> None:
    """Card, bands, figures and pictures for the weights in `folder`."""
    card(folder, calibrated(folder, data))
    classifier = Classifier(Model(folder))
    kept = [e.text for e in clean(data, random.Random(1), keep=True) if e.source in ("notes", "paragraphs")]
    kept += [e.text for e in books(data, (13,), keep=True)]
    first, second = halves(data)
    choice = strict(classifier, kept, first)
    rules.write_text(page(choice), encoding="utf-8")
    print(page(choice))
    told = measured(classifier, second)
    print(report(told, choice.bands))
    for source, (_, *other) in measured(classifier, first).items():
        both = (np.concatenate(pair) for pair in zip(other, told[source][1:], strict=True))
        print(f"both halves, {source}: recall at 1 % false alarms {swing(*both)}")
    pictures(told, folder)
    rude = [e.text for e in unseen(data / "nsfw") if e.source == "talk" and e.known["toxicity"] > 0.5]
    watched = (folder / "watched.txt").read_text(encoding="utf-8").split()
    for way, share in found_again(classifier, rude, choice.bands, watched).items():
        print(f"| {way} | {share:.3f} |")
    print(asides(classifier, data, choice.bands))


def asides(classifier: Classifier, data: Path, bands: Mapping[str, float]) -> str:
    """Idioms never trained on, prompts on self-harm and violence, and rude sentences among those of a filing."""

    def found(texts: Sequence[str]) -> str:
        hits = sum(any(score[label] >= bands[label] for label in bands) for score in classifier.score(texts))
        return f"{hits} of {len(texts)}"

    names = [name for name in merchants(data) if held_out(name)]
    filed = [text[:600] for text in paragraphs(data) if held_out(text) and len(text) > 300]
    rude = [
        e.text for e in unseen(data / "nsfw") if e.source == "talk" and e.known["toxicity"] > 0.5 and len(e.text) < 120
    ]
    hidden = [f"{text} {one} {text}" for text, one in zip(filed, rude, strict=False)]
    pages = [e for e in halves(data)[1] if e.source == "talk"]
    told = {
        "unfit discussion pages, by any label": [e.text for e in pages if e.known["toxicity"] > 0.5],
        "fine discussion pages, by any label": [e.text for e in pages if e.known["toxicity"] <= 0.5],
        "idioms never trained on": list(plain(HELD, names, 1500, random.Random(3))),
        "prompts about self-harm and violence, kept apart": [
            e.text for e in unseen(data / "nsfw") if e.source == "safety"
        ],
        "short rude comments alone": rude[: len(hidden)],
        "the same, each between two paragraphs of a filing": hidden,
    }
    return "\n".join(f"{what}: {found(texts)} found" for what, texts in told.items())
