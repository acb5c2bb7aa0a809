"""A prompt in parts that say what they are: source, query, or an answer to check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Self

from ..source import Source
from ..types import Candidate


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a message: a retrieved chunk that answers are held against, the question, or an answer.

    Make one with `Part.source`, `Part.query` or `Part.answer`. `id` is what a chunk is cited by.
    """

    text: str
    tag: Literal["source", "query", "answer"]
    id: str = ""

    @classmethod
    def source(cls, text: str, *, id: str = "") -> Self:  # noqa: A002 - the field is called id
        """What the answer must rest on; findings cite it as `id`, or as P1, P2 ... if it has none."""
        return cls(text, "source", id)

    @classmethod
    def query(cls, text: str) -> Self:
        """What is asked."""
        return cls(text, "query")

    @classmethod
    def answer(cls, text: str) -> Self:
        """A text to check."""
        return cls(text, "answer")


def prompt_of(parts: Sequence[Part]) -> str:
    """What a model is given: sources and queries, in order, an empty line between them."""
    return "\n\n".join(part.text for part in parts if part.tag != "answer")


def source_of(parts: Sequence[Part]) -> Source | None:
    """The chunks as a source that cites them by their ids; None if there are none."""
    chunks = [(part.id, part.text) for part in parts if part.tag == "source"]
    return Source.from_chunks(chunks) if chunks else None


def candidate_of(parts: Sequence[Part], *, use: str | None = None) -> Candidate:
    """The answers among `parts` as one text to check against the sources among them."""
    return Candidate(
        text="\n\n".join(part.text for part in parts if part.tag == "answer"),
        use=use,
        source=source_of(parts),
        prompt=prompt_of([part for part in parts if part.tag == "query"]),
    )
