#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <zmq.h>

int main(int argc, char **argv)
{
    if (argc != 3)
        return 1;
    const char *wire_format = argv[1], *address = argv[2];
    const char *topic = "order.placed", *payload = "{\"id\": 1, \"what\": \"tea\"}";
    char frame[256];
    void *context = zmq_ctx_new();
    void *socket = zmq_socket(context, ZMQ_PUB);
    if (zmq_bind(socket, address) != 0) {
        perror(address);
        return 1;
    }
    for (;;) {
        if (strcmp(wire_format, "multipart") == 0) {
            zmq_send(socket, topic, strlen(topic), ZMQ_SNDMORE);
            zmq_send(socket, payload, strlen(payload), 0);
        } else {
            char separator = strcmp(wire_format, "single-frame") == 0 ? ' ' : ':';
            int length = snprintf(frame, sizeof frame, "%s%c%s", topic, separator, payload);
            zmq_send(socket, frame, (size_t) length, 0);
        }
        usleep(100000);
    }
}
