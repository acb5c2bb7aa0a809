"""LiteLLM, LangChain and LlamaIndex behind a guard, where they are installed; LiteLLM talks to a server on loopback."""

import asyncio
import sys

import pytest
from client_books import BOOKS, DOUBTFUL, FALSE, GUARD, MORE, OPTIONS, TRUE
from wire import chat, chunks

from guardrail import BackendError, GuardrailError, MissingExtra, NotAccepted
from guardrail.testing import FakeQueue

# LiteLLM


@pytest.fixture
def litellm(monkeypatch):
    monkeypatch.setenv("LITELLM_LOCAL_MODEL_COST_MAP", "True")  # it would fetch a table of prices otherwise
    return pytest.importorskip("litellm", reason="needs litellm: pip install 'guardrail[litellm]'")


def asked(server, **more):
    base = {"api_base": f"{server.url}/v1", "api_key": "none", "num_retries": 0, "max_retries": 0}
    return {"model": "openai/m", "messages": [{"role": "user", "content": "March?"}], **base, **more}


@pytest.mark.filterwarnings("ignore")
def test_litellm_answers_with_its_own_type_and_only_what_is_accepted(litellm, server, reply):
    llm = GUARD.litellm(**OPTIONS, attempts=2)
    server.says(reply(chat(FALSE)), reply(chat(TRUE, reasoning_content=FALSE)))
    answer = llm.completion(**asked(server))
    assert type(answer) is litellm.ModelResponse
    assert answer.choices[0].message.content == TRUE
    assert FALSE not in answer.model_dump_json()
    assert "contradiction" in server.asked[1]["messages"][-1]["content"]
    server.says(reply(chat(TRUE, FALSE)))
    with pytest.raises(NotAccepted):
        GUARD.litellm(**OPTIONS).completion(**asked(server, n=2))
    with pytest.raises(NotAccepted):
        asyncio.run(GUARD.litellm(**OPTIONS).acompletion(**asked(server)))


@pytest.mark.filterwarnings("ignore")
def test_litellm_streams_what_is_accepted(litellm, server, reply):
    server.says(reply(events=chunks(f"{TRUE} {MORE} {FALSE}")))
    got, llm = [], GUARD.litellm(**OPTIONS)
    with pytest.raises(NotAccepted):
        got.extend(chunk.choices[0].delta.content for chunk in llm.completion(**asked(server, stream=True)))
    assert got == [f"{TRUE} ", f"{MORE} "]
    server.says(reply(events=chunks(f"{TRUE} {MORE}")))

    async def run():
        arriving = await llm.acompletion(**asked(server, stream=True))
        return "".join([chunk.choices[0].delta.content or "" async for chunk in arriving])

    assert asyncio.run(run()) == f"{TRUE} {MORE}"


@pytest.mark.filterwarnings("ignore")
def test_what_goes_wrong_with_litellm_is_an_error_and_nothing_is_kept(litellm, server, reply):
    queue = FakeQueue()
    llm = GUARD.litellm(**OPTIONS, review=queue)
    for wrong in (reply(chat(None)), reply({}, status=429), reply(chat(TRUE), cut=True)):
        server.says(wrong)
        with pytest.raises(BackendError):
            llm.completion(**asked(server))
    with pytest.raises(GuardrailError, match="not guarded"):
        _ = llm.text_completion
    assert queue.cases == {}


# LangChain


@pytest.fixture
def messages():
    return pytest.importorskip("langchain_core.messages", reason="needs langchain: pip install 'guardrail[langchain]'")


def chat_model(*answers):
    from langchain_core.language_models.fake_chat_models import GenericFakeChatModel

    return GenericFakeChatModel(messages=iter(answers))


def test_a_langchain_model_is_a_runnable_that_gives_only_what_is_accepted(messages):
    from langchain_core.output_parsers import StrOutputParser

    answers = [messages.AIMessage(FALSE), messages.AIMessage(TRUE, additional_kwargs={"reasoning_content": FALSE})]
    chain = GUARD.langchain(chat_model(*answers), **OPTIONS, attempts=2)
    answer = chain.invoke("What was paid?")
    assert (type(answer), answer.content, answer.additional_kwargs) == (messages.AIMessage, TRUE, {})
    assert (GUARD.langchain(chat_model(TRUE), **OPTIONS) | StrOutputParser()).invoke("March?") == TRUE
    assert [piece.content for piece in GUARD.langchain(chat_model(TRUE), **OPTIONS).stream("March?")] == [TRUE]
    with pytest.raises(NotAccepted):
        GUARD.langchain(chat_model(FALSE), **OPTIONS).invoke([messages.HumanMessage("March?")])
    with pytest.raises(NotAccepted):
        list(GUARD.langchain(chat_model(FALSE), **OPTIONS).stream("March?"))
    with pytest.raises(NotAccepted):
        asyncio.run(GUARD.langchain(chat_model(FALSE), **OPTIONS).ainvoke("March?"))


def test_a_langchain_source_is_had_from_what_is_asked(messages):
    chain = GUARD.langchain(chat_model(TRUE, TRUE), source=lambda asked: BOOKS if "acme" in asked else None, use="feed")
    assert chain.invoke("acme: March?").content == TRUE
    with pytest.raises(NotAccepted):
        chain.invoke("other: March?")


def test_a_tool_call_of_a_langchain_model_is_refused(messages):
    call = messages.AIMessage(TRUE, tool_calls=[{"name": "pay", "args": {}, "id": "1"}])
    with pytest.raises(BackendError, match="tool 'pay'"):
        GUARD.langchain(chat_model(call), **OPTIONS).invoke("March?")
    blocks = messages.AIMessage([{"type": "reasoning", "text": FALSE}, {"type": "text", "text": TRUE}])
    assert GUARD.langchain(chat_model(blocks), **OPTIONS).invoke("March?").content == TRUE


def test_middleware_guards_the_model_of_an_agent(messages):
    agents = pytest.importorskip("langchain.agents", reason="needs langchain: pip install 'guardrail[langchain]'")
    queue = FakeQueue()

    def agent(*answers, **more):
        return agents.create_agent(chat_model(*answers), middleware=[GUARD.langchain_middleware(**OPTIONS, **more)])

    def ask():
        return {"messages": [messages.HumanMessage("March?")]}

    assert agent(FALSE, TRUE, attempts=2).invoke(ask())["messages"][-1].content == TRUE
    with pytest.raises(NotAccepted):
        agent(DOUBTFUL, review=queue).invoke(ask())
    with pytest.raises(NotAccepted):
        asyncio.run(agent(DOUBTFUL, review=queue).ainvoke(ask()))
    assert len(queue.cases) == 1


# LlamaIndex


def test_a_llama_index_llm_completes_and_chats_with_what_is_accepted():
    llms = pytest.importorskip(
        "llama_index.core.llms", reason="needs llama-index: pip install 'guardrail[llama-index]'"
    )

    class Says(llms.CustomLLM):
        answers: list[str]

        @property
        def metadata(self):
            return llms.LLMMetadata(model_name="says")

        def complete(self, prompt, formatted=False, **kwargs):
            return llms.CompletionResponse(text=self.answers.pop(0), additional_kwargs={"thought": FALSE})

        def stream_complete(self, prompt, formatted=False, **kwargs):
            raise NotImplementedError

    def llm(*answers, **more):
        return GUARD.llama_index(Says(answers=list(answers)), **OPTIONS, **more)

    answer = llm(FALSE, TRUE, attempts=2).complete("March?")
    assert (answer.text, answer.additional_kwargs) == (TRUE, {})
    assert llm(TRUE).chat([llms.ChatMessage("March?")]).message.content == TRUE
    assert [piece.delta for piece in llm(TRUE).stream_complete("March?")] == [TRUE]
    assert asyncio.run(llm(TRUE).acomplete("March?")).text == TRUE
    for call in (llm(FALSE).complete, lambda prompt: list(llm(FALSE).stream_complete(prompt))):
        with pytest.raises(NotAccepted):
            call("March?")
    with pytest.raises(NotAccepted):
        asyncio.run(llm(FALSE).acomplete("March?"))
    with pytest.raises(GuardrailError, match="cannot guard str"):
        GUARD.llama_index("llm")


# transformers, whose pipelines are called like this stand-in


def test_a_pipeline_gives_new_text_that_is_accepted_and_every_sequence_is_checked():
    def pipe(*answers):
        def pipeline(prompt, *, return_full_text, **options):
            assert not return_full_text
            return [{"generated_text": answer, "thought": FALSE} for answer in answers]

        return GUARD.transformers(pipeline, **OPTIONS)

    assert pipe(TRUE)("March?", max_new_tokens=20) == [{"generated_text": TRUE}]
    with pytest.raises(NotAccepted):
        pipe(TRUE, FALSE)("March?", num_return_sequences=2)
    for broken in ((), (None,), ([{"role": "assistant", "content": TRUE}],)):
        with pytest.raises(BackendError):
            pipe(*broken)("March?")
    with pytest.raises(GuardrailError, match="one prompt as text"):
        pipe(TRUE)(["March?", "April?"])


# Without them


@pytest.mark.parametrize(
    ("library", "use"),
    [
        ("litellm", GUARD.litellm),
        ("langchain_core", lambda: GUARD.langchain(None)),
        ("llama_index", lambda: GUARD.llama_index(None)),
        ("langchain", GUARD.langchain_middleware),
    ],
)
def test_without_the_library_the_message_says_what_to_install(monkeypatch, library, use):
    for name in [name for name in sys.modules if name.split(".")[0] == library]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtra, match=r"pip install 'guardrail\["):
        use()
