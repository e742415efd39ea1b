#include <chrono>
#include <string>
#include <thread>
#include <vector>
#include <zmq.hpp>

int main(int argc, char **argv)
{
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    const std::string wire_format = arguments.at(0), address = arguments.at(1);
    const std::string topic = "order.placed", payload = R"({"id": 1, "what": "tea"})";
    zmq::context_t context;
    zmq::socket_t socket(context, zmq::socket_type::pub);
    socket.bind(address);
    for (;;) {
        if (wire_format == "multipart") {
            socket.send(zmq::buffer(topic), zmq::send_flags::sndmore);
            socket.send(zmq::buffer(payload), zmq::send_flags::none);
        } else {
            const std::string separator = (wire_format == "single-frame") ? " " : ":";
            socket.send(zmq::buffer(topic + separator + payload), zmq::send_flags::none);
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
}
