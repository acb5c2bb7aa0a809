"""Runs every rule that ships over texts that people and models really wrote: `python -m benchmarks.packs`.

Prints how many texts of each set each rule hits, and how many true texts change their verdict by all packs
together. `--show RULE` prints places that a rule hits, to be read and judged; packs.md holds what was judged.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from guardrail import Source
from guardrail.rulebook import Rulebook
from guardrail.rulebook.kinds import validators
from guardrail.rulebook.rule import ExampleRule
from guardrail.types import Candidate, Finding

from .grounding.run import load_set

CLEAN = ("plain", "voices", "bookkeepers", "bookkeepers_held", "tatqa", "filings")
USES = ("feed", "client-note", "payment")
_AROUND = 70
_ROLES = {"id": "id", "date": "date", "entity": "entity", "amount": "amount"}


@dataclass(frozen=True)
class Hit:
    """A place that a rule found in a text of a set."""

    set: str
    text: str
    finding: Finding


def main(arguments: list[str] | None = None) -> None:
    options = _options().parse_args(arguments)
    book = Rulebook.read()
    rules = [rule for rule in book.rules if isinstance(rule, ExampleRule)]
    looking = validators(rules)
    data = Path(options.data)
    hits: list[Hit] = []
    sizes: dict[str, int] = {}
    sets = {name: SETS[name] for name in options.sets}
    if options.written:
        sets["written"] = by_models(options.written)
    for name, read in sets.items():
        candidates = list(read(data))
        sizes[name] = len(candidates)
        hits += _hits(name, candidates, looking)
    if options.show:
        print(samples([hit for hit in hits if hit.finding.rule in options.show], options.count, options.seed))
        return
    print(report(hits, sizes, [rule.id for rule in rules]))
    for name in options.clean:
        texts = [Candidate(text=case.text, source=case.source) for case in load_set(name)(data, 1, None) if case.true]
        print(alarms(book, name, texts, _hits(name, texts, looking)))


def _hits(name: str, candidates: Sequence[Candidate], looking: Sequence[Any]) -> list[Hit]:
    return [
        Hit(name, candidate.text, finding)
        for validator in looking
        for candidate, findings in zip(candidates, validator.check(candidates), strict=True)
        for finding in findings
        if finding.category != "supported"
    ]


def report(hits: Sequence[Hit], sizes: dict[str, int], rules: Sequence[str]) -> str:
    """A line for each rule that hits: in how many texts of each set."""
    count = Counter((rule, name) for rule, name, _ in {(_named(hit.finding), hit.set, hit.text) for hit in hits})
    hitting = sorted({rule for rule, _ in count})
    lines = [_row("texts hit", sizes), _row("(of)", list(sizes.values()))]
    lines += [_row(rule, [count[rule, name] for name in sizes]) for rule in hitting]
    silent = [rule for rule in rules if rule not in hitting]
    return "\n".join([*lines, "", f"no hit, {len(silent)} of {len(rules)} rules: {', '.join(silent)}"])


def _named(finding: Finding) -> str:
    return f"{finding.rule} (too slow)" if finding.category == "error" else finding.rule


def alarms(book: Rulebook, name: str, texts: Sequence[Candidate], hits: Sequence[Hit]) -> str:
    """For each use, how many true texts have another decision than they would have without the packs."""
    guard, hit = book.guard(), {hit.text for hit in hits}
    of_packs = {hit.finding.rule for hit in hits}
    changed = Counter[str]()
    for candidate in (candidate for candidate in texts if candidate.text in hit):
        for use in USES:
            findings = guard.check_many([replace(candidate, use=use)])[0].findings
            others = [finding for finding in findings if finding.rule not in of_packs]
            changed[use] += book.policy.decide(use, findings)[1] is not book.policy.decide(use, others)[1]
    told = "; ".join(f"as {use} {changed[use]} ({changed[use] / len(texts):.3%})" for use in USES)
    by_rule = ", ".join(f"{rule} {count}" for rule, count in Counter(hit.finding.rule for hit in hits).most_common())
    return f"{name}: of {len(texts)} true texts changed: {told}; hits: {by_rule or 'none'}"


def samples(hits: Sequence[Hit], count: int, seed: int) -> str:
    """Up to `count` places of each rule, each with what stands around it."""
    told = list[str]()
    for rule in sorted({hit.finding.rule for hit in hits}):
        places = [hit for hit in hits if hit.finding.rule == rule]
        chosen = random.Random(seed).sample(places, min(count, len(places)))
        told += ["", f"{rule}: {len(places)} places, of which {len(chosen)}", *map(_around, chosen)]
    return "\n".join(told)


def _around(hit: Hit) -> str:
    span = hit.finding.span
    if span is None:
        shown = hit.text[: 2 * _AROUND]
    else:
        before, after = hit.text[max(0, span.start - _AROUND) : span.start], hit.text[span.end : span.end + _AROUND]
        shown = f"{before}⟦{hit.text[span.start : span.end]}⟧{after}"
    return f"[{hit.finding.rule}, {hit.set}] " + " ".join(shown.split())


def _row(name: str, cells: Sequence[object] | dict[str, int]) -> str:
    return f"{name:<28}" + "".join(f"{cell:>12}" for cell in cells)


# Sets of texts. Each gives candidates from the folder of development data.


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def _texts(path: str, *keys: str) -> Callable[[Path], Iterator[Candidate]]:
    """Each text under `keys` of a file, once."""

    def read(data: Path) -> Iterator[Candidate]:
        texts = (row[key] for row in _lines(data / path) for key in keys)
        for text in dict.fromkeys(text for text in texts if text and text.strip()):
            yield Candidate(text=text)

    return read


def filings(data: Path) -> Iterator[Candidate]:
    """Paragraphs of whole filings."""
    blocks = (block for row in _lines(data / "grounding/sec_filings_2024.jsonl.gz") for block in row["blocks"])
    texts = dict.fromkeys(block["text"] for block in blocks if block["kind"] == "paragraph")
    yield from (Candidate(text=text) for text in texts if text.strip())


def reports(data: Path) -> Iterator[Candidate]:
    """Paragraphs beside tables of annual reports."""
    rows = _lines(data / "grounding/tatqa_dev.jsonl.gz")
    for text in dict.fromkeys(text for row in rows for text in row["paragraphs"] if text.strip()):
        yield Candidate(text=text)


def answers(data: Path) -> Iterator[Candidate]:
    """What language models answered to questions about a table, with that table as the source."""
    tables = {
        question["uid"]: Source.from_table(row["table"])
        for row in _lines(data / "grounding/tatqa_dev.jsonl.gz")
        for question in row["questions"]
    }
    for row in _lines(data / "grounding/tatqa_dev_llm_answers.jsonl.gz"):
        text = "".join(row["generated"][:1])
        if row["system"] != "codex-program" and text.strip():
            yield Candidate(text=text, source=tables.get(row["question_uid"]), prompt=row["question"])


def ledger(data: Path) -> Iterator[Candidate]:
    """The notes of a ledger: what a merchant, an account and a cost centre are called, each combination once."""
    path = data / "ledger/birmingham_pcard_2013_2016.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = {(row["merchant"], row["gl_account"], row["directorate"]) for row in csv.DictReader(file)}
    yield from (Candidate(text=" / ".join(row)) for row in sorted(rows))


def attacks(data: Path) -> Iterator[Candidate]:
    """Orders to a model, each as the text with what it was told as its prompt, and in a passage of the source."""
    for number, row in enumerate(_lines(data / "security/prompt_injection_purplellama.jsonl.gz")):
        yield Candidate(text=row["user_input"], prompt=row["test_case_prompt"])
        yield Candidate(text=f"The letter is filed as number {number}.", source=Source.from_text(row["user_input"]))


def by_models(path: Path) -> Callable[[Path], Iterator[Candidate]]:
    """What a small model wrote when asked for what the packs are about; `benchmarks.written` makes the file."""

    def read(_: Path) -> Iterator[Candidate]:
        for row in map(json.loads, path.read_text("utf-8").splitlines()):
            source = Source.from_rows(row["rows"], **_ROLES) if row.get("rows") else None
            if row["text"].strip():
                yield Candidate(text=row["text"], source=source, prompt=row["prompt"])

    return read


def receipts(data: Path) -> Iterator[Candidate]:
    """Receipts as a scanner read them."""
    for row in _lines(data / "ledger/sroie_receipts.jsonl.gz"):
        yield Candidate(text="\n".join(row["lines"]))


SETS: dict[str, Callable[[Path], Iterator[Candidate]]] = {
    "filings": filings,
    "reports": reports,
    "ledger": ledger,
    "receipts": receipts,
    "answers": answers,
    "basketball": _texts("grounding/inlg2021_train.jsonl.gz", "text"),
    "summaries": _texts("grounding/summedits_qmsumm.jsonl.gz", "summary"),
    "chats": _texts("grounding/summedits_samsum.jsonl.gz", "summary"),
    "customers": _texts("text/banking77.jsonl.gz", "text"),
    "attacks": attacks,
    "persons": _texts("security/pii_presidio_synth_v2.jsonl.gz", "full_text"),
    "comments": _texts("nsfw/civil_comments_rated.jsonl.gz", "text"),
    "tweets": _texts("nsfw/davidson.jsonl.gz", "text"),
    "prejudice": _texts("nsfw/toxigen_prompt_lines.jsonl.gz", "text"),
    "posts": _texts("nsfw/ai_automod.jsonl.gz", "text"),
}


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default="../shared/data", help="the folder of development data")
    parser.add_argument("--sets", nargs="*", default=list(SETS), choices=SETS, metavar="SET", help=", ".join(SETS))
    parser.add_argument("--written", type=Path, metavar="FILE", help="texts of a small model, by benchmarks.written")
    parser.add_argument("--clean", nargs="*", default=CLEAN, choices=CLEAN, metavar="SET", help=", ".join(CLEAN))
    parser.add_argument("--show", nargs="+", default=[], metavar="RULE", help="print places that these rules hit")
    parser.add_argument("--count", type=int, default=20, metavar="N", help="how many of each")
    parser.add_argument("--seed", type=int, default=1)
    return parser


if __name__ == "__main__":
    main()
