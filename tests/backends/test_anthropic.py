"""The Anthropic SDK behind a guard, talking to a server on loopback."""

import asyncio

import pytest
from client_books import BOOKS, DOUBTFUL, FALSE, GUARD, MORE, TRUE
from wire import BEGIN, block, ending, message, message_events, start, text_delta

from guardrail import BackendError, Decision, GuardrailError, MissingExtra, NotAccepted, Part
from guardrail.testing import FakeQueue

anthropic = pytest.importorskip("anthropic", reason="needs anthropic: pip install 'guardrail[anthropic]'")

THOUGHT = {"type": "thinking", "thinking": FALSE, "signature": "s"}


def client_of(server, kind=anthropic.Anthropic, *, max_retries=0):
    return kind(base_url=server.url, api_key="none", max_retries=max_retries)


def guarded(server, *, max_retries=0, **options):
    return GUARD.anthropic(client_of(server, max_retries=max_retries), **{"source": BOOKS, "use": "feed", **options})


def ask(client, **more):
    asked = {"messages": [{"role": "user", "content": "Summarise March."}], **more}
    return client.messages.create(model="m", max_tokens=100, **asked)


def said(event):
    return event.delta.text if event.type == "content_block_delta" else ""


def test_a_true_answer_comes_back_as_the_client_gives_it_without_thoughts(server, reply):
    server.says(reply(message(THOUGHT, block(TRUE))))
    answer = ask(guarded(server))
    assert type(answer) is anthropic.types.Message
    assert [block.text for block in answer.content] == [TRUE]
    assert FALSE not in answer.model_dump_json()


def test_a_false_answer_raises_with_the_outcome_and_without_the_text(server, reply):
    server.says(reply(message(block(FALSE))))
    with pytest.raises(NotAccepted) as caught:
        ask(guarded(server))
    assert caught.value.outcome.text is None
    assert caught.value.outcome.verdict.decision is not Decision.ACCEPT
    assert caught.value.outcome.spent.tokens == 15
    assert FALSE not in str(caught.value)


def test_an_escalated_answer_is_kept_once(server, reply):
    server.says(reply(message(block(DOUBTFUL))))
    queue = FakeQueue()
    for _ in range(2):
        with pytest.raises(NotAccepted) as caught:
            ask(guarded(server, review=queue, attempts=3))
    assert list(queue.cases) == [caught.value.outcome.case]


def test_an_answer_is_read_as_one_text_over_all_its_blocks(server, reply):
    server.says(reply(message(block("You paid Gusto $18,2"), block("50.00."))))
    assert len(ask(guarded(server)).content) == 2
    server.says(reply(message(block(TRUE), block(f" {FALSE}"))))
    with pytest.raises(NotAccepted):
        ask(guarded(server))


def test_a_client_to_await_answers_the_same(server, reply):
    async def run():
        async with client_of(server, anthropic.AsyncAnthropic) as client:
            safe = GUARD.anthropic(client, source=BOOKS, use="feed")
            server.says(reply(message(block(TRUE))))
            assert (await ask(safe)).content[0].text == TRUE
            server.says(reply(events=message_events(f"{TRUE} {MORE}")))
            async with await ask(safe, stream=True) as arriving:
                assert [said(event) async for event in arriving if said(event)] == [f"{TRUE} ", MORE]
            server.says(reply(events=message_events(FALSE)))
            with pytest.raises(NotAccepted):
                assert [event async for event in await ask(safe, stream=True)] == []

    asyncio.run(run())


def test_tagged_parts_are_the_source(server, reply):
    parts = [Part.source(TRUE, id="memo"), Part.query("What was Gusto paid?")]
    server.says(reply(message(block(TRUE))))
    ask(guarded(server, source=None), messages=[{"role": "user", "content": parts}])
    assert server.asked[0]["messages"][0]["content"] == f"{TRUE}\n\nWhat was Gusto paid?"


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_a_true_stream_comes_as_a_whole_message_of_the_client(server, reply, size):
    thinking = [start(THOUGHT), {"type": "content_block_stop", "index": 0}]
    began, *more = message_events(f"{TRUE} {MORE}", size=size, index=1)
    server.says(reply(events=[began, *thinking, *more]))
    got = list(ask(guarded(server), stream=True))
    pieces = ["content_block_delta"] * 2
    ends = ["content_block_stop", "message_delta", "message_stop"]
    assert [event.type for event in got] == ["message_start", "content_block_start", *pieces, *ends]
    assert [said(event) for event in got if said(event)] == [f"{TRUE} ", MORE]
    assert {type(event).__module__.split(".")[0] for event in got} == {"anthropic"}


def test_a_stream_that_turns_false_releases_what_was_true_and_then_raises(server, reply):
    server.says(reply(events=message_events(f"{TRUE} {FALSE} {MORE}")))
    got, arriving = [], ask(guarded(server), stream=True)
    with pytest.raises(NotAccepted):
        got.extend(said(event) for event in arriving)
    assert "".join(got).strip() == TRUE
    assert arriving.outcome.text is None


NO_TEXT = [
    pytest.param(
        message(block(TRUE), {"type": "server_tool_use", "id": "t", "name": "web_search", "input": {}}),
        "web_search",
        id="its-own-tool",
    ),
    pytest.param(message(block(FALSE), stop="refusal"), "refused", id="refusal"),
    pytest.param(message(), "without any text", id="empty"),
    pytest.param(message(THOUGHT), "without any text", id="thoughts"),
]


@pytest.mark.parametrize(("body", "told"), NO_TEXT)
def test_what_is_no_text_is_an_error_that_quotes_nothing(server, reply, body, told):
    server.says(reply(body))
    with pytest.raises(BackendError, match=told) as caught:
        ask(guarded(server))
    assert FALSE not in str(caught.value)


OPEN = [BEGIN, start(block(""))]
BROKEN = [
    pytest.param([*OPEN, text_delta(f"{TRUE} {MORE}")], id="no-end"),
    pytest.param([*OPEN, text_delta(f"{TRUE} Y"), b"event: content_block_delta\ndata: {no\n\n"], id="malformed"),
    pytest.param([*OPEN, text_delta(TRUE), *ending("refusal")], id="refusal"),
    pytest.param([BEGIN, text_delta(TRUE), *ending()], id="text-from-nowhere"),
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
