"""Questions about a report turned into the statements that answer them, in a person's words."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


class Frame(NamedTuple):
    """A statement with `{}` where the answer goes; `{dir:up|down}` is a word that depends on its sign."""

    text: str

    @property
    def directed(self) -> bool:
        return "{dir:" in self.text

    def fill(self, answer: str, *, up: bool = True) -> str:
        """The statement with `answer`, which may itself hold braces or backslashes."""
        text = re.sub(r"\{dir:([^|}]*)\|([^}]*)\}", lambda m: m[1] if up else m[2], self.text)
        return capital(text.replace("{}", answer))


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def tidy(question: str) -> str:
    """The question on one line without its question mark and stray spaces."""
    text = re.sub(r"\s+", " ", question).strip().rstrip("?").strip()
    return re.sub(r"\s+,", ",", text).rstrip(",")


_PERIOD = (
    r"(?:(?:in|for|during|as of|as at|at|at the end of|over|across|from|between) "
    r"(?:(?:the )?(?:fiscal |financial )?(?:years? )?(?:ended |ending )?(?:the )?)?"
    r"(?:[A-Z][a-z]+ \d{1,2},? ?)?(?:\d{1,2} [A-Z][a-z]+ )?(?:FY ?)?\d{2,4}[\d/]*"
    r"(?:(?:,? and|,? to| ?-|,) (?:[A-Z][a-z]+ \d{1,2}, )?(?:FY ?)?\d{2,4})*)"
)
_TAIL = re.compile(rf"^(?P<what>.+?),? (?P<when>{_PERIOD})$")
_CHANGE = re.compile(
    r"^(?:the )?(?:total |year on year |year-on-year |global )?"
    r"(?:(?:percentage|percent|%) )?(?:change|increase(?: ?/ ?\(? ?decrease\)?)?)"
    r"(?: ?\(%\))? (?:in|of|for) (?P<what>.+?)"
    r"(?P<when>,? (?:from|between|in) (?:\D*)(?:19|20)\d\d.*)$"
)


def change_frames(subject: str) -> list[Frame]:
    """Other ways to say "the change in X from 2018 to 2019 was ..."; empty when the question is not one."""
    found = _CHANGE.match(subject)
    if not found or re.search(r" from,? .* (?:from|between) ", subject):
        return []
    what, when = found["what"], found["when"].lstrip(",")
    if re.match(r"(?:the )?(?:company's )?(?:change|percentage|increase|decrease)", what, re.IGNORECASE):
        return []
    return [
        Frame(what + " {dir:increased|decreased} by {}" + when),
        Frame(what + " {dir:rose|fell} by {}" + when),
        Frame(what + " {dir:went up|went down} {}" + when),
        Frame(what + " was {dir:up|down} {}" + when),
        Frame("there was {dir:an increase|a decrease} of {} in " + what + when),
        Frame(when.strip() + ", " + what + " {dir:grew|declined} by {}"),
        Frame(what + " saw {dir:an increase|a decline} of {}" + when),
    ]


def subject_frames(subject: str, verb: str) -> list[Frame]:
    """Ways to say that `subject` is the answer."""
    frames = [Frame(f"{subject} {verb} {{}}")] * 3
    tail = _TAIL.match(subject)
    if not tail or re.search(r"\b(?:19|20)\d\d\b|\bpercentage of\b", tail["what"]):
        return [*frames, Frame(f"{subject} came to {{}}"), Frame(f"{{}} {verb} {subject}")]
    what, when = tail["what"], tail["when"]
    frames += [
        Frame(f"{what} {verb} {{}} {when}"),
        Frame(f"{when}, {what} {verb} {{}}"),
        Frame(f"{what} amounted to {{}} {when}"),
        Frame(f"{when}, {what} came in at {{}}"),
    ]
    if re.match(r"the (?!average|difference|change|percentage|increase|decrease|ratio|sum|prop)", what):
        frames.append(Frame(f"the company reported {what[4:]} of {{}} {when}"))
    return frames


def _what_is(found: re.Match[str]) -> list[Frame]:
    verb, subject = found["verb"].lower(), found["subject"]
    if re.match(r"(?:it|this|that|there|included|used|paid)\b", subject):
        return []
    return subject_frames(subject, verb)


def _fronted(found: re.Match[str]) -> list[Frame]:
    front, verb, subject = found["front"], found["verb"].lower(), found["subject"]
    return [Frame(f"{front}, {subject} {verb} {{}}"), Frame(f"{subject} {verb} {{}} {lower(front)}")]


def _how_much(found: re.Match[str]) -> list[Frame]:
    verb, subject = found["verb"].lower(), found["subject"]
    if re.match(r"\w+ed\b(?! (?:by|in) the table)", subject) and not subject.startswith("accrued"):
        return [Frame(f"{{}} {verb} {subject}")]
    return subject_frames(subject, verb)


_PAST = {
    "increase": "increased", "decrease": "decreased", "decline": "declined", "grow": "grew",
    "rise": "rose", "fall": "fell", "drop": "dropped",
}  # fmt: skip


def _how_much_did(found: re.Match[str]) -> list[Frame]:
    rest = re.sub(r"^\s*by\b", "", found["rest"]).strip()
    text = f"{found['subject']} {_PAST[found['move'].lower()]} by {{}} {rest}"
    return [Frame(text.strip())]


def _share_of(found: re.Match[str]) -> list[Frame]:
    return [Frame(f"{{}} of {found['rest']}")]


def _how_many(found: re.Match[str]) -> list[Frame]:
    return [Frame(f"{{}} {found['noun']} {found['verb']} {found['rest']}")]


def _how_many_there(found: re.Match[str]) -> list[Frame]:
    return [Frame(f"there {found['verb']} {{}} {found['noun']} {found['rest']}".strip())]


def _how_many_years(found: re.Match[str]) -> list[Frame]:
    subject, move, rest = found["subject"], found["move"], found["rest"]
    unit = found["unit"]
    past = {"exceed": "exceeded", "have": "had", "be": "was"}[move]
    return [
        Frame(f"{subject} {past} {rest} in {{}} {unit}"),
        Frame(f"in {{}} of the {unit} shown, {subject} {past} {rest}"),
    ]


Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], list[Frame]]]
_RULES: Sequence[Rule] = tuple(
    (re.compile(pattern, re.IGNORECASE), build)
    for pattern, build in (
        (r"what (?:percentage|percent|per cent|%) of (?P<rest>.+ (?:is|was|are|were) .+)", _share_of),
        (r"what (?P<verb>is|was|are|were) (?P<subject>.+)", _what_is),
        (
            r"(?P<front>(?:in|as of|as at|for|at|during|between|from|within|across|among) .+?),? "
            r"(?:what|how much) (?P<verb>is|was|are|were) (?P<subject>.+)",
            _fronted,
        ),
        (r"how much of (?P<rest>.+)", _share_of),
        (
            r"how much did (?P<subject>.+?) (?P<move>increase|decrease|decline|grow|rise|fall|drop)"
            r"(?P<rest>(?: by)?(?: .*)?)",
            _how_much_did,
        ),
        (r"how much (?P<verb>is|was|are|were) (?P<subject>.+)", _how_much),
        (
            r"how many (?P<unit>years|quarters) did (?P<subject>.+?) (?P<move>exceed|have) (?P<rest>.+)",
            _how_many_years,
        ),
        (r"how many (?P<noun>.+?) (?P<verb>are|were|is|was) there\b ?(?P<rest>.*)", _how_many_there),
        (r"how many (?P<noun>[\w\- ]+?) (?P<verb>are|were|is|was|had|have) (?P<rest>.+)", _how_many),
    )
)


def frames(question: str) -> list[Frame]:
    """Statements that answer `question` with one figure or phrase; empty when no rule reads it cleanly."""
    text = re.sub(r" respectively\b,?|\brespective ", " ", tidy(question))
    text = re.sub(r"\s+", " ", text).strip()
    if re.search(r"\b(?:what|how|which|why|who)\b.*\b(?:what|how|which|why|who)\b", text, re.IGNORECASE):
        return []
    for pattern, build in _RULES:
        found = pattern.fullmatch(text)
        if found:
            return build(found)
    return []


def change_subject(question: str) -> str | None:
    """What follows "What is/was" in `question`."""
    found = re.fullmatch(r"(?:what|how much) (?:is|was|are|were) (?P<subject>.+)", tidy(question), re.IGNORECASE)
    return found["subject"] if found else None


_RANK = r"(?P<rank>(?:the )?(?:largest|larger|highest|higher|lowest|lower|smallest|smaller|greatest|greater))"
_WHICH_SUBJECT = re.compile(
    rf"(?:in )?which (?:fiscal |financial )?(?:year|period)s? (?:was|were|is|are) (?P<what>.+?) {_RANK}",
    re.IGNORECASE,
)
_WHICH_HAS = re.compile(
    rf"which (?:fiscal |financial )?(?:year|period) (?:has|had|have) (?:an? )?{_RANK} (?P<what>.+)",
    re.IGNORECASE,
)
_WHICH_LIMIT = re.compile(
    r"in which (?:year|period)s? (?P<verb>was|were|is|are) (?P<what>.+?) "
    r"(?P<limit>(?:less|greater|more|lower|higher) than .+|negative|positive)",
    re.IGNORECASE,
)


def rank_frames(question: str, years: Sequence[str]) -> list[Frame]:
    """Statements that name the year in which something was largest; `years` are all those it could be."""
    text = tidy(question)
    found = _WHICH_SUBJECT.fullmatch(text) or _WHICH_HAS.fullmatch(text)
    if not found:
        return _limit_frames(text)
    what, rank = found["what"], found["rank"].removeprefix("the ").lower()
    base = {"larger": "largest", "higher": "highest", "lower": "lowest", "smaller": "smallest"}
    top = base.get(rank, "greatest" if rank == "greater" else rank)
    made = [
        Frame(f"{what} was {top} in {{}}"),
        Frame(f"{{}} had the {top} {re.sub('^(?:the|an?) ', '', what)}"),
        Frame(f"in {{}}, {what} was the {top}"),
    ]
    if len(years) == 2:
        comparative = {v: k for k, v in base.items()}.get(top, "greater" if top == "greatest" else top)
        made.append(Frame(f"{what} was {comparative} in {{}} than in {{other}}"))
    elif len(years) > 2:
        made.append(Frame(f"{what} was the {top} in {{}} among the {WORDS[min(len(years), 10)]} years"))
    return made


def _limit_frames(text: str) -> list[Frame]:
    found = _WHICH_LIMIT.fullmatch(text)
    if not found:
        return []
    verb = {"is": "was", "are": "were"}.get(found["verb"].lower(), found["verb"].lower())
    said = f"{found['what']} {verb} {found['limit']}"
    return [Frame(f"in {{}}, {said}"), Frame(f"{said} in {{}}")]


def several_frames(question: str, number: int) -> list[Frame]:
    """Statements with `{0}`, `{1}` ... for the values of several years or rows."""
    text = re.sub(r",? ?\brespectively\b|\brespective ", " ", tidy(question))
    text = re.sub(r"\s+", " ", text).strip()
    found = re.fullmatch(r"(?:what|how much) (is|was|are|were) (.+)", text, re.IGNORECASE)
    if not found or number < 2:
        return []
    verb, subject = found[1].lower(), found[2]
    listed = ", ".join(f"{{{i}}}" for i in range(number - 1)) + f" and {{{number - 1}}}"
    tail = re.fullmatch(r"(?P<what>.+?),? (?P<by>in|for|at|as of|as at) (?P<when>[^,]*\d{4}.*)", subject)
    years = re.findall(r"\b(?:19|20)\d\d\b", tail["when"]) if tail else []
    if not tail or len(years) != number:
        return [Frame(f"{subject} {verb} {listed}, respectively")] if " and " in subject else []
    what, by, when = tail["what"], tail["by"], tail["when"]
    each = [f"{{{i}}} in {year}" for i, year in enumerate(years)]
    return [
        Frame(f"{what} {verb} {listed} {by} {when}, respectively"),
        Frame(f"{by} {when}, {what} {verb} {listed}, respectively"),
        Frame(f"{what} {verb} {', '.join(each[:-1])} and {each[-1]}"),
        Frame(f"in {years[0]}, {what} {verb} {each[0].split()[0]}; in {years[1]} it was {{1}}")
        if number == 2
        else Frame(f"{what} {verb} {', '.join(each)}"),
    ]


def fill_several(frame: Frame, said: Sequence[str]) -> str:
    """The statement with one value for each place."""
    return capital(re.sub(r"\{(\d)\}", lambda m: said[int(m[1])], frame.text))


def lower(text: str) -> str:
    """`text` to stand inside a sentence."""
    return text[:1].lower() + text[1:]


def pick(rng: random.Random, made: Sequence[Frame]) -> Frame:
    return made[rng.randrange(len(made))]
