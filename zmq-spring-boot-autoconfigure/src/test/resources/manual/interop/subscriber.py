import sys

import zmq

wire_format, address, subscription = sys.argv[1:]
socket = zmq.Context().socket(zmq.SUB)
socket.connect(address)
socket.subscribe(subscription)
while True:
    if wire_format == "multipart":
        topic, payload = socket.recv_multipart()
        print(topic.decode(), payload.decode())
    elif wire_format == "single-frame":
        topic, payload = socket.recv().split(b" ", 1)
        print(topic.decode(), payload.decode())
    else:
        print(socket.recv().decode())
