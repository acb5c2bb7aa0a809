"""Run by the tests: does one step of a review queue in children that are killed, each one line further on.

Usage: dying.py FOLDER STEP. Child k works on FOLDER/k.db, a copy of FOLDER/base.db where there is one, and is
killed by SIGKILL before the k-th line that it would run of the queue's code. The last child is not killed. Prints
how many there were.
"""

import itertools
import os
import shutil
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from guardrail.review import Queue, queue
from guardrail.types import Case, Decision, Resolution, Verdict

NOON = datetime(2026, 3, 15, 12, tzinfo=UTC)
VERDICT = Verdict(decision=Decision.ESCALATE, tier="advise", use="client-note", findings=(), fingerprint="f")
CASE = Case(id="a1", text="You paid WeWork $18,250.00.", verdict=VERDICT)
REJECTED = Resolution(case="a1", decision=Decision.REJECT, reviewer="ann", note="went to Gusto")


def do(step, path):
    """One step, with what must have happened before it done outside the killer's sight."""
    if step == "create":
        return lambda: Queue(path, clock=lambda: NOON)
    shared = Queue(path, clock=lambda: NOON)
    return {
        "put": lambda: shared.put(CASE),
        "claim": lambda: shared.claim("ann"),
        "release": lambda: shared.release("a1"),
        "resolve": lambda: shared.resolve(REJECTED),
    }[step]


def killer(line):
    """A trace function that kills this process before the given line of the queue's code."""
    left = itertools.count(line, -1)

    def trace(frame, event, _):
        if frame.f_code.co_filename != queue.__file__:
            return None
        if event == "line" and next(left) == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return trace

    return trace


def child(folder, step, number):
    path = folder / f"{number}.db"
    if (folder / "base.db").exists():
        shutil.copy(folder / "base.db", path)
    call = do(step, path)
    sys.settrace(killer(number))
    call()
    sys.settrace(None)
    os._exit(0)


def main(folder, step):
    for number in itertools.count():
        pid = os.fork()
        if pid == 0:
            child(Path(folder), step, number)
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        if status == 0:
            return number
        if status != -signal.SIGKILL:
            sys.exit(f"child {number} ended with {status}")
    return None


if __name__ == "__main__":
    sys.stdout.write(f"{main(*sys.argv[1:])}\n")
