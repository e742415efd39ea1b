/*
 * Plain libzmq: one loop that sends, or one loop that receives. It is controlled by
 * commands on standard input; see PeerProcess.
 *
 *     peer producer|consumer pattern wire-format size address [option=value ...]
 */
#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <zmq.h>

#define TOPIC "bench"
#define TOPIC_LENGTH 5
#define PATIENCE_MILLIS 2000

struct load {
	int published;
	int single;
	size_t size;
	const char *address;
};

static const struct {
	const char *name;
	int option;
	size_t width;
} OPTIONS[] = {
	{ "MAXMSGSIZE", ZMQ_MAXMSGSIZE, sizeof(int64_t) },
	{ "HANDSHAKE_IVL", ZMQ_HANDSHAKE_IVL, sizeof(int) },
	{ "HEARTBEAT_IVL", ZMQ_HEARTBEAT_IVL, sizeof(int) },
	{ "HEARTBEAT_TIMEOUT", ZMQ_HEARTBEAT_TIMEOUT, sizeof(int) },
	{ "HEARTBEAT_TTL", ZMQ_HEARTBEAT_TTL, sizeof(int) },
	{ "RECONNECT_IVL", ZMQ_RECONNECT_IVL, sizeof(int) },
	{ "RECONNECT_IVL_MAX", ZMQ_RECONNECT_IVL_MAX, sizeof(int) },
	{ "SNDHWM", ZMQ_SNDHWM, sizeof(int) },
	{ "RCVHWM", ZMQ_RCVHWM, sizeof(int) },
	{ "LINGER", ZMQ_LINGER, sizeof(int) },
	{ "SNDBUF", ZMQ_SNDBUF, sizeof(int) },
	{ "RCVBUF", ZMQ_RCVBUF, sizeof(int) },
	{ "CURVE_SERVER", ZMQ_CURVE_SERVER, sizeof(int) },
	{ "CURVE_PUBLICKEY", ZMQ_CURVE_PUBLICKEY, 0 },
	{ "CURVE_SECRETKEY", ZMQ_CURVE_SECRETKEY, 0 },
	{ "CURVE_SERVERKEY", ZMQ_CURVE_SERVERKEY, 0 },
};

static void check(int ok, const char *what)
{
	if (!ok) {
		fprintf(stderr, "%s: %s\n", what, zmq_strerror(errno));
		exit(1);
	}
}

static int64_t nanos(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t) now.tv_sec * 1000000000 + now.tv_nsec;
}

static void put_id(unsigned char *payload, uint64_t id)
{
	for (int i = 7; i >= 0; i--) {
		payload[i] = (unsigned char) id;
		id >>= 8;
	}
}

static uint64_t get_id(const unsigned char *payload)
{
	uint64_t id = 0;
	for (int i = 0; i < 8; i++) {
		id = id << 8 | payload[i];
	}
	return id;
}

static void set_option(void *socket, const char *argument)
{
	const char *equals = strchr(argument, '=');
	for (size_t i = 0; equals && i < sizeof(OPTIONS) / sizeof(OPTIONS[0]); i++) {
		size_t length = (size_t) (equals - argument);
		if (strlen(OPTIONS[i].name) == length && strncmp(OPTIONS[i].name, argument, length) == 0) {
			if (OPTIONS[i].width == 0) {
				check(zmq_setsockopt(socket, OPTIONS[i].option, equals + 1, strlen(equals + 1)) == 0, argument);
				return;
			}
			int64_t wide = strtoll(equals + 1, NULL, 10);
			int narrow = (int) wide;
			void *value = OPTIONS[i].width == sizeof(int) ? (void *) &narrow : (void *) &wide;
			check(zmq_setsockopt(socket, OPTIONS[i].option, value, OPTIONS[i].width) == 0, argument);
			return;
		}
	}
	fprintf(stderr, "unknown option %s\n", argument);
	exit(1);
}

static void produce(void *socket, const struct load *load)
{
	char line[128];
	size_t offset = load->published && load->single ? TOPIC_LENGTH + 1 : 0;
	size_t length = offset + load->size;
	unsigned char *frame = calloc(1, length);
	check(frame != NULL, "out of memory");
	if (offset) {
		memcpy(frame, TOPIC " ", offset);
	}
	check(zmq_bind(socket, load->address) == 0, load->address);
	puts("> ready");
	while (fgets(line, sizeof(line), stdin) && strncmp(line, "quit", 4) != 0) {
		uint64_t first, count;
		if (sscanf(line, "send %" SCNu64 " %" SCNu64, &first, &count) != 2) {
			fprintf(stderr, "unknown command: %s", line);
			exit(1);
		}
		int64_t start = nanos();
		for (uint64_t id = first; id < first + count; id++) {
			if (load->published && !load->single) {
				check(zmq_send(socket, TOPIC, TOPIC_LENGTH, ZMQ_SNDMORE) >= 0, "send");
			}
			put_id(frame + offset, id);
			check(zmq_send(socket, frame, length, 0) >= 0, "send");
		}
		printf("> sent %" PRId64 " %" PRId64 "\n", start, nanos());
	}
	free(frame);
}

/* Return whether standard input has a line to read. */
static int asked(void)
{
	struct pollfd input = { .fd = STDIN_FILENO, .events = POLLIN };
	return poll(&input, 1, 0) > 0;
}

/*
 * Receive until all messages have arrived, or until no message has arrived for two
 * seconds and a report is requested.
 */
static void receive(void *socket, const struct load *load, uint64_t first, uint64_t count)
{
	size_t offset = load->published && load->single ? TOPIC_LENGTH + 1 : 0;
	int parted = load->published && !load->single;
	uint64_t next = first, end = first + count, received = 0, unexpected = 0;
	int64_t last = 0;
	zmq_msg_t message;
	char line[128];
	zmq_msg_init(&message);
	while (next < end) {
		int size = zmq_msg_recv(&message, socket, 0);
		if (size < 0 && errno == EAGAIN) {
			if (asked()) {
				break;
			}
			continue;
		}
		if (size >= 0 && parted && zmq_msg_more(&message)) {
			size = zmq_msg_recv(&message, socket, 0);
		}
		check(size >= (int) offset + 8, "receive");
		uint64_t id = get_id((unsigned char *) zmq_msg_data(&message) + offset);
		if (id < next || id >= end) {
			unexpected++;
			continue;
		}
		next = id + 1;
		received++;
		if ((received & 63) == 0 || received == 1 || next == end) {
			last = nanos();
		}
	}
	zmq_msg_close(&message);
	if (fgets(line, sizeof(line), stdin)) {
		printf("> received %" PRIu64 " %" PRIu64 " %" PRId64 "\n", received, unexpected, last);
	}
}

static void consume(void *socket, const struct load *load)
{
	char line[128];
	int patience = PATIENCE_MILLIS;
	check(zmq_setsockopt(socket, ZMQ_RCVTIMEO, &patience, sizeof(patience)) == 0, "receive time-out");
	check(zmq_connect(socket, load->address) == 0, load->address);
	if (load->published) {
		const char *topic = load->single ? TOPIC " " : TOPIC;
		check(zmq_setsockopt(socket, ZMQ_SUBSCRIBE, topic, strlen(topic)) == 0, "subscribe");
	}
	puts("> ready");
	while (fgets(line, sizeof(line), stdin) && strncmp(line, "quit", 4) != 0) {
		uint64_t first, count;
		if (sscanf(line, "expect %" SCNu64 " %" SCNu64, &first, &count) != 2) {
			fprintf(stderr, "unknown command: %s", line);
			exit(1);
		}
		puts("> expecting");
		receive(socket, load, first, count);
	}
}

int main(int argc, char **argv)
{
	if (argc < 6) {
		fputs("peer producer|consumer pattern wire-format size address [option=value ...]\n", stderr);
		return 2;
	}
	setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
	int sends = strcmp(argv[1], "producer") == 0;
	struct load load = {
		.published = strcmp(argv[2], "pub-sub") == 0,
		.single = strcmp(argv[3], "single-frame") == 0,
		.size = strtoul(argv[4], NULL, 10),
		.address = argv[5],
	};
	void *context = zmq_ctx_new();
	int type = load.published ? (sends ? ZMQ_XPUB : ZMQ_SUB) : (sends ? ZMQ_PUSH : ZMQ_PULL);
	void *socket = zmq_socket(context, type);
	check(socket != NULL, "socket");
	for (int i = 6; i < argc; i++) {
		set_option(socket, argv[i]);
	}
	if (type == ZMQ_XPUB) {
		int yes = 1;
		check(zmq_setsockopt(socket, ZMQ_XPUB_NODROP, &yes, sizeof(yes)) == 0, "no drop");
	}
	if (sends) {
		produce(socket, &load);
	}
	else {
		consume(socket, &load);
	}
	zmq_close(socket);
	zmq_ctx_term(context);
	return 0;
}
