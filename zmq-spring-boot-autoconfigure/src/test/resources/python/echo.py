"""Publishes the fields of every message it receives, one topic per field: echo.<field>.

Uses single frames in both directions. The argument is the address that the PUB socket binds; it is
also the first answer. The first line of standard input is the address that the SUB socket connects
to. Ends when standard input ends.
"""
import json
import sys

import zmq


def main():
    context = zmq.Context.instance()
    publisher = context.socket(zmq.PUB)
    publisher.setsockopt(zmq.LINGER, 0)
    publisher.bind(sys.argv[1])
    print(f"> {publisher.last_endpoint.decode()}", flush=True)
    subscriber = context.socket(zmq.SUB)
    subscriber.setsockopt(zmq.LINGER, 0)
    subscriber.setsockopt_string(zmq.SUBSCRIBE, "")
    subscriber.connect(sys.stdin.readline().strip())
    poller = zmq.Poller()
    poller.register(subscriber, zmq.POLLIN)
    poller.register(sys.stdin, zmq.POLLIN)
    while True:
        ready = dict(poller.poll())
        if sys.stdin.fileno() in ready:
            break
        topic, text = subscriber.recv_string().split(" ", 1)
        for field, value in json.loads(text).items():
            publisher.send_string(f"echo.{field} {json.dumps({'of': topic, 'value': value})}")


main()
