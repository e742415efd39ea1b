"""Asks a publisher for the messages that it still has, and prints them.

Arguments: the address of replay of the publisher, the beginning of the topics.
"""
# tag::client[]
import struct
import sys

import zmq


def ask(socket, kind, body):
    socket.send(struct.pack(">4sBQ", b"ZRP1", kind, 1) + body)
    reply = socket.recv()
    if reply[4] == 131:
        raise RuntimeError(reply[17:].decode())
    return reply[13:]


def topics(socket, prefix, page=0):
    while page != -1:
        reply = ask(socket, 1, struct.pack(">qBHH", 0, 0, 1, len(prefix)) + prefix + struct.pack(">i", page))
        until, count = struct.unpack_from(">qB", reply)
        epochs = struct.unpack_from(f">{count}Q", reply, 9)
        page, count = struct.unpack_from(">iI", reply, 9 + 8 * len(epochs))
        reply = reply[17 + 8 * len(epochs):]
        for _ in range(count):
            epoch, length = struct.unpack_from(">BH", reply)
            last, first = struct.unpack_from(">qq", reply, 3 + length)
            yield epochs[epoch], reply[3:3 + length], first, last
            reply = reply[19 + length:]


def messages(socket, epoch, topic, number, last):
    while number <= last:
        body = struct.pack(">iiHQH", 1000, 1_000_000, 1, epoch, len(topic)) + topic + struct.pack(">qq", number, last)
        reply = ask(socket, 2, body)
        complete, missing = struct.unpack_from(">BH", reply)
        reply = reply[3 + 10 * missing:]
        count, reply = struct.unpack_from(">I", reply)[0], reply[4:]
        for _ in range(count):
            _, number, time, length = struct.unpack_from(">Hqqi", reply)
            payload, reply = reply[22:22 + length], reply[22 + length:]
            length = struct.unpack_from(">i", reply)[0]
            headers, reply = reply[4:4 + length], reply[4 + length:]
            yield number, time, payload
            number += 1
        if complete:
            return


socket = zmq.Context.instance().socket(zmq.DEALER)
socket.connect(sys.argv[1])
for epoch, topic, first, last in topics(socket, sys.argv[2].encode()):
    for number, time, payload in messages(socket, epoch, topic, first, last):
        print(">", topic.decode(), number, payload.decode(), flush=True)
# end::client[]
