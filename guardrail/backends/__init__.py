"""What generates, behind a guard: one engine, and what every client's adapter is made with.

A `Gate` is the engine. `guard.gate(review=..., attempts=..., budget=...)` makes one, and an adapter needs no
more than a gate and its client:

    request = Request(source=source, use=use, prompt=prompt, day=day)
    gate.run(generate, request)           Outcome            generate(feedback) -> Generated | str
    await gate.arun(generate, request)    Outcome            the same, to await
    gate.stream(chunks, request)          Stream             chunks(feedback) -> an iterable of str, bytes or Generated
    gate.astream(chunks, request)         AsyncStream        the same, to iterate with `async for`
    gate.hold(request)                    Hold               for text that somebody pushes: write, finish

`feedback` is None at the first attempt, then a text for the model: what was wrong with its last answer. A
`Generated` carries the text, tokens and money where they are known, and the client's own answer as `response`,
which comes back as `outcome.response` if the text is accepted. `within=` of every call takes a `Spending` that
several calls share. Raise what goes wrong: the gate makes a `BackendError` of it; one that is raised stays as it is.

A backend knows nothing of validators or rules, only what turns a text into a verdict and what keeps a case.
"""

from .attempts import Checker, Request
from .budget import Budget, Generated, Spending
from .calls import Guarded, GuardedBackend
from .gate import Gate
from .parts import Part, candidate_of, prompt_of, source_of
from .streams import AsyncStream, Hold, Stream
from .tools import Call, Tool

__all__ = [
    "AsyncStream",
    "Budget",
    "Call",
    "Checker",
    "Gate",
    "Generated",
    "Guarded",
    "GuardedBackend",
    "Hold",
    "Part",
    "Request",
    "Spending",
    "Stream",
    "Tool",
    "candidate_of",
    "prompt_of",
    "source_of",
]
