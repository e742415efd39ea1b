"""Controllers or workers with CURVE or PLAIN, each with a PUSH and a PULL socket.

Arguments: the directory for certificates, controller or worker, and for each of them
<bind|connect>,<security>,<address of work>,<address of results>; the security is one of secure.py.
A worker answers with the square of a number, and with an error to a negative one. A controller
sends each line of standard input, "<index> <Python expression>", as work, and answers with
"<index> <JSON of the result>". Both add the name of the sender to what they have received. Ends
when standard input ends.
"""
import json
import sys

import zmq

from secure import authenticate, secure


def receive(socket):
	"""Receive JSON, and add the name that the authenticator has given to the sender."""
	frame = socket.recv(copy=False)
	try:
		user = frame.get("User-Id")
	except zmq.ZMQError:
		user = None
	return {**json.loads(frame.bytes), "user": user}


def result(work):
	if work["number"] < 0:
		return {"work_id": work["id"], "error": {"type": "ValueError", "message": "no root"}}
	return {"work_id": work["id"], "square": work["number"] ** 2, "user": work["user"]}


def main():
	directory, kind, *pairs = sys.argv[1:]
	context = zmq.Context.instance()
	authenticator = authenticate(context, directory)
	pushes, pulls = [], []
	for pair in pairs:
		how, security, *addresses = pair.split(",")
		types = (zmq.PUSH, zmq.PULL) if kind == "controller" else (zmq.PULL, zmq.PUSH)
		for type, address in zip(types, addresses):
			socket = context.socket(type)
			socket.linger = 0
			secure(socket, directory, security)
			socket.bind(address) if how == "bind" else socket.connect(address)
			(pushes if type == zmq.PUSH else pulls).append(socket)
	print("> ready", flush=True)
	# Unbuffered, because the poller cannot see lines in a buffer
	stdin = open(sys.stdin.fileno(), "rb", buffering=0)
	poller = zmq.Poller()
	for socket in [*pulls, stdin]:
		poller.register(socket, zmq.POLLIN)
	while True:
		ready = dict(poller.poll())
		for index, pull in enumerate(pulls):
			if pull in ready and kind == "controller":
				print(f"> {index} {json.dumps(receive(pull))}", flush=True)
			elif pull in ready:
				pushes[index].send_json(result(receive(pull)))
		if stdin.fileno() in ready:
			line = stdin.readline()
			if not line:
				break
			index, expression = line.decode("utf-8").split(" ", 1)
			# The expression comes from the test that started this process
			pushes[int(index)].send_json(eval(expression))
	authenticator.stop()


main()
