"""A controller with a bound PUSH socket for work and a bound PULL socket for results.

The first two answers are the addresses. Each line of standard input is a Python expression,
which is sent as work: bytes unchanged, other values as JSON. Answers with every result: its
frames in hexadecimal and Python's repr of its JSON. Ends when standard input ends.
"""
import json
import sys

import zmq


def bind(context, kind):
    socket = context.socket(kind)
    socket.setsockopt(zmq.LINGER, 0)
    port = socket.bind_to_random_port("tcp://127.0.0.1")
    print(f"> tcp://127.0.0.1:{port}", flush=True)
    return socket


def main():
    context = zmq.Context.instance()
    push = bind(context, zmq.PUSH)
    pull = bind(context, zmq.PULL)
    poller = zmq.Poller()
    poller.register(pull, zmq.POLLIN)
    # Unbuffered, because the poller cannot see lines in a buffer
    stdin = open(sys.stdin.fileno(), "rb", buffering=0)
    poller.register(stdin, zmq.POLLIN)
    while True:
        ready = dict(poller.poll())
        if pull in ready:
            frames = pull.recv_multipart()
            answer = {"frames": [frame.hex() for frame in frames], "topic": "", "message": repr(json.loads(frames[0]))}
            print(f"> {json.dumps(answer)}", flush=True)
        if stdin.fileno() in ready:
            line = stdin.readline()
            if not line:
                break
            # The expression comes from the test that started this process
            work = eval(line.decode("utf-8"))
            if isinstance(work, bytes):
                push.send(work)
            else:
                push.send_json(work)


main()
