"""One PULL or PUSH socket that connects.

Arguments: pull or push, and the address. PULL answers with every message: its frames in
hexadecimal and Python's repr of its JSON. PUSH sends each line of standard input, a Python
expression, as JSON. Ends when standard input ends.
"""
import json
import sys

import zmq


def pull(socket):
    poller = zmq.Poller()
    poller.register(socket, zmq.POLLIN)
    poller.register(sys.stdin, zmq.POLLIN)
    while sys.stdin.fileno() not in dict(poller.poll()):
        frames = socket.recv_multipart()
        answer = {"frames": [frame.hex() for frame in frames], "topic": "", "message": repr(json.loads(frames[0]))}
        print(f"> {json.dumps(answer)}", flush=True)


def push(socket):
    for line in sys.stdin:
        # The expression comes from the test that started this process
        socket.send_json(eval(line))


def main():
    kind, address = sys.argv[1:]
    socket = zmq.Context.instance().socket(zmq.PULL if kind == "pull" else zmq.PUSH)
    socket.setsockopt(zmq.LINGER, 1000 if kind == "push" else 0)
    socket.connect(address)
    pull(socket) if kind == "pull" else push(socket)


main()
