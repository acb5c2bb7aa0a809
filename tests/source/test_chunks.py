"""Retrieved chunks as a source: each a passage under the id that it came with."""

import pytest

from guardrail import Source, SourceError


@pytest.mark.parametrize(
    ("chunks", "named"),
    [
        ([("a.md", "One."), ("b.md", "Two.")], {"a.md": "One.", "b.md": "Two."}),
        ([("a.md", "One."), ("a.md", "One.")], {"a.md": "One."}),
        ([("a.md", "One."), ("a.md", "Two.")], {"a.md": "One.", "a.md#2": "Two."}),
        ([("", "One."), ("P1", "Two."), ("", "Three.")], {"P1": "One.", "P1#2": "Two.", "P2": "Three."}),
        ([("a.md", " \n")], {}),
        ([], {}),
    ],
)
def test_a_chunk_is_named_by_its_id(chunks, named):
    assert {passage.id: passage.text for passage in Source.from_chunks(chunks).passages} == named


@pytest.mark.parametrize("chunk", ["text", ("a.md",), ("a.md", 7), (None, "One."), ("a", "b", "c")])
def test_what_is_no_chunk_is_told(chunk):
    with pytest.raises(SourceError, match="chunk 2 must be an id and a text, both strings"):
        Source.from_chunks([("a.md", "One."), chunk])
