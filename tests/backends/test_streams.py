"""Streams: what is released while a text is still arriving, and what is not."""

import asyncio
import gc
import threading
from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guardrail import (
    BackendError,
    Budget,
    Decision,
    Ended,
    Finding,
    Generated,
    Guard,
    GuardrailError,
    OutOfBudget,
    Policy,
    Severity,
    Source,
    Tier,
    Unit,
)
from guardrail.backends import Gate, Request
from guardrail.backends.ends import LONGEST, Ends
from guardrail.testing import Answers, FakeQueue, Says
from guardrail.validators.grounding import Grounding

TIERS = [
    Tier(name="inform", escalate=Severity.MAJOR, reject=Severity.CRITICAL, releases=Unit.SENTENCE),
    Tier(name="advise", escalate=Severity.MAJOR, reject=Severity.CRITICAL, releases=Unit.PARAGRAPH),
    Tier(name="act", escalate=Severity.MINOR, reject=Severity.MAJOR),
]
POLICY = Policy(TIERS, {"feed": "inform", "client-note": "advise"})
BOOKS = Source.from_rows(
    [
        {"id": "A1", "date": "2026-03-02", "vendor": "WeWork", "amount": "3,200.00"},
        {"id": "A2", "date": "2026-03-15", "vendor": "Gusto", "amount": "18,250.00"},
        {"id": "A3", "date": "2026-03-20", "vendor": "Café Zoë", "amount": "1,240.50"},
    ],
    amount="amount",
    entity="vendor",
    date="date",
    currency="GBP",
    id="id",
)
GUARD = Guard(validators=[Grounding()], policy=POLICY)
TRUE = [
    "You paid WeWork £3,200.00.",
    "You paid Gusto £18,250.00 on 15 March 2026.",
    "You paid Café Zoë £1,240.50 “in all”.",
    "WeWork got £3,200.00 (approx. £3.2 thousand) in March 2026.",
]
FALSE = ["You paid WeWork £18,250.00.", "You paid Gusto £18,250.00 on 15. April 2026."]
DOUBTFUL = ["You paid Northwind Freight £410.00."]
SAID = Finding(rule="stub", category="contradiction", severity=Severity.CRITICAL, message="no")

TEXTS = st.lists(
    st.tuples(st.sampled_from([*TRUE, *TRUE, *FALSE, *DOUBTFUL]), st.sampled_from([" ", "\n", "\n\n", "  "])),
    max_size=5,
).map(lambda sentences: "".join(sentence + gap for sentence, gap in sentences))


def pieces(text, cuts):
    """`text` cut at places that are taken modulo its length."""
    at = sorted({cut % (len(text) + 1) for cut in cuts} | {0, len(text)})
    return [text[start:end] for start, end in pairwise(at)]


def stream_of(chunks, *, use="feed", guard=GUARD, **options):
    return Gate(guard, **options).stream(lambda feedback: chunks, Request(source=BOOKS, use=use))


async def collected(stream):
    return [piece async for piece in stream]


async def later(chunks):
    for chunk in chunks:
        yield chunk


# Law 3: the verdict is the same however the text arrives


@settings(deadline=None, max_examples=60)
@given(text=TEXTS, cuts=st.lists(st.integers(0, 400), max_size=30), use=st.sampled_from(["feed", "client-note", None]))
def test_the_outcome_is_that_of_the_whole_text_however_it_is_cut(text, cuts, use):
    """Cut between any two characters or bytes: amounts and characters fall apart over several pieces."""
    verdict = GUARD.check(text, source=BOOKS, use=use)
    at_once = stream_of([text], use=use)
    released = "".join(at_once)
    encoded = [bytes(piece) for piece in pieces(text.encode(), cuts)]
    for chunks in (pieces(text, cuts), encoded, list(text)):
        stream = stream_of(chunks, use=use)
        assert "".join(stream) == stream.released == released
        assert stream.outcome.verdict == verdict
        assert stream.outcome.text == (text if verdict.accepted else None)
    assert (released == text) == verdict.accepted or not text.removeprefix(released).strip()


@settings(deadline=None, max_examples=60)
@given(text=TEXTS, cuts=st.lists(st.integers(0, 400), max_size=30), use=st.sampled_from(["feed", "client-note"]))
def test_whatever_has_left_at_any_moment_is_itself_an_accepted_text(text, cuts, use):
    stream = stream_of(pieces(text, cuts), use=use)
    left = ""
    for piece in stream:
        left += piece
        assert text.startswith(left)
        assert GUARD.check(left, source=BOOKS, use=use).accepted


@settings(deadline=None, max_examples=30)
@given(text=TEXTS, cuts=st.lists(st.integers(0, 400), max_size=10))
def test_an_asynchronous_stream_releases_the_same(text, cuts):
    stream, plain = Gate(GUARD).astream(lambda feedback: later(pieces(text, cuts)), REQUEST), stream_of([text])
    assert "".join(asyncio.run(collected(stream))) == "".join(plain)
    assert stream.outcome.verdict == plain.outcome.verdict


REQUEST = Request(source=BOOKS, use="feed")


@given(text=st.text(alphabet='ab1. \n”"(!', max_size=60), cuts=st.lists(st.integers(0, 60), max_size=10))
def test_the_same_ends_are_found_however_a_text_is_cut(text, cuts):
    assert ends_of(pieces(text, cuts)) == ends_of([text]) == ends_of(list(text))


def ends_of(chunks):
    ends = Ends()
    return [end for chunk in chunks for end in ends.add(chunk)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One. Two", [(5, Unit.SENTENCE)]),
        ("One.  \n Two", [(8, Unit.SENTENCE)]),
        ("One.\n\nTwo", [(6, Unit.PARAGRAPH)]),
        ("A list:\n- one\n \n- two", [(8, Unit.SENTENCE), (16, Unit.PARAGRAPH)]),
        ("He said “fine.” Then", [(16, Unit.SENTENCE)]),
        ("One. ", []),
        ("One.", []),
        ("It was 1.5 million", []),
        ("It was approx. Three", []),
        ("On 15. March", []),
        ("On March 15. Then", [(13, Unit.SENTENCE)]),
        ("By Sept. 5. Then", [(12, Unit.SENTENCE)]),
        ("It was $1,250.00. Then", [(18, Unit.SENTENCE)]),
        ("J. Smith", []),
        ("in no. 7", []),
        ("e.g. Gusto", []),
        ("x" * LONGEST + ". Two. Three", []),
    ],
)
def test_a_sentence_ends_when_the_next_has_begun(text, found):
    assert ends_of([text]) == ends_of(list(text)) == found


# What each tier releases


def released_by(text, use):
    stream = stream_of(list(text), use=use)
    return list(stream), stream


def test_a_tier_releases_by_the_sentence_by_the_paragraph_or_whole():
    text = f"{TRUE[0]} {TRUE[1]}\n\n{TRUE[2]}"
    assert released_by(text, "feed")[0] == [f"{TRUE[0]} ", f"{TRUE[1]}\n\n", TRUE[2]]
    assert released_by(text, "client-note")[0] == [f"{TRUE[0]} {TRUE[1]}\n\n", TRUE[2]]
    assert released_by(text, None)[0] == [text]


def test_nothing_follows_a_sentence_that_is_not_accepted():
    given_out, stream = released_by(f"{TRUE[0]} {FALSE[0]} {TRUE[1]}", "feed")
    assert given_out == [f"{TRUE[0]} "]
    assert (stream.outcome.text, stream.outcome.verdict.decision) == (None, Decision.REJECT)


def test_a_claim_is_held_until_it_is_complete():
    """Catches: "You paid Gusto £18,250.00 on 15." released before "April" makes it wrong."""
    assert released_by(FALSE[1], "feed")[0] == []


def test_a_text_that_turns_out_to_instruct_its_reader_is_held_from_there_on():
    raises = Finding(rule="pay", category="affordance.act", severity=Severity.INFO, message="tells you to pay")
    guard = Guard(validators=[Says(raises, when=lambda c: "Pay" in c.text)], policy=POLICY)
    stream = stream_of(["You owe Gusto. ", "Pay it now. ", "By Monday. ", "Thanks."], guard=guard)
    assert list(stream) == ["You owe Gusto. ", "Pay it now. By Monday. Thanks."]
    assert stream.outcome.verdict.tier == "act"


def test_a_text_that_nothing_shows_yet_is_released_once_something_does():
    assert released_by(f"Hello. {TRUE[0]} {TRUE[1]}", "feed")[0] == [f"Hello. {TRUE[0]} ", TRUE[1]]


def test_a_long_stream_is_checked_about_as_often_as_its_length_has_digits():
    sizes = []
    guard = Guard(validators=[Answers(lambda batch: [sizes.append(len(c.text)) or () for c in batch])], policy=POLICY)
    text = "You paid Gusto. " * 5000
    assert "".join(stream_of([text], guard=guard)) == text
    assert len(sizes) < 60
    assert sum(sizes) < 7 * len(text)


def test_an_escalated_stream_is_kept_once_and_whole():
    queue = FakeQueue()
    stream = stream_of([TRUE[0], " ", DOUBTFUL[0]], review=queue)
    assert list(stream) == [f"{TRUE[0]} "]
    assert [case.text for case in queue.cases.values()] == [f"{TRUE[0]} {DOUBTFUL[0]}"]
    assert stream.outcome.case == next(iter(queue.cases))


def test_what_the_backend_says_of_its_cost_comes_with_the_outcome():
    chunks = [TRUE[0], Generated(text="", tokens_in=30, tokens_out=9, response="the client's own")]
    stream = stream_of(chunks)
    assert list(stream) == [TRUE[0]]
    assert (stream.outcome.spent.tokens, stream.outcome.response) == (39, "the client's own")


# What has not been released cannot be read


def test_stopping_half_way_releases_nothing_more():
    stream = stream_of([f"{TRUE[0]} ", f"{TRUE[1]} ", TRUE[2]])
    assert next(stream) == f"{TRUE[0]} "
    stream.close()
    assert (list(stream), stream.released) == ([], f"{TRUE[0]} ")
    with pytest.raises(GuardrailError, match="there is no outcome"):
        assert stream.outcome


def test_the_backend_is_closed_when_nobody_reads_on():
    closed = []

    def chunks(feedback=None):
        try:
            yield f"{TRUE[0]} "
            yield f"{TRUE[1]} "
        finally:
            closed.append(True)

    with Gate(GUARD).stream(chunks, REQUEST) as stream:
        next(stream)
    assert closed == [True]


def public(thing):
    return [value for name in dir(thing) if not name.startswith("_") for value in read(thing, name)]


def read(thing, name):
    try:
        value = getattr(thing, name)
    except GuardrailError:
        return
    yield repr(value)


@pytest.mark.parametrize("use", ["feed", "client-note", None])
@pytest.mark.parametrize("stop", range(1, 6))
def test_what_is_held_cannot_be_read(stop, use):
    """Before, during and after: from attributes, from the text form, and after the stream, from memory at all."""
    secret = "zq18250"
    chunks = [f"{TRUE[0]} ", "You paid ", f"{secret} £18,250.00. ", f"Then {secret}. ", f"And {secret}"]
    hold = Gate(GUARD).hold(Request(source=BOOKS, use=use))
    for chunk in chunks[:stop]:
        hold.write(chunk)
        assert not any(secret in shown for shown in [repr(hold), str(hold), *public(hold)])
    hold.drop()
    gc.collect()
    assert not any(secret in text for text in reachable(hold))


def reachable(thing, seen=None):
    seen = {} if seen is None else seen
    if id(thing) in seen or not type(thing).__module__.startswith(("guardrail.", "builtins", "_io")):
        return
    seen[id(thing)] = thing
    if isinstance(thing, str):
        yield thing
    for inner in gc.get_referents(thing):
        if not isinstance(inner, type) and not callable(inner):
            yield from reachable(inner, seen)


def test_a_block_that_fails_drops_its_text():
    held = Gate(GUARD).hold(REQUEST)
    with suppress(KeyError), held:
        held.write(TRUE[0])
        raise KeyError
    with pytest.raises(GuardrailError, match="this text has ended"):
        held.write(TRUE[1])
    with pytest.raises(GuardrailError, match="there is no outcome"):
        assert held.outcome


def test_a_block_checks_its_text_at_the_end():
    with GUARD.hold(source=BOOKS, use="feed") as held:
        assert held.write(f"{TRUE[0]} {TRUE[1][:9]}") == f"{TRUE[0]} "
        assert held.write(TRUE[1][9:]) == ""
    assert held.outcome.text == f"{TRUE[0]} {TRUE[1]}"
    assert held.released == held.outcome.text


# Faults


def endless():
    while True:
        yield f"{TRUE[0]} "


def breaks():
    yield f"{TRUE[0]} {TRUE[1]} "
    raise ConnectionError("the server closed half-way")


@pytest.mark.parametrize(
    ("chunks", "error", "told"),
    [
        pytest.param(lambda: [None], BackendError, "stream gave NoneType instead of text", id="none"),
        pytest.param(lambda: [7], BackendError, "stream gave int instead of text", id="number"),
        pytest.param(lambda: None, BackendError, "the backend failed: TypeError", id="no stream"),
        pytest.param(lambda: [b"\xc3\x28"], BackendError, "the backend's stream is not UTF-8", id="not UTF-8"),
        pytest.param(lambda: [b"Caf", b"\xc3"], BackendError, "is not UTF-8: unexpected end", id="cut off"),
        pytest.param(breaks, BackendError, "ConnectionError: the server closed half-way", id="breaks"),
        pytest.param(endless, OutOfBudget, "the backend's text is longer than 5,000 characters", id="endless"),
        pytest.param(lambda: iter(lambda: "", None), OutOfBudget, "seconds are over", id="endless nothing"),
        pytest.param(lambda: ["x" * 10**7], OutOfBudget, "longer than 5,000 characters", id="10 MB"),
    ],
)
def test_a_stream_that_goes_wrong_is_a_typed_error_and_nothing_is_kept(chunks, error, told):
    queue = FakeQueue()
    budget = Budget(characters=5000, seconds=0.05) if told == "seconds are over" else Budget(characters=5000)
    gate = Gate(GUARD, review=queue, budget=budget)
    stream = gate.stream(lambda feedback: chunks(), REQUEST)
    with pytest.raises(error, match=told):
        list(stream)
    assert list(stream) == []
    assert GUARD.check(stream.released, source=BOOKS, use="feed").accepted or stream.released == ""
    with pytest.raises(GuardrailError, match="there is no outcome"):
        assert stream.outcome
    assert queue.cases == {}


@pytest.mark.parametrize("chunks", [[], [""], [" "], [b""]])
def test_a_stream_of_nothing_is_never_accepted(chunks):
    stream = stream_of(chunks)
    assert list(stream) == []
    assert not stream.outcome.verdict.accepted


def test_a_stream_that_hangs_is_given_up_on_within_the_budget():
    released = threading.Event()

    def chunks(feedback=None):
        yield f"{TRUE[0]} {TRUE[1]} "
        released.wait()

    stream = Gate(GUARD, budget=Budget(seconds=0.05)).stream(lambda feedback: chunks(), REQUEST)
    with pytest.raises(OutOfBudget, match=r"its 0\.05 seconds are over"):
        list(stream)
    assert stream.released in {"", f"{TRUE[0]} "}
    released.set()


def test_a_stream_that_hangs_is_cancelled_when_awaited():
    async def chunks(feedback=None):
        yield f"{TRUE[0]} {TRUE[1]} "
        await asyncio.Event().wait()

    stream = Gate(GUARD, budget=Budget(seconds=0.05)).astream(lambda feedback: chunks(), REQUEST)
    with pytest.raises(OutOfBudget, match=r"its 0\.05 seconds are over"):
        asyncio.run(collected(stream))
    assert stream.released in {"", f"{TRUE[0]} "}


# Trying again


def written_in_turn(*texts):
    """A backend that streams one text after another, and what it was told each time."""
    told, rest = [], iter(texts)

    def chunks(feedback):
        told.append(feedback)
        yield from next(rest)

    return chunks, told


@pytest.mark.parametrize("use", ["feed", "client-note", None])
def test_a_stream_of_which_nothing_has_left_is_tried_again_with_the_reasons(use):
    chunks, told = written_in_turn(FALSE[0], FALSE[1], TRUE[0])
    stream = Gate(GUARD, attempts=3).stream(chunks, Request(source=BOOKS, use=use))
    assert "".join(stream) == stream.outcome.text == stream.released == TRUE[0]
    assert [verdict.accepted for verdict in stream.outcome.attempts] == [False, False, True]
    assert told[0] is None
    assert "contradiction" in told[1]


def test_a_stream_to_await_is_tried_again_as_well():
    chunks, told = written_in_turn(FALSE[0], TRUE[0])

    async def achunks(feedback):
        for piece in chunks(feedback):
            yield piece

    stream = Gate(GUARD, attempts=2).astream(achunks, REQUEST)
    assert "".join(asyncio.run(collected(stream))) == stream.outcome.text == TRUE[0]
    assert len(told) == 2


def test_what_has_begun_to_leave_is_not_asked_for_again():
    """Catches: a reader who is shown the beginning of one text and the end of another."""
    chunks, told = written_in_turn(f"{TRUE[0]} {FALSE[0]}", TRUE[1])
    stream = Gate(GUARD, attempts=3).stream(chunks, REQUEST)
    assert list(stream) == [f"{TRUE[0]} "]
    assert (stream.outcome.text, stream.outcome.ended, len(told)) == (None, Ended.BEGUN, 1)
    chunks, told = written_in_turn(f"{TRUE[0]} {FALSE[0]}", TRUE[1])
    whole = Gate(GUARD, attempts=3).stream(chunks, Request(source=BOOKS))
    assert (list(whole), len(told)) == ([TRUE[1]], 2)


@settings(deadline=None, max_examples=40)
@given(texts=st.lists(TEXTS, min_size=1, max_size=4), attempts=st.integers(1, 4), use=st.sampled_from(["feed", None]))
def test_attempts_of_a_stream_end_as_those_of_a_whole_text_do_unless_something_has_left(texts, attempts, use):
    chunks, _ = written_in_turn(*texts, *[texts[-1]] * 4)
    stream = Gate(GUARD, attempts=attempts).stream(chunks, Request(source=BOOKS, use=use))
    left = "".join(stream)
    rest = iter([*texts, *[texts[-1]] * 4])
    whole = Gate(GUARD, attempts=attempts).run(lambda feedback: next(rest), Request(source=BOOKS, use=use))
    if stream.outcome.ended is Ended.BEGUN:
        assert left
        assert stream.outcome.attempts == whole.attempts[: len(stream.outcome.attempts)]
    else:
        assert (stream.outcome.text, stream.outcome.ended) == (whole.text, whole.ended)
        assert stream.outcome.attempts == whole.attempts


def test_the_text_of_an_attempt_that_was_refused_is_forgotten():
    chunks, _ = written_in_turn("You paid   WeWork £18,250.00.", FALSE[1])
    stream = Gate(GUARD, attempts=2).stream(chunks, REQUEST)
    assert list(stream) == []
    gc.collect()
    assert not any("paid   WeWork" in text for text in reachable(stream._hold))
    assert not any("paid   WeWork" in text for text in public(stream))
    assert stream.outcome.ended is Ended.REJECTED


def test_time_that_runs_out_at_the_second_attempt_leaves_the_verdict_on_the_first():
    released = threading.Event()

    def chunks(feedback):
        if feedback:
            released.wait()
        yield FALSE[0]

    stream = Gate(GUARD, attempts=2, budget=Budget(seconds=0.3)).stream(chunks, REQUEST)
    assert list(stream) == []
    assert (stream.outcome.ended, len(stream.outcome.attempts)) == (Ended.OUT_OF_BUDGET, 1)
    released.set()


def test_a_text_that_somebody_pushes_may_not_be_tried_again():
    with pytest.raises(GuardrailError, match="nobody to ask for it again"):
        Gate(GUARD, attempts=2).hold(REQUEST)
