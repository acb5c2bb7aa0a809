"""The Anthropic SDK behind a guard, talking to a server on loopback."""

import asyncio

import pytest

from guardrail import (
    BackendError,
    Budget,
    Decision,
    Guard,
    GuardrailError,
    MissingExtra,
    NotAccepted,
    OutOfBudget,
    Part,
    Policy,
    Severity,
    Source,
    Tier,
    Unit,
)
from guardrail.testing import FakeQueue
from guardrail.validators.grounding import Grounding

anthropic = pytest.importorskip("anthropic", reason="needs anthropic: pip install 'guardrail[anthropic]'")

POLICY = Policy(
    [
        Tier(name="inform", escalate=Severity.MAJOR, reject=Severity.CRITICAL, releases=Unit.SENTENCE),
        Tier(name="act", escalate=Severity.MINOR, reject=Severity.MAJOR),
    ],
    {"feed": "inform"},
)
GUARD = Guard(validators=[Grounding()], policy=POLICY)
BOOKS = Source.from_chunks([("memo", "Gusto was paid $18,250.00. WeWork was paid $3,200.00.")])
TRUE = "Gusto was paid $18,250.00."
MORE = "WeWork was paid $3,200.00."
FALSE = "WeWork was paid $18,250.00."
TOOL = {"type": "tool_use", "id": "t", "name": "pay", "input": {}}
THOUGHT = {"type": "thinking", "thinking": FALSE, "signature": "s"}


def client_of(server, kind=anthropic.Anthropic, *, max_retries=0):
    return kind(base_url=server.url, api_key="none", max_retries=max_retries)


def guarded(server, *, max_retries=0, **options):
    return GUARD.anthropic(client_of(server, max_retries=max_retries), **{"source": BOOKS, "use": "feed", **options})


def ask(client, **more):
    asked = {"messages": [{"role": "user", "content": "Summarise March."}], **more}
    return client.messages.create(model="m", max_tokens=100, **asked)


def text(said):
    return {"type": "text", "text": said}


def message(*blocks, stop="end_turn"):
    head = {"id": "m", "type": "message", "role": "assistant", "model": "m", "stop_sequence": None}
    usage = {"input_tokens": 10, "output_tokens": 5}
    return {**head, "content": list(blocks), "stop_reason": stop, "usage": usage}


def start(block, index=0):
    return {"type": "content_block_start", "index": index, "content_block": block}


def delta(said, index=0):
    return {"type": "content_block_delta", "index": index, "delta": {"type": "text_delta", "text": said}}


def ending(stop="end_turn"):
    changed = {"stop_reason": stop, "stop_sequence": None}
    return [
        {"type": "message_delta", "delta": changed, "usage": {"output_tokens": 5}},
        {"type": "message_stop"},
    ]


BEGIN = {"type": "message_start", "message": message(stop=None)}
OPEN = [BEGIN, start(text(""))]


def events(said, *, size=7, index=0):
    pieces = [delta(said[at : at + size], index) for at in range(0, len(said), size)]
    stop = {"type": "content_block_stop", "index": index}
    return [BEGIN, start(text(""), index), *pieces, stop, *ending()]


def said(event):
    return event.delta.text if event.type == "content_block_delta" else ""


def test_a_true_answer_comes_back_as_the_client_gives_it_without_thoughts(server, reply):
    server.says(reply(message(THOUGHT, text(TRUE))))
    answer = ask(guarded(server))
    assert type(answer) is anthropic.types.Message
    assert [block.text for block in answer.content] == [TRUE]
    assert FALSE not in answer.model_dump_json()


def test_a_false_answer_raises_with_the_outcome_and_without_the_text(server, reply):
    server.says(reply(message(text(FALSE))))
    with pytest.raises(NotAccepted) as caught:
        ask(guarded(server))
    assert caught.value.outcome.text is None
    assert caught.value.outcome.verdict.decision is not Decision.ACCEPT
    assert caught.value.outcome.spent.tokens == 15
    assert FALSE not in str(caught.value)


def test_an_escalated_answer_is_kept_once(server, reply):
    server.says(reply(message(text("Northwind Freight was paid $410.00."))))
    queue = FakeQueue()
    for _ in range(2):
        with pytest.raises(NotAccepted) as caught:
            ask(guarded(server, review=queue, attempts=3))
    assert list(queue.cases) == [caught.value.outcome.case]


def test_an_answer_is_read_as_one_text_over_all_its_blocks(server, reply):
    server.says(reply(message(text("Gusto was paid $18,2"), text("50.00."))))
    assert len(ask(guarded(server)).content) == 2
    server.says(reply(message(text(TRUE), text(f" {FALSE}"))))
    with pytest.raises(NotAccepted):
        ask(guarded(server))


def test_a_client_to_await_answers_the_same(server, reply):
    async def run():
        async with client_of(server, anthropic.AsyncAnthropic) as client:
            safe = GUARD.anthropic(client, source=BOOKS, use="feed")
            server.says(reply(message(text(TRUE))))
            assert (await ask(safe)).content[0].text == TRUE
            server.says(reply(events=events(f"{TRUE} {MORE}")))
            async with await ask(safe, stream=True) as arriving:
                assert [said(event) async for event in arriving if said(event)] == [f"{TRUE} ", MORE]
            server.says(reply(events=events(FALSE)))
            with pytest.raises(NotAccepted):
                assert [event async for event in await ask(safe, stream=True)] == []

    asyncio.run(run())


def test_tagged_parts_are_the_source(server, reply):
    parts = [Part.source("Gusto was paid $18,250.00.", id="memo"), Part.query("What was Gusto paid?")]
    server.says(reply(message(text(TRUE))))
    ask(guarded(server, source=None), messages=[{"role": "user", "content": parts}])
    assert server.asked[0]["messages"][0]["content"] == "Gusto was paid $18,250.00.\n\nWhat was Gusto paid?"


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_a_true_stream_comes_as_a_whole_message_of_the_client(server, reply, size):
    thinking = [start(THOUGHT), {"type": "content_block_stop", "index": 0}]
    began, *more = events(f"{TRUE} {MORE}", size=size, index=1)
    server.says(reply(events=[began, *thinking, *more]))
    got = list(ask(guarded(server), stream=True))
    pieces = ["content_block_delta"] * 2
    ends = ["content_block_stop", "message_delta", "message_stop"]
    assert [event.type for event in got] == ["message_start", "content_block_start", *pieces, *ends]
    assert [said(event) for event in got if said(event)] == [f"{TRUE} ", MORE]
    assert {type(event).__module__.split(".")[0] for event in got} == {"anthropic"}


def test_a_stream_that_turns_false_releases_what_was_true_and_then_raises(server, reply):
    server.says(reply(events=events(f"{TRUE} {FALSE} {MORE}")))
    got, arriving = [], ask(guarded(server), stream=True)
    with pytest.raises(NotAccepted):
        got.extend(said(event) for event in arriving)
    assert "".join(got).strip() == TRUE
    assert arriving.outcome.text is None


NO_TEXT = [
    pytest.param(message(TOOL, stop="tool_use"), "tool 'pay'", id="tool"),
    pytest.param(message(text(TRUE), TOOL), "tool 'pay'", id="text-and-tool"),
    pytest.param(message(text(FALSE), stop="refusal"), "refused", id="refusal"),
    pytest.param(message(), "without any text", id="empty"),
    pytest.param(message(THOUGHT), "without any text", id="thoughts"),
]


@pytest.mark.parametrize(("body", "told"), NO_TEXT)
def test_what_is_no_text_is_an_error_that_quotes_nothing(server, reply, body, told):
    server.says(reply(body))
    with pytest.raises(BackendError, match=told) as caught:
        ask(guarded(server))
    assert FALSE not in str(caught.value)


BROKEN = [
    pytest.param([*OPEN, delta(f"{TRUE} {MORE}")], id="no-end"),
    pytest.param([*OPEN, delta(f"{TRUE} Y"), b"event: content_block_delta\ndata: {no\n\n"], id="malformed"),
    pytest.param([*OPEN, delta(f"{TRUE} Y"), start(TOOL, 1)], id="tool"),
    pytest.param([*OPEN, delta(TRUE), *ending("refusal")], id="refusal"),
    pytest.param([BEGIN, delta(TRUE), *ending()], id="text-from-nowhere"),
    pytest.param([BEGIN, {"type": "error", "error": {"type": "overloaded_error", "message": "x"}}], id="error"),
]


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_stream_is_an_error_and_releases_what_was_accepted_at_most(server, reply, broken):
    server.says(reply(events=broken))
    queue, got = FakeQueue(), []
    with pytest.raises(BackendError):
        got.extend(said(event) for event in ask(guarded(server, review=queue), stream=True))
    assert "".join(got).strip() in {"", TRUE}
    assert queue.cases == {}


@pytest.mark.parametrize("more", [{"body": message(text(TRUE))}, {"events": events(TRUE)}], ids=["whole", "stream"])
def test_a_connection_that_closes_half_way_is_an_error(server, reply, more):
    server.says(reply(cut=True, **more))
    with pytest.raises(BackendError):
        list(ask(guarded(server), stream="events" in more))


def test_a_server_that_fails_is_tried_by_the_client_within_the_budget(server, reply):
    failures = [reply({}, status=500, headers={"Retry-After-Ms": "1"})] * 3
    server.says(*failures, reply(message(text(TRUE))))
    assert ask(guarded(server, max_retries=3)).content[0].text == TRUE
    server.says(reply({}, status=429))
    with pytest.raises(BackendError, match="RateLimitError"):
        ask(guarded(server))
    server.says(reply({}, status=429, headers={"Retry-After": "2"}))
    with pytest.raises(OutOfBudget):
        ask(guarded(server, max_retries=5, budget=Budget(seconds=0.2)))


def test_what_would_get_around_the_guard_cannot_be_called(server):
    for name in ("stream", "parse", "batches", "with_raw_response"):
        with pytest.raises(GuardrailError, match="not guarded"):
            getattr(guarded(server).messages, name)
    with pytest.raises(GuardrailError, match="not guarded"):
        _ = guarded(server).completions


def test_what_is_no_client_is_refused():
    with pytest.raises(GuardrailError, match="cannot guard str"):
        GUARD.anthropic("client")


def test_without_the_library_the_message_says_what_to_install(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "anthropic", None)
    with pytest.raises(MissingExtra, match=r"guardrail\[anthropic\]"):
        GUARD.anthropic("client")
