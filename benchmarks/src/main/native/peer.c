/*
 * Plain libzmq: one loop that sends, one loop that receives, or both in one process. It is
 * controlled by commands on standard input; see PeerProcess.
 *
 *     peer producer|consumer|both pattern wire-format size address [option=value ...]
 *     peer producer|consumer|both round-trip multipart size address back [option=value ...]
 */
#include <errno.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <zmq.h>

#define TOPIC "bench"
#define TOPIC_LENGTH 5
#define PATIENCE_MILLIS 2000

struct load {
	int published;
	int single;
	size_t size;
	const char *address;
	char **options;
};

/* The messages of a run, and those that have been received. */
struct reception {
	const struct load *load;
	void *socket;
	uint64_t first, count, received, unexpected;
	int64_t last;
	atomic_int reported;
};

/* The sockets of the end that sends every message back. */
struct echo {
	void *in, *out;
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

static void *open_socket(void *context, const struct load *load, int type)
{
	void *socket = zmq_socket(context, type);
	check(socket != NULL, "socket");
	for (char **option = load->options; *option; option++) {
		set_option(socket, *option);
	}
	if (type == ZMQ_XPUB) {
		int yes = 1;
		check(zmq_setsockopt(socket, ZMQ_XPUB_NODROP, &yes, sizeof(yes)) == 0, "no drop");
	}
	return socket;
}

static void *open_sender(void *context, const struct load *load, const char *address)
{
	void *socket = open_socket(context, load, load->published ? ZMQ_XPUB : ZMQ_PUSH);
	check(zmq_bind(socket, address) == 0, address);
	return socket;
}

static void *open_receiver(void *context, const struct load *load, const char *address, int patience)
{
	void *socket = open_socket(context, load, load->published ? ZMQ_SUB : ZMQ_PULL);
	check(zmq_setsockopt(socket, ZMQ_RCVTIMEO, &patience, sizeof(patience)) == 0, "receive time-out");
	check(zmq_connect(socket, address) == 0, address);
	if (load->published) {
		const char *topic = load->single ? TOPIC " " : TOPIC;
		check(zmq_setsockopt(socket, ZMQ_SUBSCRIBE, topic, strlen(topic)) == 0, "subscribe");
	}
	return socket;
}

static unsigned char *new_frame(size_t length)
{
	unsigned char *frame = calloc(1, length);
	check(frame != NULL, "out of memory");
	return frame;
}

static void send_topic(void *socket)
{
	check(zmq_send(socket, TOPIC, TOPIC_LENGTH, ZMQ_SNDMORE) >= 0, "send");
}

static void send_all(void *socket, const struct load *load, uint64_t first, uint64_t count)
{
	size_t offset = load->published && load->single ? TOPIC_LENGTH + 1 : 0;
	size_t length = offset + load->size;
	unsigned char *frame = new_frame(length);
	if (offset) {
		memcpy(frame, TOPIC " ", offset);
	}
	int64_t start = nanos();
	for (uint64_t id = first; id < first + count; id++) {
		if (load->published && !load->single) {
			send_topic(socket);
		}
		put_id(frame + offset, id);
		check(zmq_send(socket, frame, length, 0) >= 0, "send");
	}
	printf("> sent %" PRId64 " %" PRId64 "\n", start, nanos());
	free(frame);
}

/*
 * Receive until all messages have arrived, or until no message has arrived for two
 * seconds and a report is requested.
 */
static void *receive(void *argument)
{
	struct reception *run = argument;
	const struct load *load = run->load;
	size_t offset = load->published && load->single ? TOPIC_LENGTH + 1 : 0;
	int parted = load->published && !load->single;
	uint64_t next = run->first, end = run->first + run->count;
	zmq_msg_t message;
	zmq_msg_init(&message);
	while (next < end) {
		int size = zmq_msg_recv(&message, run->socket, 0);
		if (size < 0 && errno == EAGAIN) {
			if (atomic_load(&run->reported)) {
				break;
			}
			continue;
		}
		if (size >= 0 && parted && zmq_msg_more(&message)) {
			size = zmq_msg_recv(&message, run->socket, 0);
		}
		check(size >= (int) offset + 8, "receive");
		uint64_t id = get_id((unsigned char *) zmq_msg_data(&message) + offset);
		if (id < next || id >= end) {
			run->unexpected++;
			continue;
		}
		next = id + 1;
		run->received++;
		if ((run->received & 63) == 0 || run->received == 1 || next == end) {
			run->last = nanos();
		}
	}
	zmq_msg_close(&message);
	return NULL;
}

/* Send every message back, until the context is shut down. */
static void *send_back(void *argument)
{
	struct echo *echo = argument;
	zmq_msg_t message;
	zmq_msg_init(&message);
	while (zmq_msg_recv(&message, echo->in, 0) >= 0 && zmq_msg_recv(&message, echo->in, 0) >= 0) {
		send_topic(echo->out);
		check(zmq_msg_send(&message, echo->out, 0) >= 0, "send back");
	}
	check(errno == ETERM, "receive");
	zmq_msg_close(&message);
	return NULL;
}

static int ascending(const void *left, const void *right)
{
	int64_t a = *(const int64_t *) left, b = *(const int64_t *) right;
	return (a > b) - (a < b);
}

/* Receive until the message with an id arrives, return 0 if none arrives for two seconds. */
static int await_return(void *in, uint64_t id)
{
	zmq_msg_t message;
	int size;
	zmq_msg_init(&message);
	do {
		size = zmq_msg_recv(&message, in, 0);
		if (size >= 0) {
			size = zmq_msg_recv(&message, in, 0);
		}
	} while (size >= 8 && get_id(zmq_msg_data(&message)) != id);
	check(size >= 8 || errno == EAGAIN, "receive");
	zmq_msg_close(&message);
	return size >= 8;
}

/* Send messages, each after the return of the one before. */
static void send_round_trips(void *out, void *in, size_t size, uint64_t first, uint64_t count)
{
	unsigned char *frame = new_frame(size);
	int64_t *times = calloc(count, sizeof(int64_t));
	check(times != NULL, "out of memory");
	uint64_t returned = 0;
	int64_t start = nanos(), before = start, end = start;
	while (returned < count) {
		put_id(frame, first + returned);
		send_topic(out);
		check(zmq_send(out, frame, size, 0) >= 0, "send");
		int returns = await_return(in, first + returned);
		end = nanos();
		if (!returns) {
			break;
		}
		times[returned++] = end - before;
		before = end;
	}
	qsort(times, returned, sizeof(int64_t), ascending);
	printf("> sent %" PRId64 " %" PRId64 " %" PRIu64 " %" PRId64 " %" PRId64 "\n", start, end, returned,
			returned ? times[returned / 2] : 0, returned ? times[returned * 99 / 100] : 0);
	free(times);
	free(frame);
}

static void unknown(const char *line)
{
	fprintf(stderr, "unknown command: %s", line);
	exit(1);
}

static void answer_commands(void *sender, void *returns, struct reception *run)
{
	char line[128];
	pthread_t thread;
	puts("> ready");
	while (fgets(line, sizeof(line), stdin) && strncmp(line, "quit", 4) != 0) {
		uint64_t first, count;
		if (sscanf(line, "send %" SCNu64 " %" SCNu64, &first, &count) == 2) {
			if (returns) {
				send_round_trips(sender, returns, run->load->size, first, count);
			}
			else {
				send_all(sender, run->load, first, count);
			}
		}
		else if (sscanf(line, "expect %" SCNu64 " %" SCNu64, &first, &count) == 2) {
			*run = (struct reception) { .load = run->load, .socket = run->socket, .first = first, .count = count };
			check((errno = pthread_create(&thread, NULL, receive, run)) == 0, "thread");
			puts("> expecting");
		}
		else if (strncmp(line, "report", 6) == 0) {
			atomic_store(&run->reported, 1);
			pthread_join(thread, NULL);
			printf("> received %" PRIu64 " %" PRIu64 " %" PRId64 "\n", run->received, run->unexpected, run->last);
		}
		else {
			unknown(line);
		}
	}
}

static void close_socket(void *socket)
{
	if (socket) {
		zmq_close(socket);
	}
}

int main(int argc, char **argv)
{
	int round_trip = argc > 2 && strcmp(argv[2], "round-trip") == 0;
	if (argc < 6 + round_trip) {
		fputs("peer producer|consumer|both pattern wire-format size address [back] [option=value ...]\n", stderr);
		return 2;
	}
	setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
	int sends = strcmp(argv[1], "consumer") != 0, receives = strcmp(argv[1], "producer") != 0;
	struct load load = {
		.published = round_trip || strcmp(argv[2], "pub-sub") == 0,
		.single = strcmp(argv[3], "single-frame") == 0,
		.size = strtoul(argv[4], NULL, 10),
		.address = argv[5],
		.options = argv + 6 + round_trip,
	};
	const char *back = argv[6];
	void *context = zmq_ctx_new(), *sender = NULL, *returns = NULL;
	struct reception run = { .load = &load };
	struct echo echo = { NULL, NULL };
	pthread_t thread;
	if (sends) {
		sender = open_sender(context, &load, load.address);
	}
	if (receives && round_trip) {
		echo.out = open_sender(context, &load, back);
		echo.in = open_receiver(context, &load, load.address, -1);
		check((errno = pthread_create(&thread, NULL, send_back, &echo)) == 0, "thread");
	}
	else if (receives) {
		run.socket = open_receiver(context, &load, load.address, PATIENCE_MILLIS);
	}
	if (sends && round_trip) {
		returns = open_receiver(context, &load, back, PATIENCE_MILLIS);
	}
	answer_commands(sender, returns, &run);
	zmq_ctx_shutdown(context);
	if (echo.in) {
		pthread_join(thread, NULL);
	}
	close_socket(sender);
	close_socket(returns);
	close_socket(run.socket);
	close_socket(echo.in);
	close_socket(echo.out);
	zmq_ctx_term(context);
	return 0;
}
