"""Run by the tests: one process among several that share a review queue.

`worker.py put FILE FIRST` stores cases FIRST, FIRST + 1, ... for ever; `worker.py claim FILE NAME` claims until
nothing is open. Both print an id as soon as the queue has answered.
"""

import itertools
import sys

from guardrail.review import Queue
from guardrail.types import Case, Decision, Verdict

VERDICT = Verdict(decision=Decision.ESCALATE, tier="advise", use=None, findings=(), fingerprint="f")


def tell(id_):
    sys.stdout.write(f"{id_}\n")
    sys.stdout.flush()


def put(path, first):
    queue = Queue(path)
    for number in itertools.count(int(first)):
        tell(queue.put(Case(id=str(number), text=f"text {number}", verdict=VERDICT)))


def claim(path, name):
    queue = Queue(path)
    while case := queue.claim(name):
        tell(case.id)


if __name__ == "__main__":
    {"put": put, "claim": claim}[sys.argv[1]](*sys.argv[2:])
