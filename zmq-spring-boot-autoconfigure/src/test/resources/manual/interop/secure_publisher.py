import sys
import time

import zmq
import zmq.auth
from zmq.auth.thread import ThreadAuthenticator

address, certificate, clients = sys.argv[1:]
context = zmq.Context()
authenticator = ThreadAuthenticator(context)
authenticator.start()
authenticator.configure_curve(domain="*", location=clients)
socket = context.socket(zmq.PUB)
socket.curve_publickey, socket.curve_secretkey = zmq.auth.load_certificate(certificate)
socket.curve_server = True
socket.bind(address)
while True:
    socket.send_multipart([b"order.placed", b'{"id": 1, "what": "tea"}'])
    time.sleep(0.1)
