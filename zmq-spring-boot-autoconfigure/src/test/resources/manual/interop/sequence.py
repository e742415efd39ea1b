import struct
import sys

import zmq

EMBEDDED = b'{"_zmq":{"sequence":"'


def read(frames):
    """Returns the topic, the payload, and the sequence: epoch, number, time; or None."""
    if len(frames) == 1:
        topic, payload = frames[0].split(b" ", 1)
        if not payload.startswith(EMBEDDED):
            return topic, payload, None
        epoch, number, time = payload[len(EMBEDDED):].split(b'"')[0].split(b":")
        return topic, payload, (int(epoch, 16), int(number), int(time))
    last = frames[-1]
    is_sequence = len(last) == 28 and last.startswith(b"ZSQ1")
    return frames[0], frames[1], struct.unpack(">QQQ", last[4:]) if is_sequence else None


address, subscription = sys.argv[1:]
socket = zmq.Context().socket(zmq.SUB)
socket.connect(address)
socket.subscribe(subscription)
newest = {}
while True:
    topic, payload, sequence = read(socket.recv_multipart())
    if sequence:
        epoch, number, time = sequence
        lost = number - newest.get((topic, epoch), number - 1) - 1
        newest[topic, epoch] = max(number, newest.get((topic, epoch), 0))
        print(topic.decode(), number, f"after {lost} lost" if lost > 0 else "late or twice" if lost < 0 else "in order")
    else:
        print(topic.decode(), "without a sequence")
