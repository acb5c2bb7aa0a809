"""Cuts a text into clauses that each say one thing: levels, steps between them, and the reasons given."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from .mentions import Mention, find_mentions
from .spans import SENTENCE
from .statement_claims import VALUES, Clause, Level, Word, clause_of
from .statement_index import When
from .statement_rows import year_before
from .terms import Reading

MOST_VALUES = 40
_NEAR = 40
_SENTENCE = re.compile(rf"{SENTENCE}|;\s+")
_CLAUSE = re.compile(r",?\s+(?:while|whereas|whilst|but)\s+|,\s+and\s+")
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_MOVES = re.compile(
    r"\b(?:rose|fell|increased|decreased|declined|dropped|grew|climbed|went (?:up|down)|slipped)\b",
    re.IGNORECASE,
)
_DEGREE = r"(?:largely|partly|partially|primarily|mainly|principally|mostly)"
_REASON = re.compile(
    rf",?\s+(?:(?:and\s+)?(?:was|were|is|are)\s+)?(?:{_DEGREE}\s+)?"
    rf"(?:(?:driven|caused|offset|helped|supported)\s+(?:{_DEGREE}\s+)?by|(?:due|attributable|owing|thanks)\s+(?:{_DEGREE}\s+)?to"
    rf"|as\s+a\s+result\s+of|resulting\s+(?:{_DEGREE}\s+)?from|stemming\s+from|{_DEGREE}\s+from|because|reflecting)\b",
    re.IGNORECASE,
)
_HEDGE = r"(?:(?:about|approximately|nearly|over|roughly|around|some|a|an|almost|just|under|only)\s+)*"
_AGAINST = re.compile(
    r",?\s+(?:as\s+)?(?:(?:compared|against|in\s+comparison)\s*(?:to|with)?|versus|vs\.?)\s+", re.IGNORECASE
)
_STEP = re.compile(
    r"(?:,\s+|\s+\(|\s+[\u2013\u2014-]\s+|\s+(?=(?:was|were|is|are)\s+(?:up|down)\b))(?:or\s+|and\s+)?"
    r"(?:(?:which\s+)?(?:represent(?:s|ed|ing)|was|is|reflecting|marking|were|are)\s+)?"
    r"(?:an?\s+(?:[\w-]+\s+){0,3}?(?:increase|decrease|rise|fall|drop|decline|growth|gain|reduction|improvement|change)\b"
    r"|(?:up|down|increasing|decreasing)\b)",
    re.IGNORECASE,
)
_LEVEL = re.compile(
    rf"(?<!amounted)(?<!amounts)(?<!came)(?<!comes)(?<!compared),?\s+(?:from|to)\s+{_HEDGE}$", re.IGNORECASE
)
_FROM = re.compile(r",?\s+from\s", re.IGNORECASE)
_LIST = re.compile(
    r",?\s+(?:and|plus|with|including|which\s+included?s?|while)\s+|,\s+(?=[^,;()]{3,50}\sof\s\S{0,4}\d)", re.IGNORECASE
)
_YEAR_AGO = re.compile(
    r"\b(?:(?:a|one)\s+year\s+(?:ago|earlier|before)|(?:last|prior|previous|preceding)[\s-]year|the\s+year\s+before"
    r"|same\s+(?:period|quarter|months?|date)\s+(?:a|of\s+the|in\s+the|of)?\s*(?:last|prior|previous|preceding|year))",
    re.IGNORECASE,
)
_SAME_IN = re.compile(
    r"\b(?:same|corresponding|comparable)\s+(?:[\w-]+\s+)?(?:period|quarter|months)\s+(?:in|of)\b", re.IGNORECASE
)


def clauses(text: str, reading: Reading) -> list[Clause]:
    """The clauses of a text: each with its own values and times, and the line it speaks of."""
    found: list[Clause] = []
    earlier: Clause | None = None
    for start, end in _pieces(text, reading):
        cuts = [match.start() for match in _REASON.finditer(text, start, end)]
        for begin, stop in pairwise([start, *cuts, end]):
            clause = clause_of(text[begin:stop], begin, reading)
            if begin > start:
                found.append(_reason(clause, earlier))
            else:
                clause = _completed(clause, earlier)
                found += parts(clause, reading)
                earlier = clause if clause.words else earlier
    return _timed(found, text)


def _reason(clause: Clause, earlier: Clause | None) -> Clause:
    """A reason is for the times of what it explains; one without a value is not read."""
    times = clause.times or tuple((-1, when) for _, when in (earlier.times if earlier else ()))
    return replace(clause, times=times, aside=not clause.values)


def parts(clause: Clause, reading: Reading) -> list[Clause]:
    """Three clauses of "X rose 5% to 21 in 2023, compared with 20 in 2022", each of which names X itself."""
    cuts = _cuts(clause) if len(clause.values) <= MOST_VALUES else []
    if not cuts or not clause.text[: cuts[0]].strip():
        return [clause]
    first, *rest = [clause.text[a:b] for a, b in pairwise([0, *cuts, len(clause.text)])]
    lead = _lead(clause, len(first), reading)
    if not lead.strip():
        return [clause]
    whole = clause.whens
    head = clause_of(first, clause.start, reading)
    own = [when for at, when in clause.times if at < len(first)]
    found = [replace(head, words=_with_inherited(clause, head), times=_stamped(_first_times(head, own, whole)))]
    for at, text in zip(cuts, rest, strict=True):
        joined = text if _names_its_own(text, reading) else f"{lead} was{text}"
        part = clause_of(joined, clause.start + at - len(joined) + len(text), reading)
        part = replace(part, lead=len(joined) - len(text), times=_part_times(text, part, own, whole))
        found.append(part)
    found[0] = replace(found[0], levels=_levels(found))
    return [_set_against(part, found, at) for at, part in enumerate(found)]


def _set_against(part: Clause, found: list[Clause], at: int) -> Clause:
    """The step of "X was 21, up 5% from 20", or of "..., up from 20", between the levels before and behind it."""
    behind = found[at + 1] if 0 < at < len(found) - 1 else None
    if behind is None or not _STEP.match(part.text, part.lead) or not _FROM.match(behind.text, behind.lead):
        return part
    if len(found[0].values) != 1 or len(behind.values) != 1:
        return part
    return replace(part, levels=(_level(behind), _level(found[0])))


def _levels(found: list[Clause]) -> tuple[Level, ...]:
    """The values that the first of these clauses says its line went from and to, where the others state both."""
    if not found[0].cues & {"up", "down"}:
        return ()
    to, since = None, None
    for part in found[1:]:
        own = part.text[part.lead :].lstrip(" ,").lower()
        if len(part.values) == 1 and own.startswith("to "):
            to = to or _level(part)
        elif len(part.values) == 1 and (own.startswith("from ") or _AGAINST.match(part.text, part.lead)):
            since = since or _level(part)
    return (since, to) if since and to else ()


def _level(part: Clause) -> Level:
    value = part.values[0]
    return Level(value, part.start + value.start, part.start + value.end)


def _names_its_own(text: str, reading: Reading) -> bool:
    """Whether a part says what its value is of before it states it: "and payroll to 9", "against net income of 5"."""
    part = clause_of(text, 0, reading)
    first = part.values[0].start if part.values else 0
    named = sum(_telling(word) and word.start < first for word in part.words)
    return (_LIST.match(text) is not None and named > 0) or (_AGAINST.match(text) is not None and named > 1)


def _with_inherited(clause: Clause, head: Clause) -> tuple[Word, ...]:
    return tuple(word for word in clause.words if word.start < 0) + head.words


def _cuts(clause: Clause) -> list[int]:
    """Where a clause goes on to another level, or to the step between two."""
    text = clause.text
    starts = [value.start for value in clause.values]
    steps = {match.start() for match in _STEP.finditer(text) if any(start < match.start() for start in starts)}
    found = set(steps)
    found |= {match.start() for match in _AGAINST.finditer(text) if _states_next(clause, match.end())}
    for value in clause.values:
        near = max(0, value.start - _NEAR)
        level = _LEVEL.search(text[near : value.start])
        if level and (_steps(clause, near + level.start()) or any(cut < near + level.start() for cut in found)):
            found.add(near + level.start())
    found |= _lists(clause)
    bounds = pairwise([*sorted(found), len(text)])
    return [
        cut
        for cut, end in bounds
        if any(cut < start < end for start in starts) or (cut in steps and _FROM.match(text, end))
    ]


def _lists(clause: Clause) -> set[int]:
    """Where a clause goes on to a value of another thing: "rent came to 5 and payroll to 9"."""
    found: set[int] = set()
    if "respectively" in clause.text.lower():
        return found
    for value, following in pairwise(clause.values):
        conjunction = _LIST.search(clause.text, value.end)
        if conjunction is None or conjunction.start() >= following.start:
            continue
        if any(_telling(w) and value.end <= w.start < following.start for w in clause.words):
            found.add(conjunction.start())
    return found


def _telling(word: Word) -> bool:
    return not word.cue and not word.term[0].isdigit()


def _states_next(clause: Clause, at: int) -> bool:
    """Whether what comes next is a value, not a time that the value before is set against."""
    value = min((value.start for value in clause.values if value.start >= at), default=None)
    return value is not None and not any(at <= start < value for start, _ in clause.times)


def _steps(clause: Clause, before: int) -> bool:
    return any(word.cue in {"up", "down", "change"} and word.start < before for word in clause.words)


def _lead(clause: Clause, end: int, reading: Reading) -> str:
    """What a clause speaks of: its words up to the first value or verb of movement, without times and values."""
    text = clause.text[:end]
    stops = [value.start for value in clause.values if value.start < end]
    stops += [word.start for word in clause.words if word.start >= 0 and word.cue in {"up", "down"}]
    blank = _blanked(text, reading)
    stop = min(stops, default=end)
    named = [w for w in clause.words if w.start < stop and _telling(w)]
    lead = blank[:stop] if named else "".join(blank)
    inherited = " ".join(w.term for w in clause.words if w.start < 0 and _telling(w))
    return f"{inherited} {lead}".strip()


def _blanked(text: str, reading: Reading) -> str:
    """The text with spaces for its values, its times, and its words of movement."""
    chars = list(text)
    spans = [
        (m.start, m.end)
        for m in find_mentions(text, day_first=reading.day_first)
        if m.kind in VALUES | {"day", "period"} or m.period
    ]
    spans += [match.span() for match in _MOVES.finditer(text)]
    for start, end in spans:
        chars[start:end] = " " * (end - start)
    return "".join(chars)


def _stamped(times: Sequence[When]) -> tuple[tuple[int, When], ...]:
    return tuple((-1, when) for when in times)


def _first_times(head: Clause, own: list[When], whole: list[When]) -> list[When]:
    moves = bool(head.cues & {"up", "down", "change"})
    return whole if moves and (len(whole) == 2 or not own) else own


def _part_times(text: str, part: Clause, own: list[When], whole: list[When]) -> tuple[tuple[int, When], ...]:
    """The times of a further part: its own, those of the whole for a step, else as "from", "to" and "versus" imply."""
    if _STEP.match(text):
        return _stamped(whole)
    latest = (own or whole)[-1:]
    if _YEAR_AGO.search(text):
        return _stamped([w for when in latest if (w := year_before(when))])
    if part.times and _SAME_IN.search(text) and latest and part.times[0][1].bare_year:
        return _stamped([_in_year(latest[0], part.times[0][1].year)])
    if part.times:
        return part.times
    if _LIST.match(text) and not _AGAINST.match(text):
        return _stamped(own or whole)
    if text.lstrip(" ,").lower().startswith("to "):
        return _stamped(whole[-1:])
    if len(whole) >= 2 and text.lstrip(" ,").lower().startswith("from "):
        return _stamped(whole[:1])
    return _stamped([w for when in latest if (w := year_before(when))])


def _in_year(when: When, year: int) -> When:
    found: When | None = when
    while found and found.year > year:
        found = year_before(found)
    return found or when


def _timed(found: list[Clause], text: str) -> list[Clause]:
    """Clauses without a time take that of the one behind: "A was 5 and B 9 in 2019", "A fell and B rose in 2019"."""
    if len(found) == 2 and not found[0].times and found[1].times and not found[0].values:
        return [replace(found[0], times=_stamped(found[1].whens)), found[1]]
    given = False
    for at in range(len(found) - 1, 0, -1):
        one, behind = found[at - 1], found[at]
        given = (given or _ends_in_time(behind)) and not one.times and bool(one.values) and not one.aside
        if given and _SENTENCE.search(text, one.span[0], behind.span[0] + 1):
            given = False
        if given:
            found[at - 1] = replace(one, times=_stamped(behind.whens))
    return found


def _ends_in_time(clause: Clause) -> bool:
    """Whether a clause has one time, behind all its values."""
    return len(clause.times) == 1 and bool(clause.values) and clause.times[0][0] > clause.values[-1].start


def _completed(clause: Clause, earlier: Clause | None) -> Clause:
    """A clause that names no line of its own ("in 2018 it was ...") speaks of the line named before."""
    if earlier is None:
        return clause
    if any(_telling(word) for word in clause.words):
        if clause.times or clause.values:
            return clause
        return replace(clause, times=tuple((-1, when) for _, when in earlier.times))
    named = tuple(replace(word, start=-1) for word in earlier.words if not word.cue)
    times = clause.times or tuple((-1, when) for _, when in earlier.times)
    return replace(clause, words=(*named, *clause.words), times=times)


def _pieces(text: str, reading: Reading) -> list[tuple[int, int]]:
    pieces = []
    for start, end in _cut(text, 0, len(text), _SENTENCE):
        found = _cut(text, start, end, _CLAUSE)
        whole = all(_MOVES.search(text, a, b) or _states(text[a:b], reading) for a, b in found)
        pieces += _moves_apart(text, found if whole else [(start, end)])
    return pieces


def _states(text: str, reading: Reading) -> bool:
    return any(mention.kind in VALUES for mention in find_mentions(text, day_first=reading.day_first))


def _moves_apart(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pieces such as "A fell and B rose", cut at the "and" between the two."""
    found = []
    for start, end in pieces:
        cut = next((m for m in _AND.finditer(text, start, end) if _moves_both(text, start, m, end)), None)
        found += [(start, cut.start()), (cut.end(), end)] if cut else [(start, end)]
    return found


def _moves_both(text: str, start: int, cut: re.Match[str], end: int) -> bool:
    left, right = _MOVES.search(text, start, cut.start()), _MOVES.search(text, cut.end(), end)
    return left is not None and right is not None and right.start() > cut.end() + 1


def _cut(text: str, start: int, end: int, at: re.Pattern[str]) -> list[tuple[int, int]]:
    bounds, last = [], start
    for match in at.finditer(text, start, end):
        bounds.append((last, match.start()))
        last = match.end()
    bounds.append((last, end))
    return [(a, b) for a, b in bounds if text[a:b].strip()]


def paired(clause: Clause) -> list[tuple[Mention, When | None]]:
    """Each value with the time it is for, as the order of values and times in the clause tells."""
    values, times = clause.values, clause.times
    if len(times) == 0:
        return [(value, None) for value in values]
    if len(times) == 1:
        return [(value, times[0][1]) for value in values]
    if len(values) == len(times) and _apart(values, times):
        return [(value, when) for value, (_, when) in zip(values, times, strict=True)]
    return [(value, _nearest(value, values, times)) for value in values]


def _apart(values: Sequence[Mention], times: Sequence[tuple[int, When]]) -> bool:
    places = [value.start for value in values]
    stamps = [start for start, _ in times]
    return max(places) < min(stamps) or max(stamps) < min(places)


def _nearest(value: Mention, values: Sequence[Mention], times: Sequence[tuple[int, When]]) -> When | None:
    """The time that follows the value before the next one does, else the last time before it."""
    following = min((v.start for v in values if v.start > value.start), default=10**9)
    for start, when in times:
        if value.end <= start < following:
            return when
    before = [when for start, when in times if start < value.start]
    return before[-1] if before else None
