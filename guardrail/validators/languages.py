"""Which language a sentence is in, told by its script and its commonest words; a light check, not a classifier."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import regex

from ..grounding.spans import sentence_spans
from ..types import Span

_LEAST = 3
_WORDS = re.compile(r"[^\W\d_]+")

# The commonest words that say in which language a sentence is; those that English has too are left out.
_COMMON: Mapping[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "english": """the of and to is was were that this with for from by are has have had which it its you your we our
            they their not at be been or as will would than what when there in on an all more about after""",
        "german": """der das und ist nicht mit für auf von dem den ein eine einer eines wurde wurden sich auch bei nach
            wir ihr haben hat sind sie über zum zur aus oder als einen beträgt""",
        "french": """le les des est une du dans pour qui que sur pas avec sont par aux été vous nous ce cette plus ses
            leur ont avez mais où et""",
        "spanish": """el los las del que una por con para es su fue se más como pero sus han este esta son usted y al
            lo entre cuando""",
        "italian": """il di che gli della delle dei per una sono con non è da nel nella alla più anche questo questa ha
            stato sulla ai le dal""",
        "portuguese": """os da das que em um uma para com não por mais dos foi são pelo pela ao você seu sua mas no na
            às é ou foram""",
        "dutch": """het een van en dat niet op te zijn met voor aan er ook als bij wordt uit naar werd heeft u hij deze
            door maar""",
    }.items()
}
_SCRIPTS = "Cyrillic Greek Arabic Hebrew Devanagari Thai Hangul Hiragana Katakana Han".split()
_OTHER_SCRIPT = regex.compile("|".join(rf"\p{{Script={name}}}[\p{{Script={name}}}\s]{{2,}}" for name in _SCRIPTS))

LANGUAGES = tuple(_COMMON)


def foreign_parts(text: str, language: str) -> Iterator[tuple[Span, str]]:
    """Stretches of `text` that are not in `language`, and what they are in.

    A sentence counts that has three or more of another language's commonest words and at least twice as many as its
    own; so do three letters or more in a script that is not Latin. Shorter fragments are not told.
    """
    yield from ((Span(*match.span()), "another script") for match in _OTHER_SCRIPT.finditer(text))
    for start, end in sentence_spans(text):
        words = [word.lower() for word in _WORDS.findall(text, start, end)]
        counts = {name: sum(word in common for word in words) for name, common in _COMMON.items()}
        own = counts.pop(language)
        other = max(counts, key=lambda name: counts[name])
        if counts[other] >= max(_LEAST, 2 * own):
            yield Span(start, end), other.capitalize()
