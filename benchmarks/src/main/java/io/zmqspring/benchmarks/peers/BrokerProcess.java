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

package io.zmqspring.benchmarks.peers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

import io.zmqspring.benchmarks.side.Contestant;

/**
 * A broker that is started for one comparison, on the loopback address and a free port.
 * Its files are in its work directory. It ends when it is closed or when this process
 * exits.
 */
final class BrokerProcess implements Contestant.Broker {

	private static final Duration START = Duration.ofSeconds(60);

	private static final Duration END = Duration.ofSeconds(10);

	private final String scheme;

	private final IntSupplier port;

	private final Process process;

	private BrokerProcess(String scheme, IntSupplier port, Process process) {
		this.scheme = scheme;
		this.port = port;
		this.process = process;
		Runtime.getRuntime().addShutdownHook(new Thread(this::close));
	}

	/**
	 * Start a broker and wait until it accepts connections.
	 * @param scheme of its address
	 * @param port returns the port it listens on; until that is known, a port that
	 * accepts no connections
	 * @param directory for its data and log
	 * @param settings environment variables of the process
	 * @param command the command that starts it
	 * @return the broker
	 */
	static BrokerProcess start(String scheme, IntSupplier port, Path directory, Map<String, String> settings,
			List<String> command) {
		try {
			ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile())
				.redirectErrorStream(true)
				.redirectOutput(directory.resolve("log").toFile());
			builder.environment().putAll(settings);
			BrokerProcess broker = new BrokerProcess(scheme, port, builder.start());
			broker.awaitStart(directory);
			return broker;
		}
		catch (IOException ex) {
			throw new IllegalStateException("Cannot start " + command.get(0), ex);
		}
	}

	private void awaitStart(Path directory) throws IOException {
		long deadline = System.nanoTime() + START.toNanos();
		while (!accepts(this.port.getAsInt())) {
			if (hasEndedWithin(50) || System.nanoTime() > deadline) {
				close();
				throw new IOException("The broker did not start; see " + directory.resolve("log"));
			}
		}
	}

	private boolean hasEndedWithin(long millis) {
		try {
			return this.process.waitFor(millis, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return true;
		}
	}

	private static boolean accepts(int port) {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Return a free port.
	 */
	static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new IllegalStateException("Cannot find a free port", ex);
		}
	}

	@Override
	public String address() {
		return this.scheme + "://127.0.0.1:" + this.port.getAsInt();
	}

	// RabbitMQ is started by a script; the process that does the work is a descendant
	@Override
	public ProcessHandle process() {
		return this.process.descendants()
			.filter((handle) -> handle.info().command().orElse("").endsWith("beam.smp"))
			.findFirst()
			.orElse(this.process.toHandle());
	}

	@Override
	public void close() {
		List<ProcessHandle> offspring = this.process.descendants().toList();
		process().destroy();
		if (!hasEndedWithin(END.toMillis())) {
			offspring.forEach(ProcessHandle::destroyForcibly);
			this.process.destroyForcibly();
		}
	}

}
