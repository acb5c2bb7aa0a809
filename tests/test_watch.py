"""Calls on other threads: given up on in time, told apart, and on no more threads than are needed."""

import asyncio
import contextvars
import os
import threading

import pytest

from guardrail import GuardrailError
from guardrail.watch import TooLate, Watch, off_loop

WHO = contextvars.ContextVar("who", default="nobody")


def threads():
    return {thread for thread in threading.enumerate() if thread.name == "guardrail-watched"}


def test_a_call_gives_its_answer_or_what_it_raised():
    assert Watch().run(lambda: 7, 5) == 7
    with pytest.raises(KeyError, match="b"):
        Watch().run(lambda: {}["b"], 5)
    with pytest.raises(GuardrailError, match="ended with SystemExit"):
        Watch().run(lambda: (_ for _ in ()).throw(SystemExit), 5)


def test_calls_one_after_another_take_one_thread():
    watch = Watch()
    watch.run(int, 5)
    before = threads()
    for _ in range(50):
        watch.run(int, 5)
    assert threads() == before


def test_many_calls_at_once_leave_few_threads_behind():
    together = threading.Barrier(20)
    callers = [threading.Thread(target=Watch().run, args=(together.wait, 10)) for _ in range(20)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    for _ in range(20):
        Watch().run(int, 5)
    assert len(threads()) <= 20


def test_a_call_within_a_call_has_a_thread_of_its_own():
    watch = Watch()
    assert watch.run(lambda: watch.run(lambda: watch.run(int, 5), 5), 5) == 0


def test_a_call_that_was_given_up_on_answers_nobody_else():
    watch, go_on = Watch(), threading.Event()
    with pytest.raises(TooLate):
        watch.run(lambda: go_on.wait() and "late", 0.01)
    assert watch.run(lambda: "mine", 5) == "mine"
    go_on.set()
    assert [watch.run(lambda n=n: n, 5) for n in range(20)] == list(range(20))


def test_a_call_sees_the_variables_of_whoever_asked_and_changes_none_of_theirs():
    WHO.set("asker")
    assert Watch().run(WHO.get, 5) == "asker"
    Watch().run(lambda: WHO.set("call"), 5)
    assert WHO.get() == "asker"

    async def ask(name):
        WHO.set(name)
        return await off_loop(WHO.get)

    async def all_of_them():
        return await asyncio.gather(*(ask(str(n)) for n in range(100)))

    assert asyncio.run(all_of_them()) == [str(n) for n in range(100)]


def test_hundreds_of_calls_off_the_loop_take_few_threads():
    before = len(threads())

    async def all_of_them():
        return await asyncio.gather(*(off_loop(lambda n=n: n) for n in range(300)))

    assert asyncio.run(all_of_them()) == list(range(300))
    assert len(threads()) - before <= 8


def test_what_a_call_off_the_loop_raises_is_raised():
    async def ask():
        await off_loop(lambda: {}["b"])

    with pytest.raises(KeyError, match="b"):
        asyncio.run(ask())


def test_a_call_whose_loop_is_over_harms_nobody():
    go_on, back = threading.Event(), threading.Event()

    def call():
        go_on.wait()
        back.set()

    async def leaves():
        task = asyncio.ensure_future(off_loop(call))
        await asyncio.sleep(0)
        task.cancel()

    asyncio.run(leaves())
    go_on.set()
    assert back.wait(5)
    assert Watch().run(int, 5) == 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that forks")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_child_of_this_process_has_threads_of_its_own():
    """Catches: a child that waits for a thread which only its parent has."""
    Watch().run(int, 5)
    child = os.fork()
    if child == 0:
        os._exit(Watch().run(lambda: 7, 5))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
