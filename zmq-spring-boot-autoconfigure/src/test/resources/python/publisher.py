"""Publishes messages.

Arguments: the wire format and the address to bind. The first answer is that address. Each line of standard input is a topic, a space and a Python
expression: text and bytes are sent unchanged, a dict as JSON, and a list as the frames of the
message in every wire format. Ends when standard input ends.
"""
import json
import sys

import zmq


def text(message):
    return message if isinstance(message, str) else json.dumps(message)


def payload(message):
    return message if isinstance(message, bytes) else text(message).encode("utf-8")


def publish(socket, wire_format, topic, message):
    if isinstance(message, list):
        socket.send_multipart(message)
    elif wire_format == "single-frame":
        socket.send_string(f"{topic} {text(message)}")
    elif wire_format == "multipart":
        socket.send_multipart([topic.encode("utf-8"), payload(message)])
    else:
        socket.send(payload(message))


def main():
    socket = zmq.Context.instance().socket(zmq.PUB)
    socket.setsockopt(zmq.LINGER, 0)
    socket.bind(sys.argv[2])
    print(f"> {socket.last_endpoint.decode()}", flush=True)
    for line in sys.stdin:
        topic, expression = line.rstrip("\n").split(" ", 1)
        # The expression comes from the test that started this process
        publish(socket, sys.argv[1], topic, eval(expression))


main()
