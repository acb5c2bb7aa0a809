"""The targets of fuzzing hold on their corpus, and fail where what they look for is wrong."""

from __future__ import annotations

import pytest
import targets as fuzz

CASES = [(name, at, data) for name in fuzz.TARGETS for at, data in enumerate(fuzz.corpus(name))]


@pytest.mark.parametrize(("name", "data"), [case[::2] for case in CASES], ids=[f"{c[0]}-{c[1]}" for c in CASES])
def test_the_corpus_goes_through(name: str, data: bytes) -> None:
    fuzz.TARGETS[name](data)


def test_a_mention_that_stands_elsewhere_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    moved = [mention._replace(start=mention.start + 1) for mention in fuzz.find_mentions("You paid $12.")]
    monkeypatch.setattr(fuzz, "find_mentions", lambda *_, **__: moved)
    with pytest.raises(AssertionError):
        fuzz.mentions(b"You paid $12.")


def test_an_error_that_nobody_expects_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise ValueError("not told")

    monkeypatch.setattr(fuzz.Source, "from_table", breaks)
    monkeypatch.setattr(fuzz.Rulebook, "read", breaks)
    for target in (fuzz.tables, fuzz.rules):
        with pytest.raises(ValueError, match="not told"):
            target(b"a|b\n1|2")
