import json
import sys
import time

import zmq

wire_format, address = sys.argv[1:]
socket = zmq.Context().socket(zmq.PUB)
socket.bind(address)
topic = b"order.placed"
payload = json.dumps({"id": 1, "what": "tea"}).encode()
while True:
    if wire_format == "multipart":
        socket.send_multipart([topic, payload])
    elif wire_format == "single-frame":
        socket.send(topic + b" " + payload)
    else:
        socket.send(topic + b":" + payload)
    time.sleep(0.1)
