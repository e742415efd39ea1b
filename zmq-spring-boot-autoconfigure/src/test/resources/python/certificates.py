"""Reads the two certificates <name>.key and <name>.key_secret as users of pyzmq do.

Argument: the path without the extensions. Answers with the public key of each file, and with
whether the secret key belongs to it.
"""
import sys

import zmq
import zmq.auth

name = sys.argv[1]
public, none = zmq.auth.load_certificate(name + ".key")
again, secret = zmq.auth.load_certificate(name + ".key_secret")
print(">", public.decode(), again.decode(), none is None, zmq.curve_public(secret) == public, flush=True)
