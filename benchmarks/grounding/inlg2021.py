"""Marks the mistakes in 60 machine-written basketball reports, and compares the marks with those of people.

The INLG 2021 shared task on evaluating accuracy (Thomson and Reiter, "Generation Challenges: Results of the
Accuracy Evaluation Shared Task") counts so, and so does this:

- A mistake is a run of tokens with a category: NUMBER, NAME, WORD, CONTEXT, NOT_CHECKABLE or OTHER. Marks of
  one submission do not overlap.
- Each mistake of the people, in the order of the text, takes the first mark left that shares a token with it, and
  uses it up. Recall is mistakes that got a mark over all mistakes, precision the same over all marks.
- For one category, only its mistakes and only marks that carry it are compared.
- Of tokens: recall is marked tokens that are in a mistake over all tokens in mistakes, precision over all marked
  tokens.

What the guard finds and does not call supported becomes a mark: NUMBER on a value, NAME on a name. A sentence of which
it says only that it could not be checked is not marked. The source is the box score and the line of each team; who
plays whom next is not in it. The words of basketball are in `rules-basketball/`, and none are in the code.

    python -m benchmarks.grounding.inlg2021 --half seen --show 5
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import guardrail
from guardrail import Finding, Guard, Source

RULES = Path(__file__).parent / "rules-basketball"
FILE = "grounding/inlg2021_train.jsonl.gz"
CATEGORIES = ("NUMBER", "NAME", "WORD", "CONTEXT", "NOT_CHECKABLE", "OTHER")
_TEXT_COLUMNS = {"FIRST_NAME", "SECOND_NAME", "PLAYER_NAME", "TEAM_CITY", "START_POSITION"}
_RENAMED = {"TO": "TOV"}


@dataclass(frozen=True)
class Mark:
    """A mistake: the first and last of its tokens, counted from 0, and its category."""

    first: int
    last: int
    category: str

    @property
    def tokens(self) -> frozenset[int]:
        return frozenset(range(self.first, self.last + 1))


@dataclass(frozen=True)
class Game:
    """A text with its source, its tokens' places, and the mistakes that people marked."""

    id: str
    text: str
    source: Source
    tokens: tuple[tuple[int, int], ...]
    gold: tuple[Mark, ...]


def read_games(data: Path) -> list[Game]:
    with gzip.open(data / FILE, "rt", encoding="utf-8") as lines:
        return [_game(json.loads(line)) for line in lines]


def _game(row: Mapping[str, Any]) -> Game:
    tokens = tuple(_places(row["text"], row["tokens"]))
    gold = [Mark(int(e["doc_token_start"]) - 1, int(e["doc_token_end"]) - 1, e["type"]) for e in row["errors"]]
    return Game(row["id"], row["text"], source_of(row), tokens, tuple(sorted(gold, key=lambda mark: mark.first)))


def _places(text: str, tokens: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where each token stands in the text; one that is not found there stands at the end of the one before."""
    at = 0
    for token in tokens:
        start = text.find(token, at)
        if 0 <= start - at <= 3:
            at = start + len(token)
            yield start, at
        else:
            yield at, at


def source_of(row: Mapping[str, Any]) -> Source:
    """Two tables, of the players and of the teams, under the day of the game."""
    day = dt.datetime.strptime(row["date_mm_dd_yy"], "%m_%d_%y").replace(tzinfo=dt.UTC).date()
    teams = f"{row['home_city']} {row['home']} against {row['visitor_city']} {row['visitor']}"
    caption = f"{teams}, {day:%B} {day.day}, {day.year}"
    players = Source.from_table(_players(row["box_score"]), caption=caption, name="PLAYERS")
    lines = Source.from_table([*_teams(row)], caption=caption, name="TEAMS")
    return players + lines


def _players(box: Mapping[str, Mapping[str, str]]) -> list[list[str]]:
    columns = [name for name in box if name not in _TEXT_COLUMNS]
    head = ["", *(_RENAMED.get(name, name) for name in columns)]
    return [head, *([box["PLAYER_NAME"][i], *(_cell(c, box[c][i]) for c in columns)] for i in box["PLAYER_NAME"])]


def _teams(row: Mapping[str, Any]) -> Iterator[list[str]]:
    columns = [name for name in row["home_line"] if name not in {"TEAM-CITY", "TEAM-NAME"}]
    columns.sort(key=lambda name: (name != "TEAM-WINS", name != "TEAM-LOSSES"))
    yield ["", *(name.removeprefix("TEAM-") for name in columns)]
    for side in ("home", "visitor"):
        cells = [_cell(name, row[f"{side}_line"][name]) for name in columns]
        yield [f"{row[f'{side}_city']} {row[side]}", *cells]


def _cell(column: str, text: str) -> str:
    return f"{text}%" if column.endswith("PCT") and text.isdigit() else text


def marks_of(findings: Iterable[Finding], tokens: Sequence[tuple[int, int]]) -> list[Mark]:
    """The findings that are not support as marks that do not overlap; one on a whole sentence is none."""
    free = set(range(len(tokens)))
    marks = []
    for finding in findings:
        if finding.category == "supported" or finding.span is None or finding.rule == "grounding.unchecked":
            continue
        inside = [i for i, (a, b) in enumerate(tokens) if a < finding.span.end and finding.span.start < b and i in free]
        if inside:
            marks.append(Mark(inside[0], inside[-1], _category(finding)))
            free -= set(range(inside[0], inside[-1] + 1))
    return sorted(marks, key=lambda mark: mark.first)


def _category(finding: Finding) -> str:
    return "NAME" if "does not name" in finding.message else "NUMBER"


def recalled(gold: Sequence[Mark], marks: Sequence[Mark]) -> list[bool]:
    """Whether each mistake of the people gets a mark: the first left that shares a token with it."""
    left = list(marks)
    found = []
    for mistake in gold:
        mark = next((mark for mark in left if mark.tokens & mistake.tokens), None)
        found.append(mark is not None)
        if mark:
            left.remove(mark)
    return found


def report(games: Sequence[Game], marked: Sequence[Sequence[Mark]]) -> str:
    head = (
        f"{'':<15}{'mistakes':>9}{'marks':>7}{'recall':>8}{'precision':>11}{'token recall':>14}{'token precision':>17}"
    )
    lines = [_row("all", games, marked, frozenset(CATEGORIES), frozenset(CATEGORIES))]
    lines += [_row(name, games, marked, frozenset({name}), frozenset({name})) for name in CATEGORIES]
    lines.append("mistakes of each kind that got a mark of any kind:")
    lines += [
        _row(name, games, marked, frozenset({name}), frozenset(CATEGORIES), kind_only=True) for name in CATEGORIES
    ]
    return "\n".join([head, *lines])


def _row(
    name: str,
    games: Sequence[Game],
    marked: Sequence[Sequence[Mark]],
    gold_kinds: frozenset[str],
    mark_kinds: frozenset[str],
    *,
    kind_only: bool = False,
) -> str:
    hits = mistakes = marks = common = gold_tokens = mark_tokens = 0
    for game, all_marks in zip(games, marked, strict=True):
        gold = [mark for mark in game.gold if mark.category in gold_kinds]
        mine = [mark for mark in all_marks if mark.category in mark_kinds]
        hits += sum(recalled(gold, mine))
        mistakes, marks = mistakes + len(gold), marks + len(mine)
        theirs = frozenset[int]().union(*(mark.tokens for mark in gold))
        ours = frozenset[int]().union(*(mark.tokens for mark in mine))
        common, gold_tokens, mark_tokens = (
            common + len(theirs & ours),
            gold_tokens + len(theirs),
            mark_tokens + len(ours),
        )
    shown = [_share(hits, mistakes)] if kind_only else [_share(hits, mistakes), _share(hits, marks)]
    shown += [] if kind_only else [_share(common, gold_tokens), _share(common, mark_tokens)]
    widths = (8, 11, 14, 17)
    cells = "".join(f"{cell:>{width}}" for cell, width in zip(shown, widths, strict=False))
    return f"{name:<15}{mistakes:>9}{'' if kind_only else marks:>7}{cells}"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"


def check(guard: Guard, game: Game) -> list[Finding]:
    return list(guard.check(game.text, source=game.source, use="summary").findings)


def main(arguments: list[str] | None = None) -> None:
    options = _options().parse_args(arguments)
    games = read_games(Path(options.data))
    games = {"seen": games[::2], "unseen": games[1::2], "all": games}[options.half]
    guard = guardrail.load(RULES)
    findings = [check(guard, game) for game in games]
    marked = [marks_of(found, game.tokens) for found, game in zip(findings, games, strict=True)]
    print(f"{len(games)} texts ({options.half})")
    print(report(games, marked))
    if options.show and options.half == "seen":
        for game, found in random.Random(options.seed).sample(list(zip(games, findings, strict=True)), options.show):
            print(_shown(game, found))


def _shown(game: Game, findings: Sequence[Finding]) -> str:
    """A text with its findings, each beside whether people marked a mistake there."""
    lines = [f"\n[{game.id}] {game.text}"]
    missed = list(game.gold)
    for finding in findings:
        marks = marks_of([finding], game.tokens)
        hit = [mistake for mark in marks for mistake in game.gold if mark.tokens & mistake.tokens]
        missed = [mistake for mistake in missed if mistake not in hit]
        place = game.text[finding.span.start : finding.span.end] if finding.span else ""
        sign = " " if not marks else "+" if hit else "-"
        lines.append(f"  {sign} {place[:60]!r}: {finding.message[:120]}")
    lines += [f"  MISSED {m.category} {game.text[game.tokens[m.first][0] : game.tokens[m.last][1]]!r}" for m in missed]
    return "\n".join(lines)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", default="../shared/data", help="the folder of development data")
    parser.add_argument("--half", choices=("seen", "unseen", "all"), default="all")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N texts of the seen half with findings")
    parser.add_argument("--seed", type=int, default=1)
    return parser


if __name__ == "__main__":
    main()
