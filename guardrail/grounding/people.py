"""Finds people in a text by how people are called, so that their names can be kept from others.

It would rather take a word too many for a name than let a name pass; what a ledger says is not read from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .name_words import POSSESSIVE, fold
from .ordinary_words import NO_PART, is_ordinary
from .vocabulary import any_of, vocabulary

HONORIFICS = vocabulary("mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend fr herr frau mme señor")
GIVEN = vocabulary(
    """aaron abdul abigail adam adriana agnes ahmed aidan aisha akira alan albert alejandro alex alexander alice
    alicia alison amanda amara amelia amir amit amy ana anders andre andrea andreas andrew andrzej angela anika
    anil anita anja ann anna anne annette anthony antonio arjun arthur ashok astrid audrey ava barbara bartosz
    beatrice beatriz ben benedict benjamin bernard beth bianca birgit bjorn bogdan boris brenda brendan brian
    bridget bruce bruno callum camila carl carla carlos carmen carol caroline catherine cecilia charles charlotte
    chiara chloe chris christian christina christine christopher claire claudia clive colin connor craig cristina
    damian daniel daniela danielle darren david dawn deborah deepak denise dennis derek diana diego dimitri dmitri
    dominic donald donna dorothy douglas duncan edith eduardo edward eileen eleanor elena eli elizabeth ella ellen
    elsa emeka emily emma enrique enzo eric erik esther eugene eva evelyn fabio farah fatima felix fernando fiona
    florian francesca francesco francis francois frederick gabriel gareth gary geoffrey george georgia gerald
    giorgio giovanni giulia gordon graham greta guy hamish hannah hans harold harriet harry hassan heather heidi
    helen helena helga henrik henry hilary hiroshi howard hugh hugo ian ibrahim imran ines ingrid irina isaac
    isabel isabella ivan jacek jacob jacqueline jamal james jamie jan jane janet janice jasmine jason javier jean
    jeffrey jennifer jens jeremy jessica jill jim joan joanna joao joe johan johannes john jonas jonathan jorge
    jose joseph joshua juan judith julia julian julie karen karim karin karl katarzyna kate katherine kathleen
    kathryn katja keiko keith kelly kenneth kerstin kevin kimberly klaus krzysztof lars laura lauren lee leila leo
    leon leonard lesley leslie lewis liam lidia linda lisa lorenzo lorraine louis louise luca lucia lucy luis lukas
    luke lydia magdalena magnus malcolm marcel marco marcus margaret maria marie marion marta martha martin martina
    mary mateo matteo matthew maureen maya megan mehmet melanie melissa mia michael michelle miguel mikhail milan
    mohamed mohammad mohammed monica morgan muhammad nadia nancy naomi natalia natalie natasha nathan neil niamh
    nicholas nicola nicolas nicole nigel nikhil nikolai nina noah nora oleg olga oliver olivia omar oscar pablo
    pamela paolo patricia patrick paul paula pauline pedro penelope peter petra philip philippa phoebe pierre piotr
    prakash priya rachel rahul raj rajesh ralph raymond rebecca rhys ricardo richard robert roberta roberto robin
    roger roland roman ronald rosa rosemary ross roxanne rupert russell ruth ryan salma sam samantha samir samuel
    sandra sanjay sara sarah scott sean sebastian sergei sergio sharon sheila shirley simon simone siobhan sofia
    sonia sophia sophie stanislav stefan stefano stella stephanie stephen steve steven stewart stuart sunita suresh
    susan suzanne svetlana sylvia tamara tanya tariq terence teresa thandi theodore theresa thomas tim timothy
    tobias tom tomasz tony tracey tracy trevor ulrich ursula valentina valerie vanessa vera veronica victor
    victoria vijay vikram vincent virginia vivian vladimir walter wanda warren wei wendy werner wilhelm william
    xavier yasmin yolanda yuki yusuf yvonne zainab zara zoe zofia"""
)
"""Given names that are hardly ever anything else."""
ALSO_WORDS = vocabulary("mark rose grace bill will may june april grant frank jack rob pat art sue ray drew chase hope")
"""Given names that are plain words too: they count where a second name follows."""
_PARTICLES = vocabulary("van von der den de da di del della la le du al bin ibn ter")
_BEFORE = re.compile(
    r"(?i:\b(?:dear|hi|hello|hey|cc|attn|attention|regards|sincerely|thanks|cheers|signed(?: off)?(?: by)?|"
    r"(?:approved|requested|claimed|prepared|reviewed|submitted|authorised|authorized|bought|ordered) by|cardholder|"
    r"employee|colleague|contact|spoke (?:to|with)|asked))(?:\s*[,:]\s*|\s+)"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\.[ ]?){1,3}(?=[A-Z][\w'’-]+)")
_TITLE = re.compile(rf"(?<![\w.])(?i:{any_of(HONORIFICS)})\.?[ ]+(?=[^\W\d_])")
_PART = r"([^\W\d_]\.?(?![\w'’-])|[^\W\d_][\w'’-]*)"
_FIRST, _NEXT = re.compile(_PART), re.compile(rf"[ ]{_PART}")
_GOES_ON = re.compile(r"[ ][^\W\d_]")
_COMMA = re.compile(r"([^\W\d_][\w'’-]+), $")
_POSSESSIVE = re.compile(r"['’][sS]$")
_LONGEST = 4
_FAMILY = 30


def find_people(text: str) -> list[tuple[int, int]]:
    """Where people are named in a text, in order and without overlap.

    Told by a given name, an honorific, initials or a word such as "Dear" or "approved by" before them; and again by the
    family name alone, once it was found with a given name.
    """
    small = not any(map(str.isupper, text))
    found = sorted({*_by_given(text, small=small), *_by_sign(text, small=small)})
    families = {fold(words[-1]) for start, end in found if (words := _WORD.findall(text[start:end]))}
    again = [m.span() for m in _WORD.finditer(text) if _is_name(m[0], small=small) and fold(_bare(m[0])) in families]
    return _joined(text, sorted({*found, *again}))


def _by_given(text: str, *, small: bool) -> Iterator[tuple[int, int]]:
    """Names that begin with a given name, or end with one behind a comma: "Ruiz, Ana"."""
    for match in _WORD.finditer(text):
        word = fold(_bare(match[0]))
        end = _end(text, match.end(), small=small)
        given = word.partition("-")[0] in GIVEN or (word in ALSO_WORDS and end > match.end())
        if given and _is_name(match[0], small=small, given=True):
            last = _COMMA.search(text, max(0, match.start() - _FAMILY), match.start())
            swapped = last is not None and end == match.end() and _is_name(last[1], small=small)
            yield last.start() if last and swapped else match.start(), _without_possessive(text, end)


def _by_sign(text: str, *, small: bool) -> Iterator[tuple[int, int]]:
    """Names behind an honorific, initials, or words that a person's name follows."""
    for pattern, kept in ((_TITLE, True), (_INITIALS, True), (_BEFORE, False)):
        for match in pattern.finditer(text):
            end = _end(text, match.end(), small=small, first=True)
            if end > match.end():
                yield match.start() if kept else match.end(), _without_possessive(text, end)


def _end(text: str, at: int, *, small: bool, first: bool = False) -> int:
    """Where a name that has reached `at` ends: behind the capitals, initials and particles that go on with it."""
    for _ in range(_LONGEST):
        match = (_FIRST if first else _NEXT).match(text, at)
        if match is None:
            return at
        particle = fold(match[1]) in _PARTICLES and _GOES_ON.match(text, match.end())
        if not particle and not _is_name(match[1].rstrip("."), small=small):
            return at
        at, first = match.end() - (match[1].endswith(".") and len(match[1]) > 2), False
    return at


def _is_name(word: str, *, small: bool, given: bool = False) -> bool:
    """Whether a word is written as a name is: with a capital, or in a text without any as no plain word."""
    if fold(word) in NO_PART and not given:
        return False
    if small:
        return given or not (is_ordinary(fold(_bare(word))) or len(word) < 3)
    return word[:1].isupper() and (given or not is_ordinary(word.lower()) or word[1:].islower())


def _bare(word: str) -> str:
    return _POSSESSIVE.sub("", word)


def _without_possessive(text: str, end: int) -> int:
    return end - 2 if text[end - 2 : end] in POSSESSIVE else end


def _joined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans without overlap: what overlaps is one."""
    joined: list[tuple[int, int]] = []
    for start, end in ((start, _without_possessive(text, end)) for start, end in spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif end > start:
            joined.append((start, end))
    return joined
