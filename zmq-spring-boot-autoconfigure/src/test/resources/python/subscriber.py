"""Subscribes and answers with every message it receives, as one line of JSON.

Arguments: the wire format, the address to connect to, the subscriptions. Ends when standard
input ends.
"""
import json
import sys

import zmq


def receive(socket, wire_format):
    """Receive a message and return its frames, its topic and its payload."""
    if wire_format == "multipart":
        topic, payload = socket.recv_multipart()
        return [topic, payload], topic.decode("utf-8"), payload
    frame = socket.recv()
    if wire_format == "single-frame":
        topic, payload = frame.decode("utf-8").split(" ", 1)
        return [frame], topic, payload
    return [frame], "", frame


def read(payload):
    try:
        return repr(json.loads(payload))
    except ValueError:
        return None


def main():
    wire_format, address, *subscriptions = sys.argv[1:]
    socket = zmq.Context.instance().socket(zmq.SUB)
    socket.setsockopt(zmq.LINGER, 0)
    for subscription in subscriptions:
        socket.setsockopt_string(zmq.SUBSCRIBE, subscription)
    socket.connect(address)
    poller = zmq.Poller()
    poller.register(socket, zmq.POLLIN)
    poller.register(sys.stdin, zmq.POLLIN)
    while True:
        ready = dict(poller.poll())
        if sys.stdin.fileno() in ready:
            break
        frames, topic, payload = receive(socket, wire_format)
        answer = {"frames": [frame.hex() for frame in frames], "topic": topic, "message": read(payload)}
        print(f"> {json.dumps(answer)}", flush=True)


main()
