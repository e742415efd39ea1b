/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.zmqspring.benchmarks.security;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.springframework.context.ConfigurableApplicationContext;

import io.zmqspring.benchmarks.Environment;
import io.zmqspring.benchmarks.Results;
import io.zmqspring.benchmarks.StarterApplication;
import io.zmqspring.benchmarks.side.CurveKeys;
import io.zmqspring.listener.ZmqWorkHandler;
import io.zmqspring.worker.ZmqWorker;

/**
 * Lets 500 clients connect to one server at once, and a thousand connections send only
 * their greeting. Writes {@code security-handshakes.csv}.
 */
public final class HandshakeBenchmark {

	private static final int CLIENTS = 500;

	private static final int HALF_OPEN = 1000;

	private static final int ROUNDS = 5;

	private static final int DEADLINE_SECONDS = 3;

	private static final byte[] GREETING = Arrays
		.copyOf("\377\0\0\0\0\0\0\0\1\177\3\0CURVE".getBytes(StandardCharsets.ISO_8859_1), 64);

	private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

	private final int port;

	private final ConfigurableApplicationContext server;

	private final ZmqWorker worker;

	private HandshakeBenchmark() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			this.port = socket.getLocalPort();
		}
		Map<String, String> settings = new TreeMap<>(CurveKeys.settings("auto", true));
		settings.put("zmq.workers.bench.pull.address", address());
		settings.put("zmq.workers.bench.pull.bind", "true");
		settings.put("zmq.workers.bench.pull.security", "bench");
		settings.put("zmq.workers.bench.pull.socket.max-connections", String.valueOf(2 * HALF_OPEN));
		settings.put("zmq.security.handshake-timeout", DEADLINE_SECONDS + "s");
		this.server = StarterApplication.startWith(settings, new IgnoredWork());
		this.worker = this.server.getBean(ZmqWorker.class);
	}

	private String address() {
		return "tcp://127.0.0.1:" + this.port;
	}

	/**
	 * Run the benchmark.
	 * @param arguments ignored
	 * @throws Exception if a process fails
	 */
	public static void main(String[] arguments) throws Exception {
		String name = "security-handshakes";
		Environment.write(name, Map.of("deadline", DEADLINE_SECONDS + " s"));
		HandshakeBenchmark benchmark = new HandshakeBenchmark();
		try (Results<HandshakeRun> results = Results.create(name, HandshakeRun.class)) {
			benchmark.clients(results);
			benchmark.halfOpen(results);
		}
		finally {
			benchmark.server.close();
		}
		System.exit(0);
	}

	private static void add(Results<HandshakeRun> results, HandshakeRun run) {
		results.add(run);
		System.out.printf(Locale.ROOT, "%d %s: %.2f s, %d connections accepted, %.2f ms of the I/O thread each%n",
				run.count(), run.what(), run.seconds(), run.accepted(), run.ioMillis());
	}

	private void clients(Results<HandshakeRun> results) throws Exception {
		Process clients = new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"), "-cp",
				System.getProperty("java.class.path"), HandshakeClients.class.getName(), address(),
				String.valueOf(CLIENTS))
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		try (PrintStream commands = new PrintStream(clients.getOutputStream(), true, StandardCharsets.UTF_8)) {
			for (int round = 0; round < ROUNDS; round++) {
				add(results, clients(round, commands));
			}
		}
		finally {
			clients.destroy();
		}
	}

	private HandshakeRun clients(int round, PrintStream commands) {
		long before = outcome("success");
		long failed = outcome("denied") + outcome("timeout");
		long processor = ioNanos();
		long start = System.nanoTime();
		commands.println("connect");
		await(() -> this.worker.connectionCount() == CLIENTS);
		double seconds = (System.nanoTime() - start) / 1e9;
		long handshakes = outcome("success") - before;
		double millis = (ioNanos() - processor) / 1e6 / handshakes;
		commands.println("disconnect");
		await(() -> this.worker.connectionCount() == 0);
		long all = handshakes + outcome("denied") + outcome("timeout") - failed;
		return new HandshakeRun("clients", round, CLIENTS, seconds, all, millis);
	}

	private long outcome(String outcome) {
		return this.worker.stats().handshakes().getOrDefault(outcome, 0L);
	}

	private long ioNanos() {
		return Arrays.stream(this.threads.getAllThreadIds())
			.filter((id) -> String.valueOf(this.threads.getThreadInfo(id)).contains("iothread"))
			.map(this.threads::getThreadCpuTime)
			.sum();
	}

	private void halfOpen(Results<HandshakeRun> results) throws IOException {
		List<Socket> open = new ArrayList<>();
		try {
			long processor = ioNanos();
			for (int i = 0; i < HALF_OPEN; i++) {
				Socket socket = new Socket();
				open.add(socket);
				socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port));
				socket.getOutputStream().write(GREETING);
			}
			long last = System.nanoTime();
			for (Socket socket : open) {
				while (socket.getInputStream().read() >= 0) {
					// The greeting of the server
					continue;
				}
			}
			double seconds = (System.nanoTime() - last) / 1e9;
			add(results, new HandshakeRun("half-open", 0, HALF_OPEN, seconds, HALF_OPEN,
					(ioNanos() - processor) / 1e6 / HALF_OPEN));
		}
		finally {
			for (Socket socket : open) {
				socket.close();
			}
		}
	}

	private static void await(BooleanSupplier condition) {
		while (!condition.getAsBoolean()) {
			LockSupport.parkNanos(1_000_000);
		}
	}

	/**
	 * Handles no work, because none is sent.
	 */
	static final class IgnoredWork {

		@ZmqWorkHandler
		void work(byte[] item) {
			// Never called
		}

	}

}
