const zmq = require("zeromq")

async function main() {
    const [workAddress, resultAddress] = process.argv.slice(2)
    const pull = new zmq.Pull()
    const push = new zmq.Push()
    pull.connect(workAddress)
    push.connect(resultAddress)
    for await (const [work] of pull) {
        const order = JSON.parse(work)
        await push.send(JSON.stringify({ work_id: order.id, text: `${order.cups} cups of tea` }))
    }
}

main()
