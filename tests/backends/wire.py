"""What servers send: chat completions, responses and messages, whole and as the events of a stream."""

DONE = b"data: [DONE]\n\n"


def cut(text, size=7):
    return [text[at : at + size] for at in range(0, len(text), size)]


# Chat completions


def chat(*texts, finish="stop", **message):
    choices = [
        {"index": at, "finish_reason": finish, "message": {"role": "assistant", "content": text, **message}}
        for at, text in enumerate(texts)
    ]
    usage = {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15}
    head = {"id": "c", "object": "chat.completion", "created": 1, "model": "m"}
    return {**head, "choices": choices, "usage": usage}


def chunk(text, *, finish=None, index=0, **delta):
    choice = {"index": index, "delta": {"content": text, **delta}, "finish_reason": finish}
    return {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}


def chunks(text, *, size=7):
    return [*map(chunk, cut(text, size)), chunk(None, finish="stop"), DONE]


def chat_call(name, arguments=None, text=None):
    """An answer that asks for a tool; without arguments there are none at all."""
    function = {"name": name} if arguments is None else {"name": name, "arguments": arguments}
    return chat(text, finish="tool_calls", tool_calls=[{"id": "t1", "type": "function", "function": function}])


def chat_call_chunks(name, arguments, text=""):
    begun = {"index": 0, "id": "t1", "type": "function", "function": {"name": name, "arguments": ""}}
    pieces = [chunk(None, tool_calls=[{"index": 0, "function": {"arguments": piece}}]) for piece in cut(arguments)]
    said = [*map(chunk, cut(text))]
    return [*said, chunk(None, tool_calls=[begun]), *pieces, chunk(None, finish="tool_calls"), DONE]


# Responses


def item(text, **more):
    part = {"type": "output_text", "text": text, "annotations": [], **more}
    return {"type": "message", "id": "m", "role": "assistant", "status": "completed", "content": [part]}


def item_call(name, arguments=None):
    call = {"type": "function_call", "id": "f", "call_id": "t1", "name": name, "status": "completed"}
    return call if arguments is None else {**call, "arguments": arguments}


def response(*output):
    head = {"id": "r", "object": "response", "created_at": 1, "model": "m", "status": "completed"}
    usage = {"input_tokens": 10, "output_tokens": 5, "total_tokens": 15}
    usage |= {"input_tokens_details": {"cached_tokens": 0}, "output_tokens_details": {"reasoning_tokens": 0}}
    head |= {"parallel_tool_calls": True, "tool_choice": "auto", "tools": []}
    return {**head, "output": list(output), "usage": usage}


def delta(text):
    place = {"item_id": "m", "output_index": 0, "content_index": 0, "sequence_number": 1, "logprobs": []}
    return {"type": "response.output_text.delta", "delta": text, **place}


def completed(*output):
    return {"type": "response.completed", "sequence_number": 9, "response": response(*output)}


def events(text, *, size=7, at_the_end=None):
    return [*map(delta, cut(text, size)), completed(item(text if at_the_end is None else at_the_end))]


def call_events(name, arguments, text=""):
    added = {"type": "response.output_item.added", "output_index": 1, "sequence_number": 1}
    said = [item(text)] if text else []
    call = item_call(name, arguments)
    return [*map(delta, cut(text)), {**added, "item": call}, completed(*said, call)]


# Messages


def block(text):
    return {"type": "text", "text": text}


def block_call(name, arguments=None):
    return {"type": "tool_use", "id": "t1", "name": name, "input": {} if arguments is None else arguments}


def message(*blocks, stop="end_turn"):
    head = {"id": "m", "type": "message", "role": "assistant", "model": "m", "stop_sequence": None}
    usage = {"input_tokens": 10, "output_tokens": 5}
    return {**head, "content": list(blocks), "stop_reason": stop, "usage": usage}


def start(begun, index=0):
    return {"type": "content_block_start", "index": index, "content_block": begun}


def stop(index=0):
    return {"type": "content_block_stop", "index": index}


def text_delta(text, index=0):
    return {"type": "content_block_delta", "index": index, "delta": {"type": "text_delta", "text": text}}


def input_delta(piece, index=1):
    return {"type": "content_block_delta", "index": index, "delta": {"type": "input_json_delta", "partial_json": piece}}


def ending(reason="end_turn"):
    changed = {"stop_reason": reason, "stop_sequence": None}
    return [{"type": "message_delta", "delta": changed, "usage": {"output_tokens": 5}}, {"type": "message_stop"}]


BEGIN = {"type": "message_start", "message": message(stop=None)}


def message_events(text, *, size=7, index=0):
    pieces = [text_delta(piece, index) for piece in cut(text, size)]
    return [BEGIN, start(block(""), index), *pieces, stop(index), *ending()]


def message_call_events(name, arguments, text=""):
    pieces = [input_delta(piece) for piece in cut(arguments)]
    said = [start(block("")), *map(text_delta, cut(text)), stop()] if text else []
    return [BEGIN, *said, start(block_call(name), 1), *pieces, stop(1), *ending("tool_use")]
