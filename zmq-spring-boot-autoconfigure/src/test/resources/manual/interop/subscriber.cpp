#include <iostream>
#include <iterator>
#include <string>
#include <vector>
#include <zmq.hpp>
#include <zmq_addon.hpp>

int main(int argc, char **argv)
{
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    const std::string address = arguments.at(1), subscription = arguments.at(2);
    zmq::context_t context;
    zmq::socket_t socket(context, zmq::socket_type::sub);
    socket.connect(address);
    socket.set(zmq::sockopt::subscribe, subscription);
    for (;;) {
        std::vector<zmq::message_t> frames;
        if (!zmq::recv_multipart(socket, std::back_inserter(frames)))
            continue;
        /* multipart has two frames, single-frame and raw have one */
        std::string text = frames.at(0).to_string();
        if (arguments.at(0) == "multipart")
            text += " " + frames.at(1).to_string();
        std::cout << text << std::endl;
    }
}
