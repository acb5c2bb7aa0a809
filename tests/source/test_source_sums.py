import pytest
from hypothesis import given
from hypothesis import strategies as st

from guardrail.errors import SourceError
from guardrail.source import Source

ledgers = st.lists(st.sampled_from(["A1", "A2", "PO#7", "B"]), max_size=4).map(
    lambda ids: Source.from_rows([{"id": name} for name in ids], id="id")
)
texts = st.lists(st.sampled_from(["One.", "Two.", ""]), max_size=3).map(Source.from_text)
sources = st.builds(lambda a, b: a + b, ledgers, texts)


def test_names_that_are_taken_get_the_next_number():
    both = Source.from_text(["a", "b"]) + Source.from_text("c") + Source.from_text("d", name="Notes")
    again = both + Source.from_text("e", name="Notes")
    assert [p.id for p in again.passages] == ["P1", "P2", "P3", "Notes", "Notes2"]


def test_record_ids_that_are_taken_are_told_apart():
    rows = Source.from_rows([{"id": "A2"}], id="id")
    assert [r.id for r in (rows + rows + rows).records] == ["A2", "A2#2", "A2#3"]
    assert (rows + rows).records[1].cells == {"id": "A2"}


def test_an_order_number_with_a_hash_keeps_it():
    rows = Source.from_rows([{"id": "PO#7"}], id="id")
    assert [r.id for r in (rows + rows + rows).records] == ["PO#7", "PO#7#2", "PO#7#3"]


@given(sources, sources, sources)
def test_adding_is_associative_and_keeps_everything(a, b, c):
    left, right = (a + b) + c, a + (b + c)
    assert len(left) == len(right) == len(a) + len(b) + len(c)
    assert left == right
    assert len({f.id for f in (*left.records, *left.passages)}) == len(left)


@given(sources)
def test_an_empty_source_adds_nothing(a):
    assert Source() + a == a == a + Source()
    assert hash(Source() + a) == hash(a)


def test_only_sources_can_be_added():
    with pytest.raises(TypeError):
        Source() + "text"


def test_a_blank_text_is_no_fact():
    assert len(Source.from_text(" \n")) == 0


@pytest.mark.parametrize(
    ("text", "told"), [(5, "not int"), (b"x", "not bytes"), (["a", 5], "paragraph 2 is int"), (None, "None")]
)
def test_what_is_not_text_is_refused(text, told):
    with pytest.raises(SourceError, match=told):
        Source.from_text(text)
