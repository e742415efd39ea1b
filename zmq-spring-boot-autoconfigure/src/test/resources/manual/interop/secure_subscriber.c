#include <stdio.h>
#include <string.h>
#include <zmq.h>

/* Reads the key with a name, such as public-key, from a certificate. */
static int read_key(const char *file, const char *name, char key[41])
{
    char line[256], *quote;
    int found = 0;
    FILE *certificate = fopen(file, "r");
    if (certificate == NULL)
        return 0;
    while (!found && fgets(line, sizeof line, certificate) != NULL) {
        quote = strstr(line, name) != NULL ? strchr(line, '"') : NULL;
        if (quote != NULL && strlen(quote) > 41) {
            memcpy(key, quote + 1, 40);
            key[40] = '\0';
            found = 1;
        }
    }
    fclose(certificate);
    return found;
}

int main(int argc, char **argv)
{
    char public_key[41], secret_key[41], server_key[41];
    static char topic[256], payload[65536];
    if (argc != 4 || !read_key(argv[2], "public-key", public_key) || !read_key(argv[2], "secret-key", secret_key)
        || !read_key(argv[3], "public-key", server_key))
        return 1;
    void *context = zmq_ctx_new();
    void *socket = zmq_socket(context, ZMQ_SUB);
    zmq_setsockopt(socket, ZMQ_CURVE_PUBLICKEY, public_key, sizeof public_key);
    zmq_setsockopt(socket, ZMQ_CURVE_SECRETKEY, secret_key, sizeof secret_key);
    zmq_setsockopt(socket, ZMQ_CURVE_SERVERKEY, server_key, sizeof server_key);
    zmq_setsockopt(socket, ZMQ_SUBSCRIBE, "order.placed", 12);
    zmq_connect(socket, argv[1]);
    for (;;) {
        int topic_length = zmq_recv(socket, topic, sizeof topic, 0);
        int length = zmq_recv(socket, payload, sizeof payload, 0);
        if (topic_length < 0 || topic_length > (int) sizeof topic || length < 0 || length > (int) sizeof payload)
            continue;
        printf("%.*s %.*s\n", topic_length, topic, length, payload);
        fflush(stdout);
    }
}
