"""How many rude texts are still found once their rude words are disguised, by way of disguise."""

from __future__ import annotations

import base64
import random
import re
from collections.abc import Callable, Collection, Mapping, Sequence

from guardrail.validators.nsfw import Classifier

_LEET = str.maketrans("aeiost", "431057")
_ALIKE = str.maketrans("aceopxyi", "асеорхуі")
_TURNED = str.maketrans("acefghiklmrtvwybdnpqu", "ɐɔǝɟƃɥᴉʞꞁɯɹʇʌʍʎqpudbn")
WAYS: Mapping[str, Callable[[str], str]] = {
    "digits for letters": lambda word: word.translate(_LEET),
    "a star inside": lambda word: word[0] + "*" + word[2:],
    "spaces": " ".join,
    "dots": ".".join,
    "stretched": lambda word: word[0] + word[1] * 4 + word[2:],
    "a letter missing": lambda word: re.sub(r"(?<=.)[aeiou](?=.)", "", word, count=1),
    "two letters swapped": lambda word: word[0] + word[2] + word[1] + word[3:],
    "look-alike letters": lambda word: word.translate(_ALIKE),
    "zero-width marks": "\u200b".join,
    "combining marks": "\u0336".join,
    "full width": lambda word: "".join(chr(ord(c) + 0xFEE0) for c in word),
    "upside down": lambda word: word[::-1].translate(_TURNED),
    "base64": lambda word: base64.b64encode(f"you {word}".encode()).decode(),
}


def found_again(
    classifier: Classifier, texts: Sequence[str], bands: Mapping[str, float], watched: Collection[str]
) -> dict[str, float]:
    """For each way the share of texts found plain that are found disguised."""
    rude = re.compile(rf"\b({'|'.join(sorted((w for w in watched if len(w) > 3), key=len, reverse=True))})\b")
    plain = [text.lower() for text in texts if len(text) < 300 and rude.search(text.lower())]
    random.Random(3).shuffle(plain)
    plain = [text for text in plain[:150] if _found(classifier, text, bands)]
    shares = {}
    for way, bend in WAYS.items():
        again = [_found(classifier, rude.sub(lambda word, bend=bend: bend(word[0]), text), bands) for text in plain]
        shares[way] = sum(again) / max(1, len(again))
    return shares


def _found(classifier: Classifier, text: str, bands: Mapping[str, float]) -> bool:
    return any(classifier.score([text])[0][label] >= least for label, least in bands.items())
