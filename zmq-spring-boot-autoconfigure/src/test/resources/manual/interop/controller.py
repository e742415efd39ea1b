import sys

import zmq

work_address, result_address = sys.argv[1:]
context = zmq.Context()
push, pull = context.socket(zmq.PUSH), context.socket(zmq.PULL)
push.bind(work_address)
pull.bind(result_address)
push.send_json({"id": 1, "type": "tea", "cups": 2})
result = pull.recv_json()
if "error" in result:
    print("failed:", result["error"].get("message"))
else:
    print(result["work_id"], result["text"])
