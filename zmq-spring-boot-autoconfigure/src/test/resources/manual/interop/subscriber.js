const zmq = require("zeromq")

async function main() {
    const [wireFormat, address, subscription] = process.argv.slice(2)
    const socket = new zmq.Subscriber()
    socket.connect(address)
    socket.subscribe(subscription)
    for await (const frames of socket) {
        if (wireFormat === "multipart") {
            const [topic, payload] = frames
            console.log(`${topic} ${payload}`)
        } else {
            // single-frame: topic, a space and the payload
            console.log(`${frames[0]}`)
        }
    }
}

main()
