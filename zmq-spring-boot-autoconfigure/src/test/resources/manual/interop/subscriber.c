#include <stdio.h>
#include <string.h>
#include <zmq.h>

/* Receives one frame as text; a longer one is cut. */
static void receive(void *socket, char *text, size_t size)
{
    int length = zmq_recv(socket, text, size - 1, 0);
    if (length < 0)
        length = 0;
    text[(size_t) length < size ? (size_t) length : size - 1] = '\0';
}

int main(int argc, char **argv)
{
    if (argc != 4)
        return 1;
    const char *wire_format = argv[1], *address = argv[2], *subscription = argv[3];
    static char topic[256], payload[65536];
    void *context = zmq_ctx_new();
    void *socket = zmq_socket(context, ZMQ_SUB);
    zmq_connect(socket, address);
    zmq_setsockopt(socket, ZMQ_SUBSCRIBE, subscription, strlen(subscription));
    for (;;) {
        if (strcmp(wire_format, "multipart") == 0) {
            receive(socket, topic, sizeof topic);
            receive(socket, payload, sizeof payload);
            printf("%s %s\n", topic, payload);
        } else {
            /* single-frame: topic, a space and the payload */
            receive(socket, payload, sizeof payload);
            printf("%s\n", payload);
        }
        fflush(stdout);
    }
}
