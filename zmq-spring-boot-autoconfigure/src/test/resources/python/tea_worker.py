"""The worker of the page about workers and controllers: the addresses of its work and results."""

# tag::worker[]
import sys
import zmq

context = zmq.Context()
pull, push = context.socket(zmq.PULL), context.socket(zmq.PUSH)
pull.connect(sys.argv[1])  # tcp://localhost:5571
push.connect(sys.argv[2])  # tcp://localhost:5572
while True:
    order = pull.recv_json()
    push.send_json({"work_id": order["id"], "text": "%d cups of tea from Python" % order["cups"]})
# end::worker[]
