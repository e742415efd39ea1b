"""One socket of any type.

Arguments: the type, such as SUB; bind or connect; the addresses, joined by commas; the
subscriptions of a SUB socket. The first answer is "ready". Each line of standard input is a
statement of Python about the socket. A PULL or SUB socket answers with the frames of each message,
in hexadecimal; a frame of more than 100 bytes as "<length> <SHA-256>". Ends when standard input
ends.
"""
import hashlib
import json
import sys

import zmq


def shown(frame):
    return frame.hex() if len(frame) <= 100 else f"{len(frame)} {hashlib.sha256(frame).hexdigest()}"


def answer(frames):
    print("> " + json.dumps({"frames": [shown(frame) for frame in frames], "topic": "", "message": None}), flush=True)


def main():
    kind, how, addresses, *subscriptions = sys.argv[1:]
    socket = zmq.Context.instance().socket(getattr(zmq, kind))
    socket.linger = 0
    for subscription in subscriptions:
        socket.subscribe(subscription)
    for address in addresses.split(","):
        getattr(socket, how)(address)
    print("> ready", flush=True)
    # Unbuffered, because the poller cannot see lines in a buffer
    stdin = open(sys.stdin.fileno(), "rb", buffering=0)
    poller = zmq.Poller()
    poller.register(stdin, zmq.POLLIN)
    if kind in ("PULL", "SUB"):
        poller.register(socket, zmq.POLLIN)
    while True:
        ready = dict(poller.poll())
        if socket in ready:
            answer(socket.recv_multipart())
        if stdin.fileno() in ready:
            line = stdin.readline()
            if not line:
                break
            # The statement comes from the test that started this process
            exec(line.decode("utf-8"), {"socket": socket, "zmq": zmq, "json": json})


main()
