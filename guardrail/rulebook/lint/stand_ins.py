"""Texts in which a part of a rule stands where an example has another: what a list or a pattern says besides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import regex

from ...types import Span
from ...validators.phrases import any_form_of
from ..rule import ExampleRule, hits_of, validator_of
from .expressions import Branch, Item, items_in
from .samples import Samples

_GROUP = "stands_here"
_FLAGS = regex.compile(r"\(\?[a-z]+\)")
_KEYS = ("match", "pass")


def of_word(rule: ExampleRule, word: str, others: Sequence[str]) -> Iterator[tuple[str, Any]]:
    """Examples with `word` in the place of what was found or of one of the `others` of its list, before it, and alone.

    Each with whether it must be found, "match", or not, "pass".
    """
    for span, example in _found(rule):
        text = example["text"]
        yield "match", example | {"text": text[: span.start] + word + text[span.end :]}
        yield "pass", example | {"text": f"{text[: span.start]}{word} {text[span.start :]}"}
    yield from ((key, {"text": f"{word}."}) for key in _KEYS)
    beside = regex.compile(any_form_of(others))
    for key, example in _examples(rule):
        text = example["text"].lower()
        if (changed := beside.sub(lambda _: word, text)) != text:
            yield key, example | {"text": changed}
        for one in others:
            if (other := _exchanged(example, one, word)) != example:
                yield key, other


def of_branch(
    rule: ExampleRule, pattern: str, branches: tuple[Branch, ...], branch: Branch
) -> Iterator[tuple[str, Any]]:
    """Examples with a text of one alternative where the pattern found another of its group, or none.

    Where the group stands in an alternative that no example shows, a text of that stands for all that was found; where
    it says what must not be there, a text of it is put there.
    """
    samples = Samples(pattern)
    group = next((one for one in items_in(branches) if branch in one.branches), None)
    look = next((one for one in items_in(branches) if one.looks and _holds(one, branch)), None)
    for least in (0, 1):
        sample = samples.row(branch.items, least=least)
        if look:
            before, after = (samples.around(look.branches, group, least=least) if group else None) or ("", "")
            yield from _put_in(rule, pattern, look, before + sample + after)
            continue
        around = (samples.around(branches, group, least=least) if group else None) or ("", "")
        yield from _exchanged_part(rule, _searched(pattern, group), sample, around)


def _holds(look: Item, branch: Branch) -> bool:
    return branch in look.branches or any(branch in item.branches for item in items_in(look.branches))


def _put_in(rule: ExampleRule, pattern: str, look: Item, sample: str) -> Iterator[tuple[str, Any]]:
    """Examples with a text where a condition looks for it: before what follows there, or in its place."""
    searched = _compiled(f"{pattern[: look.start]}(?P<{_GROUP}>){pattern[look.start :]}")
    for key, example, text, match in _matches(rule, searched):
        at = match.start(_GROUP)
        for rest in (text[at:], text[match.end() :], ""):
            changed = _exchanged(example, text, text[:at] + sample + rest)
            yield from ((one, changed) for one in dict.fromkeys(["pass", key]))


def _exchanged_part(
    rule: ExampleRule, searched: regex.Pattern[str] | None, sample: str, around: tuple[str, str]
) -> Iterator[tuple[str, Any]]:
    """Examples with a text in the place of what a group found, of all that is the same, or of all that was found."""
    for key, example, text, match in _matches(rule, searched):
        start, end = match.span(_GROUP)
        if start >= 0:
            yield key, _exchanged(example, text, text[:start] + sample + text[end:])
        if end > start:
            yield key, _exchanged(example, text, text.replace(text[start:end], sample))
        yield key, _exchanged(example, text, text[: match.start()] + sample.join(around) + text[match.end() :])


def _matches(
    rule: ExampleRule, searched: regex.Pattern[str] | None
) -> Iterator[tuple[str, dict[str, Any], str, regex.Match[str]]]:
    """Where a pattern matches in an example: its text, its passage or a cell of its records."""
    for key, example in _examples(rule):
        cells = [cell for row in example.get("rows", []) for cell in row.values()]
        for text in [example["text"], example.get("passage"), *cells]:
            if searched and isinstance(text, str):
                yield from ((key, example, text, match) for match in searched.finditer(text))


def _searched(pattern: str, group: Item | None) -> regex.Pattern[str] | None:
    """The pattern with a name for a group, or for all of it behind its flags."""
    flags = _FLAGS.match(pattern)
    start = group.start if group else flags.end() if flags else 0
    end = group.end if group else len(pattern)
    return _compiled(f"{pattern[:start]}(?P<{_GROUP}>{pattern[start:end]}){pattern[end:]}")


def _compiled(pattern: str) -> regex.Pattern[str] | None:
    try:
        return regex.compile(pattern)
    except regex.error:
        return None


def _examples(rule: ExampleRule) -> Iterator[tuple[str, dict[str, Any]]]:
    for key, examples in zip(_KEYS, (rule.match, rule.passes), strict=True):
        yield from ((key, _raw(example.model_dump(mode="json"))) for example in examples)


def _raw(dumped: Any) -> dict[str, Any]:
    return {"text": dumped} if isinstance(dumped, str) else dict(dumped)


def _found(rule: ExampleRule) -> Iterator[tuple[Span, dict[str, Any]]]:
    validator = validator_of([rule])
    for example in rule.match:
        for hit in hits_of(validator, example.candidate())[:1]:
            if hit.span:
                yield hit.span, _raw(example.model_dump(mode="json"))


def _exchanged(value: Any, old: str, new: str) -> Any:
    """`value` with every text that is `old` made `new`."""
    if isinstance(value, Mapping):
        return {key: _exchanged(one, old, new) for key, one in value.items()}
    if isinstance(value, list):
        return [_exchanged(one, old, new) for one in value]
    return new if isinstance(value, str) and value.lower() == old.lower() else value
