"""A controller with a bound PUSH socket for work and a bound PULL socket for results.

Arguments: the two addresses to bind, which are also the first two answers. Each line of standard input is a Python expression,
which is sent as work: bytes unchanged, other values as JSON. Answers with every result: its
frames in hexadecimal and Python's repr of its JSON. Ends when standard input ends.
"""
import json
import sys

import zmq


def bind(context, kind, address):
    socket = context.socket(kind)
    socket.setsockopt(zmq.LINGER, 0)
    socket.bind(address)
    print(f"> {socket.last_endpoint.decode()}", flush=True)
    return socket


def main():
    context = zmq.Context.instance()
    push = bind(context, zmq.PUSH, sys.argv[1])
    pull = bind(context, zmq.PULL, sys.argv[2])
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
