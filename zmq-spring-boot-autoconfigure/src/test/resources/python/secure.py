"""A socket with CURVE or PLAIN that sends or receives numbered messages.

Arguments: the directory for certificates, then one of
	keys                                       creates the certificates of server and client
	<type> <bind|connect> <address> <security> <count> [delay]
where the type is pub, sub, push or pull and the security curve-server, curve-client,
plain-server, plain-client or null-server; a curve-stranger has another key than the client, a
plain-stranger another password. A curve-400 or null-500 is a server whose authenticator answers
with this status to everybody. A message has two frames: the letter t, and its number in four
bytes with 1000 bytes that depend on it. A receiver answers with the number of messages, of
corrupt ones and of those out of order. Ends when standard input ends.
"""
import os
import struct
import sys
import threading
import time

import zmq
import zmq.auth
from zmq.auth.thread import ThreadAuthenticator


def body(number):
	return struct.pack(">I", number) + bytes([number % 251]) * 1000


class Refusal:
	"""An authenticator that answers with one status to everybody (RFC 27)."""
	def __init__(self, context, status):
		self.socket = context.socket(zmq.REP)
		self.socket.bind("inproc://zeromq.zap.01")
		self.status = status.encode()
		threading.Thread(target=self.answer, daemon=True).start()

	def answer(self):
		while True:
			version, sequence = self.socket.recv_multipart()[:2]
			self.socket.send_multipart([version, sequence, self.status, b"refused", b"", b""])

	def stop(self):
		pass


def authenticate(context, directory):
	"""Let in the clients of the directory, and bob."""
	authenticator = ThreadAuthenticator(context)
	authenticator.start()
	authenticator.configure_curve(domain="*", location=os.path.join(directory, "allowed"))
	authenticator.configure_plain(domain="*", passwords={"bob": "secret"})
	return authenticator


def secure(socket, directory, security):
	"""Set the options of the socket."""
	def keys(name):
		return zmq.auth.load_certificate(os.path.join(directory, name))

	kind, side = security.split("-")
	if side.isdigit():
		side = "server"
		socket.zap_domain = b"test"
	if kind == "curve":
		socket.curve_publickey, socket.curve_secretkey = keys(side + ".key_secret")
		if side == "server":
			socket.curve_server = True
		else:
			socket.curve_serverkey = keys("server.key")[0]
	elif kind == "plain" and side == "server":
		socket.plain_server = True
	elif kind == "plain":
		socket.plain_username, socket.plain_password = b"bob", b"secret" if side == "client" else b"wrong"


def send(socket, count):
	for number in range(count):
		socket.send_multipart([b"t", body(number)])


def receive(socket, count, delay):
	received = corrupt = disordered = 0
	expected = 0
	while received < count:
		frames = socket.recv_multipart()
		if frames[0] == b"end":
			break
		received += 1
		number = struct.unpack(">I", frames[1][:4])[0] if len(frames) == 2 and len(frames[1]) == 1004 else -1
		if number < 0 or frames != [b"t", body(number)]:
			corrupt += 1
		elif number != expected:
			disordered += 1
		expected = number + 1
		if delay and received % 100 == 0:
			time.sleep(delay)
	print(f"> {received} {corrupt} {disordered}", flush=True)


def main():
	directory, kind, *arguments = sys.argv[1:]
	if kind == "keys":
		os.mkdir(os.path.join(directory, "allowed"))
		for name in ("server", "client", "stranger"):
			zmq.auth.create_certificates(directory, name)
		os.link(os.path.join(directory, "client.key"), os.path.join(directory, "allowed", "client.key"))
		print("> done", flush=True)
		return
	how, address, security, count, *delay = arguments
	context = zmq.Context.instance()
	socket = context.socket(zmq.XPUB if kind == "pub" else getattr(zmq, kind.upper()))
	socket.linger = 5000
	socket.sndhwm = socket.rcvhwm = 100
	if kind == "pub":
		socket.setsockopt(zmq.XPUB_NODROP, 1)
	if kind == "sub":
		socket.subscribe(b"")
	authenticator = None
	if security.endswith("server"):
		authenticator = authenticate(context, directory)
	elif security[-1].isdigit():
		authenticator = Refusal(context, security.split("-")[1])
	secure(socket, directory, security)
	if how == "bind":
		socket.bind(address)
		print(f"> {socket.last_endpoint.decode()}", flush=True)
	else:
		socket.connect(address)
	if kind in ("pub", "push"):
		# A line starts the sender
		sys.stdin.readline()
		if kind == "pub":
			# The other side is connected before its subscription has arrived
			socket.poll(10000)
		send(socket, int(count))
	else:
		receive(socket, int(count), float(delay[0]) if delay else 0)
	sys.stdin.read()
	if authenticator:
		authenticator.stop()


if __name__ == "__main__":
	main()
