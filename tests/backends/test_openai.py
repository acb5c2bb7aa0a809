"""The OpenAI SDK behind a guard, talking to a server on loopback."""

import asyncio

import pytest
from client_books import BOOKS, DOUBTFUL, FALSE, GUARD, MORE, TRUE
from wire import chat, chunk, chunks, delta, events, item, response

from guardrail import BackendError, Decision, GuardrailError, MissingExtra, NotAccepted, Part, ReviewError
from guardrail.testing import FakeQueue

openai = pytest.importorskip("openai", reason="needs openai: pip install 'guardrail[openai]'")

ASK = [{"role": "user", "content": "Summarise March."}]


def client_of(server, kind=openai.OpenAI, *, max_retries=0):
    return kind(base_url=f"{server.url}/v1", api_key="none", max_retries=max_retries)


def guarded(server, *, kind=openai.OpenAI, max_retries=0, guard=GUARD, **options):
    options = {"source": BOOKS, "use": "feed", **options}
    return guard.openai(client_of(server, kind, max_retries=max_retries), **options)


def ask(client, **more):
    return client.chat.completions.create(model="m", messages=ASK, **more)


def respond(client, **more):
    return client.responses.create(model="m", input="Summarise March.", **more)


VERBS = [
    pytest.param(ask, chat, id="chat"),
    pytest.param(respond, lambda text: response(item(text)), id="responses"),
]
STREAMS = [pytest.param(ask, chunks, id="chat"), pytest.param(respond, events, id="responses")]


def said(event):
    if hasattr(event, "choices"):
        return "".join(choice.delta.content or "" for choice in event.choices)
    return event.delta if event.type == "response.output_text.delta" else ""


# Whole answers


def test_a_true_answer_comes_back_as_the_client_gives_it(server, reply):
    server.says(reply(chat(TRUE)))
    answer = ask(guarded(server))
    assert type(answer) is openai.types.chat.ChatCompletion
    assert answer.choices[0].message.content == TRUE
    assert answer.usage.total_tokens == 15
    server.says(reply(response(item(TRUE))))
    answer = respond(guarded(server))
    assert type(answer) is openai.types.responses.Response
    assert answer.output_text == TRUE


@pytest.mark.parametrize(("ask", "answer"), VERBS)
def test_a_false_answer_raises_with_the_outcome_and_without_the_text(server, reply, ask, answer):
    server.says(reply(answer(FALSE)))
    with pytest.raises(NotAccepted) as caught:
        ask(guarded(server))
    outcome = caught.value.outcome
    assert outcome.verdict.decision is Decision.REJECT
    assert (outcome.text, outcome.response) == (None, None)
    assert outcome.spent.tokens == 15
    assert FALSE not in str(caught.value)


@pytest.mark.parametrize(("ask", "answer"), VERBS)
def test_an_escalated_answer_is_kept_once_and_named(server, reply, ask, answer):
    server.says(reply(answer(DOUBTFUL)))
    queue = FakeQueue()
    for _ in range(2):
        with pytest.raises(NotAccepted) as caught:
            ask(guarded(server, review=queue))
    assert list(queue.cases) == [caught.value.outcome.case]
    assert caught.value.outcome.case in str(caught.value)


@pytest.mark.parametrize(("ask", "answer"), VERBS)
def test_a_rejected_answer_is_asked_for_again_with_the_reason(server, reply, ask, answer):
    server.says(reply(answer(FALSE)), reply(answer(TRUE)))
    ask(guarded(server, attempts=2))
    first, second = (str(asked.get("messages") or asked.get("input")) for asked in server.asked)
    assert "WeWork" not in first
    assert "contradiction" in second


@pytest.mark.parametrize(("ask", "answer"), VERBS)
def test_a_client_to_await_answers_the_same(server, reply, ask, answer):
    async def run():
        async with client_of(server, openai.AsyncOpenAI) as client:
            safe = GUARD.openai(client, source=BOOKS, use="feed", attempts=2)
            server.says(reply(answer(FALSE)), reply(answer(TRUE)))
            await ask(safe)
            server.says(reply(answer(FALSE)))
            with pytest.raises(NotAccepted):
                await ask(safe)

    asyncio.run(run())


@pytest.mark.parametrize("texts", [(TRUE, FALSE), (FALSE, TRUE), (TRUE, DOUBTFUL, FALSE)])
def test_every_choice_is_checked_and_the_worst_decides(server, reply, texts):
    server.says(reply(chat(*texts)))
    with pytest.raises(NotAccepted) as caught:
        ask(guarded(server), n=len(texts))
    assert caught.value.outcome.verdict.decision is Decision.REJECT
    server.says(reply(chat(TRUE, MORE)))
    assert [choice.message.content for choice in ask(guarded(server), n=2).choices] == [TRUE, MORE]


def test_what_is_not_checked_is_taken_out_of_the_answer(server, reply):
    server.says(reply(chat(TRUE, reasoning_content=FALSE)))
    assert FALSE not in ask(guarded(server)).model_dump_json()
    thought = {"type": "reasoning", "id": "x", "summary": [{"type": "summary_text", "text": FALSE}]}
    server.says(reply(response(thought, item(TRUE))))
    assert FALSE not in respond(guarded(server)).model_dump_json()


# Where the source is said


def test_the_source_is_had_from_the_arguments_of_the_call(server, reply):
    books = {"acme": BOOKS, "other": None}
    client = guarded(server, source=lambda **asked: books[asked["user"]])
    server.says(reply(chat(TRUE)))
    assert ask(client, user="acme").choices[0].message.content == TRUE
    with pytest.raises(NotAccepted):
        ask(client, user="other")
    with pytest.raises(GuardrailError, match="source of this call"):
        ask(client, user="nobody")


def test_tagged_parts_are_the_source_and_reach_the_server_as_text(server, reply):
    client = guarded(server, source=None)
    parts = [Part.source("Gusto was paid $18,250.00.", id="memo"), Part.query("What was Gusto paid?")]
    server.says(reply(chat("Gusto was paid $18,250.00.")))
    client.chat.completions.create(model="m", messages=[{"role": "user", "content": parts}])
    assert server.asked[0]["messages"][0]["content"] == "Gusto was paid $18,250.00.\n\nWhat was Gusto paid?"
    server.says(reply(chat("Gusto was paid $18,520.00.")))
    with pytest.raises(NotAccepted):
        client.chat.completions.create(model="m", messages=[{"role": "user", "content": parts}])
    server.says(reply(response(item("Gusto was paid $18,250.00."))))
    assert client.responses.create(model="m", input=parts).output_text


# Streams


@pytest.mark.parametrize(("ask", "stream"), STREAMS)
@pytest.mark.parametrize("size", [1, 7, 1000])
def test_a_true_stream_comes_as_events_of_the_client(server, reply, ask, stream, size):
    server.says(reply(events=stream(f"{TRUE} {MORE}", size=size)))
    with ask(guarded(server), stream=True) as arriving:
        got = list(arriving)
    assert [said(event) for event in got if said(event)] == [f"{TRUE} ", MORE]
    assert {type(event).__module__.split(".")[0] for event in got} == {"openai"}
    assert arriving.outcome.text == f"{TRUE} {MORE}"


@pytest.mark.parametrize(("ask", "stream"), STREAMS)
def test_a_stream_that_turns_false_releases_what_was_true_and_then_raises(server, reply, ask, stream):
    server.says(reply(events=stream(f"{TRUE} {FALSE} {MORE}")))
    got = []
    arriving = ask(guarded(server), stream=True)
    with pytest.raises(NotAccepted):
        got.extend(said(event) for event in arriving)
    assert FALSE not in "".join(got)
    assert arriving.outcome.text is None


@pytest.mark.parametrize(("ask", "stream"), STREAMS)
def test_a_stream_to_await_releases_the_same(server, reply, ask, stream):
    async def run():
        async with client_of(server, openai.AsyncOpenAI) as client:
            safe = GUARD.openai(client, source=BOOKS, use="feed")
            server.says(reply(events=stream(f"{TRUE} {MORE}")))
            async with await ask(safe, stream=True) as arriving:
                assert "".join([said(event) async for event in arriving]) == f"{TRUE} {MORE}"
            server.says(reply(events=stream(FALSE)))
            with pytest.raises(NotAccepted):
                assert [event async for event in await ask(safe, stream=True)] == []

    asyncio.run(run())


def test_a_stream_in_the_strictest_tier_is_released_as_a_whole(server, reply):
    server.says(reply(events=chunks(f"{TRUE} {MORE}")))
    got = [said(event) for event in ask(guarded(server, use=None), stream=True)]
    assert got[0] == f"{TRUE} {MORE}"


def test_a_response_whose_end_says_another_text_is_refused(server, reply):
    server.says(reply(events=events(TRUE, at_the_end=FALSE)))
    with pytest.raises(BackendError, match="another text"):
        list(respond(guarded(server), stream=True))


# What goes wrong

REFUSED = {"type": "message", "id": "m", "role": "assistant", "status": "completed"}
REFUSED |= {"content": [{"type": "refusal", "refusal": FALSE}]}

NO_TEXT = [
    pytest.param(ask, chat(None, refusal=FALSE), "refused", id="refusal"),
    pytest.param(ask, chat(TRUE, finish="content_filter"), "filter", id="filtered"),
    pytest.param(ask, chat(TRUE, audio={"transcript": FALSE}), "sound", id="sound"),
    pytest.param(ask, chat(None), "instead of text", id="none"),
    pytest.param(ask, chat(), "without any text", id="no-choice"),
    pytest.param(ask, chat(TRUE, None), "instead of text", id="text-and-none"),
    pytest.param(respond, response(REFUSED), "refused", id="response-refusal"),
    pytest.param(respond, response(), "without any text", id="response-empty"),
    pytest.param(respond, response(item(TRUE)) | {"status": "failed"}, "not complete", id="response-failed"),
]


@pytest.mark.parametrize(("ask", "body", "told"), NO_TEXT)
def test_what_is_no_text_is_an_error_that_quotes_nothing(server, reply, ask, body, told):
    server.says(reply(body))
    queue = FakeQueue()
    with pytest.raises(BackendError, match=told) as caught:
        ask(guarded(server, review=queue, attempts=2))
    assert FALSE not in str(caught.value)
    assert queue.cases == {}


BROKEN = [
    pytest.param(ask, [chunk(TRUE), chunk(f" {MORE}")], id="no-end"),
    pytest.param(ask, [chunk(f"{TRUE} Y"), b"data: {not json\n\n"], id="malformed"),
    pytest.param(ask, [chunk(f"{TRUE} Y"), b"data: [1]\n\n"], id="wrong-json"),
    pytest.param(ask, [chunk(f"{TRUE} Y"), chunk(FALSE, index=1)], id="two-choices"),
    pytest.param(ask, [chunk(f"{TRUE} Y"), chunk(None, refusal=FALSE)], id="refusal"),
    pytest.param(ask, [chunk(TRUE), chunk(None, finish="content_filter")], id="filtered"),
    pytest.param(ask, [{"error": {"message": "overloaded"}}], id="error"),
    pytest.param(respond, [delta(TRUE), delta(f" {MORE}")], id="response-no-end"),
    pytest.param(respond, [delta(f"{TRUE} Y"), b"event: x\ndata: {not json\n\n"], id="response-malformed"),
]


@pytest.mark.parametrize(("ask", "broken"), BROKEN)
def test_a_broken_stream_is_an_error_and_releases_what_was_accepted_at_most(server, reply, ask, broken):
    server.says(reply(events=broken))
    queue, got = FakeQueue(), []
    with pytest.raises(BackendError):
        got.extend(said(event) for event in ask(guarded(server, review=queue), stream=True))
    assert "".join(got).strip() in {"", TRUE}
    assert queue.cases == {}


def test_a_queue_that_fails_releases_nothing(server, reply):
    server.says(reply(chat(DOUBTFUL)))
    with pytest.raises(ReviewError):
        ask(guarded(server, review=FakeQueue(fails=OSError("disk full"))))


# What cannot be called


@pytest.mark.parametrize(
    "use",
    [
        lambda client: client.completions.create,
        lambda client: client.chat.completions.parse,
        lambda client: client.chat.completions.stream,
        lambda client: client.chat.completions.with_raw_response,
        lambda client: client.responses.retrieve,
        lambda client: client.with_streaming_response,
        lambda client: client.beta,
        lambda client: client.post,
        lambda client: ask(client, n=2, stream=True),
    ],
)
def test_what_would_get_around_the_guard_cannot_be_called(server, use):
    with pytest.raises(GuardrailError):
        use(guarded(server))


def test_a_client_with_other_options_is_guarded_too(server, reply):
    server.says(reply(chat(FALSE)))
    with pytest.raises(NotAccepted):
        ask(guarded(server).with_options(timeout=5))


def test_what_is_no_client_is_refused():
    with pytest.raises(GuardrailError, match="cannot guard str"):
        GUARD.openai("client")


def test_without_the_library_the_message_says_what_to_install(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "openai", None)
    with pytest.raises(MissingExtra, match=r"guardrail\[openai\]"):
        GUARD.openai("client")
