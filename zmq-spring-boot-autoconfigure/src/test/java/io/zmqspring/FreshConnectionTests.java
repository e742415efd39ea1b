package io.zmqspring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

import io.zmqspring.message.JsonMessageConverter;
import io.zmqspring.message.ZmqMessageConverter;
import io.zmqspring.role.ControllerSettings;
import io.zmqspring.role.PublisherSettings;
import io.zmqspring.role.SubscriberSettings;
import io.zmqspring.role.WorkerSettings;
import io.zmqspring.role.ZmqController;
import io.zmqspring.role.ZmqPublisher;
import io.zmqspring.role.ZmqRole;
import io.zmqspring.role.ZmqSubscriber;
import io.zmqspring.role.ZmqWorker;
import io.zmqspring.socket.ContextSettings;
import io.zmqspring.socket.ZmqContext;
import io.zmqspring.support.CpuLoad;
import io.zmqspring.support.TestSize;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fresh connections under CPU load, of every role and, beside it, of a bare JeroMQ
 * socket. The figures are in the log.
 */
class FreshConnectionTests {

	private static final Log logger = LogFactory.getLog(FreshConnectionTests.class);

	private static final ZmqMessageConverter JSON = new JsonMessageConverter(JsonMapper.builder().build());

	private static final int CONNECTIONS = TestSize.of(60, 1000);

	private static final int AT_ONCE = 10;

	private static final long PROMISE_MILLIS = 1500;

	private final ZMQ.Context peers = ZMQ.context(1);

	private final List<ZMQ.Socket> bound = new ArrayList<>();

	private CpuLoad load;

	@BeforeEach
	void loadTheProcessors() {
		this.load = CpuLoad.start();
	}

	@AfterEach
	void close() {
		this.load.close();
		this.bound.forEach(ZMQ.Socket::close);
		this.peers.close();
	}

	@ParameterizedTest
	@EnumSource
	void everyConnectionIsUsableSoon(Kind kind) {
		Map<String, String> addresses = new HashMap<>();
		kind.peers.forEach((key, type) -> addresses.put(key, bind(type)));
		List<Long> times = new ArrayList<>();
		try (ZmqContext context = new ZmqContext(ContextSettings.DEFAULTS)) {
			// Classes are loaded before it counts
			connectSome(() -> kind.create(context, addresses), addresses.size());
			for (int i = 0; i < CONNECTIONS; i += AT_ONCE) {
				times.addAll(connectSome(() -> kind.create(context, addresses), addresses.size()));
			}
		}
		log(kind.name(), times);
		assertThat(times).allSatisfy((time) -> assertThat(time).isLessThan(PROMISE_MILLIS));
	}

	@ParameterizedTest
	@EnumSource(value = SocketType.class, names = { "SUB", "XPUB", "PUSH", "PULL" })
	void bareSocketsBesideIt(SocketType type) {
		SocketType peer = switch (type) {
			case SUB -> SocketType.XPUB;
			case XPUB -> SocketType.SUB;
			case PUSH -> SocketType.PULL;
			default -> SocketType.PUSH;
		};
		String address = bind(peer);
		List<Long> times = new ArrayList<>();
		try (ZMQ.Context context = ZMQ.context(1)) {
			for (int i = 0; i < CONNECTIONS; i += AT_ONCE) {
				times.addAll(connectSomeBare(context, type, address));
			}
		}
		log("bare " + type, times);
		assertThat(times).hasSize(CONNECTIONS);
	}

	private String bind(SocketType type) {
		ZMQ.Socket socket = this.peers.socket(type);
		socket.setLinger(0);
		this.bound.add(socket);
		return "tcp://127.0.0.1:" + socket.bindToRandomPort("tcp://127.0.0.1");
	}

	private static List<Long> connectSome(Supplier<ZmqRole> factory, int connections) {
		List<ZmqRole> roles = new ArrayList<>();
		long[] started = new long[AT_ONCE];
		for (int i = 0; i < AT_ONCE; i++) {
			roles.add(factory.get());
			started[i] = System.nanoTime();
			roles.get(i).start();
		}
		List<Long> times = await(started, (number) -> roles.get(number).connectionCount() == connections);
		roles.forEach(ZmqRole::stop);
		return times;
	}

	private static List<Long> connectSomeBare(ZMQ.Context context, SocketType type, String address) {
		List<ZMQ.Socket> sockets = new ArrayList<>();
		long[] started = new long[AT_ONCE];
		AtomicLong[] greeted = new AtomicLong[AT_ONCE];
		for (int i = 0; i < AT_ONCE; i++) {
			AtomicLong greeting = new AtomicLong();
			ZMQ.Socket socket = context.socket(type);
			socket.setLinger(0);
			socket.setEventHook((event) -> greeting.set(1), ZMQ.EVENT_HANDSHAKE_PROTOCOL);
			sockets.add(socket);
			greeted[i] = greeting;
			started[i] = System.nanoTime();
			socket.connect(address);
		}
		List<Long> times = await(started, (number) -> greeted[number].get() == 1);
		sockets.forEach(ZMQ.Socket::close);
		return times;
	}

	// Whoever is not usable within the promise is not waited for any longer
	private static List<Long> await(long[] started, IntPredicate usable) {
		Long[] times = new Long[started.length];
		Awaitility.with()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(1))
			.atMost(Duration.ofSeconds(10))
			.until(() -> {
				for (int i = 0; i < times.length; i++) {
					long time = (System.nanoTime() - started[i]) / 1_000_000;
					if (times[i] == null && (usable.test(i) || time >= PROMISE_MILLIS)) {
						times[i] = time;
					}
				}
				return Arrays.stream(times).allMatch((time) -> time != null);
			});
		return List.of(times);
	}

	private static void log(String what, List<Long> times) {
		List<Long> sorted = times.stream().sorted().toList();
		logger.info("%s: %d fresh connections, median %d ms, 99 %% within %d ms, longest %d ms, over %d ms: %d"
			.formatted(what, sorted.size(), sorted.get(sorted.size() / 2), sorted.get(sorted.size() * 99 / 100),
					sorted.get(sorted.size() - 1), PROMISE_MILLIS,
					sorted.stream().filter((time) -> time >= PROMISE_MILLIS).count()));
	}

	/**
	 * The kinds of roles, all connecting, and the peers that bind for them.
	 */
	enum Kind {

		PUBLISHER(Map.of("", SocketType.SUB)), SUBSCRIBER(Map.of("", SocketType.XPUB)),
		WORKER(Map.of("pull.", SocketType.PUSH, "push.", SocketType.PULL)),
		CONTROLLER(Map.of("workers.a.push.", SocketType.PULL, "workers.a.pull.", SocketType.PUSH));

		private final Map<String, SocketType> peers;

		Kind(Map<String, SocketType> peers) {
			this.peers = peers;
		}

		ZmqRole create(ZmqContext context, Map<String, String> addresses) {
			Map<String, String> settings = new HashMap<>();
			addresses.forEach((key, address) -> {
				settings.put("role." + key + "address", address);
				settings.put("role." + key + "bind", "false");
				// The engine's own time-out would hide what we heal
				settings.put("role." + key + "socket.handshake-interval", "30s");
			});
			settings.put("role.topics", "*");
			Binder binder = new Binder(new MapConfigurationPropertySource(settings));
			return switch (this) {
				case PUBLISHER -> new ZmqPublisher("p", binder.bind("role", PublisherSettings.class).get(), context,
						JSON, (event) -> {
						});
				case SUBSCRIBER -> new ZmqSubscriber("s", binder.bind("role", SubscriberSettings.class).get(), context,
						JSON, (message, error) -> {
						}, (event) -> {
						});
				case WORKER -> worker(binder.bind("role", WorkerSettings.class).get(), context);
				case CONTROLLER -> new ZmqController("c", binder.bind("role", ControllerSettings.class).get(), context,
						JSON, (message, error) -> {
						}, (letter) -> {
						}, (event) -> {
						});
			};
		}

		private static ZmqWorker worker(WorkerSettings settings, ZmqContext context) {
			ZmqWorker worker = new ZmqWorker("w", settings, context, JSON, (message, error) -> {
			}, false, (event) -> {
			});
			worker.setWorkHandler(String.class, (work) -> work);
			return worker;
		}

	}

}
