"""A worker like those of the Experimance services: the work_id of a result is the id of its work.

Arguments: the address to pull from, the address to push to, and the number of results per
item, 1 if absent. Ends when standard input ends.
"""
import json
import sys

import zmq


def result(work):
    text = work.get("text")
    return {"work_id": work["id"], "square": work["number"] ** 2, "text": text, "seen": repr(work)}


def main():
    pull_address, push_address, *times = sys.argv[1:]
    context = zmq.Context.instance()
    pull = context.socket(zmq.PULL)
    pull.setsockopt(zmq.LINGER, 0)
    pull.connect(pull_address)
    push = context.socket(zmq.PUSH)
    push.setsockopt(zmq.LINGER, 0)
    push.connect(push_address)
    poller = zmq.Poller()
    poller.register(pull, zmq.POLLIN)
    poller.register(sys.stdin, zmq.POLLIN)
    while True:
        ready = dict(poller.poll())
        if sys.stdin.fileno() in ready:
            break
        answer = result(pull.recv_json())
        for _ in range(int(times[0]) if times else 1):
            push.send_json(answer)


main()
