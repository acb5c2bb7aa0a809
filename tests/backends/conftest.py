"""A server on loopback that answers as it is told, for tests of real client libraries."""

import json
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


@dataclass
class Reply:
    """One answer of the server: JSON, events of a stream, or the bytes themselves.

    `cut` closes the connection half-way, `endless` says the events again and again, and `hangs` says nothing at all,
    both until the client or the server is gone.
    """

    body: object = None
    events: list = field(default_factory=list)
    status: int = 200
    headers: dict = field(default_factory=dict)
    cut: bool = False
    endless: bool = False
    hangs: bool = False

    def data(self):
        if isinstance(self.body, bytes):
            return self.body
        if not self.events:
            return json.dumps(self.body).encode()
        return b"".join(event if isinstance(event, bytes) else sse(event) for event in self.events)


def sse(event):
    named = f"event: {event['type']}\n" if "type" in event else ""
    return f"{named}data: {json.dumps(event)}\n\n".encode()


class Server(ThreadingHTTPServer):
    """Gives `replies` in turn, the last one again and again; keeps what it was asked in `asked`."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.over = threading.Event()
        self.replies = []
        self.asked = []

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}"

    def says(self, *replies):
        self.replies = list(replies)


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        self.server.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        replies = self.server.replies
        reply = replies.pop(0) if len(replies) > 1 else replies[0]
        if reply.hangs:
            self.server.over.wait(20)
            return
        data = reply.data()
        self.send_response(reply.status)
        self.send_header("Content-Type", "text/event-stream" if reply.events else "application/json")
        self.send_header("Connection", "close")
        if not reply.endless:
            self.send_header("Content-Length", str(len(data)))
        for key, value in reply.headers.items():
            self.send_header(key, value)
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(data[: len(data) // 2] if reply.cut else data)
            while reply.endless and not self.server.over.is_set():
                self.wfile.write(data)

    def log_message(self, *args):
        pass


@pytest.fixture
def server():
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        running.over.set()
        running.shutdown()
        thread.join()


@pytest.fixture
def reply():
    return Reply
