"""Nothing leaves the process: everything but a backend of one's own works where no connection can be made."""

import subprocess
import sys

# Runs in a Python of its own, where every use of the network raises from before the library is imported.
OFFLINE = """
import socket, sys

def refuse(event, arguments):
    local = event == "socket.__new__" and arguments[1] == getattr(socket, "AF_UNIX", None)
    if event.startswith("socket.") and not local or event in {"urllib.Request", "http.client.connect", "subprocess.Popen"}:
        raise PermissionError(f"something used the network: {event}")

sys.addaudithook(refuse)
"""

PROOF = """
import asyncio, json
from decimal import Decimal
import guardrail
from guardrail import Candidate, Resolution, Decision, Source
from guardrail.cli import main
from guardrail.review import Queue
from guardrail.rulebook import read_prices

rows = [{"id": "A2", "date": "2026-03-15", "vendor": "Gusto", "amount": "18,250.00"}]
books = Source.from_rows(rows, id="id", date="date", entity="vendor", amount="amount", currency="USD")
RIGHT, UNKNOWN = "You paid Gusto $18,250.00 on March 15.", "You paid Northwind Freight $410.00."
told = []
guard = guardrail.load().observed(lambda event: told.append(event.decision))
asked = dict(source=books, use="client-note")
verdict = guard.check(RIGHT, **asked)
assert verdict.accepted, verdict
assert guard.check_many([Candidate(text=RIGHT, **asked)]) == [verdict]
assert asyncio.run(guard.acheck(RIGHT, **asked)) == verdict

write = guard.wrap(lambda prompt: "You paid «NAME-1» $18,250.00 on March 15.", redact=True)
assert write("What did Gusto cost?", **asked).text == RIGHT
kept = guard.wrap(lambda prompt: UNKNOWN, review="reviews.db")("And freight?", **asked)
queue = Queue("reviews.db")
case = queue.claim("R. Osei")
assert case.id == kept.case
queue.resolve(Resolution(case=case.id, decision=Decision.REJECT, reviewer="R. Osei"))
assert set(told) == {"accept", "escalate"}
assert read_prices().of("gpt-4.1-mini").money(300, 60) > 0

with open("books.csv", "w") as file:
    file.write("id,date,vendor,amount\\nA2,2026-03-15,Gusto,18250.00\\n")
for arguments in (
    ["check", "--text", RIGHT, "--source", "books.csv", "--roles", "amount=amount,entity=vendor,date=date,currency=USD",
     "--use", "client-note"],
    ["plan"],
    ["cost", "--calls", "10", "--tokens-in", "3", "--tokens-out", "3"],
    ["rules", "check"],
    ["review", "list", "--db", "reviews.db"],
):
    try:
        main(arguments)
    except SystemExit as ended:
        assert not ended.code, (arguments, ended.code)
print("offline")
"""


def run(code, folder):
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", OFFLINE + code],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=folder,
        timeout=120,
    )


def test_load_check_wrap_review_and_the_commands_work_without_a_network(tmp_path):
    done = run(PROOF, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("offline\n")


def test_the_proof_can_fail(tmp_path):
    for use in (
        "socket.create_connection(('127.0.0.1', 9))",
        "socket.getaddrinfo('localhost', 80)",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9')",
    ):
        assert "something used the network" in run(use, tmp_path).stderr
