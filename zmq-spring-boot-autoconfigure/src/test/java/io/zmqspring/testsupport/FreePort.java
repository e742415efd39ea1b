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

package io.zmqspring.testsupport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Finds a port that another process can bind, again and again. Below the range from which
 * the system serves outgoing connections: otherwise one of those could get it while the
 * process is down, or a connection attempt could meet itself.
 */
public final class FreePort {

	private static final int FROM = 20_000;

	private static final int TO = 32_000;

	// One after the other: a test that asks for several gets different ones
	private static final AtomicInteger NEXT = new AtomicInteger(ThreadLocalRandom.current().nextInt(TO - FROM));

	private FreePort() {
	}

	/**
	 * Find a port.
	 * @return the port
	 */
	public static int find() {
		for (int i = 0; i < 1000; i++) {
			int port = FROM + Math.floorMod(NEXT.getAndIncrement(), TO - FROM);
			if (isFree(port)) {
				return port;
			}
		}
		throw new IllegalStateException("No free port between " + FROM + " and " + TO);
	}

	private static boolean isFree(int port) {
		try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
			return probe.isBound();
		}
		catch (IOException ex) {
			return false;
		}
	}

}
