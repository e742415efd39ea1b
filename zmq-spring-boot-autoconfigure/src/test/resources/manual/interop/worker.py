import sys

import zmq

work_address, result_address = sys.argv[1:]
context = zmq.Context()
pull, push = context.socket(zmq.PULL), context.socket(zmq.PUSH)
pull.connect(work_address)
push.connect(result_address)
while True:
    order = pull.recv_json()
    push.send_json({"work_id": order["id"], "text": f"{order['cups']} cups of tea"})
