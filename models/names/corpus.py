"""What the names model is trained and measured on: texts with the names in them labelled.

Merchants come from the half `seen` of the purchase-card data in training, and from the part `fresh` in measuring; see
`benchmarks/names.py`. Sentences, people, places and products are apart as well.
"""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import json
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.grounding.run import load_set
from benchmarks.names import CARDS, FRAMES, LOWER, Row, _ways, part_of, told
from guardrail import GuardrailError, Source
from guardrail.testing.books import INVENTED
from guardrail.testing.texts import true_text

from . import composed, grammar
from .composed import Labelled, Names, bent, sentences, written

OF_THE_TEACHER = {"ORG": "ORG", "PERSON": "PERSON", "GPE": "GPE", "LOC": "GPE", "FAC": "GPE", "PRODUCT": "PRODUCT"}
OF_PRESIDIO = {"ORGANIZATION": "ORG", "PERSON": "PERSON", "GPE": "GPE"}
COMPOSED, LEDGERS, PROSE = 36_000, 14_000, 14_000
PUT_TOGETHER = 24_000


def cards(data: Path) -> list[dict[str, str]]:
    """The lines of the purchase-card data."""
    with gzip.open(data / CARDS, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def merchants(lines: Sequence[dict[str, str]], part: str) -> list[str]:
    """Every merchant of a part, each once, its spaces single."""
    return sorted({" ".join(line["merchant"].split()) for line in lines if part_of(line["merchant"]) == part} - {""})


def as_people_write(names: Sequence[str], draw: random.Random) -> list[str]:
    """Each name once as the books have it and up to three times as a person would."""
    found = []
    for name in names:
        ways = [text for way, text in _ways(name) if way != "possessive" and sum(map(str.isalpha, text)) > 2]
        found += [name, *draw.sample(ways, min(3, len(ways)))]
    return found


def training_names(lines: Sequence[dict[str, str]], draw: random.Random) -> Names:
    """What fills the slots of training."""
    accounts = sorted({line["gl_account"].strip() for line in lines} - {""})
    return Names(
        as_people_write(merchants(lines, "seen"), draw), composed.GIVEN, composed.FAMILY, composed.PLACES,
        composed.PRODUCTS, [*accounts, *(name.lower() for name in accounts)], sentences(composed.SENTENCES), 0.45,
    )  # fmt: skip


def training(data: Path, teacher: Any, draw: random.Random) -> Iterator[Labelled]:
    """All that the student learns from."""
    lines = cards(data)
    names = training_names(lines, draw)
    for _ in range(COMPOSED):
        yield bent(written(names, draw), draw)
    for labelled in ledgers(lines, names, draw, LEDGERS):
        yield bent(labelled, draw)
    yield from by_teacher(teacher, prose(data, draw)[:PROSE])
    yield from (one for number, one in presidio(data) if number % 5)


def further(data: Path, draw: random.Random) -> Iterator[Labelled]:
    """What it learns from at the end: sentences that are put together from parts."""
    names = training_names(cards(data), draw)
    for _ in range(PUT_TOGETHER):
        yield bent(written(names, draw, grammar.sentence), draw)


def ledgers(lines: Sequence[dict[str, str]], names: Names, draw: random.Random, count: int) -> Iterator[Labelled]:
    """True texts that `guardrail.testing` writes about books whose vendors are drawn, so that each name is known."""
    made = 0
    while made < count:
        vendors = list({names.fill("org", draw) for _ in range(6)})
        rows = []
        for line in draw.sample(lines, 24):
            day = dt.date.fromisoformat(line["date"]).replace(year=2016)
            rows.append({"date": day.isoformat(), "vendor": draw.choice(vendors), "amount": line["amount_gbp"], "account": line["gl_account"].strip() or "Other"})  # fmt: skip
        try:
            source = Source.from_rows(rows, currency=draw.choice(("GBP", "USD", "EUR")), amount="amount", entity="vendor", date="date", account="account")  # fmt: skip
            texts = [true_text(source, draw.randrange(10**9), claims=draw.choice((1, 1, 2, 3))) for _ in range(24)]
        except GuardrailError:
            continue
        for text in texts:
            if text is not None:
                made += 1
                yield text.text, located(text.text, [*vendors, *INVENTED], "ORG")


def located(text: str, names: Sequence[str], label: str) -> list[tuple[int, int, str]]:
    """Where any of `names` stands in a text, however its capitals; the longest where several do."""
    spans: list[tuple[int, int, str]] = []
    for name in sorted(names, key=len, reverse=True):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE):
            if all(match.end() <= start or end <= match.start() for start, end, _ in spans):
                spans.append((*match.span(), label))
    return sorted(spans)


def prose(data: Path, draw: random.Random) -> list[str]:
    """Sentences of filings, of reports and of customers, which the teacher labels."""
    texts: list[str] = []
    for filing in lines_of(data / "grounding" / "sec_filings_2024.jsonl.gz"):
        texts += [block["text"] for block in filing["blocks"] if block["kind"] == "paragraph"]
    for context in lines_of(data / "grounding" / "tatqa_dev.jsonl.gz"):
        texts += [p["text"] if isinstance(p, dict) else p for p in context["paragraphs"]]
    texts += [row["text"] for row in lines_of(data / "text" / "banking77.jsonl.gz")][::4]
    parts = {part.strip() for text in texts for part in re.split(r"(?<=[.!?;])\s+(?=[A-Z])", text)}
    kept = sorted(part for part in parts if 20 < len(part) < 300)
    draw.shuffle(kept)
    return kept


def lines_of(path: Path) -> Iterator[Any]:
    """The objects in a gzipped file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def by_teacher(teacher: Any, texts: Sequence[str]) -> Iterator[Labelled]:
    """Texts with the names that the teacher sees in them."""
    for doc in teacher.pipe(texts, batch_size=64):
        yield doc.text, [(e.start_char, e.end_char, OF_THE_TEACHER[e.label_]) for e in doc.ents if e.label_ in OF_THE_TEACHER]  # fmt: skip


def presidio(data: Path) -> Iterator[tuple[int, Labelled]]:
    """Made texts with people, companies and places, each with the number of its template."""
    for row in lines_of(data / "security" / "pii_presidio_synth_v2.jsonl.gz"):
        spans = [(s["start_position"], s["end_position"], OF_PRESIDIO[s["entity_type"]]) for s in row["spans"] if s["entity_type"] in OF_PRESIDIO]  # fmt: skip
        yield row["template_id"], (row["full_text"], sorted(spans))


def measured(data: Path, draw: random.Random) -> dict[str, list[Labelled]]:
    """The sets that nothing is trained on: unseen merchants in unseen sentences, three ways of writing, and others."""
    lines = cards(data)
    fresh = merchants(lines, "fresh")
    accounts = sorted({line["gl_account"].strip() for line in lines} - {""})
    names = Names(
        as_people_write(fresh, draw), composed.HELD_GIVEN, composed.HELD_FAMILY, composed.HELD_PLACES,
        composed.HELD_PRODUCTS, accounts, sentences(composed.HELD), 0.2,
    )  # fmt: skip
    notes = [written(names, draw) for _ in range(3_000)]
    return {
        "notes": notes,
        "notes, small letters": [
            (text.lower(), spans) for text, spans in notes[:1_500] if len(text.lower()) == len(text)
        ],
        "payments": [_payment(draw.choice(names.orgs), draw) for _ in range(2_000)],
        "bookkeepers": list(_bookkeepers(data, set(fresh)))[:2_000],
        "made-up letters": [one for number, one in presidio(data) if number % 5 == 0],
    }


def _payment(name: str, draw: random.Random) -> Labelled:
    """A sentence that says a payment to one merchant, in the frames of `benchmarks/names.py`."""
    row = Row(name, f"{draw.uniform(1, 4000):.2f}", dt.date(2016, 1, 1) + dt.timedelta(draw.randrange(365)), "")
    frame = draw.choice((*FRAMES, *FRAMES, *LOWER))
    text = told(frame, name, row)
    return text, located(text, [name], "ORG")


def _bookkeepers(data: Path, fresh: set[str]) -> Iterator[Labelled]:
    """The held sentences of another writer, where they name merchants of the part `fresh` and no others."""
    for case in load_set("bookkeepers_held")(data, 1, None):
        entities = {record.entity for record in case.source.records if record.entity}
        spans = located(case.text, sorted(entities), "ORG")
        named = {case.text[start:end].lower() for start, end, _ in spans}
        if case.true and spans and named <= {name.lower() for name in fresh}:
            yield case.text, spans
