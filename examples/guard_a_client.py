"""The OpenAI SDK behind a guard. A small server stands in for the model; any OpenAI-compatible URL will do."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

from openai import OpenAI

import guardrail
from guardrail import NotAccepted, Source

ANSWERS = ["You paid Gusto $18,250.00 on March 15.", "You paid Gusto $18,520.00 on March 15."]


class Model(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        message = {"role": "assistant", "content": ANSWERS.pop(0)}
        choice = {"index": 0, "finish_reason": "stop", "message": message}
        body = {"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]}
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *args: object) -> None:
        pass


books = Source.from_rows(
    [{"id": "A2", "date": "2026-03-15", "vendor": "Gusto", "category": "Payroll", "amount": "18,250.00"}],
    amount="amount",
    entity="vendor",
    date="date",
    account="category",
    id="id",
    currency="USD",
)

with HTTPServer(("127.0.0.1", 0), Model) as server:
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    model = OpenAI(base_url=f"http://127.0.0.1:{server.server_port}/v1", api_key="none")
    client = guardrail.load().openai(model, source=books, use="client-note")
    for _ in range(2):
        try:
            answer = client.chat.completions.create(model="m", messages=[{"role": "user", "content": "Payroll?"}])
            print(answer.choices[0].message.content)
        except NotAccepted as error:
            print(f"refused: {error}")
    server.shutdown()
