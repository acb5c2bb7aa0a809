"""What only a process of its own can show: bytes in arguments, pipes, signals, terminals."""

import json
import os
import pty
import signal
import subprocess
import sys
import time

import pytest
from written_texts import RIGHT, ROLES, WRONG

GUARDRAIL = [sys.executable, "-m", "guardrail"]


def run(*arguments, **how):
    how.setdefault("timeout", 60)
    return subprocess.run([*GUARDRAIL, *arguments], capture_output=True, check=False, **how)


def checked(books, *arguments, **how):
    given = ["check", "--source", str(books), "--roles", ROLES, "--use", "client-note", *arguments]
    return run(*given, **how)


def test_an_argument_that_is_not_utf_8_is_told_in_one_line(books):
    done = checked(books, "--text", b"Gusto got \xff $1.00")
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    assert b"character 11 is not valid UTF-8" in done.stderr


def test_a_file_may_hold_nul_and_a_megabyte(books, tmp_path):
    path = tmp_path / "note.txt"
    path.write_bytes(b"Gusto\0 got $1.00.\n" + b"lorem ipsum dolor " * 60_000)
    done = checked(books, "--file", str(path))
    assert done.returncode in {1, 3}
    assert b"\0" not in done.stdout
    assert b"Traceback" not in done.stderr


def test_a_reader_that_leaves_is_no_error(books, tmp_path):
    path = tmp_path / "many.jsonl"
    path.write_text((json.dumps({"text": WRONG}) + "\n") * 3000)
    given = ["check", "--jsonl", str(path), "--source", str(books), "--roles", ROLES]
    with subprocess.Popen([*GUARDRAIL, *given], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.readline()
        process.stdout.close()
        told = process.stderr.read()
    assert told == b""
    assert process.returncode == 141


def test_an_interrupt_ends_quietly(books):
    given = ["check", "--jsonl", "-", "--source", str(books), "--roles", ROLES]
    with subprocess.Popen(
        [*GUARDRAIL, *given], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdin.write((json.dumps({"text": RIGHT}) + "\n").encode() * 200)
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        told = process.stderr.read()
    assert told.strip() == b""
    assert process.returncode == 130


def test_a_terminal_that_knows_ascii_only_is_no_error(books):
    done = checked(books, "--text", "You paid Café €5.00.", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert done.returncode in {1, 3}
    assert b"Traceback" not in done.stderr


def on_a_terminal(arguments, out):
    """What a command writes to a terminal of its own on standard error."""
    ours, theirs = pty.openpty()
    env = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80"}
    with (
        out.open("wb") as stdout,
        subprocess.Popen([*GUARDRAIL, *arguments], stdout=stdout, stderr=theirs, env=env),
    ):
        os.close(theirs)
        shown = b"".join(pieces(ours))
    os.close(ours)
    return out.read_bytes(), shown


def pieces(terminal):
    """What is written to a terminal until nobody holds it any more."""
    while True:
        try:
            piece = os.read(terminal, 65536)
        except OSError:
            return
        if not piece:
            return
        yield piece


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_a_long_input_shows_a_bar_on_standard_error_only(books, tmp_path):
    path = tmp_path / "many.jsonl"
    path.write_text((json.dumps({"text": RIGHT}) + "\n") * 1500)
    given = ["check", "--jsonl", str(path), "--source", str(books), "--roles", ROLES]
    out, shown = on_a_terminal(given, tmp_path / "out")
    assert out.count(b"\n") == 1500
    assert b"checking" in shown
    path.write_text((json.dumps({"text": RIGHT}) + "\n") * 3)
    assert b"checking" not in on_a_terminal(given, tmp_path / "out")[1]


def test_help_comes_at_once():
    started = time.monotonic()
    assert run("--help").returncode == 0
    assert time.monotonic() - started < 5
