const zmq = require("zeromq")
const { setTimeout } = require("timers/promises")

async function main() {
    const [wireFormat, address] = process.argv.slice(2)
    const socket = new zmq.Publisher()
    await socket.bind(address)
    const topic = "order.placed"
    const payload = JSON.stringify({ id: 1, what: "tea" })
    for (;;) {
        if (wireFormat === "multipart") {
            await socket.send([topic, payload])
        } else {
            await socket.send(topic + (wireFormat === "single-frame" ? " " : ":") + payload)
        }
        await setTimeout(100)
    }
}

main()
