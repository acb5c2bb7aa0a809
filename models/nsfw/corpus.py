"""What the classifier is trained on: public sets, clean business text, and composed sentences; and what is kept from it.

Every example says what is known of it, label by label. A public set answers one question ("is it sexist?") and is
silent on the others: where a text holds none of a label's words it is taken to be free of it, otherwise the label is
left unknown and not trained on.
"""

from __future__ import annotations

import csv
import gzip
import json
import random
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from composed import LABELS, Example, bookkeeping, examples
from idioms import BLUNT, plain
from people import people, remarks
from shops import shops
from talk import talk

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.grounding.run import load_set

WORDS = {
    "obscene": r"f+u+c*k|s+h+i+t|\bass\b|asshole|arse|bitch|cunt|\bdick|bastard|\bpiss|crap\b|damn|whore|slut|cock|"
    r"pussy|\btits|prick|twat|wank|bollock|nigg|fag|douche|\bwtf|stfu|\bhoes?\b|\bf[*@#]+",
    "sexual": r"\bsex|porn|nude|naked|erotic|orgasm|horny|\bcum|cock|dick|pussy|vagina|penis|\btits|boob|breast|fuck|"
    r"suck|blow ?job|\banal|masturbat|\brape|slut|whore|escort|hook ?up|kinky|fetish|milf|nipple|bdsm|incest|virgin|"
    r"\bxxx|lick|thrust|moan|hoe|\bass\b|panties|seduc|lust|lover|strip|hentai|camgirl|\bdildo|sperm|semen|genital",
    "insult": r"idiot|stupid|moron|dumb|fool|loser|liar|hypocrit|pathetic|ignoran|clown|coward|trash|garbage|scum|"
    r"disgust|crazy|insane|retard|bitch|\bass|fuck|shit|ugly|fat|nigg|fag|cunt|dick|troll|jerk|lunatic|creep|pig|"
    r"racist|bigot|sick|joke|losers|silly|whin|crook|corrupt|evil|\bhoe|pussy|worthless|\bshut up|hate",
    "threat": r"kill|die|dead|death|shoot|shot|burn|hang|beat|punch|stab|hurt|murder|bomb|rape|break|smash|destroy|"
    r"slap|kick|gun|lynch|hunt|watch your|regret|bullet|attack|execut|fight|choke|whip|hit|fuck .* up",
    "self-harm": r"suicid|kill (my|your|him|her|them)sel|self.?harm|overdose|cut(ting)? my|end (my|it)|die|dead|hang|anorexi"
    r"|bulimi|noose|wrist|starv",
    "violence": r"kill|die|dead|death|shoot|shot|burn|hang|beat|punch|stab|murder|bomb|rape|blood|gun|war\b|tortur|"
    r"execut|terror|attack|violen|behead|lynch|slaughter|knife|weapon|fight|slap|kick|hit|destroy|choke|smash",
    "identity-hate": r"black|white|jew|muslim|islam|gay|lesb|homo|queer|trans|wom[ae]n|girl|female|\bm[ae]n\b|nigg|fag|"
    r"immigra|migrant|refugee|mexic|asian|chin|indian|arab|christ|cathol|race|raci|nazi|retard|disab|bitch|hoe|"
    r"cunt|whore|slut|femin|white|foreign|african|latin|spic|kike|chink|dyke|tranny|redneck|monkey|terroris|she|her\b",
}
_INSULTS = re.compile(r"idiot|stupid|moron|dumb|fool|loser|liar|clown|pathetic|coward|hypocrit|ignoran", re.IGNORECASE)
_HOLDS = {label: re.compile(pattern, re.IGNORECASE) for label, pattern in WORDS.items()}


def rows(path: Path) -> Iterator[Any]:
    """The objects in a gzipped file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def weak(text: str, **known: float) -> dict[str, float]:
    """What is known of a text: what its set says, swearing by its words, and nothing of what no word hints at."""
    found = {label: 0.0 for label, holds in _HOLDS.items() if not holds.search(text)}
    if _HOLDS["obscene"].search(text):
        found["obscene"] = 0.95
    return {**found, **known}


def natural(data: Path) -> Iterator[Example]:
    """The public sets of rude, hateful and sexual text, and the clean rows in them; less what is kept for tests."""
    tested = {example.text for example in unseen(data)}
    for example in (*_tweets(data), *_sexism(data), *_comments(data), *_pages(data), *_implicit(data), *_prompts(data)):
        if example.text not in tested:
            yield example
    yield from _lexicons(data)


def unseen(data: Path) -> Iterator[Example]:
    """What is never trained on: two whole sets, the later part of a third, every other line on groups and of the prompts."""
    yield from (example for example in _pages(data) if example.source in ("talk", "pages"))
    yield from (example for example in _implicit(data) if hash_of(example.text) % 2)
    yield from (example for example in _sexism(data) if example.source == "edos-dev")
    yield from (example for example in _prompts(data) if hash_of(example.text) % 2)


def _implicit(data: Path) -> Iterator[Example]:
    for row in rows(data / "toxigen_prompt_lines.jsonl.gz"):
        hate = float(row["kind"] == "hate")
        yield Example(row["text"], weak(row["text"], toxicity=hate, **{"identity-hate": hate}), "implicit")


def _tweets(data: Path) -> Iterator[Example]:
    for row in rows(data / "davidson.jsonl.gz"):
        text = re.sub(r"\s+", " ", re.sub(r"&#?\w+;|https?://\S+", " ", row["text"]))
        rude, hate = float(row["label"] != "neither"), float(row["label"] == "hate")
        yield Example(text, weak(text, toxicity=rude * 0.98, **{"identity-hate": hate}), "davidson")


def _sexism(data: Path) -> Iterator[Example]:
    """Posts by whether and how they are sexist; of the later part, kept for tests, only whether they threaten."""
    for row in rows(data / "edos_train_dev.jsonl.gz"):
        text = re.sub(r"\[(?:USER|URL)\]", " ", row["text"])
        threat = row["category"].startswith("1")
        if row["split"] == "dev":
            yield Example(text, {"threat": float(threat)}, "edos-dev")
            continue
        known = weak(text)
        if row["sexist"]:
            known |= {"toxicity": 1.0, "identity-hate": 1.0, **({"threat": 1.0, "violence": 0.7} if threat else {})}
        else:
            known.pop("identity-hate", None)
            rude = _HOLDS["obscene"].search(text) or _HOLDS["insult"].search(text)
            known |= {} if rude else {"toxicity": 0.1}
        yield Example(text, known, "edos")


def _comments(data: Path) -> Iterator[Example]:
    """Comments by how many raters objected, and what is in them by whether anything of it was marked."""
    marked = {row["text"]: set(row["toxic_offsets"]) for row in rows(data / "toxic_spans.jsonl.gz")}
    seen = set()
    for row in rows(data / "civil_comments_rated.jsonl.gz"):
        text = row["text"]
        rude = 1 - 0.85 * row["said_not_toxic"] / max(1, row["raters"])
        seen.add(text)
        yield Example(text, weak(text, toxicity=rude), "civil")
    for text, offsets in marked.items():
        if text not in seen:
            yield Example(text, weak(text, toxicity=1.0 if offsets else 0.4), "civil")
        if offsets:
            yield from _sentences(text, offsets)


def _sentences(text: str, offsets: set[int]) -> Iterator[Example]:
    """The sentences of a comment, and what is left of it without the marked ones."""
    left = []
    for match in re.finditer(r"[^.!?\n]{25,}[.!?]*", text):
        hit = any(place in offsets for place in range(*match.span()))
        sentence = match[0].strip()
        clean = not _HOLDS["insult"].search(sentence) and not _HOLDS["obscene"].search(sentence)
        if hit or clean:
            insult = {"insult": 0.9} if hit and _INSULTS.search(sentence) else {}
            yield Example(sentence, weak(sentence, toxicity=1.0 if hit else 0.06, **insult), "civil-part")
        if clean and not hit:
            left.append(sentence)
    if len(left) > 1:
        rest = " ".join(left)
        yield Example(rest, weak(rest, toxicity=0.1), "civil-rest")


def _pages(data: Path) -> Iterator[Example]:
    """Web site texts, discussion pages, and a mix of both, of which only flags that some word bears out are believed."""
    for row in rows(data / "ai_automod.jsonl.gz"):
        text, flag = row["text"], float(row["flag"])
        rude = any(_HOLDS[label].search(text) for label in ("sexual", "insult", "obscene"))
        if row["set"] == "nsfw":
            yield Example(text, weak(text, toxicity=flag, sexual=flag), "pages")
        elif row["set"] == "toxic":
            yield Example(text, weak(text, toxicity=flag), "talk")
        elif not flag or rude:
            yield Example(text, weak(text, toxicity=0.9 * flag), "opinions")
        else:
            yield Example(text, weak(text), "opinions")


def _prompts(data: Path) -> Iterator[Example]:
    areas = {"Suicide": "self-harm", "Physical": "violence"}
    for row in rows(data / "simple_safety_tests.jsonl.gz"):
        label = areas.get(row["harm_area"].split()[0].strip(","))
        if label:
            yield Example(row["prompts_final"], {label: 1.0, "toxicity": 0.8, "obscene": 0.0}, "safety")


_FRAMES = (
    "{}",
    "you {}",
    "what a {}",
    "{} now",
    "the {} was there",
    "i want {}",
    "these {}s",
    "he said {}",
    "{} and {}",
)


def _lexicons(data: Path) -> Iterator[Example]:
    """Each listed term alone and in a short sentence."""
    rng = random.Random(5)
    for row in rows(data / "surge_profanity.jsonl.gz"):
        rude = 0.75 if float(row["severity_rating"]) < 1.5 else 1.0
        kinds = " ".join(row[f"category_{n}"] for n in (1, 2, 3))
        known = {"toxicity": rude, "obscene": rude}
        known |= {"sexual": 0.9} if kinds.startswith("sexual anatomy") else {}
        known |= {"identity-hate": rude} if "racial" in kinds or "sexual orientation" in kinds else {}
        for frame in ("{}", rng.choice(_FRAMES)):
            yield Example(frame.format(row["text"], row["text"]), known, "lexicon")
    for row in rows(data / "ldnoobw.jsonl.gz"):
        if row["lang"] == "en":
            yield Example(rng.choice(_FRAMES).format(row["term"], row["term"]), {"toxicity": 1.0}, "lexicon")


_CLEAN = dict.fromkeys(("toxicity", *WORDS), 0.0)


def merchants(shared: Path) -> list[str]:
    """Merchant names of a real ledger, each once, in a fixed order."""
    with gzip.open(shared / "ledger" / "birmingham_pcard_2013_2016.csv.gz", "rt", encoding="utf-8") as file:
        return sorted({row["merchant"] for row in csv.DictReader(file) if row["merchant"].strip()})


def paragraphs(shared: Path) -> list[str]:
    """Paragraphs of filings and annual reports, each once, in a fixed order."""
    filings = rows(shared / "grounding" / "sec_filings_2024.jsonl.gz")
    found = {b["text"] for filing in filings for b in filing["blocks"] if b["kind"] == "paragraph"}
    for row in rows(shared / "grounding" / "tatqa_dev.jsonl.gz"):
        found |= {part if isinstance(part, str) else part["text"] for part in row["paragraphs"]}
    return sorted(text for text in found if len(text) > 40)


def everyday(shared: Path) -> list[str]:
    """Questions to a bank, chats, meetings, match reports, texts with names and addresses."""
    found = {row["text"] for row in rows(shared / "text" / "banking77.jsonl.gz")}
    found |= {row["full_text"] for row in rows(shared / "security" / "pii_presidio_synth_v2.jsonl.gz")}
    for name in ("samsum", "qmsumm"):
        for row in rows(shared / "grounding" / f"summedits_{name}.jsonl.gz"):
            found |= {row["summary"], *(line for line in re.split(r" \. |\n", row["doc"]) if len(line) > 30)}
    for row in rows(shared / "grounding" / "inlg2021_train.jsonl.gz"):
        found |= set(re.findall(r"[^.]{30,}\.", row["text"]))
    return sorted(text.strip() for text in found)


def held_out(text: str) -> bool:
    """Whether a clean text is kept for calibration: one in five, always the same."""
    return hash_of(text) % 5 == 0


def hash_of(text: str) -> int:
    """A number that follows from the text alone."""
    value = 0
    for char in text:
        value = (value * 31 + ord(char)) % 1_000_003
    return value


def clean(shared: Path, rng: random.Random, *, keep: bool) -> Iterator[Example]:
    """Clean text: what is `keep`-t for calibration, or else what is trained on. No merchant or text is in both."""
    names = [name for name in merchants(shared) if held_out(name) == keep]
    for text in sorted(set(bookkeeping(names, 2 * len(names), rng))):
        yield Example(text, _CLEAN, "notes")
    if not keep:
        yield from (Example(name, _CLEAN, "names") for name in names)
    for text in paragraphs(shared):
        if held_out(text) == keep:
            yield Example(text, _CLEAN, "paragraphs")
    for text in everyday(shared):
        if held_out(text) == keep:
            yield Example(text, _CLEAN, "everyday")


BOOKS = ("plain", "voices", "bookkeepers")  # never `bookkeepers_held`: it shows what is learnt beyond the wordings here


def books(shared: Path, seeds: Sequence[int], *, keep: bool) -> Iterator[Example]:
    """Statements about a ledger in the many wordings of the grounding benchmark; the merchants are cut as in `clean`."""
    names = [name.lower() for name in merchants(shared) if held_out(name) and len(name) > 3]
    found = {case.text for name in BOOKS for seed in seeds for case in load_set(name)(shared, seed, None)}
    for text in sorted(found):
        if any(name in text.lower() for name in names) == keep:
            yield Example(text, _CLEAN, "books")


BUSINESS = ("notes", "names", "paragraphs", "everyday", "books", "blunt", "shops", "cut")


def joined(parts: Sequence[Example], source: str) -> Example:
    """Several texts as one, which holds what any of them does."""
    known = {}
    for label in LABELS:
        said = [part.known.get(label, -1.0) for part in parts]
        if max(said) > 0.5 or min(said) >= 0:
            known[label] = max(said)
    return Example(" ".join(part.text for part in parts), known, source)


def mixed(found: Sequence[Example], count: int, rng: random.Random) -> Iterator[Example]:
    """One rude sentence among fine ones, and as often only fine ones: of business or of talk, short and long."""
    rude = [e for e in found if e.known.get("toxicity", 0) >= 0.8 and len(e.text) < 120 and e.source != "lexicon"]
    short = [e for e in found if e.known.get("toxicity", 1) <= 0.1 and len(e.text) < 160]
    business = [e for e in short if e.source in BUSINESS]
    talk = [
        e for e in short if e.source in ("civil-part", "edos", "davidson", "everyday", "composed-kind", "talk-fine")
    ]
    for number in range(count):
        parts = rng.choices(talk if number % 4 < 2 else business, k=rng.choice((1, 2, 3, 4, 6)))
        if number % 2:
            parts.insert(rng.randint(0, len(parts)), rng.choice(rude))
        yield joined(parts, "mixed-rude" if number % 2 else "mixed-fine")


def among(found: Sequence[Example], count: int, rng: random.Random) -> Iterator[Example]:
    """One rude sentence between sentences of filings, as long as those are, and as often only the latter."""
    rude = [e for e in found if e.known.get("toxicity", 0) >= 0.8 and len(e.text) < 120 and e.source != "lexicon"]
    filed = [
        Example(text, e.known, e.source)
        for e in found
        if e.source == "paragraphs"
        for text in re.findall(r"[^.]{60,350}\.(?= |$)", e.text)
    ]
    for number in range(count):
        parts = rng.sample(filed, rng.choice((1, 2, 2, 3)))
        if number % 2:
            parts.insert(rng.randint(0, len(parts)), rng.choice(rude))
        yield joined(parts, "among-rude" if number % 2 else "among-fine")


def cut(names: Sequence[str], count: int, rng: random.Random) -> Iterator[Example]:
    """Notes and comparisons with names cut short, as ledgers cut them, which leaves odd ends of words."""
    short = [name[: rng.randint(4, 22)].strip() for name in rng.sample(names, min(count, len(names)))]
    for _ in range(count):
        one, other = (rng.choice((str, str.title))(name) for name in rng.sample(short, 2))
        amount, more = f"{rng.choice('$£€')}{rng.randint(1, 9999):,}", rng.choice(("less", "more"))
        yield Example(
            rng.choice(
                (
                    f"You spent {amount} {more} with {one} than with {other}.",
                    f"{one} cost you {amount} {more} than {other}.",
                    f"{one} and {other} come to {amount} together.",
                    f"Note: {amount} {more} went to {one} than to {other}.",
                    next(bookkeeping([one], 1, rng)),
                    next(bookkeeping([one, other], 1, rng)),
                )
            ),
            _CLEAN,
            "cut",
        )


def corpus(shared: Path, seed: int = 7) -> list[Example]:
    """Everything to train on, in a fixed order."""
    rng = random.Random(seed)
    found = [*natural(shared / "nsfw"), *clean(shared, rng, keep=False), *books(shared, (7, 11), keep=False)]
    names = [name for name in merchants(shared) if not held_out(name)]
    found += [Example(text, _CLEAN, "blunt") for text in plain(BLUNT, names, 9_000, rng)]
    found += [*examples(rng), *talk(rng)]
    invented = list(shops(9_000, rng))
    found += [Example(text, _CLEAN, "shops") for text in (*invented[::3], *bookkeeping(invented, 9_000, rng))]
    found += mixed(found, 20_000, rng)
    return [*found, *people(rng), *cut(names, 8_000, rng), *among(found, 10_000, rng), *remarks(rng)]
