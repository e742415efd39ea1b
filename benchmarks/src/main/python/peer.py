"""Plain pyzmq: one loop that sends, or one loop that receives.

It is controlled by commands on standard input; see PeerProcess:

    peer.py producer|consumer pattern wire-format size address [option=number ...]
"""
import select
import struct
import sys
import time

import zmq

TOPIC = b"bench"
PATIENCE_MILLIS = 2000
ID = struct.Struct(">Q")


def answer(line):
    print(">", line, flush=True)


def produce(socket, published, single, size, address):
    socket.bind(address)
    filling = bytes(size - ID.size)
    start_of_frame = TOPIC + b" " if published and single else b""
    parted = published and not single
    answer("ready")
    for line in sys.stdin:
        words = line.split()
        if words[0] == "quit":
            break
        first, count = int(words[1]), int(words[2])
        start = time.monotonic_ns()
        for number in range(first, first + count):
            if parted:
                socket.send(TOPIC, zmq.SNDMORE)
            socket.send(start_of_frame + ID.pack(number) + filling)
        answer(f"sent {start} {time.monotonic_ns()}")


def asked():
    return bool(select.select([sys.stdin], [], [], 0)[0])


def receive(socket, parted, offset, first, count):
    """Receive until all messages have arrived.

    Stop earlier if no message has arrived for two seconds and a report is requested.
    """
    following, end = first, first + count
    received = unexpected = last = 0
    while following < end:
        try:
            frame = socket.recv()
        except zmq.Again:
            if asked():
                break
            continue
        if parted:
            frame = socket.recv()
        (number,) = ID.unpack_from(frame, offset)
        if number < following or number >= end:
            unexpected += 1
            continue
        following = number + 1
        received += 1
        if received & 63 == 0 or received == 1 or following == end:
            last = time.monotonic_ns()
    return received, unexpected, last


def consume(socket, published, single, address):
    socket.setsockopt(zmq.RCVTIMEO, PATIENCE_MILLIS)
    socket.connect(address)
    if published:
        socket.setsockopt(zmq.SUBSCRIBE, TOPIC + b" " if single else TOPIC)
    parted = published and not single
    offset = len(TOPIC) + 1 if published and single else 0
    answer("ready")
    while True:
        words = sys.stdin.readline().split()
        if not words or words[0] == "quit":
            break
        answer("expecting")
        received, unexpected, last = receive(socket, parted, offset, int(words[1]), int(words[2]))
        sys.stdin.readline()
        answer(f"received {received} {unexpected} {last}")


def main(end, pattern, wire_format, size, address, *options):
    sends = end == "producer"
    published = pattern == "pub-sub"
    single = wire_format == "single-frame"
    context = zmq.Context()
    if published:
        socket = context.socket(zmq.XPUB if sends else zmq.SUB)
    else:
        socket = context.socket(zmq.PUSH if sends else zmq.PULL)
    for option in options:
        name, value = option.split("=")
        socket.setsockopt(getattr(zmq, name), int(value))
    if published and sends:
        socket.setsockopt(zmq.XPUB_NODROP, 1)
    if sends:
        produce(socket, published, single, int(size), address)
    else:
        consume(socket, published, single, address)
    socket.close()
    context.term()


if __name__ == "__main__":
    main(*sys.argv[1:])
