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

package io.zmqspring.test.address;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;

/**
 * Makes tcp addresses of names: each name has a free port of the loopback interface. No
 * port is used twice in a process. The ports are below those that systems choose for
 * connections, so that none is taken before it is bound.
 *
 * @since 0.1
 */
public final class FreePorts implements UnaryOperator<String> {

	private static final int LOWEST = 12_000;

	private static final int HIGHEST = 32_000;

	private static final int ATTEMPTS = 1000;

	private static final Set<Integer> USED = ConcurrentHashMap.newKeySet();

	private final Map<String, Integer> ports = new ConcurrentHashMap<>();

	@Override
	public String apply(String name) {
		return "tcp://127.0.0.1:" + this.ports.computeIfAbsent(name, (unknown) -> find());
	}

	/**
	 * Find a free port that this process has not used.
	 * @return the port
	 */
	public static int find() {
		for (int i = 0; i < ATTEMPTS; i++) {
			int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
			if (USED.add(port) && isFree(port)) {
				return port;
			}
		}
		throw new UncheckedIOException(new IOException("No port from " + LOWEST + " to " + HIGHEST + " is free"));
	}

	private static boolean isFree(int port) {
		try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
			return socket.isBound();
		}
		catch (IOException ex) {
			return false;
		}
	}

}
